//! Why results cannot leave yet: every reason, all at once.
//!
//! Knows what must be settled before marks are handed on. Copies are told by the number of their entry, from 1;
//! knows no format of a file.

use std::collections::BTreeMap;

use super::mark_book::{MarkBook, MarkBookRow};
use crate::error::{Code, Error};
use crate::roster::normalise;

/// What the marks go to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Needs {
    /// Marks and nobody's name: statistics.
    Marks,
    /// Marks of candidates: a mark book.
    MarksOfCandidates,
}

/// Everything that speaks against handing the marks on.
pub(super) fn reasons(book: &MarkBook, needs: Needs) -> Vec<Error> {
    let numbered = || book.rows.iter().enumerate().map(|(place, row)| (place + 1, row));
    let those = |is: &dyn Fn(&MarkBookRow) -> bool| -> Vec<usize> {
        numbered().filter(|(_, row)| is(row)).map(|(number, _)| number).collect()
    };
    if those(&|row| row.status.is_some()).is_empty() {
        let error = Error::new(Code::NotFound, "there is no copy in this exam").with_detail("export.no_copy");
        return vec![error];
    }
    let mut reasons = Vec::new();
    if those(&MarkBookRow::is_graded).is_empty() {
        let error = Error::new(Code::ScoresIncomplete, "no copy is graded").with_detail("export.none_graded");
        reasons.push(error.hint("finish the marking first: only copies in the state GRADED have a mark"));
    }
    let unmarked = those(&|row| row.is_graded() && row.result.is_none());
    reasons.extend(told(&unmarked, Code::ScoresIncomplete, "graded copies without a total").map(|error| {
        error
            .with_detail("export.unmarked")
            .hint("give every question a score, or say that it was not answered")
    }));
    let absent = those(&|row| row.is_graded() && !row.attendance.expects_paper());
    reasons.extend(
        told(&absent, Code::IdentityConflict, "graded copies of candidates who handed in nothing").map(
            |error| {
                error
                    .with_detail("export.absent_with_copy")
                    .hint("correct the attendance, or whose copy it is")
            },
        ),
    );
    if needs == Needs::MarksOfCandidates {
        let unidentified = those(&|row| row.is_graded() && row.candidate.is_none());
        reasons.extend(
            told(&unidentified, Code::IdentityConflict, "graded copies without a candidate")
                .map(|error| error.with_detail("export.unidentified").hint("say whose copies they are")),
        );
        reasons.extend(
            told(&twice(book), Code::IdentityConflict, "results of a candidate who has one already").map(
                |error| {
                    error
                        .with_detail("export.same_candidate")
                        .hint("merge the two copies, or say whose they are")
                },
            ),
        );
    }
    reasons
}

/// Entries of candidates who had one before: by number, or by name and birth date. Homonyms without a birth date are
/// two people.
fn twice(book: &MarkBook) -> Vec<usize> {
    let mut seen = BTreeMap::new();
    let mut found = Vec::new();
    for (place, row) in book.rows.iter().enumerate() {
        let Some(candidate) =
            row.candidate.as_ref().filter(|_| row.is_graded() || !row.attendance.expects_paper())
        else {
            continue;
        };
        let number = candidate.number.as_deref().map(|number| format!("#{}", normalise(number)));
        let person = candidate.birth_date.map(|date| {
            normalise(&format!("{} {}", candidate.last_name, candidate.first_name)) + &date.to_string()
        });
        let known = number.into_iter().chain(person).filter_map(|key| seen.insert(key, place)).count();
        if known > 0 {
            found.push(place + 1);
        }
    }
    found
}

fn told(numbers: &[usize], code: Code, what: &str) -> Option<Error> {
    // More than a screen of numbers says no more.
    const SHOWN: usize = 20;
    let shown: Vec<String> = numbers.iter().take(SHOWN).map(ToString::to_string).collect();
    let more = if numbers.len() > SHOWN { ", …" } else { "" };
    let count = numbers.len();
    let message = || format!("{what}: {count} (results {}{more})", shown.join(", "));
    (count > 0).then(|| Error::new(code, message()))
}
