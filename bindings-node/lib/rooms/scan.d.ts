// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />
import type { Findings, NamedDocument } from './booklet.js';
import type { DocumentLike } from './document.js';
import type { CutLine, Half, NormalizedRect, Point, Rotation } from './geometry.js';
import type { CallOptions } from '../runtime.js';

/** A machine-readable code. */
export interface Barcode {
  /** Which code. */
  kind: BarcodeKind;
  /** What it says. */
  text: string;
  /** Its corners in the order the code gives them. */
  corners: Point[];
}

/** Which machine-readable code. */
export type BarcodeKind =
  /** Code 128. */
  | "code128"
  /** Data Matrix. */
  | "data_matrix"
  /** QR code. */
  | "qr";

/** A row of cells, one letter each. */
export interface CellRow {
  /** The cells from the left. */
  cells: NormalizedRect[];
  /** The probability that each is written in: as many as cells, 0..=1. */
  written: number[];
  /** What is to be written there, where that is known. */
  field?: Field | null;
}

/** What digits seem to be written in some boxes: a probability for each reading. */
export interface Digits {
  /** The probability that nothing is written: 0..=1. */
  empty: number;
  /** The likeliest numbers with their probabilities, the likeliest first; with `empty` at most 1. What is missing to 1 is shared by everything else. */
  readings: [number, number][];
}

export namespace Digits {
  /** The likeliest number and its probability. */
  function likeliest(digits: Digits): [number, number] | null;
  /**
   * How likely a number is.
   * @param number The number.
   */
  function probability(digits: Digits, number: number): number;
}

/** What a row of cells asks for. */
export type Field =
  /** Surname. */
  | "last_name"
  /** First name. */
  | "first_name"
  /** The candidate's number. */
  | "number"
  /** Birth date. */
  | "birth_date";

/** Where a two-up side folds. */
export interface Fold {
  /** Normalised x at mid height of the upright side. */
  cut: number;
  /** The line itself. */
  line: CutLine;
  /** The probability that the line is less than 2 mm away from the fold: 0..=1. */
  confidence: number;
  /** What was asked, and what it said. */
  witnesses: FoldWitness[];
  /**
   * The probability that nothing is written or printed between the line and the fold: 0..=1. Then each page keeps all that is on it, even when the line is not quite where the fold is.
   * @default 0
   */
  clear?: number;
}

/** What tells where the fold is. */
export type FoldKind =
  /** The shadow of the crease. */
  | "crease"
  /** The empty strip between the two blocks of writing. */
  | "gutter"
  /** Printed frames and boxes, which stand in the middle of their page or mirror each other. */
  | "symmetry"
  /** The middle between the paper's edges. */
  | "paper";

/** One thing that tells where the fold is. */
export interface FoldWitness {
  /** What was looked at. */
  kind: FoldKind;
  /** Normalised x at mid height where it sees the fold. */
  cut: number;
  /** How sure it is: 0..=1. */
  confidence: number;
  /** Whether it agrees with what was decided. */
  agrees: boolean;
}

/** How good a scan is. */
export type Grade =
  /** Nothing to do. */
  | "green"
  /** Readable; worth a look. */
  | "amber"
  /** To be scanned again. */
  | "red";

/** What was seen on one page of a side. */
export interface HalfFindings {
  /** Which part of the upright side. */
  half: Half;
  /** The probability that a header is printed here: 0..=1. */
  header_probability: number;
  /** What is printed to write on. */
  ruling: SeenRuling;
  /** How much was written. */
  ink: Ink;
  /** Nobody wrote here: ruling, boxes, what shows through and the scanner's edge do not count. */
  blank: SeenFlag;
  /** The header that was found, or the likeliest place of one. */
  header?: Header | null;
  /** The boxes for the page's number. */
  page_box?: PageBox | null;
}

/** A block to write one's name in. */
export interface Header {
  /** The whole block, everything that identifies included. */
  rect: NormalizedRect;
  /** What kind of block. */
  kind: HeaderKind;
  /** Whether anything is written in its cells. */
  filled: SeenFlag;
  /** Its rows of cells from the top. */
  rows?: CellRow[];
}

/** What kind of header it is. */
export type HeaderKind =
  /** The French answer sheet: a box a letter for surname, first name, number and birth date. */
  | "cmen"
  /** A framed table with wide cells. */
  | "table";

/** How much was written, in shares of the page and in its lines. */
export interface Ink {
  /** The share of the page covered by writing: 0..=1. */
  coverage: number;
  /** How many pieces of writing (connected strokes of more than a dot). */
  strokes: number;
  /** Where the writing ends: normalised y, 0 when there is none. */
  bottom: number;
  /** How dark the writing is against the paper: 0..=1. */
  contrast: number;
  /** How much shows through from the other side: 0..=1 of full ink. */
  bleed_through: number;
}

/** Something that makes a scan hard to read. */
export interface Issue {
  /** What is wrong. */
  kind: IssueKind;
  /** How bad it is. */
  grade: Grade;
  /** Where, on the upright side; everywhere when not given. */
  rect?: NormalizedRect | null;
}

/** What can be wrong with a scan. */
export type IssueKind =
  /** Letters run into each other. */
  | "blurred"
  /** A corner of the paper is missing or folded over. */
  | "cut_corner"
  /** The paper goes on where the scan ends. */
  | "cut_edge"
  /** Thin lines are lost or paper is grey. */
  | "too_dark"
  /** Writing is nearly as light as the paper. */
  | "too_light"
  /** Fewer dots per inch than handwriting needs. */
  | "low_resolution"
  /** A line of dirt along the scanner's way. */
  | "streak"
  /** The scan is dotted all over. */
  | "speckled"
  /** The side could not be drawn at all. */
  | "unreadable";

/** Which way up a side lies. */
export interface Orientation {
  /** Quarter turns clockwise that make the displayed page upright. */
  rotate: Rotation;
  /** The probability that `rotate` is right: 0..=1. */
  confidence: number;
  /** What spoke for it or against it. */
  witnesses?: OrientationWitness[];
}

/** What tells up from down. */
export type OrientationKind =
  /** The header's frame and cells stand at the top. */
  | "header"
  /** Page-number boxes stand at the bottom. */
  | "page_box"
  /** Lines of writing run across, not along. */
  | "rows"
  /** Ruling starts below the header and has its margin at the left. */
  | "ruling"
  /** Letters have more above the line than below; lines begin together and end apart. */
  | "text"
  /** A barcode says which way up it is. */
  | "barcode";

/** One thing that tells up from down. */
export interface OrientationWitness {
  /** What was looked at. */
  kind: OrientationKind;
  /** The turn it speaks for. */
  rotate: Rotation;
  /** How strongly: natural logarithm of the odds, 0 or more. */
  weight: number;
}

/** The boxes at the foot of a page for its number, often with a second pair for how many there are. */
export interface PageBox {
  /** All the boxes together. */
  rect: NormalizedRect;
  /** The probability that these are page-number boxes: 0..=1. */
  confidence: number;
  /** The number that seems to be written. */
  number: Digits;
  /** The number of pages that seems to be written. */
  total?: Digits | null;
}

/** What is printed to write on. */
export type Ruling =
  /** Nothing. */
  | "none"
  /** Lines. */
  | "lines"
  /** French school ruling: lines 2 mm apart, every fourth darker, and upright lines 8 mm apart. */
  | "seyes"
  /** Squares of about 5 mm. */
  | "grid"
  /** Millimetre paper. */
  | "millimetre";

/** Something seen, and how sure that is. */
export interface SeenFlag {
  /** What was seen. */
  value: boolean;
  /** The probability that it is so: 0..=1. Of a hundred findings with 0.99, one is wrong. */
  confidence: number;
}

/** Something seen, and how sure that is. */
export interface SeenNumber {
  /** What was seen. */
  value: number;
  /** The probability that it is so: 0..=1. Of a hundred findings with 0.99, one is wrong. */
  confidence: number;
}

/** Something seen, and how sure that is. */
export interface SeenRuling {
  /** What was seen. */
  value: Ruling;
  /** The probability that it is so: 0..=1. Of a hundred findings with 0.99, one is wrong. */
  confidence: number;
}

/**
 * One side of one sheet.
 * *Upright* means: the displayed page turned by `orientation.rotate`. Coordinates that are not those of a half are normalised to the upright side: x to the right, y down, 0..=1.
 */
export interface Side {
  /** Width of the upright side, in points of 1/72 inch. */
  width: number;
  /** Height of the upright side, in points of 1/72 inch. */
  height: number;
  /** Two pages beside each other, or one. */
  format: SideFormat;
  /** Which way up it lies. */
  orientation: Orientation;
  /** How far the content is turned clockwise on the upright side, in degrees: -15..=15. */
  skew_deg: SeenNumber;
  /** `[left, right]` of a two-up side, `[whole]` of a single page. */
  halves: HalfFindings[];
  /** How the side looks from far away: what tells doubles, and what shows through from the back. */
  thumbprint: Thumbprint;
  /** Machine-readable codes. */
  barcodes?: Barcode[];
  /** The fold of a two-up side. */
  fold?: Fold | null;
  /** What makes the scan hard to read, the worst first. */
  issues?: Issue[];
  /** The corners of the paper from the top left, clockwise, where its edges are seen within the scan. */
  paper?: [Point, Point, Point, Point] | null;
}

export namespace Side {
  /** How well it was scanned. */
  function grade(side: Side): Grade;
}

/** How many pages a side holds. */
export type SideFormat =
  /** One page. */
  | "single"
  /** Two pages beside each other, with a fold between them. */
  | "two_up";

/** A very small picture of a side. */
export type Thumbprint = string;

export namespace Thumbprint {
  /**
   * How likely a side is the back of another, as the natural logarithm of odds; 0: nothing can be told.
   * @param back The back.
   */
  function liesWith(thumbprint: Thumbprint, back: Thumbprint): number;
  /**
   * How alike two sides are: 0 to 1.
   * @param other Another.
   */
  function likeness(thumbprint: Thumbprint, other: Thumbprint): number;
  /**
   * How likely a side shows through this back, as the natural logarithm of odds; 0: nothing can be told.
   * @param back The back.
   */
  function showsThrough(thumbprint: Thumbprint, back: Thumbprint): number;
}

/**
 * What can be seen on every side of a pile.
 * @param sources The scans, in the order of the pile.
 */
export function examine(sources: NamedDocument[], options?: CallOptions): Promise<Findings>;

/**
 * What can be seen on one side.
 * @param document The scan.
 * @param page The side, from 0.
 */
export function side(document: DocumentLike, page: number, options?: CallOptions): Promise<Side>;
