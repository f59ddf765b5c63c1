//! The findings as likelihoods: how well a page looks like page `n` of a copy.
//!
//! Knows one side at a time. Every likelihood is relative to a page of which nothing is known, so that
//! edges which take one side and edges which take two are comparable. Numbers from outside may be anything:
//! they are brought into range here and nowhere else.

use super::looks::Place;
use super::options::{Priors, Trust};
use crate::geometry::Rotation;
use crate::scan::{Digits, Format, HalfFindings, Side};

/// How a candidate numbers pages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Habit {
    Numbers,
    Sometimes,
    Never,
    /// From 1 on every sheet.
    Restarts,
    /// Something else than page numbers.
    Other,
}

impl Habit {
    pub(super) const ALL: [Self; 5] =
        [Self::Numbers, Self::Sometimes, Self::Never, Self::Restarts, Self::Other];

    /// How common it is.
    pub(super) fn share(self, priors: &Priors) -> f64 {
        priors.habits[self as usize] / priors.habits.iter().sum::<f64>()
    }
}

/// The page that a half may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Role {
    /// Its number in the copy; `None` when it is too far back to be known.
    pub(super) number: u32,
    /// How many pages the copy has, where the state knows.
    pub(super) total: Option<u32>,
    /// Its number when numbering starts again on every sheet.
    pub(super) restarted: u32,
    /// The number is only the least it can be.
    pub(super) open_ended: bool,
    /// The probability that nobody wrote on it.
    pub(super) blank: f64,
}

/// A side, brought into range.
#[derive(Clone, Debug)]
pub(super) struct Observed {
    pub(super) place: Place,
    pub(super) two_up: bool,
    pub(super) rotate: Rotation,
    /// The odds that it lies the other way up than found.
    pub(super) turned: f64,
    /// Degrees, where it was found for sure.
    pub(super) skew: Option<f64>,
    /// Left and right, or the whole page.
    pub(super) halves: Vec<Page>,
    /// What its barcodes say, told apart and nothing more: a barcode can hold a candidate's number.
    pub(super) codes: Vec<u64>,
}

/// A page of a side, brought into range.
#[derive(Clone, Debug)]
pub(super) struct Page {
    /// The probability of a header.
    pub(super) header: f64,
    /// The probability that somebody filled it in.
    pub(super) filled: Option<f64>,
    /// The probability that nobody wrote on the page.
    pub(super) blank: f64,
    /// Number and total in the boxes at the foot, and how sure it is that they are boxes.
    boxes: Option<(f64, Reading, Option<Reading>)>,
}

/// What seems to be written in some boxes, relative to what boxes hold in general.
#[derive(Clone, Debug)]
struct Reading {
    empty: f64,
    written: f64,
    each: Vec<(u32, f64)>,
    other: f64,
}

/// Boxes hold nothing about as often as a number, and numbers are small.
const EMPTY_SHARE: f64 = 0.45;
const NUMBERS: f64 = 12.0;
/// No copy has more pages: 83 is a 3 behind a box with a rest of a line in it.
const MOST: u32 = 40;

impl Reading {
    fn new(digits: &Digits, trust: &Trust) -> Self {
        let empty = unit(digits.empty, 0.5).clamp(trust.least, 1.0 - trust.least);
        let likely = || digits.readings.iter().filter(|(number, _)| *number <= MOST);
        let told: f64 = likely().map(|(_, p)| unit(*p, 0.0)).sum();
        let all: f64 = digits.readings.iter().map(|(_, p)| unit(*p, 0.0)).sum();
        // What was not told is shared by all that two boxes can hold, of which pages have few numbers.
        let each = (1.0 - empty - all).max(0.0) / 90.0;
        let scale = (1.0 - empty) / (told + each * f64::from(MOST)).max(1e-9);
        let flat = (1.0 - empty) * trust.reading / NUMBERS;
        let prior = (1.0 - EMPTY_SHARE) / NUMBERS;
        let weigh = |p: f64| ((1.0 - trust.reading) * (unit(p, 0.0) * scale).min(1.0) + flat) / prior;
        Self {
            empty: empty / EMPTY_SHARE,
            written: (1.0 - empty) / (1.0 - EMPTY_SHARE),
            each: likely().map(|(number, p)| (*number, weigh(*p))).collect(),
            other: weigh(each),
        }
    }

    fn of(&self, number: u32) -> f64 {
        self.each.iter().find(|(read, _)| *read == number).map_or(self.other, |(_, value)| *value)
    }

    /// `written`: the probability that a number stands there; `right`: that it is then this one.
    fn likelihood(&self, written: f64, right: f64, number: Option<u32>) -> f64 {
        let number =
            number.map_or(self.written, |number| right * self.of(number) + (1.0 - right) * self.written);
        written * number + (1.0 - written) * self.empty
    }
}

impl Observed {
    pub(super) fn new(place: Place, side: &Side, trust: &Trust) -> Self {
        let two_up = side.format == Format::TwoUp;
        let sure = unit(side.orientation.confidence, 0.5).clamp(trust.least_turned, 1.0 - trust.least_turned);
        let skew = side.skew_deg.value;
        Self {
            place,
            two_up,
            rotate: side.orientation.rotate,
            turned: (1.0 - sure) / sure,
            skew: (skew.is_finite() && unit(side.skew_deg.confidence, 0.0) > 0.5).then_some(skew),
            halves: (0..if two_up { 2 } else { 1 })
                .map(|half| side.halves.get(half).map_or_else(Page::unknown, |half| Page::new(half, trust)))
                .collect(),
            codes: side.barcodes.iter().map(|code| told_apart(&code.text)).collect(),
        }
    }

    /// The highest probability of a header on it.
    pub(super) fn header(&self) -> f64 {
        self.halves.iter().map(|page| page.header).fold(0.0, f64::max)
    }

    /// How it looks as a sheet that only stands between others, next to one of the pile's. `boxed`: the share
    /// of pages on which boxes are found.
    pub(super) fn as_separator(&self, boxed: f64, trust: &Trust) -> f64 {
        let pages = self.halves.iter().map(|page| {
            let blank =
                page.blank / trust.blank_share * 0.99 + (1.0 - page.blank) / (1.0 - trust.blank_share) * 0.01;
            let boxes = match &page.boxes {
                Some((sure, number, _)) => sure * number.empty + 1.0 - sure,
                None => unboxed(boxed),
            };
            blank * boxes * page.header_likelihood(trust.least, trust)
        });
        pages.product::<f64>() * if self.codes.is_empty() { 1.0 } else { 10.0 }
    }

    /// How it looks when it lies the other way up than found: what was looked for was not there. `boxed`:
    /// the share of pages on which boxes are found.
    pub(super) fn upside_down(&self, boxed: f64, trust: &Trust) -> f64 {
        let pages = self.halves.iter().map(|page| {
            let boxes = match &page.boxes {
                Some((sure, ..)) => 1.0 - 0.9 * sure,
                // Who found which way up it lies has looked for boxes at the other end, too.
                None => unboxed(boxed).min(4.0),
            };
            page.header_likelihood(trust.least, trust) * boxes
        });
        pages.product()
    }
}

impl Page {
    fn unknown() -> Self {
        Self { header: 0.25, filled: None, blank: 0.18, boxes: None }
    }

    fn new(half: &HalfFindings, trust: &Trust) -> Self {
        let clamp = |p: f64, unknown: f64| unit(p, unknown).clamp(trust.least, 1.0 - trust.least);
        let said = |seen: &crate::scan::Seen<bool>| {
            let sure = unit(seen.confidence, 0.5);
            clamp(if seen.value { sure } else { 1.0 - sure }, 0.5)
        };
        let boxes = half.page_box.as_ref().map(|found| {
            let total = found.total.as_ref().map(|total| Reading::new(total, trust));
            (clamp(found.confidence, 0.5), Reading::new(&found.number, trust), total)
        });
        Self {
            header: clamp(half.header_probability, trust.header_share),
            filled: half.header.as_ref().map(|header| said(&header.filled)),
            blank: said(&half.blank),
            boxes,
        }
    }

    /// The probability with which the boxes were read as this number, among all that may be read.
    pub(super) fn reads(&self, number: u32) -> f64 {
        let Some((sure, reading, _)) = &self.boxes else { return 0.0 };
        sure * reading.of(number) * (1.0 - EMPTY_SHARE) / NUMBERS
    }

    /// Whether boxes were found.
    pub(super) fn has_boxes(&self) -> bool {
        self.boxes.is_some()
    }

    /// The number that was read for sure, when there is one.
    pub(super) fn number(&self) -> Option<u32> {
        let (_, reading, _) = self.boxes.as_ref()?;
        reading.each.iter().map(|(number, _)| *number).find(|number| self.reads(*number) > 0.8)
    }

    fn header_likelihood(&self, present: f64, trust: &Trust) -> f64 {
        let share = trust.header_share;
        present * self.header / share + (1.0 - present) * (1.0 - self.header) / (1.0 - share)
    }

    /// How well it looks like this page of a copy by a candidate of this habit, whatever headers there are.
    pub(super) fn likelihood(&self, role: &Role, habit: Habit, priors: &Priors, trust: &Trust) -> f64 {
        let blanks = role.blank * self.blank / trust.blank_share
            + (1.0 - role.blank) * (1.0 - self.blank) / (1.0 - trust.blank_share);
        blanks * self.number_likelihood(role, habit, priors)
    }

    /// How well its header fits where one stands so often; `first`: on a sheet that begins a copy.
    pub(super) fn header_fits(&self, often: f64, first: bool, priors: &Priors, trust: &Trust) -> f64 {
        self.header_likelihood(often, trust)
            * if often > 0.5 { self.fill_likelihood(first, priors) } else { 1.0 }
    }

    fn fill_likelihood(&self, first: bool, priors: &Priors) -> f64 {
        let Some(filled) = self.filled else { return 1.0 };
        let empty = if first { priors.empty_first } else { priors.empty_later };
        let usual = f64::midpoint(priors.empty_first, priors.empty_later).clamp(0.001, 0.999);
        let told = (1.0 - empty) * filled / (1.0 - usual) + empty * (1.0 - filled) / usual;
        // Only as far as there is a header at all.
        self.header * told + 1.0 - self.header
    }

    fn number_likelihood(&self, role: &Role, habit: Habit, priors: &Priors) -> f64 {
        let Some((sure, number, total)) = &self.boxes else { return 1.0 };
        let often = priors.numbered[habit as usize];
        let page = match habit {
            Habit::Numbers | Habit::Sometimes => Some(role.number),
            Habit::Restarts => Some(role.restarted),
            Habit::Never | Habit::Other => None,
        };
        // A blank page is seldom numbered.
        let often = often * (1.0 - 0.85 * self.blank);
        let right = (1.0 - priors.number_wrong) * if role.open_ended { 0.5 } else { 1.0 };
        let mut value = number.likelihood(often, right, page);
        if let Some(total) = total {
            let known = role.total.filter(|_| matches!(habit, Habit::Numbers | Habit::Sometimes));
            value *= total.likelihood(often * priors.total_given, 1.0 - priors.total_wrong, known);
        }
        sure * value + 1.0 - sure
    }
}

/// Equal for equal texts (FNV-1a, Fowler, Noll and Vo 1991).
fn told_apart(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// How much likelier a page without boxes is where there need be none than on a form of the pile.
fn unboxed(boxed: f64) -> f64 {
    0.9 / (1.02 - boxed)
}

/// A probability, whatever was written.
fn unit(value: f64, unknown: f64) -> f64 {
    if value.is_finite() { value.clamp(0.0, 1.0) } else { unknown }
}
