//! Which pixels show which part of a page: the one geometry that both ways to pixels share.
//!
//! Knows the page's size, dots per inch and the clip. A side of the page is a whole number of pixels, so
//! a normalised coordinate times that number is a pixel coordinate, exactly.

use super::RasterOptions;
use crate::error::{Code, Error, Result};
use crate::geometry::{Matrix, PageGeometry};
use crate::limits::Limits;

/// The pixels to make, and the map to them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    /// Columns.
    pub(super) width: u32,
    /// Rows.
    pub(super) height: u32,
    /// From PDF user space to these pixels.
    pub(super) user_to_pixels: Matrix,
}

impl Frame {
    /// The frame of a page whose geometry includes every turn that is asked for.
    ///
    /// # Errors
    /// `resource_limit` when the dots per inch are no positive number or the pixels pass their limit.
    pub(super) fn new(geometry: &PageGeometry, options: &RasterOptions, limits: &Limits) -> Result<Self> {
        let (wide, high) = geometry.displayed_size();
        let scale = options.dpi / 72.0;
        if !(scale.is_normal() && scale > 0.0 && wide.is_finite() && high.is_finite()) {
            return Err(Error::new(Code::ResourceLimit, "a page cannot have that many dots per inch")
                .with_detail("raster.dpi")
                .hint("give a number above 0; 50 to 600 is usual"));
        }
        // A float past the range of u64 becomes its end: the limit catches it.
        let pixels = |points: f64| ((points * scale).round() as u64).max(1);
        let (full_width, full_height) = (pixels(wide), pixels(high));
        let clip = options.clip.map(|clip| clip.scaled(full_width as f64, full_height as f64));
        let (x, width) = clip.map_or((0, full_width), |clip| whole(clip.x0, clip.x1, full_width));
        let (y, height) = clip.map_or((0, full_height), |clip| whole(clip.y0, clip.y1, full_height));
        limits.check_pixels(width, height)?;
        let (Ok(columns), Ok(rows)) = (u32::try_from(width), u32::try_from(height)) else {
            return Err(Error::new(Code::ResourceLimit, "a side of the page has too many pixels")
                .with_detail("limit.image_pixels"));
        };
        let stretch = |pixels: u64, points: f64| if points > 0.0 { pixels as f64 / points } else { scale };
        let user_to_pixels = geometry
            .user_to_displayed()
            .then(&Matrix::scaling(stretch(full_width, wide), stretch(full_height, high)))
            .then(&Matrix::translation(-(x as f64), -(y as f64)));
        Ok(Self { width: columns, height: rows, user_to_pixels })
    }

    /// From an image's pixels to these, where `placement` takes the unit square to user space.
    pub(super) fn image_to_pixels(&self, placement: &Matrix, width: u32, height: u32) -> Matrix {
        Matrix::pixels_to_unit(width, height).then(placement).then(&self.user_to_pixels)
    }
}

/// The whole pixels that `low..high` touches: the first, and how many. Rounding alone touches none.
fn whole(low: f64, high: f64, end: u64) -> (u64, u64) {
    const ROUNDING: f64 = 1e-6;
    let first = ((low + ROUNDING).floor().max(0.0) as u64).min(end - 1);
    let past = ((high - ROUNDING).ceil().max(0.0) as u64).clamp(first + 1, end);
    (first, past - first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{NormalizedRect, Point, Rect, Rotation};

    fn a4() -> PageGeometry {
        PageGeometry::new(Rect::new(0.0, 0.0, 595.0, 842.0), Rotation::D90, 1.0)
    }

    #[test]
    fn sides_are_rounded_and_corners_land_on_corners() {
        let options = RasterOptions { dpi: 100.0, ..RasterOptions::default() };
        let frame = Frame::new(&a4(), &options, &Limits::default()).unwrap();
        assert_eq!((frame.width, frame.height), (1169, 826));
        let corner = frame.user_to_pixels * Point::new(595.0, 842.0);
        assert!((corner.x - 1169.0).abs() < 1e-9 && (corner.y - 826.0).abs() < 1e-9);
    }

    #[test]
    fn a_clip_is_whole_pixels_of_the_page() {
        let clip = NormalizedRect::new(0.5, 0.25, 0.25, 0.5).unwrap();
        let options = RasterOptions { dpi: 72.0, clip: Some(clip), ..RasterOptions::default() };
        let frame = Frame::new(&a4(), &options, &Limits::default()).unwrap();
        // 842 x 595: columns 421 to 631.5, rows 148.75 to 446.25.
        assert_eq!((frame.width, frame.height), (211, 299));
        let corner = frame.user_to_pixels * Point::new(0.0, 0.0);
        assert!((corner.x + 421.0).abs() < 1e-9 && (corner.y + 148.0).abs() < 1e-9);
    }

    #[test]
    fn the_limit_of_pixels_and_one_past_it() {
        let options = RasterOptions { dpi: 72.0, ..RasterOptions::default() };
        let limits = |max_image_pixels| Limits { max_image_pixels, ..Limits::default() };
        assert!(Frame::new(&a4(), &options, &limits(595 * 842)).is_ok());
        let error = Frame::new(&a4(), &options, &limits(595 * 842 - 1)).unwrap_err();
        assert_eq!((error.code(), error.detail()), (Code::ResourceLimit, Some("limit.image_pixels")));
        // A small part of a page that is too large is not too large.
        let clip = NormalizedRect::new(0.5, 0.5, 0.001, 0.001).unwrap();
        let options = RasterOptions { dpi: 1e6, clip: Some(clip), ..RasterOptions::default() };
        assert!(Frame::new(&a4(), &options, &Limits::default()).is_ok());
    }

    #[test]
    fn dots_per_inch_must_be_a_positive_number() {
        for dpi in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            let options = RasterOptions { dpi, ..RasterOptions::default() };
            let error = Frame::new(&a4(), &options, &Limits::default()).unwrap_err();
            assert_eq!(error.detail(), Some("raster.dpi"));
        }
        let options = RasterOptions { dpi: 1e300, ..RasterOptions::default() };
        assert_eq!(Frame::new(&a4(), &options, &Limits::default()).unwrap_err().code(), Code::ResourceLimit);
        let options = RasterOptions { dpi: 1e-9, ..RasterOptions::default() };
        assert_eq!(Frame::new(&a4(), &options, &Limits::default()).unwrap().width, 1);
    }
}
