//! Pixels that are painted over one by one, where no polygon says which.
//!
//! Knows rows of pixels of one image and what to paint them with. Knows nothing of why: what shows through paper is
//! the case it is made for.

use std::ops::Range;

use super::PixelBox;

/// Single pixels of an image, and what they become.
///
/// ```
/// use korrigo_core::codec::{PixelBox, Wipe};
///
/// let area = PixelBox { x: 10, y: 2, width: 4, height: 1 };
/// let wipe = Wipe::new(area, vec![255], |x, _| x != 12);
/// assert_eq!(wipe.runs(2).collect::<Vec<_>>(), [10..12, 13..14]);
/// assert!(wipe.runs(3).next().is_none() && !wipe.has(12, 2));
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct Wipe {
    area: PixelBox,
    /// Rows of the area.
    set: Vec<bool>,
    fill: Vec<u16>,
}

impl std::fmt::Debug for Wipe {
    // Which pixels are kept is what somebody wrote.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Wipe({:?})", self.area)
    }
}

impl Wipe {
    /// The pixels of `area` of which `is_wiped` says so, by column and row of the image; `fill` as in
    /// [`Edit::fill`](super::Edit::fill).
    pub fn new(area: PixelBox, fill: Vec<u16>, is_wiped: impl Fn(u32, u32) -> bool) -> Self {
        let rows = area.y..area.y.saturating_add(area.height);
        let columns = area.x..area.x.saturating_add(area.width);
        let set = rows.flat_map(|y| columns.clone().map(move |x| (x, y))).map(|(x, y)| is_wiped(x, y));
        Self { area, set: set.collect(), fill }
    }

    /// Where its pixels lie.
    pub const fn area(&self) -> PixelBox {
        self.area
    }

    /// The sample values they become, one a component.
    pub fn fill(&self) -> &[u16] {
        &self.fill
    }

    /// Whether this pixel is wiped.
    pub fn has(&self, x: u32, y: u32) -> bool {
        let column = x.checked_sub(self.area.x).filter(|column| *column < self.area.width);
        column.and_then(|column| self.row(y).get(column as usize)).copied().unwrap_or(false)
    }

    /// The stretches of a row that are wiped, from the left.
    pub fn runs(&self, y: u32) -> impl Iterator<Item = Range<u32>> + '_ {
        let mut x = self.area.x;
        self.row(y).chunk_by(|one, next| one == next).filter_map(move |run| {
            let from = x;
            x += run.len() as u32;
            run.first().is_some_and(|set| *set).then_some(from..x)
        })
    }

    fn row(&self, y: u32) -> &[bool] {
        let width = self.area.width as usize;
        let start = y.checked_sub(self.area.y).map_or(usize::MAX, |row| (row as usize).saturating_mul(width));
        self.set.get(start..start.saturating_add(width)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;
    use crate::codec::samples::{Layout, Samples};
    use crate::codec::{Edit, ccitt};
    use crate::geometry::{ConvexPolygon, Rect};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn wiped_pixels_are_filled_and_all_others_stay(
            pixels in prop::collection::vec(any::<bool>(), 40 * 12), wiped in prop::collection::vec(any::<bool>(), 18 * 7),
            (x, y) in (0u32..25, 0u32..6), fill in 0u16..2, left in 0u32..20, black_is_1: bool,
        ) {
            let limits = Limits::default();
            let layout = Layout::new(40, 12, 1, 1, &limits).unwrap();
            let mut image = Samples::zeroed(layout);
            for (at, pixel) in (0u32..).zip(&pixels) {
                image.set_sample(at % 40, at / 40, 0, u16::from(*pixel));
            }
            let area = PixelBox { x, y, width: 18, height: 7 };
            let set = |column: u32, row: u32| wiped[((row - y) * 18 + column - x) as usize];
            let wipes = [Wipe::new(area, vec![fill], set)];
            let keep = ConvexPolygon::from_rect(&Rect::new(f64::from(left), 0.0, 40.0, 12.0));
            let edit = Edit { keep: Some(&keep), wipes: &wipes, fill: &[0], ..Edit::default() };
            let (cut, kept) = image.edit(&edit).unwrap();
            for (row, column) in (0..12).flat_map(|row| (left..40).map(move |column| (row, column))) {
                let is_wiped = (x..x + 18).contains(&column) && (y..y + 7).contains(&row) && set(column, row);
                prop_assert_eq!(wipes[0].has(column, row), is_wiped);
                let expected = if is_wiped { Some(fill) } else { image.sample(column, row, 0) };
                prop_assert_eq!(cut.sample(column - kept.x, row, 0), expected);
            }
            let data = ccitt::encode_g4(&image, black_is_1).unwrap();
            let params = ccitt::Params::group4(40, 12, black_is_1);
            let (edited, params) = ccitt::edit(&data, &params, &edit, &limits).unwrap();
            prop_assert_eq!(ccitt::decode(&edited.data, &params, &limits).unwrap(), cut);
        }
    }
}
