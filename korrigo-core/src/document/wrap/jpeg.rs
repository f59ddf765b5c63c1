//! A JPEG file as a page: its bytes untouched under DCTDecode.
//!
//! Knows where JFIF and Exif write density and turn, and that Adobe's CMYK counts backwards.

use std::borrow::Cow;

use super::ifd::Tags;
use super::picture::{Colour, Filter, Image, Orientation, Picture, Transparency};
use crate::codec::jpeg::Decoded;
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// Reads a JPEG file.
///
/// # Errors
/// Those of [`Decoded::read`]: damaged anywhere, too large, or of a kind that is not read.
pub(super) fn read<'a>(data: &'a [u8], limits: &Limits) -> Result<Picture<'a>> {
    let image = image(Cow::Borrowed(data), limits)?;
    let words = Words::read(data);
    let orientation = Orientation::from_tag(words.orientation.unwrap_or(1));
    Ok(Picture::of(image, words.jfif_density.or(words.exif_density), orientation))
}

/// A JPEG stream as an image; also one that a TIFF file held.
pub(super) fn image<'a>(data: Cow<'a, [u8]>, limits: &Limits) -> Result<Image<'a>> {
    // The header alone would let an upload pass that was cut off: every coefficient is looked at.
    let decoded = Decoded::read(&data, limits)?;
    let header = decoded.header();
    let colour = match header.components {
        1 => Colour::Grey,
        3 => Colour::Rgb,
        4 => Colour::Cmyk,
        _ => {
            return Err(Error::new(
                Code::CorruptedPdf,
                format!("a JPEG image of {} components is not read", header.components),
            )
            .with_detail("jpeg.components.unsupported"));
        }
    };
    // Photoshop and all who followed store CMYK with 255 for no ink, and mark the file as Adobe's.
    let inverted = header.components == 4 && header.adobe_transform.is_some();
    let (width, height, bits) = (header.width, header.height, header.bits);
    Ok(Image {
        width,
        height,
        bits,
        colour,
        filter: Filter::Jpeg,
        data,
        inverted,
        transparency: Transparency::None,
    })
}

/// What the application segments say of a page.
#[derive(Default)]
struct Words {
    jfif_density: Option<(f64, f64)>,
    exif_density: Option<(f64, f64)>,
    orientation: Option<u64>,
}

impl Words {
    fn read(data: &[u8]) -> Self {
        let mut words = Self::default();
        for (marker, body) in segments(data) {
            match (marker, body) {
                (0xE0, [b'J', b'F', b'I', b'F', 0, _, _, unit, x1, x0, y1, y0, ..]) => {
                    let unit = match unit {
                        1 => 1.0,
                        2 => 2.54,
                        _ => continue,
                    };
                    let value = |pair: [u8; 2]| f64::from(u16::from_be_bytes(pair)) * unit;
                    words.jfif_density = Some((value([*x1, *x0]), value([*y1, *y0])));
                }
                (0xE1, [b'E', b'x', b'i', b'f', 0, 0, exif @ ..]) if words.orientation.is_none() => {
                    words.exif(exif);
                }
                _ => {}
            }
        }
        words
    }

    fn exif(&mut self, exif: &[u8]) {
        let Some((tags, first)) = Tags::open(exif) else { return };
        let Some(directory) = tags.directory(first) else { return };
        self.orientation = directory.number(274);
        self.exif_density = directory.density();
    }
}

/// The segments between the start of the image and its first scan.
fn segments(data: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut rest = data.get(2..).unwrap_or_default();
    std::iter::from_fn(move || {
        // Fill bytes, and rubbish that some writers leave between segments, are stepped over.
        let start = rest.windows(2).position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0 | 0xFF))?;
        let [_, marker, high, low, after @ ..] = rest.get(start..)? else { return None };
        if *marker == 0xDA {
            return None;
        }
        let size = usize::from(u16::from_be_bytes([*high, *low])).checked_sub(2)?;
        let (body, next) = after.split_at_checked(size)?;
        rest = next;
        Some((*marker, body))
    })
}
