//! The marker's rendition of a paper: the same marks over the copy that says no name.
//!
//! Knows that it lies on what the redactor proved, and on nothing else, and that the paper is called by its anonymous id.
//! Knows nothing of how either was made.

use std::io::Write;

use super::{FlattenOptions, Flattened, Marking, Summary};
use crate::document::{Document, OpenOptions};
use crate::error::Result;
use crate::exam::AnonymousId;
use crate::id::PageId;
use crate::limits::Limits;
use crate::redact::RedactedPdf;
use crate::typeset::Fonts;

/// Draws marks over a redacted copy, where [`write`](super::write()) draws them over the identified one: both have the same
/// pages. The summary calls the paper `id`, whatever [`Summary::who`] says. What is typed in marks is not searched for
/// names: the marker never saw one.
///
/// Bytes of which nobody knows whether they are redacted are not taken:
///
/// ```compile_fail,E0308
/// use korrigo_core::exam::AnonymousId;
/// use korrigo_core::flatten::{self, FlattenOptions, Marking};
/// use korrigo_core::typeset::Fonts;
/// fn forge(identified: &Vec<u8>, id: &AnonymousId) {
///     let how = (&Fonts::standard(), FlattenOptions::default(), &Default::default());
///     let _ = flatten::write_for_marker((identified, id), &[], &Marking::default(), how, &mut Vec::new());
/// }
/// ```
///
/// # Errors
/// Those of [`write`](super::write()).
pub fn write_for_marker(
    (copy, id): (&RedactedPdf, &AnonymousId),
    pages: &[PageId],
    marking: &Marking<'_>,
    (fonts, options, limits): (&Fonts, FlattenOptions, &Limits),
    out: &mut dyn Write,
) -> Result<Flattened> {
    let opening = OpenOptions { limits: limits.clone(), ..OpenOptions::default() };
    let document = Document::open(copy.shared(), &opening)?;
    let summary = marking.summary.map(|summary| Summary { who: id.as_str(), ..summary });
    super::write(&document, pages, &Marking { summary, ..*marking }, (fonts, options), out)
}
