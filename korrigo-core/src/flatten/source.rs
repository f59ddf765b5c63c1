//! What of a page is the copy's own: its content streams and what they name.
//!
//! Knows how to tell them from what [`super::page`] put around them, so that a returned paper can be taken apart again.
//! Knows no marks.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, ObjectId};
use sha2::{Digest, Sha256};

use crate::document::{Document, Page};
use crate::error::{Code, Result};
use crate::limits::Meter;
use crate::surgery::streams;

/// Stands before the content of a copy's page. A scan says nothing that could be read out.
pub(super) const BEFORE: &str = "/Artifact BMC\n";
/// Stands behind it.
pub(super) const AFTER: &str = "EMC\n";
/// How the form of our marks is called, and a number.
pub(super) const MARKS: &str = "Marks";

/// How deep forms may lie in each other to be looked at.
const MAX_FORMS: usize = 32;

/// The copy's own part of a page.
pub(super) struct SourcePage<'a> {
    pub(super) page: Page<'a>,
    /// References to its content streams.
    pub(super) contents: Vec<&'a Object>,
    /// The name of our marks, where they are there already.
    marks: Option<String>,
}

impl<'a> SourcePage<'a> {
    /// A page of a copy: all of it is its own.
    pub(super) fn of_copy(document: &'a Document, index: usize) -> Result<Self> {
        let page = document.page(index)?;
        Ok(Self { page, contents: streams(document, &page), marks: None })
    }

    /// A page of a returned paper, without what was put around it.
    pub(super) fn of_returned(document: &'a Document, index: usize) -> Result<Self> {
        let mut own = Self::of_copy(document, index)?;
        let text =
            |object: Option<&&'a Object>| object.map_or(Ok(String::new()), |object| small(document, object));
        let last = text(own.contents.last())?;
        own.marks = last.strip_prefix('/').and_then(|rest| rest.strip_suffix(" Do\n")).map(str::to_owned);
        own.marks = own.marks.filter(|name| name.starts_with(MARKS));
        if own.marks.is_some() {
            own.contents.pop();
        }
        if text(own.contents.first())?.starts_with(BEFORE) {
            own.contents.remove(0);
            if text(own.contents.last())?.ends_with(AFTER) {
                own.contents.pop();
            }
        }
        Ok(own)
    }

    /// What its content names; not our marks.
    pub(super) fn resources(&self, document: &'a Document) -> Dictionary {
        let mut all = self.page.resources().clone();
        // In a dictionary of their own, where another form can be added; and last, as in what comes of it, so that a paper
        // that is drawn again has its objects in the same order.
        if all.remove(b"XObject").is_some() {
            all.set("XObject", self.named(document));
        }
        all
    }

    /// The images and forms that its content names; not our marks.
    fn named(&self, document: &'a Document) -> Dictionary {
        let mut named = match document.value(self.page.resources(), b"XObject") {
            Object::Dictionary(named) => named.clone(),
            _ => Dictionary::new(),
        };
        if let Some(marks) = &self.marks {
            named.remove(marks.as_bytes());
        }
        named
    }

    /// Its content, decoded and joined; a part that is damaged is left out, as readers do.
    ///
    /// # Errors
    /// `resource_limit` for content that decodes to too much.
    pub(super) fn content(&self, document: &Document, meter: &Meter) -> Result<Vec<u8>> {
        let mut joined = Vec::new();
        for object in &self.contents {
            let Object::Stream(stream) = document.resolve(object) else { continue };
            match document.decode_stream(stream, meter) {
                Ok(content) => {
                    joined.extend(content);
                    joined.push(b'\n');
                }
                Err(error) if error.code() == Code::CorruptedPdf => {}
                Err(error) => return Err(error),
            }
        }
        Ok(joined)
    }

    /// Adds all that the page shows to a hash: its streams as they are stored.
    pub(super) fn hash(&self, document: &Document, hash: &mut Sha256) -> Result<()> {
        for content in &self.contents {
            add_stream(document, content, hash)?;
        }
        add_named(document, &self.named(document), hash, &mut BTreeSet::new(), 0)
    }
}

/// A stream that is short enough to be one of ours, as text.
fn small(document: &Document, object: &Object) -> Result<String> {
    const LONGEST: usize = 256;
    let Object::Stream(stream) = document.resolve(object) else { return Ok(String::new()) };
    let raw = document.raw_stream(stream)?;
    let text = raw.get(..).filter(|raw| raw.len() <= LONGEST).and_then(|raw| std::str::from_utf8(raw).ok());
    Ok(text.unwrap_or_default().to_owned())
}

fn add_stream(document: &Document, object: &Object, hash: &mut Sha256) -> Result<()> {
    if let Object::Stream(stream) = document.resolve(object) {
        let raw = document.raw_stream(stream)?;
        hash.update((raw.len() as u64).to_be_bytes());
        hash.update(&raw);
    }
    Ok(())
}

/// Images and forms in the order of their names, and what forms name in turn; each once.
fn add_named(
    document: &Document,
    named: &Dictionary,
    hash: &mut Sha256,
    seen: &mut BTreeSet<ObjectId>,
    depth: usize,
) -> Result<()> {
    let mut all: Vec<(&Vec<u8>, &Object)> = named.iter().collect();
    all.sort_by_key(|(name, _)| *name);
    for (name, object) in all {
        hash.update(name);
        if object.as_reference().is_ok_and(|id| !seen.insert(id)) {
            continue;
        }
        add_stream(document, object, hash)?;
        if let Object::Stream(stream) = document.resolve(object)
            && depth < MAX_FORMS
            && let Object::Dictionary(resources) = document.value(&stream.dict, b"Resources")
            && let Object::Dictionary(inner) = document.value(resources, b"XObject")
        {
            add_named(document, inner, hash, seen, depth + 1)?;
        }
    }
    Ok(())
}
