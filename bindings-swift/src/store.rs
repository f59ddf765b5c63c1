//! A store that an app writes in its own language.
//!
//! Knows the contract of a store with its values as JSON, and that the app may fail. Knows no database.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use korrigo_core::copy::store::{Append, Record, RequestId, Snapshot, Store, Stored, Written};
use korrigo_core::copy::{ActorId, ChainHash, Checkpoint, CopyId, Timestamp};
use korrigo_core::{Code, Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

/// What a store of an app answers when it cannot.
#[derive(Debug, uniffi::Error)]
pub enum StoreError {
    /// Another time: what was asked may be asked again.
    Busy,
    /// The place where copies are kept cannot be read or written.
    Unavailable,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Busy => "the store is busy",
            Self::Unavailable => "the store cannot be read or written",
        })
    }
}

impl std::error::Error for StoreError {}

impl From<uniffi::UnexpectedUniFFICallbackError> for StoreError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Unavailable
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        let code = match error {
            StoreError::Busy => Code::Busy,
            StoreError::Unavailable => Code::StoreUnavailable,
        };
        Self::new(code, error.to_string())
    }
}

/// Where an app keeps copies: the contract of the core's `Store`, every value as JSON.
#[uniffi::export(with_foreign)]
pub trait CopyStore: Send + Sync {
    /// The time: a JSON number of milliseconds.
    ///
    /// # Errors
    /// When it cannot.
    fn now(&self) -> Result<String, StoreError>;

    /// A copy; JSON `null` for one without a record. `asked`: `[actor, id]`, or `null`.
    ///
    /// # Errors
    /// When it cannot.
    fn load(&self, copy: String, asked: String) -> Result<String, StoreError>;

    /// Appends all or nothing: an array of appends in, what became of it out.
    ///
    /// # Errors
    /// When it cannot; it may have happened all the same.
    fn append(&self, appends: String) -> Result<String, StoreError>;

    /// Keeps a snapshot, unless a newer one is there.
    ///
    /// # Errors
    /// When it cannot.
    fn save_snapshot(&self, snapshot: String) -> Result<(), StoreError>;

    /// All records of a copy, in order.
    ///
    /// # Errors
    /// When it cannot.
    fn history(&self, copy: String) -> Result<String, StoreError>;

    /// Takes away all payloads and snapshots of a copy, then keeps `left`, if it is not `null`.
    ///
    /// # Errors
    /// When it cannot.
    fn erase(&self, copy: String, version: u64, left: String) -> Result<String, StoreError>;

    /// The last link of each of these copies: an object of `[number, hash]`.
    ///
    /// # Errors
    /// When it cannot.
    fn heads(&self, copies: String) -> Result<String, StoreError>;

    /// The checkpoints of an exam, in order.
    ///
    /// # Errors
    /// When it cannot.
    fn checkpoints(&self, exam: String) -> Result<String, StoreError>;

    /// Appends a checkpoint: what became of it.
    ///
    /// # Errors
    /// When it cannot.
    fn append_checkpoint(&self, exam: String, checkpoint: String) -> Result<String, StoreError>;
}

/// A store of an app as the core sees it.
pub(crate) struct Foreign(pub(crate) Arc<dyn CopyStore>);

fn told(value: impl Serialize) -> String {
    json!(value).to_string()
}

fn heard<T: DeserializeOwned>(answer: Result<String, StoreError>) -> Result<T> {
    serde_json::from_str(&answer?)
        .map_err(|_| Error::new(Code::StoreUnavailable, "the store answered with what is not expected of it"))
}

impl Store for Foreign {
    fn now(&mut self) -> Result<Timestamp> {
        heard(self.0.now())
    }

    fn load(&mut self, copy: &CopyId, asked: Option<(&ActorId, &RequestId)>) -> Result<Option<Stored>> {
        heard(self.0.load(copy.as_str().to_owned(), told(asked)))
    }

    fn append(&mut self, appends: &[Append]) -> Result<Written> {
        heard(self.0.append(told(appends)))
    }

    fn save_snapshot(&mut self, snapshot: &Snapshot) -> Result<()> {
        Ok(self.0.save_snapshot(told(snapshot))?)
    }

    fn history(&mut self, copy: &CopyId) -> Result<Vec<Record>> {
        heard(self.0.history(copy.as_str().to_owned()))
    }

    fn erase(&mut self, copy: &CopyId, version: u64, left: Option<&Snapshot>) -> Result<Written> {
        heard(self.0.erase(copy.as_str().to_owned(), version, told(left)))
    }

    fn heads(&mut self, copies: &[CopyId]) -> Result<BTreeMap<CopyId, (u64, ChainHash)>> {
        heard(self.0.heads(told(copies)))
    }

    fn checkpoints(&mut self, exam: &str) -> Result<Vec<Checkpoint>> {
        heard(self.0.checkpoints(exam.to_owned()))
    }

    fn append_checkpoint(&mut self, exam: &str, checkpoint: &Checkpoint) -> Result<Written> {
        heard(self.0.append_checkpoint(exam.to_owned(), told(checkpoint)))
    }
}
