//! A page of the result: a page of the copy with marks over it, or one of ours.
//!
//! Knows that what a page shows is not touched: its streams are copied as they are, between a `q` and as many `Q` as
//! it takes, so that the marks lie where they should whatever the page leaves behind. Knows nothing of marks.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::editable::{self, Editable};
use super::overlay::Overlay;
use super::sheets::{SIZE, Sheet};
use super::source::{AFTER, BEFORE, MARKS, SourcePage};
use super::structure::Structure;
use crate::document::content;
use crate::document::write::{NewPdf, Source, compressed, overwrite};
use crate::document::{Document, Page};
use crate::error::Result;
use crate::geometry::{Matrix, Rect};
use crate::surgery::{boxes, rectangle, spelled, untouched};
use crate::typeset::Typesetter;

/// What our content refers to by name.
pub(super) struct Resources {
    pub(super) all: Dictionary,
}

/// What a page of the copy is given.
pub(super) enum Marks {
    None,
    /// Drawn over it.
    Over(Overlay),
    /// As annotations of the PDF.
    Apart(Editable),
}

impl Resources {
    /// Writes the fonts, with the letters that were used.
    ///
    /// # Errors
    /// `resource_limit` when the file has more than its most objects.
    pub(super) fn new(pdf: &mut NewPdf<'_>, setter: Typesetter<'_>) -> Result<Self> {
        let fonts = setter.embed(pdf)?;
        // What lies under a highlight stays readable: colours are multiplied (11.3.5).
        let highlight = dictionary! { "BM" => "Multiply", "ca" => Object::Real(0.6) };
        let ground = dictionary! { "ca" => Object::Real(0.85) };
        let all = dictionary! {
            "Font" => pdf.add(fonts)?,
            "ExtGState" => dictionary! { "Highlight" => pdf.add(highlight)?, "Ground" => pdf.add(ground)? },
        };
        Ok(Self { all })
    }
}

/// Adds a page of the copy, and what lies over it.
///
/// # Errors
/// `corrupted_pdf` when the content of the page cannot be read; `resource_limit`.
pub(super) fn add<'a>(
    pdf: &mut NewPdf<'a>,
    document: &'a Document,
    own: &SourcePage<'a>,
    (marks, marks_only): (Marks, bool),
    structure: &mut Structure,
    resources: &Resources,
) -> Result<()> {
    let source = Source { document, number: 0 };
    let mut dictionary = boxes(pdf, source, &own.page)?;
    let (mut contents, mut shown) = if marks_only {
        (Vec::new(), Dictionary::new())
    } else {
        // Where marks are annotations, nothing of the page itself changes.
        as_it_is(pdf, source, own, matches!(marks, Marks::Apart(_)))?
    };
    let drawn = match marks {
        Marks::Over(overlay) if !overlay.pen.is_empty() => {
            let stream = overlay.stream;
            let form = form(pdf, &own.page, overlay, (None, resources))?;
            let name = name_form(&mut shown, form);
            contents.push(small(pdf, &format!("/{name} Do\n"))?);
            vec![(stream, form)]
        }
        Marks::Apart(marks) => {
            let (annotations, drawn) = editable::add(pdf, &own.page, marks, (resources, document.limits()))?;
            if !annotations.is_empty() {
                dictionary.set("Annots", annotations);
            }
            drawn
        }
        _ => Vec::new(),
    };
    dictionary.set("Resources", shown);
    dictionary.set("Contents", contents);
    let id = pdf.add_page(&dictionary)?;
    for (stream, form) in drawn {
        structure.place(stream, id, Some(form));
    }
    Ok(())
}

/// Adds a page of ours.
///
/// # Errors
/// `resource_limit` when the file has more than its most objects.
pub(super) fn add_sheet(
    pdf: &mut NewPdf<'_>,
    sheet: Sheet,
    structure: &mut Structure,
    resources: &Resources,
) -> Result<()> {
    let (width, height) = SIZE;
    let upright = Matrix::new([1.0, 0.0, 0.0, -1.0, 0.0, height]);
    let mut content = format!("{} cm\n", spelled(&upright)).into_bytes();
    content.extend(sheet.pen.into_bytes());
    let (encoding, data) = compressed(content);
    let contents = pdf.add_stream(encoding, &data)?;
    let id = pdf.add_page(&dictionary! {
        "MediaBox" => rectangle(&Rect::new(0.0, 0.0, width, height)), "Contents" => contents,
        "Resources" => resources.all.clone(), "StructParents" => Structure::key(sheet.stream), "Tabs" => "S",
    })?;
    structure.place(sheet.stream, id, None);
    Ok(())
}

/// Marks as a form, in displayed points; `covers` is what of the page it may draw on, where not all.
pub(super) fn form(
    pdf: &mut NewPdf<'_>,
    page: &Page<'_>,
    overlay: Overlay,
    (covers, resources): (Option<&Rect>, &Resources),
) -> Result<ObjectId> {
    let geometry = page.geometry();
    let (width, height) = geometry.displayed_size();
    let whole = Rect::new(0.0, 0.0, width, height);
    let matrix = geometry.displayed_to_user().to_array();
    let key = Structure::key(overlay.stream);
    let (encoding, data) = compressed(overlay.pen.into_bytes());
    let mut form = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => rectangle(covers.unwrap_or(&whole)),
        "Matrix" => matrix.map(|value| Object::Real(value as f32)).to_vec(),
        "Resources" => resources.all.clone(), "StructParents" => key,
    };
    overwrite(&mut form, &encoding);
    pdf.add_stream(form, &data)
}

/// The content streams of a page as they are and what they name; unless they stay alone, between others that keep what
/// comes after them apart.
fn as_it_is<'a>(
    pdf: &mut NewPdf<'a>,
    source: Source<'a>,
    own: &SourcePage<'a>,
    alone: bool,
) -> Result<(Vec<Object>, Dictionary)> {
    let document = source.document;
    let (mut contents, resources) = untouched(pdf, source, &own.contents, &own.resources(document))?;
    if !contents.is_empty() && !alone {
        let meter = document.limits().meter();
        let demands = content::demands(&own.content(document, &meter)?, document.limits(), &meter)?;
        contents.insert(0, small(pdf, &format!("{BEFORE}{}", "q\n".repeat(demands.missing + 1)))?);
        contents.push(small(pdf, &format!("\n{}{AFTER}", "Q\n".repeat(demands.left + 1)))?);
    }
    Ok((contents, resources))
}

/// A short content stream, written once for all pages that have the same.
fn small(pdf: &mut NewPdf<'_>, content: &str) -> Result<Object> {
    pdf.add_shared_stream(Dictionary::new(), content.as_bytes()).map(Object::Reference)
}

/// Adds a form to resources under a name that they do not use yet; gives the name.
fn name_form(resources: &mut Dictionary, form: ObjectId) -> String {
    let mut named = match resources.remove(b"XObject") {
        Some(Object::Dictionary(named)) => named,
        _ => Dictionary::new(),
    };
    let mut names = (0u32..).map(|number| format!("{MARKS}{number}"));
    let name = names.find(|name| !named.has(name.as_bytes())).unwrap_or_default();
    named.set(name.clone(), form);
    resources.set("XObject", named);
    name
}
