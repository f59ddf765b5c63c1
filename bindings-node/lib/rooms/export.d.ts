// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />
import type { Status } from './copy.js';
import type { DocumentLike } from './document.js';
import type { AnonymousId, Mark, Scheme, Score } from './exam.js';
import type { Attendance, Candidate } from './roster.js';
import type { Language, Limits } from './words.js';
import type { CallOptions } from '../runtime.js';

export * from '../zip.js';

/** A file of an archive. */
export interface Entry {
  /** The name that somebody would like for it, without an ending. */
  name: string;
  /** The ending, without a full stop. */
  ending: string;
  /** The file. */
  file: Uint8Array;
}

/** The results of an exam, as they are stored (`korrigo.results/1`). */
export interface MarkBook {
  /** `korrigo.results/1`. */
  format: string;
  /** Candidates and copies, in the order in which they will stand in tables. */
  results: MarkBookRow[];
  /** What the mark counts in an average: one decimal, 1 when nobody says otherwise. */
  coefficient?: Mark | null;
  /**
   * What the exam is called.
   * @default ""
   */
  exam?: string;
  /** What totals are given in: the scheme's scale, or 20, when nobody says otherwise. */
  scale?: Mark | null;
  /** What the exam was marked by, where there is one. */
  scheme?: Scheme | null;
  /**
   * The subject, as the mark book calls it.
   * @default ""
   */
  subject?: string;
}

export namespace MarkBook {
  /**
   * A mark book in the scale of 20, with the coefficient 1 and no scheme.
   * @param subject The subject, as the mark book calls it.
   * @param rows Candidates and copies, in the order in which they will stand in tables.
   */
  function create(subject: string, rows: MarkBookRow[]): MarkBook;
  /**
   * Reads the results of an exam.
   * @param json The file: bytes of JSON.
   */
  function read(json: Uint8Array, options?: {
    /** What reading it may cost. */
    limits?: Limits;
  }): MarkBook;
}

/** A candidate, a copy, or both. */
export interface MarkBookRow {
  /** What the copy is called without a name. */
  anonymous_id?: AnonymousId | null;
  /**
   * The general comment.
   * @default ""
   */
  appreciation?: string;
  /**
   * Whether the candidate was there.
   * @default "present"
   */
  attendance?: Attendance;
  /** Who; nobody for a copy that nobody is known for. */
  candidate?: Candidate | null;
  /** The points of the annotations. */
  deltas?: Mark[];
  /** Who marked it. */
  marker?: string | null;
  /** What the marker wrote, by question. */
  remarks?: { [key: string]: string };
  /** What the marker gave, by question. */
  scores?: { [key: string]: Score };
  /** Where the copy stands; nothing where there is no copy. */
  status?: Status | null;
  /** What it comes to; it follows from the scores where there are any. */
  total?: Mark | null;
  /** The subject of the copy, where the scheme has several. */
  variant?: string | null;
}

export namespace MarkBookRow {
  /** Whether there is a copy and it is marked. */
  function isGraded(markBookRow: MarkBookRow): boolean;
}

/** A ZIP archive. */
export interface Packed {
  /** The archive. */
  zip: Buffer;
  /** The names of its files, in order. */
  names: string[];
}

/** A mark book for Pronote. */
export interface Pronote {
  /** The file: UTF-8 with a byte order mark. */
  csv: Buffer;
  /** How many candidates stand in it. */
  candidates: number;
  /** Of these, how many with a mark. */
  marks: number;
  /** What a person should know; each kind once. */
  remarks: PronoteRemark[];
}

/** What is not in the file as it is in the results, and for how many candidates. */
export type PronoteRemark =
  /** Comments of more than 500 characters were cut. */
  | { kind: "comment_cut"; count: number }
  /** Marks below 0 or above 20 were moved to the end of the scale. */
  | { kind: "mark_clamped"; count: number }
  /** No birth date is known: Pronote tells homonyms apart by it. */
  | { kind: "no_birth_date"; count: number }
  /** Candidates are left out: they were there, and no graded copy of theirs is. */
  | { kind: "not_graded"; count: number };

/** One or more tables, in two spellings. */
export interface SheetFiles {
  /** How many rows there are in all tables, without heads. */
  rows: number;
  /** As CSV: UTF-8 with a byte order mark. */
  csv: Buffer;
  /** As a workbook (XLSX), a sheet a table. */
  workbook: Buffer;
}

/** One of the papers of a merged PDF. */
export interface TitledPaper {
  /** What the outline calls it. */
  title: string;
  /** The paper. */
  document: DocumentLike;
}

/** What somebody would like to call a file. */
export interface Wanted {
  /** The name, without an ending. */
  name: string;
  /** The ending, without a full stop. */
  ending: string;
}

export namespace Archive {
  /**
   * Many files as one ZIP, each under a safe name. The same files give the same bytes.
   * @param entries The files.
   */
  function finish(entries: Entry[], options?: CallOptions): Promise<Packed>;
}

export namespace FileNames {
  /**
   * Names of files in one folder, made safe, each once.
   * @param wanted What somebody would like to call each file.
   */
  function take(wanted: Wanted[]): string[];
}

/**
 * Many papers as one PDF, with an outline that leads to each.
 * @param papers The papers, in order.
 */
export function merge(papers: TitledPaper[], options?: CallOptions): Promise<Buffer>;

/**
 * What an outline calls a copy: its anonymous id, or the candidate's name.
 * @param row The entry of the copy.
 * @param names Whether to name the candidate.
 */
export function outlineTitle(row: MarkBookRow, names: boolean): string | null;

/**
 * The name of a copy's file, without its ending: its anonymous id, or the candidate's name.
 * @param row The entry of the copy.
 * @param names Whether to name the candidate.
 */
export function paperName(row: MarkBookRow, names: boolean): string | null;

/**
 * Writes the mark book that schools import into Pronote.
 * @param book The results.
 */
export function pronote(book: MarkBook): Pronote;

/**
 * The results as a table for people: a row for every entry.
 * @param book The results.
 */
export function results(book: MarkBook, options?: {
  /**
   * The language of heads and words.
   * @default "english"
   */
  language?: Language;
}): SheetFiles;

/**
 * The statistics of an exam as tables for people.
 * @param book The results.
 */
export function statistics(book: MarkBook, options?: {
  /**
   * The language of heads and words.
   * @default "english"
   */
  language?: Language;
}): SheetFiles;
