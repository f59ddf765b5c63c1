// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />
import type { NormalizedRect } from './geometry.js';
import type { Zone } from './redact.js';
import type { Limits } from './words.js';
import type { CallOptions } from '../runtime.js';

/** What an audit of one file found. */
export interface Audit {
  /** `korrigo.audit/1`. */
  format: string;
  /** How many pages were looked at. */
  pages: number;
  /** How many needles were looked for. */
  needles: number;
  /** Everything found, by page, then kind, then place. */
  findings: AuditFinding[];
}

/** One thing that could still identify someone. */
export interface AuditFinding {
  /** What kind of thing it is. */
  kind: FindingKind;
  /** Where it is, for people: an object's number and the part of it. Never what stands there. */
  where: string;
  /** How sure it is that this is what the kind says, 0..=1. */
  sure: number;
  /** Which needle, as counted by `Needles`, where it is one. */
  needle?: number | null;
  /** On which page, from 0, where it is on one. */
  page?: number | null;
}

/** What an audit said. */
export interface Audited {
  /** All that was found. */
  audit: Audit;
  /** Whether nothing was. */
  is_clean: boolean;
  /** How many needles were found. */
  needles_found: number;
  /** How many findings say that something is left in a zone. */
  left_in_zones: number;
}

/** A text that may stand in a zone: exactly this text, within this rectangle. */
export interface Expected {
  /** The page, from 0. */
  page: number;
  /** Where it may stand, in displayed, normalised coordinates. */
  rect: NormalizedRect;
  /** What it may say. */
  text: string;
}

/** What kind of thing an audit found. */
export type FindingKind =
  /** Something that acts or leads out of the file: a script, a link to the network, a form that sends. */
  | "active_content"
  /** An annotation whose rectangle touches a zone. */
  | "annotation_in_zone"
  /** A picture that something opaque is drawn over. */
  | "covered_image"
  /** Text that something opaque is drawn over: a filled path or an image. */
  | "covered_text"
  /** Objects of an earlier state of the file, or of no state that a reader shows. */
  | "earlier_revision"
  /** A file inside the file. */
  | "embedded_file"
  /** Optional content that is off, or an annotation that is not shown. */
  | "hidden_layer"
  /** What a camera, a scanner or a program wrote into an image beside its pixels. */
  | "image_metadata"
  /** Pixels of an image layer that differ within a zone, or what is seen of the page does. */
  | "ink_in_zone"
  /** Text that is drawn with no ink: rendering mode 3 or 7, as scanners lay it over a page. */
  | "invisible_text"
  /** A metadata packet, or a document information entry that says more than a program's name. */
  | "metadata"
  /** One of the needles. */
  | "needle"
  /** Content beyond what the page shows. */
  | "off_page"
  /** A redaction that is marked and was never done. */
  | "pending_redaction"
  /** A program's private data. */
  | "private_data"
  /** Text for those who do not see the page: alternate and actual text, titles of structure elements. */
  | "structure_text"
  /** Text in a zone, in whatever way it is drawn or not drawn. */
  | "text_in_zone"
  /** A small picture of a page. */
  | "thumbnail"
  /** Bytes that belong to no object: after the end, or between objects. */
  | "trailing_data"
  /** Something that could not be looked at: damaged, in a form nobody here reads, or past a limit. */
  | "unread"
  /** An object that nothing leads to, with text or pixels in it. */
  | "unreferenced_object"
  /** Paths or shadings in a zone, other than an even fill. */
  | "vector_in_zone"
  /** Text in the colour of what is under it. */
  | "white_text";

/**
 * What in a file could still identify someone.
 * @param pdf The file.
 */
export function audit(pdf: Uint8Array, options?: {
  /** Texts that may stand in a zone. */
  expected?: Expected[];
  /** What reading it may cost. */
  limits?: Limits;
  /** Names, numbers, dates that must not be in it. */
  needles?: string[];
  /** The password of an encrypted file. */
  password?: string | null;
  /** Where nothing may be left. */
  zones?: Zone[];
} & CallOptions): Promise<Audited>;
