//! Who watches a call from the other side: hears of progress, takes results early, cancels.
//!
//! Knows that the other side may fail: the call then ends, and nothing panics. Whoever failed remembers the error of
//! their own language and throws it when the call is over. Knows no operation.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use korrigo_core::{Code, Error, Observer, Result};
use serde_json::Value;

use crate::failure::CallError;
use crate::item::Item;

/// What a call gives.
#[derive(Debug, uniffi::Record)]
pub struct Answer {
    /// Its value as JSON. Where it holds an item, the place of that item in `items` stands.
    pub value: String,
    /// What it made beside the value.
    pub items: Vec<Arc<Item>>,
}

impl From<korrigo_calls::Answer> for Answer {
    fn from(answer: korrigo_calls::Answer) -> Self {
        let items = answer.items.into_iter().map(|item| Arc::new(Item::from(item))).collect();
        Self { value: answer.value.to_string(), items }
    }
}

/// Watches a call. May be called from several threads.
#[uniffi::export(with_foreign)]
pub trait Host: Send + Sync {
    /// `done` of `total` units are finished.
    ///
    /// # Errors
    /// Ends the call.
    fn on_progress(&self, done: u64, total: u64) -> Result<(), CallError>;

    /// Takes one of many results as soon as it is there; `false` leaves it for the answer.
    ///
    /// # Errors
    /// Ends the call.
    fn take(&self, result: Answer) -> Result<bool, CallError>;

    /// Whether results are taken early at all.
    fn takes(&self) -> bool;
}

/// Ends the calls that it was given to. Asked between units of work, so it lives on this side of the boundary.
#[derive(Debug, Default, uniffi::Object)]
pub struct Cancellation(AtomicBool);

#[uniffi::export]
impl Cancellation {
    /// Cancels nothing yet.
    #[uniffi::constructor]
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    /// Ends every call that this was given to.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// One watched call.
pub(crate) struct Watched {
    host: Option<Arc<dyn Host>>,
    takes: bool,
    cancellation: Arc<Cancellation>,
    failed: AtomicBool,
}

impl Watched {
    pub(crate) fn new(host: Option<Arc<dyn Host>>, cancellation: Option<Arc<Cancellation>>) -> Self {
        let takes = host.as_ref().is_some_and(|host| host.takes());
        Self { host, takes, cancellation: cancellation.unwrap_or_default(), failed: AtomicBool::new(false) }
    }

    pub(crate) fn takes(&self) -> bool {
        self.takes
    }
}

impl Observer for Watched {
    fn on_progress(&self, done: usize, total: usize) {
        let Some(host) = &self.host else { return };
        if !self.failed.load(Ordering::Relaxed) && host.on_progress(done as u64, total as u64).is_err() {
            self.failed.store(true, Ordering::Relaxed);
        }
    }

    fn is_cancelled(&self) -> bool {
        self.failed.load(Ordering::Relaxed) || self.cancellation.is_cancelled()
    }
}

impl korrigo_calls::Host for Watched {
    fn take(&self, value: &Value, items: &mut Vec<korrigo_calls::Item>) -> Result<bool> {
        let Some(host) = self.host.as_ref().filter(|_| self.takes) else { return Ok(false) };
        let kept: Vec<Arc<Item>> = items.iter().map(|item| Arc::new(Item::from(item.clone()))).collect();
        let taken = host.take(Answer { value: value.to_string(), items: kept });
        match taken {
            Ok(true) => items.clear(),
            Ok(false) => return Ok(false),
            Err(_) => {
                self.failed.store(true, Ordering::Relaxed);
                return Err(Error::new(Code::Cancelled, "who takes the results failed"));
            }
        }
        Ok(true)
    }
}
