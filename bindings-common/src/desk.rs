//! Where a call finds what was handed in beside its value, and leaves what it made.
//!
//! Knows files, open documents, redacted files and stores, which are no JSON. Knows no operation.

use std::any::Any;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use korrigo_core::copy::store::{MemoryStore, Store};
use korrigo_core::document::{Bytes, Document, OpenOptions};
use korrigo_core::redact::RedactedPdf;
use korrigo_core::{Code, Error, Observer, Result};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A store of which it can be asked what it is.
pub trait AnyStore: Store + Any + Send {}

impl<S: Store + Any + Send> AnyStore for S {}

/// A store that calls of several threads may use, one at a time.
pub type SharedStore = Arc<Mutex<dyn AnyStore>>;

/// What crosses a boundary without being JSON.
#[derive(Clone)]
pub enum Item {
    /// A file, not copied.
    Bytes(Bytes),
    /// A file that a call made.
    Made(Vec<u8>),
    /// A file that was opened.
    Document(Document),
    /// A file that markers may get.
    Redacted(Arc<RedactedPdf>),
    /// Where copies are kept.
    Store(SharedStore),
}

impl fmt::Debug for Item {
    // What a file holds reaches no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bytes(_) | Self::Made(_) => "Bytes",
            Self::Document(_) => "Document",
            Self::Redacted(_) => "RedactedPdf",
            Self::Store(_) => "Store",
        })
    }
}

/// Who makes a call: watches it, and takes what it gives before it ends.
pub trait Host: Observer {
    /// Takes one of many results as soon as it is there, so that they are never all in memory. Comes from any thread,
    /// one call at a time; `Ok(false)` says that the host takes nothing early.
    ///
    /// # Errors
    /// Whatever ends the call.
    fn take(&self, value: &Value, items: &mut Vec<Item>) -> Result<bool> {
        let _ = (value, items);
        Ok(false)
    }
}

/// Watches nothing, cancels nothing and takes nothing early.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unattended;

impl Observer for Unattended {}
impl Host for Unattended {}

/// The place of an item in what was handed in or made: in JSON a number from 0.
pub(crate) struct Place<K>(usize, PhantomData<fn() -> K>);

/// Kinds of items, as types: the schema tells them apart.
pub(crate) mod kind {
    /// What an item is called in schemas.
    pub(crate) trait Kind {
        const NAME: &'static str;
    }
    macro_rules! kinds {
        ($($name:ident)+) => { $(
            pub(crate) struct $name;
            impl Kind for $name {
                const NAME: &'static str = stringify!($name);
            }
        )+ };
    }
    kinds! { Bytes Document RedactedPdf Store }
}

/// A file: bytes in, bytes out.
pub(crate) type File = Place<kind::Bytes>;
/// A PDF, opened before or opened now.
pub(crate) type Opened = Place<kind::Document>;
/// A redacted PDF.
pub(crate) type Redacted = Place<kind::RedactedPdf>;
/// A store.
pub(crate) type Kept = Place<kind::Store>;

impl<K> Clone for Place<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Place<K> {}

impl<'de, K> Deserialize<'de> for Place<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        usize::deserialize(deserializer).map(|place| Self(place, PhantomData))
    }
}

impl<K> Serialize for Place<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<K: kind::Kind> JsonSchema for Place<K> {
    fn schema_name() -> Cow<'static, str> {
        K::NAME.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "x-item": K::NAME })
    }
}

/// One call's items.
pub(crate) struct Desk<'a> {
    given: &'a [Item],
    made: Vec<Item>,
    host: &'a dyn Host,
}

impl<'a> Desk<'a> {
    pub(crate) fn new(given: &'a [Item], host: &'a dyn Host) -> Self {
        Self { given, made: Vec::new(), host }
    }

    pub(crate) fn into_made(self) -> Vec<Item> {
        self.made
    }

    /// Who makes the call.
    pub(crate) fn host(&self) -> &'a dyn Host {
        self.host
    }

    /// A file that was handed in.
    ///
    /// # Errors
    /// `internal`: the package handed in something else.
    pub(crate) fn bytes(&self, place: File) -> Result<Bytes> {
        match self.given.get(place.0) {
            Some(Item::Bytes(bytes)) => Ok(Arc::clone(bytes)),
            Some(Item::Made(bytes)) => Ok(Arc::new(bytes.clone())),
            _ => Err(not_handed_in("a file")),
        }
    }

    /// A document that was handed in: open, redacted or as bytes.
    ///
    /// # Errors
    /// Those of [`Document::open`]; `internal`: the package handed in something else.
    pub(crate) fn document(&self, place: Opened) -> Result<Document> {
        match self.given.get(place.0) {
            Some(Item::Document(document)) => Ok(document.clone()),
            Some(Item::Bytes(_) | Item::Made(_)) => {
                let bytes = self.bytes(Place(place.0, PhantomData))?;
                Document::open(bytes, &OpenOptions::default())
            }
            Some(Item::Redacted(redacted)) => {
                Document::open(Arc::new(redacted.bytes().to_vec()), &OpenOptions::default())
            }
            _ => Err(not_handed_in("a document")),
        }
    }

    /// A redacted file that was handed in.
    ///
    /// # Errors
    /// `internal`: the package handed in something else.
    pub(crate) fn redacted(&self, place: Redacted) -> Result<Arc<RedactedPdf>> {
        match self.given.get(place.0) {
            Some(Item::Redacted(redacted)) => Ok(Arc::clone(redacted)),
            _ => Err(not_handed_in("a redacted file")),
        }
    }

    /// A store that was handed in.
    ///
    /// # Errors
    /// `internal`: the package handed in something else.
    pub(crate) fn store(&self, place: Kept) -> Result<MutexGuard<'a, dyn AnyStore>> {
        match self.given.get(place.0) {
            // A store keeps its own house in order: a panic in the middle of a call left nothing half-done.
            Some(Item::Store(store)) => Ok(store.lock().unwrap_or_else(PoisonError::into_inner)),
            _ => Err(not_handed_in("a store")),
        }
    }

    /// Works on a store in memory that was handed in.
    ///
    /// # Errors
    /// `internal`: the package handed in something else.
    pub(crate) fn memory<T>(&self, place: Kept, work: impl FnOnce(&mut MemoryStore) -> T) -> Result<T> {
        let mut store = self.store(place)?;
        let any: &mut dyn Any = &mut *store;
        any.downcast_mut().map(work).ok_or_else(|| not_handed_in("a store in memory"))
    }

    /// Leaves what was made; its place goes into the value.
    pub(crate) fn give<K>(&mut self, item: Item) -> Place<K> {
        self.made.push(item);
        Place(self.made.len() - 1, PhantomData)
    }

    /// Leaves a file.
    pub(crate) fn give_bytes(&mut self, bytes: Vec<u8>) -> File {
        self.give(Item::Made(bytes))
    }
}

fn not_handed_in(what: &str) -> Error {
    Error::new(Code::Internal, format!("{what} is expected where none was handed in"))
}
