//! What could not be kept as it was, and where: told, never done in silence.
//!
//! Knows pages and their names. Knows nothing of a paper's content: a note may be logged.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::id::PageId;
use crate::surgery::NoteKind;

/// One thing on one page that is not stored as the scan stored it, or was left out.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Note {
    /// The page of the copy, from 0.
    pub page: usize,
    /// The page's name for ever.
    pub id: PageId,
    /// What was done.
    pub kind: NoteKind,
    /// What stood in the way, where an error said so: its detail, such as `jpeg.unsupported`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cow<'static, str>>,
}
