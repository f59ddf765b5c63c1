//! The back of a header, where the name may show through the paper.
//!
//! Knows two places that lie on one spot of the paper. Which ink is on which side is [`super::behind`]'s to see.

use serde::{Deserialize, Serialize};

use crate::geometry::NormalizedRect;

/// A place on whose other side a header stands: what shows through is taken away, what was written there stays.
///
/// Both rectangles cover the same spot of the paper, the second mirrored, to 6 mm.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Back {
    /// The page, from 0.
    pub page: usize,
    /// The part, in displayed, normalised coordinates of that page.
    #[serde(flatten)]
    pub rect: NormalizedRect,
    /// The page with the header, from 0.
    pub front: usize,
    /// The same part, in coordinates of that page.
    pub header: NormalizedRect,
    /// Whether somebody may have written there: where ink of both sides cannot be told apart, a place that is not
    /// written on is emptied, and one that is refuses the redaction.
    pub written: bool,
}
