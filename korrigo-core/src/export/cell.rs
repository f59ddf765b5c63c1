//! What may stand in one cell of a table that a spreadsheet will open.
//!
//! Knows that a text which begins as a formula is one to a spreadsheet (OWASP, CSV injection), and how a mark is
//! written for people. Knows no table and no candidate.

use crate::exam::Mark;

/// How decimals are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Decimals {
    Comma,
    Point,
}

/// A text on one line: every run of line ends and other control characters is one space, none at either end.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut gap = false;
    // A byte order mark inside a file means nothing; some readers drop it and see what stands behind it.
    for letter in text.chars().filter(|letter| *letter != '\u{FEFF}') {
        if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) {
            line.push(' ');
        }
        line.push(letter);
    }
    line.trim().to_owned()
}

/// A text on one line that no spreadsheet takes for a formula: one that begins as a formula gets an apostrophe in
/// front. Nothing is taken away: `-2 for spelling` still says so.
pub(super) fn harmless(text: &str) -> String {
    let line = one_line(text);
    if line.starts_with(is_formula_sign) { format!("'{line}") } else { line }
}

/// What a formula begins with, in the widths that East Asian spreadsheets take.
pub(super) const fn is_formula_sign(letter: char) -> bool {
    matches!(letter, '=' | '+' | '-' | '@' | '\u{FF1D}' | '\u{FF0B}' | '\u{FF0D}' | '\u{FF20}')
}

/// At most `most` characters; of a longer text the first ones and three full stops.
pub(super) fn at_most(text: &str, most: usize) -> Option<String> {
    let kept = most.saturating_sub(3);
    text.chars().nth(most).map(|_| text.chars().take(kept).chain("...".chars()).collect())
}

/// A mark with two places.
pub(super) fn hundredths(mark: Mark, decimals: Decimals) -> String {
    let (sign, value) = (if mark.is_negative() { "-" } else { "" }, mark.hundredths().unsigned_abs());
    let point = decimals.point();
    format!("{sign}{}{point}{:02}", value / 100, value % 100)
}

impl Decimals {
    pub(super) const fn point(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Point => '.',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_become_texts() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("+33 6", "'+33 6"),
            ("-2 pour l'orthographe", "'-2 pour l'orthographe"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("\r\n=1", "'=1"),
            (" =1", "'=1"),
            ("\u{FEFF}=1", "'=1"),
            ("＝1", "'＝1"),
            ("a = b", "a = b"),
            ("", ""),
            ("a\r\nb\u{2028}\u{0}c", "a b c"),
            ("  two  spaces  ", "two  spaces"),
        ] {
            assert_eq!(harmless(text), cell, "{text:?}");
        }
    }

    #[test]
    fn long_texts_end_with_three_stops() {
        let of = |count: usize| "é".repeat(count);
        assert_eq!(at_most(&of(500), 500), None);
        assert_eq!(at_most(&of(501), 500), Some(of(497) + "..."));
    }

    #[test]
    fn marks_have_two_places() {
        let of = |text: &str, decimals| hundredths(text.parse().unwrap(), decimals);
        assert_eq!(
            ["15.56", "20", "0.5", "-0.25"].map(|text| of(text, Decimals::Comma)),
            ["15,56", "20,00", "0,50", "-0,25"]
        );
        assert_eq!(of("7.5", Decimals::Point), "7.50");
    }

    proptest! {
        #[test]
        fn any_text_is_one_harmless_line(text in "[\\t\\r\\n =+@'\";\\-]{0,4}\\PC{0,12}[\\s\\S]{0,6}") {
            let cell = harmless(&text);
            prop_assert!(!cell.starts_with(|first: char| is_formula_sign(first) || first.is_whitespace()));
            prop_assert!(!cell.chars().any(char::is_control));
            // All that can be seen of it is there, in its order.
            let seen = |text: &str| {
                let kept = |letter: &char| !letter.is_control() && !letter.is_whitespace() && *letter != '\u{FEFF}';
                text.chars().filter(kept).collect::<String>()
            };
            let (before, after) = (seen(&text), seen(&cell));
            prop_assert_eq!(after.strip_prefix('\'').filter(|_| after != before).unwrap_or(&after), &before);
        }
    }
}
