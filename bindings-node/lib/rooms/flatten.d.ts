// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />
import type { Annotation, ChainHash } from './copy.js';
import type { DocumentLike } from './document.js';
import type { AnonymousId, Scheme, Scores, Total } from './exam.js';
import type { Other } from './exchange.js';
import type { RedactedPdf } from './redact.js';
import type { Language, PageId } from './words.js';
import type { CallOptions } from '../runtime.js';

/** How a copy is given back. */
export interface FlattenOptions {
  /**
   * Whether the file keeps to PDF/A-2b, or 3b when something is attached. Data compressed by LZW are then compressed anew; everything else that an archive may not hold refuses the file.
   * @default false
   */
  archive?: boolean;
  /**
   * Whether a record of marks and scan is attached, for `verify` and for programs. It holds what the file says of whose paper it is, and nothing more.
   * @default false
   */
  attach?: boolean;
  /**
   * Whether annotations of the PDF name their authors.
   * @default false
   */
  authors?: boolean;
  /**
   * Whether marks are annotations of the PDF, which other programs list and change, instead of drawn over it. They look alike; nothing of the copy's pages but their list of annotations changes, and annotations that other programs put there stay.
   * @default false
   */
  editable?: boolean;
  /**
   * The language of our own words.
   * @default "french"
   */
  language?: Language;
  /**
   * Whether the pages under the marks are left empty, for printing onto the paper itself.
   * @default false
   */
  marks_only?: boolean;
  /**
   * Whether the summary stands in front of the copy instead of behind it.
   * @default false
   */
  summary_first?: boolean;
}

/** A paper that goes back. */
export interface FlattenedFile {
  /** The PDF. */
  pdf: Buffer;
  /** Pages of the copy. */
  pages: number;
  /** Pages of ours: summary and notes. */
  added: number;
}

/** What is drawn over a copy. */
export interface Marking {
  /** The annotations, in any order. */
  annotations?: Annotation[];
  /** The last link of the copy's chain, for an attached record. */
  events?: ChainHash | null;
  /** What other programs put on the pages, for an editable file. */
  others?: Other[];
  /** What the paper came to; without it no page is added for it. */
  summary?: Summary | null;
}

/** What was compared, and what came out. */
export interface PaperVerified {
  /** The record is as it was sealed. */
  seal: boolean;
  /** The copy's pages show, byte for byte, what was marked. */
  scan: boolean;
  /** Drawn again, the file is the same to the last byte. (Another version of korrigo may draw otherwise, and so do other fonts.) */
  drawn: boolean;
  /** The last link of the copy's chain when the paper was drawn. */
  events?: ChainHash | null;
  /** The total that the scores come to. */
  recomputed?: Total | null;
  /** The scores come to the total that the record tells; `null` when it tells none. */
  total?: boolean | null;
}

/** What a paper came to. */
export interface Summary {
  /** What was scored. */
  scores: Scores;
  /**
   * What the exam is called.
   * @default ""
   */
  exam?: string;
  /** Who marked it, as the reader may know it. */
  marker?: string | null;
  /** The marking scheme. */
  scheme?: Scheme | null;
  /** The subject, where the exam has several. */
  variant?: string | null;
  /**
   * Whose paper it is, as the reader may know it.
   * @default ""
   */
  who?: string;
}

/** Whether a paper is genuine. */
export interface VerifiedPaper {
  /** What was checked. */
  verified: PaperVerified;
  /** Whether all of it holds. */
  is_sound: boolean;
}

/**
 * Whether a paper's scan, marks and total are those it was made of.
 * @param document The paper.
 */
export function verify(document: DocumentLike, options?: {
  /** The fonts that it was made with, beside the standard one. */
  fonts?: Uint8Array[];
} & CallOptions): Promise<VerifiedPaper>;

/**
 * The copy with its marks drawn over it, and what it came to.
 * @param document The copy as it was split.
 * @param pages The names of its pages, in order.
 */
export function write(document: DocumentLike, pages: PageId[], options?: {
  /** Fonts for characters that the standard one lacks. */
  fonts?: Uint8Array[];
  /** What is drawn over it. */
  marking?: Marking;
} & FlattenOptions & CallOptions): Promise<FlattenedFile>;

/**
 * The same over a redacted copy: nothing says whose it is.
 * @param copy The redacted copy.
 * @param id Its anonymous id.
 * @param pages The names of its pages, in order.
 */
export function writeForMarker(copy: RedactedPdf, id: AnonymousId, pages: PageId[], options?: {
  /** Fonts for characters that the standard one lacks. */
  fonts?: Uint8Array[];
  /** What is drawn over it. */
  marking?: Marking;
} & FlattenOptions & CallOptions): Promise<FlattenedFile>;
