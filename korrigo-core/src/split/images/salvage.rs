//! Damaged image data: what can be shown of it, stored without loss.
//!
//! Knows decoders that go on where the codecs of this crate refuse. What they show is what any viewer
//! shows of the scan.

use lopdf::Dictionary;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::codecs::{Written, packed};
use crate::codec::samples::{Layout, Samples};
use crate::codec::{Edit, Edited, flate, predictor};
use crate::error::Result;
use crate::limits::Limits;

/// Cuts decoded pixels and stores them as Flate.
///
/// # Errors
/// `zone_invalid` (`edit.empty`) when nothing is kept.
pub(super) fn store(samples: &Samples, edit: &Edit<'_>) -> Result<Written> {
    let (cut, kept) = samples.edit(edit)?;
    let params = predictor::Params {
        predictor: 15,
        colors: cut.components(),
        bits: cut.bits(),
        columns: cut.width(),
        ..predictor::Params::default()
    };
    let data = flate::encode(&predictor::apply(cut.data(), params)?);
    let edited = Edited { data, x: kept.x, y: kept.y, width: kept.width, height: kept.height };
    let mut entries: Dictionary = packed("FlateDecode", params);
    entries.set("BitsPerComponent", i64::from(cut.bits()));
    Ok(Written::new(edited, entries))
}

/// The pixels of a JPEG that can still be decoded; `None` when there are none.
pub(super) fn jpeg(data: &[u8], components: u8, limits: &Limits) -> Option<Samples> {
    let colours = match components {
        1 => ColorSpace::Luma,
        4 => ColorSpace::CMYK,
        _ => ColorSpace::RGB,
    };
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_out_colorspace(colours);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(data), options);
    decoder.decode_headers().ok()?;
    let (width, height) = decoder.dimensions()?;
    let layout =
        Layout::new(u32::try_from(width).ok()?, u32::try_from(height).ok()?, components, 8, limits).ok()?;
    let pixels = decoder.decode().ok()?;
    (pixels.len() >= layout.bytes()).then(|| Samples::new(layout, pixels).ok()).flatten()
}
