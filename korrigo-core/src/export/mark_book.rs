//! What is known of every candidate of an exam when it is marked: one plain value, stored as `korrigo.results/1`.
//!
//! Knows candidates, attendance, where a copy stands, its scores and its total. Knows nothing of the tables made of
//! it. What cannot be read is refused by the number of its entry in `results`, from 1.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::copy::Status;
use crate::error::{Code, Error, Result};
use crate::exam::{AnonymousId, Literal, LiteralScore, Mark, Scheme, Scores, Total};
use crate::limits::Limits;
use crate::roster::Attendance;
use crate::roster::Candidate;

const FORMAT: &str = "korrigo.results/1";

/// The results of an exam.
///
/// ```
/// use korrigo_core::{Limits, export::MarkBook};
///
/// let json = br#"{"format":"korrigo.results/1","subject":"Mathematics","coefficient":"2","results":[
///     {"candidate":{"last_name":"BEN SALAH","first_name":"Youssef","birth_date":"2007-11-02"},
///      "anonymous_id":"MATH-0417","status":"GRADED","total":"15.5","appreciation":"Clear work."},
///     {"candidate":{"last_name":"MARTIN","first_name":"Zoe"},"attendance":"absent"}]}"#;
/// let book = MarkBook::read(json, &Limits::default())?;
/// assert_eq!(book.rows[0].result.unwrap().value.to_string(), "15.5");
/// assert!(MarkBook::read(br#"{"results":[]}"#, &Limits::default()).is_err()); // no format
/// # Ok::<(), korrigo_core::Error>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq, Serialize, schemars::JsonSchema)]
pub struct MarkBook {
    format: &'static str,
    /// What the exam is called.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub exam: String,
    /// The subject, as the mark book calls it.
    pub subject: String,
    /// What the mark counts in an average: one decimal, 1 when nobody says otherwise.
    #[schemars(with = "Option<Mark>")]
    pub coefficient: Mark,
    /// What totals are given in.
    #[schemars(with = "Option<Mark>")]
    pub scale: Mark,
    /// What the exam was marked by, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<Scheme>,
    /// Candidates and copies, in the order in which they will stand in tables.
    #[serde(rename = "results")]
    pub rows: Vec<MarkBookRow>,
}

/// A candidate, a copy, or both. Never shown in `Debug`.
#[derive(Clone, Default, Eq, PartialEq, Serialize, schemars::JsonSchema)]
pub struct MarkBookRow {
    /// Who; `None` for a copy that nobody is known for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub candidate: Option<Candidate>,
    /// What the copy is called without a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anonymous_id: Option<AnonymousId>,
    /// Whether the candidate was there.
    #[schemars(default)]
    pub attendance: Attendance,
    /// Where the copy stands; `None` where there is no copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// The subject of the copy, where the scheme has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// Who marked it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// What the marker gave and wrote.
    #[serde(flatten)]
    pub scores: Scores,
    /// The points of the annotations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub deltas: Vec<Mark>,
    /// What it comes to; `None` where that is not known.
    #[serde(rename = "total", skip_serializing_if = "Option::is_none", serialize_with = "value_alone")]
    #[schemars(with = "Option<Mark>")]
    pub result: Option<Total>,
}

#[expect(clippy::ref_option, reason = "the signature that serde calls")]
fn value_alone<S: Serializer>(result: &Option<Total>, serializer: S) -> Result<S::Ok, S::Error> {
    result.map(|total| total.value).serialize(serializer)
}

impl fmt::Debug for MarkBookRow {
    // Nobody's name, marks or comments reach a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MarkBookRow").field("status", &self.status).finish_non_exhaustive()
    }
}

impl MarkBookRow {
    /// Whether there is a copy and it is marked.
    pub fn is_graded(&self) -> bool {
        self.status == Some(Status::Graded)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBook {
    format: String,
    #[serde(default)]
    exam: String,
    #[serde(default)]
    subject: String,
    coefficient: Option<Literal>,
    scale: Option<Literal>,
    scheme: Option<Box<RawValue>>,
    results: Vec<RawRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRow {
    candidate: Option<Candidate>,
    anonymous_id: Option<AnonymousId>,
    #[serde(default)]
    attendance: Attendance,
    status: Option<Status>,
    variant: Option<String>,
    marker: Option<String>,
    #[serde(default)]
    scores: BTreeMap<String, LiteralScore>,
    #[serde(default)]
    remarks: BTreeMap<String, String>,
    #[serde(default)]
    appreciation: String,
    #[serde(default)]
    deltas: Vec<Literal>,
    total: Option<Literal>,
}

impl MarkBook {
    /// A mark book in the scale of 20, with the coefficient 1 and no scheme.
    pub fn new(subject: impl Into<String>, rows: Vec<MarkBookRow>) -> Self {
        let [coefficient, scale] = [1, 20].map(|points| Mark::from_points(points).unwrap_or_default());
        let (exam, scheme) = (String::new(), None);
        Self { format: FORMAT, exam, subject: subject.into(), coefficient, scale, scheme, rows }
    }

    /// Reads `korrigo.results/1`. A total follows from the scores (by the scheme, or as their sum where there is
    /// none), or is given where there are no scores. Marks are strings, or numbers read from their literal text.
    /// A copy whose questions are not all scored has no total. Linear, but for the copies' own sorting.
    ///
    /// # Errors
    /// - `file_too_large` for more bytes than [`Limits::max_file_bytes`];
    /// - `resource_limit` for more entries than [`Limits::max_candidates`];
    /// - `mark_invalid` for what is no such JSON, told by line and column;
    /// - `scheme_invalid` for its scheme, and for a scale that is not the scheme's or not above 0;
    /// - for entries, all joined: `mark_invalid` for scores that the scheme does not allow, a total that is not what
    ///   the scores come to, an unknown subject, and an entry without candidate and copy; `roster_invalid` for a
    ///   candidate without a surname.
    pub fn read(json: &[u8], limits: &Limits) -> Result<Self> {
        if json.len() as u64 > limits.max_file_bytes {
            return Err(Error::new(Code::FileTooLarge, "the results are larger than allowed"));
        }
        let raw: RawBook = serde_json::from_slice(json).map_err(|error| {
            // The place alone: the message of a parser may repeat what stands there.
            let message =
                format!("the results cannot be read: line {}, column {}", error.line(), error.column());
            Error::new(Code::MarkInvalid, message).hint(HINT)
        })?;
        if raw.format != FORMAT {
            return Err(Error::new(Code::MarkInvalid, format!("the format is not {FORMAT}")).hint(HINT));
        }
        if raw.results.len() > limits.max_candidates {
            let message = format!("there are more than {} results", limits.max_candidates);
            return Err(Error::new(Code::ResourceLimit, message).with_detail("limit.candidates"));
        }
        let mut book = Self { exam: raw.exam, ..Self::new(raw.subject, Vec::new()) };
        if let Some(scheme) = raw.scheme {
            book.scheme = Some(Scheme::read(scheme.get().as_bytes(), limits)?.scheme);
        }
        book.set_scale(raw.scale.map(|scale| scale.0))?;
        book.coefficient = raw.coefficient.map_or(book.coefficient, |coefficient| coefficient.0);
        let mut faults = Vec::new();
        for (place, row) in raw.results.into_iter().enumerate() {
            match book.row(row) {
                Ok(row) => book.rows.push(row),
                Err(error) => faults.extend(told(place + 1, &error)),
            }
        }
        Error::join(faults).map_or(Ok(book), Err)
    }

    fn set_scale(&mut self, given: Option<Mark>) -> Result<()> {
        let known = self.scheme.as_ref().map(Scheme::scale);
        let scale = given.or(known).unwrap_or(self.scale);
        if scale <= Mark::ZERO || known.is_some_and(|known| known != scale) {
            return Err(Error::new(
                Code::SchemeInvalid,
                "the scale is above 0, and the scheme's where there is one",
            ));
        }
        self.scale = scale;
        Ok(())
    }

    fn row(&self, raw: RawRow) -> Result<MarkBookRow> {
        let mut faults = Vec::new();
        if raw.candidate.is_none() && raw.status.is_none() {
            faults.push(invalid("there is neither a candidate nor a copy"));
        }
        if raw.candidate.as_ref().is_some_and(|candidate| candidate.last_name.trim().is_empty()) {
            faults.push(Error::new(Code::RosterInvalid, "there is no surname"));
        }
        let variants = self.scheme.as_ref().map(Scheme::variants).unwrap_or_default();
        if !variants.is_empty() && !variants.contains(&raw.variant) && raw.status.is_some() {
            faults.push(
                invalid("the scheme does not have this subject").hint("`variant` says which one it is"),
            );
        }
        let scores = raw.scores.into_iter().map(|(question, score)| (question, score.0)).collect();
        let mut row = MarkBookRow {
            candidate: raw.candidate,
            anonymous_id: raw.anonymous_id,
            attendance: raw.attendance,
            status: raw.status,
            variant: raw.variant,
            marker: raw.marker,
            scores: Scores { scores, remarks: raw.remarks, appreciation: raw.appreciation },
            deltas: raw.deltas.into_iter().map(|delta| delta.0).collect(),
            result: None,
        };
        match self.total(&row, raw.total.map(|total| total.0)) {
            Ok(total) => row.result = total,
            Err(error) => faults.push(error),
        }
        Error::join(faults).map_or(Ok(row), Err)
    }

    /// What a copy comes to, and whether that is what somebody says.
    fn total(&self, row: &MarkBookRow, given: Option<Mark>) -> Result<Option<Total>> {
        let plain = |value| Total { points: value, out_of: self.scale, value, scale: self.scale };
        if row.scores.scores.is_empty() {
            return Ok(given.map(plain));
        }
        let total = match &self.scheme {
            Some(scheme) => {
                let total = scheme.total(&row.scores, &row.deltas, row.variant.as_deref())?;
                let complete = scheme.missing(&row.scores, row.variant.as_deref()).is_empty();
                complete.then_some(total)
            }
            None => Some(plain(row.scores.sum(&row.deltas)?)),
        };
        match (total, given) {
            (Some(total), Some(given)) if total.value != given => {
                Err(invalid("the total is not what the scores come to")
                    .hint("leave it out, or give it alone"))
            }
            _ => Ok(total),
        }
    }
}

const HINT: &str = r#"results are {"format":"korrigo.results/1","subject":"…","results":[{"candidate":{"last_name":"…","first_name":"…","birth_date":"2008-02-01"},"anonymous_id":"MATH-0417","status":"GRADED","total":"15.5"}]}"#;

fn invalid(message: &str) -> Error {
    Error::new(Code::MarkInvalid, message)
}

/// Each of the refusals of one entry, with its number.
fn told(number: usize, error: &Error) -> impl Iterator<Item = Error> {
    std::iter::once(error).chain(error.also()).map(move |error| {
        let told = Error::new(error.code(), format!("result {number}: {}", error.message()));
        match error.hint_text() {
            Some(hint) => told.hint(hint),
            None => told,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(value: &serde_json::Value) -> Result<MarkBook> {
        MarkBook::read(value.to_string().as_bytes(), &Limits::default())
    }

    fn book(rows: &serde_json::Value) -> serde_json::Value {
        json!({ "format": FORMAT, "subject": "Maths", "results": rows })
    }

    #[test]
    fn totals_follow_from_scores() {
        let mut value = book(&json!([
            { "status": "GRADED", "scores": { "1": "31.11" } },
            { "status": "READY", "scores": {} },
            { "status": "GRADED", "scores": { "1": "not_answered" }, "total": 0 },
            { "candidate": { "last_name": "LI" }, "attendance": "absent" },
        ]));
        value["scheme"] = json!({ "items": [{ "id": "1", "points": 40 }] });
        let read_ = read(&value).unwrap();
        let totals: Vec<_> =
            read_.rows.iter().map(|row| row.result.map(|total| total.value.to_string())).collect();
        assert_eq!(totals, [Some("15.56".into()), None, Some("0".into()), None]);
        value["results"][0]["total"] = "15.55".into();
        assert!(read(&value).unwrap_err().message().contains("result 1: the total"));
        // Without a scheme: free keys, summed up.
        let free = read(&book(&json!([{ "status": "GRADED", "scores": { "a": 1.5, "b": "2" } }]))).unwrap();
        assert_eq!(free.rows[0].result.unwrap().value.to_string(), "3.5");
    }

    #[test]
    fn a_copy_with_questions_left_has_no_total() {
        let mut value = book(&json!([{ "status": "GRADED", "scores": { "1": "1" } }]));
        value["scheme"] = json!([{ "id": "1", "points": 10 }, { "id": "2", "points": 10 }]);
        assert_eq!(read(&value).unwrap().rows[0].result, None);
    }

    #[test]
    fn what_was_written_is_read_again() {
        let value = book(&json!([
            { "candidate": { "last_name": "BEN SALAH", "first_name": "Y", "birth_date": "02/11/2007", "number": "7" },
              "anonymous_id": "MATH-0417", "status": "GRADED", "scores": { "a": "12.5" }, "deltas": ["-0.5"],
              "remarks": { "a": "!" }, "appreciation": "Bien", "marker": "M1", "attendance": "suspected_fraud" },
        ]));
        let first = read(&value).unwrap();
        let again = read(&serde_json::to_value(&first).unwrap()).unwrap();
        assert_eq!(first, again);
    }

    #[test]
    fn all_faults_are_told_by_number_and_no_name() {
        let mut value = book(&json!([
            { "anonymous_id": "MATH-0001" },
            { "candidate": { "last_name": " " }, "status": "GRADED", "scores": { "9": "1", "1": "99" } },
        ]));
        value["scheme"] = json!([{ "id": "1", "points": 20 }]);
        let error = read(&value).unwrap_err();
        let all: Vec<_> = std::iter::once(&error).chain(error.also()).map(Error::message).collect();
        assert_eq!(all.len(), 4, "{all:?}");
        assert!(all.contains(&"result 1: there is neither a candidate nor a copy"));
        for wrong in [
            json!({ "subject": "M", "results": [] }),
            json!({ "format": "korrigo.results/2", "results": [] }),
            json!({ "format": FORMAT, "results": [{ "name": "Dupont" }] }),
            json!({ "format": FORMAT, "results": [{ "status": "GRADED", "total": "12,5" }] }),
            json!({ "format": FORMAT, "results": [{ "status": "GRADED", "attendance": "Dupont" }] }),
        ] {
            let error = read(&wrong).unwrap_err();
            assert_eq!(error.code(), Code::MarkInvalid);
            assert!(!error.to_string().contains("Dupont"));
        }
        let mut scaled = book(&json!([]));
        scaled["scale"] = "0".into();
        assert_eq!(read(&scaled).unwrap_err().code(), Code::SchemeInvalid);
    }

    #[test]
    fn results_at_the_limit_and_one_past_it() {
        let json = book(&json!([{ "status": "READY" }, { "status": "READY" }])).to_string();
        let of = |max_candidates| Limits { max_candidates, ..Limits::default() };
        assert!(MarkBook::read(json.as_bytes(), &of(2)).is_ok());
        assert_eq!(MarkBook::read(json.as_bytes(), &of(1)).unwrap_err().detail(), Some("limit.candidates"));
        let small = Limits { max_file_bytes: json.len() as u64 - 1, ..Limits::default() };
        assert_eq!(MarkBook::read(json.as_bytes(), &small).unwrap_err().code(), Code::FileTooLarge);
    }

    #[test]
    fn nobody_is_shown_in_debug() {
        let book = read(&book(&json!([
            { "candidate": { "last_name": "SECRET" }, "status": "GRADED", "total": 3, "appreciation": "SECRET",
              "marker": "SECRET" }
        ])));
        assert!(!format!("{book:?}").contains("SECRET"));
    }
}
