//! What the samples of an image mean: colour space and /Decode (ISO 32000-2, 8.6 and 8.9.5.2).
//!
//! Knows the spaces that scanners write: grey, RGB, palettes of these, and profiles that say no more than
//! that. Everything else is left to the renderer. Knows nothing of codecs.

use lopdf::{Dictionary, Object, Stream};

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
    pub(super) fn pixels(&self, samples: &Samples, channels: usize) -> Option<Vec<u8>> {
        if usize::from(samples.components()) != self.components() {
            return None;
        }
        let bits = samples.bits();
        let mut out = Vec::with_capacity(samples.width() as usize * samples.height() as usize * channels);
        match (self.components(), channels) {
            (1, 1) => {
                let table = self.colours(bits).map(luma);
                unpack(samples, |value| out.push(table[usize::from(value)]));
            }
            (1, _) => {
                let table: [[u8; 3]; 256] = self.colours(bits);
                unpack(samples, |value| out.extend_from_slice(&table[usize::from(value)]));
            }
            _ => self.rgb_pixels(samples, channels, &mut out),
        }
        Some(out)
    }

    fn rgb_pixels(&self, samples: &Samples, channels: usize, out: &mut Vec<u8>) {
        let tables =
            [self.levels(0, samples.bits()), self.levels(1, samples.bits()), self.levels(2, samples.bits())];
        let mut pixel = [0; 3];
        let mut component = 0;
        unpack(samples, |value| {
            pixel[component] = tables[component][usize::from(value)];
            component += 1;
            if component == 3 {
                component = 0;
                if channels == 1 { out.push(luma(pixel)) } else { out.extend_from_slice(&pixel) }
            }
        });
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

/// Hands out every sample, row by row, without the padding; of 16 bits the higher eight.
fn unpack(samples: &Samples, mut take: impl FnMut(u8)) {
    let count = samples.width() as usize * usize::from(samples.components());
    for row in samples.rows() {
        match samples.bits() {
            16 => row.as_chunks::<2>().0.iter().for_each(|[high, _]| take(*high)),
            8 => row.iter().for_each(|value| take(*value)),
            bits => {
                let (each, mask) = (8 / usize::from(bits), largest(bits) as u8);
                let mut left = count;
                for byte in row {
                    let here = each.min(left);
                    left -= here;
                    for sample in 0..here {
                        take(*byte >> (8 - usize::from(bits) * (sample + 1)) & mask);
                    }
                }
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
