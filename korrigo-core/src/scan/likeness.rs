//! Whether one candidate filled in two headers: how much likelier both look if so.
//!
//! Knows that one candidate writes the same text in the same cells, and two candidates of a class hardly
//! ever do: names, numbers and birthdays differ. Compares shapes, reads no letter. Every row is a witness of
//! its own, and each may fail: cells that were missed, a name shortened, two sisters in a class.
//! The constants were fitted on 140 pairs of headers of one candidate and 500 of two, typical and hard scans;
//! of 214 and 3,100 others, a third of them by other hands, none by one candidate was below -2; and of 116 and
//! 1,383 more, with letters told from paper by the rest of their row, none below -1.3 and 4 of 5 by two below -5.

use super::signature::Cell;

/// The first cells of a birth date tell candidates apart: the year does not, in a class.
const DAY_AND_MONTH: usize = 4;

/// How alike letters of other cells are is 0 with deviation 1; letters of the same cell, by two candidates.
const STRANGERS: Spread = Spread { mean: 0.15, letter: 1.1, row: 0.15 };
/// The same by one candidate: the mean differs from pair to pair with hands and scans, see [`GRADES`].
const SAME: Spread = Spread { mean: 1.9, letter: 1.12, row: 0.35 };
/// How far a pair's letters are more or less alike than those of others: one deviation.
const GRADE: f64 = 0.36;
/// Grades that are summed over, in deviations.
const GRADES: [f64; 9] = [-1.8, -1.35, -0.9, -0.45, 0.0, 0.45, 0.9, 1.35, 1.8];

/// The share of rows that do not look like the same text though one candidate wrote both.
const FAILS: f64 = 0.012;
/// The share of each row that two candidates of a class have in common: surname, first name, number, date.
const SHARED: [f64; 4] = [0.04, 0.03, 0.003, 0.01];
/// The share of pairs of which all cells of one header were missed though they look well found: then nothing
/// is said against one candidate. And what is added when it is not sure at all that they were found.
const MISSED: [f64; 2] = [2e-4, 0.01];
/// The same of pairs whose cells do not look well found.
const MISSED_OFTEN: f64 = 0.25;

/// How alike the letters of a row are: normal, around a mean.
struct Spread {
    mean: f64,
    /// The deviation of a letter.
    letter: f64,
    /// The deviation that the letters of a row have in common.
    row: f64,
}

impl Spread {
    /// The likelihood of the mean of `count` letters.
    fn likelihood(&self, mean: f64, count: usize, grade: f64) -> f64 {
        let variance = self.row.powi(2) + self.letter.powi(2) / count as f64;
        (-0.5 * (mean - self.mean - grade).powi(2) / variance).exp() / variance.sqrt()
    }
}

/// How probable two lengths of a row differ by 0, 1, 2 and more letters, by one candidate and by two.
const NAMES: [[f64; 4]; 2] = [[0.86, 0.05, 0.03, 0.06], [0.15, 0.28, 0.22, 0.35]];
/// The same for a number, which some leave out.
const NUMBERS: [[f64; 4]; 2] = [[0.80, 0.10, 0.02, 0.08], [0.50, 0.06, 0.02, 0.42]];

/// A row of both headers.
#[derive(Clone, Copy, Default)]
struct Row {
    /// How many cells are written in, in both.
    count: usize,
    /// How alike their letters are, next to letters of other cells: the mean, in deviations of those.
    mean: f64,
    /// How many cells are filled from the first on, in each.
    lengths: [usize; 2],
}

/// The natural logarithm of how much likelier two headers look if one candidate filled them in than if two
/// did, -9..=12; 0 when too little is written. `sure`: the probability that the cells of both were found.
pub(super) fn log_ratio(a: &[Vec<Cell>; 4], b: &[Vec<Cell>; 4], sure: f64) -> f64 {
    let Some(rows) = compare(a, b) else { return 0.0 };
    let mut logs = GRADES.map(|_| 0.0f64);
    for (place, row) in rows.iter().enumerate() {
        let [same, other] = row.lengths(place);
        let strangers = STRANGERS.likelihood(row.mean, row.count.max(1), 0.0);
        let alike = GRADES.map(|grade| match row.count {
            0 => same,
            count => same * SAME.likelihood(row.mean, count, GRADE * grade),
        });
        let apart = other * if row.count == 0 { 1.0 } else { strangers };
        let shared = SHARED.get(place).copied().unwrap_or(0.0);
        let two = shared * over_grades(&alike) + (1.0 - shared) * apart;
        for (log, alike) in logs.iter_mut().zip(alike) {
            *log += (((1.0 - FAILS) * alike + FAILS * apart) / two).ln();
        }
    }
    let ratio = over_grades(&logs.map(|log| log.min(50.0).exp()));
    let against = |missed: f64| ((1.0 - missed) * ratio + missed).ln().min(12.0);
    if well_found(a) && well_found(b) {
        let [least, unsure] = MISSED;
        // What is rather not a header says nothing.
        against(least + unsure * (1.0 - sure).powi(2)) * (2.0 * sure).min(1.0)
    } else {
        against(MISSED_OFTEN) * sure
    }
}

/// The mean over all grades, by how common they are.
fn over_grades(values: &[f64; GRADES.len()]) -> f64 {
    let shares = GRADES.map(|grade| (-0.5 * grade * grade).exp());
    let sum: f64 = values.iter().zip(shares).map(|(value, share)| value * share).sum();
    sum / shares.iter().sum::<f64>()
}

impl Row {
    /// The probabilities of the lengths if one candidate wrote and if two did.
    fn lengths(&self, place: usize) -> [f64; 2] {
        let [a, b] = self.lengths;
        let table = match place {
            0 | 1 if a > 0 && b > 0 => NAMES,
            2 => NUMBERS,
            _ => return [1.0; 2],
        };
        table.map(|row| row.get(a.abs_diff(b).min(3)).copied().unwrap_or(1.0))
    }
}

/// Whether the cells are surely those of the header: a date fills all of its cells, and names begin in the
/// first cells of their rows and have few gaps.
fn well_found(rows: &[Vec<Cell>; 4]) -> bool {
    let written = |row: &[Cell], length: usize| row.iter().take(length).filter(|c| c.shape.is_some()).count();
    let [last, first, _, date] = rows;
    let lengths = [length(last), length(first)];
    let names = written(last, lengths[0]) + written(first, lengths[1]);
    let gaps = lengths[0] + lengths[1] - names;
    written(date, date.len()) >= 7 && lengths.iter().all(|length| *length >= 2) && 7 * gaps <= 3 * names
}

/// How many cells of a row are written in from its first: those before are rather written in than not,
/// those after are not.
fn length(row: &[Cell]) -> usize {
    let (mut sum, mut best, mut length) = (0.0, 0.0, 0);
    for (index, cell) in row.iter().enumerate() {
        let p = cell.written.clamp(0.02, 0.98);
        sum += (p / (1.0 - p)).ln();
        if sum > best {
            (best, length) = (sum, index + 1);
        }
    }
    length
}

/// How alike all letters of one header are to all of another.
struct Grid {
    /// The places of the letters of each.
    places: [Vec<(usize, usize)>; 2],
    /// Row by row of the first header's letters.
    alike: Vec<f64>,
    /// For each letter, how alike it is to letters of other cells.
    means: [Vec<f64>; 2],
    /// The same of all, and the deviation.
    mean: f64,
    deviation: f64,
}

/// The shapes of the letters, with row and cell.
fn letters(rows: &[Vec<Cell>; 4]) -> Vec<((usize, usize), &[f32])> {
    let mut letters = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        for (index, cell) in cells.iter().enumerate() {
            letters.extend(cell.shape.as_deref().map(|shape| ((row, index), shape)));
        }
    }
    letters
}

impl Grid {
    fn new(a: &[Vec<Cell>; 4], b: &[Vec<Cell>; 4]) -> Option<Self> {
        let dot = |a: &[f32], b: &[f32]| f64::from(a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>());
        let [ours, theirs] = [a, b].map(letters);
        if ours.len() < 4 || theirs.len() < 4 {
            return None;
        }
        let alike = ours.iter().flat_map(|(_, one)| theirs.iter().map(move |(_, other)| dot(one, other)));
        let alike = alike.collect();
        let places = [&ours, &theirs].map(|side| side.iter().map(|(place, _)| *place).collect::<Vec<_>>());
        let means = places.each_ref().map(|places| vec![0.0; places.len()]);
        let mut grid = Self { alike, places, means, mean: 0.0, deviation: 1.0 };
        grid.measure();
        Some(grid)
    }

    /// Every pair of letters: which they are, whether they stand in the same cell, how alike they are.
    fn pairs(&self) -> impl Iterator<Item = ([usize; 2], bool, f64)> {
        let [ours, theirs] = &self.places;
        let all = (0..ours.len()).flat_map(|one| (0..theirs.len()).map(move |other| [one, other]));
        let same = |[one, other]: [usize; 2]| ours.get(one) == theirs.get(other);
        all.zip(&self.alike).map(move |(pair, alike)| (pair, same(pair), *alike))
    }

    fn measure(&mut self) {
        let mut counts = self.places.each_ref().map(|places| vec![0.0f64; places.len()]);
        let mut sums = counts.clone();
        let (mut count, mut sum, mut squares) = (0.0f64, 0.0, 0.0);
        for (pair, _, alike) in self.pairs().filter(|(_, same, _)| !same) {
            for (side, letter) in pair.into_iter().enumerate() {
                sums[side][letter] += alike;
                counts[side][letter] += 1.0;
            }
            count += 1.0;
            sum += alike;
            squares += alike * alike;
        }
        self.mean = sum / count.max(1.0);
        self.deviation = (squares / count.max(1.0) - self.mean.powi(2)).max(1e-6).sqrt();
        for (mean, (sum, count)) in self.means.iter_mut().zip(sums.iter().zip(&counts)) {
            *mean = sum.iter().zip(count).map(|(sum, count)| sum / count.max(1.0)).collect();
        }
    }
}

/// The rows of both headers, next to each other; `None` when too little is written.
fn compare(a: &[Vec<Cell>; 4], b: &[Vec<Cell>; 4]) -> Option<[Row; 4]> {
    let grid = Grid::new(a, b)?;
    let mut rows: [Row; 4] =
        std::array::from_fn(|row| Row { lengths: [a, b].map(|rows| length(&rows[row])), ..Row::default() });
    for ([one, other], _, alike) in grid.pairs().filter(|(_, same, _)| *same) {
        let (row, index) = grid.places[0][one];
        let [a, b] = rows[row].lengths;
        let end = if row == 3 { DAY_AND_MONTH } else { a.max(b) };
        if index < end {
            // What is as alike as this to everything says little.
            let usual = grid.means[0][one] + grid.means[1][other] - grid.mean;
            rows[row].count += 1;
            rows[row].mean += (alike - usual) / grid.deviation;
        }
    }
    for row in &mut rows {
        row.mean /= row.count.max(1) as f64;
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use super::super::plane::Plane;
    use super::super::signature::{HeaderSignature, PLACES, Written};
    use proptest::prelude::*;

    /// Numbers that look random and are not (SplitMix64).
    struct Dice(u64);

    impl Dice {
        fn unit(&mut self) -> f64 {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = self.0;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
        }
    }

    /// What a candidate writes in the cells of the four rows: signs are numbers, each a shape of its own.
    struct Candidate([Vec<u64>; 4]);

    impl Candidate {
        fn new(seed: u64) -> Self {
            let mut dice = Dice(seed);
            let mut signs = |least: usize, most: usize, kinds: f64| -> Vec<u64> {
                let count = least + (dice.unit() * (most + 1 - least) as f64) as usize;
                (0..count).map(|_| (dice.unit() * kinds) as u64).collect()
            };
            Self([signs(4, 10, 26.0), signs(3, 9, 26.0), signs(10, 10, 10.0), signs(8, 8, 10.0)])
        }
    }

    /// A header drawn from what a candidate writes: every sign three strokes between points of the cell, which
    /// tremble by up to 0.8 pixels.
    struct Scan {
        plane: Plane,
        rows: [Vec<Written>; 4],
    }

    impl Scan {
        fn of(candidate: &Candidate, seed: u64) -> Self {
            let mut plane = Plane::white(760, 160);
            let mut dice = Dice(seed);
            let mut rows: [Vec<Written>; 4] = Default::default();
            for (row, (signs, places)) in candidate.0.iter().zip([24, 24, 11, 8]).enumerate() {
                let left = if row == 3 { 500.0 } else { 20.0 };
                let top = 10.0 + 36.0 * row.min(2) as f64;
                for index in 0..places.min(PLACES[row]) {
                    let x = left + 24.0 * index as f64;
                    let sign = signs.get(index);
                    if let Some(sign) = sign {
                        strokes(&mut plane, (x, top), *sign, &mut dice);
                    }
                    let probability = if sign.is_some() { 0.99 } else { 0.02 };
                    rows[row].push(Written { edges: [x, top, x + 24.0, top + 28.0], probability });
                }
            }
            Self { plane, rows }
        }

        fn signature(&self) -> HeaderSignature {
            HeaderSignature::new(&self.plane, &self.rows, 1.0)
        }
    }

    fn strokes(plane: &mut Plane, (x, y): (f64, f64), sign: u64, dice: &mut Dice) {
        let mut shape = Dice(sign.wrapping_mul(7919) + 17);
        let mut point = || {
            let (dx, dy) = (5.0 + 13.0 * shape.unit(), 5.0 + 17.0 * shape.unit());
            let mut tremble = || 0.8 * (dice.unit() + dice.unit() - 1.0);
            (x + dx + tremble(), y + dy + tremble())
        };
        let points: Vec<(f64, f64)> = (0..4).map(|_| point()).collect();
        for pair in points.windows(2) {
            for step in 0..=40 {
                let t = f64::from(step) / 40.0;
                let along = |a: f64, b: f64| (a + t * (b - a)) as usize;
                let (px, py) = (along(pair[0].0, pair[1].0), along(pair[0].1, pair[1].1));
                for (qx, qy) in [(px, py), (px + 1, py), (px, py + 1)] {
                    if let Some(pixel) = plane.data.get_mut(qy * plane.width + qx) {
                        *pixel = 40;
                    }
                }
            }
        }
    }

    fn likeness(a: &Candidate, b: &Candidate, seed: u64) -> f64 {
        Scan::of(a, seed).signature().likeness(&Scan::of(b, seed + 1).signature())
    }

    #[test]
    fn one_candidate_and_two_are_told_apart() {
        let pair = |seed: u64, other: u64| likeness(&Candidate::new(seed), &Candidate::new(other), seed);
        let one: Vec<f64> = (0..60).map(|seed| pair(seed, seed)).collect();
        assert!(one.iter().all(|ratio| *ratio > 6.0), "{one:?}");
        // Two may have letters in common, and then less is said.
        let two: Vec<f64> = (0..60).map(|seed| pair(seed, seed + 100)).collect();
        assert!(two.iter().all(|ratio| *ratio < 0.0), "{two:?}");
        assert!(two.iter().filter(|ratio| **ratio < -6.0).count() > 48, "{two:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn both_ways_say_the_same(seed in 0u64..1_000_000) {
            let (one, other) = (Candidate::new(seed), Candidate::new(seed + 1));
            let [a, b] = [Scan::of(&one, seed), Scan::of(&other, seed + 2)].map(|scan| scan.signature());
            prop_assert!((a.likeness(&b) - b.likeness(&a)).abs() < 1e-6);
        }

        #[test]
        fn a_row_that_fails_does_not_part_a_copy(seed in 0u64..1_000_000, row in 0usize..4) {
            // One candidate who wrote something else into a row, as often as there are cells in it.
            let (one, mut other) = (Candidate::new(seed), Candidate::new(seed));
            other.0[row] = other.0[row].iter().map(|sign| (sign + 3) % 26).collect();
            prop_assert!(likeness(&one, &other, seed) > 0.0);
        }

        #[test]
        fn a_header_whose_cells_were_missed_says_little(seed in 0u64..1_000_000) {
            // The date's cells are empty: they are others.
            let (one, mut other) = (Candidate::new(seed), Candidate::new(seed + 9));
            other.0[3].clear();
            prop_assert!(likeness(&one, &other, seed) > -1.5);
        }
    }

    #[test]
    fn nothing_written_says_nothing() {
        let nobody = Candidate(Default::default());
        assert_eq!(likeness(&nobody, &Candidate::new(3), 1), 0.0);
        assert_eq!(HeaderSignature::default().likeness(&HeaderSignature::default()), 0.0);
    }

    #[test]
    fn a_signature_prints_nothing_of_what_it_holds() {
        let signature = Scan::of(&Candidate::new(1), 2).signature();
        assert_eq!(format!("{signature:?}"), "HeaderSignature(..)");
    }
}
