//! What the samples of an image mean: colour space and /Decode (ISO 32000-2, 8.6 and 8.9.5.2).
//!
//! Knows the spaces that scanners write: grey, RGB, palettes of these, and profiles that say no more than
//! that. Everything else is left to the renderer. Knows nothing of codecs.

use lopdf::{Dictionary, Object, Stream};

use super::resample::Rows;
use super::{Colour, luma};
use crate::codec::samples::Samples;
use crate::document::Document;
use crate::limits::Meter;

/// What an image's samples mean.
pub(super) struct Meaning {
    space: Space,
    /// For each component what 0 and the largest sample stand for; `None`: as usual for the space.
    decode: Option<Vec<f64>>,
}

enum Space {
    Grey,
    Rgb,
    /// A palette, by index.
    Palette(Vec<[u8; 3]>),
}

impl Meaning {
    /// What the samples of `image` mean; `None` when it takes more than this room knows.
    ///
    /// A profile of three components is taken for sRGB when it says so, and always when the page is
    /// wanted in grey: profiles of scanners hardly move the luma.
    pub(super) fn read(
        document: &Document,
        image: &Dictionary,
        wanted: Colour,
        meter: &Meter,
    ) -> Option<Self> {
        let mask = image.get(b"ImageMask").is_ok_and(|o| document.resolve(o).as_bool().unwrap_or(true));
        if mask || image.has(b"SMaskInData") {
            return None;
        }
        let space = space(document, image.get(b"ColorSpace").ok()?, wanted, meter, true)?;
        let decode = match image.get(b"Decode") {
            Err(_) => None,
            Ok(object) => Some(numbers(document, object)?),
        };
        let meaning = Self { space, decode };
        let pairs = meaning.decode.as_ref().map(|decode| decode.len() / 2);
        pairs.is_none_or(|pairs| pairs == meaning.components()).then_some(meaning)
    }

    /// Samples a pixel.
    pub(super) fn components(&self) -> usize {
        match self.space {
            Space::Grey | Space::Palette(_) => 1,
            Space::Rgb => 3,
        }
    }

    /// Whether the pixels have no colour whatever the samples are.
    pub(super) fn is_grey(&self) -> bool {
        match &self.space {
            Space::Grey => true,
            Space::Rgb => false,
            Space::Palette(palette) => palette.iter().all(|[red, green, blue]| red == green && green == blue),
        }
    }

    /// Whether samples of 8 bits are the grey or the colour themselves, without palette or /Decode.
    pub(super) fn is_plain(&self) -> bool {
        let usual = |decode: &Vec<f64>| decode.chunks(2).all(|pair| pair == [0.0, 1.0]);
        !matches!(self.space, Space::Palette(_)) && self.decode.as_ref().is_none_or(usual)
    }

    /// The pixels of packed samples, one or three bytes each; `None` when the samples are of another kind.
    pub(super) fn pixels<'a>(&self, samples: &'a Samples, channels: usize) -> Option<Unpacked<'a>> {
        if usize::from(samples.components()) != self.components() {
            return None;
        }
        let bits = samples.bits();
        let way = match (self.components(), channels) {
            (components, _) if components == channels && bits == 8 && self.is_plain() => Way::Ready,
            (1, 1) if bits == 1 => {
                let [zero, one, ..] = self.colours(bits).map(luma);
                let pixel = |byte: usize, bit: usize| if byte >> (7 - bit) & 1 == 0 { zero } else { one };
                Way::Bits(std::array::from_fn(|byte| std::array::from_fn(|bit| pixel(byte, bit))).into())
            }
            (1, 1) => Way::Grey(self.colours(bits).map(luma).into()),
            (1, _) => Way::Palette(self.colours(bits).into()),
            _ => Way::Rgb([0, 1, 2].map(|component| self.levels(component, bits)).into()),
        };
        Some(Unpacked { samples, channels, way })
    }

    /// The colour of every sample of a single component.
    fn colours(&self, bits: u8) -> [[u8; 3]; 256] {
        let Space::Palette(palette) = &self.space else {
            return self.levels(0, bits).map(|level| [level; 3]);
        };
        let largest = f64::from(largest(bits));
        let (low, high) = self.ends(0).unwrap_or((0.0, largest));
        std::array::from_fn(|value| {
            let index = low + value as f64 * (high - low) / largest;
            let index = (index.round().max(0.0) as usize).min(palette.len() - 1);
            palette[index]
        })
    }

    /// The level, 0 to 255, of every sample of one component.
    fn levels(&self, component: usize, bits: u8) -> [u8; 256] {
        let (low, high) = self.ends(component).unwrap_or((0.0, 1.0));
        let largest = f64::from(largest(bits));
        std::array::from_fn(|value| {
            let level = low + value as f64 * (high - low) / largest;
            (level * 255.0).round().clamp(0.0, 255.0) as u8
        })
    }

    fn ends(&self, component: usize) -> Option<(f64, f64)> {
        let decode = self.decode.as_ref()?;
        Some((*decode.get(component * 2)?, *decode.get(component * 2 + 1)?))
    }
}

/// The largest sample; of 16 bits only the higher eight are looked at.
fn largest(bits: u8) -> u16 {
    if bits >= 8 { 255 } else { (1 << bits) - 1 }
}

/// Packed samples as rows of pixels.
pub(super) struct Unpacked<'a> {
    samples: &'a Samples,
    channels: usize,
    way: Way,
}

/// How samples become pixels.
enum Way {
    /// They are pixels.
    Ready,
    /// Eight grey pixels, by byte.
    Bits(Box<[[u8; 8]; 256]>),
    /// A grey pixel, by sample.
    Grey(Box<[u8; 256]>),
    /// A colour, by sample.
    Palette(Box<[[u8; 3]; 256]>),
    /// A level, by component and sample.
    Rgb(Box<[[u8; 256]; 3]>),
}

impl Rows for Unpacked<'_> {
    fn ready(&self, y: usize) -> Option<&[u8]> {
        matches!(self.way, Way::Ready).then(|| self.samples.row(y as u32))
    }

    fn unpack(&self, y: usize, line: &mut Vec<u8>) {
        let row = self.samples.row(y as u32);
        let width = self.samples.width() as usize;
        let bits = self.samples.bits();
        match &self.way {
            Way::Ready => line.extend_from_slice(row),
            Way::Bits(table) => {
                for byte in row {
                    line.extend_from_slice(&table[usize::from(*byte)]);
                }
                line.truncate(width);
            }
            Way::Grey(table) => unpack(row, bits, width, |sample| line.push(table[usize::from(sample)])),
            Way::Palette(table) => {
                unpack(row, bits, width, |sample| line.extend_from_slice(&table[usize::from(sample)]));
            }
            Way::Rgb(tables) => {
                let mut pixel = ([0; 3], 0);
                unpack(row, bits, width * 3, |sample| {
                    let (levels, component) = &mut pixel;
                    levels[*component] = tables[*component][usize::from(sample)];
                    *component = (*component + 1) % 3;
                    if *component == 0 {
                        if self.channels == 1 {
                            line.push(luma(*levels));
                        } else {
                            line.extend_from_slice(levels);
                        }
                    }
                });
            }
        }
    }
}

/// Hands out the samples of a row, without the padding; of 16 bits the higher eight.
fn unpack(row: &[u8], bits: u8, count: usize, mut take: impl FnMut(u8)) {
    match bits {
        16 => row.as_chunks::<2>().0.iter().for_each(|[high, _]| take(*high)),
        8 => row.iter().for_each(|value| take(*value)),
        _ => {
            let (each, mask) = (8 / usize::from(bits), largest(bits) as u8);
            for sample in 0..count {
                let byte = row.get(sample / each).copied().unwrap_or_default();
                take(byte >> (8 - usize::from(bits) * (sample % each + 1)) & mask);
            }
        }
    }
}

fn space(
    document: &Document,
    object: &Object,
    wanted: Colour,
    meter: &Meter,
    palettes: bool,
) -> Option<Space> {
    match document.resolve(object) {
        Object::Name(name) => named(name),
        Object::Array(array) => {
            let (first, rest) = array.split_first()?;
            match (document.resolve(first).as_name().ok()?, rest) {
                (b"ICCBased", [profile, ..]) => {
                    profiled(document, document.resolve(profile).as_stream().ok()?, wanted, meter)
                }
                (b"Indexed" | b"I", [base, highest, table, ..]) if palettes => {
                    let base = space(document, base, Colour::Rgb, meter, false)?;
                    let highest = document.resolve(highest).as_i64().ok()?;
                    palette(document, &base, highest, document.resolve(table), meter)
                }
                (name, []) => named(name),
                _ => None,
            }
        }
        _ => None,
    }
}

fn named(name: &[u8]) -> Option<Space> {
    match name {
        b"DeviceGray" | b"G" => Some(Space::Grey),
        b"DeviceRGB" | b"RGB" => Some(Space::Rgb),
        _ => None,
    }
}

/// An `ICCBased` space, when its profile says no more than a device space would.
fn profiled(document: &Document, profile: &Stream, wanted: Colour, meter: &Meter) -> Option<Space> {
    match document.resolve(profile.dict.get(b"N").ok()?).as_i64().ok()? {
        1 => Some(Space::Grey),
        3 if wanted == Colour::Grey => Some(Space::Rgb),
        3 => {
            let data = document.decode_stream(profile, meter).ok()?;
            // The description, in ASCII or in UTF-16.
            let says = |text: &[u8]| data.windows(text.len()).any(|window| window == text);
            (says(b"sRGB") || says(b"s\0R\0G\0B")).then_some(Space::Rgb)
        }
        _ => None,
    }
}

fn palette(document: &Document, base: &Space, highest: i64, table: &Object, meter: &Meter) -> Option<Space> {
    let decoded;
    let table = match table {
        Object::String(text, _) => text.as_slice(),
        Object::Stream(stream) => {
            decoded = document.decode_stream(stream, meter).ok()?;
            decoded.as_slice()
        }
        _ => return None,
    };
    let count = usize::try_from(highest).ok()?.min(255) + 1;
    let mut colours: Vec<[u8; 3]> = match base {
        Space::Grey => table.iter().map(|level| [*level; 3]).collect(),
        Space::Rgb => table.as_chunks::<3>().0.to_vec(),
        Space::Palette(_) => return None,
    };
    colours.truncate(count);
    (!colours.is_empty()).then_some(Space::Palette(colours))
}

fn numbers(document: &Document, object: &Object) -> Option<Vec<f64>> {
    let array = document.resolve(object).as_array().ok()?;
    array.iter().map(|number| document.resolve(number).as_float().ok().map(f64::from)).collect()
}
