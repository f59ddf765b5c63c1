//! Where copies are kept: what a store promises, and how a command goes through it.
//!
//! Knows records, snapshots, versions and requests that arrive twice; [`handle`] loads, decides, appends, and tries
//! again when somebody was faster. [`Store`] is the contract, [`MemoryStore`] its reference, [`conformance`] the
//! suite that every store must pass, in whatever language it is written. Knows no database and reads no clock.

pub mod conformance;
mod handle;
mod log;
mod memory;
mod open;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use super::chain::{ChainHash, Checkpoint, Link, Payload};
use super::lock::{ActorId, LockToken, Timestamp};
use super::state::{Copy, CopyId};
use super::text_id::text_id;
use crate::error::Result;

pub use handle::{
    Answer, NotDone, Prepared, Request, SNAPSHOT_EVERY, checkpoint, create, erase_history, forget, handle,
    merge, prepare, sync,
};
pub use log::{CopyLog, Log, LogVerified};
pub use memory::MemoryStore;
pub use open::Opened;

text_id! {
    /// The name of a request, given by who asks, the same when it is asked again: 1 to 64 bytes of plain text, best a
    /// random UUID.
    RequestId, VersionConflict "version_conflict", "the id of a request"
}

/// Where copies are kept.
///
/// A store keeps rows and decides nothing. In a database it is one table of [`Record`]s with the key (copy, version),
/// one row a copy for the token and the newest snapshot, and one table of checkpoints. Ids are compared byte by byte:
/// `a`, `A` and `a ` are three ids, and so are the two ways to write `é`.
///
/// Every call is one transaction: it sees one moment, and happens as a whole or not at all. A call that fails answers
/// with `store_unavailable` or `busy`; an [`append`](Self::append) that failed may still have happened, as when the
/// answer is lost on its way: the request is then asked again under its id, which finds out. Several servers may use
/// one store at once.
///
/// [`conformance::run`] tries all of this. Values are [`Serialize`] and [`Deserialize`], so that a store in another
/// language takes and gives them as JSON. Hosts that cannot wait in a call (async servers) implement nothing: they
/// load and append in their own way, with [`Stored::open`] and [`prepare`] in between.
pub trait Store {
    /// The time of the store: one clock for all who use it. It may jump; nothing is lost when it does.
    ///
    /// # Errors
    /// As the trait says.
    fn now(&mut self) -> Result<Timestamp>;

    /// What is needed to decide about a copy, as of one moment; `None` for a copy without a record. `asked`: whose
    /// request of which id may have been answered before.
    ///
    /// # Errors
    /// As the trait says.
    fn load(&mut self, copy: &CopyId, asked: Option<(&ActorId, &RequestId)>) -> Result<Option<Stored>>;

    /// Appends to one copy or several: all, or nothing. A copy whose newest record is not of the version that was
    /// expected (0: it has none) makes it a [`Written::Conflict`].
    ///
    /// # Errors
    /// As the trait says; it may have happened all the same.
    fn append(&mut self, appends: &[Append]) -> Result<Written>;

    /// Keeps a snapshot, unless a newer one of the copy is there. Loading then begins with it.
    ///
    /// # Errors
    /// As the trait says.
    fn save_snapshot(&mut self, snapshot: &Snapshot) -> Result<()>;

    /// All records of a copy, in order; none for a copy that is not there.
    ///
    /// # Errors
    /// As the trait says.
    fn history(&mut self, copy: &CopyId) -> Result<Vec<Record>>;

    /// Takes away the payloads of all records of a copy, and its snapshots; then keeps `left`, if there is one: the
    /// copy lives on. Otherwise the token goes too, and the copy takes no more records and no snapshot: appending to
    /// it is a conflict. Links and requests stay. A conflict when `version` is not that of the newest record.
    ///
    /// # Errors
    /// As the trait says.
    fn erase(&mut self, copy: &CopyId, version: u64, left: Option<&Snapshot>) -> Result<Written>;

    /// The last link of each of these copies that has one: its number and hash.
    ///
    /// # Errors
    /// As the trait says.
    fn heads(&mut self, copies: &[CopyId]) -> Result<BTreeMap<CopyId, (u64, ChainHash)>>;

    /// The checkpoints of an exam, in order. `exam`: the host's id of it.
    ///
    /// # Errors
    /// As the trait says.
    fn checkpoints(&mut self, exam: &str) -> Result<Vec<Checkpoint>>;

    /// Appends a checkpoint; a conflict when its number is not that of the next.
    ///
    /// # Errors
    /// As the trait says.
    fn append_checkpoint(&mut self, exam: &str, checkpoint: &Checkpoint) -> Result<Written>;
}

/// One event as it is kept.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Record {
    /// The version of the copy after it: from 1, without a gap.
    pub version: u64,
    /// The request that it answers; `None` for what is repeated in another way (offline batches).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<RequestKey>,
    /// Its link in the audit chain, when it is a decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
    /// The event; `None` once it was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<Payload>,
}

/// A request that was answered. Of another actor the same id is another request.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct RequestKey {
    /// Who asked.
    pub actor: ActorId,
    /// The id that was given.
    pub id: RequestId,
    /// What was asked, as a hash with the salt of the payload: nobody finds out by trial what was erased.
    pub digest: ChainHash,
}

/// Records to append to one copy.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Append {
    /// The copy.
    pub copy: CopyId,
    /// The version that was loaded; 0 for a copy that is new.
    pub expected: u64,
    /// At least one, of the versions that follow.
    pub records: Vec<Record>,
    /// The token of the copy's lock from now on: it replaces the one that is kept. Nowhere else is a token kept.
    pub token: Option<LockToken>,
}

/// What became of something to be kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Written {
    /// It is kept, durably.
    Done,
    /// Somebody was faster: nothing was kept.
    Conflict,
}

/// A copy as its store gives it.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Stored {
    /// The time of the store.
    pub now: Timestamp,
    /// The newest snapshot.
    pub snapshot: Option<Snapshot>,
    /// All records after it, in order; all there are when there is none.
    pub records: Vec<Record>,
    /// The newest link, wherever it is.
    pub link: Option<Link>,
    /// The token that was kept last.
    pub token: Option<LockToken>,
    /// The records of the request that was asked for, in order, before or after the snapshot.
    pub answered: Vec<Record>,
}

/// A copy at one version. JSON: `{"format":"korrigo.copy/1","copy":{…}}`, without the token of its lock.
#[derive(Clone, PartialEq, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "RawSnapshot")]
pub struct Snapshot(Copy);

const FORMAT: &str = "korrigo.copy/1";

impl Snapshot {
    /// The snapshot of a copy.
    pub const fn new(copy: Copy) -> Self {
        Self(copy)
    }

    /// The copy. Its version is how many events made it.
    pub const fn copy(&self) -> &Copy {
        &self.0
    }
}

impl fmt::Debug for Snapshot {
    // A copy shows nothing of what was written, either.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Snapshot").field(&self.0).finish()
    }
}

impl Serialize for Snapshot {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Snapshot", 2)?;
        object.serialize_field("format", FORMAT)?;
        object.serialize_field("copy", &self.0)?;
        object.end()
    }
}

#[derive(Deserialize, schemars::JsonSchema)]
#[schemars(rename = "Snapshot")]
struct RawSnapshot {
    format: String,
    copy: Copy,
}

impl TryFrom<RawSnapshot> for Snapshot {
    type Error = String;

    fn try_from(raw: RawSnapshot) -> std::result::Result<Self, String> {
        if raw.format == FORMAT { Ok(Self(raw.copy)) } else { Err(format!("the format is not {FORMAT}")) }
    }
}
