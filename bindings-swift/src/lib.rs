//! korrigo for Swift and Kotlin: one call into the table of calls, and what crosses the boundary with it.
//!
//! Knows JSON as text, items (files, open documents, stores) as opaque objects, and who watches a call. Knows no
//! operation and no rule of the field: the typed code of both languages is written from the table and stands on this.
#![expect(clippy::needless_pass_by_value, reason = "what crosses the boundary is owned")]

mod failure;
mod host;
mod item;
mod store;

use std::sync::Arc;

use korrigo_calls::{Failure, Unattended};
use korrigo_core::{Code, Error};
use rayon::ThreadPoolBuilder;

pub use failure::CallError;
pub use host::{Answer, Cancellation, Host};
pub use item::{Item, ItemKind};
pub use store::{CopyStore, StoreError};

use host::Watched;

uniffi::setup_scaffolding!();

/// Makes one call. `input` is a JSON object; where a parameter is an item, its place in `items` stands.
///
/// Blocks until it is done: long calls belong on a thread of their own.
///
/// # Errors
/// What the operation refuses; `internal` for an input that is no JSON, and for a defect.
#[uniffi::export]
pub fn call(
    operation: String,
    input: String,
    items: Vec<Arc<Item>>,
    host: Option<Arc<dyn Host>>,
    cancellation: Option<Arc<Cancellation>>,
) -> Result<Answer, CallError> {
    let input = serde_json::from_str(&input)
        .map_err(|_| Failure::from(Error::new(Code::Internal, "the input of a call is no JSON")))?;
    let items: Vec<_> = items.iter().map(|item| item.for_call()).collect();
    if host.is_none() && cancellation.is_none() {
        return Ok(korrigo_calls::call(&operation, input, &items, &Unattended)?.into());
    }
    let watched = Watched::new(host, cancellation);
    let work = || korrigo_calls::call(&operation, input, &items, &watched);
    let answer = if watched.takes() { apart(work) } else { work() };
    Ok(answer?.into())
}

/// Works on threads of its own: whoever takes results may make other calls meanwhile, and wait for them.
fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    match ThreadPoolBuilder::new().build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// The names of all operations, in order.
#[uniffi::export]
pub fn operations() -> Vec<String> {
    korrigo_calls::operations().iter().map(|operation| operation.name.to_owned()).collect()
}

/// The version of korrigo.
#[uniffi::export]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
