// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />
import type { Error } from './words.js';

export type AnonymousId = string;

export namespace AnonymousId {
  /**
   * An id as it is written, from what somebody typed.
   * @param text What somebody typed.
   */
  function parse(text: string): string;
}

/** A bank of comments after a change. */
export interface BankChanged {
  /** The bank. */
  bank: CommentBank;
  /** Whether anything changed. */
  changed: boolean;
}

/** A bar of a histogram: marks from `from`, up to but without `to`; the last bar has its end, too. */
export interface Bin {
  /** Its lower end. */
  from: Mark;
  /** Its upper end. */
  to: Mark;
  /** How many marks it holds. */
  count: number;
}

/** A ready comment. */
export interface Comment {
  /** What is written. */
  text: string;
  /**
   * When this marker last took it: a number that grows with every use of the bank.
   * @default 0
   */
  last_use?: number;
  /**
   * Whether the exam gives it to all markers; else it is the marker's own.
   * @default false
   */
  official?: boolean;
  /** The question it belongs to, by the id of the scheme; `null` for all. */
  question?: string | null;
  /** The points that go with it. */
  score_delta?: Mark | null;
  /**
   * How often this marker took it.
   * @default 0
   */
  uses?: number;
}

/** The comments that one marker may take. */
export interface CommentBank {
  comments: Comment[];
  /** @default 0 */
  uses?: number;
}

export namespace CommentBank {
  /**
   * The bank without a personal comment.
   * @param text The comment.
   */
  function forget(commentBank: CommentBank, text: string, options?: {
    /** The question that it belongs to. */
    question?: string | null;
  }): BankChanged;
  /**
   * A bank of comments that begins with the official ones.
   * @param official The comments that everybody gets.
   */
  function create(official: Comment[]): CommentBank;
  /**
   * Comments that fit, best first.
   * @param most At most so many.
   */
  function suggest(commentBank: CommentBank, most: number, options?: {
    /** The question that is marked. */
    question?: string | null;
    /**
     * What was typed so far.
     * @default ""
     */
    typed?: string;
  }): Comment[];
  /**
   * The bank after a comment was used.
   * @param text The comment.
   */
  function take(commentBank: CommentBank, text: string, options?: {
    /** The question that it belongs to. */
    question?: string | null;
    /** The points that go with it. */
    scoreDelta?: Mark | null;
  }): CommentBank;
}

/** What one copy got, for statistics. */
export interface CopyMarks {
  /** What was scored. */
  scores: Scores;
  /** What it came to. */
  total: Total;
  /** Who marked it: a number of the caller. */
  marker: number;
}

/** Where two markers are too far apart. */
export type Disagreement =
  /** One question. */
  | { kind: "question"; question: string; tolerance: Mark; first?: Score | null; second?: Score | null }
  /** All in all. */
  | { kind: "total"; first: Mark; second: Mark; tolerance: Mark };

/** How marks are spread. */
export interface Distribution {
  /** How many there are: at least 1. */
  count: number;
  /** The mean. */
  mean: Mark;
  /** The middle one, or the mean of the two in the middle. */
  median: Mark;
  /** The standard deviation of these marks (divided by their count): points. */
  deviation: number;
  /** The lowest. */
  min: Mark;
  /** The highest. */
  max: Mark;
  /** The first and the third quartile, between neighbours where they fall between two (definition 7 of Hyndman and Fan, The American Statistician 50, 1996: as in spreadsheets, R and NumPy). */
  quartiles: [Mark, Mark];
}

export namespace Distribution {
  /**
   * What marks look like together; nothing for none.
   * @param marks The marks.
   */
  function of(marks: Mark[]): Distribution | null;
}

/** How the ids of one exam look. Fixed when the exam is created; kept with it. */
export interface IdScheme {
  exam: string;
  prefix: string;
  digits: number;
  check: boolean;
}

export namespace IdScheme {
  /** How many ids there are. */
  function capacity(idScheme: IdScheme): number;
  /**
   * Which copy an id belongs to.
   * @param key The exam's key, as text.
   * @param id The id.
   */
  function indexOf(idScheme: IdScheme, key: string, id: AnonymousId): number;
  /**
   * How the anonymous ids of an exam look.
   * @param exam The exam's id.
   * @param copies How many copies it may have.
   */
  function create(exam: string, copies: number, options?: {
    /** Whether a check character follows. */
    check?: boolean | null;
    /** Digits of the number, instead of as many as needed. */
    digits?: number | null;
    /** Letters in front, instead of the exam's own. */
    prefix?: string | null;
  }): IdScheme;
  /** The letters in front. */
  function prefix(idScheme: IdScheme): string;
}

/** An exercise, a question or a sub-question. */
export interface Item {
  /** Stable and unique in the scheme: scores are kept under it. */
  id: string;
  /** What people read. */
  label: string;
  /** Points beyond the scheme's sum: they count, but nobody must have them. */
  bonus?: boolean;
  /** Its parts. */
  items?: Item[];
  /** What a leaf is worth; `null` for an item that has parts. */
  points?: Mark | null;
  /** The subject it belongs to, where an exam has several (`A`, `B`); `null` is for all. */
  variant?: string | null;
}

export type Mark = string;

export namespace Mark {
  /**
   * A mark from hundredths of a point.
   * @param hundredths Hundredths of a point.
   */
  function fromHundredths(hundredths: number): Mark;
  /** The mark in hundredths of a point. */
  function hundredths(mark: Mark): number;
  /**
   * Whether it is a whole number of steps.
   * @param step The step; 0 has no multiples but 0.
   */
  function isMultipleOf(mark: Mark, step: Mark): boolean;
  /**
   * The mark times numerator, by denominator, rounded half up.
   * @param numerator What is reached of the denominator.
   * @param denominator What it is scaled from.
   */
  function scaled(mark: Mark, numerator: Mark, denominator: Mark): Mark;
  /**
   * The sum of marks, exactly.
   * @param marks The marks.
   */
  function sum(marks: Mark[]): Mark;
}

/** The marks of one marker beside everybody's. */
export interface MarkerStatistics {
  /** Which marker, as the caller counts them. */
  marker: number;
  /** The marks that the marker gave. */
  marks: Distribution;
  /** How far their mean lies above the mean of all others; `null` when nobody else marked. */
  drift?: Mark | null;
  /** The drift in standard errors (Welch); beyond ±3 it is hardly chance, if copies were dealt out by chance. `null` when it cannot be told. */
  drift_errors?: number | null;
}

export namespace MarkerStatistics {
  /**
   * Each marker's marks, and how far they drift.
   * @param copies The copies.
   */
  function of(copies: CopyMarks[]): MarkerStatistics[];
}

/** What one paper got, for scoring it again. */
export interface PaperMarks {
  /** What was scored. */
  scores: Scores;
  /** Points that annotations add or take away. */
  deltas?: Mark[];
  /** The subject, where the exam has several. */
  variant?: string | null;
}

/** A paper as another program marked it. */
export interface PaperRead {
  /** What the file calls the copy. */
  copy: string;
  /** Points that annotations add or take away. */
  deltas: Mark[];
  /** What was scored. */
  scores: Scores;
  /** Who marked it. */
  marker?: string | null;
  /** The subject, where the exam has several. */
  variant?: string | null;
}

/** A question of a scheme. */
export interface Question {
  /** Its id. */
  id: string;
  /** What people call it. */
  label: string;
  /** The most points. */
  points: Mark;
  /** Whether its points come on top. */
  bonus: boolean;
}

/** One question over all copies. */
export interface QuestionStatistics {
  /** Its id. */
  id: string;
  /** What it is worth. */
  points: Mark;
  /** Copies that have a score for it. */
  scored: number;
  /** Of these, copies whose candidate wrote nothing. */
  not_answered: number;
  /** The mean of its scores; an answer that is missing counts 0. */
  mean: Mark;
  /** The mean as a share of its points: 0..=1. */
  success: number;
  /** How well it tells good copies from poor ones: the correlation of its scores with the points of all other questions, -1..=1; `null` when either is the same everywhere. */
  discrimination?: number | null;
}

/** A copy whose total a change of the scheme changes. */
export interface Rescored {
  /** Its place among those given. */
  copy: number;
  /** Its total now; `null` when its scores are not allowed any more. */
  after?: Total | null;
  /** Its total before; `null` when its scores were not allowed. */
  before?: Total | null;
  /** Why they are not. */
  refused?: Error | null;
}

/**
 * What an exam is marked by.
 * Ids are unique, at most `MAX_LEVELS` levels, points above 0 at every leaf and nowhere else.
 */
export interface Scheme {
  format: string;
  scale: Mark;
  items: Item[];
  deltas?: boolean;
  step?: Mark | null;
}

export namespace Scheme {
  /**
   * Refuses scores that the scheme does not allow.
   * @param scores What was scored.
   */
  function check(scheme: Scheme, scores: Scores, options?: {
    /** Points that annotations add or take away. */
    deltas?: Mark[];
    /** The subject, where the exam has several. */
    variant?: string | null;
  }): void;
  /**
   * What a paper came to, when every question has a score.
   * @param scores What was scored.
   */
  function completeTotal(scheme: Scheme, scores: Scores, options?: {
    /** Points that annotations add or take away. */
    deltas?: Mark[];
    /** The subject, where the exam has several. */
    variant?: string | null;
  }): Total;
  /** The items of the scheme, as a tree. */
  function items(scheme: Scheme): Item[];
  /**
   * The questions without a score.
   * @param scores What was scored.
   */
  function missing(scheme: Scheme, scores: Scores, options?: {
    /** Points that annotations add or take away. */
    deltas?: Mark[];
    /** The subject, where the exam has several. */
    variant?: string | null;
  }): string[];
  /** The most points of a subject. */
  function outOf(scheme: Scheme, options?: {
    /** The subject, where the exam has several. */
    variant?: string | null;
  }): Mark;
  /** The questions of a subject, in order. */
  function questions(scheme: Scheme, options?: {
    /** The subject, where the exam has several. */
    variant?: string | null;
  }): Question[];
  /**
   * Reads a marking scheme in any of the known shapes, with warnings.
   * @param json The file: bytes of JSON.
   */
  function read(json: Uint8Array): SchemeRead;
  /**
   * What becomes of papers when the points of the scheme change: those whose total changes.
   * @param newScheme The scheme as it is now.
   * @param copies The copies.
   */
  function rescore(scheme: Scheme, newScheme: Scheme, copies: PaperMarks[]): Rescored[];
  /**
   * What a paper came to so far.
   * @param scores What was scored.
   */
  function total(scheme: Scheme, scores: Scores, options?: {
    /** Points that annotations add or take away. */
    deltas?: Mark[];
    /** The subject, where the exam has several. */
    variant?: string | null;
  }): Total;
  /** The subjects of the scheme. */
  function variants(scheme: Scheme): (string | null)[];
}

/** A scheme that was read, and what a person should know of it. */
export interface SchemeRead {
  /** The scheme. */
  scheme: Scheme;
  /** What does not stop anybody, but is seldom meant. */
  warnings: SchemeWarning[];
}

/** What is seldom meant in a scheme. */
export type SchemeWarning =
  /** An item says other points than its parts have; the parts count. */
  | { kind: "parts_differ"; id: string; declared: Mark; sum: Mark }
  /** The points are not the scale: totals will be scaled. */
  | { kind: "total_differs"; sum: Mark; scale: Mark; variant?: string | null };

export type Score = string;

/** All that a marker wrote about a copy beside the annotations. */
export interface Scores {
  /** The general comment. */
  appreciation?: string;
  /** By the id of the question. */
  remarks?: { [key: string]: string };
  /** By the id of the question; free keys in an exam without a scheme. */
  scores?: { [key: string]: Score };
}

export namespace Scores {
  /**
   * Reads scores, remarks and appreciation.
   * @param json The file: bytes of JSON.
   */
  function read(json: Uint8Array): Scores;
  /** The sum of all scores and deltas. */
  function sum(scores: Scores, options?: {
    /** Points that annotations add or take away. */
    deltas?: Mark[];
  }): Mark;
}

/** An exam, once it is marked. */
export interface Statistics {
  /** Each question, in the order of the scheme. */
  questions: QuestionStatistics[];
  /** Each marker. */
  markers: MarkerStatistics[];
  /** How far the questions measure one thing (Cronbach, Psychometrika 16, 1951): at most 1; `null` with fewer than two questions or two copies that differ. */
  alpha?: number | null;
  /** The totals in the scale of the exam; `null` when no copy is marked. */
  totals?: Distribution | null;
}

export namespace Statistics {
  /**
   * Statistics of an exam: totals, questions, reliability.
   * @param scheme The scheme.
   * @param copies The copies.
   */
  function of(scheme: Scheme, copies: CopyMarks[], options?: {
    /** The subject, where the exam has several. */
    variant?: string | null;
  }): Statistics;
}

/** How far two markers of one copy may be apart: points, at most. */
export interface Tolerance {
  /**
   * For a question that has none of its own.
   * @default "0"
   */
  question?: Mark;
  /** By the id of the question. */
  questions?: { [key: string]: Mark };
  /** For the total, in the scale of the exam; `null` where only questions count. */
  total?: Mark | null;
}

export namespace Tolerance {
  /**
   * Where two markers are further apart than allowed.
   * @param scheme The scheme.
   * @param first What the first marker gave.
   * @param second What the second marker gave.
   */
  function disagreements(tolerance: Tolerance, scheme: Scheme, first: Scores, second: Scores, options?: {
    /** The subject, where the exam has several. */
    variant?: string | null;
  }): Disagreement[];
}

/** What a copy comes to. */
export interface Total {
  /** The sum of the scores, and of the points of annotations where they count. */
  points: Mark;
  /** What all questions of the subject are worth, without bonus. */
  out_of: Mark;
  /** The points in the scale of the exam, rounded half up to hundredths. */
  value: Mark;
  /** The scale. */
  scale: Mark;
}

export namespace ExamKey {
  /**
   * A key for another purpose, in hexadecimal digits.
   * @param key The exam's key, as text.
   * @param purpose What the derived key is for.
   */
  function derived(key: string, purpose: string): string;
  /**
   * An exam's key from random bytes.
   * @param random 64 hexadecimal digits of 32 random bytes.
   */
  function create(random: string): string;
  /**
   * The key as it is kept, if it is one.
   * @param key The exam's key, as text.
   */
  function parse(key: string): string;
}

export namespace MarkedPaper {
  /**
   * Reads papers that another program marked.
   * @param json The file: bytes of JSON.
   */
  function readAll(json: Uint8Array): PaperRead[];
}

/**
 * The anonymous id of a copy.
 * @param scheme How ids look.
 * @param key The exam's key, as text.
 * @param index The copy, from 0.
 */
export function anonymousId(scheme: IdScheme, key: string, index: number): AnonymousId;

/**
 * How many marks lie in each bin of a width.
 * @param marks The marks.
 * @param scale The best mark.
 * @param width How wide a bin is.
 */
export function histogram(marks: Mark[], scale: Mark, width: Mark): Bin[];
