//! From pages to copies: which half of which sheet is which page of which copy, and why.
//!
//! Knows the plan ([`SplitPlan`], plain data that people edit), its closed list of [`Reason`]s, and the
//! planners that make one. Knows no pixels and no PDF: it is told the shape of every page. Deciding is
//! pure and explains itself; [`crate::split`] applies what was decided. Every half of every page of every
//! source stands in exactly one place: a copy, the review tray or the blank list.

mod plan;
mod planner;
mod reason;

pub use plan::{
    Alternative, BlankPage, Candidate, CopyPlan, Evidence, EvidenceKind, Placement, PlanParts, PlannedPage,
    ReviewPage, SourceRef, SplitPlan, Status,
};
pub use planner::{Mode, PageShape, SourceShape, TWO_UP_ASPECT, plan};
pub use reason::{Language, Reason};
