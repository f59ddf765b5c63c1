//! From a plan and its scans to one PDF for each copy, without loss.
//!
//! Knows halves of pages: [`copy`] builds one file from what the halves of one copy show, and nothing
//! else of the scan is in it. Images are cut in their own codec, text and lines that lie on the other half
//! are gone, skew and turn are a matrix. Knows nothing of why a half belongs to a copy: that is
//! [`crate::booklet`]'s. The same plan and scans give the same bytes.

mod layout;
mod note;
mod page;
mod pending;

use std::sync::Mutex;

use rayon::prelude::*;

pub use crate::surgery::NoteKind;
pub use note::Note;
pub use pending::{Pending, Written};

use crate::booklet::SplitPlan;
use crate::document::Document;
use crate::error::{Code, Error, Result};
use crate::id::PageId;
use crate::progress::{Observer, checkpoint};

/// How copies are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Deserialize, serde::Serialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct SplitOptions {
    /// Turns skewed halves straight, by a matrix. Without it a page looks as it was scanned; it is cut
    /// along the same slanted line.
    pub straighten: bool,
    /// Keeps a page whole that holds what cannot be cut, and notes it ([`NoteKind::KeptWhole`]): the other half
    /// is then in the file too, so a person must look before anybody else gets it. Without it such a page
    /// refuses its copy.
    pub keep_uncut: bool,
}

impl Default for SplitOptions {
    fn default() -> Self {
        Self { straighten: true, keep_uncut: false }
    }
}

/// One written file.
#[derive(Clone, Eq, PartialEq)]
pub struct CopyFile {
    /// The copy's index in the plan; for a page of the review tray, its place in the tray.
    pub index: usize,
    /// The file.
    pub pdf: Vec<u8>,
    /// The names of its pages, in order: they stand nowhere in the file.
    pub pages: Vec<PageId>,
    /// What is not stored as the scan stored it, by page.
    pub notes: Vec<Note>,
}

impl std::fmt::Debug for CopyFile {
    // What a paper holds is personal data: it never reaches a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CopyFile")
            .field("index", &self.index)
            .field("bytes", &self.pdf.len())
            .field("pages", &self.pages)
            .field("notes", &self.notes)
            .finish()
    }
}

/// Writes one copy of the plan. `sources` are the plan's, in its order.
///
/// # Errors
/// - `plan_invalid` when the sources are not those of the plan, or a cut leaves nothing of a half;
/// - `not_found` when the plan has no such copy;
/// - `corrupted_pdf`, naming the page of the source, when an image on the fold can be neither cut nor shown
///   ([`SplitOptions::keep_uncut`] then keeps the page);
/// - `resource_limit` when a page costs more than the limits of its document.
pub fn copy(plan: &SplitPlan, index: usize, sources: &[Document], options: SplitOptions) -> Result<CopyFile> {
    check_sources(plan, sources)?;
    let copy = plan.copies().get(index).ok_or_else(|| {
        Error::new(Code::NotFound, format!("there is no copy {index}; the plan has {}", plan.copies().len()))
    })?;
    Pending::copy(copy, sources, options).file()
}

/// Writes one half of the plan's review tray as a PDF of one page.
///
/// # Errors
/// Those of [`copy`]; `not_found` when the tray has no such place.
pub fn review_page(
    plan: &SplitPlan,
    index: usize,
    sources: &[Document],
    options: SplitOptions,
) -> Result<CopyFile> {
    pending_review(plan, index, sources, options)?.file()
}

/// One half of the plan's review tray, still to be written.
///
/// # Errors
/// `plan_invalid` when the sources are not those of the plan; `not_found` when the tray has no such place.
pub fn pending_review<'a>(
    plan: &'a SplitPlan,
    index: usize,
    sources: &'a [Document],
    options: SplitOptions,
) -> Result<Pending<'a>> {
    check_sources(plan, sources)?;
    let page = plan.review().get(index).ok_or_else(|| {
        Error::new(Code::NotFound, format!("the review tray has {} pages, not {index}", plan.review().len()))
    })?;
    Ok(Pending { index, placements: vec![&page.placement], sources, options })
}

/// Writes every copy of the plan, on the threads of the current rayon pool, and hands each to `sink` as
/// soon as it is written, in any order. No more copies are in memory than there are threads.
///
/// # Errors
/// Those of [`copy`] and of `sink`: the first one ends the work; `cancelled` when the observer says so.
pub fn apply(
    plan: &SplitPlan,
    sources: &[Document],
    options: SplitOptions,
    observer: &dyn Observer,
    sink: &(dyn Fn(CopyFile) -> Result<()> + Sync),
) -> Result<()> {
    each(plan, sources, options, observer, &|pending| sink(pending.file()?))
}

/// Calls `work` for every copy of the plan, on the threads of the current rayon pool, in any order: it
/// decides where the copy goes, and no copy need be in memory.
///
/// # Errors
/// `plan_invalid` when the sources are not those of the plan; those of `work`: the first one ends the work;
/// `cancelled` when the observer says so.
pub fn each(
    plan: &SplitPlan,
    sources: &[Document],
    options: SplitOptions,
    observer: &dyn Observer,
    work: &(dyn Fn(&Pending<'_>) -> Result<()> + Sync),
) -> Result<()> {
    check_sources(plan, sources)?;
    let total = plan.copies().len();
    observer.on_progress(0, total);
    // Counting and telling happen under one lock, so that what is told never goes down.
    let done = Mutex::new(0usize);
    plan.copies().par_iter().try_for_each(|copy| {
        checkpoint(observer)?;
        work(&Pending::copy(copy, sources, options))?;
        let mut done = done.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *done += 1;
        observer.on_progress(*done, total);
        Ok(())
    })
}

/// Whether the sources are those the plan was made for.
fn check_sources(plan: &SplitPlan, sources: &[Document]) -> Result<()> {
    let expected = plan.sources();
    if expected.len() != sources.len() {
        let message = format!("the plan has {} sources, {} are given", expected.len(), sources.len());
        return Err(Error::new(Code::PlanInvalid, message));
    }
    let faults = expected.iter().zip(sources).enumerate().filter_map(|(place, (expected, source))| {
        let message = if expected.sha256 != source.hash() {
            format!("source {place} is not the file that the plan was made for")
        } else if expected.pages != source.page_count() {
            format!("source {place} has {} pages, the plan says {}", source.page_count(), expected.pages)
        } else {
            return None;
        };
        Some(Error::new(Code::PlanInvalid, message))
    });
    match Error::join(faults) {
        Some(error) => Err(error.hint("give the same files in the same order, or make a new plan")),
        None => Ok(()),
    }
}
