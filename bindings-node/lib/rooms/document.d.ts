// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />
import type { Rotation } from './geometry.js';
import type { RedactedPdf } from './redact.js';
import type { Limits, SourceHash } from './words.js';
import type { CallOptions } from '../runtime.js';

/** A PDF that was opened. Short to pass on: the file is not copied. It stays in its thread. */
export class Document {
  private constructor();
  /** The SHA-256 of the file. */
  hash(options?: CallOptions): Promise<SourceHash>;
  /** What is in the document: pages, sizes, layers, active content. */
  inspect(options?: CallOptions): Promise<Inspection>;
  /** Whether it was encrypted. */
  isEncrypted(): boolean;
  /** Whether it had to be repaired. */
  isRepaired(): boolean;
  /**
   * Opens a PDF that nobody vouches for.
   * @param source The file.
   */
  static open(source: Uint8Array, options?: {
    /** What reading it may cost. */
    limits?: Limits;
    /** The name it came with; its ending is checked. */
    name?: string | null;
    /** The password of an encrypted file. */
    password?: string | null;
  } & CallOptions): Promise<Document>;
  /** How many pages it has. */
  pageCount(): number;
  /** How many pages each reader found. */
  readers(): Readers;
  /** Whether the readers found different pages. */
  readersDisagree(): boolean;
  /**
   * Pixels an inch of a page's main image.
   * @param page The page, from 0.
   */
  resolution(page: number): number | null;
}

/** A PDF wherever one is read: opened, redacted, or a file that is opened with the usual options. */
export type DocumentLike = Document | RedactedPdf | Uint8Array;

/** Active content of one kind in one place. */
export interface ActiveContent {
  /** What kind of thing it is. */
  kind: ActiveKind;
  /** Where it is. */
  where: ActivePlace;
  /** How many of them. */
  count: number;
  /** On which page, from 0, where it is on one. */
  page?: number | null;
}

/** What kind of thing it is. */
export type ActiveKind =
  /** A script. */
  | "javascript"
  /** An action that starts a program or opens a file. */
  | "launch"
  /** A file inside the file. */
  | "embedded_file"
  /** A link to the network. */
  | "uri"
  /** A form that sends what was typed. */
  | "submit_form"
  /** A form that fills itself from a file. */
  | "import_data"
  /** A link into another file. */
  | "remote_file"
  /** A sound, a film, a model in three dimensions or other rich media. */
  | "rich_media"
  /** A form of the XML kind, with scripts of its own. */
  | "xfa"
  /** Something that happens when the file is opened. */
  | "open_action";

/** Where it is. */
export type ActivePlace =
  /** The catalogue: when the file is opened, saved or printed. */
  | "catalog"
  /** The name trees. */
  | "names"
  /** The form. */
  | "form"
  /** The outline. */
  | "outline"
  /** A page: when it is shown or left. */
  | "page"
  /** An annotation: a link, a button, an attachment. */
  | "annotation"
  /** An object that nothing above leads to. */
  | "object";

/** All that `korrigo inspect` tells. */
export interface Inspection {
  /** How many pages. */
  page_count: number;
  /** The pages, in order. */
  pages: PageInspection[];
  /** Whether the file is encrypted. */
  encrypted: boolean;
  /** Whether something was not where the file says and had to be looked for or left out. */
  repaired: boolean;
  /** What the two readers count. */
  readers: Readers;
  /** What does something, or leads out of the file. */
  active_content: ActiveContent[];
}

/** What is told of one image. */
export interface LayerInspection {
  /** `jpeg`, `ccitt`, `jbig2`, `jpx`, `flate`, `lzw`, `run_length`, `raw` or `unknown`. */
  codec: string;
  /** Columns, as its dictionary says. */
  width: number;
  /** Rows, as its dictionary says. */
  height: number;
  /** Bits a sample, as its dictionary says; `null` where only the data say (JPX). */
  bits?: number | null;
}

/** A page's size and turn, as displayed. */
export interface PageFacts {
  /** Width in points of 1/72 inch, as displayed. */
  width_pt: number;
  /** Height in points of 1/72 inch, as displayed. */
  height_pt: number;
  /** Quarter turns clockwise that the file asks for, in degrees. */
  rotate: Rotation;
  /** The size of the file's own unit in points. */
  user_unit: number;
}

/** What is told of one page. */
export interface PageInspection {
  /** Width as shown, in points of 1/72 inch. */
  width_pt: number;
  /** Height as shown, in points of 1/72 inch. */
  height_pt: number;
  /** How far the page is turned clockwise to be shown. */
  rotate: Rotation;
  /** Size of one unit of user space, in points. */
  user_unit: number;
  /** The images, in the order they are drawn. */
  layers: LayerInspection[];
  /** Pixels an inch of the largest image, as it is drawn; `null` where there is none. */
  dpi?: number | null;
}

/** The number of pages that each reader counts; `null` where it cannot read the file. */
export interface Readers {
  /** By hayro, which renders. */
  hayro?: number | null;
  /** In lopdf's objects, which everything here works on. */
  lopdf?: number | null;
}

export namespace Page {
  /**
   * A page's size and turn, as displayed.
   * @param page The page, from 0.
   */
  function geometry(document: DocumentLike, page: number): PageFacts;
}

/**
 * What is in a PDF: pages, sizes, layers, active content.
 * @param source The file.
 */
export function inspect(source: Uint8Array, options?: {
  /** What reading it may cost. */
  limits?: Limits;
  /** The name it came with; its ending is checked. */
  name?: string | null;
  /** The password of an encrypted file. */
  password?: string | null;
} & CallOptions): Promise<Inspection>;
