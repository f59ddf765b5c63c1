//! A copy as its events left it.
//!
//! Knows where a copy stands, who holds it and what was written. Changes by events alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::annotation::{Annotation, AnnotationId};
use super::draft::{Draft, Rival};
use super::event::{Event, Fact};
use super::lock::{ActorId, Fence, Lock, Timestamp};
use super::text_id::text_id;
use crate::exam::Scores;
use crate::id::{PageId, SourceHash};

text_id! {
    /// The name of a copy, as the host calls it: 1 to 64 bytes of plain text, no name of a person.
    CopyId, NotFound "not_found", "the id of a copy"
}

/// Where a copy stands, as the wire calls it. `Locked` is a ready or failed copy that somebody holds.
#[derive(
    Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Deserialize, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Status {
    /// Nobody looked at it yet.
    Staging,
    /// Set aside.
    Quarantine,
    /// Can be marked.
    Ready,
    /// Somebody marks it.
    Locked,
    /// Its final PDF is being made.
    GradingInProgress,
    /// Its final PDF could not be made.
    GradingFailed,
    /// Done.
    Graded,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Staging,
        Self::Quarantine,
        Self::Ready,
        Self::Locked,
        Self::GradingInProgress,
        Self::GradingFailed,
        Self::Graded,
    ];

    /// As the wire calls it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Staging => "STAGING",
            Self::Quarantine => "QUARANTINE",
            Self::Ready => "READY",
            Self::Locked => "LOCKED",
            Self::GradingInProgress => "GRADING_IN_PROGRESS",
            Self::GradingFailed => "GRADING_FAILED",
            Self::Graded => "GRADED",
        }
    }
}

/// Where a copy stands, with what belongs to it there.
#[derive(Clone, Debug, Default, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// Nobody looked at it yet.
    #[default]
    Staging,
    /// Set aside.
    Quarantine {
        /// Why.
        reason: String,
    },
    /// Can be marked.
    Ready,
    /// Its final PDF is being made.
    Grading(Claim),
    /// Its final PDF could not be made.
    Failed(Failure),
    /// Done.
    Graded(FinalResult),
}

/// The right to make the final PDF.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Claim {
    /// Whose marking it is.
    pub marker: ActorId,
    /// The attempt, from 1.
    pub attempt: u32,
    /// When it began.
    pub since: Timestamp,
}

/// A final PDF that could not be made.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Failure {
    /// Whose marking it is.
    pub marker: ActorId,
    /// How often it was tried.
    pub attempt: u32,
    /// What went wrong last.
    pub message: String,
}

/// A final PDF.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct FinalResult {
    /// The revision of the copy that it shows.
    pub revision: u32,
    /// Its SHA-256.
    pub pdf: SourceHash,
    /// The hash of all that it was made of: under it the store keeps the file.
    pub key: SourceHash,
}

/// A copy. What is written about a candidate is never shown in `Debug`.
///
/// In memory it holds the plain token of its lock: it is for whoever keeps copies alone. Serialised it holds the hash.
#[derive(Clone, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Copy {
    /// Its name.
    pub id: CopyId,
    /// How many events made it what it is: what optimistic stores compare.
    pub version: u64,
    /// Where it stands; see [`Copy::status`].
    pub stage: Stage,
    /// Its pages, in order.
    pub pages: Vec<PageId>,
    /// How often it was opened again.
    pub revision: u32,
    /// Whose it is to mark.
    pub marker: Option<ActorId>,
    /// Whose copy it is: the host's id.
    pub candidate: Option<String>,
    /// Tags.
    pub tags: BTreeSet<String>,
    /// The last lock; it may have ended: see [`Copy::lock`].
    pub last_lock: Option<Lock>,
    /// The grant of the last lock.
    pub fence: Fence,
    /// Drafts, by marker.
    pub drafts: BTreeMap<ActorId, Draft>,
    /// Annotations.
    pub annotations: BTreeMap<AnnotationId, Annotation>,
    /// Scores, remarks and general comment.
    pub scores: Scores,
    /// Every final PDF, in order of revisions.
    pub results: Vec<FinalResult>,
    /// The last command taken in of every device that worked offline.
    pub synced: BTreeMap<String, u64>,
}

impl Copy {
    /// A new copy with these pages.
    pub fn new(id: CopyId, pages: Vec<PageId>) -> Self {
        Self {
            id,
            version: 0,
            stage: Stage::Staging,
            pages,
            revision: 0,
            marker: None,
            candidate: None,
            tags: BTreeSet::new(),
            last_lock: None,
            fence: Fence::default(),
            drafts: BTreeMap::new(),
            annotations: BTreeMap::new(),
            scores: Scores::default(),
            results: Vec::new(),
            synced: BTreeMap::new(),
        }
    }

    /// Where it stands at this moment.
    pub fn status(&self, now: Timestamp) -> Status {
        match &self.stage {
            Stage::Staging => Status::Staging,
            Stage::Quarantine { .. } => Status::Quarantine,
            Stage::Ready | Stage::Failed(_) if self.lock(now).is_some() => Status::Locked,
            Stage::Ready => Status::Ready,
            Stage::Grading(_) => Status::GradingInProgress,
            Stage::Failed(_) => Status::GradingFailed,
            Stage::Graded(_) => Status::Graded,
        }
    }

    /// The lock that holds at this moment.
    pub fn lock(&self, now: Timestamp) -> Option<&Lock> {
        self.last_lock.as_ref().filter(|lock| lock.is_live(now))
    }

    /// Takes an event. O(log n) in annotations and drafts.
    pub fn apply(&mut self, event: &Event) {
        self.version = self.version.saturating_add(1);
        match &event.fact {
            Fact::Staple { pages, annotations, .. } => {
                self.pages.extend(pages);
                for annotation in annotations {
                    self.annotations.insert(annotation.id.clone(), annotation.clone());
                }
            }
            Fact::Merged { .. } => {
                self.pages.clear();
                self.annotations.clear();
                self.scores = Scores::default();
                self.candidate = None;
                self.set_aside("merged");
            }
            Fact::Validate => self.stage = Stage::Ready,
            Fact::Quarantine { reason } => self.set_aside(reason),
            Fact::LeaveQuarantine => self.stage = Stage::Staging,
            Fact::Dispatch { marker } => self.marker.clone_from(marker),
            Fact::Identify { candidate } => self.candidate.clone_from(candidate),
            Fact::Tag { tags } => self.tags.clone_from(tags),
            Fact::Synced { client_id, sequence } => {
                self.synced.insert(client_id.clone(), *sequence);
            }
            Fact::Lock { .. } | Fact::Heartbeat { .. } | Fact::Unlock { .. } | Fact::ForceUnlock { .. } => {
                self.apply_lock(event);
            }
            Fact::SaveDraft { .. } | Fact::ForkDraft { .. } | Fact::DropRival { .. } | Fact::DropDraft => {
                self.apply_draft(event);
            }
            Fact::CreateAnn { annotation } | Fact::UpdateAnn { annotation } => {
                self.annotations.insert(annotation.id.clone(), annotation.clone());
            }
            Fact::DeleteAnn { id } => {
                self.annotations.remove(id);
            }
            Fact::Score { question, score } => put(&mut self.scores.scores, question, score.as_ref()),
            Fact::Remark { question, text } => put(&mut self.scores.remarks, question, text.as_ref()),
            Fact::Appreciation { text } => self.scores.appreciation.clone_from(text),
            Fact::Finalize { .. }
            | Fact::Graded { .. }
            | Fact::FinalizeFailed { .. }
            | Fact::Reopen { .. } => {
                self.apply_final(event);
            }
        }
    }

    /// Nobody holds a copy that is set aside: an ended lock must not live again when the clock is put back.
    fn set_aside(&mut self, reason: &str) {
        self.stage = Stage::Quarantine { reason: reason.to_owned() };
        self.last_lock = None;
    }

    fn apply_lock(&mut self, event: &Event) {
        match &event.fact {
            Fact::Lock { token, granted, expires, offline } => {
                self.fence = *granted;
                self.last_lock = Some(Lock {
                    owner: event.actor.clone(),
                    token: *token,
                    fence: *granted,
                    expires: *expires,
                    offline: *offline,
                });
            }
            Fact::Heartbeat { expires } => {
                if let Some(lock) = &mut self.last_lock {
                    lock.expires = *expires;
                }
            }
            _ => self.last_lock = None,
        }
    }

    fn apply_draft(&mut self, event: &Event) {
        let mut draft = self.drafts.remove(&event.actor);
        match &event.fact {
            Fact::SaveDraft { revision, client_id, content } => {
                draft = Some(Draft {
                    revision: *revision,
                    client_id: client_id.clone(),
                    saved: event.at,
                    fence: event.fence.unwrap_or_default(),
                    content: content.clone(),
                    rivals: draft.map(|draft| draft.rivals).unwrap_or_default(),
                });
            }
            Fact::ForkDraft { based_on, client_id, content } => {
                let kept = draft.get_or_insert_with(|| Draft {
                    revision: 0,
                    client_id: String::new(),
                    saved: event.at,
                    fence: event.fence.unwrap_or_default(),
                    content: String::new(),
                    rivals: Vec::new(),
                });
                kept.rivals.retain(|rival| rival.client_id != *client_id);
                kept.rivals.push(Rival {
                    client_id: client_id.clone(),
                    version: self.version,
                    based_on: *based_on,
                    saved: event.at,
                    content: content.clone(),
                });
            }
            Fact::DropRival { client_id } => {
                if let Some(draft) = &mut draft {
                    draft.rivals.retain(|rival| rival.client_id != *client_id);
                }
            }
            _ => draft = None,
        }
        if let Some(draft) = draft {
            self.drafts.insert(event.actor.clone(), draft);
        }
    }

    fn apply_final(&mut self, event: &Event) {
        match &event.fact {
            Fact::Finalize { marker, attempt, .. } => {
                let marker = marker.clone();
                self.stage = Stage::Grading(Claim { marker, attempt: *attempt, since: event.at });
                self.last_lock = None;
            }
            Fact::Graded { result } => {
                self.results.push(result.clone());
                self.stage = Stage::Graded(result.clone());
            }
            Fact::FinalizeFailed { attempt, message, .. } => {
                let marker = match &self.stage {
                    Stage::Grading(claim) => claim.marker.clone(),
                    _ => event.actor.clone(),
                };
                self.stage = Stage::Failed(Failure { marker, attempt: *attempt, message: message.clone() });
            }
            Fact::Reopen { revision, .. } => {
                self.revision = *revision;
                self.stage = Stage::Ready;
            }
            _ => {}
        }
    }
}

fn put<T: Clone>(map: &mut BTreeMap<String, T>, key: &str, value: Option<&T>) {
    match value {
        Some(value) => drop(map.insert(key.to_owned(), value.clone())),
        None => drop(map.remove(key)),
    }
}

impl fmt::Debug for Copy {
    // What is written about a candidate reaches no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Copy")
            .field("id", &self.id)
            .field("version", &self.version)
            .field("stage", &self.stage)
            .field("revision", &self.revision)
            .field("last_lock", &self.last_lock)
            .finish_non_exhaustive()
    }
}
