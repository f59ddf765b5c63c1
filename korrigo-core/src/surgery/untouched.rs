//! A page as it is: nothing decoded, nothing drawn anew.
//!
//! Knows where the streams of a page are and what they name. Knows no region: what takes parts out of a page is
//! [`super::body`].

use lopdf::{Dictionary, Object};

use crate::document::write::allow::Kind;
use crate::document::write::{NewPdf, Source};
use crate::document::{Document, Page};
use crate::error::Result;

/// The content streams of a page, as references to them.
pub(crate) fn streams<'a>(document: &'a Document, page: &Page<'a>) -> Vec<&'a Object> {
    let Ok(contents) = page.dictionary().get(b"Contents") else { return Vec::new() };
    match document.resolve(contents) {
        Object::Array(parts) => parts.iter().collect(),
        Object::Stream(_) => vec![contents],
        _ => Vec::new(),
    }
}

/// Copies content streams of a page and the resources they name, byte for byte, with the layers they belong to. What is
/// no stream is left out.
///
/// # Errors
/// `resource_limit` for objects nested too deep or too many of them; `store_unavailable`.
pub(crate) fn untouched<'a>(
    pdf: &mut NewPdf<'a>,
    source: Source<'a>,
    streams: &[&Object],
    resources: &Dictionary,
) -> Result<(Vec<Object>, Dictionary)> {
    pdf.keep_layers();
    let mut contents = Vec::with_capacity(streams.len());
    for stream in streams {
        let copy = pdf.copy(source, stream, Kind::Data)?;
        if !copy.is_null() {
            contents.push(copy);
        }
    }
    Ok((contents, pdf.copy_dictionary(source, resources, Kind::Resources)?))
}
