//! What people and services ask of a copy.
//!
//! Knows wishes and who has them. Grants none.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::annotation::{Annotation, AnnotationId, Shape};
use super::lock::{ActorId, LockToken, Timestamp, Ttl};
use super::state::FinalResult;
use crate::exam::{Mark, Scheme, Score, Scores};
use crate::id::PageId;

/// Who asks, when, and what the machine cannot know itself.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// Now, by the store's clock.
    pub now: Timestamp,
    /// Who asks.
    pub actor: ActorId,
    /// What that person or service may do.
    pub role: Role,
    /// A fresh token, in case a lock is granted.
    pub new_token: LockToken,
    /// The exam's marking scheme, where it has one.
    pub scheme: Option<&'a Scheme>,
    /// The copy's subject, where the exam has several.
    pub variant: Option<&'a str>,
}

/// What somebody may do. The owner of an exam acts as its administrator.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything.
    Administrator,
    /// Marks copies.
    Marker,
    /// Makes final PDFs, tidies locks.
    Service,
}

/// What is asked. `token` proves the lock under which something is written; left out, it is refused.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Command {
    /// Add pages at the end.
    Staple {
        /// The pages.
        pages: Vec<PageId>,
    },
    /// Say that the copy can be marked.
    Validate,
    /// Set the copy aside.
    Quarantine {
        /// Why.
        reason: String,
    },
    /// Take it back.
    LeaveQuarantine,
    /// Give the copy to a marker, or to nobody.
    Dispatch {
        /// The marker.
        marker: Option<ActorId>,
    },
    /// Say whose copy it is: the host's id of the candidate, never a name.
    Identify {
        /// The candidate.
        candidate: Option<String>,
    },
    /// Give the copy these tags and no others.
    Tag {
        /// All of them.
        tags: BTreeSet<String>,
    },
    /// Take the lock, or extend one's own.
    Lock {
        /// How long it lives.
        #[serde(default)]
        ttl: Ttl,
        /// Take the copy offline: the lock then lives up to 72 h.
        #[serde(default)]
        offline: bool,
    },
    /// Extend the lock.
    Heartbeat {
        /// The token.
        token: Option<LockToken>,
        /// How long it lives from now on.
        #[serde(default)]
        ttl: Ttl,
    },
    /// Let the lock go.
    ReleaseLock {
        /// The token.
        token: Option<LockToken>,
    },
    /// End somebody's lock.
    ForceUnlock {
        /// Why.
        reason: String,
    },
    /// End the lock if its time is over: for whoever tidies.
    Reap,
    /// Save what is being typed. A window sends the next when this one was answered, so that none overtakes another.
    SaveDraft {
        /// The token.
        token: Option<LockToken>,
        /// The window or device.
        client_id: String,
        /// The revision that it builds on; 0 for the first.
        based_on: u64,
        /// What was typed.
        content: String,
    },
    /// Let a rival version of the own draft go.
    DropRival {
        /// The window or device that had saved it.
        client_id: String,
        /// Which of its versions was seen: [`Rival::version`](super::Rival::version).
        version: u64,
    },
    /// Let the own draft go, when it holds no rival.
    DropDraft {
        /// The revision that was seen.
        revision: u64,
    },
    /// Make an annotation.
    CreateAnnotation {
        /// The token.
        token: Option<LockToken>,
        /// It; author and version are set by the machine.
        annotation: Annotation,
    },
    /// Change an annotation. What is left out stays.
    UpdateAnnotation {
        /// The token.
        token: Option<LockToken>,
        /// Which.
        id: AnnotationId,
        /// The version that was seen.
        version: u64,
        /// Another shape.
        #[serde(default)]
        shape: Option<Shape>,
        /// Another text.
        #[serde(default)]
        content: Option<String>,
        /// Other points; `Some(None)` takes them away.
        #[serde(default)]
        score_delta: Option<Option<Mark>>,
    },
    /// Take an annotation away.
    DeleteAnnotation {
        /// The token.
        token: Option<LockToken>,
        /// Which.
        id: AnnotationId,
        /// The version that was seen.
        version: u64,
    },
    /// Score a question, or take its score back.
    Score {
        /// The token.
        token: Option<LockToken>,
        /// Which.
        question: String,
        /// What it gets.
        score: Option<Score>,
    },
    /// Write a remark on a question, or take it back.
    Remark {
        /// The token.
        token: Option<LockToken>,
        /// Which.
        question: String,
        /// The remark.
        text: Option<String>,
    },
    /// Write the general comment.
    Appreciation {
        /// The token.
        token: Option<LockToken>,
        /// The comment.
        text: String,
    },
    /// Declare the marking done.
    Finalize {
        /// The token.
        token: Option<LockToken>,
        /// The revision that was seen.
        revision: u32,
        /// Scores, remarks and general comment to write first.
        #[serde(default)]
        scores: Option<Scores>,
    },
    /// Make the final PDF after a failure once more.
    Retry,
    /// Make the final PDF that nobody seems to be making any more.
    Recover,
    /// The final PDF is stored.
    Store {
        /// The attempt that made it.
        attempt: u32,
        /// It.
        result: FinalResult,
    },
    /// The final PDF could not be made.
    Fail {
        /// The attempt.
        attempt: u32,
        /// What went wrong.
        message: String,
    },
    /// Open a graded copy again.
    Reopen {
        /// Why.
        reason: String,
    },
}

impl Command {
    /// What is asked, in a word: as JSON calls it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Staple { .. } => "staple",
            Self::Validate => "validate",
            Self::Quarantine { .. } => "quarantine",
            Self::LeaveQuarantine => "leave_quarantine",
            Self::Dispatch { .. } => "dispatch",
            Self::Identify { .. } => "identify",
            Self::Tag { .. } => "tag",
            Self::Lock { .. } => "lock",
            Self::Heartbeat { .. } => "heartbeat",
            Self::ReleaseLock { .. } => "release_lock",
            Self::ForceUnlock { .. } => "force_unlock",
            Self::Reap => "reap",
            Self::SaveDraft { .. } => "save_draft",
            Self::DropRival { .. } => "drop_rival",
            Self::DropDraft { .. } => "drop_draft",
            Self::CreateAnnotation { .. } => "create_annotation",
            Self::UpdateAnnotation { .. } => "update_annotation",
            Self::DeleteAnnotation { .. } => "delete_annotation",
            Self::Score { .. } => "score",
            Self::Remark { .. } => "remark",
            Self::Appreciation { .. } => "appreciation",
            Self::Finalize { .. } => "finalize",
            Self::Retry => "retry",
            Self::Recover => "recover",
            Self::Store { .. } => "store",
            Self::Fail { .. } => "fail",
            Self::Reopen { .. } => "reopen",
        }
    }
}
