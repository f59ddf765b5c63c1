//! Where a two-up side folds.
//!
//! Knows three witnesses: the crease, a faint upright line whose depth changes along the paper; the gutter,
//! a strip without writing; and the edges of the paper, which was folded in the middle. Works on a
//! straightened side, on which the fold is upright. Knows nothing of what is printed on the pages.

use super::findings::{Fold, FoldKind, FoldWitness};
use super::paper::Paper;
use super::view::Straight;
use crate::geometry::{CutLine, Point};

/// Rows in a band, of which one mean is taken.
const BAND: usize = 16;

/// The share of the width in which the fold is looked for.
const SEARCH: (f64, f64) = (0.42, 0.58);

/// Columns around a line that tell how bright the paper is there: from and to, in pixels.
const BESIDE: (usize, usize) = (5, 13);

/// The width of a page, in millimetres: A4, for paper of which one edge is seen.
const PAGE: f64 = 210.0;

/// How far from the fold print and writing end, in millimetres.
const MARGIN: f64 = 8.5;

/// Darker than this, in even light, is written or printed.
const WRITTEN: u8 = 195;

/// How far from the middle paper is folded: standard deviation in millimetres.
const MISFOLD: f64 = 1.6;

/// No fold is further than this from where it is expected, in millimetres.
const FURTHEST: f64 = 10.0;

/// How far from the middle of the scan paper lies: standard deviation in millimetres.
const SHIFT: f64 = 3.0;

/// Where a witness sees the fold, in pixels, and the standard deviation of its error in millimetres.
#[derive(Clone, Copy, Debug)]
struct Guess {
    x: f64,
    sd: f64,
}

/// Finds the fold; `None` on a side too small to have one.
pub(super) fn find(straight: &Straight, paper: &Paper) -> Option<Fold> {
    let (width, height) = (straight.raw.width, straight.raw.height);
    if width < 200 || height < 8 * BAND {
        return None;
    }
    let scan = Guess { x: middle_of_scan(straight), sd: SHIFT };
    // Paper that lies further off than this would not be scanned so.
    let edges = by_edges(straight, paper).filter(|guess| (guess.x - scan.x).abs() < straight.mm(5.0 * SHIFT));
    let around = edges.unwrap_or(scan);
    let gutter = by_gutter(straight, &around);
    let (x, sure, crease) = decide(straight, edges, gutter, &scan);
    let near = 1.5 / (straight.size.0 * 25.4 / 72.0);
    let (line, cut) = cut_of(straight, x);
    let witness = |kind, x: f64, confidence: f64| {
        let seen = cut_of(straight, x).1;
        FoldWitness { kind, cut: seen, confidence, agrees: (seen - cut).abs() < near }
    };
    let guess = |kind, guess: Guess| witness(kind, guess.x, within_2_mm(guess.sd));
    let witnesses = [
        crease.map(|(x, confidence)| witness(FoldKind::Crease, x, confidence)),
        gutter.map(|gutter| guess(FoldKind::Gutter, gutter)),
        edges.map(|edges| guess(FoldKind::Symmetry, edges)),
    ];
    let witnesses = witnesses.into_iter().flatten().collect();
    Some(Fold { cut, line, confidence: sure, witnesses })
}

/// The place of the fold, the probability that it is right, and the crease with its own.
fn decide(
    straight: &Straight,
    edges: Option<Guess>,
    gutter: Option<Guess>,
    scan: &Guess,
) -> (f64, f64, Option<(f64, f64)>) {
    let guesses: Vec<Guess> = [edges, gutter, Some(*scan)].into_iter().flatten().collect();
    let weight = |guess: &Guess| 1.0 / (guess.sd * guess.sd);
    let total: f64 = guesses.iter().map(weight).sum();
    let mean = guesses.iter().map(|guess| weight(guess) * guess.x).sum::<f64>() / total;
    // Witnesses that err together know less than they say.
    let rest = Guess { x: mean, sd: (1.0 / total).sqrt().max(1.4) };
    let mut lines: Vec<Line> = lines(straight);
    mark_printed(&mut lines, straight.mm(1.0));
    lines.retain(|line| (line.x - rest.x).abs() < straight.mm(FURTHEST));
    let odds = |line: &Line| line.odds() + log_prior((line.x - rest.x) / straight.mm(rest.sd));
    let best = lines.iter().map(|line| (odds(line), line)).max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((odds, line)) if odds > 0.0 => {
            let sure = 1.0 / (1.0 + (-1.0 - odds).exp());
            (line.x, sure.min(0.995), Some((line.x, sure.min(0.995))))
        }
        // Measured on ten generated sets: without a crease, 75 in 100 are right.
        _ => (rest.x, within_2_mm(rest.sd.hypot(1.2)), None),
    }
}

/// How likely a deviation is, against none: normal, with long tails.
fn log_prior(deviation: f64) -> f64 {
    let square = deviation * deviation;
    (0.95 * (-0.5 * square).exp() + 0.05 * (-0.5 * square / 9.0).exp()).ln()
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
    [(0.5, MISFOLD), (0.25, 2.0 * MISFOLD)].into_iter().find_map(|(least, sd)| {
        let edge = |side: usize| {
            let edge = paper.edges.get(side).copied().flatten();
            edge.filter(|edge| edge.confidence > least).map(|edge| edge.at)
        };
        let page = straight.mm(PAGE);
        // One edge tells the middle only of paper whose size is known: A3, in a scan of about that size.
        let a3 = (1.9..2.15).contains(&(straight.size.0 / 72.0 * 25.4 / PAGE));
        match (edge(0), edge(2)) {
            (Some(left), Some(right)) => Some(Guess { x: 0.5 * (left + right), sd }),
            (Some(left), None) if a3 => Some(Guess { x: left + page, sd: 1.1 * sd }),
            (None, Some(right)) if a3 => Some(Guess { x: right - page, sd: 1.1 * sd }),
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
        return Some(Guess { x: 0.5 * (left + right), sd: 2.0 }).filter(|guess| likely(&guess.x));
    }
    let by_left = (!open.0).then_some(left + margin);
    let by_right = (!open.1).then_some(right - margin);
    let middle = (open == (false, false)).then_some(0.5 * (left + right));
    let nearest =
        [by_left, middle, by_right].into_iter().flatten().min_by(|a, b| away(a).total_cmp(&away(b)))?;
    Some(Guess { x: nearest, sd: 1.0 + around.sd }).filter(|guess| likely(&guess.x))
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

/// A dark upright line.
#[derive(Clone, Copy, Debug)]
struct Line {
    x: f64,
    /// How much darker than what lies beside it, in grey levels.
    depth: f64,
    /// The mean of the depths of its bands, over the standard error of that mean.
    steady: f64,
    /// It leans as the scan does, not as the paper does.
    streak: bool,
    /// How many of its four neighbours in a row of lines are there.
    in_row: usize,
}

impl Line {
    /// Logarithm of the odds that a fold made it, where a fold is expected.
    fn odds(&self) -> f64 {
        let seen = 0.7 * self.steady.min(16.0) - 2.4;
        // The depth of a crease changes along it; that of a streak or a printed line does not.
        let streak = if self.streak { 5.0 } else { 0.0 };
        let printed = [0.0, 5.0, 9.0].get(self.in_row).copied().unwrap_or(12.0);
        seen - streak
            - printed
            - 0.15 * (self.steady - 26.0).clamp(0.0, 40.0)
            - 0.5 * (self.depth - 11.0).max(0.0)
    }
}

/// What was summed up over the bands of a part of the side, column by column.
#[derive(Clone, Default)]
struct Depths {
    sums: Vec<f32>,
    squares: Vec<f32>,
    bands: f32,
}

impl Depths {
    fn add(&mut self, depths: &[f32]) {
        self.sums.resize(depths.len(), 0.0);
        self.squares.resize(depths.len(), 0.0);
        for ((sum, squares), depth) in self.sums.iter_mut().zip(&mut self.squares).zip(depths) {
            *sum += depth;
            *squares += depth * depth;
        }
        self.bands += 1.0;
    }

    fn and(&self, other: &Self) -> Self {
        let add = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a + b).collect();
        Self {
            sums: add(&self.sums, &other.sums),
            squares: add(&self.squares, &other.squares),
            bands: self.bands + other.bands,
        }
    }

    /// The mean depth of a column, over its standard error.
    fn steady(&self, column: usize) -> f64 {
        let (Some(sum), Some(squares)) = (self.sums.get(column), self.squares.get(column)) else {
            return 0.0;
        };
        let mean = sum / self.bands;
        f64::from(mean / ((squares / self.bands - mean * mean).max(0.02) / self.bands).sqrt())
    }

    /// Where the line around a column is: the centre of its depth.
    fn centre(&self, column: usize) -> f64 {
        let from = column.saturating_sub(3);
        let part = self.sums.get(from..column + 4).unwrap_or_default();
        let least = part.iter().copied().fold(0.0, f32::max) * 0.3;
        let (mut total, mut moment) = (0.0, 0.0);
        for (x, sum) in part.iter().enumerate() {
            let weight = (sum - least).max(0.0);
            total += weight;
            moment += weight * x as f32;
        }
        from as f64 + f64::from(if total > 0.0 { moment / total } else { 3.0 })
    }
}

/// The dark upright lines near the middle.
fn lines(straight: &Straight) -> Vec<Line> {
    let (width, height) = (straight.raw.width as f64, straight.raw.height);
    let margin = (BESIDE.1 + 2) as f64;
    let from = (SEARCH.0 * width - margin).max(0.0) as usize;
    let to = ((SEARCH.1 * width + margin) as usize).min(straight.raw.width);
    let mut halves = [Depths::default(), Depths::default()];
    for top in (0..height.saturating_sub(BAND)).step_by(BAND) {
        let rows: Vec<&[u8]> =
            (top..top + BAND).map(|y| straight.raw.row(y).get(from..to).unwrap_or_default()).collect();
        let half = usize::from(2 * top + BAND > height);
        if let Some(half) = halves.get_mut(half) {
            half.add(&depths(&band_means(&rows)));
        }
    }
    let [above, below] = &halves;
    let all = above.and(below);
    // How far what lies along the scan drifts from one half to the other.
    let lean = straight.to_side.inverse().map_or(0.0, |from_side| from_side.c / from_side.d.max(0.5));
    let drift = lean * 0.5 * height as f64;
    let mut lines = Vec::new();
    for (i, three) in all.sums.windows(3).enumerate() {
        let [before, here, after] = three else { continue };
        let steady = all.steady(i + 1);
        if here < before || here <= after || steady < 3.0 {
            continue;
        }
        let bend = before + after - 2.0 * here;
        let way = if bend < 0.0 { 0.5 * (before - after) / bend } else { 0.0 };
        let drifts = below.centre(i + 1) - above.centre(i + 1);
        lines.push(Line {
            x: (from + i) as f64 + 1.5 + f64::from(way),
            depth: f64::from(here / all.bands),
            steady,
            in_row: 0,
            streak: drift.abs() > 1.2 && (drifts - drift).abs() < drifts.abs(),
        });
    }
    lines
}

/// The mean of each column of a band, writing and glare cut off.
fn band_means(rows: &[&[u8]]) -> Vec<f32> {
    let mut counts = [0u32; 256];
    let mut total = 0;
    for pixel in rows.iter().copied().flatten() {
        if let Some(count) = counts.get_mut(usize::from(*pixel)) {
            *count += 1;
            total += 1;
        }
    }
    let mut below = 0;
    let middle = counts.iter().position(|count| {
        below += count;
        below * 2 >= total
    });
    let paper = middle.unwrap_or(255) as u8;
    let (low, high) = (paper.saturating_sub(40), paper.saturating_add(14));
    let width = rows.first().map_or(0, |row| row.len());
    let mut sums = vec![0u16; width];
    for row in rows {
        for (sum, pixel) in sums.iter_mut().zip(*row) {
            *sum += u16::from((*pixel).clamp(low, high));
        }
    }
    sums.iter().map(|sum| f32::from(*sum) / BAND as f32).collect()
}

/// How much darker each column is than both its sides.
fn depths(means: &[f32]) -> Vec<f32> {
    let mut sums = Vec::with_capacity(means.len() + 1);
    let mut sum = 0.0;
    sums.push(sum);
    for mean in means {
        sum += mean;
        sums.push(sum);
    }
    let (near, far) = BESIDE;
    let mean = |from: usize, to: usize| {
        let (from_sum, to_sum) = sums.get(from).zip(sums.get(to))?;
        Some((to_sum - from_sum) / (to - from) as f32)
    };
    (0..means.len())
        .map(|x| {
            let here = mean(x.saturating_sub(1), x + 2)
                .zip(means.get(x))
                .map(|(three, one)| 0.75 * three + 0.25 * one);
            let left = x.checked_sub(far - 1).and_then(|from| mean(from, x + 1 - near));
            let right = mean(x + near, x + far);
            match (left, here, right) {
                (Some(left), Some(here), Some(right)) => (left.min(right) - here).clamp(-6.0, 16.0),
                _ => 0.0,
            }
        })
        .collect()
}

/// Marks lines that stand in a row at even distances: those are printed, here or on the back.
fn mark_printed(lines: &mut [Line], mm: f64) {
    let places: Vec<(f64, f64)> = lines.iter().map(|line| (line.x, line.depth)).collect();
    let near = 0.4 * mm;
    // The commonest distance between two lines.
    let apart = |pitch: f64| {
        let at = |x: f64| places.iter().any(|(other, _)| (other - x).abs() < near);
        places.iter().filter(|(x, _)| at(x + pitch)).count()
    };
    let pitches = places.iter().flat_map(|(x, _)| places.iter().map(move |(other, _)| other - x));
    let pitches = pitches.filter(|pitch| (2.5 * mm..13.0 * mm).contains(pitch));
    let Some((pairs, pitch)) =
        pitches.map(|pitch| (apart(pitch), pitch)).max_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)))
    else {
        return;
    };
    if pairs < 2 {
        return;
    }
    for line in lines {
        let alike = |x: f64| {
            let like = 0.3 * line.depth..3.0 * line.depth;
            places.iter().any(|(other, depth)| (other - x).abs() < near && like.contains(depth))
        };
        line.in_row = [-2.0, -1.0, 1.0, 2.0].iter().filter(|steps| alike(line.x + *steps * pitch)).count();
    }
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
        let fold = find(side, &paper::find(side)).expect("a fold");
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
            if let Some(fold) = find(&side, &paper) {
                prop_assert!(fold.line.is_valid() && fold.cut.is_finite());
                prop_assert!((0.0..=1.0).contains(&fold.confidence));
            }
        }
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
        assert!(find(&Straight::new(&Plane::white(1, 1), (1.0, 1.0), DPI, 0.0), &Paper::default()).is_none());
    }
}
