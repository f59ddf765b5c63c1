//! What another program put there and ours cannot say, kept as it stands: an element of XFDF as its text, an
//! annotation of a PDF as JSON.
//!
//! A PDF's objects are spelled: names `"/Name"`, strings `"(text"` or `"<hex"`, streams
//! `{"stream":{…},"hex":"…"}`, numbers, arrays and dictionaries as JSON has them; references are followed. What acts
//! (actions, files, sounds, forms) never comes back: it is named in `left_out`. Knows no page's geometry.

use lopdf::{Dictionary, Object, StringFormat};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::refused;
use crate::document::Document;
use crate::document::write::NewPdf;
use crate::error::Result;
use crate::id::{PageId, to_hex};
use crate::limits::{Limits, Meter};

/// Types that do something, or are nothing without what does (12.5.6): never written back.
const ACTING: [&[u8]; 14] = [
    b"Link",
    b"Widget",
    b"FileAttachment",
    b"Sound",
    b"Movie",
    b"Screen",
    b"RichMedia",
    b"3D",
    b"PrinterMark",
    b"TrapNet",
    b"Watermark",
    b"Projection",
    b"Redact",
    b"Popup",
];

/// Keys of an annotation that act, or lead out of it.
const LEFT_OUT: [&[u8]; 13] = [
    b"A",
    b"AA",
    b"PA",
    b"Dest",
    b"FS",
    b"OC",
    b"AF",
    b"Sound",
    b"Movie",
    b"RichMediaContent",
    b"RichMediaSettings",
    b"ExData",
    b"T3D",
];

/// Keys that are told elsewhere, or hold for the old file alone.
const ELSEWHERE: [&[u8]; 4] = [b"P", b"Popup", b"IRT", b"StructParent"];

/// Keys of a stream's dictionary that lead out of it, or that its new file sets.
const OF_STREAM: [&[u8]; 11] = [
    b"F",
    b"FFilter",
    b"FDecodeParms",
    b"Length",
    b"OPI",
    b"PieceInfo",
    b"Metadata",
    b"Ref",
    b"StructParent",
    b"StructParents",
    b"OC",
];

/// An annotation of another program that ours cannot say. Its texts are never shown in `Debug`.
#[derive(Clone, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
#[non_exhaustive]
pub struct Other {
    /// The page it lies on; `None` for what belongs to the file as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageId>,
    /// Its type, as its file names it.
    pub kind: String,
    /// Its name, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name of the annotation that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    /// What of it is not written back: it acts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
    /// The annotation itself; `None` where all of it acts.
    #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
    pub(in crate::flatten) body: Option<Body>,
}

/// As its file has it.
#[derive(Clone, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::flatten) enum Body {
    /// A dictionary of a PDF.
    Pdf(Value),
    /// An element of XFDF.
    Xfdf(String),
}

impl std::fmt::Debug for Other {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Other({:?}, left out {:?})", self.kind, self.left_out)
    }
}

impl Other {
    /// Whether it can stand among the annotations of a PDF.
    pub(in crate::flatten) fn is_of_pdf(&self) -> bool {
        matches!(self.body, Some(Body::Pdf(_)))
    }

    /// One of a PDF.
    ///
    /// # Errors
    /// `corrupted_pdf` for streams outside the file, `resource_limit` for too many bytes.
    pub(super) fn of_pdf(
        document: &Document,
        annotation: &Dictionary,
        page: PageId,
        (id, reply_to): (Option<String>, Option<String>),
        meter: &Meter,
    ) -> Result<Self> {
        let name = document.value(annotation, b"Subtype").as_name().unwrap_or(b"none");
        let kind = String::from_utf8_lossy(name).into_owned();
        let mut other = Self { page: Some(page), kind, id, reply_to, left_out: Vec::new(), body: None };
        if ACTING.contains(&name) {
            other.left_out.push("all of it: it acts".into());
            return Ok(other);
        }
        let reader = Reader { document, meter };
        let mut all = Map::new();
        for (key, value) in annotation {
            let spelled = if LEFT_OUT.contains(&key.as_slice()) { None } else { reader.value(value, 0)? };
            match spelled {
                _ if ELSEWHERE.contains(&key.as_slice()) => {}
                Some(value) => _ = all.insert(name_of(key), value),
                None => other.left_out.push(String::from_utf8_lossy(key).into_owned()),
            }
        }
        if let Object::Dictionary(popup) = document.value(annotation, b"Popup") {
            let entries =
                popup.iter().filter(|(key, _)| ![b"Parent".as_slice(), b"P"].contains(&key.as_slice()));
            let mut inner = Map::new();
            for (key, value) in entries.filter(|(key, _)| !LEFT_OUT.contains(&key.as_slice())) {
                if let Some(value) = reader.value(value, 0)? {
                    inner.insert(name_of(key), value);
                }
            }
            all.insert("/Popup".into(), Value::Object(inner));
        }
        other.body = Some(Body::Pdf(Value::Object(all)));
        Ok(other)
    }
}

struct Reader<'d> {
    document: &'d Document,
    meter: &'d Meter,
}

impl Reader<'_> {
    /// An object; `None` where it is nested too deeply, as what refers to itself is.
    fn value(&self, object: &Object, depth: usize) -> Result<Option<Value>> {
        if depth > self.document.limits().max_depth.min(48) {
            return Ok(None);
        }
        self.meter.work(1)?;
        Ok(Some(match self.document.resolve(object) {
            Object::Boolean(value) => (*value).into(),
            Object::Integer(value) => (*value).into(),
            Object::Real(value) => real(*value),
            Object::Name(name) => name_of(name).into(),
            Object::String(text, _) => string(text).into(),
            Object::Array(items) => {
                let items = items.iter().map(|item| self.value(item, depth + 1));
                match items.collect::<Result<Option<Vec<_>>>>()? {
                    Some(items) => items.into(),
                    None => return Ok(None),
                }
            }
            Object::Dictionary(entries) => match self.entries(entries, &[], depth)? {
                Some(all) => Value::Object(all),
                None => return Ok(None),
            },
            Object::Stream(stream) => {
                let Some(entries) = self.entries(&stream.dict, &OF_STREAM, depth)? else { return Ok(None) };
                let data = self.document.raw_stream(stream)?;
                self.meter.decoded(data.len() as u64)?;
                serde_json::json!({ "stream": Value::Object(entries), "hex": to_hex(&data) })
            }
            Object::Null | Object::Reference(_) => Value::Null,
        }))
    }

    fn entries(
        &self,
        entries: &Dictionary,
        without: &[&[u8]],
        depth: usize,
    ) -> Result<Option<Map<String, Value>>> {
        let kept = entries.iter().filter(|(key, _)| !without.contains(&key.as_slice()));
        kept.map(|(key, value)| Ok(self.value(value, depth + 1)?.map(|value| (name_of(key), value))))
            .collect()
    }
}

/// A name; what is no plain ASCII is escaped as PDF does (7.3.5).
fn name_of(name: &[u8]) -> String {
    let letters = name.iter().map(|byte| {
        if byte.is_ascii_graphic() && *byte != b'#' {
            char::from(*byte).to_string()
        } else {
            format!("#{byte:02x}")
        }
    });
    std::iter::once("/".to_owned()).chain(letters).collect()
}

fn string(text: &[u8]) -> String {
    if text.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ') {
        return format!("({}", String::from_utf8_lossy(text));
    }
    format!("<{}", to_hex(text))
}

/// The shortest number that is the same.
fn real(value: f32) -> Value {
    let text = value.to_string();
    text.parse::<f64>().ok().and_then(serde_json::Number::from_f64).map_or(Value::Null, Value::Number)
}

/// Writes what was kept into a new PDF.
pub(in crate::flatten) struct Keeping<'p, 'a> {
    pub(in crate::flatten) pdf: &'p mut NewPdf<'a>,
    pub(in crate::flatten) limits: &'p Limits,
}

impl Keeping<'_, '_> {
    /// The dictionary of an annotation and that of its popup; `None` where nothing is written back.
    ///
    /// # Errors
    /// `annotation_invalid` for what was not written by [`Other::of_pdf`].
    pub(in crate::flatten) fn annotation(
        &mut self,
        other: &Other,
    ) -> Result<Option<(Dictionary, Option<Dictionary>)>> {
        let Some(Body::Pdf(Value::Object(entries))) = &other.body else { return Ok(None) };
        let mut all = Dictionary::new();
        let mut popup = None;
        for (key, value) in entries {
            let name = name(key)?;
            if name == b"Popup" {
                popup = self.object(value, 0)?.as_dict().ok().cloned();
            } else if !LEFT_OUT.contains(&name.as_slice()) && !ELSEWHERE.contains(&name.as_slice()) {
                all.set(name, self.object(value, 0)?);
            }
        }
        let subtype = all.get(b"Subtype").and_then(Object::as_name).unwrap_or(b"none");
        Ok((!ACTING.contains(&subtype)).then_some((all, popup)))
    }

    fn object(&mut self, value: &Value, depth: usize) -> Result<Object> {
        self.limits.check_depth(depth)?;
        Ok(match value {
            Value::Null => Object::Null,
            Value::Bool(value) => (*value).into(),
            Value::Number(number) => match number.as_i64() {
                Some(whole) => whole.into(),
                None => Object::Real(number.as_f64().unwrap_or_default() as f32),
            },
            Value::String(text) => spelled(text)?,
            Value::Array(items) => {
                let items = items.iter().map(|item| self.object(item, depth + 1));
                items.collect::<Result<Vec<_>>>()?.into()
            }
            Value::Object(entries) => match (entries.get("stream"), entries.get("hex")) {
                (Some(Value::Object(own)), Some(Value::String(hex))) => {
                    let dictionary = self.dictionary(own, &OF_STREAM, depth)?;
                    let data = from_hex(hex).ok_or_else(unreadable)?;
                    self.pdf.add_shared_stream(dictionary, &data)?.into()
                }
                _ => self.dictionary(entries, &[], depth)?.into(),
            },
        })
    }

    fn dictionary(
        &mut self,
        entries: &Map<String, Value>,
        without: &[&[u8]],
        depth: usize,
    ) -> Result<Dictionary> {
        let mut all = Dictionary::new();
        for (key, value) in entries {
            let name = name(key)?;
            if !without.contains(&name.as_slice()) {
                all.set(name, self.object(value, depth + 1)?);
            }
        }
        Ok(all)
    }
}

fn spelled(text: &str) -> Result<Object> {
    if text.starts_with('/') {
        return Ok(Object::Name(name(text)?));
    }
    if let Some(text) = text.strip_prefix('(') {
        return Ok(Object::String(text.as_bytes().to_vec(), StringFormat::Literal));
    }
    let hex = text.strip_prefix('<').and_then(from_hex).ok_or_else(unreadable)?;
    Ok(Object::String(hex, StringFormat::Hexadecimal))
}

fn name(text: &str) -> Result<Vec<u8>> {
    let mut rest = text.strip_prefix('/').ok_or_else(unreadable)?.as_bytes();
    let mut name = Vec::with_capacity(rest.len());
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first == b'#' {
            let (digits, after) = rest.split_at_checked(2).ok_or_else(unreadable)?;
            let digits = std::str::from_utf8(digits).map_err(|_| unreadable())?;
            name.extend(from_hex(digits).ok_or_else(unreadable)?);
            rest = after;
        } else {
            name.push(*first);
        }
    }
    Ok(name)
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let bytes = pairs.iter().map(|[high, low]| Some((digit(*high)? * 16 + digit(*low)?) as u8));
    if rest.is_empty() { bytes.collect() } else { None }
}

fn unreadable() -> crate::error::Error {
    refused("an annotation of another program was not kept as it was written").with_detail("annotation.other")
}
