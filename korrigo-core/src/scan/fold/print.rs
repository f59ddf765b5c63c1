//! What the print on the two pages of a side tells about the fold between them.
//!
//! Knows that a block is printed in the middle of its page; that boxes and those that show through from
//! the back stand as each other's mirror images; and how far from its edge a page is numbered. Knows
//! nothing of how print is found, nor of the crease.

use super::super::view::Straight;
use super::{Guess, PAGE};
use crate::geometry::{Half, Rect};

/// What is printed on a page, in pixels of the straightened side.
#[derive(Clone, Debug)]
pub(in crate::scan) struct Print {
    /// Which page.
    pub(in crate::scan) half: Half,
    /// The left and right end of a frame around the header, or of one as wide.
    pub(in crate::scan) frame: Option<(f64, f64)>,
    /// Where the labels of the header begin.
    pub(in crate::scan) labels: Option<f64>,
    /// Page-number boxes and what looks like some: those of the back may show through.
    pub(in crate::scan) boxes: Vec<(Rect, f64)>,
}

/// Frames and boxes that mirror each other lie about a middle no further from where it is expected, in
/// millimetres; print that is placed otherwise lies further.
const REACH: f64 = 13.0;

/// How far from the edge of the page its boxes end, in millimetres: mean and standard deviation. Margins
/// of less than 5 mm cannot be printed, and wider ones than 12 mm are seldom left at the foot of a form.
const MARGIN: (f64, f64) = (8.5, 1.8);

/// Where print says that the fold is, each with its standard deviation and how seldom it is deceived.
///
/// `expected`: where the fold is thought to be, in pixels.
pub(super) fn guesses(straight: &Straight, prints: &[Print], expected: f64) -> Vec<Guess> {
    let page = straight.mm(PAGE);
    let mut guesses: Vec<Guess> = Vec::new();
    let frame = prints.iter().find_map(|print| Some((print.half, print.frame?)));
    let middle = |half, (x0, x1): (f64, f64)| 0.5 * (x0 + x1) + towards_fold(half) * 0.5 * page;
    if let Some((half, frame)) = frame {
        guesses.push(Guess { x: middle(half, frame), sd: 0.7, doubt: 0.08 });
    } else {
        let printed = prints.iter().find_map(|print| Some((print.half, print.printed()?)));
        let printed = printed.filter(|(_, print)| is_margin(straight, *print));
        guesses.extend(printed.map(|(half, print)| Guess { x: middle(half, print), sd: 1.0, doubt: 0.25 }));
    }
    let mirrored = mirrors(straight, prints, expected);
    if mirrored.is_none() {
        let width = frame.map(|(_, (x0, x1))| (x1 - x0) / straight.mm(1.0));
        let framed = width.map(|width| 0.5 * (PAGE - width)).filter(|margin| (4.0..14.0).contains(margin));
        guesses.extend(margin(straight, prints, expected, framed));
    }
    guesses.extend(mirrored);
    guesses.retain(|guess| (guess.x - expected).abs() < 1.6 * straight.mm(REACH));
    guesses
}

impl Print {
    /// What is printed on a page without a frame: from the labels of its header to its page-number boxes.
    fn printed(&self) -> Option<(f64, f64)> {
        let labels = self.labels?;
        let right = self.boxes.iter().filter(|(rect, sure)| *sure > 0.5 && rect.x0 > labels);
        let (rect, _) = right.max_by(|a, b| a.0.x1.total_cmp(&b.0.x1))?;
        Some((labels, rect.x1))
    }
}

/// Whether print from one column to another leaves margins as most forms do.
fn is_margin(straight: &Straight, (x0, x1): (f64, f64)) -> bool {
    (6.0..14.0).contains(&(0.5 * (PAGE - (x1 - x0) / straight.mm(1.0))))
}

/// 1 when the fold is at the right of a page, -1 when at its left.
fn towards_fold(half: Half) -> f64 {
    if half == Half::Right { -1.0 } else { 1.0 }
}

/// Pairs of boxes that mirror each other, about the fold or about the middle of a page: one of them shows
/// through from the back, or odd and even pages are numbered on the outside.
fn mirrors(straight: &Straight, prints: &[Print], expected: f64) -> Option<Guess> {
    let (mm, page) = (straight.mm(1.0), straight.mm(PAGE));
    let boxes: Vec<&(Rect, f64)> = prints.iter().flat_map(|print| &print.boxes).collect();
    let (mut weight, mut moment, mut best) = (0.0, 0.0, 0.0f64);
    let mut middles: Vec<(f64, f64)> = Vec::new();
    for (index, (a, sure)) in boxes.iter().enumerate() {
        for (b, other) in boxes.iter().skip(index + 1) {
            let alike = (a.width() - b.width()).abs() < 1.2 * mm
                && (a.y0 - b.y0).abs().max((a.y1 - b.y1).abs()) < 1.5 * mm;
            // A page apart they are the same boxes of two pages, not mirror images.
            let between = (a.x0 - b.x0).abs();
            let apart = between > a.width() + 6.0 * mm && (between - page).abs() > 5.0 * mm;
            let middle = 0.25 * (a.x0 + a.x1 + b.x0 + b.x1);
            let about = [0.0, page / 2.0, -page / 2.0].map(|by| middle + by);
            let near = about.into_iter().min_by(|a, b| (a - expected).abs().total_cmp(&(b - expected).abs()));
            if let Some(fold) = near.filter(|x| alike && apart && (x - expected).abs() < REACH * mm) {
                middles.push((fold, sure * other));
            }
        }
    }
    // Those that agree with the surest.
    let surest = middles.iter().max_by(|a, b| a.1.total_cmp(&b.1))?.0;
    for (fold, sure) in middles.iter().filter(|(fold, _)| (fold - surest).abs() < 2.0 * mm) {
        weight += sure;
        moment += sure * fold;
        best = best.max(*sure);
    }
    (weight > 0.2).then(|| Guess { x: moment / weight, sd: 0.7, doubt: (1.0 - 0.85 * best).clamp(0.1, 0.9) })
}

/// Boxes that end as far from the edge of their page as those of most forms; `framed`: as far as the frame
/// of the header on the same sheet.
fn margin(straight: &Straight, prints: &[Print], expected: f64, framed: Option<f64>) -> Option<Guess> {
    let (mm, page) = (straight.mm(1.0), straight.mm(PAGE));
    let (usual, sd) = framed.map_or(MARGIN, |margin| (margin, 1.0));
    let mut seen: Vec<(f64, f64)> = Vec::new();
    for print in prints {
        // The edges of this page, and the way out of it.
        let (left, right) = match print.half {
            Half::Right => (expected, expected + page),
            _ => (expected - page, expected),
        };
        let best = print.boxes.iter().max_by(|a, b| a.1.total_cmp(&b.1));
        let Some((rect, sure)) = best.filter(|(_, sure)| *sure > 0.5) else { continue };
        let (from_left, from_right) = (rect.x0 - left, right - rect.x1);
        let off = if from_right < from_left { usual * mm - from_right } else { from_left - usual * mm };
        // Otherwise they stand elsewhere on this form.
        if off.abs() < REACH * mm {
            seen.push((off, *sure));
        }
    }
    let weight: f64 = seen.iter().map(|(_, sure)| sure).sum();
    let off = seen.iter().map(|(off, sure)| off * sure).sum::<f64>() / weight.max(1e-6);
    let spread = seen.iter().map(|(other, _)| (other - off).abs()).fold(0.0, f64::max);
    let agree = seen.len() > 1 && spread < 1.5 * mm;
    let doubt = if agree { 0.12 } else { 0.3 };
    (!seen.is_empty() && spread < 3.0 * mm).then_some(Guess { x: expected + off, sd, doubt })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::plane::Plane;
    use proptest::prelude::*;

    const SIZE: (f64, f64) = (420.0 / 25.4 * 72.0, 297.0 / 25.4 * 72.0);

    /// An empty A3 side.
    fn side() -> Straight {
        let (width, height) = (SIZE.0.round() as usize, SIZE.1.round() as usize);
        Straight::new(&Plane::white(width, height), SIZE, 72.0, 0.0)
    }

    /// Boxes 27 mm wide that begin so far from the left of the side, in pixels.
    fn boxes(side: &Straight, from: f64) -> (Rect, f64) {
        (Rect::new(side.mm(from), side.mm(280.0), side.mm(from + 27.0), side.mm(286.5)), 0.99)
    }

    fn print(half: Half, boxes: Vec<(Rect, f64)>) -> Print {
        Print { half, frame: None, labels: None, boxes }
    }

    /// Where each guess sees the fold, in millimetres, when it is thought to be at `expected`.
    fn folds(side: &Straight, prints: &[Print], expected: f64) -> Vec<f64> {
        guesses(side, prints, side.mm(expected)).iter().map(|guess| guess.x / side.mm(1.0)).collect()
    }

    proptest! {
        #[test]
        fn a_frame_stands_in_the_middle_of_its_page(fold in 203.0..217.0f64, margin in 5.0..14.0f64) {
            let side = side();
            let right = (side.mm(fold + margin), side.mm(fold + 210.0 - margin));
            let left = (side.mm(fold - 210.0 + margin), side.mm(fold - margin));
            for (half, frame) in [(Half::Right, right), (Half::Left, left)] {
                let print = Print { frame: Some(frame), ..print(half, Vec::new()) };
                let folds = folds(&side, &[print], 210.0);
                prop_assert!(folds.len() == 1 && (folds[0] - fold).abs() < 0.1, "{folds:?} for {fold}");
            }
        }

        #[test]
        fn boxes_and_those_that_show_through_mirror_each_other(
            fold in 203.0..217.0f64, margin in 4.0..30.0f64, page in any::<bool>(),
        ) {
            let side = side();
            let own = boxes(&side, fold - margin - 27.0);
            // The back's boxes, beside the fold or on the outside of the same page.
            let back = boxes(&side, if page { fold + margin } else { fold - 210.0 + margin });
            let prints = [print(Half::Left, vec![own, back])];
            let folds = folds(&side, &prints, 210.0);
            prop_assert!(folds.len() == 1 && (folds[0] - fold).abs() < 0.1, "{folds:?} for {fold}");
        }

        #[test]
        fn boxes_at_one_place_of_both_pages_are_no_mirror_images(fold in 203.0..217.0f64, margin in 7.0..10.0f64) {
            let side = side();
            let both = [0.0, 210.0].map(|page| boxes(&side, fold - margin - 27.0 + page));
            let prints = [print(Half::Left, vec![both[0]]), print(Half::Right, vec![both[1]])];
            let folds = folds(&side, &prints, 210.0);
            prop_assert!(folds.len() == 1 && (folds[0] - fold).abs() < 2.0, "{folds:?} for {fold}");
        }
    }

    #[test]
    fn print_that_stands_elsewhere_says_nothing() {
        let side = side();
        let prints = [print(Half::Left, vec![boxes(&side, 60.0)]), print(Half::Right, Vec::new())];
        assert!(folds(&side, &prints, 210.0).is_empty());
        assert!(folds(&side, &[], 210.0).is_empty());
    }
}
