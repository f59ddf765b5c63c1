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

crate::schema::written_as_text!(BirthDate);

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

/// A birth date as it was read off a paper: eight digits, which may be no day of any calendar when one of them was
/// misread. Written as a date is, never shown in `Debug`.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct DateRead {
    /// `yyyymmdd`.
    digits: [u8; 8],
}

impl DateRead {
    /// The day, if the calendar has it.
    pub fn date(self) -> Option<BirthDate> {
        day(self.part(0..4), self.part(4..6), self.part(6..8))
    }

    /// How many of the eight digits are not those of this day.
    pub fn wrong_digits(self, date: BirthDate) -> usize {
        let wanted = Self::from(date);
        self.digits.iter().zip(wanted.digits).filter(|(read, wanted)| **read != *wanted).count()
    }

    /// The digits of `dd/mm/yyyy`, `yyyy-mm-dd` and the like, whatever day they say.
    fn of(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty()).collect();
        let (year, month, day) = match parts.as_slice() {
            [year, month, day] if year.len() == 4 => (*year, *month, *day),
            [day, month, year] if year.len() == 4 => (*year, *month, *day),
            // Nothing tells which end the year stands at: papers ask for the day first.
            [digits] if digits.len() == 8 && digits.is_ascii() => {
                (digits.get(4..)?, digits.get(2..4)?, digits.get(..2)?)
            }
            _ => return None,
        };
        let digits: [u8; 8] = format!("{year}{month:0>2}{day:0>2}").into_bytes().try_into().ok()?;
        digits.iter().all(u8::is_ascii_digit).then_some(Self { digits })
    }

    fn part(&self, range: std::ops::Range<usize>) -> &str {
        self.digits.get(range).and_then(|part| std::str::from_utf8(part).ok()).unwrap_or_default()
    }
}

impl From<BirthDate> for DateRead {
    fn from(BirthDate { year, month, day }: BirthDate) -> Self {
        let (year, month, day) = (usize::from(year), usize::from(month), usize::from(day));
        let digit = |number: usize| b'0' + (number % 10) as u8;
        let digits = [year / 1000, year / 100, year / 10, year, month / 10, month, day / 10, day].map(digit);
        Self { digits }
    }
}

impl FromStr for DateRead {
    type Err = Error;

    /// Reads what [`BirthDate`] reads, and the same with digits that no calendar has.
    ///
    /// # Errors
    /// `roster_invalid` (detail `roster.birth_date`) for what is not eight digits in such an order.
    fn from_str(text: &str) -> Result<Self> {
        text.parse::<BirthDate>().map(Self::from).or_else(|error| Self::of(text.trim()).ok_or(error))
    }
}

impl fmt::Display for DateRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.part(0..4), self.part(4..6), self.part(6..8))
    }
}

impl fmt::Debug for DateRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DateRead(..)")
    }
}

crate::schema::written_as_text!(DateRead);

impl Serialize for DateRead {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What cannot be taken for a date was not read: a reader's slip must not refuse all its readings.
pub(super) fn lenient<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<DateRead>, D::Error> {
    let text = Option::<std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
    Ok(text.and_then(|text| text.parse().ok()))
}

impl<'de> Deserialize<'de> for DateRead {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|error: Error| serde::de::Error::custom(error.message()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_with_a_misread_digit_are_kept() {
        let date: BirthDate = "2008-02-01".parse().unwrap();
        for (text, wrong) in [
            ("2008-02-01", 0),
            ("01/02/2008", 0),
            ("1/2/2008", 0),
            ("2008-02-31", 1),
            ("41/02/2008", 1),
            ("01 12 2008", 1),
            ("01022003", 1),
            ("01132009", 3),
        ] {
            let read: DateRead = text.parse().unwrap();
            assert_eq!(read.wrong_digits(date), wrong, "{text}");
            assert_eq!(read.to_string().parse::<DateRead>().unwrap(), read);
        }
        assert_eq!("01/02/2008".parse::<DateRead>().unwrap().date(), Some(date));
        assert_eq!("2008-02-31".parse::<DateRead>().unwrap().date(), None);
        for text in ["", "x", "01/02/08", "é1/02/2008", "1/2/3/2008", "0é/02/2008", "001/02/2008", "2008"] {
            assert!(text.parse::<DateRead>().is_err(), "{text}");
        }
    }

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
