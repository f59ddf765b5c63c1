//! The life of a copy: commands, events, locks, offline work and the audit chain.

use std::collections::BTreeMap;

use korrigo_core::copy::{
    self, ActorId, Annotation, ChainFault, ChainHash, Checkpoint, Command, Copy, CopyId, Event, Fact, Fence,
    Link, Lock, LockToken, OfflineBatch, Payload, Refusal, Role, Shape, Status, Timestamp, TokenHash, Ttl,
    Verified,
};
use korrigo_core::exam::Scheme;
use korrigo_core::id::PageId;
use korrigo_core::{Code, Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::{inputs, outputs};
use crate::table::Room;

inputs! {
    OneAnnotation { /// The annotation.
        this: Annotation }
    OneShape { /// The shape.
        this: Shape }
    NextCheckpoint { /// The host's id of the exam.
        exam: String, /// The checkpoint before; left out for the first.
        #[serde(default)] last: Option<Checkpoint>, /// When, by the store's clock.
        at: Timestamp, /// Why: release, export, or because it was time.
        reason: String, /// The last link of every copy that has one: its number and hash.
        heads: BTreeMap<CopyId, (u64, ChainHash)> }
    NewCopy { /// Its name.
        id: CopyId, /// Its pages, in order.
        pages: Vec<PageId> }
    Apply { /// The copy.
        this: Copy, /// What happened, in order.
        events: Vec<Event> }
    At { /// The copy.
        this: Copy, /// The moment.
        now: Timestamp }
    OneFact { /// What happened; a whole event will do.
        this: Fact }
    OneFence { /// The fence.
        this: Fence }
    NextLink { /// The copy.
        copy: CopyId, /// The newest link of its chain; left out for the first.
        #[serde(default)] last: Option<Link>, /// The event.
        event: Event, /// Its payload, which is stored apart.
        payload: Payload }
    LockAt { /// The lock.
        this: Lock, /// The moment.
        now: Timestamp }
    OneToken { /// The token.
        this: LockToken }
    IsOf { /// The hash.
        this: TokenHash, /// The token.
        token: LockToken }
    NewPayload { /// The event.
        event: Event, /// 16 fresh random bytes.
        salt: Salt }
    After { /// How long.
        this: Ttl, /// From when on.
        now: Timestamp }
    Seconds { /// Seconds.
        seconds: u32 }
    Decide { /// The copy.
        copy: Copy, /// What is asked.
        command: Command, /// Who asks, and when.
        context: Context }
    Merge { /// The copy that stays.
        into: Copy, /// The copy whose pages it gets.
        from: Copy, /// Who asks, and when.
        context: Context }
    Sync { /// The copy.
        copy: Copy, /// What was done offline.
        batch: OfflineBatch, /// Who asks, and when.
        context: Context }
    VerifyChain { /// The copy.
        copy: CopyId, /// Its links, in order.
        links: Vec<Link>, /// The payloads that are still there.
        payloads: Vec<LinkPayload> }
    VerifyCheckpoints { /// The host's id of the exam.
        exam: String, /// Its checkpoints, in order.
        checkpoints: Vec<Checkpoint>, /// The chains of its copies.
        links: BTreeMap<CopyId, Vec<Link>> }
}

/// Who asks, when, and what the machine cannot know itself.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Context {
    /// Now, by the store's clock.
    now: Timestamp,
    /// Who asks.
    actor: ActorId,
    /// What that person or service may do.
    role: Role,
    /// A fresh token, in case a lock is granted: 32 hexadecimal digits of 16 random bytes.
    new_token: LockToken,
    /// The exam's marking scheme, where it has one.
    #[serde(default)]
    scheme: Option<Scheme>,
    /// The copy's subject, where the exam has several.
    #[serde(default)]
    variant: Option<String>,
}

impl Context {
    fn borrowed(&self) -> copy::Context<'_> {
        copy::Context {
            now: self.now,
            actor: self.actor.clone(),
            role: self.role,
            new_token: self.new_token,
            scheme: self.scheme.as_ref(),
            variant: self.variant.as_deref(),
        }
    }
}

/// 16 fresh random bytes, as 32 lower-case hexadecimal digits.
#[derive(Clone, std::marker::Copy, JsonSchema)]
#[schemars(with = "String")]
pub(super) struct Salt(pub(super) [u8; 16]);

impl<'de> Deserialize<'de> for Salt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits = text.len() == 32 && text.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        let number = digits.then(|| u128::from_str_radix(&text, 16).ok()).flatten();
        let number = number.ok_or_else(|| serde::de::Error::custom("a salt is 32 hexadecimal digits"))?;
        Ok(Self(number.to_be_bytes()))
    }
}

/// The payload of a link.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct LinkPayload {
    /// The number of the link.
    sequence: u64,
    /// The payload.
    payload: Payload,
}

/// What became of a command that was given offline.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    /// It was done.
    Done,
    /// It was taken in before.
    Known,
    /// It could not be done; it is kept as a rival of the marker's draft.
    Kept,
}

outputs! {
    /// What was decided.
    Decided {
        /// What happens, to be appended as one.
        events: Vec<Event>,
        /// The token of the lock, when one is granted, for its owner alone: events and copies hold its hash.
        token: Option<LockToken>,
    }
    /// What happens when two copies are joined, to be stored together or not at all.
    Joined {
        /// To the copy that stays.
        into: Vec<Event>,
        /// To the copy whose pages it gets.
        from: Vec<Event>,
    }
    /// What became of a batch.
    Synced {
        /// What happened, to be appended as one.
        events: Vec<Event>,
        /// The token of the lock, when one is granted, for its owner alone: events and copies hold its hash.
        token: Option<LockToken>,
        /// What became of each command, in order.
        outcomes: Vec<CommandOutcome>,
    }
}

/// What became of one command of a batch.
#[derive(Serialize, JsonSchema)]
pub(super) struct CommandOutcome {
    /// Its number.
    sequence: u64,
    /// What became of it.
    outcome: Outcome,
    /// Why it could not be done.
    refusal: Option<Refusal>,
}

impl From<(u64, copy::Outcome)> for CommandOutcome {
    fn from((sequence, outcome): (u64, copy::Outcome)) -> Self {
        let (outcome, refusal) = match outcome {
            copy::Outcome::Done => (Outcome::Done, None),
            copy::Outcome::Known => (Outcome::Known, None),
            copy::Outcome::Kept(refusal) => (Outcome::Kept, Some(*refusal)),
        };
        Self { sequence, outcome, refusal }
    }
}

/// The token that these events grant.
fn granted(events: &[Event]) -> Option<LockToken> {
    events.iter().find_map(|event| match &event.fact {
        Fact::Lock { token, .. } => token.plain(),
        _ => None,
    })
}

pub(super) fn fill(room: &mut Room<'_>) {
    machine(room);
    copies(room);
    locks(room);
    chain(room);
}

fn machine(room: &mut Room<'_>) {
    room.short(
        "copy::decide",
        "Decides about a command: what happens, or why it may not. Nothing changes until the events are applied.",
        |i: Decide, _| -> Result<Decided, Refusal> {
            let events = copy::decide(&i.copy, &i.command, &i.context.borrowed())?;
            Ok(Decided { token: granted(&events), events })
        },
    );
    room.short(
        "copy::merge",
        "Joins two copies of one candidate: nothing moves off its page.",
        |i: Merge, _| -> Result<Joined, Refusal> {
            let (into, from) = copy::merge(&i.into, &i.from, &i.context.borrowed())?;
            Ok(Joined { into, from })
        },
    );
    room.short(
        "copy::sync",
        "Takes in what was done offline; what cannot be done is kept beside the marker's draft.",
        |i: Sync, _| -> Result<Synced, Refusal> {
            let synced = copy::sync(&i.copy, &i.batch, &i.context.borrowed())?;
            Ok(Synced {
                token: granted(&synced.events),
                events: synced.events,
                outcomes: synced.outcomes.into_iter().map(CommandOutcome::from).collect(),
            })
        },
    );
}

fn copies(room: &mut Room<'_>) {
    room.value("copy::Copy::new", "A new copy with these pages.", |i: NewCopy| Copy::new(i.id, i.pages));
    room.value(
        "copy::Copy::apply",
        "The copy after these events. As JSON a copy holds the hash of its lock's token, never the token.",
        |i: Apply| {
            let mut copy = i.this;
            i.events.iter().for_each(|event| copy.apply(event));
            copy
        },
    );
    room.value("copy::Copy::lock", "The lock that holds at a moment.", |i: At| -> Option<Lock> {
        i.this.lock(i.now).cloned()
    });
    room.value("copy::Copy::status", "Where the copy stands at a moment.", |i: At| -> Status {
        i.this.status(i.now)
    });
    room.short("copy::Annotation::check", "Refuses what cannot be drawn.", |i: OneAnnotation, _| {
        i.this.check()
    });
    room.short("copy::Shape::check", "Refuses what cannot be drawn.", |i: OneShape, _| i.this.check());
    room.value(
        "copy::Fact::is_decision",
        "Whether it is a decision, which the audit chain holds; heartbeats and drafts are none.",
        |i: OneFact| i.this.is_decision(),
    );
}

fn locks(room: &mut Room<'_>) {
    room.value("copy::Fence::next", "The fence of the next grant.", |i: OneFence| i.this.next());
    room.value("copy::Lock::is_live", "Whether the lock still holds.", |i: LockAt| i.this.is_live(i.now));
    room.value("copy::LockToken::hash", "What events and logs may show of a token.", |i: OneToken| {
        i.this.hash()
    });
    room.value(
        "copy::TokenHash::is_of",
        "Whether it is the hash of this token, in a time that says nothing of how close it is.",
        |i: IsOf| i.this.is_of(&i.token),
    );
    room.value("copy::Ttl::after", "When a lock ends that is granted now.", |i: After| i.this.after(i.now));
    room.short(
        "copy::Ttl::from_seconds",
        "How long a lock lives: 1 to 3600 s, offline up to 72 h.",
        |i: Seconds, _| Ttl::from_seconds(i.seconds),
    );
}

fn chain(room: &mut Room<'_>) {
    room.short(
        "copy::Payload::new",
        "The payload of an event, with its salt: stored apart from the chain, so that it can be erased.",
        |i: NewPayload, _| Payload::new(&i.event, i.salt.0),
    );
    room.short(
        "copy::Link::next",
        "The next link of a copy's chain; nothing for an event that is no decision.",
        |i: NextLink, _| -> Result<Option<Link>, Error> {
            let next = Link::next(&i.copy, i.last.as_ref(), &i.event, &i.payload);
            // The payload came from the caller.
            next.map_err(|error| {
                Error::new(Code::AnnotationInvalid, error.message()).with_detail("input.malformed")
            })
        },
    );
    room.value("copy::Checkpoint::next", "The next checkpoint of an exam.", |i: NextCheckpoint| {
        Checkpoint::next(&i.exam, i.last.as_ref(), i.at, &i.reason, i.heads)
    });
    room.value(
        "copy::verify",
        "Looks whether the chain of a copy is whole and unchanged.",
        |i: VerifyChain| -> Verified {
            let payloads = i.payloads.into_iter().map(|one| (one.sequence, one.payload)).collect();
            copy::verify(&i.copy, &i.links, &payloads)
        },
    );
    room.value(
        "copy::verify_checkpoints",
        "What is wrong with the checkpoints of an exam, or with the heads that they name.",
        |i: VerifyCheckpoints| -> Vec<ChainFault> {
            let hash_at = |copy: &CopyId, sequence| {
                let link = i.links.get(copy)?.iter().find(|link| link.sequence == sequence);
                link.map(|link| link.hash)
            };
            copy::verify_checkpoints(&i.exam, &i.checkpoints, &hash_at)
        },
    );
}
