//! Thin dark lines at the foot of a page: how much darker each pixel is than the paper on both sides.
//!
//! Knows lines along and across, and how much of a straight stroke is there. Knows nothing of boxes.
//! A line of a page box is 0.15 to 0.4 mm wide: one or two pixels at 100 dots per inch. A pixel counts by
//! what it is darker than the lighter-by-least of two pixels a step away on either side, so edges of black
//! borders and of thick strokes count for nothing.

use super::super::plane::{Histogram, Plane};

/// No pixel counts for more: thick ink must not outweigh a printed line.
const CAP: u16 = 96;

/// The ridges of a strip of a page. Coordinates are pixels of the strip.
pub(super) struct Ridges {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Strength of lines along, in rows.
    along: Vec<u8>,
    /// Strength of lines across, in columns: column `x` starts at `x * height`.
    across: Vec<u8>,
    /// Sums of `along` from the left: `width + 1` a row.
    sums: Vec<u32>,
    /// The strength of nothing: the median.
    pub(super) noise: u8,
}

impl Ridges {
    /// The ridges of a strip. `step`: further than half the width of a line, in pixels.
    pub(super) fn of(strip: &Plane, step: usize) -> Self {
        let turned = transposed(strip);
        let along = strengths(strip, step);
        let across = strengths(&turned, step);
        let mut sums = Vec::with_capacity((strip.width + 1) * strip.height);
        for row in along.chunks_exact(strip.width.max(1)) {
            let mut sum = 0u32;
            sums.push(0);
            sums.extend(row.iter().map(|strength| {
                sum = sum.wrapping_add(u32::from(*strength));
                sum
            }));
        }
        let noise = median(&along);
        Self { width: strip.width, height: strip.height, along, across, sums, noise }
    }

    /// The mean strength along row `y` from `x0` to `x1`; 0 outside the strip.
    pub(super) fn mean_along(&self, y: usize, x0: usize, x1: usize) -> u32 {
        let at = |x: usize| self.sums.get(y * (self.width + 1) + x.min(self.width)).copied().unwrap_or(0);
        at(x1).saturating_sub(at(x0)) / (x1.saturating_sub(x0).max(1) as u32)
    }

    /// The strengths along row `y` from `x0` to `x1`, cut to the strip.
    pub(super) fn along(&self, y: isize, x0: isize, x1: isize) -> &[u8] {
        part(&self.along, self.width, self.height, (y, x0, x1))
    }

    /// The strengths down column `x` from `y0` to `y1`, cut to the strip.
    pub(super) fn across(&self, x: isize, y0: isize, y1: isize) -> &[u8] {
        part(&self.across, self.height, self.width, (x, y0, y1))
    }
}

/// How much of a stroke of strength `level` is there: 0..=1. What is there without a stroke, `noise`,
/// counts for nothing; thin lines in noisy scans are seen by their mean, not by their pixels.
pub(super) fn coverage(stroke: &[u8], level: u8, noise: u8) -> f32 {
    // Unchecked sums are vectors: a stroke has far fewer pixels than would overflow.
    let sum = stroke.iter().fold(0u32, |sum, strength| sum.wrapping_add(u32::from(*strength.min(&level))));
    let mean = sum as f32 / stroke.len().max(1) as f32;
    let (noise, level) = (f32::from(noise), f32::from(level));
    ((mean - noise) / (level - noise).max(1.0)).clamp(0.0, 1.0)
}

fn part(data: &[u8], length: usize, lines: usize, (line, from, to): (isize, isize, isize)) -> &[u8] {
    let Some(line) = usize::try_from(line).ok().filter(|line| *line < lines) else { return &[] };
    let cut = |at: isize| usize::try_from(at).unwrap_or(0).min(length);
    data.get(line * length + cut(from)..line * length + cut(to)).unwrap_or_default()
}

fn median(strengths: &[u8]) -> u8 {
    let mut levels = Histogram::new();
    levels.add(strengths.iter().copied());
    let mut sum = 0;
    let middle = levels.counts().iter().position(|count| {
        sum += *count as usize;
        2 * sum >= strengths.len()
    });
    middle.unwrap_or(0) as u8
}

/// Columns become rows: the first row holds the first column.
fn transposed(plane: &Plane) -> Plane {
    let mut data = vec![255; plane.data.len()];
    for (y, row) in plane.data.chunks_exact(plane.width.max(1)).enumerate() {
        for (out, pixel) in data.iter_mut().skip(y).step_by(plane.height.max(1)).zip(row) {
            *out = *pixel;
        }
    }
    Plane { width: plane.height, height: plane.width, data }
}

/// How strongly a line runs along each pixel. A line between two rows counts in both, and nearly as much
/// as one that fills a row: the strengths of the rows above and below are added by half.
fn strengths(plane: &Plane, step: usize) -> Vec<u8> {
    let width = plane.width;
    let empty: Vec<u16> = vec![0; width];
    let mut rows = [empty.clone(), empty.clone(), empty];
    let mut out = Vec::with_capacity(plane.data.len());
    for y in 0..=plane.height {
        rows.rotate_left(1);
        let [above, here, below] = &mut rows;
        darker(plane, y, step, below);
        if y > 0 {
            let sums = above.iter().zip(here.iter()).zip(below.iter());
            out.extend(sums.map(|((a, h), b)| (h + (a + b) / 2).min(CAP) as u8));
        }
    }
    out
}

/// How much darker each pixel of row `y` is than those a step above and below; zeros near the margins.
fn darker(plane: &Plane, y: usize, step: usize, out: &mut [u16]) {
    let inside = y >= step && y + step < plane.height;
    if !inside {
        out.fill(0);
        return;
    }
    let sides = plane.row(y - step).iter().zip(plane.row(y + step));
    for ((out, pixel), (above, below)) in out.iter_mut().zip(plane.row(y)).zip(sides) {
        *out = u16::from(*above.min(below)).saturating_sub(u16::from(*pixel));
    }
}
