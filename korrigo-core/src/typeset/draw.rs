//! Lines as operators of a content stream (ISO 32000-2, 9.4).
//!
//! Knows text objects and where a reader's pen stands after each code. Knows no fonts but their number.

use std::ops::Range;

use super::Typesetter;
use super::block::{Block, Line, Placed, Span};
use super::text::{put_hex, utf16};
use crate::document::write::serialize::{number, put_number};
use crate::geometry::Point;

/// Thousandths of the size that a glyph may be off before it is moved: 0.03 points at 10 points.
const OFF: f64 = 3.0;

impl Typesetter<'_> {
    /// Appends the operators that draw some lines of a block, the first of them with its top at `at`.
    ///
    /// The space is in points, origin top left, y down. Fonts are named `F0`, `F1` …: the resources that
    /// [`Typesetter::embed`] gives. What is left behind is the colour for filling.
    pub(crate) fn draw(&self, out: &mut Vec<u8>, block: &Block, lines: Range<usize>, at: Point) {
        let all: Vec<String> = block.style.colour.iter().map(|part| number(*part, 3)).collect();
        out.extend(format!("{} rg BT\n", all.join(" ")).bytes());
        let (mut font, frame) = (None, block.width());
        let first = lines.start;
        for (place, line) in block.lines.iter().enumerate().take(lines.end).skip(first) {
            let start = if line.leftwards { frame - line.width - line.hangs } else { -line.hangs };
            let (x, y) = (at.x + start, at.y + block.baseline(place - first));
            out.extend(format!("1 0 0 -1 {} {} Tm\n", number(x, 2), number(y, 2)).bytes());
            self.draw_line(out, block, line, &mut font);
        }
        out.extend(b"ET\n");
    }

    fn draw_line(&self, out: &mut Vec<u8>, block: &Block, line: &Line, font: &mut Option<usize>) {
        let mut pen = Pen { out, open: false, written: 0.0, wanted: 0.0, rise: 0.0 };
        for span in block.spans.get(line.spans.clone()).unwrap_or_default() {
            if *font != Some(span.face) {
                pen.close();
                pen.say(&format!("/F{} {} Tf\n", span.face, number(block.style.size, 2)));
                *font = Some(span.face);
            }
            self.draw_span(&mut pen, block, span);
        }
        pen.close();
        pen.rise_to(0.0, block.style.size);
    }

    fn draw_span(&self, pen: &mut Pen<'_>, block: &Block, span: &Span) {
        if let Some(actual) = &span.actual {
            pen.close();
            let text = utf16(actual);
            pen.say(&format!("/Span<</ActualText<FEFF{text}>>>BDC\n"));
        }
        pen.wanted = span.start;
        for glyph in block.glyphs.get(span.glyphs.clone()).unwrap_or_default() {
            let width = self.codes.get(span.face).map_or(0.0, |codes| codes.width(glyph.code));
            pen.rise_to(glyph.up, block.style.size);
            pen.show(glyph, width);
        }
        if span.actual.is_some() {
            pen.close();
            pen.say("EMC\n");
        }
    }
}

/// Where we want to be and where a reader is, in thousandths of the size from the start of the line.
struct Pen<'o> {
    out: &'o mut Vec<u8>,
    /// Whether a `TJ` is being written.
    open: bool,
    written: f64,
    wanted: f64,
    rise: f64,
}

impl Pen<'_> {
    fn show(&mut self, glyph: &Placed, width: f64) {
        let off = (self.wanted + glyph.right - self.written).round();
        let moves = off.abs() >= OFF;
        if moves || !self.open {
            self.say(if self.open { ">" } else { "[" });
            if moves {
                put_number(self.out, -off, 0);
                self.written += off;
            }
            self.say("<");
        }
        self.open = true;
        put_hex(self.out, glyph.code);
        self.written += width;
        self.wanted += glyph.advance;
    }

    /// Lifts what follows above the baseline; `up` is in thousandths of the size.
    fn rise_to(&mut self, up: f64, size: f64) {
        if (up - self.rise).abs() >= OFF || (up == 0.0 && self.rise != 0.0) {
            self.close();
            self.say(&format!("{} Ts\n", number(up * size / 1000.0, 3)));
            self.rise = up;
        }
    }

    fn close(&mut self) {
        if self.open {
            self.say(">]TJ\n");
            self.open = false;
        }
    }

    fn say(&mut self, operators: &str) {
        self.out.extend(operators.bytes());
    }
}
