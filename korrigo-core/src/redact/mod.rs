//! Hiding who wrote a paper, in the file itself: zones of pages are emptied in every layer.
//!
//! Knows zones in displayed, normalised coordinates ([`Zone`]), where they come from, and what must not be
//! left of them. What is outside the zones stays as it was. Knows nothing of exams or of who the candidates
//! are: needles and stamps are arguments.

mod zone;

pub use zone::{Zone, ZoneReason};
