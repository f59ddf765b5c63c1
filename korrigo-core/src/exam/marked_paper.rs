//! Marked papers from outside: scores with the copy they belong to, who gave them, and which subject it was.
//!
//! Knows one list of them, or a single one. Knows no lock and no state of a copy.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::mark::{Literal, Mark};
use super::scores::{Marked, Scores};
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// One marked paper.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct MarkedPaper {
    /// What the copy is called; empty where nothing is said.
    pub copy: String,
    /// Its subject, where there are several.
    pub variant: Option<String>,
    /// Who marked it.
    pub marker: Option<String>,
    /// The points of its annotations.
    pub deltas: Vec<Mark>,
    /// What the marker gave.
    pub scores: Scores,
}

/// Everything but the scores, which are read as they stand.
#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    copy: Option<String>,
    #[serde(default)]
    variant: Option<String>,
    #[serde(default)]
    marker: Option<String>,
    #[serde(default)]
    deltas: Vec<Literal>,
}

impl MarkedPaper {
    /// Reads `[{"copy":"MATH-0417","marker":"anne","variant":"A","deltas":["-0.5"],"scores":{"1.a":"1.5"},
    /// "remarks":{},"appreciation":"…"}]`, or one such object; all but `scores` may be left out.
    ///
    /// # Errors
    /// `file_too_large`; `mark_invalid` for what is no such JSON, naming every paper that is not by its place.
    pub fn read_all(json: &[u8], limits: &Limits) -> Result<Vec<Self>> {
        if json.len() as u64 > limits.max_file_bytes {
            return Err(Error::new(Code::FileTooLarge, "the scores are larger than allowed"));
        }
        let papers: Papers = serde_json::from_slice(json).map_err(|error| {
            // The place alone: the message of a parser may repeat what stands there.
            refused(format!("the scores cannot be read: line {}, column {}", error.line(), error.column()))
        })?;
        let (mut read, mut faults) = (Vec::new(), Vec::new());
        for (place, paper) in papers.0.into_iter().enumerate() {
            match Self::of(paper, limits) {
                Ok(paper) => read.push(paper),
                Err(error) => faults.push(refused(format!("paper {place}: {}", error.message()))),
            }
        }
        Error::join(faults).map_or(Ok(read), Err)
    }

    fn of(mut fields: BTreeMap<String, Box<RawValue>>, limits: &Limits) -> Result<Self> {
        let unread = |_| refused("copy, variant, marker or deltas cannot be read".into());
        let own: BTreeMap<_, _> = ["copy", "variant", "marker", "deltas"]
            .into_iter()
            .filter_map(|key| fields.remove(key).map(|value| (key, value)))
            .collect();
        let own = serde_json::to_string(&own).map_err(unread)?;
        let Raw { copy, variant, marker, deltas } = serde_json::from_str(&own).map_err(unread)?;
        let rest = serde_json::to_vec(&fields).map_err(unread)?;
        Ok(Self {
            copy: copy.unwrap_or_default(),
            variant,
            marker,
            deltas: deltas.into_iter().map(|delta| delta.0).collect(),
            scores: Scores::read(&rest, limits)?,
        })
    }

    /// As totals take it.
    pub fn marked(&self) -> Marked<'_> {
        Marked { scores: &self.scores, deltas: &self.deltas, variant: self.variant.as_deref() }
    }
}

/// A list, or one by itself.
struct Papers(Vec<BTreeMap<String, Box<RawValue>>>);

impl<'de> Deserialize<'de> for Papers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let read = if raw.get().starts_with('[') {
            serde_json::from_str(raw.get())
        } else {
            serde_json::from_str(raw.get()).map(|one| vec![one])
        };
        read.map(Self).map_err(serde::de::Error::custom)
    }
}

fn refused(message: String) -> Error {
    Error::new(Code::MarkInvalid, message)
        .hint(r#"papers are [{"copy":"MATH-0417","scores":{"1.a":"1.5","1.b":"not_answered"}}]"#)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Vec<MarkedPaper>> {
        MarkedPaper::read_all(json.as_bytes(), &Limits::default())
    }

    #[test]
    fn papers_are_read_exactly() {
        let json = r#" [{"copy":"M-1","marker":"anne","variant":"A","deltas":["-0.5",0.1],"scores":{"a":0.1}},
            {"scores":{"a":"not_answered"},"appreciation":"x"}]"#;
        let [first, second] = &read(json).unwrap()[..] else { panic!("two papers") };
        assert_eq!(
            (first.copy.as_str(), first.marker.as_deref(), first.variant.as_deref()),
            ("M-1", Some("anne"), Some("A"))
        );
        assert_eq!(first.deltas.iter().map(|delta| delta.hundredths()).collect::<Vec<_>>(), [-50, 10]);
        assert_eq!(first.scores.scores["a"].points().hundredths(), 10);
        assert_eq!((second.copy.as_str(), second.scores.appreciation.as_str()), ("", "x"));
        assert_eq!(read(r#"{"scores":{}}"#).unwrap().len(), 1);
    }

    #[test]
    fn as_many_bytes_as_allowed() {
        let json = br#"{"scores":{}}"#;
        let limits = |bytes| Limits { max_file_bytes: bytes, ..Limits::default() };
        assert!(MarkedPaper::read_all(json, &limits(13)).is_ok());
        for less in [12, 11] {
            let refused = MarkedPaper::read_all(json, &limits(less)).unwrap_err();
            assert_eq!(refused.code(), Code::FileTooLarge);
        }
    }

    #[test]
    fn every_bad_paper_is_named_and_nothing_of_it() {
        let error = read(r#"[{"scores":{"a":"secret"}},{"scores":{}},{"score":{}},{"copy":1,"scores":{}}]"#)
            .unwrap_err();
        let all: Vec<_> = std::iter::once(&error).chain(error.also()).collect();
        assert_eq!(all.len(), 3);
        assert!(
            all.iter()
                .zip([0, 2, 3])
                .all(|(error, place)| error.message().starts_with(&format!("paper {place}:")))
        );
        assert!(!format!("{error:?}").contains("secret"));
        for json in ["", "1", "[1]", "[[]]", r#"{"a":"#] {
            assert_eq!(read(json).unwrap_err().code(), Code::MarkInvalid, "{json}");
        }
    }
}
