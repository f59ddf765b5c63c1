//! The planners that need no look at the paper: single files, fixed numbers of pages, and plain geometry.
//!
//! Knows the order of pages on a folded sheet: recto = P4 | P1, verso = P2 | P3. Looks at shapes alone,
//! so the geometric planner never calls a copy certain.

use std::num::NonZeroU32;
use std::str::FromStr;

use super::plan::{
    Alternative, CopyPlan, Evidence, EvidenceKind, FORMAT, Placement, PlanParts, PlannedPage, ReviewPage,
    SourceRef, SplitPlan, Status,
};
use super::reason::Reason;
use crate::error::{Code, Error, Result};
use crate::geometry::Half;

/// Width over height from which a displayed page is a sheet with two pages side by side.
pub const TWO_UP_ASPECT: f64 = 1.2;

/// How many single pages make a booklet when nobody says otherwise: one folded A3 sheet.
const PAGES_OF_A_SHEET: u32 = 4;

/// How to find the copies in the scans without a look at the paper.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
    /// Every N pages are a copy, taken as they are.
    Fixed(NonZeroU32),
    /// By the shape of the pages: A3 sheets are cut at the middle and read in booklet order.
    Shape,
    /// Every file is a copy, taken as it is.
    Single,
}

impl FromStr for Mode {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let fixed = text.strip_prefix("fixed:").and_then(|number| number.parse().ok());
        match (text, fixed) {
            ("shape", _) => Ok(Self::Shape),
            ("single", _) => Ok(Self::Single),
            (_, Some(pages)) => Ok(Self::Fixed(pages)),
            _ => Err(Error::new(Code::PlanInvalid, "the mode is none of fixed:N, shape and single")
                .hint("fixed:4 makes a copy of every 4 pages")),
        }
    }
}

/// What a planner is told of one scan.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceShape {
    /// Its name, hash and number of pages.
    pub source: SourceRef,
    /// One a page.
    pub pages: Vec<PageShape>,
    /// Whether two independent readers count different numbers of pages.
    pub readers_disagree: bool,
}

/// What a planner is told of one page: its size as displayed, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageShape {
    /// Width as displayed.
    pub width: f64,
    /// Height as displayed.
    pub height: f64,
}

impl PageShape {
    /// Whether the page is a sheet with two pages side by side.
    pub fn is_two_up(&self) -> bool {
        self.width > TWO_UP_ASPECT * self.height
    }
}

/// Makes a plan by shapes and the user's word alone. Linear in the number of pages.
///
/// `Shape` takes two-up pages in twos as recto and verso of a sheet, one copy a sheet; a last recto
/// without a verso is kept and flagged (`missing_side`, `odd_tail`). Single pages among sheets go to the
/// review tray (`mixed_formats`); a scan of single pages alone is taken in fours. It has looked at nothing,
/// so every copy is for review (`not_examined`).
///
/// # Errors
/// `plan_invalid` when a shape list and a page count disagree.
///
/// ```
/// use korrigo_core::booklet::{Mode, PageShape, SourceRef, SourceShape, plan};
/// use korrigo_core::geometry::Half;
/// use korrigo_core::id::SourceHash;
///
/// let sheet = PageShape { width: 1191.0, height: 842.0 };
/// let source = SourceRef { name: "scan.pdf".into(), sha256: SourceHash::of(b"scan"), pages: 2 };
/// let scan = SourceShape { source, pages: vec![sheet; 2], readers_disagree: false };
///
/// let plan = plan(&[scan], Mode::Shape)?;
/// let order: Vec<_> = plan.copies()[0].pages.iter().map(|p| (p.placement.page, p.placement.half)).collect();
/// assert_eq!(order, [(0, Half::Right), (1, Half::Left), (1, Half::Right), (0, Half::Left)]);
/// # Ok::<(), korrigo_core::Error>(())
/// ```
pub fn plan(scans: &[SourceShape], mode: Mode) -> Result<SplitPlan> {
    let sources = scans.iter().map(|scan| scan.source.clone()).collect();
    let mut parts = PlanParts { format: FORMAT.into(), sources, ..PlanParts::default() };
    for (index, scan) in scans.iter().enumerate() {
        if scan.pages.len() != scan.source.pages {
            return Err(Error::new(
                Code::PlanInvalid,
                format!("source {index} has {} pages but {} shapes", scan.source.pages, scan.pages.len()),
            ));
        }
        match mode {
            Mode::Single => single(&mut parts, index, scan)?,
            Mode::Fixed(size) => fixed(&mut parts, index, scan, size.get())?,
            Mode::Shape => by_shape(&mut parts, index, scan)?,
        }
    }
    SplitPlan::new(parts)
}

fn single(parts: &mut PlanParts, source: usize, scan: &SourceShape) -> Result<()> {
    let pages = whole_pages(parts, source, 0..scan.pages.len(), EvidenceKind::Mode)?;
    push_copy(parts, pages, doubts(scan));
    Ok(())
}

fn fixed(parts: &mut PlanParts, source: usize, scan: &SourceShape, size: u32) -> Result<()> {
    in_groups(parts, source, scan, size, EvidenceKind::Mode, &doubts(scan))
}

fn by_shape(parts: &mut PlanParts, source: usize, scan: &SourceShape) -> Result<()> {
    let mut reasons = doubts(scan);
    reasons.push(Reason::NotExamined);
    if !scan.pages.iter().any(PageShape::is_two_up) {
        return in_groups(parts, source, scan, PAGES_OF_A_SHEET, EvidenceKind::Shape, &reasons);
    }
    let mut page = 0;
    while let Some(shape) = scan.pages.get(page) {
        if !shape.is_two_up() {
            review_loose_page(parts, source, page)?;
            page += 1;
            continue;
        }
        let has_verso = scan.pages.get(page + 1).is_some_and(PageShape::is_two_up);
        let order: &[(usize, Half, u32)] = if has_verso {
            &[(0, Half::Right, 1), (1, Half::Left, 2), (1, Half::Right, 3), (0, Half::Left, 4)]
        } else {
            &[(0, Half::Right, 1), (0, Half::Left, 4)]
        };
        let pages = order
            .iter()
            .map(|&(side, half, number)| {
                let placement = Placement::new(&parts.sources, source, page + side, half)?;
                Ok(planned(placement, number, EvidenceKind::Shape))
            })
            .collect::<Result<Vec<_>>>()?;
        let mut reasons = reasons.clone();
        if !has_verso {
            reasons.push(Reason::MissingSide);
            if page + 1 == scan.pages.len() {
                reasons.push(Reason::OddTail);
            }
        }
        push_copy(parts, pages, reasons);
        page += if has_verso { 2 } else { 1 };
    }
    Ok(())
}

/// Whole pages, `size` a copy; the last copy is kept and flagged when it is short.
fn in_groups(
    parts: &mut PlanParts,
    source: usize,
    scan: &SourceShape,
    size: u32,
    kind: EvidenceKind,
    doubts: &[Reason],
) -> Result<()> {
    let (size, total) = (size as usize, scan.pages.len());
    for start in (0..total).step_by(size) {
        let end = start.saturating_add(size).min(total);
        let mut reasons = doubts.to_vec();
        if end - start < size {
            reasons.push(Reason::OddTail);
        }
        let pages = whole_pages(parts, source, start..end, kind)?;
        push_copy(parts, pages, reasons);
    }
    Ok(())
}

fn whole_pages(
    parts: &PlanParts,
    source: usize,
    range: std::ops::Range<usize>,
    kind: EvidenceKind,
) -> Result<Vec<PlannedPage>> {
    range
        .zip(1..)
        .map(|(page, number)| {
            Ok(planned(Placement::new(&parts.sources, source, page, Half::Whole)?, number, kind))
        })
        .collect()
}

fn planned(placement: Placement, number: u32, kind: EvidenceKind) -> PlannedPage {
    // The user's word is as good as it is; a shape alone is a guess.
    let confidence = if kind == EvidenceKind::Mode { 1.0 } else { 0.5 };
    PlannedPage {
        placement,
        number: Some(number),
        blank: false,
        confidence,
        header: None,
        evidence: vec![Evidence { kind, score: confidence }],
        alternatives: Vec::new(),
    }
}

fn review_loose_page(parts: &mut PlanParts, source: usize, page: usize) -> Result<()> {
    let placement = Placement::new(&parts.sources, source, page, Half::Whole)?;
    // The sheet before it in the same scan is the likeliest owner.
    let owner = parts.copies.last().filter(|copy| copy.pages.iter().any(|p| p.placement.source == source));
    let alternatives =
        owner.map(|copy| Alternative { copy: copy.index, number: None, score: 0.5 }).into_iter().collect();
    parts.review.push(ReviewPage { placement, reason: Reason::MixedFormats, alternatives });
    Ok(())
}

fn push_copy(parts: &mut PlanParts, pages: Vec<PlannedPage>, reasons: Vec<Reason>) {
    let status = if reasons.is_empty() { Status::Certain } else { Status::Review };
    parts.copies.push(CopyPlan { index: parts.copies.len(), status, reasons, candidate: None, pages });
}

fn doubts(scan: &SourceShape) -> Vec<Reason> {
    if scan.readers_disagree { vec![Reason::ReadersDisagree] } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::SourceHash;
    use proptest::prelude::*;

    const SHEET: PageShape = PageShape { width: 1191.0, height: 842.0 };
    const LOOSE: PageShape = PageShape { width: 595.0, height: 842.0 };

    fn scan(pages: &[PageShape]) -> SourceShape {
        let source = SourceRef { name: "s".into(), sha256: SourceHash::of(b"s"), pages: pages.len() };
        SourceShape { source, pages: pages.to_vec(), readers_disagree: false }
    }

    fn code(parts: PlanParts) -> Code {
        SplitPlan::new(parts).unwrap_err().code()
    }

    #[test]
    fn shapes_flag_an_odd_tail_and_reviews_loose_pages() {
        let plan = plan(&[scan(&[SHEET, SHEET, LOOSE, SHEET])], Mode::Shape).unwrap();
        assert_eq!(plan.copies().len(), 2);
        assert_eq!(plan.copies()[0].reasons, [Reason::NotExamined]);
        assert_eq!(plan.copies()[1].reasons, [Reason::NotExamined, Reason::MissingSide, Reason::OddTail]);
        assert_eq!(plan.review()[0].reason, Reason::MixedFormats);
        assert_eq!(plan.review()[0].alternatives[0].copy, 0);
    }

    #[test]
    fn fixed_keeps_the_last_partial_booklet() {
        let plan = plan(&[scan(&[LOOSE; 10])], "fixed:4".parse().unwrap()).unwrap();
        let sizes: Vec<_> = plan.copies().iter().map(|copy| copy.pages.len()).collect();
        assert_eq!(sizes, [4, 4, 2]);
        assert_eq!(plan.copies()[1].status, Status::Certain);
        assert_eq!(plan.copies()[2].reasons, [Reason::OddTail]);
    }

    #[test]
    fn single_takes_sheets_whole() {
        let plan = plan(&[scan(&[SHEET, LOOSE]), scan(&[LOOSE])], Mode::Single).unwrap();
        assert_eq!(plan.copies().len(), 2);
        assert!(!plan.needs_review());
    }

    #[test]
    fn modes_are_read_and_refused() {
        assert_eq!("fixed:12".parse::<Mode>().unwrap(), Mode::Fixed(NonZeroU32::new(12).unwrap()));
        for text in ["", "fixed", "fixed:", "fixed:0", "fixed:-1", "auto", "SHAPE"] {
            assert_eq!(text.parse::<Mode>().unwrap_err().code(), Code::PlanInvalid);
        }
    }

    #[test]
    fn plans_that_break_a_rule_are_refused() {
        let good = plan(&[scan(&[SHEET, SHEET])], Mode::Shape).unwrap().into_parts();
        let broken: [fn(&mut PlanParts); 10] = [
            |plan| plan.format = "korrigo.plan/2".into(),
            |plan| drop(plan.copies[0].pages.pop()),
            |plan| plan.copies[0].pages[0].placement.half = Half::Left,
            |plan| plan.copies[0].pages[0].placement.source = 1,
            |plan| plan.copies[0].pages[0].placement.page = 9,
            |plan| plan.copies[0].pages[0].placement.cut = f64::NAN,
            |plan| plan.copies[0].pages[0].placement.skew_deg = f64::INFINITY,
            |plan| plan.copies[0].pages[0].confidence = 1.1,
            |plan| plan.copies[0].index = 3,
            |plan| plan.copies[0].reasons.clear(),
        ];
        for change in broken {
            let mut parts = good.clone();
            change(&mut parts);
            assert_eq!(code(parts), Code::PlanInvalid);
        }
    }

    #[test]
    fn the_stored_form_is_the_published_one() {
        let plan = plan(&[scan(&[LOOSE])], Mode::Single).unwrap();
        let json = serde_json::to_value(&plan).unwrap();
        assert_eq!(json["format"], "korrigo.plan/1");
        let page = &json["copies"][0]["pages"][0];
        assert_eq!(page["half"], "whole");
        assert_eq!(page["rotate"], 0);
        assert_eq!(page["evidence"][0]["kind"], "mode");
        assert_eq!(serde_json::from_value::<SplitPlan>(json).unwrap(), plan);
    }

    proptest! {
        #[test]
        fn every_half_is_placed_once(
            shapes in prop::collection::vec(prop::bool::ANY, 1..40), size in 1u32..9, mode in 0..3,
        ) {
            let shapes: Vec<_> = shapes.iter().map(|wide| if *wide { SHEET } else { LOOSE }).collect();
            let mode = match mode {
                0 => Mode::Shape,
                1 => Mode::Single,
                _ => Mode::Fixed(NonZeroU32::new(size).unwrap()),
            };
            // `SplitPlan::new` inside proves it; the round trip proves the stored form keeps it.
            let plan = plan(&[scan(&shapes)], mode).unwrap();
            let text = serde_json::to_string(&plan).unwrap();
            prop_assert_eq!(serde_json::from_str::<SplitPlan>(&text).unwrap(), plan);
        }
    }
}
