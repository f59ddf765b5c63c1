//! How one page is shown: boxes, turn and unit, and the maps between user space and what people see.
//!
//! Knows the rules of ISO 32000-2, 7.7.3.3 (/Rotate, CropBox, UserUnit). Knows nothing of what is drawn.

use serde::{Deserialize, Serialize};

use super::{ConvexPolygon, Half, Matrix, NormalizedRect, Point, Rect, Rotation};

/// The boxes, turn and unit of one page, and every map that follows from them.
///
/// *User space* is PDF's: y up, default unit 1/72 inch times `user_unit`. *Displayed* space is what a
/// person sees: origin top left, y down, in points of 1/72 inch, after crop, turn and unit.
///
/// ```
/// use korrigo_core::geometry::{PageGeometry, Point, Rect, Rotation};
///
/// // An A3 sheet as many copiers write it: stored portrait, shown landscape.
/// let page = PageGeometry::new(Rect::new(0.0, 0.0, 842.0, 1191.0), Rotation::D270, 1.0);
/// assert_eq!(page.displayed_size(), (1191.0, 842.0));
/// assert_eq!(page.displayed_to_user() * Point::new(0.0, 0.0), Point::new(842.0, 1191.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageGeometry {
    visible: Rect,
    rotation: Rotation,
    user_unit: f64,
}

impl PageGeometry {
    /// A page that shows `visible` (the CropBox within the MediaBox, in user space), turned clockwise by
    /// `rotation`, with `user_unit` times 1/72 inch for a unit.
    pub const fn new(visible: Rect, rotation: Rotation, user_unit: f64) -> Self {
        Self { visible, rotation, user_unit }
    }

    /// The part of user space that is shown.
    pub const fn visible(&self) -> Rect {
        self.visible
    }

    /// How far the page is turned clockwise to be shown.
    pub const fn rotation(&self) -> Rotation {
        self.rotation
    }

    /// Size of one user space unit, in 1/72 inch.
    pub const fn user_unit(&self) -> f64 {
        self.user_unit
    }

    /// The same page, turned further clockwise.
    #[must_use]
    pub const fn turned(&self, by: Rotation) -> Self {
        Self { rotation: self.rotation.then(by), ..*self }
    }

    /// Width and height as shown, in points.
    pub fn displayed_size(&self) -> (f64, f64) {
        let (w, h) = (self.visible.width() * self.user_unit, self.visible.height() * self.user_unit);
        if self.rotation.swaps_sides() { (h, w) } else { (w, h) }
    }

    /// Width by height, as shown.
    pub fn aspect(&self) -> f64 {
        let (w, h) = self.displayed_size();
        w / h
    }

    /// From user space to displayed points.
    pub fn user_to_displayed(&self) -> Matrix {
        let Rect { x0, y0, x1, y1 } = self.visible;
        let u = self.user_unit;
        Matrix::new(match self.rotation {
            Rotation::D0 => [u, 0.0, 0.0, -u, -x0 * u, y1 * u],
            Rotation::D90 => [0.0, u, u, 0.0, -y0 * u, -x0 * u],
            Rotation::D180 => [-u, 0.0, 0.0, u, x1 * u, -y0 * u],
            Rotation::D270 => [0.0, -u, -u, 0.0, y1 * u, x1 * u],
        })
    }

    /// From displayed points to user space.
    pub fn displayed_to_user(&self) -> Matrix {
        let Rect { x0, y0, x1, y1 } = self.visible;
        let s = 1.0 / self.user_unit;
        Matrix::new(match self.rotation {
            Rotation::D0 => [s, 0.0, 0.0, -s, x0, y1],
            Rotation::D90 => [0.0, s, s, 0.0, x0, y0],
            Rotation::D180 => [-s, 0.0, 0.0, s, x1, y0],
            Rotation::D270 => [0.0, -s, -s, 0.0, x1, y1],
        })
    }

    /// From displayed, normalised coordinates to user space.
    pub fn normalized_to_user(&self) -> Matrix {
        let (w, h) = self.displayed_size();
        Matrix::scaling(w, h).then(&self.displayed_to_user())
    }

    /// A normalised rectangle as a rectangle of user space (turns are quarter turns: it stays one).
    pub fn rect_to_user(&self, rect: &NormalizedRect) -> Rect {
        self.normalized_to_user().map_rect(&rect.scaled(1.0, 1.0))
    }

    /// From the pixels of an image (origin top left, y down), drawn by `placement` (unit square to user
    /// space, the CTM when it is drawn), to displayed points.
    pub fn pixels_to_displayed(&self, placement: &Matrix, width: u32, height: u32) -> Matrix {
        Matrix::pixels_to_unit(width, height).then(placement).then(&self.user_to_displayed())
    }

    /// The part of the displayed page that is `half`, in displayed points.
    ///
    /// `cut` is the fold; it is not looked at for a whole page. The two halves share the line and nothing else.
    pub fn half(&self, half: Half, cut: &CutLine) -> ConvexPolygon {
        half_of(self.displayed_size(), half, cut)
    }
}

/// The part of a side of this size (in points, origin top left) that is `half`.
fn half_of((w, h): (f64, f64), half: Half, cut: &CutLine) -> ConvexPolygon {
    let page = ConvexPolygon::from_rect(&Rect::new(0.0, 0.0, w, h));
    let (top, bottom) = cut.across(w, h);
    match half {
        Half::Left => page.keep_left_of(bottom, top),
        Half::Right => page.keep_left_of(top, bottom),
        Half::Whole => page,
    }
}

/// The page that a half of an upright side becomes: the box around the half, straightened.
///
/// What is normalised to a half is normalised to this page.
///
/// ```
/// use korrigo_core::geometry::{CutLine, Half, HalfPage, Point};
///
/// let line = CutLine::skewed(0.5, 0.0, 400.0, 300.0);
/// let page = HalfPage::new((400.0, 300.0), Half::Right, &line, 0.0).unwrap();
/// assert_eq!(page.size, (200.0, 300.0));
/// assert_eq!(page.from_side * Point::new(200.0, 0.0), Point::new(0.0, 0.0));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct HalfPage {
    /// From points of the upright side to points of the page: both have their origin top left, y down.
    pub from_side: Matrix,
    /// Width and height of the page, in points.
    pub size: (f64, f64),
    /// The half itself on its page: less than the whole page where it is slanted or straightened.
    pub outline: ConvexPolygon,
}

impl HalfPage {
    /// The page of `half` of an upright side of `size` points, cut along `line` (not looked at for a whole
    /// page), its content turned clockwise by `skew_deg`; `None` when the cut leaves nothing of it.
    pub fn new(size: (f64, f64), half: Half, line: &CutLine, skew_deg: f64) -> Option<Self> {
        // Content that is turned clockwise is turned back: y goes down here, so a negative angle does it.
        let straighten = Matrix::rotation_deg(-skew_deg);
        let straight = half_of(size, half, line).transform(&straighten);
        let bounds = straight.bounds().filter(|bounds| bounds.width() > 0.0 && bounds.height() > 0.0)?;
        let to_origin = Matrix::translation(-bounds.x0, -bounds.y0);
        Some(Self {
            from_side: straighten.then(&to_origin),
            size: (bounds.width(), bounds.height()),
            outline: straight.transform(&to_origin),
        })
    }
}

/// The fold: a line through two points of the upright, displayed, normalised page.
///
/// ```
/// use korrigo_core::geometry::CutLine;
///
/// // Straight down the middle of a page that is 400 by 300.
/// let (top, bottom) = CutLine::skewed(0.5, 0.0, 400.0, 300.0).across(400.0, 300.0);
/// assert_eq!((top.x, bottom.x), (200.0, 200.0));
/// // Content turned clockwise: the top of the fold leans to the right.
/// let (top, bottom) = CutLine::skewed(0.5, 2.0, 400.0, 300.0).across(400.0, 300.0);
/// assert!(top.x > 205.0 && bottom.x < 195.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(from = "[[f64; 2]; 2]", into = "[[f64; 2]; 2]")]
pub struct CutLine {
    /// One point of the line.
    pub a: Point,
    /// Another point of the line, at another height.
    pub b: Point,
}

impl CutLine {
    /// The line through `cut` (normalised x) at mid height, along content turned clockwise by `skew_deg`,
    /// on a page of `width` by `height` points.
    pub fn skewed(cut: f64, skew_deg: f64, width: f64, height: f64) -> Self {
        let lean = 0.5 * height * skew_deg.to_radians().tan() / width;
        Self { a: Point::new(cut + lean, 0.0), b: Point::new(cut - lean, 1.0) }
    }

    /// Whether both points are finite and the line crosses the page from top to bottom.
    pub fn is_valid(&self) -> bool {
        let numbers = [self.a.x, self.a.y, self.b.x, self.b.y];
        numbers.iter().all(|value| value.is_finite() && value.abs() < 1e6)
            && (self.a.y - self.b.y).abs() > 1e-6
    }

    /// Where the line meets the top and the bottom of a page of `width` by `height` points.
    pub fn across(&self, width: f64, height: f64) -> (Point, Point) {
        let at = |y: f64| self.a.x + (y - self.a.y) * (self.b.x - self.a.x) / (self.b.y - self.a.y);
        (Point::new(at(0.0) * width, 0.0), Point::new(at(1.0) * width, height))
    }
}

impl From<[[f64; 2]; 2]> for CutLine {
    fn from([[ax, ay], [bx, by]]: [[f64; 2]; 2]) -> Self {
        Self { a: Point::new(ax, ay), b: Point::new(bx, by) }
    }
}

impl From<CutLine> for [[f64; 2]; 2] {
    fn from(line: CutLine) -> Self {
        [[line.a.x, line.a.y], [line.b.x, line.b.y]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn geometry() -> impl Strategy<Value = PageGeometry> {
        (-500.0..500.0f64, -500.0..500.0f64, 1.0..2000.0f64, 1.0..2000.0f64, 0usize..4, 0.1..20.0f64)
            .prop_map(|(x, y, w, h, turn, unit)| {
                PageGeometry::new(Rect::new(x, y, x + w, y + h), Rotation::ALL[turn], unit)
            })
    }

    proptest! {
        #[test]
        fn displayed_and_user_space_round_trip(page in geometry(), x in 0.0..1.0f64, y in 0.0..1.0f64) {
            let user = page.normalized_to_user() * Point::new(x, y);
            let (w, h) = page.displayed_size();
            let shown = page.user_to_displayed() * user;
            prop_assert!((shown.x - x * w).abs() < 1e-6 * w.max(1.0));
            prop_assert!((shown.y - y * h).abs() < 1e-6 * h.max(1.0));
            let visible = page.visible();
            prop_assert!(user.x >= visible.x0 - 1e-6 && user.x <= visible.x1 + 1e-6);
            prop_assert!(user.y >= visible.y0 - 1e-6 && user.y <= visible.y1 + 1e-6);
        }

        #[test]
        fn turning_four_times_changes_nothing(page in geometry()) {
            let turned = (0..4).fold(page, |page, _| page.turned(Rotation::D90));
            prop_assert_eq!(turned, page);
        }

        #[test]
        fn a_turn_clockwise_moves_the_top_left_corner_to_the_top_right(page in geometry()) {
            let corner = page.displayed_to_user() * Point::new(0.0, 0.0);
            let turned = page.turned(Rotation::D90);
            let shown = turned.user_to_displayed() * corner;
            prop_assert!((shown.x - turned.displayed_size().0).abs() < 1e-6 && shown.y.abs() < 1e-6);
        }

        #[test]
        fn two_halves_make_the_page(page in geometry(), cut in 0.05..0.95f64, skew in -5.0..5.0f64) {
            let (w, h) = page.displayed_size();
            let line = CutLine::skewed(cut, skew, w, h);
            let sum = page.half(Half::Left, &line).area() + page.half(Half::Right, &line).area();
            prop_assert!((sum - w * h).abs() < 1e-6 * w * h);
        }
    }

    #[test]
    fn the_left_half_is_left() {
        let page = PageGeometry::new(Rect::new(0.0, 0.0, 400.0, 300.0), Rotation::D0, 1.0);
        let cut = CutLine::skewed(0.25, 0.0, 400.0, 300.0);
        let left = page.half(Half::Left, &cut).bounds().unwrap();
        let right = page.half(Half::Right, &cut).bounds().unwrap();
        assert_eq!((left.x0, left.x1, right.x0, right.x1), (0.0, 100.0, 100.0, 400.0));
    }
}
