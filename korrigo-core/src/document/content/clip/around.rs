//! Paths around zones: what a path paints outside them, and none of its points inside.
//!
//! Knows winding: a path that is cut along half planes winds around every point of them as before (Sutherland
//! and Hodgman, "Reentrant polygon clipping", 1974), whatever the rule. Lines end half their width before a zone,
//! so that no cap reaches into it; dashes start anew behind it. Curves that come near a zone become lines of a
//! hundredth of a unit's precision; all others stay as they are.

use super::Run;
use super::path::{Paint, Part};
use crate::document::content::lexer::Number;
use crate::document::content::operator::Operator;
use crate::document::content::path::Piece;
use crate::error::Result;
use crate::geometry::{ConvexPolygon, Matrix, Place, Point, Rect};

/// How near a cut comes to a zone: more than rounding, less than anybody sees.
const GAP: f64 = 0.01;
/// How far a line may lie from its curve, in units of user space.
const PRECISION: f64 = 0.01;
/// The thinnest line is a device's pixel: so wide at most.
const HAIRLINE: f64 = 0.25;

impl<'c> Run<'_, '_, '_, 'c> {
    /// Paints and clips with a path of which zones touch some parts.
    pub(super) fn paint_around(
        &mut self,
        parts: &[Part<'_, 'c>],
        paint: Paint,
        clip: Option<Operator>,
    ) -> Result<()> {
        let (Some(back), Some(region)) = (self.state.ctm.inverse(), self.scope.region) else { return Ok(()) };
        let points = parts.iter().map(|part| part.pieces.len() as u64).sum();
        self.shared.context.meter.work(points)?;
        self.close_text();
        if paint.fill.is_some() || paint.strokes {
            self.write_patterns(paint.fill.is_some(), paint.strokes)?;
            self.painted = true;
        }
        if let Some(fill) = paint.fill {
            let zones: Vec<ConvexPolygon> = region.zones().iter().map(|zone| zone.grown(GAP)).collect();
            if self.write_shapes(parts, &zones, &back, false) {
                self.writer.operator(fill);
            }
        }
        if paint.strokes {
            let ctm = self.state.ctm;
            let scale = ctm.a.hypot(ctm.b).max(ctm.c.hypot(ctm.d));
            let reach = (self.state.line_width.abs() * scale).max(HAIRLINE) / 2.0 + GAP;
            let zones: Vec<ConvexPolygon> = region.zones().iter().map(|zone| zone.grown(reach)).collect();
            if self.write_lines(parts, &zones, &back, paint.closes) {
                self.writer.operator(Operator::Stroke);
            }
        }
        if let Some(clip) = clip {
            if !self.write_shapes(parts, region.zones(), &back, true) {
                self.writer.numbers(&[Number::from(0.0); 4], Operator::Rectangle);
            }
            self.writer.operator(clip);
            self.writer.operator(Operator::EndPath);
        }
        Ok(())
    }

    /// Fills what is seen of a rectangle of user space outside all zones.
    pub(super) fn fill_around(&mut self, seen: &Rect) {
        let (Some(back), Some(region)) = (self.state.ctm.inverse(), self.scope.region) else { return };
        let zones: Vec<ConvexPolygon> = region.zones().iter().map(|zone| zone.grown(GAP)).collect();
        let shapes = outside(vec![seen.corners().to_vec()], &zones);
        for shape in &shapes {
            self.write_line(shape, true, &back);
        }
        if !shapes.is_empty() {
            self.writer.operator(Operator::Fill);
        }
    }

    /// Writes what lies outside the zones; false when nothing does. Rectangles of a clip hold nothing and stay.
    fn write_shapes(
        &mut self,
        parts: &[Part<'_, 'c>],
        zones: &[ConvexPolygon],
        back: &Matrix,
        clips: bool,
    ) -> bool {
        let mut written = false;
        for part in parts {
            if !part.zoned || (clips && part.is_rectangle()) {
                self.write_parts(std::slice::from_ref(part), true, false);
                written = true;
                continue;
            }
            let shapes = flatten(part.pieces, &self.state.ctm).into_iter().map(|line| line.points);
            for shape in outside(shapes.collect(), zones) {
                self.write_line(&shape, true, back);
                written = true;
            }
        }
        written
    }

    fn write_lines(
        &mut self,
        parts: &[Part<'_, 'c>],
        zones: &[ConvexPolygon],
        back: &Matrix,
        closes: bool,
    ) -> bool {
        let mut written = false;
        for part in parts {
            let closes = closes && part.is_last;
            if !part.zoned {
                self.write_parts(std::slice::from_ref(part), true, false);
                if closes {
                    self.writer.operator(Operator::Close);
                }
                written = true;
                continue;
            }
            let mut lines = flatten(part.pieces, &self.state.ctm);
            if let Some(last) = lines.last_mut() {
                last.closed |= closes;
            }
            for line in lines.iter().flat_map(|line| line.outside(zones)) {
                self.write_line(&line.points, line.closed, back);
                written = true;
            }
        }
        written
    }

    fn write_line(&mut self, points: &[Point], closed: bool, back: &Matrix) {
        for (place, point) in points.iter().enumerate() {
            let point = *back * *point;
            let operator = if place == 0 { Operator::MoveTo } else { Operator::LineTo };
            self.writer.numbers(&[point.x, point.y].map(Number::from), operator);
        }
        if closed {
            self.writer.operator(Operator::Close);
        }
    }
}

/// A sub-path made of straight lines, in user space.
#[derive(Clone, Debug, Default, PartialEq)]
struct Line {
    points: Vec<Point>,
    closed: bool,
}

impl Line {
    /// Its parts outside the zones.
    fn outside(&self, zones: &[ConvexPolygon]) -> Vec<Self> {
        zones.iter().fold(vec![self.clone()], |lines, zone| {
            lines.iter().flat_map(|line| line.outside_one(zone)).collect()
        })
    }

    fn outside_one(&self, zone: &ConvexPolygon) -> Vec<Self> {
        let all = Rect::covering(self.points.iter().copied());
        if all.is_none_or(|all| zone.place(&inflated(&all)) == Place::Outside) {
            return vec![self.clone()];
        }
        let ends = self.points.iter().skip(1).chain(self.points.first().filter(|_| self.closed));
        let mut lines = Vec::new();
        let mut line: Vec<Point> = Vec::new();
        for (from, to) in self.points.iter().zip(ends) {
            let at = |t: f64| Point::new(from.x + t * (to.x - from.x), from.y + t * (to.y - from.y));
            let Some((enters, leaves)) = within(*from, *to, zone) else {
                if line.is_empty() {
                    line.push(*from);
                }
                line.push(*to);
                continue;
            };
            if enters > 0.0 {
                if line.is_empty() {
                    line.push(*from);
                }
                line.push(at(enters));
            }
            lines.push(std::mem::take(&mut line));
            if leaves < 1.0 {
                line.extend([at(leaves), *to]);
            }
        }
        let whole = lines.is_empty();
        lines.push(line);
        // Where a closed line starts outside, its last part goes on with its first.
        let starts = self.points.first().is_some_and(|start| !zone.contains(*start));
        if self.closed && starts && lines.len() > 1 {
            let first = lines.remove(0);
            if let Some(last) = lines.last_mut() {
                last.extend(first.into_iter().skip(usize::from(!last.is_empty())));
            }
        }
        let parts = lines.into_iter().filter(|line| line.len() > 1);
        parts.map(|points| Self { points, closed: whole && self.closed }).collect()
    }
}

/// The part of a segment within a convex polygon, in shares of its length.
///
/// Cyrus and Beck, "Generalized two- and three-dimensional clipping", 1978.
fn within(from: Point, to: Point, zone: &ConvexPolygon) -> Option<(f64, f64)> {
    let (mut enters, mut leaves) = (0.0f64, 1.0f64);
    for (p, q) in sides(zone) {
        let side = |point: Point| (q.x - p.x) * (point.y - p.y) - (q.y - p.y) * (point.x - p.x);
        let (start, end) = (side(from), side(to));
        match (start >= 0.0, end >= 0.0) {
            (true, true) => {}
            (false, false) => return None,
            (false, true) => enters = enters.max(start / (start - end)),
            (true, false) => leaves = leaves.min(start / (start - end)),
        }
    }
    (enters < leaves).then_some((enters, leaves))
}

/// The sides of a convex polygon, what is inside at the left of each where y goes up.
fn sides(zone: &ConvexPolygon) -> Vec<(Point, Point)> {
    let corners = zone.corners();
    let next = corners.iter().skip(1).chain(corners.first());
    let area: f64 = corners.iter().zip(next.clone()).map(|(p, q)| p.x * q.y - q.x * p.y).sum();
    let pairs = corners.iter().zip(next).map(|(p, q)| if area < 0.0 { (*q, *p) } else { (*p, *q) });
    pairs.collect()
}

/// Closed shapes less some zones: disjoint pieces that wind around every point outside as the shapes do.
fn outside(shapes: Vec<Vec<Point>>, zones: &[ConvexPolygon]) -> Vec<Vec<Point>> {
    zones.iter().fold(shapes, |shapes, zone| {
        let sides = sides(zone);
        let mut pieces = Vec::new();
        for shape in shapes {
            let all = Rect::covering(shape.iter().copied());
            if all.is_none_or(|all| zone.place(&inflated(&all)) == Place::Outside) {
                pieces.push(shape);
                continue;
            }
            let mut rest = shape;
            for (p, q) in &sides {
                pieces.push(left_of(&rest, *q, *p));
                rest = left_of(&rest, *p, *q);
            }
        }
        pieces.retain(|piece| piece.len() > 2);
        pieces
    })
}

/// The part of a closed shape at the left of a line, y going up.
fn left_of(shape: &[Point], p: Point, q: Point) -> Vec<Point> {
    let side = |point: &Point| (q.x - p.x) * (point.y - p.y) - (q.y - p.y) * (point.x - p.x);
    let mut kept = Vec::with_capacity(shape.len() + 2);
    for (from, to) in shape.iter().zip(shape.iter().skip(1).chain(shape.first())) {
        let (start, end) = (side(from), side(to));
        if start >= 0.0 {
            kept.push(*from);
        }
        if (start > 0.0 && end < 0.0) || (start < 0.0 && end > 0.0) {
            let t = start / (start - end);
            kept.push(Point::new(from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)));
        }
    }
    kept
}

/// A line has no area: a rectangle around it has.
fn inflated(rect: &Rect) -> Rect {
    Rect { x0: rect.x0 - 1e-6, y0: rect.y0 - 1e-6, x1: rect.x1 + 1e-6, y1: rect.y1 + 1e-6 }
}

/// The sub-paths of a part as straight lines of user space.
fn flatten(pieces: &[Piece<'_>], ctm: &Matrix) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut line = Line::default();
    let mut at = Point::default();
    for piece in pieces {
        let numbers: Vec<f64> = piece.numbers().iter().map(|number| number.value).collect();
        let point = |place: usize| {
            let number = |place: usize| numbers.get(place).copied().unwrap_or_default();
            *ctm * Point::new(number(2 * place), number(2 * place + 1))
        };
        let (first, second, third) = (point(0), point(1), point(2));
        match piece.operator {
            Operator::Rectangle => {
                let corners = piece.rectangle().map(|rect| rect.corners()).unwrap_or_default();
                let points = corners.iter().map(|corner| *ctm * *corner).collect();
                lines.push(std::mem::replace(&mut line, Line { points: vec![first], closed: false }));
                lines.push(Line { points, closed: true });
                at = first;
                continue;
            }
            Operator::Close => {
                let start = line.points.first().copied().unwrap_or(at);
                line.closed = true;
                lines.push(std::mem::replace(&mut line, Line { points: vec![start], closed: false }));
                at = start;
                continue;
            }
            Operator::MoveTo => {
                lines.push(std::mem::replace(&mut line, Line { points: vec![first], closed: false }));
                at = first;
                continue;
            }
            Operator::LineTo => line.points.push(first),
            Operator::CurveTo => curve([at, first, second, third], &mut line.points),
            Operator::CurveFirst => curve([at, at, first, second], &mut line.points),
            Operator::CurveLast => curve([at, first, second, second], &mut line.points),
            _ => continue,
        }
        at = line.points.last().copied().unwrap_or(at);
    }
    lines.push(line);
    lines.retain(|line| line.points.len() > 1);
    lines
}

/// Adds the points of a Bézier curve but its first.
fn curve([a, b, c, d]: [Point; 4], points: &mut Vec<Point>) {
    let bend = |p: Point, q: Point, r: Point| (p.x - 2.0 * q.x + r.x).hypot(p.y - 2.0 * q.y + r.y);
    // The error of a chord: an eighth of the second derivative, which is six times the bend.
    let steps = (0.75 * bend(a, b, c).max(bend(b, c, d)) / PRECISION).sqrt().ceil().clamp(1.0, 200.0);
    for step in 1..=steps as u32 {
        let t = f64::from(step) / steps;
        let s = 1.0 - t;
        let (ka, kb, kc, kd) = (s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t);
        points.push(Point::new(
            ka * a.x + kb * b.x + kc * c.x + kd * d.x,
            ka * a.y + kb * b.y + kc * c.y + kd * d.y,
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn zone() -> ConvexPolygon {
        ConvexPolygon::from_rect(&Rect::new(3.0, 3.0, 7.0, 6.0))
    }

    /// How often a shape winds around a point.
    fn winding(shapes: &[Vec<Point>], at: Point) -> i32 {
        let mut count = 0;
        for shape in shapes {
            for (p, q) in shape.iter().zip(shape.iter().skip(1).chain(shape.first())) {
                let side = (q.x - p.x) * (at.y - p.y) - (q.y - p.y) * (at.x - p.x);
                if p.y <= at.y && q.y > at.y && side > 0.0 {
                    count += 1;
                } else if p.y > at.y && q.y <= at.y && side < 0.0 {
                    count -= 1;
                }
            }
        }
        count
    }

    fn points() -> impl Strategy<Value = Vec<Point>> {
        prop::collection::vec((0.0..10.0f64, 0.0..10.0f64).prop_map(|(x, y)| Point::new(x, y)), 3..9)
    }

    proptest! {
        #[test]
        fn shapes_wind_as_before_outside_and_not_at_all_inside(
            shape in points(), (x, y) in (0.0..10.0f64, 0.0..10.0f64),
        ) {
            let at = Point::new(x, y);
            let cut = outside(vec![shape.clone()], &[zone()]);
            let expected = if zone().contains(at) { 0 } else { winding(&[shape], at) };
            prop_assert_eq!(winding(&cut, at), expected);
            for point in cut.iter().flatten() {
                let near = zone().contains(*point) && !zone().grown(-1e-9).is_empty();
                let inner = ConvexPolygon::from_rect(&Rect::new(3.0 + 1e-9, 3.0 + 1e-9, 7.0 - 1e-9, 6.0 - 1e-9));
                prop_assert!(!near || !inner.contains(*point));
            }
        }

        #[test]
        fn lines_lose_their_length_within_the_zone(points in points(), closed in any::<bool>()) {
            let line = Line { points, closed };
            let length = |line: &Line| {
                let ends = line.points.iter().skip(1).chain(line.points.first().filter(|_| line.closed));
                line.points.iter().zip(ends).map(|(p, q)| (p.x - q.x).hypot(p.y - q.y)).sum::<f64>()
            };
            let ends = line.points.iter().skip(1).chain(line.points.first().filter(|_| closed));
            let inside: f64 = line.points.iter().zip(ends).map(|(p, q)| {
                within(*p, *q, &zone()).map_or(0.0, |(a, b)| (b - a) * (p.x - q.x).hypot(p.y - q.y))
            }).sum();
            let left: f64 = line.outside(&[zone()]).iter().map(length).sum();
            prop_assert!((left + inside - length(&line)).abs() < 1e-6, "{} of {}", left + inside, length(&line));
        }
    }

    #[test]
    fn a_closed_line_that_is_cut_once_is_one_line() {
        let points =
            [(0.0, 0.0), (10.0, 0.0), (10.0, 4.0), (0.0, 4.0)].map(|(x, y)| Point::new(x, y)).to_vec();
        let parts = Line { points, closed: true }.outside(&[zone()]);
        assert_eq!(parts.len(), 1);
        assert_eq!((parts[0].points.len(), parts[0].closed), (6, false));
        assert_eq!((parts[0].points[0], parts[0].points[5]), (Point::new(3.0, 4.0), Point::new(7.0, 4.0)));
    }
}
