//! Fonts to set text with: what they cover, and whether they may be embedded.
//!
//! Knows font files (OpenType 1.9, `sfnt` with TrueType outlines) as far as choosing a face needs. Knows no
//! text beyond single characters, and no PDF.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, LazyLock, OnceLock};

use harfrust::font::{Blob, Font};
use unicode_normalization::char::decompose_canonical;

use super::Weight;
use super::sfnt::Tables;
use super::text;
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// Faces that text is set with, in order: a character is drawn by the first that has it.
///
/// Parsing is done once, here: keep the value and use it for many files. Cloning is cheap.
///
/// ```
/// use korrigo_core::typeset::Fonts;
///
/// let fonts = Fonts::standard();
/// assert!(fonts.missing("Ça fait œ ≤ 2 € → ∑ π, Ελλάδα, где, السلام").is_empty());
/// assert_eq!(fonts.missing("bravo 🎉"), ['🎉']);
/// ```
#[derive(Clone)]
pub struct Fonts {
    faces: Vec<Face>,
}

/// One face of a font file.
#[derive(Clone)]
pub(super) struct Face {
    pub(super) font: Font,
    bytes: Blob,
    index: u32,
    bold: bool,
    /// What is embedded is cut out of this, which is made when it is first asked for.
    outlines: Arc<OnceLock<Option<Vec<u8>>>>,
}

impl Fonts {
    /// DejaVu Sans Condensed, regular and bold: Latin, Greek, Cyrillic, Arabic, Hebrew, mathematics. Condensed
    /// says a tenth more in the same margin. They are parsed once in a process.
    pub fn standard() -> Self {
        static STANDARD: LazyLock<Fonts> = LazyLock::new(|| {
            let faces = [(dejavu::sans_condensed::regular(), false), (dejavu::sans_condensed::bold(), true)];
            let faces = faces.into_iter().filter_map(|(bytes, bold)| {
                let font = Font::new(bytes, 0)?;
                Some(Face { font, bytes: Blob::Static(bytes), index: 0, bold, outlines: Arc::default() })
            });
            Fonts { faces: faces.collect() }
        });
        STANDARD.clone()
    }

    /// No face at all: what is added is all there is.
    pub fn none() -> Self {
        Self { faces: Vec::new() }
    }

    /// Adds a face of the caller's own, behind those that are there; `index` picks one of a collection (`.ttc`),
    /// and is 0 otherwise. A variable font is used as it is by default.
    ///
    /// # Errors
    /// - `file_too_large` for more bytes than [`Limits::max_file_bytes`].
    /// - `invalid_mime_type` for what is no font, is broken (`font.unreadable`), has no TrueType outlines
    ///   (`font.outlines`: `CFF` outlines are not embedded here), or says of itself that it must not be embedded
    ///   (`font.embedding`).
    pub fn with(mut self, bytes: Vec<u8>, index: u32, limits: &Limits) -> Result<Self> {
        if bytes.len() as u64 > limits.max_file_bytes {
            return Err(Error::new(
                Code::FileTooLarge,
                format!("a font of more than {} bytes", limits.max_file_bytes),
            ));
        }
        let tables = Tables::read(&bytes, index).ok_or_else(unreadable)?;
        check(&tables)?;
        let blob = Blob::from(bytes);
        let font = Font::new(blob.clone(), index).ok_or_else(unreadable)?;
        if !font.charmap().has_unicode() || font.num_glyphs() == 0 {
            return Err(unreadable());
        }
        let bold = font.default_attributes().weight.value() >= 600.0;
        self.faces.push(Face { font, bytes: blob, index, bold, outlines: Arc::default() });
        Ok(self)
    }

    /// The characters of a text that no face has, each once, in the order they come; none means that the text
    /// can be set.
    pub fn missing(&self, text: &str) -> Vec<char> {
        let mut seen = BTreeSet::new();
        text::clean(text)
            .chars()
            .filter(|character| *character != '\n' && seen.insert(*character))
            .filter(|character| !self.faces.iter().any(|face| face.has(*character)))
            .collect()
    }

    pub(super) fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// The faces in the order they are tried for a weight: those of that weight first.
    pub(super) fn order(&self, weight: Weight) -> Vec<usize> {
        let bold = weight == Weight::Bold;
        let mut order: Vec<usize> = (0..self.faces.len()).collect();
        order.sort_by_key(|place| self.faces.get(*place).is_some_and(|face| face.bold != bold));
        order
    }
}

impl Default for Fonts {
    fn default() -> Self {
        Self::standard()
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fonts").field("faces", &self.faces.len()).finish_non_exhaustive()
    }
}

impl Face {
    pub(super) fn is_bold(&self) -> bool {
        self.bold
    }

    /// A font file of what drawing needs, with this copyright notice ([`Tables::essence`]).
    pub(super) fn outlines(&self, notice: impl FnOnce() -> String) -> Result<&[u8]> {
        let essence = || Some(Tables::read(&self.bytes, self.index)?.essence(&notice()));
        self.outlines.get_or_init(essence).as_deref().ok_or_else(unreadable)
    }

    /// Whether a character can be drawn: by a glyph of its own, by those it decomposes to, or because it is a
    /// space or not drawn at all. That is what the shaper falls back to.
    pub(super) fn has(&self, character: char) -> bool {
        if self.maps(character) || text::is_ignorable(character) {
            return true;
        }
        if character.is_whitespace() {
            return self.maps(' ');
        }
        let (mut parts, mut drawn) = (0, true);
        decompose_canonical(character, |part| {
            parts += 1;
            drawn &= self.maps(part);
        });
        drawn && parts > 1
    }

    /// A glyph that is not seen and takes no room, if there is one.
    pub(super) fn blank(&self) -> Option<u32> {
        let (charmap, metrics) = (self.font.charmap(), self.font.glyph_metrics());
        let glyphs = ['\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}']
            .into_iter()
            .filter_map(|c| charmap.map_unicode(c));
        glyphs
            .map(|glyph| (glyph, metrics.h_advance(glyph)))
            .find(|(_, advance)| *advance == 0.0)
            .map(|(glyph, _)| glyph.to_u32())
    }

    fn maps(&self, character: char) -> bool {
        let glyph = self.font.charmap().map_unicode(character);
        glyph.is_some_and(|glyph| glyph.to_u32() != 0 && glyph.to_u32() < self.font.num_glyphs())
    }
}

/// Whether what embedding needs is there and allowed.
fn check(tables: &Tables<'_>) -> Result<()> {
    // OS/2, fsType: bits 0 to 3 are 2 where embedding is not allowed; bit 8 forbids a subset, bit 9 outlines.
    const RESTRICTED: u16 = 2;
    const WHOLE_OR_BITMAPS: u16 = 0x300;
    if tables.get(*b"glyf").is_none() || tables.get(*b"loca").is_none() {
        let message = "the font has no TrueType outlines, and others are not embedded";
        return Err(Error::new(Code::InvalidMimeType, message)
            .with_detail("font.outlines")
            .hint("take the same font as TrueType: most are published in both forms"));
    }
    if !tables.can_be_embedded() {
        return Err(unreadable());
    }
    let rights = tables.rights();
    if rights & 0xF == RESTRICTED || rights & WHOLE_OR_BITMAPS != 0 {
        return Err(Error::new(
            Code::InvalidMimeType,
            "the font does not allow a subset of it in a document",
        )
        .with_detail("font.embedding")
        .hint("take a font whose licence allows embedding"));
    }
    Ok(())
}

/// What a file that is no usable font is refused with.
pub(super) fn unreadable() -> Error {
    Error::new(Code::InvalidMimeType, "the bytes are not a font that can be read")
        .with_detail("font.unreadable")
}
