//! What happened to a copy.
//!
//! Knows facts. An event is never wrong and never refused: it was decided before. Tokens appear as hashes.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::annotation::{Annotation, AnnotationId};
use super::lock::{ActorId, Fence, SealedToken, Timestamp};
use super::state::{CopyId, FinalResult};
use crate::exam::Score;
use crate::id::PageId;

/// Something that happened: when, by whom, under which lock, and what.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Event {
    /// When, by the store's clock.
    pub at: Timestamp,
    /// By whom.
    pub actor: ActorId,
    /// Under which grant of the lock, for what is written under one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fence: Option<Fence>,
    /// What.
    #[serde(flatten)]
    pub fact: Fact,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(tag = "event", rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum Fact {
    /// The copy got pages at its end.
    Staple {
        /// The pages.
        pages: Vec<PageId>,
        /// Annotations that came with them.
        annotations: Vec<Annotation>,
        /// The copy they came from, when they did.
        from: Option<CopyId>,
    },
    /// The copy gave all its pages to another.
    Merged {
        /// The other.
        into: CopyId,
    },
    /// Somebody looked at the copy: it can be marked.
    Validate,
    /// The copy is set aside.
    Quarantine {
        /// Why.
        reason: String,
    },
    /// The copy is no longer set aside.
    LeaveQuarantine,
    /// The copy was given to a marker, or to nobody.
    Dispatch {
        /// The marker.
        marker: Option<ActorId>,
    },
    /// Whose copy it is became known, or unknown again. The host's id of a candidate: never a name.
    Identify {
        /// The candidate.
        candidate: Option<String>,
    },
    /// The copy has these tags now.
    Tag {
        /// All of them.
        tags: BTreeSet<String>,
    },
    /// A lock was granted.
    Lock {
        /// Its token, as a hash.
        token: SealedToken,
        /// Which grant it is.
        granted: Fence,
        /// When it ends.
        expires: Timestamp,
        /// Whether it was taken offline.
        offline: bool,
    },
    /// A lock lives longer. Stored, not chained.
    Heartbeat {
        /// When it ends now.
        expires: Timestamp,
    },
    /// A lock ended.
    Unlock {
        /// How.
        reason: UnlockReason,
    },
    /// An administrator ended somebody's lock.
    ForceUnlock {
        /// Whose.
        owner: ActorId,
        /// Why.
        reason: String,
    },
    /// A draft was saved. Stored, not chained.
    SaveDraft {
        /// Its revision now.
        revision: u64,
        /// The window or device.
        client_id: String,
        /// What was typed.
        content: String,
    },
    /// A draft was saved on top of an older revision, or after the lock was lost: both are kept. Stored, not chained.
    ForkDraft {
        /// The revision it was based on.
        based_on: u64,
        /// The window or device.
        client_id: String,
        /// What was typed.
        content: String,
    },
    /// Somebody looked at a rival version of the own draft and let it go. Stored, not chained.
    DropRival {
        /// The window or device that had saved it.
        client_id: String,
    },
    /// The own draft is done with. Stored, not chained.
    DropDraft,
    /// An annotation was made.
    CreateAnn {
        /// It.
        annotation: Annotation,
    },
    /// An annotation was changed.
    UpdateAnn {
        /// As it is now.
        annotation: Annotation,
    },
    /// An annotation was taken away.
    DeleteAnn {
        /// Which.
        id: AnnotationId,
    },
    /// A question was scored, or its score taken back.
    Score {
        /// Which.
        question: String,
        /// What it got.
        score: Option<Score>,
    },
    /// A remark on a question was written, or taken back.
    Remark {
        /// Which.
        question: String,
        /// The remark.
        text: Option<String>,
    },
    /// The general comment was written.
    Appreciation {
        /// The comment.
        text: String,
    },
    /// The making of the final PDF began; the lock, if there was one, ended with it.
    Finalize {
        /// Whose marking it is.
        marker: ActorId,
        /// The revision of the copy.
        revision: u32,
        /// The how-manieth attempt of this revision, from 1.
        attempt: u32,
    },
    /// The final PDF is stored.
    Graded {
        /// It.
        result: FinalResult,
    },
    /// The final PDF could not be made.
    FinalizeFailed {
        /// The attempt.
        attempt: u32,
        /// What went wrong.
        message: String,
        /// Whether somebody must be told: at three failures and every one after.
        alert: bool,
    },
    /// An administrator opened a graded copy again. The old result stays.
    Reopen {
        /// Why.
        reason: String,
        /// The revision from now on.
        revision: u32,
    },
    /// Commands that were given offline were taken in, up to this number.
    Synced {
        /// The device.
        client_id: String,
        /// The number of the last one.
        sequence: u64,
    },
}

impl Fact {
    /// Whether it is a decision, which the audit chain holds; heartbeats and drafts are none.
    pub const fn is_decision(&self) -> bool {
        !matches!(
            self,
            Self::Heartbeat { .. }
                | Self::SaveDraft { .. }
                | Self::ForkDraft { .. }
                | Self::DropRival { .. }
                | Self::DropDraft
                | Self::Synced { .. }
        )
    }
}

/// How a lock ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum UnlockReason {
    /// Its time was over.
    Expired,
    /// Its owner let it go.
    Released,
}
