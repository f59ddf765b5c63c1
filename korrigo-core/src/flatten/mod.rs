//! The paper that goes back: marks drawn over pages that stay as they are.
//!
//! Knows annotations, what a paper came to, and how both are drawn: as vectors, text that can be read out again, and
//! pages of their own where the page has no room. Streams of the source stay byte for byte; the same input gives the
//! same bytes. Knows no lock, no state and no store.

mod archive;
mod context;
mod editable;
pub mod exchange;
mod fit;
mod ink;
mod marker;
mod overlay;
mod page;
mod pen;
mod place;
mod record;
mod shapes;
mod sheets;
mod source;
mod structure;
mod summary;
mod verify;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::Arc;

use lopdf::dictionary;
use sha2::{Digest, Sha256};

pub use marker::write_for_marker;
pub use summary::Summary;
pub use verify::{Verified, verify};

use crate::booklet::Language;
use crate::copy::{Annotation, ChainHash, Shape};
use crate::document::write::serialize::text_string;
use crate::document::write::{NewPdf, compressed, overwrite};
use crate::document::{Document, OpenOptions};
use crate::error::{Code, Error, Result};
use crate::exam::Mark;
use crate::id::{PageId, SourceHash};
use crate::typeset::{Fonts, Typesetter};
use context::Context;
use editable::Editable;
use exchange::{CARRIED, Carried, Other, Standard};
use overlay::Marked;
use page::{Marks, Resources};
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
    /// What other programs put on the pages, for [`FlattenOptions::editable`]; ours cannot draw them.
    pub others: &'a [Other],
    /// The last link of the copy's chain, for the record of [`FlattenOptions::attach`].
    pub events: Option<ChainHash>,
}

/// How a copy is given back.
#[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Deserialize, serde::Serialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
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
    /// Whether marks are annotations of the PDF, which other programs list and change, instead of drawn over it. They
    /// look alike; nothing of the copy's pages but their list of annotations changes, and annotations that other
    /// programs put there stay.
    pub editable: bool,
    /// Whether annotations of the PDF name their authors.
    pub authors: bool,
}

impl Default for FlattenOptions {
    fn default() -> Self {
        Self {
            language: Language::French,
            summary_first: false,
            marks_only: false,
            attach: false,
            archive: false,
            editable: false,
            authors: false,
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
    let others = others(document, own, pages, marking.others, options)?;
    check_letters(marking, fonts)?;
    let words = Words::new(options.language);
    let mut context =
        Context { setter: Typesetter::new(fonts), structure: Structure::new(), words, notes: Vec::new() };
    let told = marking.summary.map(|summary| Told::new(summary, points(&by_page), words)).transpose()?;
    check_questions(marking.annotations, told.as_ref())?;
    let mut sheets = compose(own, &by_page, told.as_ref(), options, &mut context)?;
    let carried = keep(&mut sheets.marks, pages, others);
    let record = options.attach.then(|| {
        let (scan, total) = (scan_hash(document, own)?, told.as_ref().and_then(|told| told.computed));
        Record::new(pages, scan, marking, total, (options, sheets.front.len()))?.to_bytes()
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
    for (own, marks) in own.iter().zip(sheets.marks) {
        page::add(&mut pdf, document, own, (marks, options.marks_only), &mut structure, &resources)
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
    if !carried.is_empty() {
        let json = serde_json::to_vec(&carried)
            .map_err(|_| Error::new(Code::Internal, "what others put there cannot be written"))?;
        let (entries, data) = compressed(json);
        let carried = pdf.add_stream(entries, &data)?;
        pdf.set_catalog(CARRIED, carried);
    }
    Ok(Flattened { pages: pages.len(), added, bytes: pdf.finish()? })
}

/// What is drawn, page by page.
struct Drawn {
    front: Vec<Sheet>,
    marks: Vec<Marks>,
    back: Vec<Sheet>,
}

/// Draws everything, and writes nothing.
fn compose(
    own: &[SourcePage<'_>],
    by_page: &[Vec<&Annotation>],
    told: Option<&Told<'_>>,
    options: FlattenOptions,
    context: &mut Context<'_>,
) -> Result<Drawn> {
    let first = told.filter(|_| options.summary_first);
    let mut front = first.map_or(Ok(Vec::new()), |told| summary::pages(told, context))?;
    let mut marks = Vec::with_capacity(own.len());
    let mut in_margin = BTreeSet::new();
    for (number, (own, annotations)) in (1..).zip(own.iter().zip(by_page)) {
        let size = own.page.geometry().displayed_size();
        let mut all: Vec<Marked<'_>> = annotations.iter().map(|one| Marked::new(one, size)).collect();
        questions(&mut all, told, &mut in_margin);
        marks.push(if options.editable {
            Marks::Apart(apart(own, all, (number, options), context)?)
        } else if all.is_empty() {
            Marks::None
        } else {
            Marks::Over(overlay::draw(&all, size, number, context)?)
        });
    }
    let mut back = summary::notes(context)?;
    if let Some(told) = told.filter(|_| !options.summary_first) {
        back.extend(summary::pages(told, context)?);
    }
    let (before, count) = (front.len(), front.len() + own.len() + back.len());
    for (sheet, number) in front.iter_mut().zip(1..) {
        sheets::number(sheet, context, (number, count))?;
    }
    for (sheet, number) in back.iter_mut().zip(before + own.len() + 1..) {
        sheets::number(sheet, context, (number, count))?;
    }
    Ok(Drawn { front, marks, back })
}

/// What each question got, beside the first annotation that names it, from the top of the copy down.
fn questions<'a>(all: &mut [Marked<'a>], told: Option<&Told<'_>>, shown: &mut BTreeSet<&'a str>) {
    let mut downwards: Vec<&mut Marked<'a>> = all.iter_mut().collect();
    downwards.sort_by(|a, b| a.bounds.y0.total_cmp(&b.bounds.y0));
    for one in downwards {
        let question = one.annotation.question.as_deref().filter(|id| shown.insert(*id));
        one.margin = question.zip(told).and_then(|(question, told)| told.in_margin(question));
    }
}

/// The annotations of a page as annotations of a PDF, highlights below.
fn apart(
    own: &SourcePage<'_>,
    mut all: Vec<Marked<'_>>,
    (number, options): (usize, FlattenOptions),
    context: &mut Context<'_>,
) -> Result<Editable> {
    let geometry = own.page.geometry();
    all.sort_by_key(|one| !matches!(one.annotation.shape, Shape::Highlight { .. }));
    let overlays = overlay::draw_apart(&all, geometry.displayed_size(), number, context)?;
    let standards = all.iter().map(|one| Standard::new(one.annotation, &geometry, options.authors));
    let marks = standards.zip(overlays).map(|(standard, overlay)| Ok((standard?, overlay)));
    Ok(Editable { marks: marks.collect::<Result<_>>()?, others: Vec::new() })
}

/// What other programs put on the copy's pages, and what the caller kept of them; nothing unless `options` ask for it.
fn others(
    document: &Document,
    own: &[SourcePage<'_>],
    pages: &[PageId],
    kept: &[Other],
    options: FlattenOptions,
) -> Result<Vec<Other>> {
    if !options.editable {
        return Ok(Vec::new());
    }
    let places: Vec<(usize, PageId)> =
        own.iter().map(|own| own.page.index()).zip(pages.iter().copied()).collect();
    let mut all = exchange::others(document, &places)?;
    all.extend(kept.iter().cloned());
    if all.iter().any(|other| other.page.is_some_and(|page| !pages.contains(&page))) {
        let message = "an annotation of another program lies on no page of the copy";
        return Err(Error::new(Code::PageNotFound, message));
    }
    if options.archive && all.iter().any(Other::is_of_pdf) {
        let message = "how annotations of other programs look cannot be vouched for (ISO 19005-2, 6.3.3)";
        return Err(Error::new(Code::NotArchivable, message).hint("leave PDF/A out, or take them out"));
    }
    Ok(all)
}

/// Gives others to their pages; gives back what has no place there.
fn keep(marks: &mut [Marks], pages: &[PageId], others: Vec<Other>) -> Vec<Carried> {
    let mut carried = Vec::new();
    for other in others {
        let index = other.page.and_then(|page| pages.iter().position(|own| *own == page));
        match index.and_then(|index| marks.get_mut(index)) {
            Some(Marks::Apart(page)) if other.is_of_pdf() => page.others.push(other),
            _ => carried.push(Carried { index, other: Other { page: None, ..other } }),
        }
    }
    carried
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

/// Whether the questions that annotations name are those of the paper, where it is known what it came to.
fn check_questions(annotations: &[Annotation], told: Option<&Told<'_>>) -> Result<()> {
    let Some(told) = told else { return Ok(()) };
    let faults = annotations.iter().enumerate().filter_map(|(place, annotation)| {
        let question = annotation.question.as_deref()?;
        let message = format!("annotation {}: there is no question {question:?}", place + 1);
        told.in_margin(question).is_none().then(|| Error::new(Code::AnnotationInvalid, message))
    });
    Error::join(faults).map_or(Ok(()), Err)
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
        for id in summary.scores.scores.keys() {
            texts.push((format!("the id of question {id:?}"), id));
        }
        for question in summary.scheme.map(|scheme| scheme.questions(summary.variant)).unwrap_or_default() {
            texts.push((format!("the id of question {:?}", question.id), question.id));
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
