//! From pages to copies: which half of which sheet is which page of which copy, and why.
//!
//! Knows the plan ([`SplitPlan`], plain data that people edit), its closed list of [`Reason`]s, and the
//! planners that make one: by shape alone ([`plan`]) or by all that was seen ([`assign`]). Knows no pixels
//! and no PDF. Deciding is pure and explains itself; [`crate::split`] applies what was decided. Every half of every page of every
//! source stands in exactly one place: a copy, the review tray or the blank list.

mod assign;
mod diff;
mod edit;
mod plan;
mod planner;
mod readings;
mod reason;

pub use assign::{AssignOptions, FindingsLooks, Looks, Place, Priors, Trust, assign, assign_with};
pub use diff::{CopyChange, PageChange, PlanDiff, Spot, diff};
pub use edit::Target;
pub use plan::{
    Alternative, BlankPage, Candidate, CopyPlan, Evidence, EvidenceKind, Placement, PlanParts, PlannedPage,
    ReviewPage, SourceRef, SplitPlan, Status,
};
pub use planner::{Mode, PageShape, SourceShape, TWO_UP_ASPECT, plan};
pub use readings::{PageReading, ReadingLooks};
pub use reason::{Language, Reason};
