/// <reference types="node" />

/** A file of an archive. */
export interface ArchiveFile {
  /** The name that somebody would like for it, without an ending; it is made safe, and each is taken once. */
  name: string;
  /**
   * The ending, without a full stop.
   * @default "pdf"
   */
  ending?: string;
  /** The file. */
  file: Uint8Array;
}

/**
 * A ZIP archive of these files, as a stream: each is asked for when somebody reads on, and no more than one is in memory.
 * The same files give the same bytes.
 */
export function zip(files: AsyncIterable<ArchiveFile> | Iterable<ArchiveFile | Promise<ArchiveFile>>): ReadableStream<Uint8Array>;
