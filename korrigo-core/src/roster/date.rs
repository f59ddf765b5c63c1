//! Birth dates as lists write them: `dd/mm/yyyy` or ISO.
//!
//! Knows the calendar. Knows no clock: whether a candidate can be that old is nobody's business here.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Code, Error, Result};

/// A day of the Gregorian calendar from 1900 to 2100; written `yyyy-mm-dd`, never shown in `Debug`.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct BirthDate {
    year: u16,
    month: u8,
    day: u8,
}

impl BirthDate {
    /// The day, if the calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => return None,
        };
        ((1900..=2100).contains(&year) && (1..=days).contains(&day)).then_some(Self { year, month, day })
    }

    /// The year.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// The ways in which the date is written on papers, in lists and in words.
    pub(super) fn spellings(self) -> Vec<String> {
        let Self { year, month, day } = self;
        let name = |names: [&'static str; 12]| names.get(usize::from(month) - 1).copied().unwrap_or_default();
        let mut all = vec![
            format!("{day:02}/{month:02}/{year}"),
            format!("{year}-{month:02}-{day:02}"),
            format!("{day:02}{month:02}{year}"),
            format!("{year}{month:02}{day:02}"),
            format!("{day} {} {year}", name(FRENCH)),
            format!("{day} {} {year}", name(ENGLISH)),
        ];
        if day < 10 || month < 10 {
            all.push(format!("{day}/{month}/{year}"));
        }
        all.dedup();
        all
    }
}

const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl FromStr for BirthDate {
    type Err = Error;

    /// Reads `dd/mm/yyyy` and `yyyy-mm-dd`, with `/`, `-` or `.`, with one digit or two for day and month, and
    /// `ddmmyyyy` and `yyyymmdd`; a time of midnight after it, as spreadsheets add, is no matter.
    ///
    /// # Errors
    /// `roster_invalid` (detail `roster.birth_date`) for anything else, and for days that no calendar has.
    fn from_str(text: &str) -> Result<Self> {
        parse(text.trim()).ok_or_else(|| {
            Error::new(Code::RosterInvalid, "a birth date is written dd/mm/yyyy or yyyy-mm-dd")
                .with_detail("roster.birth_date")
        })
    }
}

fn parse(text: &str) -> Option<BirthDate> {
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    if !time.chars().all(|character| "0:.Z".contains(character)) {
        return None;
    }
    let mut parts = date.split(['/', '-', '.']);
    let (first, second, third) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    match (second, third) {
        (Some(month), Some(year)) if year.len() == 4 => day(year, month, first),
        (Some(month), Some(day_)) if first.len() == 4 => day(first, month, day_),
        // A year from 1900 to 2100 is no day and month: only one of the two readings is a date.
        (None, None) if first.len() == 8 && first.is_ascii() => {
            let split = |at: usize| first.split_at_checked(at);
            let ((year, rest), (start, last)) = (split(4)?, split(4)?);
            let (month, end) = rest.split_at_checked(2)?;
            let (begin, middle) = start.split_at_checked(2)?;
            day(year, month, end).or_else(|| day(last, middle, begin))
        }
        _ => None,
    }
}

fn day(year: &str, month: &str, day: &str) -> Option<BirthDate> {
    let number = |text: &str, most: usize| {
        let digits = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<u16>().ok()).flatten()
    };
    let (month, day) = (u8::try_from(number(month, 2)?).ok()?, u8::try_from(number(day, 2)?).ok()?);
    BirthDate::new(number(year, 4)?, month, day)
}

impl fmt::Display for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Debug for BirthDate {
    // With a class at hand it tells who it is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BirthDate(..)")
    }
}

impl Serialize for BirthDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BirthDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|error: Error| serde::de::Error::custom(error.message()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_lists_write_them() {
        for text in [
            "02/11/2007",
            "2/11/2007",
            "2007-11-02",
            "2007/11/2",
            "02-11-2007",
            "02.11.2007",
            "02112007",
            "20071102",
            " 02/11/2007 ",
            "2007-11-02T00:00:00",
            "2007-11-02 00:00:00.000",
        ] {
            assert_eq!(text.parse::<BirthDate>().unwrap().to_string(), "2007-11-02", "{text}");
        }
        assert_eq!("29/02/2008".parse::<BirthDate>().unwrap().to_string(), "2008-02-29");
    }

    #[test]
    fn what_no_calendar_has() {
        for text in [
            "",
            "x",
            "31/04/2008",
            "29/02/2007",
            "29/02/2100",
            "12/31/2008",
            "0/1/2008",
            "1/1/1899",
            "1/1/2101",
            "02/11/07",
            "2007-11",
            "1/2/3/2008",
            "02/11/2007 12:30",
            "+2/11/2007",
            "２/11/2007",
            "éééé",
            "99999999",
            "002/11/2007",
        ] {
            assert!(text.parse::<BirthDate>().is_err(), "{text}");
        }
    }

    /// Eight digits are a date in one way only.
    #[test]
    fn every_day_reads_the_same_in_all_its_spellings() {
        let days = (1900..=2100)
            .flat_map(|year| (1..=12).flat_map(move |month| (1..=31).map(move |day| (year, month, day))));
        for (year, month, day) in days {
            let Some(date) = BirthDate::new(year, month, day) else { continue };
            for text in date.spellings().iter().filter(|text| !text.contains(' ')) {
                assert_eq!(text.parse::<BirthDate>().ok(), Some(date), "{text}");
            }
        }
    }
}
