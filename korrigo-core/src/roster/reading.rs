//! What somebody or something read in a header: a person at a desk, or a program that reads handwriting.
//!
//! Knows what is read and how far it is trusted, and what two readings say of each other. Reads nothing itself
//! and knows no list of candidates.

use std::fmt;

use serde::{Deserialize, Serialize};
use strsim::jaro_winkler;

use super::date::{DateRead, lenient};
use super::name::normalise;

/// What was read in one header. What could not be read is left out. Never shown in `Debug`.
#[derive(Clone, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Reading {
    /// Surname.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// First name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Birth date; in JSON a text that is none counts as not read.
    #[serde(default, deserialize_with = "lenient", skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<DateRead>,
    /// Candidate number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// How likely each of them is right: 0..=1; anything else counts as 0. In JSON 1 where nothing is said.
    #[serde(default = "sure")]
    pub confidence: f64,
}

const fn sure() -> f64 {
    1.0
}

/// How often two candidates of one exam share a field. Generous: in a school there are twins, siblings and first
/// names of a year, and numbers that differ in what was not read.
const SAME_SURNAME: f64 = 0.02;
const SAME_FIRST_NAME: f64 = 0.05;
const SAME_DATE: f64 = 0.01;
const SAME_NUMBER: f64 = 0.002;

/// Names at least so alike (Jaro and Winkler) are one name with a slip of the reader …
const ALIKE: f64 = 0.92;
/// … and names less alike than this are two. Between them nothing is said.
const UNLIKE: f64 = 0.75;

/// No reader is trusted more than this, whatever it says of itself.
const MOST_TRUSTED: f64 = 0.98;

impl Reading {
    /// How much more likely one candidate wrote both headers than two did: the natural logarithm of the odds,
    /// 0 when nothing can be said. O(letters²).
    ///
    /// Each field that both have is weighed by whether it is the same, how far both readings are trusted, and how
    /// often two candidates share it. Fields are taken as independent.
    pub fn same_candidate(&self, other: &Self) -> f64 {
        let right = self.trusted() * other.trusted();
        let name = |one: &Option<String>, other: &Option<String>, shared| {
            let (one, other) = (normalise(one.as_deref()?), normalise(other.as_deref()?));
            if one.is_empty() || other.is_empty() {
                return None;
            }
            let alike = jaro_winkler(&one, &other);
            let same = if alike >= ALIKE { Some(true) } else { (alike < UNLIKE).then_some(false) };
            Some(log_odds(same?, right, shared))
        };
        let date = self
            .birth_date
            .zip(other.birth_date)
            .map(|(one, other)| log_odds(one == other, right, SAME_DATE));
        let number = self.number.as_deref().map(digits).zip(other.number.as_deref().map(digits));
        let number = number
            .filter(|(one, other)| !one.is_empty() && !other.is_empty())
            .and_then(|(one, other)| same_number(&one, &other))
            .map(|same| log_odds(same, right, SAME_NUMBER));
        let last_name = name(&self.last_name, &other.last_name, SAME_SURNAME);
        let first_name = name(&self.first_name, &other.first_name, SAME_FIRST_NAME);
        [last_name, first_name, date, number].into_iter().flatten().sum()
    }

    /// How far the reading is trusted: 0..=0.98.
    pub(super) fn trusted(&self) -> f64 {
        if self.confidence.is_finite() { self.confidence.clamp(0.0, MOST_TRUSTED) } else { 0.0 }
    }
}

/// `right`: the probability that both readings are; `shared`: that two candidates have the same.
fn log_odds(same: bool, right: f64, shared: f64) -> f64 {
    if same { ((right + (1.0 - right) * shared) / shared).ln() } else { (1.0 - right).ln() }
}

/// Letters and digits alone: lists and people put dots and spaces into numbers.
pub(super) fn digits(number: &str) -> Vec<char> {
    number.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two numbers are one; nothing is said when one character differs or is missing: a slip of the reader is
/// as likely as a neighbour on the list.
fn same_number(one: &[char], other: &[char]) -> Option<bool> {
    match one.len().abs_diff(other.len()) + one.iter().zip(other).filter(|(one, other)| one != other).count()
    {
        0 => Some(true),
        1 => None,
        _ => Some(false),
    }
}

impl fmt::Debug for Reading {
    // Nobody's name reaches a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reading(confidence {})", self.confidence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(last: &str, first: &str, date: &str, number: &str) -> Reading {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Reading {
            last_name: text(last),
            first_name: text(first),
            birth_date: date.parse().ok(),
            number: text(number),
            confidence: 0.9,
        }
    }

    #[test]
    fn one_candidate_reads_alike_whatever_the_spelling() {
        let one = reading("BEN SALAH", "Youssef", "02/11/2007", "2026-000 423");
        let other = reading("Ben-Salah", "YOUSEF", "2007-11-02", "2026000423");
        assert!(one.same_candidate(&other) > 12.0, "{}", one.same_candidate(&other));
    }

    #[test]
    fn two_candidates_read_otherwise() {
        let one = reading("MARTIN", "Anne", "02/11/2007", "2026000423");
        let other = reading("DUPONT", "Karim", "13/05/2008", "2026000871");
        assert!(one.same_candidate(&other) < -6.0, "{}", one.same_candidate(&other));
    }

    #[test]
    fn siblings_are_not_called_one() {
        let one = reading("MARTIN", "Anne", "02/11/2007", "");
        let twin = reading("MARTIN", "Jules", "02/11/2007", "");
        let same = reading("MARTIN", "Anne", "02/11/2007", "");
        assert!(one.same_candidate(&twin) < one.same_candidate(&same) - 4.0);
    }

    #[test]
    fn slips_and_silence_say_nothing() {
        let one = reading("", "", "", "2026000423");
        let slip = reading("", "", "", "2026000428");
        assert_eq!(one.same_candidate(&slip), 0.0);
        assert_eq!(one.same_candidate(&reading("MARTIN", "", "", "")), 0.0);
    }

    #[test]
    fn a_reader_who_trusts_nothing_says_next_to_nothing() {
        for confidence in [0.0, -1.0, f64::NAN, f64::NEG_INFINITY] {
            let one = Reading { confidence, ..reading("MARTIN", "Anne", "02/11/2007", "1234") };
            assert_eq!(one.same_candidate(&reading("DUPONT", "Karim", "13/05/2008", "9876")), 0.0);
            assert_eq!(one.same_candidate(&one), 0.0);
        }
    }

    #[test]
    fn nobody_s_name_is_shown() {
        let shown = format!("{:?}", reading("MARTIN", "Anne", "02/11/2007", "1234"));
        assert_eq!(shown, "Reading(confidence 0.9)");
    }
}
