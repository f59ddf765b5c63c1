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

/// How much of the page's width the marks of questions at its edge may take.
const MARGIN_WIDTH: f64 = 0.12;

/// Widths that are tried for a text, as shares of the page, the best looking first.
const WIDTHS: [f64; 5] = [0.30, 0.22, 0.42, 0.60, 0.85];

/// A shape that covers more of the page is no obstacle for texts: nothing would find room beside it.
const LARGE: f64 = 0.25;

/// What is drawn over one page, or a part of it.
pub(super) struct Overlay {
    pub(super) pen: Pen,
    pub(super) stream: Stream,
}

/// An annotation on its page.
pub(super) struct Marked<'a> {
    pub(super) annotation: &'a Annotation,
    /// What it covers, in displayed points.
    pub(super) bounds: Rect,
    /// What stands in the margin beside it: a question and what it got.
    pub(super) margin: Option<String>,
}

impl<'a> Marked<'a> {
    /// An annotation on a page of `size` displayed points.
    pub(super) fn new(annotation: &'a Annotation, size: (f64, f64)) -> Self {
        Self { annotation, bounds: shapes::bounds(&annotation.shape, size), margin: None }
    }
}

/// Draws annotations on a page of `size` displayed points, later ones over earlier ones; `number` is how a reader calls
/// it.
///
/// # Errors
/// `missing_glyph` for a character that no font has.
pub(super) fn draw(
    annotations: &[Marked<'_>],
    size: (f64, f64),
    number: usize,
    context: &mut Context<'_>,
) -> Result<Overlay> {
    let mut page = Page::new(size, number, context, 1);
    page.draw(annotations)?;
    Ok(page.overlay)
}

/// As [`draw`], what belongs to each annotation apart.
///
/// # Errors
/// Those of [`draw`].
pub(super) fn draw_apart(
    annotations: &[Marked<'_>],
    size: (f64, f64),
    number: usize,
    context: &mut Context<'_>,
) -> Result<Vec<Overlay>> {
    let mut page = Page::new(size, number, context, annotations.len() + 1);
    page.draw(annotations)?;
    Ok(page.apart)
}

struct Page<'c, 'f> {
    context: &'c mut Context<'f>,
    /// What is being drawn on.
    overlay: Overlay,
    /// One for each annotation, where they are drawn apart.
    apart: Vec<Overlay>,
    size: (f64, f64),
    /// How much larger than A4 the page is, within reason.
    scale: f64,
    number: usize,
    section: Element,
    places: Places,
}

impl<'c, 'f> Page<'c, 'f> {
    /// A page on which nothing lies yet, drawn in so many overlays.
    fn new(size: (f64, f64), number: usize, context: &'c mut Context<'f>, overlays: usize) -> Self {
        let structure = &mut context.structure;
        let mut next = || Overlay { pen: Pen::default(), stream: structure.stream() };
        let apart = (1..overlays).map(|_| next()).collect();
        let overlay = next();
        let section = structure.add(Structure::ROOT, "Sect");
        let scale = (size.0.min(size.1) / 595.0).clamp(0.6, 1.3);
        Self { context, overlay, apart, size, scale, number, section, places: Places::new(size) }
    }

    fn draw(&mut self, annotations: &[Marked<'_>]) -> Result<()> {
        let mut all: Vec<(usize, &Marked<'_>)> = annotations.iter().enumerate().collect();
        let below = |one: &&(usize, &Marked<'_>)| matches!(one.1.annotation.shape, Shape::Highlight { .. });
        for (place, one) in all.iter().filter(below).chain(all.iter().filter(|one| !below(one))) {
            self.on(*place, |page| {
                page.shape(one);
                Ok(())
            })?;
        }
        // The eye goes down the page: the first text gets the best place.
        all.sort_by(|a, b| a.1.bounds.y0.total_cmp(&b.1.bounds.y0));
        let is_text = |one: &&(usize, &Marked<'_>)| matches!(one.1.annotation.shape, Shape::Text { .. });
        for (place, one) in all.iter().filter(is_text) {
            self.on(*place, |page| page.text_in_place(one))?;
        }
        for (place, one) in &all {
            self.on(*place, |page| page.margin(one))?;
        }
        for (place, one) in &all {
            self.on(*place, |page| page.points(one))?;
        }
        for (place, one) in all.iter().filter(|one| !is_text(one)) {
            self.on(*place, |page| page.text_beside(one))?;
        }
        Ok(())
    }

    /// Draws what belongs to the annotation at `place`, on its own overlay where it has one.
    fn on(&mut self, place: usize, draw: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        if let Some(own) = self.apart.get_mut(place) {
            std::mem::swap(own, &mut self.overlay);
        }
        let drawn = draw(self);
        if let Some(own) = self.apart.get_mut(place) {
            std::mem::swap(own, &mut self.overlay);
        }
        drawn
    }

    fn shape(&mut self, one: &Marked<'_>) {
        let (shape, size, bounds) = (&one.annotation.shape, self.size, one.bounds);
        if bounds.width() * bounds.height() <= LARGE * size.0 * size.1 {
            self.places.take(bounds);
        }
        let draw = |pen: &mut Pen| pen.saved(|pen| shapes::draw(pen, shape, size));
        match shape {
            Shape::Text { .. } => {}
            // The text of a box says all; its outline only says where.
            Shape::Comment { .. } | Shape::Error { .. } | Shape::Bonus { .. } => {
                self.overlay.pen.artifact(draw);
            }
            _ => {
                let words = self.context.words.drawing(shape);
                let figure = self.context.structure.add_figure(self.section, words);
                let mcid = self.context.structure.mark(self.overlay.stream, figure);
                self.overlay.pen.marked("Figure", mcid, draw);
            }
        }
    }

    /// What a question got, in a frame at the edge of the page, at the height of what was marked.
    fn margin(&mut self, one: &Marked<'_>) -> Result<()> {
        let Some(words) = &one.margin else { return Ok(()) };
        let widest = MARGIN_WIDTH * self.size.0;
        let block = self.context.setter.block(words, &bold(TEXT * self.scale, RED), widest)?;
        let size = (block.width() + 2.0 * PADDING, block.height() + 2.0 * PADDING);
        let place = self.places.margin(one.bounds.y0, size);
        self.ground(&place);
        self.overlay.pen.artifact(|pen| {
            pen.saved(|pen| {
                pen.stroke_colour(RED);
                pen.width(0.8);
                pen.rect(&place);
                pen.stroke();
            });
        });
        self.text(&block, Point::new(place.x0 + PADDING, place.y0 + PADDING));
        Ok(())
    }

    /// What an annotation gives or takes, in red at its upper right corner.
    fn points(&mut self, one: &Marked<'_>) -> Result<()> {
        let Some(delta) = one.annotation.score_delta else { return Ok(()) };
        let words = self.context.words.delta(delta);
        let block = self.context.setter.block(&words, &bold(DELTA * self.scale, RED), f64::INFINITY)?;
        let place = self.places.corner(&one.bounds, (block.width() + 2.0, block.height()));
        self.ground(&place);
        self.text(&block, Point::new(place.x0 + 1.0, place.y0));
        Ok(())
    }

    /// Text without a box begins where its rectangle does and goes on below it as far as the page does.
    fn text_in_place(&mut self, one: &Marked<'_>) -> Result<()> {
        let (annotation, rect) = (one.annotation, one.bounds);
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

    fn text_beside(&mut self, one: &Marked<'_>) -> Result<()> {
        let (annotation, anchor) = (one.annotation, one.bounds);
        let content = annotation.content.trim();
        if content.is_empty() {
            return Ok(());
        }
        let colour = shapes::text_colour(&annotation.shape);
        let style = plain(TEXT * self.scale, colour);
        let shaped = self.context.setter.shape(content, &style)?;
        let widths = WIDTHS.map(|share| (share * self.size.0).min(self.places.width()) - 2.0 * PADDING);
        let mut measured: Vec<(f64, (usize, f64, f64))> =
            widths.into_iter().map(|width| (width, shaped.measure(width))).collect();
        measured.dedup_by_key(|(_, (lines, ..))| *lines);
        let sizes: Vec<(f64, f64)> = measured
            .iter()
            .map(|(_, (_, width, height))| (width + 2.0 * PADDING, height + 2.0 * PADDING))
            .collect();
        let found = self.places.near(&anchor, &sizes);
        let Some(((width, _), place)) = found.and_then(|(size, place)| Some((measured.get(size)?, place)))
        else {
            return self.note(annotation, &anchor);
        };
        let block = self.context.setter.set(&shaped, *width)?;
        self.ground(&place);
        self.bar(&place, &anchor, colour);
        self.text(&block, Point::new(place.x0 + PADDING, place.y0 + PADDING));
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
        self.overlay.pen.artifact(|pen| {
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
        self.overlay.pen.artifact(|pen| {
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
        let mcid = self.context.structure.mark(self.overlay.stream, paragraph);
        let setter = &self.context.setter;
        self.overlay.pen.marked("P", mcid, |pen| setter.draw(pen.text(), block, 0..block.line_count(), at));
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
