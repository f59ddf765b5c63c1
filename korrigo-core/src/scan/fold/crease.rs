//! Dark upright lines near the middle of a side: creases, streaks, printed columns.
//!
//! Knows that the depth of a crease changes along it, that a streak leans as the scan does and that printed
//! lines stand in rows. Knows nothing of where the fold is expected: that is for [`super`] to weigh.

use super::super::plane::Histogram;
use super::super::view::Straight;

/// Rows in a band, of which one mean is taken.
pub(super) const BAND: usize = 16;

/// The share of the width in which the fold is looked for.
const SEARCH: (f64, f64) = (0.42, 0.58);

/// Columns around a line that tell how bright the paper is there: from and to, in pixels.
const BESIDE: (usize, usize) = (5, 13);

/// A dark upright line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) x: f64,
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
    pub(super) fn odds(&self) -> f64 {
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

/// The dark upright lines near the middle, from the left.
pub(super) fn lines(straight: &Straight) -> Vec<Line> {
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
    mark_printed(&mut lines, straight.mm(1.0));
    lines
}

/// The mean of each column of a band, writing and glare cut off.
fn band_means(rows: &[&[u8]]) -> Vec<f32> {
    let mut levels = Histogram::new();
    for row in rows {
        levels.add(row.iter().copied());
    }
    let counts = levels.counts();
    let total = counts.iter().sum::<u32>();
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
            *sum = sum.wrapping_add(u16::from((*pixel).clamp(low, high)));
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
