// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />

/** The fold: a line through two points of the upright, displayed, normalised page. */
export type CutLine = [[number, number], [number, number]];

/** Which part of an upright sheet side is a page. */
export type Half =
  /** Left of the fold. */
  | "left"
  /** Right of the fold. */
  | "right"
  /** A single page: there is no fold. */
  | "whole";

/**
 * A rectangle on a displayed page: origin top left, y down, sides of the page are 1.
 * `0 <= x`, `0 <= y`, `w > 0`, `h > 0`, `x + w <= 1`, `y + h <= 1` (tolerance 1e-9); finite numbers only.
 */
export interface NormalizedRect {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** A point. The unit and the direction of y are those of the space it is said to be in. */
export interface Point {
  /** To the right. */
  x: number;
  /** Up in PDF user space, down in displayed space and in pixels. */
  y: number;
}

/** Quarter turns clockwise, in degrees. */
export type Rotation = number;
