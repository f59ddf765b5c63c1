//! The store that forgets everything at the end: the reference of the contract, and what tests use.
//!
//! Knows maps. Keeps snapshots as the JSON a database would keep, and its clock is moved by whoever owns it.

use std::collections::BTreeMap;

use super::super::chain::{ChainHash, Checkpoint};
use super::super::lock::{ActorId, LockToken, Timestamp};
use super::super::state::CopyId;
use super::{Append, Record, RequestId, Snapshot, Store, Stored, Written};
use crate::error::{Code, Error, Result};

/// A store in memory.
///
/// ```
/// use korrigo_core::copy::store::{MemoryStore, conformance};
///
/// let report = conformance::run(&mut || Box::new(MemoryStore::default()));
/// assert!(report.passed(), "{report}");
/// ```
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    now: Timestamp,
    copies: BTreeMap<CopyId, Kept>,
    exams: BTreeMap<String, Vec<Checkpoint>>,
}

#[derive(Clone, Debug, Default)]
struct Kept {
    records: Vec<Record>,
    /// Its version and JSON.
    snapshot: Option<(u64, String)>,
    token: Option<LockToken>,
    /// Whether its content was erased and nothing was left.
    gone: bool,
}

impl MemoryStore {
    /// Sets the clock.
    pub const fn set_now(&mut self, now: Timestamp) {
        self.now = now;
    }
}

impl Kept {
    fn version(&self) -> u64 {
        self.records.last().map_or(0, |record| record.version)
    }

    fn keep(&mut self, snapshot: &Snapshot) -> Result<()> {
        let failed = |_| Error::new(Code::Internal, "a copy cannot be written as JSON");
        let json = serde_json::to_string(snapshot).map_err(failed)?;
        self.snapshot = Some((snapshot.copy().version, json));
        Ok(())
    }

    fn load(&self, now: Timestamp, asked: Option<(&ActorId, &RequestId)>) -> Result<Stored> {
        let failed = |_| Error::new(Code::StoreUnavailable, "a snapshot cannot be read");
        let snapshot = match &self.snapshot {
            Some((_, json)) => Some(serde_json::from_str(json).map_err(failed)?),
            None => None,
        };
        let since = self.snapshot.as_ref().map_or(0, |(version, _)| *version);
        let later = self.records.iter().filter(|record| record.version > since);
        let of_request = |record: &&Record| {
            let key = record.request.as_ref();
            key.zip(asked).is_some_and(|(key, (actor, id))| key.actor == *actor && key.id == *id)
        };
        Ok(Stored {
            now,
            snapshot,
            records: later.cloned().collect(),
            link: self.records.iter().rev().find_map(|record| record.link.clone()),
            token: self.token,
            answered: self.records.iter().filter(of_request).cloned().collect(),
        })
    }
}

impl Store for MemoryStore {
    fn now(&mut self) -> Result<Timestamp> {
        Ok(self.now)
    }

    fn load(&mut self, copy: &CopyId, asked: Option<(&ActorId, &RequestId)>) -> Result<Option<Stored>> {
        self.copies.get(copy).map(|kept| kept.load(self.now, asked)).transpose()
    }

    fn append(&mut self, appends: &[Append]) -> Result<Written> {
        let stands = |append: &Append| match self.copies.get(&append.copy) {
            Some(kept) => kept.version() == append.expected && !kept.gone,
            None => append.expected == 0,
        };
        if !appends.iter().all(stands) {
            return Ok(Written::Conflict);
        }
        for append in appends {
            let kept = self.copies.entry(append.copy.clone()).or_default();
            kept.records.extend_from_slice(&append.records);
            kept.token = append.token;
        }
        Ok(Written::Done)
    }

    fn save_snapshot(&mut self, snapshot: &Snapshot) -> Result<()> {
        let Some(kept) = self.copies.get_mut(&snapshot.copy().id) else { return Ok(()) };
        let newest = kept.snapshot.as_ref().map_or(0, |(version, _)| *version);
        if snapshot.copy().version > newest && !kept.gone { kept.keep(snapshot) } else { Ok(()) }
    }

    fn history(&mut self, copy: &CopyId) -> Result<Vec<Record>> {
        Ok(self.copies.get(copy).map(|kept| kept.records.clone()).unwrap_or_default())
    }

    fn erase(&mut self, copy: &CopyId, version: u64, left: Option<&Snapshot>) -> Result<Written> {
        let Some(kept) = self.copies.get_mut(copy).filter(|kept| kept.version() == version) else {
            return Ok(Written::Conflict);
        };
        for record in &mut kept.records {
            record.payload = None;
        }
        kept.snapshot = None;
        if let Some(snapshot) = left {
            kept.keep(snapshot)?;
        } else {
            (kept.token, kept.gone) = (None, true);
        }
        Ok(Written::Done)
    }

    fn heads(&mut self, copies: &[CopyId]) -> Result<BTreeMap<CopyId, (u64, ChainHash)>> {
        let head = |copy: &CopyId| {
            let link = self.copies.get(copy)?.records.iter().rev().find_map(|record| record.link.as_ref())?;
            Some((copy.clone(), (link.sequence, link.hash)))
        };
        Ok(copies.iter().filter_map(head).collect())
    }

    fn checkpoints(&mut self, exam: &str) -> Result<Vec<Checkpoint>> {
        Ok(self.exams.get(exam).cloned().unwrap_or_default())
    }

    fn append_checkpoint(&mut self, exam: &str, checkpoint: &Checkpoint) -> Result<Written> {
        let checkpoints = self.exams.entry(exam.to_owned()).or_default();
        if checkpoint.sequence != checkpoints.len() as u64 {
            return Ok(Written::Conflict);
        }
        checkpoints.push(checkpoint.clone());
        Ok(Written::Done)
    }
}
