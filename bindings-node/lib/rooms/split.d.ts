// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />
import type { Note } from './auto.js';
import type { SplitPlan } from './booklet.js';
import type { DocumentLike } from './document.js';
import type { PageId } from './words.js';
import type { CallOptions } from '../runtime.js';

/** A copy's file. */
export interface SplitFile {
  /** The copy's index in the plan; for a page of the review tray, its place in the tray. */
  index: number;
  /** The PDF. */
  pdf: Buffer;
  /** The names of its pages, in order: they stand nowhere in the file. */
  pages: PageId[];
  /** What is not stored as the scan stored it, by page. */
  notes: Note[];
}

/** How copies are written. */
export interface SplitOptions {
  /**
   * Keeps a page whole that holds what cannot be cut, and notes it (`NoteKind::KeptWhole`): the other half is then in the file too, so a person must look before anybody else gets it. Without it such a page refuses its copy.
   * @default false
   */
  keep_uncut?: boolean;
  /**
   * Turns skewed halves straight, by a matrix. Without it a page looks as it was scanned; it is cut along the same slanted line.
   * @default true
   */
  straighten?: boolean;
}

/**
 * Writes every copy of the plan. A caller that takes copies as they are written gets them in any order and an empty list at the end; else all are given together, in order.
 * @param plan The plan.
 * @param sources The plan's scans, in its order.
 */
export function apply(plan: SplitPlan, sources: DocumentLike[], options?: SplitOptions & CallOptions): Promise<SplitFile[]>;

/**
 * As `apply`, but gives each result as soon as it is there: no more than a few are in memory.
 * @param plan The plan.
 * @param sources The plan's scans, in its order.
 */
export function each(plan: SplitPlan, sources: DocumentLike[], options?: SplitOptions & CallOptions): AsyncGenerator<SplitFile, void, undefined>;

/**
 * Writes one copy of the plan.
 * @param plan The plan.
 * @param index The copy, or the place in the review tray, from 0.
 * @param sources The plan's scans, in its order.
 */
export function copy(plan: SplitPlan, index: number, sources: DocumentLike[], options?: SplitOptions & CallOptions): Promise<SplitFile>;

/**
 * Writes one page of the review tray.
 * @param plan The plan.
 * @param index The copy, or the place in the review tray, from 0.
 * @param sources The plan's scans, in its order.
 */
export function reviewPage(plan: SplitPlan, index: number, sources: DocumentLike[], options?: SplitOptions & CallOptions): Promise<SplitFile>;
