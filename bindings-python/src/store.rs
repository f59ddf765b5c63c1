//! A store of copies that is written in Python.
//!
//! Knows the methods of such a store, which are those of the engine's [`Store`], and that values go there and back as
//! JSON. What a method raises is kept aside and raised where the call was made. Knows no database.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use korrigo_calls::SharedStore;
use korrigo_core::Result;
use korrigo_core::copy::store::{Append, Record, RequestId, Snapshot, Store, Stored, Written};
use korrigo_core::copy::{ActorId, ChainHash, Checkpoint, CopyId, Timestamp};
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::host::Stash;
use crate::value;

/// Whether an object has what only stores have.
pub(crate) fn is_store(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    let py = object.py();
    Ok(object.hasattr(intern!(py, "append_checkpoint"))? && object.hasattr(intern!(py, "load"))?)
}

/// The store of a call.
pub(crate) fn shared(store: Py<PyAny>, stash: &Stash) -> SharedStore {
    Arc::new(Mutex::new(InPython { store, stash: stash.clone() }))
}

/// A store of its own for a case of the conformance suite.
pub(crate) fn fresh(make: &Bound<'_, PyAny>, stash: &Stash) -> Box<dyn Store> {
    let py = make.py();
    let store = match make.call0() {
        Ok(store) => store.unbind(),
        Err(raised) => {
            stash.put(py, raised);
            // Every call on it fails, and what was raised here is raised at the end.
            py.None()
        }
    };
    Box::new(InPython { store, stash: stash.clone() })
}

struct InPython {
    store: Py<PyAny>,
    stash: Stash,
}

impl InPython {
    fn ask<A: Serialize, T: DeserializeOwned>(&self, method: &str, arguments: A) -> Result<T> {
        Python::attach(|py| {
            let asked = || -> PyResult<T> {
                let arguments = serde_json::to_value(arguments).unwrap_or_default();
                let arguments = value::write(py, &arguments)?;
                let arguments = PyTuple::new(py, arguments.try_iter()?.collect::<PyResult<Vec<_>>>()?)?;
                let answer = value::read(&self.store.bind(py).call_method1(method, arguments)?)?;
                serde_path_to_error::deserialize(answer).map_err(|error| {
                    // The parser's own words could repeat what was kept.
                    let message =
                        format!("the store's {method}() gives something else as `{}`", error.path());
                    PyTypeError::new_err(message)
                })
            };
            asked().map_err(|raised| self.stash.put(py, raised))
        })
    }
}

impl Store for InPython {
    fn now(&mut self) -> Result<Timestamp> {
        self.ask("now", NOTHING)
    }

    fn load(&mut self, copy: &CopyId, asked: Option<(&ActorId, &RequestId)>) -> Result<Option<Stored>> {
        self.ask("load", (copy, asked))
    }

    fn append(&mut self, appends: &[Append]) -> Result<Written> {
        self.ask("append", (appends,))
    }

    fn save_snapshot(&mut self, snapshot: &Snapshot) -> Result<()> {
        self.ask("save_snapshot", (snapshot,))
    }

    fn history(&mut self, copy: &CopyId) -> Result<Vec<Record>> {
        self.ask("history", (copy,))
    }

    fn erase(&mut self, copy: &CopyId, version: u64, left: Option<&Snapshot>) -> Result<Written> {
        self.ask("erase", (copy, version, left))
    }

    fn heads(&mut self, copies: &[CopyId]) -> Result<BTreeMap<CopyId, (u64, ChainHash)>> {
        self.ask("heads", (copies,))
    }

    fn checkpoints(&mut self, exam: &str) -> Result<Vec<Checkpoint>> {
        self.ask("checkpoints", (exam,))
    }

    fn append_checkpoint(&mut self, exam: &str, checkpoint: &Checkpoint) -> Result<Written> {
        self.ask("append_checkpoint", (exam, checkpoint))
    }
}

const NOTHING: [(); 0] = [];
