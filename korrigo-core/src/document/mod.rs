//! Opening what nobody vouches for: pages, displayed geometry, streams and active content of a PDF.
//!
//! Knows PDF objects, two independent readers and the limits both must keep. Knows no exams and no pixels:
//! what an image holds is [`crate::codec`]'s, what is drawn where is [`content`]'s. Bytes of large
//! streams stay in the input, which is shared and never copied; nothing here ever writes to it.

pub(crate) mod content;
mod open;
mod page;
mod stream;
mod tree;

use std::sync::{Arc, OnceLock};

use lopdf::{Object, ObjectId};

pub use open::OpenOptions;
pub use page::Page;

use crate::booklet::{PageShape, SourceRef, SourceShape};
use crate::error::{Code, Error, Result};
use crate::id::SourceHash;
use crate::limits::Limits;
use tree::PageNode;

/// The bytes of a file, shared and never copied: a `Vec<u8>`, a memory map, whatever gives a slice.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// An opened PDF: checked, within its limits, its pages found.
pub struct Document {
    bytes: Bytes,
    limits: Limits,
    objects: lopdf::Document,
    pages: Vec<PageNode>,
    second: Option<hayro_syntax::Pdf>,
    encrypted: bool,
    hash: OnceLock<SourceHash>,
}

impl std::fmt::Debug for Document {
    // What a paper holds is personal data: it never reaches a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Document").field("pages", &self.pages.len()).finish_non_exhaustive()
    }
}

impl Document {
    /// The SHA-256 of the file, counted once, when first asked for.
    pub fn hash(&self) -> SourceHash {
        *self.hash.get_or_init(|| SourceHash::of(self.bytes()))
    }

    /// The limits it was opened with.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// How many pages it has; at least one.
    pub fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// One page, counted from 0.
    ///
    /// # Errors
    /// `page_not_found` when there is no such page.
    pub fn page(&self, index: usize) -> Result<Page<'_>> {
        let node = self.pages.get(index).ok_or_else(|| {
            Error::new(
                Code::PageNotFound,
                format!("there is no page {index}; the file has {}", self.pages.len()),
            )
            .hint("pages are counted from 0")
        })?;
        Ok(Page::new(self, index, node))
    }

    /// What a planner is told of the file: its name (for people only), its hash and the size of every page.
    ///
    /// # Errors
    /// Those of [`Document::page`].
    pub fn shape(&self, name: &str) -> Result<SourceShape> {
        let pages = (0..self.page_count())
            .map(|index| {
                let (width, height) = self.page(index)?.geometry().displayed_size();
                Ok(PageShape { width, height })
            })
            .collect::<Result<Vec<_>>>()?;
        let source = SourceRef { name: name.to_owned(), sha256: self.hash(), pages: pages.len() };
        Ok(SourceShape { source, pages, readers_disagree: self.readers_disagree() })
    }

    /// Whether the two readers count different numbers of pages.
    pub fn readers_disagree(&self) -> bool {
        self.second.as_ref().is_none_or(|second| second.pages().len() != self.page_count())
    }

    /// The object itself, references followed; `Null` when it is missing or refers to itself.
    pub(crate) fn resolve<'a>(&'a self, object: &'a Object) -> &'a Object {
        resolve(&self.objects, object)
    }

    /// The object with this number; `Null` when it is missing.
    pub(crate) fn object(&self, id: ObjectId) -> &Object {
        self.objects.objects.get(&id).map_or(&Object::Null, |object| self.resolve(object))
    }

    /// The second, independent reader, where it can read the file: it renders.
    pub(crate) fn second_reader(&self) -> Option<&hayro_syntax::Pdf> {
        self.second.as_ref()
    }

    /// The file as it was given.
    pub(crate) fn bytes(&self) -> &[u8] {
        (*self.bytes).as_ref()
    }
}

/// Follows references, at most as many as anybody writes.
fn resolve<'a>(objects: &'a lopdf::Document, mut object: &'a Object) -> &'a Object {
    const MAX_REFERENCES: usize = 32;
    for _ in 0..MAX_REFERENCES {
        let Object::Reference(id) = object else { return object };
        match objects.objects.get(id) {
            Some(next) => object = next,
            None => return &Object::Null,
        }
    }
    &Object::Null
}
