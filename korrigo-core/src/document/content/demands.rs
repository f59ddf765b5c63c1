//! What a content stream asks of the file around it, whatever it draws.
//!
//! Knows saved states, fonts by which text is seen, device colours, and what is no operator at all. Whoever puts content
//! before or behind a stream, or promises that it can be read in fifty years, must know. Places nothing.

use std::collections::BTreeSet;

use super::inline::InlineImage;
use super::lexer::{Lexer, Operand, Operation};
use super::operator::Operator;
use crate::error::Result;
use crate::limits::{Limits, Meter};

/// A text rendering mode that shows nothing and clips nothing (ISO 32000-2, table 104).
const INVISIBLE: i64 = 3;

/// What a stream asks for.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Demands {
    /// `Q` without a `q` before it.
    pub(crate) missing: usize,
    /// `q` without a `Q` behind it.
    pub(crate) left: usize,
    /// The most states that are saved at once.
    pub(crate) deepest: usize,
    /// The names of fonts by which text is seen.
    pub(crate) fonts: BTreeSet<Vec<u8>>,
    /// What few streams ask for, and no archive may hold.
    pub(crate) odd: BTreeSet<Odd>,
}

/// What few streams ask for.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Odd {
    /// A colour in DeviceCMYK.
    Cmyk,
    /// An inline image that LZW compresses.
    Lzw,
    /// An inline image that is to be smoothed.
    Interpolation,
    /// Letters that are no operator.
    Unknown,
}

/// Reads a stream.
///
/// # Errors
/// `resource_limit` when the content takes too many steps.
pub(crate) fn demands(content: &[u8], limits: &Limits, meter: &Meter) -> Result<Demands> {
    let mut lexer = Lexer::new(content, limits, meter);
    let (mut operands, mut found) = (Vec::new(), Demands::default());
    // The font and the text rendering mode are part of the graphics state.
    let (mut font, mut mode, mut saved) = (Vec::new(), 0, Vec::new());
    while let Some(operation) = lexer.next(&mut operands)? {
        let operator = match operation {
            Operation::Operator(operator) => operator,
            Operation::Image(image) => {
                found.image(&image);
                continue;
            }
            Operation::Unknown => {
                found.odd.insert(Odd::Unknown);
                continue;
            }
        };
        match operator {
            Operator::Save => {
                saved.push((font.clone(), mode));
                found.deepest = found.deepest.max(saved.len());
            }
            Operator::Restore => match saved.pop() {
                Some(state) => (font, mode) = state,
                None => found.missing += 1,
            },
            Operator::Font => {
                font = operands.first().and_then(Operand::as_name).map(<[u8]>::to_vec).unwrap_or_default();
            }
            Operator::TextMode => {
                mode = operands.first().and_then(Operand::as_number).map_or(0, |mode| mode as i64);
            }
            Operator::Show
            | Operator::ShowAdjusted
            | Operator::NextLineShow
            | Operator::NextLineShowSpaced
                if mode != INVISIBLE && !found.fonts.contains(&font) =>
            {
                found.fonts.insert(font.clone());
            }
            Operator::StrokeCmyk | Operator::FillCmyk => found.ask(true, Odd::Cmyk),
            Operator::StrokeSpace | Operator::FillSpace => {
                let space = operands.first().and_then(Operand::as_name);
                found.ask(space == Some(b"DeviceCMYK"), Odd::Cmyk);
            }
            _ => {}
        }
    }
    found.left = saved.len();
    Ok(found)
}

impl Demands {
    fn ask(&mut self, is: bool, odd: Odd) {
        if is {
            self.odd.insert(odd);
        }
    }

    fn image(&mut self, image: &InlineImage<'_>) {
        for (key, value) in &image.entries {
            let names = |wanted: [&[u8]; 2]| match value {
                Operand::Name(name) => wanted.contains(&&**name),
                Operand::Array(items) => {
                    items.iter().filter_map(Operand::as_name).any(|name| wanted.contains(&name))
                }
                _ => false,
            };
            match &**key {
                b"Filter" | b"F" => self.ask(names([b"LZWDecode", b"LZW"]), Odd::Lzw),
                b"ColorSpace" | b"CS" => self.ask(names([b"DeviceCMYK", b"CMYK"]), Odd::Cmyk),
                b"Interpolate" | b"I" => self.ask(*value == Operand::Boolean(true), Odd::Interpolation),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(content: &[u8]) -> Demands {
        let limits = Limits::default();
        demands(content, &limits, &limits.meter()).unwrap()
    }

    #[test]
    fn states_that_are_not_balanced_are_counted() {
        let states = |content: &[u8]| {
            let found = of(content);
            (found.missing, found.left, found.deepest)
        };
        assert_eq!(states(b"q 1 0 0 1 0 0 cm Q"), (0, 0, 1));
        assert_eq!(states(b"Q q Q Q"), (2, 0, 1));
        assert_eq!(states(b"q q Q (q q) Tj BI /W 1 /H 1 /BPC 8 /CS /G ID q EI"), (0, 1, 2));
        assert_eq!(states(b"Q q"), (1, 1, 1));
    }

    #[test]
    fn fonts_count_where_their_text_is_seen() {
        let found = of(b"BT /A 9 Tf 3 Tr (x) Tj q 0 Tr /B 9 Tf [(y)] TJ Q (z) Tj 0 Tr /C 9 Tf ET");
        assert_eq!(found.fonts, BTreeSet::from([b"B".to_vec()]));
        assert!(of(b"(x) '").fonts.contains(b"".as_slice()));
    }

    #[test]
    fn colours_filters_and_garbage_are_told() {
        for content in [b"0 0 0 1 k".as_slice(), b"/DeviceCMYK cs"] {
            assert_eq!(of(content).odd, BTreeSet::from([Odd::Cmyk]));
        }
        assert!(of(b"/DeviceRGB cs 1 g").odd.is_empty());
        let image = of(b"BI /W 1 /H 1 /BPC 8 /CS /CMYK /F [/A85 /LZW] /I true ID x EI");
        assert_eq!(image.odd, BTreeSet::from([Odd::Cmyk, Odd::Lzw, Odd::Interpolation]));
        assert_eq!(of(b"1 2 nonsense").odd, BTreeSet::from([Odd::Unknown]));
    }
}
