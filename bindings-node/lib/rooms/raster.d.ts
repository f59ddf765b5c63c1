// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />
import type { DocumentLike } from './document.js';
import type { NormalizedRect, Rotation } from './geometry.js';
import type { CallOptions } from '../runtime.js';

/** What a pixel is made of. */
export type Colour =
  /** One byte: 0 is black, 255 is white. From colour by the weights of Rec. 601, as JPEG's Y. */
  | "grey"
  /** Three bytes: red, green, blue, as sRGB. */
  | "rgb";

/** A picture. */
export interface Picture {
  /** Columns. */
  width: number;
  /** Rows. */
  height: number;
  /** Grey or colour. */
  colour: Colour;
  /** Dots an inch. */
  dpi: number;
  /** The picture, as it was asked for. */
  image: Buffer;
}

/** How a picture is stored. */
export type PictureFormat =
  /** PNG, without loss. */
  | { kind: "png" }
  /** JPEG. */
  | { kind: "jpeg"; quality: number }
  /** WebP, without loss. */
  | { kind: "webp" }
  /** The pixels themselves, row by row from the top: a byte each for grey, three for colour. */
  | { kind: "pixels" };

/** How a picture is made. */
export interface PictureOptions {
  /** The part of the page that is shown, in displayed, normalised coordinates of the turned page. */
  clip?: NormalizedRect | null;
  /**
   * Grey or colour.
   * @default "grey"
   */
  colour?: Colour;
  /** How the picture is stored. */
  format?: PictureFormat;
  /**
   * Quarter turns clockwise, in degrees.
   * @default 0
   */
  rotate?: Rotation;
}

/**
 * A page as a picture.
 * @param document The document.
 * @param page The page, from 0.
 * @param dpi Dots an inch.
 */
export function page(document: DocumentLike, page: number, dpi: number, options?: PictureOptions & CallOptions): Promise<Picture>;

/** A page as large as fits. */
export function thumbnail(options: {
  /** The document. */
  document: DocumentLike;
  /** The page, from 0. */
  page: number;
  /** The most columns. */
  width: number;
  /** The most rows. */
  height: number;
} & PictureOptions & CallOptions): Promise<Picture>;
