//! One page of a copy: the kept part of one half, placed upright on a page of its own.
//!
//! Knows where a half lands on its page. Knows nothing of what is cut out of it ([`crate::surgery`]) or of
//! operators ([`crate::document::content`]).

use std::collections::BTreeSet;

use lopdf::dictionary;

use super::layout::Layout;
use crate::booklet::Placement;
use crate::document::content::{self, Category, NewObject, Region, Resource};
use crate::document::write::{NewPdf, Source, compressed};
use crate::error::Result;
use crate::geometry::Half;
use crate::surgery::{Cuts, NoteKind, Theatre, body, group, number_object, rectangle, resources_dictionary};

/// How a half is put onto its page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Manner {
    /// As the placement says.
    Cut {
        /// Turned straight, where it is skewed.
        straighten: bool,
    },
    /// The whole page it lies on, images untouched.
    Whole,
}

/// Adds one page to a copy; gives what could not be kept as it was.
///
/// # Errors
/// Those of [`super::copy`].
pub(super) fn add<'a>(
    pdf: &mut NewPdf<'a>,
    cuts: &mut Cuts,
    source: Source<'a>,
    placement: &Placement,
    manner: Manner,
) -> Result<BTreeSet<NoteKind>> {
    let document = source.document;
    let page = document.page(placement.page)?;
    let whole = Placement { half: Half::Whole, skew_deg: 0.0, ..*placement };
    let layout = match manner {
        Manner::Cut { straighten } => Layout::new(&page.geometry(), placement, straighten)?,
        Manner::Whole => Layout::new(&page.geometry(), &whole, false)?,
    };
    let meter = document.limits().meter();
    let region = Region::new(layout.keep.clone()).within(page.geometry().visible());
    let mut theatre = Theatre::new(pdf, cuts, source, &region, &meter);
    if manner == Manner::Whole {
        theatre.leave_images();
        theatre.notes((placement.half != Half::Whole).then_some(NoteKind::KeptWhole));
    }
    let mut kept = body(&page, &mut theatre)?;
    let notes = theatre.into_notes();
    if layout.moves() && kept.resources.iter().any(|(category, ..)| category == Category::Pattern) {
        kept = as_form(pdf, source, kept, &region)?;
    }
    let resources = resources_dictionary(pdf, source, &kept.resources)?;
    let (encoding, data) = compressed(layout.place(&kept.content));
    let contents = pdf.add_shared_stream(encoding, &data)?;
    let mut dictionary = dictionary! {
        "MediaBox" => layout.media_box(), "Resources" => resources, "Contents" => contents,
    };
    if layout.unit > 1.0 {
        dictionary.set("UserUnit", number_object(layout.unit));
    }
    if let Some(group) = group(pdf, source, page.dictionary())? {
        dictionary.set("Group", group);
    }
    pdf.add_page(&dictionary)?;
    Ok(notes)
}

/// The content as one form. A pattern lies in the space that its content stream starts in, whatever `cm` says
/// (ISO 32000-2, 8.7.3.1): in a form it moves with the page.
fn as_form<'a>(
    pdf: &mut NewPdf<'a>,
    source: Source<'a>,
    kept: content::Clipped,
    region: &Region,
) -> Result<content::Clipped> {
    let (mut entries, data) = compressed(kept.content);
    let bounds = region.bounds().unwrap_or_default();
    entries.set("Subtype", "Form");
    entries.set("BBox", rectangle(&bounds));
    entries.set("Resources", resources_dictionary(pdf, source, &kept.resources)?);
    let (number, _) = pdf.add_stream(entries, &data)?;
    let mut resources = content::Resources::default();
    resources.insert(Category::XObject, b"Content", Resource::New(NewObject(number as usize)));
    Ok(content::Clipped { content: b"/Content Do\n".to_vec(), resources, ..kept })
}
