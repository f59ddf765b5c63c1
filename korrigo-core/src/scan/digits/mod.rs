//! Reads the number in two boxes beside each other.
//!
//! Knows pictures of boxes and what can be written in them: a digit, nothing, something else; and that a
//! number stands in the right box alone, or in both. Knows nothing of pages. The weights of its net are
//! learnt from boxes that are drawn, not scanned (`examples/train_digits`): no pupil's hand is in them.

mod net;

use std::sync::OnceLock;

use self::net::{CLASSES, EMPTY, Net, OTHER, Trace};
use super::findings::Digits;
use super::plane::Plane;
use crate::geometry::Rect;

static WEIGHTS: &[u8] = include_bytes!("weights.bin");

/// Logits are divided by this: so that a probability of 0.99 is right 99 times in 100 on other hands than
/// the drawn ones. To be measured again with new weights.
const TEMPERATURE: f32 = 0.87;

/// A box darker than this on the whole is blacked out, or past the edge of the paper: no drawn box is.
const BLACK: f32 = 0.7;

/// Readings that are told.
const READINGS: usize = 5;

/// No probability is below this, and none above one minus it.
const DOUBT: f64 = 1e-4;

/// What is written in two boxes of the same size beside each other: `rect` goes from the centre of their
/// outer left line to that of their outer right one, in pixels of `plane`, which is in even light.
pub(super) fn read(plane: &Plane, rect: &Rect) -> Digits {
    let Some(net) = reader() else { return Digits::default() };
    let half = rect.width() / 2.0;
    let left = Rect::new(rect.x0, rect.y0, rect.x0 + half, rect.y1);
    let right = Rect::new(rect.x0 + half, rect.y0, rect.x1, rect.y1);
    let mut trace = Trace::new();
    number(&classes(net, plane, &left, &mut trace), &classes(net, plane, &right, &mut trace))
}

/// The net, made once.
fn reader() -> Option<&'static Net> {
    static NET: OnceLock<Option<Net>> = OnceLock::new();
    NET.get_or_init(|| Net::from_bytes(WEIGHTS)).as_ref()
}

/// The probability of each class for a box.
fn classes(net: &Net, plane: &Plane, rect: &Rect, trace: &mut Trace) -> [f64; CLASSES] {
    let dark = |x: f32, y: f32| {
        dark_at(plane, rect.x0 + f64::from(x) * rect.width(), rect.y0 + f64::from(y) * rect.height())
    };
    let picture = net::picture(dark);
    if picture.iter().sum::<f32>() > BLACK * picture.len() as f32 {
        return std::array::from_fn(|class| f64::from(u8::from(class == OTHER)));
    }
    net.run(&picture, trace);
    let top = trace.out.iter().copied().fold(f32::MIN, f32::max);
    let odds = trace.out.map(|logit| f64::from((logit - top) / TEMPERATURE).exp());
    let sum: f64 = odds.iter().sum();
    odds.map(|odd| odd / sum)
}

/// How dark it is at a point, between pixel centres; 0 outside.
fn dark_at(plane: &Plane, x: f64, y: f64) -> f32 {
    let (x, y) = (x - 0.5, y - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (fx, fy) = ((x - left) as f32, (y - top) as f32);
    let dark = |dx: f64, dy: f64| {
        let (x, y) = (left + dx, top + dy);
        if x < 0.0 || y < 0.0 { 0.0 } else { 255.0 - f32::from(plane.at(x as usize, y as usize)) }
    };
    let upper = dark(0.0, 0.0) * (1.0 - fx) + dark(1.0, 0.0) * fx;
    let lower = dark(0.0, 1.0) * (1.0 - fx) + dark(1.0, 1.0) * fx;
    upper * (1.0 - fy) + lower * fy
}

/// The number in two boxes from what each seems to hold. A digit stands in the right box, in the left one
/// when somebody wrote so, or behind a zero; page 0 does not exist.
fn number(left: &[f64; CLASSES], right: &[f64; CLASSES]) -> Digits {
    let digit = |class: usize, of: &[f64; CLASSES]| of.get(class).copied().unwrap_or(0.0);
    let (first, second) = (|class| digit(class, left), |class| digit(class, right));
    let mut readings: Vec<(u32, f64)> = (1..100usize)
        .map(|value| {
            let (tens, ones) = (value / 10, value % 10);
            let padded = first(tens) * second(ones);
            let alone = first(EMPTY) * second(ones) + first(ones) * second(EMPTY);
            (value as u32, if tens == 0 { padded + alone } else { padded })
        })
        .collect();
    readings.sort_by(|a, b| b.1.total_cmp(&a.1));
    readings.truncate(READINGS);
    readings.retain(|(_, p)| *p > DOUBT);
    let soft = |p: f64| DOUBT + p * (1.0 - 10.0 * DOUBT);
    for (_, p) in &mut readings {
        *p = soft(*p);
    }
    Digits { empty: soft(first(EMPTY) * second(EMPTY)), readings }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Strokes<'a> = &'a [&'a [(f64, f64)]];

    /// A pair of boxes 24 by 26 pixels large with a stroke of two pixels through points of the right one,
    /// each a tenth of the box.
    fn boxes(strokes: Strokes<'_>) -> (Plane, Rect) {
        let mut plane = Plane::white(80, 60);
        let mut dot = |x: f64, y: f64, grey: u8| {
            let at = y as usize * 80 + x as usize;
            plane.data[at] = plane.data[at].min(grey);
        };
        for i in 0..=48 {
            let x = 10.5 + f64::from(i);
            dot(x, 15.5, 120);
            dot(x, 41.5, 120);
        }
        for i in 0..=26 {
            for x in [10.5, 34.5, 58.5] {
                dot(x, 15.5 + f64::from(i), 120);
            }
        }
        for pair in strokes.iter().flat_map(|points| points.windows(2)) {
            for i in 0..=60 {
                let t = f64::from(i) / 60.0;
                let (x, y) =
                    (pair[0].0 + (pair[1].0 - pair[0].0) * t, pair[0].1 + (pair[1].1 - pair[0].1) * t);
                for (dx, dy) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)] {
                    dot(34.0 + x * 2.4 + dx, 15.0 + y * 2.6 + dy, 30);
                }
            }
        }
        (plane, Rect::new(10.5, 15.5, 58.5, 41.5))
    }

    #[test]
    fn plain_digits_are_read() {
        let digits: [(u32, Strokes<'_>); 5] = [
            (1, &[&[(3.5, 3.5), (5.0, 2.0), (5.0, 8.0)]]),
            (2, &[&[(3.0, 3.0), (4.0, 2.0), (6.0, 2.0), (6.8, 3.2), (6.4, 4.5), (3.0, 8.0), (7.0, 8.0)]]),
            (4, &[&[(4.5, 2.0), (3.0, 5.8), (7.0, 5.8)], &[(5.8, 4.0), (5.8, 8.0)]]),
            (
                5,
                &[&[
                    (6.5, 2.0),
                    (3.5, 2.0),
                    (3.4, 4.5),
                    (5.2, 4.3),
                    (6.6, 5.3),
                    (6.5, 7.0),
                    (5.2, 8.0),
                    (3.2, 7.6),
                ]],
            ),
            (7, &[&[(3.0, 2.0), (7.0, 2.0), (4.5, 8.0)], &[(4.0, 5.0), (6.6, 5.0)]]),
        ];
        for (digit, strokes) in digits {
            let (plane, rect) = boxes(strokes);
            let read = read(&plane, &rect);
            assert_eq!(read.likeliest().map(|(number, _)| number), Some(digit), "{digit}: {read:?}");
            assert!(read.probability(digit) > 0.6 && read.empty < 0.1, "{digit}: {read:?}");
        }
    }

    #[test]
    fn nothing_is_read_where_nothing_is_written() {
        let (plane, rect) = boxes(&[]);
        assert!(read(&plane, &rect).empty > 0.95);
        // A box blacked out is not empty, and no number.
        let black = read(&Plane { data: vec![0; 80 * 60], ..plane }, &rect);
        assert!(black.empty < 0.5 && black.readings.iter().all(|(_, p)| *p < 0.9));
    }

    #[test]
    fn a_number_is_written_in_one_box_or_two() {
        let certain = |class: usize| std::array::from_fn(|other| f64::from(u8::from(other == class)));
        let cases = [(EMPTY, 7, 7), (0, 7, 7), (7, EMPTY, 7), (1, 2, 12), (2, 0, 20)];
        for (left, right, value) in cases {
            assert_eq!(
                number(&certain(left), &certain(right)).likeliest().map(|(number, _)| number),
                Some(value)
            );
        }
        assert!(number(&certain(EMPTY), &certain(EMPTY)).empty > 0.99);
        assert!(number(&certain(0), &certain(0)).readings.is_empty());
    }

    proptest! {
        #[test]
        fn probabilities_are_probabilities(
            data in prop::collection::vec(any::<u8>(), 30 * 20), x in -40.0..40.0f64, y in -40.0..40.0f64,
            w in 0.0..50.0f64, h in 0.0..50.0f64,
        ) {
            let read = read(&Plane { width: 30, height: 20, data }, &Rect::new(x, y, x + w, y + h));
            let sum: f64 = read.empty + read.readings.iter().map(|(_, p)| p).sum::<f64>();
            prop_assert!(read.empty > 0.0 && sum > 0.0 && sum < 1.0);
            prop_assert!(read.readings.iter().all(|(number, p)| (1..100).contains(number) && *p > 0.0 && *p < 1.0));
            prop_assert!(read.readings.is_sorted_by(|a, b| a.1 >= b.1));
        }
    }

    #[test]
    fn weights_of_another_size_are_refused() {
        assert!(Net::from_bytes(WEIGHTS).is_some());
        assert!(Net::from_bytes(&WEIGHTS[..WEIGHTS.len() - 2]).is_none());
        assert!(Net::from_bytes(&WEIGHTS[1..]).is_none());
    }
}
