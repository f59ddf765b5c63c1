// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />

export type Code =
  | "empty_file"
  | "file_too_large"
  | "invalid_mime_type"
  | "invalid_extension"
  | "corrupted_pdf"
  | "encrypted_pdf"
  | "empty_pdf"
  | "too_many_pages"
  | "resource_limit"
  | "plan_invalid"
  | "zone_invalid"
  | "annotation_invalid"
  | "mark_invalid"
  | "scheme_invalid"
  | "roster_invalid"
  | "missing_glyph"
  | "not_archivable"
  | "redaction_unproven"
  | "lock_conflict"
  | "lock_lost"
  | "lock_token_invalid"
  | "invalid_transition"
  | "version_conflict"
  | "draft_conflict"
  | "identity_conflict"
  | "scores_incomplete"
  | "already_graded"
  | "forbidden"
  | "not_found"
  | "page_not_found"
  | "cancelled"
  | "rate_limited"
  | "store_unavailable"
  | "busy"
  | "not_offered"
  | "internal";

export interface Error {
  code: Code;
  message: string;
  also?: Error[];
  detail?: string | null;
  hint?: string | null;
  page?: number | null;
}

/** A language of reports and messages. */
export type Language =
  /** English. */
  | "english"
  /** French. */
  | "french";

/** The most that a call may read, decode and do; what is left out is as for a school. */
export interface Limits {
  /** Candidates of one roster. */
  max_candidates?: number | null;
  /** Bytes that one page may decode to. */
  max_decoded_bytes?: number | null;
  /** Nesting of objects. */
  max_depth?: number | null;
  /** Bytes of one input file. */
  max_file_bytes?: number | null;
  /** Pixels of one image. */
  max_image_pixels?: number | null;
  /** Objects of one file. */
  max_objects?: number | null;
  /** Pages of one input file. */
  max_pages?: number | null;
  /** Steps of work on one page. */
  max_work?: number | null;
}

export type PageId = string;

export type SourceHash = string;
