//! All that a page draws, as far as it stays: its content, and the appearances of its annotations.
//!
//! Knows which parts a page is made of. Knows nothing of codecs ([`super::images`]) or of operators
//! ([`crate::document::content`]).

use lopdf::{Dictionary, Object};

use super::{NoteKind, Theatre, annotations, number_object, rectangle};
use crate::document::Page;
use crate::document::content::{self, Category, Resource};
use crate::document::write::allow::Kind;
use crate::document::write::{NewPdf, Source};
use crate::error::{Code, Result};

/// The content of a page that stays, its visible annotations drawn into it.
///
/// # Errors
/// Those of clipping.
pub(crate) fn body(page: &Page<'_>, theatre: &mut Theatre<'_, '_>) -> Result<content::Clipped> {
    let document = theatre.source.document;
    let (region, meter) = (theatre.region, theatre.meter);
    let (bytes, complete) = match page.read_content(meter) {
        // Readers show such a page as a blank one.
        Err(error) if theatre.uncut && error.code() == Code::CorruptedPdf => (Vec::new(), false),
        content => content?,
    };
    let mut kept = content::clip(document, &bytes, page.resources(), region, theatre, meter)?;
    drop(bytes);
    if kept.damaged || !complete {
        theatre.notes([NoteKind::DamagedContentLeftOut]);
    }
    if let Some(form) = annotations::flatten(page, theatre)? {
        let name = free_name(&kept.resources, Category::XObject, "Annotations");
        kept.resources.insert(Category::XObject, &name, Resource::New(form));
        // Whatever states the page leaves behind are none of the annotations'.
        kept.content = [b"q\n".as_slice(), &kept.content, b"\nQ\n/", &name, b" Do\n"].concat();
    }
    Ok(kept)
}

/// The transparency group of a page: without it the transparent parts of the page would be blended otherwise.
///
/// # Errors
/// `resource_limit` for objects nested too deep or too many of them.
pub(crate) fn group<'a>(
    pdf: &mut NewPdf<'a>,
    source: Source<'a>,
    page: &Dictionary,
) -> Result<Option<Object>> {
    match page.get(b"Group") {
        Ok(group) => Ok(Some(pdf.copy(source, group, Kind::Group)?).filter(|group| !group.is_null())),
        Err(_) => Ok(None),
    }
}

/// What a page says of how it is shown: boxes, turn, unit, transparency group.
///
/// # Errors
/// Those of [`group`].
pub(crate) fn boxes<'a>(pdf: &mut NewPdf<'a>, source: Source<'a>, page: &Page<'a>) -> Result<Dictionary> {
    let (visible, media) = (page.geometry().visible(), page.media_box());
    let mut boxes = shown(pdf, source, page)?;
    boxes.set("MediaBox", rectangle(&media));
    if visible != media {
        boxes.set("CropBox", rectangle(&visible));
    }
    Ok(boxes)
}

/// [`boxes`] without the boxes.
///
/// # Errors
/// Those of [`group`].
pub(crate) fn shown<'a>(pdf: &mut NewPdf<'a>, source: Source<'a>, page: &Page<'a>) -> Result<Dictionary> {
    let (geometry, mut shown) = (page.geometry(), Dictionary::new());
    if geometry.rotation().degrees() != 0 {
        shown.set("Rotate", geometry.rotation().degrees());
    }
    if geometry.user_unit() != 1.0 {
        shown.set("UserUnit", number_object(geometry.user_unit()));
    }
    if let Some(group) = group(pdf, source, page.dictionary())? {
        shown.set("Group", group);
    }
    Ok(shown)
}

/// A name that begins with `stem` and that the page's content does not use yet.
pub(crate) fn free_name(resources: &content::Resources, category: Category, stem: &str) -> Vec<u8> {
    let names = (0u32..).map(|number| format!("{stem}{number}").into_bytes());
    let mut free = names.filter(|name| resources.find(category, name).is_none());
    free.next().unwrap_or_default()
}
