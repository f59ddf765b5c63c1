//! What neither format has words for, as JSON in a key of ours: `KRGO_Annotation` in a PDF, an attribute
//! `annotation` of the namespace `urn:korrigo:annotations:1` in XFDF.
//!
//! It holds id, kind, exact places, pressure, points, version and, by option, the author; the text only where XML cannot
//! hold it. No name of a page stands in it. It is believed only where the words of the format say the same: what another
//! program moved, wrote or erased wins. Programs that do not know the key keep it (PDF) or lose it (some, in XFDF); then
//! kind and place are still told by the words of the format. Knows neither spelling.

use serde::{Deserialize, Serialize};

use crate::copy::{ActorId, Annotation, AnnotationId, Shape};
use crate::error::{Code, Error, Result};
use crate::exam::Mark;

/// What is carried of one annotation.
#[derive(Deserialize, Serialize)]
pub(super) struct Private {
    pub(super) id: AnnotationId,
    #[serde(flatten)]
    pub(super) shape: Shape,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) author: Option<ActorId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) score_delta: Option<Mark>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) question: Option<String>,
    #[serde(default)]
    pub(super) version: u64,
    /// The text, where the format cannot hold it as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) content: Option<String>,
}

impl Private {
    pub(super) fn new(annotation: &Annotation, authors: bool) -> Self {
        let content = &annotation.content;
        Self {
            id: annotation.id.clone(),
            shape: annotation.shape.clone(),
            author: authors.then(|| annotation.author.clone()),
            score_delta: annotation.score_delta,
            question: annotation.question.clone(),
            version: annotation.version,
            content: (plain(content) != *content).then(|| content.clone()),
        }
    }

    pub(super) fn to_json(&self) -> Result<String> {
        json(self)
    }

    /// What was carried; `None` when it is nothing that can be drawn.
    pub(super) fn read(json: &str) -> Option<Self> {
        let read: Self = serde_json::from_str(json).ok()?;
        read.shape.check().is_ok().then_some(read)
    }
}

/// A value as JSON that XML can hold.
pub(super) fn json(value: &impl Serialize) -> Result<String> {
    let json = serde_json::to_string(value)
        .map_err(|_| Error::new(Code::Internal, "an annotation cannot be written"))?;
    // Only inside strings can there be such characters.
    let escaped = json.chars().map(|letter| {
        if is_xml(letter) { letter.to_string() } else { format!("\\u{:04x}", u32::from(letter)) }
    });
    Ok(escaped.collect())
}

/// A text as every format can hold it.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|letter| is_xml(*letter)).collect()
}

/// Whether XML can hold a character (XML 1.0, 2.2), and hands it on as it is.
fn is_xml(letter: char) -> bool {
    !matches!(letter, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}
