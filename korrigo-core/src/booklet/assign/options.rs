//! What is known of piles before looking, and when a decision stands.
//!
//! Knows numbers with their reasons. They are those of a school that scans folded answer sheets on a copier;
//! evidence outweighs each of them by orders of magnitude, so a pile of another kind costs reviews, not
//! mistakes.

/// How sure is sure, and what to expect.
#[derive(Clone, Debug, PartialEq)]
pub struct AssignOptions {
    /// The least probability that a copy is exactly as planned for it to be certain. Over 21,000 simulated
    /// sheets of each kind, 0.99 let two wrong copies pass as certain, 0.998 none, and neither did piles of
    /// quite other rates than those expected.
    pub certain: f64,
    /// The least confidence in a fold: below, a person looks, unless a wrong cut would part nothing.
    pub fold: f64,
    /// The least probability that nothing written lies between a cut and the fold for that to be so.
    pub clear: f64,
    /// The least confidence in a blank page for it to be marked as blank.
    pub blank: f64,
    /// From how many sheets on a copy is unusual.
    pub many_sheets: usize,
    /// What to expect of a pile.
    pub priors: Priors,
    /// How far findings are trusted.
    pub trust: Trust,
}

impl Default for AssignOptions {
    fn default() -> Self {
        Self {
            certain: 0.998,
            fold: 0.5,
            clear: 0.95,
            blank: 0.8,
            many_sheets: 6,
            priors: Priors::default(),
            trust: Trust::default(),
        }
    }
}

/// What to expect of a pile. Rates are shares: 0..=1.
#[derive(Clone, Debug, PartialEq)]
pub struct Priors {
    /// Copies of 1, 2, 3 … sheets; the last is for that many and more.
    pub sheets: [f64; 5],
    /// Sheets fed back first.
    pub swapped: f64,
    /// Fronts without a back: the feeder took two sheets, or the back was left out as blank.
    pub no_back: f64,
    /// Backs without a front.
    pub no_front: f64,
    /// Sheets whose two sides lie differently.
    pub turned_apart: f64,
    /// Sheets lost within, before or after a copy.
    pub lost: f64,
    /// Sheets scanned twice.
    pub doubled: f64,
    /// Sheets that stand between two exams.
    pub separator: f64,
    /// Headers that a printed form should have and that are not there.
    pub header_missing: f64,
    /// Pages that should have no header and have one.
    pub header_surplus: f64,
    /// First sheets whose header nobody filled in.
    pub empty_first: f64,
    /// Later sheets whose header nobody filled in.
    pub empty_later: f64,
    /// Blank pages of a copy's last sheet: the first to the fourth.
    pub blank: [f64; 4],
    /// Blank pages of a sheet that another follows: who takes a second sheet has filled the first.
    pub blank_within: [f64; 4],
    /// Candidates who number their pages, do so sometimes, never do, start again on every sheet, write
    /// something else.
    pub habits: [f64; 5],
    /// Written pages that a candidate of each habit numbers.
    pub numbered: [f64; 5],
    /// Page numbers that are not the page's.
    pub number_wrong: f64,
    /// Numbered pages that say how many pages there are.
    pub total_given: f64,
    /// Such numbers that are not the copy's.
    pub total_wrong: f64,
}

impl Default for Priors {
    fn default() -> Self {
        Self {
            sheets: [0.70, 0.22, 0.055, 0.015, 0.01],
            swapped: 0.03,
            no_back: 0.02,
            no_front: 0.003,
            turned_apart: 0.01,
            lost: 0.004,
            doubled: 0.002,
            separator: 0.001,
            header_missing: 0.005,
            header_surplus: 0.002,
            empty_first: 0.04,
            empty_later: 0.15,
            blank: [0.03, 0.12, 0.25, 0.40],
            blank_within: [0.02, 0.04, 0.05, 0.06],
            habits: [0.49, 0.30, 0.20, 0.005, 0.005],
            numbered: [0.97, 0.75, 0.01, 0.90, 0.50],
            number_wrong: 0.03,
            total_given: 0.6,
            total_wrong: 0.15,
        }
    }
}

/// How far findings are trusted: no witness alone may outvote all others.
#[derive(Clone, Debug, PartialEq)]
pub struct Trust {
    /// No probability of a finding counts for less than this, nor for more than 1 less this.
    pub least: f64,
    /// The same for orientation, whose witnesses have weighed each other already: boxes that are missing at
    /// the foot must be able to outvote them.
    pub least_turned: f64,
    /// The share of a reading that is taken as any number.
    pub reading: f64,
    /// The most that likeness of two sides may count: natural logarithm of odds. A thousandfold is about
    /// as much as such a witness can be tested for.
    pub likeness: f64,
    /// The share of halves with a header that `header_probability` was calibrated on.
    pub header_share: f64,
    /// The share of blank pages that `blank` was calibrated on.
    pub blank_share: f64,
}

impl Default for Trust {
    fn default() -> Self {
        Self {
            least: 0.002,
            least_turned: 3e-4,
            reading: 0.02,
            likeness: 9.0,
            header_share: 0.25,
            blank_share: 0.18,
        }
    }
}
