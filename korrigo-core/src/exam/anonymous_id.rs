//! The ids that stand for names: `MATH-0417`, or `MATH-0417K` with a check character.
//!
//! Knows how an id is written, checked and made: the number is the index of the copy, in the order of creation,
//! sent through a permutation that belongs to the exam's key. So no two copies share an id, the order of the
//! pile is nowhere in it, and whoever holds the key finds the index again. Knows no names.

use std::fmt;
use std::str::FromStr;

use hmac::Mac;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;

use super::permutation::Permutation;
use crate::error::{Code, Error, Result};
use crate::id::{parse_hex, to_hex};

/// The secret of one exam: 32 random bytes, made once and kept apart from the copies.
///
/// Whoever has it can tell from an id in which order the copies were made. It is written as 64 lower-case
/// hexadecimal digits, and never shows up in `Debug`.
///
/// ```
/// use korrigo_core::exam::ExamKey;
///
/// let key = ExamKey::new([7; 32]);
/// assert_eq!(format!("{key:?}"), "ExamKey(..)");
/// assert!(key.to_text().parse::<ExamKey>().is_ok());
/// ```
#[derive(Clone)]
pub struct ExamKey([u8; 32]);

impl ExamKey {
    /// The key of these bytes, drawn by the caller from a source of randomness fit for secrets.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A key of its own for another purpose, such as sealing receipts: HMAC-SHA-256 of the purpose. Neither says
    /// anything of the other to whoever has not this key.
    ///
    /// # Errors
    /// `internal`, never in fact: HMAC takes keys of any length.
    pub fn derived(&self, purpose: &str) -> Result<[u8; 32]> {
        let mut keyed = super::permutation::keyed(&self.0, b"korrigo.derived_key/1\0")?;
        keyed.update(purpose.as_bytes());
        Ok(keyed.finalize().into_bytes().into())
    }

    /// The key as it is kept in a file.
    pub fn to_text(&self) -> String {
        to_hex(&self.0)
    }
}

impl FromStr for ExamKey {
    type Err = Error;

    /// Reads [`ExamKey::to_text`] again; white space around it is no matter.
    fn from_str(text: &str) -> Result<Self> {
        parse_hex(text.trim()).map(Self).ok_or_else(|| {
            Error::new(Code::InvalidMimeType, "the key of an exam is 64 lower-case hexadecimal digits")
                .with_detail("exam.key")
                .hint("give the file that was made with the exam; a new key gives new ids")
        })
    }
}

impl fmt::Debug for ExamKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ExamKey(..)")
    }
}

/// How the ids of one exam look. Fixed when the exam is created; kept with it.
///
/// ```
/// use korrigo_core::exam::{ExamKey, IdScheme, anonymous_id};
///
/// let scheme = IdScheme::new("Mathématiques, juin", 120);
/// let key = ExamKey::new([7; 32]);
/// let id = anonymous_id(&key, &scheme, 0)?;
/// assert!(id.as_str().starts_with("MATH-") && id.as_str().len() == 9);
/// assert_eq!(anonymous_id(&key, &scheme, 0)?, id);
/// assert_eq!(scheme.index_of(&key, &id)?, 0);
/// # Ok::<(), korrigo_core::Error>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(try_from = "RawScheme", into = "RawScheme")]
pub struct IdScheme {
    exam: String,
    prefix: String,
    digits: u8,
    check: bool,
}

#[derive(Deserialize, Serialize, schemars::JsonSchema)]
#[schemars(rename = "IdScheme")]
struct RawScheme {
    exam: String,
    prefix: String,
    digits: u8,
    check: bool,
}

impl IdScheme {
    /// Fewest digits of a number.
    pub const MIN_DIGITS: u8 = 3;
    /// Most digits of a number.
    pub const MAX_DIGITS: u8 = 6;
    /// Most characters of a prefix.
    pub const MAX_PREFIX: usize = 8;

    /// The scheme of an exam: the first four letters or digits of its name as the prefix, four digits (one
    /// more above 5,000 copies, and again above 50,000, so that at least half of the numbers stay free), no
    /// check character.
    ///
    /// The name of the exam goes into the ids: under one key two exams number their copies differently.
    pub fn new(exam: &str, copies: usize) -> Self {
        let digits = match copies {
            0..=5_000 => 4,
            5_001..=50_000 => 5,
            _ => 6,
        };
        Self { exam: exam.to_owned(), prefix: prefix_of(exam), digits, check: false }
    }

    /// With another prefix: 1 to 8 of the characters `A` to `Z` and `0` to `9`.
    ///
    /// # Errors
    /// `plan_invalid` for any other one.
    pub fn with_prefix(mut self, prefix: &str) -> Result<Self> {
        if !is_prefix(prefix) {
            return Err(Error::new(
                Code::PlanInvalid,
                "the prefix of an exam's ids is 1 to 8 characters from A to Z and 0 to 9",
            )
            .with_detail("anonymous_id.prefix"));
        }
        prefix.clone_into(&mut self.prefix);
        Ok(self)
    }

    /// With numbers of so many digits: 3 to 6.
    ///
    /// # Errors
    /// `plan_invalid` for any other number.
    pub fn with_digits(mut self, digits: u8) -> Result<Self> {
        if !(Self::MIN_DIGITS..=Self::MAX_DIGITS).contains(&digits) {
            return Err(Error::new(Code::PlanInvalid, "the numbers of an exam's ids have 3 to 6 digits")
                .with_detail("anonymous_id.digits"));
        }
        self.digits = digits;
        Ok(self)
    }

    /// With or without a check character: a letter after the number that catches every wrong digit and every
    /// two that changed places.
    #[must_use]
    pub fn with_check(mut self, check: bool) -> Self {
        self.check = check;
        self
    }

    /// What the ids begin with.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// How many copies can have an id.
    pub fn capacity(&self) -> u32 {
        10u32.pow(u32::from(self.digits))
    }

    /// Which copy an id belongs to: its index in the order of creation, which may be one that was never used.
    ///
    /// # Errors
    /// `not_found` when it cannot be an id of this exam: another prefix, other digits, or a check character
    /// too many or too few.
    pub fn index_of(&self, key: &ExamKey, id: &AnonymousId) -> Result<u32> {
        let parts = Parts::of(&id.0).filter(|parts| {
            parts.prefix == self.prefix
                && parts.digits.len() == usize::from(self.digits)
                && parts.check.is_some() == self.check
        });
        let number = parts.and_then(|parts| parts.digits.parse().ok()).ok_or_else(|| {
            Error::new(Code::NotFound, "the id is not one of this exam").with_detail("anonymous_id.exam")
        })?;
        Ok(self.permutation(key)?.backward(number))
    }

    fn permutation(&self, key: &ExamKey) -> Result<Permutation> {
        Permutation::new(&key.0, self.exam.as_bytes(), self.digits)
    }
}

impl TryFrom<RawScheme> for IdScheme {
    type Error = Error;

    fn try_from(raw: RawScheme) -> Result<Self> {
        let scheme = Self { exam: raw.exam, prefix: String::new(), digits: 0, check: raw.check };
        scheme.with_prefix(&raw.prefix)?.with_digits(raw.digits)
    }
}

impl From<IdScheme> for RawScheme {
    fn from(scheme: IdScheme) -> Self {
        let IdScheme { exam, prefix, digits, check } = scheme;
        Self { exam, prefix, digits, check }
    }
}

/// The id of the copy with this index (from 0, in the order of creation).
///
/// The same key, scheme and index give the same id; two indices never give the same one. Ten evaluations of
/// HMAC-SHA-256.
///
/// # Errors
/// `resource_limit` when the index is not below [`IdScheme::capacity`].
pub fn anonymous_id(key: &ExamKey, scheme: &IdScheme, index: u32) -> Result<AnonymousId> {
    if index >= scheme.capacity() {
        let message = format!("an exam whose ids have {} digits has no id left", scheme.digits);
        return Err(Error::new(Code::ResourceLimit, message)
            .with_detail("anonymous_id.capacity")
            .hint("say how many copies are expected when the exam is created"));
    }
    let number = scheme.permutation(key)?.forward(index);
    let digits = usize::from(scheme.digits);
    let mut text = format!("{}-{number:0digits$}", scheme.prefix);
    if scheme.check {
        text.extend(check_character(&text));
    }
    Ok(AnonymousId(text))
}

/// What a marker sees instead of a name: a prefix, a hyphen, three to six digits, and perhaps a check
/// character.
///
/// The check character is a letter, so that it is no digit of the number; it makes the sum of all characters,
/// weighted by powers of 5, a multiple of 23. This is a pure system in the sense of ISO/IEC 7064. 23 is a prime
/// larger than the difference of two digits, and the powers of 5 repeat only after 22 places: hence every wrong
/// digit and every two that changed places are caught, and 96 % of everything else.
///
/// ```
/// use korrigo_core::exam::AnonymousId;
///
/// let id: AnonymousId = " math-0417".parse()?;
/// assert_eq!(id.to_string(), "MATH-0417");
/// assert!("MATH-04x7".parse::<AnonymousId>().is_err());
/// # Ok::<(), korrigo_core::Error>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AnonymousId(String);

impl AnonymousId {
    /// The id as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AnonymousId {
    type Err = Error;

    /// Reads an id as people type it: lower case and white space around it are no matter.
    ///
    /// # Errors
    /// `not_found` when it is not written as an id is (detail `anonymous_id.form`), or its check character
    /// says that something was mistyped (detail `anonymous_id.check`).
    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim().to_ascii_uppercase();
        let parts = Parts::of(&text).ok_or_else(|| {
            Error::new(Code::NotFound, "this is not how an anonymous id is written")
                .with_detail("anonymous_id.form")
                .hint("an id is a prefix, a hyphen and three to six digits, such as MATH-0417")
        })?;
        if parts.check.is_some() && parts.check != check_character(parts.number) {
            return Err(Error::new(Code::NotFound, "the check character of the id does not fit its number")
                .with_detail("anonymous_id.check")
                .hint("look at the id again: a digit is wrong, or two have changed places"));
        }
        Ok(Self(text))
    }
}

impl fmt::Display for AnonymousId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

crate::schema::written_as_text!(AnonymousId);

impl Serialize for AnonymousId {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for AnonymousId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|error: Error| serde::de::Error::custom(error.message()))
    }
}

/// The parts of an id, with whatever check character.
struct Parts<'t> {
    prefix: &'t str,
    digits: &'t str,
    check: Option<char>,
    /// Everything before the check character.
    number: &'t str,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let (prefix, rest) = text.split_once('-')?;
        let digits = rest.trim_end_matches(|end: char| CHECKS.contains(&end));
        let check = rest.strip_prefix(digits)?;
        let fits = is_prefix(prefix)
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && (usize::from(IdScheme::MIN_DIGITS)..=usize::from(IdScheme::MAX_DIGITS))
                .contains(&digits.len())
            && check.len() <= 1;
        let number = text.strip_suffix(check)?;
        fits.then_some(Self { prefix, digits, check: check.chars().next(), number })
    }
}

fn is_prefix(text: &str) -> bool {
    (1..=IdScheme::MAX_PREFIX).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// The first four letters or digits of an exam's name, without accents; `EXAM` where there are none.
fn prefix_of(exam: &str) -> String {
    let plain = exam.nfkd().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase());
    let prefix: String = plain.take(4).collect();
    if prefix.is_empty() { "EXAM".into() } else { prefix }
}

/// The letters without those that look like a digit when written by hand in a hurry: I, O and Q.
const CHECKS: [char; 23] = [
    'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'S', 'T', 'U', 'V', 'W', 'X',
    'Y', 'Z',
];

/// The letter that makes the weighted sum of all characters a multiple of 23.
fn check_character(text: &str) -> Option<char> {
    let values = text.chars().filter_map(|character| character.to_digit(36));
    let sum = values.fold(0, |sum, value| (sum + value) * 5 % 23);
    CHECKS.get((23 - sum as usize) % 23).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn scheme(digits: u8) -> IdScheme {
        IdScheme::new("Maths", 100).with_digits(digits).unwrap().with_check(true)
    }

    /// What another program makes of the published rule, with an HMAC of its own.
    #[test]
    fn ids_are_the_same_for_ever() {
        let key = ExamKey::new(std::array::from_fn(|place| place as u8));
        let plain = IdScheme::new("Mathématiques, juin", 120);
        let ids = [0, 1, 2, 9_999].map(|index| anonymous_id(&key, &plain, index).unwrap().to_string());
        assert_eq!(ids, ["MATH-9511", "MATH-4979", "MATH-0625", "MATH-4365"]);
        let checked = anonymous_id(&key, &plain.with_check(true), 0).unwrap();
        assert_eq!(checked.as_str(), "MATH-9511K");
    }

    #[test]
    fn no_two_copies_share_an_id_and_each_is_found_again() {
        let (key, scheme) = (ExamKey::new([1; 32]), scheme(4));
        let mut seen = BTreeSet::new();
        for index in 0..scheme.capacity() {
            let id = anonymous_id(&key, &scheme, index).unwrap();
            assert_eq!(id.to_string().parse::<AnonymousId>().unwrap(), id);
            assert_eq!(scheme.index_of(&key, &id).unwrap(), index);
            seen.insert(id);
        }
        assert_eq!(seen.len(), 10_000);
        let error = anonymous_id(&key, &scheme, 10_000).unwrap_err();
        assert_eq!((error.code(), error.detail()), (Code::ResourceLimit, Some("anonymous_id.capacity")));
    }

    #[test]
    fn digits_follow_from_the_copies_expected() {
        let digits = |copies| IdScheme::new("x", copies).digits;
        assert_eq!([0, 5_000, 5_001, 50_000, 50_001].map(digits), [4, 4, 5, 5, 6]);
    }

    #[test]
    fn prefixes_follow_from_the_name_of_the_exam() {
        for (name, prefix) in [
            ("Mathematics, June", "MATH"),
            ("épreuve n° 2", "EPRE"),
            ("DM 3 bis", "DM3B"),
            ("DM", "DM"),
            ("Ελληνικά", "EXAM"),
            ("", "EXAM"),
        ] {
            assert_eq!(IdScheme::new(name, 1).prefix(), prefix);
        }
        for prefix in ["", "maths", "TOOLONGER", "MÉ", "A-B"] {
            assert_eq!(scheme(4).with_prefix(prefix).unwrap_err().detail(), Some("anonymous_id.prefix"));
        }
        assert!(scheme(4).with_prefix("TOOLONG8").is_ok());
    }

    /// Every number of four digits, and a seventh of those of five: every wrong digit and every two digits
    /// that changed places.
    #[test]
    fn the_check_character_catches_every_slip() {
        for (width, step) in [(3, 1), (4, 1), (5, 7)] {
            for number in (0..10usize.pow(width as u32)).step_by(step) {
                let text = format!("MATH-{number:0width$}");
                let check = check_character(&text).unwrap();
                let caught = |slip: &[u8]| {
                    let slip = std::str::from_utf8(slip).unwrap();
                    assert_ne!(check_character(slip), Some(check), "{slip}{check} for {text}{check}");
                };
                let mut bytes = text.clone().into_bytes();
                for place in 5..bytes.len() {
                    let right = bytes[place];
                    for wrong in (b'0'..=b'9').filter(|wrong| *wrong != right) {
                        bytes[place] = wrong;
                        caught(&bytes);
                    }
                    bytes[place] = right;
                    for other in (5..place).filter(|other| bytes[*other] != right) {
                        let mut swapped = bytes.clone();
                        swapped.swap(place, other);
                        caught(&swapped);
                    }
                }
            }
        }
    }

    #[test]
    fn slips_are_refused_by_name() {
        let (key, scheme) = (ExamKey::new([1; 32]), scheme(4));
        let id = anonymous_id(&key, &scheme, 3).unwrap().to_string();
        let detail = |text: &str| text.parse::<AnonymousId>().unwrap_err().detail();
        let last = id.chars().next_back().unwrap();
        let other = CHECKS.iter().find(|check| **check != last).unwrap();
        assert_eq!(detail(&id.replace(last, &other.to_string())), Some("anonymous_id.check"));
        for text in [
            "",
            "-",
            "MATH",
            "MATH0417",
            "MATH-12",
            "MATH-1234567",
            "MATH-0417KK",
            "MÄTH-0417",
            "-0417",
            "A-B-123",
        ] {
            assert_eq!(detail(text), Some("anonymous_id.form"), "{text}");
        }
        // Of another exam, or of another form.
        for text in ["PHYS-0417", "MATH-0417", "MATH-041", "MATH-04170"] {
            let error = scheme.index_of(&key, &text.parse().unwrap()).unwrap_err();
            assert_eq!((error.code(), error.detail()), (Code::NotFound, Some("anonymous_id.exam")), "{text}");
        }
    }

    #[test]
    fn keys_are_kept_as_text_and_shown_to_nobody() {
        let key = ExamKey::new([0xAB; 32]);
        assert!(!format!("{key:?}").contains("ab"));
        let again: ExamKey = format!("\n{} ", key.to_text()).parse().unwrap();
        assert_eq!(again.0, key.0);
        assert_ne!(key.derived("receipt").unwrap(), key.0);
        assert_ne!(key.derived("receipt").unwrap(), key.derived("other").unwrap());
        for text in ["", "ab", &"AB".repeat(32), &"zz".repeat(32), &"ab".repeat(33)] {
            assert_eq!(text.parse::<ExamKey>().unwrap_err().detail(), Some("exam.key"));
        }
    }

    #[test]
    fn schemes_and_ids_are_stored() {
        let scheme = scheme(5);
        let text = serde_json::to_string(&scheme).unwrap();
        assert_eq!(text, r#"{"exam":"Maths","prefix":"MATH","digits":5,"check":true}"#);
        assert_eq!(serde_json::from_str::<IdScheme>(&text).unwrap(), scheme);
        assert!(serde_json::from_str::<IdScheme>(&text.replace('5', "2")).is_err());
        assert!(serde_json::from_str::<IdScheme>(&text.replace("MATH", "m")).is_err());
        let id: AnonymousId = serde_json::from_str("\"MATH-0417\"").unwrap();
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"MATH-0417\"");
        assert!(serde_json::from_str::<AnonymousId>("\"MATH\"").is_err());
    }
}
