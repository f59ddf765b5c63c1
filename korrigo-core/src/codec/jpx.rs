//! JPEG 2000 images: what they say of themselves, their samples, and an edited image's samples.
//!
//! Knows the JP2 container and the codestream (ISO/IEC 15444-1) as far as their headers; decoding is left
//! to `hayro-jpeg2000`, after its cost was checked. There is no encoder: what is cut or painted comes
//! back as samples, to be stored without loss by another codec. Knows nothing of PDF objects.

mod header;
mod strip;

use hayro_jpeg2000::{ColorSpace, ComponentData, DecodeSettings, DecoderContext};

pub use self::header::{Component, Declared, Header};
pub use self::strip::without_metadata;
use super::samples::{Layout, Samples};
use super::{Edit, PixelBox};
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// A decoded image.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Image {
    /// The samples, all components with the same depth: the smallest of 1, 2, 4, 8 and 16 bits that
    /// holds the deepest. The largest value of a component stays the largest: 4095 of 12 bits is 65535.
    pub samples: Samples,
    /// What the components mean, alpha left aside.
    pub colour: Colour,
    /// Whether the last component is the opacity.
    pub has_alpha: bool,
}

/// What the components of a decoded image mean.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Colour {
    /// Cyan, magenta, yellow and black.
    Cmyk,
    /// Shades of grey, 0 is black.
    Grey,
    /// By this ICC profile.
    Icc {
        /// The profile.
        profile: Vec<u8>,
        /// How many components it speaks of.
        components: u8,
    },
    /// Indices into a palette that stands elsewhere.
    Indices,
    /// Red, green and blue. Luma and chroma were turned into these.
    Rgb,
    /// Nobody says.
    Unknown {
        /// How many there are.
        components: u8,
    },
}

/// Whether the palette of an image is looked up.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Palette {
    /// Each index becomes its colour.
    #[default]
    LookUp,
    /// Indices stay what they are: for an image whose PDF dictionary has a colour space of its own.
    Keep,
}

/// How an edited image is to be stored.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Written {
    /// The edit changes nothing: the data may stay as it is.
    AsItWas,
    /// As these samples: no part of the codestream was kept.
    Samples(Box<Image>),
}

/// Decodes an image.
///
/// # Errors
/// - `corrupted_pdf` (`jpx.damaged`) when it is damaged.
/// - `resource_limit` when it has more pixels, or decoding takes more bytes, than `limits` allow.
pub fn decode(data: &[u8], palette: Palette, limits: &Limits) -> Result<Image> {
    let header = Header::read(data, limits)?;
    let settings = DecodeSettings {
        resolve_palette_indices: palette == Palette::LookUp,
        strict: false,
        target_resolution: None,
    };
    let image = hayro_jpeg2000::Image::new(data, &settings).map_err(|_| damaged())?;
    if (image.width(), image.height()) != (header.width, header.height) {
        return Err(damaged());
    }
    let is_index = palette == Palette::Keep && header.palette.is_some();
    let colour = if is_index { Colour::Indices } else { Colour::of(image.color_space()) };
    let mut context = DecoderContext::default();
    let decoded = image.decode(&mut context).map_err(|_| damaged())?;
    let samples = interleave(decoded.components(), &header, is_index, limits)?;
    let has_alpha = image.has_alpha() && samples.components() > 1;
    Ok(Image { samples, colour, has_alpha })
}

/// Cuts and paints an image; `fill` is in the depth of the samples that [`decode`] gives. Gives also the
/// box of the original that is still there.
///
/// # Errors
/// - those of [`decode`].
/// - `zone_invalid` (`edit.empty`) when the edit keeps no pixel.
pub fn edit(data: &[u8], palette: Palette, edit: &Edit<'_>, limits: &Limits) -> Result<(Written, PixelBox)> {
    if edit.keep.is_none() && edit.paint.is_empty() {
        let Header { width, height, .. } = Header::read(data, limits)?;
        return Ok((Written::AsItWas, PixelBox { x: 0, y: 0, width, height }));
    }
    let image = decode(data, palette, limits)?;
    let (samples, kept) = image.samples.edit(edit)?;
    Ok((Written::Samples(Box::new(Image { samples, ..image })), kept))
}

impl Image {
    /// The colour and the opacity as two images; without opacity, the colour alone.
    ///
    /// # Errors
    /// `resource_limit` never for what [`decode`] gave.
    pub fn split_alpha(self, limits: &Limits) -> Result<(Samples, Option<Samples>)> {
        let Some(colours) = self.samples.components().checked_sub(1).filter(|_| self.has_alpha) else {
            return Ok((self.samples, None));
        };
        let part = |first: u8, count: u8| {
            let source = &self.samples;
            let layout = Layout::new(source.width(), source.height(), count, source.bits(), limits)?;
            let mut part = Samples::zeroed(layout);
            for y in 0..source.height() {
                for x in 0..source.width() {
                    for component in 0..count {
                        let sample = source.sample(x, y, first.saturating_add(component)).unwrap_or_default();
                        part.set_sample(x, y, component, sample);
                    }
                }
            }
            Ok(part)
        };
        Ok((part(0, colours)?, Some(part(colours, 1)?)))
    }
}

impl Colour {
    fn of(space: &ColorSpace) -> Self {
        match space {
            ColorSpace::Gray => Self::Grey,
            ColorSpace::RGB => Self::Rgb,
            ColorSpace::CMYK => Self::Cmyk,
            ColorSpace::Unknown { num_channels } => Self::Unknown { components: *num_channels },
            ColorSpace::Icc { profile, num_channels } => {
                Self::Icc { profile: profile.clone(), components: *num_channels }
            }
        }
    }
}

fn damaged() -> Error {
    Error::new(Code::CorruptedPdf, "a JPEG 2000 image is damaged").with_detail("jpx.damaged")
}

/// Packs the planes of the decoder, which hold samples as floats, into one image. Indices keep their
/// value; other samples are stretched to the depth that is stored.
fn interleave(planes: &[ComponentData], header: &Header, is_index: bool, limits: &Limits) -> Result<Samples> {
    let deepest = planes.iter().map(ComponentData::bit_depth).max().unwrap_or_default();
    let bits = [1, 2, 4, 8].into_iter().find(|bits| deepest <= *bits).unwrap_or(16);
    let count = u8::try_from(planes.len()).map_err(|_| damaged())?;
    let layout = Layout::new(header.width, header.height, count, bits, limits)?;
    let mut samples = Samples::zeroed(layout);
    let most = (1u32 << bits) - 1;
    for (component, plane) in (0u8..).zip(planes) {
        let own_most = (1u64 << plane.bit_depth().clamp(1, 38)) - 1;
        let stretch = if is_index { 1.0 } else { most as f32 / own_most as f32 };
        let rows = plane.samples().chunks_exact(header.width as usize);
        if rows.len() < header.height as usize {
            return Err(damaged());
        }
        for (y, row) in (0..header.height).zip(rows) {
            // Half a step more makes the cast to an integer round; below 0 it gives 0.
            let values = row.iter().map(|value| ((value * stretch + 0.5) as u32).min(most) as u16);
            put_row(&mut samples, y, component, values);
        }
    }
    Ok(samples)
}

/// Writes one component of a row.
fn put_row(samples: &mut Samples, y: u32, component: u8, values: impl Iterator<Item = u16>) {
    let (first, step) = (usize::from(component), usize::from(samples.components()));
    match samples.bits() {
        8 => {
            let targets = samples.row_mut(y).iter_mut().skip(first).step_by(step);
            targets.zip(values).for_each(|(target, value)| *target = value as u8);
        }
        16 => {
            let targets = samples.row_mut(y).chunks_exact_mut(2).skip(first).step_by(step);
            targets.zip(values).for_each(|(target, value)| target.copy_from_slice(&value.to_be_bytes()));
        }
        _ => {
            for (x, value) in (0u32..).zip(values) {
                samples.set_sample(x, y, component, value);
            }
        }
    }
}
