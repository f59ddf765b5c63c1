//! Pages of our own: text and tables that flow from page to page.
//!
//! Knows A4, margins, columns and where a page is full. Knows nothing of what is said.

use super::context::{BLACK, Context, plain};
use super::pen::Pen;
use super::structure::{Element, Stream, Structure};
use super::words::Words;
use crate::error::Result;
use crate::geometry::Point;
use crate::typeset::{Block, Style};

/// A4, in points.
pub(super) const SIZE: (f64, f64) = (595.0, 842.0);

const MARGIN: f64 = 57.0;

/// Of the text, in points.
pub(super) const WIDTH: f64 = SIZE.0 - 2.0 * MARGIN;

const BOTTOM: f64 = SIZE.1 - MARGIN;

/// Between columns of a table, in points.
const GUTTER: f64 = 10.0;

/// Grey of thin lines.
const LINE: f64 = 0.75;

/// One page of ours.
pub(super) struct Sheet {
    pub(super) pen: Pen,
    pub(super) stream: Stream,
}

/// Pages that grow.
pub(super) struct Sheets<'c, 'f> {
    pub(super) context: &'c mut Context<'f>,
    done: Vec<Sheet>,
    page: Sheet,
    y: f64,
}

/// One cell of a table.
pub(super) struct Cell<'t> {
    pub(super) text: &'t str,
    pub(super) style: Style,
    /// As a share of the text's width.
    pub(super) width: f64,
    pub(super) to_the_right: bool,
    /// `TH` or `TD`.
    pub(super) role: &'static str,
    /// How far it is moved in, in points.
    pub(super) indent: f64,
}

impl<'c, 'f> Sheets<'c, 'f> {
    pub(super) fn new(context: &'c mut Context<'f>) -> Self {
        let page = Sheet { pen: Pen::default(), stream: context.structure.stream() };
        Self { context, done: Vec::new(), page, y: MARGIN }
    }

    /// All pages, the last one too.
    pub(super) fn finish(mut self) -> Vec<Sheet> {
        self.done.push(self.page);
        self.done
    }

    /// Leaves room.
    pub(super) fn space(&mut self, points: f64) {
        self.y += points;
    }

    /// Goes to the next page unless so much room is left.
    pub(super) fn need(&mut self, points: f64) {
        if self.y + points > BOTTOM && self.y > MARGIN {
            let next = Sheet { pen: Pen::default(), stream: self.context.structure.stream() };
            self.done.push(std::mem::replace(&mut self.page, next));
            self.y = MARGIN;
        }
    }

    /// Adds text as an element of its own.
    ///
    /// # Errors
    /// `missing_glyph` for a character that no font has.
    pub(super) fn paragraph(
        &mut self,
        parent: Element,
        role: &'static str,
        text: &str,
        style: &Style,
    ) -> Result<()> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let block = self.context.setter.block(text, style, WIDTH)?;
        let element = self.context.structure.add(parent, role);
        // A heading stays with what it is about.
        self.need(if role.starts_with('H') { block.height() + 40.0 } else { block.line_height() });
        let left = if block.is_leftwards() { WIDTH - block.width() } else { 0.0 };
        self.flow(&[(block, left, element)]);
        Ok(())
    }

    /// Adds a row of a table.
    ///
    /// # Errors
    /// `missing_glyph` for a character that no font has.
    pub(super) fn row(&mut self, table: Element, cells: &[Cell<'_>]) -> Result<()> {
        let row = self.context.structure.add(table, "TR");
        let (mut left, mut blocks) = (0.0, Vec::with_capacity(cells.len()));
        for cell in cells {
            let width = cell.width * WIDTH - GUTTER - cell.indent;
            let block = self.context.setter.block(cell.text, &cell.style, width)?;
            let moved = if cell.to_the_right || block.is_leftwards() {
                (width - block.width()).max(0.0)
            } else {
                0.0
            };
            let element = self.context.structure.add(row, cell.role);
            blocks.push((block, left + cell.indent + moved, element));
            left += cell.width * WIDTH;
        }
        let first = blocks.iter().map(|(block, ..)| block.line_height()).fold(0.0, f64::max);
        self.need(first);
        self.flow(&blocks);
        self.rule();
        Ok(())
    }

    /// A thin line across the text.
    pub(super) fn rule(&mut self) {
        let y = self.y + 2.5;
        self.page.pen.artifact(|pen| {
            pen.saved(|pen| {
                pen.stroke_colour([LINE; 3]);
                pen.width(0.5);
                pen.lines([Point::new(MARGIN, y), Point::new(SIZE.0 - MARGIN, y)]);
                pen.stroke();
            });
        });
        self.y += 5.0;
    }

    /// Blocks side by side, as many lines of each as the page has room for, then on the next page.
    fn flow(&mut self, blocks: &[(Block, f64, Element)]) {
        let mut done: Vec<usize> = vec![0; blocks.len()];
        loop {
            let room = BOTTOM - self.y;
            let mut deepest = 0.0f64;
            for ((block, left, element), done) in blocks.iter().zip(&mut done) {
                // On an empty page at least one line goes out, however large it is.
                let least = usize::from(self.y <= MARGIN);
                let fit = ((room / block.line_height().max(0.1)) as usize).max(least);
                let lines = *done..(*done + fit).min(block.line_count());
                if lines.is_empty() {
                    continue;
                }
                *done = lines.end;
                deepest = deepest.max(lines.len() as f64 * block.line_height());
                let at = Point::new(MARGIN + left, self.y);
                let mcid = self.context.structure.mark(self.page.stream, *element);
                let role = self.context.structure.role(*element);
                let setter = &self.context.setter;
                self.page.pen.marked(role, mcid, |pen| setter.draw(pen.text(), block, lines, at));
            }
            self.y += deepest;
            if blocks.iter().zip(&done).all(|((block, ..), done)| *done >= block.line_count()) {
                return;
            }
            self.need(BOTTOM);
        }
    }
}

/// Says which page this is, at its foot.
///
/// # Errors
/// `missing_glyph` for a character that no font has.
pub(super) fn number(
    sheet: &mut Sheet,
    context: &mut Context<'_>,
    (number, count): (usize, usize),
) -> Result<()> {
    let words = Words::page(number, count);
    let block = context.setter.block(&words, &plain(8.0, BLACK), WIDTH)?;
    let at = Point::new(SIZE.0 - MARGIN - block.width(), SIZE.1 - MARGIN / 2.0 - block.height());
    let setter = &context.setter;
    sheet.pen.artifact(|pen| setter.draw(pen.text(), &block, 0..block.line_count(), at));
    Ok(())
}

/// The element that a part of a document goes into.
pub(super) fn section(context: &mut Context<'_>) -> Element {
    context.structure.add(Structure::ROOT, "Sect")
}
