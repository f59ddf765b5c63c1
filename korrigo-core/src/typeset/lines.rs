//! Where lines end: UAX 14, first fit.
//!
//! Knows a text and where each of its bytes stands on an endless line. Knows no font, no order of writing.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation as _;

/// The lines of one paragraph, as ranges of bytes that cover it; at least one. Spaces at the end of a line
/// belong to it and hang over. `places` says for every byte, and for the end, how far from the start the pen is.
///
/// A word that is wider than a line is broken between clusters.
pub(super) fn ranges(text: &str, places: &[f64], width: f64) -> Vec<Range<usize>> {
    let mut lines = Lines { text, places, width, start: 0, good: 0, poor: 0, done: Vec::new() };
    for (end, kind) in linebreaks(text) {
        // At the end of the text a break is due in any case.
        if kind == BreakOpportunity::Mandatory && end < text.len() {
            continue;
        }
        lines.offer(end);
    }
    if lines.start < text.len() || lines.done.is_empty() {
        lines.done.push(lines.start..text.len());
    }
    lines.done
}

struct Lines<'a> {
    text: &'a str,
    places: &'a [f64],
    width: f64,
    /// Where the line begins that is being filled.
    start: usize,
    /// The last place where it may well end, if behind `start`.
    good: usize,
    /// The last place where it may end if need be.
    poor: usize,
    done: Vec<Range<usize>>,
}

impl Lines<'_> {
    /// The text up to `end` is to be placed; a line may end there.
    fn offer(&mut self, end: usize) {
        while !self.fits(end) {
            if self.good > self.start {
                self.close(self.good);
            } else if self.poor > self.start {
                self.close(self.poor);
            } else {
                let forced = self.forced(end);
                if forced >= end {
                    break;
                }
                self.close(forced);
            }
        }
        if self.is_good(end) {
            self.good = end;
        } else {
            self.poor = end;
        }
    }

    fn close(&mut self, end: usize) {
        self.done.push(self.start..end);
        self.start = end;
    }

    fn fits(&self, end: usize) -> bool {
        let seen = self.text.get(self.start..end).unwrap_or_default().trim_end();
        // A millionth of a point for what adding up loses.
        seen.is_empty() || self.place(self.start + seen.len()) - self.place(self.start) <= self.width + 1e-6
    }

    fn place(&self, byte: usize) -> f64 {
        self.places.get(byte).copied().unwrap_or_default()
    }

    /// Whether a text reads the same after a line ended here: at a space, or in a script that has none. Readers of
    /// PDFs put a space between two lines, and take a hyphen at the end of one for a hyphenation that they undo
    /// (`pdftotext` does). French sets a space of some kind inside quotation marks and before `: ; ! ? €`: no line
    /// ends there either.
    fn is_good(&self, end: usize) -> bool {
        // Ideographs and what goes with them begin here.
        const WITHOUT_SPACES: char = '\u{2E80}';
        let (before, behind) = self.text.split_at_checked(end).unwrap_or_default();
        let last = before.chars().next_back();
        let word = before.trim_end();
        last.is_none_or(|last| last.is_whitespace() || last >= WITHOUT_SPACES)
            && !word.ends_with(['-', '\u{2010}', '«'])
            && !behind.starts_with(['»', ':', ';', '!', '?', '€', '%'])
    }

    /// The end of a line inside a word that is too wide: as many clusters as fit, at least one.
    fn forced(&self, end: usize) -> usize {
        let word = self.text.get(self.start..end).unwrap_or_default();
        let ends = word.grapheme_indices(true).map(|(at, cluster)| self.start + at + cluster.len());
        let mut last = end;
        for (count, at) in ends.enumerate() {
            if count > 0 && !self.fits(at) {
                break;
            }
            last = at;
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Lines of a text whose characters are all one wide.
    fn lines(text: &str, width: f64) -> Vec<&str> {
        let mut places = vec![0.0; text.len() + 1];
        let mut pen = 0.0;
        for (at, character) in text.char_indices() {
            places[at..at + character.len_utf8()].fill(pen);
            pen += 1.0;
        }
        places[text.len()] = pen;
        ranges(text, &places, width).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn words_stay_whole_and_spaces_hang() {
        assert_eq!(lines("un deux trois", 7.0), ["un deux ", "trois"]);
        assert_eq!(lines("un   deux", 4.0), ["un   ", "deux"]);
        assert_eq!(lines("", 4.0), [""]);
        assert_eq!(lines("   ", 2.0), ["   "]);
    }

    #[test]
    fn long_words_are_broken_between_clusters() {
        assert_eq!(lines("abcdefgh ij", 3.0), ["abc", "def", "gh ", "ij"]);
        assert_eq!(lines("e\u{301}e\u{301}", 1.0), ["e\u{301}", "e\u{301}"]);
        assert_eq!(lines("ab", -1.0), ["a", "b"]);
        assert_eq!(lines("ab", f64::NAN), ["a", "b"]);
    }

    #[test]
    fn hyphens_end_a_line_only_when_nothing_else_can() {
        assert_eq!(lines("un porte-monnaie", 10.0), ["un ", "porte-", "monnaie"]);
        assert_eq!(lines("un peut-être", 10.0), ["un ", "peut-être"]);
        assert_eq!(lines("x = a - b", 7.0), ["x = a ", "- b"]);
    }

    #[test]
    fn lines_end_at_spaces_while_there_are_any() {
        assert_eq!(lines("oui/non ou a/b", 9.0), ["oui/non ", "ou a/b"]);
        assert_eq!(lines("12345 oui—non", 10.0), ["12345 ", "oui—non"]);
        assert_eq!(lines("漢字漢字 漢字", 3.0), ["漢字漢", "字 漢", "字"]);
    }

    #[test]
    fn french_punctuation_stays_with_its_word() {
        assert_eq!(lines("il dit : « oui »", 7.0), ["il ", "dit : ", "« oui »"]);
    }

    proptest! {
        #[test]
        fn lines_cover_the_text_and_fit(text in "[a-zé \\-\u{301}«»:]{0,80}", width in 1.0..20.0f64) {
            let lines = lines(&text, width);
            prop_assert_eq!(lines.concat(), &*text);
            for line in lines {
                let wide = line.trim_end().chars().count() as f64;
                let clusters = line.trim_end().graphemes(true).count();
                prop_assert!(wide <= width || clusters == 1, "{line:?} in {width}");
            }
        }
    }
}
