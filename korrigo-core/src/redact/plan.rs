//! What is to be hidden of one file: plain data, stable on disk as `korrigo.redaction/1`.
//!
//! Knows the rules of a plan and refuses every other. Knows nothing of how zones were found or are emptied.

use serde::{Deserialize, Serialize};

use super::{Back, Zone, letters};
use crate::document::Document;
use crate::error::{Code, Error, Result};
use crate::geometry::NormalizedRect;
use crate::id::SourceHash;

/// The name and version of the stored form.
const FORMAT: &str = "korrigo.redaction/1";

/// The most letters of a stamp: more are not an id.
const MAX_LETTERS: usize = 64;

/// A legal plan of a redaction. Read one with serde, or make one with [`plan`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "RedactionParts", into = "RedactionParts")]
pub struct RedactionPlan(RedactionParts);

/// The fields of a plan, not yet checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(rename = "RedactionPlan")]
pub struct RedactionParts {
    /// Always `korrigo.redaction/1`.
    pub format: String,
    /// The hash of the file that the plan is for.
    pub sha256: SourceHash,
    /// How many pages it has.
    pub pages: usize,
    /// What is hidden.
    pub zones: Vec<Zone>,
    /// What zones look like.
    #[serde(default)]
    pub fill: Fill,
    /// What is written into zones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stamps: Vec<Stamp>,
    /// Where headers may show through: what does is taken away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub backs: Vec<Back>,
    /// What becomes of invisible text outside the zones.
    #[serde(default, skip_serializing_if = "UnseenText::is_kept")]
    pub unseen_text: UnseenText,
}

/// What becomes of text outside the zones that is drawn with no ink: what a scanner has read off the page.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnseenText {
    /// It goes, on every page: nobody sees where in it a name stands.
    Drop,
    /// It stays.
    #[default]
    Keep,
}

impl UnseenText {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
    fn is_kept(&self) -> bool {
        *self == Self::Keep
    }
}

/// What a zone looks like when it is empty.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fill {
    /// White.
    #[default]
    White,
    /// A light grey, so that everybody sees that something is hidden.
    Grey,
    /// The paper's own colour around the zones of the page.
    Paper,
}

/// A text that is written into a zone: an anonymous id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Stamp {
    /// The page, from 0.
    pub page: usize,
    /// Where, in displayed, normalised coordinates: within a zone of the page.
    #[serde(flatten)]
    pub rect: NormalizedRect,
    /// Capital letters, digits, spaces and `- . / _`; at least one, at most 64.
    pub text: String,
}

/// What a new plan says beside its zones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanOptions {
    /// What zones look like.
    pub fill: Fill,
    /// What is written into zones.
    pub stamps: Vec<Stamp>,
    /// Where headers may show through: what does is taken away.
    pub backs: Vec<Back>,
    /// What becomes of invisible text outside the zones.
    pub unseen_text: UnseenText,
}

/// A plan for a document.
///
/// ```
/// # use std::sync::Arc;
/// # use korrigo_core::document::{Document, OpenOptions};
/// # use korrigo_core::geometry::NormalizedRect;
/// # use korrigo_core::redact::{self, PlanOptions, Zone, ZoneReason};
/// # use korrigo_fixtures::pdf::{Page, Pdf};
/// # let mut file = Pdf::new();
/// # file.page(&Page::a4());
/// # let document = Document::open(Arc::new(file.finish()), &OpenOptions::default())?;
/// let zone = |page| Zone { page, rect: NormalizedRect::FULL, reason: ZoneReason::Given };
/// assert!(redact::plan(&document, vec![zone(0)], PlanOptions::default()).is_ok());
/// let refused = redact::plan(&document, vec![zone(1)], PlanOptions::default()).unwrap_err();
/// assert_eq!(refused.code().as_str(), "page_not_found");
/// # Ok::<(), korrigo_core::Error>(())
/// ```
///
/// # Errors
/// All that are true at once:
/// - `page_not_found` for a zone or a stamp on a page that is not there;
/// - `zone_invalid` for a stamp that lies in no zone of its page;
/// - `missing_glyph` for a stamp without a letter, or with one that cannot be drawn.
///
/// (A rectangle outside the page, empty or not of finite numbers is refused by [`NormalizedRect::new`]; a
/// document whose password is not known by [`Document::open`].)
pub fn plan(document: &Document, zones: Vec<Zone>, options: PlanOptions) -> Result<RedactionPlan> {
    let PlanOptions { fill, stamps, backs, unseen_text } = options;
    let (format, sha256, pages) = (FORMAT.into(), document.hash(), document.page_count());
    RedactionPlan::new(RedactionParts { format, sha256, pages, zones, fill, stamps, backs, unseen_text })
}

impl RedactionPlan {
    /// Checks a plan's fields.
    ///
    /// # Errors
    /// Those of [`plan`]; `plan_invalid` for another format.
    pub fn new(parts: RedactionParts) -> Result<Self> {
        let mut faults = Vec::new();
        if parts.format != FORMAT {
            faults.push(Error::new(Code::PlanInvalid, format!("a redaction plan is of format {FORMAT}")));
        }
        let pages = parts.zones.iter().map(|zone| zone.page).chain(parts.stamps.iter().map(|one| one.page));
        let backs = parts.backs.iter().flat_map(|back| [back.page, back.front]);
        for page in pages.chain(backs).filter(|page| *page >= parts.pages) {
            let message = format!("there is no page {page}; the file has {}", parts.pages);
            faults.push(Error::new(Code::PageNotFound, message));
        }
        for stamp in &parts.stamps {
            faults.extend(stamp.fault(&parts.zones));
        }
        match Error::join(faults) {
            Some(error) => Err(error),
            None => Ok(Self(parts)),
        }
    }

    /// The hash of the file it is for.
    pub fn source(&self) -> SourceHash {
        self.0.sha256
    }

    /// How many pages the file has.
    pub fn pages(&self) -> usize {
        self.0.pages
    }

    /// What is hidden.
    pub fn zones(&self) -> &[Zone] {
        &self.0.zones
    }

    /// What zones look like.
    pub fn fill(&self) -> Fill {
        self.0.fill
    }

    /// What is written into zones.
    pub fn stamps(&self) -> &[Stamp] {
        &self.0.stamps
    }

    /// Where headers may show through.
    pub fn backs(&self) -> &[Back] {
        &self.0.backs
    }

    /// The plan with these zones too, and these backs instead of its own.
    pub(super) fn decided(&self, zones: Vec<Zone>, backs: Vec<Back>) -> Self {
        let mut parts = self.0.clone();
        parts.zones.extend(zones);
        Self(RedactionParts { backs, ..parts })
    }

    /// What becomes of invisible text outside the zones.
    pub fn unseen_text(&self) -> UnseenText {
        self.0.unseen_text
    }

    /// The fields, to be changed.
    pub fn into_parts(self) -> RedactionParts {
        self.0
    }

    /// Whether this is the plan's file.
    pub(super) fn check_source(&self, document: &Document) -> Result<()> {
        if self.0.sha256 == document.hash() && self.0.pages == document.page_count() {
            return Ok(());
        }
        Err(Error::new(Code::PlanInvalid, "this is not the file that the redaction plan was made for")
            .hint("make a new plan"))
    }
}

impl TryFrom<RedactionParts> for RedactionPlan {
    type Error = Error;

    fn try_from(parts: RedactionParts) -> Result<Self> {
        Self::new(parts)
    }
}

impl From<RedactionPlan> for RedactionParts {
    fn from(plan: RedactionPlan) -> Self {
        plan.0
    }
}

impl Stamp {
    fn fault(&self, zones: &[Zone]) -> Option<Error> {
        let count = self.text.chars().count();
        let drawable = self.text.chars().all(|letter| letters::strokes(letter).is_some());
        if self.text.trim().is_empty() || count > MAX_LETTERS || !drawable {
            let message = format!("a stamp has 1 to {MAX_LETTERS} letters: A to Z, 0 to 9, - . / _");
            return Some(Error::new(Code::MissingGlyph, message).on_page(self.page));
        }
        let own = self.rect.scaled(1.0, 1.0);
        let within = |zone: &Zone| {
            let zone = zone.rect.scaled(1.0, 1.0);
            let slack = NormalizedRect::TOLERANCE;
            own.x0 >= zone.x0 - slack
                && own.y0 >= zone.y0 - slack
                && own.x1 <= zone.x1 + slack
                && own.y1 <= zone.y1 + slack
        };
        if zones.iter().any(|zone| zone.page == self.page && within(zone)) {
            return None;
        }
        Some(Error::new(Code::ZoneInvalid, "a stamp lies in no zone of its page").on_page(self.page))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redact::ZoneReason;

    fn parts() -> RedactionParts {
        let rect = NormalizedRect::new(0.1, 0.1, 0.5, 0.2).unwrap();
        RedactionParts {
            format: FORMAT.into(),
            sha256: SourceHash::of(b""),
            pages: 2,
            zones: vec![Zone { page: 1, rect, reason: ZoneReason::Header }],
            fill: Fill::Paper,
            stamps: vec![Stamp { page: 1, rect, text: "EXAM-0042".into() }],
            backs: vec![Back { page: 1, rect, front: 0, header: rect, written: true }],
            unseen_text: UnseenText::Keep,
        }
    }

    #[test]
    fn a_plan_is_read_as_it_was_written() {
        let plan = RedactionPlan::new(parts()).unwrap();
        let json = serde_json::to_string(&plan).unwrap();
        assert!(json.contains(r#""format":"korrigo.redaction/1""#) && json.contains(r#""reason":"header""#));
        assert_eq!(serde_json::from_str::<RedactionPlan>(&json).unwrap(), plan);
        assert!(serde_json::from_str::<RedactionPlan>(&json.replace("0.5", "0.95")).is_err());
        assert!(serde_json::from_str::<RedactionPlan>(&json.replace("\"w\":0.5", "\"w\":null")).is_err());
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let mut wrong = parts();
        wrong.zones[0].page = 2;
        wrong.stamps[0].text = "Élève".into();
        wrong.stamps.push(Stamp { page: 0, ..parts().stamps[0].clone() });
        let error = RedactionPlan::new(wrong).unwrap_err();
        let codes: Vec<Code> =
            std::iter::once(error.code()).chain(error.also().iter().map(Error::code)).collect();
        assert_eq!(codes, [Code::ZoneInvalid, Code::MissingGlyph, Code::PageNotFound]);
    }
}
