//! How often things go wrong when a class's sheets are scanned and looked at: what piles are simulated with.

/// What goes wrong, and how well the reader sees.
#[derive(Clone, Debug)]
pub(super) struct Rates {
    pub(super) sheets: [f64; 3],
    pub(super) upside: f64,
    pub(super) apart: f64,
    pub(super) quarter: f64,
    pub(super) swapped: f64,
    pub(super) no_back: f64,
    pub(super) blank: f64,
    pub(super) empty: f64,
    pub(super) skew: f64,
    pub(super) never_numbers: f64,
    pub(super) number_wrong: f64,
    /// Headers on later sheets.
    pub(super) later_headers: bool,
    /// Powers of the witnesses: the difference of their means in standard deviations.
    pub(super) header: f64,
    pub(super) filled: f64,
    pub(super) blank_seen: f64,
    pub(super) turned: f64,
    pub(super) turned_blank: f64,
    pub(super) likeness: f64,
    pub(super) one_sheet: f64,
    /// Numbers read right, boxes seen as empty or written.
    pub(super) digits: f64,
    pub(super) boxes: f64,
    /// Witnesses that say the opposite, surely; those of likeness, which is all there is to go by where
    /// nobody numbers, are counted apart.
    pub(super) liar: f64,
    pub(super) liar_of_likeness: f64,
    pub(super) bad_fold: f64,
    pub(super) red: f64,
}

impl Rates {
    pub(super) const TYPICAL: Self = Self {
        sheets: [0.72, 0.23, 0.05],
        upside: 0.04,
        apart: 0.005,
        quarter: 0.01,
        swapped: 0.02,
        no_back: 0.015,
        blank: 0.18,
        empty: 0.04,
        skew: 0.6,
        never_numbers: 0.2,
        number_wrong: 0.02,
        later_headers: true,
        header: 7.0,
        filled: 6.0,
        blank_seen: 5.0,
        turned: 7.5,
        turned_blank: 6.0,
        likeness: 6.0,
        one_sheet: 2.0,
        digits: 0.97,
        boxes: 6.0,
        liar: 0.0001,
        liar_of_likeness: 0.0,
        bad_fold: 0.003,
        red: 0.001,
    };

    pub(super) const HARD: Self = Self {
        upside: 0.10,
        apart: 0.02,
        quarter: 0.03,
        swapped: 0.05,
        no_back: 0.03,
        blank: 0.22,
        empty: 0.08,
        skew: 1.0,
        header: 6.0,
        filled: 5.0,
        blank_seen: 4.0,
        turned: 6.5,
        turned_blank: 5.0,
        likeness: 5.0,
        one_sheet: 1.0,
        digits: 0.92,
        boxes: 5.0,
        liar: 0.0003,
        bad_fold: 0.015,
        red: 0.01,
        ..Self::TYPICAL
    };

    /// Nothing goes wrong and everything is seen.
    pub(super) const CLEAN: Self = Self {
        upside: 0.0,
        apart: 0.0,
        quarter: 0.0,
        swapped: 0.0,
        no_back: 0.0,
        empty: 0.0,
        never_numbers: 0.2,
        number_wrong: 0.0,
        header: 9.0,
        filled: 8.0,
        turned: 9.0,
        turned_blank: 8.0,
        likeness: 8.0,
        one_sheet: 4.0,
        digits: 1.0,
        boxes: 8.0,
        liar: 0.0,
        bad_fold: 0.0,
        red: 0.0,
        ..Self::TYPICAL
    };
}
