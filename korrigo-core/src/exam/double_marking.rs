//! Two markers of one copy: where they disagree by more than the exam allows.
//!
//! Knows a tolerance for each question and for the total. Knows no marker: who was blind, and who settles it, is
//! decided elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::mark::Mark;
use super::scheme::Scheme;
use super::scores::{Score, Scores};
use crate::error::Result;

/// How far two markers of one copy may be apart: points, at most.
#[derive(Clone, Debug, Default, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Tolerance {
    /// For a question that has none of its own.
    #[serde(default)]
    pub question: Mark,
    /// By the id of the question.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub questions: BTreeMap<String, Mark>,
    /// For the total, in the scale of the exam; `None` where only questions count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Mark>,
}

/// Where two markers are too far apart.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, schemars::JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Disagreement {
    /// One question.
    Question {
        /// Its id.
        question: String,
        /// What the first gave; `None` for no score.
        first: Option<Score>,
        /// What the second gave.
        second: Option<Score>,
        /// What was allowed.
        tolerance: Mark,
    },
    /// All in all.
    Total {
        /// What the first comes to.
        first: Mark,
        /// What the second comes to.
        second: Mark,
        /// What was allowed.
        tolerance: Mark,
    },
}

impl Tolerance {
    /// Everything that two markers of one copy must talk about: each question they are too far apart on, or that
    /// only one of them scored, in the order of the scheme; then the total. O(questions · log questions).
    ///
    /// # Errors
    /// `mark_invalid` for scores that the scheme does not allow.
    ///
    /// ```
    /// use korrigo_core::{Limits, exam::{Scheme, Scores, Tolerance}};
    ///
    /// let scheme = Scheme::read(br#"[{"id":"1","points":"12"},{"id":"2","points":"8"}]"#, &Limits::default())?.scheme;
    /// let scores = |json: &str| Scores::read(json.as_bytes(), &Limits::default());
    /// let (first, second) = (scores(r#"{"scores":{"1":"10","2":"4"}}"#)?, scores(r#"{"scores":{"1":"9.5","2":"6"}}"#)?);
    /// let tolerance = Tolerance { question: "0.5".parse()?, ..Tolerance::default() };
    /// let apart = tolerance.disagreements(&scheme, [&first, &second], None)?;
    /// assert_eq!(apart.len(), 1); // question 2
    /// # Ok::<(), korrigo_core::Error>(())
    /// ```
    pub fn disagreements(
        &self,
        scheme: &Scheme,
        [first, second]: [&Scores; 2],
        variant: Option<&str>,
    ) -> Result<Vec<Disagreement>> {
        let totals = (scheme.total(first, &[], variant)?, scheme.total(second, &[], variant)?);
        let scored: BTreeSet<&String> = first.scores.keys().chain(second.scores.keys()).collect();
        let questions = scheme.questions(variant);
        let ids =
            questions.iter().map(|question| question.id).filter(|id| scored.contains(&(*id).to_owned()));
        let apart = ids.filter_map(|id| {
            let [one, other] = [first, second].map(|scores| scores.scores.get(id).copied());
            let tolerance = self.questions.get(id).copied().unwrap_or(self.question);
            let agree =
                one.zip(other).is_some_and(|(one, other)| near(one.points(), other.points(), tolerance));
            let question = id.to_owned();
            (!agree).then_some(Disagreement::Question { question, first: one, second: other, tolerance })
        });
        let mut all: Vec<Disagreement> = apart.collect();
        let (first, second) = (totals.0.value, totals.1.value);
        if let Some(tolerance) = self.total.filter(|tolerance| !near(first, second, *tolerance)) {
            all.push(Disagreement::Total { first, second, tolerance });
        }
        Ok(all)
    }
}

fn near(one: Mark, other: Mark, tolerance: Mark) -> bool {
    one.hundredths().abs_diff(other.hundredths()) <= tolerance.hundredths().unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    fn scheme() -> Scheme {
        let json = br#"{"scale":"20","items":[{"id":"a","points":"10"},{"id":"b","points":"10"},{"id":"c","points":"20"}]}"#;
        Scheme::read(json, &Limits::default()).unwrap().scheme
    }

    fn apart(first: &str, second: &str, tolerance: &Tolerance) -> Vec<String> {
        let [first, second] = [first, second].map(|scores| {
            Scores::read(format!(r#"{{"scores":{scores}}}"#).as_bytes(), &Limits::default()).unwrap()
        });
        let all = tolerance.disagreements(&scheme(), [&first, &second], None).unwrap();
        let swapped = tolerance.disagreements(&scheme(), [&second, &first], None).unwrap();
        assert_eq!(all.len(), swapped.len());
        let name = |one: &Disagreement| match one {
            Disagreement::Question { question, .. } => question.clone(),
            Disagreement::Total { .. } => "total".into(),
        };
        all.iter().map(name).collect()
    }

    fn mark(text: &str) -> Mark {
        text.parse().unwrap()
    }

    #[test]
    fn exactly_the_tolerance_is_within_it() {
        let tolerance = Tolerance {
            question: mark("0.5"),
            questions: BTreeMap::from([("b".into(), mark("2"))]),
            total: Some(mark("1")),
        };
        assert_eq!(apart(r#"{"a":5,"b":4,"c":3}"#, r#"{"a":"5.5","b":"5.5","c":3}"#, &tolerance), [""; 0]);
        assert_eq!(
            apart(r#"{"a":5,"b":4,"c":3}"#, r#"{"a":"5.51","b":"6.01","c":3}"#, &tolerance),
            ["a", "b", "total"]
        );
    }

    #[test]
    fn what_only_one_scored_is_told() {
        let none = Tolerance::default();
        assert_eq!(apart(r#"{"a":5}"#, r#"{"a":5,"c":0}"#, &none), ["c"]);
        assert_eq!(apart(r#"{"a":"not_answered"}"#, r#"{"a":"0"}"#, &none), [""; 0]);
        assert_eq!(apart(r#"{"a":"not_answered"}"#, r#"{"a":"0.25"}"#, &none), ["a"]);
        assert_eq!(apart("{}", "{}", &none), [""; 0]);
    }

    #[test]
    fn scores_that_may_not_be_given_are_refused() {
        let [good, bad] = [r#"{"scores":{"a":1}}"#, r#"{"scores":{"a":11}}"#]
            .map(|json| Scores::read(json.as_bytes(), &Limits::default()).unwrap());
        assert!(Tolerance::default().disagreements(&scheme(), [&good, &bad], None).is_err());
    }
}
