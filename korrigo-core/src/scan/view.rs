//! The side as the eyes want it: upright, straight, in even light; whole, and half by half.
//!
//! Knows the way from its pixels back to the upright side and to the page of each half. Finds nothing.

use super::light;
use super::plane::Plane;
use crate::geometry::{CutLine, Half, HalfPage, Matrix, NormalizedRect, Point, Rect};

/// An upright side, straightened: its rows run along the content.
#[derive(Clone, Debug)]
pub(super) struct Straight {
    /// In even light: paper is 255.
    pub(super) even: Plane,
    /// As scanned.
    pub(super) raw: Plane,
    /// Pixels an inch.
    pub(super) dpi: f64,
    /// How far the content of the upright side is turned clockwise, in degrees.
    pub(super) skew_deg: f64,
    /// Width and height of the upright side, in points.
    pub(super) size: (f64, f64),
    /// From these pixels to points of the upright side.
    pub(super) to_side: Matrix,
}

/// A page of a side, as [`crate::split`] would write it.
#[derive(Clone, Debug)]
pub(super) struct HalfView {
    /// Which part of the upright side.
    pub(super) half: Half,
    /// In even light: paper is 255.
    pub(super) even: Plane,
    /// Pixels an inch.
    pub(super) dpi: f64,
    /// How far the content of the upright side was turned clockwise before it was straightened, in degrees.
    pub(super) skew_deg: f64,
}

impl Straight {
    /// Straightens an upright side of `size` points, `upright` its pixels at `dpi`.
    pub(super) fn new(upright: &Plane, size: (f64, f64), dpi: f64, skew_deg: f64) -> Self {
        let page = HalfPage::new(size, Half::Whole, &CutLine::skewed(0.5, 0.0, size.0, size.1), skew_deg);
        let (back, (width, height)) = page
            .and_then(|page| Some((page.from_side.inverse()?, page.size)))
            .unwrap_or((Matrix::IDENTITY, size));
        let scale = 72.0 / dpi;
        let to_side = Matrix::scaling(scale, scale).then(&back);
        let raw = if skew_deg == 0.0 {
            upright.clone()
        } else {
            let pixels = |points: f64| (points / scale).round().max(1.0) as usize;
            let to_source = to_side.then(&Matrix::scaling(1.0 / scale, 1.0 / scale));
            upright.resampled(&to_source, pixels(width), pixels(height))
        };
        Self { even: light::even(&raw), raw, dpi, skew_deg, size, to_side }
    }

    /// Millimetres in pixels.
    pub(super) fn mm(&self, millimetres: f64) -> f64 {
        millimetres * self.dpi / 25.4
    }

    /// The page on this side of `line` (two points of the upright, normalised side).
    pub(super) fn half(&self, half: Half, line: &CutLine) -> HalfView {
        let (from, to) = self.part(half, line);
        HalfView { half, even: self.even.crop(from, to), dpi: self.dpi, skew_deg: self.skew_deg }
    }

    /// The first column and row of that page, and those past its last.
    pub(super) fn part(&self, half: Half, line: &CutLine) -> ((usize, usize), (usize, usize)) {
        let whole = Rect::new(0.0, 0.0, self.even.width as f64, self.even.height as f64);
        let part = HalfPage::new(self.size, half, line, self.skew_deg).and_then(|page| {
            let from_page = page.from_side.inverse()?;
            let to_pixels = from_page.then(&self.to_side.inverse()?);
            to_pixels.map_rect(&Rect::new(0.0, 0.0, page.size.0, page.size.1)).intersect(&whole)
        });
        let part = part.unwrap_or(whole);
        let pixel = |x: f64, y: f64| (x.round() as usize, y.round() as usize);
        (pixel(part.x0, part.y0), pixel(part.x1, part.y1))
    }

    /// The same side turned upside down.
    pub(super) fn half_turned(&self) -> Self {
        let turn = |(width, height): (f64, f64)| Matrix::new([-1.0, 0.0, 0.0, -1.0, width, height]);
        let pixels = (self.even.width as f64, self.even.height as f64);
        Self {
            even: self.even.half_turn(),
            raw: self.raw.half_turn(),
            to_side: turn(pixels).then(&self.to_side).then(&turn(self.size)),
            ..*self
        }
    }

    /// A point of these pixels, normalised to the upright side.
    pub(super) fn to_normalized(&self, pixel: Point) -> Point {
        let point = self.to_side * pixel;
        Point::new(point.x / self.size.0, point.y / self.size.1)
    }
}

impl HalfView {
    /// Millimetres in pixels.
    pub(super) fn mm(&self, millimetres: f64) -> f64 {
        millimetres * self.dpi / 25.4
    }

    /// A rectangle of these pixels, cut to the page and normalised to it; `None` when nothing is left.
    pub(super) fn normalized(&self, pixels: &Rect) -> Option<NormalizedRect> {
        let (width, height) = (self.even.width as f64, self.even.height as f64);
        let part = pixels.intersect(&Rect::new(0.0, 0.0, width, height))?;
        NormalizedRect::new(part.x0 / width, part.y0 / height, part.width() / width, part.height() / height)
            .ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn straightening_puts_the_fold_upright(skew in -5.0..5.0f64, cut in 0.45..0.55f64) {
            let size = (300.0, 210.0);
            let line = CutLine::skewed(cut, skew, size.0, size.1);
            // Ink along the fold.
            let dark = |x: f64, y: f64| {
                let (top, bottom) = line.across(size.0, size.1);
                (x - (top.x + (bottom.x - top.x) * y / size.1)).abs() < 1.5
            };
            let data = (0..210)
                .flat_map(|y| (0..300).map(move |x| (x, y)))
                .map(|(x, y)| if dark(f64::from(x) + 0.5, f64::from(y) + 0.5) { 0 } else { 255 })
                .collect();
            let straight = Straight::new(&Plane { width: 300, height: 210, data }, size, 72.0, skew);
            let left = straight.half(Half::Left, &line);
            let right = straight.half(Half::Right, &line);
            // The two halves meet in the dark column, and hold it between them.
            let x = left.even.width;
            prop_assert!((x + right.even.width).abs_diff(straight.even.width) <= 1);
            let (middle, height) = (straight.raw.height / 2, 80);
            let dark = (middle - height..middle + height).filter(|y| straight.raw.at(x, *y) < 128).count();
            prop_assert!(dark > 150, "{dark} dark pixels in the column of the fold");
        }
    }
}
