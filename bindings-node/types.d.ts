/** One image drawn on a page. */
export interface Layer { codec: string; width: number; height: number; bits: number | null }

/** One page, as displayed; lengths in points of 1/72 inch. */
export interface Page {
  width_pt: number;
  height_pt: number;
  rotate: 0 | 90 | 180 | 270;
  user_unit: number;
  dpi: number | null;
  layers: Layer[];
}

/** Something that does something, or leads out of the file. */
export interface Active { kind: string; where: string; page?: number; count: number }

/** What is in a PDF. */
export interface Inspection {
  page_count: number;
  pages: Page[];
  encrypted: boolean;
  repaired: boolean;
  readers: { lopdf: number | null; hayro: number | null };
  active_content: Active[];
}

export interface InspectOptions {
  /** The user or owner password of an encrypted file. */
  password?: string;
  /** What the file is called; its ending is checked. */
  name?: string;
}

/** A refusal: `code` is the same string in every language, `also` the codes of other failed checks. */
export interface KorrigoError extends Error { code: string; also: string[] }

/**
 * What is in a PDF: pages, sizes, image layers, encryption, active content. Works off the event loop.
 * The bytes are not copied; do not write to them until the promise settles.
 */
export function inspect(data: Uint8Array, options?: InspectOptions): Promise<Inspection>;
