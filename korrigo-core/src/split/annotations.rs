//! What stamps, notes and filled-in fields look like, made part of the page.
//!
//! Knows where an appearance is drawn (ISO 32000-2, 12.5.5, algorithm 8) and which are visible. Everything
//! else of an annotation (actions, texts, authors, dates) goes. `NoZoom` and `NoRotate` are not obeyed:
//! such an appearance is drawn in its rectangle like any other.

use lopdf::{Dictionary, Object, dictionary};

use super::layout::{rectangle, spelled};
use super::note::NoteKind;
use super::surgeon::Theatre;
use crate::document::content::{self, FormKind, NewObject, RewrittenForm, Surgeon};
use crate::document::{Document, Page};
use crate::error::Result;
use crate::geometry::{Matrix, Rect};

/// `Hidden` and `NoView` (12.5.3, table 167).
const INVISIBLE: i64 = 0b10_0010;

/// One form that draws the kept part of every visible appearance of a page; `None` when there is none.
///
/// # Errors
/// Those of clipping.
pub(super) fn flatten(page: &Page<'_>, theatre: &mut Theatre<'_, '_>) -> Result<Option<NewObject>> {
    let document = theatre.source.document;
    let mut drawing = Vec::new();
    let mut named = Dictionary::new();
    for annotation in page.annotations() {
        let hidden = annotation.get(b"OC").is_ok_and(|oc| content::is_hidden(document, oc, theatre.meter));
        if hidden {
            continue;
        }
        match appearance(document, annotation) {
            Found::Drawn { form, placement } => {
                let name = format!("A{}", named.len());
                drawing.extend(format!("q {} cm /{name} Do Q\n", spelled(&placement)).bytes());
                named.set(name, form.clone());
            }
            Found::Missing => theatre.notes([NoteKind::AnnotationWithoutAppearance]),
            Found::Invisible => {}
        }
    }
    if named.is_empty() {
        return Ok(None);
    }
    let resources = dictionary! { "XObject" => named };
    let (region, meter) = (theatre.region, theatre.meter);
    let kept = content::clip(document, &drawing, &resources, region, theatre, meter)?;
    if kept.damaged {
        theatre.notes([NoteKind::DamagedContentLeftOut]);
    }
    let Some(bounds) = region.bounds().filter(|_| !kept.resources.is_empty()) else { return Ok(None) };
    let dictionary = dictionary! { "BBox" => rectangle(&bounds) };
    let form = RewrittenForm {
        kind: FormKind::Form,
        dictionary: &dictionary,
        content: kept.content,
        resources: kept.resources,
    };
    theatre.form(form).map(Some)
}

/// What an annotation shows.
enum Found<'a> {
    /// A reference to a form, and the matrix it is drawn with.
    Drawn { form: &'a Object, placement: Matrix },
    /// Nothing, though a viewer may draw something of its own.
    Missing,
    /// Nothing.
    Invisible,
}

fn appearance<'a>(document: &'a Document, annotation: &'a Dictionary) -> Found<'a> {
    let value = |key: &[u8]| annotation.get(key).map_or(&Object::Null, |value| document.resolve(value));
    let flags = value(b"F").as_i64().unwrap_or_default();
    let subtype = value(b"Subtype").as_name().unwrap_or_default();
    if flags & INVISIBLE != 0 || matches!(subtype, b"Popup" | b"Link") {
        return Found::Invisible;
    }
    let Some(form) = normal_appearance(document, annotation) else {
        // A field without an appearance shows nothing (a button in the state `Off`).
        return if subtype == b"Widget" { Found::Invisible } else { Found::Missing };
    };
    let Object::Stream(stream) = document.resolve(form) else { return Found::Invisible };
    let numbers = |dictionary: &'a Dictionary, key: &[u8]| -> Option<Vec<f64>> {
        let array = document.resolve(dictionary.get(key).ok()?).as_array().ok()?;
        array.iter().map(|item| document.resolve(item).as_float().ok().map(f64::from)).collect()
    };
    let place = || -> Option<Matrix> {
        let [x0, y0, x1, y1] = numbers(annotation, b"Rect")?.try_into().ok()?;
        let [u0, v0, u1, v1] = numbers(&stream.dict, b"BBox")?.try_into().ok()?;
        let own = numbers(&stream.dict, b"Matrix").and_then(|six| six.try_into().ok()).map(Matrix::new);
        let drawn = own.unwrap_or(Matrix::IDENTITY).map_rect(&Rect::new(u0, v0, u1, v1));
        fit(&drawn, &Rect::new(x0, y0, x1, y1))
    };
    // An empty box is how invisible signatures are written.
    place().map_or(Found::Invisible, |placement| Found::Drawn { form, placement })
}

/// The reference to the form of the normal appearance, in the state that the annotation is in.
fn normal_appearance<'a>(document: &'a Document, annotation: &'a Dictionary) -> Option<&'a Object> {
    let appearances = document.resolve(annotation.get(b"AP").ok()?).as_dict().ok()?;
    let normal = appearances.get(b"N").ok()?;
    match document.resolve(normal) {
        Object::Stream(_) => Some(normal),
        Object::Dictionary(states) => {
            let state = document.resolve(annotation.get(b"AS").ok()?).as_name().ok()?;
            states.get(state).ok().filter(|form| matches!(document.resolve(form), Object::Stream(_)))
        }
        _ => None,
    }
}

/// The map that moves and stretches one rectangle onto another; `None` when either has no area.
fn fit(from: &Rect, to: &Rect) -> Option<Matrix> {
    let areas = [from.width(), from.height(), to.width(), to.height()];
    if areas.iter().any(|side| !side.is_finite() || *side <= 0.0) {
        return None;
    }
    let (sx, sy) = (to.width() / from.width(), to.height() / from.height());
    Some(Matrix::new([sx, 0.0, 0.0, sy, to.x0 - from.x0 * sx, to.y0 - from.y0 * sy]))
}
