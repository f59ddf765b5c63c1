//! What can still be shown of a JPEG that is damaged.
//!
//! Knows where `zune-jpeg`, which goes on where this crate's reader stops, has to be helped: files with a scan
//! a component, and colours that only a PDF or the names of the components tell.

use std::borrow::Cow;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::codec::Edit;
use crate::codec::jpeg::header::{ColourModel, Header, MAX_LEADING};
use crate::codec::jpeg::{Decoded, damaged, unsupported};
use crate::codec::samples::{Layout, Samples};
use crate::error::Result;
use crate::limits::Limits;

pub(super) fn salvage(data: &[u8], colour_transform: Option<i64>, limits: &Limits) -> Result<Samples> {
    let start = data.windows(2).take(MAX_LEADING).position(|pair| pair == [0xFF, 0xD8]);
    let data = data.get(start.unwrap_or_default()..).unwrap_or_default();
    // What has no header that this crate reads may have one that others read.
    let Ok(header) = Header::read(data, limits) else { return decode(data, limits) };
    let data = in_one_scan(data, &header, limits);
    decode(&with_colours_named(data, &header, header.colour_told(colour_transform)), limits)
}

/// `zune-jpeg` draws sequential files with a scan a component in wrong colours: it gets one scan, of the blocks
/// that could be read.
fn in_one_scan<'a>(data: &'a [u8], header: &Header, limits: &Limits) -> Cow<'a, [u8]> {
    if header.progressive || header.interleaved {
        return Cow::Borrowed(data);
    }
    let decoded = Decoded::read_as_far_as_it_goes(data, limits);
    let rewritten = decoded.and_then(|decoded| decoded.edit(&Edit::default()));
    rewritten.map_or(Cow::Borrowed(data), |edited| Cow::Owned(edited.data))
}

/// With Adobe's segment where nothing else in the file says what `colour` is.
fn with_colours_named<'a>(data: Cow<'a, [u8]>, header: &Header, colour: ColourModel) -> Cow<'a, [u8]> {
    let transform = match colour {
        ColourModel::Rgb => 0,
        ColourModel::Ycck => 2,
        _ => return data,
    };
    match data.strip_prefix(&[0xFF, 0xD8]) {
        Some(rest) if header.adobe_transform.is_none() => {
            let segment = [&b"\xFF\xD8\xFF\xEE\x00\x0EAdobe\x00\x64\x00\x00\x00\x00"[..], &[transform]];
            Cow::Owned([&segment.concat(), rest].concat())
        }
        _ => data,
    }
}

/// The samples as `zune-jpeg` gives them: grey, red green blue, or four components.
fn decode(data: &[u8], limits: &Limits) -> Result<Samples> {
    let undecodable = |_| damaged("jpeg.undecodable", "no pixel of a JPEG can be decoded");
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(data), options);
    decoder.decode_headers().map_err(undecodable)?;
    let info = decoder.info().ok_or_else(|| damaged("jpeg.truncated", "a JPEG ends inside its header"))?;
    let (space, inverted) = match (info.components, decoder.input_colorspace()) {
        (1, _) => (ColorSpace::Luma, false),
        (3, _) => (ColorSpace::RGB, false),
        (4, Some(ColorSpace::YCCK)) => (ColorSpace::YCCK, true),
        (4, _) => (ColorSpace::CMYK, false),
        _ => return Err(unsupported("a JPEG of two components is not shown")),
    };
    let layout = Layout::new(info.width.into(), info.height.into(), info.components, 8, limits)?;
    decoder.set_options(options.jpeg_set_out_colorspace(space));
    let mut samples = Samples::new(layout, decoder.decode().map_err(undecodable)?)?;
    if inverted {
        for pixel in samples.data_mut().chunks_exact_mut(4) {
            if let [y, cb, cr, _] = pixel {
                [*y, *cb, *cr] = super::full::colours(*y, *cb, *cr).map(|light| 255 - light);
            }
        }
    }
    Ok(samples)
}
