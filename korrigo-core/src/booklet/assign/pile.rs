//! A stack of sides in one order, and what its neighbours have in common.
//!
//! Knows what can be learnt from the whole stack before any decision: whether backs lie as fronts do and
//! slant the other way, which header each header is to be compared with. Decides nothing.

use std::collections::BTreeMap;

use super::looks::Looks;
use super::observe::Observed;
use super::options::{AssignOptions, Priors, Trust};
use crate::geometry::Rotation;

/// A stack of sides in one order.
#[derive(Clone, Debug)]
pub(super) struct Pile {
    pub(super) sides: Vec<Observed>,
    /// For each side: how much likelier its header looks when the candidate of the sheet before wrote it,
    /// when its own sheet begins with it and when its sheet's back came first.
    pub(super) likes: Vec<[f64; 2]>,
    /// The share of sheets whose two sides lie differently.
    apart: f64,
    /// How the slants of a sheet's two sides go together.
    slant: Slant,
    /// The share of pages on which boxes for a number were found.
    boxed: f64,
}

/// How the slants of a sheet's two sides go together.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Slant {
    /// Both sides were scanned at once: the back slants the other way.
    Mirrored,
    /// The scanner straightens or turns pages: the same way.
    Same,
    /// Each side was fed by itself.
    Free,
}

/// How far before its sheet the header of the sheet before may be. No further: with a header that was not
/// found in between, it would be that of another sheet.
const REACH: usize = 2;
/// The same among single pages.
const REACH_SINGLE: usize = 12;

impl Pile {
    pub(super) fn new(sides: Vec<Observed>, looks: &dyn Looks, options: &AssignOptions) -> Self {
        let codes = Codes::new(&sides);
        let likes = |place| {
            let hand = likes(&sides, place, looks, &options.trust);
            codes.likes(&sides, place).map_or(hand, |code| hand.map(|hand| hand * code))
        };
        let likes = (0..sides.len()).map(likes).collect();
        let (apart, slant) = (apart(&sides, &options.priors), slant(&sides));
        let pages = sides.iter().flat_map(|side| &side.halves);
        let boxed =
            pages.clone().filter(|page| page.has_boxes()).count() as f64 / pages.count().max(1) as f64;
        Self { sides, likes, apart, slant, boxed }
    }

    /// How well a side looks when it lies the other way up than found, next to as found.
    pub(super) fn upside_down(&self, side: usize, trust: &Trust) -> f64 {
        self.sides[side].turned * self.sides[side].upside_down(self.boxed, trust)
    }

    /// Whether a side has no box at its foot where the pile has them: perhaps its foot is elsewhere.
    pub(super) fn lacks_boxes(&self, side: usize) -> bool {
        self.boxed > 0.9 && !self.sides[side].halves.iter().any(|page| page.has_boxes())
    }

    /// How well sides look as what only stands between others.
    pub(super) fn separator(&self, sides: std::ops::Range<usize>, trust: &Trust) -> f64 {
        sides.map(|side| self.sides[side].as_separator(self.boxed, trust)).product()
    }

    /// How well the two sides from `from` on lie for one sheet.
    pub(super) fn lie(&self, from: usize, turned: [bool; 2]) -> f64 {
        let [first, second] = [0, 1].map(|place| {
            let flip = if turned[place] { Rotation::D180 } else { Rotation::D0 };
            self.sides[from + place].rotate.then(flip).degrees()
        });
        match (second - first).rem_euclid(360) {
            0 => 1.0 - self.apart,
            180 => self.apart,
            _ => self.apart * 0.1,
        }
    }

    /// How much likelier the two sides of one sheet look for lying as found than for one of them lying the
    /// other way up: natural logarithm.
    pub(super) fn shown(&self, looks: &dyn Looks, front: usize, back: usize) -> f64 {
        let seen = looks.lie_alike(self.sides[front].place, self.sides[back].place);
        if seen.is_finite() { seen.clamp(-5.0, 5.0) } else { 0.0 }
    }

    /// How much likelier the two sides look for being front and back of one sheet.
    pub(super) fn bond(&self, looks: &dyn Looks, front: usize, back: usize, trust: &Trust) -> f64 {
        let (front, back) = (&self.sides[front], &self.sides[back]);
        let seen = looks.one_sheet(front.place, back.place);
        let seen = if seen.is_finite() { seen.clamp(-trust.likeness, trust.likeness) } else { 0.0 };
        seen.exp() * self.slant_likelihood(front, back)
    }

    fn slant_likelihood(&self, front: &Observed, back: &Observed) -> f64 {
        let (Some(a), Some(b)) = (front.skew, back.skew) else { return 1.0 };
        let apart = match self.slant {
            Slant::Mirrored => a + b,
            Slant::Same => a - b,
            Slant::Free => return 1.0,
        };
        // A tenth of the sheets slip; what is not a pair has slants of its own.
        let pair = 0.9 * normal(apart, 0.15) + 0.1 * normal(apart, 1.5);
        pair / normal(apart, 1.1).max(0.02)
    }

    /// How much likelier the later side looks for being the earlier scanned again: natural logarithm.
    pub(super) fn doubled(&self, looks: &dyn Looks, earlier: usize, later: usize) -> f64 {
        let seen = looks.doubled(self.sides[earlier].place, self.sides[later].place);
        if seen.is_finite() { seen.clamp(-15.0, 15.0) } else { 0.0 }
    }
}

fn normal(x: f64, deviation: f64) -> f64 {
    (-0.5 * (x / deviation).powi(2)).exp() / (deviation * std::f64::consts::TAU.sqrt())
}

fn likes(sides: &[Observed], place: usize, looks: &dyn Looks, trust: &Trust) -> [f64; 2] {
    let side = &sides[place];
    if side.header() < 0.5 {
        return [1.0; 2];
    }
    let reach = if side.two_up { REACH } else { REACH_SINGLE };
    [place, place.saturating_sub(1)].map(|from| {
        let before = sides[from.saturating_sub(reach)..from].iter().rev().find(|side| side.header() > 0.5);
        let odds = before.map_or(0.0, |before| looks.same_candidate(before.place, side.place));
        if odds.is_finite() { odds.clamp(-trust.likeness, trust.likeness).exp() } else { 1.0 }
    })
}

/// What the barcodes of a pile tell.
struct Codes {
    /// On how many sides each stands.
    count: BTreeMap<u64, usize>,
    /// How many sides carry one.
    coded: usize,
}

impl Codes {
    /// How much a code speaks for or against one candidate. Natural logarithm of about 5: codes are read
    /// right, but nobody knows what they stand for.
    const SPEAKS: f64 = 150.0;

    fn new(sides: &[Observed]) -> Self {
        let mut count = BTreeMap::new();
        sides.iter().flat_map(|side| &side.codes).for_each(|code| *count.entry(*code).or_default() += 1);
        Self { count, coded: sides.iter().filter(|side| !side.codes.is_empty()).count() }
    }

    /// How much likelier the codes of a side are when its sheet goes on with the copy before; `None` when
    /// they do not tell: a code on most sheets is the form's, one on a single side is the side's.
    fn likes(&self, sides: &[Observed], place: usize) -> Option<f64> {
        let repeated = |side: &Observed| -> Vec<u64> {
            side.codes
                .iter()
                .copied()
                .filter(|code| self.count.get(code).is_some_and(|count| *count > 1))
                .collect()
        };
        let here = repeated(&sides[place]);
        let before = sides[place.saturating_sub(REACH)..place].iter().rev().map(repeated);
        let before = before.into_iter().find(|codes| !codes.is_empty())?;
        if here.is_empty() {
            return None;
        }
        let shared: Vec<_> = here.iter().filter(|code| before.contains(code)).collect();
        let rare = |code: &&u64| self.count.get(code).is_some_and(|count| 4 * count < self.coded.max(8));
        if shared.is_empty() {
            Some(1.0 / Self::SPEAKS)
        } else if shared.iter().any(rare) {
            Some(Self::SPEAKS)
        } else {
            None
        }
    }
}

/// Fronts followed by backs, as far as that can be told beforehand.
fn neighbours(sides: &[Observed]) -> impl Iterator<Item = (&Observed, &Observed)> {
    sides.windows(2).filter_map(|pair| match pair {
        [front, back] if front.two_up && back.two_up && front.header() > 0.9 && back.header() < 0.1 => {
            Some((front, back))
        }
        _ => None,
    })
}

fn apart(sides: &[Observed], priors: &Priors) -> f64 {
    // Worth a hundred sheets of experience.
    let (mut apart, mut all) = (100.0 * priors.turned_apart, 100.0);
    for (front, back) in neighbours(sides).filter(|(front, back)| front.turned < 0.05 && back.turned < 0.05) {
        all += 1.0;
        apart += f64::from(u8::from(front.rotate != back.rotate));
    }
    (apart / all).clamp(0.002, 0.998)
}

fn slant(sides: &[Observed]) -> Slant {
    let (mut mirrored, mut same, mut all) = (0, 0, 0);
    for (front, back) in neighbours(sides) {
        if let (Some(a), Some(b)) = (front.skew, back.skew)
            && a.abs() > 0.4
        {
            all += 1;
            mirrored += i32::from((a + b).abs() < 0.3);
            same += i32::from((a - b).abs() < 0.3);
        }
    }
    if all < 4 || 3 * mirrored > 2 * all {
        Slant::Mirrored
    } else if 3 * same > 2 * all {
        Slant::Same
    } else {
        Slant::Free
    }
}
