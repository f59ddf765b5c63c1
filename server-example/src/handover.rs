//! Copies that may be handed over: each identified copy redacted, proven, and searched for every needle.
//!
//! Knows which copies stay behind and why, and what lies beside those that do not. Nothing gets into `copies/`
//! that did not come from the redactor.

use std::sync::Mutex;

use korrigo_core::booklet::{CopyPlan, Language, SplitPlan};
use korrigo_core::exam::{AnonymousId, ExamKey};
use korrigo_core::id::PageId;
use korrigo_core::progress::checkpoint;
use korrigo_core::redact::audit::Needles;
use korrigo_core::redact::auto::{self, AutoOptions, CopyView, ShowThrough};
use korrigo_core::redact::{
    self, AuditSummary, Fill, PlanOptions, RedactOptions, RedactedPdf, RedactionReceipt, Stamp, UnseenText,
    Zone, ZoneReason,
};
use korrigo_core::scan::Findings;
use korrigo_core::split::NoteKind;
use korrigo_core::{Code, Error, Observer};
use rayon::prelude::*;
use serde::Serialize;

use crate::copies::{self, Copies, Written};
use crate::failure::Result;
use crate::inputs::Scans;
use crate::output::Folder;
use crate::progress::Progress;
use crate::screen::Screen;
use crate::text;

/// Where copies lie that may be handed over.
pub(crate) const FOLDER: &str = "copies";

/// Everything that decides what may be handed over.
pub(crate) struct Handover<'a> {
    pub(crate) plan: &'a SplitPlan,
    pub(crate) scans: &'a Scans,
    /// What was seen on the paper, where somebody looked.
    pub(crate) findings: Option<&'a Findings>,
    /// In the order of the plan's copies.
    pub(crate) ids: &'a [AnonymousId],
    /// What must not be found in any copy.
    pub(crate) needles: &'a Needles,
    /// What records are sealed with.
    pub(crate) key: &'a ExamKey,
    /// Whether the id is written into the hidden headers.
    pub(crate) stamp: bool,
    /// What is done where a name may show through on the back of its page.
    pub(crate) show_through: ShowThrough,
}

/// What became of a copy.
#[derive(Debug)]
pub(crate) enum Fate {
    /// It may be handed over.
    Safe(Safe),
    /// A person decides.
    Withheld(Withheld),
}

/// A copy that may be handed over.
#[derive(Debug, Serialize)]
pub(crate) struct Safe {
    /// The redacted copy, relative to the folder.
    file: String,
    /// What is known of it without knowing whose it is, relative to the folder.
    record: String,
    bytes: usize,
    zones: usize,
    /// The pages, from 0, of which what showed through was wiped.
    wiped: Vec<usize>,
    audit: AuditSummary,
}

impl Safe {
    /// The redacted copy and its record, relative to the folder.
    pub(crate) fn files(&self) -> (&str, &str) {
        (&self.file, &self.record)
    }
}

/// Why a copy is not handed over.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub(crate) struct Withheld {
    code: Code,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'static str>,
    message: String,
}

/// `copies/<anonymous id>.json`: what a store needs to take the copy in again, and nothing of whose it is.
#[derive(Serialize)]
struct Record<'a> {
    format: &'static str,
    anonymous_id: &'a AnonymousId,
    /// The names of the pages, in order.
    pages: &'a [PageId],
    receipt: RedactionReceipt,
}

/// The needles that copies were searched for, told of what may be handed over.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    pub(crate) safe: usize,
    pub(crate) withheld: usize,
    /// Backs of headers of which what showed through was wiped.
    pub(crate) wiped: usize,
}

impl Totals {
    pub(crate) fn of(fates: &[Fate]) -> Self {
        let mut totals = Self::default();
        for fate in fates {
            match fate {
                Fate::Safe(safe) => {
                    totals.safe += 1;
                    totals.wiped += safe.wiped.len();
                }
                Fate::Withheld(_) => totals.withheld += 1,
            }
        }
        totals
    }
}

impl Handover<'_> {
    /// Redacts every copy that was written; gives what became of each, in order.
    ///
    /// # Errors
    /// `store_unavailable`, `cancelled`. What cannot be redacted is withheld.
    pub(crate) fn run(&self, copies: &Copies, folder: &Folder, screen: Screen) -> Result<Vec<Fate>> {
        let progress = Progress::new(screen, "hiding names", "anonymisation");
        let (done, total) = (Mutex::new(0), copies.copies.len());
        let fates = copies.copies.par_iter().map(|written| {
            checkpoint(&progress)?;
            let fate = self.one(written, folder)?;
            let mut done = done.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            *done += 1;
            progress.on_progress(*done, total);
            Ok(fate)
        });
        fates.collect()
    }

    fn one(&self, written: &Written, folder: &Folder) -> Result<Fate> {
        let index = written.summary.index;
        let (Some(copy), Some(id)) = (self.plan.copies().get(index), self.ids.get(index)) else {
            return Err(Error::new(Code::Internal, "a copy was written that is not in the plan").into());
        };
        let bytes = folder.read(&written.summary.file)?;
        let redacted = match self.redact(copy, written, id, bytes) {
            Ok(redacted) => redacted,
            Err(error) if error.code() == Code::Cancelled => return Err(error.into()),
            Err(error) => return Ok(Fate::Withheld(error.into())),
        };
        let (file, name) = (format!("{FOLDER}/{id}.pdf"), format!("{FOLDER}/{id}.json"));
        let receipt = redacted.receipt(&self.key.derived("receipt")?);
        let pages = &written.summary.pages;
        let record = Record { format: "korrigo.record/1", anonymous_id: id, pages, receipt };
        let mut record = serde_json::to_vec_pretty(&record)
            .map_err(|error| Error::new(Code::Internal, format!("the record cannot be written: {error}")))?;
        record.push(b'\n');
        folder.write(&file, redacted.bytes())?;
        folder.write(&name, &record)?;
        Ok(Fate::Safe(Safe {
            file,
            record: name,
            bytes: redacted.bytes().len(),
            zones: redacted.zones().len(),
            wiped: redacted.wiped().iter().map(|wiped| wiped.page).collect(),
            audit: redacted.audit(),
        }))
    }

    fn redact(
        &self,
        copy: &CopyPlan,
        written: &Written,
        id: &AnonymousId,
        bytes: Vec<u8>,
    ) -> korrigo_core::Result<RedactedPdf> {
        let notes = &written.summary.notes;
        if notes.iter().any(|note| note.kind == NoteKind::KeptWhole) {
            let message = "a page could not be cut and shows more than its half";
            return Err(Error::new(Code::ZoneInvalid, message).with_detail("auto.kept_whole"));
        }
        let document = copies::open_own(bytes)?;
        let options = AutoOptions { show_through: self.show_through, ..AutoOptions::default() };
        let auto::Found { zones, backs } = match self.findings {
            Some(findings) => {
                let (sources, straighten) = (&self.scans.documents, copies::options().straighten);
                let view = CopyView { copy, sources, findings: Some(findings), notes, straighten };
                auto::of_copy(&view, &options)?
            }
            None => auto::of_document(&document, &options)?,
        };
        let stamps = if self.stamp { stamps(&zones, id.as_str()) } else { Vec::new() };
        let plan = redact::plan(
            &document,
            zones,
            PlanOptions { fill: Fill::White, stamps, backs, unseen_text: UnseenText::Drop },
        )?;
        let redacted = redact::apply(&document, &plan, &RedactOptions { needles: Some(self.needles) })?;
        let AuditSummary { needles_found, needles, .. } = redacted.audit();
        if needles_found > 0 {
            let message = format!("{needles_found} of {needles} needles were found outside the zones");
            return Err(Error::new(Code::RedactionUnproven, message).with_detail("handover.needles"));
        }
        Ok(redacted)
    }
}

/// A text in every zone that hides a header or was asked for.
pub(crate) fn stamps(zones: &[Zone], text: &str) -> Vec<Stamp> {
    let stamped = zones.iter().filter(|zone| matches!(zone.reason, ZoneReason::Given | ZoneReason::Header));
    stamped.map(|zone| Stamp { page: zone.page, rect: zone.rect, text: text.to_owned() }).collect()
}

impl Safe {
    /// What a person reads of the pages of which what showed through was wiped.
    pub(crate) fn wiped_sentence(&self, language: Language) -> Option<String> {
        let numbers: Vec<String> = self.wiped.iter().map(|page| (page + 1).to_string()).collect();
        let (one, many) = match language {
            Language::English => (
                "What showed through the header's back was wiped on page",
                "What showed through the headers' backs was wiped on pages",
            ),
            Language::French => (
                "Ce qui transparaissait au dos de l'en-tête a été effacé, page",
                "Ce qui transparaissait au dos des en-têtes a été effacé, pages",
            ),
        };
        let told = text::number_of(language, numbers.len().max(1), one, many);
        (!numbers.is_empty()).then(|| format!("{told} {}", numbers.join(", ")))
    }
}

impl From<Error> for Withheld {
    fn from(error: Error) -> Self {
        Self { code: error.code(), detail: error.detail(), message: error.message().to_owned() }
    }
}

impl Withheld {
    /// What a person reads.
    pub(crate) fn sentence(&self, language: Language) -> String {
        let (english, french) = match (self.detail, self.code) {
            (Some("auto.no_header"), _) => (
                "Not handed over: its first page has no header, so nobody knows where the name is",
                "Non remise : sa première page n'a pas d'en-tête, on ne sait donc pas où est le nom",
            ),
            (Some("auto.header_uncertain"), _) => (
                "Not handed over: whether and where a page has a header is not certain",
                "Non remise : la présence ou la place d'un en-tête n'est pas certaine",
            ),
            (Some("auto.show_through"), _) => (
                "Not handed over: the name may show through on a page where the candidate wrote, and cannot be told from \
                 the answer; to hide both is a person's decision (--show-through hide)",
                "Non remise : le nom transparaît peut-être sur une page écrite, sans qu'on puisse le distinguer de la \
                 réponse ; masquer les deux est la décision d'une personne (--show-through hide)",
            ),
            (Some("auto.kept_whole"), _) => (
                "Not handed over: a page could not be cut and may show another candidate's half",
                "Non remise : une page n'a pas pu être coupée et montre peut-être la moitié d'une autre copie",
            ),
            (Some("handover.needles"), _) => (
                "Not handed over: texts of the roster still stand in it, outside the hidden parts",
                "Non remise : des textes de la liste des candidats y sont encore, hors des parties masquées",
            ),
            (_, Code::RedactionUnproven) => (
                "Not handed over: that the name is gone could not be proven",
                "Non remise : la disparition du nom n'a pas pu être prouvée",
            ),
            _ => ("Not handed over: it cannot be redacted", "Non remise : elle ne peut pas être anonymisée"),
        };
        let told = text::pick(language, english, french);
        match (self.detail, self.code) {
            (None, code) if code != Code::RedactionUnproven => format!("{told} ({code})"),
            _ => told.to_owned(),
        }
    }
}
