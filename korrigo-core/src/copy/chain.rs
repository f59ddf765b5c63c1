//! The audit chain: proof of what was decided about a copy, in which order.
//!
//! Knows links that each hold the hash of the one before, payloads that lie apart and can be erased, and checkpoints
//! of an exam over the heads of all its chains. Holds no token, password or name of its own: a link says when, by
//! whom (an id) and what kind; the rest is the payload's. Draws no salt: it is an argument.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::event::Event;
use super::lock::{ActorId, Timestamp};
use super::state::CopyId;
use crate::error::{Code, Error, Result};
use crate::id::{hex_id, to_hex};

/// A SHA-256 in a chain.
#[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ChainHash([u8; 32]);

hex_id!(ChainHash, "a hash of the audit chain");

impl ChainHash {
    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// SHA-256 over the fields, each with its length before it (eight bytes, highest first), so that no two lists
    /// of fields give the same bytes.
    pub(super) fn of(fields: &[&[u8]]) -> Self {
        let hasher = fields.iter().fold(Sha256::new(), |hasher, field| {
            hasher.chain_update((field.len() as u64).to_be_bytes()).chain_update(field)
        });
        Self(hasher.finalize().into())
    }
}

/// One decision about a copy.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Link {
    /// Its place in the chain, from 0.
    pub sequence: u64,
    /// When, by the store's clock.
    pub at: Timestamp,
    /// By whom.
    pub actor: ActorId,
    /// What kind of event it is, as events call it.
    pub kind: String,
    /// The hash of its payload, with its salt.
    pub payload: ChainHash,
    /// The hash of the link before; zeros for the first.
    pub previous: ChainHash,
    /// The hash of all of this.
    pub hash: ChainHash,
}

/// What was decided, apart from the chain, so that it can be erased. Never shown in `Debug`.
#[derive(Clone, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Payload {
    /// 16 random bytes in hexadecimal digits: without them, nobody finds out by trial what was erased.
    pub salt: String,
    /// The event as JSON.
    pub event: String,
}

impl Payload {
    /// The payload of an event. `salt`: 16 fresh random bytes.
    ///
    /// # Errors
    /// `internal` when the event cannot be written as JSON.
    pub fn new(event: &Event, salt: [u8; 16]) -> Result<Self> {
        let failed = |_| Error::new(Code::Internal, "an event cannot be written as JSON");
        Ok(Self { salt: to_hex(&salt), event: serde_json::to_string(event).map_err(failed)? })
    }

    fn hash(&self) -> ChainHash {
        ChainHash::of(&[b"korrigo.payload/1", self.salt.as_bytes(), self.event.as_bytes()])
    }
}

impl fmt::Debug for Payload {
    // What is written about a candidate reaches no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Payload(..)")
    }
}

impl Link {
    /// The next link of a copy's chain, over an event and its payload, which is stored apart; `None` for an event that
    /// is no decision (heartbeats, drafts).
    ///
    /// # Errors
    /// `internal` when the payload is not the JSON of an event.
    pub fn next(
        copy: &CopyId,
        last: Option<&Self>,
        event: &Event,
        payload: &Payload,
    ) -> Result<Option<Self>> {
        #[derive(Deserialize)]
        struct Kind {
            event: String,
        }
        if !event.fact.is_decision() {
            return Ok(None);
        }
        let failed = |_| Error::new(Code::Internal, "a payload is not the JSON of an event");
        let Kind { event: kind } = serde_json::from_str(&payload.event).map_err(failed)?;
        let mut link = Self {
            sequence: last.map_or(0, |last| last.sequence.saturating_add(1)),
            at: event.at,
            actor: event.actor.clone(),
            kind,
            payload: payload.hash(),
            previous: last.map_or_else(ChainHash::default, |last| last.hash),
            hash: ChainHash::default(),
        };
        link.hash = link.computed(copy);
        Ok(Some(link))
    }

    fn computed(&self, copy: &CopyId) -> ChainHash {
        ChainHash::of(&[
            b"korrigo.link/1",
            copy.as_str().as_bytes(),
            &self.sequence.to_be_bytes(),
            &self.at.millis().to_be_bytes(),
            self.actor.as_str().as_bytes(),
            self.kind.as_bytes(),
            &self.payload.0,
            &self.previous.0,
        ])
    }
}

/// What is wrong with a chain.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, schemars::JsonSchema)]
#[serde(tag = "fault", rename_all = "snake_case")]
#[non_exhaustive]
pub enum ChainFault {
    /// Links are missing, doubled or in another order: another number was expected at this place.
    Order {
        /// The place, from 0.
        place: u64,
    },
    /// A link is not what it was.
    Changed {
        /// Its number.
        sequence: u64,
    },
    /// A link does not follow from the one before.
    Broken {
        /// Its number.
        sequence: u64,
    },
    /// A payload is not what the link says.
    Payload {
        /// The number of the link.
        sequence: u64,
    },
    /// A payload that belongs to no link.
    Stray {
        /// The number it is stored under.
        sequence: u64,
    },
    /// Records of a copy are missing, doubled or in another order: this version was expected.
    Version {
        /// The version.
        version: u64,
    },
    /// A checkpoint names a head that the chain of this copy does not have: its end was cut off or rewritten.
    Head {
        /// The checkpoint.
        checkpoint: u64,
        /// The copy.
        copy: CopyId,
    },
    /// A checkpoint is not what it was, or not in its place.
    Checkpoint {
        /// Its place, from 0.
        place: u64,
    },
}

/// What a look at a chain found.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Verified {
    /// Links.
    pub links: usize,
    /// Links whose payload was erased.
    pub erased: usize,
    /// What is wrong; nothing when the chain stands.
    pub faults: Vec<ChainFault>,
}

/// Looks whether the chain of a copy is whole and unchanged. A payload that is not there counts as erased. A chain
/// whose end was cut off looks whole: [`verify_checkpoints`] finds that. O(n log n).
pub fn verify(copy: &CopyId, links: &[Link], payloads: &BTreeMap<u64, Payload>) -> Verified {
    let mut verified = Verified { links: links.len(), ..Verified::default() };
    let mut previous = ChainHash::default();
    for (link, place) in links.iter().zip(0u64..) {
        let sequence = link.sequence;
        if sequence != place {
            verified.faults.push(ChainFault::Order { place });
        }
        if link.previous != previous {
            verified.faults.push(ChainFault::Broken { sequence });
        }
        if link.hash != link.computed(copy) {
            verified.faults.push(ChainFault::Changed { sequence });
        }
        previous = link.hash;
        match payloads.get(&sequence) {
            None => verified.erased += 1,
            Some(payload) if payload.hash() == link.payload => {}
            Some(_) => verified.faults.push(ChainFault::Payload { sequence }),
        }
    }
    let known: BTreeSet<u64> = links.iter().map(|link| link.sequence).collect();
    let stray = payloads.keys().filter(|sequence| !known.contains(sequence));
    verified.faults.extend(stray.map(|sequence| ChainFault::Stray { sequence: *sequence }));
    verified
}

/// The heads of all chains of an exam at one moment, chained themselves.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Checkpoint {
    /// Its place among the checkpoints of the exam, from 0.
    pub sequence: u64,
    /// When, by the store's clock.
    pub at: Timestamp,
    /// Why: release, export, or because it was time.
    pub reason: String,
    /// The last link of every copy that has one: its number and hash.
    pub heads: BTreeMap<CopyId, (u64, ChainHash)>,
    /// The hash of the checkpoint before; zeros for the first.
    pub previous: ChainHash,
    /// The hash of all of this.
    pub hash: ChainHash,
}

impl Checkpoint {
    /// The next checkpoint of an exam. `exam`: the host's id of it.
    pub fn next(
        exam: &str,
        last: Option<&Self>,
        at: Timestamp,
        reason: &str,
        heads: BTreeMap<CopyId, (u64, ChainHash)>,
    ) -> Self {
        let mut checkpoint = Self {
            sequence: last.map_or(0, |last| last.sequence.saturating_add(1)),
            at,
            reason: reason.to_owned(),
            heads,
            previous: last.map_or_else(ChainHash::default, |last| last.hash),
            hash: ChainHash::default(),
        };
        checkpoint.hash = checkpoint.computed(exam);
        checkpoint
    }

    fn computed(&self, exam: &str) -> ChainHash {
        let heads: Vec<_> =
            self.heads.iter().map(|(copy, (sequence, hash))| (copy, sequence.to_be_bytes(), hash)).collect();
        let (sequence, at) = (self.sequence.to_be_bytes(), self.at.millis().to_be_bytes());
        let own: [&[u8]; 6] = [
            b"korrigo.checkpoint/1",
            exam.as_bytes(),
            &sequence,
            &at,
            self.reason.as_bytes(),
            &self.previous.0,
        ];
        let heads =
            heads.iter().flat_map(|(copy, sequence, hash)| [copy.as_str().as_bytes(), sequence, &hash.0]);
        ChainHash::of(&own.into_iter().chain(heads).collect::<Vec<_>>())
    }
}

/// Looks whether the checkpoints of an exam are whole and unchanged, and whether every chain still holds the heads
/// that they name. `hash_at` gives the hash of a link of a copy, by its number. O(checkpoints · copies).
pub fn verify_checkpoints(
    exam: &str,
    checkpoints: &[Checkpoint],
    hash_at: &dyn Fn(&CopyId, u64) -> Option<ChainHash>,
) -> Vec<ChainFault> {
    let mut faults = Vec::new();
    let mut previous = ChainHash::default();
    for (checkpoint, place) in checkpoints.iter().zip(0u64..) {
        let stands = checkpoint.sequence == place
            && checkpoint.previous == previous
            && checkpoint.hash == checkpoint.computed(exam);
        if !stands {
            faults.push(ChainFault::Checkpoint { place });
        }
        previous = checkpoint.hash;
        let lost = checkpoint
            .heads
            .iter()
            .filter(|(copy, (sequence, hash))| hash_at(copy, *sequence) != Some(*hash));
        faults.extend(lost.map(|(copy, _)| ChainFault::Head { checkpoint: place, copy: copy.clone() }));
    }
    faults
}
