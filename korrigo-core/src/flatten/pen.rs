//! Drawing operators in displayed points: origin top left, y down, a unit of 1/72 inch.
//!
//! Knows paths, colours, lines and marked content (ISO 32000-2, 8.4, 8.5, 14.6). Knows no page, no annotation and
//! no letter: text comes from [`crate::typeset`] and is put between the operators.

use super::fit::Curve;
use crate::document::write::serialize::{number, put_number};
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
    /// Around every point of a path so far, those that only bend it too.
    reach: Option<Rect>,
    widest: f64,
}

impl Pen {
    /// Everything that was drawn.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    /// What paths cover, the width of their lines included; `None` when nothing was drawn. Text is not counted: it
    /// stands on a ground.
    pub(super) fn covers(&self) -> Option<Rect> {
        let half = self.widest / 2.0;
        self.reach.map(|all| Rect::new(all.x0 - half, all.y0 - half, all.x1 + half, all.y1 + half))
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
        self.widest = self.widest.max(points);
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
        for corner in rect.corners() {
            self.reach(corner);
        }
        self.operator(&[rect.x0, rect.y0, rect.width(), rect.height()], "re");
    }

    pub(super) fn start(&mut self, to: Point) {
        self.reach(to);
        self.operator(&[to.x, to.y], "m");
    }

    pub(super) fn line(&mut self, to: Point) {
        self.reach(to);
        self.operator(&[to.x, to.y], "l");
    }

    pub(super) fn curve(&mut self, a: Point, b: Point, to: Point) {
        for point in [a, b, to] {
            self.reach(point);
        }
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

    /// Goes on along curves, each of which begins where the one before ends.
    pub(super) fn curves(&mut self, curves: &[Curve]) {
        for [_, a, b, to] in curves {
            self.curve(*a, *b, *to);
        }
    }

    pub(super) fn stroke(&mut self) {
        self.operator(&[], "S");
    }

    pub(super) fn fill(&mut self) {
        self.operator(&[], "f");
    }

    fn reach(&mut self, point: Point) {
        let here = Rect::new(point.x, point.y, point.x, point.y);
        self.reach = Some(self.reach.map_or(here, |all| all.union(&here)));
    }

    fn operator(&mut self, numbers: &[f64], name: &str) {
        for value in numbers {
            // A hundredth of a point is a 280th of a millimetre.
            put_number(&mut self.out, *value, 2);
            self.out.push(b' ');
        }
        self.put(name);
        self.put("\n");
    }

    fn put(&mut self, text: &str) {
        self.out.extend(text.bytes());
    }
}
