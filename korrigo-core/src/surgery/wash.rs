//! Pixels of a page that are painted over one by one, whatever images they are pixels of.
//!
//! Knows a grid that lies on the page and the images under it. Knows nothing of why.

use super::Tint;
use crate::codec::{PixelBox, Wipe};
use crate::geometry::{Matrix, Point, Rect};

/// A part of a page of which some pixels are painted over.
pub(crate) struct Wash {
    /// From the page's user space to the pixels.
    pub(crate) from_user: Matrix,
    pub(crate) pixels: Washed,
    /// What they become.
    pub(crate) tint: Tint,
}

/// Which pixels of a grid are painted over; rows from the top.
pub(crate) struct Washed {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) set: Vec<bool>,
}

impl Wash {
    /// Whether it reaches an image whose unit square `placement` takes to user space.
    pub(crate) fn reaches(&self, placement: &Matrix) -> bool {
        let image = placement.then(&self.from_user).map_rect(&Rect::new(0.0, 0.0, 1.0, 1.0));
        image.intersect(&self.area()).is_some()
    }

    /// The pixels of such an image, of so many columns and rows, that are painted over with `fill`; `None` when
    /// there are none.
    pub(crate) fn wipe(
        &self,
        placement: &Matrix,
        (width, height): (u32, u32),
        fill: Vec<u16>,
    ) -> Option<Wipe> {
        let map = Matrix::pixels_to_unit(width, height).then(placement).then(&self.from_user);
        let all = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let area = map.inverse()?.map_rect(&self.area()).intersect(&all)?;
        let (x, y) = (area.x0.floor() as u32, area.y0.floor() as u32);
        let area = PixelBox { x, y, width: area.x1.ceil() as u32 - x, height: area.y1.ceil() as u32 - y };
        Some(Wipe::new(area, fill, |x, y| {
            let at = map * Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5);
            self.pixels.has(at)
        }))
    }

    fn area(&self) -> Rect {
        Rect::new(0.0, 0.0, self.pixels.width as f64, self.pixels.height as f64)
    }
}

impl Washed {
    fn has(&self, at: Point) -> bool {
        let place = |value: f64, end: usize| (value >= 0.0 && value < end as f64).then_some(value as usize);
        let (column, row) = (place(at.x, self.width), place(at.y, self.height));
        let pixel = column.zip(row).and_then(|(column, row)| self.set.get(row * self.width + column));
        pixel.copied().unwrap_or(false)
    }
}
