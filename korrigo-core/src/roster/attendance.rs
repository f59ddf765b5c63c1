//! Who was there: the state of every candidate, and the counting sheet that is agreed before results go out.
//!
//! Knows that a zero and an absence are two things, and which papers were expected. Knows no mark: whoever is marked
//! is told by the caller. A person's word stands above what the pile says.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Roster;
use super::candidate::Candidate;
use super::matching::Matching;

/// Whether a candidate was there, and handed in a paper. An absence is never a zero: see [`Attendance::code`].
#[derive(
    Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd, Deserialize, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    /// Not there.
    Absent,
    /// Not there, and need not be.
    Excused,
    /// There, and handed in no paper.
    HandedInNothing,
    /// There, with a paper.
    #[default]
    Present,
    /// There, and suspected of fraud: the paper counts when a person says so.
    SuspectedFraud,
}

impl Attendance {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Present, Self::Absent, Self::Excused, Self::HandedInNothing, Self::SuspectedFraud];

    /// Whether a paper is expected of such a candidate.
    pub const fn expects_paper(self) -> bool {
        matches!(self, Self::Present | Self::SuspectedFraud)
    }

    /// What stands where a mark would, for whoever has none: `Abs`, `Disp`, as schools write it. A candidate who was
    /// there and handed in nothing is `N.Rdu`, one suspected of fraud `N.Not`, as Pronote writes it: none of them reads as a number.
    // Words of Pronote for marks that count in no average (INDEX ÉDUCATION, PRONOTE support, page 143-6933).
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::Absent => Some("Abs"),
            Self::Excused => Some("Disp"),
            Self::HandedInNothing => Some("N.Rdu"),
            Self::Present => None,
            Self::SuspectedFraud => Some("N.Not"),
        }
    }
}

/// One candidate of the counting sheet.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Counted {
    /// Who.
    pub candidate: Candidate,
    /// Whether there.
    pub attendance: Attendance,
    /// Whether a person said so; else the pile does.
    pub said: bool,
    /// The candidate's copies: those matched, and those that claim the same candidate.
    pub copies: Vec<usize>,
    /// What a person must settle; `None` where paper and attendance agree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<Unsettled>,
}

/// What keeps a counting sheet from being agreed.
#[derive(
    Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Deserialize, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Unsettled {
    /// No paper is there, and nobody said why.
    NoPaper,
    /// Said to be there, and no paper is found.
    PaperMissing,
    /// Said not to be there, or to have handed in nothing, and a paper is found.
    PaperSurplus,
    /// More than one copy.
    SeveralCopies,
}

/// The papers of a class, or of all.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Papers {
    /// Candidates.
    pub candidates: usize,
    /// How many candidates there are of each kind.
    pub attendance: BTreeMap<Attendance, usize>,
    /// Papers that should be there: one of every candidate of whom nobody said otherwise.
    pub expected: usize,
    /// Candidates of whom a paper is found.
    pub found: usize,
    /// Papers that should be there, and are not.
    pub missing: usize,
    /// Papers that are there, and should not be: second copies, and of candidates who were not there.
    pub surplus: usize,
}

/// Papers found, expected, missing and surplus, by class and together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct CountingSheet {
    /// Every candidate, in the order of the list.
    pub candidates: Vec<Counted>,
    /// By class, in the order of their names; candidates without a class stand under an empty one.
    pub classes: BTreeMap<String, Papers>,
    /// All classes, and the copies that are nobody's.
    pub total: Papers,
    /// Copies without a candidate.
    pub nobody_s: Vec<usize>,
}

impl CountingSheet {
    /// Counts. `said`: what a person said of a candidate, by the line of the list. Where nothing was said, a
    /// candidate with a copy is present; one without counts as absent, and stays open. O(n log n).
    ///
    /// ```
    /// use std::collections::BTreeMap;
    /// use korrigo_core::{Limits, roster::{Attendance, CountingSheet, Roster, match_copies}};
    ///
    /// let list = "NOM;PRENOM;NE LE\nMARTIN;Paul;02/11/2007\nROUX;Zoé;29/07/2008\n";
    /// let roster = Roster::read(list.as_bytes(), &Limits::default())?;
    /// let read = r#"[{"copy":0,"last_name":"MARTIN","first_name":"Paul","birth_date":"2007-11-02"}]"#;
    /// let class = match_copies(&roster, &serde_json::from_str::<Vec<_>>(read).unwrap(), &Default::default())?;
    /// let sheet = CountingSheet::of(&roster, &class, &BTreeMap::new());
    /// assert_eq!((sheet.total.found, sheet.total.missing, sheet.is_settled()), (1, 1, false));
    /// let said = BTreeMap::from([(3, Attendance::Absent)]);
    /// let sheet = CountingSheet::of(&roster, &class, &said);
    /// assert_eq!((sheet.total.expected, sheet.total.missing, sheet.is_settled()), (1, 0, true));
    /// # Ok::<(), korrigo_core::Error>(())
    /// ```
    pub fn of(roster: &Roster, matching: &Matching, said: &BTreeMap<usize, Attendance>) -> Self {
        let mut copies: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for assignment in &matching.assignments {
            let line = assignment.candidate.as_ref().map(|candidate| candidate.line);
            copies.entry(line.unwrap_or(0)).or_default().insert(assignment.copy);
        }
        let mut nobody_s = copies.remove(&0).unwrap_or_default();
        for conflict in &matching.conflicts {
            nobody_s.retain(|copy| !conflict.copies.contains(copy));
            copies.entry(conflict.candidate.line).or_default().extend(&conflict.copies);
        }
        let mut sheet = Self { nobody_s: nobody_s.into_iter().collect(), ..Self::default() };
        for candidate in roster.candidates() {
            let copies: Vec<usize> = copies.remove(&candidate.line).unwrap_or_default().into_iter().collect();
            let counted = count(candidate, said.get(&candidate.line).copied(), copies);
            sheet.classes.entry(candidate.class.clone().unwrap_or_default()).or_default().add(&counted);
            sheet.total.add(&counted);
            sheet.candidates.push(counted);
        }
        sheet.total.surplus += sheet.nobody_s.len();
        sheet
    }

    /// Whether nothing is open: every paper is somebody's, and whoever has none has a reason. Results wait for it.
    pub fn is_settled(&self) -> bool {
        self.nobody_s.is_empty() && self.candidates.iter().all(|counted| counted.open.is_none())
    }
}

fn count(candidate: &Candidate, said: Option<Attendance>, copies: Vec<usize>) -> Counted {
    let attendance = said.unwrap_or(if copies.is_empty() { Attendance::Absent } else { Attendance::Present });
    let open = match (said, copies.len()) {
        (None, 0) => Some(Unsettled::NoPaper),
        (Some(attendance), 0) => attendance.expects_paper().then_some(Unsettled::PaperMissing),
        (Some(attendance), _) if !attendance.expects_paper() => Some(Unsettled::PaperSurplus),
        (_, 1) => None,
        (_, _) => Some(Unsettled::SeveralCopies),
    };
    Counted { candidate: candidate.clone(), attendance, said: said.is_some(), copies, open }
}

impl Papers {
    fn add(&mut self, counted: &Counted) {
        self.candidates += 1;
        *self.attendance.entry(counted.attendance).or_default() += 1;
        // Of whom nothing was said, a paper is expected.
        let expected = !counted.said || counted.attendance.expects_paper();
        self.expected += usize::from(expected);
        self.found += usize::from(!counted.copies.is_empty());
        self.missing += usize::from(expected && counted.copies.is_empty());
        self.surplus += counted.copies.len().saturating_sub(usize::from(expected));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::roster::match_copies;

    fn sheet(said: &[(usize, Attendance)]) -> CountingSheet {
        let list = "NOM;PRENOM;NE LE;CLASSE\nMARTIN;Paul;02/11/2007;T1\nROUX;Zoé;29/07/2008;T1\n\
            NOIR;Max;01/01/2008;T2\nBLANC;Eva;13/05/2008;T2\nVERT;Tom;17/03/2007;\n";
        let roster = Roster::read(list.as_bytes(), &Limits::default()).unwrap();
        let read = [
            (0, "MARTIN", "Paul", "2007-11-02"),
            (1, "NOIR", "Max", "2008-01-01"),
            (2, "NOIR", "Max", "2008-01-01"),
            (3, "ZUCCHINI", "Igor", "2005-09-09"),
            (4, "BLANC", "Eva", "2008-05-13"),
        ];
        let read: Vec<String> = read
            .iter()
            .map(|(copy, last, first, date)| {
                format!(
                    r#"{{"copy":{copy},"last_name":"{last}","first_name":"{first}","birth_date":"{date}"}}"#
                )
            })
            .collect();
        let readings: Vec<_> = serde_json::from_str(&format!("[{}]", read.join(","))).unwrap();
        let class = match_copies(&roster, &readings, &BTreeSet::new()).unwrap();
        CountingSheet::of(&roster, &class, &said.iter().copied().collect())
    }

    #[test]
    fn papers_are_counted_by_class() {
        let sheet = sheet(&[]);
        let open: Vec<_> = sheet.candidates.iter().map(|counted| counted.open).collect();
        let nothing = Some(Unsettled::NoPaper);
        assert_eq!(open, [None, nothing, Some(Unsettled::SeveralCopies), None, nothing]);
        assert_eq!(sheet.candidates[2].copies, [1, 2]);
        assert_eq!(sheet.nobody_s, [3]);
        let of = |papers: &Papers| {
            (papers.candidates, papers.expected, papers.found, papers.missing, papers.surplus)
        };
        assert_eq!(of(&sheet.classes["T1"]), (2, 2, 1, 1, 0));
        assert_eq!(of(&sheet.classes["T2"]), (2, 2, 2, 0, 1));
        assert_eq!(of(&sheet.classes[""]), (1, 1, 0, 1, 0));
        assert_eq!(of(&sheet.total), (5, 5, 3, 2, 2));
        assert!(!sheet.is_settled());
    }

    #[test]
    fn a_person_s_word_stands_above_the_pile() {
        use Attendance::{Absent, Excused, HandedInNothing, Present, SuspectedFraud};
        let sheet =
            sheet(&[(2, SuspectedFraud), (3, Excused), (4, Present), (5, Absent), (6, HandedInNothing)]);
        let seen: Vec<_> =
            sheet.candidates.iter().map(|counted| (counted.attendance, counted.open)).collect();
        let wanted = [
            (SuspectedFraud, None),
            (Excused, None),
            (Present, Some(Unsettled::SeveralCopies)),
            (Absent, Some(Unsettled::PaperSurplus)),
            (HandedInNothing, None),
        ];
        assert_eq!(seen, wanted);
        assert_eq!((sheet.total.expected, sheet.total.missing, sheet.total.surplus), (2, 0, 3));
    }

    /// Papers add up whatever was said.
    #[test]
    fn found_is_expected_less_missing_and_more_surplus() {
        for word in Attendance::ALL {
            for line in 2..=6 {
                let sheet = sheet(&[(line, word)]);
                let papers: usize = sheet.candidates.iter().map(|counted| counted.copies.len()).sum();
                let Papers { expected, missing, surplus, .. } = sheet.total;
                assert_eq!(papers + sheet.nobody_s.len() + missing, expected + surplus, "{word:?} {line}");
            }
        }
    }

    #[test]
    fn an_absence_is_no_number() {
        for attendance in Attendance::ALL {
            assert!(attendance.code().is_none_or(|code| code.parse::<f64>().is_err()));
        }
        assert_eq!(Attendance::Absent.code(), Some("Abs"));
        assert_eq!(Attendance::Excused.code(), Some("Disp"));
    }
}
