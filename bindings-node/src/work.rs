//! Where a call is made: on the event loop, on a thread of Node's pool, or on threads of its own.
//!
//! Knows threads. Knows no operation.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::thread;

use korrigo_calls::{Host, Item, Unattended, call};
use napi::bindgen_prelude::{FnArgs, Function, Result};
use napi::threadsafe_function::ThreadsafeFunctionCallMode;
use napi::{Env, Error};
use serde_json::Value;

use crate::host::{Caller, Control, EventArguments, Events, Switch, event};
use crate::items::{Given, Outcome, taken};

/// One call, ready to be made on any thread.
pub(crate) struct Call {
    name: String,
    input: String,
    items: Vec<Item>,
    threads: Option<usize>,
}

impl Call {
    pub(crate) fn new(name: String, input: String, items: Vec<Given<'_>>) -> Self {
        Self { name, input, items: items.into_iter().map(taken).collect(), threads: None }
    }

    /// On at most so many threads, instead of those that all calls share.
    pub(crate) fn threads(mut self, threads: Option<u32>) -> Self {
        self.threads = threads.map(|count| count.max(1) as usize);
        self
    }

    pub(crate) fn make(&self, host: &dyn Host) -> Outcome {
        // What is no JSON is refused as every wrong input is.
        let input = serde_json::from_str(&self.input).unwrap_or(Value::Null);
        let pool =
            self.threads.and_then(|count| rayon::ThreadPoolBuilder::new().num_threads(count).build().ok());
        let called = match pool {
            Some(pool) => pool.install(|| call(&self.name, input, &self.items, host)),
            None => call(&self.name, input, &self.items, host),
        };
        Outcome::of(called, &self.items)
    }
}

/// A call on a thread of Node's pool.
pub struct Task {
    call: Option<Call>,
    switch: Option<Arc<Switch>>,
    events: Option<Events<true>>,
}

impl Task {
    pub(crate) fn new(
        call: Call,
        control: Option<&Control>,
        on_event: Option<Function<'_, EventArguments, ()>>,
    ) -> Result<Self> {
        let events = on_event.map(|function| {
            function.build_threadsafe_function().weak::<true>().callee_handled::<false>().build()
        });
        let switch = control.map(|control| Arc::clone(&control.0));
        Ok(Self { call: Some(call), switch, events: events.transpose()? })
    }
}

impl napi::Task for Task {
    type Output = Outcome;
    type JsValue = Outcome;

    fn compute(&mut self) -> Result<Outcome> {
        // What was handed in is let go here, with the call: the event loop need not wait for it.
        let call = self.call.take().ok_or_else(|| Error::from_reason("the work was already done"))?;
        if self.switch.is_none() && self.events.is_none() {
            return Ok(call.make(&Unattended));
        }
        Ok(call.make(&Caller {
            switch: self.switch.as_deref(),
            events: self.events.as_ref(),
            takes: None,
            told: Mutex::default(),
        }))
    }

    fn resolve(&mut self, _: Env, output: Outcome) -> Result<Outcome> {
        Ok(output)
    }
}

/// A call that hands over its results one by one.
pub(crate) struct Stream {
    call: Call,
    switch: Arc<Switch>,
    events: Events<false>,
}

impl Stream {
    #[expect(clippy::needless_pass_by_value, reason = "napi hands a function over by value")]
    pub(crate) fn new(
        mut call: Call,
        control: &Control,
        on_event: Function<'_, EventArguments, ()>,
    ) -> Result<Self> {
        // Threads of its own, as they wait for a caller who may be waiting for other calls.
        let most = || thread::available_parallelism().map_or(1, usize::from);
        call.threads = Some(call.threads.unwrap_or_else(most));
        let events = on_event.build_threadsafe_function().callee_handled::<false>().build()?;
        control.0.waits.store(true, Ordering::Relaxed);
        Ok(Self { call, switch: Arc::clone(&control.0), events })
    }

    pub(crate) fn start(self) -> Result<()> {
        thread::Builder::new()
            .name("korrigo".to_owned())
            .spawn(move || self.run())
            .map(drop)
            .map_err(Error::from)
    }

    fn run(self) {
        let outcome = self.call.make(&Caller {
            switch: Some(&self.switch),
            events: Some(&self.events),
            takes: Some(&self.call.items),
            told: Mutex::default(),
        });
        let kind = if outcome.failed { event::FAILED } else { event::DONE };
        let last = FnArgs::from((kind, outcome.text, outcome.items));
        self.events.call(last, ThreadsafeFunctionCallMode::NonBlocking);
    }
}
