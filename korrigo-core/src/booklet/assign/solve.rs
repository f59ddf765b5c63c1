//! One stack in one order, explained: the best path, and how probable everything else is.
//!
//! Knows the styles a pile may have and weighs them by how well they explain the stack. Makes no plan.

use super::chain::{self, Lattice, Posterior, Taken, Weights};
use super::folded::{self, Base, Piece, Style};
use super::looks::Looks;
use super::options::AssignOptions;
use super::pile::Pile;
use super::single;

/// A stack explained.
#[derive(Clone, Debug)]
pub(super) struct Solution {
    pub(super) pile: Pile,
    pub(super) lattice: Lattice<Piece>,
    /// The likeliest explanation.
    pub(super) path: Vec<Taken>,
    /// For each state of the likeliest style: the probability that a copy ends after it.
    pub(super) ends: Vec<f64>,
    /// How probable each style is, with everything that follows from it.
    views: Vec<(f64, Weights, Posterior)>,
    /// The natural logarithm of the likelihood of the stack in this order.
    pub(super) evidence: f64,
    /// How probable this order is among all that were tried.
    pub(super) order: f64,
    /// For each side, how probable each reading of it is.
    readings: Vec<f64>,
    ordinals: usize,
    /// All sides are single pages.
    pub(super) single: bool,
    /// The forms carry a header on the later sheets of a copy, too.
    pub(super) headed_later: bool,
}

/// What a side may be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Face {
    /// Recto, or a single page.
    Front,
    /// Verso.
    Back,
    /// Of no copy, or twice.
    Aside,
}

/// One reading of a side.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Reading {
    pub(super) face: Face,
    /// It lies the other way up than found.
    pub(super) turned: bool,
    /// Its sheet begins a copy.
    pub(super) fresh: bool,
    /// Which sheet or page of the copy, from 0.
    pub(super) ordinal: usize,
}

/// How probable a style must be, next to the likeliest, to be looked at further.
const NEGLIGIBLE: f64 = 1e-7;

/// The likelihood of a stack in its order, without anything else: a small part of the work.
pub(super) fn evidence(pile: &Pile, looks: &dyn Looks, options: &AssignOptions) -> f64 {
    let (lattice, numbers) = numbers(pile, looks, options);
    log_sum(numbers.iter().map(|(prior, weights)| prior + chain::evidence(&lattice, weights)))
}

fn numbers(pile: &Pile, looks: &dyn Looks, options: &AssignOptions) -> (Lattice<Piece>, Vec<(f64, Weights)>) {
    let weigh = |styles: Vec<Style>, of: &dyn Fn(&Style) -> Weights| {
        styles.iter().map(|style| (style.prior.ln(), of(style))).collect()
    };
    if pile.sides.iter().any(|side| side.two_up) {
        let lattice = folded::lattice(pile, looks, options);
        let base = Base::new(pile, &lattice, looks, options);
        let all =
            weigh(folded::styles(&options.priors), &|style| base.weights(pile, &lattice, style, options));
        (lattice, all)
    } else {
        let lattice = single::lattice(pile);
        let all =
            weigh(single::styles(&options.priors), &|style| single::weights(pile, &lattice, style, options));
        (lattice, all)
    }
}

/// The logarithm of a sum of what is given as logarithms.
pub(super) fn log_sum(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let most = values.clone().fold(f64::NEG_INFINITY, f64::max);
    if most.is_finite() { most + values.map(|value| (value - most).exp()).sum::<f64>().ln() } else { most }
}

impl Solution {
    /// Explains a stack in its order.
    pub(super) fn new(pile: Pile, looks: &dyn Looks, options: &AssignOptions) -> Self {
        let (lattice, numbers) = numbers(&pile, looks, options);
        let likely: Vec<f64> =
            numbers.iter().map(|(prior, weights)| prior + chain::evidence(&lattice, weights)).collect();
        let evidence = log_sum(likely.iter().copied());
        let mut views: Vec<_> = numbers
            .into_iter()
            .zip(likely)
            .map(|((_, weights), value)| ((value - evidence).exp(), weights))
            .filter(|(share, _)| *share > NEGLIGIBLE)
            .map(|(share, weights)| {
                let posterior = Posterior::new(&lattice, &weights);
                (share, weights, posterior)
            })
            .collect();
        views.sort_by(|a, b| b.0.total_cmp(&a.0));
        let path = views.first().map(|(_, weights, _)| chain::best(&lattice, weights)).unwrap_or_default();
        let automaton = views.first().map(|(_, weights, _)| &weights.automaton);
        let ends = automaton.map(|automaton| automaton.end.clone()).unwrap_or_default();
        let ordinals = automaton.and_then(|a| a.ordinal.iter().max()).map_or(1, |most| most + 1);
        let single = !pile.sides.iter().any(|side| side.two_up);
        let mut solution = Self {
            pile,
            lattice,
            path,
            ends,
            views,
            evidence,
            order: 1.0,
            readings: Vec::new(),
            ordinals,
            single,
            headed_later: false,
        };
        solution.headed_later = solution.later_sheets_have_headers();
        solution.read();
        solution
    }

    fn later_sheets_have_headers(&self) -> bool {
        let later = self.path.iter().filter(|taken| !taken.fresh && taken.ordinal > 0);
        let fronts = later.filter_map(|taken| {
            let edge = self.lattice.edges.get(taken.edge)?;
            let mut sides = (edge.from..edge.to).zip(faces(edge.piece));
            sides.find(|(_, (face, _))| *face == Face::Front)
        });
        let headed: Vec<bool> = fronts.map(|(side, _)| self.pile.sides[side].header() > 0.5).collect();
        2 * headed.iter().filter(|headed| **headed).count() > headed.len()
    }

    /// The same, when its order is only so probable.
    pub(super) fn weakened(mut self, order: f64) -> Self {
        self.order *= order;
        self
    }

    /// The probability that no copy is open at a position.
    pub(super) fn boundary(&self, position: usize) -> f64 {
        self.order
            * self.views.iter().map(|(share, _, posterior)| share * posterior.boundary(position)).sum::<f64>()
    }

    /// The probability that a copy is exactly this.
    pub(super) fn copy(&self, taken: &[Taken]) -> f64 {
        let edges: Vec<_> = taken.iter().map(|taken| taken.edge).collect();
        let whole = taken.windows(2).all(|pair| match pair {
            [a, b] => self.lattice.edges[a.edge].to == self.lattice.edges[b.edge].from,
            _ => true,
        });
        if !whole {
            return 0.0;
        }
        let views = self.views.iter();
        let sum: f64 = views
            .map(|(share, weights, posterior)| share * posterior.copy(&self.lattice, weights, &edges))
            .sum();
        (self.order * sum).clamp(0.0, 1.0)
    }

    /// The probability of a reading of a side.
    pub(super) fn reading(&self, side: usize, reading: Reading) -> f64 {
        let place = self.place(side, reading);
        (self.order * self.readings.get(place).copied().unwrap_or(0.0)).clamp(0.0, 1.0)
    }

    /// Every reading of a side that is worth a word, the likeliest first.
    pub(super) fn likely(&self, side: usize, least: f64) -> Vec<(Reading, f64)> {
        let mut found = Vec::new();
        for face in [Face::Front, Face::Back, Face::Aside] {
            for (turned, fresh) in [(false, false), (false, true), (true, false), (true, true)] {
                for ordinal in 0..self.ordinals {
                    let reading = Reading { face, turned, fresh, ordinal };
                    let probability = self.reading(side, reading);
                    if probability >= least {
                        found.push((reading, probability));
                    }
                }
            }
        }
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        found
    }

    fn place(&self, side: usize, reading: Reading) -> usize {
        let face = match reading.face {
            Face::Front => 0,
            Face::Back => 1,
            Face::Aside => 2,
        };
        let kind = (face * 2 + usize::from(reading.turned)) * 2 + usize::from(reading.fresh);
        (side * 12 + kind) * self.ordinals + reading.ordinal.min(self.ordinals - 1)
    }

    fn read(&mut self) {
        let mut readings = vec![0.0; self.pile.sides.len() * 12 * self.ordinals];
        for (share, weights, posterior) in &self.views {
            for (name, edge) in self.lattice.edges.iter().enumerate() {
                let faces = faces(edge.piece);
                posterior.edge(&self.lattice, weights, name, |state, fresh, onward| {
                    let ordinal = weights.automaton.ordinal[state];
                    for (side, (face, turned)) in (edge.from..edge.to).zip(faces) {
                        for (fresh, value) in [(true, fresh), (false, onward)] {
                            if value > 0.0 {
                                let aside = face == Face::Aside;
                                let (fresh, ordinal) = (fresh && !aside, if aside { 0 } else { ordinal });
                                readings[self.place(side, Reading { face, turned, fresh, ordinal })] +=
                                    share * value;
                            }
                        }
                    }
                });
            }
        }
        self.readings = readings;
    }
}

/// What the sides of a piece are, in the order of the scan.
pub(super) fn faces(piece: Piece) -> [(Face, bool); 2] {
    match piece {
        Piece::Sheet { back_first: false, turned } => [(Face::Front, turned[0]), (Face::Back, turned[1])],
        Piece::Sheet { back_first: true, turned } => [(Face::Back, turned[0]), (Face::Front, turned[1])],
        Piece::Front { turned } | Piece::Page { turned } => [(Face::Front, turned); 2],
        Piece::Back { turned } => [(Face::Back, turned); 2],
        Piece::Again | Piece::Separator | Piece::Loose => [(Face::Aside, false); 2],
    }
}
