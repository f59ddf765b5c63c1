//! Few curves through many points: Schneider, "An Algorithm for Automatically Fitting Digitized Curves", Graphics Gems
//! (1990), 612–626.
//!
//! Knows points in displayed points of the page and cubic Bézier curves. A hand's stroke of hundreds of points becomes
//! some tens of curves that no eye tells from it. Knows no pen and no page.

use crate::geometry::Point;

/// How far a point may lie from the curves, in points: a thirtieth of a millimetre.
const NEAR: f64 = 0.1;

/// Newton's steps that are taken before a curve is split.
const STEPS: usize = 3;

/// A point that is further away than this is not brought near by moving along the curve, in multiples of [`NEAR`].
const HOPELESS: f64 = 6.0;

/// A cubic Bézier curve.
pub(super) type Curve = [Point; 4];

/// Curves through points, from the first to the last, smooth but at `corners` (places of points). Points that lie on each
/// other count once. None for fewer than two points.
///
/// Costs n log n for a hand's strokes and n² at worst.
pub(super) fn curves(points: &[Point], corners: impl Fn(usize) -> bool) -> Vec<Curve> {
    let mut kept: Vec<(Point, bool)> = Vec::with_capacity(points.len());
    for (place, point) in points.iter().enumerate() {
        match kept.last_mut() {
            Some((last, corner)) if length(from(*last, *point)) < 1e-6 => *corner |= corners(place),
            _ => kept.push((*point, corners(place))),
        }
    }
    let (points, corners): (Vec<Point>, Vec<bool>) = kept.into_iter().unzip();
    let mut all = Vec::new();
    let mut start = 0;
    for (end, corner) in corners.iter().enumerate().skip(1) {
        if *corner || end + 1 == points.len() {
            part(points.get(start..=end).unwrap_or_default(), &mut all);
            start = end;
        }
    }
    all
}

/// A smooth part.
fn part(points: &[Point], all: &mut Vec<Curve>) {
    let mut open = Vec::new();
    if let [first, second, ..] = points
        && let [.., before, last] = points
    {
        open.push((points, unit(from(*first, *second)), unit(from(*last, *before))));
    }
    while let Some((points, out, back)) = open.pop() {
        let split = match fitted(points, out, back) {
            Ok(curve) => {
                all.push(curve);
                continue;
            }
            Err(split) => split,
        };
        let at = |place: usize| points.get(place).copied().unwrap_or_default();
        let along = unit(from(at(split - 1), at(split + 1)));
        let (left, right) = (points.get(..=split), points.get(split..));
        open.push((right.unwrap_or_default(), along, back));
        open.push((left.unwrap_or_default(), out, (-along.0, -along.1)));
    }
}

/// One curve that leaves in direction `out` and is met in direction `back`; else the place where to split.
fn fitted(points: &[Point], out: (f64, f64), back: (f64, f64)) -> Result<Curve, usize> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Ok([Point::default(); 4]) };
    let ends = (*first, *last);
    if points.len() <= 2 {
        return Ok(between(ends, (out, back), third(ends)));
    }
    let mut places = lengths(points);
    for step in 0..=STEPS {
        let curve = bent(points, &places, ends, (out, back));
        let (worst, far) = furthest(points, &places, &curve);
        if far <= NEAR {
            return Ok(curve);
        }
        if step == STEPS || far > HOPELESS * NEAR {
            return Err(worst.clamp(1, points.len() - 2));
        }
        for (place, point) in places.iter_mut().zip(points) {
            *place = nearer(&curve, *point, *place);
        }
    }
    Err(points.len() / 2)
}

/// The least-squares curve with the given ends and directions, each point at its place along it.
fn bent(
    points: &[Point],
    places: &[f64],
    (a, d): (Point, Point),
    directions: ((f64, f64), (f64, f64)),
) -> Curve {
    let ((ox, oy), (bx, by)) = directions;
    let (mut c00, mut c01, mut c11, mut x0, mut x1) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (point, t) in points.iter().zip(places) {
        let s = 1.0 - t;
        let (b0, b1, b2, b3) = (s * s * s, 3.0 * t * s * s, 3.0 * t * t * s, t * t * t);
        let (a0, a1) = ((ox * b1, oy * b1), (bx * b2, by * b2));
        c00 += a0.0 * a0.0 + a0.1 * a0.1;
        c01 += a0.0 * a1.0 + a0.1 * a1.1;
        c11 += a1.0 * a1.0 + a1.1 * a1.1;
        let (dx, dy) =
            (point.x - a.x * (b0 + b1) - d.x * (b2 + b3), point.y - a.y * (b0 + b1) - d.y * (b2 + b3));
        x0 += a0.0 * dx + a0.1 * dy;
        x1 += a1.0 * dx + a1.1 * dy;
    }
    let whole = c00 * c11 - c01 * c01;
    let (out, back) = ((x0 * c11 - x1 * c01) / whole, (c00 * x1 - c01 * x0) / whole);
    // Where the points do not say it, a third of the way is right (Wu and Barsky).
    let least = 1e-3 * length(from(a, d));
    let most = 10.0 * third((a, d)).0.max(1.0);
    let fits = |handle: f64| handle.is_finite() && handle > least && handle < most;
    let handles = if fits(out) && fits(back) { (out, back) } else { third((a, d)) };
    between((a, d), directions, handles)
}

fn between((a, d): (Point, Point), (out, back): ((f64, f64), (f64, f64)), handles: (f64, f64)) -> Curve {
    let moved = |point: Point, (x, y): (f64, f64), by: f64| Point::new(point.x + x * by, point.y + y * by);
    [a, moved(a, out, handles.0), moved(d, back, handles.1), d]
}

fn third((a, d): (Point, Point)) -> (f64, f64) {
    let third = length(from(a, d)) / 3.0;
    (third, third)
}

/// How far along the chords each point is, from 0 to 1.
fn lengths(points: &[Point]) -> Vec<f64> {
    let mut sum = 0.0;
    let mut all = vec![0.0];
    for pair in points.windows(2) {
        if let &[a, b] = pair {
            sum += length(from(a, b));
        }
        all.push(sum);
    }
    for place in &mut all {
        *place /= sum;
    }
    all
}

/// The point that is furthest from its place on the curve, and how far.
fn furthest(points: &[Point], places: &[f64], curve: &Curve) -> (usize, f64) {
    let off = points.iter().zip(places).map(|(point, t)| length(from(at(curve, *t), *point)));
    off.enumerate().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or_default()
}

/// One step of Newton's towards the place on the curve that is nearest to a point.
fn nearer(curve: &Curve, point: Point, t: f64) -> f64 {
    let [a, b, c, d] = *curve;
    let s = 1.0 - t;
    let mix = |p: f64, q: f64, r: f64| 3.0 * (s * s * p + 2.0 * s * t * q + t * t * r);
    let ((px, py), (qx, qy), (rx, ry)) = (from(a, b), from(b, c), from(c, d));
    let (vx, vy) = (mix(px, qx, rx), mix(py, qy, ry));
    let bend = |p: f64, q: f64, r: f64| 6.0 * (s * (q - p) + t * (r - q));
    let (wx, wy) = (bend(px, qx, rx), bend(py, qy, ry));
    let (x, y) = from(point, at(curve, t));
    let next = t - (x * vx + y * vy) / (vx * vx + vy * vy + x * wx + y * wy);
    if next.is_finite() { next.clamp(0.0, 1.0) } else { t }
}

/// The point of a curve at a place from 0 to 1.
pub(super) fn at([a, b, c, d]: &Curve, t: f64) -> Point {
    let s = 1.0 - t;
    let (p, q, r, u) = (s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t);
    Point::new(p * a.x + q * b.x + r * c.x + u * d.x, p * a.y + q * b.y + r * c.y + u * d.y)
}

fn from(a: Point, b: Point) -> (f64, f64) {
    (b.x - a.x, b.y - a.y)
}

fn length((x, y): (f64, f64)) -> f64 {
    x.hypot(y)
}

/// The same direction, of length 1.
fn unit((x, y): (f64, f64)) -> (f64, f64) {
    let length = x.hypot(y);
    if length > 0.0 { (x / length, y / length) } else { (1.0, 0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// How far a point is from the nearest of many points of the curves.
    fn distance(curves: &[Curve], point: Point) -> f64 {
        let samples = curves.iter().flat_map(|curve| (0..=200).map(move |t| at(curve, f64::from(t) / 200.0)));
        samples.map(|sample| length(from(sample, point))).fold(f64::MAX, f64::min)
    }

    #[test]
    fn a_wave_of_hundreds_of_points_is_a_few_curves() {
        let points: Vec<Point> = (0..400)
            .map(|t| f64::from(t) / 400.0)
            .map(|t| Point::new(60.0 + 300.0 * t, 500.0 + 25.0 * (t * 25.0).sin()))
            .collect();
        let curves = curves(&points, |_| false);
        assert!(curves.len() < 40, "{}", curves.len());
        for point in &points {
            assert!(distance(&curves, *point) < NEAR + 0.05);
        }
        assert_eq!((curves[0][0], curves[curves.len() - 1][3]), (points[0], points[399]));
    }

    #[test]
    fn corners_stay_and_nothing_needs_no_curve() {
        let corner = [Point::new(0.0, 0.0), Point::new(10.0, 0.0), Point::new(10.0, 10.0)];
        let drawn = curves(&corner, |place| place == 1);
        assert_eq!(drawn.len(), 2);
        assert_eq!((drawn[0][3], drawn[1][0]), (corner[1], corner[1]));
        assert!(drawn.iter().flatten().all(|point| point.x <= 10.0 + 1e-9 && point.y >= -1e-9));
        assert!(curves(&corner[..1], |_| false).is_empty() && curves(&[], |_| false).is_empty());
        assert!(curves(&[corner[0]; 3], |_| true).is_empty());
    }

    proptest! {
        #[test]
        fn curves_go_near_every_point_and_on_from_each_other(
            points in prop::collection::vec((0.0..60.0f64, 0.0..60.0f64), 2..50),
            corner in 0..50usize,
        ) {
            let points: Vec<Point> = points.iter().map(|(x, y)| Point::new(*x, *y)).collect();
            let drawn = curves(&points, |place| place == corner);
            for point in &points {
                prop_assert!(distance(&drawn, *point) < NEAR + 0.6, "{}", distance(&drawn, *point));
            }
            for pair in drawn.windows(2) {
                prop_assert_eq!(pair[0][3], pair[1][0]);
            }
            prop_assert!(drawn.iter().flatten().all(|point| point.x.is_finite() && point.y.is_finite()));
        }
    }
}
