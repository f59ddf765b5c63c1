//! What a page may hold before the renderer sees it: the renderer itself knows no limits.
//!
//! Knows the sizes that images say they have, and what a JBIG2 makes a decoder make room for. Knows nothing
//! of what they show.

use lopdf::{Object, Stream};

use crate::codec::jbig2;
use crate::document::content::{self, Survey};
use crate::document::filters::ImageCodec;
use crate::document::{Document, Page};
use crate::error::{Code, Result};
use crate::geometry::Rect;

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

/// Checks every image in the appearances of a page's annotations, in every state: they are drawn on top.
///
/// # Errors
/// `resource_limit` when one is too large, or looking for them takes more than a page may.
pub(super) fn check_appearances(document: &Document, page: &Page<'_>) -> Result<()> {
    let meter = document.limits().meter();
    for annotation in page.annotations() {
        let appearances = document.value(annotation, b"AP").as_dict();
        let Ok(normal) = appearances.map(|appearances| document.value(appearances, b"N")) else { continue };
        let states = match normal {
            Object::Dictionary(states) => states.iter().map(|(_, state)| document.resolve(state)).collect(),
            one => vec![one],
        };
        for stream in states.into_iter().filter_map(|state| state.as_stream().ok()) {
            let content = match document.decode_stream(stream, &meter) {
                Err(error) if error.code() == Code::CorruptedPdf => continue,
                content => content?,
            };
            let resources = document.value(&stream.dict, b"Resources").as_dict().unwrap_or(page.resources());
            // Boxes and placements cut it down; what is decoded is the whole.
            let everywhere = Rect::new(-FAR, -FAR, FAR, FAR);
            check_images(document, &content::survey(document, &content, resources, &everywhere, &meter)?)?;
        }
    }
    Ok(())
}

/// Points that nothing is drawn beyond.
const FAR: f64 = 1e12;

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
