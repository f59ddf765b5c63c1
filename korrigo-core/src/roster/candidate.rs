//! One line of a roster: who was expected, and by which texts that person could be recognised.
//!
//! Knows which texts say enough to be looked for. Knows nothing of where they are looked for.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::date::BirthDate;
use super::name::normalise;

/// Somebody who was expected to hand in a paper. Never shown in `Debug`.
#[derive(Clone, Default, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Candidate {
    /// Surname, as the list writes it; never empty.
    pub last_name: String,
    /// First name, as the list writes it; empty where the list gives none.
    #[serde(default)]
    pub first_name: String,
    /// Birth date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<BirthDate>,
    /// The candidate's number: the national one where the list has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Groups, courses and options, each once as the list names it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// Other texts that the list gives for this person alone: a second surname, further numbers, a login.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The line of the list, from 1; the header is line 1. 0 where nobody was read from a list.
    #[serde(default, skip_serializing_if = "is_no_line")]
    pub line: usize,
}

impl Candidate {
    /// Every text by which the candidate could be recognised: surname and first name in both orders, with all
    /// first names and with the first one alone; each of the two by itself; the birth date in its spellings;
    /// numbers, e-mail address, and what stands before its @.
    ///
    /// A name of three letters or fewer is no needle by itself, and neither is a number of three characters:
    /// `LE`, `MAI` and `007` stand in every other text. Such a name is found together with its other half.
    pub fn needles(&self) -> Vec<String> {
        let mut all = Vec::new();
        let given = self.first_name.split_whitespace().next().unwrap_or_default();
        for first in [self.first_name.as_str(), given] {
            if !first.is_empty() {
                all.push(format!("{} {first}", self.last_name));
                all.push(format!("{first} {}", self.last_name));
                all.push(first.to_owned());
            }
        }
        all.push(self.last_name.clone());
        all.extend(self.birth_date.into_iter().flat_map(BirthDate::spellings));
        all.extend(self.number.iter().chain(&self.also).cloned());
        if let Some(email) = &self.email {
            let local = email.split('@').next().unwrap_or_default();
            all.extend([email.clone(), local.to_owned()]);
        }
        let mut seen = std::collections::BTreeSet::new();
        all.retain(|text| says_enough(text) && seen.insert(text.clone()));
        all
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
const fn is_no_line(line: &usize) -> bool {
    *line == 0
}

/// Letters and digits that a text must have to be looked for by itself.
const ENOUGH: usize = 4;

fn says_enough(text: &str) -> bool {
    let plain = normalise(text);
    let letters = plain.chars().filter(|letter| letter.is_alphanumeric());
    // A Chinese character says as much as two letters: names have two or three.
    letters.map(|letter| if letter.len_utf8() > 2 { 2 } else { 1 }).sum::<usize>() >= ENOUGH
}

impl fmt::Debug for Candidate {
    // Nobody's name reaches a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Candidate(line {})", self.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needles_of_a_candidate() {
        let candidate = Candidate {
            last_name: "BEN SALAH".into(),
            first_name: "Youssef Amine".into(),
            birth_date: Some("02/11/2007".parse().unwrap()),
            number: Some("2026000423".into()),
            email: Some("y.bensalah@example.org".into()),
            class: Some("T3".into()),
            also: vec!["bensay07".into(), "12".into()],
            ..Candidate::default()
        };
        assert_eq!(
            candidate.needles(),
            [
                "BEN SALAH Youssef Amine",
                "Youssef Amine BEN SALAH",
                "Youssef Amine",
                "BEN SALAH Youssef",
                "Youssef BEN SALAH",
                "Youssef",
                "BEN SALAH",
                "02/11/2007",
                "2007-11-02",
                "02112007",
                "20071102",
                "2 novembre 2007",
                "2 November 2007",
                "2/11/2007",
                "2026000423",
                "bensay07",
                "y.bensalah@example.org",
                "y.bensalah",
            ]
        );
    }

    #[test]
    fn short_names_are_looked_for_together_only() {
        let candidate = |last: &str, first: &str| Candidate {
            last_name: last.into(),
            first_name: first.into(),
            ..Candidate::default()
        };
        assert_eq!(candidate("LY", "Lou").needles(), ["LY Lou", "Lou LY"]);
        assert_eq!(candidate("LI", "Anna").needles(), ["LI Anna", "Anna LI", "Anna"]);
        assert_eq!(candidate("D'A", "").needles(), [""; 0]);
        assert_eq!(candidate("王", "小明").needles(), ["王 小明", "小明 王", "小明"]);
    }
}
