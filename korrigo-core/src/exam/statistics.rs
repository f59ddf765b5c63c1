//! What the marks of an exam say together: of all copies, of each question, of each marker.
//!
//! Knows sums, ranks and their ratios. Marks stay exact (means, medians and quartiles are rounded half up to
//! hundredths); ratios and deviations are floats, which nobody's mark depends on. Knows no names.

use serde::Serialize;

use super::mark::{Mark, rounded_half_up};
use super::scheme::Scheme;
use super::scores::{Scores, Total};
use crate::error::{Code, Error, Result};

/// How marks are spread.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Distribution {
    /// How many there are: at least 1.
    pub count: usize,
    /// The mean.
    pub mean: Mark,
    /// The middle one, or the mean of the two in the middle.
    pub median: Mark,
    /// The standard deviation of these marks (divided by their count): points.
    pub deviation: f64,
    /// The lowest.
    pub min: Mark,
    /// The highest.
    pub max: Mark,
    /// The first and the third quartile, between neighbours where they fall between two (definition 7 of Hyndman
    /// and Fan, The American Statistician 50, 1996: as in spreadsheets, R and NumPy).
    pub quartiles: [Mark; 2],
}

impl Distribution {
    /// How these marks are spread; `None` when there is none. O(n log n).
    ///
    /// ```
    /// use korrigo_core::exam::{Distribution, Mark};
    ///
    /// let marks = ["8", "12", "13.5", "20"].map(|text| text.parse::<Mark>().unwrap());
    /// let all = Distribution::of(&marks).unwrap();
    /// assert_eq!(all.mean.to_string(), "13.38");
    /// assert_eq!(all.median.to_string(), "12.75");
    /// assert!(Distribution::of(&[]).is_none());
    /// ```
    pub fn of(marks: &[Mark]) -> Option<Self> {
        let mut sorted: Vec<i64> = marks.iter().map(|mark| mark.hundredths()).collect();
        sorted.sort_unstable();
        let count = sorted.len();
        let mark = |hundredths| Mark::from_hundredths(hundredths).ok();
        let (min, max) = (mark(*sorted.first()?)?, mark(*sorted.last()?)?);
        let moments = Moments::of(sorted.iter().map(|hundredths| *hundredths as f64));
        let sum: i128 = sorted.iter().map(|hundredths| i128::from(*hundredths)).sum();
        Some(Self {
            count,
            mean: rounded_half_up(sum, count as i128).ok()?,
            median: quantile(&sorted, 2)?,
            deviation: moments.variance().sqrt() / 100.0,
            min,
            max,
            quartiles: [quantile(&sorted, 1)?, quantile(&sorted, 3)?],
        })
    }
}

/// The `quarter`-th quartile of sorted hundredths.
fn quantile(sorted: &[i64], quarter: usize) -> Option<Mark> {
    let rank = sorted.len().checked_sub(1)?.checked_mul(quarter)?;
    let (place, rest) = (rank / 4, (rank % 4) as i128);
    let low = i128::from(*sorted.get(place)?);
    let high = sorted.get(place + 1).map_or(low, |high| i128::from(*high));
    rounded_half_up(low * (4 - rest) + high * rest, 4).ok()
}

/// A bar of a histogram: marks from `from`, up to but without `to`; the last bar has its end, too.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Bin {
    /// Its lower end.
    pub from: Mark,
    /// Its upper end.
    pub to: Mark,
    /// How many marks it holds.
    pub count: usize,
}

/// The marks in bars of one width, from 0 to `scale`. A perfect score, and what a bonus lifts above it, belongs to
/// the last bar; what annotations push below 0 belongs to the first. The last bar may be narrower.
///
/// # Errors
/// `mark_invalid` for a width or scale that is not above 0, and for more than 1,000 bars.
pub fn histogram(marks: &[Mark], scale: Mark, width: Mark) -> Result<Vec<Bin>> {
    if width <= Mark::ZERO || scale <= Mark::ZERO || scale.hundredths() / width.hundredths() >= 1_000 {
        return Err(Error::new(Code::MarkInvalid, "a histogram has 1 to 1000 bars, each wider than 0"));
    }
    let (scale, width) = (scale.hundredths(), width.hundredths());
    let mut bins = Vec::new();
    let mut from = 0;
    while from < scale {
        let to = (from + width).min(scale);
        bins.push(Bin { from: Mark::from_hundredths(from)?, to: Mark::from_hundredths(to)?, count: 0 });
        from = to;
    }
    let last = bins.len().saturating_sub(1);
    for mark in marks {
        let place = usize::try_from(mark.hundredths() / width).unwrap_or(0).min(last);
        if let Some(bin) = bins.get_mut(place) {
            bin.count += 1;
        }
    }
    Ok(bins)
}

/// One question over all copies.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct QuestionStatistics {
    /// Its id.
    pub id: String,
    /// What it is worth.
    pub points: Mark,
    /// Copies that have a score for it.
    pub scored: usize,
    /// Of these, copies whose candidate wrote nothing.
    pub not_answered: usize,
    /// The mean of its scores; an answer that is missing counts 0.
    pub mean: Mark,
    /// The mean as a share of its points: 0..=1.
    pub success: f64,
    /// How well it tells good copies from poor ones: the correlation of its scores with the points of all other
    /// questions, -1..=1; `None` when either is the same everywhere.
    pub discrimination: Option<f64>,
}

/// The marks of one marker beside everybody's.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct MarkerStatistics {
    /// Which marker, as the caller counts them.
    pub marker: usize,
    /// The marks that the marker gave.
    pub marks: Distribution,
    /// How far their mean lies above the mean of all others; `None` when nobody else marked.
    pub drift: Option<Mark>,
    /// The drift in standard errors (Welch); beyond ±3 it is hardly chance, if copies were dealt out by chance.
    /// `None` when it cannot be told.
    pub drift_errors: Option<f64>,
}

/// One copy, for statistics.
#[derive(Clone, Copy, Debug)]
pub struct MarkedCopy<'a> {
    /// What was given.
    pub scores: &'a Scores,
    /// What it comes to.
    pub total: Total,
    /// Who marked it, as the caller counts markers.
    pub marker: usize,
}

/// An exam, once it is marked.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Statistics {
    /// The totals in the scale of the exam; `None` when no copy is marked.
    pub totals: Option<Distribution>,
    /// Each question, in the order of the scheme.
    pub questions: Vec<QuestionStatistics>,
    /// How far the questions measure one thing (Cronbach, Psychometrika 16, 1951): at most 1; `None` with fewer
    /// than two questions or two copies that differ.
    pub alpha: Option<f64>,
    /// Each marker.
    pub markers: Vec<MarkerStatistics>,
}

impl Statistics {
    /// The statistics of these copies of one subject. O(copies · questions).
    pub fn of(scheme: &Scheme, variant: Option<&str>, copies: &[MarkedCopy<'_>]) -> Self {
        let totals: Vec<Mark> = copies.iter().map(|copy| copy.total.value).collect();
        let questions = scheme.questions(variant);
        let given = |id: &str, copy: &MarkedCopy<'_>| copy.scores.scores.get(id).copied();
        let table: Vec<Vec<f64>> = questions
            .iter()
            .map(|question| {
                let points = |copy| given(question.id, copy).map_or(0, |score| score.points().hundredths());
                copies.iter().map(|copy| points(copy) as f64).collect()
            })
            .collect();
        let sums: Vec<f64> =
            (0..copies.len()).map(|copy| table.iter().filter_map(|row| row.get(copy)).sum()).collect();
        let statistics = questions.iter().zip(&table).map(|(question, row)| {
            let scored: Vec<_> = copies.iter().filter_map(|copy| given(question.id, copy)).collect();
            let sum = scored.iter().map(|score| i128::from(score.points().hundredths())).sum();
            let mean = rounded_half_up(sum, scored.len().max(1) as i128).unwrap_or_default();
            let others: Vec<f64> = sums.iter().zip(row).map(|(sum, own)| sum - own).collect();
            let possible = question.points.hundredths() as f64 * scored.len().max(1) as f64;
            QuestionStatistics {
                id: question.id.to_owned(),
                points: question.points,
                scored: scored.len(),
                not_answered: scored.iter().filter(|score| **score == super::Score::NotAnswered).count(),
                mean,
                success: sum as f64 / possible,
                discrimination: correlation(row, &others),
            }
        });
        Self {
            totals: Distribution::of(&totals),
            questions: statistics.collect(),
            alpha: alpha(&table, &sums),
            markers: MarkerStatistics::of(copies),
        }
    }
}

impl MarkerStatistics {
    /// Each marker of these copies, in their order. O(markers · copies).
    pub fn of(copies: &[MarkedCopy<'_>]) -> Vec<Self> {
        let mut all: Vec<usize> = copies.iter().map(|copy| copy.marker).collect();
        all.sort_unstable();
        all.dedup();
        let of = |marker: usize| {
            let (own, others): (Vec<_>, Vec<_>) = copies.iter().partition(|copy| copy.marker == marker);
            let marks =
                |copies: Vec<&MarkedCopy<'_>>| copies.iter().map(|copy| copy.total.value).collect::<Vec<_>>();
            let (own, others) = (marks(own), marks(others));
            let (mine, theirs) = (Distribution::of(&own)?, Distribution::of(&others));
            let difference = |theirs: &Distribution| {
                Mark::from_hundredths(mine.mean.hundredths() - theirs.mean.hundredths()).ok()
            };
            let moments =
                [&own, &others].map(|marks| Moments::of(marks.iter().map(|mark| mark.hundredths() as f64)));
            Some(Self {
                marker,
                drift: theirs.as_ref().and_then(difference),
                drift_errors: moments[0].apart(&moments[1]),
                marks: mine,
            })
        };
        all.into_iter().filter_map(of).collect()
    }
}

/// Count, mean and sum of squares about it (Welford, Technometrics 4, 1962).
#[derive(Clone, Copy, Debug, Default)]
struct Moments {
    count: f64,
    mean: f64,
    squares: f64,
}

impl Moments {
    fn of(values: impl IntoIterator<Item = f64>) -> Self {
        values.into_iter().fold(Self::default(), |mut moments, value| {
            moments.count += 1.0;
            let away = value - moments.mean;
            moments.mean += away / moments.count;
            moments.squares += away * (value - moments.mean);
            moments
        })
    }

    fn variance(&self) -> f64 {
        if self.count > 0.0 { self.squares / self.count } else { 0.0 }
    }

    /// The difference of two means in standard errors (Welch, Biometrika 34, 1947).
    fn apart(&self, other: &Self) -> Option<f64> {
        if self.count < 2.0 || other.count < 2.0 {
            return None;
        }
        let error = |moments: &Self| moments.squares / (moments.count - 1.0) / moments.count;
        let error = (error(self) + error(other)).sqrt();
        (error > 0.0).then(|| (self.mean - other.mean) / error)
    }
}

/// Pearson's correlation; `None` when either is constant.
fn correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    let (a, b) = (Moments::of(one.iter().copied()), Moments::of(other.iter().copied()));
    let norm = (a.squares * b.squares).sqrt();
    let together: f64 = one.iter().zip(other).map(|(x, y)| (x - a.mean) * (y - b.mean)).sum();
    (norm > 0.0).then(|| (together / norm).clamp(-1.0, 1.0))
}

fn alpha(table: &[Vec<f64>], sums: &[f64]) -> Option<f64> {
    let questions = table.len() as f64;
    let whole = Moments::of(sums.iter().copied()).variance();
    let parts: f64 = table.iter().map(|row| Moments::of(row.iter().copied()).variance()).sum();
    (table.len() > 1 && whole > 0.0).then(|| questions / (questions - 1.0) * (1.0 - parts / whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exam::Score;
    use crate::limits::Limits;
    use proptest::prelude::*;

    fn marks(texts: &[&str]) -> Vec<Mark> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    /// Figures of Python's `statistics` and NumPy's `percentile` for the same numbers.
    #[test]
    fn distributions_agree_with_other_programs() {
        let all = Distribution::of(&marks(&["3.5", "20", "11", "7.25", "14.5", "11"])).unwrap();
        let texts = [all.mean, all.median, all.min, all.max, all.quartiles[0], all.quartiles[1]];
        assert_eq!(texts.map(|mark| mark.to_string()), ["11.21", "11", "3.5", "20", "8.19", "13.63"]);
        assert!((all.deviation - 5.216_993).abs() < 1e-6, "{}", all.deviation);
        let one = Distribution::of(&marks(&["12"])).unwrap();
        assert_eq!((one.mean, one.median, one.quartiles), (one.min, one.max, [one.min; 2]));
        assert_eq!(one.deviation, 0.0);
    }

    #[test]
    fn a_perfect_score_belongs_to_the_last_bar() {
        let [scale, width] = ["20", "2"].map(|text| text.parse().unwrap());
        let bins = histogram(&marks(&["20", "0", "-0.5", "1.99", "2", "19.99", "21"]), scale, width).unwrap();
        let counts: Vec<_> = bins.iter().map(|bin| bin.count).collect();
        assert_eq!(counts, [3, 1, 0, 0, 0, 0, 0, 0, 0, 3]);
        assert_eq!((bins[9].from.to_string(), bins[9].to.to_string()), ("18".into(), "20".into()));
        let narrow = histogram(&[], scale, "3".parse().unwrap()).unwrap();
        assert_eq!((narrow.len(), narrow[6].to.to_string()), (7, "20".into()));
        for (scale, width) in [("20", "0"), ("0", "1"), ("20", "-1"), ("20", "0.01")] {
            let [scale, width] = [scale, width].map(|text| text.parse().unwrap());
            assert_eq!(histogram(&[], scale, width).unwrap_err().code(), Code::MarkInvalid);
        }
    }

    fn exam(rows: &[[Option<i64>; 3]]) -> (Scheme, Vec<Scores>) {
        let json = br#"[{"id":"a","points":"10"},{"id":"b","points":"5"},{"id":"c","points":"5"}]"#;
        let scheme = Scheme::read(json, &Limits::default()).unwrap().scheme;
        let score = |points: Option<i64>| {
            points.map_or(Score::NotAnswered, |points| Score::Points(Mark::from_points(points).unwrap()))
        };
        let scores = rows.iter().map(|row| {
            let ids = ["a", "b", "c"].map(String::from);
            Scores { scores: ids.into_iter().zip(row.map(score)).collect(), ..Scores::default() }
        });
        (scheme, scores.collect())
    }

    #[test]
    fn questions_and_markers() {
        let rows = [[10, 5, 0], [8, 4, 1], [4, 2, 5], [2, 1, 4]].map(|row| row.map(Some));
        let (scheme, mut scores) = exam(&rows);
        scores[3].scores.insert("c".into(), Score::NotAnswered);
        let copies: Vec<_> = scores
            .iter()
            .enumerate()
            .map(|(place, scores)| MarkedCopy {
                scores,
                total: scheme.total(scores, &[], None).unwrap(),
                marker: place / 2,
            })
            .collect();
        let all = Statistics::of(&scheme, None, &copies);
        let [a, _, c] = &all.questions[..] else { panic!("three questions") };
        assert_eq!((a.mean.to_string(), a.success, a.scored), ("6".into(), 0.6, 4));
        assert_eq!((c.not_answered, c.mean.to_string()), (1, "1.5".into()));
        assert!(a.discrimination.unwrap() > 0.3 && c.discrimination.unwrap() < 0.0);
        assert_eq!(all.totals.unwrap().mean.to_string(), "10.5");
        assert_eq!(all.markers.len(), 2);
        assert_eq!(all.markers[0].drift.unwrap().to_string(), "7");
        assert!(all.markers[0].drift_errors.unwrap() > 1.0);
        assert_eq!(all.markers[1].drift.unwrap().to_string(), "-7");
    }

    #[test]
    fn questions_that_measure_one_thing_have_an_alpha_of_one() {
        let rows: Vec<_> = (0..=5).map(|points| [Some(2 * points), Some(points), Some(points)]).collect();
        let (scheme, scores) = exam(&rows);
        let of = |scores| MarkedCopy { scores, total: scheme.total(scores, &[], None).unwrap(), marker: 0 };
        let copies: Vec<_> = scores.iter().map(of).collect();
        let all = Statistics::of(&scheme, None, &copies);
        // Scores that rise together, though not by the same steps: 3/2 · (1 - 6/16).
        assert!((all.alpha.unwrap() - 0.9375).abs() < 1e-9, "{:?}", all.alpha);
        assert!(all.questions.iter().all(|question| question.discrimination.unwrap() > 0.9999));
        assert_eq!(all.markers[0].drift, None);
    }

    #[test]
    fn what_was_computed_by_hand() {
        let close = |found: Option<f64>, expected: f64| (found.unwrap() - expected).abs() < 1e-12;
        assert!(close(correlation(&[1.0, 2.0, 3.0, 4.0], &[1.0, 3.0, 2.0, 4.0]), 0.8));
        let of = |values: [f64; 3]| Moments::of(values);
        // Means of 2 and 5, variances of 1 and 4: a difference of 3, its error the root of 5/3.
        assert!(close(of([1.0, 2.0, 3.0]).apart(&of([3.0, 5.0, 7.0])), -3.0 / (5.0f64 / 3.0).sqrt()));
    }

    #[test]
    fn nothing_marked() {
        let (scheme, _) = exam(&[]);
        let all = Statistics::of(&scheme, None, &[]);
        assert_eq!((all.totals, all.alpha, all.markers.len(), all.questions.len()), (None, None, 0, 3));
        assert_eq!(all.questions[0].discrimination, None);
    }

    proptest! {
        #[test]
        fn ranks_are_in_order(hundredths in prop::collection::vec(0i64..=2_000, 1..60)) {
            let marks: Vec<_> = hundredths.iter().map(|value| Mark::from_hundredths(*value).unwrap()).collect();
            let all = Distribution::of(&marks).unwrap();
            let [first, third] = all.quartiles;
            prop_assert!(all.min <= first && first <= all.median && all.median <= third && third <= all.max);
            prop_assert!(all.min <= all.mean && all.mean <= all.max);
            let bins = histogram(&marks, Mark::from_points(20).unwrap(), Mark::from_points(2).unwrap()).unwrap();
            prop_assert_eq!(bins.iter().map(|bin| bin.count).sum::<usize>(), marks.len());
        }
    }
}
