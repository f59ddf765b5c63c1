//! What an annotation looks like: its box, stroke or sign, in displayed points.
//!
//! Knows the kinds of [`Shape`], their colours and where they lie. Knows no text, no other annotation and no page but
//! its size.

use super::ink::{self, Dab};
use super::pen::{Colour, Pen};
use crate::copy::Shape;
use crate::geometry::{Point, Rect};

/// The marker's own pen.
pub(super) const RED: Colour = [0.8, 0.0, 0.0];
const BLUE: Colour = [0.0, 0.0, 1.0];
const ERROR: Colour = [1.0, 0.0, 0.0];
const GREEN: Colour = [0.0, 0.5, 0.0];
const ORANGE: Colour = [0.85, 0.45, 0.0];
const YELLOW: Colour = [1.0, 0.9, 0.15];
/// Readable on white, where yellow is not.
const OCHRE: Colour = [0.5, 0.38, 0.0];

/// Width of the line around a box, in points.
pub(super) const OUTLINE: f64 = 2.0;

/// Width of a line or an arrow, in points.
pub(super) const LINE: f64 = 1.6;

/// The colour of what is said with a shape.
pub(super) fn text_colour(shape: &Shape) -> Colour {
    match shape {
        Shape::Comment { .. } => [0.0, 0.0, 0.75],
        Shape::Highlight { .. } => OCHRE,
        Shape::Bonus { .. } => GREEN,
        Shape::Ink { color, .. } => colour(color),
        _ => RED,
    }
}

/// The colour that a shape is drawn in.
pub(super) fn line_colour(shape: &Shape) -> Colour {
    match shape {
        Shape::Comment { .. } => BLUE,
        Shape::Error { .. } => ERROR,
        Shape::Bonus { .. } => GREEN,
        Shape::Highlight { .. } => YELLOW,
        Shape::Ink { color, .. } => colour(color),
        Shape::Stamp { name, .. } => stamp_colour(name),
        _ => RED,
    }
}

/// The part of a page of this size that a shape covers, its lines included.
pub(super) fn bounds(shape: &Shape, (width, height): (f64, f64)) -> Rect {
    let on = |[x, y]: [f64; 2]| Point::new(x * width, y * height);
    let around = |rect: Rect, by: f64| Rect::new(rect.x0 - by, rect.y0 - by, rect.x1 + by, rect.y1 + by);
    match shape {
        Shape::Comment { rect } | Shape::Error { rect } | Shape::Bonus { rect } => {
            around(rect.scaled(width, height), OUTLINE / 2.0)
        }
        Shape::Highlight { rect } | Shape::Stamp { rect, .. } | Shape::Text { rect } => {
            rect.scaled(width, height)
        }
        Shape::Ink { strokes, width: pen, .. } => {
            let points = strokes.iter().flatten().map(|[x, y, _]| on([*x, *y]));
            around(Rect::covering(points).unwrap_or_default(), pen * width / 2.0)
        }
        Shape::Line { from, to } => {
            around(Rect::covering([on(*from), on(*to)]).unwrap_or_default(), LINE / 2.0)
        }
        Shape::Arrow { from, to } => {
            around(Rect::covering([on(*from), on(*to)]).unwrap_or_default(), 2.0 * LINE)
        }
    }
}

/// Draws a shape on a page of this size. `Text` has none.
pub(super) fn draw(pen: &mut Pen, shape: &Shape, (width, height): (f64, f64)) {
    let on = |[x, y]: [f64; 2]| Point::new(x * width, y * height);
    match shape {
        Shape::Comment { rect } | Shape::Error { rect } | Shape::Bonus { rect } => {
            outline(pen, &rect.scaled(width, height), line_colour(shape));
        }
        Shape::Highlight { rect } => {
            pen.state("Highlight");
            pen.fill_colour(YELLOW);
            pen.rect(&rect.scaled(width, height));
            pen.fill();
        }
        Shape::Ink { strokes, color, width: widest } => {
            let colour = colour(color);
            pen.stroke_colour(colour);
            pen.fill_colour(colour);
            pen.round();
            for stroke in strokes {
                let dabs = stroke.iter().map(|[x, y, p]| Dab::pressed(on([*x, *y]), widest * width, *p));
                ink::stroke(pen, &dabs.collect::<Vec<_>>());
            }
        }
        Shape::Line { from, to } => line(pen, on(*from), on(*to)),
        Shape::Arrow { from, to } => arrow(pen, on(*from), on(*to)),
        Shape::Stamp { name, rect } => stamp(pen, name, &rect.scaled(width, height)),
        Shape::Text { .. } => {}
    }
}

fn outline(pen: &mut Pen, rect: &Rect, colour: Colour) {
    pen.stroke_colour(colour);
    pen.width(OUTLINE);
    pen.dashes(5.0, 3.0);
    pen.rect(rect);
    pen.stroke();
}

fn line(pen: &mut Pen, from: Point, to: Point) {
    pen.stroke_colour(RED);
    pen.width(LINE);
    pen.round();
    pen.lines([from, to]);
    pen.stroke();
}

fn arrow(pen: &mut Pen, from: Point, to: Point) {
    /// Of the head, in widths of the line; a short arrow has a shorter one.
    const HEAD: f64 = 7.0;
    line(pen, from, to);
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = dx.hypot(dy);
    if length > 0.0 {
        let head = (HEAD * LINE).min(length * 0.6) / length;
        let barb = |side: f64| {
            let (along, across) = (-head, side * head * 0.45);
            Point::new(to.x + along * dx - across * dy, to.y + along * dy + across * dx)
        };
        pen.lines([barb(1.0), to, barb(-1.0)]);
        pen.stroke();
    }
}

/// Signs in a square of 10 by 10, y down.
fn stamp(pen: &mut Pen, name: &str, rect: &Rect) {
    let side = rect.width().min(rect.height());
    let left = f64::midpoint(rect.x0, rect.x1) - side / 2.0;
    let top = f64::midpoint(rect.y0, rect.y1) - side / 2.0;
    let on = |x: f64, y: f64| Point::new(left + x * side / 10.0, top + y * side / 10.0);
    pen.round();
    pen.width(side * 0.13);
    pen.stroke_colour(stamp_colour(name));
    match name {
        "check" => pen.lines([on(1.2, 5.6), on(4.0, 8.6), on(8.8, 1.6)]),
        "cross" => {
            pen.lines([on(1.6, 1.6), on(8.4, 8.4)]);
            pen.lines([on(8.4, 1.6), on(1.6, 8.4)]);
        }
        "tilde" => {
            pen.start(on(1.2, 6.2));
            pen.curve(on(2.6, 2.4), on(4.4, 3.6), on(5.0, 5.0));
            pen.curve(on(5.6, 6.4), on(7.4, 7.6), on(8.8, 3.8));
        }
        _ => {
            pen.start(on(2.8, 3.4));
            pen.curve(on(2.8, -0.2), on(7.6, -0.2), on(7.4, 3.0));
            pen.curve(on(7.2, 4.8), on(5.0, 4.8), on(5.0, 6.8));
            pen.lines([on(5.0, 9.0), on(5.0, 9.02)]);
        }
    }
    pen.stroke();
}

fn stamp_colour(name: &str) -> Colour {
    match name {
        "check" => GREEN,
        "cross" => RED,
        "tilde" => ORANGE,
        _ => BLUE,
    }
}

/// The colour written as `#rrggbb`; checked when the annotation was made.
fn colour(text: &str) -> Colour {
    let part = |place: usize| {
        let digits = text.get(place..place + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        f64::from(digits.unwrap_or_default()) / 255.0
    };
    [part(1), part(3), part(5)]
}
