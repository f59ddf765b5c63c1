//! What was read in headers, as a witness of who wrote what.
//!
//! Knows at which half of which scan a reading was taken, and adds what readings say to what the paper says. Knows
//! no list of candidates: whose copy it is, is decided elsewhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::assign::{Looks, Place};
use super::plan::SourceRef;
use crate::error::{Code, Error, Result};
use crate::geometry::Half;
use crate::roster::Reading;

/// What was read in the header of one half of a page.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct PageReading {
    /// Which scan, from 0.
    pub source: usize,
    /// Which of its pages, from 0.
    pub page: usize,
    /// Which half.
    pub half: Half,
    /// What was read.
    #[serde(flatten)]
    pub reading: Reading,
}

/// Readings beside what others see: [`super::assign_with`] takes it.
pub struct ReadingLooks<'a> {
    looks: &'a dyn Looks,
    readings: BTreeMap<Place, &'a Reading>,
}

impl<'a> ReadingLooks<'a> {
    /// `looks` and readings of these scans. Of several readings of one side the surest counts.
    ///
    /// # Errors
    /// `page_not_found` for a reading of a page that the scans do not have.
    pub fn new(looks: &'a dyn Looks, readings: &'a [PageReading], scans: &[SourceRef]) -> Result<Self> {
        let mut best: BTreeMap<Place, &Reading> = BTreeMap::new();
        for (index, read) in readings.iter().enumerate() {
            if scans.get(read.source).is_none_or(|scan| read.page >= scan.pages) {
                let message = format!(
                    "reading {index} is of page {} of scan {}, which is not there",
                    read.page, read.source
                );
                return Err(Error::new(Code::PageNotFound, message)
                    .hint("scans and pages are counted from 0, in the order in which the scans are given"));
            }
            let place = Place { source: read.source, page: read.page };
            let known = best.entry(place).or_insert(&read.reading);
            if read.reading.confidence > known.confidence {
                *known = &read.reading;
            }
        }
        Ok(Self { looks, readings: best })
    }
}

impl Looks for ReadingLooks<'_> {
    fn same_candidate(&self, earlier: Place, later: Place) -> f64 {
        let read = self.readings.get(&earlier).zip(self.readings.get(&later));
        self.looks.same_candidate(earlier, later)
            + read.map_or(0.0, |(earlier, later)| earlier.same_candidate(later))
    }

    fn one_sheet(&self, front: Place, back: Place) -> f64 {
        self.looks.one_sheet(front, back)
    }

    fn doubled(&self, earlier: Place, later: Place) -> f64 {
        self.looks.doubled(earlier, later)
    }
}
