//! The paper that goes back: marks drawn over pages that stay as they are.
//!
//! Knows annotations, what a paper came to, and how both are drawn: as vectors, text that can be read out again, and
//! pages of their own where the page has no room. Streams of the source stay byte for byte; the same input gives the
//! same bytes. Knows no lock, no state and no store.

mod archive;
mod context;
mod ink;
mod overlay;
mod page;
mod pen;
mod place;
mod read;
mod record;
mod shapes;
mod sheets;
mod source;
mod structure;
mod summary;
mod verify;
mod words;

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use lopdf::dictionary;
use sha2::{Digest, Sha256};

pub use read::annotations;
pub use summary::Summary;
pub use verify::{Verified, verify};

use crate::booklet::Language;
use crate::copy::{Annotation, ChainHash};
use crate::document::write::serialize::text_string;
use crate::document::write::{NewPdf, compressed, overwrite};
use crate::document::{Document, OpenOptions};
use crate::error::{Code, Error, Result};
use crate::exam::Mark;
use crate::id::{PageId, SourceHash};
use crate::typeset::{Fonts, Typesetter};
use context::Context;
use overlay::Overlay;
use page::Resources;
use record::{FILE, Record};
use sheets::Sheet;
use source::SourcePage;
use structure::Structure;
use summary::Told;
use words::Words;

/// What is drawn over a copy.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marking<'a> {
    /// The annotations, in any order.
    pub annotations: &'a [Annotation],
    /// What the paper came to; `None` adds no page for it.
    pub summary: Option<Summary<'a>>,
    /// The last link of the copy's chain, for the record of [`FlattenOptions::attach`].
    pub events: Option<ChainHash>,
}

/// How a copy is given back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own, as people make it")]
pub struct FlattenOptions {
    /// The language of our own words.
    pub language: Language,
    /// Whether the summary stands in front of the copy instead of behind it.
    pub summary_first: bool,
    /// Whether the pages under the marks are left empty, for printing onto the paper itself.
    pub marks_only: bool,
    /// Whether a record of marks and scan is attached, for [`verify`] and for programs. It holds what the file says
    /// of whose paper it is, and nothing more.
    pub attach: bool,
    /// Whether the file keeps to PDF/A-2b, or 3b when something is attached. Data compressed by LZW are then compressed
    /// anew; everything else that an archive may not hold refuses the file.
    pub archive: bool,
}

impl Default for FlattenOptions {
    fn default() -> Self {
        Self {
            language: Language::French,
            summary_first: false,
            marks_only: false,
            attach: false,
            archive: false,
        }
    }
}

/// What was written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Flattened {
    /// Pages of the copy.
    pub pages: usize,
    /// Pages of ours: summary and notes.
    pub added: usize,
    /// Size of the file.
    pub bytes: u64,
}

/// Draws marks over a copy. `pages` are the names of the document's pages, in its order; annotations find theirs by
/// them.
///
/// # Errors
/// Nothing is written before everything was checked:
/// - `page_not_found` when the number of names is not that of the pages, or an annotation lies on a page that the
///   copy does not have;
/// - `annotation_invalid` for an annotation that cannot be drawn;
/// - `scores_incomplete` and `mark_invalid` as [`Scheme::complete_total`](crate::exam::Scheme::complete_total);
/// - `missing_glyph`, naming characters and where they stand, when no font has them;
/// - `not_archivable`, one for each clause that the file would break, where [`FlattenOptions::archive`] is asked for;
/// - `resource_limit` for a file of too many objects; `store_unavailable` when `out` fails.
pub fn write(
    document: &Document,
    pages: &[PageId],
    marking: &Marking<'_>,
    (fonts, options): (&Fonts, FlattenOptions),
    out: &mut dyn Write,
) -> Result<Flattened> {
    if document.page_count() != pages.len() {
        let message = format!("the copy has {} pages, the file {}", pages.len(), document.page_count());
        return Err(Error::new(Code::PageNotFound, message).hint("a page is missing, or too much"));
    }
    let own =
        (0..pages.len()).map(|index| SourcePage::of_copy(document, index)).collect::<Result<Vec<_>>>()?;
    if !options.archive {
        return draw(document, &own, pages, marking, (fonts, options), out);
    }
    // Nothing goes out before it was looked through.
    let mut bytes = Vec::new();
    let written = draw(document, &own, pages, marking, (fonts, options), &mut bytes)?;
    let bytes = Arc::new(bytes);
    let opening = OpenOptions { limits: document.limits().clone(), ..OpenOptions::default() };
    archive::check(&Document::open(bytes.clone(), &opening)?)?;
    out.write_all(&bytes).map_err(|_| Error::new(Code::StoreUnavailable, "the file cannot be written"))?;
    Ok(written)
}

/// Draws marks over some pages of a document.
fn draw(
    document: &Document,
    own: &[SourcePage<'_>],
    pages: &[PageId],
    marking: &Marking<'_>,
    (fonts, options): (&Fonts, FlattenOptions),
    out: &mut dyn Write,
) -> Result<Flattened> {
    let by_page = by_page(pages, marking.annotations)?;
    check_letters(marking, fonts)?;
    let words = Words::new(options.language);
    let mut context =
        Context { setter: Typesetter::new(fonts), structure: Structure::new(), words, notes: Vec::new() };
    let sheets = compose(own, &by_page, marking, options, &mut context)?;
    let record = options.attach.then(|| {
        Record::new(pages, scan_hash(document, own)?, marking, options, sheets.front.len())?.to_bytes()
    });
    let record = record.transpose()?;

    let mut pdf = NewPdf::new(document.limits().max_objects, out);
    if options.archive {
        pdf.leave_lzw();
    }
    let Context { setter, mut structure, .. } = context;
    let resources = Resources::new(&mut pdf, setter)?;
    let added = sheets.front.len() + sheets.back.len();
    for sheet in sheets.front {
        page::add_sheet(&mut pdf, sheet, &mut structure, &resources)?;
    }
    for (own, overlay) in own.iter().zip(sheets.overlays) {
        page::add(&mut pdf, document, own, (overlay, options.marks_only), &mut structure, &resources)
            .map_err(|error| error.on_page(own.page.index()))?;
    }
    for sheet in sheets.back {
        page::add_sheet(&mut pdf, sheet, &mut structure, &resources)?;
    }
    let root = structure.write(&mut pdf)?;
    pdf.set_catalog("StructTreeRoot", root);
    pdf.set_catalog("MarkInfo", dictionary! { "Marked" => true });
    pdf.set_catalog("Lang", text_string(words.tag()));
    if options.archive {
        let title = marking.summary.map_or_else(|| words.paper(), |summary| summary.exam);
        archive::declare(&mut pdf, title, options.attach)?;
    }
    if let Some(record) = record {
        attach(&mut pdf, record)?;
    }
    Ok(Flattened { pages: pages.len(), added, bytes: pdf.finish()? })
}

/// What is drawn, page by page.
struct Drawn {
    front: Vec<Sheet>,
    overlays: Vec<Option<Overlay>>,
    back: Vec<Sheet>,
}

/// Draws everything, and writes nothing.
fn compose(
    own: &[SourcePage<'_>],
    by_page: &[Vec<&Annotation>],
    marking: &Marking<'_>,
    options: FlattenOptions,
    context: &mut Context<'_>,
) -> Result<Drawn> {
    let words = context.words;
    let told = marking.summary.map(|summary| Told::new(summary, points(by_page), words)).transpose()?;
    let first = told.as_ref().filter(|_| options.summary_first);
    let mut front = first.map_or(Ok(Vec::new()), |told| summary::pages(told, context))?;
    let mut overlays = Vec::with_capacity(own.len());
    for (index, (own, annotations)) in own.iter().zip(by_page).enumerate() {
        let size = own.page.geometry().displayed_size();
        overlays.push(match annotations.as_slice() {
            [] => None,
            annotations => Some(overlay::draw(annotations, size, index + 1, context)?),
        });
    }
    let mut back = summary::notes(context)?;
    if let Some(told) = told.as_ref().filter(|_| !options.summary_first) {
        back.extend(summary::pages(told, context)?);
    }
    let (before, count) = (front.len(), front.len() + own.len() + back.len());
    for (sheet, number) in front.iter_mut().zip(1..) {
        sheets::number(sheet, context, (number, count))?;
    }
    for (sheet, number) in back.iter_mut().zip(before + own.len() + 1..) {
        sheets::number(sheet, context, (number, count))?;
    }
    Ok(Drawn { front, overlays, back })
}

/// Attaches the record as a file (ISO 32000-2, 7.11.4 and 14.13).
fn attach(pdf: &mut NewPdf<'_>, record: Vec<u8>) -> Result<()> {
    let (mut entries, data) = compressed(record);
    overwrite(&mut entries, &dictionary! { "Type" => "EmbeddedFile", "Subtype" => "application/json" });
    let stream = pdf.add_stream(entries, &data)?;
    let file = pdf.add(dictionary! {
        "Type" => "Filespec", "F" => text_string(FILE), "UF" => text_string(FILE), "AFRelationship" => "Data",
        "EF" => dictionary! { "F" => stream, "UF" => stream },
    })?;
    let files = dictionary! { "Names" => vec![text_string(FILE), file.into()] };
    pdf.set_catalog("Names", dictionary! { "EmbeddedFiles" => files });
    pdf.set_catalog("AF", vec![file.into()]);
    Ok(())
}

/// The hash of all that a copy's pages show, as it is stored.
fn scan_hash(document: &Document, own: &[SourcePage<'_>]) -> Result<SourceHash> {
    let mut hash = Sha256::new();
    for page in own {
        page.hash(document, &mut hash)?;
    }
    Ok(SourceHash::from_digest(hash.finalize().into()))
}

/// The annotations of every page; all that cannot be drawn are told together.
fn by_page<'a>(pages: &[PageId], annotations: &'a [Annotation]) -> Result<Vec<Vec<&'a Annotation>>> {
    let places: BTreeMap<&PageId, usize> = pages.iter().zip(0..).collect();
    let mut all = vec![Vec::new(); pages.len()];
    let mut faults = Vec::new();
    for (number, annotation) in annotations.iter().enumerate() {
        if let Err(error) = annotation.check() {
            faults.push(Error::new(error.code(), format!("annotation {}: {}", number + 1, error.message())));
        }
        if let Some(page) = places.get(&annotation.page).and_then(|place| all.get_mut(*place)) {
            page.push(annotation);
        } else {
            let message = format!("annotation {}: the copy has no page {}", number + 1, annotation.page);
            faults.push(Error::new(Code::PageNotFound, message));
        }
    }
    Error::join(faults).map_or(Ok(all), Err)
}

/// Points of annotations, with the page a reader finds them on.
fn points<'a>(by_page: &[Vec<&'a Annotation>]) -> Vec<(usize, &'a Annotation, Mark)> {
    let each = by_page.iter().zip(1..).flat_map(|(annotations, page)| {
        annotations.iter().filter_map(move |one| Some((page, *one, one.score_delta?)))
    });
    each.collect()
}

/// Whether fonts have every character, before anything is written.
fn check_letters(marking: &Marking<'_>, fonts: &Fonts) -> Result<()> {
    let mut texts: Vec<(String, &str)> = Vec::new();
    for (place, annotation) in marking.annotations.iter().enumerate() {
        texts.push((format!("annotation {}", place + 1), &annotation.content));
    }
    if let Some(summary) = &marking.summary {
        texts.push(("the title of the exam".into(), summary.exam));
        texts.push(("the name of the paper".into(), summary.who));
        texts.push(("the appreciation".into(), &summary.scores.appreciation));
        texts.push(("the marker's initials".into(), summary.marker.unwrap_or_default()));
        for (id, remark) in &summary.scores.remarks {
            texts.push((format!("the remark of question {id:?}"), remark));
        }
        for question in summary.scheme.map(|scheme| scheme.questions(summary.variant)).unwrap_or_default() {
            texts.push((format!("the label of question {:?}", question.id), question.label));
        }
    }
    let faults = texts.into_iter().filter_map(|(place, text)| {
        let missing = fonts.missing(text);
        if missing.is_empty() {
            return None;
        }
        let named: Vec<String> =
            missing.iter().map(|letter| format!("U+{:04X}", u32::from(*letter))).collect();
        let message = format!("{place}: no font has {}", named.join(", "));
        Some(
            Error::new(Code::MissingGlyph, message)
                .hint("take the character away, or give a font that has it"),
        )
    });
    Error::join(faults).map_or(Ok(()), Err)
}
