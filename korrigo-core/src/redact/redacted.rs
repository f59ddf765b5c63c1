//! A file that may be handed to a marker, and the receipt that says so later.
//!
//! Knows that such a file comes from the redactor alone, or from storage with its sealed receipt. Knows nothing of
//! how it was made.

use std::fmt;
use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::{RedactionPlan, Zone};
use crate::document::Bytes;
use crate::error::{Code, Error, Result};
use crate::geometry::NormalizedRect;
use crate::id::{SourceHash, to_hex};
use crate::split::NoteKind;

/// The name and version of the stored form of a receipt.
const FORMAT: &str = "korrigo.receipt/1";

/// A redacted file whose zones are proven empty.
///
/// Nothing but [`apply`](super::apply()) makes one, and [`RedactedPdf::from_storage`] from what it made:
///
/// ```compile_fail,E0451
/// use korrigo_core::redact::RedactedPdf;
/// fn forge(template: RedactedPdf) -> RedactedPdf {
///     RedactedPdf { bytes: std::sync::Arc::new(Vec::new()), ..template }
/// }
/// ```
///
/// ```compile_fail,E0277
/// use korrigo_core::redact::RedactedPdf;
/// let forged: RedactedPdf = b"%PDF-1.7".to_vec().into();
/// ```
///
/// ```compile_fail,E0277
/// use korrigo_core::redact::RedactedPdf;
/// let forged: RedactedPdf = serde_json::from_str("{}").unwrap();
/// ```
///
/// ```compile_fail,E0624
/// use korrigo_core::redact::RedactedPdf;
/// let forged = RedactedPdf::proven;
/// ```
#[derive(Clone)]
pub struct RedactedPdf {
    bytes: Arc<Vec<u8>>,
    pages: usize,
    zones: Vec<Zone>,
    wiped: Vec<Wiped>,
    notes: Vec<Note>,
    audit: AuditSummary,
}

/// The back of a header of which what showed through was wiped, pixel by pixel, and what was written there stayed.
///
/// (A back that was hidden as a whole is a zone, by [`ZoneReason::ShowThrough`](super::ZoneReason::ShowThrough).)
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Wiped {
    /// The page, from 0.
    pub page: usize,
    /// The part, in displayed, normalised coordinates.
    #[serde(flatten)]
    pub rect: NormalizedRect,
}

/// One thing on one page that is not stored as in the source, or was left out.
#[derive(
    Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize, schemars::JsonSchema,
)]
#[schemars(rename = "RedactionNote")]
pub struct Note {
    /// The page, from 0.
    pub page: usize,
    /// What was done.
    pub kind: NoteKind,
}

/// What the audit of a redacted file said. (Of its zones it said nothing, or there were no file.)
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AuditSummary {
    /// How many needles were looked for.
    pub needles: usize,
    /// How many of them were found, outside every zone.
    pub needles_found: usize,
    /// How many findings there were in all.
    pub findings: usize,
}

/// What a store keeps beside a redacted file: which bytes they were, what was hidden, and a seal.
///
/// ```
/// # use std::sync::Arc;
/// # use korrigo_core::document::{Document, OpenOptions};
/// # use korrigo_core::redact::{self, PlanOptions, RedactOptions, RedactedPdf};
/// # use korrigo_fixtures::pdf::{Page, Pdf};
/// # let mut file = Pdf::new();
/// # file.page(&Page::a4());
/// # let document = Document::open(Arc::new(file.finish()), &OpenOptions::default())?;
/// # let plan = redact::plan(&document, Vec::new(), PlanOptions::default())?;
/// let redacted = redact::apply(&document, &plan, &RedactOptions::default())?;
/// let (key, other) = ([7; 32], [8; 32]);
/// let receipt = redacted.receipt(&key);
/// let again = RedactedPdf::from_storage(redacted.bytes().to_vec(), &receipt, &key)?;
/// assert_eq!(again.bytes(), redacted.bytes());
/// assert!(RedactedPdf::from_storage(redacted.bytes().to_vec(), &receipt, &other).is_err());
/// # Ok::<(), korrigo_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct RedactionReceipt {
    /// Always `korrigo.receipt/1`.
    pub format: String,
    /// The hash of the redacted file.
    pub sha256: SourceHash,
    /// How many pages it has.
    pub pages: usize,
    /// What was hidden.
    pub zones: Vec<Zone>,
    /// Where what shows through was wiped.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wiped: Vec<Wiped>,
    /// What is not stored as in the source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// What the audit said.
    pub audit: AuditSummary,
    /// HMAC-SHA-256 over all of this by the store's key, in lower-case hexadecimal digits.
    pub seal: String,
}

impl RedactedPdf {
    /// Called by the proof alone.
    pub(super) fn proven(
        bytes: Arc<Vec<u8>>,
        plan: &RedactionPlan,
        notes: Vec<Note>,
        audit: AuditSummary,
    ) -> Self {
        let wiped = plan.backs().iter().map(|back| Wiped { page: back.page, rect: back.rect }).collect();
        Self { bytes, pages: plan.pages(), zones: plan.zones().to_vec(), wiped, notes, audit }
    }

    /// A file that was redacted before, from where it was stored.
    ///
    /// # Errors
    /// `redaction_unproven` when the seal is not that of the key (`receipt.seal`), or the bytes are not those that
    /// were sealed (`receipt.bytes`).
    pub fn from_storage(bytes: Vec<u8>, receipt: &RedactionReceipt, key: &[u8; 32]) -> Result<Self> {
        let refused = |message: &str, detail| {
            Err(Error::new(Code::RedactionUnproven, message).with_detail(detail).hint("redact it again"))
        };
        let seal = unhex(&receipt.seal).unwrap_or_default();
        if receipt.format != FORMAT || receipt.mac(key).verify_slice(&seal).is_err() {
            return refused("the receipt of a redaction is not sealed by this key", "receipt.seal");
        }
        if SourceHash::of(&bytes) != receipt.sha256 {
            return refused(
                "the file is not the one that the receipt of its redaction is for",
                "receipt.bytes",
            );
        }
        let RedactionReceipt { pages, zones, wiped, notes, audit, .. } = receipt.clone();
        Ok(Self { bytes: Arc::new(bytes), pages, zones, wiped, notes, audit })
    }

    /// The file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The file, to be opened without copying it.
    pub(crate) fn shared(&self) -> Bytes {
        Arc::clone(&self.bytes) as Bytes
    }

    /// How many pages it has.
    pub fn page_count(&self) -> usize {
        self.pages
    }

    /// What was hidden.
    pub fn zones(&self) -> &[Zone] {
        &self.zones
    }

    /// Where what showed through was wiped.
    pub fn wiped(&self) -> &[Wiped] {
        &self.wiped
    }

    /// What is not stored as in the source, by page.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// What the audit said.
    pub fn audit(&self) -> AuditSummary {
        self.audit
    }

    /// The receipt to store with the file, sealed by a key that only the store has.
    pub fn receipt(&self, key: &[u8; 32]) -> RedactionReceipt {
        let mut receipt = RedactionReceipt {
            format: FORMAT.into(),
            sha256: SourceHash::of(&self.bytes),
            pages: self.pages,
            zones: self.zones.clone(),
            wiped: self.wiped.clone(),
            notes: self.notes.clone(),
            audit: self.audit,
            seal: String::new(),
        };
        receipt.seal = to_hex(&receipt.mac(key).finalize().into_bytes());
        receipt
    }
}

impl fmt::Debug for RedactedPdf {
    // What a paper holds is personal data: it never reaches a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedactedPdf")
            .field("bytes", &self.bytes.len())
            .field("pages", &self.pages)
            .field("zones", &self.zones.len())
            .finish_non_exhaustive()
    }
}

impl RedactionReceipt {
    /// Everything but the seal. Coordinates count in billionths of the page: JSON need not keep the last bit.
    fn mac(&self, key: &[u8; 32]) -> Hmac<Sha256> {
        // HMAC fills a short key up with zeros to one block of the hash (RFC 2104): a whole block cannot fail.
        let mut block = [0; 64];
        block.iter_mut().zip(key).for_each(|(to, from)| *to = *from);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(FORMAT.as_bytes());
        mac.update(self.sha256.to_string().as_bytes());
        let number = |mac: &mut Hmac<Sha256>, number: u64| mac.update(&number.to_be_bytes());
        let sides = |mac: &mut Hmac<Sha256>, rect: &NormalizedRect| {
            for side in [rect.x(), rect.y(), rect.w(), rect.h()] {
                number(mac, (side * 1e9).round() as u64);
            }
        };
        let AuditSummary { needles, needles_found, findings } = self.audit;
        for count in [self.pages, needles, needles_found, findings, self.zones.len(), self.notes.len()] {
            number(&mut mac, count as u64);
        }
        for zone in &self.zones {
            number(&mut mac, zone.page as u64);
            number(&mut mac, zone.reason as u64);
            sides(&mut mac, &zone.rect);
        }
        for note in &self.notes {
            number(&mut mac, note.page as u64);
            mac.update(note.kind.as_str().as_bytes());
            number(&mut mac, 0);
        }
        // Nothing where nothing was wiped: so are receipts from before there was any wiping.
        for wiped in &self.wiped {
            mac.update(b"wiped");
            number(&mut mac, wiped.page as u64);
            sides(&mut mac, &wiped.rect);
        }
        mac
    }
}

/// Bytes of an even number of hexadecimal digits.
fn unhex(text: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let digit = |digit: u8| char::from(digit).to_digit(16);
    let byte = |[high, low]: &[u8; 2]| Some((digit(*high)? << 4 | digit(*low)?) as u8);
    pairs.iter().map(byte).collect::<Option<_>>().filter(|_| rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redact::ZoneReason;

    const KEY: [u8; 32] = [3; 32];

    fn redacted() -> RedactedPdf {
        let rect = NormalizedRect::new(0.1, 1.0 / 3.0, 0.2, 0.3).unwrap();
        RedactedPdf {
            bytes: Arc::new(b"%PDF-1.7".to_vec()),
            pages: 4,
            zones: vec![Zone { page: 1, rect, reason: ZoneReason::Header }],
            wiped: vec![Wiped { page: 3, rect }],
            notes: vec![Note { page: 2, kind: NoteKind::JpxStoredAsFlate }],
            audit: AuditSummary { needles: 12, needles_found: 1, findings: 3 },
        }
    }

    #[test]
    fn a_receipt_survives_json_and_nothing_in_it_can_be_changed() {
        let redacted = redacted();
        let json = serde_json::to_string(&redacted.receipt(&KEY)).unwrap();
        let receipt: RedactionReceipt = serde_json::from_str(&json).unwrap();
        let bytes = || redacted.bytes().to_vec();
        assert!(RedactedPdf::from_storage(bytes(), &receipt, &KEY).is_ok());
        let changes: [fn(&mut RedactionReceipt); 10] = [
            |receipt| receipt.pages = 5,
            |receipt| receipt.zones.clear(),
            |receipt| receipt.zones[0].page = 0,
            |receipt| receipt.zones[0].rect = NormalizedRect::FULL,
            |receipt| receipt.wiped.clear(),
            |receipt| receipt.wiped[0].rect = NormalizedRect::FULL,
            |receipt| receipt.notes.clear(),
            |receipt| receipt.audit.needles_found = 0,
            |receipt| receipt.sha256 = SourceHash::of(b"another file"),
            |receipt| receipt.seal.clear(),
        ];
        for change in changes {
            let mut forged = receipt.clone();
            change(&mut forged);
            let refused = RedactedPdf::from_storage(bytes(), &forged, &KEY).unwrap_err();
            assert_eq!((refused.code(), refused.detail()), (Code::RedactionUnproven, Some("receipt.seal")));
        }
        let refused = RedactedPdf::from_storage(b"%PDF-1.6".to_vec(), &receipt, &KEY).unwrap_err();
        assert_eq!(refused.detail(), Some("receipt.bytes"));
        assert!(RedactedPdf::from_storage(bytes(), &receipt, &[4; 32]).is_err());
    }

    #[test]
    fn nothing_of_a_paper_is_in_debug() {
        assert!(!format!("{:?}", redacted()).contains("PDF-"));
    }
}
