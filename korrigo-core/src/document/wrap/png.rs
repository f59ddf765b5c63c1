//! A PNG file as a page: its image data untouched where PDF can say the same.
//!
//! Knows PNG's chunks (PNG, third edition, clause 11). Rows that are neither interlaced nor have an
//! alpha channel are exactly PDF's Flate with a PNG predictor; a transparent colour is a colour key, a
//! transparent palette a soft mask. The rest is decoded by the `png` crate and stored again.

use std::borrow::Cow;
use std::io::Cursor;

use super::picture::{Colour, Filter, Image, Orientation, Picture, Transparency};
use crate::codec::samples::{Layout, Samples};
use crate::codec::{flate, predictor};
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// Reads a PNG file.
///
/// # Errors
/// `corrupted_pdf` (`png.header`, `png.checksum`, `png.truncated`, `png.damaged`); `resource_limit`.
pub(super) fn read<'a>(data: &'a [u8], limits: &Limits) -> Result<Picture<'a>> {
    let chunks = Chunks::read(data)?;
    let image = if chunks.header.interlaced || matches!(chunks.header.colour_type, 4 | 6) {
        decoded(data, &chunks, limits)?
    } else {
        passed(chunks.header, chunks.data, chunks.palette, chunks.transparent, limits)?
    };
    Ok(Picture::of(image, chunks.density, Orientation::default()))
}

#[derive(Clone, Copy)]
struct Header {
    width: u32,
    height: u32,
    bits: u8,
    colour_type: u8,
    interlaced: bool,
}

impl Header {
    fn read(body: &[u8]) -> Result<Self> {
        let [w3, w2, w1, w0, h3, h2, h1, h0, bits, colour_type, 0, 0, interlace @ (0 | 1)] = *body else {
            return Err(refuse("png.header", "the header of the PNG image is wrong"));
        };
        let (width, height) = (u32::from_be_bytes([w3, w2, w1, w0]), u32::from_be_bytes([h3, h2, h1, h0]));
        let allowed = match colour_type {
            0 => matches!(bits, 1 | 2 | 4 | 8 | 16),
            3 => matches!(bits, 1 | 2 | 4 | 8),
            2 | 4 | 6 => matches!(bits, 8 | 16),
            _ => false,
        };
        if !allowed {
            return Err(refuse("png.header", "the PNG image has a depth that PNG does not have"));
        }
        Ok(Self { width, height, bits, colour_type, interlaced: interlace == 1 })
    }

    const fn components(&self) -> u8 {
        match self.colour_type {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        }
    }

    fn layout(&self, limits: &Limits) -> Result<Layout> {
        Layout::new(self.width, self.height, self.components(), self.bits, limits)
    }
}

/// What the file holds that PDF wants to know.
struct Chunks<'a> {
    header: Header,
    data: Cow<'a, [u8]>,
    palette: &'a [u8],
    transparent: &'a [u8],
    density: Option<(f64, f64)>,
}

impl<'a> Chunks<'a> {
    fn read(data: &'a [u8]) -> Result<Self> {
        let mut rest = data.get(8..).unwrap_or_default();
        let mut header = None;
        let mut pieces: Vec<&[u8]> = Vec::new();
        let (mut palette, mut transparent, mut density): (&[u8], &[u8], _) = (&[], &[], None);
        loop {
            let (name, body, next) = chunk(rest)?;
            rest = next;
            match &name {
                b"IHDR" => header = Some(Header::read(body)?),
                b"PLTE" => palette = body,
                b"tRNS" => transparent = body,
                b"IDAT" => pieces.push(body),
                b"pHYs" => density = metres(body),
                b"IEND" => break,
                _ => {}
            }
        }
        let header = header.ok_or_else(|| refuse("png.header", "the PNG image has no header"))?;
        let data = match pieces[..] {
            [one] => Cow::Borrowed(one),
            _ => Cow::Owned(pieces.concat()),
        };
        Ok(Self { header, data, palette, transparent, density })
    }
}

fn chunk(rest: &[u8]) -> Result<([u8; 4], &[u8], &[u8])> {
    let parts = || {
        let (size, rest) = rest.split_first_chunk::<4>()?;
        let size = u32::from_be_bytes(*size) as usize;
        let (named, after) = rest.split_at_checked(size.checked_add(4)?)?;
        let (name, body) = named.split_first_chunk::<4>()?;
        let (sum, next) = after.split_first_chunk::<4>()?;
        Some((named, *name, body, u32::from_be_bytes(*sum), next))
    };
    let Some((named, name, body, sum, next)) = parts() else {
        return Err(refuse("png.truncated", "the PNG image ends too early"));
    };
    let mut crc = flate2::Crc::new();
    crc.update(named);
    // Only what makes the picture is worth a refusal.
    let critical = name.first().is_some_and(u8::is_ascii_uppercase);
    if critical && crc.sum() != sum {
        return Err(refuse("png.checksum", "a chunk of the PNG image is damaged"));
    }
    Ok((name, body, next))
}

/// Pixels an inch from pixels a metre.
fn metres(body: &[u8]) -> Option<(f64, f64)> {
    let [x3, x2, x1, x0, y3, y2, y1, y0, 1] = *body else { return None };
    let inch = |bytes: [u8; 4]| f64::from(u32::from_be_bytes(bytes)) * 0.0254;
    Some((inch([x3, x2, x1, x0]), inch([y3, y2, y1, y0])))
}

/// The image as PDF's Flate, its data untouched.
fn passed<'a>(
    header: Header,
    data: Cow<'a, [u8]>,
    palette: &[u8],
    transparent: &[u8],
    limits: &Limits,
) -> Result<Image<'a>> {
    let layout = header.layout(limits)?;
    let size = (layout.bytes() as u64).saturating_add(u64::from(header.height));
    let (found, complete) = flate::measure(&data, size);
    let params = predictor::Params {
        predictor: 15,
        colors: layout.components(),
        bits: header.bits,
        columns: header.width,
        early_change: true,
    };
    if found < size {
        return Err(refuse("png.truncated", "rows of the PNG image are missing"));
    }
    if !complete {
        return Err(refuse("png.damaged", "the data of the PNG image are damaged"));
    }
    let transparency = match (header.colour_type, transparent) {
        (_, []) => Transparency::None,
        (3, alphas) => {
            let rows = flate::decode(&data, size)?;
            let indices = Samples::new(layout, predictor::undo(&rows, params)?)?;
            Transparency::Mask {
                mask: Box::new(palette_mask(&indices, alphas, limits)?),
                premultiplied: false,
            }
        }
        (_, key) => {
            let values = key.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            Transparency::Key(values.take(usize::from(layout.components())).collect())
        }
    };
    let colour = match header.colour_type {
        2 => Colour::Rgb,
        3 => Colour::Indexed(whole_palette(palette, header.bits)?),
        _ => Colour::Grey,
    };
    Ok(Image {
        width: header.width,
        height: header.height,
        bits: header.bits,
        colour,
        filter: Filter::Flate(params),
        data,
        inverted: false,
        transparency,
    })
}

/// As many colours as PDF may ask for, or as the file has.
fn whole_palette(palette: &[u8], bits: u8) -> Result<Vec<u8>> {
    let most = 3usize << bits.min(8);
    let size = palette.len().min(most) / 3 * 3;
    match palette.get(..size) {
        Some(colours) if !colours.is_empty() => Ok(colours.to_vec()),
        _ => Err(refuse("png.palette", "the PNG image has no palette")),
    }
}

fn palette_mask(indices: &Samples, alphas: &[u8], limits: &Limits) -> Result<Image<'static>> {
    let (width, height) = (indices.width(), indices.height());
    let mut mask = Vec::with_capacity(width as usize * height as usize);
    for y in 0..height {
        mask.extend((0..width).map(|x| {
            let index = usize::from(indices.sample(x, y, 0).unwrap_or(0));
            alphas.get(index).copied().unwrap_or(u8::MAX)
        }));
    }
    let mask = Samples::new(Layout::new(width, height, 1, 8, limits)?, mask)?;
    Image::of_samples(mask, Colour::Grey, false, None)
}

/// The image decoded, its alpha apart.
fn decoded(data: &[u8], chunks: &Chunks<'_>, limits: &Limits) -> Result<Image<'static>> {
    let header = chunks.header;
    let layout = header.layout(limits)?;
    let mut decoder = png::Decoder::new(Cursor::new(data));
    decoder.set_transformations(png::Transformations::IDENTITY);
    let damaged = |_| refuse("png.damaged", "the data of the PNG image are damaged");
    let mut reader = decoder.read_info().map_err(damaged)?;
    let mut rows = vec![0; layout.bytes()];
    reader.next_frame(&mut rows).map_err(damaged)?;
    let samples = Samples::new(layout, rows)?;
    let (colour, alpha) = match header.colour_type {
        0 => (Colour::Grey, None),
        2 => (Colour::Rgb, None),
        3 => (Colour::Indexed(whole_palette(chunks.palette, header.bits)?), None),
        4 => (Colour::Grey, Some(false)),
        _ => (Colour::Rgb, Some(false)),
    };
    let transparency = match (header.colour_type, chunks.transparent) {
        (3, alphas @ [_, ..]) => Some(Transparency::Mask {
            mask: Box::new(palette_mask(&samples, alphas, limits)?),
            premultiplied: false,
        }),
        (0 | 2, key @ [_, ..]) => Some(Transparency::Key(
            key.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
        )),
        _ => None,
    };
    let mut image = Image::of_samples(samples, colour, false, alpha)?;
    if let Some(transparency) = transparency {
        image.transparency = transparency;
    }
    Ok(image)
}

fn refuse(detail: &'static str, message: &str) -> Error {
    Error::new(Code::CorruptedPdf, message).with_detail(detail)
}
