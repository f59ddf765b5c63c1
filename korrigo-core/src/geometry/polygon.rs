//! Convex polygons: what is kept of a page, and what is painted over, in any space.
//!
//! Knows half planes and nothing else. A polygon with fewer than three corners covers nothing.

use super::{Matrix, Point, Rect};

/// A convex polygon, corners going round in either direction.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConvexPolygon {
    corners: Vec<Point>,
}

/// Where a rectangle lies, seen from a polygon.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Place {
    /// Partly inside, or not known to be elsewhere.
    Crossing,
    /// All of it is in the polygon.
    Inside,
    /// None of its area is in the polygon.
    Outside,
}

impl ConvexPolygon {
    /// The rectangle as a polygon.
    pub fn from_rect(rect: &Rect) -> Self {
        Self { corners: rect.corners().to_vec() }
    }

    /// The corners, going round.
    pub fn corners(&self) -> &[Point] {
        &self.corners
    }

    /// Whether it covers no area.
    pub fn is_empty(&self) -> bool {
        self.corners.len() < 3
    }

    /// The smallest upright rectangle that covers it.
    pub fn bounds(&self) -> Option<Rect> {
        if self.is_empty() { None } else { Rect::covering(self.corners.iter().copied()) }
    }

    /// Its area, never negative.
    pub fn area(&self) -> f64 {
        self.edges().map(|(p, q)| p.x * q.y - q.x * p.y).sum::<f64>().abs() / 2.0
    }

    /// The same polygon in another space.
    #[must_use]
    pub fn transform(&self, map: &Matrix) -> Self {
        Self { corners: self.corners.iter().map(|corner| *map * *corner).collect() }
    }

    /// Cuts away what lies right of the line from `from` to `to`, as seen by somebody walking along it
    /// where y goes **down** (displayed space and pixels).
    ///
    /// Sutherland and Hodgman, "Reentrant polygon clipping", 1974.
    #[must_use]
    pub fn keep_left_of(&self, from: Point, to: Point) -> Self {
        // Positive on the left where y goes down.
        let side = |p: Point| (to.y - from.y) * (p.x - from.x) - (to.x - from.x) * (p.y - from.y);
        let mut corners = Vec::with_capacity(self.corners.len() + 1);
        for (p, q) in self.edges() {
            let (sp, sq) = (side(p), side(q));
            if sp >= 0.0 {
                corners.push(p);
            }
            if (sp > 0.0 && sq < 0.0) || (sp < 0.0 && sq > 0.0) {
                let t = sp / (sp - sq);
                corners.push(Point::new(p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)));
            }
        }
        let cut = Self { corners };
        // Touching along the line is not covering.
        if cut.area() > 0.0 { cut } else { Self::default() }
    }

    /// The part that both polygons cover.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Self {
        let clockwise = other.signed_area() > 0.0;
        other.edges().fold(self.clone(), |kept, (p, q)| {
            if clockwise { kept.keep_left_of(q, p) } else { kept.keep_left_of(p, q) }
        })
    }

    /// Whether the point is inside or on the edge.
    pub fn contains(&self, point: Point) -> bool {
        if self.is_empty() {
            return false;
        }
        let sign = self.signed_area().signum();
        self.edges()
            .all(|(p, q)| sign * ((q.x - p.x) * (point.y - p.y) - (q.y - p.y) * (point.x - p.x)) >= 0.0)
    }

    /// Where a rectangle lies. `Outside` and `Inside` are certain.
    pub fn place(&self, rect: &Rect) -> Place {
        if self.is_empty() {
            return Place::Outside;
        }
        if rect.corners().iter().all(|corner| self.contains(*corner)) {
            return Place::Inside;
        }
        let sign = self.signed_area().signum();
        // Separating axes: the polygon's own edges, and the two axes of the rectangle.
        let beyond_an_edge = self.edges().any(|(p, q)| {
            rect.corners()
                .iter()
                .all(|c| sign * ((q.x - p.x) * (c.y - p.y) - (q.y - p.y) * (c.x - p.x)) <= 0.0)
        });
        let beyond_the_bounds = self.bounds().is_none_or(|bounds| {
            rect.x1 <= bounds.x0 || rect.x0 >= bounds.x1 || rect.y1 <= bounds.y0 || rect.y0 >= bounds.y1
        });
        if beyond_an_edge || beyond_the_bounds { Place::Outside } else { Place::Crossing }
    }

    /// All points that are at most `by` away in x and in y from one of its own.
    ///
    /// Andrew's monotone chain: "Another efficient algorithm for convex hulls in two dimensions", 1979.
    #[must_use]
    pub fn grown(&self, by: f64) -> Self {
        if self.is_empty() {
            return Self::default();
        }
        let around =
            |p: &Point| [(-by, -by), (by, -by), (by, by), (-by, by)].map(|(x, y)| (p.x + x, p.y + y));
        let mut points: Vec<(f64, f64)> = self.corners.iter().flat_map(around).collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let chain = |points: &mut dyn Iterator<Item = (f64, f64)>| {
            let mut chain: Vec<(f64, f64)> = Vec::new();
            for p in points {
                while let [.., a, b] = chain.as_slice()
                    && (b.0 - a.0) * (p.1 - a.1) <= (b.1 - a.1) * (p.0 - a.0)
                {
                    chain.pop();
                }
                chain.push(p);
            }
            // The last one begins the other chain.
            chain.pop();
            chain
        };
        let (below, above) = (chain(&mut points.iter().copied()), chain(&mut points.iter().rev().copied()));
        Self { corners: below.into_iter().chain(above).map(|(x, y)| Point::new(x, y)).collect() }
    }

    /// The stretch of x that the polygon covers at height `y`, if any.
    pub fn span_at(&self, y: f64) -> Option<(f64, f64)> {
        let mut span: Option<(f64, f64)> = None;
        for (p, q) in self.edges() {
            if y < p.y.min(q.y) || y > p.y.max(q.y) {
                continue;
            }
            let ends = if p.y == q.y { [p.x, q.x] } else { [p.x + (y - p.y) * (q.x - p.x) / (q.y - p.y); 2] };
            for x in ends {
                span = Some(span.map_or((x, x), |(low, high)| (low.min(x), high.max(x))));
            }
        }
        if self.is_empty() { None } else { span }
    }

    /// The pixels of row `row` whose centres the polygon covers, as `start..end`, within `0..width`.
    ///
    /// Pixel `i` of row `j` covers `i..i+1` by `j..j+1`. Two polygons that share an edge never both own a
    /// pixel's centre unless it lies exactly on that edge.
    pub fn pixels_of_row(&self, row: u32, width: u32) -> std::ops::Range<u32> {
        let Some((low, high)) = self.span_at(f64::from(row) + 0.5) else { return 0..0 };
        // Centre i + 0.5 in low..high: half open, so that neighbours share no pixel.
        let clamp = |x: f64| (x - 0.5).ceil().clamp(0.0, f64::from(width)) as u32;
        let (start, end) = (clamp(low), clamp(high));
        start..end.max(start)
    }

    fn signed_area(&self) -> f64 {
        self.edges().map(|(p, q)| p.x * q.y - q.x * p.y).sum::<f64>()
    }

    fn edges(&self) -> impl Iterator<Item = (Point, Point)> + '_ {
        self.corners.iter().copied().zip(self.corners.iter().copied().cycle().skip(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn square() -> ConvexPolygon {
        ConvexPolygon::from_rect(&Rect::new(0.0, 0.0, 10.0, 10.0))
    }

    #[test]
    fn places_of_rectangles() {
        let cut = square().keep_left_of(Point::new(8.0, 0.0), Point::new(2.0, 10.0));
        assert_eq!(cut.place(&Rect::new(8.0, 1.0, 9.0, 2.0)), Place::Inside);
        assert_eq!(cut.place(&Rect::new(0.0, 0.0, 1.0, 9.0)), Place::Outside);
        assert_eq!(cut.place(&Rect::new(4.0, 4.0, 6.0, 6.0)), Place::Crossing);
        assert_eq!(cut.place(&Rect::new(20.0, 4.0, 26.0, 6.0)), Place::Outside);
        assert_eq!(ConvexPolygon::default().place(&Rect::new(0.0, 0.0, 1.0, 1.0)), Place::Outside);
    }

    #[test]
    fn a_cut_outside_keeps_all_or_nothing() {
        assert_eq!(square().keep_left_of(Point::new(-1.0, 0.0), Point::new(-1.0, 9.0)), square());
        assert!(square().keep_left_of(Point::new(11.0, 0.0), Point::new(11.0, 9.0)).is_empty());
        assert!(square().keep_left_of(Point::new(10.0, 0.0), Point::new(10.0, 9.0)).is_empty());
    }

    proptest! {
        #[test]
        fn both_sides_of_a_line_own_each_pixel_once(
            ax in -5.0..25.0f64, bx in -5.0..25.0f64, row in 0u32..20,
        ) {
            let page = ConvexPolygon::from_rect(&Rect::new(0.0, 0.0, 20.0, 20.0));
            let (top, bottom) = (Point::new(ax, 0.0), Point::new(bx, 20.0));
            let right = page.keep_left_of(top, bottom).pixels_of_row(row, 20);
            let left = page.keep_left_of(bottom, top).pixels_of_row(row, 20);
            let both: Vec<u32> = left.chain(right).collect();
            prop_assert_eq!(both, (0..20).collect::<Vec<_>>());
        }

        #[test]
        fn a_grown_polygon_covers_every_pixel_that_the_polygon_touches(
            ax in 0.0..10.0f64, bx in 0.0..10.0f64, x in 0u32..10, y in 0u32..10,
        ) {
            let cut = square().keep_left_of(Point::new(ax, 0.0), Point::new(bx, 10.0));
            let pixel = Rect::new(f64::from(x), f64::from(y), f64::from(x) + 1.0, f64::from(y) + 1.0);
            let touches = cut.intersect(&ConvexPolygon::from_rect(&pixel)).area() > 1e-6;
            let covered = cut.grown(0.5).pixels_of_row(y, 10).contains(&x);
            prop_assert!(!touches || covered);
            let near = cut.grown(0.5).bounds().zip(cut.bounds());
            prop_assert!(near.is_none_or(|(a, b)| (a.width() - b.width() - 1.0).abs() < 1e-9));
        }

        #[test]
        fn intersection_is_inside_both(ax in 0.0..10.0f64, bx in 0.0..10.0f64, x in 0.0..8.0f64, y in 0.0..8.0f64) {
            let cut = square().keep_left_of(Point::new(ax, 0.0), Point::new(bx, 10.0));
            let zone = ConvexPolygon::from_rect(&Rect::new(x, y, x + 2.0, y + 2.0));
            let both = cut.intersect(&zone);
            prop_assert!((both.area() - zone.intersect(&cut).area()).abs() < 1e-9);
            prop_assert!(both.area() <= zone.area().min(cut.area()) + 1e-9);
        }
    }
}
