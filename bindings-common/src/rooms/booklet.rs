//! Plans: made from shapes or findings, edited by people, compared.

use std::num::NonZeroU32;

use korrigo_core::Result;
use korrigo_core::booklet::{
    AssignOptions, Candidate, FindingsLooks, Mode, PageReading, PlanDiff, PlanParts, ReadingLooks, SplitPlan,
    Target, assign_with, diff, plan,
};
use korrigo_core::geometry::Rotation;
use korrigo_core::id::PageId;
use korrigo_core::scan::Findings;
use schemars::JsonSchema;
use serde::Deserialize;

use super::inputs;
use crate::desk::Opened;
use crate::table::Room;

inputs! {
    FromShape { /// The scans, in the order of the pile.
        sources: Vec<NamedDocument>, /// How pages become copies.
        mode: PlanMode }
    FromFindings { /// What was seen on the scans.
        findings: Findings, /// What somebody read on the headers.
        #[serde(default)] readings: Vec<PageReading>, /// How sure a copy must be to be certain: 0 to 1.
        #[serde(default)] certain: Option<f64> }
    Parts { /// The plan, as it was stored or edited.
        plan: PlanParts }
    One { /// The plan.
        this: SplitPlan }
    OneCopy { /// The plan.
        this: SplitPlan, /// The copy, from 0.
        copy: usize }
    OnePage { /// The plan.
        this: SplitPlan, /// The page.
        page: PageId, /// Whether nobody wrote on it.
        blank: bool }
    TwoCopies { /// The plan.
        this: SplitPlan, /// The copy that stays.
        first: usize, /// The copy whose pages follow; it is gone then.
        second: usize }
    Move { /// The plan.
        this: SplitPlan, /// The page.
        page: PageId, /// Where it goes.
        target: MoveTarget, /// Its number from then on.
        #[serde(default)] number: Option<u32> }
    Turn { /// The plan.
        this: SplitPlan, /// A page of the side.
        page: PageId, /// Quarter turns clockwise, in degrees.
        by: Rotation }
    Whose { /// The plan.
        this: SplitPlan, /// The copy, from 0.
        copy: usize, /// Whose it is; nobody's when left out.
        #[serde(default)] candidate: Option<Candidate> }
    Cut { /// The plan.
        this: SplitPlan, /// The copy, from 0.
        copy: usize, /// The page that begins the new copy, from 0 in its own.
        before: usize }
    Swap { /// The plan.
        this: SplitPlan, /// A page.
        one: PageId, /// Another.
        other: PageId }
    TwoPlans { /// The plan as it was.
        before: SplitPlan, /// The plan as it is.
        after: SplitPlan }
}

/// A scan with the name it came with.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NamedDocument {
    /// The name.
    pub(super) name: String,
    /// The scan.
    pub(super) document: Opened,
}

/// How pages become copies when nobody looks at the paper.
#[derive(Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum PlanMode {
    /// Copies of so many pages each.
    Fixed {
        /// How many pages.
        pages: NonZeroU32,
    },
    /// Booklets as the shape of the pages tells: two-up sides are folded sheets.
    Shape,
    /// Every file is one copy.
    Single,
}

/// Where a page goes.
#[derive(Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum MoveTarget {
    /// Into a copy.
    Copy {
        /// The copy, from 0.
        copy: usize,
        /// The page it stands in front of, from 0; past the last, it stands at the end.
        before: usize,
    },
    /// Into a copy of its own.
    NewCopy,
    /// To the blank pages that belong to nobody.
    Blank,
}

pub(super) fn fill(room: &mut Room<'_>) {
    room.long("booklet::plan", "A plan by the shape of the pages alone.", |i: FromShape, desk| {
        let shapes = i.sources.iter().map(|source| desk.document(source.document)?.shape(&source.name));
        let mode = match i.mode {
            PlanMode::Fixed { pages } => Mode::Fixed(pages),
            PlanMode::Shape => Mode::Shape,
            PlanMode::Single => Mode::Single,
        };
        plan(&shapes.collect::<Result<Vec<_>>>()?, mode)
    });
    room.long(
        "booklet::assign",
        "A plan that explains best what was seen, with what was read.",
        |i: FromFindings, _| from_findings(&i),
    );
    room.short("booklet::SplitPlan::new", "A plan as it was stored or edited, checked.", |i: Parts, _| {
        SplitPlan::new(i.plan)
    });
    room.value("booklet::SplitPlan::needs_review", "Whether a person must look.", |i: One| {
        i.this.needs_review()
    });
    room.short(
        "booklet::diff",
        "What differs between two plans of the same scans.",
        |i: TwoPlans, _| -> Result<PlanDiff> { diff(&i.before, &i.after) },
    );
    edits(room);
}

fn from_findings(i: &FromFindings) -> Result<SplitPlan> {
    let sources: Vec<_> = i.findings.sources.iter().map(|scan| scan.source.clone()).collect();
    let seen = FindingsLooks(&i.findings);
    let looks = ReadingLooks::new(&seen, &i.readings, &sources)?;
    let usual = AssignOptions::default();
    let options = AssignOptions { certain: i.certain.unwrap_or(usual.certain), ..usual };
    assign_with(&i.findings, &options, &looks)
}

fn edits(room: &mut Room<'_>) {
    room.short(
        "booklet::SplitPlan::accept_copy",
        "The plan after a person found a copy right.",
        |i: OneCopy, _| i.this.accept_copy(i.copy),
    );
    room.short(
        "booklet::SplitPlan::mark_blank",
        "The plan with a page marked as blank or written.",
        |i: OnePage, _| i.this.mark_blank(i.page, i.blank),
    );
    room.short("booklet::SplitPlan::merge_copies", "The plan with two copies as one.", |i: TwoCopies, _| {
        i.this.merge_copies(i.first, i.second)
    });
    room.short("booklet::SplitPlan::move_page", "The plan with a page elsewhere.", |i: Move, _| {
        let target = match i.target {
            MoveTarget::Copy { copy, before } => Target::Copy { copy, before },
            MoveTarget::NewCopy => Target::NewCopy,
            MoveTarget::Blank => Target::Blank,
        };
        i.this.move_page(i.page, target, i.number)
    });
    room.short("booklet::SplitPlan::rotate_side", "The plan with a side turned.", |i: Turn, _| {
        i.this.rotate_side(i.page, i.by)
    });
    room.short(
        "booklet::SplitPlan::set_candidate",
        "The plan with a copy given to a candidate.",
        |i: Whose, _| i.this.set_candidate(i.copy, i.candidate),
    );
    room.short("booklet::SplitPlan::split_copy", "The plan with a copy cut in two.", |i: Cut, _| {
        i.this.split_copy(i.copy, i.before)
    });
    room.short("booklet::SplitPlan::swap_pages", "The plan with two pages exchanged.", |i: Swap, _| {
        i.this.swap_pages(i.one, i.other)
    });
}
