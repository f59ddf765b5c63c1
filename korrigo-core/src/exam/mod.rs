//! What belongs to an exam and not to a paper: how it is marked, what marks come to, what they say together.
//!
//! Knows the marking scheme ([`Scheme`]), exact marks ([`Mark`]), totals and statistics. Knows no PDF, no copy and
//! no candidate.

mod mark;
mod scheme;
mod scores;
mod statistics;

pub use mark::Mark;
pub use scheme::{Item, MAX_ITEMS, MAX_LEVELS, Question, Scheme, SchemeRead, SchemeWarning};
pub use scores::{Marked, Rescored, Score, Scores, Total};
pub use statistics::{
    Bin, Distribution, MarkedCopy, MarkerStatistics, QuestionStatistics, Statistics, histogram,
};
