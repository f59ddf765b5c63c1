//! How wide glyphs are and what they cover, without looking at outlines.
//!
//! Knows the metrics of ISO 32000-2, 9.2.4, 9.6 and 9.7. A glyph's box is its advance wide and from
//! descent to ascent high. What cannot be understood gets widths that are usual (half the size for one
//! byte, the size for two): its text is then kept or removed by where it is likely to be, starting from
//! where it certainly starts, so that of two halves of a sheet exactly one keeps each glyph.

mod cmap;
mod standard;

use std::cell::RefCell;
use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};

use super::lexer::{Lexer, Operation};
use super::operator::Operator;
use super::{Objects, unless_damaged};
use crate::error::Result;
use crate::geometry::{Matrix, Rect};
use crate::limits::Meter;
use cmap::CMap;

/// A font as far as its metrics go.
#[derive(Debug)]
pub(super) struct Font<'a> {
    metrics: Metrics,
    /// What letters reach below and above the baseline, in text space at size 1.
    low: f64,
    high: f64,
    pub(super) type3: Option<Type3<'a>>,
}

#[derive(Debug)]
enum Metrics {
    /// Widths by code, in text space at size 1.
    Simple(Box<[f64; 256]>),
    Composite {
        map: CMap,
        widths: CidWidths,
        vertical: CidWidths,
        origin: (f64, f64),
    },
}

/// Widths by CID: ranges, sorted by their first CID.
#[derive(Debug)]
struct CidWidths {
    default: f64,
    ranges: Vec<(u32, u32, f64)>,
}

/// What a Type 3 font adds: its glyphs are content streams.
#[derive(Debug)]
pub(super) struct Type3<'a> {
    pub(super) dictionary: &'a Dictionary,
    pub(super) matrix: Matrix,
    names: Vec<Option<&'a [u8]>>,
    procedures: Option<&'a Dictionary>,
    boxes: RefCell<BTreeMap<u8, Rect>>,
}

/// One glyph of a string.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// Bytes of the string.
    pub(super) length: usize,
    pub(super) code: u32,
    /// How far the next glyph is, in text space at size 1: to the right, or up (so: negative) where
    /// text runs down.
    pub(super) advance: f64,
    /// What it covers, in text space at size 1, from its origin.
    pub(super) bounds: Rect,
    /// Whether word spacing follows it (9.3.3).
    pub(super) is_space: bool,
}

impl<'a> Font<'a> {
    /// Reads a font's metrics. A font that is no dictionary has those of Helvetica.
    pub(super) fn read(objects: &'a dyn Objects, font: &'a Object, meter: &Meter) -> Result<Self> {
        let empty = || Self { metrics: standard_metrics(b"", &[]), low: -0.3, high: 1.0, type3: None };
        let Ok(dictionary) = objects.resolve(font).as_dict() else { return Ok(empty()) };
        match name(objects, dictionary, b"Subtype") {
            b"Type0" => Self::composite(objects, dictionary, meter),
            b"Type3" => Ok(Self::glyph_procedures(objects, dictionary)),
            _ => Ok(Self::simple(objects, dictionary)),
        }
    }

    /// The first glyph of `bytes`, which holds at least one byte.
    pub(super) fn glyph(&self, objects: &'a dyn Objects, bytes: &[u8], meter: &Meter) -> Result<Glyph> {
        let (length, code) = match &self.metrics {
            Metrics::Simple(_) => (1, u32::from(bytes.first().copied().unwrap_or_default())),
            Metrics::Composite { map, .. } => map.code(bytes),
        };
        let is_space = length == 1 && code == 32;
        let upright = |advance: f64| Rect::new(0.0, self.low, advance, self.high);
        let (advance, bounds) = match &self.metrics {
            Metrics::Simple(widths) => {
                let advance = usize::try_from(code).ok().and_then(|code| widths.get(code)).copied();
                let advance = advance.unwrap_or_default();
                match &self.type3 {
                    Some(type3) => (advance, type3.bounds(objects, code as u8, advance, meter)?),
                    None => (advance, upright(advance)),
                }
            }
            Metrics::Composite { map, widths, vertical, origin } => {
                let width = match map.cid(length, code) {
                    Some(cid) => widths.find(cid),
                    None if length == 1 => widths.default / 2.0,
                    None => widths.default,
                };
                if map.vertical {
                    let down = vertical.find(map.cid(length, code).unwrap_or(u32::MAX));
                    let left = -width / 2.0 + origin.0;
                    (down, Rect::new(left, origin.1 + down.min(-0.5), left + width, origin.1))
                } else {
                    (width, upright(width))
                }
            }
        };
        Ok(Glyph { length, code, advance, bounds, is_space })
    }

    /// Whether text runs down.
    pub(super) fn is_vertical(&self) -> bool {
        matches!(&self.metrics, Metrics::Composite { map, .. } if map.vertical)
    }

    fn simple(objects: &'a dyn Objects, dictionary: &'a Dictionary) -> Self {
        let descriptor = dictionary.get(b"FontDescriptor").map(|d| objects.resolve(d));
        let descriptor = descriptor.and_then(Object::as_dict).ok();
        let metrics = explicit_widths(objects, dictionary, descriptor, 0.001).unwrap_or_else(|| {
            let base = name(objects, dictionary, b"BaseFont");
            standard_metrics(base, &encoding(objects, dictionary, base))
        });
        let (low, high) = extent(objects, descriptor);
        Self { metrics, low, high, type3: None }
    }

    fn glyph_procedures(objects: &'a dyn Objects, dictionary: &'a Dictionary) -> Self {
        let matrix = dictionary
            .get(b"FontMatrix")
            .ok()
            .and_then(|m| numbers::<6>(objects, m))
            .map_or(Matrix::scaling(0.001, 0.001), Matrix::new);
        let metrics = explicit_widths(objects, dictionary, None, matrix.a)
            .unwrap_or_else(|| Metrics::Simple(Box::new([0.0; 256])));
        let mut names = vec![None; 256];
        differences(objects, dictionary, |code, name| {
            if let Some(slot) = names.get_mut(code) {
                *slot = Some(name);
            }
        });
        let procedures = dictionary.get(b"CharProcs").map(|p| objects.resolve(p));
        let procedures = procedures.and_then(Object::as_dict).ok();
        let type3 = Type3 { dictionary, matrix, names, procedures, boxes: RefCell::default() };
        Self { metrics, low: -0.3, high: 1.0, type3: Some(type3) }
    }

    fn composite(objects: &'a dyn Objects, dictionary: &'a Dictionary, meter: &Meter) -> Result<Self> {
        let map = CMap::read(objects, dictionary.get(b"Encoding").unwrap_or(&Object::Null), meter)?;
        let descendant = match dictionary.get(b"DescendantFonts").map(|d| objects.resolve(d)) {
            Ok(Object::Array(fonts)) => fonts.first().map(|font| objects.resolve(font)),
            Ok(other) => Some(other),
            Err(_) => None,
        };
        let descendant = descendant.and_then(|font| font.as_dict().ok());
        let entry = |key: &[u8]| descendant.and_then(|font| font.get(key).ok());
        let default = entry(b"DW").and_then(|w| number(objects, w)).unwrap_or(1000.0) / 1000.0;
        let [origin, down] = entry(b"DW2").and_then(|w| numbers::<2>(objects, w)).unwrap_or([880.0, -1000.0]);
        let widths = CidWidths::read(objects, entry(b"W"), default, 1, meter)?;
        let vertical = CidWidths::read(objects, entry(b"W2"), down / 1000.0, 3, meter)?;
        let descriptor = entry(b"FontDescriptor").and_then(|d| objects.resolve(d).as_dict().ok());
        let (low, high) = extent(objects, descriptor);
        // The origin of vertical text is above the middle of the glyph; boxes hang from there.
        let origin = (0.0, (origin / 1000.0 - 0.88).clamp(-1.0, 1.0));
        Ok(Self { metrics: Metrics::Composite { map, widths, vertical, origin }, low, high, type3: None })
    }
}

impl<'a> Type3<'a> {
    /// The name and the procedure of a code.
    pub(super) fn procedure(&self, code: u32) -> Option<(&'a [u8], &'a Object)> {
        let name = (*self.names.get(usize::try_from(code).ok()?)?)?;
        Some((name, self.procedures?.get(name).ok()?))
    }

    /// What a glyph covers: the box its `d1` declares, else the font's, else its advance.
    fn bounds(&self, objects: &'a dyn Objects, code: u8, advance: f64, meter: &Meter) -> Result<Rect> {
        if let Some(known) = self.boxes.borrow().get(&code) {
            return Ok(*known);
        }
        let declared = match self.procedure(u32::from(code)).map(|(_, p)| objects.resolve(p)) {
            Some(Object::Stream(stream)) => {
                let content = unless_damaged(objects.decode(stream, meter))?.unwrap_or_default();
                declared_box(&content, objects, meter)?
            }
            _ => None,
        };
        let font_box = || self.dictionary.get(b"FontBBox").ok().and_then(|b| numbers::<4>(objects, b));
        let bounds = match declared.or_else(font_box) {
            Some([x0, y0, x1, y1]) if x0 != x1 && y0 != y1 => {
                self.matrix.map_rect(&Rect::new(x0, y0, x1, y1))
            }
            _ => Rect::new(0.0, -0.3, advance, 1.0),
        };
        self.boxes.borrow_mut().insert(code, bounds);
        Ok(bounds)
    }
}

impl CidWidths {
    fn find(&self, cid: u32) -> f64 {
        let after = self.ranges.partition_point(|(first, ..)| *first <= cid);
        match after.checked_sub(1).and_then(|at| self.ranges.get(at)) {
            Some((_, last, width)) if cid <= *last => *width,
            _ => self.default,
        }
    }

    /// A `W` (one number a glyph) or `W2` (three, of which the first is the advance).
    fn read(
        objects: &dyn Objects,
        array: Option<&Object>,
        default: f64,
        step: usize,
        meter: &Meter,
    ) -> Result<Self> {
        let mut ranges = Vec::new();
        let items =
            array.and_then(|array| objects.resolve(array).as_array().ok()).map_or(&[][..], Vec::as_slice);
        meter.work(items.len() as u64)?;
        let whole =
            |item: Option<&Object>| item.and_then(|item| number(objects, item)).map(|value| value as u32);
        let mut at = 0_usize;
        while let Some(first) = whole(items.get(at)) {
            let next = items.get(at.saturating_add(1)).map(|item| objects.resolve(item));
            if let Some(Object::Array(list)) = next {
                meter.work(list.len() as u64)?;
                for (cid, width) in (first..).zip(list.iter().step_by(step)) {
                    let width = number(objects, width).map_or(default, |width| width / 1000.0);
                    ranges.push((cid, cid, width));
                }
                at = at.saturating_add(2);
            } else {
                let last = whole(items.get(at.saturating_add(1)));
                let width = items.get(at.saturating_add(2)).and_then(|width| number(objects, width));
                let (Some(last), Some(width)) = (last, width) else { break };
                ranges.push((first, last, width / 1000.0));
                at = at.saturating_add(2).saturating_add(step);
            }
        }
        ranges.sort_by_key(|(first, ..)| *first);
        Ok(Self { default, ranges })
    }
}

/// `Widths` from `FirstChar` on, `MissingWidth` elsewhere.
fn explicit_widths(
    objects: &dyn Objects,
    dictionary: &Dictionary,
    descriptor: Option<&Dictionary>,
    scale: f64,
) -> Option<Metrics> {
    let list = objects.resolve(dictionary.get(b"Widths").ok()?).as_array().ok()?;
    let missing = descriptor.and_then(|d| number(objects, d.get(b"MissingWidth").ok()?)).unwrap_or(0.0);
    let first = dictionary.get(b"FirstChar").ok().and_then(|f| number(objects, f)).unwrap_or(0.0);
    let mut widths = Box::new([missing * scale; 256]);
    for (slot, width) in widths.iter_mut().skip(first.max(0.0) as usize).zip(list) {
        *slot = number(objects, width).unwrap_or(missing) * scale;
    }
    Some(Metrics::Simple(widths))
}

/// The widths of the standard font that a name means or resembles.
fn standard_metrics(base: &[u8], encoding: &[Option<&[u8]>]) -> Metrics {
    let lower = base.to_ascii_lowercase();
    let contains = |part: &[u8]| lower.windows(part.len()).any(|window| window == part);
    let mut widths = Box::new([0.5; 256]);
    if contains(b"courier") || contains(b"mono") {
        widths.fill(0.6);
        return Metrics::Simple(widths);
    }
    let own = match () {
        () if contains(b"symbol") => Some(standard::SYMBOL),
        () if contains(b"zapf") || contains(b"dingbats") => Some(standard::ZAPF_DINGBATS),
        () => None,
    };
    if let Some(own) = own {
        for (slot, width) in widths.iter_mut().zip(own) {
            *slot = f64::from(*width) / 1000.0;
        }
        return Metrics::Simple(widths);
    }
    let bold = usize::from(contains(b"bold"));
    let column = if contains(b"times") || contains(b"roman") || contains(b"serif") {
        2_usize.saturating_add(bold).saturating_add(if contains(b"italic") { 2 } else { 0 })
    } else {
        bold
    };
    for (code, slot) in widths.iter_mut().enumerate() {
        let place = match encoding.get(code) {
            Some(Some(name)) => standard::LATIN.binary_search_by(|(other, _)| other.cmp(name)).ok(),
            _ => standard::STANDARD.get(code).and_then(|place| usize::from(*place).checked_sub(1)),
        };
        if let Some(width) = place.and_then(|place| standard::LATIN.get(place)?.1.get(column)) {
            *slot = f64::from(*width) / 1000.0;
        }
    }
    Metrics::Simple(widths)
}

/// The glyph names of a simple font's encoding, where it has one.
fn encoding<'a>(objects: &'a dyn Objects, dictionary: &'a Dictionary, base: &[u8]) -> Vec<Option<&'a [u8]>> {
    let entry = dictionary.get(b"Encoding").map_or(&Object::Null, |e| objects.resolve(e));
    let from = match entry {
        Object::Name(name) => name.as_slice(),
        Object::Dictionary(encoding) => name(objects, encoding, b"BaseEncoding"),
        _ => b"",
    };
    let table = match from {
        b"WinAnsiEncoding" => standard::WIN_ANSI,
        b"MacRomanEncoding" => standard::MAC_ROMAN,
        // What is not one of the standard fonts is TrueType, mostly, and reads as Windows does.
        b"" if !base.is_empty() && !is_standard(base) => standard::WIN_ANSI,
        _ => standard::STANDARD,
    };
    let latin = |place: &u8| usize::from(*place).checked_sub(1).and_then(|at| standard::LATIN.get(at));
    let mut names: Vec<Option<&'a [u8]>> = table.iter().map(|place| latin(place).map(|(n, _)| *n)).collect();
    differences(objects, dictionary, |code, name| {
        if let Some(slot) = names.get_mut(code) {
            *slot = Some(name);
        }
    });
    names
}

fn is_standard(base: &[u8]) -> bool {
    [&b"Helvetica"[..], b"Times-", b"Courier"].iter().any(|family| base.starts_with(family))
}

/// Tells every code and name of an encoding's `Differences`.
fn differences<'a>(
    objects: &'a dyn Objects,
    dictionary: &'a Dictionary,
    mut tell: impl FnMut(usize, &'a [u8]),
) {
    let encoding = dictionary.get(b"Encoding").map_or(&Object::Null, |e| objects.resolve(e));
    let Ok(list) = encoding.as_dict().and_then(|e| e.get(b"Differences")) else { return };
    let Ok(list) = objects.resolve(list).as_array() else { return };
    let mut code = 0_usize;
    for item in list {
        match objects.resolve(item) {
            Object::Name(name) => {
                tell(code, name);
                code = code.saturating_add(1);
            }
            other => code = number(objects, other).map_or(code, |value| value.max(0.0) as usize),
        }
    }
}

/// What letters reach below and above the baseline: at least what letters usually do.
fn extent(objects: &dyn Objects, descriptor: Option<&Dictionary>) -> (f64, f64) {
    let entry = |key: &[u8]| descriptor.and_then(|d| number(objects, d.get(key).ok()?)).map(|v| v / 1000.0);
    let low = entry(b"Descent").filter(|low| (-1.0..0.0).contains(low)).unwrap_or(-0.3);
    let high = entry(b"Ascent").filter(|high| (0.2..2.0).contains(high)).unwrap_or(1.0);
    (low.min(-0.2), high.max(0.75))
}

/// The box that a glyph procedure declares with `d1`.
fn declared_box(content: &[u8], objects: &dyn Objects, meter: &Meter) -> Result<Option<[f64; 4]>> {
    let mut operands = Vec::new();
    let first = Lexer::new(content, objects.limits(), meter).next(&mut operands)?;
    if first != Some(Operation::Operator(Operator::GlyphWidthBox)) {
        return Ok(None);
    }
    let values: Vec<f64> = operands.iter().filter_map(|operand| operand.as_number()).collect();
    Ok(match values.as_slice() {
        [_, _, x0, y0, x1, y1] => Some([*x0, *y0, *x1, *y1]),
        _ => None,
    })
}

fn name<'a>(objects: &'a dyn Objects, dictionary: &'a Dictionary, key: &[u8]) -> &'a [u8] {
    dictionary.get(key).ok().and_then(|value| objects.resolve(value).as_name().ok()).unwrap_or_default()
}

/// A number, references followed.
pub(super) fn number(objects: &dyn Objects, object: &Object) -> Option<f64> {
    match objects.resolve(object) {
        Object::Integer(value) => Some(*value as f64),
        Object::Real(value) => value.is_finite().then(|| f64::from(*value)),
        _ => None,
    }
}

/// An array of exactly or at least `N` numbers, references followed.
pub(super) fn numbers<const N: usize>(objects: &dyn Objects, object: &Object) -> Option<[f64; N]> {
    let list = objects.resolve(object).as_array().ok()?;
    let mut values = [0.0; N];
    for (at, slot) in values.iter_mut().enumerate() {
        *slot = number(objects, list.get(at)?)?;
    }
    Some(values)
}
