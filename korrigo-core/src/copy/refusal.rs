//! Why something was not done: what was tried, where the copy stands, what would be allowed, and what it collided with.

use serde::Serialize;

use super::annotation::Annotation;
use super::lock::{ActorId, Timestamp};
use super::state::{FinalResult, Status};
use crate::error::{Code, Error};

/// Why something was not done. Nothing changed.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Refusal {
    /// The code, a sentence, and what to do.
    pub error: Error,
    /// Where the copy stands.
    pub from: Status,
    /// What was tried.
    pub attempted: &'static str,
    /// What could be tried from there, by whom it is for: the holder of the lock, administrators, services. What
    /// everybody may tidy up at any time is not told: drafts of one's own, locks whose time is over.
    pub allowed: &'static [&'static str],
    /// What it collided with, so that nobody has to ask again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conflict: Option<Conflict>,
}

/// What a command collided with.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
#[serde(tag = "conflict", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Conflict {
    /// Somebody else's lock.
    Lock {
        /// Who holds it.
        owner: ActorId,
        /// Until when.
        until: Timestamp,
    },
    /// An annotation as it is now.
    Annotation {
        /// It.
        current: Box<Annotation>,
    },
    /// A final PDF that is there.
    Result {
        /// It.
        result: FinalResult,
    },
}

impl Refusal {
    /// The code.
    pub fn code(&self) -> Code {
        self.error.code()
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} [{} from {}]", self.error, self.attempted, self.from.as_str())
    }
}

impl std::error::Error for Refusal {}

/// What can be tried where a copy stands.
pub(super) const fn allowed(from: Status) -> &'static [&'static str] {
    match from {
        Status::Staging => &["staple", "validate", "quarantine", "identify", "tag"],
        Status::Quarantine => &["staple", "validate", "leave_quarantine", "identify", "tag"],
        Status::Ready => &["staple", "lock", "quarantine", "dispatch", "identify", "tag"],
        Status::Locked => &[
            "lock",
            "heartbeat",
            "release_lock",
            "force_unlock",
            "save_draft",
            "create_annotation",
            "update_annotation",
            "delete_annotation",
            "score",
            "remark",
            "appreciation",
            "finalize",
            "identify",
            "tag",
        ],
        Status::GradingInProgress => &["store", "fail", "recover", "tag"],
        Status::GradingFailed => &["retry", "lock", "identify", "tag"],
        Status::Graded => &["reopen", "tag"],
    }
}
