//! The marks of one page: shapes where they were drawn, texts next to them.
//!
//! Knows in which order marks lie on each other: highlights below, then shapes, then texts on a light ground. A text
//! that finds no room goes to the notes, whole, and a reference stands in its place. Knows nothing of what lies
//! under the marks.

use super::context::{Context, Note, bold, plain};
use super::pen::{Colour, Pen};
use super::place::{Places, distance};
use super::shapes::{self, RED};
use super::structure::{Element, Stream, Structure};
use super::words::Words;
use crate::copy::{Annotation, Shape};
use crate::error::Result;
use crate::geometry::{Point, Rect};
use crate::typeset::Block;

/// The size of a text on an A4 page, in points.
const TEXT: f64 = 9.0;

/// The size of a number of points on an A4 page, in points.
const DELTA: f64 = 12.0;

/// Around a text, in points.
const PADDING: f64 = 3.0;

/// Widths that are tried for a text, as shares of the page, the best looking first.
const WIDTHS: [f64; 5] = [0.30, 0.22, 0.42, 0.60, 0.85];

/// A shape that covers more of the page is no obstacle for texts: nothing would find room beside it.
const LARGE: f64 = 0.25;

/// What is drawn over one page.
pub(super) struct Overlay {
    pub(super) pen: Pen,
    pub(super) stream: Stream,
}

/// Draws annotations on a page of `size` displayed points; `number` is how a reader calls it.
///
/// # Errors
/// `missing_glyph` for a character that no font has.
pub(super) fn draw(
    annotations: &[&Annotation],
    size: (f64, f64),
    number: usize,
    context: &mut Context<'_>,
) -> Result<Overlay> {
    let stream = context.structure.stream();
    let section = context.structure.add(Structure::ROOT, "Sect");
    let mut page = Page {
        context,
        pen: Pen::default(),
        size,
        scale: (size.0.min(size.1) / 595.0).clamp(0.6, 1.3),
        number,
        stream,
        section,
        places: Places::new(size),
    };
    let below = |annotation: &&&Annotation| matches!(annotation.shape, Shape::Highlight { .. });
    for annotation in annotations.iter().filter(below).chain(annotations.iter().filter(|one| !below(one))) {
        page.shape(annotation);
    }
    // The eye goes down the page: the first text gets the best place.
    let mut texts: Vec<&Annotation> = annotations.to_vec();
    texts.sort_by(|a, b| page.top(a).total_cmp(&page.top(b)));
    for annotation in texts.iter().filter(|one| matches!(one.shape, Shape::Text { .. })) {
        page.text_in_place(annotation)?;
    }
    for annotation in &texts {
        page.points(annotation)?;
    }
    for annotation in texts.iter().filter(|one| !matches!(one.shape, Shape::Text { .. })) {
        page.text_beside(annotation)?;
    }
    Ok(Overlay { pen: page.pen, stream })
}

struct Page<'c, 'f> {
    context: &'c mut Context<'f>,
    pen: Pen,
    size: (f64, f64),
    /// How much larger than A4 the page is, within reason.
    scale: f64,
    number: usize,
    stream: Stream,
    section: Element,
    places: Places,
}

impl Page<'_, '_> {
    fn top(&self, annotation: &Annotation) -> f64 {
        shapes::bounds(&annotation.shape, self.size).y0
    }

    fn shape(&mut self, annotation: &Annotation) {
        let (shape, size) = (&annotation.shape, self.size);
        let bounds = shapes::bounds(shape, size);
        if bounds.width() * bounds.height() <= LARGE * size.0 * size.1 {
            self.places.take(bounds);
        }
        let draw = |pen: &mut Pen| pen.saved(|pen| shapes::draw(pen, shape, size));
        match shape {
            Shape::Text { .. } => {}
            // The text of a box says all; its outline only says where.
            Shape::Comment { .. } | Shape::Error { .. } | Shape::Bonus { .. } => self.pen.artifact(draw),
            _ => {
                let words = self.context.words.drawing(shape);
                let figure = self.context.structure.add_figure(self.section, words);
                let mcid = self.context.structure.mark(self.stream, figure);
                self.pen.marked("Figure", mcid, draw);
            }
        }
    }

    /// What an annotation gives or takes, in red at its upper right corner.
    fn points(&mut self, annotation: &Annotation) -> Result<()> {
        let Some(delta) = annotation.score_delta else { return Ok(()) };
        let words = self.context.words.delta(delta);
        let block = self.context.setter.block(&words, &bold(DELTA * self.scale, RED), f64::INFINITY)?;
        let anchor = shapes::bounds(&annotation.shape, self.size);
        let place = self.places.corner(&anchor, (block.width() + 2.0, block.height()));
        self.ground(&place);
        self.text(&block, Point::new(place.x0 + 1.0, place.y0));
        Ok(())
    }

    /// Text without a box begins where its rectangle does and goes on below it as far as the page does.
    fn text_in_place(&mut self, annotation: &Annotation) -> Result<()> {
        let rect = shapes::bounds(&annotation.shape, self.size);
        let style = plain(TEXT * self.scale, shapes::text_colour(&annotation.shape));
        let block = self.context.setter.block(&annotation.content, &style, rect.width())?;
        if rect.y0 + block.height() > self.size.1 {
            return self.note(annotation, &rect);
        }
        // What is written leftwards begins at the right.
        let left = if block.is_leftwards() { rect.x1 - block.width() } else { rect.x0 };
        let place = Rect::new(left, rect.y0, left + block.width(), rect.y0 + block.height());
        self.places.take(place);
        self.ground(&place);
        self.text(&block, Point::new(left, rect.y0));
        Ok(())
    }

    fn text_beside(&mut self, annotation: &Annotation) -> Result<()> {
        let content = annotation.content.trim();
        if content.is_empty() {
            return Ok(());
        }
        let anchor = shapes::bounds(&annotation.shape, self.size);
        let colour = shapes::text_colour(&annotation.shape);
        let style = plain(TEXT * self.scale, colour);
        let mut blocks: Vec<Block> = Vec::new();
        for share in WIDTHS {
            let width = (share * self.size.0).min(self.places.width()) - 2.0 * PADDING;
            let block = self.context.setter.block(content, &style, width)?;
            if blocks.last().is_none_or(|last| last.line_count() != block.line_count()) {
                blocks.push(block);
            }
        }
        let sizes: Vec<(f64, f64)> = blocks
            .iter()
            .map(|block| (block.width() + 2.0 * PADDING, block.height() + 2.0 * PADDING))
            .collect();
        let found = self.places.near(&anchor, &sizes);
        let Some((block, place)) = found.and_then(|(size, place)| Some((blocks.get(size)?, place))) else {
            return self.note(annotation, &anchor);
        };
        self.ground(&place);
        self.bar(&place, &anchor, colour);
        self.text(block, Point::new(place.x0 + PADDING, place.y0 + PADDING));
        Ok(())
    }

    /// Keeps a text for the notes; its number stands on the page.
    fn note(&mut self, annotation: &Annotation, anchor: &Rect) -> Result<()> {
        let number = self.context.notes.len() + 1;
        let colour = shapes::text_colour(&annotation.shape);
        let text = annotation.content.trim().to_owned();
        self.context.notes.push(Note { number, page: self.number, text, colour });
        let words = Words::reference(number);
        let block = self.context.setter.block(&words, &bold(TEXT * self.scale, colour), f64::INFINITY)?;
        let place = self.places.corner(anchor, (block.width() + 2.0 * PADDING, block.height()));
        self.ground(&place);
        self.bar(&place, anchor, colour);
        self.text(&block, Point::new(place.x0 + PADDING, place.y0));
        Ok(())
    }

    /// Light enough to read on, clear enough to see through.
    fn ground(&mut self, place: &Rect) {
        self.pen.artifact(|pen| {
            pen.saved(|pen| {
                pen.state("Ground");
                pen.fill_colour([1.0; 3]);
                pen.rect(place);
                pen.fill();
            });
        });
    }

    /// A bar beside a text, and a line that leads to what the text is about.
    fn bar(&mut self, place: &Rect, anchor: &Rect, colour: Colour) {
        /// A text further away needs a line, in points.
        const NEAR: f64 = 12.0;
        self.pen.artifact(|pen| {
            pen.saved(|pen| {
                pen.stroke_colour(colour);
                pen.width(0.8);
                pen.lines([Point::new(place.x0, place.y0), Point::new(place.x0, place.y1)]);
                pen.stroke();
                if distance(place, anchor) > NEAR {
                    pen.width(0.5);
                    pen.lines(leader(place, anchor));
                    pen.stroke();
                }
            });
        });
    }

    fn text(&mut self, block: &Block, at: Point) {
        let paragraph = self.context.structure.add(self.section, "P");
        let mcid = self.context.structure.mark(self.stream, paragraph);
        let setter = &self.context.setter;
        self.pen.marked("P", mcid, |pen| setter.draw(pen.text(), block, 0..block.line_count(), at));
    }
}

/// From the nearest point of one rectangle to the nearest of the other.
fn leader(from: &Rect, to: &Rect) -> [Point; 2] {
    let near = |low: f64, high: f64, other_low: f64, other_high: f64| {
        if low > other_high {
            (low, other_high)
        } else if high < other_low {
            (high, other_low)
        } else {
            let middle = f64::midpoint(low.max(other_low), high.min(other_high));
            (middle, middle)
        }
    };
    let (fx, tx) = near(from.x0, from.x1, to.x0, to.x1);
    let (fy, ty) = near(from.y0, from.y1, to.y0, to.y1);
    [Point::new(fx, fy), Point::new(tx, ty)]
}
