//! How the bytes of a string are cut into codes, and which CID a code means (ISO 32000-2, 9.7.5).
//!
//! Knows Identity, embedded CMaps and how the predefined ones cut bytes. Does not know which CIDs the
//! predefined ones mean: their glyphs get the font's default width.

use lopdf::{Object, Stream};

use super::super::lexer::{Lexer, Operand};
use super::super::{Objects, unless_damaged};
use crate::error::Result;
use crate::limits::Meter;

/// How a composite font reads strings.
#[derive(Clone, Debug, Default)]
pub(super) struct CMap {
    cut: Cut,
    /// Codes of `length` bytes from `first` to `last` mean CIDs from `cid` on. Sorted.
    cids: Vec<Range>,
    identity: bool,
    pub(super) vertical: bool,
}

#[derive(Clone, Debug, Default)]
enum Cut {
    /// Always two bytes; also what nothing is known of.
    #[default]
    Two,
    /// One byte, or two after these first bytes.
    Mixed(fn(u8) -> bool),
    /// Code space ranges of an embedded CMap: length, lowest and highest bytes.
    Spaces(Vec<(usize, u32, u32)>),
}

#[derive(Clone, Copy, Debug)]
struct Range {
    length: usize,
    first: u32,
    last: u32,
    cid: u32,
}

impl CMap {
    /// The CMap of a Type 0 font's `Encoding`.
    pub(super) fn read(objects: &dyn Objects, encoding: &Object, meter: &Meter) -> Result<Self> {
        match objects.resolve(encoding) {
            Object::Name(name) => Ok(Self::predefined(name)),
            Object::Stream(stream) => Self::embedded(objects, stream, meter),
            _ => Ok(Self { identity: true, ..Self::default() }),
        }
    }

    fn predefined(name: &[u8]) -> Self {
        let contains = |part: &[u8]| name.windows(part.len()).any(|window| window == part);
        let cut = if contains(b"RKSJ") {
            Cut::Mixed(|byte| matches!(byte, 0x81..=0x9F | 0xE0..=0xFC))
        } else if contains(b"EUC") {
            Cut::Mixed(|byte| matches!(byte, 0x8E | 0xA1..=0xFE))
        } else if contains(b"GBK") || contains(b"B5") || contains(b"HKscs") || contains(b"UHC") {
            Cut::Mixed(|byte| matches!(byte, 0x81..=0xFE))
        } else {
            Cut::Two
        };
        let vertical = name == b"V" || name.ends_with(b"-V");
        Self { cut, cids: Vec::new(), identity: name.starts_with(b"Identity"), vertical }
    }

    fn embedded(objects: &dyn Objects, stream: &Stream, meter: &Meter) -> Result<Self> {
        let vertical = stream.dict.get(b"WMode").is_ok_and(|mode| matches!(mode, Object::Integer(1)));
        let mut map = Self { vertical, ..Self::default() };
        let base = stream.dict.get(b"UseCMap").map(|base| objects.resolve(base));
        if let Ok(Object::Name(name)) = base {
            map.identity = name.starts_with(b"Identity");
            map.cut = Self::predefined(name).cut;
        }
        // Without the map two bytes are a code, as they nearly always are.
        let content = unless_damaged(objects.decode(stream, meter))?.unwrap_or_default();
        let mut lexer = Lexer::new(&content, objects.limits(), meter);
        let mut operands: Vec<Operand<'_>> = Vec::new();
        let mut spaces = Vec::new();
        loop {
            if let Some(operand) = lexer.operand()? {
                operands.push(operand);
                continue;
            }
            match lexer.keyword()? {
                Some(b"endcodespacerange") => spaces.extend(operands.chunks_exact(2).filter_map(space)),
                Some(b"endcidrange") => map.cids.extend(operands.chunks_exact(3).filter_map(cid_range)),
                Some(b"endcidchar") => map.cids.extend(operands.chunks_exact(2).filter_map(cid_char)),
                Some(_) => {}
                None if lexer.skip()? => {}
                None => break,
            }
            operands.clear();
        }
        if !spaces.is_empty() {
            map.cut = Cut::Spaces(spaces);
        }
        map.cids.sort_by_key(|range| (range.length, range.first));
        Ok(map)
    }

    /// The first code of `bytes`: how many bytes it has, and its value.
    pub(super) fn code(&self, bytes: &[u8]) -> (usize, u32) {
        let length = match &self.cut {
            Cut::Two => 2,
            Cut::Mixed(two) => {
                if bytes.first().is_some_and(|byte| two(*byte)) {
                    2
                } else {
                    1
                }
            }
            Cut::Spaces(spaces) => (1..=4)
                .find(|length| {
                    bytes.get(..*length).map(value).is_some_and(|code| {
                        spaces.iter().any(|(space, low, high)| space == length && within(code, *low, *high))
                    })
                })
                .unwrap_or_else(|| spaces.iter().map(|(length, ..)| *length).min().unwrap_or(1)),
        };
        let length = length.clamp(1, bytes.len().max(1));
        (length, value(bytes.get(..length).unwrap_or(bytes)))
    }

    /// The CID a code means; `None` when that is not known.
    pub(super) fn cid(&self, length: usize, code: u32) -> Option<u32> {
        let after = self.cids.partition_point(|range| (range.length, range.first) <= (length, code));
        let range = after.checked_sub(1).and_then(|at| self.cids.get(at));
        match range {
            Some(range) if range.length == length && code <= range.last => {
                range.cid.checked_add(code.checked_sub(range.first)?)
            }
            _ if self.identity => Some(code),
            _ if self.cids.is_empty() => None,
            _ => Some(0),
        }
    }
}

fn value(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |value, byte| value << 8 | u32::from(*byte))
}

/// Code spaces are boxes: every byte within its own bounds.
fn within(code: u32, low: u32, high: u32) -> bool {
    code.to_be_bytes()
        .iter()
        .zip(low.to_be_bytes())
        .zip(high.to_be_bytes())
        .all(|((byte, low), high)| (low..=high).contains(byte))
}

fn string<'o>(operand: &'o Operand<'_>) -> Option<&'o [u8]> {
    match operand {
        Operand::String(bytes) if (1..=4).contains(&bytes.len()) => Some(bytes),
        _ => None,
    }
}

fn space(pair: &[Operand<'_>]) -> Option<(usize, u32, u32)> {
    let [low, high] = pair else { return None };
    let (low, high) = (string(low)?, string(high)?);
    (low.len() == high.len()).then(|| (low.len(), value(low), value(high)))
}

fn cid_range(triple: &[Operand<'_>]) -> Option<Range> {
    let [first, last, cid] = triple else { return None };
    let (first, last) = (string(first)?, string(last)?);
    Some(Range { length: first.len(), first: value(first), last: value(last), cid: cid.as_number()? as u32 })
}

fn cid_char(pair: &[Operand<'_>]) -> Option<Range> {
    let [code, cid] = pair else { return None };
    let code = string(code)?;
    Some(Range { length: code.len(), first: value(code), last: value(code), cid: cid.as_number()? as u32 })
}
