//! Where copies are kept: a command's way through a store, and its parts for hosts that load and append themselves.

use std::sync::{Arc, Mutex};

use korrigo_core::copy::store::{
    self, Append, Log, LogVerified, MemoryStore, NotDone, RequestId, Snapshot, Stored,
};
use korrigo_core::copy::{
    ActorId, Checkpoint, Command, Copy, CopyId, Event, Fact, Link, LockToken, OfflineBatch, Role, Timestamp,
};
use korrigo_core::exam::Scheme;
use korrigo_core::id::PageId;
use korrigo_core::{Limits, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::copy::{CommandOutcome, Salt};
use super::document::CallLimits;
use super::{inputs, outputs};
use crate::desk::{Desk, File, Item, Kept};
use crate::table::Room;

inputs! {
    NewStore { /// The time of its clock.
        #[serde(default)] now: Timestamp }
    SetNow { /// The store.
        this: Kept, /// The time.
        now: Timestamp }
    Handle { /// The store.
        store: Kept, /// The copy.
        copy: CopyId, /// What is asked.
        command: Command, /// Who asks.
        request: Request }
    Create { /// The store.
        store: Kept, /// The name of the copy.
        copy: CopyId, /// Its pages, in order.
        pages: Vec<PageId>, /// Who asks.
        request: Request }
    Sync { /// The store.
        store: Kept, /// The copy.
        copy: CopyId, /// What was done offline.
        batch: OfflineBatch, /// Who asks.
        request: Request }
    Merge { /// The store.
        store: Kept, /// The copy that stays.
        into: CopyId, /// The copy whose pages it gets.
        from: CopyId, /// Who asks.
        request: Request }
    TakeCheckpoint { /// The store.
        store: Kept, /// The host's id of the exam.
        exam: String, /// All copies of the exam.
        copies: Vec<CopyId>, /// Why: release, export, or because it is time.
        reason: String }
    OneCopy { /// The store.
        store: Kept, /// The copy.
        copy: CopyId }
    Prepare { /// The copy as its store gives it.
        stored: Stored, /// The copy.
        copy: CopyId, /// What is asked.
        command: Command, /// Who asks.
        request: Request }
    Open { /// The copy as its store gives it.
        this: Stored, /// The copy.
        copy: CopyId }
    Appended { /// The copy that was opened.
        this: Opened, /// What happens to it.
        events: Vec<Event>, /// The token that was given beside the events, when one was: the store keeps it.
        #[serde(default)] token: Option<LockToken>, /// 16 fresh random bytes.
        salt: Salt }
    NewSnapshot { /// The copy.
        copy: Copy }
    LogOf { /// The store.
        store: Kept, /// The host's id of the exam.
        exam: String, /// Its copies.
        copies: Vec<CopyId> }
    ReadLog { /// The file: bytes of JSON.
        json: File, /// What reading it may cost.
        #[serde(default)] limits: CallLimits }
    OneLog { /// The log.
        this: Log }
}

/// Who asks, and what the machine cannot know itself; the time comes from the store.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Request {
    /// Its name: the same when it is asked again because no answer came. Best a random UUID.
    id: RequestId,
    /// Who asks.
    actor: ActorId,
    /// What that person or service may do.
    role: Role,
    /// A fresh token, in case a lock is granted: 32 hexadecimal digits of 16 random bytes.
    new_token: LockToken,
    /// 16 fresh random bytes for the payloads of the audit chain, as 32 hexadecimal digits.
    salt: Salt,
    /// The exam's marking scheme, where it has one.
    #[serde(default)]
    scheme: Option<Scheme>,
    /// The copy's subject, where the exam has several.
    #[serde(default)]
    variant: Option<String>,
}

impl Request {
    fn borrowed(&self) -> store::Request<'_> {
        store::Request {
            id: self.id.clone(),
            actor: self.actor.clone(),
            role: self.role,
            new_token: self.new_token,
            salt: self.salt.0,
            scheme: self.scheme.as_ref(),
            variant: self.variant.as_deref(),
        }
    }
}

/// A copy that can be decided about.
#[derive(Deserialize, Serialize, JsonSchema)]
struct Opened {
    /// The copy. It holds the hash of its lock's token, never the token.
    copy: Copy,
    /// The token of its lock, as the store kept it: nobody but the owner of the lock may see it.
    token: Option<LockToken>,
    /// The time of the store.
    now: Timestamp,
    /// The newest link of its chain.
    link: Option<Link>,
}

impl From<store::Opened> for Opened {
    fn from(opened: store::Opened) -> Self {
        let token = opened.copy.last_lock.as_ref().and_then(|lock| lock.token.plain());
        Self { copy: opened.copy, token, now: opened.now, link: opened.link }
    }
}

impl From<Opened> for store::Opened {
    fn from(opened: Opened) -> Self {
        let mut copy = opened.copy;
        if let (Some(lock), Some(token)) = (&mut copy.last_lock, opened.token) {
            lock.token = lock.token.with_plain(token);
        }
        Self { copy, now: opened.now, link: opened.link }
    }
}

outputs! {
    /// What was done.
    Answer {
        /// The copy as it is now. It holds the hash of its lock's token, never the token.
        copy: Copy,
        /// The time of the store.
        now: Timestamp,
        /// The token of the lock, for who asked, when the lock is theirs.
        token: Option<LockToken>,
        /// What the request made happen: now, or when it came first.
        events: Vec<Event>,
        /// Whether it had been answered before, and nothing happened now.
        repeated: bool,
    }
    /// What was taken in of a batch.
    StoreSynced {
        /// What was done.
        answer: Answer,
        /// What became of each command, in order.
        outcomes: Vec<CommandOutcome>,
    }
    /// Two copies that were joined.
    StoreMerged {
        /// The copy that stays.
        into: Answer,
        /// The copy whose pages it got.
        from: Answer,
    }
    /// What has to be done for a request.
    Prepared {
        /// What to append first, token included. After a conflict, load and prepare again. Nothing when the answer
        /// stands already.
        append: Option<Append>,
        /// The answer, when that is done.
        answer: Answer,
    }
    /// What these events make of a copy.
    AppendedCopy {
        /// What has to be appended for it, token included.
        append: Append,
        /// The copy after it. It holds the hash of its lock's token, never the token.
        copy: Copy,
    }
    /// What a look at a log found, and whether everything stands.
    LogReport {
        /// What was found.
        #[serde(flatten)]
        found: LogVerified,
        /// Whether everything stands.
        stands: bool,
    }
}

impl From<store::Answer> for Answer {
    fn from(answer: store::Answer) -> Self {
        let store::Answer { copy, now, token, events, repeated } = answer;
        Self { copy, now, token, events, repeated }
    }
}

pub(super) fn fill(room: &mut Room<'_>) {
    memory(room);
    requests(room);
    exams(room);
    parts(room);
}

fn memory(room: &mut Room<'_>) {
    room.short(
        "copy::store::MemoryStore::new",
        "A store that forgets everything at the end; its clock stands until it is set.",
        |i: NewStore, desk| -> Result<Kept> {
            let mut store = MemoryStore::default();
            store.set_now(i.now);
            Ok(desk.give(Item::Store(Arc::new(Mutex::new(store)))))
        },
    );
    room.short("copy::store::MemoryStore::set_now", "Sets the clock of the store.", |i: SetNow, desk| {
        desk.memory(i.this, |store| store.set_now(i.now))
    });
}

fn requests(room: &mut Room<'_>) {
    room.short(
        "copy::store::create",
        "Makes a copy of these pages.",
        |i: Create, desk| -> Result<Answer, NotDone> {
            let mut store = desk.store(i.store)?;
            store::create(&mut *store, &i.copy, &i.pages, &i.request.borrowed()).map(Answer::from)
        },
    );
    room.short(
        "copy::store::handle",
        "Carries a command out. Asked again under its id, it does nothing and answers as before.",
        |i: Handle, desk| -> Result<Answer, NotDone> {
            let mut store = desk.store(i.store)?;
            store::handle(&mut *store, &i.copy, &i.command, &i.request.borrowed()).map(Answer::from)
        },
    );
    room.short(
        "copy::store::sync",
        "Takes in what was done offline, and says what became of each command.",
        |i: Sync, desk| -> Result<StoreSynced, NotDone> {
            let mut store = desk.store(i.store)?;
            let (answer, outcomes) = store::sync(&mut *store, &i.copy, &i.batch, &i.request.borrowed())?;
            let outcomes = outcomes.into_iter().map(CommandOutcome::from).collect();
            Ok(StoreSynced { answer: answer.into(), outcomes })
        },
    );
    room.short(
        "copy::store::merge",
        "Joins two copies, both or neither.",
        |i: Merge, desk| -> Result<StoreMerged, NotDone> {
            let mut store = desk.store(i.store)?;
            let [into, from] = store::merge(&mut *store, &i.into, &i.from, &i.request.borrowed())?;
            Ok(StoreMerged { into: into.into(), from: from.into() })
        },
    );
}

fn exams(room: &mut Room<'_>) {
    room.short(
        "copy::store::checkpoint",
        "Chains the heads of these copies, which should be all of the exam.",
        |i: TakeCheckpoint, desk| -> Result<Checkpoint, NotDone> {
            store::checkpoint(&mut *desk.store(i.store)?, &i.exam, &i.copies, &i.reason)
        },
    );
    room.short(
        "copy::store::erase_history",
        "Erases what was ever written about a copy; what it is now stays, and its chain still verifies.",
        |i: OneCopy, desk| -> Result<(), NotDone> {
            store::erase_history(&mut *desk.store(i.store)?, &i.copy)
        },
    );
    room.short(
        "copy::store::forget",
        "Erases a copy and what was ever written about it. Its chain stays, and still verifies.",
        |i: OneCopy, desk| -> Result<(), NotDone> { store::forget(&mut *desk.store(i.store)?, &i.copy) },
    );
    room.short(
        "copy::store::Log::of",
        "What was decided about the copies of an exam, as one document that anybody can verify.",
        |i: LogOf, desk| -> Result<Log> { Log::of(&mut *desk.store(i.store)?, &i.exam, &i.copies) },
    );
    room.short("copy::store::Log::read", "Reads a log.", |i: ReadLog, desk: &mut Desk<'_>| -> Result<Log> {
        Log::read((*desk.bytes(i.json)?).as_ref(), &Limits::from(i.limits))
    });
    room.value(
        "copy::store::Log::verify",
        "Looks whether every chain is whole and unchanged, and holds what the checkpoints name.",
        |i: OneLog| {
            let found = i.this.verify();
            LogReport { stands: found.stands(), found }
        },
    );
}

fn parts(room: &mut Room<'_>) {
    room.short(
        "copy::store::prepare",
        "Decides about a command to a copy that was loaded: for hosts that load and append in their own way.",
        |i: Prepare, _| -> Result<Prepared, NotDone> {
            Ok(match store::prepare(i.stored, &i.copy, &i.command, &i.request.borrowed())? {
                store::Prepared::Answer(answer) => Prepared { append: None, answer: (*answer).into() },
                store::Prepared::Append(append, answer) => {
                    Prepared { append: Some(*append), answer: (*answer).into() }
                }
            })
        },
    );
    room.short(
        "copy::store::Stored::open",
        "The copy: the snapshot and what happened since.",
        |i: Open, _| -> Result<Opened> { i.this.open(&i.copy).map(Opened::from) },
    );
    room.short(
        "copy::store::Opened::append",
        "What these events make of the copy, and what has to be appended for it.",
        |i: Appended, _| -> Result<AppendedCopy> {
            let mut events = i.events;
            for event in &mut events {
                if let (Fact::Lock { token, .. }, Some(plain)) = (&mut event.fact, i.token) {
                    *token = token.with_plain(plain);
                }
            }
            let (append, copy) = store::Opened::from(i.this).append(&events, i.salt.0, None)?;
            Ok(AppendedCopy { append, copy })
        },
    );
    room.value("copy::store::Snapshot::new", "The snapshot of a copy.", |i: NewSnapshot| {
        Snapshot::new(i.copy)
    });
}
