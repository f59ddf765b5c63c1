//! What a page may hold before the renderer sees it: the renderer itself knows no limits.
//!
//! Knows the sizes that images say they have, and what a JBIG2 makes a decoder make room for. Knows nothing
//! of what they show.

use lopdf::Stream;

use crate::codec::jbig2;
use crate::document::Document;
use crate::document::content::Survey;
use crate::document::filters::ImageCodec;
use crate::error::{Code, Result};

/// Checks every image the page draws, and their masks, against the limits.
///
/// # Errors
/// `resource_limit` when one is too large.
pub(super) fn check_images(document: &Document, survey: &Survey<'_>) -> Result<()> {
    for layer in &survey.layers {
        check_image(document, &layer.stream)?;
        for key in [b"SMask".as_slice(), b"Mask"] {
            let mask =
                layer.stream.dict.get(key).ok().and_then(|mask| document.resolve(mask).as_stream().ok());
            mask.map_or(Ok(()), |mask| check_image(document, mask))?;
        }
    }
    Ok(())
}

fn check_image(document: &Document, image: &Stream) -> Result<()> {
    let side = |key: &[u8]| {
        let side = image.dict.get(key).ok().and_then(|side| document.resolve(side).as_i64().ok());
        // A negative side is no image: it draws nothing.
        side.and_then(|side| u64::try_from(side).ok()).unwrap_or_default()
    };
    document.limits().check_pixels(side(b"Width"), side(b"Height"))?;
    match check_symbols(document, image) {
        Err(error) if error.code() == Code::ResourceLimit => Err(error),
        // What is damaged the renderer finds out for itself.
        _ => Ok(()),
    }
}

/// A JBIG2 of some bytes may hold symbols, or a page, of any size.
fn check_symbols(document: &Document, image: &Stream) -> Result<()> {
    let ImageCodec::Jbig2 { globals } = document.image_codec(&image.dict)? else { return Ok(()) };
    let meter = document.limits().meter();
    let globals = globals.map(|globals| document.decode_stream(globals, &meter)).transpose()?;
    let encoded = document.encoded_image(image, &meter)?;
    jbig2::check(&encoded.data, globals.as_deref(), document.limits())
}
