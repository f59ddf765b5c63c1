//! What a returned paper says of itself to programs: `korrigo.returned/1`, attached as a file.
//!
//! Knows which scan was marked, with which marks, and what they come to; and a seal over all of it. The seal is a
//! hash, not a signature: it finds what was changed by accident or by hand, and whoever drew the paper can draw it
//! again and compare. Knows no drawing.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{FlattenOptions, Marking, Summary};
use crate::booklet::Language;
use crate::copy::{Annotation, ChainHash};
use crate::error::{Code, Error, Result};
use crate::exam::{Mark, Scheme, Scores, Total};
use crate::id::{PageId, SourceHash, to_hex};
use crate::limits::Limits;

/// The name and version of the record.
pub(super) const FORMAT: &str = "korrigo.returned/1";

/// The name of the attached file.
pub(super) const FILE: &str = "korrigo.json";

/// What is attached.
#[derive(Clone, Deserialize, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "as the options that they record")]
pub(super) struct Record {
    pub(super) format: String,
    /// How many pages of ours stand in front of the copy.
    pub(super) front: usize,
    pub(super) pages: Vec<PageId>,
    /// Over everything that the copy's pages show, as it is stored.
    pub(super) scan: SourceHash,
    pub(super) annotations: Vec<Annotation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<StoredSummary>,
    /// The last link of the copy's chain when the paper was drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) events: Option<ChainHash>,
    pub(super) french: bool,
    pub(super) summary_first: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    archive: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    editable: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    authors: bool,
    pub(super) seal: String,
}

/// [`Summary`], and what it came to.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct StoredSummary {
    exam: String,
    who: String,
    scores: Scores,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scheme: Option<Scheme>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    variant: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    marker: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) total: Option<Total>,
}

impl Record {
    /// The record of a paper that is being drawn, with `front` pages of ours in front of it.
    ///
    /// # Errors
    /// `internal` when it cannot be spelled.
    pub(super) fn new(
        pages: &[PageId],
        scan: SourceHash,
        marking: &Marking<'_>,
        total: Option<Total>,
        (options, front): (FlattenOptions, usize),
    ) -> Result<Self> {
        let mut record = Self {
            format: FORMAT.into(),
            front,
            pages: pages.to_vec(),
            scan,
            annotations: marking.annotations.to_vec(),
            summary: marking.summary.map(|summary| StoredSummary::new(&summary, total)),
            events: marking.events,
            french: options.language == Language::French,
            summary_first: options.summary_first,
            archive: options.archive,
            editable: options.editable,
            authors: options.authors,
            seal: String::new(),
        };
        record.seal = record.sealed()?;
        Ok(record)
    }

    /// Reads an attached record.
    ///
    /// # Errors
    /// `not_found` (`returned.record`) when these bytes are none.
    pub(super) fn read(json: &[u8], limits: &Limits) -> Result<Self> {
        let read = serde_json::from_slice(json).ok().filter(|record: &Self| record.format == FORMAT);
        match read.filter(|_| json.len() as u64 <= limits.max_file_bytes) {
            Some(record) => Ok(record),
            None => Err(missing()),
        }
    }

    /// As the bytes of a file.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>> {
        serde_json::to_vec(self).map_err(|_| Error::new(Code::Internal, "a record cannot be written"))
    }

    /// The seal that the rest of the record should have.
    pub(super) fn sealed(&self) -> Result<String> {
        let open = Self { seal: String::new(), ..self.clone() };
        Ok(to_hex(&Sha256::digest(open.to_bytes()?)))
    }

    /// How it was drawn.
    pub(super) fn options(&self) -> FlattenOptions {
        let language = if self.french { Language::French } else { Language::English };
        FlattenOptions {
            language,
            summary_first: self.summary_first,
            attach: true,
            archive: self.archive,
            editable: self.editable,
            authors: self.authors,
            ..FlattenOptions::default()
        }
    }
}

impl StoredSummary {
    fn new(summary: &Summary<'_>, total: Option<Total>) -> Self {
        Self {
            exam: summary.exam.to_owned(),
            who: summary.who.to_owned(),
            scores: summary.scores.clone(),
            scheme: summary.scheme.cloned(),
            variant: summary.variant.map(str::to_owned),
            marker: summary.marker.map(str::to_owned),
            total,
        }
    }

    /// As it was given.
    pub(super) fn summary(&self) -> Summary<'_> {
        Summary {
            exam: &self.exam,
            who: &self.who,
            scores: &self.scores,
            scheme: self.scheme.as_ref(),
            variant: self.variant.as_deref(),
            marker: self.marker.as_deref(),
        }
    }

    /// What the scores come to now.
    pub(super) fn total_again(&self, annotations: &[Annotation]) -> Option<Total> {
        let scheme = self.scheme.as_ref()?;
        let deltas: Vec<Mark> = annotations.iter().filter_map(|one| one.score_delta).collect();
        scheme.complete_total(&self.scores, &deltas, self.variant.as_deref()).ok()
    }
}

/// There is no record in the file.
pub(super) fn missing() -> Error {
    Error::new(Code::NotFound, "the file holds no record of its marks")
        .with_detail("returned.record")
        .hint("ask for the record when the paper is drawn; without it there is nothing to compare with")
}
