//! How well what was read in a header fits a candidate: field by field, and as one score.
//!
//! Knows edit distances, names cut short or put into the wrong cell, and how much each field weighs. Knows one
//! candidate and one copy at a time: who gets which copy is [`super::matching`]'s.

use serde::{Deserialize, Serialize};
use strsim::generic_levenshtein;

use super::candidate::Candidate;
use super::date::BirthDate;
use super::name::normalise;
use super::reading::{Reading, digits};

/// How a birth date or a number agrees with what was read.
#[derive(
    Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Deserialize, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// Every digit.
    Exact,
    /// All but one.
    Near,
    /// It is another one.
    Differs,
    /// The list has none, or none was read.
    Missing,
}

/// What was read of one copy beside one candidate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Likeness {
    /// All fields together: 0..=1.
    pub(super) score: f64,
    /// The names: 0..=1; 0 where none was read.
    pub(super) name: f64,
    /// Whether only the surname was read of a name.
    pub(super) surname_alone: bool,
    pub(super) birth_date: Agreement,
    pub(super) number: Agreement,
}

/// What a whole name, a birth date and a number weigh. A field that the list or the header lacks weighs nothing, but
/// what is left counts as if it were a name at least: a lone date is not yet a person.
const NAME: f64 = 0.6;
const DATE: f64 = 0.4;
const NUMBER: f64 = 0.4;

/// The share of the surname in a name.
const SURNAME: f64 = 0.58;

/// What a surname without a first name is worth as a name.
const SURNAME_ALONE: f64 = 0.85;

/// What a date with one wrong digit, and with two, still say; and a number.
const NEAR_DATE: [f64; 2] = [0.6, 0.3];
const NEAR_NUMBER: [f64; 2] = [0.8, 0.5];

/// What a name is worth that is cut short, or stands in the wrong cell.
const CUT_SHORT: f64 = 0.95;
const SWAPPED: f64 = 0.97;

/// Letters of a name that are compared; no name is longer.
const MOST_LETTERS: usize = 64;

/// A part of a name must have so many letters to stand for the whole.
const LEAST_PART: usize = 3;

/// A surname so like another one may be the other one misread.
const SAME_SURNAME: f64 = 0.75;

/// A surname or a first name, ready to be compared.
#[derive(Debug, Default)]
struct Name {
    whole: Letters,
    /// Runs of its words: people leave out second names.
    parts: Vec<Letters>,
}

/// Letters, and which of them occur: what cannot be alike is seen without a look at their order.
#[derive(Debug, Default)]
struct Letters {
    letters: Vec<char>,
    /// A bit for each letter of the alphabet, and for all others by chance.
    occur: u32,
}

impl Letters {
    fn new(normalised: &str) -> Self {
        let letters: Vec<char> = normalised.chars().take(MOST_LETTERS).collect();
        let occur = letters.iter().fold(0, |occur, letter| occur | 1 << (u32::from(*letter) % 32));
        Self { letters, occur }
    }

    /// How alike two texts are, by the edits between them (Levenshtein): 0..=1; anything at most `enough` where
    /// they cannot be more alike than that.
    fn alike(&self, other: &Self, enough: f64) -> f64 {
        let (long, short) =
            (self.letters.len().max(other.letters.len()), self.letters.len().min(other.letters.len()));
        if short == 0 {
            return 0.0;
        }
        let only = |one: &Self, other: &Self| (one.occur & !other.occur).count_ones() as usize;
        let least = (long - short).max(only(self, other)).max(only(other, self));
        let share = |edits: usize| 1.0 - edits as f64 / long as f64;
        if share(least) <= enough {
            return 0.0;
        }
        share(generic_levenshtein(&self.letters, &other.letters))
    }
}

impl Name {
    fn new(written: &str) -> Self {
        let whole = normalise(written);
        let words: Vec<&str> = whole.split(' ').take(6).collect();
        let mut parts = Vec::new();
        for start in 0..words.len() {
            for end in start + 1..=words.len() {
                let part = words.get(start..end).unwrap_or_default().join(" ");
                if end - start < words.len() && part.chars().count() >= LEAST_PART {
                    parts.push(Letters::new(&part));
                }
            }
        }
        Self { whole: Letters::new(&whole), parts }
    }

    fn is_empty(&self) -> bool {
        self.whole.letters.is_empty()
    }

    /// How alike two names are: 0..=1.
    fn alike(&self, other: &Self) -> f64 {
        let mut best = self.whole.alike(&other.whole, 0.0);
        for (part, whole) in self
            .parts
            .iter()
            .map(|part| (part, &other.whole))
            .chain(other.parts.iter().map(|part| (part, &self.whole)))
        {
            best = best.max(CUT_SHORT * part.alike(whole, best / CUT_SHORT));
        }
        best
    }
}

/// A candidate, ready to be compared.
#[derive(Debug)]
pub(super) struct Person {
    last: Vec<Name>,
    first: Name,
    /// Surname and first name as one: for readers who do not tell them apart.
    together: [Letters; 2],
    date: Option<BirthDate>,
    numbers: Vec<Vec<char>>,
    /// What a namesake has, too.
    pub(super) name: String,
}

impl Person {
    pub(super) fn new(candidate: &Candidate) -> Self {
        let also = |number: bool| {
            let has_digits = move |text: &&String| text.contains(|c: char| c.is_ascii_digit()) == number;
            candidate.also.iter().filter(has_digits)
        };
        let [last, first] = [&candidate.last_name, &candidate.first_name].map(|name| normalise(name));
        let together = [format!("{last} {first}"), format!("{first} {last}")];
        Self {
            last: std::iter::once(&candidate.last_name)
                .chain(also(false))
                .map(|name| Name::new(name))
                .collect(),
            first: Name::new(&candidate.first_name),
            together: together.each_ref().map(|name| Letters::new(name.trim())),
            date: candidate.birth_date,
            numbers: candidate.number.iter().chain(also(true)).map(|number| digits(number)).collect(),
            name: last + " " + &first,
        }
    }

    pub(super) const fn date(&self) -> Option<BirthDate> {
        self.date
    }

    fn last_alike(&self, name: &Name) -> f64 {
        self.last.iter().map(|last| last.alike(name)).fold(0.0, f64::max)
    }

    /// Whether this surname could be the other one's, misread.
    pub(super) fn shares_surname(&self, other: &Self) -> bool {
        other.last.iter().any(|last| self.last_alike(last) >= SAME_SURNAME)
    }
}

/// What one reader read, ready to be compared.
#[derive(Debug)]
struct Prepared<'a> {
    reading: &'a Reading,
    last: Name,
    first: Name,
    /// Both as one, for lists that do not tell them apart.
    together: Name,
    number: Vec<char>,
    trust: f64,
}

/// What one reading says of one candidate; `None` for a field that says nothing.
#[derive(Debug)]
struct Fields {
    name: Option<f64>,
    date: Option<(f64, Agreement)>,
    number: Option<(f64, Agreement)>,
}

impl<'a> Prepared<'a> {
    fn new(reading: &'a Reading) -> Self {
        let [last, first] =
            [&reading.last_name, &reading.first_name].map(|name| name.as_deref().unwrap_or_default());
        Self {
            reading,
            last: Name::new(last),
            first: Name::new(first),
            together: Name::new(&format!("{last} {first}")),
            number: reading.number.as_deref().map(digits).unwrap_or_default(),
            trust: reading.trusted(),
        }
    }

    fn fields(&self, person: &Person) -> Fields {
        let date =
            self.reading.birth_date.zip(person.date).map(|(read, date)| match read.wrong_digits(date) {
                0 => (1.0, Agreement::Exact),
                1 => (NEAR_DATE[0], Agreement::Near),
                2 => (NEAR_DATE[1], Agreement::Differs),
                _ => (0.0, Agreement::Differs),
            });
        let number = person.numbers.iter().filter(|number| !number.is_empty() && !self.number.is_empty());
        let number =
            number.map(|number| generic_levenshtein(number, &self.number)).min().map(|edits| match edits {
                0 => (1.0, Agreement::Exact),
                1 => (NEAR_NUMBER[0], Agreement::Near),
                2 => (NEAR_NUMBER[1], Agreement::Differs),
                _ => (0.0, Agreement::Differs),
            });
        Fields { name: self.name(person), date, number }
    }

    fn name(&self, person: &Person) -> Option<f64> {
        let whole = |name: &Name, enough: f64| {
            person.together.iter().map(|both| both.alike(&name.whole, enough)).fold(0.0, f64::max)
        };
        match (self.last.is_empty(), self.first.is_empty()) {
            (true, true) => None,
            (true, false) => {
                let first = (1.0 - SURNAME) * person.first.alike(&self.first);
                Some(first.max(whole(&self.first, first)))
            }
            (false, true) => {
                let alone = person.last_alike(&self.last);
                let alone = if person.first.is_empty() { alone } else { SURNAME_ALONE * alone };
                Some(alone.max(whole(&self.last, alone)))
            }
            (false, false) if person.first.is_empty() => Some(person.last_alike(&self.together)),
            (false, false) => {
                let both = |last: f64, first: f64| SURNAME * last + (1.0 - SURNAME) * first;
                let straight = both(person.last_alike(&self.last), person.first.alike(&self.first));
                let swapped = both(person.last_alike(&self.first), person.first.alike(&self.last));
                Some(straight.max(SWAPPED * swapped))
            }
        }
    }
}

/// All that was read of one copy, ready to be compared.
#[derive(Debug, Default)]
pub(super) struct Evidence<'a>(Vec<Prepared<'a>>);

impl<'a> Evidence<'a> {
    pub(super) fn new(readings: &[&'a Reading]) -> Self {
        let mut all: Vec<_> = readings.iter().map(|reading| Prepared::new(reading)).collect();
        // Readers who trust nothing of what they say are all the same.
        if all.iter().all(|prepared| prepared.trust <= 0.0) {
            for prepared in &mut all {
                prepared.trust = 1.0;
            }
        }
        Self(all)
    }

    /// Whether nothing was read that could tell anybody.
    pub(super) fn is_empty(&self) -> bool {
        let says = |one: &Prepared<'_>| {
            !one.last.is_empty()
                || !one.first.is_empty()
                || !one.number.is_empty()
                || one.reading.birth_date.is_some()
        };
        !self.0.iter().any(says)
    }

    /// How well a candidate fits. Of each field, several readings give their mean, weighed by their confidence: what
    /// they disagree about counts less. O(letters²).
    pub(super) fn likeness(&self, person: &Person) -> Likeness {
        let all: Vec<(f64, Fields)> = self.0.iter().map(|one| (one.trust, one.fields(person))).collect();
        let mean = |field: &dyn Fn(&Fields) -> Option<f64>| {
            let (sum, weight) = all
                .iter()
                .filter_map(|(trust, fields)| Some((trust, field(fields)?)))
                .fold((0.0, 0.0), |(sum, weight), (trust, value)| (sum + trust * value, weight + trust));
            (weight > 0.0).then(|| sum / weight)
        };
        let name = mean(&|fields| fields.name);
        let fields = [
            (NAME, name),
            (DATE, mean(&|fields| fields.date.map(|(value, _)| value))),
            (NUMBER, mean(&|fields| fields.number.map(|(value, _)| value))),
        ];
        let (sum, weight) = fields
            .iter()
            .filter_map(|(weight, value)| Some((weight, (*value)?)))
            .fold((0.0, 0.0), |(sum, total), (weight, value)| (sum + weight * value, total + weight));
        let best = |field: &dyn Fn(&Fields) -> Option<(f64, Agreement)>| {
            let agreements = all.iter().filter_map(|(_, fields)| field(fields));
            agreements.map(|(_, agreement)| agreement).min().unwrap_or(Agreement::Missing)
        };
        Likeness {
            score: sum / f64::max(weight, NAME),
            name: name.unwrap_or(0.0),
            surname_alone: self.0.iter().all(|one| one.first.is_empty())
                && name.is_some_and(|name| name <= SURNAME_ALONE)
                && !person.first.is_empty(),
            birth_date: best(&|fields| fields.date),
            number: best(&|fields| fields.number),
        }
    }
}
