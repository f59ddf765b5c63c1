//! Codes that no vector meets: those of stores that several use, and of the server.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use korrigo_calls::{Failure, Item, Unattended, call};
use korrigo_core::copy::store::{Append, MemoryStore, Record, RequestId, Snapshot, Store, Stored, Written};
use korrigo_core::copy::{ActorId, ChainHash, Checkpoint, CopyId, Timestamp};
use korrigo_core::{Code, Error, Result};
use serde_json::json;

/// A store to which somebody else always was faster.
struct Contended(MemoryStore);

impl Store for Contended {
    fn now(&mut self) -> Result<Timestamp> {
        self.0.now()
    }

    fn load(&mut self, copy: &CopyId, asked: Option<(&ActorId, &RequestId)>) -> Result<Option<Stored>> {
        self.0.load(copy, asked)
    }

    fn append(&mut self, _: &[Append]) -> Result<Written> {
        Ok(Written::Conflict)
    }

    fn save_snapshot(&mut self, snapshot: &Snapshot) -> Result<()> {
        self.0.save_snapshot(snapshot)
    }

    fn history(&mut self, copy: &CopyId) -> Result<Vec<Record>> {
        self.0.history(copy)
    }

    fn erase(&mut self, _: &CopyId, _: u64, _: Option<&Snapshot>) -> Result<Written> {
        Err(Error::new(Code::StoreUnavailable, "the store cannot be written"))
    }

    fn heads(&mut self, copies: &[CopyId]) -> Result<BTreeMap<CopyId, (u64, ChainHash)>> {
        self.0.heads(copies)
    }

    fn checkpoints(&mut self, exam: &str) -> Result<Vec<Checkpoint>> {
        self.0.checkpoints(exam)
    }

    fn append_checkpoint(&mut self, _: &str, _: &Checkpoint) -> Result<Written> {
        Ok(Written::Conflict)
    }
}

#[test]
fn a_host_s_own_store_is_used_and_may_be_contended() {
    let store = Item::Store(Arc::new(Mutex::new(Contended(MemoryStore::default()))));
    let input = json!({ "store": 0, "exam": "maths", "copies": [], "reason": "release" });
    let failure =
        call("copy::store::checkpoint", input, std::slice::from_ref(&store), &Unattended).unwrap_err();
    assert_eq!(failure.code(), Code::Busy);
    // Its clock is its own.
    let input = json!({ "this": 0, "now": 5 });
    let failure = call("copy::store::MemoryStore::set_now", input, &[store], &Unattended).unwrap_err();
    assert_eq!(failure.code(), Code::Internal);
}

#[test]
fn every_code_can_be_told() {
    for code in Code::ALL {
        let told = Failure::from(Error::new(*code, "a sentence").hint("what to do")).to_value();
        assert_eq!(told, json!({ "code": code.as_str(), "message": "a sentence", "hint": "what to do" }));
    }
}
