//! How a header was filled in: enough to tell whether two headers were filled in alike.
//!
//! Knows small pictures of cells and how alike two of them are. Reads no letter. It is personal data:
//! it is never printed and never stored.

use super::plane::Plane;

/// Side of the picture of a cell.
const SIDE: usize = 16;
const AREA: usize = SIDE * SIDE;
/// Bytes of a cell: the probability that it is written in, in 1/255, and its picture.
const CELL: usize = 1 + AREA;
/// Places for cells in each of the four rows: surname, first name, number, date.
const PLACES: [usize; 4] = [32, 32, 16, 8];

/// How the cells of a header were filled in.
#[derive(Clone, Default, PartialEq)]
pub struct HeaderSignature {
    /// The cells of the four rows, each row at its own place, [`CELL`] bytes each; nothing when unknown.
    pub(super) cells: Vec<u8>,
    /// How sure it is that the cells were found: 0..=1.
    pub(super) sure: f64,
}

impl std::fmt::Debug for HeaderSignature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HeaderSignature(..)")
    }
}

/// A cell of a header in a picture: its left, top, right and bottom edge, and the probability that
/// somebody wrote in it.
pub(super) struct Written {
    pub(super) edges: [f64; 4],
    pub(super) probability: f64,
}

impl HeaderSignature {
    /// Looks into the cells of the four rows (surname, first name, number, date).
    pub(super) fn new(plane: &Plane, rows: &[Vec<Written>; 4], sure: f64) -> Self {
        let mut cells = vec![0; PLACES.iter().sum::<usize>() * CELL];
        let mut place = 0;
        for (row, places) in rows.iter().zip(PLACES) {
            let row_cells = cells.get_mut(place * CELL..(place + places) * CELL).unwrap_or_default();
            for (bytes, cell) in row_cells.chunks_exact_mut(CELL).zip(row) {
                if let Some((written, picture)) = bytes.split_first_mut() {
                    *written = (cell.probability * 255.0).round() as u8;
                    draw(plane, cell.edges, picture);
                }
            }
            place += places;
        }
        Self { cells, sure }
    }

    /// How much more likely these two look if one candidate filled in both than if two did: the natural
    /// logarithm of the ratio, -12..=12, 0 when nothing can be said.
    pub fn likeness(&self, other: &Self) -> f64 {
        let compared = Compared::new(self, other);
        compared.log_ratio() * self.sure * other.sure
    }
}

/// The ink inside a cell, as a small picture of the same size for every cell: moved and stretched so that
/// the letter fills it (normalised by its moments).
fn draw(plane: &Plane, [x0, y0, x1, y1]: [f64; 4], picture: &mut [u8]) {
    // Without the lines of the cell.
    let inner = [x0 + 3.0, y0 + 2.5, x1 - 2.0, y1 - 1.5];
    let [x0, y0, x1, y1] = letter_box(plane, inner).unwrap_or(inner);
    for (row, pixels) in picture.chunks_exact_mut(SIDE).enumerate() {
        let rows = band(y0, y1, row);
        for (column, pixel) in pixels.iter_mut().enumerate() {
            let columns = band(x0, x1, column);
            let (mut sum, mut count) = (0u32, 0u32);
            for y in rows.0..rows.1 {
                for dark in plane.row(y).get(columns.0..columns.1).unwrap_or_default() {
                    sum += u32::from(255 - dark);
                    count += 1;
                }
            }
            *pixel = sum.checked_div(count).unwrap_or(0) as u8;
        }
    }
}

/// The box around the ink of a cell: its middle and its spread to both sides.
fn letter_box(plane: &Plane, [x0, y0, x1, y1]: [f64; 4]) -> Option<[f64; 4]> {
    let pixels = || {
        (y0.max(0.0).round() as usize..y1.max(0.0).round() as usize).flat_map(move |y| {
            let columns = x0.max(0.0).round() as usize..x1.max(0.0).round() as usize;
            columns.map(move |x| (x, y, 255 - plane.at(x, y)))
        })
    };
    let darkest = pixels().map(|(_, _, dark)| dark).max()?;
    // Ink is what is nearly half as dark as the darkest.
    let paper = f64::from(darkest) * 0.45;
    let (mut n, mut sx, mut sy, mut sxx, mut syy) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (x, y, dark) in pixels() {
        let (x, y, ink) = (x as f64 + 0.5, y as f64 + 0.5, (f64::from(dark) - paper).max(0.0));
        n += ink;
        sx += ink * x;
        sy += ink * y;
        sxx += ink * x * x;
        syy += ink * y * y;
    }
    if n <= 0.0 {
        return None;
    }
    let (cx, cy) = (sx / n, sy / n);
    let spread_y = (syy / n - cy * cy).max(0.0).sqrt().max(2.5);
    let spread_x = (sxx / n - cx * cx).max(0.0).sqrt().max(0.6 * spread_y);
    Some([cx - 2.2 * spread_x, cy - 2.2 * spread_y, cx + 2.2 * spread_x, cy + 2.2 * spread_y])
}

/// The pixels that part `index` of [`SIDE`] between two edges touches.
fn band(from: f64, to: f64, index: usize) -> (usize, usize) {
    let part = (to - from) / SIDE as f64;
    let start = (from + part * (index as f64 - 0.1)).floor().max(0.0) as usize;
    let end = (from + part * (index as f64 + 1.1)).ceil().max(0.0) as usize;
    (start, end.max(start + 1))
}

/// What two signatures have in common.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Compared {
    /// Cells that are written in, in both.
    pub(super) both: usize,
    /// How many of the two names seem to be equally long.
    pub(super) equal: usize,
    /// How many of them differ by two letters and more.
    pub(super) unequal: usize,
    /// One has a number and the other has not.
    pub(super) number: bool,
    /// The mean likeness of the cells written in in both: -1..=1.
    pub(super) mean: f64,
    /// The likeness that a quarter of them does not reach.
    pub(super) low: f64,
    /// The mean likeness of letters from different cells.
    pub(super) crossed: f64,
    /// The mean in each of the rows, when at least three cells are compared.
    pub(super) rows: [Option<f64>; 4],
}

impl Compared {
    fn new(a: &HeaderSignature, b: &HeaderSignature) -> Self {
        let mut compared = Self::default();
        if a.cells.len() != b.cells.len() {
            return compared;
        }
        let (mut all, mut crossed): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
        let (a, b) = (a.letters(), b.letters());
        for ((a, b), mean) in a.iter().zip(&b).zip(&mut compared.rows) {
            let empty = |row: &[Letter]| row.iter().all(|letter| letter.picture.is_empty());
            if empty(a) || empty(b) {
                continue;
            }
            let mut row = Vec::new();
            // Letters against others: how alike any two letters of these hands are.
            for away in 1..3 {
                let others = a.iter().zip(b).skip(away);
                for ((one, other), (next, after)) in a.iter().zip(b).zip(others) {
                    let (p, q) = (pair(one, after), pair(next, other));
                    crossed.extend(p.zip(q).map(|(p, q)| f64::midpoint(p, q)).or(p).or(q));
                }
            }
            for (one, other) in a.iter().zip(b) {
                row.extend(pair(one, other));
            }
            if row.len() >= 3 {
                *mean = Some(row.iter().sum::<f64>() / row.len() as f64);
            }
            all.extend(row);
        }
        for (a, b) in a.iter().zip(&b).take(2) {
            match length(a).abs_diff(length(b)) {
                0 => compared.equal += 1,
                1 => {}
                _ => compared.unequal += 1,
            }
        }
        let ([_, _, a, _], [_, _, b, _]) = (&a, &b);
        let (a, b) = (length(a), length(b));
        compared.number = a.min(b) <= 1 && a.max(b) >= 6;
        compared.crossed = crossed.iter().sum::<f64>() / crossed.len().max(1) as f64;
        compared.both = all.len();
        all.sort_by(f64::total_cmp);
        compared.mean = all.iter().sum::<f64>() / all.len().max(1) as f64;
        compared.low = all.get(all.len() / 4).copied().unwrap_or(0.0);
        compared
    }

    /// A logistic regression over pairs of headers of one class: of one candidate and of two, typical and
    /// hard scans, 30 hands; without the prior of a pair to be of one candidate.
    fn log_ratio(&self) -> f64 {
        if self.both < 4 {
            return 0.0;
        }
        // The more letters, the surer their mean.
        let letters = (self.both.min(24) as f64 / 16.0).sqrt();
        let worst = self.rows.iter().flatten().copied().fold(f64::INFINITY, f64::min);
        let worst = if worst.is_finite() { worst } else { self.mean };
        let pictures =
            46.2 * (self.mean - self.crossed) + 3.4 * (worst - self.crossed) + 3.9 * (self.mean - 0.3);
        let names = 2.49 * self.equal as f64 + 0.70 * self.unequal as f64;
        let number = if self.number { 2.57 } else { 0.0 };
        let ratio = letters * (pictures - 6.91) + names - number + 0.56;
        // Bad scans make letters differ more often than strangers write alike.
        if ratio < 0.0 { (0.6 * ratio).max(-12.0) } else { ratio.min(12.0) }
    }
}

/// What stands in a cell.
struct Letter {
    written: f64,
    /// With length 1 and without what all written cells of the header share (rests of printed lines, ink in
    /// the middle of the cell); nothing when nobody wrote there.
    picture: Vec<f32>,
}

impl HeaderSignature {
    /// The cells of the four rows, ready to be compared.
    fn letters(&self) -> [Vec<Letter>; 4] {
        let written = |cell: &&[u8]| cell.first().is_some_and(|p| *p > 127);
        let mut common = vec![0.0f32; AREA];
        let mut count = 0.0f32;
        for cell in self.cells.chunks_exact(CELL).filter(written) {
            count += 1.0;
            let values = balanced(cell.iter().skip(1).map(|p| f32::from(*p)).collect());
            for (sum, value) in common.iter_mut().zip(values) {
                *sum += value;
            }
        }
        let letter = |cell: &[u8]| {
            let picture = if written(&cell) {
                let values = balanced(cell.iter().skip(1).map(|p| f32::from(*p)).collect());
                balanced(values.iter().zip(&common).map(|(v, c)| v - c / count.max(1.0)).collect())
            } else {
                Vec::new()
            };
            Letter { written: f64::from(cell.first().copied().unwrap_or(0)) / 255.0, picture }
        };
        let mut cells = self.cells.chunks_exact(CELL);
        PLACES.map(|places| cells.by_ref().take(places).map(letter).collect())
    }
}

/// How alike two letters are, when there are two.
fn pair(one: &Letter, other: &Letter) -> Option<f64> {
    (!one.picture.is_empty() && !other.picture.is_empty()).then(|| alike(&one.picture, &other.picture))
}

/// How many cells of a row are written in from its first: those before are rather written in than not,
/// those after are not.
fn length(row: &[Letter]) -> usize {
    let (mut sum, mut best, mut length) = (0.0, 0.0, 0);
    for (index, letter) in row.iter().enumerate() {
        let p = letter.written.clamp(0.02, 0.98);
        sum += (p / (1.0 - p)).ln();
        if sum > best {
            (best, length) = (sum, index + 1);
        }
    }
    length
}

/// The correlation of two pictures, where they fit best: moved by at most two pixels.
fn alike(a: &[f32], b: &[f32]) -> f64 {
    let mut best = -1.0f32;
    for dy in -2i32..=2 {
        for dx in -2i32..=2 {
            let mut sum = 0.0;
            for (y, row) in a.chunks_exact(SIDE).enumerate() {
                let y = usize::try_from(y as i32 + dy).ok();
                let Some(other) = y.and_then(|y| b.get(y * SIDE..(y + 1) * SIDE)) else {
                    continue;
                };
                let (from_a, from_b) = ((-dx).max(0) as usize, dx.max(0) as usize);
                let row = row.iter().skip(from_a);
                sum += row.zip(other.iter().skip(from_b)).map(|(a, b)| a * b).sum::<f32>();
            }
            best = best.max(sum);
        }
    }
    f64::from(best)
}

/// With mean 0 and length 1.
fn balanced(mut values: Vec<f32>) -> Vec<f32> {
    let mean = values.iter().sum::<f32>() / values.len().max(1) as f32;
    for value in &mut values {
        *value -= mean;
    }
    let length = values.iter().map(|v| v * v).sum::<f32>().sqrt();
    if length > 1e-4 {
        for value in &mut values {
            *value /= length;
        }
    }
    values
}
