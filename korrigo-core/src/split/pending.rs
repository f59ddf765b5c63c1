//! A file of a plan that is still to be written: into memory, or piece by piece wherever the caller wants it.
//!
//! Knows which halves make the file, in order. Knows nothing of what is on them ([`super::page`]) and of
//! where it goes.

use std::borrow::Cow;
use std::io::Write;
use std::ops::Range;

use super::{CopyFile, Note, SplitOptions, page};
use crate::booklet::{CopyPlan, Placement};
use crate::document::Document;
use crate::document::write::{NewPdf, Source};
use crate::error::{Code, Error, Result};
use crate::id::PageId;
use crate::surgery::Cuts;

/// A copy, or a page of the review tray, that is still to be written.
#[derive(Clone, Debug)]
pub struct Pending<'a> {
    pub(super) index: usize,
    pub(super) placements: Vec<&'a Placement>,
    pub(super) sources: &'a [Document],
    pub(super) options: SplitOptions,
}

/// What was written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Written {
    /// The copy's index in the plan; for a page of the review tray, its place in the tray.
    pub index: usize,
    /// Size of the file.
    pub bytes: u64,
    /// The names of its pages, in order: they stand nowhere in the file.
    pub pages: Vec<PageId>,
    /// What is not stored as the scan stored it, by page.
    pub notes: Vec<Note>,
}

impl<'a> Pending<'a> {
    pub(super) fn copy(copy: &'a CopyPlan, sources: &'a [Document], options: SplitOptions) -> Self {
        let placements = copy.pages.iter().map(|page| &page.placement).collect();
        Self { index: copy.index, placements, sources, options }
    }

    /// The copy's index in the plan; for a page of the review tray, its place in the tray.
    pub fn index(&self) -> usize {
        self.index
    }

    /// How many pages it has.
    pub fn pages(&self) -> usize {
        self.placements.len()
    }

    /// Some of its pages, as a file of their own; those that it does not have are left out.
    #[must_use]
    pub fn part(&self, pages: Range<usize>) -> Self {
        let placements = self.placements.iter().skip(pages.start).take(pages.len()).copied().collect();
        Self { placements, ..*self }
    }

    /// Writes it into memory.
    ///
    /// # Errors
    /// Those of [`super::copy`].
    pub fn file(&self) -> Result<CopyFile> {
        let mut pdf = Vec::new();
        let Written { index, pages, notes, .. } = self.write(&mut pdf)?;
        Ok(CopyFile { index, pdf, pages, notes })
    }

    /// Writes it to `out`, in many pieces, each as soon as it is there: what is in memory at once is about
    /// one page.
    ///
    /// # Errors
    /// Those of [`super::copy`]; `store_unavailable` when `out` fails. What was written by then is no file.
    pub fn write(&self, out: &mut dyn Write) -> Result<Written> {
        let limits = self.sources.iter().map(|source| source.limits().max_objects);
        let mut pdf = NewPdf::new(limits.max().unwrap_or_default(), out);
        let mut cuts = Cuts::default();
        let mut notes = Vec::new();
        for (number, placement) in self.placements.iter().enumerate() {
            let document = self.sources.get(placement.source).ok_or_else(|| {
                Error::new(Code::PlanInvalid, format!("there is no source {}", placement.source))
            })?;
            let source = Source { document, number: placement.source };
            let cut = page::Manner::Cut { straighten: self.options.straighten };
            let (kinds, cause) = match page::add(&mut pdf, &mut cuts, source, placement, cut) {
                Ok(kinds) => (kinds, None),
                Err(error) if self.options.keep_uncut && is_about_the_page(&error) => {
                    let whole = page::add(&mut pdf, &mut cuts, source, placement, page::Manner::Whole);
                    (whole.map_err(|error| error.on_page(placement.page))?, Some(cause(&error)))
                }
                Err(error) => return Err(error.on_page(placement.page)),
            };
            notes.extend(kinds.into_iter().map(|kind| Note {
                page: number,
                id: placement.id,
                kind,
                cause: cause.filter(|_| kind.needs_a_person()).map(Cow::Borrowed),
            }));
        }
        let pages = self.placements.iter().map(|placement| placement.id).collect();
        Ok(Written { index: self.index, bytes: pdf.finish()?, pages, notes })
    }
}

/// Whether an error is what one odd page can do, and not what the plan or the machine did.
fn is_about_the_page(error: &Error) -> bool {
    matches!(error.code(), Code::CorruptedPdf | Code::ResourceLimit)
}

fn cause(error: &Error) -> &'static str {
    error.detail().unwrap_or(error.code().as_str())
}
