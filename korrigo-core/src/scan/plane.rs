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
    fn fast(&self, from: (f64, f64), step: (f64, f64), out: &mut [u8]) {
        // 2^-32 of a pixel: over a whole row less than 2^-16 is lost.
        let fixed = |value: f64| (value * 4_294_967_296.0) as i64;
        let (mut x, mut y) = (fixed(from.0), fixed(from.1));
        let (step_x, step_y) = (fixed(step.0), fixed(step.1));
        for out in out {
            let start = (y >> 32) as usize * self.width + (x >> 32) as usize;
            let (wx, wy) = ((x >> 24) as u32 & 255, (y >> 24) as u32 & 255);
            let top = self.data.get(start..start + 2).unwrap_or(&[255, 255]);
            let bottom = self.data.get(start + self.width..start + self.width + 2).unwrap_or(top);
            if let ([a, b], [c, d]) = (top, bottom) {
                let above = u32::from(*a) * (256 - wx) + u32::from(*b) * wx;
                let below = u32::from(*c) * (256 - wx) + u32::from(*d) * wx;
                *out = ((above * (256 - wy) + below * wy + (1 << 15)) >> 16) as u8;
            }
            x += step_x;
            y += step_y;
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
