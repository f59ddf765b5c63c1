//! Points: exact decimals of two places, never floats.
//!
//! Knows how a mark is written, read and added, and how a share of two numbers is rounded. Knows no question and no
//! scheme. A mark is held as hundredths; the text of a JSON number is read as it stands, so that `0.1` is 0.1.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Code, Error, Result};

/// Points, from -1,000,000 to 1,000,000 in hundredths.
///
/// JSON holds it as a string. A JSON number is read too, and means points: `1.5` and `"1.5"` are the same mark.
/// Commas, more than two places and anything that is no number are refused.
///
/// ```
/// use korrigo_core::exam::Mark;
///
/// let mark: Mark = "15.50".parse()?;
/// assert_eq!(mark.to_string(), "15.5");
/// assert_eq!(mark, Mark::from_hundredths(1550)?);
/// assert!("15,5".parse::<Mark>().is_err() && "1.505".parse::<Mark>().is_err());
/// # Ok::<(), korrigo_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Mark(i64);

impl Mark {
    /// No points.
    pub const ZERO: Self = Self(0);
    /// The highest mark; the lowest is its opposite.
    pub const MAX: Self = Self(100_000_000);

    /// A mark of so many hundredths of a point.
    ///
    /// # Errors
    /// `mark_invalid` beyond [`Mark::MAX`].
    pub fn from_hundredths(hundredths: i64) -> Result<Self> {
        if hundredths.unsigned_abs() > Self::MAX.0.unsigned_abs() {
            return Err(invalid("a mark lies between -1000000 and 1000000"));
        }
        Ok(Self(hundredths))
    }

    /// A mark of so many whole points.
    ///
    /// # Errors
    /// `mark_invalid` beyond [`Mark::MAX`].
    pub fn from_points(points: i64) -> Result<Self> {
        Self::from_hundredths(points.saturating_mul(100))
    }

    /// The hundredths of a point.
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// Whether it is below 0.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether it is a whole number of steps; of a step of nothing everything is.
    pub fn is_multiple_of(self, step: Self) -> bool {
        self.0.checked_rem(step.0).unwrap_or(0) == 0
    }

    /// The sum.
    ///
    /// # Errors
    /// `mark_invalid` beyond [`Mark::MAX`].
    pub fn sum(marks: impl IntoIterator<Item = Self>) -> Result<Self> {
        Self::from_hundredths(marks.into_iter().fold(0i64, |sum, mark| sum.saturating_add(mark.0)))
    }

    /// `self · numerator / denominator`, rounded half up to hundredths: 15.555 becomes 15.56, -0.005 becomes 0.
    ///
    /// # Errors
    /// `mark_invalid` for a denominator that is not above 0, and beyond [`Mark::MAX`].
    ///
    /// ```
    /// use korrigo_core::exam::Mark;
    ///
    /// let (total, scale, points) = ("31.11".parse::<Mark>()?, "20".parse()?, "40".parse()?);
    /// assert_eq!(total.scaled(scale, points)?.to_string(), "15.56");
    /// # Ok::<(), korrigo_core::Error>(())
    /// ```
    pub fn scaled(self, numerator: Self, denominator: Self) -> Result<Self> {
        rounded_half_up(i128::from(self.0) * i128::from(numerator.0), i128::from(denominator.0))
    }
}

/// `numerator / denominator` hundredths, rounded half up.
pub(super) fn rounded_half_up(numerator: i128, denominator: i128) -> Result<Mark> {
    if denominator <= 0 {
        return Err(invalid("marks are scaled by more than 0 points"));
    }
    let doubled = numerator.saturating_mul(2).saturating_add(denominator);
    let hundredths = doubled.div_euclid(denominator.saturating_mul(2));
    Mark::from_hundredths(i64::try_from(hundredths).unwrap_or(i64::MAX))
}

fn invalid(message: &str) -> Error {
    Error::new(Code::MarkInvalid, message)
}

fn unreadable() -> Error {
    invalid("a mark is a number with at most two places").hint("write it as 1.5, with a point")
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (points, rest) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        match (rest, rest % 10) {
            (0, _) => write!(f, "{sign}{points}"),
            (_, 0) => write!(f, "{sign}{points}.{}", rest / 10),
            _ => write!(f, "{sign}{points}.{rest:02}"),
        }
    }
}

impl FromStr for Mark {
    type Err = Error;

    /// Reads what JSON calls a number (RFC 8259, section 6), and a leading `+`. Exponents are exact, too.
    fn from_str(text: &str) -> Result<Self> {
        let sign = if text.starts_with('-') { -1 } else { 1 };
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text).as_bytes();
        let end = digits.iter().position(|byte| matches!(byte, b'e' | b'E')).unwrap_or(digits.len());
        let (mantissa, exponent) = digits.split_at_checked(end).ok_or_else(unreadable)?;
        let exponent = exponent.get(1..).map_or(Some(0), power).ok_or_else(unreadable)?;
        let point = mantissa.iter().position(|byte| *byte == b'.');
        let (whole, places) = match point {
            Some(point) => mantissa.split_at_checked(point).ok_or_else(unreadable)?,
            None => (mantissa, b"".as_slice()),
        };
        let places = places.get(1..).unwrap_or_default();
        let plain = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
        if whole.is_empty() || !plain(whole) || !plain(places) || (point.is_some() && places.is_empty()) {
            return Err(unreadable());
        }
        let value = hundredths([whole, places].concat(), exponent - places.len() as i64 + 2)?;
        Self::from_hundredths(sign * value)
    }
}

/// The exponent after an `e`; more than any mark can use is cut off.
fn power(text: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(text).ok()?;
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value = digits.parse::<i64>().unwrap_or(10_000).min(10_000);
    Some(if text.starts_with('-') { -value } else { value })
}

/// `digits · 10^shift`, when that is whole and no more than a mark can be.
fn hundredths(mut digits: Vec<u8>, shift: i64) -> Result<i64> {
    let start = digits.iter().position(|digit| *digit != b'0');
    let Some(start) = start else { return Ok(0) };
    digits.drain(..start);
    if shift < 0 {
        for _ in shift..0 {
            // A place that says something is a place too many.
            if digits.pop() != Some(b'0') {
                return Err(unreadable());
            }
        }
    }
    let too_large = || invalid("a mark lies between -1000000 and 1000000");
    let zeros = usize::try_from(shift.max(0)).map_err(|_| too_large())?;
    if digits.len().saturating_add(zeros) > 12 {
        return Err(too_large());
    }
    digits.extend(std::iter::repeat_n(b'0', zeros));
    let value = digits.iter().fold(0i64, |value, digit| value * 10 + i64::from(digit - b'0'));
    Ok(value)
}

crate::schema::written_as_text!(Mark);

impl Serialize for Mark {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Mark {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Points;
        impl Visitor<'_> for Points {
            type Value = Mark;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("points, as \"1.5\"")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> std::result::Result<Mark, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_i64<E: de::Error>(self, points: i64) -> std::result::Result<Mark, E> {
                Mark::from_points(points).map_err(E::custom)
            }

            fn visit_u64<E: de::Error>(self, points: u64) -> std::result::Result<Mark, E> {
                Mark::from_points(i64::try_from(points).unwrap_or(i64::MAX)).map_err(E::custom)
            }

            // Who cannot see the literal text gets the shortest text that is this float: the literal itself,
            // as long as it has at most 15 digits. Entries for outside JSON read `Literal` instead.
            fn visit_f64<E: de::Error>(self, points: f64) -> std::result::Result<Mark, E> {
                points.to_string().parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Points)
    }
}

/// A mark in JSON from outside: a string, or a number that is read from its literal text.
pub(crate) struct Literal(pub(crate) Mark);

impl<'de> Deserialize<'de> for Literal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let raw = Box::<serde_json::value::RawValue>::deserialize(deserializer)?;
        let text = raw.get();
        let mark = match serde_json::from_str::<String>(text) {
            Ok(text) => text.parse(),
            Err(_) => text.parse(),
        };
        mark.map(Self).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mark(text: &str) -> Mark {
        text.parse().unwrap()
    }

    #[test]
    fn marks_are_read_exactly() {
        for (text, hundredths) in [
            ("0", 0),
            ("-0", 0),
            ("0.00", 0),
            ("1", 100),
            ("1.5", 150),
            ("1.50", 150),
            ("1.500", 150),
            ("-0.25", -25),
            ("+1", 100),
            ("15e-1", 150),
            ("1.5E1", 1500),
            ("0.0150e2", 150),
            ("1000000", 100_000_000),
            ("0.000e-9999999999999999999", 0),
            ("007", 700),
        ] {
            assert_eq!(mark(text).hundredths(), hundredths, "{text}");
        }
    }

    #[test]
    fn what_is_no_mark_is_refused() {
        for text in [
            "",
            "-",
            "+",
            ".",
            ".5",
            "5.",
            "1,5",
            "1.005",
            "1e",
            "1e+",
            "1e-3",
            "NaN",
            "Infinity",
            "0x10",
            " 1",
            "1 ",
            "1000000.01",
            "1e7",
            "1e99999999999999999999",
            "--1",
            "1.5.5",
            "१",
            "1_000",
            "null",
            "\"1\"",
        ] {
            assert_eq!(text.parse::<Mark>().unwrap_err().code(), Code::MarkInvalid, "{text}");
        }
    }

    #[test]
    fn json_holds_strings_and_takes_numbers() {
        assert_eq!(serde_json::to_string(&mark("1.5")).unwrap(), r#""1.5""#);
        for text in ["1.5", r#""1.5""#, "15e-1"] {
            assert_eq!(serde_json::from_str::<Mark>(text).unwrap(), mark("1.5"), "{text}");
            assert_eq!(serde_json::from_str::<Literal>(text).unwrap().0, mark("1.5"), "{text}");
        }
        for text in ["null", "true", "[1]", "{}", r#""""#, "1.005", r#""1,5""#] {
            assert!(serde_json::from_str::<Mark>(text).is_err(), "{text}");
            assert!(serde_json::from_str::<Literal>(text).is_err(), "{text}");
        }
        // A float would take this for 2.5.
        assert!(serde_json::from_str::<Literal>("2.4999999999999999999999").is_err());
    }

    #[test]
    fn halves_are_rounded_up() {
        let of = |text: &str, points: &str| mark(text).scaled(mark("20"), mark(points)).unwrap().to_string();
        assert_eq!(of("31.11", "40"), "15.56");
        assert_eq!(of("39.99", "40"), "20");
        assert_eq!(of("-0.01", "40"), "0");
        assert_eq!(of("-0.03", "40"), "-0.01");
        let thousandths = |value| rounded_half_up(value, 10).unwrap().to_string();
        assert_eq!([15_555, 15_554, 19_995, 0].map(thousandths), ["15.56", "15.55", "20", "0"]);
        for points in ["0", "-1"] {
            assert_eq!(mark("1").scaled(mark("20"), mark(points)).unwrap_err().code(), Code::MarkInvalid);
        }
    }

    #[test]
    fn steps() {
        assert!(mark("1.75").is_multiple_of(mark("0.25")) && !mark("1.8").is_multiple_of(mark("0.25")));
        assert!(mark("-0.5").is_multiple_of(mark("0.5")) && mark("1.11").is_multiple_of(Mark::ZERO));
    }

    #[test]
    fn sums_have_an_end() {
        assert_eq!(Mark::sum([mark("0.1"), mark("0.2")]).unwrap(), mark("0.3"));
        assert_eq!(Mark::sum([Mark::MAX, mark("0.01")]).unwrap_err().code(), Code::MarkInvalid);
    }

    proptest! {
        #[test]
        fn written_and_read_again(hundredths in -100_000_000i64..=100_000_000) {
            let mark = Mark::from_hundredths(hundredths).unwrap();
            prop_assert_eq!(mark.to_string().parse::<Mark>().unwrap(), mark);
            let json = serde_json::to_string(&mark).unwrap();
            prop_assert_eq!(serde_json::from_str::<Mark>(&json).unwrap(), mark);
            // As a number, too.
            prop_assert_eq!(serde_json::from_str::<Mark>(&mark.to_string()).unwrap(), mark);
        }

        #[test]
        fn no_text_panics(text in "[-+0-9.eE]{0,12}|\\PC{0,8}") {
            let _ = text.parse::<Mark>();
        }
    }
}
