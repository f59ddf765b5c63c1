//! The codes that a PDF's strings are written in: one for each pair of a glyph and the text it stands for.
//!
//! A no-break space shares its glyph with a space, a micro sign with a mu: a code for each keeps `ToUnicode`
//! exact. Knows no font.

use std::collections::BTreeMap;

use crate::error::{Code, Error, Result};

/// The codes of one face.
#[derive(Default)]
pub(super) struct Codes {
    /// The pair with code `n` stands at `n - 1`: 0 is for a character that is not there.
    pairs: Vec<Pair>,
    /// By text: the glyph and the place in `pairs`.
    known: BTreeMap<Box<str>, Vec<(u16, u16)>>,
}

/// What one code stands for.
pub(super) struct Pair {
    /// The glyph in the font that was given.
    pub(super) glyph: u16,
    /// What is read there.
    pub(super) text: Box<str>,
    /// Thousandths of the size.
    pub(super) width: u16,
}

impl Codes {
    /// The code of a pair.
    ///
    /// # Errors
    /// `resource_limit` when there are no more codes.
    pub(super) fn code(&mut self, glyph: u16, width: u16, text: &str) -> Result<u16> {
        let known = self.known.get(text).and_then(|all| all.iter().find(|(other, _)| *other == glyph));
        if let Some((_, code)) = known {
            return Ok(*code);
        }
        let code = u16::try_from(self.pairs.len() + 1).map_err(|_| {
            Error::new(Code::ResourceLimit, "one file needs more than 65535 different characters of one font")
                .with_detail("limit.glyphs")
        })?;
        self.pairs.push(Pair { glyph, text: text.into(), width });
        self.known.entry(text.into()).or_default().push((glyph, code));
        Ok(code)
    }

    /// All pairs; the first has code 1.
    pub(super) fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// Thousandths of the size that a code advances by.
    pub(super) fn width(&self, code: u16) -> f64 {
        let pair = usize::from(code).checked_sub(1).and_then(|place| self.pairs.get(place));
        pair.map_or(0.0, |pair| f64::from(pair.width))
    }
}
