//! Which sample values show nothing: white for an image, unpainted for a stencil, transparent for a mask.
//!
//! Knows colour spaces (ISO 32000-2, 8.6) and `Decode` arrays (8.9.5.2). Knows no codec: values are samples
//! as a codec gives them. The lightest colour of a space is taken for white, and for every tint where a space
//! has no such colour.

use lopdf::{Dictionary, Object};

use crate::document::Document;
use crate::limits::Meter;

/// The sample values to fill a stencil with: those that do not paint.
pub(crate) fn unpainted(document: &Document, dictionary: &Dictionary) -> Vec<u16> {
    // Without a Decode array, or with [0 1], a sample of 0 paints (8.9.6.2).
    let inverted = numbers(document, dictionary, b"Decode").first().is_some_and(|low| *low >= 0.5);
    vec![u16::from(!inverted)]
}

/// The sample values to fill a soft mask with: fully transparent.
pub(crate) fn transparent(document: &Document, dictionary: &Dictionary, bits: u8) -> Vec<u16> {
    samples(&[0.0], &[(0.0, 1.0)], &numbers(document, dictionary, b"Decode"), bits)
}

/// A colour as red, green and blue, each 0..=1.
pub(crate) type Tint = [f64; 3];

/// All of each.
pub(crate) const WHITE: Tint = [1.0; 3];

/// The sample values to fill an image with, one a component: those of `tint`, as near as can be told without a
/// profile.
///
/// `components` is taken where the dictionary names no colour space.
pub(crate) fn colour(
    document: &Document,
    dictionary: &Dictionary,
    (components, bits): (u8, u8),
    tint: Tint,
    meter: &Meter,
) -> Vec<u16> {
    let space = dictionary.get(b"ColorSpace").map_or(&Object::Null, |space| document.resolve(space));
    let decode = numbers(document, dictionary, b"Decode");
    let space = Space::read(document, space, meter, 0).unwrap_or(match components {
        1 => Space::Grey,
        4 => Space::Ink(4),
        other => Space::Light(usize::from(other)),
    });
    match space.lightest_entry() {
        // An index is not stretched unless the Decode array says so.
        Some(entry) => {
            let top = f64::from(u32::from(u16::MAX) >> (16 - u32::from(bits.clamp(1, 16))));
            samples(&[entry as f64], &[(0.0, top)], &decode, bits)
        }
        // Two levels have no grey between them.
        None if bits == 1 => samples(&space.white(), &space.ranges(), &decode, bits),
        None => samples(&space.tinted(tint), &space.ranges(), &decode, bits),
    }
}

/// How many components a sample of this colour space has; `None` when it is not a known one.
pub(crate) fn components(document: &Document, dictionary: &Dictionary, meter: &Meter) -> Option<u8> {
    let space = document.resolve(dictionary.get(b"ColorSpace").ok()?);
    let space = Space::read(document, space, meter, 0)?;
    u8::try_from(space.ranges().len()).ok()
}

/// What matters of a colour space.
enum Space {
    /// One component, 1 is white.
    Grey,
    /// So many components, all at 1 are white.
    Light(usize),
    /// So many components of ink, all at 0 are paper.
    Ink(usize),
    /// Lightness, and two ranges of colour.
    Lab([f64; 4]),
    /// A table of colours, by their lightness.
    Table(Vec<f64>),
}

/// A table names another space, which may be based on a third; more is nonsense.
const MAX_BASES: usize = 4;

impl Space {
    fn read(document: &Document, space: &Object, meter: &Meter, depth: usize) -> Option<Self> {
        let array = match space {
            Object::Name(name) => return Self::named(name),
            Object::Array(items) if depth < MAX_BASES => items,
            _ => return None,
        };
        let item = |place: usize| array.get(place).map_or(&Object::Null, |item| document.resolve(item));
        match item(0).as_name().ok()? {
            b"CalGray" => Some(Self::Grey),
            b"CalRGB" => Some(Self::Light(3)),
            b"ICCBased" => match item(1).as_stream().ok()?.dict.get(b"N").map(|n| document.resolve(n)) {
                Ok(Object::Integer(1)) => Some(Self::Grey),
                Ok(Object::Integer(3)) => Some(Self::Light(3)),
                Ok(Object::Integer(4)) => Some(Self::Ink(4)),
                _ => None,
            },
            b"Lab" => {
                let range = item(1).as_dict().map(|lab| numbers(document, lab, b"Range")).unwrap_or_default();
                Some(Self::Lab(range.try_into().unwrap_or([-100.0, 100.0, -100.0, 100.0])))
            }
            b"Indexed" | b"I" => {
                let base = Self::read(document, item(1), meter, depth + 1)?;
                let table = match item(3) {
                    Object::String(bytes, _) => bytes.clone(),
                    Object::Stream(stream) => document.decode_stream(stream, meter).ok()?,
                    _ => return None,
                };
                let highest = usize::try_from(item(2).as_i64().ok()?.clamp(0, 255)).ok()?;
                let entries = table.chunks_exact(base.ranges().len().max(1)).take(highest + 1);
                Some(Self::Table(entries.map(|entry| base.lightness(entry)).collect()))
            }
            b"Separation" => Some(Self::Ink(1)),
            b"DeviceN" => Some(Self::Ink(item(1).as_array().ok()?.len())),
            name => Self::named(name),
        }
    }

    fn named(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"DeviceGray" | b"G" | b"CalGray" => Self::Grey,
            b"DeviceRGB" | b"RGB" | b"CalRGB" => Self::Light(3),
            b"DeviceCMYK" | b"CMYK" => Self::Ink(4),
            _ => return None,
        })
    }

    /// The lightest colour.
    fn white(&self) -> Vec<f64> {
        match self {
            Self::Grey => vec![1.0],
            Self::Light(components) => vec![1.0; *components],
            Self::Ink(components) => vec![0.0; *components],
            Self::Lab(_) => vec![100.0, 0.0, 0.0],
            Self::Table(_) => vec![0.0],
        }
    }

    /// The colour that is nearest to `tint`.
    fn tinted(&self, tint: Tint) -> Vec<f64> {
        let [red, green, blue] = tint;
        let luma = 0.299 * red + 0.587 * green + 0.114 * blue;
        match self {
            Self::Grey => vec![luma],
            Self::Light(3) => tint.to_vec(),
            Self::Ink(4) => vec![1.0 - red, 1.0 - green, 1.0 - blue, 0.0],
            _ => self.white(),
        }
    }

    /// What the lowest and the highest sample mean (8.9.5.2, table 88).
    fn ranges(&self) -> Vec<(f64, f64)> {
        match self {
            Self::Grey | Self::Table(_) => vec![(0.0, 1.0)],
            Self::Light(components) | Self::Ink(components) => vec![(0.0, 1.0); *components],
            Self::Lab([a0, a1, b0, b1]) => vec![(0.0, 100.0), (*a0, *a1), (*b0, *b1)],
        }
    }

    /// How light the colour of an entry of a table is: roughly, and in no particular unit.
    fn lightness(&self, entry: &[u8]) -> f64 {
        let sum: f64 = entry.iter().map(|value| f64::from(*value)).sum();
        match self {
            Self::Ink(_) => -sum,
            Self::Lab(_) => entry.first().map_or(0.0, |lightness| f64::from(*lightness)),
            Self::Light(3) => {
                entry.iter().zip([0.299, 0.587, 0.114]).map(|(value, part)| f64::from(*value) * part).sum()
            }
            _ => sum,
        }
    }

    fn lightest_entry(&self) -> Option<usize> {
        let Self::Table(entries) = self else { return None };
        // The first of equals: the same file gives the same bytes.
        let lightest = entries.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        entries.iter().position(|entry| *entry == lightest)
    }
}

/// The samples that decode to these values, with the Decode array or, without one, the space's ranges.
fn samples(values: &[f64], ranges: &[(f64, f64)], decode: &[f64], bits: u8) -> Vec<u16> {
    let top = f64::from(u32::from(u16::MAX) >> (16 - u32::from(bits.clamp(1, 16))));
    let given = decode.chunks_exact(2).map(|pair| (pair[0], pair[1]));
    let ranges: Vec<(f64, f64)> =
        if decode.len() >= 2 * ranges.len() { given.collect() } else { ranges.to_vec() };
    let sample = |(value, (low, high)): (&f64, &(f64, f64))| {
        let place = if low == high { 0.0 } else { (value - low) / (high - low) };
        (place.clamp(0.0, 1.0) * top).round() as u16
    };
    values.iter().zip(&ranges).map(sample).collect()
}

fn numbers(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Vec<f64> {
    let array = dictionary.get(key).ok().and_then(|array| document.resolve(array).as_array().ok());
    let number = |item: &Object| document.resolve(item).as_float().map_or(0.0, f64::from);
    array.map(|items| items.iter().map(number).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_follows_the_decode_array() {
        let grey = Space::Grey;
        assert_eq!(samples(&grey.white(), &grey.ranges(), &[], 8), [255]);
        assert_eq!(samples(&grey.white(), &grey.ranges(), &[1.0, 0.0], 1), [0]);
        assert_eq!(samples(&grey.white(), &grey.ranges(), &[], 16), [65_535]);
        let ink = Space::Ink(4);
        assert_eq!(samples(&ink.white(), &ink.ranges(), &[], 8), [0, 0, 0, 0]);
        let inverted = [1.0, 0.0].repeat(4);
        assert_eq!(samples(&ink.white(), &ink.ranges(), &inverted, 8), [255; 4]);
        let lab = Space::Lab([-100.0, 100.0, -128.0, 127.0]);
        assert_eq!(samples(&lab.white(), &lab.ranges(), &[], 8), [255, 128, 128]);
    }

    #[test]
    fn the_lightest_entry_of_a_table_is_white() {
        let light = |entry: &[u8]| Space::Light(3).lightness(entry);
        let table = Space::Table(vec![light(&[0, 0, 255]), light(&[0, 255, 0]), light(&[255, 0, 0])]);
        assert_eq!(table.lightest_entry(), Some(1));
        let ink = |entry: &[u8]| Space::Ink(4).lightness(entry);
        assert_eq!(Space::Table(vec![ink(&[9, 9, 9, 9]), ink(&[0, 0, 0, 1])]).lightest_entry(), Some(1));
    }
}
