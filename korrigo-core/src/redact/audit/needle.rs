//! What is looked for, in every way it may be spelled.
//!
//! Knows two automata over all spellings of all needles: one for folded text, one for bytes. Each reads its
//! input once, however many needles there are (Aho and Corasick, 1975). Never tells what a needle is.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use super::fold::{Folded, Gap};
use super::spell::{Rule, Spelling, raw_spellings, spellings};
use crate::error::{Code, Error, Result};

/// The texts an audit looks for: names, dates, numbers, addresses. They never show up in `Debug`.
///
/// Needles are counted from 0 in the order they are given. Those without a letter or digit, or with only
/// one, are never found.
///
/// ```
/// use korrigo_core::redact::audit::Needles;
///
/// let needles = Needles::new(["Éloïse Ben Salah", "01/02/2008"]);
/// assert_eq!(needles.len(), 2);
/// assert_eq!(format!("{needles:?}"), "Needles(2)");
/// ```
#[derive(Clone, Default)]
pub struct Needles {
    texts: Vec<String>,
    /// Made when first asked for: a class takes a tenth of a second.
    search: OnceLock<Search>,
}

impl Needles {
    /// Takes the texts to look for.
    pub fn new(texts: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let texts = texts.into_iter().map(|text| text.as_ref().to_owned()).collect();
        Self { texts, search: OnceLock::new() }
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The needles made ready to search, once for all files.
    ///
    /// # Errors
    /// `resource_limit` when they are too many.
    pub(super) fn search(&self) -> Result<&Search> {
        if let Some(search) = self.search.get() {
            return Ok(search);
        }
        let search = Search::new(&self.texts)?;
        Ok(self.search.get_or_init(|| search))
    }
}

impl fmt::Debug for Needles {
    // Names of candidates: they never reach a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Needles({})", self.len())
    }
}

/// Where needles were found in one part of a file, and how sure: the surest place of each.
pub(super) type Hits = BTreeMap<usize, f64>;

/// What kind of text is searched.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Text {
    /// What people read.
    Plain,
    /// Names of objects: short words are the format's own.
    Names,
}

/// Needles made ready to search.
#[derive(Clone)]
pub(super) struct Search {
    text: Option<AhoCorasick>,
    spelled: Vec<(usize, Spelling)>,
    raw: Option<AhoCorasick>,
    /// For each raw pattern its needle, and whether it is digits only.
    patterns: Vec<(usize, bool)>,
}

/// Shorter needles are found as whole words of text alone: three letters occur in any JPEG by chance.
const LONG: usize = 6;

/// Shorter numbers stand in every file: lengths and offsets.
const LONG_NUMBER: usize = 8;

/// Names of the format itself are mostly shorter.
const LONG_NAME: usize = 5;

impl Search {
    /// Compiles all spellings of all needles.
    ///
    /// # Errors
    /// `resource_limit` when they are too many.
    fn new(texts: &[String]) -> Result<Self> {
        let (mut spelled, mut patterns, mut raw) = (Vec::new(), Vec::new(), Vec::new());
        for (index, text) in texts.iter().enumerate() {
            let ways = spellings(text);
            let longest = ways.iter().map(Spelling::len).max().unwrap_or_default();
            let digits =
                text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_punctuation() || byte == b' ');
            if longest >= if digits { LONG_NUMBER } else { LONG } {
                for pattern in raw_spellings(text) {
                    patterns.push((index, digits));
                    raw.push(pattern);
                }
            }
            spelled.extend(ways.into_iter().filter(|way| way.len() >= 2).map(|way| (index, way)));
        }
        let too_many = |_| {
            Error::new(Code::ResourceLimit, "the needles are too many, or too long")
                .with_detail("limit.needles")
        };
        let text = AhoCorasick::new(spelled.iter().map(|(_, way)| &way.letters.bytes)).map_err(too_many)?;
        let raw = AhoCorasick::builder().ascii_case_insensitive(true).build(raw).map_err(too_many)?;
        let (some_text, some_raw) = (!spelled.is_empty(), !patterns.is_empty());
        Ok(Self { text: some_text.then_some(text), spelled, raw: some_raw.then_some(raw), patterns })
    }

    /// The needles in a text.
    pub(super) fn text(&self, text: &str, kind: Text, hits: &mut Hits) {
        if let Some(automaton) = &self.text
            && !text.is_empty()
        {
            self.folded(automaton, &Folded::new(text), kind, hits);
        }
    }

    fn folded(&self, automaton: &AhoCorasick, text: &Folded, kind: Text, hits: &mut Hits) {
        for found in automaton.find_overlapping_iter(&text.bytes) {
            let Some((needle, way)) = self.spelled.get(found.pattern().as_usize()) else { continue };
            if kind == Text::Names && way.len() < LONG_NAME {
                continue;
            }
            if let Some(sure) = sureness(text, found.start(), found.end(), way) {
                surest(hits, *needle, sure);
            }
        }
    }

    /// The long needles in bytes, wherever they stand; tells each place.
    pub(super) fn raw(&self, bytes: &[u8], mut found: impl FnMut(usize, usize, f64)) {
        let Some(automaton) = &self.raw else { return };
        for hit in automaton.find_overlapping_iter(bytes) {
            let Some((needle, digits)) = self.patterns.get(hit.pattern().as_usize()) else { continue };
            let before = hit.start().checked_sub(1).and_then(|at| bytes.get(at));
            let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
            if !(*digits && (is_digit(before) || is_digit(bytes.get(hit.end())))) {
                // Six bytes occur by chance once in 2^48 / 2^6 (case) places, ten in none.
                found(*needle, hit.start(), if hit.len() < 8 { 0.9 } else { 1.0 });
            }
        }
    }
}

pub(super) fn surest(hits: &mut Hits, needle: usize, sure: f64) {
    let known = hits.entry(needle).or_insert(sure);
    *known = known.max(sure);
}

/// How sure it is that these letters are the spelling; `None` when they are part of something else.
fn sureness(text: &Folded, start: usize, end: usize, way: &Spelling) -> Option<f64> {
    let whole = text.gap(start) != Gap::None && text.gap(end) != Gap::None;
    let digit = |at: Option<usize>| at.and_then(|at| text.bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let inner = (1..way.len()).map(|at| (at, text.gap(start.saturating_add(at))));
    match way.rule {
        Rule::Number => {
            let alone = (text.gap(start) != Gap::None || !digit(start.checked_sub(1)))
                && (text.gap(end) != Gap::None || !digit(Some(end)));
            let grouped = inner.filter(|(at, gap)| *gap != Gap::None && !way.parts_at(*at)).count();
            (alone && (grouped == 0 || way.len() >= LONG_NUMBER) && (whole || way.len() >= LONG))
                .then_some(1.0)
        }
        Rule::Date | Rule::ShortDate => {
            let fits = |gap: Gap, parts: bool| match (parts, way.rule) {
                (false, _) => gap == Gap::None,
                (true, Rule::ShortDate) => gap == Gap::Soft,
                (true, _) => gap != Gap::None,
            };
            let exact = inner.into_iter().all(|(at, gap)| fits(gap, way.parts_at(at)));
            (whole && exact).then_some(if way.rule == Rule::Date { 1.0 } else { 0.8 })
        }
        Rule::Name => {
            let odd: Vec<(usize, Gap)> =
                inner.filter(|(at, gap)| *gap != Gap::None && !way.parts_at(*at)).collect();
            let spread = odd.iter().any(|(_, gap)| *gap == Gap::Wide);
            if way.len() < LONG {
                return (whole && odd.is_empty()).then_some(0.9);
            }
            if spread && !is_spread(text, start, way) {
                return None;
            }
            Some(match (whole, odd.is_empty()) {
                (true, true) => 1.0,
                (true, false) => 0.8,
                (false, _) => 0.5,
            })
        }
    }
}

/// Whether the letters stand apart one by one, or by two, rather than as other words: "D U P O N T".
fn is_spread(text: &Folded, start: usize, way: &Spelling) -> bool {
    let mut run = 0_usize;
    (0..way.len()).all(|at| {
        let parted = text.gap(start.saturating_add(at)) != Gap::None;
        run = if parted { 1 } else { run.saturating_add(1) };
        run <= 2
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(needle: &str, text: &str) -> Option<f64> {
        let mut hits = Hits::new();
        Needles::new([needle]).search().unwrap().text(text, Text::Plain, &mut hits);
        hits.get(&0).copied()
    }

    fn found_raw(needle: &str, bytes: &[u8]) -> bool {
        let mut any = false;
        Needles::new([needle]).search().unwrap().raw(bytes, |_, _, _| any = true);
        any
    }

    #[test]
    fn names_in_every_spelling() {
        for text in [
            "BEN SALAH Youssef",
            "youssef ben-salah",
            "Youssef Ben Salah",
            "BENSALAH Youssef",
            "ben salah, youssef",
            "Y O U S S E F  B E N  S A L A H",
            "Ben Sa-\nlah Youssef",
        ] {
            assert!(found("BEN SALAH Youssef", text).is_some(), "{text}");
        }
        assert!(found("Éloïse", "ELOISE").is_some());
        assert!(found("Lefivre", "le\u{FB01}vre").is_some());
        assert!(found("Lecœur", "LECOEUR").is_some());
        assert!(found("marie.dupont@lycee.fr", "mailto:Marie.Dupont@lycee.fr").is_some());
    }

    #[test]
    fn other_words_are_not_names() {
        assert_eq!(found("Lemaire", "avec le maire"), None);
        assert_eq!(found("Ana", "banana"), None);
        assert_eq!(found("Ana", "l'Ana."), Some(0.9));
        assert_eq!(found("Li", "la liste"), None);
        assert_eq!(found("Martin", "la martingale"), Some(0.5));
    }

    #[test]
    fn dates_in_usual_spellings() {
        for text in [
            "01/02/2008",
            "2008-02-01",
            "1.2.2008",
            "01022008",
            "20080201",
            "né le 1er février 2008",
            "01-02-08",
            "1 Feb 2008",
            "February 1, 2008",
            "01 / 02 / 2008",
        ] {
            assert!(found("01/02/2008", text).is_some(), "{text}");
            assert!(found("2008-02-01", text).is_some(), "{text}");
            assert!(found("1/2/2008", text).is_some(), "{text}");
        }
        for text in ["11/02/2008", "01/02/20081", "12 2008", "0102200812", "2/1/2008", "01 02 08"] {
            assert_eq!(found("01/02/2008", text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_never_part_of_longer_ones() {
        assert!(found("1234567890A", "INE 1234567890a").is_some());
        assert!(found("123456", "no 123456.").is_some());
        assert!(found("12345678", "12 345 678").is_some());
        assert_eq!(found("123456", "91234560"), None);
        // Letters right beside a long one do not hide it; digits make it another.
        assert!(found("1234567890", "copie1234567890b").is_some());
        assert_eq!((found("1234567890", "12345678901"), found("1234567890", "91234567890")), (None, None));
        assert!(!found_raw("123456", b"startxref\n123456\n"));
        assert!(found_raw("12345678", b"(12345678)"));
        assert!(!found_raw("12345678", b"0012345678 00000 n"));
    }

    #[test]
    fn bytes_in_every_encoding() {
        for bytes in [
            &b"xxDUPONT\xc9yy"[..],
            b"dupont\xc3\xa9",
            b"\0D\0u\0p\0o\0n\0t\0\xe9",
            b"D\0u\0p\0o\0n\0t\0\xe9\0",
            b"<4475706F6E74E9>44",
            b"Duponte",
        ] {
            let hit = found_raw("Duponté", bytes);
            assert!(hit || bytes.starts_with(b"<"), "{bytes:?}");
        }
        assert!(found_raw("Dupont", b"<4475706F6E74>"));
        assert!(!found_raw("Paul", b"Paul"));
    }
}
