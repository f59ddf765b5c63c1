//! Who makes a call from Python: progress, cancellation, Ctrl-C, results taken early.
//!
//! Knows that callbacks run on the thread that made the call, which waits for it and looks for signals, while the work
//! runs on a thread of its own without the interpreter's lock. What a callback raises ends the call and is kept aside,
//! to be raised when the call has ended. Knows none of the operations.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use korrigo_calls::{Answer, Failure, Host, Item, Unattended};
use korrigo_core::{Code, Error, Observer, Result};
use pyo3::prelude::*;
use serde_json::Value;

use crate::errors;
use crate::items::{self, Given};
use crate::value;

/// How often a waiting call looks for signals.
const LOOK: Duration = Duration::from_millis(50);

/// Ends calls that it was given to: `cancel()` from any thread.
#[pyclass(frozen, module = "korrigo")]
#[derive(Default)]
pub(crate) struct Cancel(Arc<AtomicBool>);

#[pymethods]
impl Cancel {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// Ends the calls; they raise `Cancelled` and leave nothing behind.
    fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether `cancel` was called.
    #[getter]
    fn cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Cancel {
    pub(crate) fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.0)
    }
}

/// What was raised while a call ran.
#[derive(Clone, Default)]
pub(crate) struct Stash(Arc<Mutex<Option<PyErr>>>);

impl Stash {
    /// Keeps what was raised, and says it in the engine's words.
    pub(crate) fn put(&self, py: Python<'_>, raised: PyErr) -> Error {
        let error = errors::to_error(py, &raised);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // The first that is none of ours is the cause of all that follows.
        if kept.as_ref().is_none_or(|kept| errors::is_own(py, kept)) {
            *kept = Some(raised);
        }
        error
    }

    pub(crate) fn take(&self) -> Option<PyErr> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// What was raised, when it is why a call failed with this code.
    pub(crate) fn take_for(&self, py: Python<'_>, code: Code) -> Option<PyErr> {
        let raised = self.take()?;
        (!errors::is_own(py, &raised) || errors::to_error(py, &raised).code() == code).then_some(raised)
    }

    /// What was raised, when it is no exception of the package.
    pub(crate) fn take_foreign(&self, py: Python<'_>) -> Option<PyErr> {
        self.take().filter(|raised| !errors::is_own(py, raised))
    }
}

/// What the caller wants to hear.
pub(crate) struct Callbacks {
    pub progress: Option<Py<PyAny>>,
    pub cancel: Option<Arc<AtomicBool>>,
    pub take: Option<Py<PyAny>>,
}

impl Callbacks {
    fn none(&self) -> bool {
        self.progress.is_none() && self.cancel.is_none() && self.take.is_none()
    }
}

/// One call, ready to be made.
pub(crate) struct Calling<'a> {
    pub name: &'a str,
    pub input: Value,
    pub given: &'a Given,
    pub callbacks: Callbacks,
    pub stash: &'a Stash,
}

impl Calling<'_> {
    /// On this thread.
    pub(crate) fn here(self) -> Result<Answer, Failure> {
        let Self { name, input, given, callbacks, stash } = self;
        if callbacks.none() {
            return korrigo_calls::call(name, input, &given.items, &Unattended);
        }
        korrigo_calls::call(name, input, &given.items, &Watch::new(&callbacks, stash, None))
    }

    /// On a thread of its own, with so many threads for pages, while this one waits, answers and looks for signals.
    pub(crate) fn away(self, py: Python<'_>, threads: Option<usize>) -> Result<Answer, Failure> {
        let Self { name, input, given, callbacks, stash } = self;
        // Threads that wait until their result is taken are missing in the pool that all calls share: a call made
        // while taking would find none left.
        let own = || callbacks.take.as_ref().map(|_| rayon::current_num_threads());
        let threads = threads.or_else(own);
        py.detach(|| {
            let (tell, asked) = channel();
            let watch = Watch::new(&callbacks, stash, Some(tell.clone()));
            thread::scope(|scope| {
                let watch = &watch;
                let work = scope.spawn(move || {
                    let _told = Told(tell);
                    in_pool(threads, || korrigo_calls::call(name, input, &given.items, watch))
                });
                watch.attend(&asked);
                let defect = || defect("the thread of a call ended before the call").into();
                work.join().unwrap_or_else(|_| Err(defect()))
            })
        })
    }
}

/// Makes a call in a pool of its own, when a number of threads was asked for.
fn in_pool(
    threads: Option<usize>,
    call: impl FnOnce() -> Result<Answer, Failure> + Send,
) -> Result<Answer, Failure> {
    let Some(threads) = threads else { return call() };
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(call),
        Err(_) => Err(Error::new(Code::Busy, "the system gives no more threads").into()),
    }
}

fn defect(message: &str) -> Error {
    Error::new(Code::Internal, message)
}

/// What the work asks of the thread that made the call.
enum Ask {
    Progress(usize, usize),
    Take(Value, Vec<Item>, SyncSender<Result<()>>),
    Done,
}

/// Says that the work is done, however it ended.
struct Told(Sender<Ask>);

impl Drop for Told {
    fn drop(&mut self) {
        // Nobody hears it only when nobody waits.
        let _ = self.0.send(Ask::Done);
    }
}

/// Watches a call for Python.
struct Watch<'a> {
    callbacks: &'a Callbacks,
    stash: &'a Stash,
    /// To the thread that made the call; without it, this is that thread.
    tell: Option<Sender<Ask>>,
    /// Something was raised: the call is to end.
    ended: AtomicBool,
    /// The most that was heard: what several threads tell may overtake one another.
    heard: AtomicUsize,
}

impl<'a> Watch<'a> {
    fn new(callbacks: &'a Callbacks, stash: &'a Stash, tell: Option<Sender<Ask>>) -> Self {
        Self { callbacks, stash, tell, ended: AtomicBool::new(false), heard: AtomicUsize::new(0) }
    }

    /// Answers what is asked until the work is done.
    fn attend(&self, asked: &Receiver<Ask>) {
        loop {
            match asked.recv_timeout(LOOK) {
                Ok(Ask::Done) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(Ask::Progress(done, total)) => Python::attach(|py| self.progress(py, done, total)),
                Ok(Ask::Take(value, items, reply)) => {
                    let taken = Python::attach(|py| self.hand_over(py, &value, items));
                    let _ = reply.send(taken);
                }
                Err(RecvTimeoutError::Timeout) => Python::attach(|py| {
                    if let Err(raised) = py.check_signals() {
                        self.end(py, raised);
                    }
                }),
            }
        }
    }

    fn progress(&self, py: Python<'_>, done: usize, total: usize) {
        let Some(progress) = self.callbacks.progress.as_ref().filter(|_| !self.is_ended()) else { return };
        if self.heard.fetch_max(done, Ordering::Relaxed) > done {
            return;
        }
        let heard = py.check_signals().and_then(|()| progress.call1(py, (done, total)).map(drop));
        if let Err(raised) = heard {
            self.end(py, raised);
        }
    }

    fn hand_over(&self, py: Python<'_>, value: &Value, items: Vec<Item>) -> Result<()> {
        let Some(take) = self.callbacks.take.as_ref() else { return Ok(()) };
        if self.is_ended() {
            return Err(Error::new(Code::Cancelled, "a callback ended the call"));
        }
        let taken = || {
            let items = items::write_all(py, items)?;
            take.call1(py, (value::write(py, value)?, items))
        };
        taken().map(drop).map_err(|raised| self.end(py, raised))
    }

    fn end(&self, py: Python<'_>, raised: PyErr) -> Error {
        self.ended.store(true, Ordering::Relaxed);
        self.stash.put(py, raised)
    }

    fn is_ended(&self) -> bool {
        self.ended.load(Ordering::Relaxed)
    }
}

impl Observer for Watch<'_> {
    fn on_progress(&self, done: usize, total: usize) {
        match &self.tell {
            _ if self.callbacks.progress.is_none() => {}
            Some(tell) => drop(tell.send(Ask::Progress(done, total))),
            None => Python::attach(|py| self.progress(py, done, total)),
        }
    }

    fn is_cancelled(&self) -> bool {
        self.is_ended() || self.callbacks.cancel.as_ref().is_some_and(|cancel| cancel.load(Ordering::Relaxed))
    }
}

impl Host for Watch<'_> {
    fn take(&self, value: &Value, items: &mut Vec<Item>) -> Result<bool> {
        if self.callbacks.take.is_none() {
            return Ok(false);
        }
        let items = std::mem::take(items);
        let Some(tell) = &self.tell else {
            return Python::attach(|py| self.hand_over(py, value, items)).map(|()| true);
        };
        let (reply, replied) = sync_channel(1);
        let gone = || defect("nobody takes what a call gives");
        tell.send(Ask::Take(value.clone(), items, reply)).map_err(|_| gone())?;
        replied.recv().map_err(|_| gone())?.map(|()| true)
    }
}
