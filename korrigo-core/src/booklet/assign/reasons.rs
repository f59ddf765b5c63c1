//! Why a person should look at a copy.
//!
//! Knows the closed list of reasons and what each means here. First what is plainly there (a missing side,
//! an empty header); then, when the copy is not certain and nothing of that explains why, what the doubt is
//! about. Some reasons say nothing of which page is where (a page to be scanned again): they are told, and the
//! plan stands.

use super::super::plan::Status;
use super::super::reason::Reason;
use super::compose::{Composer, Draft, Leaf};
use super::folded::Piece;
use super::options::AssignOptions;
use super::solve::{Face, faces};
use crate::scan::{Fold, Grade, Side};

/// From here on what shows through tells how the two sides of a sheet lie: natural logarithm of odds.
const SHOWN: f64 = 1.5;

/// Why a person should look at a copy.
#[derive(Default)]
pub(super) struct Told {
    /// Why its plan may be wrong.
    doubts: Vec<Reason>,
    /// What else is to be done or known.
    notes: Vec<Reason>,
}

impl Told {
    /// What is told of a copy. `sure`: how probable it is exactly so.
    pub(super) fn of(
        composer: &Composer<'_>,
        draft: &Draft,
        leaves: &[Leaf],
        sure: f64,
        next: Option<&Draft>,
    ) -> Self {
        let mut told = Self::default();
        plain(composer, draft, leaves, &mut told.doubts);
        headers(composer, draft, leaves, &mut told);
        sides(composer, leaves, &mut told);
        numbers(composer, leaves, &mut told.doubts);
        if sure < composer.options.certain {
            let before = told.doubts.len();
            doubts(composer, draft, next, &mut told.doubts);
            if told.doubts.len() == before {
                told.doubts.push(last_doubt(draft));
            }
        }
        told
    }

    /// Whether the plan of the copy stands without a person.
    pub(super) fn status(&self) -> Status {
        if self.doubts.is_empty() { Status::Certain } else { Status::Review }
    }

    /// Everything, in the order of the list, without doubles.
    pub(super) fn reasons(self) -> Vec<Reason> {
        let mut reasons = self.doubts;
        reasons.extend(self.notes);
        reasons.sort_unstable();
        reasons.dedup();
        reasons
    }
}

/// What the path itself says.
fn plain(composer: &Composer<'_>, draft: &Draft, leaves: &[Leaf], reasons: &mut Vec<Reason>) {
    let solution = composer.solution;
    let piece = |place: usize| solution.lattice.edges[draft.taken[place].edge].piece;
    let lone = |piece| matches!(piece, Piece::Front { .. } | Piece::Back { .. });
    if (0..draft.taken.len()).any(|place| lone(piece(place))) {
        reasons.push(Reason::MissingSide);
    }
    let skips = draft.taken.windows(2).any(|pair| match pair {
        [a, b] => b.ordinal > a.ordinal + 1,
        _ => false,
    });
    let first = draft.taken.first().map_or(0, |taken| taken.ordinal);
    if first > 0 || skips {
        reasons.push(Reason::MissingSheet);
    }
    let stops = draft.taken.last().and_then(|taken| solution.ends.get(taken.state?));
    if stops.is_some_and(|end| *end < 0.1) {
        reasons.push(if solution.single { Reason::PageCountUnusual } else { Reason::MissingSheet });
    }
    if leaves.len() >= 4 * composer.options.many_sheets {
        reasons.push(Reason::PageCountUnusual);
    }
    if draft.doubled {
        reasons.push(Reason::DoubledSheet);
    }
    if draft.loose {
        reasons.push(Reason::MixedFormats);
    }
}

/// What the headers of its sheets say. Where the candidate's own number says that the sheet begins here, it is
/// not in doubt without a header; but who wrote it, and where the name stands, is.
fn headers(composer: &Composer<'_>, draft: &Draft, leaves: &[Leaf], told: &mut Told) {
    let solution = composer.solution;
    for (place, taken) in draft.taken.iter().enumerate() {
        let edge = &solution.lattice.edges[taken.edge];
        let mine = |leaf: &&Leaf| (edge.from..edge.to).contains(&leaf.side);
        let first = leaves.iter().filter(mine).find(|leaf| {
            leaf.reading.face == Face::Front && leaf.number % 4 == 1 && (place == 0 || !solution.single)
        });
        let Some(first) = first else { continue };
        let page = &solution.pile.sides[first.side].halves[first.half];
        let numbered = leaves
            .iter()
            .filter(mine)
            .any(|leaf| solution.pile.sides[leaf.side].halves[leaf.half].reads(leaf.number) > 0.6);
        if page.header < 0.5 && place == 0 && !numbered {
            told.doubts.push(Reason::NoHeader);
        } else if page.header < 0.5 && (place == 0 || solution.headed_later) {
            told.notes.push(Reason::NoHeader);
        }
        if page.header >= 0.5 && page.filled.is_some_and(|filled| filled < 0.5) && !numbered {
            told.doubts.push(Reason::HeaderEmpty);
        }
    }
}

/// What is wrong with the scans of its sides.
fn sides(composer: &Composer<'_>, leaves: &[Leaf], told: &mut Told) {
    let (options, reasons) = (composer.options, &mut told.doubts);
    for leaf in leaves {
        let observed = &composer.solution.pile.sides[leaf.side];
        if leaf.reading.turned || may_lie_wrongly(composer, leaf) {
            reasons.push(Reason::OrientationUncertain);
        }
        let page = &observed.halves[leaf.half];
        if page.blank < options.blank && page.blank > 1.0 - options.blank {
            told.notes.push(Reason::BlankUncertain);
        }
        let scan = composer.findings.sources.get(observed.place.source);
        if scan.is_some_and(|scan| scan.readers_disagree) {
            reasons.push(Reason::ReadersDisagree);
        }
        let Some(side) = composer.side(observed) else { continue };
        if observed.two_up && !fold_is_sure(side, options) {
            reasons.push(Reason::FoldUncertain);
        }
        match side.grade() {
            // To be scanned again; what is printed on it, or which sheet it is, was seen all the same.
            Grade::Red if print_is_seen(side) || numbered(composer, leaves, leaf) => {
                told.notes.push(Reason::QualityRed);
            }
            Grade::Red => reasons.push(Reason::QualityRed),
            Grade::Amber | Grade::Green => {}
        }
    }
}

/// Whether header and boxes say which way up a side lies: then they were seen, and not noise taken for them.
fn print_is_seen(side: &Side) -> bool {
    const SEEN: f64 = 0.999;
    side.orientation.confidence >= SEEN
}

/// Whether a page number on the sheet of `leaf` was read as what the plan says. Of a poor scan nothing else is
/// believed: what noise looks like is no evidence.
fn numbered(composer: &Composer<'_>, leaves: &[Leaf], leaf: &Leaf) -> bool {
    let of_sheet =
        |other: &&Leaf| other.side == leaf.side || (leaf.sheet.is_some() && other.sheet == leaf.sheet);
    let page = |leaf: &Leaf| &composer.solution.pile.sides[leaf.side].halves[leaf.half];
    leaves.iter().filter(of_sheet).any(|other| page(other).reads(other.number) > 0.6)
}

/// Whether the fold is where the cut is, or near enough for every page to keep what is on it.
fn fold_is_sure(side: &Side, options: &AssignOptions) -> bool {
    let sure = |fold: &Fold| fold.confidence >= options.fold || fold.clear >= options.clear;
    side.fold.as_ref().is_some_and(sure)
}

/// Whether the foot of a side has no boxes where the pile's have, and the other side of its sheet does not
/// show that it lies as found.
fn may_lie_wrongly(composer: &Composer<'_>, leaf: &Leaf) -> bool {
    let pile = &composer.solution.pile;
    let shown = leaf.sheet.is_some_and(|(front, back)| pile.shown(composer.looks, front, back) > SHOWN);
    pile.lacks_boxes(leaf.side) && !shown
}

/// Page numbers that contradict the order: a slip or a misreading among twice as many that agree is none.
fn numbers(composer: &Composer<'_>, leaves: &[Leaf], reasons: &mut Vec<Reason>) {
    let (mut agree, mut differ) = (0, 0);
    for leaf in leaves.iter().filter(|leaf| !leaf.reading.turned) {
        match composer.solution.pile.sides[leaf.side].halves[leaf.half].number() {
            Some(number) if number == leaf.number => agree += 1,
            Some(_) => differ += 1,
            None => {}
        }
    }
    if differ > 1 && 2 * differ > agree {
        reasons.push(Reason::PageNumberConflict);
    }
}

/// What is in doubt when the copy is not certain.
fn doubts(composer: &Composer<'_>, draft: &Draft, next: Option<&Draft>, reasons: &mut Vec<Reason>) {
    let (solution, least) = (composer.solution, composer.options.certain);
    let (Some(first), Some(last)) = (draft.taken.first(), draft.taken.last()) else { return };
    let start = solution.lattice.edges[first.edge].from;
    let stop = solution.lattice.edges[last.edge].to;
    if solution.order < least {
        reasons.push(Reason::SideOrderUncertain);
    }
    for (position, draft) in [(start, Some(draft)), (stop, next)] {
        if solution.boundary(position) < least
            && let Some(draft) = draft
        {
            reasons.push(doubt_of_header(composer, draft));
        }
    }
    for (place, taken) in draft.taken.iter().enumerate() {
        let edge = &solution.lattice.edges[taken.edge];
        let inner = place > 0 && solution.boundary(edge.from) > 0.5 * (1.0 - least);
        if inner {
            // Plain headers of two candidates, perhaps.
            reasons.push(Reason::SurplusSheet);
        }
        for (side, (face, turned)) in (edge.from..edge.to).zip(faces(edge.piece)) {
            let (mut way, mut role) = (0.0, 0.0);
            for (other, probability) in solution.likely(side, 0.0) {
                way += if other.turned == turned { probability } else { 0.0 };
                role += if other.face == face { probability } else { 0.0 };
            }
            let floor = least * solution.order;
            if way < floor {
                reasons.push(Reason::OrientationUncertain);
            }
            if role < floor {
                reasons.push(Reason::SideOrderUncertain);
            }
        }
    }
}

/// Why it is not sure that a copy begins with this header.
fn doubt_of_header(composer: &Composer<'_>, draft: &Draft) -> Reason {
    let solution = composer.solution;
    let Some(taken) = draft.taken.first() else { return Reason::HeaderUncertain };
    let edge = &solution.lattice.edges[taken.edge];
    let front = (edge.from..edge.to).zip(faces(edge.piece)).find(|(_, (face, _))| *face == Face::Front);
    let Some(side) = front.map(|(side, _)| side) else { return Reason::MissingSide };
    let observed = &solution.pile.sides[side];
    let page = observed.halves.last();
    match page {
        Some(page) if page.header < 0.1 => Reason::NoHeader,
        Some(page) if page.header < 0.9 => Reason::HeaderUncertain,
        Some(page) if page.filled.is_some_and(|filled| filled < 0.5) => Reason::HeaderEmpty,
        Some(page) if page.number().is_some_and(|number| number != 1) => Reason::PageNumberConflict,
        // Plain headers of neighbours that may be by one hand.
        _ => Reason::CandidateConflict,
    }
}

/// When everything taken by itself is sure, and all together is not.
fn last_doubt(draft: &Draft) -> Reason {
    if draft.taken.len() > 1 { Reason::PageNumberConflict } else { Reason::SideOrderUncertain }
}
