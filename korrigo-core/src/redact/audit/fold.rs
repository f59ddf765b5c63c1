//! Text as it is compared: without case, accents, ligatures and separators.
//!
//! Knows Unicode (UAX #15) and a few letters it does not take apart. Remembers where separators stood, so
//! that a match can be told to be a whole word. Knows no needles.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What stood before a letter.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Gap {
    /// Nothing: the letter goes on with a word.
    None,
    /// A hyphen, an apostrophe, any other mark.
    Soft,
    /// White space.
    Wide,
}

/// Folded letters and digits in UTF-8, and what stood before each.
#[derive(Clone)]
pub(super) struct Folded {
    /// The letters and digits.
    pub(super) bytes: Vec<u8>,
    /// For each byte what stood before it, and one more for the end.
    pub(super) gaps: Vec<Gap>,
}

impl Folded {
    /// Folds a text.
    pub(super) fn new(text: &str) -> Self {
        let mut folder =
            Folder { bytes: Vec::with_capacity(text.len()), gaps: Vec::new(), gap: Gap::Wide, hyphen: false };
        folder.gaps.reserve(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
            let (plain, after) = rest.split_at(ascii);
            plain.bytes().for_each(|byte| folder.push(char::from(byte)));
            let other = after.bytes().position(|byte| byte.is_ascii()).unwrap_or(after.len());
            let (other, after) = after.split_at(other);
            // A combining mark may follow an ASCII letter: it is left out either way.
            other.nfkd().for_each(|letter| folder.push_any(letter));
            rest = after;
        }
        folder.gaps.push(Gap::Wide);
        Self { bytes: folder.bytes, gaps: folder.gaps }
    }

    /// What stands before byte `at`, or at the end.
    pub(super) fn gap(&self, at: usize) -> Gap {
        self.gaps.get(at).copied().unwrap_or(Gap::Wide)
    }
}

struct Folder {
    bytes: Vec<u8>,
    gaps: Vec<Gap>,
    gap: Gap,
    hyphen: bool,
}

impl Folder {
    fn push_any(&mut self, letter: char) {
        match letter {
            // Soft hyphen, zero-width characters, byte order mark: nobody sees them.
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
            mark if is_combining_mark(mark) => {}
            'œ' | 'Œ' => "oe".chars().for_each(|part| self.push(part)),
            'æ' | 'Æ' => "ae".chars().for_each(|part| self.push(part)),
            'ß' | 'ẞ' => "ss".chars().for_each(|part| self.push(part)),
            'þ' | 'Þ' => "th".chars().for_each(|part| self.push(part)),
            'ø' | 'Ø' => self.push('o'),
            'ł' | 'Ł' => self.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => self.push('d'),
            'ı' => self.push('i'),
            other => other.to_lowercase().for_each(|part| self.push(part)),
        }
    }

    fn push(&mut self, letter: char) {
        if letter.is_ascii_alphanumeric() || (!letter.is_ascii() && letter.is_alphanumeric()) {
            let mut buffer = [0; 4];
            let letter = letter.to_ascii_lowercase();
            for byte in letter.encode_utf8(&mut buffer).bytes() {
                self.bytes.push(byte);
                self.gaps.push(self.gap);
                self.gap = Gap::None;
            }
            self.hyphen = false;
        } else if letter == '\n' && self.hyphen {
            // A word cut at the end of a line.
        } else if letter.is_whitespace() || letter.is_control() {
            self.gap = Gap::Wide;
            self.hyphen = false;
        } else {
            self.gap = self.gap.max(Gap::Soft);
            self.hyphen = matches!(letter, '-' | '\u{2010}' | '\u{2011}') && self.gap == Gap::Soft;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> String {
        String::from_utf8(Folded::new(text).bytes).unwrap()
    }

    #[test]
    fn case_accents_ligatures_and_separators_do_not_count() {
        assert_eq!(letters("Ben-Salah d’Ŷ"), "bensalahdy");
        assert_eq!(letters("Éloïse"), letters("ELOI\u{308}SE"));
        assert_eq!(letters("\u{FB01}lle, cœur, Łódź, Straße"), "fillecoeurlodzstrasse");
        assert_eq!(letters("a\u{AD}b\u{200B}c"), "abc");
    }

    #[test]
    fn gaps_tell_words_apart() {
        let folded = Folded::new("Le Du-\nval l'an");
        assert_eq!(folded.bytes, b"leduvallan");
        assert_eq!(folded.gap(2), Gap::Wide);
        assert_eq!(folded.gap(4), Gap::Soft);
        assert_eq!(folded.gap(3), Gap::None);
        assert_eq!(folded.gap(8), Gap::Soft);
        assert_eq!(folded.gap(10), Gap::Wide);
    }
}
