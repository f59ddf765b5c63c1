//! An explanation as a plan: copies, the review tray, the blank list.
//!
//! Knows how pages are ordered within a copy, what is written down of each decision, and where halves go
//! that belong to no copy. The reasons are those of [`super::reasons`].

use super::super::plan::{
    Alternative, BlankPage, CopyPlan, Evidence, EvidenceKind, FORMAT, Placement, PlanParts, PlannedPage,
    ReviewPage, SourceRef,
};
use super::super::reason::Reason;
use super::chain::{Step, Taken};
use super::folded::Piece;
use super::looks::Looks;
use super::observe::{Observed, Page};
use super::options::AssignOptions;
use super::reasons::Told;
use super::solve::{Face, Reading, Solution, faces};
use crate::error::Result;
use crate::geometry::{CutLine, Half, Point, Rotation};
use crate::scan::{Findings, HalfFindings, Side};

/// What is not even this probable is not mentioned.
const WORTH_A_WORD: f64 = 0.005;
/// How many alternatives are mentioned.
const ALTERNATIVES: usize = 3;

/// A copy as the path has it.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// Its sheets or pages.
    pub(super) taken: Vec<Taken>,
    /// Something of unknown owner stands within it or beside it.
    pub(super) loose: bool,
    /// A sheet of it was scanned again.
    pub(super) doubled: bool,
}

/// A half of a side of a copy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaf {
    /// Its place in the stack.
    pub(super) side: usize,
    /// As found, before a side is turned against what was found.
    pub(super) half: usize,
    /// Its number in the copy.
    pub(super) number: u32,
    pub(super) reading: Reading,
    /// The front and the back of its sheet, where both are there.
    pub(super) sheet: Option<(usize, usize)>,
}

/// Everything that a plan is made from.
pub(super) struct Composer<'a> {
    pub(super) findings: &'a Findings,
    pub(super) options: &'a AssignOptions,
    pub(super) looks: &'a dyn Looks,
    pub(super) solution: &'a Solution,
    /// The index of the solution's first copy.
    offset: usize,
}

/// The plan of all stacks.
pub(super) fn parts(
    findings: &Findings,
    options: &AssignOptions,
    looks: &dyn Looks,
    solutions: &[Solution],
) -> Result<PlanParts> {
    let sources: Vec<SourceRef> = findings.sources.iter().map(|scan| scan.source.clone()).collect();
    let mut parts = PlanParts { format: FORMAT.into(), sources, ..PlanParts::default() };
    for solution in solutions {
        let composer = Composer { findings, options, looks, solution, offset: parts.copies.len() };
        composer.add(&mut parts)?;
    }
    Ok(parts)
}

impl Composer<'_> {
    fn add(&self, parts: &mut PlanParts) -> Result<()> {
        let (drafts, asides) = self.drafts();
        let before = parts.copies.len();
        for (index, draft) in drafts.iter().enumerate() {
            let copy = self.copy(parts, &drafts, index, draft)?;
            parts.copies.push(copy);
        }
        for (taken, owner) in asides {
            self.aside(parts, before, taken, owner)?;
        }
        Ok(())
    }

    /// The copies of the path, and what belongs to none with the number of copies begun before it.
    fn drafts(&self) -> (Vec<Draft>, Vec<(Taken, usize)>) {
        let (mut drafts, mut asides) = (Vec::<Draft>::new(), Vec::new());
        let mut loose = false;
        for taken in &self.solution.path {
            let edge = &self.solution.lattice.edges[taken.edge];
            match (edge.step, drafts.last_mut()) {
                (Step::Advance, Some(draft)) if !taken.fresh => {
                    draft.loose |= loose;
                    draft.taken.push(*taken);
                    loose = false;
                }
                (Step::Advance, _) => {
                    drafts.push(Draft { taken: vec![*taken], loose, doubled: false });
                    loose = false;
                }
                (step, last) => {
                    if let Some(draft) = last {
                        draft.doubled |= step == Step::Repeat;
                        draft.loose |= step == Step::Anywhere;
                    }
                    loose |= step == Step::Anywhere;
                    asides.push((*taken, drafts.len()));
                }
            }
        }
        (drafts, asides)
    }

    fn copy(&self, parts: &PlanParts, drafts: &[Draft], index: usize, draft: &Draft) -> Result<CopyPlan> {
        let leaves = self.leaves(draft);
        let sure = self.solution.copy(&draft.taken);
        let pages = leaves.iter().map(|leaf| self.page(parts, leaf, sure, index));
        let pages = pages.collect::<Result<Vec<_>>>()?;
        let next = drafts.get(index + 1);
        let told = Told::of(self, draft, &leaves, sure, next);
        let (index, status) = (self.offset + index, told.status());
        Ok(CopyPlan { index, status, reasons: told.reasons(), candidate: None, pages })
    }

    /// The halves of a copy in reading order.
    pub(super) fn leaves(&self, draft: &Draft) -> Vec<Leaf> {
        let mut leaves = Vec::new();
        let (mut ordinal, mut before) = (0, None);
        for taken in &draft.taken {
            // The states stop counting somewhere; the copy does not.
            ordinal = match before {
                Some(before) if taken.ordinal == before => ordinal + 1,
                _ => taken.ordinal.max(ordinal),
            };
            before = Some(taken.ordinal);
            let edge = &self.solution.lattice.edges[taken.edge];
            let sheet = match edge.piece {
                Piece::Sheet { back_first: false, .. } => Some((edge.from, edge.from + 1)),
                Piece::Sheet { back_first: true, .. } => Some((edge.from + 1, edge.from)),
                _ => None,
            };
            for (side, (face, turned)) in (edge.from..edge.to).zip(faces(edge.piece)) {
                let reading = Reading { face, turned, fresh: taken.fresh, ordinal: taken.ordinal };
                for half in 0..self.solution.pile.sides[side].halves.len() {
                    let number = number(self.solution, side, half, Reading { ordinal, ..reading });
                    leaves.push(Leaf { side, half, number, reading, sheet });
                }
            }
        }
        leaves.sort_by_key(|leaf| leaf.number);
        leaves
    }

    fn page(&self, parts: &PlanParts, leaf: &Leaf, sure: f64, copy: usize) -> Result<PlannedPage> {
        let observed = &self.solution.pile.sides[leaf.side];
        let turned = leaf.reading.turned;
        let placement = placement(&parts.sources, observed, self.side(observed), leaf.half, turned)?;
        let found = self.half(observed, leaf.half).filter(|_| !turned);
        let seen = &observed.halves[leaf.half];
        let header = found.filter(|_| seen.header > 0.5).and_then(|half| half.header.as_ref());
        let filled = header.is_some() && seen.filled.unwrap_or(0.0) > 0.2;
        let confidence = self.solution.reading(leaf.side, leaf.reading);
        Ok(PlannedPage {
            placement,
            number: Some(leaf.number),
            blank: seen.blank >= self.options.blank && !filled,
            confidence: confidence.max(sure),
            header: header.map(|header| header.rect),
            evidence: self.evidence(leaf, observed, seen, sure),
            alternatives: self.alternatives(leaf, copy),
        })
    }

    pub(super) fn side(&self, observed: &Observed) -> Option<&Side> {
        self.findings.sources.get(observed.place.source)?.sides.get(observed.place.page)
    }

    fn half(&self, observed: &Observed, half: usize) -> Option<&HalfFindings> {
        self.side(observed)?.halves.get(half)
    }

    fn evidence(&self, leaf: &Leaf, observed: &Observed, seen: &Page, sure: f64) -> Vec<Evidence> {
        let mut evidence = vec![
            Evidence { kind: EvidenceKind::Order, score: sure },
            Evidence { kind: EvidenceKind::Header, score: seen.header },
            Evidence { kind: EvidenceKind::Orientation, score: 1.0 / (1.0 + observed.turned) },
        ];
        if seen.has_boxes() {
            evidence.push(Evidence {
                kind: EvidenceKind::PageNumber,
                score: seen.reads(leaf.number).clamp(0.0, 1.0),
            });
        }
        let [like, _] = self.solution.pile.likes[leaf.side];
        if like != 1.0 && seen.header > 0.5 {
            evidence.push(Evidence { kind: EvidenceKind::Likeness, score: like / (1.0 + like) });
        }
        if let Some((front, back)) = leaf.sheet {
            let bond = self.solution.pile.bond(self.looks, front, back, &self.options.trust);
            evidence.push(Evidence { kind: EvidenceKind::Sheet, score: bond / (1.0 + bond) });
        }
        if let Some(fold) = self.side(observed).and_then(|side| side.fold.as_ref()) {
            let score = if fold.confidence.is_finite() { fold.confidence.clamp(0.0, 1.0) } else { 0.0 };
            evidence.push(Evidence { kind: EvidenceKind::Fold, score });
        }
        evidence
    }

    /// Where else the half may belong, the likeliest first.
    fn alternatives(&self, leaf: &Leaf, copy: usize) -> Vec<Alternative> {
        let mut others: Vec<Alternative> = Vec::new();
        for (reading, score) in self.solution.likely(leaf.side, WORTH_A_WORD) {
            if reading.face == Face::Aside {
                continue;
            }
            let owner = match (leaf.reading.fresh, reading.fresh) {
                (true, false) => copy.checked_sub(1),
                // It would begin a copy that is not in the plan.
                (false, true) => None,
                _ => Some(copy),
            };
            let Some(owner) = owner else { continue };
            let number = number(self.solution, leaf.side, leaf.half, reading);
            let owner = self.offset + owner;
            if owner == self.offset + copy && number == leaf.number && reading.turned == leaf.reading.turned {
                continue;
            }
            match others.iter_mut().find(|other| other.copy == owner && other.number == Some(number)) {
                Some(other) => other.score = (other.score + score).min(1.0),
                None => others.push(Alternative { copy: owner, number: Some(number), score }),
            }
        }
        others.sort_by(|a, b| b.score.total_cmp(&a.score));
        others.truncate(ALTERNATIVES);
        others
    }

    fn aside(&self, parts: &mut PlanParts, before: usize, taken: Taken, begun: usize) -> Result<()> {
        let edge = &self.solution.lattice.edges[taken.edge];
        let owner = (before + begun).checked_sub(1).filter(|owner| *owner >= before);
        for side in edge.from..edge.to {
            let observed = &self.solution.pile.sides[side];
            let aside = Reading { face: Face::Aside, turned: false, fresh: false, ordinal: 0 };
            let sure = self.solution.reading(side, aside);
            for (half, page) in observed.halves.iter().enumerate() {
                let placement = placement(&parts.sources, observed, self.side(observed), half, false)?;
                let blank = page.blank >= self.options.blank && page.header < 0.5;
                if edge.piece == Piece::Separator && blank && sure >= self.options.certain {
                    parts.blank.push(BlankPage { placement });
                    continue;
                }
                let reason = match edge.piece {
                    Piece::Again => Reason::DoubledSheet,
                    Piece::Loose => Reason::MixedFormats,
                    _ => Reason::BlankUncertain,
                };
                let next = before + begun;
                let neighbours = owner.into_iter().chain((next < parts.copies.len()).then_some(next));
                let share = if edge.piece == Piece::Again { sure } else { 0.5 * sure };
                let alternatives = neighbours
                    .take(if edge.piece == Piece::Again { 1 } else { 2 })
                    .map(|copy| Alternative { copy, number: page.number(), score: share });
                parts.review.push(ReviewPage { placement, reason, alternatives: alternatives.collect() });
            }
        }
        Ok(())
    }
}

/// The number of a half in its copy.
fn number(solution: &Solution, side: usize, half: usize, reading: Reading) -> u32 {
    if solution.single {
        return reading.ordinal as u32 + 1;
    }
    let right = solution.pile.sides[side].halves.len() > 1 && (half == 1) != reading.turned;
    let leaf = match (reading.face, right) {
        (Face::Back, false) => 2,
        (Face::Back, true) => 3,
        (_, true) => 1,
        (_, false) => 4,
    };
    4 * reading.ordinal as u32 + leaf
}

/// Where a half lies on the scan. `turned`: the side lies the other way up than found.
fn placement(
    sources: &[SourceRef],
    observed: &Observed,
    side: Option<&Side>,
    half: usize,
    turned: bool,
) -> Result<Placement> {
    let half = match (observed.two_up, (half == 1) != turned) {
        (false, _) => Half::Whole,
        (true, false) => Half::Left,
        (true, true) => Half::Right,
    };
    let plain = Placement::new(sources, observed.place.source, observed.place.page, half)?;
    let Some(side) = side else { return Ok(plain) };
    let skew = side.skew_deg.value;
    let (cut, line) = side.fold.as_ref().map_or((0.5, None), |fold| (fold.cut, Some(fold.line)));
    let cut = if cut > 0.01 && cut < 0.99 { cut } else { 0.5 };
    let line = line.filter(|line| observed.two_up && line.is_valid());
    let over = |line: CutLine| CutLine { a: opposite(line.b), b: opposite(line.a) };
    Ok(Placement {
        rotate: if turned { side.orientation.rotate.then(Rotation::D180) } else { side.orientation.rotate },
        skew_deg: if skew.is_finite() && skew.abs() <= 45.0 { skew } else { 0.0 },
        cut: if turned { 1.0 - cut } else { cut },
        cut_line: if turned { line.map(over) } else { line },
        ..plain
    })
}

fn opposite(point: Point) -> Point {
    Point::new(1.0 - point.x, 1.0 - point.y)
}
