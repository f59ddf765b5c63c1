//! TIFF predictor 2: every sample less the same sample of the pixel to its left, modulo its depth.
//!
//! TIFF 6.0, section 14, and its use at 1, 2 and 4 bits as PDF readers have it.

use super::Params;

/// Adds up the differences of one row. Bytes of an incomplete last sample stay as they are.
pub(super) fn sum_row(row: &mut [u8], params: Params) {
    let colors = usize::from(params.colors);
    match params.bits {
        8 => {
            for at in colors..row.len() {
                row[at] = row[at].wrapping_add(row[at - colors]);
            }
        }
        16 => {
            for at in (2 * colors..row.len().saturating_sub(1)).step_by(2) {
                let left = word(row, at - 2 * colors);
                let sum = word(row, at).wrapping_add(left);
                row[at..at + 2].copy_from_slice(&sum.to_be_bytes());
            }
        }
        _ => each_small(row, params, |old, left| (old.wrapping_add(left), old.wrapping_add(left))),
    }
}

/// Replaces one row by its differences.
pub(crate) fn difference_row(row: &mut [u8], params: Params) {
    let colors = usize::from(params.colors);
    match params.bits {
        8 => {
            for at in (colors..row.len()).rev() {
                row[at] = row[at].wrapping_sub(row[at - colors]);
            }
        }
        16 => {
            let end = row.len() / 2 * 2;
            for at in (2 * colors..end).step_by(2).rev() {
                let left = word(row, at - 2 * colors);
                let difference = word(row, at).wrapping_sub(left);
                row[at..at + 2].copy_from_slice(&difference.to_be_bytes());
            }
        }
        _ => each_small(row, params, |old, left| (old.wrapping_sub(left), old)),
    }
}

fn word(row: &[u8], at: usize) -> u16 {
    u16::from_be_bytes([row[at], row[at + 1]])
}

/// Goes through the samples of 1, 2 or 4 bits of a row. `step` is told a sample and its left neighbour
/// and gives what to write and what the next one's left neighbour is.
fn each_small(row: &mut [u8], params: Params, step: impl Fn(u8, u8) -> (u8, u8)) {
    let bits = usize::from(params.bits.clamp(1, 4));
    let mask = (1u8 << bits) - 1;
    let colors = usize::from(params.colors);
    let samples = (row.len() * 8 / bits).min((params.columns as usize).saturating_mul(colors));
    let mut left = vec![0u8; colors];
    for at in 0..samples {
        let shift = 8 - bits - at * bits % 8;
        let byte = &mut row[at * bits / 8];
        let (new, next) = step(*byte >> shift & mask, left[at % colors]);
        *byte = *byte & !(mask << shift) | (new & mask) << shift;
        left[at % colors] = next & mask;
    }
}
