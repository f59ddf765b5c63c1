//! What crosses the boundary without being JSON, as one opaque object.
//!
//! Knows files, open documents, redacted files and stores, and the two ways of a file out: as bytes, or written to a
//! path without crossing. Knows nothing of their content.

use std::fs;
use std::io::ErrorKind;
use std::sync::{Arc, Mutex};

use korrigo_calls::SharedStore;
use korrigo_core::{Code, Error};

use crate::failure::CallError;
use crate::store::{CopyStore, Foreign};

/// What an item is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, uniffi::Enum)]
pub enum ItemKind {
    /// A file.
    Bytes,
    /// A file that was opened.
    Document,
    /// A file that markers may get.
    RedactedPdf,
    /// Where copies are kept.
    Store,
}

/// A file, an open document, a redacted file or a store.
#[derive(Debug, uniffi::Object)]
pub struct Item(korrigo_calls::Item);

#[uniffi::export]
impl Item {
    /// A file from memory: copied once, when it crosses.
    #[uniffi::constructor]
    pub fn bytes(bytes: Vec<u8>) -> Arc<Self> {
        Arc::new(Self(korrigo_calls::Item::Bytes(Arc::new(bytes))))
    }

    /// A file from a path, read here: nothing crosses. It is read as a whole, not mapped: a mapped file that changes
    /// while it is read is undefined behaviour, and nothing here is unsafe.
    ///
    /// # Errors
    /// `not_found`, `forbidden`, or `store_unavailable` when it cannot be read.
    #[uniffi::constructor]
    pub fn read(path: String) -> Result<Arc<Self>, CallError> {
        Ok(Self::bytes(fs::read(path).map_err(|error| unreachable_file(error.kind()))?))
    }

    /// A store that an app writes itself.
    #[uniffi::constructor]
    pub fn app_store(store: Arc<dyn CopyStore>) -> Arc<Self> {
        let shared: SharedStore = Arc::new(Mutex::new(Foreign(store)));
        Arc::new(Self(korrigo_calls::Item::Store(shared)))
    }

    /// What it is.
    pub fn kind(&self) -> ItemKind {
        match &self.0 {
            korrigo_calls::Item::Bytes(_) | korrigo_calls::Item::Made(_) => ItemKind::Bytes,
            korrigo_calls::Item::Document(_) => ItemKind::Document,
            korrigo_calls::Item::Redacted(_) => ItemKind::RedactedPdf,
            korrigo_calls::Item::Store(_) => ItemKind::Store,
        }
    }

    /// How many bytes a file or a redacted file has; 0 for anything else.
    pub fn size(&self) -> u64 {
        self.content().len() as u64
    }

    /// The bytes of a file or a redacted file: copied once, when they cross; none for anything else.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.content().to_vec()
    }

    /// Writes a file or a redacted file: nothing crosses.
    ///
    /// # Errors
    /// `not_found`, `forbidden`, or `store_unavailable` when it cannot be written.
    pub fn write(&self, path: String) -> Result<(), CallError> {
        fs::write(path, self.content()).map_err(|error| unreachable_file(error.kind()).into())
    }
}

impl Item {
    pub(crate) fn for_call(&self) -> korrigo_calls::Item {
        self.0.clone()
    }

    fn content(&self) -> &[u8] {
        match &self.0 {
            korrigo_calls::Item::Bytes(bytes) => (**bytes).as_ref(),
            korrigo_calls::Item::Redacted(redacted) => redacted.bytes(),
            _ => &[],
        }
    }
}

impl From<korrigo_calls::Item> for Item {
    fn from(item: korrigo_calls::Item) -> Self {
        Self(match item {
            // Handed in again, what was made is not copied.
            korrigo_calls::Item::Made(bytes) => korrigo_calls::Item::Bytes(Arc::new(bytes)),
            other => other,
        })
    }
}

// The path stays with who gave it: it may name a person.
fn unreachable_file(kind: ErrorKind) -> Error {
    match kind {
        ErrorKind::NotFound => Error::new(Code::NotFound, "there is no file at this path"),
        ErrorKind::PermissionDenied => Error::new(Code::Forbidden, "the file at this path may not be used"),
        _ => Error::new(Code::StoreUnavailable, "the file at this path cannot be read or written"),
    }
}
