//! One geometry: points, rectangles, matrices, and the only place where a page is turned.
//!
//! People and JSON speak *displayed, normalised* coordinates: origin top left, y down, both in 0..=1,
//! after /Rotate, CropBox and UserUnit. [`PageGeometry`] maps them to PDF user space and to the pixels of
//! an image, and back; nobody else does rotation arithmetic. Knows no PDF objects and no paper.

mod page;
mod polygon;

use std::ops::Mul;

use serde::{Deserialize, Serialize};

pub use page::{CutLine, HalfPage, PageGeometry};
pub use polygon::{ConvexPolygon, Place};

use crate::error::{Code, Error, Result};

/// A point. The unit and the direction of y are those of the space it is said to be in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Up in PDF user space, down in displayed space and in pixels.
    pub y: f64,
}

impl Point {
    /// A point at (x, y).
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

/// A rectangle with `x0 <= x1` and `y0 <= y1`, in whatever space it is said to be in.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Smaller x.
    pub x0: f64,
    /// Smaller y.
    pub y0: f64,
    /// Larger x.
    pub x1: f64,
    /// Larger y.
    pub y1: f64,
}

impl Rect {
    /// The rectangle between two opposite corners, in any order.
    pub fn new(xa: f64, ya: f64, xb: f64, yb: f64) -> Self {
        Self { x0: xa.min(xb), y0: ya.min(yb), x1: xa.max(xb), y1: ya.max(yb) }
    }

    /// Width, never negative.
    pub fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    /// Height, never negative.
    pub fn height(&self) -> f64 {
        self.y1 - self.y0
    }

    /// The part that both cover, if it has an area.
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        let (x0, y0) = (self.x0.max(other.x0), self.y0.max(other.y0));
        let (x1, y1) = (self.x1.min(other.x1), self.y1.min(other.y1));
        (x0 < x1 && y0 < y1).then_some(Self { x0, y0, x1, y1 })
    }

    /// The smallest rectangle that covers both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// The corners, going round.
    pub fn corners(&self) -> [Point; 4] {
        [
            Point::new(self.x0, self.y0),
            Point::new(self.x1, self.y0),
            Point::new(self.x1, self.y1),
            Point::new(self.x0, self.y1),
        ]
    }

    /// The smallest rectangle that covers all points; `None` when there are none.
    pub fn covering(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        points.into_iter().map(|p| Self::new(p.x, p.y, p.x, p.y)).reduce(|all, one| all.union(&one))
    }
}

/// An affine map, written as PDF writes it (ISO 32000-2, 8.3.3): `x' = ax + cy + e`, `y' = bx + dy + f`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matrix {
    /// x' from x.
    pub a: f64,
    /// y' from x.
    pub b: f64,
    /// x' from y.
    pub c: f64,
    /// y' from y.
    pub d: f64,
    /// x' from nothing.
    pub e: f64,
    /// y' from nothing.
    pub f: f64,
}

impl Matrix {
    /// The map that changes nothing.
    pub const IDENTITY: Self = Self::new([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// The map with these six numbers, in PDF's order.
    pub const fn new([a, b, c, d, e, f]: [f64; 6]) -> Self {
        Self { a, b, c, d, e, f }
    }

    /// Moves by (x, y).
    pub const fn translation(x: f64, y: f64) -> Self {
        Self::new([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// Stretches by (x, y) about the origin.
    pub const fn scaling(x: f64, y: f64) -> Self {
        Self::new([x, 0.0, 0.0, y, 0.0, 0.0])
    }

    /// Turns about the origin, from the x axis towards the y axis: counter-clockwise where y goes up,
    /// clockwise where y goes down. Quarter turns are exact.
    pub fn rotation_deg(degrees: f64) -> Self {
        let (sin, cos) = match degrees.rem_euclid(360.0) {
            0.0 => (0.0, 1.0),
            90.0 => (1.0, 0.0),
            180.0 => (0.0, -1.0),
            270.0 => (-1.0, 0.0),
            other => other.to_radians().sin_cos(),
        };
        Self::new([cos, sin, -sin, cos, 0.0, 0.0])
    }

    /// First `self`, then `next`: PDF writes this product as `self x next`.
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        Self {
            a: self.a * next.a + self.b * next.c,
            b: self.a * next.b + self.b * next.d,
            c: self.c * next.a + self.d * next.c,
            d: self.c * next.b + self.d * next.d,
            e: self.e * next.a + self.f * next.c + next.e,
            f: self.e * next.b + self.f * next.d + next.f,
        }
    }

    /// How areas grow; negative when the map mirrors.
    pub fn determinant(&self) -> f64 {
        self.a * self.d - self.b * self.c
    }

    /// The map back; `None` when the map flattens the plane or holds no finite numbers.
    pub fn inverse(&self) -> Option<Self> {
        let determinant = self.determinant();
        if !determinant.is_normal() {
            return None;
        }
        let [a, b, c, d] = [self.d, -self.b, -self.c, self.a].map(|value| value / determinant);
        let inverse = Self { a, b, c, d, e: -(self.e * a + self.f * c), f: -(self.e * b + self.f * d) };
        inverse.is_finite().then_some(inverse)
    }

    /// Whether all six numbers are finite.
    pub fn is_finite(&self) -> bool {
        self.to_array().iter().all(|value| value.is_finite())
    }

    /// The six numbers, in PDF's order.
    pub const fn to_array(&self) -> [f64; 6] {
        [self.a, self.b, self.c, self.d, self.e, self.f]
    }

    /// The smallest upright rectangle that covers the mapped rectangle.
    pub fn map_rect(&self, rect: &Rect) -> Rect {
        let [first, rest @ ..] = rect.corners().map(|corner| *self * corner);
        rest.iter().fold(Rect::new(first.x, first.y, first.x, first.y), |all, p| {
            all.union(&Rect::new(p.x, p.y, p.x, p.y))
        })
    }

    /// From the pixels of an image (origin top left, y down) to the unit square that PDF draws it in.
    pub fn pixels_to_unit(width: u32, height: u32) -> Self {
        Self::new([1.0 / f64::from(width.max(1)), 0.0, 0.0, -1.0 / f64::from(height.max(1)), 0.0, 1.0])
    }
}

impl Mul<Point> for Matrix {
    type Output = Point;

    fn mul(self, p: Point) -> Point {
        Point::new(self.a * p.x + self.c * p.y + self.e, self.b * p.x + self.d * p.y + self.f)
    }
}

/// Quarter turns clockwise, in degrees.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(try_from = "i64", into = "i64")]
pub enum Rotation {
    /// Not turned.
    #[default]
    D0 = 0,
    /// A quarter turn clockwise.
    D90 = 90,
    /// Upside down.
    D180 = 180,
    /// A quarter turn counter-clockwise.
    D270 = 270,
}

impl Rotation {
    /// All four.
    pub const ALL: [Self; 4] = [Self::D0, Self::D90, Self::D180, Self::D270];

    /// From any whole number of degrees that is a multiple of 90, also negative or past 360.
    pub const fn from_degrees(degrees: i64) -> Option<Self> {
        match degrees.rem_euclid(360) {
            0 => Some(Self::D0),
            90 => Some(Self::D90),
            180 => Some(Self::D180),
            270 => Some(Self::D270),
            _ => None,
        }
    }

    /// 0, 90, 180 or 270.
    pub const fn degrees(self) -> i64 {
        self as i64
    }

    /// First `self`, then `next`.
    #[must_use]
    pub const fn then(self, next: Self) -> Self {
        match (self as i64 + next as i64) % 360 {
            90 => Self::D90,
            180 => Self::D180,
            270 => Self::D270,
            _ => Self::D0,
        }
    }

    /// Whether width and height change places.
    pub const fn swaps_sides(self) -> bool {
        matches!(self, Self::D90 | Self::D270)
    }
}

impl TryFrom<i64> for Rotation {
    type Error = Error;

    fn try_from(degrees: i64) -> Result<Self> {
        Self::from_degrees(degrees).ok_or_else(|| {
            Error::new(Code::PlanInvalid, format!("a rotation of {degrees} degrees is not a multiple of 90"))
        })
    }
}

impl From<Rotation> for i64 {
    fn from(rotation: Rotation) -> Self {
        rotation.degrees()
    }
}

/// Which part of an upright sheet side is a page.
#[derive(
    Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Half {
    /// Left of the fold.
    Left = 0,
    /// Right of the fold.
    Right = 1,
    /// A single page: there is no fold.
    Whole = 2,
}

/// A rectangle on a displayed page: origin top left, y down, sides of the page are 1.
///
/// `0 <= x`, `0 <= y`, `w > 0`, `h > 0`, `x + w <= 1`, `y + h <= 1` (tolerance 1e-9); finite numbers only.
///
/// ```
/// use korrigo_core::geometry::NormalizedRect;
///
/// assert!(NormalizedRect::new(0.03, 0.02, 0.94, 0.23).is_ok());
/// assert!(NormalizedRect::new(0.5, 0.0, 0.6, 1.0).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "RawRect", into = "RawRect")]
pub struct NormalizedRect {
    x: f64,
    y: f64,
    w: f64,
    h: f64,
}

#[derive(Clone, Copy, Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(rename = "NormalizedRect")]
struct RawRect {
    x: f64,
    y: f64,
    w: f64,
    h: f64,
}

impl NormalizedRect {
    /// The whole page.
    pub const FULL: Self = Self { x: 0.0, y: 0.0, w: 1.0, h: 1.0 };

    /// How far outside the page a side may lie by rounding.
    pub const TOLERANCE: f64 = 1e-9;

    /// A rectangle at (x, y) of size (w, h).
    ///
    /// # Errors
    /// `zone_invalid` when a number is not finite, the size is not positive or the rectangle leaves the page.
    pub fn new(x: f64, y: f64, w: f64, h: f64) -> Result<Self> {
        let finite = [x, y, w, h].iter().all(|value| value.is_finite());
        let inside = x >= -Self::TOLERANCE
            && y >= -Self::TOLERANCE
            && x + w <= 1.0 + Self::TOLERANCE
            && y + h <= 1.0 + Self::TOLERANCE;
        if !finite || !inside || w <= 0.0 || h <= 0.0 {
            return Err(Error::new(
                Code::ZoneInvalid,
                format!("the rectangle {x},{y},{w},{h} does not lie on the page"),
            )
            .hint("coordinates go from 0 to 1, from the top left corner; width and height are more than 0"));
        }
        let (x, y) = (x.max(0.0), y.max(0.0));
        Ok(Self { x, y, w: w.min(1.0 - x), h: h.min(1.0 - y) })
    }

    /// The rectangle in a space where the page is `width` by `height`.
    pub fn scaled(&self, width: f64, height: f64) -> Rect {
        Rect::new(self.x * width, self.y * height, (self.x + self.w) * width, (self.y + self.h) * height)
    }

    /// Left side.
    pub const fn x(&self) -> f64 {
        self.x
    }

    /// Top side.
    pub const fn y(&self) -> f64 {
        self.y
    }

    /// Width.
    pub const fn w(&self) -> f64 {
        self.w
    }

    /// Height.
    pub const fn h(&self) -> f64 {
        self.h
    }
}

impl TryFrom<RawRect> for NormalizedRect {
    type Error = Error;

    fn try_from(raw: RawRect) -> Result<Self> {
        Self::new(raw.x, raw.y, raw.w, raw.h)
    }
}

impl From<NormalizedRect> for RawRect {
    fn from(rect: NormalizedRect) -> Self {
        Self { x: rect.x, y: rect.y, w: rect.w, h: rect.h }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_map_and_its_inverse_cancel(
            degrees in -720.0..720.0f64, sx in 0.01..100.0f64, sy in 0.01..100.0f64,
            tx in -1e4..1e4f64, ty in -1e4..1e4f64, x in -1e3..1e3f64, y in -1e3..1e3f64,
        ) {
            let map = Matrix::scaling(sx, sy)
                .then(&Matrix::rotation_deg(degrees))
                .then(&Matrix::translation(tx, ty));
            let back = map.inverse().unwrap() * (map * Point::new(x, y));
            prop_assert!((back.x - x).abs() < 1e-6 && (back.y - y).abs() < 1e-6);
        }
    }

    #[test]
    fn flat_and_infinite_maps_have_no_inverse() {
        assert!(Matrix::scaling(0.0, 1.0).inverse().is_none());
        assert!(Matrix::scaling(f64::NAN, 1.0).inverse().is_none());
        assert!(Matrix::scaling(f64::INFINITY, 1.0).inverse().is_none());
    }

    #[test]
    fn rotation_from_degrees() {
        assert_eq!(Rotation::from_degrees(-90), Some(Rotation::D270));
        assert_eq!(Rotation::from_degrees(450), Some(Rotation::D90));
        assert_eq!(Rotation::from_degrees(45), None);
        assert_eq!(serde_json::to_string(&Rotation::D270).unwrap(), "270");
        assert!(serde_json::from_str::<Rotation>("45").is_err());
    }

    #[test]
    fn normalized_rect_refuses_what_is_not_on_the_page() {
        for (x, y, w, h) in [
            (f64::NAN, 0.0, 0.1, 0.1),
            (0.0, f64::INFINITY, 0.1, 0.1),
            (-0.1, 0.0, 0.5, 0.5),
            (0.0, 0.0, 0.0, 0.5),
            (0.9, 0.0, 0.2, 0.5),
            (0.0, 0.9, 0.2, 0.100_001),
        ] {
            assert_eq!(NormalizedRect::new(x, y, w, h).unwrap_err().code(), Code::ZoneInvalid);
        }
        assert!(NormalizedRect::new(0.0, 0.0, 1.0 + 1e-10, 1.0).is_ok());
        assert!(serde_json::from_str::<NormalizedRect>(r#"{"x":0,"y":0,"w":2,"h":1}"#).is_err());
    }
}
