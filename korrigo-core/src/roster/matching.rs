//! Whose copy is whose: what was read in headers beside the list of candidates, for the whole class at once.
//!
//! Knows when a person need not look (`AUTO`), when proposals help (`SEMI`), and when nothing does (`MANUAL`); which
//! candidates have no copy, and which two copies claim one candidate. Decides nothing about paper: joining two copies
//! is a person's word.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Roster;
use super::candidate::Candidate;
use super::likeness::{Agreement, Evidence, Likeness, Person};
use super::pairing::{self, pair};
use super::reading::Reading;
use crate::error::{Code, Error, Result};

/// What was read of one copy: once for each header of it, if there are several.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct CopyReading {
    /// Which copy, from 0.
    pub copy: usize,
    /// What was read.
    #[serde(flatten)]
    pub reading: Reading,
}

/// How far a copy's candidate is known.
#[derive(
    Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Deserialize, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "UPPERCASE")]
pub enum MatchMode {
    /// Beyond doubt: nobody need look.
    Auto,
    /// A person chooses among proposals.
    Semi,
    /// A person reads the paper.
    Manual,
}

/// Why a copy is not `AUTO`.
#[derive(
    Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Deserialize, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MatchReason {
    /// Nothing was read that could tell a candidate.
    NothingRead,
    /// Nobody on the list fits.
    NobodyFits,
    /// More candidates fit equally well than a person would look at.
    TooMany,
    /// Another copy claims the same candidate.
    ClaimedTwice,
    /// The candidate who fits best has another copy.
    Taken,
    /// Somebody on the list has the same name, and the same birth date or none.
    Namesake,
    /// No birth date was read.
    BirthDateMissing,
    /// One digit of the birth date is another.
    BirthDateNear,
    /// The birth date is another.
    BirthDateDiffers,
    /// The list gives no birth date, and the number is not exactly the candidate's.
    NumberNotExact,
    /// No first name was read, and others on the list have such a surname.
    SurnameShared,
    /// The name is too unlike the candidate's.
    NameUnlike,
    /// All in all it fits too poorly.
    FitsPoorly,
    /// Somebody else fits nearly as well.
    SecondTooNear,
}

/// A candidate who could have written a copy.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Proposal {
    /// Who.
    pub candidate: Candidate,
    /// How well what was read fits: 0..=1.
    pub score: f64,
    /// How alike the names are: 0..=1.
    pub name: f64,
    /// The birth date.
    pub birth_date: Agreement,
    /// The candidate number.
    pub number: Agreement,
    /// Another copy that this candidate has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_copy: Option<usize>,
}

/// One copy of the class.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Assignment {
    /// Which copy.
    pub copy: usize,
    /// How far its candidate is known.
    pub mode: MatchMode,
    /// Whose it is; with [`MatchMode::Semi`] the one whom the whole class leaves for it, until a person says so.
    pub candidate: Option<Candidate>,
    /// How far its candidate's score lies above that of the best other one on the list; below 0 when the best one
    /// has another copy. Without a candidate: how far the two best are apart.
    pub margin: f64,
    /// Who else it could be: at most [`PROPOSALS`], its candidate first, then by score.
    pub proposals: Vec<Proposal>,
    /// Why a person should look; empty with [`MatchMode::Auto`].
    pub reasons: Vec<MatchReason>,
}

/// Copies that claim one candidate: a second script, the two halves of one, or a wrong reading. A person decides;
/// [`crate::copy::merge`] joins.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "MatchingConflict")]
pub struct Conflict {
    /// The candidate.
    pub candidate: Candidate,
    /// The copies, at least two.
    pub copies: Vec<usize>,
}

/// A class, matched.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Matching {
    /// Every copy, by number.
    pub assignments: Vec<Assignment>,
    /// Candidates whom several copies claim, in the order of the list.
    pub conflicts: Vec<Conflict>,
    /// Candidates without a copy, in the order of the list.
    pub missing: Vec<Candidate>,
    /// Copies without a candidate.
    pub surplus: Vec<usize>,
}

/// The most candidates proposed for one copy.
pub const PROPOSALS: usize = 5;

/// From this score on, a candidate is proposed.
const PROPOSED: f64 = 0.50;

/// What `AUTO` asks of the name, of the score, and of its distance to the second.
const SURE_NAME: f64 = 0.80;
const SURE_SCORE: f64 = 0.80;
const SURE_MARGIN: f64 = 0.15;

/// Candidates within this of the best fit as well as the best; more of them than [`EQUALS`] are a crowd.
const EQUAL: f64 = 0.02;
const EQUALS: usize = 3;

/// The most candidates that are weighed against each other for one copy.
const WEIGHED: usize = 50;

/// Sums of tenths are not exact.
const ROUNDING: f64 = 1e-9;

/// The most comparisons of one call: 10,000 copies with 10,000 candidates.
const MOST_COMPARISONS: usize = 100_000_000;

/// Finds whose copy is whose. `copies`: those that are there beside the ones that were read.
///
/// Each copy is compared with each candidate: names by the edits between them, birth dates and numbers by digits.
/// The class gets the pairs that fit best together (Kuhn and Munkres), each candidate one copy. A copy is `AUTO` only
/// if its candidate's birth date was read exactly (or, where the list has none, the number), the name agrees to 0.80,
/// the score is 0.80 and 0.15 above everybody else's, nobody of the same name could be meant, and no other copy claims
/// the candidate. O(copies · candidates · letters²), on all cores.
///
/// # Errors
/// `resource_limit` (detail `limit.comparisons`) for more than 100 million pairs of copy and candidate.
///
/// ```
/// use korrigo_core::{Limits, roster::{MatchMode, Roster, match_copies}};
///
/// let list = "NOM;PRENOM;NE LE\nMARTIN;Paul;02/11/2007\nBEN SALAH;Youssef;29/07/2008\n";
/// let roster = Roster::read(list.as_bytes(), &Limits::default())?;
/// let readings = serde_json::from_str::<Vec<_>>(
///     r#"[{"copy":0,"last_name":"Ben Sa1ah","first_name":"YOUSSEF","birth_date":"2008-07-29","confidence":0.8},
///         {"copy":1,"last_name":"Martin","birth_date":"2007-11-05","confidence":0.8}]"#).unwrap();
/// let class = match_copies(&roster, &readings, &Default::default())?;
/// assert_eq!(class.assignments[0].mode, MatchMode::Auto);
/// // One digit of the birth date is another: a person looks.
/// assert_eq!(class.assignments[1].mode, MatchMode::Semi);
/// assert_eq!(class.assignments[1].proposals[0].candidate.last_name, "MARTIN");
/// # Ok::<(), korrigo_core::Error>(())
/// ```
pub fn match_copies(roster: &Roster, readings: &[CopyReading], copies: &BTreeSet<usize>) -> Result<Matching> {
    let mut read: BTreeMap<usize, Vec<&Reading>> = copies.iter().map(|copy| (*copy, Vec::new())).collect();
    for reading in readings {
        read.entry(reading.copy).or_default().push(&reading.reading);
    }
    let candidates = roster.candidates();
    if read.len().saturating_mul(candidates.len()) > MOST_COMPARISONS {
        let message =
            format!("{} copies and {} candidates are too many at once", read.len(), candidates.len());
        return Err(Error::new(Code::ResourceLimit, message)
            .with_detail("limit.comparisons")
            .hint("match one class or one room after the other"));
    }
    let persons: Vec<Person> = candidates.iter().map(Person::new).collect();
    let read: Vec<(usize, Evidence<'_>)> =
        read.into_iter().map(|(copy, readings)| (copy, Evidence::new(&readings))).collect();
    let fits: Vec<Fits> = read.par_iter().map(|(_, evidence)| Fits::of(evidence, &persons)).collect();
    let class = Class { candidates, persons: &persons, fits: &fits, read: &read, names: names(&persons) };
    Ok(class.matched())
}

/// Who could have written one copy.
#[derive(Debug)]
struct Fits {
    /// Candidates that may be proposed, the best first.
    likely: Vec<(usize, Likeness)>,
    /// The best two scores on the whole list.
    best: [f64; 2],
}

impl Fits {
    fn of(evidence: &Evidence<'_>, persons: &[Person]) -> Self {
        let (mut likely, mut best) = (Vec::new(), [0.0; 2]);
        if evidence.is_empty() {
            return Self { likely, best };
        }
        for (place, person) in persons.iter().enumerate() {
            let likeness = evidence.likeness(person);
            let score = likeness.score;
            if score > best[0] {
                best = [score, best[0]];
            } else if score > best[1] {
                best[1] = score;
            }
            if score >= PROPOSED {
                likely.push((place, likeness));
            }
        }
        // The order of the list decides between equals.
        likely.sort_by(|(_, one), (_, other)| other.score.total_cmp(&one.score));
        likely.truncate(WEIGHED);
        Self { likely, best }
    }

    fn score(&self, candidate: Option<usize>) -> f64 {
        self.likely.iter().find(|(place, _)| Some(*place) == candidate).map_or(0.0, |(_, found)| found.score)
    }

    /// How far this candidate lies above everybody else.
    fn margin(&self, candidate: Option<usize>) -> f64 {
        let score = self.score(candidate);
        let is_best = self.likely.first().is_some_and(|(place, _)| Some(*place) == candidate);
        if is_best || candidate.is_none() { self.best[0] - self.best[1] } else { score - self.best[0] }
    }

    fn is_crowded(&self) -> bool {
        self.likely.iter().filter(|(_, found)| found.score >= self.best[0] - EQUAL).count() > EQUALS
    }

    /// What each pair is worth: nothing at the score from which it is proposed; of a crowd nobody is chosen.
    fn weights(&self) -> pairing::Row {
        if self.is_crowded() {
            return Vec::new();
        }
        let weight = |score: f64| ((score - PROPOSED) * 1e6) as i64 + 1;
        self.likely.iter().map(|(place, found)| (*place, weight(found.score))).collect()
    }
}

/// The candidates of each name.
fn names(persons: &[Person]) -> BTreeMap<&str, Vec<usize>> {
    let mut names: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, person) in persons.iter().enumerate() {
        names.entry(&person.name).or_default().push(place);
    }
    names
}

struct Class<'a> {
    candidates: &'a [Candidate],
    persons: &'a [Person],
    fits: &'a [Fits],
    read: &'a [(usize, Evidence<'a>)],
    names: BTreeMap<&'a str, Vec<usize>>,
}

impl Class<'_> {
    fn matched(&self) -> Matching {
        let mut rows: Vec<pairing::Row> = self.fits.iter().map(Fits::weights).collect();
        let first = pair(&rows, self.candidates.len());
        // A copy that clearly is another one's candidate's gets nobody else.
        let second_copies = self.second_copies(&first);
        for place in second_copies.keys() {
            rows.get_mut(*place).into_iter().for_each(Vec::clear);
        }
        let given = if second_copies.is_empty() { first } else { pair(&rows, self.candidates.len()) };
        let mut holders = vec![None; self.candidates.len()];
        for (place, candidate) in given.iter().enumerate() {
            if let Some(slot) = candidate.and_then(|candidate| holders.get_mut(candidate)) {
                *slot = Some(place);
            }
        }
        let mut claims: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (place, candidate) in &second_copies {
            let holder = holders.get(*candidate).copied().flatten();
            claims.entry(*candidate).or_default().extend(holder.into_iter().chain([*place]));
        }
        claims.retain(|_, places| places.len() > 1);
        let claimed: BTreeSet<usize> = claims.values().flatten().copied().collect();
        let assignments = given.iter().enumerate().filter_map(|(place, candidate)| {
            self.assignment(place, *candidate, claimed.contains(&place), &holders)
        });
        let assignments: Vec<Assignment> = assignments.collect();
        let nobody = |assignment: &&Assignment| assignment.candidate.is_none();
        let surplus = assignments.iter().filter(nobody).map(|assignment| assignment.copy).collect();
        let missing = self.candidates.iter().zip(&holders).filter(|(_, holder)| holder.is_none());
        let conflict = |(candidate, places): (usize, BTreeSet<usize>)| {
            let copies = places.iter().filter_map(|place| self.copy(*place)).collect();
            Some(Conflict { candidate: self.candidates.get(candidate)?.clone(), copies })
        };
        Matching {
            missing: missing.map(|(candidate, _)| candidate.clone()).collect(),
            conflicts: claims.into_iter().filter_map(conflict).collect(),
            surplus,
            assignments,
        }
    }

    fn copy(&self, place: usize) -> Option<usize> {
        self.read.get(place).map(|(copy, _)| *copy)
    }

    /// Copies whose best candidate, by far, has another copy; with that candidate.
    fn second_copies(&self, given: &[Option<usize>]) -> BTreeMap<usize, usize> {
        let second = |(place, (fits, given)): (usize, (&Fits, &Option<usize>))| {
            let (best, found) = fits.likely.first()?;
            let by_far = found.score - fits.score(*given) >= SURE_MARGIN - ROUNDING;
            let alone = fits.best[0] - fits.best[1] >= SURE_MARGIN - ROUNDING || given.is_some();
            (Some(*best) != *given && found.score >= SURE_SCORE && by_far && alone).then_some((place, *best))
        };
        self.fits.iter().zip(given).enumerate().filter_map(second).collect()
    }

    fn assignment(
        &self,
        place: usize,
        given: Option<usize>,
        claimed: bool,
        holders: &[Option<usize>],
    ) -> Option<Assignment> {
        let fits = self.fits.get(place)?;
        let reasons = self.reasons(place, given, claimed);
        let mode = if fits.likely.is_empty() || reasons.contains(&MatchReason::TooMany) {
            MatchMode::Manual
        } else if reasons.is_empty() {
            MatchMode::Auto
        } else {
            MatchMode::Semi
        };
        let given = given.filter(|_| mode != MatchMode::Manual);
        let proposal = |(candidate, found): &(usize, Likeness)| {
            let holder = holders.get(*candidate).copied().flatten().filter(|holder| *holder != place);
            Some(Proposal {
                candidate: self.candidates.get(*candidate)?.clone(),
                score: found.score,
                name: found.name,
                birth_date: found.birth_date,
                number: found.number,
                other_copy: holder.and_then(|holder| self.copy(holder)),
            })
        };
        let (own, others): (Vec<_>, Vec<_>) =
            fits.likely.iter().partition(|(place, _)| Some(*place) == given);
        Some(Assignment {
            copy: self.copy(place)?,
            mode,
            candidate: given.and_then(|given| self.candidates.get(given)).cloned(),
            margin: fits.margin(given),
            proposals: own.into_iter().chain(others).take(PROPOSALS).filter_map(proposal).collect(),
            reasons,
        })
    }

    /// Every gate of `AUTO` that this copy does not pass.
    fn reasons(&self, place: usize, given: Option<usize>, claimed: bool) -> Vec<MatchReason> {
        let Some((fits, (_, evidence))) = self.fits.get(place).zip(self.read.get(place)) else {
            return Vec::new();
        };
        let Some((best, found)) = fits.likely.first() else {
            let nothing = evidence.is_empty();
            return vec![if nothing { MatchReason::NothingRead } else { MatchReason::NobodyFits }];
        };
        let (best, found) =
            match given.and_then(|given| fits.likely.iter().find(|(place, _)| *place == given)) {
                Some((given, found)) => (*given, found),
                None => (*best, found),
            };
        let mut reasons = Vec::new();
        let mut gate = |closed: bool, reason| {
            if closed {
                reasons.push(reason);
            }
        };
        gate(fits.is_crowded(), MatchReason::TooMany);
        gate(claimed, MatchReason::ClaimedTwice);
        let taken = fits.likely.first().is_some_and(|(first, _)| Some(*first) != given);
        gate(taken && !claimed && !fits.is_crowded(), MatchReason::Taken);
        gate(self.has_namesake(best), MatchReason::Namesake);
        let key = self.key(best, found);
        gate(key.is_some(), key.unwrap_or(MatchReason::NobodyFits));
        gate(found.surname_alone && self.shares_surname(best), MatchReason::SurnameShared);
        gate(found.name < SURE_NAME - ROUNDING, MatchReason::NameUnlike);
        gate(found.score < SURE_SCORE - ROUNDING, MatchReason::FitsPoorly);
        gate(fits.margin(Some(best)) < SURE_MARGIN - ROUNDING, MatchReason::SecondTooNear);
        reasons
    }

    /// Why neither birth date nor number tells this candidate from all others.
    fn key(&self, candidate: usize, found: &Likeness) -> Option<MatchReason> {
        let has_date = self.persons.get(candidate).is_some_and(|person| person.date().is_some());
        match (has_date, found.birth_date, found.number) {
            (true, Agreement::Exact, _) | (false, _, Agreement::Exact) => None,
            (true, Agreement::Missing, _) => Some(MatchReason::BirthDateMissing),
            (true, Agreement::Near, _) => Some(MatchReason::BirthDateNear),
            (true, Agreement::Differs, _) => Some(MatchReason::BirthDateDiffers),
            (false, ..) => Some(MatchReason::NumberNotExact),
        }
    }

    fn others<'s>(
        &'s self,
        candidate: usize,
        among: impl Iterator<Item = usize> + 's,
    ) -> impl Iterator<Item = &'s Person> {
        among.filter(move |other| *other != candidate).filter_map(|other| self.persons.get(other))
    }

    fn has_namesake(&self, candidate: usize) -> bool {
        let Some(person) = self.persons.get(candidate) else { return false };
        let named = self.names.get(person.name.as_str()).into_iter().flatten().copied();
        let same = |other: &Person| {
            person.date().is_none() || other.date().is_none() || person.date() == other.date()
        };
        self.others(candidate, named).any(same)
    }

    fn shares_surname(&self, candidate: usize) -> bool {
        let Some(person) = self.persons.get(candidate) else { return false };
        self.others(candidate, 0..self.persons.len()).any(|other| person.shares_surname(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use MatchMode::{Auto, Manual, Semi};

    const LIST: &str = "NOM;PRENOM;NE LE;INE\n\
        MARTIN;Paul;02/11/2007;1000000001A\n\
        MARTIN;Jules;02/11/2007;1000000002B\n\
        BEN SALAH;Youssef Amine;29/07/2008;1000000003C\n\
        ROUX;Zoé;13/05/2008;1000000004D\n\
        ROUX;Zoé;13/05/2008;1000000005E\n\
        PETIT;Anne;01/02/2008;1000000006F\n\
        PETIT;Anne;03/09/2007;1000000007G\n\
        D'ALMEIDA;Léa;17/03/2007;1000000008H\n";

    fn matched(list: &str, readings: &str) -> Matching {
        let roster = Roster::read(list.as_bytes(), &Limits::default()).unwrap();
        let readings: Vec<CopyReading> = serde_json::from_str(readings).unwrap();
        match_copies(&roster, &readings, &BTreeSet::new()).unwrap()
    }

    /// `last first date number`, each `-` where it was not read; spaces in names are written `_`.
    fn reading(copy: usize, text: &str) -> String {
        let keys = ["last_name", "first_name", "birth_date", "number"];
        let fields = keys.iter().zip(text.split(' ')).filter(|(_, value)| *value != "-");
        let fields = fields.map(|(key, value)| format!(r#","{key}":"{}""#, value.replace('_', " ")));
        format!(r#"{{"copy":{copy},"confidence":0.9{}}}"#, fields.collect::<String>())
    }

    fn alone(text: &str) -> Assignment {
        matched(LIST, &format!("[{}]", reading(0, text))).assignments.remove(0)
    }

    fn line(assignment: &Assignment) -> Option<usize> {
        assignment.candidate.as_ref().map(|candidate| candidate.line)
    }

    #[test]
    fn beyond_doubt() {
        for (text, wanted) in [
            ("BEN_SALAH Youssef 2008-07-29 -", 4),
            ("bensalah YOUSEF 29/07/2008 -", 4),
            ("Youssef_Amine BEN_SALAH 2008-07-29 -", 4),
            ("Ben_Salah_Youssef_Amine - 2008-07-29 -", 4),
            ("- Youssef_Amine_BEN_SALAH 2008-07-29 -", 4),
            ("DALMEIDA Lea 2007-03-17 1000000008H", 9),
            ("D'ALMEIDA - 2007-03-17 -", 9),
            ("PETIT Anne 2007-09-03 -", 8),
        ] {
            let found = alone(text);
            assert_eq!((found.mode, line(&found)), (Auto, Some(wanted)), "{text}: {found:?}");
            assert!(found.margin >= SURE_MARGIN && found.reasons.is_empty());
        }
    }

    #[test]
    fn a_person_looks_where_anything_is_in_doubt() {
        for (text, reason) in [
            ("BEN_SALAH Youssef 2008-07-28 -", MatchReason::BirthDateNear),
            ("BEN_SALAH Youssef 2008-07-28 1000000003C", MatchReason::BirthDateNear),
            ("BEN_SALAH Youssef 2008-07-49 -", MatchReason::BirthDateNear),
            ("BEN_SALAH Youssef 2006-09-29 -", MatchReason::BirthDateDiffers),
            ("BEN_SALAH Youssef - -", MatchReason::BirthDateMissing),
            ("BEN_SALAH Youssef - 1000000003C", MatchReason::BirthDateMissing),
            ("BEN_SALAH Youssef seventeen -", MatchReason::BirthDateMissing),
            ("ROUX Zoé 2008-05-13 -", MatchReason::Namesake),
            ("ROUX Zoé 2008-05-13 1000000005E", MatchReason::Namesake),
            ("MARTIN - 2007-11-02 1000000001A", MatchReason::SurnameShared),
            ("MARTIN - 2007-11-02 -", MatchReason::SecondTooNear),
            ("MORTAINE Gilles 2007-11-02 -", MatchReason::NameUnlike),
            ("- Léa 2007-03-17 -", MatchReason::NameUnlike),
            ("PETIT Anne 2007-09-03 1000000006F", MatchReason::SecondTooNear),
        ] {
            let found = alone(text);
            assert_eq!(found.mode, Semi, "{text}: {found:?}");
            assert!(found.reasons.contains(&reason), "{text}: {found:?}");
            assert!(!found.proposals.is_empty() && found.proposals.len() <= PROPOSALS);
        }
    }

    #[test]
    fn what_says_nothing_is_read_on_paper() {
        for (text, reason) in [
            ("- - - -", MatchReason::NothingRead),
            ("- - - 99", MatchReason::NobodyFits),
            ("ZUCCHINI Igor 1999-12-24 -", MatchReason::NobodyFits),
        ] {
            let found = alone(text);
            assert_eq!((found.mode, line(&found), found.reasons), (Manual, None, vec![reason]), "{text}");
        }
        let lines = (1..=9).map(|day| format!("MARTIN;{};0{day}/01/2008\n", ["Anne", "Tom", "Eva"][day % 3]));
        let many = lines.collect::<Vec<_>>().concat();
        let class =
            matched(&format!("NOM;PRENOM;NE LE\n{many}"), &format!("[{}]", reading(0, "MARTIN - - -")));
        let [found] = &class.assignments[..] else { panic!("one copy") };
        assert_eq!((found.mode, line(found), class.missing.len()), (Manual, None, 9));
        assert!(found.reasons.contains(&MatchReason::TooMany), "{found:?}");
    }

    #[test]
    fn a_list_without_birth_dates_goes_by_numbers() {
        let list = "Numéro;Nom;Prénom\n2026-000 423;BEN SALAH;Youssef\n2026000871;DUPONT;Karim\n";
        for (text, mode) in [
            ("BEN_SALAH Youssef 2008-07-29 2026000423", Auto),
            ("BEN_SALAH Yousef - 2026000423", Auto),
            ("BEN_SALAH Youssef - 2026000424", Semi),
            ("BEN_SALAH Youssef - -", Semi),
        ] {
            let class = matched(list, &format!("[{}]", reading(0, text)));
            assert_eq!(class.assignments[0].mode, mode, "{text}: {:?}", class.assignments);
        }
    }

    #[test]
    fn twins_are_told_apart_by_their_first_names_or_not_at_all() {
        assert_eq!(line(&alone("MARTIN Jules 2007-11-02 -")), Some(3));
        let class = matched(
            "NOM;PRENOM;NE LE\nMARTIN;Léa;02/11/2007\nMARTIN;Léo;02/11/2007\n",
            &format!("[{}]", reading(0, "MARTIN Léo 2007-11-02 -")),
        );
        assert_eq!((class.assignments[0].mode, line(&class.assignments[0])), (Semi, Some(3)));
    }

    /// What one copy leaves open another one decides: each candidate has one copy.
    #[test]
    fn the_class_is_assigned_at_once() {
        let readings = [
            reading(0, "PETIT Anne - -"),
            reading(1, "PETIT Anne 2008-02-01 -"),
            reading(2, "PETIT Anne - -"),
        ];
        let class = matched(LIST, &format!("[{}]", readings.join(",")));
        let modes: Vec<_> = class.assignments.iter().map(|one| one.mode).collect();
        assert_eq!(modes, [Semi, Auto, Semi]);
        let given: Vec<_> = class.assignments.iter().map(line).collect();
        assert_eq!(given.iter().filter(|line| **line == Some(8)).count(), 1, "{given:?}");
        assert_eq!((given[1], class.surplus.len(), class.missing.len()), (Some(7), 1, 6));
        let left = &class.assignments[class.surplus[0]];
        assert!(left.reasons.contains(&MatchReason::Taken));
        assert_eq!(left.proposals.iter().filter(|one| one.other_copy.is_some()).count(), 2);
    }

    #[test]
    fn two_copies_of_one_candidate_are_a_conflict() {
        let readings =
            ["BEN_SALAH Youssef 2008-07-29 -", "BEN_SALAH Yousef 2008-07-29 -", "D'ALMEIDA Léa 2007-03-17 -"];
        let readings: Vec<_> = readings.iter().enumerate().map(|(copy, text)| reading(copy, text)).collect();
        let class = matched(LIST, &format!("[{}]", readings.join(",")));
        let [conflict] = &class.conflicts[..] else { panic!("one conflict: {class:?}") };
        assert_eq!((conflict.candidate.line, &conflict.copies[..]), (4, &[0, 1][..]));
        let modes: Vec<_> = class.assignments.iter().map(|one| one.mode).collect();
        assert_eq!(modes, [Semi, Semi, Auto]);
        assert!(class.assignments[..2].iter().all(|one| one.reasons.contains(&MatchReason::ClaimedTwice)));
        assert_eq!(class.assignments.iter().filter(|one| line(one) == Some(4)).count(), 1);
    }

    #[test]
    fn several_headers_of_a_copy_agree_or_ask() {
        let both = |second: &str| {
            let readings = [reading(0, "BEN_SALAH Youssef 2008-07-29 -"), reading(0, second)];
            matched(LIST, &format!("[{}]", readings.join(","))).assignments.remove(0)
        };
        for second in ["- - - -", "BEN_SALAH - - -", "BEN_SALAH Yousef 2008-07-20 -"] {
            assert_eq!(both(second).mode, Auto, "{second}: {:?}", both(second));
        }
        assert_eq!(both("D'ALMEIDA Léa 2007-03-17 -").mode, Semi);
    }

    #[test]
    fn nobody_is_named_in_debug() {
        let class = matched(LIST, &format!("[{}]", reading(0, "BEN_SALAH Youssef 2008-07-29 -")));
        let told = format!("{class:?}").to_lowercase();
        assert!(!told.contains("salah") && !told.contains("youssef") && !told.contains("2008"), "{told}");
    }

    #[test]
    fn copies_of_which_nothing_was_read_are_there() {
        let roster = Roster::read(LIST.as_bytes(), &Limits::default()).unwrap();
        let class = match_copies(&roster, &[], &BTreeSet::from([0, 7])).unwrap();
        assert_eq!((class.assignments[1].copy, class.assignments[1].mode), (7, Manual));
        assert_eq!((class.surplus, class.missing.len()), (vec![0, 7], 8));
    }

    #[test]
    fn comparisons_past_the_limit() {
        let list = (0..1_001).map(|number| format!("n{number};p\n")).collect::<Vec<_>>().concat();
        let roster = Roster::read(format!("nom;prenom\n{list}").as_bytes(), &Limits::default()).unwrap();
        let error = match_copies(&roster, &[], &(0..100_000).collect()).unwrap_err();
        assert_eq!((error.code(), error.detail()), (Code::ResourceLimit, Some("limit.comparisons")));
    }
}
