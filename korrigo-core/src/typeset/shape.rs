//! Characters into glyphs, through a port of HarfBuzz.
//!
//! Knows which features are on, and keeps what a font, a script and a direction have in common. Knows no
//! lines, no codes.

use std::ops::Range;

use harfrust::{
    Buffer, BufferFlags, ClusterLevel, Direction, Feature, Script, ShapeOptions, ShapePlan, ShaperFont, Tag,
};

use super::fonts::{Face, Fonts, unreadable};
use crate::error::Result;

/// One glyph, in units of its font.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) id: u32,
    /// First byte, in the paragraph, of the characters it stands for.
    pub(super) cluster: usize,
    pub(super) advance: i32,
    /// From the pen, right and up.
    pub(super) offset: (i32, i32),
    /// Whether glyphs before and from here depend on each other: a line that begins here is shaped anew.
    pub(super) joined: bool,
}

/// What a stretch of text has in common; it is shaped at once.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Kind {
    pub(super) face: usize,
    pub(super) script: Script,
    pub(super) leftwards: bool,
}

/// Shapes with the faces of some fonts.
pub(super) struct Shaper<'f> {
    faces: Vec<ShaperFont<'f, 'f>>,
    plans: Vec<(Kind, ShapePlan)>,
    buffer: Buffer,
}

impl<'f> Shaper<'f> {
    pub(super) fn new(fonts: &'f Fonts) -> Self {
        let mut buffer = Buffer::new();
        buffer.set_cluster_level(ClusterLevel::MonotoneCharacters);
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES | BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE);
        let faces = fonts.faces().iter().map(|face: &Face| ShaperFont::new(&face.font)).collect();
        Self { faces, plans: Vec::new(), buffer }
    }

    /// The glyphs of `text[range]`, from left to right; letters join across its ends.
    ///
    /// # Errors
    /// `invalid_mime_type` (`font.unreadable`) for a font that cannot be shaped with.
    pub(super) fn shape(&mut self, text: &str, range: Range<usize>, kind: Kind) -> Result<Vec<Glyph>> {
        let direction = if kind.leftwards { Direction::RightToLeft } else { Direction::LeftToRight };
        let features = features(kind.script);
        let Some(font) = self.faces.get(kind.face) else { return Err(unreadable()) };
        if !self.plans.iter().any(|(other, _)| *other == kind) {
            let plan = ShapePlan::new(font, direction, Some(kind.script), None, features);
            self.plans.push((kind, plan));
        }
        let plan = self.plans.iter().find(|(other, _)| *other == kind).map(|(_, plan)| plan);
        let (before, rest) = text.split_at_checked(range.start).unwrap_or_default();
        let (piece, behind) = rest.split_at_checked(range.len()).unwrap_or_default();
        self.buffer.clear();
        self.buffer.push_str(piece);
        self.buffer.set_pre_context(before);
        self.buffer.set_post_context(behind);
        self.buffer.set_direction(direction);
        self.buffer.set_script(Some(kind.script));
        let options = ShapeOptions::new().plan(plan).features(features);
        harfrust::shape(font, &mut self.buffer, options).map_err(|_| unreadable())?;
        let glyphs = self.buffer.glyph_infos().iter().zip(self.buffer.glyph_positions());
        Ok(glyphs
            .map(|(info, position)| Glyph {
                id: info.glyph_id,
                cluster: range.start + info.cluster as usize,
                advance: position.x_advance,
                offset: (position.x_offset, position.y_offset),
                joined: info.unsafe_to_break(),
            })
            .collect())
    }
}

/// Ligatures that only please the eye are off, so that every letter can be selected; Arabic keeps them all.
fn features(script: Script) -> &'static [Feature] {
    const OFF: [Feature; 2] = [off(*b"liga"), off(*b"clig")];
    const fn off(tag: [u8; 4]) -> Feature {
        Feature { tag: Tag::new(&tag), value: 0, start: Feature::GLOBAL_START, end: Feature::GLOBAL_END }
    }
    if script == Script::ARABIC { &[] } else { &OFF }
}
