//! The ways in which one text may be spelled: words turned about, dates, encodings.
//!
//! Knows how people write names and dates in French and English, and how files encode letters. Knows
//! nothing of searching.

use std::collections::BTreeSet;

use super::fold::{Folded, Gap};

/// One spelling, folded.
#[derive(Clone)]
pub(super) struct Spelling {
    /// Its letters and digits.
    pub(super) letters: Folded,
    /// How strictly separators are taken.
    pub(super) rule: Rule,
}

/// How separators in the searched text are taken.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Rule {
    /// A name: separators may be missing; a long one may be part of a word.
    Name,
    /// Digits: never part of a longer number; a long one may be grouped.
    Number,
    /// A date: separators are exactly where they are.
    Date,
    /// A date with a year of two digits: separators are marks, and exactly where they are.
    ShortDate,
}

/// All folded spellings of a text.
pub(super) fn spellings(text: &str) -> Vec<Spelling> {
    let mut all = Vec::new();
    if let Some(date) = Date::read(text) {
        date.spell(&mut all);
        return all;
    }
    let digits = Folded::new(text).bytes.iter().all(u8::is_ascii_digit);
    let rule = if digits { Rule::Number } else { Rule::Name };
    for order in orders(text) {
        all.push(Spelling { letters: Folded::new(&order), rule });
    }
    all
}

/// The spellings of a text as bytes of a file: with and without accents, in every encoding that files use.
/// The case of ASCII letters is not among them: all are small.
pub(super) fn raw_spellings(text: &str) -> BTreeSet<Vec<u8>> {
    let orders = match Date::read(text) {
        Some(date) => date.plain(),
        None => orders(text),
    };
    let mut all = BTreeSet::new();
    for order in orders {
        let bare = without_accents(&order);
        for case in [order.to_lowercase(), order.to_uppercase(), order, bare] {
            encode(&case, &mut all);
        }
    }
    all.into_iter().map(|bytes| bytes.to_ascii_lowercase()).collect()
}

/// A text, its words turned about: surname first or last.
fn orders(text: &str) -> Vec<String> {
    const MOST_WORDS: usize = 6;
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut all = vec![words.join(" ")];
    if words.len() > 1 && words.len() <= MOST_WORDS && !text.contains('@') {
        for first in 1..words.len() {
            let (last, start) = words.split_at(first);
            all.push([start, last].concat().join(" "));
        }
        all.push(words.iter().rev().copied().collect::<Vec<_>>().join(" "));
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn without_accents(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let bare = text.nfkd().filter(|letter| !unicode_normalization::char::is_combining_mark(*letter));
    bare.collect::<String>().replace(['œ', 'Œ'], "oe").replace(['æ', 'Æ'], "ae")
}

fn encode(text: &str, all: &mut BTreeSet<Vec<u8>>) {
    all.insert(text.as_bytes().to_vec());
    let latin: Option<Vec<u8>> = text.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect();
    if let Some(latin) = latin.filter(|_| !text.is_ascii()) {
        all.insert(hex(&latin));
        all.insert(latin);
    }
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    all.insert(hex(&big));
    all.insert(hex(text.as_bytes()));
    all.insert(big);
    all.insert(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// A day.
struct Date {
    day: u32,
    month: u32,
    year: u32,
}

const MONTHS: [[&str; 4]; 12] = [
    ["janvier", "janv", "january", "jan"],
    ["février", "févr", "february", "feb"],
    ["mars", "mar", "march", "mars"],
    ["avril", "avr", "april", "apr"],
    ["mai", "mai", "may", "may"],
    ["juin", "juin", "june", "jun"],
    ["juillet", "juil", "july", "jul"],
    ["août", "aout", "august", "aug"],
    ["septembre", "sept", "september", "sep"],
    ["octobre", "oct", "october", "oct"],
    ["novembre", "nov", "november", "nov"],
    ["décembre", "déc", "december", "dec"],
];

impl Date {
    /// Reads `dd/mm/yyyy` or `yyyy-mm-dd`, with any separators.
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if !text.bytes().all(|byte| byte.is_ascii_digit() || b"/.- ".contains(&byte)) {
            return None;
        }
        let parts: Vec<&str> = text.split(|letter: char| !letter.is_ascii_digit()).collect();
        let [first, month, last] = parts.as_slice() else { return None };
        let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
        if year.len() != 4 || day.len() > 2 || month.len() > 2 {
            return None;
        }
        let date = Self { day: day.parse().ok()?, month: month.parse().ok()?, year: year.parse().ok()? };
        ((1..=31).contains(&date.day) && (1..=12).contains(&date.month)).then_some(date)
    }

    fn spell(&self, all: &mut Vec<Spelling>) {
        let Self { day, month, year } = *self;
        let mut add = |text: String, rule| all.push(Spelling { letters: Folded::new(&text), rule });
        for text in self.numeric() {
            add(text, Rule::Date);
        }
        add(format!("{day:02}{month:02}{year:04}"), Rule::Date);
        add(format!("{year:04}{month:02}{day:02}"), Rule::Date);
        add(format!("{day:02}/{month:02}/{:02}", year % 100), Rule::ShortDate);
        let names = usize::try_from(month).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?));
        for name in names.into_iter().flatten().collect::<BTreeSet<_>>() {
            for day in [format!("{day}"), format!("{day:02}"), format!("{day}er")] {
                add(format!("{day} {name} {year}"), Rule::Date);
                add(format!("{name} {day} {year}"), Rule::Date);
            }
        }
    }

    fn numeric(&self) -> BTreeSet<String> {
        let Self { day, month, year } = *self;
        let spelled = [
            format!("{day:02}/{month:02}/{year:04}"),
            format!("{day}/{month}/{year:04}"),
            format!("{year:04}-{month:02}-{day:02}"),
            format!("{year:04}-{month}-{day}"),
        ];
        spelled.into_iter().collect()
    }

    /// The spellings that stand as bytes in files that nobody parses.
    fn plain(&self) -> Vec<String> {
        let separated = self
            .numeric()
            .into_iter()
            .flat_map(|text| ["/", "-", "."].map(|mark| text.replace(['/', '-'], mark)));
        let Self { day, month, year } = *self;
        let compact = [format!("{day:02}{month:02}{year:04}"), format!("{year:04}{month:02}{day:02}")];
        separated.chain(compact).collect()
    }
}

impl Spelling {
    /// How many bytes of letters and digits.
    pub(super) fn len(&self) -> usize {
        self.letters.bytes.len()
    }

    /// Whether a separator stands before byte `at` of the spelling itself.
    pub(super) fn parts_at(&self, at: usize) -> bool {
        self.letters.gap(at) != Gap::None
    }
}
