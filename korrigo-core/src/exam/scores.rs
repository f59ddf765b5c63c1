//! What a marker gave: a score a question, remarks, and what it comes to.
//!
//! Knows which scores a scheme allows, which are missing, and the total: exact, scaled, rounded half up. Knows no
//! marker, no lock and no page.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::mark::{Literal, Mark};
use super::scheme::Scheme;
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// The score of one question.
///
/// JSON: `"1.5"` (or a number, which means points), or `"not_answered"`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Score {
    /// Points.
    Points(Mark),
    /// The candidate wrote nothing: no points, and said so. A zero is another thing.
    NotAnswered,
}

const NOT_ANSWERED: &str = "not_answered";

impl Score {
    /// What it counts.
    pub const fn points(self) -> Mark {
        match self {
            Self::Points(points) => points,
            Self::NotAnswered => Mark::ZERO,
        }
    }
}

crate::schema::written_as_text!(Score);

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Self::Points(points) => points.serialize(serializer),
            Self::NotAnswered => serializer.serialize_str(NOT_ANSWERED),
        }
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Points(Mark),
            Word(String),
        }
        match Written::deserialize(deserializer)? {
            Written::Points(points) => Ok(Self::Points(points)),
            Written::Word(word) if word == NOT_ANSWERED => Ok(Self::NotAnswered),
            Written::Word(_) => Err(serde::de::Error::custom("a score is points, or not_answered")),
        }
    }
}

/// A score in JSON from outside, its number read from the literal text.
pub(crate) struct LiteralScore(pub(crate) Score);

impl<'de> Deserialize<'de> for LiteralScore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let raw = Box::<serde_json::value::RawValue>::deserialize(deserializer)?;
        if serde_json::from_str::<String>(raw.get()).is_ok_and(|text| text == NOT_ANSWERED) {
            return Ok(Self(Score::NotAnswered));
        }
        let points: Literal = serde_json::from_str(raw.get()).map_err(serde::de::Error::custom)?;
        Ok(Self(Score::Points(points.0)))
    }
}

/// All that a marker wrote about a copy beside the annotations. Remarks are never shown in `Debug`.
#[derive(Clone, Default, Eq, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scores {
    /// By the id of the question; free keys in an exam without a scheme.
    #[serde(default)]
    pub scores: BTreeMap<String, Score>,
    /// By the id of the question.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub remarks: BTreeMap<String, String>,
    /// The general comment.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub appreciation: String,
}

impl fmt::Debug for Scores {
    // What is written about a candidate reaches no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scores({} scores, {} remarks)", self.scores.len(), self.remarks.len())
    }
}

/// Scores from outside.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawScores {
    scores: BTreeMap<String, LiteralScore>,
    #[serde(default)]
    remarks: BTreeMap<String, String>,
    #[serde(default)]
    appreciation: String,
}

/// What a copy comes to.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Total {
    /// The sum of the scores, and of the points of annotations where they count.
    pub points: Mark,
    /// What all questions of the subject are worth, without bonus.
    pub out_of: Mark,
    /// The points in the scale of the exam, rounded half up to hundredths.
    pub value: Mark,
    /// The scale.
    pub scale: Mark,
}

impl Scores {
    /// Reads `{"scores":{"1.a":"1.5"},"remarks":{"1.a":"…"},"appreciation":"…"}`.
    ///
    /// # Errors
    /// `file_too_large`; `mark_invalid` for what is no such JSON, or a score that is no mark.
    pub fn read(json: &[u8], limits: &Limits) -> Result<Self> {
        if json.len() as u64 > limits.max_file_bytes {
            return Err(Error::new(Code::FileTooLarge, "the scores are larger than allowed"));
        }
        let raw: RawScores = serde_json::from_slice(json).map_err(|error| {
            let message =
                format!("the scores cannot be read: line {}, column {}", error.line(), error.column());
            Error::new(Code::MarkInvalid, message)
                .hint(r#"scores are {"scores":{"1.a":"1.5","1.b":"not_answered"}}"#)
        })?;
        let scores = raw.scores.into_iter().map(|(question, score)| (question, score.0)).collect();
        Ok(Self { scores, remarks: raw.remarks, appreciation: raw.appreciation })
    }

    /// The total without a scheme: the sum, as it is.
    ///
    /// # Errors
    /// `mark_invalid` beyond [`Mark::MAX`].
    pub fn sum(&self, deltas: &[Mark]) -> Result<Mark> {
        Mark::sum(self.scores.values().map(|score| score.points()).chain(deltas.iter().copied()))
    }
}

impl Scheme {
    /// Whether all scores may be given: each of a question of the subject, from 0 to its points, in steps.
    ///
    /// # Errors
    /// `mark_invalid` for every one that may not, joined.
    pub fn check(&self, scores: &Scores, variant: Option<&str>) -> Result<()> {
        let questions: BTreeMap<_, _> =
            self.questions(variant).into_iter().map(|question| (question.id, question.points)).collect();
        let faults = scores.scores.iter().filter_map(|(id, score)| {
            let Some(most) = questions.get(id.as_str()) else {
                return Some(refused(format!("the scheme has no question {id:?}")));
            };
            let points = score.points();
            if points.is_negative() || points > *most {
                return Some(refused(format!("question {id:?}: {points} is not between 0 and {most}")));
            }
            let step = self.step().filter(|step| !points.is_multiple_of(*step))?;
            Some(refused(format!("question {id:?}: {points} is not a multiple of {step}")))
        });
        Error::join(faults).map_or(Ok(()), Err)
    }

    /// The questions of the subject that have no score yet, in their order.
    pub fn missing(&self, scores: &Scores, variant: Option<&str>) -> Vec<&str> {
        let questions = self.questions(variant).into_iter().filter(|question| !question.bonus);
        questions.map(|question| question.id).filter(|id| !scores.scores.contains_key(*id)).collect()
    }

    /// What a copy comes to. Questions without a score count nothing: see [`Scheme::complete_total`].
    /// `deltas`: the points of the copy's annotations, which count only where the scheme says so.
    ///
    /// # Errors
    /// `mark_invalid` as [`Scheme::check`], and for a sum beyond [`Mark::MAX`].
    pub fn total(&self, scores: &Scores, deltas: &[Mark], variant: Option<&str>) -> Result<Total> {
        self.check(scores, variant)?;
        let deltas = if self.deltas() { deltas } else { &[] };
        let (points, out_of, scale) = (scores.sum(deltas)?, self.out_of(variant), self.scale());
        Ok(Total { points, out_of, value: points.scaled(scale, out_of)?, scale })
    }

    /// What a copy comes to when every question has a score, or is said to be not answered. A bonus need not.
    ///
    /// # Errors
    /// `scores_incomplete` naming the questions that are missing; as [`Scheme::total`].
    pub fn complete_total(&self, scores: &Scores, deltas: &[Mark], variant: Option<&str>) -> Result<Total> {
        let missing = self.missing(scores, variant);
        if !missing.is_empty() {
            let message = format!("questions without a score: {}", missing.join(", "));
            return Err(Error::new(Code::ScoresIncomplete, message)
                .hint("give each a score, or say that it was not answered"));
        }
        self.total(scores, deltas, variant)
    }

    /// What a change of the scheme does to copies that are marked: every total that changes, and every copy whose
    /// scores the new scheme does not allow. Linear in the scores.
    pub fn rescore<'a>(&self, new: &Self, copies: impl IntoIterator<Item = Marked<'a>>) -> Vec<Rescored> {
        let changed = |(copy, marked): (usize, Marked<'_>)| {
            let total = |scheme: &Self| scheme.total(marked.scores, marked.deltas, marked.variant);
            let (before, after) = (total(self).ok(), total(new));
            match after {
                Ok(after) if Some(after) == before => None,
                Ok(after) => Some(Rescored { copy, before, after: Some(after), refused: None }),
                Err(refused) => Some(Rescored { copy, before, after: None, refused: Some(refused) }),
            }
        };
        copies.into_iter().enumerate().filter_map(changed).collect()
    }
}

/// A copy that is marked.
#[derive(Clone, Copy, Debug)]
pub struct Marked<'a> {
    /// What the marker gave.
    pub scores: &'a Scores,
    /// The points of its annotations.
    pub deltas: &'a [Mark],
    /// Its subject, where there are several.
    pub variant: Option<&'a str>,
}

/// A copy whose total a change of the scheme changes.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Rescored {
    /// Its place among those given.
    pub copy: usize,
    /// Its total before; `None` when its scores were not allowed.
    pub before: Option<Total>,
    /// Its total now; `None` when its scores are not allowed any more.
    pub after: Option<Total>,
    /// Why they are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<Error>,
}

fn refused(message: String) -> Error {
    Error::new(Code::MarkInvalid, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scheme(json: &str) -> Scheme {
        Scheme::read(json.as_bytes(), &Limits::default()).unwrap().scheme
    }

    fn scores(json: &str) -> Scores {
        Scores::read(format!(r#"{{"scores":{json}}}"#).as_bytes(), &Limits::default()).unwrap()
    }

    const TWO: &str = r#"{"scale":"20","step":"0.25","items":[{"id":"a","points":"30"},{"id":"b","points":"10"},
        {"id":"plus","bonus":true,"points":"2"}]}"#;

    #[test]
    fn as_many_bytes_as_allowed() {
        let json = br#"{"scores":{}}"#;
        let limits = |bytes| Limits { max_file_bytes: bytes, ..Limits::default() };
        assert!(Scores::read(json, &limits(13)).is_ok());
        assert_eq!(Scores::read(json, &limits(12)).unwrap_err().code(), Code::FileTooLarge);
    }

    #[test]
    fn scores_are_read() {
        let read = Scores::read(
            br#"{"scores":{"a":"1.5","b":2,"c":"not_answered"},"remarks":{"a":"x"},"appreciation":"y"}"#,
            &Limits::default(),
        )
        .unwrap();
        assert_eq!(read.scores["b"], Score::Points(Mark::from_points(2).unwrap()));
        assert_eq!(read.scores["c"], Score::NotAnswered);
        let json = serde_json::to_string(&read).unwrap();
        let stored =
            r#"{"scores":{"a":"1.5","b":"2","c":"not_answered"},"remarks":{"a":"x"},"appreciation":"y"}"#;
        assert_eq!(json, stored);
        assert_eq!(format!("{read:?}"), "Scores(3 scores, 1 remarks)");
        for json in
            ["", "[]", r#"{"scores":{"a":null}}"#, r#"{"scores":{"a":"x"}}"#, r#"{"scores":{"a":1.005}}"#]
        {
            let refused = Scores::read(json.as_bytes(), &Limits::default()).unwrap_err();
            assert_eq!(refused.code(), Code::MarkInvalid, "{json}");
        }
    }

    #[test]
    fn totals_are_scaled_and_rounded_half_up() {
        let scheme = scheme(TWO);
        let total = scheme.total(&scores(r#"{"a":"22.25","b":"8.75"}"#), &[], None).unwrap();
        assert_eq!((total.points.to_string(), total.out_of.to_string()), ("31".into(), "40".into()));
        assert_eq!(total.value.to_string(), "15.5");
        // 15.555, 15.554 and 19.995, of 100 or 40 points.
        for (out_of, points, value) in
            [("40", "31.11", "15.56"), ("100", "77.77", "15.55"), ("40", "39.99", "20")]
        {
            let one = self::scheme(&format!(r#"[{{"id":"a","points":"{out_of}"}}]"#));
            let total = one.total(&scores(&format!(r#"{{"a":"{points}"}}"#)), &[], None).unwrap();
            assert_eq!(total.value.to_string(), value);
        }
        let bonus = scheme.total(&scores(r#"{"a":30,"b":10,"plus":2}"#), &[], None).unwrap();
        assert_eq!(bonus.value.to_string(), "21");
        let delta = "-1".parse::<Mark>().unwrap();
        assert_eq!(scheme.total(&scores(r#"{"a":1}"#), &[delta], None).unwrap().points.to_string(), "1");
    }

    #[test]
    fn points_of_annotations_count_where_the_scheme_says_so() {
        let scheme = scheme(r#"{"deltas":true,"items":[{"id":"a","points":"20"}]}"#);
        let deltas = ["0.5", "-0.25"].map(|text| text.parse().unwrap());
        assert_eq!(scheme.total(&scores(r#"{"a":"12"}"#), &deltas, None).unwrap().value.to_string(), "12.25");
    }

    #[test]
    fn scores_that_may_not_be_given_are_all_named() {
        let scheme = scheme(TWO);
        let bad = scores(r#"{"a":"30.25","b":"-0.25","c":"1","plus":"0.1"}"#);
        let error = scheme.total(&bad, &[], None).unwrap_err();
        assert_eq!(error.code(), Code::MarkInvalid);
        let also = error.also().iter().map(Error::message);
        let messages: Vec<_> = std::iter::once(error.message()).chain(also).collect();
        assert_eq!(
            messages,
            [
                r#"question "a": 30.25 is not between 0 and 30"#,
                r#"question "b": -0.25 is not between 0 and 10"#,
                r#"the scheme has no question "c""#,
                r#"question "plus": 0.1 is not a multiple of 0.25"#,
            ]
        );
        assert!(scheme.check(&scores(r#"{"a":"30","b":"0","plus":"2"}"#), None).is_ok());
    }

    #[test]
    fn what_is_missing_is_named() {
        let scheme = scheme(TWO);
        let error = scheme.complete_total(&scores(r#"{"a":1}"#), &[], None).unwrap_err();
        assert_eq!((error.code(), error.message()), (Code::ScoresIncomplete, "questions without a score: b"));
        let all = scores(r#"{"a":1,"b":"not_answered"}"#);
        assert_eq!(scheme.complete_total(&all, &[], None).unwrap().points.to_string(), "1");
    }

    #[test]
    fn without_a_scheme_scores_are_added() {
        assert_eq!(scores(r#"{"x":"1.25","y":2}"#).sum(&[]).unwrap().to_string(), "3.25");
    }

    #[test]
    fn a_change_of_points_tells_every_total_that_changes() {
        let old = scheme(r#"[{"id":"a","points":"10"},{"id":"b","points":"10"}]"#);
        let new = scheme(r#"[{"id":"a","points":"8"},{"id":"b","points":"12"}]"#);
        let all = [scores(r#"{"a":8,"b":4}"#), scores(r#"{"a":9,"b":4}"#), scores("{}")];
        let marked = all.iter().map(|scores| Marked { scores, deltas: &[], variant: None });
        let changed = old.rescore(&new, marked.clone());
        assert_eq!(changed.len(), 1);
        assert_eq!((changed[0].copy, changed[0].after), (1, None));
        assert_eq!(changed[0].refused.as_ref().unwrap().code(), Code::MarkInvalid);
        let half = scheme(r#"{"scale":"10","items":[{"id":"a","points":"10"},{"id":"b","points":"10"}]}"#);
        assert_eq!(old.rescore(&half, marked).len(), 3);
    }
}
