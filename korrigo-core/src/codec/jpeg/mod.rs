//! JPEG in the compressed domain: cut, painted and looked at without decoding what stays.
//!
//! Knows ITU-T T.81 (baseline, extended and progressive Huffman coding, 8 bits) and the JFIF and Adobe
//! segments, as far as they decide about colour. Knows nothing of PDF. Every other application segment
//! (Exif, XMP, ICC profiles, comments, thumbnails) is dropped by an edit: a PDF says its colour elsewhere.
#![expect(
    clippy::inline_always,
    reason = "bits and sums stay in registers only when the loops around them are whole"
)]

mod bits;
mod canvas;
mod edit;
mod full;
mod grey;
mod header;
mod huffman;
#[cfg(test)]
mod identity;
mod inverse;
mod planes;
mod progressive;
mod salvage;
mod sequential;
mod strip;
mod transform;
mod write;
mod write_progressive;

pub(crate) use canvas::Part;
pub use grey::Inks;
pub use header::{ColourModel, Header};
pub use strip::without_metadata;

use crate::codec::jpeg::edit::{Cut, Picture};
use crate::codec::jpeg::header::{Frame, Reader, Scan};
use crate::codec::jpeg::planes::{NumberPlane, TokenPlane};
use crate::codec::jpeg::progressive::{Script, Wanted};
use crate::codec::jpeg::write::Layout;
use crate::codec::samples::Samples;
use crate::codec::{Edit, Edited, Grey, Scale};
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// Cuts and paints a JPEG. What is kept and not crossed by an edge stays as it was, coefficient for
/// coefficient; `x` and `y` of the answer are multiples of the MCU.
///
/// To cut several parts out of one image, read it once: [`Decoded`].
///
/// ```
/// use korrigo_core::Limits;
/// use korrigo_core::codec::{Edit, jpeg};
/// use korrigo_core::geometry::{ConvexPolygon, Rect};
///
/// let mut data = Vec::new();
/// let encoder = jpeg_encoder::Encoder::new(&mut data, 90);
/// encoder.encode(&[200; 64 * 48], 64, 48, jpeg_encoder::ColorType::Luma)?;
///
/// let left = ConvexPolygon::from_rect(&Rect::new(0.0, 0.0, 30.0, 48.0));
/// let edit = Edit { keep: Some(&left), fill: &[255], ..Edit::default() };
/// let cut = jpeg::edit(&data, &edit, &Limits::default())?;
/// assert_eq!((cut.x, cut.y, cut.width, cut.height), (0, 0, 32, 48));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`Decoded::read`] and [`Decoded::edit`].
pub fn edit(data: &[u8], edit: &Edit<'_>, limits: &Limits) -> Result<Edited> {
    Decoded::read(data, limits)?.edit(edit)
}

/// Decodes to grey, at full size or smaller: luma as it is, other colours by their luma.
///
/// Smaller sizes use small inverse transforms; an eighth needs the DC coefficients alone. Four inks mean
/// what [`Inks::Guessed`] says.
///
/// # Errors
/// As [`Decoded::read`]. Data that are not needed for the size may be damaged unnoticed.
pub fn decode_grey(data: &[u8], scale: Scale, limits: &Limits) -> Result<Grey> {
    grey::decode(data, scale, Inks::Guessed, &[], limits)
}

/// As [`decode_grey`], but only `parts` (columns and rows of the smaller image) are drawn, the rest is 0 or
/// what happens to share a block with a part. Costs less than all of it: data after the last part are not
/// read, nor is damage in them seen. No part: all of it.
pub(crate) fn decode_grey_parts(data: &[u8], scale: Scale, parts: &[Part], limits: &Limits) -> Result<Grey> {
    grey::decode(data, scale, Inks::Guessed, parts, limits)
}

/// As [`decode_grey`], where the meaning of four inks is known.
///
/// # Errors
/// As [`decode_grey`].
pub fn decode_grey_of_inks(data: &[u8], scale: Scale, inks: Inks, limits: &Limits) -> Result<Grey> {
    grey::decode(data, scale, inks, &[], limits)
}

/// Decodes to samples of 8 bits, at full size or smaller: grey, red green blue, or four inks as the file
/// counts them. `colour_transform` is what a PDF says of colours that the file itself does not name.
///
/// ```
/// use korrigo_core::Limits;
/// use korrigo_core::codec::{Scale, jpeg};
///
/// let mut data = Vec::new();
/// let encoder = jpeg_encoder::Encoder::new(&mut data, 90);
/// encoder.encode(&[200; 64 * 48], 64, 48, jpeg_encoder::ColorType::Luma)?;
///
/// let image = jpeg::decode(&data, None, Scale::Half, &Limits::default())?;
/// assert_eq!((image.width(), image.components(), image.sample(31, 23, 0)), (32, 1, Some(200)));
/// data.truncate(data.len() / 2);
/// assert!(jpeg::decode(&data, None, Scale::Half, &Limits::default()).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`Decoded::read`]; `resource_limit` also when the samples take more than
/// [`Limits::max_decoded_bytes`].
pub fn decode(data: &[u8], colour_transform: Option<i64>, scale: Scale, limits: &Limits) -> Result<Samples> {
    full::decode(data, colour_transform, scale, limits)
}

/// As [`decode`] at full size, of damaged data: what cannot be decoded is of one colour, or as wrong as other
/// viewers show it.
///
/// # Errors
/// `corrupted_pdf` with `jpeg.undecodable` when nothing can be shown, and with `jpeg.unsupported` for two
/// components; `resource_limit` when the image is larger than `limits` allow.
pub fn salvage(data: &[u8], colour_transform: Option<i64>, limits: &Limits) -> Result<Samples> {
    salvage::salvage(data, colour_transform, limits)
}

/// A JPEG whose entropy coding is undone, and nothing else: to be edited, any number of times.
///
/// Takes at most two bytes for each sample of the image, far less for most scans.
#[derive(Debug)]
pub struct Decoded {
    header: Header,
    layout: Layout,
    planes: Planes,
    size: usize,
}

#[derive(Debug)]
enum Planes {
    Numbers(Vec<NumberPlane>, Script),
    Tokens(Vec<TokenPlane>),
}

impl Decoded {
    /// Reads all coefficients.
    ///
    /// Data that end before the end marker are taken when every block was there.
    ///
    /// # Errors
    /// As [`Header::read`], and `corrupted_pdf` with `jpeg.truncated`, `jpeg.invalid_code`,
    /// `jpeg.invalid_restart` or `jpeg.missing_table`; `resource_limit` when the coefficients take more
    /// than [`Limits::max_decoded_bytes`] or the scans more than [`Limits::max_work`].
    pub fn read(data: &[u8], limits: &Limits) -> Result<Self> {
        Self::read_blocks(data, true, limits)
    }

    /// The same of a sequential file that is damaged: blocks that cannot be read are missing.
    fn read_as_far_as_it_goes(data: &[u8], limits: &Limits) -> Result<Self> {
        Self::read_blocks(data, false, limits)
    }

    fn read_blocks(data: &[u8], all: bool, limits: &Limits) -> Result<Self> {
        let mut reader = Reader::new(data, limits)?;
        let scan = reader.next_scan()?.ok_or_else(truncated)?;
        let frame = reader.frame()?.clone();
        check_memory(&frame, limits)?;
        let planes = if frame.is_progressive() {
            let (planes, script) = progressive::decode(&mut reader, scan, Wanted::ALL, limits)?;
            Planes::Numbers(planes, script)
        } else {
            Planes::Tokens(read_tokens(&mut reader, scan, &frame, all)?)
        };
        let quantisers = reader.component_quantisers()?;
        let header = reader.header()?;
        let colour = header.colour;
        let layout = Layout { frame, markers: reader.markers.clone(), colour, quantisers };
        Ok(Self { header, layout, planes, size: data.len() })
    }

    /// The same, where a PDF's `ColorTransform` says what the file itself does not: the colours to paint with
    /// depend on it.
    #[must_use]
    pub fn with_colour_transform(mut self, colour_transform: Option<i64>) -> Self {
        self.header.colour = self.header.colour_told(colour_transform);
        self.layout.colour = self.header.colour;
        self
    }

    /// What the file says about itself.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Cuts and paints.
    ///
    /// MCUs inside `keep` stay bit for bit; in those that its edge crosses, the pixels beyond are painted
    /// and the block is quantised again with the same table; MCUs that `paint` touches are flat.
    ///
    /// # Errors
    /// `zone_invalid` when nothing is kept.
    pub fn edit(&self, edit: &Edit<'_>) -> Result<Edited> {
        let cut = Cut::new(edit, &self.layout.frame)?;
        let layout = Layout {
            frame: cut.frame(&self.layout.frame),
            markers: self.layout.markers.clone(),
            colour: self.layout.colour,
            quantisers: self.layout.quantisers.clone(),
        };
        let pixels = cut.pixels;
        let room = self.size / 2;
        let data = match &self.planes {
            Planes::Numbers(planes, script) => {
                let picture = Picture::new(planes, &cut, &layout, edit);
                write_progressive::progressive(&layout, script.as_deref(), &picture, room)
            }
            Planes::Tokens(planes) => {
                write::sequential(&layout, &Picture::new(planes, &cut, &layout, edit), room)
            }
        };
        Ok(Edited { data, x: pixels.x, y: pixels.y, width: pixels.width, height: pixels.height })
    }
}

fn read_tokens(reader: &mut Reader<'_>, scan: Scan, frame: &Frame, all: bool) -> Result<Vec<TokenPlane>> {
    sequential::check_size(reader, frame)?;
    let size = reader.data.len();
    let mut planes: Vec<_> = frame.components.iter().map(|c| TokenPlane::new(c.padded, size)).collect();
    match sequential::decode(reader, scan, Wanted::ALL, &mut planes) {
        Err(error) if all => return Err(error),
        Err(_) => reader.latch_the_rest(),
        Ok(()) => {}
    }
    Ok(planes)
}

/// Refuses an image whose coefficients take too much memory, before any is taken.
fn check_memory(frame: &Frame, limits: &Limits) -> Result<()> {
    limits.meter().decoded(frame.total_blocks() * 128)
}

fn damaged(detail: &'static str, message: &str) -> Error {
    Error::new(Code::CorruptedPdf, message).with_detail(detail)
}

fn truncated() -> Error {
    damaged("jpeg.truncated", "a JPEG ends before its last block")
}

fn unsupported(message: &str) -> Error {
    damaged("jpeg.unsupported", message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::jpeg::planes::Plane;
    use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
    use proptest::prelude::*;

    fn decode(data: &[u8]) -> Vec<u8> {
        jpeg_decoder::Decoder::new(data).decode().unwrap()
    }

    /// The same image, progressive, with refining scans: what the encoder at hand does not write.
    fn refined(data: &[u8]) -> Vec<u8> {
        let mut decoded = Decoded::read(data, &Limits::default()).unwrap();
        let Planes::Tokens(tokens) = &decoded.planes else { panic!("not sequential") };
        let frame = &decoded.layout.frame;
        let planes = tokens.iter().zip(&frame.components).map(|(tokens, component)| {
            let mut plane = NumberPlane::new(component.padded);
            for (row, column) in
                (0..component.padded.1).flat_map(|y| (0..component.padded.0).map(move |x| (y, x)))
            {
                if let (Some(to), Some(from)) = (plane.block_mut((column, row)), tokens.block(column, row)) {
                    *to = TokenPlane::coefficients(from);
                }
            }
            plane
        });
        decoded.planes = Planes::Numbers(planes.collect(), None);
        decoded.layout.frame.marker = 0xC2;
        decoded.edit(&Edit::default()).unwrap().data
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 48,
            rng_seed: proptest::test_runner::RngSeed::Fixed(5),
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        #[test]
        fn refining_scans_are_written_and_read(
            width in 1u16..120, height in 1u16..90, quality in 20u8..=100, colour in any::<bool>(),
            sampling in prop_oneof![Just(SamplingFactor::R_4_4_4), Just(SamplingFactor::R_4_2_0)], seed in any::<u32>(),
        ) {
            let kind = if colour { ColorType::Rgb } else { ColorType::Luma };
            let count = usize::from(width) * usize::from(height) * if colour { 3 } else { 1 };
            let mut state = seed;
            let pixels: Vec<u8> = (0..count).map(|place| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                // Flat stretches and noise, so that runs of skipped blocks and long runs of zeros occur.
                if place / 700 % 2 == 0 { 200 } else { (state >> 24) as u8 }
            }).collect();
            let mut plain = Vec::new();
            let mut encoder = Encoder::new(&mut plain, quality);
            encoder.set_sampling_factor(sampling);
            encoder.encode(&pixels, width, height, kind).unwrap();
            let progressive = refined(&plain);
            prop_assert_eq!(decode(&progressive), decode(&plain));
            let read = Decoded::read(&progressive, &Limits::default()).unwrap();
            prop_assert!(matches!(&read.planes, Planes::Numbers(_, Some(script)) if script.len() >= 6));
            prop_assert_eq!(read.edit(&Edit::default()).unwrap().data, progressive);
        }
    }
}
