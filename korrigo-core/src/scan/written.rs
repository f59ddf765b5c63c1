//! Whether somebody wrote in printed cells.
//!
//! Knows the darkness inside the cells and between the rows: what is equally dark between the rows is no
//! writing, but something lying across (a stamp, a scribble, what shows through). Reads nothing.
//! The constants are logistic regressions over headers drawn with known writing, typical and hard scans.

use super::cells::Lattice;
use super::findings::{CellRow, Field, Seen};
use super::plane::Plane;

/// The darkness below which a pixel is paper: noise and the faintest show-through.
const PAPER: u8 = 14;

/// The probability that each cell is written in, row by row; `rows` are the left edges of the cells with
/// the index of their row in the lattice.
pub(super) fn cells(plane: &Plane, lattice: &Lattice, rows: &[(usize, Vec<f64>)]) -> Vec<Vec<f64>> {
    let inks: Vec<Vec<f64>> = rows
        .iter()
        .map(|(row, edges)| edges.iter().map(|x| cell_ink(plane, lattice, *row, *x)).collect())
        .collect();
    let all: Vec<f64> = inks.iter().flatten().copied().collect();
    let (low, pen) = (quantile(&all, 0.25).ln_1p(), quantile(&all, 0.85).ln_1p());
    let around = quantile(&between_rows(plane, lattice), 0.75).ln_1p();
    // How dark a cell is, against the emptiest cells, the darkest and the paper between the rows.
    let odds = |ink: f64| 2.91 * ink.ln_1p() - 1.08 * low - 1.46 * around - 0.28 * pen - 3.86;
    inks.iter().map(|row| row.iter().map(|ink| probability(odds(*ink))).collect()).collect()
}

/// Whether a header with these rows is filled in: a name begins in the first cells of its row, and a date
/// fills all of its cells; what lies across fills neither.
pub(super) fn filled(rows: &[CellRow]) -> Seen<bool> {
    let mean = |field: Field, most: usize| {
        let row = rows.iter().find(|row| row.field == Some(field))?;
        let odds: Vec<f64> =
            row.written.iter().take(most).map(|p| (p / (1.0 - p)).ln().clamp(-4.0, 4.0)).collect();
        (!odds.is_empty()).then(|| odds.iter().sum::<f64>() / odds.len() as f64)
    };
    let begins = |field: Field| mean(field, 3).unwrap_or(-1.0);
    let names = begins(Field::LastName).min(begins(Field::FirstName));
    let date = mean(Field::BirthDate, 8).unwrap_or(-1.0);
    let all: Vec<f64> =
        rows.iter().flat_map(|row| &row.written).map(|p| (p / (1.0 - p)).ln().clamp(-4.0, 4.0)).collect();
    let whole = all.iter().sum::<f64>() / all.len().max(1) as f64;
    let filled = probability(0.79 * date + 2.05 * names + 0.18 * whole + 6.45);
    Seen::with_probability(filled)
}

/// The probability with these odds, never certain.
pub(super) fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds.clamp(-7.0, 7.0)).exp())
}

fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get((sorted.len().saturating_sub(1) as f64 * share).round() as usize).copied().unwrap_or(0.0)
}

/// The darkness inside the cell of row `row` whose left edge is `x`.
fn cell_ink(plane: &Plane, lattice: &Lattice, row: usize, x: f64) -> f64 {
    let floor = lattice.floor(row, x + lattice.pitch / 2.0);
    let top = floor - lattice.height;
    darkness(plane, (x + 3.5, top + 3.0), (x + lattice.pitch - 2.5, floor - 2.0))
}

/// The darkness of the space between the rows, below each cell of the two long rows.
fn between_rows(plane: &Plane, lattice: &Lattice) -> Vec<f64> {
    let space = lattice.step - lattice.height;
    (0..2)
        .flat_map(|row| (0..lattice.count).map(move |index| (row, index)))
        .map(|(row, index)| {
            let x = lattice.edge(index);
            let floor = lattice.floor(row, x + lattice.pitch / 2.0);
            darkness(plane, (x + 1.0, floor + 2.5), (x + lattice.pitch, floor + space - 1.5))
        })
        .collect()
}

/// The mean darkness of the pixels in `x0..x1`, `y0..y1`: 0..=255.
fn darkness(plane: &Plane, (x0, y0): (f64, f64), (x1, y1): (f64, f64)) -> f64 {
    let whole = |v: f64, end: usize| (v.round().max(0.0) as usize).min(end);
    let (x0, x1) = (whole(x0, plane.width), whole(x1, plane.width));
    let (y0, y1) = (whole(y0, plane.height), whole(y1, plane.height));
    let mut sum = 0u32;
    for y in y0..y1 {
        let pixels = plane.row(y).get(x0..x1).unwrap_or_default();
        sum += pixels.iter().map(|p| u32::from((255 - p).saturating_sub(PAPER))).sum::<u32>();
    }
    let area = y1.saturating_sub(y0) * x1.saturating_sub(x0);
    if area == 0 { 0.0 } else { f64::from(sum) / area as f64 }
}
