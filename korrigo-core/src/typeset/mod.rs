//! Text into glyphs, glyphs into PDF operators and embedded fonts.
//!
//! Knows fonts ([`Fonts`]), shaping, both directions of writing, lines, and how a PDF holds them so that the text
//! comes out again as it was typed. Knows no page, no exam. Untrusted text of any kind is set, or refused by
//! `missing_glyph` with the characters that no font has: nothing is replaced in silence.

mod block;
mod codes;
mod draw;
mod embed;
mod fonts;
mod lines;
mod paragraph;
mod place;
mod sfnt;
mod shape;
#[cfg(test)]
mod tests;
mod text;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::error::{Code, Error, Result};
pub(crate) use block::Block;
use codes::Codes;
pub use fonts::Fonts;
use paragraph::Paragraph;
use shape::Shaper;

/// How heavy the strokes are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Weight {
    /// Of running text.
    Regular,
    /// Of headings and totals.
    Bold,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Style {
    /// Size of the em in points, more than 0.
    pub(crate) size: f64,
    /// How heavy the strokes are.
    pub(crate) weight: Weight,
    /// Red, green, blue in 0..=1.
    pub(crate) colour: [f64; 3],
}

/// Sets the texts of one file, and collects the glyphs that its fonts have to hold.
pub(crate) struct Typesetter<'f> {
    fonts: &'f Fonts,
    shaper: Shaper<'f>,
    /// The order in which faces are tried, regular and bold.
    orders: [Vec<usize>; 2],
    /// Of each face.
    codes: Vec<Codes>,
}

/// A text as glyphs, not yet in lines.
pub(crate) struct Shaped {
    /// Each with the place of each of its bytes on an endless line, in points.
    paragraphs: Vec<(Paragraph, Vec<f64>)>,
    style: Style,
    extent: (f64, f64),
}

impl Shaped {
    /// How many lines of at most `width` points there will be, and how wide and high they are together, in points: what
    /// [`Typesetter::set`] gives, but for letters that look otherwise where a word is broken.
    pub(crate) fn measure(&self, width: f64) -> (usize, f64, f64) {
        let (mut count, mut widest) = (0, 0.0f64);
        for (paragraph, places) in &self.paragraphs {
            let place = |byte: usize| places.get(byte).copied().unwrap_or_default();
            for Range { start, end } in lines::ranges(&paragraph.text, places, width) {
                let seen = paragraph.text.get(start..end).unwrap_or_default().trim_end().len();
                widest = widest.max(place(start + seen) - place(start));
                count += 1;
            }
        }
        (count, widest, count as f64 * (self.extent.0 + self.extent.1) * self.style.size)
    }

    fn is_leftwards(&self) -> bool {
        self.paragraphs.first().is_some_and(|(paragraph, _)| paragraph.is_leftwards())
    }
}

impl<'f> Typesetter<'f> {
    /// Sets text with these fonts.
    pub(crate) fn new(fonts: &'f Fonts) -> Self {
        let orders = [Weight::Regular, Weight::Bold].map(|weight| fonts.order(weight));
        let codes = fonts.faces().iter().map(|_| Codes::default()).collect();
        Self { fonts, shaper: Shaper::new(fonts), orders, codes }
    }

    /// Shapes a text and sets it in lines of at most `width` points. Line feeds end lines; a text without characters
    /// has no line. Words wider than a line are broken. Linear in the text.
    ///
    /// # Errors
    /// Those of [`Typesetter::shape`] and [`Typesetter::set`].
    pub(crate) fn block(&mut self, text: &str, style: &Style, width: f64) -> Result<Block> {
        let shaped = self.shape(text, style)?;
        self.set(&shaped, width)
    }

    /// Turns a text into glyphs, which can then be measured and set in lines of several widths.
    ///
    /// # Errors
    /// - `missing_glyph`, with the characters that no face has and where they are.
    /// - `invalid_mime_type` (`font.unreadable`) for a font that breaks on this text.
    pub(crate) fn shape(&mut self, text: &str, style: &Style) -> Result<Shaped> {
        let text = text::clean(text);
        self.check(&text)?;
        let text = text.strip_suffix('\n').unwrap_or(&text);
        let order = self.orders.get(usize::from(style.weight == Weight::Bold)).cloned().unwrap_or_default();
        let mut extent = self.extent(order.first().copied().unwrap_or_default());
        let mut paragraphs = Vec::new();
        for text in text.split('\n').filter(|_| !text.is_empty()) {
            let paragraph = Paragraph::shape(text, self.fonts, &order, &mut self.shaper)?;
            let places = paragraph.places(|face| self.unit(face) * style.size);
            for (up, down) in paragraph.faces().map(|face| self.extent(face)) {
                extent = (extent.0.max(up), extent.1.max(down));
            }
            paragraphs.push((paragraph, places));
        }
        Ok(Shaped { paragraphs, style: *style, extent })
    }

    /// Sets a text in lines of at most `width` points.
    ///
    /// # Errors
    /// - `resource_limit` (`limit.glyphs`) for more than 65,535 different characters of one face in one file.
    /// - `missing_glyph` and `invalid_mime_type` as [`Typesetter::shape`].
    pub(crate) fn set(&mut self, shaped: &Shaped, width: f64) -> Result<Block> {
        let mut block = Block::new(&shaped.style, shaped.extent);
        block.leftwards = shaped.is_leftwards();
        for (paragraph, places) in &shaped.paragraphs {
            for line in lines::ranges(&paragraph.text, places, width) {
                let pieces = paragraph.pieces(line, &mut self.shaper)?;
                self.add_line(&mut block, paragraph, &pieces)?;
            }
        }
        Ok(block)
    }

    /// Says which characters no face has.
    fn check(&self, text: &str) -> Result<()> {
        // More than that nobody reads.
        const NAMED: usize = 12;
        let missing: BTreeSet<char> = self.fonts.missing(text).into_iter().collect();
        if missing.is_empty() {
            return Ok(());
        }
        let mut named: Vec<String> = Vec::new();
        let mut told = BTreeSet::new();
        for (place, character) in text.chars().enumerate() {
            if named.len() < NAMED && missing.contains(&character) && told.insert(character) {
                named.push(format!("{} (character {})", text::name(character), place + 1));
            }
        }
        let more = missing.len() - named.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        Err(Error::new(Code::MissingGlyph, format!("no font at hand can draw {}{more}", named.join(", ")))
            .hint("leave the characters out, or give a font that has them"))
    }

    /// The unit of a face in ems.
    fn unit(&self, face: usize) -> f64 {
        self.fonts.faces().get(face).map_or(0.001, |face| 1.0 / f64::from(face.font.units_per_em()))
    }

    /// How far a face reaches above and below the baseline, in ems.
    fn extent(&self, face: usize) -> (f64, f64) {
        let unit = self.unit(face);
        let line = self.fonts.faces().get(face).and_then(|face| face.font.metrics().h_line());
        // What a caller's font says may be nonsense; these are the bounds of readable lines.
        line.map_or((0.8, 0.2), |line| {
            let (up, down) = (f64::from(line.ascender.to_f32()), -f64::from(line.descender.to_f32()));
            ((up * unit).clamp(0.6, 1.4), (down * unit).clamp(0.15, 0.8))
        })
    }
}
