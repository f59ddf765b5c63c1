//! The life of a copy: who may mark it when, what was written, and what becomes final.
//!
//! Knows states, locks, drafts, annotations and scores. [`decide`] looks at a [`Copy`] and a [`Command`] and answers
//! with [`Event`]s or a [`Refusal`]; [`Copy::apply`] takes an event. Both are pure: time, people and tokens come in
//! with the [`Context`]; whoever keeps copies appends the events, all of one answer or none: [`store`] says what that
//! asks of a store, and brings a command through it. Knows no PDF, no database and no names.

mod annotation;
mod chain;
mod command;
mod decide;
mod draft;
mod event;
mod lock;
mod merge;
mod offline;
mod refusal;
mod state;
pub mod store;
#[cfg(test)]
mod tests;
mod text_id;

pub use annotation::{Annotation, AnnotationId, Shape};
pub use chain::{ChainFault, ChainHash, Checkpoint, Link, Payload, Verified, verify, verify_checkpoints};
pub use command::{Command, Context, Role};
pub use decide::{GRACE_MS, decide};
pub use draft::{Draft, Rival};
pub use event::{Event, Fact, UnlockReason};
pub use lock::{ActorId, Fence, Lock, LockToken, SealedToken, Timestamp, TokenHash, Ttl};
pub use merge::merge;
pub use offline::{OfflineBatch, OfflineCommand, Outcome, Synced, sync};
pub use refusal::{Conflict, Refusal};
pub use state::{Claim, Copy, CopyId, Failure, FinalResult, Stage, Status};
