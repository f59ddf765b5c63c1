//! From what was seen to who wrote what: the pile explained as a whole.
//!
//! Knows every finding of every side and the physics of paper; weighs all ways to read the pile as copies
//! at once ([`chain`]) and calls a copy certain only when hardly anything else is possible. Knows no
//! pixels. A lost or doubled sheet is one explanation among others: it never shifts what follows.

mod chain;
mod compose;
mod folded;
mod looks;
mod observe;
mod options;
mod pile;
#[cfg(test)]
mod rates;
mod reasons;
#[cfg(test)]
mod simulate;
mod single;
mod solve;
mod stacks;
#[cfg(test)]
mod tests;

pub use looks::{FindingsLooks, Looks, Place};
pub use options::{AssignOptions, Priors, Trust};

use super::plan::SplitPlan;
use crate::error::{Code, Error, Result};
use crate::scan::Findings;

/// Decides which half of which side is which page of which copy.
///
/// Of a hundred pages with a confidence of 0.99, one is wrong; a certain copy is exactly as planned, by
/// [`AssignOptions::certain`]. Everything else is for review, with its reasons and what was nearly decided.
/// O(sides) in time and memory.
///
/// # Errors
/// `plan_invalid` when a scan has another number of sides than pages.
pub fn assign(findings: &Findings, options: &AssignOptions) -> Result<SplitPlan> {
    assign_with(findings, options, &FindingsLooks(findings))
}

/// As [`assign`], with other eyes for what two sides say of each other.
///
/// # Errors
/// As [`assign`].
pub fn assign_with(findings: &Findings, options: &AssignOptions, looks: &dyn Looks) -> Result<SplitPlan> {
    for (index, scan) in findings.sources.iter().enumerate() {
        if scan.sides.len() != scan.source.pages {
            return Err(Error::new(
                Code::PlanInvalid,
                format!(
                    "source {index} has {} pages but findings of {}",
                    scan.source.pages,
                    scan.sides.len()
                ),
            ));
        }
    }
    let solutions = stacks::solve(findings, options, looks);
    SplitPlan::new(compose::parts(findings, options, looks, &solutions)?)
}
