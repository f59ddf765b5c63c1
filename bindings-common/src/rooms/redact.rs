//! Hiding what identifies, and proving it.

use std::sync::Arc;

use korrigo_core::booklet::SplitPlan;
use korrigo_core::redact::audit::{Audit, AuditOptions, Expected, Needles, audit_shared};
use korrigo_core::redact::auto::{self, AutoOptions, Barcodes, CopyView, ShowThrough};
use korrigo_core::redact::{
    self, AuditSummary, Back, Fill, Note, PlanOptions, RedactOptions, RedactedPdf, RedactionParts,
    RedactionPlan, RedactionReceipt, Stamp, UnseenText, Wiped, Zone,
};
use korrigo_core::scan::Findings;
use korrigo_core::{Code, Error, Limits, Result, split};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::split::documents;
use super::{inputs, outputs};
use crate::desk::{Desk, File, Item, Opened, Redacted};
use crate::table::Room;

inputs! {
    Plan { /// The file.
        document: Opened, /// What is hidden.
        zones: Vec<Zone>, /// How it is hidden.
        #[serde(default)] options: RedactionOptions }
    Parts { /// The plan, as it was stored or edited.
        plan: RedactionParts }
    Apply { /// The file.
        document: Opened, /// Its plan.
        plan: RedactionPlan, /// What must not be in the file: names, numbers, dates.
        #[serde(default)] needles: Vec<String> }
    OfDocument { /// A file of one candidate: A4 pages, or sides of A3 sheets.
        document: Opened, /// How zones are found.
        #[serde(default)] options: AutoZones }
    OfCopy { /// The split plan.
        plan: SplitPlan, /// The copy, from 0.
        copy: usize, /// The plan's scans, in its order.
        sources: Vec<Opened>, /// What was seen on them.
        #[serde(default)] findings: Option<Findings>, /// What splitting the copy noted.
        #[serde(default)] notes: Vec<split::Note>, /// Whether the copy's pages were turned straight.
        #[serde(default = "yes")] straighten: bool, /// How zones are found.
        #[serde(default)] options: AutoZones }
    AuditFile { /// The file.
        pdf: File, /// Names, numbers, dates that must not be in it.
        #[serde(default)] needles: Vec<String>, /// Where nothing may be left.
        #[serde(default)] zones: Vec<Zone>, /// Texts that may stand in a zone.
        #[serde(default)] expected: Vec<Expected>, /// The password of an encrypted file.
        #[serde(default)] password: Option<String>, /// What reading it may cost.
        #[serde(default)] limits: super::document::CallLimits }
    One { /// The redacted file.
        this: Redacted }
    Receipt { /// The redacted file.
        this: Redacted, /// The exam's key, as text: the receipt is sealed under one derived from it.
        key: String }
    Stored { /// The redacted file's bytes.
        pdf: File, /// The receipt that was given for it.
        receipt: RedactionReceipt, /// The exam's key, as text.
        key: String }
}

fn yes() -> bool {
    true
}

/// How zones are hidden.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct RedactionOptions {
    /// What zones are filled with.
    fill: Fill,
    /// Texts that are written into zones: anonymous ids.
    stamps: Vec<Stamp>,
    /// Backs of headers, of which only what shows through goes.
    backs: Vec<Back>,
    /// What becomes of text that nobody sees.
    unseen_text: UnseenText,
}

/// How zones are found.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "AutoOptions")]
struct AutoZones {
    /// How far a zone reaches beyond what was seen, in points.
    margin: f64,
    /// How sure a header must be, or that there is none: 0 to 1.
    confidence: f64,
    /// Whether barcodes are hidden.
    barcodes: bool,
    /// What is done about the backs of headers.
    show_through: ShowThrough,
}

impl Default for AutoZones {
    fn default() -> Self {
        let AutoOptions { margin, confidence, show_through, .. } = AutoOptions::default();
        Self { margin, confidence, barcodes: true, show_through }
    }
}

impl AutoZones {
    fn options(&self) -> AutoOptions<'static> {
        AutoOptions {
            margin: self.margin,
            confidence: self.confidence,
            barcodes: if self.barcodes { Barcodes::All } else { Barcodes::Never },
            show_through: self.show_through,
        }
    }
}

/// What was found to hide.
#[derive(Serialize, JsonSchema)]
struct FoundZones {
    /// What is emptied.
    zones: Vec<Zone>,
    /// Backs of headers, of which only what shows through goes.
    backs: Vec<Back>,
}

impl From<auto::Found> for FoundZones {
    fn from(found: auto::Found) -> Self {
        Self { zones: found.zones, backs: found.backs }
    }
}

outputs! {
    /// What an audit said.
    Audited {
        /// All that was found.
        audit: Audit,
        /// Whether nothing was.
        is_clean: bool,
        /// How many needles were found.
        needles_found: usize,
        /// How many findings say that something is left in a zone.
        left_in_zones: usize,
    }
}

pub(super) fn fill(room: &mut Room<'_>) {
    room.short("redact::plan", "A plan to hide zones of a file.", |i: Plan, desk| {
        let RedactionOptions { fill, stamps, backs, unseen_text } = i.options;
        let options = PlanOptions { fill, stamps, backs, unseen_text };
        redact::plan(&desk.document(i.document)?, i.zones, options)
    });
    room.short("redact::RedactionPlan::new", "A plan as it was stored or edited, checked.", |i: Parts, _| {
        RedactionPlan::new(i.plan)
    });
    room.long(
        "redact::apply",
        "Hides what the plan says and proves it; gives no file that is not proven.",
        |i: Apply, desk| {
            let needles = Needles::new(&i.needles);
            let options = RedactOptions { needles: (!needles.is_empty()).then_some(&needles) };
            let redacted = redact::apply(&desk.document(i.document)?, &i.plan, &options)?;
            Ok::<Redacted, Error>(desk.give(Item::Redacted(Arc::new(redacted))))
        },
    );
    room.long(
        "redact::auto::of_document",
        "The zones of a file that nobody was asked about.",
        |i: OfDocument, desk| {
            auto::of_document(&desk.document(i.document)?, &i.options.options()).map(FoundZones::from)
        },
    );
    room.long("redact::auto::of_copy", "The zones of a split copy, on its own pages.", |i: OfCopy, desk| {
        of_copy(&i, desk)
    });
    room.long(
        "redact::audit::audit",
        "What in a file could still identify someone.",
        |i: AuditFile, desk| audit(i, desk),
    );
    redacted(room);
}

fn redacted(room: &mut Room<'_>) {
    room.short("redact::RedactedPdf::bytes", "The file, for markers.", |i: One, desk| -> Result<File> {
        let bytes = desk.redacted(i.this)?.bytes().to_vec();
        Ok(desk.give_bytes(bytes))
    });
    room.short(
        "redact::RedactedPdf::audit",
        "What its audit said.",
        |i: One, desk| -> Result<AuditSummary> { Ok(desk.redacted(i.this)?.audit()) },
    );
    room.short(
        "redact::RedactedPdf::notes",
        "What is not stored as in the source.",
        |i: One, desk| -> Result<Vec<Note>> { Ok(desk.redacted(i.this)?.notes().to_vec()) },
    );
    room.short(
        "redact::RedactedPdf::page_count",
        "How many pages it has.",
        |i: One, desk| -> Result<usize> { Ok(desk.redacted(i.this)?.page_count()) },
    );
    room.short(
        "redact::RedactedPdf::wiped",
        "Backs of which what showed through was wiped.",
        |i: One, desk| -> Result<Vec<Wiped>> { Ok(desk.redacted(i.this)?.wiped().to_vec()) },
    );
    room.short("redact::RedactedPdf::zones", "What was hidden.", |i: One, desk| -> Result<Vec<Zone>> {
        Ok(desk.redacted(i.this)?.zones().to_vec())
    });
    room.long(
        "redact::RedactedPdf::receipt",
        "What belongs into the store beside the file.",
        |i: Receipt, desk| -> Result<RedactionReceipt> {
            Ok(desk.redacted(i.this)?.receipt(&sealing_key(&i.key)?))
        },
    );
    room.long(
        "redact::RedactedPdf::from_storage",
        "A stored file with its receipt, which must belong to it.",
        |i: Stored, desk| {
            let bytes = (*desk.bytes(i.pdf)?).as_ref().to_vec();
            let redacted = RedactedPdf::from_storage(bytes, &i.receipt, &sealing_key(&i.key)?)?;
            Ok::<Redacted, Error>(desk.give(Item::Redacted(Arc::new(redacted))))
        },
    );
}

/// The key that receipts are sealed under, of an exam's key.
fn sealing_key(text: &str) -> Result<[u8; 32]> {
    text.parse::<korrigo_core::exam::ExamKey>()?.derived("receipt")
}

fn of_copy(i: &OfCopy, desk: &Desk<'_>) -> Result<FoundZones> {
    let sources = documents(&i.sources, desk)?;
    let Some(copy) = i.plan.copies().get(i.copy) else {
        return Err(Error::new(Code::NotFound, "the plan has no such copy"));
    };
    let findings = i.findings.as_ref();
    let view = CopyView { copy, sources: &sources, findings, notes: &i.notes, straighten: i.straighten };
    auto::of_copy(&view, &i.options.options()).map(FoundZones::from)
}

fn audit(i: AuditFile, desk: &Desk<'_>) -> Result<Audited> {
    let needles = Needles::new(&i.needles);
    let options = AuditOptions {
        zones: &i.zones,
        expected: &i.expected,
        password: i.password.as_deref(),
        ..AuditOptions::new(&needles)
    };
    let audit = audit_shared(desk.bytes(i.pdf)?, &options, &Limits::from(i.limits))?;
    let (is_clean, needles_found) = (audit.is_clean(), audit.needles_found());
    let left_in_zones = audit.left_in_zones().count();
    Ok(Audited { audit, is_clean, needles_found, left_in_zones })
}
