//! The thin lines of a picture, quick to ask: how much of an expected line is there.
//!
//! Knows sums over rows and columns, so that a question costs the same for any length. Knows nothing of
//! what is expected. All coordinates are pixels of the plane it was given.

use super::lines::{self, Segment, Wanted};
use super::plane::Plane;

/// The thin lines of a picture, quick to ask.
pub(super) struct Ground {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Pixels a millimetre.
    pub(super) mm: f64,
    upright_relief: Plane,
    /// Of each column, how many rows above hold an upright line there or beside it.
    upright_sums: Vec<u16>,
    /// Of each row, how many columns before hold a level line there, above or below.
    level_sums: Vec<u16>,
    /// Upright strokes as long as a cell is high, from the left.
    pub(super) strokes: Vec<Segment>,
}

impl Ground {
    /// Looks at a picture with so many pixels a millimetre.
    pub(super) fn new(plane: &Plane, mm: f64) -> Self {
        let upright_relief = lines::upright_relief(plane);
        let level_relief = lines::level_relief(plane);
        let up = lines::noise_level(&upright_relief);
        let wanted = Wanted { level: up, gap: 2, shortest: (2.4 * mm) as usize };
        let mut strokes = lines::upright(&upright_relief, &wanted);
        strokes.retain(|stroke| (stroke.len() as f64) < 14.0 * mm);
        let upright_sums = upright_sums(&upright_relief, up);
        let level_sums = level_sums(&level_relief, lines::noise_level(&level_relief));
        Self {
            width: plane.width,
            height: plane.height,
            mm,
            upright_relief,
            upright_sums,
            level_sums,
            strokes,
        }
    }

    /// The share of the rows `y0..y1` with an upright line at `x` or beside it.
    #[inline]
    pub(super) fn upright(&self, x: f64, y0: f64, y1: f64) -> f64 {
        let (Some(x), Some(y0), Some(y1)) =
            (pixel(x, self.width), pixel(y0, self.height + 1), pixel(y1, self.height + 1))
        else {
            return 0.0;
        };
        let sum = |y: usize| self.upright_sums.get(y * self.width + x).copied().unwrap_or(0);
        f64::from(sum(y1).saturating_sub(sum(y0))) / (y1.saturating_sub(y0)).max(1) as f64
    }

    /// The share of the columns `x0..x1` with a level line at `y` or beside it.
    pub(super) fn level(&self, y: f64, x0: f64, x1: f64) -> f64 {
        let (Some(y), Some(x0), Some(x1)) =
            (pixel(y, self.height), pixel(x0, self.width + 1), pixel(x1, self.width + 1))
        else {
            return 0.0;
        };
        let row = y * (self.width + 1);
        let sum = |x: usize| self.level_sums.get(row + x).copied().unwrap_or(0);
        f64::from(sum(x1).saturating_sub(sum(x0))) / (x1.saturating_sub(x0)).max(1) as f64
    }

    /// The mean relief of an upright line at the column of `x` in the rows `y0..y1`.
    pub(super) fn relief(&self, x: f64, y0: f64, y1: f64) -> f64 {
        let (Some(x), Some(y0), Some(y1)) =
            (pixel(x, self.width), pixel(y0, self.height), pixel(y1, self.height))
        else {
            return 0.0;
        };
        let sum: u32 = (y0..y1).map(|y| u32::from(self.upright_relief.at(x, y).min(80))).sum();
        if self.upright_relief.width == 0 { 0.0 } else { f64::from(sum) / (y1 - y0.min(y1)).max(1) as f64 }
    }
}

#[inline]
fn pixel(position: f64, end: usize) -> Option<usize> {
    // Adding a half and cutting rounds as well: where there is no instruction for it, rounding is a call.
    (position > -0.5).then_some((position + 0.5) as usize).filter(|pixel| *pixel < end)
}

fn upright_sums(relief: &Plane, level: u8) -> Vec<u16> {
    let mut sums = vec![0u16; relief.width];
    sums.reserve(relief.data.len());
    let mut hits = vec![0u8; relief.width + 2];
    let mut running = vec![0u16; relief.width];
    for y in 0..relief.height {
        for (hit, pixel) in hits.iter_mut().skip(1).zip(relief.row(y)) {
            *hit = u8::from(*pixel >= level);
        }
        let near = hits.iter().zip(hits.iter().skip(1)).zip(hits.iter().skip(2));
        for (sum, ((a, b), c)) in running.iter_mut().zip(near) {
            *sum = sum.wrapping_add(u16::from(a | b | c));
        }
        sums.extend_from_slice(&running);
    }
    sums
}

fn level_sums(relief: &Plane, level: u8) -> Vec<u16> {
    let mut sums = Vec::with_capacity((relief.width + 1) * relief.height);
    let mut near = vec![0u8; relief.width];
    for y in 0..relief.height {
        near.copy_from_slice(relief.row(y));
        for other in [y.wrapping_sub(1), y + 1] {
            for (best, pixel) in near.iter_mut().zip(relief.row(other)) {
                *best = (*best).max(*pixel);
            }
        }
        let mut sum = 0u16;
        sums.push(0);
        sums.extend(near.iter().map(|pixel| {
            sum = sum.wrapping_add(u16::from(*pixel >= level));
            sum
        }));
    }
    sums
}
