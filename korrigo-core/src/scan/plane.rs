//! Grey pixels to look at: rows of bytes, 0 is black, 255 is white.
//!
//! Knows reading, resampling through a matrix and evening out the light. Knows nothing of paper.

use crate::geometry::{Matrix, Point};
use crate::raster::Raster;

/// A grey picture. Pixel (0, 0) covers the square from (0, 0) to (1, 1).
#[derive(Clone, PartialEq)]
pub(super) struct Plane {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Rows from the top, without padding: `width * height` bytes.
    pub(super) data: Vec<u8>,
}

impl std::fmt::Debug for Plane {
    // The pixels of a paper are personal data: they never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Plane({} x {})", self.width, self.height)
    }
}

impl Plane {
    /// All white.
    #[cfg(test)]
    pub(super) fn white(width: usize, height: usize) -> Self {
        Self { width, height, data: vec![255; width * height] }
    }

    /// The pixels of a grey raster.
    pub(super) fn from_grey(raster: Raster) -> Self {
        debug_assert_eq!(raster.colour.channels(), 1);
        Self { width: raster.width as usize, height: raster.height as usize, data: raster.data }
    }

    /// Row `y`; empty past the last one.
    pub(super) fn row(&self, y: usize) -> &[u8] {
        let start = y.saturating_mul(self.width);
        self.data.get(start..start.saturating_add(self.width)).unwrap_or_default()
    }

    /// The pixel at column `x`, row `y`; white outside.
    pub(super) fn at(&self, x: usize, y: usize) -> u8 {
        self.row(y).get(x).copied().unwrap_or(255)
    }

    /// The columns `x0..x1` of the rows `y0..y1`, cut to what there is.
    pub(super) fn crop(&self, (x0, y0): (usize, usize), (x1, y1): (usize, usize)) -> Self {
        let (x1, y1) = (x1.min(self.width), y1.min(self.height));
        let (x0, y0) = (x0.min(x1), y0.min(y1));
        let mut data = Vec::with_capacity((x1 - x0) * (y1 - y0));
        for y in y0..y1 {
            data.extend_from_slice(self.row(y).get(x0..x1).unwrap_or_default());
        }
        Self { width: x1 - x0, height: y1 - y0, data }
    }

    /// Whether tones are cut off, as in scans of black and white: many pixels are pure black or white, where
    /// paper that was scanned in tones has grain. Of 517 generated sides of black and white 98 in 100 are,
    /// speckled as they may be; of 781 others 8 in 100.
    pub(super) fn is_toneless(&self) -> bool {
        let pure = self.data.iter().filter(|pixel| [0, 255].contains(*pixel)).count();
        10 * pure > 3 * self.data.len()
    }

    /// Turned by a quarter clockwise.
    pub(super) fn quarter_turn(&self) -> Self {
        let (width, height) = (self.height, self.width);
        let mut data = vec![255; width * height];
        for (y, row) in self.data.chunks_exact(self.width.max(1)).enumerate() {
            // The first row becomes the last column.
            let x = self.height - 1 - y;
            for (out, pixel) in data.iter_mut().skip(x).step_by(width).zip(row) {
                *out = *pixel;
            }
        }
        Self { width, height, data }
    }

    /// Turned upside down.
    pub(super) fn half_turn(&self) -> Self {
        Self { data: self.data.iter().rev().copied().collect(), ..*self }
    }

    /// `width` by `height` pixels, each taken from where `to_source` leads its centre; bilinear, white
    /// outside.
    pub(super) fn resampled(&self, to_source: &Matrix, width: usize, height: usize) -> Self {
        let mut data = vec![255; width * height];
        let (limit_x, limit_y) = (self.width as f64, self.height as f64);
        for (y, out) in data.chunks_exact_mut(width.max(1)).enumerate() {
            let start = *to_source * Point::new(0.5, y as f64 + 0.5);
            let (sx, sy) = (start.x - 0.5, start.y - 0.5);
            // Where the way through the source lies within, with all four pixels; one more on both ends
            // is looked at with care.
            let within = both(
                steps_within(sx, to_source.a, (0.0, limit_x - 1.0)),
                steps_within(sy, to_source.b, (0.0, limit_y - 1.0)),
            );
            let touched = both(
                steps_within(sx, to_source.a, (-1.0, limit_x)),
                steps_within(sy, to_source.b, (-1.0, limit_y)),
            );
            let at = |x: usize| (sx + x as f64 * to_source.a, sy + x as f64 * to_source.b);
            let (from, to) = (touched.0.max(0.0) as usize, (touched.1 + 1.0).max(0.0) as usize);
            let inner = (within.0.max(0.0).ceil() as usize + 1, within.1.max(0.0) as usize);
            for (x, out) in out.iter_mut().enumerate().take(to.saturating_add(1)).skip(from) {
                if x == inner.0 && inner.1 > inner.0 {
                    break;
                }
                let (sx, sy) = at(x);
                if sx > -1.0 && sy > -1.0 && sx < limit_x && sy < limit_y {
                    *out = self.bilinear(sx, sy);
                }
            }
            if inner.1 <= inner.0 {
                continue;
            }
            let end = inner.1.min(width);
            self.fast(at(inner.0), (to_source.a, to_source.b), out.get_mut(inner.0..end).unwrap_or_default());
            for (x, out) in out.iter_mut().enumerate().take(to.saturating_add(1)).skip(end) {
                let (sx, sy) = at(x);
                if sx > -1.0 && sy > -1.0 && sx < limit_x && sy < limit_y {
                    *out = self.bilinear(sx, sy);
                }
            }
        }
        Self { width, height, data }
    }

    /// The values along a way whose pixels all lie inside, in fixed point.
    ///
    /// A side that is hardly turned is passed in long runs, each between two rows, a column a step.
    fn fast(&self, from: (f64, f64), step: (f64, f64), mut out: &mut [u8]) {
        // 2^-32 of a pixel: over a whole row less than 2^-16 is lost.
        const ONE: i64 = 1 << 32;
        let fixed = |value: f64| (value * ONE as f64) as i64;
        let (mut x, mut y) = (fixed(from.0), fixed(from.1));
        let (drift_x, drift_y) = (fixed(step.0) - ONE, fixed(step.1));
        while !out.is_empty() {
            let count = run(x, drift_x).min(run(y, drift_y)).min(out.len());
            let (part, rest) = out.split_at_mut(count);
            let start = (y >> 32) as usize * self.width + (x >> 32) as usize;
            let row = |start: usize| self.data.get(start..start + count + 1);
            if let (Some(top), Some(bottom)) = (row(start), row(start + self.width)) {
                mix(part, (top, bottom), (x as u32, drift_x as u32), (y as u32, drift_y as u32));
            }
            x += (drift_x + ONE) * count as i64;
            y += drift_y * count as i64;
            out = rest;
        }
    }

    /// The value between pixel centres, for -1 < x, y < the sides.
    fn bilinear(&self, x: f64, y: f64) -> u8 {
        let (fx, fy) = (x + 1.0, y + 1.0);
        let (ix, iy) = (fx as usize, fy as usize);
        // 256 steps between two pixels.
        let (wx, wy) = (((fx - ix as f64) * 256.0) as u32, ((fy - iy as f64) * 256.0) as u32);
        // One more than the column and row: pixel 0 is that outside.
        let pixel = |x: usize, y: usize| match (x.checked_sub(1), y.checked_sub(1)) {
            (Some(x), Some(y)) => u32::from(self.at(x, y)),
            _ => 255,
        };
        let top = pixel(ix, iy) * (256 - wx) + pixel(ix + 1, iy) * wx;
        let bottom = pixel(ix, iy + 1) * (256 - wx) + pixel(ix + 1, iy + 1) * wx;
        ((top * (256 - wy) + bottom * wy + (1 << 15)) >> 16) as u8
    }
}

/// How often each value occurs.
///
/// Four counts a value, taken in turn: most pixels are white, and a count that was just stored has to be waited
/// for.
pub(super) struct Histogram([[u32; 4]; 256]);

impl Histogram {
    pub(super) fn new() -> Self {
        Self([[0; 4]; 256])
    }

    pub(super) fn add(&mut self, values: impl Iterator<Item = u8>) {
        for (place, value) in values.enumerate() {
            let count = &mut self.0[usize::from(value)][place & 3];
            *count = count.wrapping_add(1);
        }
    }

    /// The counts of all values.
    pub(super) fn counts(&self) -> [u32; 256] {
        self.0.map(|[a, b, c, d]| a.wrapping_add(b).wrapping_add(c).wrapping_add(d))
    }
}

/// The place of the first value above `level`: quick where most are not.
pub(super) fn place_above(values: &[u8], level: u8) -> Option<usize> {
    let parts = values.as_chunks::<32>().0.iter();
    let highest = |part: &&[u8; 32]| part.iter().fold(0, |highest: u8, value| highest.max(*value));
    let skipped = parts.take_while(|part| highest(part) <= level).count() * 32;
    let rest = values.get(skipped..)?;
    rest.iter().position(|value| *value > level).map(|place| skipped + place)
}

/// After how many steps a drifting number, in 2^-32, has another whole part: 1 or more.
fn run(from: i64, drift: i64) -> usize {
    let way = if drift < 0 { from & 0xFFFF_FFFF } else { !from & 0xFFFF_FFFF };
    way.checked_div(drift.abs()).map_or(usize::MAX, |steps| steps as usize + 1)
}

/// Mixes the pixels of two rows, one more of each than come out. `x` and `y`: how far right and down, from
/// pixel centre to pixel centre in 2^-32, and how much that changes with each step.
fn mix(out: &mut [u8], (top, bottom): (&[u8], &[u8]), x: (u32, u32), y: (u32, u32)) {
    let (above, below) = (top.iter().zip(top.iter().skip(1)), bottom.iter().zip(bottom.iter().skip(1)));
    let (mut right, mut down) = (x.0, y.0);
    for ((out, (a, b)), (c, d)) in out.iter_mut().zip(above).zip(below) {
        // 256 steps between two pixels: sums of two fit 16 bits, where vectors are twice as long.
        let (across, way) = ((right >> 24) as u16, down >> 24);
        let mixed = |a: u8, b: u8| {
            u16::from(a).wrapping_mul(256 - across).wrapping_add(u16::from(b).wrapping_mul(across))
        };
        let (upper, lower) = (u32::from(mixed(*a, *b)), u32::from(mixed(*c, *d)));
        let sum = upper.wrapping_mul(256 - way).wrapping_add(lower.wrapping_mul(way));
        *out = (sum.wrapping_add(1 << 15) >> 16) as u8;
        (right, down) = (right.wrapping_add(x.1), down.wrapping_add(y.1));
    }
}

/// The steps, from and to, during which a coordinate stays between two limits.
fn steps_within(start: f64, step: f64, (low, high): (f64, f64)) -> (f64, f64) {
    if step.abs() < 1e-12 {
        return if (low..high).contains(&start) { (0.0, 1e9) } else { (1.0, 0.0) };
    }
    let (a, b) = ((low - start) / step, (high - start) / step);
    (a.min(b), a.max(b))
}

/// The steps of both.
fn both(a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    (a.0.max(b.0), a.1.min(b.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plane() -> impl Strategy<Value = Plane> {
        (1usize..9, 1usize..9).prop_flat_map(|(width, height)| {
            prop::collection::vec(any::<u8>(), width * height).prop_map(move |data| Plane {
                width,
                height,
                data,
            })
        })
    }

    proptest! {
        #[test]
        fn every_value_is_counted(values in prop::collection::vec(0u8..9, 0..300)) {
            let (mut histogram, mut counts) = (Histogram::new(), [0; 256]);
            histogram.add(values.iter().copied());
            for value in values {
                counts[usize::from(value)] += 1;
            }
            prop_assert_eq!(histogram.counts(), counts);
        }

        #[test]
        fn what_is_skipped_is_not_above(values in prop::collection::vec(0u8..40, 0..300), level in 0u8..41) {
            prop_assert_eq!(place_above(&values, level), values.iter().position(|value| *value > level));
        }

        #[test]
        fn two_quarter_turns_are_a_half_turn(plane in plane()) {
            prop_assert_eq!(plane.quarter_turn().quarter_turn(), plane.half_turn());
            prop_assert_eq!(plane.half_turn().half_turn(), plane);
        }

        #[test]
        fn resampling_by_nothing_changes_nothing(plane in plane()) {
            prop_assert_eq!(plane.resampled(&Matrix::IDENTITY, plane.width, plane.height), plane);
        }

        #[test]
        fn resampling_takes_what_lies_there(
            plane in plane(),
            degrees in -180.0..180.0f64,
            scale in 0.3..3.0f64,
            shift in -4.0..4.0f64,
        ) {
            let map = Matrix::rotation_deg(degrees)
                .then(&Matrix::scaling(scale, scale))
                .then(&Matrix::translation(shift, 3.0));
            let drawn = plane.resampled(&map, 20, 20);
            for y in 0..20 {
                for x in 0..20 {
                    let p = map * Point::new(x as f64 + 0.5, y as f64 + 0.5);
                    let (sx, sy) = (p.x - 0.5, p.y - 0.5);
                    let inside =
                        sx > -1.0 && sy > -1.0 && sx < plane.width as f64 && sy < plane.height as f64;
                    let truth = if inside { plane.bilinear(sx, sy) } else { 255 };
                    // A weight of 1/256 more or less.
                    prop_assert!(drawn.at(x, y).abs_diff(truth) <= 3, "{} for {truth}", drawn.at(x, y));
                }
            }
        }

        #[test]
        fn a_quarter_turn_moves_the_first_row_to_the_last_column(plane in plane()) {
            let turned = plane.quarter_turn();
            for x in 0..plane.width {
                prop_assert_eq!(turned.at(plane.height - 1, x), plane.at(x, 0));
            }
        }
    }
}
