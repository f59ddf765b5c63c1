//! Who was expected, whose copy is whose, and the counting sheet.

use std::collections::BTreeSet;

use korrigo_core::roster::{
    Assignment, Attendance, BirthDate, Candidate, Conflict, CopyReading, CountingSheet, DateRead, MatchMode,
    Matching, Reading, Roster, match_copies, normalise,
};
use korrigo_core::{Limits, Result};
use schemars::JsonSchema;
use serde::Deserialize;

use super::document::CallLimits;
use super::{inputs, outputs};
use crate::desk::{Desk, File};
use crate::table::Room;

inputs! {
    OneAttendance { /// Whether somebody was there.
        this: Attendance }
    NewDate { /// The year: 1900 to 2100.
        year: u16, /// The month, from 1.
        month: u8, /// The day of the month, from 1.
        day: u8 }
    OneDateRead { /// The date as it was read.
        this: DateRead }
    WrongDigits { /// The date as it was read.
        this: DateRead, /// The day.
        date: BirthDate }
    OneCandidate { /// The candidate.
        this: Candidate }
    OneRoster { /// The roster.
        this: Roster }
    ReadRoster { /// The file: CSV in UTF-8, UTF-16 or Windows-1252.
        csv: File, /// What reading it may cost.
        #[serde(default)] limits: CallLimits }
    TwoReadings { /// What was read in one header.
        this: Reading, /// What was read in another.
        other: Reading }
    Match { /// Who was expected.
        roster: Roster, /// What was read of each copy.
        readings: Vec<CopyReading>, /// Copies that are there beside the ones that were read.
        #[serde(default)] copies: BTreeSet<usize> }
    Count { /// Who was expected.
        roster: Roster, /// Whose copy is whose.
        #[schemars(with = "Matching")] matching: Matched, /// What a person said of candidates.
        #[serde(default)] said: Vec<Said> }
    Name { /// The name.
        name: String }
}

/// What a person said of a candidate.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Said {
    /// The candidate's line of the list.
    line: usize,
    /// Whether the candidate was there.
    attendance: Attendance,
}

/// Of a class that was matched, what counting needs.
#[derive(Deserialize)]
struct Matched {
    assignments: Vec<Assigned>,
    #[serde(default)]
    conflicts: Vec<Claimed>,
}

#[derive(Deserialize)]
struct Assigned {
    copy: usize,
    #[serde(default)]
    candidate: Option<Candidate>,
}

#[derive(Deserialize)]
struct Claimed {
    candidate: Candidate,
    copies: Vec<usize>,
}

impl From<Matched> for Matching {
    fn from(given: Matched) -> Self {
        let assignment = |one: Assigned| Assignment {
            copy: one.copy,
            mode: MatchMode::Manual,
            candidate: one.candidate,
            margin: 0.0,
            proposals: Vec::new(),
            reasons: Vec::new(),
        };
        let conflict = |one: Claimed| Conflict { candidate: one.candidate, copies: one.copies };
        Self {
            assignments: given.assignments.into_iter().map(assignment).collect(),
            conflicts: given.conflicts.into_iter().map(conflict).collect(),
            ..Self::default()
        }
    }
}

outputs! {
    /// The counting sheet, and whether it can be agreed.
    CountedSheet {
        /// The sheet.
        #[serde(flatten)]
        sheet: CountingSheet,
        /// Whether nothing is open: every paper is somebody's, and whoever has none has a reason.
        is_settled: bool,
    }
}

pub(super) fn fill(room: &mut Room<'_>) {
    lists(room);
    dates(room);
    matching(room);
}

fn lists(room: &mut Room<'_>) {
    room.short(
        "roster::Roster::read",
        "Reads the list of candidates as a school exports it: taken whole, or refused naming every bad line.",
        |i: ReadRoster, desk: &mut Desk<'_>| -> Result<Roster> {
            Roster::read((*desk.bytes(i.csv)?).as_ref(), &Limits::from(i.limits))
        },
    );
    room.value(
        "roster::Roster::needles",
        "Every text by which one of the candidates could be recognised, each once.",
        |i: OneRoster| i.this.needles(),
    );
    room.value(
        "roster::Candidate::needles",
        "Every text by which the candidate could be recognised.",
        |i: OneCandidate| i.this.needles(),
    );
    room.value("roster::normalise", "A name as names are compared.", |i: Name| normalise(&i.name));
    room.value(
        "roster::Attendance::code",
        "What stands where a mark would, for whoever has none.",
        |i: OneAttendance| i.this.code(),
    );
    room.value(
        "roster::Attendance::expects_paper",
        "Whether a paper is expected of such a candidate.",
        |i: OneAttendance| i.this.expects_paper(),
    );
}

fn dates(room: &mut Room<'_>) {
    room.value("roster::BirthDate::new", "The day, if the calendar has it.", |i: NewDate| {
        BirthDate::new(i.year, i.month, i.day)
    });
    room.value(
        "roster::DateRead::date",
        "The day that was read, if the calendar has it.",
        |i: OneDateRead| i.this.date(),
    );
    room.value(
        "roster::DateRead::wrong_digits",
        "How many of the eight digits are not those of this day.",
        |i: WrongDigits| i.this.wrong_digits(i.date),
    );
}

fn matching(room: &mut Room<'_>) {
    room.value(
        "roster::Reading::same_candidate",
        "How much more likely one candidate wrote both headers than two did: a natural logarithm of odds.",
        |i: TwoReadings| i.this.same_candidate(&i.other),
    );
    room.long(
        "roster::match_copies",
        "Finds whose copy is whose, for the whole class at once.",
        |i: Match, _| -> Result<Matching> { match_copies(&i.roster, &i.readings, &i.copies) },
    );
    room.value(
        "roster::CountingSheet::of",
        "Counts papers found, expected, missing and surplus.",
        |i: Count| {
            let said = i.said.iter().map(|said| (said.line, said.attendance)).collect();
            let sheet = CountingSheet::of(&i.roster, &i.matching.into(), &said);
            CountedSheet { is_settled: sheet.is_settled(), sheet }
        },
    );
}
