//! Pixels of a TIFF page whose codec PDF has too: Group 3 and 4 fax, and JPEG.
//!
//! Knows how to hand them over untouched, and what TIFF leaves out that a file of its own needs.

use std::borrow::Cow;

use super::fields::{Compression, Fields, Piece};
use super::pixels::in_order;
use super::refuse;
use crate::codec::jpeg::decode;
use crate::codec::samples::Samples;
use crate::codec::{Scale, ccitt};
use crate::document::wrap::jpeg;
use crate::document::wrap::picture::{Colour, Filter, Image, Transparency};
use crate::error::Result;
use crate::limits::Limits;

/// A fax page: a single strip as it is, several as one Group 4 image.
pub(super) fn fax<'a>(fields: &Fields<'a>, limits: &Limits) -> Result<Image<'a>> {
    let layout = fields.layout;
    if layout.bits() != 1 || layout.components() != 1 {
        return Err(refuse("tiff.fields", "a fax page has one bit a pixel"));
    }
    // Black runs are samples of 1: with 0 for white (photometric 0) PDF's usual reading is right.
    let black_is_1 = fields.photometric == 1;
    let (data, params) = match &fields.pieces[..] {
        [one] => {
            let data = in_order(fields.encoded(one)?, fields.reversed);
            let params = params(fields, one, black_is_1);
            ccitt::decode(&data, &params, limits)?;
            (data, params)
        }
        pieces => {
            let page = rows(fields, pieces, limits)?;
            let data = ccitt::encode_g4(&page, black_is_1)?;
            (Cow::Owned(data), ccitt::Params::group4(layout.width(), layout.height(), black_is_1))
        }
    };
    Ok(Image {
        width: layout.width(),
        height: layout.height(),
        bits: 1,
        colour: Colour::Grey,
        filter: Filter::Fax(params),
        data,
        inverted: false,
        transparency: Transparency::None,
    })
}

fn params(fields: &Fields<'_>, piece: &Piece, black_is_1: bool) -> ccitt::Params {
    let (k, aligned) = match fields.compression {
        Compression::Fax { k, aligned } => (k, aligned),
        _ => (-1, false),
    };
    ccitt::Params {
        k,
        columns: piece.width,
        rows: piece.height,
        black_is_1,
        encoded_byte_align: aligned,
        // Group 3 in TIFF has end-of-line codes, modified Huffman (compression 2) has none.
        end_of_line: k >= 0 && !aligned,
        end_of_block: false,
    }
}

fn rows(fields: &Fields<'_>, pieces: &[Piece], limits: &Limits) -> Result<Samples> {
    let mut page = Samples::zeroed(fields.layout);
    for piece in pieces {
        let data = in_order(fields.encoded(piece)?, fields.reversed);
        let strip = ccitt::decode(&data, &params(fields, piece, fields.photometric == 1), limits)?;
        let start = (piece.x / 8) as usize;
        for (y, row) in (piece.y..fields.layout.height()).zip(strip.rows()) {
            let target = page.row_mut(y).get_mut(start..).unwrap_or_default();
            let size = target.len().min(row.len());
            if let (Some(target), Some(row)) = (target.get_mut(..size), row.get(..size)) {
                target.copy_from_slice(row);
            }
        }
    }
    Ok(page)
}

/// A JPEG page: every strip or tile as an image of its own, placed where it belongs. `None` when its
/// samples mean something that PDF cannot say of a JPEG.
pub(super) fn jpeg<'a>(fields: &Fields<'a>, limits: &Limits) -> Result<Option<Vec<(Image<'a>, u32, u32)>>> {
    if fields.compression == Compression::OldJpeg {
        return old_jpeg(fields, limits).map(|image| Some(vec![(image, 0, 0)]));
    }
    let wanted = match fields.photometric {
        0 | 1 => 1,
        2 | 6 => 3,
        5 => 4,
        _ => return Err(refuse("tiff.photometric.unsupported", "the colours of the TIFF page are not read")),
    };
    if fields.planar {
        return Err(refuse("tiff.planar.unsupported", "JPEG planes of a TIFF page are not read"));
    }
    if fields.layout.components() != wanted {
        return Ok(None);
    }
    let mut layers = Vec::with_capacity(fields.pieces.len());
    for piece in &fields.pieces {
        let mut image = jpeg::image(stream(fields, piece)?, limits)?;
        if image.colour.components() != wanted {
            return Err(refuse("tiff.damaged", "a JPEG of the TIFF page has other colours than the page"));
        }
        image.inverted = fields.photometric == 0;
        layers.push((image, piece.x, piece.y));
    }
    Ok(Some(layers))
}

/// The piece as a JPEG file: the page's tables in front, and Adobe's marker where the samples are RGB
/// or CMYK, because a decoder that is told nothing takes three components for luma and chroma.
fn stream<'a>(fields: &Fields<'a>, piece: &Piece) -> Result<Cow<'a, [u8]>> {
    let damaged = || refuse("tiff.damaged", "a JPEG of the TIFF page does not start as one");
    let data = fields.encoded(piece)?;
    let body = data.strip_prefix(&[0xFF, 0xD8]).ok_or_else(damaged)?;
    let tables = match fields.directory.bytes(347) {
        Some(tables) => {
            let tables = tables.strip_prefix(&[0xFF, 0xD8]).ok_or_else(damaged)?;
            tables.strip_suffix(&[0xFF, 0xD9]).unwrap_or(tables)
        }
        None => &[],
    };
    let adobe: &[u8] =
        if fields.photometric == 2 { b"\xFF\xEE\x00\x0EAdobe\x00\x64\x00\x00\x00\x00\x00" } else { &[] };
    if tables.is_empty() && adobe.is_empty() {
        return Ok(Cow::Borrowed(data));
    }
    Ok(Cow::Owned([&[0xFF, 0xD8], adobe, tables, body].concat()))
}

/// JPEG as TIFF 6.0 had it first: only where the whole file lies in one stretch.
fn old_jpeg<'a>(fields: &Fields<'a>, limits: &Limits) -> Result<Image<'a>> {
    let unsupported = || refuse("tiff.old_jpeg.unsupported", "JPEG of the old kind in TIFF is not read");
    let start = fields.directory.number(513).ok_or_else(unsupported)?;
    let data = match fields.directory.number(514).filter(|size| *size > 0) {
        Some(size) => fields.tags.slice(start, size),
        None => fields.tags.from(start),
    };
    let data =
        data.ok_or_else(|| refuse("tiff.truncated", "pixels of the TIFF page lie outside the file"))?;
    let image = jpeg::image(Cow::Borrowed(data), limits)?;
    if (image.width, image.height) != (fields.layout.width(), fields.layout.height()) {
        return Err(unsupported());
    }
    Ok(image)
}

/// A JPEG page with an alpha channel: decoded, every sample kept.
pub(super) fn jpeg_samples(fields: &Fields<'_>, limits: &Limits) -> Result<Image<'static>> {
    let (colour, inverted) = match fields.photometric {
        2 => (Colour::Rgb, false),
        _ => {
            return Err(refuse(
                "tiff.jpeg.unsupported",
                "a JPEG of the TIFF page has samples that are not read",
            ));
        }
    };
    let layout = fields.layout;
    let mut page = Samples::zeroed(layout);
    for piece in &fields.pieces {
        let strip = decode(&stream(fields, piece)?, None, Scale::Full, limits)?;
        let size = (strip.width(), strip.height()) == (piece.width, piece.height);
        if !size || strip.components() != layout.components() {
            return Err(refuse(
                "tiff.damaged",
                "a JPEG of the TIFF page has another size or other colours than the page",
            ));
        }
        let start = piece.x as usize * usize::from(layout.components());
        for (y, row) in (piece.y..layout.height()).zip(strip.rows()) {
            let target = page.row_mut(y).get_mut(start..).unwrap_or_default();
            let size = target.len().min(row.len());
            if let (Some(target), Some(row)) = (target.get_mut(..size), row.get(..size)) {
                target.copy_from_slice(row);
            }
        }
    }
    Image::of_samples(page, colour, inverted, fields.alpha)
}
