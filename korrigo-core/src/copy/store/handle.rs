//! A command on its way through a store: load, decide, append, and again when somebody was faster.
//!
//! Knows that a request may come twice, that an answer may be lost, and that two servers may decide at once. Decides
//! nothing itself: that is [`decide`]'s. Every function here is a loop over pure parts, which other hosts may use.

use serde::Serialize;

use super::super::chain::Checkpoint;
use super::super::command::{Command, Context, Role};
use super::super::decide::decide;
use super::super::event::Event;
use super::super::lock::{ActorId, LockToken, Timestamp};
use super::super::offline::{self, OfflineBatch, Outcome};
use super::super::refusal::Refusal;
use super::super::state::{Copy, CopyId};
use super::open::{Asked, Opened, token};
use super::{Append, RequestId, Snapshot, Store, Stored, Written};
use crate::error::{Code, Error, Result};
use crate::exam::Scheme;
use crate::id::PageId;

/// A snapshot is kept whenever a copy passes a multiple of so many events: loading then reads no more than these.
pub const SNAPSHOT_EVERY: u64 = 500;

/// How often somebody else may be faster before the request is told to come again.
const ATTEMPTS: usize = 8;

/// Who asks, and what the machine cannot know itself; the time comes from the store.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// Its name: the same when it is asked again because no answer came.
    pub id: RequestId,
    /// Who asks.
    pub actor: ActorId,
    /// What that person or service may do.
    pub role: Role,
    /// A fresh token, in case a lock is granted.
    pub new_token: LockToken,
    /// 16 fresh random bytes for the payloads of the audit chain.
    pub salt: [u8; 16],
    /// The exam's marking scheme, where it has one.
    pub scheme: Option<&'a Scheme>,
    /// The copy's subject, where the exam has several.
    pub variant: Option<&'a str>,
}

impl<'a> Request<'a> {
    pub(super) fn context(&self, now: Timestamp) -> Context<'a> {
        Context {
            now,
            actor: self.actor.clone(),
            role: self.role,
            new_token: self.new_token,
            scheme: self.scheme,
            variant: self.variant,
        }
    }

    fn asked<'s>(&'s self, what: &'s str) -> Asked<'s> {
        Asked { actor: &self.actor, id: &self.id, what }
    }

    fn key(&self) -> (&ActorId, &RequestId) {
        (&self.actor, &self.id)
    }

    /// The answer for who asked: the token is for the owner of the lock alone.
    fn answer(&self, copy: Copy, now: Timestamp, events: Vec<Event>, repeated: bool) -> Answer {
        let own = copy.lock(now).is_some_and(|lock| lock.owner == self.actor);
        let token = if own { token(&copy) } else { None };
        Answer { copy, now, token, events, repeated }
    }
}

/// What was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The copy as it is now. It holds the token of whoever has the lock: it is not for everybody as it stands.
    pub copy: Copy,
    /// The time of the store.
    pub now: Timestamp,
    /// The token of the lock, for who asked, when the lock is theirs.
    pub token: Option<LockToken>,
    /// What the request made happen: now, or when it came first.
    pub events: Vec<Event>,
    /// Whether it had been answered before, and nothing happened now.
    pub repeated: bool,
}

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq)]
pub enum NotDone {
    /// It is not allowed.
    Refused(Box<Refusal>),
    /// It could not be done: the store failed, the copy is not there, or too many were faster (`busy`). What a failing
    /// store was to append may be there all the same: the request comes again under its id.
    Failed(Error),
}

impl NotDone {
    /// The code.
    pub fn code(&self) -> Code {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::Failed(error) => error.code(),
        }
    }
}

impl From<Error> for NotDone {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<Refusal> for NotDone {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl std::fmt::Display for NotDone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(f),
            Self::Failed(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for NotDone {}

/// What has to be done for a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Prepared {
    /// Nothing more: this is the answer.
    Answer(Box<Answer>),
    /// Append this; when it is done, this is the answer. After a conflict, load and prepare again.
    Append(Box<Append>, Box<Answer>),
}

/// Decides about a command to a copy that was loaded. Pure: for hosts that load and append in their own way.
///
/// # Errors
/// A [`Refusal`] of [`decide`]; `version_conflict` when another command was asked under the id; as [`Stored::open`].
pub fn prepare(
    stored: Stored,
    copy: &CopyId,
    command: &Command,
    request: &Request<'_>,
) -> Result<Prepared, NotDone> {
    let what = json(command)?;
    let earlier = earlier(&stored, request.asked(&what))?;
    let opened = stored.open(copy)?;
    if let Some(events) = earlier {
        return Ok(Prepared::Answer(Box::new(request.answer(opened.copy, opened.now, events, true))));
    }
    let events = decide(&opened.copy, command, &request.context(opened.now))?;
    prepared(opened, events, request, Some(request.asked(&what)))
}

/// What the request made happen when it came before.
fn earlier(stored: &Stored, asked: Asked<'_>) -> Result<Option<Vec<Event>>> {
    if stored.answered.is_empty() { Ok(None) } else { asked.answered(&stored.answered).map(Some) }
}

fn prepared(
    opened: Opened,
    events: Vec<Event>,
    request: &Request<'_>,
    asked: Option<Asked<'_>>,
) -> Result<Prepared, NotDone> {
    let now = opened.now;
    if events.is_empty() {
        return Ok(Prepared::Answer(Box::new(request.answer(opened.copy, now, events, false))));
    }
    let (append, copy) = opened.append(&events, request.salt, asked)?;
    Ok(Prepared::Append(Box::new(append), Box::new(request.answer(copy, now, events, false))))
}

/// Carries a command out.
///
/// Asked again under its id, it does nothing and answers as before: an answer that was lost costs nothing.
///
/// # Errors
/// [`NotDone`]: as [`prepare`]; `not_found` for a copy that is not there; `busy` when others were faster eight times;
/// what the store says.
///
/// ```
/// use korrigo_core::copy::store::{MemoryStore, Request, RequestId, create, handle};
/// use korrigo_core::copy::{ActorId, Command, CopyId, LockToken, Role};
/// use korrigo_core::geometry::Half;
/// use korrigo_core::id::{PageId, SourceHash};
///
/// let mut store = MemoryStore::default();
/// let copy = CopyId::new("MATH-0417")?;
/// let request = |id: &str| Request {
///     id: RequestId::new(id).unwrap(),
///     actor: ActorId::new("1").unwrap(),
///     role: Role::Administrator,
///     new_token: LockToken::new([7; 16]),
///     salt: [7; 16],
///     scheme: None,
///     variant: None,
/// };
/// let page = PageId::new(&SourceHash::of(b"a scan"), 0, Half::Right);
/// create(&mut store, &copy, &[page], &request("a"))?;
/// let answer = handle(&mut store, &copy, &Command::Validate, &request("b"))?;
/// assert!(!answer.repeated && answer.copy.version == 2);
/// assert!(handle(&mut store, &copy, &Command::Validate, &request("b"))?.repeated);
/// let refused = handle(&mut store, &copy, &Command::Retry, &request("c")).unwrap_err();
/// assert_eq!(refused.code().as_str(), "invalid_transition");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn handle(
    store: &mut dyn Store,
    copy: &CopyId,
    command: &Command,
    request: &Request<'_>,
) -> Result<Answer, NotDone> {
    until_done(|| {
        let stored = load(store, copy, request)?;
        append(store, prepare(stored, copy, command, request)?)
    })
}

/// Makes a copy of these pages. Its first event says so.
///
/// # Errors
/// As [`handle`]; `version_conflict` when there is a copy of this name that was made by another request.
pub fn create(
    store: &mut dyn Store,
    copy: &CopyId,
    pages: &[PageId],
    request: &Request<'_>,
) -> Result<Answer, NotDone> {
    let command = Command::Staple { pages: pages.to_vec() };
    let what = json(&command)?;
    until_done(|| {
        if let Some(stored) = store.load(copy, Some(request.key()))? {
            let Some(events) = earlier(&stored, request.asked(&what))? else {
                return Err(Error::new(Code::VersionConflict, "there is a copy of this name already").into());
            };
            let opened = stored.open(copy)?;
            return Ok(Some(request.answer(opened.copy, opened.now, events, true)));
        }
        let opened = Opened::new(copy, store.now()?);
        let events = decide(&opened.copy, &command, &request.context(opened.now))?;
        append(store, prepared(opened, events, request, Some(request.asked(&what)))?)
    })
}

/// Takes in what was done offline, and what became of each command. A batch that comes again is known by the numbers
/// of its commands.
///
/// # Errors
/// As [`handle`]; a [`Refusal`] of [`offline::sync`].
pub fn sync(
    store: &mut dyn Store,
    copy: &CopyId,
    batch: &OfflineBatch,
    request: &Request<'_>,
) -> Result<(Answer, Vec<(u64, Outcome)>), NotDone> {
    until_done(|| {
        let opened = load(store, copy, request)?.open(copy)?;
        let synced = offline::sync(&opened.copy, batch, &request.context(opened.now))?;
        let done = append(store, prepared(opened, synced.events, request, None)?)?;
        Ok(done.map(|answer| (answer, synced.outcomes)))
    })
}

/// Joins two copies, both or neither: see [`merge`](super::super::merge()). Answers for `into`, then `from`.
///
/// # Errors
/// As [`handle`]; a [`Refusal`] of [`merge`](super::super::merge()).
pub fn merge(
    store: &mut dyn Store,
    into: &CopyId,
    from: &CopyId,
    request: &Request<'_>,
) -> Result<[Answer; 2], NotDone> {
    let what = json(&("merge", into, from))?;
    let asked = request.asked(&what);
    until_done(|| {
        let [ours, theirs] = [load(store, into, request)?, load(store, from, request)?];
        if let (Some(here), Some(there)) = (earlier(&ours, asked)?, earlier(&theirs, asked)?) {
            let [ours, theirs] = [ours.open(into)?, theirs.open(from)?];
            return Ok(Some([
                request.answer(ours.copy, ours.now, here, true),
                request.answer(theirs.copy, theirs.now, there, true),
            ]));
        }
        let [ours, theirs] = [ours.open(into)?, theirs.open(from)?];
        let now = ours.now;
        let (here, there) = super::super::merge(&ours.copy, &theirs.copy, &request.context(now))?;
        let (first, into) = ours.append(&here, request.salt, Some(asked))?;
        let (second, from) = theirs.append(&there, request.salt, Some(asked))?;
        Ok(match store.append(&[first, second])? {
            Written::Conflict => None,
            Written::Done => {
                Some([request.answer(into, now, here, false), request.answer(from, now, there, false)])
            }
        })
    })
}

/// Chains the heads of these copies, which should be all of the exam, at a release, an export or because it is time.
///
/// # Errors
/// What the store says; `busy` when others were faster eight times.
pub fn checkpoint(
    store: &mut dyn Store,
    exam: &str,
    copies: &[CopyId],
    reason: &str,
) -> Result<Checkpoint, NotDone> {
    until_done(|| {
        let last = store.checkpoints(exam)?.pop();
        let (at, heads) = (store.now()?, store.heads(copies)?);
        let next = Checkpoint::next(exam, last.as_ref(), at, reason, heads);
        let written = store.append_checkpoint(exam, &next)?;
        Ok((written == Written::Done).then_some(next))
    })
}

/// Erases what was ever written about a copy; what it is now stays, and its chain still verifies.
///
/// # Errors
/// As [`handle`].
pub fn erase_history(store: &mut dyn Store, copy: &CopyId) -> Result<(), NotDone> {
    until_done(|| {
        let stored = store.load(copy, None)?.ok_or_else(unknown)?;
        let now = stored.open(copy)?.copy;
        let (version, left) = (now.version, Snapshot::new(now));
        Ok((store.erase(copy, version, Some(&left))? == Written::Done).then_some(()))
    })
}

/// Erases a copy and what was ever written about it. Its chain stays, and still verifies.
///
/// # Errors
/// As [`handle`].
pub fn forget(store: &mut dyn Store, copy: &CopyId) -> Result<(), NotDone> {
    until_done(|| {
        let version = store.history(copy)?.last().ok_or_else(unknown)?.version;
        Ok((store.erase(copy, version, None)? == Written::Done).then_some(()))
    })
}

fn load(store: &mut dyn Store, copy: &CopyId, request: &Request<'_>) -> Result<Stored, NotDone> {
    Ok(store.load(copy, Some(request.key()))?.ok_or_else(unknown)?)
}

/// Appends what was prepared; `None` when somebody was faster.
fn append(store: &mut dyn Store, prepared: Prepared) -> Result<Option<Answer>, NotDone> {
    let (append, answer) = match prepared {
        Prepared::Answer(answer) => return Ok(Some(*answer)),
        Prepared::Append(append, answer) => (append, answer),
    };
    let before = append.expected / SNAPSHOT_EVERY;
    if store.append(&[*append])? == Written::Conflict {
        return Ok(None);
    }
    if answer.copy.version / SNAPSHOT_EVERY > before {
        // It only makes loading faster: the request is done, whether or not this succeeds.
        drop(store.save_snapshot(&Snapshot::new(answer.copy.clone())));
    }
    Ok(Some(*answer))
}

fn until_done<T>(mut attempt: impl FnMut() -> Result<Option<T>, NotDone>) -> Result<T, NotDone> {
    for _ in 0..ATTEMPTS {
        if let Some(done) = attempt()? {
            return Ok(done);
        }
    }
    Err(Error::new(Code::Busy, "others changed this at the same moment").hint("ask again").into())
}

fn unknown() -> Error {
    Error::new(Code::NotFound, "there is no such copy")
}

fn json(what: &impl Serialize) -> Result<String> {
    serde_json::to_string(what)
        .map_err(|_| Error::new(Code::Internal, "what was asked cannot be written as JSON"))
}
