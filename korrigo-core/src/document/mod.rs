//! Opening what nobody vouches for: pages, displayed geometry, streams and active content of a PDF.
//!
//! Knows PDF objects, two independent readers and the limits both must keep. Knows no exams and no pixels:
//! what an image holds is [`crate::codec`]'s, what is drawn where is [`content`]'s. Bytes of large
//! streams stay in the input, which is shared and never copied; nothing here ever writes to it.

mod active;
pub(crate) mod content;
pub(crate) mod filters;
mod inspect;
mod open;
mod page;
mod reader;
mod stream;
mod tree;
pub mod wrap;
pub(crate) mod write;

use std::sync::{Arc, LazyLock, OnceLock};

use lopdf::{Dictionary, Object, ObjectId};
use serde::Serialize;

pub use active::{ActiveContent, ActiveKind, ActivePlace};
pub use inspect::{Inspection, LayerInspection, PageInspection, inspect};
pub use open::OpenOptions;
pub use page::Page;

use crate::booklet::{PageShape, SourceRef, SourceShape};
use crate::error::{Code, Error, Result};
use crate::id::SourceHash;
use crate::limits::Limits;
use reader::Store;
use tree::PageNode;

/// The bytes of a file, shared and never copied: a `Vec<u8>`, a memory map, whatever gives a slice.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// An opened PDF: checked, within its limits, its pages found. A clone is the same document, at no cost.
#[derive(Clone)]
pub struct Document {
    bytes: Bytes,
    limits: Limits,
    store: Arc<Store>,
    pages: Arc<[PageNode]>,
    second: Option<Arc<hayro_syntax::Pdf>>,
    readers: Readers,
    encrypted: bool,
    repaired: bool,
    hash: Arc<OnceLock<SourceHash>>,
}

impl std::fmt::Debug for Document {
    // What a paper holds is personal data: it never reaches a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Document").field("pages", &self.pages.len()).finish_non_exhaustive()
    }
}

/// What a missing dictionary is read as.
static EMPTY: LazyLock<Dictionary> = LazyLock::new(Dictionary::new);

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

    /// What the two readers count.
    pub fn readers(&self) -> Readers {
        self.readers
    }

    /// Whether the two readers count different numbers of pages, or only one of them reads the file.
    pub fn readers_disagree(&self) -> bool {
        self.readers.lopdf != self.readers.hayro
    }

    /// Whether the file is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.encrypted
    }

    /// Whether something was not where the file says and had to be looked for or left out.
    pub fn is_repaired(&self) -> bool {
        self.repaired
    }

    /// The object itself, references followed; `Null` when it is missing or refers to itself.
    pub(crate) fn resolve<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.store.resolve(object)
    }

    /// A value of a dictionary, references followed; `Null` when it is missing.
    pub(crate) fn value<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> &'a Object {
        self.store.value(dictionary, key)
    }

    /// The catalogue: what is said of the file as a whole.
    pub(crate) fn catalog(&self) -> &Dictionary {
        self.value(&self.store.trailer, b"Root").as_dict().unwrap_or(&EMPTY)
    }

    /// The object with this number, references followed; `Null` when it is missing.
    pub(crate) fn object(&self, id: ObjectId) -> &Object {
        self.store.objects.get(&id).map_or(&Object::Null, |object| self.resolve(object))
    }

    /// What stands at the end of the file.
    pub(crate) fn trailer(&self) -> &Dictionary {
        &self.store.trailer
    }

    /// All objects, in the order of their numbers.
    pub(crate) fn objects(&self) -> impl Iterator<Item = &Object> {
        self.store.objects.values()
    }

    /// The second, independent reader, where it can read the file: it renders.
    pub(crate) fn second_reader(&self) -> Option<&hayro_syntax::Pdf> {
        self.second.as_deref()
    }

    /// The file as it was given.
    pub(crate) fn bytes(&self) -> &[u8] {
        (*self.bytes).as_ref()
    }
}

/// The number of pages that each reader counts; `None` where it cannot read the file.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Readers {
    /// In lopdf's objects, which everything here works on.
    pub lopdf: Option<usize>,
    /// By hayro, which renders.
    pub hayro: Option<usize>,
}
