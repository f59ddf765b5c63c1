//! What two sides say of each other: the same hand, front and back, the same sheet twice.
//!
//! Knows which two sides are asked about, and answers with the natural logarithm of how much more likely
//! they look if it is so than if it is not; 0 when nothing can be said. Decides nothing.

use crate::scan::{Findings, Header, Side};

/// A side of a scan: source and page, both from 0.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Place {
    /// Which scan.
    pub source: usize,
    /// Which of its pages.
    pub page: usize,
}

/// What two sides say of each other.
///
/// Every answer is a natural logarithm of odds: above 0 it speaks for, below 0 against, 0 is silence.
pub trait Looks {
    /// One candidate filled in both headers.
    fn same_candidate(&self, earlier: Place, later: Place) -> f64 {
        let _ = (earlier, later);
        0.0
    }

    /// They are the two sides of one sheet.
    fn one_sheet(&self, front: Place, back: Place) -> f64 {
        let _ = (front, back);
        0.0
    }

    /// They are the two sides of one sheet and lie as found, not one of them the other way up.
    fn lie_alike(&self, front: Place, back: Place) -> f64 {
        let _ = (front, back);
        0.0
    }

    /// The later is the earlier side scanned again.
    fn doubled(&self, earlier: Place, later: Place) -> f64 {
        let _ = (earlier, later);
        0.0
    }
}

/// Asks what the findings hold: header signatures and thumbprints.
#[derive(Clone, Copy, Debug)]
pub struct FindingsLooks<'a>(pub &'a Findings);

impl FindingsLooks<'_> {
    fn side(&self, place: Place) -> Option<&Side> {
        self.0.sources.get(place.source)?.sides.get(place.page)
    }

    fn header(&self, place: Place) -> Option<&Header> {
        let halves = self.side(place)?.halves.iter();
        halves.max_by(|a, b| a.header_probability.total_cmp(&b.header_probability))?.header.as_ref()
    }
}

impl Looks for FindingsLooks<'_> {
    fn same_candidate(&self, earlier: Place, later: Place) -> f64 {
        match (self.header(earlier), self.header(later)) {
            (Some(earlier), Some(later)) => later.signature.likeness(&earlier.signature),
            _ => 0.0,
        }
    }

    fn one_sheet(&self, front: Place, back: Place) -> f64 {
        match (self.side(front), self.side(back)) {
            // Either may show through on the other; that neither does says little.
            (Some(front), Some(back)) => {
                let through = front.thumbprint.shows_through(&back.thumbprint);
                through.max(back.thumbprint.shows_through(&front.thumbprint))
            }
            _ => 0.0,
        }
    }

    fn lie_alike(&self, front: Place, back: Place) -> f64 {
        match (self.side(front), self.side(back)) {
            (Some(front), Some(back)) => front.thumbprint.lies_with(&back.thumbprint),
            _ => 0.0,
        }
    }

    fn doubled(&self, earlier: Place, later: Place) -> f64 {
        match (self.side(earlier), self.side(later)) {
            (Some(earlier), Some(later)) => {
                let same = earlier.thumbprint.likeness(&later.thumbprint).clamp(0.001, 0.999);
                // A side with hardly any ink is never said to be the same: that is no word against it.
                (same / (1.0 - same)).ln().max(-2.0)
            }
            _ => 0.0,
        }
    }
}
