//! Drawing operators in displayed points: origin top left, y down, a unit of 1/72 inch.
//!
//! Knows paths, colours, lines and marked content (ISO 32000-2, 8.4, 8.5, 14.6). Knows no page, no annotation and
//! no letter: text comes from [`crate::typeset`] and is put between the operators.

use std::fmt::Write as _;

use crate::document::write::serialize::number;
use crate::geometry::{Point, Rect};

/// Red, green and blue, from 0 to 1.
pub(super) type Colour = [f64; 3];

/// How far the control points of a quarter circle stand out, as a share of its radius: the curve then leaves the
/// circle by less than three parts in ten thousand.
const QUARTER: f64 = 0.552_284_75;

/// What is drawn so far.
#[derive(Default)]
pub(super) struct Pen {
    out: Vec<u8>,
}

impl Pen {
    /// Everything that was drawn.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    pub(super) fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// Where text is put: between operators, never inside a path.
    pub(super) fn text(&mut self) -> &mut Vec<u8> {
        &mut self.out
    }

    /// Draws with settings that end with it.
    pub(super) fn saved(&mut self, draw: impl FnOnce(&mut Self)) {
        self.operator(&[], "q");
        draw(self);
        self.operator(&[], "Q");
    }

    /// Draws what means nothing to a reader who does not see it.
    pub(super) fn artifact(&mut self, draw: impl FnOnce(&mut Self)) {
        self.out.extend(b"/Artifact BMC\n");
        draw(self);
        self.operator(&[], "EMC");
    }

    /// Draws what element `mcid` of the content's structure says.
    pub(super) fn marked(&mut self, role: &str, mcid: usize, draw: impl FnOnce(&mut Self)) {
        self.put(&format!("/{role} <</MCID {mcid}>> BDC\n"));
        draw(self);
        self.operator(&[], "EMC");
    }

    /// Takes a graphics state of the resources.
    pub(super) fn state(&mut self, name: &str) {
        self.put(&format!("/{name} gs\n"));
    }

    pub(super) fn stroke_colour(&mut self, colour: Colour) {
        self.operator(&colour, "RG");
    }

    pub(super) fn fill_colour(&mut self, colour: Colour) {
        self.operator(&colour, "rg");
    }

    pub(super) fn width(&mut self, points: f64) {
        self.operator(&[points], "w");
    }

    /// Dashes of this length, and gaps of this length.
    pub(super) fn dashes(&mut self, on: f64, off: f64) {
        self.put(&format!("[{} {}] 0 d\n", number(on, 2), number(off, 2)));
    }

    /// Lines end and meet in half circles.
    pub(super) fn round(&mut self) {
        self.put("1 J 1 j\n");
    }

    pub(super) fn rect(&mut self, rect: &Rect) {
        self.operator(&[rect.x0, rect.y0, rect.width(), rect.height()], "re");
    }

    pub(super) fn start(&mut self, to: Point) {
        self.operator(&[to.x, to.y], "m");
    }

    pub(super) fn line(&mut self, to: Point) {
        self.operator(&[to.x, to.y], "l");
    }

    pub(super) fn curve(&mut self, a: Point, b: Point, to: Point) {
        self.operator(&[a.x, a.y, b.x, b.y, to.x, to.y], "c");
    }

    pub(super) fn close(&mut self) {
        self.operator(&[], "h");
    }

    /// Straight lines from point to point.
    pub(super) fn lines(&mut self, points: impl IntoIterator<Item = Point>) {
        let mut points = points.into_iter();
        if let Some(first) = points.next() {
            self.start(first);
            points.for_each(|point| self.line(point));
        }
    }

    pub(super) fn circle(&mut self, centre: Point, radius: f64) {
        let at = |x: f64, y: f64| Point::new(centre.x + radius * x, centre.y + radius * y);
        self.start(at(1.0, 0.0));
        self.curve(at(1.0, QUARTER), at(QUARTER, 1.0), at(0.0, 1.0));
        self.curve(at(-QUARTER, 1.0), at(-1.0, QUARTER), at(-1.0, 0.0));
        self.curve(at(-1.0, -QUARTER), at(-QUARTER, -1.0), at(0.0, -1.0));
        self.curve(at(QUARTER, -1.0), at(1.0, -QUARTER), at(1.0, 0.0));
        self.close();
    }

    /// A smooth curve through the points (Catmull and Rom, 1974): it leaves no point aside.
    pub(super) fn smooth(&mut self, points: &[Point]) {
        let Some(first) = points.first() else { return };
        self.start(*first);
        self.smooth_on(points);
    }

    /// Goes on with a smooth curve through the points, of which the first is where the pen is.
    pub(super) fn smooth_on(&mut self, points: &[Point]) {
        for (place, pair) in points.windows(2).enumerate() {
            let &[from, to] = pair else { continue };
            let before = place.checked_sub(1).and_then(|place| points.get(place)).copied().unwrap_or(from);
            let after = points.get(place + 2).copied().unwrap_or(to);
            let sixth = |a: Point, b: Point| Point::new((b.x - a.x) / 6.0, (b.y - a.y) / 6.0);
            let (out, back) = (sixth(before, to), sixth(from, after));
            self.curve(
                Point::new(from.x + out.x, from.y + out.y),
                Point::new(to.x - back.x, to.y - back.y),
                to,
            );
        }
    }

    pub(super) fn stroke(&mut self) {
        self.operator(&[], "S");
    }

    pub(super) fn fill(&mut self) {
        self.operator(&[], "f");
    }

    fn operator(&mut self, numbers: &[f64], name: &str) {
        let mut text = String::new();
        for value in numbers {
            // A hundredth of a point is a 280th of a millimetre.
            let _ = write!(text, "{} ", number(*value, 2));
        }
        self.put(&text);
        self.put(name);
        self.put("\n");
    }

    fn put(&mut self, text: &str) {
        self.out.extend(text.bytes());
    }
}
