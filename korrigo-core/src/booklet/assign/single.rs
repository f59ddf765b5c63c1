//! Copies of single pages: a header begins one, boxes number the rest.
//!
//! Knows pages that follow each other and where copies of them usually end. Knows nothing of folds.

use super::chain::{Automaton, Edge, Lattice, Step, Weights};
use super::folded::{Ends, Piece, Style};
use super::observe::{Habit, Observed, Role};
use super::options::{AssignOptions, Priors};
use super::pile::Pile;

/// The longest copy that is followed page by page.
const PAGES: usize = 32;

/// Every style that is asked for, the usual first.
pub(super) fn styles(priors: &Priors) -> Vec<Style> {
    let there = 1.0 - priors.header_missing;
    [
        (0.30, there, Ends::Fours),
        (0.25, priors.header_surplus, Ends::Fours),
        (0.25, priors.header_surplus, Ends::Twos),
        (0.17, priors.header_surplus, Ends::Any),
    ]
    .into_iter()
    .map(|(prior, later, ends)| Style { prior, first: there, later, back_first: 0.0, ends })
    .chain([Style {
        prior: 0.03,
        first: priors.header_missing,
        later: priors.header_missing,
        back_first: 0.0,
        ends: Ends::Any,
    }])
    .collect()
}

/// The edges of a stack of single pages.
pub(super) fn lattice(pile: &Pile) -> Lattice<Piece> {
    let mut edges = Vec::new();
    for (from, side) in pile.sides.iter().enumerate() {
        let mut push = |step, like, row, piece| {
            edges.push(Edge { from, to: from + 1, step, like, rows: [row, None], piece });
        };
        push(Step::Advance, pile.likes[from][0], Some(from), Piece::Page { turned: false });
        if side.turned > 1e-4 {
            push(Step::Advance, 1.0, None, Piece::Page { turned: true });
        }
        push(Step::Between, 1.0, None, Piece::Separator);
    }
    Lattice::new(pile.sides.len(), edges)
}

/// The numbers of a style.
pub(super) fn weights(
    pile: &Pile,
    lattice: &Lattice<Piece>,
    style: &Style,
    options: &AssignOptions,
) -> Weights {
    let mut rows = Vec::with_capacity(pile.sides.len() * PAGES * Habit::ALL.len());
    for side in &pile.sides {
        row(side, style, options, &mut rows);
    }
    let factor = lattice.edges.iter().map(|edge| match edge.piece {
        Piece::Page { turned: true } => pile.upside_down(edge.from, &options.trust),
        Piece::Separator => options.priors.separator * pile.separator(edge.from..edge.to, &options.trust),
        _ => 1.0,
    });
    Weights { automaton: automaton(style, &options.priors), factor: factor.collect(), rows }
}

fn states() -> impl Iterator<Item = (Habit, usize)> {
    Habit::ALL.into_iter().flat_map(|habit| (0..PAGES).map(move |page| (habit, page)))
}

/// The probability that a copy ends after so many pages, when it has come so far.
fn ends(style: &Style, pages: usize) -> f64 {
    match style.ends {
        Ends::Fours if pages.is_multiple_of(4) => 0.7,
        Ends::Twos if pages.is_multiple_of(2) => 0.35,
        Ends::Fours | Ends::Twos => 0.005,
        Ends::Any => 0.2,
    }
}

fn automaton(style: &Style, priors: &Priors) -> Automaton {
    let mut automaton = Automaton::default();
    // Of a copy of single pages as many are lost in all as of folded sheets.
    let lost = 0.1 * priors.lost;
    for (place, (habit, page)) in states().enumerate() {
        let begins = match page {
            0 => 1.0 - lost,
            1..=4 => lost / 4.0,
            _ => 0.0,
        };
        automaton.start.push(habit.share(priors) * begins);
        let end = ends(style, page + 1);
        automaton.end.push(end);
        automaton.ordinal.push(page);
        let on = 1.0 - end;
        if page + 1 == PAGES {
            automaton.next.push((place, place, on));
        } else {
            automaton.next.push((place, place + 1, on * (1.0 - lost)));
        }
        if page + 2 < PAGES {
            automaton.next.push((place, place + 2, on * lost));
        }
    }
    automaton
}

fn row(side: &Observed, style: &Style, options: &AssignOptions, rows: &mut Vec<f64>) {
    let (priors, trust) = (&options.priors, &options.trust);
    let Some(half) = side.halves.first() else {
        rows.extend(states().map(|_| 1.0));
        return;
    };
    let none = half.header_fits(style.later.min(priors.header_surplus), false, priors, trust);
    let first = half.header_fits(style.first, true, priors, trust);
    let later = half.header_fits(style.later, false, priors, trust);
    for (habit, page) in states() {
        let role = Role {
            number: page as u32 + 1,
            total: None,
            restarted: page as u32 % 4 + 1,
            open_ended: page + 1 == PAGES,
            blank: if page == 0 { priors.blank[0] } else { trust.blank_share },
        };
        let header = match page {
            0 => first,
            page if page % 4 == 0 => later,
            _ => none,
        };
        rows.push(header * half.likelihood(&role, habit, priors, trust));
    }
}
