//! One paragraph: runs of one face, script and direction, and the order they stand in on a line.
//!
//! Knows UAX 9 and which face draws what. Knows no sizes, no codes, no PDF.

use std::ops::Range;

use harfrust::Script;
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_segmentation::UnicodeSegmentation as _;

use super::fonts::Fonts;
use super::shape::{Glyph, Kind, Shaper};
use super::text;
use crate::error::Result;

/// Least width, in ems, of a space between words of one character. In a line of nothing but such words `pdftotext`
/// takes what is narrower than 0.4 for letters that are spaced out, and the words for one.
const LOOSE: f64 = 0.42;

/// A paragraph, shaped as if it had one line.
pub(super) struct Paragraph {
    pub(super) text: Box<str>,
    /// The direction of the whole.
    base: Level,
    runs: Vec<Run>,
    /// The spaces between words of one character, and how wide they are at least, in units of each face.
    loose: Vec<usize>,
    least: Vec<i32>,
}

/// A stretch of text that is shaped at once.
struct Run {
    range: Range<usize>,
    kind: Kind,
    level: Level,
    /// From left to right.
    glyphs: Vec<Glyph>,
}

/// A part of a line, in one face and one direction.
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    pub(super) face: usize,
    pub(super) leftwards: bool,
    /// Whether it is the space at the end of a line, which takes no room.
    pub(super) hangs: bool,
    /// From left to right.
    pub(super) glyphs: Vec<Glyph>,
}

impl Paragraph {
    /// Shapes a text without line feeds; `order` says in which order faces are tried.
    ///
    /// # Errors
    /// Those of [`Shaper::shape`].
    pub(super) fn shape(text: &str, fonts: &Fonts, order: &[usize], shaper: &mut Shaper<'_>) -> Result<Self> {
        let (base, levels) = levels(text);
        let mut itemizer = Itemizer::new(text, fonts, order);
        for (at, cluster) in text.grapheme_indices(true) {
            let level = levels.get(at).copied().unwrap_or(base);
            itemizer.add(at, cluster, level);
        }
        let least = fonts.faces().iter().map(|face| (f64::from(face.font.units_per_em()) * LOOSE) as i32);
        let mut paragraph = Self {
            text: text.into(),
            base,
            runs: Vec::new(),
            loose: loose_spaces(text),
            least: least.collect(),
        };
        for mut run in itemizer.runs {
            run.glyphs = shaper.shape(text, run.range.clone(), run.kind)?;
            paragraph.loosen(&mut run.glyphs, run.kind.face);
            paragraph.runs.push(run);
        }
        Ok(paragraph)
    }

    /// Widens the spaces that have to be.
    fn loosen(&self, glyphs: &mut [Glyph], face: usize) {
        if self.loose.is_empty() {
            return;
        }
        let least = self.least.get(face).copied().unwrap_or_default();
        for glyph in glyphs.iter_mut().filter(|glyph| self.loose.binary_search(&glyph.cluster).is_ok()) {
            glyph.advance = glyph.advance.max(least);
        }
    }

    /// The faces it is drawn with, some of them more than once.
    pub(super) fn faces(&self) -> impl Iterator<Item = usize> {
        self.runs.iter().map(|run| run.kind.face)
    }

    /// Whether it is written from right to left.
    pub(super) fn is_leftwards(&self) -> bool {
        self.base.is_rtl()
    }

    /// How far the pen is from the start at every byte, and at the end, when all is written into one endless line
    /// in the order it is read; `em` gives the size of a face's unit.
    pub(super) fn places(&self, em: impl Fn(usize) -> f64) -> Vec<f64> {
        let mut places = vec![0.0; self.text.len() + 1];
        for run in &self.runs {
            let unit = em(run.kind.face);
            for glyph in &run.glyphs {
                if let Some(place) = places.get_mut(glyph.cluster + 1) {
                    *place += f64::from(glyph.advance) * unit;
                }
            }
        }
        let mut pen = 0.0;
        for place in &mut places {
            pen += *place;
            *place = pen;
        }
        places
    }

    /// The parts of a line from left to right (UAX 9, L1 and L2). Of the spaces at its end one is kept, so that
    /// words of two lines do not run into each other where a reader joins lines.
    ///
    /// # Errors
    /// Those of [`Shaper::shape`].
    pub(super) fn pieces(&self, line: Range<usize>, shaper: &mut Shaper<'_>) -> Result<Vec<Piece>> {
        let all = self.text.get(line.clone()).unwrap_or_default();
        let seen = line.start + all.trim_end().len();
        let space = all.get(seen - line.start..).unwrap_or_default().chars().next();
        let end = seen + space.map_or(0, char::len_utf8);
        let first = self.runs.partition_point(|run| run.range.end <= line.start);
        let (mut pieces, mut levels) = (Vec::new(), Vec::new());
        for run in self.runs.iter().skip(first).take_while(|run| run.range.start < end) {
            for (from, to, hangs) in [(line.start, seen, false), (seen, end, true)] {
                let range = run.range.start.max(from)..run.range.end.min(to);
                if range.is_empty() {
                    continue;
                }
                levels.push(if hangs { self.base } else { run.level });
                let mut glyphs = run.part(&self.text, range.clone(), shaper)?;
                self.loosen(&mut glyphs, run.kind.face);
                let (face, leftwards) = (run.kind.face, run.kind.leftwards);
                pieces.push(Some(Piece { range, face, leftwards, hangs, glyphs }));
            }
        }
        let order = ParagraphBidiInfo::reorder_visual(&levels);
        Ok(order.into_iter().filter_map(|place| pieces.get_mut(place)?.take()).collect())
    }
}

impl Run {
    /// The glyphs of a part: those there are, unless they depend on what is cut off.
    fn part(&self, text: &str, range: Range<usize>, shaper: &mut Shaper<'_>) -> Result<Vec<Glyph>> {
        let clean = |at: usize, edge: usize| at == edge || self.is_clean(at);
        if !clean(range.start, self.range.start) || !clean(range.end, self.range.end) {
            return shaper.shape(text, range, self.kind);
        }
        let leftwards = self.kind.leftwards;
        let before = |at: usize| {
            self.glyphs
                .partition_point(|glyph| if leftwards { glyph.cluster >= at } else { glyph.cluster < at })
        };
        let (one, other) = (before(range.start), before(range.end));
        Ok(self.glyphs.get(one.min(other)..one.max(other)).unwrap_or_default().to_vec())
    }

    /// Whether the run may be cut before this byte and its glyphs stay what they are.
    fn is_clean(&self, at: usize) -> bool {
        let leftwards = self.kind.leftwards;
        let found = self.glyphs.binary_search_by(|glyph| {
            let order = glyph.cluster.cmp(&at);
            if leftwards { order.reverse() } else { order }
        });
        found.is_ok_and(|place| self.glyphs.get(place).is_some_and(|glyph| !glyph.joined))
    }
}

/// Cuts a paragraph into runs, cluster by cluster.
struct Itemizer<'a> {
    fonts: &'a Fonts,
    order: &'a [usize],
    script: Script,
    runs: Vec<Run>,
}

impl<'a> Itemizer<'a> {
    fn new(text: &str, fonts: &'a Fonts, order: &'a [usize]) -> Self {
        // What has no script of its own at the start goes with what follows.
        let script = text.chars().find_map(own_script).unwrap_or(Script::LATIN);
        Self { fonts, order, script, runs: Vec::new() }
    }

    fn add(&mut self, at: usize, cluster: &str, level: Level) {
        if let Some(script) = cluster.chars().find_map(own_script) {
            self.script = script;
        }
        if let Some(face) = self.face(cluster) {
            return self.push(at..at + cluster.len(), face, level);
        }
        // No face has the whole cluster: each of its characters goes to one that has it, if there is one.
        for (offset, character) in cluster.char_indices() {
            let range = at + offset..at + offset + character.len_utf8();
            let face = range
                .is_empty()
                .then_some(0)
                .or_else(|| self.face(cluster.get(offset..)?.get(..range.len())?));
            self.push(range, face.or(self.order.first().copied()).unwrap_or_default(), level);
        }
    }

    /// The face for a cluster: the one before for what is not seen, else the first that has all of it.
    fn face(&self, cluster: &str) -> Option<usize> {
        let has = |face: usize| {
            self.fonts
                .faces()
                .get(face)
                .is_some_and(|face| cluster.chars().all(|character| face.has(character)))
        };
        let blank =
            cluster.chars().all(|character| character.is_whitespace() || text::is_ignorable(character));
        let last = self.runs.last().map(|run| run.kind.face);
        last.filter(|face| blank && has(*face)).or_else(|| self.order.iter().copied().find(|face| has(*face)))
    }

    fn push(&mut self, range: Range<usize>, face: usize, level: Level) {
        let kind = Kind { face, script: self.script, leftwards: level.is_rtl() };
        match self.runs.last_mut() {
            Some(run) if run.kind == kind && run.level == level => run.range.end = range.end,
            _ => self.runs.push(Run { range, kind, level, glyphs: Vec::new() }),
        }
    }
}

/// Where the spaces between two words of one character are.
fn loose_spaces(text: &str) -> Vec<usize> {
    let (mut found, mut at, mut after_single) = (Vec::new(), 0_usize, false);
    for word in text.split(' ') {
        let single = word.chars().take(2).count() == 1;
        if single && after_single {
            found.push(at.saturating_sub(1));
        }
        after_single = single;
        at += word.len() + 1;
    }
    found
}

/// The script of a character, if it belongs to one.
fn own_script(character: char) -> Option<Script> {
    let script = harfrust::unicode::script(u32::from(character));
    (!matches!(script, Script::COMMON | Script::INHERITED | Script::UNKNOWN)).then_some(script)
}

/// The direction of a paragraph and of each of its bytes; none is given where all is the paragraph's.
fn levels(text: &str) -> (Level, Vec<Level>) {
    if !text::may_run_left(text) {
        return (Level::ltr(), Vec::new());
    }
    let bidi = ParagraphBidiInfo::new(text, None);
    (bidi.paragraph_level, bidi.levels)
}
