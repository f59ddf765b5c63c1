//! In which order the sides belong: as they were scanned, or all fronts and then all backs.
//!
//! Knows orders of whole stacks. Each is explained by itself, and the one that explains best wins; how much
//! better it does goes into every probability.

use super::looks::{Looks, Place};
use super::observe::Observed;
use super::options::AssignOptions;
use super::pile::Pile;
use super::solve::{self, Solution};
use crate::scan::Findings;

/// How often a pile is fed one side after the other.
const SIMPLEX: f64 = 0.04;

/// Explains every scan in its best order. A copy never spans two files, except where one file holds the
/// fronts and the other the backs.
pub(super) fn solve(findings: &Findings, options: &AssignOptions, looks: &dyn Looks) -> Vec<Solution> {
    let stacks: Vec<Vec<Observed>> = findings
        .sources
        .iter()
        .enumerate()
        .map(|(source, scan)| {
            let sides = scan.sides.iter().enumerate();
            sides.map(|(page, side)| Observed::new(Place { source, page }, side, &options.trust)).collect()
        })
        .collect();
    let apart: Vec<Solution> = stacks.iter().map(|stack| best(stack, options, looks)).collect();
    let [first, second] = stacks.as_slice() else { return apart };
    if first.len() != second.len() || first.is_empty() {
        return apart;
    }
    let together: Vec<Observed> = first.iter().chain(second).cloned().collect();
    let rival = apart.iter().map(|solution| solution.evidence).sum();
    match simplex(&together, rival, options, looks) {
        Ok((order, share)) => vec![explain(order, share, options, looks)],
        Err(share) => {
            let weaken = |solution: Solution| solution.weakened(share);
            apart.into_iter().map(weaken).collect()
        }
    }
}

fn explain(stack: Vec<Observed>, order: f64, options: &AssignOptions, looks: &dyn Looks) -> Solution {
    Solution::new(Pile::new(stack, looks, options), looks, options).weakened(order)
}

fn best(stack: &[Observed], options: &AssignOptions, looks: &dyn Looks) -> Solution {
    let scanned = explain(stack.to_vec(), 1.0, options, looks);
    // Two sides are front and back either way.
    if stack.len() < 4 {
        return scanned;
    }
    match simplex(stack, scanned.evidence, options, looks) {
        Ok((order, share)) => explain(order, share, options, looks),
        Err(share) => scanned.weakened(share),
    }
}

/// The order of fronts and backs that explains a stack best, and how probable it is among all orders; or,
/// when the order of the scan (whose evidence is `scanned`) does better, how probable that is.
fn simplex(
    stack: &[Observed],
    scanned: f64,
    options: &AssignOptions,
    looks: &dyn Looks,
) -> Result<(Vec<Observed>, f64), f64> {
    let (first, second) = stack.split_at(stack.len() / 2);
    if !stack.len().is_multiple_of(2) || !plausible(first, second) {
        return Err(1.0);
    }
    let reversed: Vec<Observed> = second.iter().rev().cloned().collect();
    // The first stack lies as the pile did; the second may have been turned over as a whole.
    let mut orders = [
        interleave(first, second),
        interleave(first, &reversed),
        interleave(second, first),
        interleave(&reversed, first),
    ];
    let prior = (SIMPLEX / orders.len() as f64).ln();
    let weigh = |order: &Vec<Observed>| {
        prior + solve::evidence(&Pile::new(order.clone(), looks, options), looks, options)
    };
    let weights: Vec<f64> = orders.iter().map(weigh).collect();
    let scanned = scanned + (1.0 - SIMPLEX).ln();
    let all = solve::log_sum(weights.iter().copied().chain([scanned]));
    let best = (0..orders.len()).max_by(|a, b| weights[*a].total_cmp(&weights[*b])).unwrap_or(0);
    if weights[best] > scanned {
        Ok((std::mem::take(&mut orders[best]), (weights[best] - all).exp()))
    } else {
        Err((scanned - all).exp())
    }
}

/// Whether headers lie in one half of a stack, or pages are single: else the orders are not worth a look.
fn plausible(first: &[Observed], second: &[Observed]) -> bool {
    let sheets = first.iter().chain(second).all(|side| side.two_up);
    let single = first.iter().chain(second).all(|side| !side.two_up);
    let share = |half: &[Observed]| {
        half.iter().filter(|side| side.header() > 0.5).count() as f64 / half.len().max(1) as f64
    };
    let (a, b) = (share(first), share(second));
    // Single pages: every other page has no header, so one half has none at all.
    (sheets && (a - b).abs() > 0.6) || (single && a.min(b) < 0.05 && a.max(b) > 0.1)
}

fn interleave(fronts: &[Observed], backs: &[Observed]) -> Vec<Observed> {
    fronts.iter().zip(backs).flat_map(|(front, back)| [front.clone(), back.clone()]).collect()
}
