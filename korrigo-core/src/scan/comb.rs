//! Upright strokes that stand at one pitch and end on one line.
//!
//! Knows strokes, where they end, and the pitch that most of them agree with. Knows nothing of cells.
//! All coordinates are pixels.

use super::ground::Ground;
use super::lines::Segment;

/// Strokes at one pitch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Comb {
    /// Where the strokes of index 0 stand.
    pub(super) origin: f64,
    pub(super) pitch: f64,
    teeth: usize,
}

impl Comb {
    /// Strokes from `origin`, `pitch` apart.
    pub(super) fn new(origin: f64, pitch: f64) -> Self {
        Self { origin, pitch, teeth: 0 }
    }

    pub(super) fn at(&self, index: i32) -> f64 {
        self.origin + self.pitch * f64::from(index)
    }

    /// The index of the tooth at `x` when there is one less than `tolerance` away.
    pub(super) fn index(&self, x: f64, tolerance: f64) -> Option<i32> {
        let index = ((x - self.origin) / self.pitch).round() as i32;
        ((x - self.at(index)).abs() <= tolerance).then_some(index)
    }

    /// How many different teeth the strokes hit.
    fn hits(&self, strokes: &[f64], tolerance: f64) -> usize {
        let mut indices: Vec<i32> = strokes.iter().filter_map(|x| self.index(*x, tolerance)).collect();
        indices.sort_unstable();
        indices.dedup();
        indices.len()
    }
}

/// Strokes that end on one line.
pub(super) struct Row {
    /// Where most of them end.
    pub(super) bottom: f64,
    /// Where they stand, from the left.
    pub(super) strokes: Vec<f64>,
    /// Where those stand that end here and do not go on.
    ending: Vec<f64>,
    /// The strokes themselves.
    pub(super) members: Vec<Segment>,
}

/// Lines on which many strokes end.
pub(super) fn rows(ground: &Ground) -> Vec<Row> {
    let mut ends = vec![0u32; ground.height + 4];
    for stroke in &ground.strokes {
        for (end, weight) in ends.iter_mut().skip(stroke.to).zip([1, 2, 3, 2, 1]) {
            *end += weight;
        }
    }
    // `ends[y + 2]` counts the strokes that end at most two rows away from y, the nearer the more.
    let mut rows = Vec::new();
    for y in 0..ground.height {
        let count = |at: usize| ends.get(at).copied().unwrap_or(0);
        let here = count(y + 2);
        let best = (y..y + 5).all(|at| count(at) < here || (count(at) == here && at >= y + 2));
        if here < 14 || !best {
            continue;
        }
        let bottom = y as f64 + 1.0;
        let members: Vec<Segment> = ground
            .strokes
            .iter()
            .filter(|stroke| {
                let ends = stroke.to.abs_diff(y) <= 3;
                ends || (stroke.to > y && stroke.from as f64 + 2.4 * ground.mm <= bottom)
            })
            .copied()
            .collect();
        let ending = members.iter().filter(|s| s.to.abs_diff(y) <= 3).map(|s| s.at).collect();
        rows.push(Row { bottom, strokes: members.iter().map(|s| s.at).collect(), ending, members });
    }
    rows
}

/// The comb that most strokes stand on: pitches from 4.4 to 8.4 mm.
pub(super) fn comb(strokes: &[f64], mm: f64) -> Option<Comb> {
    let mut best: Option<(f64, Comb)> = None;
    let (from, to) = ((4.4 * mm / 0.04) as u32, (8.4 * mm / 0.04) as u32);
    let mut counts = Vec::new();
    for pitch in (from..to).map(|step| f64::from(step) * 0.04) {
        let bins = pitch.floor().max(1.0) as usize;
        counts.clear();
        counts.resize(bins + 2, 0u32);
        for x in strokes {
            // Positions are not negative: cutting is cheaper than a call for the fraction.
            let phase = x / pitch - f64::from((x / pitch) as u32);
            if let Some(count) = counts.get_mut((phase * bins as f64) as usize) {
                *count += 1;
            }
        }
        let by_chance = strokes.len() as f64 * 2.0 / bins as f64;
        for (bin, pair) in counts.windows(2).enumerate() {
            let count = pair.iter().fold(0u32, |sum, count| sum.wrapping_add(*count));
            let score = f64::from(count) - by_chance;
            if count >= 6 && best.as_ref().is_none_or(|(most, _)| score > *most) {
                let origin = (bin as f64 + 1.0) / bins as f64 * pitch;
                best = Some((score, Comb { origin, pitch, teeth: count as usize }));
            }
        }
    }
    let (_, mut comb) = best?;
    comb = refined(&comb, strokes);
    comb.teeth = comb.hits(strokes, 1.5);
    (comb.teeth >= 6).then_some(comb)
}

/// The same comb through the strokes near it: least squares.
pub(super) fn refined(comb: &Comb, strokes: &[f64]) -> Comb {
    let mut comb = *comb;
    for tolerance in [1.8, 1.4] {
        let near = strokes.iter().filter_map(|x| Some((f64::from(comb.index(*x, tolerance)?), *x)));
        let (mut n, mut si, mut sx, mut sii, mut six) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (i, x) in near {
            n += 1.0;
            si += i;
            sx += x;
            sii += i * i;
            six += i * x;
        }
        let spread = n * sii - si * si;
        if spread > 0.0 {
            let pitch = (n * six - si * sx) / spread;
            if (pitch - comb.pitch).abs() < 0.3 {
                comb.pitch = pitch;
                comb.origin = (sx - pitch * si) / n;
            }
        }
    }
    comb
}

/// Two rows, one below the other, and how many strokes of a comb end on them.
pub(super) struct Pair {
    pub(super) upper: usize,
    pub(super) lower: usize,
    pub(super) teeth: usize,
}

/// The pairs of rows that agree the most with a comb.
pub(super) fn pairs(rows: &[Row], comb: &Comb, mm: f64) -> Vec<Pair> {
    let teeth: Vec<usize> = rows.iter().map(|row| comb.hits(&row.ending, 1.5)).collect();
    let mut pairs = Vec::new();
    for (i, (upper, a)) in rows.iter().zip(&teeth).enumerate() {
        for (j, (lower, b)) in rows.iter().zip(&teeth).enumerate().skip(i + 1) {
            let step = (lower.bottom - upper.bottom) / mm;
            if (5.5..15.0).contains(&step) && *a.min(b) >= 6 {
                pairs.push(Pair { upper: i, lower: j, teeth: a + b });
            }
        }
    }
    pairs.sort_by_key(|pair| std::cmp::Reverse(pair.teeth));
    pairs.truncate(2);
    pairs
}
