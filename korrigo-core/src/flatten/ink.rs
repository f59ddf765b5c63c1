//! Strokes of a pen: what a hand drew, as smooth lines, thick where it pressed.
//!
//! Knows points with pressure, in displayed points of the page. A stroke of one pressure is a line with round ends;
//! any other is an outline that is filled. Knows no colour and no page.

use super::fit;
use super::pen::Pen;
use crate::geometry::Point;

/// How far a point may lie from the line between its neighbours to be left out, in points: a seventieth of a
/// millimetre, half a pixel at 600 dots per inch.
const SLACK: f64 = 0.04;

/// A pen that is hardly pressed still writes: the thinnest line, as a share of the widest.
const THINNEST: f64 = 0.25;

/// How much the width of a stroke may change to be drawn as a plain line, in points.
const SAME_WIDTH: f64 = 0.05;

/// A point of a stroke and how wide the pen is there, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dab {
    pub(super) at: Point,
    pub(super) width: f64,
}

impl Dab {
    /// The dab of a pen of this width that is pressed so much, from 0 to 1.
    pub(super) fn pressed(at: Point, width: f64, pressure: f64) -> Self {
        Self { at, width: width * (THINNEST + (1.0 - THINNEST) * pressure.clamp(0.0, 1.0)) }
    }
}

/// Draws one stroke; colours are set before, for lines and for areas.
pub(super) fn stroke(pen: &mut Pen, dabs: &[Dab]) {
    let dabs = simplified(dabs);
    let (Some(first), Some(widest)) = (dabs.first(), dabs.iter().map(|dab| dab.width).reduce(f64::max))
    else {
        return;
    };
    if dabs.len() == 1 {
        pen.circle(first.at, first.width / 2.0);
        pen.fill();
    } else if dabs.iter().all(|dab| widest - dab.width < SAME_WIDTH) {
        pen.width(widest);
        pen.start(first.at);
        pen.curves(&fit::curves(&dabs.iter().map(|dab| dab.at).collect::<Vec<_>>(), |place| {
            turns_sharply(&dabs, place)
        }));
        pen.stroke();
    } else {
        outline(pen, &dabs);
        pen.fill();
        corners(pen, &dabs);
        pen.fill();
    }
}

/// Leaves out points that change nothing (Ramer 1972, Douglas and Peucker 1973), in place and in width.
///
/// Costs n log n for a hand's strokes and n² at worst; an annotation has at most 20,000 points.
fn simplified(dabs: &[Dab]) -> Vec<Dab> {
    let mut kept = vec![false; dabs.len()];
    let mut open = vec![(0, dabs.len().saturating_sub(1))];
    for end in [0, dabs.len().saturating_sub(1)] {
        if let Some(kept) = kept.get_mut(end) {
            *kept = true;
        }
    }
    while let Some((from, to)) = open.pop() {
        let (Some(a), Some(b)) = (dabs.get(from), dabs.get(to)) else { continue };
        let between = dabs.iter().enumerate().take(to).skip(from + 1);
        let far = between.map(|(place, dab)| (place, apart(dab, a, b))).max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((place, distance)) = far
            && distance > SLACK
        {
            if let Some(kept) = kept.get_mut(place) {
                *kept = true;
            }
            open.extend([(from, place), (place, to)]);
        }
    }
    let mut left: Vec<Dab> = dabs.iter().zip(kept).filter(|(_, kept)| *kept).map(|(dab, _)| *dab).collect();
    left.dedup_by(|b, a| a.at == b.at);
    left
}

/// How far a dab is from the straight stroke between two others.
fn apart(dab: &Dab, a: &Dab, b: &Dab) -> f64 {
    let (dx, dy) = (b.at.x - a.at.x, b.at.y - a.at.y);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 {
        (((dab.at.x - a.at.x) * dx + (dab.at.y - a.at.y) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let (x, y) = (a.at.x + along * dx - dab.at.x, a.at.y + along * dy - dab.at.y);
    let width = a.width + along * (b.width - a.width) - dab.width;
    x.hypot(y).max(width.abs())
}

/// The border of a stroke: along its left side, back along its right side.
fn outline(pen: &mut Pen, dabs: &[Dab]) {
    let sides: Vec<(Point, Point)> = dabs
        .iter()
        .enumerate()
        .map(|(place, dab)| {
            let (x, y) = direction(dabs, place);
            let half = dab.width / 2.0;
            let side = |sign: f64| Point::new(dab.at.x - sign * y * half, dab.at.y + sign * x * half);
            (side(1.0), side(-1.0))
        })
        .collect();
    let left: Vec<Point> = sides.iter().map(|side| side.0).collect();
    let right: Vec<Point> = sides.iter().rev().map(|side| side.1).collect();
    let end = dabs.len().saturating_sub(1);
    if let (Some(first), Some(turn)) = (left.first(), right.first()) {
        pen.start(*first);
        pen.curves(&fit::curves(&left, |place| turns_sharply(dabs, place)));
        pen.line(*turn);
        pen.curves(&fit::curves(&right, |place| turns_sharply(dabs, end.saturating_sub(place))));
        pen.close();
    }
}

/// Dots at the ends of a stroke, and where the hand turns back and the sides of its border cross. They are an area of
/// their own: they wind the other way than the border does, and would take away what both cover.
fn corners(pen: &mut Pen, dabs: &[Dab]) {
    for (place, dab) in dabs.iter().enumerate() {
        let is_end = place == 0 || place + 1 == dabs.len();
        if is_end || turns_sharply(dabs, place) {
            pen.circle(dab.at, dab.width / 2.0);
        }
    }
}

/// Where the stroke goes at a dab: a vector of length 1.
fn direction(dabs: &[Dab], place: usize) -> (f64, f64) {
    let at = |place: usize| {
        dabs.get(place.min(dabs.len().saturating_sub(1))).map_or(Point::new(0.0, 0.0), |d| d.at)
    };
    let (before, after) = (at(place.saturating_sub(1)), at(place + 1));
    let (x, y) = (after.x - before.x, after.y - before.y);
    let length = x.hypot(y);
    if length > 0.0 { (x / length, y / length) } else { (1.0, 0.0) }
}

/// Whether the stroke bends by more than 60 degrees here.
fn turns_sharply(dabs: &[Dab], place: usize) -> bool {
    let (Some(before), Some(here), Some(after)) =
        (place.checked_sub(1).and_then(|place| dabs.get(place)), dabs.get(place), dabs.get(place + 1))
    else {
        return false;
    };
    let (ax, ay) = (here.at.x - before.at.x, here.at.y - before.at.y);
    let (bx, by) = (after.at.x - here.at.x, after.at.y - here.at.y);
    ax * bx + ay * by < 0.5 * ax.hypot(ay) * bx.hypot(by)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drawn(dabs: &[Dab]) -> String {
        let mut pen = Pen::default();
        stroke(&mut pen, dabs);
        String::from_utf8(pen.into_bytes()).unwrap()
    }

    fn dabs(points: &[(f64, f64, f64)]) -> Vec<Dab> {
        points.iter().map(|(x, y, width)| Dab { at: Point::new(*x, *y), width: *width }).collect()
    }

    #[test]
    fn a_tap_is_a_dot_and_an_even_stroke_a_line() {
        assert!(drawn(&dabs(&[(10.0, 20.0, 2.0)])).starts_with("11 20 m"));
        let line = drawn(&dabs(&[(0.0, 0.0, 1.0), (5.0, 0.0, 1.0), (10.0, 0.0, 1.0)]));
        assert_eq!(line, "1 w\n0 0 m\n3.33 0 6.67 0 10 0 c\nS\n");
        assert_eq!(drawn(&[]), "");
    }

    #[test]
    fn a_stroke_that_swells_is_an_area() {
        let swelling = drawn(&dabs(&[(0.0, 0.0, 1.0), (10.0, 0.0, 3.0)]));
        assert!(swelling.starts_with("0 0.5 m") && swelling.ends_with("f\n"), "{swelling}");
        assert!(swelling.contains("10 1.5 c\n10 -1.5 l\n"), "{swelling}");
        assert!(swelling.contains("h\nf\n0.5 0 m"), "its ends are no part of its border: {swelling}");
    }

    proptest! {
        #[test]
        fn what_is_left_out_lies_on_what_stays(
            points in prop::collection::vec((0.0..500.0f64, 0.0..500.0f64, 0.2..5.0f64), 1..60)
        ) {
            let all = dabs(&points);
            let kept = simplified(&all);
            prop_assert!(kept.len() <= all.len() && kept.first() == all.first());
            for dab in &all {
                let near = kept.windows(2).map(|pair| apart(dab, &pair[0], &pair[1]));
                let nearest = near.chain(kept.iter().map(|dot| apart(dab, dot, dot))).fold(f64::MAX, f64::min);
                prop_assert!(nearest <= SLACK + 1e-9);
            }
            prop_assert!(!drawn(&all).contains("NaN"));
        }
    }
}
