//! What all pages of one file share while it is drawn: fonts, language, structure, notes that found no room.
//!
//! Knows the few sizes and colours of our own text. Knows no page.

use super::pen::Colour;
use super::structure::Structure;
use super::words::Words;
use crate::typeset::{Style, Typesetter, Weight};

/// The colour of what we print.
pub(super) const BLACK: Colour = [0.1, 0.1, 0.1];

/// What the pages share.
pub(super) struct Context<'f> {
    pub(super) setter: Typesetter<'f>,
    pub(super) structure: Structure,
    pub(super) words: Words,
    pub(super) notes: Vec<Note>,
}

/// A text that found no room on its page.
pub(super) struct Note {
    /// From 1, through the whole file.
    pub(super) number: usize,
    /// The page it belongs to, as a reader counts: from 1.
    pub(super) page: usize,
    pub(super) text: String,
    pub(super) colour: Colour,
}

/// Text as it is most of the time.
pub(super) const fn plain(size: f64, colour: Colour) -> Style {
    Style { size, weight: Weight::Regular, colour }
}

/// Text that stands out.
pub(super) const fn bold(size: f64, colour: Colour) -> Style {
    Style { size, weight: Weight::Bold, colour }
}
