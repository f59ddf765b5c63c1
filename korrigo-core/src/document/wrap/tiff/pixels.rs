//! Pixels of a TIFF page that PDF has no codec for, decoded into one image.
//!
//! Knows byte order, bit order, differencing, planes and tiles. A piece whose data end too early is
//! damage, and refused.

use std::borrow::Cow;

use super::fields::{Compression, Fields, Piece};
use super::refuse;
use crate::codec::samples::{Decoded, Layout, Samples};
use crate::codec::{flate, lzw, predictor, run_length};
use crate::document::wrap::picture::{Colour, Image};
use crate::error::Result;
use crate::limits::Limits;

/// Decodes the page and stores it as Flate.
pub(super) fn image(fields: &Fields<'_>, limits: &Limits) -> Result<Image<'static>> {
    let (colour, inverted) = fields.colour()?;
    let mut samples = samples(fields, limits)?;
    if matches!(colour, Colour::Lab) {
        // TIFF stores a and b as signed bytes, PDF counts them from the lowest.
        let step = usize::from(samples.components());
        for pixel in samples.data_mut().chunks_exact_mut(step) {
            pixel.iter_mut().skip(1).take(2).for_each(|byte| *byte ^= 0x80);
        }
    }
    Image::of_samples(samples, colour, inverted, fields.alpha)
}

fn samples(fields: &Fields<'_>, limits: &Limits) -> Result<Samples> {
    let layout = fields.layout;
    if !fields.planar {
        let mut page = Samples::zeroed(layout);
        for piece in &fields.pieces {
            place(fields, piece, &mut page, limits)?;
        }
        return Ok(page);
    }
    let plane = Layout::new(layout.width(), layout.height(), 1, layout.bits(), limits)?;
    let mut planes = Vec::new();
    for index in 0..layout.components() {
        let mut page = Samples::zeroed(plane);
        for piece in fields.pieces.iter().filter(|piece| piece.plane == index) {
            place(fields, piece, &mut page, limits)?;
        }
        planes.push(page);
    }
    Ok(Samples::interleaved(layout, &planes))
}

/// Decodes one piece to where it belongs.
fn place(fields: &Fields<'_>, piece: &Piece, page: &mut Samples, limits: &Limits) -> Result<()> {
    let layout = page.layout();
    // The whole tile counts against the limits, also what lies outside the page.
    let own = Layout::new(piece.width, piece.height, layout.components(), layout.bits(), limits)?;
    let stored_row = (u64::from(piece.width) * u64::from(layout.components()) * u64::from(fields.stored_bits))
        .div_ceil(8) as usize;
    let needed = stored_row.saturating_mul(piece.height as usize);
    let mut rows = decode(fields, piece, needed as u64)?;
    let shown = layout.height().saturating_sub(piece.y).min(piece.height) as usize;
    if rows.len() < stored_row.saturating_mul(shown) {
        return Err(refuse("tiff.truncated", "pixels of the TIFF page are missing"));
    }
    let start = piece.x as usize * layout.pixel_bits() / 8;
    let little = !fields.tags.big_endian();
    for (index, row) in rows.chunks_exact_mut(stored_row).take(shown).enumerate() {
        if fields.stored_bits == 16 && little {
            row.chunks_exact_mut(2).for_each(|pair| pair.swap(0, 1));
        }
        let row = if fields.stored_bits == 12 { Cow::Owned(widen(row)) } else { Cow::Borrowed(&*row) };
        let mut whole = row.into_owned();
        if fields.predicted {
            let params = predictor::Params {
                predictor: 2,
                colors: own.components(),
                bits: own.bits(),
                columns: own.width(),
                early_change: true,
            };
            whole = predictor::undo(&whole, params)?;
        }
        let y = piece.y.saturating_add(index as u32);
        let target = page.row_mut(y).get_mut(start..).unwrap_or_default();
        let size = target.len().min(whole.len());
        if let (Some(target), Some(source)) = (target.get_mut(..size), whole.get(..size)) {
            target.copy_from_slice(source);
        }
    }
    Ok(())
}

fn decode(fields: &Fields<'_>, piece: &Piece, needed: u64) -> Result<Vec<u8>> {
    let encoded = in_order(fields.encoded(piece)?, fields.reversed);
    // Writers pad: what goes past the piece is nothing, and no reason to refuse it.
    let limit = needed.saturating_mul(2).saturating_add(1 << 16);
    let decoded: Decoded = match fields.compression {
        Compression::None => return Ok(encoded.into_owned()),
        Compression::Lzw => lzw::decode(&encoded, true, limit)?,
        Compression::Deflate => flate::inflate(&encoded, limit)?,
        Compression::PackBits => run_length::decode(&encoded, limit)?,
        Compression::Fax { .. } | Compression::Jpeg | Compression::OldJpeg => {
            return Err(refuse("tiff.fields", "the TIFF page mixes compressions"));
        }
    };
    Ok(decoded.data)
}

/// Bytes with their highest bit first.
pub(super) fn in_order(data: &[u8], reversed: bool) -> Cow<'_, [u8]> {
    if reversed {
        Cow::Owned(data.iter().map(|byte| byte.reverse_bits()).collect())
    } else {
        Cow::Borrowed(data)
    }
}

/// Samples of 12 bits as samples of 16: the highest bits repeat below, so that white stays white.
fn widen(row: &[u8]) -> Vec<u8> {
    let value = |twelve: u16| (twelve << 4 | twelve >> 8).to_be_bytes();
    row.chunks(3)
        .flat_map(|three| {
            let [a, b, c] = [0, 1, 2].map(|at| u16::from(three.get(at).copied().unwrap_or(0)));
            let pair = [value(a << 4 | b >> 4), value((b & 0x0F) << 8 | c)];
            pair.into_iter().take(if three.len() == 3 { 2 } else { 1 }).flatten()
        })
        .collect()
}
