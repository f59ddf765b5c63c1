//! A text in lines, measured.
//!
//! Knows where each glyph of a line stands and what is read there. Knows no fonts, no text.

use std::ops::Range;

use super::Style;

/// A text in lines: measured, and ready to be drawn by the [`Typesetter`] that set it.
#[derive(Clone)]
pub(crate) struct Block {
    pub(super) lines: Vec<Line>,
    pub(super) spans: Vec<Span>,
    pub(super) glyphs: Vec<Placed>,
    pub(super) style: Style,
    pub(super) leftwards: bool,
    /// The first span of the last line.
    pub(super) line: usize,
    /// In ems, above and below the baseline.
    pub(super) extent: (f64, f64),
}

/// One line of a block.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) spans: Range<usize>,
    /// In points, without what hangs over.
    pub(super) width: f64,
    /// Whether it ends on the right.
    pub(super) leftwards: bool,
    /// In points, what hangs over on the left.
    pub(super) hangs: f64,
}

/// Glyphs of one face that stand beside each other; lengths are thousandths of the size.
#[derive(Clone)]
pub(super) struct Span {
    pub(super) face: usize,
    pub(super) glyphs: Range<usize>,
    /// Where it starts, from the left end of all that is drawn of the line.
    pub(super) start: f64,
    pub(super) advance: f64,
    /// What is read here, if the codes cannot say it one by one.
    pub(super) actual: Option<Box<str>>,
}

/// A glyph where it stands; lengths are thousandths of the size.
#[derive(Clone, Copy)]
pub(super) struct Placed {
    pub(super) code: u16,
    pub(super) advance: f64,
    pub(super) right: f64,
    pub(super) up: f64,
}

impl Block {
    /// A block without a line; `extent` is in ems, above and below the baseline.
    pub(super) fn new(style: &Style, extent: (f64, f64)) -> Self {
        Self {
            lines: Vec::new(),
            spans: Vec::new(),
            glyphs: Vec::new(),
            style: *style,
            leftwards: false,
            line: 0,
            extent,
        }
    }

    /// Adds a span that reaches to the last glyph, to the one before if they are alike and touch.
    pub(super) fn add_span(&mut self, mut span: Span) {
        let end = self.glyphs.len();
        span.glyphs.end = end;
        match self.spans.get_mut(self.line..).and_then(|spans| spans.last_mut()) {
            Some(last) if last.goes_on(&span) => {
                last.glyphs.end = end;
                last.advance += span.advance;
            }
            _ => self.spans.push(span),
        }
    }

    /// The width of the widest line, in points. Lines that run to the left end there.
    pub(crate) fn width(&self) -> f64 {
        self.lines.iter().map(|line| line.width).fold(0.0, f64::max)
    }

    /// The width of one line, in points, without the space at its end.
    #[cfg(test)]
    pub(crate) fn line_width(&self, line: usize) -> f64 {
        self.lines.get(line).map_or(0.0, |line| line.width)
    }

    /// How many lines there are.
    pub(crate) fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// From one baseline to the next, in points.
    pub(crate) fn line_height(&self) -> f64 {
        (self.extent.0 + self.extent.1) * self.style.size
    }

    /// All lines together, in points.
    pub(crate) fn height(&self) -> f64 {
        self.line_height() * self.lines.len() as f64
    }

    /// From the top of the block down to the baseline of a line, in points.
    pub(crate) fn baseline(&self, line: usize) -> f64 {
        self.line_height() * line as f64 + self.extent.0 * self.style.size
    }

    /// Whether the first paragraph is written from right to left.
    pub(crate) fn is_leftwards(&self) -> bool {
        self.leftwards
    }
}

impl Span {
    /// Whether what follows can be written as one with it.
    fn goes_on(&self, next: &Self) -> bool {
        let alike = self.face == next.face && self.actual.is_none() && next.actual.is_none();
        alike && (self.start + self.advance - next.start).abs() < 0.01
    }
}
