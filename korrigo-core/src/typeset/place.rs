//! The glyphs of a line into codes, where they stand, in the order they are read.
//!
//! Knows what readers of PDFs make of what they find: `ToUnicode` and `ActualText` (ISO 32000-2, 9.10.3, 14.9.4),
//! order, places. Knows no operators.

use unicode_normalization::UnicodeNormalization as _;

use super::Typesetter;
use super::block::{Block, Line, Placed, Span};
use super::fonts::Face;
use super::paragraph::{Paragraph, Piece};
use super::shape::Glyph;
use super::text;
use crate::error::{Code, Error, Result};

/// A piece of a line, and where it stands.
struct Within<'a> {
    /// The paragraph.
    text: &'a str,
    piece: &'a Piece,
    /// The unit of the face in thousandths of the size.
    unit: f64,
    /// Where it starts, in thousandths of the size.
    start: f64,
}

impl Typesetter<'_> {
    /// Adds a line. Its pieces stand in their visual order, and are written in the order they are read: that is
    /// what readers go by who do not look where things are.
    pub(super) fn add_line(
        &mut self,
        block: &mut Block,
        paragraph: &Paragraph,
        pieces: &[Piece],
    ) -> Result<()> {
        let first = block.spans.len();
        block.line = first;
        let (mut pen, mut width, mut hangs) = (0.0, 0.0, 0.0);
        let mut placed = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let unit = self.unit(piece.face) * 1000.0;
            placed.push(Within { text: &paragraph.text, piece, unit, start: pen });
            let advance = piece.glyphs.iter().map(|glyph| f64::from(glyph.advance)).sum::<f64>() * unit;
            pen += advance;
            if !piece.hangs {
                width += advance;
            } else if width == 0.0 {
                hangs += advance;
            }
        }
        placed.sort_by_key(|within| within.piece.range.start);
        for within in &placed {
            self.add_piece(block, within)?;
        }
        let em = block.style.size / 1000.0;
        let leftwards = paragraph.is_leftwards();
        block.lines.push(Line {
            spans: first..block.spans.len(),
            width: width * em,
            leftwards,
            hangs: hangs * em,
        });
        Ok(())
    }

    /// Adds a piece, cluster by cluster, in the order of reading.
    fn add_piece(&mut self, block: &mut Block, within: &Within<'_>) -> Result<()> {
        let piece = within.piece;
        let mut clusters: Vec<(f64, &[Glyph])> = Vec::new();
        let mut pen = within.start;
        for glyphs in piece.glyphs.chunk_by(|a, b| a.cluster == b.cluster) {
            clusters.push((pen, glyphs));
            pen += glyphs.iter().map(|glyph| f64::from(glyph.advance)).sum::<f64>() * within.unit;
        }
        if piece.leftwards {
            clusters.reverse();
        }
        let starts: Vec<usize> =
            clusters.iter().filter_map(|(_, glyphs)| Some(glyphs.first()?.cluster)).collect();
        for (place, (pen, glyphs)) in clusters.into_iter().enumerate() {
            // What was not drawn belongs to the cluster before, or to the first.
            let start =
                if place == 0 { piece.range.start } else { starts.get(place).copied().unwrap_or_default() };
            let end = starts.get(place + 1).copied().unwrap_or(piece.range.end);
            let text = within.text.get(start..end).unwrap_or_default();
            let read: String = text.chars().filter(|character| text::is_spelled(*character)).collect();
            self.add_cluster(block, within, &read, pen, glyphs)?;
        }
        Ok(())
    }

    /// Adds the glyphs of a cluster, which starts at `pen`, as what is read there.
    fn add_cluster(
        &mut self,
        block: &mut Block,
        within: &Within<'_>,
        text: &str,
        mut pen: f64,
        glyphs: &[Glyph],
    ) -> Result<()> {
        // From one letter of a ligature to the next: enough for readers that sort by place.
        const STEP: f64 = 20.0;
        let (face, unit, first) = (within.piece.face, within.unit, block.glyphs.len());
        let mut shares = Shares::new(text, glyphs.len());
        let ligature = within.piece.leftwards && glyphs.len() == 1 && text.chars().nth(1).is_some();
        let blank = if ligature { self.fonts.faces().get(face).and_then(Face::blank) } else { None };
        let mut letters: Vec<String> = Vec::new();
        if blank.is_some() {
            // Readers take the glyphs of a word that runs left from right to left, and the letters of one glyph from
            // left to right. So each gets one letter: the ligature its first, the others a glyph that is not seen.
            let mut all = text.chars().map(String::from);
            shares.texts = all.next().into_iter().collect();
            letters = all.collect();
        }
        if within.piece.leftwards {
            shares.texts.reverse();
        }
        let mut span = Span { face, glyphs: first..first, start: pen, advance: 0.0, actual: None };
        for (glyph, text) in glyphs.iter().zip(shares.texts) {
            let code = self.code(face, glyph.id, &text)?;
            let advance = f64::from(glyph.advance) * unit;
            let (right, up) = (f64::from(glyph.offset.0) * unit, f64::from(glyph.offset.1) * unit);
            block.glyphs.push(Placed { code, advance, right, up });
            span.advance += advance;
        }
        let turned = within.piece.leftwards && glyphs.len() > 1;
        span.actual = (turned || !shares.exact).then(|| text.into());
        block.add_span(span);
        for (letter, blank) in letters.iter().zip(std::iter::repeat(blank).flatten()) {
            pen -= STEP;
            let (code, first) = (self.code(face, blank, letter)?, block.glyphs.len());
            block.glyphs.push(Placed { code, advance: 0.0, right: 0.0, up: 0.0 });
            block.add_span(Span { face, glyphs: first..first, start: pen, advance: 0.0, actual: None });
        }
        Ok(())
    }

    fn code(&mut self, face: usize, glyph: u32, text: &str) -> Result<u16> {
        let known = self.fonts.faces().get(face).zip(self.codes.get_mut(face));
        let id = u16::try_from(glyph).ok().filter(|id| *id != 0);
        if let Some(((face, codes), id)) = known.zip(id)
            && glyph < face.font.num_glyphs()
        {
            return codes.code(id, face.width(glyph), text);
        }
        let names: Vec<String> = text.chars().map(text::name).collect();
        Err(Error::new(Code::MissingGlyph, format!("a font at hand cannot draw {}", names.join(" "))))
    }
}

/// What the glyphs of a cluster are read as, in the order of reading.
pub(super) struct Shares {
    pub(super) texts: Vec<String>,
    /// Whether that is the text.
    pub(super) exact: bool,
}

impl Shares {
    /// One glyph takes all, as many glyphs as characters in NFD take one each; else the first takes all and the
    /// others what is not seen.
    pub(super) fn new(text: &str, glyphs: usize) -> Self {
        if glyphs == 1 {
            return Self { texts: vec![text.to_owned()], exact: true };
        }
        let mut texts: Vec<String> = text.nfd().map(String::from).collect();
        let exact = texts.len() == glyphs;
        if !exact {
            texts = vec!["\u{200B}".to_owned(); glyphs];
            if let Some(first) = texts.first_mut() {
                text.clone_into(first);
            }
        }
        Self { texts, exact }
    }
}
