//! What every store must keep, tried on a store: for SQL, for Django, for stores in any language.
//!
//! Knows the promises of [`Store`](super::Store), one case each, and a whole story of a copy told while calls fail.
//! Needs no clock that moves and no second thread: two servers at once are two loads before two appends.

mod cases;
mod story;

use std::fmt;

use serde::Serialize;

use super::super::event::Event;
use super::super::lock::{ActorId, LockToken};
use super::super::state::CopyId;
use super::super::{Command, Role};
use super::handle::{NotDone, Request};
use super::open::{Asked, Opened};
use super::{Append, Record, RequestId, Store};
use crate::error::Error;
use crate::geometry::Half;
use crate::id::{PageId, SourceHash};

/// What became of the suite.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Report {
    format: &'static str,
    /// Each case, in order.
    pub cases: Vec<Case>,
}

/// What became of one case.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Case {
    /// Its name: stable.
    pub name: &'static str,
    /// What a store promises.
    pub promise: &'static str,
    /// How this store breaks it; `None` when it keeps it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
}

impl Report {
    /// Whether the store keeps all promises.
    pub fn passed(&self) -> bool {
        self.cases.iter().all(|case| case.fault.is_none())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Case { name, promise, fault } in &self.cases {
            match fault {
                None => writeln!(f, "ok      {name}: {promise}")?,
                Some(fault) => writeln!(f, "BROKEN  {name}: {promise}\n        {fault}")?,
            }
        }
        Ok(())
    }
}

/// Tries a store. `fresh` gives an empty one for each case; two that are given must not share what they keep.
///
/// Takes some thousand calls. See [`MemoryStore`](super::MemoryStore) for an example.
pub fn run(fresh: &mut dyn FnMut() -> Box<dyn Store>) -> Report {
    let cases = cases::ALL.iter().map(|(name, promise, case)| {
        let fault = case(fresh).err().map(|fault| fault.0);
        Case { name, promise, fault }
    });
    Report { format: "korrigo.conformance/1", cases: cases.collect() }
}

/// How a promise was broken.
struct Fault(String);

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self(format!("the store said {error}"))
    }
}

impl From<NotDone> for Fault {
    fn from(not_done: NotDone) -> Self {
        Self(format!("not done: {not_done}"))
    }
}

type Tried = Result<(), Fault>;
type Fresh<'a> = &'a mut dyn FnMut() -> Box<dyn Store>;

fn ensure(holds: bool, otherwise: &str) -> Tried {
    if holds { Ok(()) } else { Err(Fault(otherwise.to_owned())) }
}

/// Who acts in the cases.
const ADMINISTRATOR: (&str, Role) = ("1", Role::Administrator);
const ANNE: (&str, Role) = ("2", Role::Marker);
const BEN: (&str, Role) = ("3", Role::Marker);
const WORKER: (&str, Role) = ("worker", Role::Service);

fn copy_id(id: &str) -> Result<CopyId, Error> {
    CopyId::new(id)
}

fn page(number: usize) -> PageId {
    PageId::new(&SourceHash::of(b"a scan"), number, Half::Whole)
}

/// A request under this id. Its token and salt follow from the id.
fn request((actor, role): (&str, Role), id: &str) -> Result<Request<'static>, Error> {
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(SourceHash::of(id.as_bytes()).as_bytes()).for_each(|(to, from)| *to = *from);
    Ok(Request {
        id: RequestId::new(id)?,
        actor: ActorId::new(actor)?,
        role,
        new_token: LockToken::new(bytes),
        salt: bytes,
        scheme: None,
        variant: None,
    })
}

/// Appends for these commands of an administrator, on top of what was loaded.
fn append(opened: Opened, commands: &[Command], id: &str) -> Result<Append, Fault> {
    let request = request(ADMINISTRATOR, id)?;
    let (mut copy, mut events): (_, Vec<Event>) = (opened.copy.clone(), Vec::new());
    for command in commands {
        for event in
            super::super::decide(&copy, command, &request.context(opened.now)).map_err(NotDone::from)?
        {
            copy.apply(&event);
            events.push(event);
        }
    }
    let asked = Asked { actor: &request.actor, id: &request.id, what: "" };
    Ok(opened.append(&events, request.salt, Some(asked))?.0)
}

/// What makes a new copy of two pages.
fn birth(store: &mut dyn Store, id: &CopyId) -> Result<Append, Fault> {
    let opened = Opened::new(id, store.now()?);
    append(opened, &[Command::Staple { pages: vec![page(0), page(1)] }, Command::Validate], "birth")
}

fn open(store: &mut dyn Store, id: &CopyId) -> Result<Opened, Fault> {
    match store.load(id, None)? {
        Some(stored) => Ok(stored.open(id)?),
        None => Err(Fault(format!("copy {:?} was appended to and is not there", id.as_str()))),
    }
}

fn versions(records: &[Record]) -> Vec<u64> {
    records.iter().map(|record| record.version).collect()
}
