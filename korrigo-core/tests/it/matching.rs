//! Whole classes, made up and read badly: `AUTO` is never wrong, and seldom left out.

#![expect(clippy::disallowed_methods, reason = "the environment may name other classes than the usual ones")]

use std::collections::BTreeSet;

use korrigo_core::Limits;
use korrigo_core::roster::{Agreement, Assignment, MatchMode, Matching, Proposal, Roster, match_copies};
use korrigo_fixtures::school::{Reader, School};

/// What came of many copies.
#[derive(Debug, Default)]
struct Count {
    /// Copies of candidates on the list.
    copies: usize,
    auto: usize,
    auto_wrong: usize,
    semi: usize,
    /// Of these, copies of candidates on the list.
    semi_listed: usize,
    semi_in_three: usize,
    /// Copies of candidates on the list whose birth date was read exactly: no other can be `AUTO`.
    dated: usize,
}

fn matched(school: &mut School, reader: &Reader) -> Matching {
    let roster = Roster::read(school.csv().as_bytes(), &Limits::default()).unwrap();
    let readings = serde_json::from_str::<Vec<_>>(&school.readings(reader)).unwrap();
    match_copies(&roster, &readings, &BTreeSet::new()).unwrap()
}

impl Count {
    fn add(&mut self, school: &School, class: &Matching) {
        for assignment in &class.assignments {
            let truth = school.copies[assignment.copy].map(|place| place + 2);
            self.copies += usize::from(truth.is_some());
            let own = |one: &&Proposal| Some(one.candidate.line) == truth;
            let own = assignment.proposals.iter().find(own);
            self.dated += usize::from(own.is_some_and(|one| one.birth_date == Agreement::Exact));
            match assignment.mode {
                MatchMode::Auto => {
                    self.auto += 1;
                    self.auto_wrong += usize::from(line(assignment) != truth);
                }
                MatchMode::Semi => {
                    self.semi += 1;
                    let first = assignment.proposals.iter().take(3);
                    let found = first.into_iter().any(|one| Some(one.candidate.line) == truth);
                    self.semi_listed += usize::from(truth.is_some());
                    self.semi_in_three += usize::from(found);
                }
                MatchMode::Manual => {}
            }
        }
    }

    fn recall(&self) -> f64 {
        self.auto as f64 / self.copies as f64
    }
}

fn line(assignment: &Assignment) -> Option<usize> {
    assignment.candidate.as_ref().map(|candidate| candidate.line)
}

fn classes(seeds: std::ops::Range<u64>, size: usize, reader: &Reader) -> Count {
    let mut count = Count::default();
    for seed in seeds {
        let mut school = School::new(seed, size + (seed % 11) as usize);
        let class = matched(&mut school, reader);
        count.add(&school, &class);
    }
    count
}

/// Where the seeds begin: another number judges other classes.
fn first_seed() -> u64 {
    std::env::var("KORRIGO_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

const FIVE_PERCENT: Reader =
    Reader { letters: 0.05, digits: 0.0, wrong_digit: 0.02, missing: 0.01, sheets: 1 };

#[test]
fn two_hundred_classes_at_five_percent() {
    let seed = first_seed();
    let count = classes(seed..seed + 200, 30, &FIVE_PERCENT);
    println!("5 % of letters: {count:?}, recall {:.4}", count.recall());
    assert_eq!(count.auto_wrong, 0, "{count:?}");
    assert!(count.recall() >= 0.90, "{count:?}");
    assert!(count.semi_in_three as f64 >= 0.99 * count.semi_listed as f64, "{count:?}");
}

/// Dates and numbers are misread as often as letters: most birth dates have a wrong digit somewhere, and `AUTO` must
/// not guess.
#[test]
fn two_hundred_classes_with_digits_misread() {
    let seed = first_seed() + 10_000;
    for (letters, digits, missing, sheets) in
        [(0.05, 0.05, 0.03, 1), (0.05, 0.05, 0.03, 2), (0.10, 0.02, 0.05, 1), (0.25, 0.15, 0.15, 1)]
    {
        let reader = Reader { letters, digits, wrong_digit: 0.02, missing, sheets };
        let count = classes(seed..seed + 200, 30, &reader);
        println!("{reader:?}: {count:?}, recall {:.4}", count.recall());
        assert_eq!(count.auto_wrong, 0, "{reader:?} {count:?}");
        assert!(count.semi_in_three as f64 >= 0.99 * count.semi_listed as f64, "{reader:?} {count:?}");
    }
}

/// A whole region in one list: surnames and birth dates are shared by many.
#[test]
fn a_thousand_candidates_at_once() {
    let count = classes(first_seed()..first_seed() + 1, 1_000, &FIVE_PERCENT);
    println!("1,000 candidates: {count:?}, recall {:.4}", count.recall());
    assert_eq!(count.auto_wrong, 0, "{count:?}");
    assert!(count.recall() >= 0.90, "{count:?}");
    assert!(count.semi_in_three as f64 >= 0.99 * count.semi_listed as f64, "{count:?}");
}

/// Headers of another school fit nobody well enough.
#[test]
fn strangers_are_nobody() {
    let (school, mut other) = (School::new(5, 30), School::new(6, 30));
    let roster = Roster::read(school.csv().as_bytes(), &Limits::default()).unwrap();
    let readings = serde_json::from_str::<Vec<_>>(&other.readings(&FIVE_PERCENT)).unwrap();
    let class = match_copies(&roster, &readings, &BTreeSet::new()).unwrap();
    assert!(class.assignments.iter().all(|assignment| assignment.mode != MatchMode::Auto));
}
