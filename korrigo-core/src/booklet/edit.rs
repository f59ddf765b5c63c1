//! A person's hand on a plan: move, swap, rotate, split, merge, mark blank, set the candidate.
//!
//! Knows how each edit changes the lists of a plan. Every function takes a legal plan and gives a legal one or
//! says what is not there; none loses or doubles a half, because what they return is checked by
//! [`SplitPlan::new`] as any other. What a person decided needs no review for it.

use super::plan::{
    Alternative, BlankPage, Candidate, CopyPlan, Evidence, EvidenceKind, Placement, PlanParts, PlannedPage,
    SplitPlan, Status,
};
use crate::error::{Code, Error, Result};
use crate::geometry::{CutLine, Half, Point, Rotation};
use crate::id::PageId;

/// Where a page goes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Target {
    /// Into a copy, before the page at this place (from 0); at its end where there is no such place.
    Copy {
        /// Which copy.
        copy: usize,
        /// Before which of its pages.
        before: usize,
    },
    /// Into a new copy, after all others.
    NewCopy,
    /// To the blank pages that belong to no copy.
    Blank,
}

impl SplitPlan {
    /// Puts a page somewhere else: from any of the three lists to a copy or to the blank list.
    ///
    /// A copy that loses its last page is gone, and the copies after it move up. The page carries its new
    /// number when `number` is given, else none.
    ///
    /// # Errors
    /// `plan_invalid` when there is no such page or copy.
    pub fn move_page(self, page: PageId, target: Target, number: Option<u32>) -> Result<Self> {
        let mut parts = self.into_parts();
        if let Target::Copy { copy, .. } = target
            && copy >= parts.copies.len()
        {
            return Err(no_copy(copy));
        }
        let mut taken = take(&mut parts, page)?;
        taken.number = number;
        match target {
            Target::Copy { copy, before } => {
                let pages = &mut copy_mut(&mut parts, copy)?.pages;
                pages.insert(before.min(pages.len()), taken);
            }
            Target::NewCopy => push_copy(&mut parts, vec![taken]),
            Target::Blank => parts.blank.push(BlankPage { placement: taken.placement }),
        }
        finish(parts)
    }

    /// Exchanges two pages, wherever they are: each takes the other's place and number.
    ///
    /// # Errors
    /// `plan_invalid` when there is no such page.
    pub fn swap_pages(self, one: PageId, other: PageId) -> Result<Self> {
        let mut parts = self.into_parts();
        let (first, second) = (find(&parts, one)?, find(&parts, other)?);
        let (a, b) = (content(&parts, first)?, content(&parts, second)?);
        put(&mut parts, first, b)?;
        put(&mut parts, second, a)?;
        finish(parts)
    }

    /// Turns the whole side that a page lies on by quarter turns clockwise: both halves, since they lie on
    /// one sheet. A half turn exchanges what is left and right of the fold; each place of the plan keeps the
    /// writing that it had. After a quarter turn the fold is cut at the middle again, because nobody has
    /// looked at it this way up.
    ///
    /// # Errors
    /// `plan_invalid` when there is no such page.
    pub fn rotate_side(self, page: PageId, by: Rotation) -> Result<Self> {
        let mut parts = self.into_parts();
        let placement = content(&parts, find(&parts, page)?)?.placement;
        let (source, side) = (placement.source, placement.page);
        let sources = parts.sources.clone();
        let mut failed = Ok(());
        for place in placements_mut(&mut parts) {
            if place.source == source && place.page == side {
                match turned(&sources, place, by) {
                    Ok(turned) => *place = turned,
                    Err(error) => failed = Err(error),
                }
            }
        }
        failed?;
        for page in parts.copies.iter_mut().flat_map(|copy| &mut copy.pages) {
            if page.placement.source == source && page.placement.page == side && by != Rotation::D0 {
                // It was found on the page as it lay before.
                page.header = None;
            }
        }
        finish(parts)
    }

    /// Splits a copy in two: the pages from `before` on (from 0) become a copy of their own, right after it.
    ///
    /// # Errors
    /// `plan_invalid` when there is no such copy or one part would be empty.
    pub fn split_copy(self, copy: usize, before: usize) -> Result<Self> {
        let mut parts = self.into_parts();
        let first = copy_mut(&mut parts, copy)?;
        if before == 0 || before >= first.pages.len() {
            return Err(Error::new(Code::PlanInvalid, "a copy can only be split between two of its pages"));
        }
        let pages = first.pages.split_off(before);
        let second = CopyPlan { index: copy + 1, candidate: None, pages, ..first.clone() };
        parts.copies.insert(copy + 1, second);
        shift(&mut parts, |index| if index > copy { Some(index + 1) } else { Some(index) });
        finish(parts)
    }

    /// Joins two copies: the pages of `second` follow those of `first`. Reasons of both stay; the candidate
    /// is that of the first, or of the second where the first has none.
    ///
    /// # Errors
    /// `plan_invalid` when there is no such copy, or both are one.
    pub fn merge_copies(self, first: usize, second: usize) -> Result<Self> {
        let mut parts = self.into_parts();
        if first == second {
            return Err(Error::new(Code::PlanInvalid, format!("copy {first} cannot be joined with itself")));
        }
        copy_mut(&mut parts, second)?;
        copy_mut(&mut parts, first)?;
        let other = parts.copies.remove(second);
        let place = if second < first { first - 1 } else { first };
        let copy = copy_mut(&mut parts, place)?;
        copy.pages.extend(other.pages);
        copy.reasons.extend(other.reasons);
        copy.reasons.sort_unstable();
        copy.reasons.dedup();
        if other.status == Status::Review {
            copy.status = Status::Review;
        }
        copy.candidate = copy.candidate.take().or(other.candidate);
        let (last, gone) = (place, second);
        shift(&mut parts, |index| Some(if index == gone { last } else { index - usize::from(index > gone) }));
        finish(parts)
    }

    /// Says whether anybody wrote on a page of a copy.
    ///
    /// # Errors
    /// `plan_invalid` when no copy has such a page.
    pub fn mark_blank(self, page: PageId, blank: bool) -> Result<Self> {
        let mut parts = self.into_parts();
        let mut pages = parts.copies.iter_mut().flat_map(|copy| &mut copy.pages);
        let Some(found) = pages.find(|other| other.placement.id == page) else { return Err(no_page(page)) };
        found.blank = blank;
        finish(parts)
    }

    /// Says whose copy it is; `None` when that is not known after all.
    ///
    /// # Errors
    /// `plan_invalid` when there is no such copy.
    pub fn set_candidate(self, copy: usize, candidate: Option<Candidate>) -> Result<Self> {
        let mut parts = self.into_parts();
        copy_mut(&mut parts, copy)?.candidate = candidate;
        finish(parts)
    }

    /// A person has looked at a copy and it is right as it is: it is certain, without reasons.
    ///
    /// # Errors
    /// `plan_invalid` when there is no such copy.
    pub fn accept_copy(self, copy: usize) -> Result<Self> {
        let mut parts = self.into_parts();
        let accepted = copy_mut(&mut parts, copy)?;
        accepted.status = Status::Certain;
        accepted.reasons.clear();
        finish(parts)
    }
}

/// Where a page stands in a plan.
#[derive(Clone, Copy, Debug)]
enum Place {
    Copy(usize, usize),
    Review(usize),
    Blank(usize),
}

fn no_copy(copy: usize) -> Error {
    Error::new(Code::PlanInvalid, format!("there is no copy {copy}"))
}

fn no_page(page: PageId) -> Error {
    Error::new(Code::PlanInvalid, format!("there is no page {page} where it is looked for"))
}

fn copy_mut(parts: &mut PlanParts, copy: usize) -> Result<&mut CopyPlan> {
    parts.copies.get_mut(copy).ok_or_else(|| no_copy(copy))
}

fn find(parts: &PlanParts, page: PageId) -> Result<Place> {
    let in_copies = parts.copies.iter().enumerate().find_map(|(copy, plan)| {
        let at = plan.pages.iter().position(|other| other.placement.id == page)?;
        Some(Place::Copy(copy, at))
    });
    let in_review = || parts.review.iter().position(|other| other.placement.id == page).map(Place::Review);
    let in_blank = || parts.blank.iter().position(|other| other.placement.id == page).map(Place::Blank);
    in_copies.or_else(in_review).or_else(in_blank).ok_or_else(|| no_page(page))
}

/// What stands at a place, as a page of a copy.
fn content(parts: &PlanParts, place: Place) -> Result<PlannedPage> {
    let gone = || Error::new(Code::PlanInvalid, "there is no such place");
    match place {
        Place::Copy(copy, at) => {
            parts.copies.get(copy).and_then(|copy| copy.pages.get(at)).cloned().ok_or_else(gone)
        }
        Place::Review(at) => parts.review.get(at).map(|page| loose(page.placement, false)).ok_or_else(gone),
        Place::Blank(at) => parts.blank.get(at).map(|page| loose(page.placement, true)).ok_or_else(gone),
    }
}

/// A page that stood in no copy, placed by a person.
fn loose(placement: Placement, blank: bool) -> PlannedPage {
    decided(PlannedPage {
        placement,
        number: None,
        blank,
        confidence: 1.0,
        header: None,
        evidence: Vec::new(),
        alternatives: Vec::new(),
    })
}

/// Puts another page at a place; the number stays with the place.
fn put(parts: &mut PlanParts, place: Place, page: PlannedPage) -> Result<()> {
    let gone = || Error::new(Code::PlanInvalid, "there is no such place");
    match place {
        Place::Copy(copy, at) => {
            let old = copy_mut(parts, copy)?.pages.get_mut(at).ok_or_else(gone)?;
            *old = PlannedPage { number: old.number, ..decided(page) };
        }
        Place::Review(at) => {
            let old = parts.review.get_mut(at).ok_or_else(gone)?;
            old.placement = page.placement;
            old.alternatives.clear();
        }
        Place::Blank(at) => parts.blank.get_mut(at).ok_or_else(gone)?.placement = page.placement,
    }
    Ok(())
}

fn take(parts: &mut PlanParts, page: PageId) -> Result<PlannedPage> {
    let place = find(parts, page)?;
    let found = content(parts, place)?;
    match place {
        Place::Copy(copy, at) => drop(copy_mut(parts, copy)?.pages.remove(at)),
        Place::Review(at) => drop(parts.review.remove(at)),
        Place::Blank(at) => drop(parts.blank.remove(at)),
    }
    Ok(decided(found))
}

/// A page where a person put it.
fn decided(mut page: PlannedPage) -> PlannedPage {
    page.confidence = 1.0;
    page.evidence = vec![Evidence { kind: EvidenceKind::Mode, score: 1.0 }];
    page.alternatives.clear();
    page
}

fn push_copy(parts: &mut PlanParts, pages: Vec<PlannedPage>) {
    let index = parts.copies.len();
    parts.copies.push(CopyPlan {
        index,
        status: Status::Certain,
        reasons: Vec::new(),
        candidate: None,
        pages,
    });
}

fn placements_mut(parts: &mut PlanParts) -> impl Iterator<Item = &mut Placement> {
    let copies = parts.copies.iter_mut().flat_map(|copy| &mut copy.pages).map(|page| &mut page.placement);
    let review = parts.review.iter_mut().map(|page| &mut page.placement);
    copies.chain(review).chain(parts.blank.iter_mut().map(|page| &mut page.placement))
}

/// A placement after its side is turned further clockwise.
fn turned(sources: &[super::SourceRef], place: &Placement, by: Rotation) -> Result<Placement> {
    let rotate = place.rotate.then(by);
    if place.half == Half::Whole || by == Rotation::D0 {
        return Ok(Placement { rotate, ..*place });
    }
    let mirrored = matches!(by, Rotation::D180);
    let half = match (mirrored, place.half) {
        (true, Half::Left) => Half::Right,
        (true, Half::Right) => Half::Left,
        (_, half) => half,
    };
    let over = |point: Point| Point::new(1.0 - point.x, 1.0 - point.y);
    let line = |line: CutLine| CutLine { a: over(line.b), b: over(line.a) };
    let plain = Placement::new(sources, place.source, place.page, half)?;
    Ok(Placement {
        rotate,
        skew_deg: place.skew_deg,
        cut: if mirrored { 1.0 - place.cut } else { plain.cut },
        cut_line: if mirrored { place.cut_line.map(line) } else { None },
        ..plain
    })
}

/// Gives every alternative the new index of its copy; forgets those whose copy is gone.
fn shift(parts: &mut PlanParts, new: impl Fn(usize) -> Option<usize>) {
    let moved = |others: &mut Vec<Alternative>| {
        others.retain_mut(|other| match new(other.copy) {
            Some(copy) => {
                other.copy = copy;
                true
            }
            None => false,
        });
    };
    parts.review.iter_mut().for_each(|page| moved(&mut page.alternatives));
    parts.copies.iter_mut().flat_map(|copy| &mut copy.pages).for_each(|page| moved(&mut page.alternatives));
}

/// Removes copies that have become empty, counts the others again, and checks the rules.
fn finish(mut parts: PlanParts) -> Result<SplitPlan> {
    let mut kept = 0;
    let new: Vec<Option<usize>> = parts
        .copies
        .iter()
        .map(|copy| {
            let index = (!copy.pages.is_empty()).then_some(kept);
            kept += usize::from(index.is_some());
            index
        })
        .collect();
    shift(&mut parts, |index| new.get(index).copied().flatten());
    parts.copies.retain(|copy| !copy.pages.is_empty());
    parts.copies.iter_mut().enumerate().for_each(|(index, copy)| copy.index = index);
    SplitPlan::new(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::booklet::{Mode, PageShape, SourceRef, SourceShape, plan};
    use crate::id::SourceHash;
    use proptest::prelude::*;

    fn sample(sheets: usize) -> SplitPlan {
        let sheet = PageShape { width: 1191.0, height: 842.0 };
        let loose = PageShape { width: 595.0, height: 842.0 };
        let mut pages = vec![sheet; 2 * sheets];
        pages.push(loose);
        let source = SourceRef { name: "s".into(), sha256: SourceHash::of(b"s"), pages: pages.len() };
        plan(&[SourceShape { source, pages, readers_disagree: false }], Mode::Shape).unwrap()
    }

    fn ids(plan: &SplitPlan, copy: usize) -> Vec<PageId> {
        plan.copies()[copy].pages.iter().map(|page| page.placement.id).collect()
    }

    #[test]
    fn a_page_moves_and_an_empty_copy_goes() {
        let mut plan = sample(2);
        let from = ids(&plan, 0);
        for page in &from {
            plan = plan.move_page(*page, Target::Copy { copy: 1, before: 99 }, None).unwrap();
        }
        assert_eq!(plan.copies().len(), 1);
        assert_eq!(ids(&plan, 0)[4..], from);
    }

    #[test]
    fn a_page_leaves_the_tray_for_a_copy_of_its_own() {
        let plan = sample(1);
        let page = plan.review()[0].placement.id;
        let plan = plan.move_page(page, Target::NewCopy, Some(1)).unwrap();
        assert_eq!((plan.review().len(), ids(&plan, 1)), (0, vec![page]));
    }

    #[test]
    fn a_split_is_undone_by_a_merge() {
        let plan = sample(3);
        let split = plan.clone().split_copy(1, 2).unwrap();
        assert_eq!((split.copies().len(), split.copies()[2].pages.len()), (4, 2));
        assert_eq!(split.merge_copies(1, 2).unwrap(), plan);
        assert_eq!(plan.split_copy(1, 4).unwrap_err().code(), Code::PlanInvalid);
    }

    #[test]
    fn a_half_turn_exchanges_left_and_right_and_two_are_none() {
        let plan = sample(1);
        let page = ids(&plan, 0)[0];
        let once = plan.clone().rotate_side(page, Rotation::D180).unwrap();
        let first = once.copies()[0].pages[0].placement;
        assert_eq!((first.half, first.rotate), (Half::Left, Rotation::D180));
        assert_eq!(once.rotate_side(first.id, Rotation::D180).unwrap(), plan);
    }

    #[test]
    fn what_is_not_there_is_refused() {
        let nobody = PageId::new(&SourceHash::of(b"other"), 0, Half::Left);
        for refused in [
            sample(1).move_page(nobody, Target::NewCopy, None),
            sample(1).move_page(ids(&sample(1), 0)[0], Target::Copy { copy: 7, before: 0 }, None),
            sample(1).swap_pages(nobody, nobody),
            sample(1).rotate_side(nobody, Rotation::D90),
            sample(1).split_copy(7, 1),
            sample(1).merge_copies(0, 7),
            sample(1).merge_copies(0, 0),
            sample(1).mark_blank(nobody, true),
            sample(1).set_candidate(7, None),
            sample(1).accept_copy(7),
        ] {
            assert_eq!(refused.unwrap_err().code(), Code::PlanInvalid);
        }
    }

    proptest! {
        #[test]
        fn no_edit_loses_or_doubles_a_half(edits in prop::collection::vec((0..8, 0usize..40, 0usize..40), 1..40)) {
            let mut plan = sample(5);
            for (kind, a, b) in edits {
                let all: Vec<PageId> = {
                    let parts = plan.clone().into_parts();
                    let copies = parts.copies.iter().flat_map(|copy| &copy.pages).map(|page| page.placement.id);
                    let review = parts.review.iter().map(|page| page.placement.id);
                    copies.chain(review).chain(parts.blank.iter().map(|page| page.placement.id)).collect()
                };
                let (one, other) = (all[a % all.len()], all[b % all.len()]);
                let edited = match kind {
                    0 => plan.clone().move_page(one, Target::Copy { copy: b % 6, before: a }, None),
                    1 => plan.clone().move_page(one, Target::NewCopy, Some(1)),
                    2 => plan.clone().swap_pages(one, other),
                    3 => plan.clone().rotate_side(one, Rotation::ALL[b % 4]),
                    4 => plan.clone().split_copy(a % 6, b % 5),
                    5 => plan.clone().merge_copies(a % 6, b % 6),
                    6 => plan.clone().mark_blank(one, true),
                    _ => plan.clone().move_page(one, Target::Blank, None),
                };
                // What `SplitPlan::new` lets through is whole; a refusal leaves the plan as it was.
                plan = edited.unwrap_or(plan);
                prop_assert_eq!(plan.sources()[0].pages, 11);
            }
        }
    }
}
