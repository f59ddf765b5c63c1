//! What belongs to an exam and not to a paper: how copies are called when names must not be, how they are marked,
//! what marks come to, what they say together.
//!
//! Knows ids that stand for names ([`AnonymousId`]) and the secret they are made with ([`ExamKey`]), the marking
//! scheme ([`Scheme`]), exact marks ([`Mark`]), totals and statistics. Knows no PDF, no copy and no candidate; draws
//! no randomness: the key is an argument.

mod anonymous_id;
mod mark;
mod permutation;
mod scheme;
mod scores;
mod statistics;

pub use anonymous_id::{AnonymousId, ExamKey, IdScheme, anonymous_id};
pub use mark::Mark;
pub use scheme::{Item, MAX_ITEMS, MAX_LEVELS, Question, Scheme, SchemeRead, SchemeWarning};
pub use scores::{Marked, Rescored, Score, Scores, Total};
pub use statistics::{
    Bin, Distribution, MarkedCopy, MarkerStatistics, QuestionStatistics, Statistics, histogram,
};
