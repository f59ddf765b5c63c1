//! Numbers, boxes and matrices as a new file spells them.
//!
//! Knows how many digits are enough. Knows no pages.

use lopdf::Object;

use crate::document::write::serialize::number;
use crate::geometry::{Matrix, Rect};

/// Six numbers for `cm`. Nine decimals of a factor move a point at the far end of the largest page by less
/// than a thousandth of a pixel at 600 dpi.
pub(crate) fn spelled(matrix: &Matrix) -> String {
    let [a, b, c, d, e, f] = matrix.to_array();
    let factors = [a, b, c, d].map(|value| number(value, 9));
    format!("{} {} {}", factors.join(" "), number(e, 6), number(f, 6))
}

/// A rectangle as an array object.
pub(crate) fn rectangle(rect: &Rect) -> Object {
    Object::Array([rect.x0, rect.y0, rect.x1, rect.y1].map(number_object).to_vec())
}

/// A number as an object: whole where it is whole.
pub(crate) fn number_object(value: f64) -> Object {
    if value.fract() == 0.0 && value.abs() < 1e9 {
        Object::Integer(value as i64)
    } else {
        Object::Real(value as f32)
    }
}
