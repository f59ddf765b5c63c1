//! How a copy comes out of what is kept, and how events become what is kept.
//!
//! Knows that a snapshot and the records after it are the copy. Trusts the store to keep what it was given, and says
//! so when it did not.

use super::super::chain::{ChainHash, Link, Payload};
use super::super::event::Event;
use super::super::lock::{ActorId, LockToken, Timestamp};
use super::super::state::{Copy, CopyId};
use super::{Append, Record, RequestId, RequestKey, Stored};
use crate::error::{Code, Error, Result};

/// A copy that can be decided about.
#[derive(Clone, Debug)]
pub struct Opened {
    /// It, with the token of its lock.
    pub copy: Copy,
    /// The time of the store.
    pub now: Timestamp,
    /// The newest link of its chain.
    pub link: Option<Link>,
}

impl Stored {
    /// The copy: the snapshot and what happened since. Linear in the records after the snapshot.
    ///
    /// # Errors
    /// `not_found` for a copy whose content was erased; `store_unavailable` when records are missing, out of order or
    /// not to be read.
    pub fn open(self, id: &CopyId) -> Result<Opened> {
        let mut copy = self.snapshot.map_or_else(|| Copy::new(id.clone(), Vec::new()), |snapshot| snapshot.0);
        for record in &self.records {
            if Some(record.version) != copy.version.checked_add(1) {
                return Err(unreadable("records of the copy are missing or out of order"));
            }
            copy.apply(&event(record)?);
        }
        if let (Some(lock), Some(token)) = (&mut copy.last_lock, self.token) {
            lock.token = lock.token.with_plain(token);
        }
        Ok(Opened { copy, now: self.now, link: self.link })
    }
}

impl Opened {
    /// A copy that is not there yet.
    pub(super) fn new(id: &CopyId, now: Timestamp) -> Self {
        Self { copy: Copy::new(id.clone(), Vec::new()), now, link: None }
    }

    /// What these events make of the copy, and what has to be appended for it. `salt`: 16 fresh random bytes;
    /// `request`: who asked for what, if that can come again.
    ///
    /// # Errors
    /// `internal` when an event cannot be written as JSON.
    pub fn append(
        self,
        events: &[Event],
        salt: [u8; 16],
        request: Option<Asked<'_>>,
    ) -> Result<(Append, Copy)> {
        let Self { mut copy, mut link, .. } = self;
        let expected = copy.version;
        let mut records = Vec::with_capacity(events.len());
        for event in events {
            copy.apply(event);
            let payload = Payload::new(event, salt_of(salt, copy.version))?;
            let next = Link::next(&copy.id, link.as_ref(), event, &payload)?;
            let request = request.map(|asked| asked.key(&payload));
            records.push(Record {
                version: copy.version,
                request,
                link: next.clone(),
                payload: Some(payload),
            });
            link = next.or(link);
        }
        let append = Append { copy: copy.id.clone(), expected, records, token: token(&copy) };
        Ok((append, copy))
    }
}

/// The token that has to be kept with a copy.
pub(super) fn token(copy: &Copy) -> Option<LockToken> {
    copy.last_lock.as_ref().and_then(|lock| lock.token.plain())
}

/// Each payload has its own salt, so that two that say the same do not look the same.
fn salt_of(salt: [u8; 16], version: u64) -> [u8; 16] {
    let hash = ChainHash::of(&[b"korrigo.salt/1", &salt, &version.to_be_bytes()]);
    let mut own = [0; 16];
    own.iter_mut().zip(hash.as_bytes()).for_each(|(to, from)| *to = *from);
    own
}

/// Who asked for what, under which id.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub(super) actor: &'a ActorId,
    pub(super) id: &'a RequestId,
    /// What was asked, as JSON.
    pub(super) what: &'a str,
}

impl Asked<'_> {
    fn key(self, payload: &Payload) -> RequestKey {
        let digest = ChainHash::of(&[b"korrigo.request/1", payload.salt.as_bytes(), self.what.as_bytes()]);
        RequestKey { actor: self.actor.clone(), id: self.id.clone(), digest }
    }

    /// What these records answered, when they answered this.
    ///
    /// # Errors
    /// `version_conflict` when something else was asked under the id; `store_unavailable` as [`Stored::open`].
    pub(super) fn answered(self, records: &[Record]) -> Result<Vec<Event>> {
        let mut events = Vec::with_capacity(records.len());
        for record in records {
            // What was erased cannot be told any more, and cannot be compared.
            let Some(payload) = &record.payload else { continue };
            if record.request.as_ref() != Some(&self.key(payload)) {
                let message = "something else was asked under the id of this request";
                return Err(Error::new(Code::VersionConflict, message).hint("give every request a new id"));
            }
            events.push(event(record)?);
        }
        Ok(events)
    }
}

fn event(record: &Record) -> Result<Event> {
    let Some(payload) = &record.payload else {
        return Err(Error::new(Code::NotFound, "the content of this copy was erased"));
    };
    // The parser's words could repeat what was written.
    serde_json::from_str(&payload.event).map_err(|_| unreadable("a record of the copy cannot be read"))
}

fn unreadable(message: &str) -> Error {
    Error::new(Code::StoreUnavailable, message).with_detail("store.unreadable")
}
