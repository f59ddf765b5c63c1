//! The copies of a plan as files in a folder, and what a report shows of them.

use std::sync::{Mutex, PoisonError};

use korrigo_core::booklet::SplitPlan;
use korrigo_core::document::{Document, OpenOptions};
use korrigo_core::id::PageId;
use korrigo_core::progress::checkpoint;
use korrigo_core::raster::{self, Colour, Format, RasterOptions};
use korrigo_core::split::{self, Note, Pending, SplitOptions};
use korrigo_core::{Code, Error, Limits, Observer};
use rayon::prelude::*;
use serde::Serialize;

use crate::failure::{Failure, Result};
use crate::inputs::Scans;
use crate::output::Folder;
use crate::progress::Progress;
use crate::screen::Screen;

/// Where in the folder copies and pages for review go, and whether they are drawn small.
pub(crate) struct Places<'a> {
    /// The file of the copy with this index.
    pub(crate) copy: &'a (dyn Fn(usize) -> String + Sync),
    /// Where pages for review go.
    pub(crate) review: &'static str,
    /// Whether pages are drawn small.
    pub(crate) thumbnails: bool,
}

impl Places<'static> {
    /// Copies directly in the folder, by number.
    pub(crate) const PLAIN: Self =
        Self { copy: &|index| format!("copy-{:04}.pdf", index + 1), review: "review/", thumbnails: false };
}

/// What was written.
#[derive(Debug, Default)]
pub(crate) struct Copies {
    /// In the order of the plan.
    pub(crate) copies: Vec<Written>,
    /// In the order of the review tray.
    pub(crate) review: Vec<Written>,
}

impl Copies {
    /// Whether something was noted that a person must look at.
    pub(crate) fn need_a_person(&self) -> bool {
        self.copies.iter().chain(&self.review).any(|written| written.summary.needs_a_person())
    }
}

impl CopySummary {
    /// Whether something was noted that a person must look at.
    pub(crate) fn needs_a_person(&self) -> bool {
        self.notes.iter().any(|note| note.kind.needs_a_person())
    }
}

/// One written file.
#[derive(Debug)]
pub(crate) struct Written {
    /// What programs are told.
    pub(crate) summary: CopySummary,
    /// JPEGs of its pages, where they were asked for; `None` for one that cannot be drawn.
    pub(crate) thumbnails: Vec<Option<Vec<u8>>>,
}

/// What programs are told of one written file.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CopySummary {
    /// Its place in the plan's list.
    pub(crate) index: usize,
    /// Where it is, relative to the output folder.
    pub(crate) file: String,
    /// The names of its pages.
    pub(crate) pages: Vec<PageId>,
    /// Its size.
    pub(crate) bytes: u64,
    /// What is not stored as the scan stored it.
    pub(crate) notes: Vec<Note>,
}

/// Writes every copy and every page for review.
///
/// # Errors
/// Those of [`split::each`], and `store_unavailable`.
pub(crate) fn write(
    plan: &SplitPlan,
    scans: &Scans,
    folder: &Folder,
    places: &Places<'_>,
    screen: Screen,
) -> Result<Copies> {
    let progress = Progress::new(screen, "splitting", "découpe");
    let keep = |name: String, pending: &Pending<'_>| -> Result<Written> {
        let mut file = folder.create(&name)?;
        let written = pending.write(&mut file);
        file.finish()?;
        let split::Written { index, bytes, pages, notes } = written?;
        let thumbnails =
            if places.thumbnails { thumbnails(pending, bytes, || folder.read(&name))? } else { Vec::new() };
        Ok(Written { summary: CopySummary { index, file: name, pages, bytes, notes }, thumbnails })
    };
    let copies = apply(plan, scans, &progress, &|pending| keep((places.copy)(pending.index()), pending))?;
    let review = (0..plan.review().len()).into_par_iter().map(|index| {
        checkpoint(&progress)?;
        let name = format!("{}page-{:04}.pdf", places.review, index + 1);
        keep(name, &split::pending_review(plan, index, &scans.documents, options())?)
    });
    Ok(Copies { copies, review: review.collect::<Result<_>>()? })
}

/// One odd page must not cost the whole pile: it is kept, and a person is told.
pub(crate) fn options() -> SplitOptions {
    let mut options = SplitOptions::default();
    options.keep_uncut = true;
    options
}

/// [`split::each`] with work that can fail in this crate's words; gives what it gave, in order.
fn apply(
    plan: &SplitPlan,
    scans: &Scans,
    observer: &dyn Observer,
    work: &(dyn Fn(&Pending<'_>) -> Result<Written> + Sync),
) -> Result<Vec<Written>> {
    let (written, failed) = (Mutex::new(Vec::new()), Mutex::new(None));
    let outcome = split::each(plan, &scans.documents, options(), observer, &|pending| {
        match work(pending) {
            Ok(copy) => locked(&written, |written| written.push(copy)),
            Err(failure) => {
                let error = Error::new(failure.code(), "a copy cannot be kept");
                locked(&failed, |failed| {
                    failed.get_or_insert(failure.about(|| only_source(plan)));
                });
                return Err(error);
            }
        }
        Ok(())
    });
    if let Some(failure) = locked(&failed, Option::take) {
        return Err(failure);
    }
    outcome.map_err(|error| Failure::from(error).about(|| only_source(plan)))?;
    let mut written = locked(&written, std::mem::take);
    written.sort_by_key(|copy: &Written| copy.summary.index);
    Ok(written)
}

/// The name of the scan, where there is only one that an error can be about.
fn only_source(plan: &SplitPlan) -> Option<&str> {
    match plan.sources() {
        [source] => Some(&source.name),
        _ => None,
    }
}

/// Width and height that a thumbnail fits in, in pixels: enough to recognise a page, and a class fits into
/// one file.
const THUMBNAIL: (u32, u32) = (180, 320);

/// Bytes of a copy that is read again to be drawn; of a larger one some pages at a time are written anew.
const READ_AT_ONCE: u64 = 32 << 20;

/// The pages of a written copy, drawn small from the file itself: what is shown is what is in it.
fn thumbnails(
    pending: &Pending<'_>,
    bytes: u64,
    read: impl Fn() -> Result<Vec<u8>>,
) -> Result<Vec<Option<Vec<u8>>>> {
    if bytes <= READ_AT_ONCE {
        return drawn(read()?, pending.pages());
    }
    let pages = pending.pages();
    let step = (pages as u64 * READ_AT_ONCE / bytes).max(1) as usize;
    let parts = (0..pages).step_by(step).map(|from| {
        let part = pending.part(from..from + step);
        drawn(part.file()?.pdf, part.pages())
    });
    Ok(parts.collect::<Result<Vec<_>>>()?.concat())
}

/// Opens what korrigo has written itself: it may be as long as the scans were.
pub(crate) fn open_own(pdf: Vec<u8>) -> korrigo_core::Result<Document> {
    let limits = Limits { max_file_bytes: u64::MAX, max_pages: usize::MAX, ..Limits::default() };
    let options = OpenOptions { limits, ..OpenOptions::default() };
    Document::open(std::sync::Arc::new(pdf), &options)
}

fn drawn(pdf: Vec<u8>, pages: usize) -> Result<Vec<Option<Vec<u8>>>> {
    let document = open_own(pdf)?;
    if document.page_count() != pages {
        return Err(
            Error::new(Code::Internal, "a written copy has another number of pages than planned").into()
        );
    }
    let draw = |index| {
        let options = RasterOptions { colour: Colour::Rgb, ..RasterOptions::default() };
        match raster::thumbnail(&document, index, THUMBNAIL, &options) {
            Ok(picture) => picture.encode(Format::Jpeg { quality: 60 }).map(Some),
            // What is too large or too damaged to draw is still in the copy.
            Err(error) if matches!(error.code(), Code::CorruptedPdf | Code::ResourceLimit) => Ok(None),
            Err(error) => Err(error),
        }
    };
    // Within one copy too: a copy may be a whole pile.
    Ok((0..pages).into_par_iter().map(draw).collect::<Result<_, Error>>()?)
}

fn locked<T, U>(value: &Mutex<T>, work: impl FnOnce(&mut T) -> U) -> U {
    work(&mut value.lock().unwrap_or_else(PoisonError::into_inner))
}
