//! The marking scheme: which questions an exam has, and what each is worth.
//!
//! Knows a tree of exercises, questions and sub-questions; leaves carry the points, everything above them is their
//! sum. Reads the shapes that older programs wrote and turns them into one. Knows no copy and no candidate.

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize};

use super::mark::{Literal, Mark};
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// What the stored form calls itself.
const FORMAT: &str = "korrigo.scheme/1";

/// The most levels of a scheme: exercise, question, sub-question, and two more.
pub const MAX_LEVELS: usize = 5;

/// The most items of a scheme. Exams have dozens; more than this is no exam.
pub const MAX_ITEMS: usize = 2_000;

/// The longest id of an item, in bytes.
const MAX_ID: usize = 64;

/// What an exam is marked by.
///
/// Ids are unique, at most [`MAX_LEVELS`] levels, points above 0 at every leaf and nowhere else.
///
/// ```
/// use korrigo_core::{Limits, exam::Scheme};
///
/// let json = br#"{"scale":"20","items":[{"id":"1","label":"Exercice 1","items":[
///     {"id":"1.a","label":"Q1","points":"12"},{"id":"1.b","label":"Q2","points":7.5}]}]}"#;
/// let read = Scheme::read(json, &Limits::default())?;
/// assert_eq!(read.scheme.out_of(None).to_string(), "19.5");
/// assert_eq!(read.warnings.len(), 1); // 19.5 points for a scale of 20
/// assert!(Scheme::read(br#"{"items":[{"label":"Q1","points":"-1"}]}"#, &Limits::default()).is_err());
/// # Ok::<(), korrigo_core::Error>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Scheme {
    format: &'static str,
    scale: Mark,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<Mark>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    deltas: bool,
    items: Vec<Item>,
}

/// An exercise, a question or a sub-question.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Item {
    /// Stable and unique in the scheme: scores are kept under it.
    pub id: String,
    /// What people read.
    pub label: String,
    /// The subject it belongs to, where an exam has several (`A`, `B`); `None` is for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// Points beyond the scheme's sum: they count, but nobody must have them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub bonus: bool,
    /// What a leaf is worth; `None` for an item that has parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Mark>,
    /// Its parts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
}

/// A leaf of a scheme.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Question<'a> {
    /// Its id.
    pub id: &'a str,
    /// What people read.
    pub label: &'a str,
    /// What it is worth: above 0.
    pub points: Mark,
    /// Whether it, or what it is part of, is a bonus.
    pub bonus: bool,
}

/// A scheme that was read, and what a person should know of it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, schemars::JsonSchema)]
pub struct SchemeRead {
    /// The scheme.
    pub scheme: Scheme,
    /// What does not stop anybody, but is seldom meant.
    pub warnings: Vec<SchemeWarning>,
}

/// What is seldom meant in a scheme.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, schemars::JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum SchemeWarning {
    /// An item says other points than its parts have; the parts count.
    PartsDiffer {
        /// The item.
        id: String,
        /// What it says.
        declared: Mark,
        /// What its parts have.
        sum: Mark,
    },
    /// The points are not the scale: totals will be scaled.
    TotalDiffers {
        /// The subject, where there are several.
        variant: Option<String>,
        /// What its questions are worth together, without bonus.
        sum: Mark,
        /// The declared scale.
        scale: Mark,
    },
}

/// An item as programs write it: `{id, label, points, items}`, `{label, points, children}`,
/// `{name, max_points, questions}` or `{type, title, maxScore, children}`.
#[derive(Deserialize)]
struct RawItem {
    #[serde(default)]
    id: Option<Name>,
    #[serde(default, alias = "name", alias = "title")]
    label: Option<Name>,
    #[serde(default)]
    variant: Option<Name>,
    #[serde(default)]
    bonus: bool,
    #[serde(default, alias = "max_points", alias = "maxScore")]
    points: Option<Literal>,
    #[serde(default, alias = "children", alias = "questions", alias = "exercises")]
    items: Option<Vec<RawItem>>,
}

#[derive(Deserialize)]
struct RawScheme {
    #[serde(default)]
    format: Option<String>,
    #[serde(default, alias = "total", alias = "total_points", alias = "max_points", alias = "maxScore")]
    scale: Option<Literal>,
    #[serde(default)]
    step: Option<Literal>,
    #[serde(default)]
    deltas: bool,
    #[serde(alias = "children", alias = "questions", alias = "exercises", alias = "structure")]
    items: Vec<RawItem>,
}

/// A text that some programs write as a number.
struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let raw = Box::<serde_json::value::RawValue>::deserialize(deserializer)?;
        let text = raw.get();
        let is_number = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
        if is_number {
            return Ok(Self(text.to_owned()));
        }
        serde_json::from_str(text).map(Self).map_err(|_| serde::de::Error::custom("a text is expected"))
    }
}

impl Scheme {
    /// Reads a scheme in any of the known shapes, as an object or as a bare list of items. Items without an id
    /// get their place: `2.1` is the first part of the second item. Without a scale it is 20. Linear.
    ///
    /// # Errors
    /// - `file_too_large` for more bytes than [`Limits::max_file_bytes`];
    /// - `scheme_invalid` for what is no scheme, for a wrong `format`, and, all of them joined: an id twice or of
    ///   more than 64 bytes, more than [`MAX_LEVELS`] levels, a leaf without points or with none above 0, a scale
    ///   or step that is not above 0;
    /// - `resource_limit` for more than [`MAX_ITEMS`] items.
    pub fn read(json: &[u8], limits: &Limits) -> Result<SchemeRead> {
        if json.len() as u64 > limits.max_file_bytes {
            return Err(Error::new(Code::FileTooLarge, "the scheme is larger than allowed"));
        }
        let is_list = json.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[');
        let raw = if is_list {
            serde_json::from_slice(json).map(|items| RawScheme {
                format: None,
                scale: None,
                step: None,
                deltas: false,
                items,
            })
        } else {
            serde_json::from_slice(json)
        };
        Self::build(raw.map_err(|error| {
            // The place alone: the message of a parser may repeat what stands there.
            let message =
                format!("the scheme cannot be read: line {}, column {}", error.line(), error.column());
            refused(message)
                .hint(r#"a scheme is {"scale":"20","items":[{"id":"1","label":"…","points":"2"}]}"#)
        })?)
    }

    fn build(raw: RawScheme) -> Result<SchemeRead> {
        let mut builder = Builder::default();
        if raw.format.is_some_and(|format| format != FORMAT) {
            builder.faults.push(refused(format!("the format is not {FORMAT}")));
        }
        let scale = raw.scale.map_or_else(|| Mark::from_points(20), |scale| Ok(scale.0))?;
        let step = raw.step.map(|step| step.0);
        for (name, mark) in [("scale", Some(scale)), ("step", step)] {
            if mark.is_some_and(|mark| mark <= Mark::ZERO) {
                builder.faults.push(refused(format!("the {name} of a scheme is above 0")));
            }
        }
        builder.take_ids(&raw.items);
        let items = builder.items(raw.items, "", 1)?;
        if let Some(error) = Error::join(builder.faults) {
            return Err(error);
        }
        let scheme = Self { format: FORMAT, scale, step, deltas: raw.deltas, items };
        let mut warnings = builder.warnings;
        for variant in scheme.variants() {
            let sum = scheme.out_of(variant.as_deref());
            if sum == Mark::ZERO {
                return Err(refused("a scheme has at least one question that is no bonus".into()));
            }
            if sum != scale {
                warnings.push(SchemeWarning::TotalDiffers { variant, sum, scale });
            }
        }
        Ok(SchemeRead { scheme, warnings })
    }

    /// What totals are given in: 20 when nobody says otherwise.
    pub const fn scale(&self) -> Mark {
        self.scale
    }

    /// What every score is a multiple of, where the exam says so.
    pub const fn step(&self) -> Option<Mark> {
        self.step
    }

    /// Whether the points of annotations count.
    pub const fn deltas(&self) -> bool {
        self.deltas
    }

    /// The exercises.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The subjects, in their order; a single `None` when there is but one.
    pub fn variants(&self) -> Vec<Option<String>> {
        fn collect(items: &[Item], found: &mut Vec<Option<String>>) {
            for item in items {
                if item.variant.is_some() && !found.contains(&item.variant) {
                    found.push(item.variant.clone());
                }
                collect(&item.items, found);
            }
        }
        let mut found = Vec::new();
        collect(&self.items, &mut found);
        if found.is_empty() { vec![None] } else { found }
    }

    /// The questions of a subject, in their order: the leaves that are for all and those of this variant. `None`
    /// is for exams with one subject; it sees only what is for all.
    pub fn questions(&self, variant: Option<&str>) -> Vec<Question<'_>> {
        fn collect<'a>(items: &'a [Item], variant: Option<&str>, bonus: bool, found: &mut Vec<Question<'a>>) {
            for item in items {
                if item.variant.is_some() && item.variant.as_deref() != variant {
                    continue;
                }
                let bonus = bonus || item.bonus;
                if let Some(points) = item.points {
                    found.push(Question { id: &item.id, label: &item.label, points, bonus });
                }
                collect(&item.items, variant, bonus, found);
            }
        }
        let mut found = Vec::new();
        collect(&self.items, variant, false, &mut found);
        found
    }

    /// What the questions of a subject are worth together, without bonus.
    pub fn out_of(&self, variant: Option<&str>) -> Mark {
        let counted = self.questions(variant).into_iter().filter(|question| !question.bonus);
        // MAX_ITEMS marks of at most Mark::MAX each were added when the scheme was built.
        Mark::sum(counted.map(|question| question.points)).unwrap_or(Mark::MAX)
    }
}

impl<'de> Deserialize<'de> for Scheme {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let raw = RawScheme::deserialize(deserializer)?;
        Self::build(raw).map(|read| read.scheme).map_err(serde::de::Error::custom)
    }
}

/// A scheme under construction.
#[derive(Default)]
struct Builder {
    ids: BTreeSet<String>,
    count: usize,
    faults: Vec<Error>,
    warnings: Vec<SchemeWarning>,
}

impl Builder {
    /// Ids that are given stand before ids that are made up.
    fn take_ids(&mut self, raw: &[RawItem]) {
        for item in raw {
            if let Some(Name(id)) = &item.id {
                if id.is_empty() || id.len() > MAX_ID || id.chars().any(char::is_control) {
                    self.faults.push(refused(format!("an id is 1 to {MAX_ID} bytes of plain text")));
                } else if !self.ids.insert(id.clone()) {
                    self.faults
                        .push(refused("two items have the same id".into()).hint("ids name the scores"));
                }
            }
            self.take_ids(item.items.as_deref().unwrap_or_default());
        }
    }

    /// `above`: the place of the item that these are parts of, such as `2.`.
    fn items(&mut self, raw: Vec<RawItem>, above: &str, level: usize) -> Result<Vec<Item>> {
        if level > MAX_LEVELS && !raw.is_empty() {
            self.faults.push(refused(format!("a scheme has at most {MAX_LEVELS} levels")));
            return Ok(Vec::new());
        }
        self.count = self.count.saturating_add(raw.len());
        if self.count > MAX_ITEMS {
            let message = format!("a scheme has at most {MAX_ITEMS} items");
            return Err(Error::new(Code::ResourceLimit, message).with_detail("limit.scheme_items"));
        }
        let items = raw
            .into_iter()
            .zip(1..)
            .map(|(item, number)| self.item(item, &format!("{above}{number}"), level));
        items.collect()
    }

    fn item(&mut self, raw: RawItem, place: &str, level: usize) -> Result<Item> {
        let id = match raw.id {
            Some(id) => id.0,
            None => self.free_id(place),
        };
        let label = raw.label.map_or_else(|| id.clone(), |label| label.0);
        let declared = raw.points.map(|points| points.0);
        let parts = raw.items.unwrap_or_default();
        let is_leaf = parts.is_empty();
        let items = self.items(parts, &format!("{place}."), level + 1)?;
        let points = if is_leaf { self.points_of_leaf(declared, place) } else { None };
        let item = Item {
            id,
            label,
            variant: raw.variant.map(|variant| variant.0),
            bonus: raw.bonus,
            points,
            items,
        };
        if let Some(declared) = declared.filter(|_| !is_leaf) {
            self.compare(&item, declared);
        }
        Ok(item)
    }

    fn points_of_leaf(&mut self, declared: Option<Mark>, place: &str) -> Option<Mark> {
        if declared.is_none_or(|points| points <= Mark::ZERO) {
            let message = format!("question {place} is worth nothing: give it points above 0");
            self.faults.push(refused(message));
        }
        declared
    }

    fn compare(&mut self, item: &Item, declared: Mark) {
        fn sum(item: &Item) -> Mark {
            let parts = item.items.iter().filter(|part| !part.bonus).map(sum);
            item.points.unwrap_or_else(|| Mark::sum(parts).unwrap_or(Mark::MAX))
        }
        let sum = sum(item);
        if sum != declared {
            self.warnings.push(SchemeWarning::PartsDiffer { id: item.id.clone(), declared, sum });
        }
    }

    /// The place, unless an item was given that id.
    fn free_id(&mut self, place: &str) -> String {
        let others = (2..).map(|number: u32| format!("{place}-{number}"));
        let free = std::iter::once(place.to_owned()).chain(others).find(|id| !self.ids.contains(id));
        let id = free.unwrap_or_default();
        self.ids.insert(id.clone());
        id
    }
}

fn refused(message: String) -> Error {
    Error::new(Code::SchemeInvalid, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<SchemeRead> {
        Scheme::read(json.as_bytes(), &Limits::default())
    }

    fn points(scheme: &Scheme) -> Vec<(&str, String)> {
        scheme.questions(None).iter().map(|question| (question.id, question.points.to_string())).collect()
    }

    #[test]
    fn the_shapes_of_older_programs_mean_the_same() {
        let shapes = [
            r#"{"format":"korrigo.scheme/1","scale":"20","items":[{"id":"1","label":"Ex 1","items":[
                {"id":"1.1","label":"a","points":"12.5"},{"id":"1.2","label":"b","points":"7.5"}]}]}"#,
            r#"[{"label":"Ex 1","points":20,"children":[{"label":"a","points":12.5},{"label":"b","points":7.5}]}]"#,
            r#"{"exercises":[{"name":"Ex 1","max_points":20.0,"questions":[
                {"name":"a","max_points":"12.5"},{"name":"b","max_points":7.50}]}]}"#,
            r#"{"children":[{"type":"exercise","title":"Ex 1","maxScore":20,"children":[
                {"type":"question","title":"a","maxScore":12.5},{"type":"question","title":"b","maxScore":7.5}]}]}"#,
        ];
        let all: Vec<_> = shapes.iter().map(|json| read(json).unwrap()).collect();
        for other in &all {
            assert_eq!(other, &all[0]);
            assert_eq!(other.warnings, []);
        }
        assert_eq!(points(&all[0].scheme), [("1.1", "12.5".into()), ("1.2", "7.5".into())]);
    }

    #[test]
    fn stored_and_read_again() {
        let scheme = read(
            r#"{"scale":"10","step":"0.5","deltas":true,"items":[{"label":"A","variant":"A","points":"10"},
                {"label":"B","variant":"B","points":"10"},{"label":"plus","bonus":true,"points":"1"}]}"#,
        )
        .unwrap()
        .scheme;
        let json = serde_json::to_string(&scheme).unwrap();
        assert!(
            json.starts_with(r#"{"format":"korrigo.scheme/1","scale":"10","step":"0.5","deltas":true"#),
            "{json}"
        );
        assert_eq!(serde_json::from_str::<Scheme>(&json).unwrap(), scheme);
    }

    #[test]
    fn subjects_have_their_own_questions() {
        let scheme = read(
            r#"[{"id":"all","points":"8"},{"id":"a","variant":"A","items":[{"id":"a1","points":"12"}]},
                {"id":"b","variant":"B","points":"11"},{"id":"plus","bonus":true,"items":[{"id":"p","points":"2"}]}]"#,
        )
        .unwrap();
        let ids =
            |variant| scheme.scheme.questions(variant).iter().map(|question| question.id).collect::<Vec<_>>();
        assert_eq!(ids(Some("A")), ["all", "a1", "p"]);
        assert_eq!(ids(Some("B")), ["all", "b", "p"]);
        assert_eq!(ids(None), ["all", "p"]);
        assert_eq!(scheme.scheme.out_of(Some("A")).to_string(), "20");
        let twenty = Mark::from_points(20).unwrap();
        let sum = Mark::from_points(19).unwrap();
        let variant = Some("B".to_owned());
        assert_eq!(scheme.warnings, [SchemeWarning::TotalDiffers { variant, sum, scale: twenty }]);
    }

    #[test]
    fn an_item_that_says_other_points_than_its_parts_is_told() {
        let read =
            read(r#"[{"id":"1","points":"21","items":[{"points":"20"},{"points":"1","bonus":true}]}]"#)
                .unwrap();
        let [declared, sum] = [21, 20].map(|points| Mark::from_points(points).unwrap());
        assert_eq!(read.warnings, [SchemeWarning::PartsDiffer { id: "1".into(), declared, sum }]);
    }

    #[test]
    fn made_up_ids_make_room_for_given_ones() {
        let scheme =
            read(r#"[{"points":"1"},{"items":[{"id":"1","points":"2"}]},{"points":"17"}]"#).unwrap().scheme;
        let ids: Vec<_> = scheme.questions(None).iter().map(|question| question.id.to_owned()).collect();
        assert_eq!(ids, ["1-2", "1", "3"]);
    }

    #[test]
    fn what_is_no_scheme_is_refused() {
        let deep = |levels: usize| {
            let inner = r#"{"label":"x","points":"20"}"#.to_owned();
            let nested = (1..levels).fold(inner, |inner, _| format!(r#"{{"label":"x","items":[{inner}]}}"#));
            format!("[{nested}]")
        };
        assert!(read(&deep(5)).is_ok());
        let deep = deep(6);
        for json in [
            "",
            "{}",
            "[]",
            "null",
            "7",
            r#"{"items":{}}"#,
            r#"[{"label":"x"}]"#,
            r#"[{"points":"0"}]"#,
            r#"[{"points":"-1"}]"#,
            r#"[{"points":"x"}]"#,
            r#"[{"points":1.005}]"#,
            r#"[{"points":null}]"#,
            r#"[{"id":"a","points":"1"},{"id":"a","points":"1"}]"#,
            r#"[{"id":"","points":"1"}]"#,
            r#"{"scale":"0","items":[{"points":"1"}]}"#,
            r#"{"scale":20,"step":-1,"items":[{"points":"1"}]}"#,
            r#"{"format":"korrigo.scheme/2","items":[{"points":"1"}]}"#,
            r#"[{"bonus":true,"points":"1"}]"#,
            r#"[{"points":NaN}]"#,
            &deep,
        ] {
            assert_eq!(read(json).unwrap_err().code(), Code::SchemeInvalid, "{json}");
        }
        let both = read(r#"[{"id":"a","points":"0"},{"id":"a","points":"1"}]"#).unwrap_err();
        assert_eq!(both.also().len(), 1);
    }

    #[test]
    fn as_many_items_as_allowed() {
        let list = |count: usize| format!("[{}]", vec![r#"{"points":"1"}"#; count].join(","));
        assert!(read(&list(MAX_ITEMS)).is_ok());
        assert_eq!(read(&list(MAX_ITEMS + 1)).unwrap_err().code(), Code::ResourceLimit);
        let json = br#"[{"points":1}]"#;
        let limits = |bytes| Limits { max_file_bytes: bytes, ..Limits::default() };
        assert!(Scheme::read(json, &limits(14)).is_ok());
        assert_eq!(Scheme::read(json, &limits(13)).unwrap_err().code(), Code::FileTooLarge);
    }

    #[test]
    fn ids_as_programs_write_them() {
        let scheme =
            read(r#"[{"id":3,"label":"Three","points":"1"},{"id":-1,"points":"1"}]"#).unwrap().scheme;
        let told: Vec<_> =
            scheme.items().iter().map(|item| (item.id.as_str(), item.label.as_str())).collect();
        assert_eq!(told[0], ("3", "Three"));
        assert_eq!(told[1].0, "-1");
        let named = |bytes: usize| format!(r#"[{{"id":"{}","points":"1"}}]"#, "x".repeat(bytes));
        assert!(read(&named(MAX_ID)).is_ok());
        assert_eq!(read(&named(MAX_ID + 1)).unwrap_err().code(), Code::SchemeInvalid);
    }
}
