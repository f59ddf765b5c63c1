//! What changed between two plans of the same scans.
//!
//! Knows halves of paper and where each plan puts them. A copy of one plan is a copy of the other when
//! they share most of their paper, whatever their indices. Makes plain data; who shows it finds the words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::plan::{CopyPlan, Placement, SplitPlan, Status};
use super::reason::Reason;
use crate::error::{Code, Error, Result};
use crate::geometry::{Half, Rotation};
use crate::id::PageId;

/// What changed between two plans of the same scans. Empty when nothing did.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct PlanDiff {
    /// Copies of the second plan that the first has not, by their index in the second.
    pub added: Vec<usize>,
    /// Copies of the first plan that the second has not, by their index in the first.
    pub removed: Vec<usize>,
    /// Copies of both with another status, other reasons or another candidate.
    pub copies: Vec<CopyChange>,
    /// Halves that stand elsewhere or lie otherwise.
    pub pages: Vec<PageChange>,
}

/// A copy of both plans that is told otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CopyChange {
    /// Its index in the first plan.
    pub before: usize,
    /// Its index in the second plan.
    pub after: usize,
    /// Its status in both.
    pub status: (Status, Status),
    /// Reasons that are new.
    pub reasons_added: Vec<Reason>,
    /// Reasons that are gone.
    pub reasons_removed: Vec<Reason>,
    /// Whether it is another candidate's, or nobody's now.
    pub candidate: bool,
}

/// A half that stands elsewhere or lies otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct PageChange {
    /// Its name in the second plan.
    pub id: PageId,
    /// Which scan.
    pub source: usize,
    /// Which of its pages.
    pub page: usize,
    /// Which half, in the second plan.
    pub half: Half,
    /// Where it stood and stands, when that changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<(Spot, Spot)>,
    /// How far it was turned clockwise, when it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rotated: Option<Rotation>,
    /// The cut in both, normalised to the side of the second plan, when it moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<(f64, f64)>,
    /// Whether it is blank now, when that changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank: Option<bool>,
}

/// Where a half stands in a plan.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Spot {
    /// In a copy.
    Copy {
        /// Which.
        copy: usize,
        /// Its place among the pages, from 0.
        place: usize,
        /// Its number, from 1.
        number: Option<u32>,
    },
    /// In the review tray.
    Review,
    /// Among the blank pages of no copy.
    Blank,
}

impl PlanDiff {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What changed from `before` to `after`. O(halves · log halves).
///
/// # Errors
/// `plan_invalid` when they are not about the same scans.
pub fn diff(before: &SplitPlan, after: &SplitPlan) -> Result<PlanDiff> {
    let hashes =
        |plan: &SplitPlan| plan.sources().iter().map(|scan| (scan.sha256, scan.pages)).collect::<Vec<_>>();
    if hashes(before) != hashes(after) {
        return Err(Error::new(Code::PlanInvalid, "the plans are not about the same scans"));
    }
    let (old, new) = (halves(before), halves(after));
    let same = matched(&old, &new, before.copies().len(), after.copies().len());
    let mut changes = PlanDiff::default();
    for (index, copy) in before.copies().iter().enumerate() {
        match same.get(index).copied().flatten().and_then(|to| Some((to, after.copies().get(to)?))) {
            None => changes.removed.push(index),
            Some((to, other)) => changes.copies.extend(copy_change(index, copy, to, other)),
        }
    }
    changes.added = (0..after.copies().len()).filter(|index| !same.contains(&Some(*index))).collect();
    for (region, now) in &new {
        // After a quarter turn the sheet is cut into other regions: then the half of the same name is meant.
        let was = old.get(region).or_else(|| old.values().find(|was| was.placement.id == now.placement.id));
        changes.pages.extend(was.and_then(|was| page_change(was, now, &same)));
    }
    Ok(changes)
}

/// A piece of paper: scan, page, and which part of it as displayed.
type Region = (usize, usize, &'static str);

#[derive(Clone, Copy, Debug)]
struct Stands {
    placement: Placement,
    spot: Spot,
    blank: bool,
}

fn region(place: &Placement) -> Region {
    let part = match (place.half, place.rotate) {
        (Half::Whole, _) => "whole",
        (Half::Left, Rotation::D0) | (Half::Right, Rotation::D180) => "left",
        (Half::Right, Rotation::D0) | (Half::Left, Rotation::D180) => "right",
        (Half::Left, Rotation::D90) | (Half::Right, Rotation::D270) => "bottom",
        (Half::Right, Rotation::D90) | (Half::Left, Rotation::D270) => "top",
    };
    (place.source, place.page, part)
}

fn halves(plan: &SplitPlan) -> BTreeMap<Region, Stands> {
    let mut halves = BTreeMap::new();
    for (copy, content) in plan.copies().iter().enumerate() {
        for (place, page) in content.pages.iter().enumerate() {
            let spot = Spot::Copy { copy, place, number: page.number };
            let stands = Stands { placement: page.placement, spot, blank: page.blank };
            halves.insert(region(&page.placement), stands);
        }
    }
    for page in plan.review() {
        let stands = Stands { placement: page.placement, spot: Spot::Review, blank: false };
        halves.insert(region(&page.placement), stands);
    }
    for page in plan.blank() {
        let stands = Stands { placement: page.placement, spot: Spot::Blank, blank: true };
        halves.insert(region(&page.placement), stands);
    }
    halves
}

/// For each copy before, the copy after that has most of its paper; each is taken once.
fn matched(
    old: &BTreeMap<Region, Stands>,
    new: &BTreeMap<Region, Stands>,
    before: usize,
    after: usize,
) -> Vec<Option<usize>> {
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (region, was) in old {
        if let (Spot::Copy { copy: from, .. }, Some(Spot::Copy { copy: to, .. })) =
            (was.spot, new.get(region).map(|now| now.spot))
        {
            *shared.entry((from, to)).or_default() += 1;
        }
    }
    let mut pairs: Vec<_> = shared.into_iter().collect();
    pairs.sort_by_key(|((from, to), count)| (std::cmp::Reverse(*count), *from, *to));
    let (mut same, mut taken) = (vec![None; before], vec![false; after]);
    for ((from, to), _) in pairs {
        if same[from].is_none() && !taken[to] {
            same[from] = Some(to);
            taken[to] = true;
        }
    }
    same
}

fn copy_change(before: usize, old: &CopyPlan, after: usize, new: &CopyPlan) -> Option<CopyChange> {
    let without = |all: &[Reason], other: &[Reason]| -> Vec<Reason> {
        all.iter().copied().filter(|reason| !other.contains(reason)).collect()
    };
    let change = CopyChange {
        before,
        after,
        status: (old.status, new.status),
        reasons_added: without(&new.reasons, &old.reasons),
        reasons_removed: without(&old.reasons, &new.reasons),
        candidate: old.candidate != new.candidate,
    };
    let reasons = change.reasons_added.len() + change.reasons_removed.len();
    (old.status != new.status || reasons > 0 || change.candidate).then_some(change)
}

fn page_change(was: &Stands, now: &Stands, same: &[Option<usize>]) -> Option<PageChange> {
    let rest = match (was.spot, now.spot) {
        (
            Spot::Copy { copy: from, place: old, number: a },
            Spot::Copy { copy: to, place: new, number: b },
        ) => same.get(from).copied().flatten() == Some(to) && a == b && (a.is_some() || old == new),
        (one, other) => one == other,
    };
    let by = Rotation::from_degrees(now.placement.rotate.degrees() - was.placement.rotate.degrees());
    let rotated = by.filter(|by| *by != Rotation::D0);
    let two_up = now.placement.half != Half::Whole;
    let old = if rotated == Some(Rotation::D180) { 1.0 - was.placement.cut } else { was.placement.cut };
    let line = |place: &Placement| place.cut_line.map(|line| (line.a, line.b));
    let recut = (old - now.placement.cut).abs() > 1e-9
        || (rotated.is_none() && line(&was.placement) != line(&now.placement));
    let change = PageChange {
        id: now.placement.id,
        source: now.placement.source,
        page: now.placement.page,
        half: now.placement.half,
        moved: (!rest).then_some((was.spot, now.spot)),
        rotated,
        cut: (two_up && recut).then_some((old, now.placement.cut)),
        blank: (was.blank != now.blank).then_some(now.blank),
    };
    let told = change.moved.is_some() || rotated.is_some() || change.cut.is_some() || change.blank.is_some();
    told.then_some(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::booklet::{Mode, PageShape, SourceRef, SourceShape, Target, plan};
    use crate::id::SourceHash;

    fn sample(sheets: usize) -> SplitPlan {
        let pages = vec![PageShape { width: 1191.0, height: 842.0 }; 2 * sheets];
        let source = SourceRef { name: "s".into(), sha256: SourceHash::of(b"s"), pages: pages.len() };
        plan(&[SourceShape { source, pages, readers_disagree: false }], Mode::Shape).unwrap()
    }

    #[test]
    fn nothing_changed() {
        assert!(diff(&sample(3), &sample(3)).unwrap().is_empty());
    }

    #[test]
    fn a_split_adds_a_copy_and_moves_its_pages_only() {
        let before = sample(3);
        let after = before.clone().split_copy(0, 3).unwrap();
        let changes = diff(&before, &after).unwrap();
        assert_eq!((changes.added, changes.removed), (vec![1], vec![]));
        assert_eq!(changes.pages.len(), 1);
        let (from, to) = changes.pages[0].moved.unwrap();
        assert_eq!(from, Spot::Copy { copy: 0, place: 3, number: Some(4) });
        assert_eq!(to, Spot::Copy { copy: 1, place: 0, number: Some(4) });
    }

    #[test]
    fn a_half_turn_is_told_of_both_halves_and_moves_none() {
        let before = sample(1);
        let page = before.copies()[0].pages[0].placement.id;
        let after = before.clone().rotate_side(page, Rotation::D180).unwrap();
        let changes = diff(&before, &after).unwrap();
        assert_eq!(changes.pages.len(), 2);
        assert!(
            changes.pages.iter().all(|page| page.rotated == Some(Rotation::D180) && page.moved.is_none())
        );
        assert!(changes.pages.iter().all(|page| page.cut.is_none()));
    }

    #[test]
    fn what_a_person_says_of_a_copy_is_told() {
        let before = sample(2);
        let page = before.copies()[0].pages[1].placement.id;
        let after = before.clone().accept_copy(1).unwrap().mark_blank(page, true).unwrap();
        let after = after.move_page(before.copies()[0].pages[2].placement.id, Target::Blank, None).unwrap();
        let changes = diff(&before, &after).unwrap();
        assert_eq!(changes.copies[0].status, (Status::Review, Status::Certain));
        assert_eq!(changes.copies[0].reasons_removed, [Reason::NotExamined]);
        let blank: Vec<_> = changes.pages.iter().filter_map(|page| page.blank).collect();
        assert_eq!(blank, [true, true]);
        let stored = serde_json::to_string(&changes).unwrap();
        assert_eq!(serde_json::from_str::<PlanDiff>(&stored).unwrap(), changes);
    }

    #[test]
    fn plans_of_other_scans_are_refused() {
        assert_eq!(diff(&sample(1), &sample(2)).unwrap_err().code(), Code::PlanInvalid);
    }
}
