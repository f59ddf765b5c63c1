// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />
import type { Findings, SplitPlan } from './booklet.js';
import type { DocumentLike } from './document.js';
import type { Back, NoteKind, Zone } from './redact.js';
import type { PageId } from './words.js';
import type { CallOptions } from '../runtime.js';

/** How zones are found. */
export interface AutoOptions {
  /**
   * Whether barcodes are hidden.
   * @default true
   */
  barcodes?: boolean;
  /**
   * How sure a header must be, or that there is none: 0 to 1.
   * @default 0.9
   */
  confidence?: number;
  /**
   * How far a zone reaches beyond what was seen, in points.
   * @default 8.5
   */
  margin?: number;
  /**
   * What is done about the backs of headers.
   * @default "what_shows"
   */
  show_through?: ShowThrough;
}

/** What was found to hide. */
export interface FoundZones {
  /** What is emptied. */
  zones: Zone[];
  /** Backs of headers, of which only what shows through goes. */
  backs: Back[];
}

/** One thing on one page that is not stored as the scan stored it, or was left out. */
export interface Note {
  /** The page of the copy, from 0. */
  page: number;
  /** The page's name for ever. */
  id: PageId;
  /** What was done. */
  kind: NoteKind;
  /** What stood in the way, where an error said so: its detail, such as `jpeg.unsupported`. */
  cause?: string | null;
}

/** What is done about the backs of headers, where a name may show through. */
export type ShowThrough =
  /** The place behind the name is hidden on every back. */
  | "always"
  /** Nothing. */
  | "never"
  /** The place behind the name is hidden where ink was seen to show through somewhere on the back. What the candidate wrote at that place is hidden with it. */
  | "where_seen"
  /** The same, where nobody wrote on the back. Where somebody did, an answer may stand behind the name: a person decides. */
  | "where_unwritten"
  /** Every back is looked at: what shows is taken away and what was written stays. Where one cannot be told from the other, a back that nobody wrote on is hidden, and else the redaction is refused. */
  | "what_shows";

/**
 * The zones of a split copy, on its own pages.
 * @param plan The split plan.
 * @param copy The copy, from 0.
 * @param sources The plan's scans, in its order.
 */
export function ofCopy(plan: SplitPlan, copy: number, sources: DocumentLike[], options?: {
  /** What was seen on them. */
  findings?: Findings | null;
  /** What splitting the copy noted. */
  notes?: Note[];
  /**
   * Whether the copy's pages were turned straight.
   * @default true
   */
  straighten?: boolean;
} & AutoOptions & CallOptions): Promise<FoundZones>;

/**
 * The zones of a file that nobody was asked about.
 * @param document A file of one candidate: A4 pages, or sides of A3 sheets.
 */
export function ofDocument(document: DocumentLike, options?: AutoOptions & CallOptions): Promise<FoundZones>;
