//! Whether somebody wrote in printed cells.
//!
//! Knows the darkness inside the cells and between the rows: what is equally dark between the rows is no
//! writing, but something lying across (a stamp, a scribble, what shows through); and how rows are filled
//! in: from their first cell on, a date in all cells or none. Reads nothing.
//! The constants are logistic regressions over headers drawn with known writing, typical and hard scans.

use super::cells::Lattice;
use super::findings::{Field, Seen};
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
    let odds = |ink: f64| 3.20 * ink.ln_1p() - 0.92 * low - 0.80 * around - 1.21 * pen - 1.86;
    inks.iter().map(|row| row.iter().map(|ink| probability(odds(*ink))).collect()).collect()
}

/// How many cells a row with this text is likely to fill: weights of 0, 1, 2 … cells.
fn lengths(field: Field, cells: usize) -> Vec<f64> {
    const EMPTY: f64 = 0.06;
    const NO_NUMBER: f64 = 0.2;
    (0..=cells)
        .map(|length| match field {
            Field::BirthDate if length == 0 => EMPTY,
            Field::BirthDate => f64::from(u8::from(length == cells)),
            Field::Number if length == 0 => NO_NUMBER,
            // Numbers of ten and eleven digits are usual.
            Field::Number if length == 10 => 0.5,
            Field::Number if length == 11 => 0.12,
            Field::Number => 0.016,
            _ if length == 0 => EMPTY,
            _ => 0.135 * (-0.5 * ((length as f64 - 6.5) / 2.8).powi(2)).exp() + 1e-3,
        })
        .collect()
}

/// The probability that each cell of a row is written in, given what is seen in all of them: a text begins
/// in the first cell and has few gaps, a date fills all cells or none. Every number of filled cells is
/// weighed by all cells (complexity: cells of the row, squared).
pub(super) fn in_text(field: Field, seen: &[f64]) -> Vec<f64> {
    // A space or a hyphen within; a stroke or a stain behind.
    const GAP: f64 = 0.05;
    const STAIN: f64 = 0.1;
    // Neighbouring cells err together: each says half of what it would say alone.
    let alone = |p: &f64| probability(0.5 * (p / (1.0 - p)).ln());
    let seen: Vec<f64> = seen.iter().map(alone).collect();
    let inside = |p: f64| (1.0 - GAP) * p + GAP * (1.0 - p);
    let outside = |p: f64| STAIN * p + (1.0 - STAIN) * (1.0 - p);
    let mut weights = lengths(field, seen.len());
    for (length, weight) in weights.iter_mut().enumerate() {
        let (text, rest) = seen.split_at(length.min(seen.len()));
        *weight *= text.iter().map(|p| inside(*p)).chain(rest.iter().map(|p| outside(*p))).product::<f64>();
    }
    let total = weights.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    // Of each cell, the probability that the text reaches over it: that it is longer than the cells before.
    let mut longer = 1.0;
    let reached = weights.iter().map(|weight| {
        longer -= weight / total;
        longer.max(0.0)
    });
    // In a text, a cell is empty only where there is a gap.
    let filled = |(reached, p): (f64, &f64)| reached * (1.0 - GAP) * p / inside(*p);
    reached.zip(&seen).map(filled).map(|p| p.clamp(0.001, 0.999)).collect()
}

/// Whether a header with these rows is filled in: a name begins in the first cells of its row, and a date
/// fills all of its cells; what lies across fills neither. What is seen in each cell of each row is given.
pub(super) fn filled(rows: &[(Field, &[f64])]) -> Seen<bool> {
    let mean = |field: Field, most: usize| {
        let (_, seen) = rows.iter().find(|(of, _)| *of == field)?;
        let odds: Vec<f64> = seen.iter().take(most).map(|p| (p / (1.0 - p)).ln().clamp(-4.0, 4.0)).collect();
        (!odds.is_empty()).then(|| odds.iter().sum::<f64>() / odds.len() as f64)
    };
    let begins = |field: Field| mean(field, 3).unwrap_or(-1.0);
    let names = begins(Field::LastName).min(begins(Field::FirstName));
    let date = mean(Field::BirthDate, 8).unwrap_or(-1.0);
    Seen::with_probability(probability(1.39 * date + 2.17 * names + 3.77))
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_read_through_gaps_and_stains() {
        // Seven letters, the fourth faint; behind them what shows through, once as dark as a letter.
        let mut seen = vec![0.97, 0.9, 0.95, 0.35, 0.9, 0.97, 0.9];
        seen.extend([0.1, 0.3, 0.8, 0.2, 0.1, 0.05, 0.1, 0.1]);
        let written = in_text(Field::LastName, &seen);
        let (text, rest) = written.split_at(7);
        assert!(text.iter().all(|p| *p > 0.5), "{written:?}");
        assert!(rest.iter().all(|p| *p < 0.5), "{written:?}");
    }

    #[test]
    fn a_date_fills_all_cells_or_none() {
        let faint = [0.9, 0.4, 0.8, 0.6, 0.3, 0.9, 0.7, 0.45];
        assert!(in_text(Field::BirthDate, &faint).iter().all(|p| *p > 0.5));
        let soiled = [0.1, 0.05, 0.6, 0.1, 0.2, 0.05, 0.1, 0.1];
        assert!(in_text(Field::BirthDate, &soiled).iter().all(|p| *p < 0.5));
    }

    proptest! {
        #[test]
        fn any_cells_have_probabilities(seen in prop::collection::vec(0.0..=1.0f64, 0..40), field in 0usize..4) {
            let field = [Field::LastName, Field::FirstName, Field::Number, Field::BirthDate][field];
            let written = in_text(field, &seen);
            prop_assert_eq!(written.len(), seen.len());
            prop_assert!(written.iter().all(|p| (0.001..=0.999).contains(p)), "{:?}", written);
        }
    }
}
