//! What stamps, notes and filled-in fields look like, made part of the page.
//!
//! Knows where an appearance is drawn (ISO 32000-2, 12.5.5, algorithm 8) and which are visible. Everything
//! else of an annotation (actions, texts, authors, dates) goes. `NoZoom` means nothing here: a page is drawn at
//! the size it has.

use lopdf::{Dictionary, Object, dictionary};

use super::note::NoteKind;
use super::spelling::{rectangle, spelled};
use super::surgeon::Theatre;
use crate::document::content::{self, FormKind, NewObject, RewrittenForm, Surgeon};
use crate::document::{Document, Page};
use crate::error::Result;
use crate::geometry::{Matrix, Rect};

/// `Hidden` and `NoView` (12.5.3, table 167).
const INVISIBLE: i64 = 0b10_0010;
/// `NoRotate`: upright however the page is turned, its upper left corner where it is.
const NO_ROTATE: i64 = 0b1_0000;
/// Fields inside fields: more than any form has.
const MAX_PARENTS: usize = 16;

/// One form that draws the kept part of every visible appearance of a page; `None` when there is none.
///
/// # Errors
/// Those of clipping.
pub(crate) fn flatten(page: &Page<'_>, theatre: &mut Theatre<'_, '_>) -> Result<Option<NewObject>> {
    let document = theatre.source.document;
    let turn = page.geometry().rotation().degrees() as f64;
    let mut drawing = Vec::new();
    let mut named = Dictionary::new();
    for annotation in page.annotations() {
        let hidden = annotation.get(b"OC").is_ok_and(|oc| content::is_hidden(document, oc, theatre.meter));
        if hidden {
            continue;
        }
        match appearance(document, annotation, turn) {
            Found::Drawn { form, placement } => {
                let name = format!("A{}", named.len());
                drawing.extend(format!("q {} cm /{name} Do Q\n", spelled(&placement)).bytes());
                named.set(name, form.clone());
            }
            Found::Missing(note) => theatre.notes([note]),
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
    Missing(NoteKind),
    /// Nothing.
    Invisible,
}

/// `turn` is how far the page is turned clockwise when it is shown, in degrees.
fn appearance<'a>(document: &'a Document, annotation: &'a Dictionary, turn: f64) -> Found<'a> {
    let value = |key: &[u8]| annotation.get(key).map_or(&Object::Null, |value| document.resolve(value));
    let flags = value(b"F").as_i64().unwrap_or_default();
    let subtype = value(b"Subtype").as_name().unwrap_or_default();
    if flags & INVISIBLE != 0 || matches!(subtype, b"Popup" | b"Link") {
        return Found::Invisible;
    }
    let Some(form) = normal_appearance(document, annotation) else {
        return match subtype {
            b"Widget" if has_value(document, annotation) => Found::Missing(NoteKind::FieldWithoutAppearance),
            // A button in the state `Off`, an empty field.
            b"Widget" => Found::Invisible,
            _ => Found::Missing(NoteKind::AnnotationWithoutAppearance),
        };
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
        let rect = Rect::new(x0, y0, x1, y1);
        let placement = fit(&drawn, &rect)?;
        Some(if flags & NO_ROTATE == 0 { placement } else { placement.then(&turned(&rect, turn)) })
    };
    // An empty box is how invisible signatures are written.
    place().map_or(Found::Invisible, |placement| Found::Drawn { form, placement })
}

/// A turn counter-clockwise about the upper left corner.
fn turned(rect: &Rect, degrees: f64) -> Matrix {
    let (x, y) = (rect.x0, rect.y1);
    Matrix::translation(-x, -y).then(&Matrix::rotation_deg(degrees)).then(&Matrix::translation(x, y))
}

/// Whether a text or choice field, or one it belongs to, has a value that somebody could see.
fn has_value(document: &Document, widget: &Dictionary) -> bool {
    let (mut field, mut value, mut kind) = (Some(widget), None, None);
    for _ in 0..MAX_PARENTS {
        let Some(entries) = field else { break };
        let own = |key: &[u8]| entries.get(key).ok().map(|object| document.resolve(object));
        value = value.or_else(|| own(b"V"));
        kind = kind.or_else(|| own(b"FT"));
        field = own(b"Parent").and_then(|parent| parent.as_dict().ok());
    }
    let typed = kind.and_then(|kind| kind.as_name().ok()).is_some_and(|kind| matches!(kind, b"Tx" | b"Ch"));
    typed
        && match value {
            Some(Object::String(text, _)) => !matches!(text.as_slice(), b"" | b"\xFE\xFF"),
            Some(Object::Array(choices)) => !choices.is_empty(),
            Some(Object::Stream(_)) => true,
            _ => false,
        }
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
