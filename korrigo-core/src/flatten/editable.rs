//! Marks as annotations of the PDF: any program lists, moves and changes them.
//!
//! Knows that each looks, until somebody changes it, as it would be drawn: its appearance is the part of the overlay
//! that belongs to it, text and points included. What other programs put on the page comes back as it stood. Knows
//! nothing of what marks say.

use std::collections::BTreeMap;

use lopdf::{Object, ObjectId, dictionary};

use super::exchange::{Keeping, Other, Standard, spelled};
use super::overlay::Overlay;
use super::page::{Resources, form};
use super::structure::Stream;
use crate::document::Page;
use crate::document::write::NewPdf;
use crate::error::Result;
use crate::geometry::Rect;
use crate::limits::Limits;
use crate::surgery::rectangle;

/// How far an appearance reaches beyond what it draws, in displayed points: an edge that is also clipped there would be
/// drawn twice as soft.
const ROOM: f64 = 1.0;

/// Where a popup opens: width and height, in displayed points.
const POPUP: (f64, f64) = (180.0, 120.0);

/// What a page is given, highlights first.
pub(super) struct Editable {
    pub(super) marks: Vec<(Standard, Overlay)>,
    pub(super) others: Vec<Other>,
}

/// Whose appearance is drawn where.
pub(super) type Placed = Vec<(Stream, ObjectId)>;

/// Adds annotations; gives references to them, and where their parts are drawn.
///
/// # Errors
/// `resource_limit` when the file has more than its most objects; `annotation_invalid` for one of another program that
/// was not kept as it was written.
pub(super) fn add(
    pdf: &mut NewPdf<'_>,
    page: &Page<'_>,
    all: Editable,
    (resources, limits): (&Resources, &Limits),
) -> Result<(Vec<Object>, Placed)> {
    let geometry = page.geometry();
    let to_user = geometry.displayed_to_user();
    let (mut list, mut placed) = (Vec::new(), Vec::new());
    let mut names: BTreeMap<String, ObjectId> = BTreeMap::new();
    for (standard, overlay) in all.marks {
        let shape = geometry.user_to_displayed().map_rect(&standard.rect);
        let drawn = overlay.pen.covers().map_or(shape, |covers| covers.union(&shape));
        let shown = Rect::new(drawn.x0 - ROOM, drawn.y0 - ROOM, drawn.x1 + ROOM, drawn.y1 + ROOM);
        let outer = to_user.map_rect(&shown);
        let mut annotation = spelled(&standard, &outer, &geometry);
        let stream = overlay.stream;
        let looks = form(pdf, page, overlay, (Some(&shown), resources))?;
        placed.push((stream, looks));
        annotation.set("AP", dictionary! { "N" => looks });
        let id = pdf.promise()?;
        list.push(Object::Reference(id));
        if !standard.contents.is_empty() {
            let popup = pdf.add(dictionary! {
                "Type" => "Annot", "Subtype" => "Popup", "Parent" => id, "F" => 28, "Open" => false,
                "Rect" => rectangle(&to_user.map_rect(&beside(&shown, geometry.displayed_size()))),
            })?;
            annotation.set("Popup", popup);
            list.push(popup.into());
        }
        pdf.fulfil(id, annotation.into());
        names.extend(standard.id.map(|name| (name, id)));
    }
    let mut keeping = Keeping { pdf, limits };
    let mut kept = Vec::new();
    for other in &all.others {
        let Some((annotation, popup)) = keeping.annotation(other)? else { continue };
        let id = keeping.pdf.promise()?;
        names.extend(other.id.clone().map(|name| (name, id)));
        kept.push((id, annotation, popup, &other.reply_to));
    }
    for (id, mut annotation, popup, reply_to) in kept {
        list.push(Object::Reference(id));
        if let Some(mut popup) = popup {
            popup.set("Parent", id);
            let popup = pdf.add(popup)?;
            annotation.set("Popup", popup);
            list.push(popup.into());
        }
        if let Some(model) = reply_to.as_ref().and_then(|name| names.get(name)) {
            annotation.set("IRT", *model);
        }
        pdf.fulfil(id, annotation.into());
    }
    Ok((list, placed))
}

/// To the right of what it belongs to, as far as the page goes.
fn beside(shown: &Rect, (width, height): (f64, f64)) -> Rect {
    let x = shown.x1.min(width - POPUP.0).max(0.0);
    let y = shown.y0.min(height - POPUP.1).max(0.0);
    Rect::new(x, y, x + POPUP.0, y + POPUP.1)
}
