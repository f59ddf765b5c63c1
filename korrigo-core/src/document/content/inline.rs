//! Images that stand in the content itself: `BI` ... `ID` ... `EI` (ISO 32000-2, 8.9.7).
//!
//! Knows where their data end: by counting where the dictionary and the filter tell, else by the first
//! `EI` that content plausibly follows. Knows nothing of pixels.

use std::borrow::Cow;

use flate2::{Decompress, FlushDecompress, Status};
use lopdf::{Dictionary, Object, Stream, StringFormat};

use super::Objects;
use super::context::Names;
use super::lexer::{Lexer, Operand, is_regular, is_white};
use super::operator::Operator;
use crate::error::Result;
use crate::limits::Meter;

/// An inline image: the entries that mean something, and its data, encoded.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct InlineImage<'c> {
    /// As written: keys may be abbreviated.
    pub(super) entries: Vec<(Cow<'c, [u8]>, Operand<'c>)>,
    /// Without the white space before `EI`.
    pub(super) data: &'c [u8],
}

/// The keys of table 91, full and abbreviated.
const KEYS: &[(&[u8], &[u8])] = &[
    (b"BitsPerComponent", b"BPC"),
    (b"ColorSpace", b"CS"),
    (b"Decode", b"D"),
    (b"DecodeParms", b"DP"),
    (b"Filter", b"F"),
    (b"Height", b"H"),
    (b"ImageMask", b"IM"),
    (b"Intent", b"Intent"),
    (b"Interpolate", b"I"),
    (b"Width", b"W"),
];

/// Table 92 and 93: abbreviations of values.
const VALUES: &[(&[u8], &[u8])] = &[
    (b"DeviceGray", b"G"),
    (b"DeviceRGB", b"RGB"),
    (b"DeviceCMYK", b"CMYK"),
    (b"Indexed", b"I"),
    (b"ASCIIHexDecode", b"AHx"),
    (b"ASCII85Decode", b"A85"),
    (b"LZWDecode", b"LZW"),
    (b"FlateDecode", b"Fl"),
    (b"RunLengthDecode", b"RL"),
    (b"CCITTFaxDecode", b"CCF"),
    (b"DCTDecode", b"DCT"),
];

/// Reads an inline image, `BI` just read.
pub(super) fn read<'c>(lexer: &mut Lexer<'c>) -> Result<InlineImage<'c>> {
    let mut entries: Vec<(Cow<'c, [u8]>, Operand<'c>)> = Vec::new();
    loop {
        match lexer.operand()? {
            Some(Operand::Name(key)) => {
                let Some(value) = lexer.operand()? else { continue };
                let known = KEYS.iter().any(|(full, short)| *full == &*key || *short == &*key);
                if known && !entries.iter().any(|(other, _)| *other == key) {
                    entries.push((key, value));
                }
            }
            Some(_) => {}
            None => match lexer.keyword()? {
                Some(b"ID") => break,
                Some(b"EI") => return Ok(InlineImage { entries, data: b"" }),
                _ if lexer.skip()? => {}
                _ => return Ok(InlineImage { entries, data: b"" }),
            },
        }
    }
    lexer.advance(1);
    let rest = lexer.data.get(lexer.position..).unwrap_or_default();
    let mut image = InlineImage { entries, data: b"" };
    let counted = counted_length(&image, rest, lexer.meter)?
        .and_then(|length| Some((length, end_marker(rest.get(length..)?)?.saturating_add(length))));
    let (length, end) = match counted {
        Some(found) => found,
        None => scan(rest, lexer.meter)?,
    };
    image.data = rest.get(..length).unwrap_or_default();
    lexer.advance(end);
    Ok(image)
}

impl InlineImage<'_> {
    fn value(&self, full: &[u8]) -> Option<&Operand<'_>> {
        let short = KEYS.iter().find(|(key, _)| *key == full)?.1;
        self.entries.iter().find(|(key, _)| **key == *full || **key == *short).map(|(_, value)| value)
    }

    fn whole(&self, key: &[u8]) -> Option<u64> {
        let value = self.value(key)?.as_number()?;
        (0.0..=1e9).contains(&value).then_some(value as u64)
    }

    /// The name in the resources that its colour space goes by, if it is not a device's or indexed.
    pub(super) fn named_space(&self) -> Option<&[u8]> {
        let name = self.value(b"ColorSpace")?.as_name()?;
        let device = [&b"DeviceGray"[..], b"DeviceRGB", b"DeviceCMYK", b"Indexed"];
        (!device.contains(&full_value(name))).then_some(name)
    }

    /// The image with its colour space under another name.
    pub(super) fn in_space(&self, name: Vec<u8>) -> InlineImage<'_> {
        let mut image = self.clone();
        let mut name = Some(Operand::Name(name.into()));
        for (key, value) in &mut image.entries {
            if matches!(&**key, b"ColorSpace" | b"CS") {
                *value = name.take().unwrap_or(Operand::Null);
            }
        }
        image
    }

    /// The image as the stream it would be outside the content: full names, its colour space looked up.
    pub(super) fn to_stream(&self, objects: &dyn Objects, names: Names<'_>) -> Stream {
        let mut dictionary = Dictionary::new();
        dictionary.set("Subtype", Object::Name(b"Image".to_vec()));
        for (full, _) in KEYS {
            if let Some(value) = self.value(full) {
                let expand = matches!(*full, b"ColorSpace" | b"Filter");
                dictionary.set(*full, object(value, expand));
            }
        }
        if let Some(name) = self.named_space()
            && let Some(space) = names.find(objects, b"ColorSpace", name)
        {
            dictionary.set("ColorSpace", space.clone());
        }
        Stream::new(dictionary, self.data.to_vec())
    }
}

fn full_value(name: &[u8]) -> &[u8] {
    VALUES.iter().find(|(_, short)| *short == name).map_or(name, |(full, _)| full)
}

fn object(operand: &Operand<'_>, expand: bool) -> Object {
    match operand {
        Operand::Number(number) if number.value.fract() == 0.0 && number.value.abs() < 1e15 => {
            Object::Integer(number.value as i64)
        }
        Operand::Number(number) => Object::Real(number.value as f32),
        Operand::Name(name) if expand => Object::Name(full_value(name).to_vec()),
        Operand::Name(name) => Object::Name(name.to_vec()),
        Operand::String(string) => Object::String(string.to_vec(), StringFormat::Hexadecimal),
        Operand::Array(items) => Object::Array(items.iter().map(|item| object(item, expand)).collect()),
        Operand::Dictionary(entries) => Object::Dictionary(
            entries.iter().map(|(key, value)| (key.to_vec(), object(value, false))).collect(),
        ),
        Operand::Boolean(value) => Object::Boolean(*value),
        Operand::Null => Object::Null,
    }
}

/// How many bytes the data have, where dictionary and outermost filter tell.
fn counted_length(image: &InlineImage<'_>, rest: &[u8], meter: &Meter) -> Result<Option<usize>> {
    let filter = match image.value(b"Filter") {
        Some(Operand::Name(name)) => full_value(name),
        Some(Operand::Array(items)) => match items.first() {
            Some(first) => full_value(first.as_name().unwrap_or_default()),
            None => b"",
        },
        _ => b"",
    };
    Ok(match filter {
        b"" => raw_length(image),
        b"ASCIIHexDecode" => rest.iter().position(|byte| *byte == b'>').map(|end| end.saturating_add(1)),
        b"ASCII85Decode" => rest.windows(2).position(|pair| pair == b"~>").map(|end| end.saturating_add(2)),
        b"RunLengthDecode" => run_length(rest),
        b"FlateDecode" => flate_length(rest, meter)?,
        _ => None,
    })
}

fn raw_length(image: &InlineImage<'_>) -> Option<usize> {
    let mask = image.value(b"ImageMask") == Some(&Operand::Boolean(true));
    let components = match image.value(b"ColorSpace") {
        _ if mask => 1,
        Some(Operand::Name(name)) => match full_value(name) {
            b"DeviceGray" => 1,
            b"DeviceRGB" => 3,
            b"DeviceCMYK" => 4,
            _ => return None,
        },
        Some(Operand::Array(items)) => match full_value(items.first()?.as_name()?) {
            b"Indexed" => 1,
            _ => return None,
        },
        _ => return None,
    };
    let bits = if mask { 1 } else { image.whole(b"BitsPerComponent")? };
    let row = image.whole(b"Width")?.checked_mul(components)?.checked_mul(bits)?.div_ceil(8);
    usize::try_from(row.checked_mul(image.whole(b"Height")?)?).ok()
}

fn run_length(rest: &[u8]) -> Option<usize> {
    let mut position = 0_usize;
    loop {
        let step = match *rest.get(position)? {
            128 => return position.checked_add(1),
            literal @ 0..=127 => usize::from(literal).checked_add(2)?,
            _ => 2,
        };
        position = position.checked_add(step)?;
    }
}

fn flate_length(rest: &[u8], meter: &Meter) -> Result<Option<usize>> {
    let mut inflate = Decompress::new(true);
    let mut scratch = vec![0_u8; 1 << 14];
    loop {
        let (read, written) = (inflate.total_in(), inflate.total_out());
        let input = usize::try_from(read).ok().and_then(|read| rest.get(read..)).unwrap_or_default();
        let Ok(status) = inflate.decompress(input, &mut scratch, FlushDecompress::None) else {
            return Ok(None);
        };
        meter.decoded(inflate.total_out().saturating_sub(written))?;
        if status == Status::StreamEnd {
            return Ok(usize::try_from(inflate.total_in()).ok());
        }
        if inflate.total_in() == read && inflate.total_out() == written {
            return Ok(None);
        }
    }
}

/// Where `EI` ends, when only white space stands before it.
fn end_marker(rest: &[u8]) -> Option<usize> {
    let white = rest.iter().take_while(|byte| is_white(**byte)).count();
    let after = rest.get(white..)?.strip_prefix(b"EI")?;
    after.first().is_none_or(|byte| !is_regular(*byte)).then(|| white.saturating_add(2))
}

/// The length of the data and where `EI` ends: the first `EI` between white space that content follows,
/// else the first between white space, else everything.
fn scan(rest: &[u8], meter: &Meter) -> Result<(usize, usize)> {
    let mut fallback = None;
    for (at, pair) in rest.windows(2).enumerate() {
        if at % 256 == 0 {
            meter.work(1)?;
        }
        if pair != b"EI" {
            continue;
        }
        let end = at.saturating_add(2);
        let before = at.checked_sub(1).and_then(|before| rest.get(before));
        let after = rest.get(end..).unwrap_or_default();
        if before.is_some_and(|byte| !is_white(*byte)) || after.first().is_some_and(|byte| is_regular(*byte))
        {
            continue;
        }
        let found = (at.saturating_sub(1), end);
        meter.work(16)?;
        if follows_content(after) {
            return Ok(found);
        }
        fallback.get_or_insert(found);
    }
    Ok(fallback.unwrap_or((rest.len(), rest.len())))
}

/// Whether the next bytes look like content: text, and its first word an operator.
fn follows_content(after: &[u8]) -> bool {
    let near = after.get(..after.len().min(24)).unwrap_or_default();
    if !near.iter().take(12).all(|byte| matches!(byte, b'\t' | b'\n' | 0x0C | b'\r' | b' '..=b'~')) {
        return false;
    }
    let complete = near.len() == after.len();
    let mut words = near
        .split(|byte| !is_regular(*byte))
        .filter(|word| !word.is_empty())
        .map(|word| word.to_vec())
        .peekable();
    while let Some(word) = words.next() {
        if Operator::from_bytes(&word).is_some() {
            return true;
        }
        let cut_off = words.peek().is_none() && !complete;
        let number = word.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.'));
        if !number && !cut_off && after.first() != Some(&b'/') && !near.contains(&b'/') {
            return false;
        }
    }
    true
}
