//! Who was expected: the list of candidates as a school exports it, and whose copy is whose.
//!
//! Knows CSV in the encodings, separators and headers that occur, French names, by which texts a candidate
//! could be recognised, and who fits what was read in a header. Knows no PDF and no paper. A roster is taken whole or refused naming every bad line (the
//! header is line 1); nobody's name reaches an error or a log: lines are told by number.

mod attendance;
mod candidate;
mod columns;
mod date;
mod encoding;
mod likeness;
mod lines;
mod matching;
mod name;
mod pairing;
mod reading;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error, Result};
use crate::limits::Limits;

pub use attendance::{Attendance, Counted, CountingSheet, Papers, Unsettled};
pub use candidate::Candidate;
pub use date::{BirthDate, DateRead};
pub use likeness::Agreement;
pub use matching::{
    Assignment, Conflict, CopyReading, MatchMode, MatchReason, Matching, PROPOSALS, Proposal, match_copies,
};
pub use name::normalise;
pub use reading::Reading;

use columns::Columns;
use lines::{Fault, Line};

/// The candidates of an exam, in the order of the list.
#[derive(Clone, Default, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Roster {
    candidates: Vec<Candidate>,
    remarks: Vec<RosterRemark>,
}

/// What a person should know of a roster that was taken; lines only, nobody's name.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RosterRemark {
    /// The line has the candidate number, the e-mail address, or the name and birth date of an earlier line.
    Duplicate {
        /// The line.
        line: usize,
        /// The earlier line.
        first: usize,
        /// What is the same.
        same: Same,
    },
    /// Nothing tells the surname from the first name: the first word was taken for the surname.
    NameGuessed {
        /// The line.
        line: usize,
    },
}

/// What two lines of a roster share.
#[derive(
    Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Deserialize, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Same {
    /// The e-mail address.
    Email,
    /// Names and birth date.
    NameAndBirthDate,
    /// The candidate number.
    Number,
}

impl Roster {
    /// Reads a roster: UTF-8 with or without byte order mark, UTF-16, or Windows-1252 (which holds Latin-1);
    /// separated by `;`, `,` or tab; with a header in French or English.
    ///
    /// Surname and first name stand in columns of their own or together, as in `BEN SALAH Youssef`. Dates are
    /// dd/mm/yyyy or ISO. Empty lines are ignored, columns that nobody knows too. Linear in the bytes.
    ///
    /// # Errors
    /// - `empty_file` for no bytes, `file_too_large` for more than [`Limits::max_file_bytes`];
    /// - `invalid_mime_type` for what is no text, such as a spreadsheet;
    /// - `roster_invalid` for a header without a column of names (line 1), for a list without a candidate, and
    ///   for bad lines: one error for each, all joined;
    /// - `resource_limit` for more than [`Limits::max_candidates`].
    ///
    /// ```
    /// use korrigo_core::{Limits, roster::Roster};
    ///
    /// let text = "Élèves;Né(e) le;Classe\nBEN SALAH Youssef;02/11/2007;T3\n";
    /// let roster = Roster::read(text.as_bytes(), &Limits::default())?;
    /// let candidate = &roster.candidates()[0];
    /// assert_eq!((&*candidate.last_name, &*candidate.first_name), ("BEN SALAH", "Youssef"));
    /// assert_eq!(candidate.birth_date.unwrap().to_string(), "2007-11-02");
    ///
    /// let refused = Roster::read(b"NOM,PRENOM\nMARTIN,Paul\n,Anne\n", &Limits::default()).unwrap_err();
    /// assert_eq!(refused.to_string(), "roster_invalid: line 3: there is no surname");
    /// # Ok::<(), korrigo_core::Error>(())
    /// ```
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self> {
        let text = encoding::decode(bytes, limits)?;
        let mut lines = lines::lines(&text);
        let header = lines.next().ok_or_else(no_candidate)?;
        let columns = Columns::of(header.text).ok_or_else(no_names)?;
        let mut roster = Self::default();
        let mut faults = Vec::new();
        while let Some(line) = lines.next() {
            if roster.candidates.len() + faults.len() >= limits.max_candidates {
                return Err(too_many(limits));
            }
            match columns.candidate(&line) {
                Ok(Some((candidate, guessed))) => {
                    if guessed {
                        roster.remarks.push(RosterRemark::NameGuessed { line: line.number });
                    }
                    roster.candidates.push(candidate);
                }
                Ok(None) => {}
                Err(fault) => {
                    faults.push(bad_line(&line, fault));
                    if fault == Fault::Quote {
                        lines.only_the_first_of(&line);
                    }
                }
            }
        }
        if let Some(error) = Error::join(faults) {
            return Err(error);
        }
        if roster.candidates.is_empty() {
            return Err(no_candidate());
        }
        roster.find_duplicates();
        Ok(roster)
    }

    /// The candidates, in the order of the list; at least one.
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// What a person should know of the list, in order of lines.
    pub fn remarks(&self) -> &[RosterRemark] {
        &self.remarks
    }

    /// Every text by which one of the candidates could be recognised, each once: see [`Candidate::needles`].
    pub fn needles(&self) -> Vec<String> {
        let mut seen = std::collections::BTreeSet::new();
        let all = self.candidates.iter().flat_map(Candidate::needles);
        all.filter(|text| seen.insert(text.clone())).collect()
    }

    fn find_duplicates(&mut self) {
        let mut first: BTreeMap<(Same, String), usize> = BTreeMap::new();
        for candidate in &self.candidates {
            let line = candidate.line;
            for key in keys(candidate) {
                let same = key.0;
                if let Some(first) = first.get(&key) {
                    self.remarks.push(RosterRemark::Duplicate { line, first: *first, same });
                } else {
                    first.insert(key, line);
                }
            }
        }
        self.remarks.sort_by_key(|remark| match remark {
            RosterRemark::Duplicate { line, .. } | RosterRemark::NameGuessed { line } => *line,
        });
    }
}

/// A candidate list that a tool would store tells what it holds by number only.
impl fmt::Debug for Roster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Roster({} candidates)", self.candidates.len())
    }
}

/// What no second line of a roster should have. Homonyms without a birth date are no duplicates.
fn keys(candidate: &Candidate) -> impl Iterator<Item = (Same, String)> {
    let number = candidate.number.as_deref().map(|number| (Same::Number, normalise(number)));
    let email = candidate.email.as_deref().map(|email| (Same::Email, email.to_lowercase()));
    let person = candidate.birth_date.map(|date| {
        let name = normalise(&format!("{} {}", candidate.last_name, candidate.first_name));
        (Same::NameAndBirthDate, format!("{name} {date}"))
    });
    number.into_iter().chain(email).chain(person)
}

fn no_names() -> Error {
    Error::new(Code::RosterInvalid, "line 1: the header has no column of names")
        .with_detail("roster.header")
        .hint("the first line names the columns, such as Nom;Prénom;Né(e) le or Last name,First name,Birth date")
}

fn no_candidate() -> Error {
    Error::new(Code::RosterInvalid, "there is no candidate in the roster").with_detail("roster.empty")
}

fn too_many(limits: &Limits) -> Error {
    let message = format!("a roster holds at most {} candidates", limits.max_candidates);
    Error::new(Code::ResourceLimit, message).with_detail("limit.candidates")
}

fn bad_line(line: &Line<'_>, fault: Fault) -> Error {
    let error = Error::new(Code::RosterInvalid, format!("line {}: {}", line.number, fault.sentence()));
    let error = error.with_detail(fault.detail());
    match fault.hint() {
        Some(hint) => error.hint(hint),
        None => error,
    }
}
