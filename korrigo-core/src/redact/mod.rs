//! Hiding who wrote a paper, in the file itself: zones of pages are emptied in every layer.
//!
//! Knows zones in displayed, normalised coordinates ([`Zone`]), where they come from ([`auto`]), and what must
//! not be left of them. What is outside the zones stays as it was. Knows nothing of exams or of who the
//! candidates are: needles and stamps are arguments.
//!
//! ```
//! use std::sync::Arc;
//! use korrigo_core::document::{Document, OpenOptions};
//! use korrigo_core::geometry::NormalizedRect;
//! use korrigo_core::redact::{self, PlanOptions, RedactOptions, Zone, ZoneReason};
//! # use korrigo_fixtures::pdf::{Page, Pdf};
//! # let mut file = Pdf::new();
//! # let font = file.font("Helvetica");
//! # let page = Page::a4().resources(&format!("/Font << /F1 {font} 0 R >>"));
//! # file.page(&page.content("BT /F1 18 Tf 60 780 Td (Dupont) Tj ET"));
//! # let bytes = file.finish();
//!
//! let document = Document::open(Arc::new(bytes), &OpenOptions::default())?;
//! let rect = NormalizedRect::new(0.05, 0.02, 0.9, 0.1)?;
//! let zones = vec![Zone { page: 0, rect, reason: ZoneReason::Given }];
//! let plan = redact::plan(&document, zones, PlanOptions::default())?;
//! let redacted = redact::apply(&document, &plan, &RedactOptions::default())?;
//! assert!(!redacted.bytes().windows(6).any(|part| part == b"Dupont"));
//! # Ok::<(), korrigo_core::Error>(())
//! ```
//!
//! What is promised, and which test keeps each promise: `PROMISES.md` beside this file.

mod apply;
pub mod audit;
pub mod auto;
mod back;
mod behind;
mod letters;
mod page;
mod plan;
mod prove;
mod redacted;
mod stamp;
mod zone;

pub use apply::{RedactOptions, apply};
pub use back::Back;
pub use plan::{Fill, PlanOptions, RedactionParts, RedactionPlan, Stamp, UnseenText, plan};
pub use redacted::{AuditSummary, Note, RedactedPdf, RedactionReceipt, Wiped};
pub use zone::{Zone, ZoneReason};
