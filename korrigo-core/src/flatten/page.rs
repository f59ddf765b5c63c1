//! A page of the result: a page of the copy with marks over it, or one of ours.
//!
//! Knows that what a page shows is not touched: its streams are copied as they are, between a `q` and as many `Q` as
//! it takes, so that the marks lie where they should whatever the page leaves behind. Knows nothing of marks.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::overlay::Overlay;
use super::sheets::{SIZE, Sheet};
use super::source::{AFTER, BEFORE, MARKS, SourcePage};
use super::structure::Structure;
use crate::document::content;
use crate::document::write::allow::{Category, Kind};
use crate::document::write::{NewPdf, Source, compressed, overwrite};
use crate::document::{Document, Page};
use crate::error::Result;
use crate::geometry::{Matrix, Rect};
use crate::surgery::{boxes, rectangle, spelled};
use crate::typeset::Typesetter;

/// What our content refers to by name.
pub(super) struct Resources {
    all: Dictionary,
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
    (overlay, marks_only): (Option<Overlay>, bool),
    structure: &mut Structure,
    resources: &Resources,
) -> Result<()> {
    let source = Source { document, number: 0 };
    let mut dictionary = boxes(pdf, source, &own.page)?;
    let (mut shown, mut contents) = if marks_only {
        (Dictionary::new(), Vec::new())
    } else {
        (own_resources(pdf, source, own)?, own_content(pdf, source, own)?)
    };
    let drawn = match overlay.filter(|overlay| !overlay.pen.is_empty()) {
        Some(overlay) => {
            let stream = overlay.stream;
            let form = marks(pdf, &own.page, overlay, resources)?;
            let name = name_form(&mut shown, form);
            contents.push(small(pdf, &format!("/{name} Do\n"))?);
            Some((stream, form))
        }
        None => None,
    };
    dictionary.set("Resources", shown);
    dictionary.set("Contents", contents);
    let id = pdf.add_page(&dictionary)?;
    if let Some((stream, form)) = drawn {
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

/// The marks as one form, in displayed points.
fn marks(pdf: &mut NewPdf<'_>, page: &Page<'_>, overlay: Overlay, resources: &Resources) -> Result<ObjectId> {
    let geometry = page.geometry();
    let (width, height) = geometry.displayed_size();
    let matrix = geometry.displayed_to_user().to_array();
    let key = Structure::key(overlay.stream);
    let (encoding, data) = compressed(overlay.pen.into_bytes());
    let mut form = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => rectangle(&Rect::new(0.0, 0.0, width, height)),
        "Matrix" => matrix.map(|value| Object::Real(value as f32)).to_vec(),
        "Resources" => resources.all.clone(), "StructParents" => key,
    };
    overwrite(&mut form, &encoding);
    pdf.add_stream(form, &data)
}

/// The resources of a page, as far as they show; its forms and images stand in a dictionary of their own, where another
/// can be added.
fn own_resources<'a>(pdf: &mut NewPdf<'a>, source: Source<'a>, own: &SourcePage<'a>) -> Result<Dictionary> {
    let mut rest = own.page.resources().clone();
    rest.remove(b"XObject");
    let mut all = pdf.copy_dictionary(source, &rest, Kind::Resources)?;
    let named = own.named(source.document);
    if !named.is_empty() {
        all.set("XObject", pdf.copy_dictionary(source, &named, Kind::Named(Category::XObject))?);
    }
    Ok(all)
}

/// The content streams of a page as they are, between others that keep what comes after them apart.
fn own_content<'a>(pdf: &mut NewPdf<'a>, source: Source<'a>, own: &SourcePage<'a>) -> Result<Vec<Object>> {
    let document = source.document;
    let mut copies = Vec::with_capacity(own.contents.len() + 3);
    for stream in &own.contents {
        let copy = pdf.copy(source, stream, Kind::Data)?;
        if !copy.is_null() {
            copies.push(copy);
        }
    }
    if copies.is_empty() {
        return Ok(copies);
    }
    let meter = document.limits().meter();
    let demands = content::demands(&own.content(document, &meter)?, document.limits(), &meter)?;
    copies.insert(0, small(pdf, &format!("{BEFORE}{}", "q\n".repeat(demands.missing + 1)))?);
    copies.push(small(pdf, &format!("\n{}{AFTER}", "Q\n".repeat(demands.left + 1)))?);
    Ok(copies)
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
