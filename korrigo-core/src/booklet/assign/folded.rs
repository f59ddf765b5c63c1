//! Folded sheets: what the sides of a stack may be, and how a copy of such sheets goes.
//!
//! Knows the paper: recto = P4 | P1, verso = P2 | P3; a sheet has two sides that mostly lie alike, and the
//! back of a slanted sheet slants the other way. Makes the edges and the numbers of [`super::chain`].

use super::chain::{Automaton, Edge, Lattice, Step, Weights};
use super::looks::Looks;
use super::observe::{Habit, Observed, Role};
use super::options::{AssignOptions, Priors};
use super::pile::Pile;

/// What some sides are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Piece {
    /// A whole sheet; `back_first` when its back was scanned first. `turned`: which of its sides, in the
    /// order of the scan, lies the other way up than found.
    Sheet { back_first: bool, turned: [bool; 2] },
    /// A front without its back.
    Front { turned: bool },
    /// A back without its front.
    Back { turned: bool },
    /// The sheet before, scanned again.
    Again,
    /// It stands between two exams.
    Separator,
    /// A single page among sheets.
    Loose,
    /// A page of a copy of single pages.
    Page { turned: bool },
}

/// How the forms of a pile carry headers, and how it was fed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    /// How likely it is before looking.
    pub(super) prior: f64,
    /// The probability of a header on the first sheet of a copy.
    pub(super) first: f64,
    /// The probability of a header on its later sheets.
    pub(super) later: f64,
    /// The probability that a sheet's back comes first.
    pub(super) back_first: f64,
    /// For single pages: where copies end.
    pub(super) ends: Ends,
}

/// Where copies of single pages end.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Ends {
    /// After every fourth page.
    Fours,
    /// After every second page.
    Twos,
    /// Anywhere.
    Any,
}

/// Every style that is asked for, the usual first.
pub(super) fn styles(priors: &Priors) -> Vec<Style> {
    let there = 1.0 - priors.header_missing;
    let mut styles = Vec::new();
    for (share, back_first) in [(0.97, priors.swapped), (0.03, 1.0 - priors.swapped)] {
        for (prior, first, later) in [
            (0.55, there, there),
            (0.35, there, priors.header_surplus),
            (0.07, there, 0.5),
            (0.03, priors.header_missing, priors.header_missing),
        ] {
            styles.push(Style { prior: share * prior, first, later, back_first, ends: Ends::Fours });
        }
    }
    styles
}

const SHEETS: usize = 5;

/// The state of a copy: sheet `k` of `n`, written by a candidate of a habit.
struct State {
    sheet: usize,
    of: usize,
    habit: Habit,
}

fn states() -> impl Iterator<Item = State> {
    Habit::ALL.into_iter().flat_map(|habit| {
        (0..SHEETS).flat_map(move |of| (0..=of).map(move |sheet| State { sheet, of, habit }))
    })
}

fn automaton(priors: &Priors) -> Automaton {
    let all: Vec<State> = states().collect();
    let mut automaton = Automaton::default();
    let sheets: f64 = priors.sheets.iter().sum();
    for (place, state) in all.iter().enumerate() {
        let prior = state.habit.share(priors) * priors.sheets[state.of] / sheets;
        let begins = if state.sheet == 0 { 1.0 - priors.lost } else { priors.lost / state.of as f64 };
        automaton.start.push(prior * begins);
        let last = state.sheet == state.of;
        let many = last && state.of + 1 == SHEETS;
        automaton.end.push(if many {
            0.7
        } else if last {
            1.0
        } else {
            priors.lost
        });
        automaton.ordinal.push(state.sheet);
        if many {
            automaton.next.push((place, place, 0.3));
        }
        for (other, to) in all.iter().enumerate() {
            let step =
                (to.habit == state.habit && to.of == state.of).then(|| to.sheet.checked_sub(state.sheet));
            match step.flatten() {
                Some(1) => automaton.next.push((place, other, 1.0 - 2.0 * priors.lost)),
                Some(2) => automaton.next.push((place, other, priors.lost)),
                _ => {}
            }
        }
    }
    automaton
}

/// The edges of a stack of folded sheets. `likes`: for each side, how much likelier its header looks when
/// it goes on with the copy before.
pub(super) fn lattice(pile: &Pile, looks: &dyn Looks, options: &AssignOptions) -> Lattice<Piece> {
    let mut edges = Vec::new();
    for from in 0..pile.sides.len() {
        let side = &pile.sides[from];
        let single =
            |step, piece, rows| Edge { from, to: from + 1, step, like: 1.0, rows: [rows, None], piece };
        if !side.two_up {
            edges.push(single(Step::Anywhere, Piece::Loose, None));
            continue;
        }
        for turned in [false, true] {
            let row = |verso| (!turned).then_some(2 * from + usize::from(verso));
            if worth(side, turned) {
                let like = if turned { 1.0 } else { pile.likes[from][0] };
                edges.push(Edge { like, ..single(Step::Advance, Piece::Front { turned }, row(false)) });
                edges.push(single(Step::Advance, Piece::Back { turned }, row(true)));
            }
        }
        edges.push(single(Step::Between, Piece::Separator, None));
        if pile.sides.get(from + 1).is_some_and(|next| next.two_up) {
            pairs(pile, looks, options, from, &mut edges);
        }
    }
    Lattice::new(pile.sides.len(), edges)
}

fn worth(side: &Observed, turned: bool) -> bool {
    !turned || side.turned > 1e-4
}

fn pairs(pile: &Pile, looks: &dyn Looks, options: &AssignOptions, from: usize, edges: &mut Vec<Edge<Piece>>) {
    let sides = [&pile.sides[from], &pile.sides[from + 1]];
    let mut push = |step, like, rows, piece| edges.push(Edge { from, to: from + 2, step, like, rows, piece });
    for turned in [[false, false], [false, true], [true, false], [true, true]] {
        if !worth(sides[0], turned[0]) || !worth(sides[1], turned[1]) {
            continue;
        }
        for back_first in [false, true] {
            let row = |place: usize| {
                let verso = (place == 1) != back_first;
                (!turned[place]).then_some(2 * (from + place) + usize::from(verso))
            };
            let front = usize::from(back_first);
            let like = if turned[front] { 1.0 } else { pile.likes[from + front][front] };
            push(Step::Advance, like, [row(0), row(1)], Piece::Sheet { back_first, turned });
        }
    }
    push(Step::Between, 1.0, [None, None], Piece::Separator);
    if from >= 2 && pile.sides[from - 1].two_up && pile.sides[from - 2].two_up {
        let again = pile.doubled(looks, from - 2, from) + pile.doubled(looks, from - 1, from + 1);
        if again > options.priors.doubled.ln().abs() * 0.5 {
            push(Step::Repeat, 1.0, [Some(2 * from), Some(2 * from + 3)], Piece::Again);
        }
    }
}

/// What does not depend on the style: rows of likelihoods without headers, and bonds.
#[derive(Clone, Debug)]
pub(super) struct Base {
    automaton: Automaton,
    rows: Vec<f64>,
    bonds: Vec<f64>,
}

impl Base {
    pub(super) fn new(
        pile: &Pile,
        lattice: &Lattice<Piece>,
        looks: &dyn Looks,
        options: &AssignOptions,
    ) -> Self {
        let automaton = automaton(&options.priors);
        let mut rows = Vec::with_capacity(pile.sides.len() * 2 * automaton.start.len());
        for side in &pile.sides {
            for verso in [false, true] {
                row(side, verso, options, &mut rows);
            }
        }
        Self { automaton, rows, bonds: bonds(pile, lattice, looks, options) }
    }

    /// The numbers of a style.
    pub(super) fn weights(
        &self,
        pile: &Pile,
        lattice: &Lattice<Piece>,
        style: &Style,
        options: &AssignOptions,
    ) -> Weights {
        let (priors, trust) = (&options.priors, &options.trust);
        let mut rows = self.rows.clone();
        for (pair, side) in rows.chunks_mut(2 * self.automaton.start.len()).zip(&pile.sides) {
            let [left, right] = side.halves.as_slice() else { continue };
            let none = left.header_fits(priors.header_surplus, false, priors, trust);
            let first = none * right.header_fits(style.first, true, priors, trust);
            let later = none * right.header_fits(style.later, false, priors, trust);
            let back = none * right.header_fits(priors.header_surplus, false, priors, trust);
            let (recto, verso) = pair.split_at_mut(self.automaton.start.len());
            for (value, ordinal) in recto.iter_mut().zip(&self.automaton.ordinal) {
                *value *= if *ordinal == 0 { first } else { later };
            }
            for value in verso {
                *value *= back;
            }
        }
        let factor =
            lattice.edges.iter().zip(&self.bonds).map(|(edge, bond)| bond * share(edge, style, options));
        Weights { automaton: self.automaton.clone(), rows, factor: factor.collect() }
    }
}

/// How often such a piece turns up.
fn share(edge: &Edge<Piece>, style: &Style, options: &AssignOptions) -> f64 {
    let priors = &options.priors;
    let whole = 1.0 - priors.no_back - priors.no_front - priors.separator - priors.doubled;
    match edge.piece {
        Piece::Sheet { back_first: true, .. } => whole * style.back_first,
        Piece::Sheet { back_first: false, .. } => whole * (1.0 - style.back_first),
        Piece::Front { .. } => priors.no_back,
        Piece::Back { .. } => priors.no_front,
        Piece::Again => priors.doubled,
        Piece::Separator => priors.separator,
        Piece::Loose | Piece::Page { .. } => 1.0,
    }
}

/// What the sides of each edge say of each other, whatever the style: one number an edge.
fn bonds(pile: &Pile, lattice: &Lattice<Piece>, looks: &dyn Looks, options: &AssignOptions) -> Vec<f64> {
    let trust = &options.trust;
    let upside_down = |place: usize| pile.upside_down(place, trust);
    let bond = |edge: &Edge<Piece>| match edge.piece {
        Piece::Sheet { back_first, turned } => {
            let flat: f64 =
                (0..2).filter(|place| turned[*place]).map(|place| upside_down(edge.from + place)).product();
            let (front, back) =
                if back_first { (edge.from + 1, edge.from) } else { (edge.from, edge.from + 1) };
            let shown = pile.shown(looks, front, back);
            // It speaks of how they lie, not of their being one sheet.
            let alike = if turned[0] == turned[1] { shown } else { -shown }.min(0.0).exp();
            flat * pile.lie(edge.from, turned) * alike * pile.bond(looks, front, back, trust)
        }
        Piece::Front { turned: true } | Piece::Back { turned: true } => upside_down(edge.from),
        Piece::Again => {
            let twice = |place| pile.doubled(looks, place - 2, place);
            // The same candidate, too, filled in a header that is scanned twice.
            (twice(edge.from) + twice(edge.from + 1)).exp() * pile.likes[edge.from][0]
        }
        Piece::Separator => pile.separator(edge.from..edge.to, trust),
        _ => 1.0,
    };
    lattice.edges.iter().map(bond).collect()
}

/// The likelihood of a side as recto or verso, in every state, whatever headers there are.
fn row(side: &Observed, verso: bool, options: &AssignOptions, rows: &mut Vec<f64>) {
    let leaves = if verso { [1, 2] } else { [3, 0] };
    let priors = &options.priors;
    for state in states() {
        let known = state.of + 1 < SHEETS;
        let last = state.sheet == state.of;
        let value = side.halves.iter().zip(leaves).map(|(page, leaf)| {
            let role = Role {
                number: (4 * state.sheet + leaf + 1) as u32,
                total: known.then_some(4 * (state.of as u32 + 1)),
                restarted: leaf as u32 + 1,
                open_ended: state.sheet + 1 == SHEETS,
                blank: if last { priors.blank[leaf] } else { priors.blank_within[leaf] },
            };
            page.likelihood(&role, state.habit, priors, &options.trust)
        });
        rows.push(if side.two_up { value.product() } else { 0.0 });
    }
}
