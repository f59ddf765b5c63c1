//! What a marker is typing, kept before it counts.
//!
//! Knows revisions, and that two versions of one draft are both kept. What a draft holds is the client's own text.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::lock::{Fence, Timestamp};

/// The most bytes of a draft.
pub(super) const MAX_DRAFT: usize = 1 << 20;

/// The most versions beside a draft that are kept: one for each window or device of a marker.
pub(super) const MAX_RIVALS: usize = 16;

/// The draft of one marker for one copy. Its content is never shown in `Debug`.
#[derive(Clone, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Draft {
    /// Grows by one with every save.
    pub revision: u64,
    /// The window or device that saved it.
    pub client_id: String,
    /// When it was saved.
    pub saved: Timestamp,
    /// The lock under which it was saved.
    pub fence: Fence,
    /// What the client wrote: annotation in progress, scores, remarks, appreciation. Opaque.
    pub content: String,
    /// Versions that were saved on top of an older revision: kept until somebody looked at them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rivals: Vec<Rival>,
}

/// A version of a draft that came too late to be the draft. Its content is never shown in `Debug`.
#[derive(Clone, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Rival {
    /// The window or device that saved it: of each, the last version is kept.
    pub client_id: String,
    /// Which of the window's versions it is: the version of the copy at which it was kept.
    pub version: u64,
    /// The revision it was based on.
    pub based_on: u64,
    /// When it was saved.
    pub saved: Timestamp,
    /// What the client wrote.
    pub content: String,
}

impl fmt::Debug for Draft {
    // What is written about a candidate reaches no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft(revision {}, {} rivals)", self.revision, self.rivals.len())
    }
}

impl fmt::Debug for Rival {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rival(based on {})", self.based_on)
    }
}
