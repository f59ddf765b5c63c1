//! Annotations as files of ours hold them: `korrigo.annotations/1`.
//!
//! Knows that people and other programs write a page as its index from 0 where they do not know its name. Knows
//! nothing of drawing.

use serde::{Deserialize, Serialize};

use super::{Annotations, Other, Simplified};
use crate::copy::{ActorId, Annotation, AnnotationId, Shape};
use crate::error::{Code, Error, Result};
use crate::exam::Mark;
use crate::id::PageId;
use crate::limits::Limits;

/// The name and version of the stored form.
const FORMAT: &str = "korrigo.annotations/1";

/// Who made an annotation whose file does not say so.
pub(super) const SOMEBODY: &str = "unknown";

#[derive(Deserialize)]
struct Stored {
    #[serde(default)]
    format: Option<String>,
    annotations: Vec<StoredAnnotation>,
    #[serde(default)]
    others: Vec<Other>,
    #[serde(default)]
    simplified: Vec<Simplified>,
}

#[derive(Deserialize)]
struct StoredAnnotation {
    #[serde(default)]
    id: Option<AnnotationId>,
    page: PageName,
    #[serde(default)]
    author: Option<ActorId>,
    #[serde(flatten)]
    shape: Shape,
    #[serde(default)]
    content: String,
    #[serde(default)]
    score_delta: Option<Mark>,
    #[serde(default)]
    question: Option<String>,
    #[serde(default)]
    version: u64,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum PageName {
    Index(usize),
    Id(PageId),
}

/// Reads annotations for a copy whose pages have these names, in order.
///
/// ```
/// use korrigo_core::flatten::exchange;
/// use korrigo_core::geometry::Half;
/// use korrigo_core::id::{PageId, SourceHash};
///
/// let pages = [PageId::new(&SourceHash::of(b"scan"), 0, Half::Right)];
/// let json = br#"{"annotations":[{"page":0,"kind":"COMMENT","x":0.1,"y":0.2,"w":0.3,"h":0.1,"content":"Why?"}]}"#;
/// let read = exchange::from_json(json, &pages, &Default::default())?;
/// assert_eq!(read.own[0].page, pages[0]);
/// # Ok::<(), korrigo_core::Error>(())
/// ```
///
/// # Errors
/// `annotation_invalid` for what is no such file, or holds an annotation of an unknown kind or beside its page;
/// `page_not_found` for an index beyond the copy; `file_too_large`.
pub fn from_json(json: &[u8], pages: &[PageId], limits: &Limits) -> Result<Annotations> {
    if json.len() as u64 > limits.max_file_bytes {
        return Err(Error::new(Code::FileTooLarge, "the annotations are larger than allowed"));
    }
    let stored: Stored = serde_json::from_slice(json).map_err(|error| {
        // The place alone: the message of a parser may repeat what stands there.
        let message = format!("the annotations cannot be read: line {}, column {}", error.line(), error.column());
        Error::new(Code::AnnotationInvalid, message)
            .hint(r#"they are {"annotations":[{"page":0,"kind":"COMMENT","x":0.1,"y":0.2,"w":0.3,"h":0.1,"content":"…"}]}"#)
    })?;
    if stored.format.is_some_and(|format| format != FORMAT) {
        return Err(Error::new(Code::AnnotationInvalid, format!("the format is not {FORMAT}")));
    }
    let read: Vec<Result<Annotation>> =
        stored.annotations.into_iter().zip(1..).map(|(one, number)| annotation(one, number, pages)).collect();
    let faults: Vec<Error> = read.iter().filter_map(|one| one.as_ref().err().cloned()).collect();
    match Error::join(faults) {
        Some(error) => Err(error),
        None => Ok(Annotations {
            own: read.into_iter().flatten().collect(),
            others: stored.others,
            simplified: stored.simplified,
        }),
    }
}

#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    annotations: &'a [Annotation],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    others: &'a [Other],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    simplified: &'a [Simplified],
}

/// Writes what [`from_json`] reads.
///
/// # Errors
/// `internal` when it cannot be written.
pub fn to_json(all: &Annotations) -> Result<Vec<u8>> {
    let written =
        Written { format: FORMAT, annotations: &all.own, others: &all.others, simplified: &all.simplified };
    serde_json::to_vec_pretty(&written)
        .map_err(|_| Error::new(Code::Internal, "annotations cannot be written"))
}

fn annotation(stored: StoredAnnotation, number: usize, pages: &[PageId]) -> Result<Annotation> {
    let page = match stored.page {
        PageName::Id(id) => id,
        PageName::Index(index) => *pages.get(index).ok_or_else(|| {
            let message =
                format!("annotation {number}: the copy has no page {index}; it has {}", pages.len());
            Error::new(Code::PageNotFound, message).hint("pages count from 0")
        })?,
    };
    let annotation = Annotation {
        id: stored.id.map_or_else(|| AnnotationId::new(number.to_string()), Ok)?,
        page,
        author: stored.author.map_or_else(|| ActorId::new(SOMEBODY), Ok)?,
        shape: stored.shape,
        content: stored.content,
        score_delta: stored.score_delta,
        question: stored.question,
        version: stored.version,
    };
    annotation
        .check()
        .map_err(|error| Error::new(error.code(), format!("annotation {number}: {}", error.message())))?;
    Ok(annotation)
}
