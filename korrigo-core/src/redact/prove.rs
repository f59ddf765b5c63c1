//! Whether the zones of what was written are empty.
//!
//! Knows the audit and what of it disproves a redaction. Knows nothing of how the file was made: it reads the
//! bytes that were written, as a stranger would.

use std::sync::Arc;

use super::apply::RedactOptions;
use super::audit::{self, AuditOptions, Expected, Needles};
use super::behind::Behind;
use super::redacted::{AuditSummary, Note, RedactedPdf};
use super::{RedactionPlan, Stamp};
use crate::document::{Bytes, Document, OpenOptions};
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// The proof, and the file that it is of.
///
/// # Errors
/// `redaction_unproven` when anything is left in a zone, or could not be looked at; those of the audit.
pub(super) fn prove(
    pdf: Vec<u8>,
    (plan, behind): (&RedactionPlan, &[Behind]),
    notes: Vec<Note>,
    (options, limits): (&RedactOptions<'_>, &Limits),
) -> Result<RedactedPdf> {
    let pdf = Arc::new(pdf);
    let (none, expected) = (Needles::default(), expected(plan.stamps()));
    let options = AuditOptions {
        zones: plan.zones(),
        expected: &expected,
        ..AuditOptions::new(options.needles.unwrap_or(&none))
    };
    let audit = audit::audit_shared(Arc::clone(&pdf) as Bytes, &options, limits)?;
    if let Some(finding) = audit.left_in_zones().next() {
        let message = format!(
            "{} findings in the file that was written, the first: {:?} at {}",
            audit.left_in_zones().count(),
            finding.kind,
            finding.place
        );
        let error = Error::new(Code::RedactionUnproven, message);
        return Err(match finding.page {
            Some(page) => error.on_page(page),
            None => error,
        });
    }
    if !behind.is_empty() {
        let options = OpenOptions { limits: limits.clone(), ..OpenOptions::default() };
        let written = Document::open(Arc::clone(&pdf) as Bytes, &options)?;
        behind.iter().try_for_each(|behind| behind.prove(&written))?;
    }
    let summary = AuditSummary {
        needles: audit.needles,
        needles_found: audit.needles_found(),
        findings: audit.findings.len(),
    };
    Ok(RedactedPdf::proven(pdf, plan, notes, summary))
}

fn expected(stamps: &[Stamp]) -> Vec<Expected> {
    let expected = |stamp: &Stamp| Expected { page: stamp.page, rect: stamp.rect, text: stamp.text.clone() };
    stamps.iter().map(expected).collect()
}
