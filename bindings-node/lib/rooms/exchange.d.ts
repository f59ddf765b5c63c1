// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />
import type { Annotation, AnnotationId } from './copy.js';
import type { DocumentLike } from './document.js';
import type { Rotation } from './geometry.js';
import type { PageId } from './words.js';
import type { CallOptions } from '../runtime.js';

/** Annotations as files hold them. */
export interface Annotations {
  /** Those that korrigo draws. */
  own: Annotation[];
  /** What other programs put there and ours cannot say, as it stands. */
  others?: Other[];
  /** Those of `own` that another program made, and what was left of them on the way. */
  simplified?: Simplified[];
}

/** An annotation of another program that ours cannot say. */
export interface Other {
  /** Its type, as its file names it. */
  kind: string;
  /** Its name, where it has one. */
  id?: string | null;
  /** What of it is not written back: it acts. */
  left_out?: string[];
  /** The page it lies on; `null` for what belongs to the file as a whole. */
  page?: PageId | null;
  /** The name of the annotation that it answers. */
  reply_to?: string | null;
  pdf?: unknown;
  xfdf?: string;
}

/** A page of a copy, as programs that place annotations in points need it. */
export interface PaperPage {
  /** Its name. */
  id: PageId;
  /** What is shown of it, in the file's own unit: left, bottom, right, top. */
  visible: [number, number, number, number];
  /**
   * Quarter turns clockwise that the file asks for, in degrees.
   * @default 0
   */
  rotate?: Rotation;
  /**
   * The size of the file's own unit in points.
   * @default 1
   */
  user_unit?: number;
}

/** An annotation of another program that became one of ours. */
export interface Simplified {
  /** Which. */
  id: AnnotationId;
  /** The keys or attributes that said something ours cannot say. */
  without: string[];
}

export namespace Pages {
  /**
   * The pages of a copy, for XFDF.
   * @param document The copy.
   * @param pages The names of its pages, in order.
   */
  function of(document: DocumentLike, pages: PageId[]): PaperPage[];
}

/**
 * Reads annotations as JSON.
 * @param json The file.
 * @param pages The names of the copy's pages, in order.
 */
export function fromJson(json: Uint8Array, pages: PageId[]): Annotations;

/**
 * Reads the annotations of a PDF.
 * @param document The copy, with annotations of any program.
 * @param pages The names of its pages, in order.
 */
export function fromPdf(document: DocumentLike, pages: PageId[], options?: CallOptions): Promise<Annotations>;

/**
 * Reads annotations as XFDF.
 * @param xfdf The file.
 * @param pages The copy's pages.
 */
export function fromXfdf(xfdf: Uint8Array, pages: PaperPage[]): Annotations;

/**
 * Writes annotations as JSON.
 * @param annotations The annotations.
 */
export function toJson(annotations: Annotations): Buffer;

/**
 * Writes annotations as XFDF.
 * @param annotations The annotations.
 * @param pages The copy's pages.
 */
export function toXfdf(annotations: Annotations, pages: PaperPage[], options?: {
  /**
   * Whether the file says who made them.
   * @default false
   */
  authors?: boolean;
}): Buffer;
