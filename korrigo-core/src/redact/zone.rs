//! What is hidden of a page, and why.

use serde::{Deserialize, Serialize};

use crate::geometry::NormalizedRect;

/// A part of a page of which nothing may be left.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Zone {
    /// The page, from 0.
    pub page: usize,
    /// The part, in displayed, normalised coordinates of that page.
    #[serde(flatten)]
    pub rect: NormalizedRect,
    /// Why it is hidden.
    pub reason: ZoneReason,
}

/// Why a zone is hidden.
#[derive(
    Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ZoneReason {
    /// A barcode that says who the candidate is.
    Barcode,
    /// A person or a program asked for it.
    Given,
    /// The header that the candidate filled in.
    Header,
    /// The back of a header, where ink may show through.
    ShowThrough,
}
