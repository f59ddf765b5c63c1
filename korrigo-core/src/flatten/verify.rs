//! Whether a returned paper is what was drawn: read its record, and draw it again.
//!
//! Knows that drawing is deterministic: the same copy and the same marks give the same bytes. Knows nothing of who
//! changed what.

use std::io::{self, Write};

use serde::Serialize;

use super::record::{FILE, Record, missing};
use super::source::SourcePage;
use super::{Marking, draw, scan_hash};
use crate::copy::ChainHash;
use crate::document::Document;
use crate::error::{Code, Result};
use crate::exam::Total;
use crate::typeset::Fonts;
use lopdf::Object;

/// What was compared, and what came out.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "PaperVerified")]
pub struct Verified {
    /// The record is as it was sealed.
    pub seal: bool,
    /// The copy's pages show, byte for byte, what was marked.
    pub scan: bool,
    /// The scores come to the total that the record tells; `None` when it tells none.
    pub total: Option<bool>,
    /// Drawn again, the file is the same to the last byte. (Another version of korrigo may draw otherwise, and so do
    /// other fonts.)
    pub drawn: bool,
    /// The total that the scores come to.
    pub recomputed: Option<Total>,
    /// The last link of the copy's chain when the paper was drawn.
    pub events: Option<ChainHash>,
}

impl Verified {
    /// Whether nothing speaks against the paper: its record, its scan and its total are right.
    pub fn is_sound(&self) -> bool {
        self.seal && self.scan && self.total != Some(false)
    }
}

/// Compares a returned paper with the record attached to it.
///
/// # Errors
/// `not_found` (`returned.record`) when there is none; `corrupted_pdf` and `resource_limit` as reading pages does.
pub fn verify(document: &Document, fonts: &Fonts) -> Result<Verified> {
    let record = record(document)?;
    let last = record.front.saturating_add(record.pages.len());
    if last > document.page_count() {
        return Ok(Verified::nothing(&record));
    }
    let pages = (record.front..last).map(|index| SourcePage::of_returned(document, index));
    let pages = pages.collect::<Result<Vec<_>>>()?;
    let total = record.summary.as_ref().and_then(|summary| summary.total);
    let again = record.summary.as_ref().and_then(|summary| summary.total_again(&record.annotations));
    Ok(Verified {
        seal: record.sealed()? == record.seal,
        scan: scan_hash(document, &pages)? == record.scan,
        total: total.map(|total| Some(total) == again),
        drawn: is_drawn_alike(document, &pages, &record, fonts)?,
        recomputed: again,
        events: record.events,
    })
}

impl Verified {
    /// What is said when pages of the copy are missing.
    fn nothing(record: &Record) -> Self {
        Self { seal: false, scan: false, total: None, drawn: false, recomputed: None, events: record.events }
    }
}

/// The record that is attached to a file.
fn record(document: &Document) -> Result<Record> {
    let names = document.value(document.catalog(), b"AF");
    let files = names.as_array().map(Vec::as_slice).unwrap_or_default();
    for file in files {
        let Object::Dictionary(file) = document.resolve(file) else { continue };
        if document.value(file, b"F").as_str().ok() != Some(FILE.as_bytes()) {
            continue;
        }
        let Object::Dictionary(embedded) = document.value(file, b"EF") else { continue };
        if let Object::Stream(stream) = document.value(embedded, b"F") {
            let json = document.decode_stream(stream, &document.limits().meter())?;
            return Record::read(&json, document.limits());
        }
    }
    Err(missing())
}

fn is_drawn_alike(
    document: &Document,
    pages: &[SourcePage<'_>],
    record: &Record,
    fonts: &Fonts,
) -> Result<bool> {
    let summary = record.summary.as_ref().map(super::record::StoredSummary::summary);
    let marking =
        Marking { annotations: &record.annotations, summary, events: record.events, ..Marking::default() };
    let mut again = Compared { rest: document.bytes(), same: true };
    match draw(document, pages, &record.pages, &marking, (fonts, record.options()), &mut again) {
        Ok(_) => Ok(again.same && again.rest.is_empty()),
        Err(error) if error.code() == Code::ResourceLimit => Err(error),
        // What cannot be drawn was not drawn like this.
        Err(_) => Ok(false),
    }
}

/// Compares what is written with what is there, and keeps neither.
struct Compared<'f> {
    rest: &'f [u8],
    same: bool,
}

impl Write for Compared<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.rest.strip_prefix(bytes) {
            Some(rest) => self.rest = rest,
            None => self.same = false,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
