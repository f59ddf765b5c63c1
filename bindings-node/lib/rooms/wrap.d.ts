// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />
import type { Limits } from './words.js';
import type { CallOptions } from '../runtime.js';

/** A file with the name it came with. */
export interface NamedFile {
  /** The name. */
  name: string;
  /** The file. */
  source: Uint8Array;
}

/** A file as a PDF. */
export interface WrappedFile {
  /** The name it came with, or that of the pile it belongs to. */
  name: string;
  /** The PDF. */
  pdf: Buffer;
  /** Pages, from 0, whose density was not in the image and was assumed. */
  density_assumed: number[];
}

/**
 * Scans of any kind as PDFs: images become pages.
 * @param files The files, in any order: PDFs stay as they are, images become pages.
 */
export function toPdf(files: NamedFile[], options?: {
  /** What reading them may cost. */
  limits?: Limits;
} & CallOptions): Promise<WrappedFile[]>;
