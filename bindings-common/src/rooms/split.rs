//! Copies' own files, without loss.

use std::sync::{Mutex, PoisonError};

use korrigo_core::Result;
use korrigo_core::booklet::SplitPlan;
use korrigo_core::document::Document;
use korrigo_core::id::PageId;
use korrigo_core::split::{self, CopyFile, Note, SplitOptions};
use serde_json::to_value;

use super::{inputs, outputs};
use crate::desk::{Desk, File, Item, Opened};
use crate::table::Room;

inputs! {
    One { /// The plan.
        plan: SplitPlan, /// The copy, or the place in the review tray, from 0.
        index: usize, /// The plan's scans, in its order.
        sources: Vec<Opened>, /// How copies are written.
        #[serde(default)] options: SplitOptions }
    All { /// The plan.
        plan: SplitPlan, /// The plan's scans, in its order.
        sources: Vec<Opened>, /// How copies are written.
        #[serde(default)] options: SplitOptions }
}

outputs! {
    /// A copy's file.
    SplitFile {
        /// The copy's index in the plan; for a page of the review tray, its place in the tray.
        index: usize,
        /// The PDF.
        pdf: File,
        /// The names of its pages, in order: they stand nowhere in the file.
        pages: Vec<PageId>,
        /// What is not stored as the scan stored it, by page.
        notes: Vec<Note>,
    }
}

pub(super) fn fill(room: &mut Room<'_>) {
    room.long("split::copy", "Writes one copy of the plan.", |i: One, desk| {
        let sources = documents(&i.sources, desk)?;
        split::copy(&i.plan, i.index, &sources, i.options).map(|file| given(file, desk))
    });
    room.long("split::review_page", "Writes one page of the review tray.", |i: One, desk| {
        let sources = documents(&i.sources, desk)?;
        split::review_page(&i.plan, i.index, &sources, i.options).map(|file| given(file, desk))
    });
    room.long(
        "split::apply",
        "Writes every copy of the plan. A caller that takes copies as they are written gets them in any order and an \
         empty list at the end; else all are given together, in order.",
        |i: All, desk| all(&i, desk),
    );
}

/// The documents of a plan.
pub(super) fn documents(places: &[Opened], desk: &Desk<'_>) -> Result<Vec<Document>> {
    places.iter().map(|place| desk.document(*place)).collect()
}

fn given(file: CopyFile, desk: &mut Desk<'_>) -> SplitFile {
    SplitFile { index: file.index, pdf: desk.give_bytes(file.pdf), pages: file.pages, notes: file.notes }
}

fn all(i: &All, desk: &mut Desk<'_>) -> Result<Vec<SplitFile>> {
    let sources = documents(&i.sources, desk)?;
    let host = desk.host();
    let kept = Mutex::new(Vec::new());
    split::apply(&i.plan, &sources, i.options, host, &|file| {
        let mut own = Desk::new(&[], host);
        let value = given(file, &mut own);
        let mut items = own.into_made();
        // A host is asked one file at a time.
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        if !host.take(&to_value(&value).unwrap_or_default(), &mut items)? {
            kept.push((value, items));
        }
        Ok(())
    })?;
    let mut kept = kept.into_inner().unwrap_or_else(PoisonError::into_inner);
    kept.sort_by_key(|(file, _)| file.index);
    let again = |(file, items): (SplitFile, Vec<Item>)| {
        let pdf = desk.give(items.into_iter().next().unwrap_or_else(|| Item::Made(Vec::new())));
        SplitFile { pdf, ..file }
    };
    Ok(kept.into_iter().map(again).collect())
}
