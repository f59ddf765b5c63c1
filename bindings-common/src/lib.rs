//! What the packages of all languages are made of: one table of calls, each a value in and a value out.
//!
//! Knows every operation that other languages offer, under the name it has in Rust; what goes in and comes out as
//! JSON, with files and open documents as items beside it; and the schema of both, from which the packages' types
//! are written. Knows no rule of the field, and nothing of how a language hands over bytes.

mod desk;
mod failure;
mod rooms;
mod schema;
mod table;

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::Value;

pub use desk::{AnyStore, Host, Item, SharedStore, Unattended};
pub use failure::Failure;
pub use schema::describe;
pub use table::{Operation, Work, operation, operations};

use desk::Desk;
use korrigo_core::{Code, Error};

/// What a call gives.
#[derive(Debug, Default)]
pub struct Answer {
    /// Its value. Where it holds an item, the place of that item in `items` stands.
    pub value: Value,
    /// What it made beside the value: files, open documents.
    pub items: Vec<Item>,
}

/// Makes one call: the only way into the core from another language.
///
/// `input` is an object with the call's parameters by name; where one is a file, a document or a store, its place in
/// `items` stands. A defect that panics is answered, too: no panic crosses a boundary.
///
/// ```
/// use korrigo_calls::{Unattended, call};
/// use serde_json::json;
///
/// let answer = call("exam::Mark::sum", json!({"marks": ["1.5", "2.25"]}), &[], &Unattended).unwrap();
/// assert_eq!(answer.value, json!("3.75"));
/// ```
///
/// # Errors
/// Those of the operation; `not_found` for a name that no operation has; `internal` for a defect.
pub fn call(name: &str, input: Value, items: &[Item], host: &dyn Host) -> Result<Answer, Failure> {
    let Some(operation) = operation(name) else {
        return Err(Error::new(Code::NotFound, "there is no operation of this name").into());
    };
    let mut desk = Desk::new(items, host);
    // What a panic leaves behind is dropped with the desk.
    let called = catch_unwind(AssertUnwindSafe(|| operation.run(input, &mut desk)));
    let value = called.unwrap_or_else(|_| {
        let message = "korrigo met a defect of its own; nothing was changed";
        Err(Error::new(Code::Internal, message).hint("please report what was asked").into())
    })?;
    Ok(Answer { value, items: desk.into_made() })
}
