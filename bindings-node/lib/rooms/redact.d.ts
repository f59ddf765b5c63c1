// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />
import type { DocumentLike } from './document.js';
import type { NormalizedRect } from './geometry.js';
import type { SourceHash } from './words.js';
import type { CallOptions } from '../runtime.js';

/** A PDF that was proven to show nobody's name: the one kind that markers may get. */
export class RedactedPdf {
  private constructor();
  /** What its audit said. */
  audit(): AuditSummary;
  /** The file, for markers. */
  bytes(): Buffer;
  /**
   * A stored file with its receipt, which must belong to it.
   * @param pdf The redacted file's bytes.
   * @param receipt The receipt that was given for it.
   * @param key The exam's key, as text.
   */
  static fromStorage(pdf: Uint8Array, receipt: RedactionReceipt, key: string, options?: CallOptions): Promise<RedactedPdf>;
  /** What is not stored as in the source. */
  notes(): RedactionNote[];
  /** How many pages it has. */
  pageCount(): number;
  /**
   * What belongs into the store beside the file.
   * @param key The exam's key, as text: the receipt is sealed under one derived from it.
   */
  receipt(key: string, options?: CallOptions): Promise<RedactionReceipt>;
  /** Backs of which what showed through was wiped. */
  wiped(): Wiped[];
  /** What was hidden. */
  zones(): Zone[];
}

/** What the audit of a redacted file said. (Of its zones it said nothing, or there were no file.) */
export interface AuditSummary {
  /** How many needles were looked for. */
  needles: number;
  /** How many of them were found, outside every zone. */
  needles_found: number;
  /** How many findings there were in all. */
  findings: number;
}

/**
 * A place on whose other side a header stands: what shows through is taken away, what was written there stays.
 * Both rectangles cover the same spot of the paper, the second mirrored, to 6 mm.
 */
export interface Back {
  /** The page, from 0. */
  page: number;
  x: number;
  y: number;
  w: number;
  h: number;
  /** The page with the header, from 0. */
  front: number;
  /** The same part, in coordinates of that page. */
  header: NormalizedRect;
  /** Whether somebody may have written there: where ink of both sides cannot be told apart, a place that is not written on is emptied, and one that is refuses the redaction. */
  written: boolean;
}

/** What a zone looks like when it is empty. */
export type Fill =
  /** White. */
  | "white"
  /** A light grey, so that everybody sees that something is hidden. */
  | "grey"
  /** The paper's own colour around the zones of the page. */
  | "paper";

/** What was done. */
export type NoteKind =
  /** A JPEG 2000 image was cut and is now stored without loss as Flate. */
  | "jpx_stored_as_flate"
  /** A JBIG2 image was cut and is now stored without loss as CCITT Group 4. */
  | "jbig2_stored_as_ccitt"
  /** A JBIG2 image was cut and is now stored without loss as one generic region. */
  | "jbig2_stored_as_generic"
  /** An image's data is damaged: what can be shown of it was decoded and is stored as Flate. */
  | "damaged_image_stored_as_flate"
  /** A part of what the page draws could not be decoded and is not on it; readers leave it out too. */
  | "damaged_content_left_out"
  /** A note or mark that had no appearance of its own is not on the page. */
  | "annotation_without_appearance"
  /** A form field has a value and no appearance of its own: the value is not on the page. */
  | "field_without_appearance"
  /** The page holds what cannot be cut: all of it is here, the other half included. */
  | "kept_whole";

/** One thing on one page that is not stored as in the source, or was left out. */
export interface RedactionNote {
  /** The page, from 0. */
  page: number;
  /** What was done. */
  kind: NoteKind;
}

/** How zones are hidden. */
export interface RedactionOptions {
  /** Backs of headers, of which only what shows through goes. */
  backs?: Back[];
  /**
   * What zones are filled with.
   * @default "white"
   */
  fill?: Fill;
  /** Texts that are written into zones: anonymous ids. */
  stamps?: Stamp[];
  /**
   * What becomes of text that nobody sees.
   * @default "keep"
   */
  unseen_text?: UnseenText;
}

/** A legal plan of a redaction. Read one with serde, or make one with `plan`. */
export interface RedactionPlan {
  /** Always `korrigo.redaction/1`. */
  format: string;
  /** The hash of the file that the plan is for. */
  sha256: SourceHash;
  /** How many pages it has. */
  pages: number;
  /** What is hidden. */
  zones: Zone[];
  /** Where headers may show through: what does is taken away. */
  backs?: Back[];
  /**
   * What zones look like.
   * @default "white"
   */
  fill?: Fill;
  /** What is written into zones. */
  stamps?: Stamp[];
  /** What becomes of invisible text outside the zones. */
  unseen_text?: UnseenText;
}

export namespace RedactionPlan {
  /**
   * A plan as it was stored or edited, checked.
   * @param plan The plan, as it was stored or edited.
   */
  function create(plan: RedactionPlan): RedactionPlan;
}

/** What a store keeps beside a redacted file: which bytes they were, what was hidden, and a seal. */
export interface RedactionReceipt {
  /** Always `korrigo.receipt/1`. */
  format: string;
  /** The hash of the redacted file. */
  sha256: SourceHash;
  /** How many pages it has. */
  pages: number;
  /** What was hidden. */
  zones: Zone[];
  /** What the audit said. */
  audit: AuditSummary;
  /** HMAC-SHA-256 over all of this by the store's key, in lower-case hexadecimal digits. */
  seal: string;
  /** What is not stored as in the source. */
  notes?: RedactionNote[];
  /** Where what shows through was wiped. */
  wiped?: Wiped[];
}

/** A text that is written into a zone: an anonymous id. */
export interface Stamp {
  /** The page, from 0. */
  page: number;
  x: number;
  y: number;
  w: number;
  h: number;
  /** Capital letters, digits, spaces and `- . / _`; at least one, at most 64. */
  text: string;
}

/** What becomes of text outside the zones that is drawn with no ink: what a scanner has read off the page. */
export type UnseenText =
  /** It goes, on every page: nobody sees where in it a name stands. */
  | "drop"
  /** It stays. */
  | "keep";

/**
 * The back of a header of which what showed through was wiped, pixel by pixel, and what was written there stayed.
 * (A back that was hidden as a whole is a zone, by `ZoneReason::ShowThrough`.)
 */
export interface Wiped {
  /** The page, from 0. */
  page: number;
  x: number;
  y: number;
  w: number;
  h: number;
}

/** A part of a page of which nothing may be left. */
export interface Zone {
  /** The page, from 0. */
  page: number;
  x: number;
  y: number;
  w: number;
  h: number;
  /** Why it is hidden. */
  reason: ZoneReason;
}

/** Why a zone is hidden. */
export type ZoneReason =
  /** A barcode that says who the candidate is. */
  | "barcode"
  /** A person or a program asked for it. */
  | "given"
  /** The header that the candidate filled in. */
  | "header"
  /** The back of a header, where ink may show through. */
  | "show_through";

/**
 * Hides what the plan says and proves it; gives no file that is not proven.
 * @param document The file.
 * @param plan Its plan.
 */
export function apply(document: DocumentLike, plan: RedactionPlan, options?: {
  /** What must not be in the file: names, numbers, dates. */
  needles?: string[];
} & CallOptions): Promise<RedactedPdf>;

/**
 * A plan to hide zones of a file.
 * @param document The file.
 * @param zones What is hidden.
 */
export function plan(document: DocumentLike, zones: Zone[], options?: RedactionOptions): RedactionPlan;
