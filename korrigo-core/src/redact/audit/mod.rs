//! What could still identify someone in a PDF, whoever wrote it.
//!
//! Knows where PDFs keep text, pixels and history, and how a name may be spelled there. Reads with the second
//! reader, which is not the one that copies are written from. Knows no candidates: needles are arguments.
//! Finds and changes nothing; what it finds it never repeats.
//!
//! # What an audit looks at
//!
//! - Every object that stands in the bytes, of this state of the file, of earlier ones and of none, and what
//!   lies between objects: strings, names, keys and decoded streams, metadata packets, what images carry
//!   beside their pixels, files within the file.
//! - The bytes themselves, for needles of six letters and more (numbers: of eight digits and more).
//! - The letters of every page as drawn and as they stand, through their fonts: also such without ink, beyond
//!   the page, clipped, covered.
//! - Every image layer under every zone, under what covers it and beyond what is shown, whatever hides it.
//!
//! # What it cannot see
//!
//! - Writing in pixels outside the zones: handwriting is not read.
//! - Names written as outlines or drawn with lines, unless a zone is over them; text whose font says nothing
//!   of what its codes mean, or lies about it.
//! - What is encrypted with a password of its own within the file, or coded in a way no format here knows.
//! - Needles nobody gave: a nickname, a school, a style.
//!
//! What it fails to read it says: [`FindingKind::Unread`].

mod census;
mod collect;
mod exam;
mod finding;
mod fold;
mod hidden;
mod lines;
mod needle;
mod page;
mod picture;
mod pixels;
mod rendered;
mod sight;
mod spell;
mod texts;
mod unpack;

pub use finding::{Audit, AuditFinding, FindingKind};
pub use needle::Needles;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use hayro_syntax::Pdf;
use rayon::prelude::*;

use super::Zone;
use crate::document::{Bytes, Document, OpenOptions};
use crate::error::Result;
use crate::geometry::NormalizedRect;
use crate::limits::Limits;
use crate::raster;
use census::{Census, Reach};
use collect::Collector;
use exam::Exam;
use needle::Search;
use page::Look;

/// What an audit looks for.
#[derive(Clone, Copy)]
pub struct AuditOptions<'a> {
    /// Texts that must not be anywhere in the file.
    pub needles: &'a Needles,
    /// Parts of pages in which nothing may be left.
    pub zones: &'a [Zone],
    /// Texts that may stand in zones all the same: stamps.
    pub expected: &'a [Expected],
    /// The password, where the empty one does not open the file.
    pub password: Option<&'a str>,
}

impl<'a> AuditOptions<'a> {
    /// Looks for needles; without zones.
    pub const fn new(needles: &'a Needles) -> Self {
        Self { needles, zones: &[], expected: &[], password: None }
    }
}

impl fmt::Debug for AuditOptions<'_> {
    // Neither needles nor a password reach a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuditOptions").field("zones", &self.zones).finish_non_exhaustive()
    }
}

/// A text that may stand in a zone: exactly this text, within this rectangle.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize, schemars::JsonSchema)]
pub struct Expected {
    /// The page, from 0.
    pub page: usize,
    /// Where it may stand, in displayed, normalised coordinates.
    pub rect: NormalizedRect,
    /// What it may say.
    pub text: String,
}

/// Looks through a whole file for what could still identify someone.
///
/// # Errors
/// Those of [`Document::open`]; `page_not_found` for a zone on a page that is not there; `resource_limit`.
pub fn audit(pdf: &[u8], options: &AuditOptions<'_>, limits: &Limits) -> Result<Audit> {
    audit_shared(Arc::new(pdf.to_vec()), options, limits)
}

/// [`audit`] of a file that is shared and not copied.
///
/// # Errors
/// Those of [`audit`].
pub fn audit_shared(pdf: Bytes, options: &AuditOptions<'_>, limits: &Limits) -> Result<Audit> {
    let open = OpenOptions { password: options.password, limits: limits.clone(), ..OpenOptions::default() };
    let document = Document::open(pdf, &open)?;
    for page in
        options.zones.iter().map(|zone| zone.page).chain(options.expected.iter().map(|text| text.page))
    {
        document.page(page)?;
    }
    let search = options.needles.search()?;
    let mut found = Collector::default();
    match document.second_reader() {
        Some(reader) => whole(&document, reader, &Job { options, search }, &mut found)?,
        None => found.add(FindingKind::Unread, None, "the second reader cannot read the file", 1.0),
    }
    if document.readers_disagree() {
        found.add(FindingKind::Unread, None, "two readers count different numbers of pages", 1.0);
    }
    Ok(Audit {
        format: Audit::FORMAT,
        pages: document.page_count(),
        needles: options.needles.len(),
        findings: found.finish(),
    })
}

/// What every part of an audit is told.
#[derive(Clone, Copy)]
struct Job<'x> {
    options: &'x AuditOptions<'x>,
    search: &'x Search,
}

/// Looks at every object, then at every page: what passes no limit as an object is safe to draw.
fn whole(document: &Document, reader: &Pdf, job: &Job<'_>, found: &mut Collector) -> Result<()> {
    let limits = document.limits();
    let told = aside(|| {
        let mut found = Collector::default();
        let images = objects(document.bytes(), reader, job, (limits, 0), &mut found)?;
        Ok((found, images))
    });
    let images = if let Some(told) = told {
        let (told, images) = told?;
        found.join(told);
        images
    } else {
        found.add(FindingKind::Unread, None, "the second reader fails on an object", 1.0);
        Vec::new()
    };
    let pages = (0..document.page_count().min(reader.pages().len()))
        .into_par_iter()
        .map(|index| one_page(document, reader, index, job))
        .collect::<Result<Vec<_>>>()?;
    let all = pages.iter().all(|told| told.drawn.is_some());
    let drawn: BTreeSet<census::Number> =
        pages.iter().filter_map(|told| told.drawn.as_ref()).flatten().copied().collect();
    for (_, page, place) in images.into_iter().filter(|(number, ..)| all && !drawn.contains(number)) {
        found.add(FindingKind::UnreferencedObject, page, place, 0.8);
    }
    for told in pages {
        found.join(told.found);
    }
    Ok(())
}

/// What one page said, and the images it draws; those are not known where the reader failed.
struct Told {
    found: Collector,
    drawn: Option<BTreeSet<census::Number>>,
}

fn one_page(document: &Document, reader: &Pdf, index: usize, job: &Job<'_>) -> Result<Told> {
    // The second reader keeps no account of what it costs.
    raster::weigh(document, &document.page(index)?).map_err(|error| error.on_page(index))?;
    let look = Look { document, index, options: job.options, search: job.search };
    let said =
        aside(|| reader.pages().get(index).map(|page| look.look(page)).transpose()).transpose()?.flatten();
    if let Some(said) = said {
        return Ok(Told { found: said.found, drawn: Some(said.drawn) });
    }
    let mut found = Collector::default();
    found.add(FindingKind::Unread, Some(index), "the second reader fails on the page", 1.0);
    Ok(Told { found, drawn: None })
}

/// An image, the page it belongs to, and where it is.
type PlacedImage = (census::Number, Option<usize>, String);

/// Looks at every object of a file, and of the files within it; gives the images that pages should draw.
fn objects(
    data: &[u8],
    reader: &Pdf,
    job: &Job<'_>,
    (limits, level): (&Limits, usize),
    found: &mut Collector,
) -> Result<Vec<PlacedImage>> {
    const DEEPEST: usize = 3;
    let counted = Census::of_bytes(data, reader, limits)?;
    let packs = counted.packs(&limits.meter())?;
    let mut census = counted;
    census.add_packed(&packs, reader);
    let reach = Reach::new(&census, reader);
    let mut exam = Exam::new(job.search, (&census, &reach), reader.pages().len(), limits, found);
    exam.run(data)?;
    let images = exam.images();
    for (number, inner) in std::mem::take(&mut exam.inner) {
        let place = format!("file in object {number}");
        let read = (level < DEEPEST).then(|| Pdf::new(inner.clone()).ok()).flatten();
        let Some(read) = read else {
            found.add(FindingKind::Unread, None, place, 1.0);
            continue;
        };
        let mut within = Collector::default();
        objects(&inner, &read, job, (limits, level.saturating_add(1)), &mut within)?;
        found.join(within.needles_at(&place));
    }
    Ok(images)
}

/// Works on a thread of its own, with a stack as deep as the second reader needs; `None` when it fails there:
/// hostile files make it overflow numbers.
fn aside<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    const STACK_BYTES: usize = 256 << 20;
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .name("korrigo-audit".to_owned())
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, work);
        thread.ok()?.join().ok()
    })
}
