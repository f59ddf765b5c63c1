//! What crosses the boundary without being JSON.
//!
//! Knows how Node lends bytes, takes over those that were made, and holds what it cannot look into. Knows no operation.

use std::sync::Arc;

use korrigo_calls::{Answer, Failure, Item, SharedStore};
use korrigo_core::document::{Bytes, Document as CoreDocument};
use korrigo_core::redact::RedactedPdf as CoreRedacted;
use napi::bindgen_prelude::{Buffer, ClassInstance, Either4, ToNapiValue, TypeName, Uint8Array};
use napi::{ValueType, sys};
use napi_derive::napi;

/// A PDF that was opened.
#[napi]
pub struct Document(CoreDocument);

/// A PDF that was proven to show nobody's name.
#[napi]
pub struct RedactedPdf(Arc<CoreRedacted>);

/// Where copies are kept.
#[napi]
pub struct Store(SharedStore);

/// What a call is handed beside its input.
pub(crate) type Given<'env> = Either4<
    Uint8Array,
    ClassInstance<'env, Document>,
    ClassInstance<'env, RedactedPdf>,
    ClassInstance<'env, Store>,
>;

/// Lets the core hold on to a `Uint8Array` without copying it.
struct Lent(Uint8Array);

impl AsRef<[u8]> for Lent {
    fn as_ref(&self) -> &[u8] {
        self.0.as_ref()
    }
}

/// Takes what JavaScript handed in.
pub(crate) fn taken(given: Given<'_>) -> Item {
    match given {
        Either4::A(bytes) => Item::Bytes(Arc::new(Lent(bytes))),
        Either4::B(document) => Item::Document(document.0.clone()),
        Either4::C(redacted) => Item::Redacted(Arc::clone(&redacted.0)),
        Either4::D(store) => Item::Store(Arc::clone(&store.0)),
    }
}

/// What a call made, on its way to JavaScript.
pub enum Made {
    /// A file; its memory becomes that of a `Buffer`.
    Bytes(Vec<u8>),
    /// The file that was handed in at this place.
    Same(u32),
    /// A document.
    Document(CoreDocument),
    /// A redacted file.
    Redacted(Arc<CoreRedacted>),
    /// A store.
    Store(SharedStore),
}

impl Made {
    /// What an item is to JavaScript. Bytes that somebody else holds are copied, as no two of Node's buffers may share
    /// memory; so this belongs off the event loop.
    pub(crate) fn of(item: Item, given: &[Item]) -> Self {
        match item {
            Item::Made(bytes) => Self::Bytes(bytes),
            Item::Bytes(bytes) => match place_of(&bytes, given) {
                Some(place) => Self::Same(place),
                None => Self::Bytes((*bytes).as_ref().to_vec()),
            },
            Item::Document(document) => Self::Document(document),
            Item::Redacted(redacted) => Self::Redacted(redacted),
            Item::Store(store) => Self::Store(store),
        }
    }
}

fn place_of(bytes: &Bytes, given: &[Item]) -> Option<u32> {
    let same = |item: &Item| matches!(item, Item::Bytes(other) if Arc::ptr_eq(bytes, other));
    given.iter().position(same).and_then(|place| u32::try_from(place).ok())
}

impl TypeName for Made {
    fn type_name() -> &'static str {
        "Made"
    }

    fn value_type() -> ValueType {
        ValueType::Object
    }
}

#[expect(unsafe_code, reason = "the conversion trait of napi is unsafe; this only hands it on")]
impl ToNapiValue for Made {
    unsafe fn to_napi_value(env: sys::napi_env, value: Self) -> napi::Result<sys::napi_value> {
        // SAFETY: `env` is the caller's, who promises that it is live.
        unsafe {
            match value {
                Self::Bytes(bytes) => Buffer::to_napi_value(env, bytes.into()),
                Self::Same(place) => u32::to_napi_value(env, place),
                Self::Document(document) => Document::to_napi_value(env, Document(document)),
                Self::Redacted(redacted) => RedactedPdf::to_napi_value(env, RedactedPdf(redacted)),
                Self::Store(store) => Store::to_napi_value(env, Store(store)),
            }
        }
    }
}

/// What came of a call.
#[napi(object, object_from_js = false)]
pub struct Outcome {
    /// Whether it gave nothing; `text` then says why.
    pub failed: bool,
    /// The value or the failure, as JSON.
    pub text: String,
    /// What it made beside the value.
    #[napi(ts_type = "unknown[]")]
    pub items: Vec<Made>,
}

impl Outcome {
    /// Readies what came of a call for JavaScript.
    pub(crate) fn of(called: Result<Answer, Failure>, given: &[Item]) -> Self {
        match called {
            Ok(Answer { value, items }) => Self {
                failed: false,
                text: value.to_string(),
                items: items.into_iter().map(|item| Made::of(item, given)).collect(),
            },
            Err(failure) => Self { failed: true, text: failure.to_value().to_string(), items: Vec::new() },
        }
    }
}
