//! What belongs to an exam and not to a paper: how copies are called when names must not be, how they are marked,
//! what marks come to, what they say together.
//!
//! Knows ids that stand for names ([`AnonymousId`]) and the secret they are made with ([`ExamKey`]), the marking
//! scheme ([`Scheme`]), exact marks ([`Mark`]), totals, statistics, where two markers disagree ([`Tolerance`]) and
//! ready comments ([`CommentBank`]). Knows no PDF, no copy and no candidate; draws
//! no randomness: the key is an argument.

mod anonymous_id;
mod comments;
mod double_marking;
mod mark;
mod marked_paper;
mod permutation;
#[cfg(test)]
mod rational;
mod scheme;
mod scores;
mod statistics;

pub use anonymous_id::{AnonymousId, ExamKey, IdScheme, anonymous_id};
pub use comments::{Comment, CommentBank, MAX_COMMENT, MAX_PERSONAL};
pub use double_marking::{Disagreement, Tolerance};
pub(crate) use mark::Literal;
pub use mark::Mark;
pub use marked_paper::MarkedPaper;
pub use scheme::{Item, MAX_ITEMS, MAX_LEVELS, Question, Scheme, SchemeRead, SchemeWarning};
pub(crate) use scores::LiteralScore;
pub use scores::{Marked, Rescored, Score, Scores, Total};
pub use statistics::{
    Bin, Distribution, MarkedCopy, MarkerStatistics, QuestionStatistics, Statistics, histogram,
};
