//! The graphics state as far as it decides what is drawn where (ISO 32000-2, 8.4 and 9.3).
//!
//! Knows matrices, bounds of clips, line widths and text parameters. Colours matter only in so far as
//! they are patterns. Knows nothing of what is written.

use std::rc::Rc;

use lopdf::{Dictionary, Object};

use super::context::{Context, Names};
use super::fonts::{Font, Glyph, number};
use super::lexer::{Number, Operand};
use super::operator::Operator;
use crate::error::{Code, Error, Result};
use crate::geometry::{Matrix, Rect};

/// Nested `q`: real files stay under 100; each costs some memory.
pub(super) const MAX_SAVED: usize = 4096;

/// The graphics state.
#[derive(Clone, Debug)]
pub(super) struct State<'a> {
    pub(super) ctm: Matrix,
    /// What clips leave to be seen at most, in the page's user space.
    pub(super) clip: Rect,
    /// Whether `clip` is exactly what they leave: all were upright rectangles.
    pub(super) boxed: bool,
    pub(super) line_width: f64,
    pub(super) miter_limit: f64,
    pub(super) mitred: bool,
    /// Alpha 1, normal blending, no soft mask.
    pub(super) plain: bool,
    pub(super) text: TextState<'a>,
}

/// The text state parameters (9.3).
#[derive(Clone, Debug)]
pub(super) struct TextState<'a> {
    pub(super) font: Option<FontUse<'a>>,
    pub(super) size: f64,
    pub(super) char_spacing: f64,
    pub(super) word_spacing: f64,
    pub(super) scale: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) mode: u8,
}

/// A font, and where its name is known.
#[derive(Clone, Debug)]
pub(super) struct FontUse<'a> {
    pub(super) font: Rc<Font<'a>>,
    pub(super) object: &'a Object,
    /// The name; empty when a graphics state dictionary set the font.
    pub(super) name: Rc<[u8]>,
    /// In which its name means this font.
    pub(super) names: Names<'a>,
}

impl<'a> State<'a> {
    pub(super) fn new(ctm: Matrix, clip: Rect) -> Self {
        let text = TextState {
            font: None,
            size: 0.0,
            char_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        };
        Self { ctm, clip, boxed: true, line_width: 1.0, miter_limit: 10.0, mitred: true, plain: true, text }
    }

    /// Applies an operator whose operands are numbers and whose effect is on the state alone; the
    /// operands are as many as it takes.
    pub(super) fn set(&mut self, operator: Operator, operands: &[Number<'_>]) {
        let first = operands.first().map_or(0.0, |number| number.value);
        match operator {
            Operator::LineWidth => self.line_width = first,
            Operator::LineJoin => self.mitred = first == 0.0,
            Operator::MiterLimit => self.miter_limit = first,
            Operator::Concatenate => {
                if let [a, b, c, d, e, f] = operands {
                    self.concatenate(&Matrix::new([a, b, c, d, e, f].map(|number| number.value)));
                }
            }
            Operator::CharSpacing => self.text.char_spacing = first,
            Operator::WordSpacing => self.text.word_spacing = first,
            Operator::TextScale => self.text.scale = first / 100.0,
            Operator::Leading => self.text.leading = first,
            Operator::Rise => self.text.rise = first,
            Operator::TextMode => self.text.mode = first.clamp(0.0, 7.0) as u8,
            _ => {}
        }
    }

    pub(super) fn concatenate(&mut self, matrix: &Matrix) {
        let ctm = matrix.then(&self.ctm);
        // Numbers that overflow flatten everything to a point that is nowhere.
        self.ctm = if ctm.is_finite() { ctm } else { Matrix::scaling(0.0, 0.0) };
    }

    pub(super) fn intersect_clip(&mut self, bounds: &Rect) {
        let both = seen(bounds, &self.clip);
        self.clip = both.unwrap_or(Rect { x0: 0.0, y0: 0.0, x1: -1.0, y1: -1.0 });
    }

    /// Applies a graphics state dictionary (table 57).
    pub(super) fn apply(&mut self, context: &mut Context<'a, '_>, dictionary: &'a Dictionary) -> Result<()> {
        let objects = context.objects;
        let entry = |key: &[u8]| dictionary.get(key).ok().map(|value| objects.resolve(value));
        let value = |key: &[u8]| entry(key).and_then(|value| number(objects, value));
        self.line_width = value(b"LW").unwrap_or(self.line_width);
        self.miter_limit = value(b"ML").unwrap_or(self.miter_limit);
        self.mitred = value(b"LJ").map_or(self.mitred, |join| join == 0.0);
        let translucent = value(b"ca").is_some_and(|alpha| alpha < 1.0);
        let blended = entry(b"BM").is_some_and(
            |mode| !matches!(mode, Object::Name(name) if name == b"Normal" || name == b"Compatible"),
        );
        let masked = entry(b"SMask").is_some_and(|mask| mask.as_dict().is_ok());
        // Once not plain, a state is taken to stay so until it is restored: nobody loses by that.
        self.plain &= !translucent && !blended && !masked;
        if let Some(Object::Array(pair)) = entry(b"Font")
            && let [object, size] = pair.as_slice()
        {
            let font = context.font(object)?;
            self.text.size = number(objects, size).unwrap_or(0.0);
            self.text.font =
                Some(FontUse { font, object, name: Rc::from(&b""[..]), names: Names::of_page(dictionary) });
        }
        Ok(())
    }
}

/// Where the next glyph goes (9.4.1).
#[derive(Clone, Copy, Debug)]
pub(super) struct TextPosition {
    pub(super) matrix: Matrix,
    pub(super) line: Matrix,
}

impl Default for TextPosition {
    fn default() -> Self {
        Self { matrix: Matrix::IDENTITY, line: Matrix::IDENTITY }
    }
}

impl TextPosition {
    pub(super) fn set(&mut self, matrix: Matrix) {
        *self = Self { matrix, line: matrix };
    }

    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.set(Matrix::translation(x, y).then(&self.line));
    }

    /// Moves along the line, in unscaled text space.
    pub(super) fn advance(&mut self, by: f64, vertical: bool) {
        let step = if vertical { Matrix::translation(0.0, by) } else { Matrix::translation(by, 0.0) };
        self.matrix = step.then(&self.matrix);
    }

    /// From a glyph's space (text space at size 1) to user space.
    pub(super) fn glyph_matrix(&self, state: &State<'_>) -> Matrix {
        let TextState { size, scale, rise, .. } = state.text;
        Matrix::new([size * scale, 0.0, 0.0, size, 0.0, rise]).then(&self.matrix).then(&state.ctm)
    }
}

impl TextState<'_> {
    /// How far a glyph moves the text position, spacing included, in unscaled text space.
    pub(super) fn displacement(&self, glyph: &Glyph, vertical: bool) -> f64 {
        let word = if glyph.is_space { self.word_spacing } else { 0.0 };
        let plain = glyph.advance * self.size + self.char_spacing + word;
        if vertical { plain } else { plain * self.scale }
    }

    /// How far a number of a `TJ` moves the text position, in unscaled text space.
    pub(super) fn adjustment(&self, thousandths: f64, vertical: bool) -> f64 {
        let plain = -thousandths / 1000.0 * self.size;
        if vertical { plain } else { plain * self.scale }
    }

    /// The number of a `TJ` that moves the text position so far; `None` when no number does.
    pub(super) fn thousandths(&self, displacement: f64, vertical: bool) -> Option<f64> {
        let unit = self.adjustment(1.0, vertical);
        let number = displacement / unit;
        (unit != 0.0 && number.is_finite()).then_some(number)
    }
}

/// The part of `bounds` within `clip`; flat parts count. `None` when there is none.
pub(super) fn seen(bounds: &Rect, clip: &Rect) -> Option<Rect> {
    let both = Rect {
        x0: bounds.x0.max(clip.x0),
        y0: bounds.y0.max(clip.y0),
        x1: bounds.x1.min(clip.x1),
        y1: bounds.y1.min(clip.y1),
    };
    (both.x0 <= both.x1 && both.y0 <= both.y1).then_some(both)
}

/// The last `count` numbers among the operands; `None` when there are fewer.
pub(super) fn last_numbers<'c, const N: usize>(
    operands: &[Operand<'c>],
    count: usize,
    buffer: &mut [Number<'c>; N],
) -> Option<usize> {
    let mut filled = 0_usize;
    for operand in operands.iter().rev() {
        if filled == count.min(N) {
            break;
        }
        if let Operand::Number(number) = operand {
            *buffer.get_mut(filled)? = *number;
            filled = filled.saturating_add(1);
        }
    }
    buffer.get_mut(..filled)?.reverse();
    (filled == count).then_some(filled)
}

/// How many numbers an operator takes that takes numbers alone.
pub(super) const fn arity(operator: Operator) -> Option<usize> {
    use Operator as O;
    Some(match operator {
        O::LineWidth
        | O::LineCap
        | O::LineJoin
        | O::MiterLimit
        | O::Flatness
        | O::CharSpacing
        | O::WordSpacing
        | O::TextScale
        | O::Leading
        | O::TextMode
        | O::Rise
        | O::StrokeGrey
        | O::FillGrey => 1,
        O::MoveTo | O::LineTo | O::MoveText | O::MoveTextLeading | O::GlyphWidth => 2,
        O::StrokeRgb | O::FillRgb => 3,
        O::StrokeCmyk | O::FillCmyk | O::CurveFirst | O::CurveLast | O::Rectangle => 4,
        O::Concatenate | O::CurveTo | O::TextMatrix | O::GlyphWidthBox => 6,
        O::Close => 0,
        _ => return None,
    })
}

pub(super) fn too_many_saved() -> Error {
    Error::new(Code::ResourceLimit, format!("a graphics state is saved more than {MAX_SAVED} times"))
        .with_detail("limit.depth")
}
