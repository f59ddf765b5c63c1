//! korrigo for Node: hands calls of JavaScript to the one table of calls, and what comes of them back.
//!
//! Knows how Node lends and takes over bytes, and how work leaves the event loop. Knows no operation and no rule of the
//! field; the typed functions over it are generated (`lib/`).

mod archive;
mod host;
mod items;
mod work;

use korrigo_calls::Unattended;
use napi::bindgen_prelude::{AsyncTask, Either, Function, Result};
use napi_derive::napi;

use host::{Control, EventArguments};
use items::{Given, Outcome};
use work::{Call, Stream};

/// Version of the engine; every language's package has the same.
#[napi]
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The table of calls as JSON: every operation with the schemas of what goes in and comes out.
#[napi]
pub fn describe() -> String {
    korrigo_calls::describe().to_string()
}

/// Makes a call where it is asked for. A text is the value, as JSON, when there is nothing beside it.
#[napi]
pub fn call_sync(name: String, input: String, items: Vec<Given<'_>>) -> Either<String, Outcome> {
    let outcome = Call::new(name, input, items).make(&Unattended);
    if outcome.failed || !outcome.items.is_empty() { Either::B(outcome) } else { Either::A(outcome.text) }
}

/// Makes a call off the event loop. The bytes handed in are not copied; nobody may write to them meanwhile.
///
/// # Errors
/// When Node has no way back to its event loop.
#[napi(ts_return_type = "Promise<Outcome>")]
pub fn call(
    name: String,
    input: String,
    items: Vec<Given<'_>>,
    control: Option<&Control>,
    on_event: Option<Function<'_, EventArguments, ()>>,
    threads: Option<u32>,
) -> Result<AsyncTask<work::Task>> {
    let call = Call::new(name, input, items).threads(threads);
    Ok(AsyncTask::new(work::Task::new(call, control, on_event)?))
}

/// Makes a call on threads of its own, which may wait for whoever takes its results one by one.
///
/// # Errors
/// When Node has no way back to its event loop, or the machine no thread.
#[napi]
pub fn stream(
    name: String,
    input: String,
    items: Vec<Given<'_>>,
    control: &Control,
    on_event: Function<'_, EventArguments, ()>,
    threads: Option<u32>,
) -> Result<()> {
    let call = Call::new(name, input, items).threads(threads);
    Stream::new(call, control, on_event)?.start()
}
