//! Pixel grids: the box that an image and its mask share, and where a box lies in the unit square.
//!
//! Knows whole pixels. An image and its mask are stretched over the same unit square (ISO 32000-2, 8.9.6),
//! each with its own number of pixels: they can only be cut where both have an edge.

use crate::codec::PixelBox;
use crate::geometry::Matrix;

/// The pixels of an image and the steps it can be cut in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Grid {
    pub(super) size: (u32, u32),
    /// Columns and rows of an MCU for JPEG, 1 otherwise.
    pub(super) step: (u32, u32),
}

/// The smallest box around `wanted`, in pixels of `base`, that is a box of whole steps of both grids; and the
/// same box in pixels of `mask`. At worst the whole image.
pub(super) fn shared(wanted: PixelBox, base: Grid, mask: Grid) -> (PixelBox, PixelBox) {
    let (x, width, mask_x, mask_width) =
        side((wanted.x, wanted.width), (base.size.0, base.step.0), (mask.size.0, mask.step.0));
    let (y, height, mask_y, mask_height) =
        side((wanted.y, wanted.height), (base.size.1, base.step.1), (mask.size.1, mask.step.1));
    let own = PixelBox { x, y, width, height };
    (own, PixelBox { x: mask_x, y: mask_y, width: mask_width, height: mask_height })
}

/// The map from the unit square of a part of an image to that of the image.
pub(super) fn unit_of(part: PixelBox, width: u32, height: u32) -> Matrix {
    let (width, height) = (f64::from(width.max(1)), f64::from(height.max(1)));
    let bottom = height - f64::from(part.y) - f64::from(part.height);
    Matrix::new([
        f64::from(part.width) / width,
        0.0,
        0.0,
        f64::from(part.height) / height,
        f64::from(part.x) / width,
        bottom / height,
    ])
}

/// Start and length in the first grid, and in the second.
fn side(wanted: (u32, u32), base: (u32, u32), mask: (u32, u32)) -> (u32, u32, u32, u32) {
    let (size, step) = (base.0, base.1.max(1));
    let there = |edge: u32| meets(edge, base, mask);
    let mut start = (wanted.0.min(size) / step).saturating_mul(step);
    while there(start).is_none() && start > 0 {
        start = start.saturating_sub(step);
    }
    let mut end = wanted.0.saturating_add(wanted.1).min(size);
    if end < size {
        end = end.div_ceil(step).saturating_mul(step).min(size);
    }
    while there(end).is_none() && end < size {
        end = end.saturating_add(step).min(size);
    }
    let (mask_start, mask_end) = (there(start).unwrap_or(0), there(end).unwrap_or(mask.0));
    (start, end.saturating_sub(start), mask_start, mask_end.saturating_sub(mask_start))
}

/// The edge of the second grid where the first has `edge`, if it has one that it can be cut at.
fn meets(edge: u32, base: (u32, u32), mask: (u32, u32)) -> Option<u32> {
    let place = u64::from(edge) * u64::from(mask.0);
    let size = u64::from(base.0.max(1));
    let there = u32::try_from(place / size).ok()?;
    (place % size == 0 && (there % mask.1.max(1) == 0 || there == mask.0)).then_some(there)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn grid(width: u32, height: u32, step: u32) -> Grid {
        Grid { size: (width, height), step: (step, step) }
    }

    #[test]
    fn equal_grids_share_every_box() {
        let wanted = PixelBox { x: 3, y: 5, width: 7, height: 9 };
        assert_eq!(shared(wanted, grid(20, 20, 1), grid(20, 20, 1)), (wanted, wanted));
    }

    #[test]
    fn a_finer_mask_is_cut_where_the_image_is() {
        let wanted = PixelBox { x: 0, y: 0, width: 60, height: 100 };
        let (own, mask) = shared(wanted, grid(100, 100, 16), grid(400, 300, 1));
        assert_eq!(own, PixelBox { x: 0, y: 0, width: 64, height: 100 });
        assert_eq!(mask, PixelBox { x: 0, y: 0, width: 256, height: 300 });
    }

    #[test]
    fn grids_that_never_meet_share_the_whole_image() {
        let wanted = PixelBox { x: 40, y: 0, width: 20, height: 50 };
        let (own, mask) = shared(wanted, grid(101, 50, 1), grid(97, 50, 1));
        assert_eq!(own, PixelBox { x: 0, y: 0, width: 101, height: 50 });
        assert_eq!(mask, PixelBox { x: 0, y: 0, width: 97, height: 50 });
    }

    proptest! {
        #[test]
        fn a_shared_box_covers_what_is_wanted_and_lies_alike(
            (w, h) in (1u32..300, 1u32..300), (mw, mh) in (1u32..300, 1u32..300),
            step in prop::sample::select(vec![1u32, 8, 16]), mask_step in prop::sample::select(vec![1u32, 8]),
            (x, y, rw, rh) in (0u32..300, 0u32..300, 1u32..300, 1u32..300),
        ) {
            let (x, y) = (x % w, y % h);
            let wanted = PixelBox { x, y, width: rw.min(w - x), height: rh.min(h - y) };
            let (own, mask) = shared(wanted, grid(w, h, step), grid(mw, mh, mask_step));
            prop_assert!(own.x <= wanted.x && own.x + own.width >= wanted.x + wanted.width);
            prop_assert!(own.y <= wanted.y && own.y + own.height >= wanted.y + wanted.height);
            prop_assert_eq!(u64::from(own.x) * u64::from(mw), u64::from(mask.x) * u64::from(w));
            prop_assert_eq!(u64::from(own.height) * u64::from(mh), u64::from(mask.height) * u64::from(h));
            prop_assert!(own.x % step == 0 && mask.x % mask_step == 0);
            let (whole, part) = (unit_of(own, w, h), unit_of(mask, mw, mh));
            for (a, b) in whole.to_array().iter().zip(part.to_array()) {
                prop_assert!((a - b).abs() < 1e-12);
            }
        }
    }
}
