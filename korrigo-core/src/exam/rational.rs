//! Marks beside exact fractions of any size, which somebody else wrote.
//!
//! Knows what reading, adding, scaling and rounding mean; nothing of how marks do it.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};
use proptest::prelude::*;

use super::*;
use crate::limits::Limits;

fn whole(number: i64) -> BigRational {
    BigRational::from_integer(number.into())
}

/// The points of a mark.
fn points(mark: Mark) -> BigRational {
    whole(mark.hundredths()) / whole(100)
}

/// Rounded half up to hundredths; `None` beyond a million.
fn half_up(points: &BigRational) -> Option<Mark> {
    let half = BigRational::new(BigInt::one(), 2.into());
    let hundredths = (points * whole(100) + half).floor().to_integer().to_i64()?;
    Mark::from_hundredths(hundredths).ok()
}

/// The number that a text names, by its definition.
fn named(sign: &str, digits: &str, places: &str, exponent: i64) -> BigRational {
    let number: BigInt = format!("{digits}{places}").parse().unwrap();
    let power = exponent - places.len() as i64;
    let scale = BigRational::from_integer(BigInt::from(10).pow(power.unsigned_abs() as u32));
    let value = BigRational::from_integer(number);
    let value = if power < 0 { value / scale } else { value * scale };
    if sign == "-" { -value } else { value }
}

fn mark(hundredths: i64) -> Mark {
    Mark::from_hundredths(hundredths).unwrap()
}

proptest! {
    #[test]
    fn a_text_is_the_mark_it_names_or_none(
        sign in "[-+]?", digits in "[0-9]{1,9}", places in "[0-9]{0,6}0{0,3}", exponent in prop::option::of(-9i64..=9),
    ) {
        let point = if places.is_empty() { "" } else { "." };
        let power = exponent.map(|exponent| format!("e{exponent}")).unwrap_or_default();
        let value = named(&sign, &digits, &places, exponent.unwrap_or(0));
        let hundredths = &value * whole(100);
        let legal = hundredths.is_integer() && value <= whole(1_000_000) && value >= whole(-1_000_000);
        let found = format!("{sign}{digits}{point}{places}{power}").parse::<Mark>().ok();
        prop_assert_eq!(found.map(points), legal.then_some(value));
    }

    #[test]
    fn sums_are_exact(hundredths in prop::collection::vec(-60_000_000i64..=60_000_000, 0..6)) {
        let sum = hundredths.iter().fold(BigRational::zero(), |sum, one| sum + points(mark(*one)));
        let legal = sum <= whole(1_000_000) && sum >= whole(-1_000_000);
        let found = Mark::sum(hundredths.iter().map(|one| mark(*one))).ok();
        prop_assert_eq!(found.map(points), legal.then_some(sum));
    }

    #[test]
    fn scaling_rounds_half_up(
        given in -100_000_000i64..=100_000_000, by in -100_000_000i64..=100_000_000, of in 1i64..=100_000_000,
    ) {
        let exact = points(mark(given)) * points(mark(by)) / points(mark(of));
        prop_assert_eq!(mark(given).scaled(mark(by), mark(of)).ok(), half_up(&exact));
    }

    #[test]
    fn halves_go_up(hundredths in -1_000_000i64..=1_000_000) {
        // Exactly between two hundredths.
        let exact = points(mark(hundredths)) + BigRational::new(BigInt::one(), 200.into());
        prop_assert_eq!(mark(2 * hundredths + 1).scaled(mark(100), mark(200)).ok(), half_up(&exact));
        prop_assert_eq!(half_up(&exact), Some(mark(hundredths + 1)));
    }

    #[test]
    fn totals_are_the_sum_in_the_scale(
        questions in prop::collection::vec((1i64..=2_000, 0i64..=1_000, any::<bool>()), 1..12),
        deltas in prop::collection::vec(-300i64..=300, 0..4), counted in any::<bool>(), scale in 1i64..=10_000,
    ) {
        let worth = |place: usize, bonus: bool| bonus && place > 0;
        let item = |(place, (points, _, bonus)): (usize, &(i64, i64, bool))| {
            format!(r#"{{"id":"{place}","points":"{}","bonus":{}}}"#, mark(*points), worth(place, *bonus))
        };
        let items: Vec<_> = questions.iter().enumerate().map(item).collect();
        let json = format!(r#"{{"scale":"{}","deltas":{counted},"items":[{}]}}"#, mark(scale), items.join(","));
        let scheme = Scheme::read(json.as_bytes(), &Limits::default()).unwrap().scheme;
        let given = questions.iter().map(|(points, share, _)| mark(points * share / 1_000));
        let scores = given.clone().enumerate().map(|(place, given)| (place.to_string(), Score::Points(given)));
        let scores = Scores { scores: scores.collect(), ..Scores::default() };
        let deltas: Vec<_> = deltas.into_iter().map(mark).collect();
        let total = scheme.complete_total(&scores, &deltas, None).unwrap();

        let added = deltas.iter().filter(|_| counted).copied();
        let sum = given.chain(added).fold(BigRational::zero(), |sum, one| sum + points(one));
        let asked = questions.iter().enumerate().filter(|(place, (_, _, bonus))| !worth(*place, *bonus));
        let out_of = asked.fold(BigRational::zero(), |sum, (_, (worth, ..))| sum + points(mark(*worth)));
        prop_assert_eq!(points(total.points), sum.clone());
        prop_assert_eq!(points(total.out_of), out_of.clone());
        prop_assert_eq!(Some(total.value), half_up(&(sum * points(mark(scale)) / out_of)));
    }

    #[test]
    fn means_and_quartiles_round_half_up(hundredths in prop::collection::vec(-3_000i64..=3_000, 1..40)) {
        let marks: Vec<_> = hundredths.iter().map(|one| mark(*one)).collect();
        let mut sorted = marks.clone();
        sorted.sort();
        let count = whole(marks.len() as i64);
        let mean = marks.iter().fold(BigRational::zero(), |sum, one| sum + points(*one)) / count;
        // Between the neighbours of (n - 1) · q / 4, in proportion.
        let quartile = |quarter: i64| {
            let rank = whole(marks.len() as i64 - 1) * whole(quarter) / whole(4);
            let place = rank.floor();
            let low = place.to_integer().to_usize().unwrap();
            let (one, two) = (points(sorted[low]), points(sorted[(low + 1).min(sorted.len() - 1)]));
            half_up(&(&one + (two - &one) * (rank - place))).unwrap()
        };
        let all = Distribution::of(&marks).unwrap();
        prop_assert_eq!(Some(all.mean), half_up(&mean));
        prop_assert_eq!((all.quartiles[0], all.median, all.quartiles[1]), (quartile(1), quartile(2), quartile(3)));
    }
}
