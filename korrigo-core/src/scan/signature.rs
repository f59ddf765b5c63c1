//! How a header was filled in: enough to tell whether two headers were filled in alike.
//!
//! Knows the shape of what stands in each cell: where its strokes lie and which way they go. Reads no
//! letter; [`super::likeness`] compares. It is personal data: it is never printed and never stored.

use super::likeness;
use super::plane::Plane;

/// Side of the picture of a cell.
const SIDE: usize = 16;
const AREA: usize = SIDE * SIDE;
/// Places across and down a picture at which its strokes are summed up.
const SPOTS: usize = 6;
/// Directions that the edges of strokes are told apart by.
const WAYS: usize = 8;
/// Numbers of a shape.
const SHAPE: usize = WAYS * SPOTS * SPOTS;
/// Bytes of a cell: the probability that it is written in, in 1/255, and its shape.
const CELL: usize = 1 + SHAPE;
/// Places for cells in each of the four rows: surname, first name, number, date.
pub(super) const PLACES: [usize; 4] = [32, 32, 16, 8];

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
        let (mut place, mut picture) = (0, [0; AREA]);
        for (row, places) in rows.iter().zip(PLACES) {
            let row_cells = cells.get_mut(place * CELL..(place + places) * CELL).unwrap_or_default();
            for (bytes, cell) in row_cells.chunks_exact_mut(CELL).zip(row) {
                if let Some((written, shape)) = bytes.split_first_mut() {
                    *written = (cell.probability * 255.0).round() as u8;
                    draw(plane, cell.edges, &mut picture);
                    describe(&picture, shape);
                }
            }
            place += places;
        }
        Self { cells, sure }
    }

    /// How much more likely these two look if one candidate filled in both than if two did: the natural
    /// logarithm of the ratio, -9..=12, 0 when nothing can be said. Multiplies every letter with every other.
    pub fn likeness(&self, other: &Self) -> f64 {
        likeness::log_ratio(&self.rows(), &other.rows(), self.sure * other.sure)
    }

    /// The cells of the four rows, ready to be compared: shapes of length 1, without what all written cells
    /// of the header share (rests of printed lines, ink in the middle of the cell).
    fn rows(&self) -> [Vec<Cell>; 4] {
        let cell = |bytes: &[u8]| {
            let (written, shape) = bytes.split_first().unwrap_or((&0, &[]));
            let shape = (*written > 127).then(|| unit(shape.iter().map(|v| f32::from(*v)).collect()));
            Cell { written: f64::from(*written) / 255.0, shape }
        };
        let mut cells: Vec<Cell> = self.cells.chunks_exact(CELL).map(cell).collect();
        let (mut common, mut count) = (vec![0.0f32; SHAPE], 0.0f32);
        for shape in cells.iter().filter_map(|cell| cell.shape.as_ref()) {
            count += 1.0;
            common.iter_mut().zip(shape).for_each(|(sum, value)| *sum += value);
        }
        for shape in cells.iter_mut().filter_map(|cell| cell.shape.as_mut()) {
            let rest = shape.iter().zip(&common).map(|(value, sum)| value - sum / count);
            *shape = unit(rest.collect());
        }
        let mut cells = cells.into_iter();
        PLACES.map(|places| cells.by_ref().take(places).collect())
    }
}

/// A cell, ready to be compared.
pub(super) struct Cell {
    /// The probability that somebody wrote in it.
    pub(super) written: f64,
    /// The shape of what stands there, when somebody wrote.
    pub(super) shape: Option<Vec<f32>>,
}

/// With length 1.
fn unit(mut values: Vec<f32>) -> Vec<f32> {
    let length = values.iter().map(|v| v * v).sum::<f32>().sqrt().max(1e-6);
    for value in &mut values {
        *value /= length;
    }
    values
}

/// The shape in a picture: around each of the spots, how much edge there is of each direction (histograms of
/// oriented gradients, Dalal and Triggs 2005), as square roots, so that a thick stroke counts little more
/// than a thin one.
fn describe(picture: &[u8; AREA], shape: &mut [u8]) {
    const NEAR: f32 = 1.5;
    let at = |x: usize, y: usize| f32::from(picture.get(y * SIDE + x).copied().unwrap_or(0));
    let near = |spot: usize, place: usize| {
        let away = (place as f32 - (1.25 + 2.5 * spot as f32)) / NEAR;
        (-0.5 * away * away).exp()
    };
    let weights: [[f32; SIDE]; SPOTS] =
        std::array::from_fn(|spot| std::array::from_fn(|place| near(spot, place)));
    let mut sums = [0.0f32; SHAPE];
    for (x, y) in (0..AREA).map(|place| (place % SIDE, place / SIDE)) {
        let inner = |place: usize| (1..SIDE - 1).contains(&place);
        let dx = if inner(x) { at(x + 1, y) - at(x - 1, y) } else { 0.0 };
        let dy = if inner(y) { at(x, y + 1) - at(x, y - 1) } else { 0.0 };
        let steep = dx.hypot(dy);
        if steep == 0.0 {
            continue;
        }
        let turn = (dy.atan2(dx) / std::f32::consts::TAU).rem_euclid(1.0) * WAYS as f32;
        let (way, part) = (turn.floor() as usize % WAYS, turn.fract());
        for (way, share) in [(way, 1.0 - part), ((way + 1) % WAYS, part)] {
            let spots = sums.chunks_exact_mut(SPOTS * SPOTS).nth(way).unwrap_or_default();
            for (row, down) in spots.chunks_exact_mut(SPOTS).zip(&weights) {
                for (sum, across) in row.iter_mut().zip(&weights) {
                    *sum += steep * share * down[y] * across[x];
                }
            }
        }
    }
    let length = sums.iter().sum::<f32>().sqrt().max(1e-6);
    for (byte, sum) in shape.iter_mut().zip(sums) {
        *byte = (600.0 * sum.sqrt() / length).round() as u8;
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
