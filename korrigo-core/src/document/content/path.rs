//! The current path: its pieces as they were written, and what they cover.
//!
//! Knows bounds: a curve lies within its control points. Knows nothing of what is painted with it.

use super::lexer::Number;
use super::operator::Operator;
use crate::geometry::{Matrix, Point, Rect};

/// One path construction operation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'c> {
    pub(super) operator: Operator,
    numbers: [Number<'c>; 6],
}

impl<'c> Piece<'c> {
    pub(super) fn numbers(&self) -> &[Number<'c>] {
        self.numbers.get(..operand_count(self.operator)).unwrap_or_default()
    }

    /// The rectangle of a `re`, in the space it was written in.
    pub(super) fn rectangle(&self) -> Option<Rect> {
        let [x, y, w, h, ..] = self.numbers.map(|number| number.value);
        (self.operator == Operator::Rectangle).then(|| Rect::new(x, y, x + w, y + h))
    }

    fn points(&self) -> ([Point; 4], usize) {
        let [a, b, c, d, e, f] = self.numbers.map(|number| number.value);
        if self.operator == Operator::Rectangle {
            return (Rect::new(a, b, a + c, b + d).corners(), 4);
        }
        (
            [Point::new(a, b), Point::new(c, d), Point::new(e, f), Point::default()],
            operand_count(self.operator) / 2,
        )
    }
}

/// How many numbers a path construction operator takes.
const fn operand_count(operator: Operator) -> usize {
    match operator {
        Operator::MoveTo | Operator::LineTo => 2,
        Operator::CurveFirst | Operator::CurveLast | Operator::Rectangle => 4,
        Operator::CurveTo => 6,
        _ => 0,
    }
}

/// The current path.
#[derive(Debug, Default)]
pub(super) struct Path<'c> {
    pieces: Vec<Piece<'c>>,
    /// Where each sub-path starts in `pieces`.
    starts: Vec<usize>,
}

impl<'c> Path<'c> {
    /// Adds an operation, the numbers being its last operands. A path that does not start with `m` or
    /// `re` starts with nothing: readers ignore what has no current point.
    pub(super) fn push(&mut self, operator: Operator, operands: &[Number<'c>]) {
        let starts = matches!(operator, Operator::MoveTo | Operator::Rectangle);
        let Some(used) = operands.len().checked_sub(operand_count(operator)) else { return };
        if self.pieces.is_empty() && !starts {
            return;
        }
        if starts {
            self.starts.push(self.pieces.len());
        }
        let mut numbers = [Number::default(); 6];
        for (slot, number) in numbers.iter_mut().zip(operands.iter().skip(used)) {
            *slot = *number;
        }
        self.pieces.push(Piece { operator, numbers });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    pub(super) fn clear(&mut self) {
        self.pieces.clear();
        self.starts.clear();
    }

    /// The sub-paths, in order.
    pub(super) fn parts(&self) -> impl Iterator<Item = &[Piece<'c>]> {
        let ends = self.starts.iter().skip(1).copied().chain([self.pieces.len()]);
        self.starts.iter().zip(ends).filter_map(|(start, end)| self.pieces.get(*start..end))
    }

    /// What the path covers at most, mapped.
    pub(super) fn bounds(&self, map: &Matrix) -> Option<Rect> {
        bounds(&self.pieces, map)
    }

    /// Whether it is one upright rectangle once mapped: its bounds then are its shape.
    pub(super) fn is_upright_rectangle(&self, map: &Matrix) -> bool {
        let [piece] = self.pieces.as_slice() else { return false };
        piece.operator == Operator::Rectangle && is_upright(map)
    }
}

/// Whether upright rectangles stay upright when mapped.
pub(super) fn is_upright(map: &Matrix) -> bool {
    (map.b == 0.0 && map.c == 0.0) || (map.a == 0.0 && map.d == 0.0)
}

/// What pieces cover at most, mapped.
pub(super) fn bounds(pieces: &[Piece<'_>], map: &Matrix) -> Option<Rect> {
    let mut all: Option<Rect> = None;
    for piece in pieces {
        let (points, count) = piece.points();
        for point in points.iter().take(count) {
            let p = *map * *point;
            let one = Rect { x0: p.x, y0: p.y, x1: p.x, y1: p.y };
            all = Some(all.map_or(one, |all| all.union(&one)));
        }
    }
    all
}

/// How far a stroke reaches at most beyond the points of its path, in the space it is painted in.
///
/// Mitred corners reach out by the miter limit (8.4.3.5), but a path of right angles only by a factor
/// of the square root of two, as projecting caps do.
pub(super) fn stroke_reach(pieces: &[Piece<'_>], width: f64, miter_limit: f64, mitred: bool) -> f64 {
    let only_right_angles = pieces
        .iter()
        .all(|piece| matches!(piece.operator, Operator::Rectangle | Operator::MoveTo | Operator::Close))
        || pieces.len() <= 2;
    let factor = if mitred && !only_right_angles {
        miter_limit.clamp(std::f64::consts::SQRT_2, 10.0)
    } else {
        std::f64::consts::SQRT_2
    };
    width.abs() / 2.0 * factor
}
