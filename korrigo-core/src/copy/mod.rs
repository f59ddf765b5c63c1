//! The life of a copy: who may mark it when, what was written, and what becomes final.
//!
//! Knows states, locks, drafts, annotations and scores. [`decide`] looks at a [`Copy`] and a [`Command`] and answers
//! with [`Event`]s or a [`Refusal`]; [`Copy::apply`] takes an event. Both are pure: time, people and tokens come in
//! with the [`Context`]; whoever keeps copies appends the events, all of one answer or none: [`store`] says what that
//! asks of a store, and brings a command through it. Knows no PDF, no database and no names.
//!
//! # Marking one paper
//!
//! ```
//! use korrigo_core::Limits;
//! use korrigo_core::copy::store::{Log, MemoryStore, Request, RequestId, checkpoint, create, erase_history, handle};
//! use korrigo_core::copy::{
//!     ActorId, Annotation, AnnotationId, Command, CopyId, FinalResult, LockToken, Role, Shape, Status, Timestamp, Ttl,
//! };
//! use korrigo_core::exam::{Scheme, Score};
//! use korrigo_core::geometry::{Half, NormalizedRect};
//! use korrigo_core::id::{PageId, SourceHash};
//!
//! // Who asks. Ids, tokens and salts are fresh random values in earnest; the time is the store's.
//! let scheme = Scheme::read(br#"[{"id":"1","points":"12"},{"id":"2","points":"8"}]"#, &Limits::default())?.scheme;
//! let mut number = 0;
//! let mut by = |actor: &str, role| {
//!     number += 1;
//!     Request {
//!         id: RequestId::new(format!("request-{number}")).unwrap(),
//!         actor: ActorId::new(actor).unwrap(),
//!         role,
//!         new_token: LockToken::new([number; 16]),
//!         salt: [number; 16],
//!         scheme: Some(&scheme),
//!         variant: None,
//!     }
//! };
//! let mut store = MemoryStore::default();
//!
//! // A copy comes out of the split: its pages, under its anonymous id. Somebody looks at it.
//! let copy = CopyId::new("MATH-0417")?;
//! let pages = [Half::Right, Half::Left].map(|half| PageId::new(&SourceHash::of(b"the scan"), 0, half));
//! create(&mut store, &copy, &pages, &by("office", Role::Administrator))?;
//! handle(&mut store, &copy, &Command::Validate, &by("office", Role::Administrator))?;
//!
//! // Anne locks it. The answer is lost on its way; she asks again, under the same id, and has the same lock.
//! let lock = Command::Lock { ttl: Ttl::DEFAULT, offline: false };
//! let request = by("anne", Role::Marker);
//! drop(handle(&mut store, &copy, &lock, &request)?);
//! let answer = handle(&mut store, &copy, &lock, &request)?;
//! assert!(answer.repeated && answer.copy.fence.number() == 1);
//! let token = answer.token;
//! let refused = handle(&mut store, &copy, &lock, &by("ben", Role::Marker)).unwrap_err();
//! assert_eq!(refused.code().as_str(), "lock_conflict");
//!
//! // She marks: a remark on the page, points, and what she is typing is kept all the while.
//! let annotation = Annotation {
//!     id: AnnotationId::new("a1")?,
//!     page: pages[0],
//!     author: ActorId::new("anne")?,
//!     shape: Shape::Comment { rect: NormalizedRect::new(0.1, 0.2, 0.3, 0.1)? },
//!     content: "a sign is lost here".into(),
//!     score_delta: None,
//!     question: Some("1".into()),
//!     version: 0,
//! };
//! let mark = |question: &str, points: &str| Command::Score {
//!     token,
//!     question: question.into(),
//!     score: Some(Score::Points(points.parse().unwrap())),
//! };
//! for command in [
//!     Command::CreateAnnotation { token, annotation },
//!     mark("1", "10.5"),
//!     Command::SaveDraft { token, client_id: "tab".into(), based_on: 0, content: "Good, but".into() },
//! ] {
//!     handle(&mut store, &copy, &command, &by("anne", Role::Marker))?;
//! }
//! let refused = handle(&mut store, &copy, &mark("2", "8.5"), &by("anne", Role::Marker)).unwrap_err();
//! assert_eq!(refused.code().as_str(), "mark_invalid");
//!
//! // Lunch was long: the lock is over, nothing is lost, and locking again goes on where she was.
//! store.set_now(Timestamp::from_millis(3_600_000));
//! let refused = handle(&mut store, &copy, &mark("2", "7"), &by("anne", Role::Marker)).unwrap_err();
//! assert_eq!(refused.code().as_str(), "lock_lost");
//! let answer = handle(&mut store, &copy, &lock, &by("anne", Role::Marker))?;
//! let token = answer.token;
//! assert_eq!(answer.copy.drafts[&ActorId::new("anne")?].content, "Good, but");
//!
//! // Every question needs a score, or the word that it was not answered; then the copy is done.
//! let done = Command::Finalize { token, revision: 0, scores: None };
//! let refused = handle(&mut store, &copy, &done, &by("anne", Role::Marker)).unwrap_err();
//! assert_eq!(refused.code().as_str(), "scores_incomplete");
//! let last = Command::Score { token, question: "2".into(), score: Some(Score::NotAnswered) };
//! for command in [last, done] {
//!     handle(&mut store, &copy, &command, &by("anne", Role::Marker))?;
//! }
//! let pdf = SourceHash::of(b"the final PDF");
//! let result = FinalResult { revision: 0, pdf, key: SourceHash::of(b"all it was made of") };
//! let answer = handle(&mut store, &copy, &Command::Store { attempt: 1, result }, &by("worker", Role::Service))?;
//! assert_eq!(answer.copy.status(answer.now), Status::Graded);
//! assert_eq!(scheme.total(&answer.copy.scores, &[], None)?.value.to_string(), "10.5");
//!
//! // What was decided can be proven, also when what was written is erased.
//! checkpoint(&mut store, "maths", &[copy.clone()], "release")?;
//! erase_history(&mut store, &copy)?;
//! let log = serde_json::to_string(&Log::of(&mut store, "maths", &[copy])?)?;
//! assert!(!log.contains("a sign is lost here"));
//! assert!(Log::read(log.as_bytes(), &Limits::default())?.verify().stands());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

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
