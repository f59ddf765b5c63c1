//! Where a two-up side folds.
//!
//! Knows four witnesses: the crease, a faint upright line whose depth changes along the paper; the gutter,
//! a strip without writing; print, which stands in the middle of its page or mirrors that of the other; and
//! the edges of the paper, which was folded in the middle. Works on a straightened side, on which the fold
//! is upright. Knows nothing of how print is found.

mod crease;
mod print;

pub(super) use self::print::Print;

use super::findings::{Fold, FoldKind, FoldWitness};
use super::paper::Paper;
use super::view::Straight;
use crate::geometry::{CutLine, Point};

/// The width of a page, in millimetres: A4, for paper of which one edge is seen.
const PAGE: f64 = 210.0;

/// How far from the fold print and writing end, in millimetres.
const MARGIN: f64 = 8.5;

/// Darker than this, in even light, is written or printed.
const WRITTEN: u8 = 195;

/// How far on both sides of the fold writing is looked for that a wrong cut would part from its page, in
/// millimetres.
const AROUND: f64 = 30.0;

/// How far from the middle paper is folded: standard deviation in millimetres.
const MISFOLD: f64 = 1.1;

/// How far from the middle of the scan paper lies: standard deviation in millimetres.
const SHIFT: f64 = 3.0;

/// Where a witness sees the fold, and how well.
#[derive(Clone, Copy, Debug)]
struct Guess {
    /// The column, in pixels.
    x: f64,
    /// The standard deviation of its error, in millimetres, when it is not deceived.
    sd: f64,
    /// The probability that it is deceived: 0..=1.
    doubt: f64,
}

/// Finds the fold; `None` on a side too small to have one.
///
/// `prints`: what is printed on its pages, as far as that is known. Takes time linear in the pixels around
/// the middle.
pub(super) fn find(straight: &Straight, paper: &Paper, prints: &[Print]) -> Option<Fold> {
    let (width, height) = (straight.raw.width, straight.raw.height);
    if width < 200 || height < 8 * crease::BAND {
        return None;
    }
    let scan = middle_of_scan(straight);
    // Paper that lies further off than this would not be scanned so.
    let edges = by_edges(straight, paper).filter(|guess| (guess.x - scan).abs() < straight.mm(5.0 * SHIFT));
    // Edges that lie far off are seldom those of the paper: print is looked for where it most likely is.
    let near = edges.filter(|edges| edges.doubt < 0.5 && (edges.x - scan).abs() < straight.mm(2.5 * SHIFT));
    let print = print::guesses(straight, prints, near.map_or(scan, |edges| edges.x));
    let mut guesses: Vec<(FoldKind, Guess)> = Vec::new();
    guesses.extend(edges.map(|edges| (FoldKind::Paper, edges)));
    guesses.extend(print.iter().map(|guess| (FoldKind::Symmetry, *guess)));
    let around = Middle::of(straight, scan, &guesses).summed_up();
    guesses.extend(by_gutter(straight, &around).map(|gutter| (FoldKind::Gutter, gutter)));
    let middle = Middle::of(straight, scan, &guesses);
    let Decision { x, sure, clear, crease } = middle.decide(straight);
    let agreed = 1.5 / (straight.size.0 * 25.4 / 72.0);
    let (line, cut) = cut_of(straight, x);
    let witness = |kind, x: f64, confidence: f64| {
        let seen = cut_of(straight, x).1;
        FoldWitness { kind, cut: seen, confidence, agrees: (seen - cut).abs() < agreed }
    };
    let told = guesses.iter().map(|(kind, guess)| {
        let confidence = (1.0 - guess.doubt) * within_2_mm(guess.sd.hypot(MISFOLD));
        witness(*kind, guess.x, confidence)
    });
    let witnesses = crease.map(|(x, sure)| witness(FoldKind::Crease, x, sure)).into_iter().chain(told);
    Some(Fold { cut, line, confidence: sure, clear, witnesses: witnesses.collect() })
}

/// Where the fold is taken to be.
struct Decision {
    /// The column, in pixels.
    x: f64,
    /// The probability that it is within 2 mm.
    sure: f64,
    /// The probability that no ink lies between this column and the fold.
    clear: f64,
    /// The crease there, with the probability that it is one.
    crease: Option<(f64, f64)>,
}

/// How likely the middle of the paper is at each of the columns around the middle of the scan.
struct Middle {
    /// The first column, in pixels.
    from: f64,
    /// From one to the next, in pixels.
    step: f64,
    /// The step in millimetres.
    step_mm: f64,
    /// Together 1.
    shares: Vec<f64>,
}

/// From one column that is weighed to the next, in millimetres.
const STEP: f64 = 0.2;

impl Middle {
    /// Weighs what the witnesses say: each errs as it says, or is deceived and says nothing.
    fn of(straight: &Straight, scan: f64, guesses: &[(FoldKind, Guess)]) -> Self {
        let step = straight.mm(STEP);
        let reach = (8.0 * SHIFT / STEP) as usize;
        let from = scan - reach as f64 * step;
        let mm = straight.mm(1.0);
        let likely = |x: f64| {
            let told: f64 = guesses.iter().map(|(_, guess)| guess.likelihood((x - guess.x) / mm)).product();
            told * lies_off((x - scan) / mm)
        };
        let mut shares: Vec<f64> = (0..=2 * reach).map(|i| likely(from + i as f64 * step)).collect();
        let total: f64 = shares.iter().sum();
        for share in &mut shares {
            *share /= total.max(f64::MIN_POSITIVE);
        }
        Self { from, step, step_mm: STEP, shares }
    }

    fn places(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.shares.iter().enumerate().map(|(i, share)| (self.from + i as f64 * self.step, *share))
    }

    /// The mean and the spread.
    fn summed_up(&self) -> Guess {
        let x = self.places().map(|(x, share)| x * share).sum::<f64>();
        let square = self.places().map(|(at, share)| (at - x) * (at - x) * share).sum::<f64>();
        Guess { x, sd: square.sqrt() / self.step * self.step_mm, doubt: 0.0 }
    }

    /// How likely the fold is at a column, for each millimetre: paper is seldom folded in its very middle.
    fn folded_at(&self, x: f64) -> f64 {
        let mm = self.step / self.step_mm;
        self.places().map(|(middle, share)| share * misfolded((x - middle) / mm)).sum()
    }

    /// The share of folds within 2 mm of a column.
    fn near(&self, x: f64) -> f64 {
        let (mm, around) = (self.step / self.step_mm, 10);
        let part = |i: i32| self.folded_at(x + (f64::from(i) + 0.5) * 0.2 * mm) * 0.2;
        (-around..around).map(part).sum()
    }

    /// The share of folds between two columns.
    fn between(&self, (from, to): (f64, f64)) -> f64 {
        let mm = self.step / self.step_mm;
        let parts = ((to - from) / (0.5 * mm)).ceil().max(1.0) as usize;
        let part = (to - from) / parts as f64;
        (0..parts).map(|i| self.folded_at(from + (i as f64 + 0.5) * part) * part / mm).sum()
    }

    /// The place of the fold, and how sure that is.
    fn decide(&self, straight: &Straight) -> Decision {
        let mm = self.step / self.step_mm;
        // Odds are those of a line where the fold is known to a millimetre and a half.
        let usual = misfolded(0.0);
        let weighed = crease::lines(straight)
            .into_iter()
            .map(|line| (line.x, line.odds() + (self.folded_at(line.x) / usual).max(1e-12).ln()));
        let weighed: Vec<(f64, f64)> = weighed.map(|(x, odds)| (x, (odds + 0.5).exp())).collect();
        let total = 1.0 + weighed.iter().map(|(_, weight)| weight).sum::<f64>();
        let best = weighed.iter().max_by(|a, b| a.1.total_cmp(&b.1)).filter(|best| best.1 / total > 0.5);
        let x = best.map_or_else(|| self.likeliest(), |(x, _)| *x);
        // Of the lines that are not taken, some lie as near.
        let lines =
            weighed.iter().filter(|(other, _)| (other - x).abs() < 2.0 * mm).map(|(_, weight)| weight);
        let sure = (lines.sum::<f64>() + self.near(x)) / total;
        let strip = free_around(straight, x);
        let inside = weighed.iter().filter(|(other, _)| (strip.0..=strip.1).contains(other));
        let clear = (inside.map(|(_, weight)| weight).sum::<f64>() + self.between(strip)) / total;
        let crease = best.map(|(x, weight)| (*x, (weight / total).min(0.995)));
        Decision { x, sure: sure.min(0.995), clear: clear.min(0.995), crease }
    }

    /// The column with the most within 2 mm.
    fn likeliest(&self) -> f64 {
        let window = (2.0 / self.step_mm) as usize;
        let sum = |i: usize| {
            let part = self.shares.get(i.saturating_sub(window)..(i + window + 1).min(self.shares.len()));
            part.unwrap_or_default().iter().sum::<f64>()
        };
        let best = (0..self.shares.len()).max_by(|a, b| sum(*a).total_cmp(&sum(*b))).unwrap_or(0);
        let near = self.places().enumerate().filter(|(i, _)| i.abs_diff(best) <= window);
        let (mut moment, mut weight) = (0.0, 0.0);
        for (_, (x, share)) in near {
            moment += x * share;
            weight += share;
        }
        moment / weight.max(f64::MIN_POSITIVE)
    }
}

impl Guess {
    /// How likely it is to say what it says when the fold is so many millimetres off.
    fn likelihood(&self, off: f64) -> f64 {
        let z = off / self.sd;
        let bell = (-0.5 * z * z).exp() / (self.sd * std::f64::consts::TAU.sqrt());
        // Deceived, it says anything within six centimetres.
        (1.0 - self.doubt) * bell + self.doubt / 60.0 + 1e-6
    }
}

/// How seldom the middle of paper lies so many millimetres from that of the scan: normal, with long tails.
fn lies_off(off: f64) -> f64 {
    let bell = |sd: f64| (-0.5 * off * off / (sd * sd)).exp() / (sd * std::f64::consts::TAU.sqrt());
    0.85 * bell(SHIFT) + 0.15 * bell(2.0 * SHIFT)
}

/// How seldom paper is folded so many millimetres from its middle: normal, with long tails; for each
/// millimetre.
fn misfolded(off: f64) -> f64 {
    let bell = |sd: f64| (-0.5 * off * off / (sd * sd)).exp() / (sd * std::f64::consts::TAU.sqrt());
    0.94 * bell(MISFOLD) + 0.06 * bell(2.2 * MISFOLD)
}

/// The share of normal errors below 2 mm.
fn within_2_mm(sd: f64) -> f64 {
    // Logistic approximation of the normal distribution.
    let z = 2.0 / sd.max(0.1);
    (2.0 / (1.0 + (-1.702 * z).exp()) - 1.0).clamp(0.02, 0.98)
}

/// The fold at column `x`: its line and where that is at mid height, on the upright side.
fn cut_of(straight: &Straight, x: f64) -> (CutLine, f64) {
    let (a, b) = (Point::new(x, 0.0), Point::new(x, straight.raw.height as f64));
    let line = CutLine { a: straight.to_normalized(a), b: straight.to_normalized(b) };
    let (top, bottom) = line.across(1.0, 1.0);
    (line, 0.5 * (top.x + bottom.x))
}

/// The middle of what was scanned.
fn middle_of_scan(straight: &Straight) -> f64 {
    let (width, height) = straight.size;
    let from_side = straight.to_side.inverse();
    from_side.map_or(0.5 * straight.raw.width as f64, |from_side| {
        (from_side * Point::new(0.5 * width, 0.5 * height)).x
    })
}

/// The middle of the paper.
fn by_edges(straight: &Straight, paper: &Paper) -> Option<Guess> {
    // Doubtful edges are taken when there are no others.
    [(0.5, 0.8, 0.12), (0.25, 1.5, 0.5)].into_iter().find_map(|(least, sd, doubt)| {
        let edge = |side: usize| {
            let edge = paper.edges.get(side).copied().flatten();
            edge.filter(|edge| edge.confidence > least).map(|edge| edge.at)
        };
        let page = straight.mm(PAGE);
        // One edge tells the middle only of paper whose size is known: A3, in a scan of about that size.
        let a3 = (1.9..2.15).contains(&(straight.size.0 / 72.0 * 25.4 / PAGE));
        match (edge(0), edge(2)) {
            // Edges that are not as far apart as the paper is wide: one of them is something else.
            (Some(left), Some(right)) if a3 && (right - left - 2.0 * page).abs() > straight.mm(3.0) => {
                Some(Guess { x: 0.5 * (left + right), sd: 2.0 * sd, doubt: 0.6 })
            }
            (Some(left), Some(right)) => Some(Guess { x: 0.5 * (left + right), sd, doubt }),
            (Some(left), None) if a3 => Some(Guess { x: left + page, sd: 1.1 * sd, doubt }),
            (None, Some(right)) if a3 => Some(Guess { x: right - page, sd: 1.1 * sd, doubt }),
            _ => None,
        }
    })
}

/// The strip without writing around the expected place.
///
/// What is printed or written ends at about the same distance from both sides of a page: the fold is in the
/// middle of a narrow strip. A wide strip has a margin on one side: the fold is near the other.
fn by_gutter(straight: &Straight, around: &Guess) -> Option<Guess> {
    let reach = straight.mm(3.0 * around.sd + 16.0);
    let from = (around.x - reach).max(0.0) as usize;
    let to = ((around.x + reach).max(0.0) as usize).min(straight.even.width);
    let (start, end) = empty_strip(straight, (from, to), around)?;
    let (left, right) = (start as f64, end as f64);
    let margin = straight.mm(MARGIN);
    let open = (start == from, end == to);
    let away = |x: &f64| (x - around.x).abs();
    // Further off, it is the end of a column of writing, not of the page.
    let likely = |x: &f64| away(x) < straight.mm(2.0 * around.sd + 2.0);
    if open == (false, false) && right - left < 2.6 * margin {
        return Some(Guess { x: 0.5 * (left + right), sd: 2.5, doubt: 0.4 }).filter(|guess| likely(&guess.x));
    }
    let by_left = (!open.0).then_some(left + margin);
    let by_right = (!open.1).then_some(right - margin);
    let middle = (open == (false, false)).then_some(0.5 * (left + right));
    let nearest =
        [by_left, middle, by_right].into_iter().flatten().min_by(|a, b| away(a).total_cmp(&away(b)))?;
    Some(Guess { x: nearest, sd: 2.5 + around.sd, doubt: 0.5 }).filter(|guess| likely(&guess.x))
}

/// The widest strip without writing between two columns, those near the expected place preferred.
fn empty_strip(straight: &Straight, (from, to): (usize, usize), around: &Guess) -> Option<(usize, usize)> {
    let mut ink = vec![0usize; to.saturating_sub(from)];
    for y in 0..straight.even.height {
        let row = straight.even.row(y).get(from..to).unwrap_or_default();
        for (count, pixel) in ink.iter_mut().zip(row) {
            *count += usize::from(*pixel < WRITTEN);
        }
    }
    // Rules that run through the strip do not count, nor do a few specks or a streak.
    let height = straight.even.height;
    let mut sorted = ink.clone();
    sorted.sort_unstable();
    let through = sorted.get(sorted.len() / 10).copied().unwrap_or(0).min(height / 4);
    let empty = |count: &usize| *count <= through + height / 250 || *count > height / 2;
    let least = straight.mm(3.0);
    let mut best: Option<(f64, usize, usize)> = None;
    let mut start = from;
    for (x, count) in (from..).zip(ink.iter().chain([&(height / 2 - 1)])) {
        if empty(count) {
            continue;
        }
        let (wide, middle) = ((x - start) as f64, 0.5 * (start + x) as f64);
        let score = wide - ((middle - around.x).abs() - 0.5 * wide).max(0.0);
        if wide > least && best.is_none_or(|(other, ..)| score > other) {
            best = Some((score, start, x));
        }
        start = x + 1;
    }
    best.map(|(_, start, end)| (start, end))
}

/// The strip without ink around a column, in pixels. Rules that run through it do not count, nor do a few
/// specks, a streak or the crease.
fn free_around(straight: &Straight, x: f64) -> (f64, f64) {
    let reach = straight.mm(AROUND);
    let from = (x - reach).max(0.0) as usize;
    let to = ((x + reach).max(0.0) as usize).min(straight.even.width);
    let mut ink = vec![0usize; to.saturating_sub(from)];
    for y in 0..straight.even.height {
        let row = straight.even.row(y).get(from..to).unwrap_or_default();
        if 2 * row.iter().filter(|pixel| **pixel < WRITTEN).count() > row.len() {
            continue;
        }
        for (count, pixel) in ink.iter_mut().zip(row) {
            *count += usize::from(*pixel < WRITTEN);
        }
    }
    let height = straight.even.height;
    let free = |count: &&usize| **count <= height / 250 || **count > height / 2;
    let (left, right) = ink.split_at((x.max(0.0) as usize).saturating_sub(from).min(ink.len()));
    let run = |columns: &mut dyn Iterator<Item = &usize>| columns.take_while(free).count() as f64;
    (x - run(&mut left.iter().rev()), x + run(&mut right.iter()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::paper;
    use crate::scan::plane::Plane;
    use proptest::prelude::*;

    const DPI: f64 = 72.0;
    const SIZE: (f64, f64) = (420.0 / 25.4 * 72.0, 297.0 / 25.4 * 72.0);

    /// An A3 side on white: paper 420 mm wide from `left` mm, with lines of text on both pages.
    fn side(left: f64, crease: Option<(f64, f64)>) -> Straight {
        let (width, height) = (SIZE.0.round() as usize, SIZE.1.round() as usize);
        let mm = |pixel: usize| (pixel as f64 + 0.5) * 25.4 / DPI;
        let grey = |x: f64, y: f64, dots: usize| {
            if !(left..left + 420.0).contains(&x) {
                return 255.0;
            }
            let page = (x - left) % 210.0;
            let text = (12.0..198.0).contains(&page) && (25.0..270.0).contains(&y) && y % 9.0 < 2.5;
            if text && dots % 7 < 3 {
                return 60.0;
            }
            let shadow = crease.map_or(0.0, |(at, depth)| {
                let across = (x - at) / 0.45;
                depth * (0.6 + 0.4 * (y / 31.0).sin()) * (-0.5 * across * across).exp()
            });
            240.0 - shadow
        };
        let data = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let data = data.map(|(x, y)| grey(mm(x), mm(y), x * 5 + y * 3) as u8).collect();
        Straight::new(&Plane { width, height, data }, SIZE, DPI, 0.0)
    }

    fn found(side: &Straight) -> (f64, Fold) {
        let fold = find(side, &paper::find(side), &[]).expect("a fold");
        (fold.cut * 420.0, fold)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]
        #[test]
        fn the_crease_is_the_fold(at in 206.0..214.0f64, depth in 12.0..40.0f64) {
            let (x, fold) = found(&side(0.0, Some((at, depth))));
            prop_assert!((x - at).abs() < 0.5, "{at} mm seen as {x} mm");
            prop_assert!(fold.confidence > 0.8);
            prop_assert!(fold.line.is_valid());
            let crease = fold.witnesses.iter().find(|witness| witness.kind == FoldKind::Crease);
            prop_assert!(crease.is_some_and(|crease| crease.agrees));
        }

        #[test]
        fn without_a_crease_it_is_the_middle_of_the_paper(left in 2.0..6.0f64) {
            let (x, fold) = found(&side(left, None));
            prop_assert!((x - left - 210.0).abs() < 2.0, "{} mm seen as {x} mm", left + 210.0);
            prop_assert!(fold.witnesses.iter().all(|witness| witness.kind != FoldKind::Crease));
        }

        #[test]
        fn anything_can_be_looked_at((width, height) in (0usize..400, 0usize..300), seed in any::<u32>(), skew in -15.0..15.0f64) {
            let noise = |i: usize| (seed.wrapping_mul(i as u32 | 1).wrapping_mul(2_654_435_761) >> 24) as u8;
            let data = (0..width * height).map(noise).collect();
            let size = (width.max(1) as f64, height.max(1) as f64);
            let mut side = Straight::new(&Plane { width, height, data }, size, DPI, skew);
            let paper = paper::find(&side);
            paper::clean(&mut side, &paper);
            if let Some(fold) = find(&side, &paper, &[]) {
                prop_assert!(fold.line.is_valid() && fold.cut.is_finite());
                prop_assert!((0.0..=1.0).contains(&fold.confidence) && (0.0..=1.0).contains(&fold.clear));
            }
        }
    }

    #[test]
    fn a_free_gutter_forgives_what_writing_in_it_does_not() {
        // No crease and no edges: where the fold is is not known to 2 mm.
        let mut written = side(0.0, None);
        let free = find(&written, &Paper::default(), &[]).expect("a fold");
        assert!(free.confidence < 0.8 && free.clear > 0.9, "{} {}", free.confidence, free.clear);
        let mm = |pixel: usize| pixel as f64 * 25.4 / DPI;
        let width = written.raw.width;
        for (i, pixel) in written.even.data.iter_mut().enumerate() {
            // Words from page to page.
            if (190.0..230.0).contains(&mm(i % width)) && mm(i / width) % 10.0 < 3.0 && i % 3 == 0 {
                *pixel = 60;
            }
        }
        let written = find(&written, &Paper::default(), &[]).expect("a fold");
        assert!(written.clear < 0.7, "{}", written.clear);
    }

    #[test]
    fn printed_columns_are_no_crease() {
        let mut side = side(0.0, None);
        let width = side.raw.width;
        for row in side.raw.data.chunks_exact_mut(width) {
            // Every 8 mm.
            for (x, pixel) in row.iter_mut().enumerate() {
                if (x * 100) % 2268 < 100 {
                    *pixel = 215;
                }
            }
        }
        let (x, fold) = found(&side);
        assert!(fold.witnesses.iter().all(|witness| witness.kind != FoldKind::Crease));
        assert!((x - 210.0).abs() < 2.0);
    }

    #[test]
    fn empty_and_black_sides_fold_in_the_middle() {
        for level in [255, 0] {
            let plane = Plane { width: 1191, height: 842, data: vec![level; 1191 * 842] };
            let (x, fold) = found(&Straight::new(&plane, SIZE, DPI, 0.0));
            assert!((x - 210.0).abs() < 1.0 && fold.confidence < 0.9);
        }
        assert!(
            find(&Straight::new(&Plane::white(1, 1), (1.0, 1.0), DPI, 0.0), &Paper::default(), &[]).is_none()
        );
    }
}
