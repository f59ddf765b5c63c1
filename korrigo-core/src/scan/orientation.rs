//! Which way up: what each way of lying would explain, weighed against each other.
//!
//! Knows probabilities of headers and page boxes for every way a side could be turned. Knows no pixels.
//! Never trusts one witness alone where two disagree: the odds of all are multiplied (naive Bayes), each
//! bounded by how often its detector errs.

use super::findings::{Orientation, OrientationKind, OrientationWitness};
use crate::geometry::Rotation;

/// An axis less likely than this is not looked at.
pub(super) const NEVER: f64 = 0.003;

/// How often sides lie each way before anything is seen: scanners are fed upright.
const PRIOR: [(Rotation, f64); 4] =
    [(Rotation::D0, 0.92), (Rotation::D180, 0.06), (Rotation::D90, 0.01), (Rotation::D270, 0.01)];

/// How often a header detector is deceived: no header speaks louder than 1 : 100.
const HEADER_ERROR: f64 = 0.01;

/// The same for the boxes of page numbers.
const PAGE_BOX_ERROR: f64 = 0.02;

/// From here on a detector convinces together with another.
const CONVINCING: f64 = 0.95;

/// What a detector seldom says of a side that lies the other way: of 800 pages turned upside down none
/// reached half.
const RIVAL: f64 = 0.05;

/// What is seen of a side turned one way.
#[derive(Clone, Debug)]
pub(super) struct Look {
    /// The turn.
    pub(super) rotate: Rotation,
    /// The probability that content runs along x when it is not turned.
    pub(super) rows_run_across: f64,
    /// Of each page, the probability that a header is printed on it.
    pub(super) headers: Vec<f64>,
    /// Of each page, the probability that page-number boxes are printed on it.
    pub(super) page_boxes: Vec<f64>,
}

/// Weighs the ways a side could lie; upright when there is none.
pub(super) fn decide(looks: &[Look]) -> Orientation {
    let scores: Vec<f64> = looks.iter().map(Look::score).collect();
    let best = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let total: f64 = scores.iter().map(|score| (score - best).exp()).sum();
    let Some((look, _)) = looks.iter().zip(&scores).find(|(_, score)| **score == best) else {
        return Orientation { rotate: Rotation::D0, confidence: 0.25, witnesses: Vec::new() };
    };
    Orientation { rotate: look.rotate, confidence: 1.0 / total, witnesses: witnesses(looks, look) }
}

impl Look {
    /// Whether two witnesses at least say for sure that this way is upright: the others need no look.
    pub(super) fn convinces(&self) -> bool {
        let boxes = self.page_boxes.iter().all(|confidence| *confidence >= CONVINCING);
        let header = self.headers.iter().any(|header| *header >= CONVINCING);
        boxes && (self.page_boxes.len() > 1 || header)
    }

    /// What another way may look like, when this one convinces: as much as a deceived detector could see.
    pub(super) fn rival(&self, rotate: Rotation) -> Self {
        if rotate == self.rotate {
            return self.clone();
        }
        let doubt = |probability: &f64| probability.min(RIVAL);
        Self {
            rotate,
            headers: self.headers.iter().map(doubt).collect(),
            page_boxes: self.page_boxes.iter().map(doubt).collect(),
            ..*self
        }
    }

    fn score(&self) -> f64 {
        self.prior() + self.rows() + self.header() + self.page_box()
    }

    fn prior(&self) -> f64 {
        PRIOR.iter().find(|(rotate, _)| *rotate == self.rotate).map_or(f64::NEG_INFINITY, |(_, p)| p.ln())
    }

    fn rows(&self) -> f64 {
        let across = self.rows_run_across.clamp(1e-4, 1.0 - 1e-4);
        if self.rotate.swaps_sides() { (1.0 - across).ln() } else { across.ln() }
    }

    /// One header a side at most.
    fn header(&self) -> f64 {
        let likeliest = self.headers.iter().copied().fold(0.0, f64::max);
        (likeliest + HEADER_ERROR).ln()
    }

    /// Boxes on every page. A side of one page is taken for one of two, of which the other shows nothing: that there
    /// is less to see on it must not make it likelier than a side on which nothing was seen twice.
    fn page_box(&self) -> f64 {
        let seen = self.page_boxes.iter().copied().chain(std::iter::repeat(0.0));
        seen.take(self.page_boxes.len().max(2)).map(|confidence| (confidence + PAGE_BOX_ERROR).ln()).sum()
    }
}

/// What spoke for which way, against the best other way of each.
fn witnesses(looks: &[Look], chosen: &Look) -> Vec<OrientationWitness> {
    type Score = fn(&Look) -> f64;
    let kinds: [(OrientationKind, Score); 3] = [
        (OrientationKind::Header, Look::header),
        (OrientationKind::PageBox, Look::page_box),
        (OrientationKind::Rows, Look::rows),
    ];
    let mut witnesses = Vec::new();
    for (kind, score) in kinds {
        let own = score(chosen);
        let others = looks.iter().filter(|look| look.rotate != chosen.rotate);
        let Some(rival) = others.max_by(|a, b| score(a).total_cmp(&score(b))) else { continue };
        let weight = own - score(rival);
        // Less than even chances of 3 : 2 say nothing.
        if weight.abs() > 0.4 {
            let rotate = if weight > 0.0 { chosen.rotate } else { rival.rotate };
            witnesses.push(OrientationWitness { kind, rotate, weight: weight.abs() });
        }
    }
    witnesses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(rotate: Rotation, header: f64, boxes: f64) -> Look {
        Look { rotate, rows_run_across: 0.999, headers: vec![0.01, header], page_boxes: vec![boxes, boxes] }
    }

    #[test]
    fn a_side_of_one_page_is_not_likelier_for_having_less_to_see() {
        let across = look(Rotation::D0, 0.01, 0.0);
        let upright = Look { headers: vec![0.01], page_boxes: vec![0.0], ..look(Rotation::D90, 0.01, 0.0) };
        let seen = decide(&[across, upright]);
        assert!(seen.rotate == Rotation::D0 && seen.confidence > 0.9, "{seen:?}");
    }

    #[test]
    fn what_may_be_boxes_turns_no_single_page() {
        let page = |rotate, boxes: f64| Look {
            headers: vec![0.01],
            page_boxes: vec![boxes],
            ..look(rotate, 0.01, 0.0)
        };
        let seen = decide(&[page(Rotation::D0, 0.02), page(Rotation::D180, 0.4)]);
        assert!(seen.rotate == Rotation::D0 || seen.confidence < 0.6, "{seen:?}");
    }

    #[test]
    fn a_header_and_boxes_tell_upside_down() {
        let seen = decide(&[look(Rotation::D0, 0.01, 0.02), look(Rotation::D180, 0.99, 0.98)]);
        assert_eq!(seen.rotate, Rotation::D180);
        assert!(seen.confidence > 0.99);
        let kinds: Vec<_> = seen.witnesses.iter().map(|witness| witness.kind).collect();
        assert_eq!(kinds, [OrientationKind::Header, OrientationKind::PageBox]);
    }

    #[test]
    fn what_convinces_needs_no_second_look() {
        let verso = look(Rotation::D0, 0.01, 0.97);
        assert!(verso.convinces());
        assert!(!look(Rotation::D0, 0.99, 0.5).convinces());
        let seen = decide(&Rotation::ALL.map(|rotate| verso.rival(rotate)));
        assert_eq!(seen.rotate, Rotation::D0);
        assert!(seen.confidence > 0.999, "{}", seen.confidence);
    }

    #[test]
    fn witnesses_that_disagree_leave_a_doubt() {
        let seen = decide(&[look(Rotation::D0, 0.99, 0.0), look(Rotation::D180, 0.0, 0.98)]);
        assert!(seen.confidence < 0.99, "{}", seen.confidence);
    }

    #[test]
    fn nothing_seen_is_what_usually_is() {
        let seen = decide(&[look(Rotation::D0, 0.01, 0.0), look(Rotation::D180, 0.01, 0.0)]);
        assert_eq!(seen.rotate, Rotation::D0);
        assert!((0.9..0.96).contains(&seen.confidence));
        assert!(seen.witnesses.is_empty());
        assert_eq!(decide(&[]).rotate, Rotation::D0);
    }
}
