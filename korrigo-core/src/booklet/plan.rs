//! The split plan: plain data, stable on disk as `korrigo.plan/1`, and legal by construction.
//!
//! Knows the rules a plan obeys and refuses every other. Knows nothing of how it was decided.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Reason;
use crate::error::{Code, Error, Result};
use crate::geometry::{CutLine, Half, NormalizedRect, Rotation};
use crate::id::{PageId, SourceHash};

/// The name and version of the stored form.
pub(super) const FORMAT: &str = "korrigo.plan/1";

/// A legal plan: every half of every page of every source stands in exactly one place.
///
/// Read one with serde or make one from [`PlanParts`]; both refuse what breaks the rules with
/// `plan_invalid`, naming every broken rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "PlanParts", into = "PlanParts")]
pub struct SplitPlan(PlanParts);

/// The fields of a plan, not yet checked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(rename = "SplitPlan")]
pub struct PlanParts {
    /// Always `korrigo.plan/1`.
    pub format: String,
    /// The scans, in the order `source` counts them.
    pub sources: Vec<SourceRef>,
    /// The copies, in the order of the pile.
    pub copies: Vec<CopyPlan>,
    /// Halves that a person must place.
    #[serde(default)]
    pub review: Vec<ReviewPage>,
    /// Blank halves that belong to no copy.
    #[serde(default)]
    pub blank: Vec<BlankPage>,
}

/// One scan.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SourceRef {
    /// What the user calls it; for people only.
    pub name: String,
    /// Its content's hash: what makes page ids and a second import recognisable.
    pub sha256: SourceHash,
    /// How many pages it has.
    pub pages: usize,
}

/// One candidate's pages, in reading order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CopyPlan {
    /// Position in `copies`, from 0.
    pub index: usize,
    /// Whether a person should look.
    pub status: Status,
    /// Why a person should look.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// Whose copy it is, where that is known.
    #[serde(default)]
    pub candidate: Option<Candidate>,
    /// The pages, in reading order; at least one.
    pub pages: Vec<PlannedPage>,
}

impl CopyPlan {
    /// Whether a person should look: its plan may be wrong, or something is to be done about a page of it.
    pub fn needs_a_person(&self) -> bool {
        // Of a plan that stands, or that a person agreed to, these are still to be done.
        let to_do = |reason: &Reason| matches!(reason, Reason::QualityRed | Reason::NoHeader);
        self.status == Status::Review || self.reasons.iter().any(to_do)
    }
}

/// Whether a decision stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(rename = "PlanStatus")]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Every page is where the plan says: never wrong. What its reasons name is to be done or known besides, such
    /// as a page to be scanned again.
    Certain,
    /// A person decides.
    Review,
}

/// Whose copy it is.
#[derive(Clone, Default, Eq, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(rename = "PlannedCandidate")]
pub struct Candidate {
    /// Surname.
    pub last_name: String,
    /// First name.
    pub first_name: String,
    /// ISO date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<String>,
    /// The candidate's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

impl std::fmt::Debug for Candidate {
    // A name never reaches a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Candidate(..)")
    }
}

/// Where a page lies on the scan: which half of which side, turned and cut how.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Placement {
    /// The page's name for ever.
    pub id: PageId,
    /// Which scan, from 0.
    pub source: usize,
    /// Which of its pages, from 0.
    pub page: usize,
    /// Which half of the upright side.
    pub half: Half,
    /// Quarter turns clockwise that make the displayed page upright.
    #[serde(default)]
    pub rotate: Rotation,
    /// How far the content is turned clockwise on the upright page, in degrees.
    #[serde(default)]
    pub skew_deg: f64,
    /// The fold: normalised x at mid height of the upright page. Means nothing for a whole page.
    #[serde(default = "middle")]
    pub cut: f64,
    /// The cut as two points of the upright, normalised page; overrides `cut` and the skew's slant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_line: Option<CutLine>,
}

const fn middle() -> f64 {
    0.5
}

impl Placement {
    /// A half of a page as it lies: not turned, not skewed, cut in the middle.
    ///
    /// # Errors
    /// `plan_invalid` when there is no such source.
    pub fn new(sources: &[SourceRef], source: usize, page: usize, half: Half) -> Result<Self> {
        let hash = &sources
            .get(source)
            .ok_or_else(|| Error::new(Code::PlanInvalid, format!("there is no source {source}")))?
            .sha256;
        Ok(Self {
            id: PageId::new(hash, page, half),
            source,
            page,
            half,
            rotate: Rotation::D0,
            skew_deg: 0.0,
            cut: middle(),
            cut_line: None,
        })
    }

    /// The line to cut along on an upright page of `width` by `height` points.
    pub fn line(&self, width: f64, height: f64) -> CutLine {
        self.cut_line.unwrap_or_else(|| CutLine::skewed(self.cut, self.skew_deg, width, height))
    }
}

/// A page of a copy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct PlannedPage {
    /// Where it lies on the scan.
    #[serde(flatten)]
    pub placement: Placement,
    /// Its number in the copy, from 1, where that is known.
    #[serde(default)]
    pub number: Option<u32>,
    /// Whether nobody wrote on it. A blank page of a booklet stays in its copy.
    #[serde(default)]
    pub blank: bool,
    /// How sure the decision is: 0..=1.
    pub confidence: f64,
    /// The header, normalised to this half.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<NormalizedRect>,
    /// What speaks for the decision.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// Where else it may belong, the likeliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
}

/// One thing that speaks for a decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Evidence {
    /// What was seen.
    pub kind: EvidenceKind,
    /// How strongly it speaks: 0..=1.
    pub score: f64,
}

/// What kind of thing was seen.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EvidenceKind {
    /// The fold was found.
    Fold,
    /// A header was found.
    Header,
    /// The header looks as if the candidate of the header before filled it in.
    Likeness,
    /// The user said so.
    Mode,
    /// The copy as a whole: the probability that it is exactly as planned.
    Order,
    /// The way up was found.
    Orientation,
    /// The number in the boxes is the page's.
    PageNumber,
    /// The shape of the page and its place in the pile.
    Shape,
    /// The two sides of the sheet go together: by slant and by what shows through.
    Sheet,
}

/// A half that a person must place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ReviewPage {
    /// Where it lies on the scan.
    #[serde(flatten)]
    pub placement: Placement,
    /// Why it was not placed.
    pub reason: Reason,
    /// What was nearly decided, the likeliest first.
    #[serde(default)]
    pub alternatives: Vec<Alternative>,
}

/// A place that a half might have had.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Alternative {
    /// Which copy.
    pub copy: usize,
    /// Which page of it, from 1.
    #[serde(default)]
    pub number: Option<u32>,
    /// How likely: 0..=1.
    pub score: f64,
}

/// A blank half that belongs to no copy.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct BlankPage {
    /// Where it lies on the scan.
    #[serde(flatten)]
    pub placement: Placement,
}

impl SplitPlan {
    /// Checks the rules.
    ///
    /// # Errors
    /// `plan_invalid`, with every broken rule in [`Error::also`]: another format; a half that is placed
    /// twice or nowhere; a page id, index, number or line that is not what it must be; an empty copy.
    pub fn new(parts: PlanParts) -> Result<Self> {
        let mut faults = Faults::default();
        check_header(&parts, &mut faults);
        for placement in placements(&parts) {
            check_placement(placement, &parts.sources, &mut faults);
        }
        check_scores(&parts, &mut faults);
        check_coverage(&parts, &mut faults);
        match Error::join(faults.0) {
            Some(error) => Err(error.hint("every half of every page belongs in exactly one place")),
            None => Ok(Self(parts)),
        }
    }

    /// The scans.
    pub fn sources(&self) -> &[SourceRef] {
        &self.0.sources
    }

    /// The copies, in the order of the pile.
    pub fn copies(&self) -> &[CopyPlan] {
        &self.0.copies
    }

    /// Halves that a person must place.
    pub fn review(&self) -> &[ReviewPage] {
        &self.0.review
    }

    /// Blank halves that belong to no copy.
    pub fn blank(&self) -> &[BlankPage] {
        &self.0.blank
    }

    /// Whether anything waits for a person.
    pub fn needs_review(&self) -> bool {
        !self.0.review.is_empty() || self.0.copies.iter().any(CopyPlan::needs_a_person)
    }

    /// The fields, to be changed and checked again.
    pub fn into_parts(self) -> PlanParts {
        self.0
    }
}

impl TryFrom<PlanParts> for SplitPlan {
    type Error = Error;

    fn try_from(parts: PlanParts) -> Result<Self> {
        Self::new(parts)
    }
}

impl From<SplitPlan> for PlanParts {
    fn from(plan: SplitPlan) -> Self {
        plan.0
    }
}

/// The faults of a plan, at most [`Faults::MOST`]: a plan that is wholly wrong is not worth a book.
#[derive(Default)]
struct Faults(Vec<Error>);

impl Faults {
    const MOST: usize = 20;

    fn add(&mut self, message: String) {
        if self.0.len() < Self::MOST {
            self.0.push(Error::new(Code::PlanInvalid, message));
        }
    }
}

fn placements(parts: &PlanParts) -> impl Iterator<Item = &Placement> {
    let copies = parts.copies.iter().flat_map(|copy| copy.pages.iter().map(|page| &page.placement));
    let review = parts.review.iter().map(|page| &page.placement);
    copies.chain(review).chain(parts.blank.iter().map(|page| &page.placement))
}

fn check_header(parts: &PlanParts, faults: &mut Faults) {
    if parts.format != FORMAT {
        faults.add(format!("the format is not {FORMAT}"));
    }
    for (place, copy) in parts.copies.iter().enumerate() {
        if copy.index != place {
            faults.add(format!("copy {place} carries the index {}", copy.index));
        }
        if copy.pages.is_empty() {
            faults.add(format!("copy {place} has no page"));
        }
        if copy.status == Status::Review && copy.reasons.is_empty() {
            faults.add(format!("copy {place} is for review without a reason"));
        }
    }
}

fn check_placement(placement: &Placement, sources: &[SourceRef], faults: &mut Faults) {
    let Placement { source, page, half, .. } = *placement;
    let Some(scan) = sources.get(source) else {
        return faults.add(format!("there is no source {source}"));
    };
    if page >= scan.pages {
        faults.add(format!("source {source} has no page {page}: it has {}", scan.pages));
    }
    if placement.id != PageId::new(&scan.sha256, page, half) {
        faults.add(format!("the id of source {source}, page {page}, {half:?} is not the one it must have"));
    }
    if !(placement.skew_deg.is_finite() && placement.skew_deg.abs() <= 45.0) {
        faults.add(format!("the skew of source {source}, page {page} is not between -45 and 45 degrees"));
    }
    if !(placement.cut > 0.0 && placement.cut < 1.0) {
        faults.add(format!("the cut of source {source}, page {page} is not between 0 and 1"));
    }
    if placement.cut_line.is_some_and(|line| !line.is_valid()) {
        faults.add(format!("the cut line of source {source}, page {page} does not cross the page"));
    }
}

fn check_scores(parts: &PlanParts, faults: &mut Faults) {
    let pages = parts.copies.iter().flat_map(|copy| &copy.pages);
    let confidences = pages.clone().map(|page| page.confidence);
    let evidence = pages.clone().flat_map(|page| &page.evidence).map(|evidence| evidence.score);
    let placed = pages.clone().flat_map(|page| &page.alternatives);
    let alternatives = parts.review.iter().flat_map(|page| &page.alternatives).chain(placed);
    let scores = confidences.chain(evidence).chain(alternatives.clone().map(|other| other.score));
    if scores.into_iter().any(|score| !(0.0..=1.0).contains(&score)) {
        faults.add("a confidence or score is not between 0 and 1".into());
    }
    if alternatives.into_iter().any(|other| other.copy >= parts.copies.len()) {
        faults.add("an alternative names a copy that is not there".into());
    }
}

fn check_coverage(parts: &PlanParts, faults: &mut Faults) {
    // How often each half of each page was placed: [left, right, whole].
    let mut placed: BTreeMap<(usize, usize), [usize; 3]> = BTreeMap::new();
    for placement in placements(parts) {
        let [left, right, whole] = placed.entry((placement.source, placement.page)).or_default();
        *match placement.half {
            Half::Left => left,
            Half::Right => right,
            Half::Whole => whole,
        } += 1;
    }
    for (source, scan) in parts.sources.iter().enumerate() {
        for page in 0..scan.pages {
            match placed.get(&(source, page)) {
                Some([0, 0, 1] | [1, 1, 0]) => {}
                None => faults.add(format!("source {source}, page {page} is nowhere")),
                Some([left, right, whole]) => faults.add(format!(
                    "source {source}, page {page}: the left half is placed {left} times, the right half \
                     {right} times, the whole page {whole} times"
                )),
            }
            if faults.0.len() == Faults::MOST {
                return;
            }
        }
    }
}
