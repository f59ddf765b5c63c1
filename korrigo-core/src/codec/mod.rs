//! Images as they lie in the file: cut, painted and looked at in the compressed domain, one codec a module.
//!
//! Knows pixels, samples and the standards of the codecs. Knows nothing of PDF: dictionaries, colour
//! spaces and `Decode` arrays are the caller's. Pixel (i, j) covers `i..i+1` by `j..j+1`, origin top
//! left; polygons are in that space. What an [`Edit`] keeps stays as it was, bit for bit.

pub mod ascii;
pub mod bilevel_grey;
mod bytes;
pub mod ccitt;
pub mod flate;
pub mod icc;
pub mod jbig2;
pub mod jpeg;
pub mod jpx;
pub mod lzw;
pub mod predictor;
pub mod run_length;
pub mod samples;
mod wipe;

pub use wipe::Wipe;

use crate::geometry::{ConvexPolygon, Rect};

/// What to keep of an image, and what to paint over.
///
/// The result covers the bounding box of `keep` (and `cover`), snapped outward to whole pixels (whole MCUs for JPEG)
/// and clamped to the image; pixels of that box outside `keep`, and pixels inside a `paint` polygon,
/// hold `fill`. A pixel belongs to a polygon when its centre does
/// ([`ConvexPolygon::pixels_of_row`]); JPEG snaps `paint` outward to whole MCUs.
#[derive(Clone, Debug, Default)]
pub struct Edit<'a> {
    /// What stays; `None` keeps the whole image.
    pub keep: Option<&'a ConvexPolygon>,
    /// Pixels that the result covers in any case, filled where `keep` does not reach: so that an image and
    /// its mask are cut to the same box. `None`: `keep` alone decides.
    pub cover: Option<PixelBox>,
    /// What is painted over.
    pub paint: &'a [ConvexPolygon],
    /// What is painted over pixel by pixel. In JPEG the pixels between them, of the same MCUs, are quantised again.
    pub wipes: &'a [Wipe],
    /// The sample values to paint with, one a component, in the domain the codec decodes to (before
    /// PDF's `Decode`); a missing component repeats the last one.
    pub fill: &'a [u16],
}

/// An edited image: the encoded data, and which box of the original's pixels it now covers.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Edited {
    /// The encoded data.
    pub data: Vec<u8>,
    /// First column of the original that is still there.
    pub x: u32,
    /// First row of the original that is still there.
    pub y: u32,
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
}

/// How much smaller a decoded image may be than the encoded one.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum Scale {
    /// All pixels.
    #[default]
    Full = 1,
    /// Half the columns and rows.
    Half = 2,
    /// A quarter of the columns and rows.
    Quarter = 4,
    /// An eighth of the columns and rows: for JPEG, the DC coefficients alone.
    Eighth = 8,
}

impl Scale {
    /// All four, from the largest image to the smallest.
    pub const ALL: [Self; 4] = [Self::Full, Self::Half, Self::Quarter, Self::Eighth];

    /// The size of a scaled image: divided and rounded up.
    pub const fn apply(self, size: u32) -> u32 {
        size.div_ceil(self as u32)
    }
}

/// An image of 8-bit grey: 0 is black, 255 is white; rows from the top, without padding.
#[derive(Clone, Eq, PartialEq)]
pub struct Grey {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// `width * height` bytes.
    pub data: Vec<u8>,
}

impl std::fmt::Debug for Grey {
    // The pixels of a paper are personal data: they never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Grey({} x {})", self.width, self.height)
    }
}

/// A box of whole pixels.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PixelBox {
    /// First column.
    pub x: u32,
    /// First row.
    pub y: u32,
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
}

impl PixelBox {
    /// The box as a rectangle of the image's pixel space.
    pub fn rect(&self) -> Rect {
        let (x, y) = (f64::from(self.x), f64::from(self.y));
        Rect::new(x, y, x + f64::from(self.width), y + f64::from(self.height))
    }

    /// The box of an image of this size that an edit keeps, snapped outward to multiples of `step`
    /// columns and rows and clamped to the image; `None` when nothing is kept.
    pub fn kept(edit: &Edit<'_>, size: (u32, u32), step: (u32, u32)) -> Option<Self> {
        let (width, height) = size;
        let all = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let Some(keep) = edit.keep else { return Some(Self { x: 0, y: 0, width, height }) };
        let kept = keep.intersect(&ConvexPolygon::from_rect(&all)).bounds();
        let rect = kept.into_iter().chain(edit.cover.and_then(|cover| cover.rect().intersect(&all)));
        let rect = rect.reduce(|all, one| all.union(&one))?;
        let low = |value: f64, step: u32| (value.floor().max(0.0) as u32) / step * step;
        let high = |value: f64, step: u32, end: u32| {
            (value.ceil().max(0.0) as u32).div_ceil(step).saturating_mul(step).min(end)
        };
        let (x, y) = (low(rect.x0, step.0), low(rect.y0, step.1));
        let (x1, y1) = (high(rect.x1, step.0, width), high(rect.y1, step.1, height));
        (x < x1 && y < y1).then(|| Self { x, y, width: x1 - x, height: y1 - y })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Point;

    #[test]
    fn what_is_covered_is_kept_snapped_and_clamped() {
        let all = ConvexPolygon::from_rect(&Rect::new(0.0, 0.0, 100.0, 50.0));
        let left = all.keep_left_of(Point::new(30.0, 50.0), Point::new(20.0, 0.0));
        let kept = |edit: &Edit<'_>, step| PixelBox::kept(edit, (100, 50), step);
        let edit = Edit { keep: Some(&left), ..Edit::default() };
        assert_eq!(kept(&edit, (8, 8)), Some(PixelBox { x: 0, y: 0, width: 32, height: 50 }));
        let cover = Some(PixelBox { x: 10, y: 5, width: 70, height: 90 });
        let edit = Edit { keep: Some(&left), cover, ..Edit::default() };
        assert_eq!(kept(&edit, (1, 1)), Some(PixelBox { x: 0, y: 0, width: 80, height: 50 }));
        let nothing = ConvexPolygon::default();
        let edit = Edit { keep: Some(&nothing), cover, ..Edit::default() };
        assert_eq!(kept(&edit, (16, 8)), Some(PixelBox { x: 0, y: 0, width: 80, height: 50 }));
        assert_eq!(kept(&Edit { keep: Some(&nothing), ..Edit::default() }, (1, 1)), None);
    }
}
