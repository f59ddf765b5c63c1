//! What of a typed text is drawn, and what of it can be read again.
//!
//! Knows normal forms, ends of lines, characters that are not there to be seen. Knows no font.

use unicode_normalization::UnicodeNormalization as _;

/// Columns that a tab stands for.
const TAB: &str = "    ";

/// The text as it is set: in NFC, every end of line a line feed, a tab as spaces, and without control
/// characters, byte order marks and soft hyphens (a break there would need a hyphen that nobody typed).
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_return = false;
    for character in text.nfc() {
        match character {
            '\n' if after_return => {}
            // UAX 14, class BK, CR, LF and NL.
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push_str(TAB),
            '\u{AD}' | '\u{FEFF}' => {}
            other if other.is_control() => {}
            other => out.push(other),
        }
        after_return = character == '\r';
    }
    out
}

/// A text as hexadecimal digits of UTF-16, as PDF spells it (7.9.2.2).
pub(super) fn utf16(text: &str) -> String {
    let mut digits = Vec::with_capacity(4 * text.len());
    text.encode_utf16().for_each(|unit| put_hex(&mut digits, unit));
    digits.into_iter().map(char::from).collect()
}

/// Appends four hexadecimal digits.
pub(super) fn put_hex(out: &mut Vec<u8>, value: u16) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |shift: u16| DIGITS.get(usize::from(value >> shift & 0xF)).copied();
    out.extend([12, 8, 4, 0].into_iter().filter_map(digit));
}

/// Whether a character is never drawn: `Default_Ignorable_Code_Point` of Unicode 17.
pub(super) fn is_ignorable(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a character comes out again when the text is extracted: all that are drawn, and of the others
/// those that are part of how a word is spelled: joiners and variation selectors. What only steers order and
/// breaks (UAX 9, UAX 14) has done its work.
pub(super) fn is_spelled(character: char) -> bool {
    matches!(character, '\u{34F}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
        || !is_ignorable(character)
}

/// Whether some character may have to be ordered from the right: none below the Hebrew block does, nor most
/// of what mathematics and Europe use.
pub(super) fn may_run_left(text: &str) -> bool {
    text.chars().any(|character| {
        !matches!(character, '\0'..='\u{58F}' | '\u{900}'..='\u{200E}' | '\u{2010}'..='\u{2029}' | '\u{202F}'..='\u{2065}'
            | '\u{206A}'..='\u{D7FF}')
    })
}

/// How a message names a character that may not be printable.
pub(super) fn name(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_lines_are_one_and_controls_are_none() {
        assert_eq!(clean("a\r\nb\rc\u{2028}d\u{0}\u{7}\u{FEFF}e\u{AD}f"), "a\nb\nc\ndef");
        assert_eq!(clean("\r\r\n\n"), "\n\n\n");
        assert_eq!(clean("a\tb"), "a    b");
    }

    #[test]
    fn letters_and_their_marks_are_composed() {
        assert_eq!(clean("e\u{301}t\u{E9}"), "\u{E9}t\u{E9}");
    }

    #[test]
    fn what_runs_left_is_looked_for() {
        for text in ["été ≤ 2 €", "αβγ где", "½₁√∫"] {
            assert!(!may_run_left(text), "{text}");
        }
        for text in ["a ب", "א", "a\u{202E}b", "\u{200F}", "\u{2067}", "\u{1E900}"] {
            assert!(may_run_left(text), "{text}");
        }
    }
}
