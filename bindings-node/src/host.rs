//! Who makes a call from JavaScript: what it is told meanwhile, and how it says stop.
//!
//! Knows threads and the way back to the event loop. Knows no operation.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use korrigo_calls::{Host, Item};
use korrigo_core::{Code, Error, Observer};
use napi::Status;
use napi::bindgen_prelude::FnArgs;
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi_derive::napi;
use serde_json::Value;

use crate::items::Made;

/// Progress is told at most so often: the event loop has other things to do.
const PAUSE: Duration = Duration::from_millis(50);
/// So many results may be on their way before somebody takes them.
const AHEAD: usize = 2;
/// How often a wait looks up whether anybody is left to wait for.
const PULSE: Duration = Duration::from_millis(100);

/// What an event function is called with: its kind, JSON, and what is no JSON.
pub(crate) type EventArguments = FnArgs<(u32, String, Vec<Made>)>;
/// Kinds of events.
pub(crate) mod event {
    /// `[done, total]`.
    pub(crate) const PROGRESS: u32 = 0;
    /// One of many results.
    pub(crate) const TAKEN: u32 = 1;
    /// The call's value; nothing follows.
    pub(crate) const DONE: u32 = 2;
    /// Why it gave nothing; nothing follows.
    pub(crate) const FAILED: u32 = 3;
}

/// The way back to the event loop; `IDLE` does not keep the process alive.
pub(crate) type Events<const IDLE: bool> =
    ThreadsafeFunction<EventArguments, (), EventArguments, Status, false, IDLE>;

/// A caller's way to end a call, and to say that it took a result.
#[napi]
#[derive(Default)]
pub struct Control(pub(crate) Arc<Switch>);

#[napi]
impl Control {
    /// For one call.
    #[napi(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Ends the call at its next opportunity.
    #[napi]
    pub fn cancel(&self) {
        self.0.cancel();
    }

    /// Says that one result was taken, and another may come.
    #[napi]
    pub fn taken(&self) {
        let mut ahead = self.0.ahead();
        *ahead = ahead.saturating_sub(1);
        self.0.changed.notify_all();
    }
}

impl Drop for Control {
    fn drop(&mut self) {
        // Nobody is left who could take a result.
        if self.0.waits.load(Ordering::Relaxed) {
            self.0.cancel();
        }
    }
}

/// What both sides of a call see.
#[derive(Default)]
pub(crate) struct Switch {
    cancelled: AtomicBool,
    /// Whether the call waits until its results are taken.
    pub(crate) waits: AtomicBool,
    ahead: Mutex<usize>,
    changed: Condvar,
}

impl Switch {
    fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
        self.changed.notify_all();
    }

    // A number cannot be left half-written.
    fn ahead(&self) -> MutexGuard<'_, usize> {
        self.ahead.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A caller in JavaScript.
pub(crate) struct Caller<'c, const IDLE: bool> {
    pub(crate) switch: Option<&'c Switch>,
    pub(crate) events: Option<&'c Events<IDLE>>,
    /// What the call was handed; where there is something, results are handed over early.
    pub(crate) takes: Option<&'c [Item]>,
    pub(crate) told: Mutex<Option<Instant>>,
}

impl<const IDLE: bool> Caller<'_, IDLE> {
    fn tell(&self, kind: u32, text: String, items: Vec<Made>) -> bool {
        self.events.is_some_and(|events| {
            let arguments = FnArgs::from((kind, text, items));
            events.call(arguments, ThreadsafeFunctionCallMode::NonBlocking) == Status::Ok
        })
    }
}

impl<const IDLE: bool> Observer for Caller<'_, IDLE> {
    fn on_progress(&self, done: usize, total: usize) {
        if self.events.is_none() {
            return;
        }
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if done < total && told.is_some_and(|then| then.elapsed() < PAUSE) {
            return;
        }
        *told = Some(Instant::now());
        self.tell(event::PROGRESS, format!("[{done},{total}]"), Vec::new());
    }

    fn is_cancelled(&self) -> bool {
        self.switch.is_some_and(|switch| switch.cancelled.load(Ordering::Relaxed))
    }
}

impl<const IDLE: bool> Host for Caller<'_, IDLE> {
    fn take(&self, value: &Value, items: &mut Vec<Item>) -> korrigo_core::Result<bool> {
        let (Some(given), Some(switch), Some(events)) = (self.takes, self.switch, self.events) else {
            return Ok(false);
        };
        let mut ahead = switch.ahead();
        while *ahead >= AHEAD && !self.is_cancelled() && !events.aborted() {
            ahead = switch.changed.wait_timeout(ahead, PULSE).unwrap_or_else(PoisonError::into_inner).0;
        }
        *ahead += 1;
        drop(ahead);
        let made = items.drain(..).map(|item| Made::of(item, given)).collect();
        if self.is_cancelled() || !self.tell(event::TAKEN, value.to_string(), made) {
            return Err(Error::new(Code::Cancelled, "nobody takes the results any more"));
        }
        Ok(true)
    }
}
