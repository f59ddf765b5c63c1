// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />
import type { DocumentLike } from './document.js';
import type { CutLine, Half, NormalizedRect, Rotation } from './geometry.js';
import type { DateRead } from './roster.js';
import type { Side } from './scan.js';
import type { PageId, SourceHash } from './words.js';
import type { CallOptions } from '../runtime.js';

/** A place that a half might have had. */
export interface Alternative {
  /** Which copy. */
  copy: number;
  /** How likely: 0..=1. */
  score: number;
  /** Which page of it, from 1. */
  number?: number | null;
}

/** A blank half that belongs to no copy. */
export interface BlankPage {
  /** The page's name for ever. */
  id: PageId;
  /** Which scan, from 0. */
  source: number;
  /** Which of its pages, from 0. */
  page: number;
  /** Which half of the upright side. */
  half: Half;
  /**
   * The fold: normalised x at mid height of the upright page. Means nothing for a whole page.
   * @default 0.5
   */
  cut?: number;
  /** The cut as two points of the upright, normalised page; overrides `cut` and the skew's slant. */
  cut_line?: CutLine | null;
  /**
   * Quarter turns clockwise that make the displayed page upright.
   * @default 0
   */
  rotate?: Rotation;
  /**
   * How far the content is turned clockwise on the upright page, in degrees.
   * @default 0
   */
  skew_deg?: number;
}

/** A copy of both plans that is told otherwise. */
export interface CopyChange {
  /** Its index in the first plan. */
  before: number;
  /** Its index in the second plan. */
  after: number;
  /** Its status in both. */
  status: [PlanStatus, PlanStatus];
  /** Reasons that are new. */
  reasons_added: Reason[];
  /** Reasons that are gone. */
  reasons_removed: Reason[];
  /** Whether it is another candidate's, or nobody's now. */
  candidate: boolean;
}

/** One candidate's pages, in reading order. */
export interface CopyPlan {
  /** Position in `copies`, from 0. */
  index: number;
  /** Whether a person should look. */
  status: PlanStatus;
  /** The pages, in reading order; at least one. */
  pages: PlannedPage[];
  /** Whose copy it is, where that is known. */
  candidate?: PlannedCandidate | null;
  /** Why a person should look. */
  reasons?: Reason[];
}

/** One thing that speaks for a decision. */
export interface Evidence {
  /** What was seen. */
  kind: EvidenceKind;
  /** How strongly it speaks: 0..=1. */
  score: number;
}

/** What kind of thing was seen. */
export type EvidenceKind =
  /** The fold was found. */
  | "fold"
  /** A header was found. */
  | "header"
  /** The header looks as if the candidate of the header before filled it in. */
  | "likeness"
  /** The user said so. */
  | "mode"
  /** The copy as a whole: the probability that it is exactly as planned. */
  | "order"
  /** The way up was found. */
  | "orientation"
  /** The number in the boxes is the page's. */
  | "page_number"
  /** The shape of the page and its place in the pile. */
  | "shape"
  /** The two sides of the sheet go together: by slant and by what shows through. */
  | "sheet";

/** What was seen on every side of some scans. */
export interface Findings {
  /** Always `korrigo.findings/1`. */
  format: string;
  /** The scans, in the order they were given. */
  sources: SourceFindings[];
}

/** Where a page goes. */
export type MoveTarget =
  /** Into a copy. */
  | { kind: "copy"; copy: number; before: number }
  /** Into a copy of its own. */
  | { kind: "new_copy" }
  /** To the blank pages that belong to nobody. */
  | { kind: "blank" };

/** A scan with the name it came with. */
export interface NamedDocument {
  /** The name. */
  name: string;
  /** The scan. */
  document: DocumentLike;
}

/** A half that stands elsewhere or lies otherwise. */
export interface PageChange {
  /** Its name in the second plan. */
  id: PageId;
  /** Which scan. */
  source: number;
  /** Which of its pages. */
  page: number;
  /** Which half, in the second plan. */
  half: Half;
  /** Whether it is blank now, when that changed. */
  blank?: boolean | null;
  /** The cut in both, normalised to the side of the second plan, when it moved. */
  cut?: [number, number] | null;
  /** Where it stood and stands, when that changed. */
  moved?: [Spot, Spot] | null;
  /** How far it was turned clockwise, when it was. */
  rotated?: Rotation | null;
}

/** What was read in the header of one half of a page. */
export interface PageReading {
  /** Which scan, from 0. */
  source: number;
  /** Which of its pages, from 0. */
  page: number;
  /** Which half. */
  half: Half;
  /** Birth date; in JSON a text that is none counts as not read. */
  birth_date?: DateRead | null;
  /**
   * How likely each of them is right: 0..=1; anything else counts as 0. In JSON 1 where nothing is said.
   * @default 1
   */
  confidence?: number;
  /** First name. */
  first_name?: string | null;
  /** Surname. */
  last_name?: string | null;
  /** Candidate number. */
  number?: string | null;
}

/** What changed between two plans of the same scans. Empty when nothing did. */
export interface PlanDiff {
  /** Copies of the second plan that the first has not, by their index in the second. */
  added: number[];
  /** Copies of the first plan that the second has not, by their index in the first. */
  removed: number[];
  /** Copies of both with another status, other reasons or another candidate. */
  copies: CopyChange[];
  /** Halves that stand elsewhere or lie otherwise. */
  pages: PageChange[];
}

/** How pages become copies when nobody looks at the paper. */
export type PlanMode =
  /** Copies of so many pages each. */
  | { kind: "fixed"; pages: number }
  /** Booklets as the shape of the pages tells: two-up sides are folded sheets. */
  | { kind: "shape" }
  /** Every file is one copy. */
  | { kind: "single" };

/** Whether a decision stands. */
export type PlanStatus =
  /** Every page is where the plan says: never wrong. What its reasons name is to be done or known besides, such as a page to be scanned again. */
  | "certain"
  /** A person decides. */
  | "review";

/** Whose copy it is. */
export interface PlannedCandidate {
  /** Surname. */
  last_name: string;
  /** First name. */
  first_name: string;
  /** ISO date. */
  birth_date?: string | null;
  /** The candidate's number. */
  number?: string | null;
}

/** A page of a copy. */
export interface PlannedPage {
  /** The page's name for ever. */
  id: PageId;
  /** Which scan, from 0. */
  source: number;
  /** Which of its pages, from 0. */
  page: number;
  /** Which half of the upright side. */
  half: Half;
  /** How sure the decision is: 0..=1. */
  confidence: number;
  /** Where else it may belong, the likeliest first. */
  alternatives?: Alternative[];
  /**
   * Whether nobody wrote on it. A blank page of a booklet stays in its copy.
   * @default false
   */
  blank?: boolean;
  /**
   * The fold: normalised x at mid height of the upright page. Means nothing for a whole page.
   * @default 0.5
   */
  cut?: number;
  /** The cut as two points of the upright, normalised page; overrides `cut` and the skew's slant. */
  cut_line?: CutLine | null;
  /** What speaks for the decision. */
  evidence?: Evidence[];
  /** The header, normalised to this half. */
  header?: NormalizedRect | null;
  /** Its number in the copy, from 1, where that is known. */
  number?: number | null;
  /**
   * Quarter turns clockwise that make the displayed page upright.
   * @default 0
   */
  rotate?: Rotation;
  /**
   * How far the content is turned clockwise on the upright page, in degrees.
   * @default 0
   */
  skew_deg?: number;
}

/** Why a copy or a page needs a person. */
export type Reason =
  /** The pages were cut and ordered by their shape alone; nobody has looked at the paper. */
  | "not_examined"
  /** No header was found where one was expected. */
  | "no_header"
  /** There may be a header here, but it cannot be told for sure. */
  | "header_uncertain"
  /** The header is there, but nothing is written in it. */
  | "header_empty"
  /** One side of a sheet is missing from the scan. */
  | "missing_side"
  /** A whole sheet seems to be missing. */
  | "missing_sheet"
  /** There is a sheet more than the copy should have. */
  | "surplus_sheet"
  /** The same sheet seems to have been scanned twice. */
  | "doubled_sheet"
  /** It cannot be told for sure which side of the sheet is the front. */
  | "side_order_uncertain"
  /** It cannot be told for sure which way up the page is. */
  | "orientation_uncertain"
  /** The fold was not found for sure. */
  | "fold_uncertain"
  /** The copy has an unusual number of pages. */
  | "page_count_unusual"
  /** The page numbers on the paper contradict the order of the pages. */
  | "page_number_conflict"
  /** It cannot be told for sure whether somebody wrote on the page. */
  | "blank_uncertain"
  /** The scan is too poor to be marked; scan the page again. */
  | "quality_red"
  /** A single page lies among folded sheets; it is not known whose it is. */
  | "mixed_formats"
  /** Two independent readers count different numbers of pages in the file. */
  | "readers_disagree"
  /** Two copies claim the same candidate. */
  | "candidate_conflict"
  /** The last copy of the scan has fewer pages than the others. */
  | "odd_tail";

/** A half that a person must place. */
export interface ReviewPage {
  /** The page's name for ever. */
  id: PageId;
  /** Which scan, from 0. */
  source: number;
  /** Which of its pages, from 0. */
  page: number;
  /** Which half of the upright side. */
  half: Half;
  /** Why it was not placed. */
  reason: Reason;
  /** What was nearly decided, the likeliest first. */
  alternatives?: Alternative[];
  /**
   * The fold: normalised x at mid height of the upright page. Means nothing for a whole page.
   * @default 0.5
   */
  cut?: number;
  /** The cut as two points of the upright, normalised page; overrides `cut` and the skew's slant. */
  cut_line?: CutLine | null;
  /**
   * Quarter turns clockwise that make the displayed page upright.
   * @default 0
   */
  rotate?: Rotation;
  /**
   * How far the content is turned clockwise on the upright page, in degrees.
   * @default 0
   */
  skew_deg?: number;
}

/** What was seen on every side of one scan. */
export interface SourceFindings {
  /** What the user calls it; for people only. */
  name: string;
  /** Its content's hash: what makes page ids and a second import recognisable. */
  sha256: SourceHash;
  /** How many pages it has. */
  pages: number;
  /** Its pages in order: as many as `source.pages`. */
  sides: Side[];
  /**
   * Two independent readers count different numbers of pages in the file.
   * @default false
   */
  readers_disagree?: boolean;
}

/** One scan. */
export interface SourceRef {
  /** What the user calls it; for people only. */
  name: string;
  /** Its content's hash: what makes page ids and a second import recognisable. */
  sha256: SourceHash;
  /** How many pages it has. */
  pages: number;
}

/**
 * A legal plan: every half of every page of every source stands in exactly one place.
 * Read one with serde or make one from `PlanParts`; both refuse what breaks the rules with `plan_invalid`, naming every broken rule.
 */
export interface SplitPlan {
  /** Always `korrigo.plan/1`. */
  format: string;
  /** The scans, in the order `source` counts them. */
  sources: SourceRef[];
  /** The copies, in the order of the pile. */
  copies: CopyPlan[];
  /** Blank halves that belong to no copy. */
  blank?: BlankPage[];
  /** Halves that a person must place. */
  review?: ReviewPage[];
}

export namespace SplitPlan {
  /**
   * The plan after a person found a copy right.
   * @param copy The copy, from 0.
   */
  function acceptCopy(splitPlan: SplitPlan, copy: number): SplitPlan;
  /**
   * The plan with a page marked as blank or written.
   * @param page The page.
   * @param blank Whether nobody wrote on it.
   */
  function markBlank(splitPlan: SplitPlan, page: PageId, blank: boolean): SplitPlan;
  /**
   * The plan with two copies as one.
   * @param first The copy that stays.
   * @param second The copy whose pages follow; it is gone then.
   */
  function mergeCopies(splitPlan: SplitPlan, first: number, second: number): SplitPlan;
  /**
   * The plan with a page elsewhere.
   * @param page The page.
   * @param target Where it goes.
   */
  function movePage(splitPlan: SplitPlan, page: PageId, target: MoveTarget, options?: {
    /** Its number from then on. */
    number?: number | null;
  }): SplitPlan;
  /** Whether a person must look. */
  function needsReview(splitPlan: SplitPlan): boolean;
  /**
   * A plan as it was stored or edited, checked.
   * @param plan The plan, as it was stored or edited.
   */
  function create(plan: SplitPlan): SplitPlan;
  /**
   * The plan with a side turned.
   * @param page A page of the side.
   * @param by Quarter turns clockwise, in degrees.
   */
  function rotateSide(splitPlan: SplitPlan, page: PageId, by: Rotation): SplitPlan;
  /**
   * The plan with a copy given to a candidate.
   * @param copy The copy, from 0.
   */
  function setCandidate(splitPlan: SplitPlan, copy: number, options?: {
    /** Whose it is; nobody's when left out. */
    candidate?: PlannedCandidate | null;
  }): SplitPlan;
  /**
   * The plan with a copy cut in two.
   * @param copy The copy, from 0.
   * @param before The page that begins the new copy, from 0 in its own.
   */
  function splitCopy(splitPlan: SplitPlan, copy: number, before: number): SplitPlan;
  /**
   * The plan with two pages exchanged.
   * @param one A page.
   * @param other Another.
   */
  function swapPages(splitPlan: SplitPlan, one: PageId, other: PageId): SplitPlan;
}

/** Where a half stands in a plan. */
export type Spot =
  /** In a copy. */
  | { copy: { copy: number; place: number; number?: number | null } }
  /** In the review tray. */
  | "review"
  /** Among the blank pages of no copy. */
  | "blank";

/**
 * A plan that explains best what was seen, with what was read.
 * @param findings What was seen on the scans.
 */
export function assign(findings: Findings, options?: {
  /** How sure a copy must be to be certain: 0 to 1. */
  certain?: number | null;
  /** What somebody read on the headers. */
  readings?: PageReading[];
} & CallOptions): Promise<SplitPlan>;

/**
 * What differs between two plans of the same scans.
 * @param before The plan as it was.
 * @param after The plan as it is.
 */
export function diff(before: SplitPlan, after: SplitPlan): PlanDiff;

/**
 * A plan by the shape of the pages alone.
 * @param sources The scans, in the order of the pile.
 * @param mode How pages become copies.
 */
export function plan(sources: NamedDocument[], mode: PlanMode, options?: CallOptions): Promise<SplitPlan>;
