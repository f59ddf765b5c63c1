/// <reference types="node" />
import type { Document } from './rooms/document.js';
import type { RedactedPdf } from './rooms/redact.js';
import type { Store } from './rooms/store.js';
import type { Code, Error as Failure } from './rooms/words.js';

/** How a long call is made. */
export interface CallOptions {
  /** Ends the call; its promise then rejects with an `AbortError` whose `code` is `cancelled`. */
  signal?: AbortSignal;
  /**
   * Told how many units of work (pages, copies) are done, at most twenty times a second, and before the promise settles.
   * What it throws ends the call, and is what its promise rejects with.
   */
  onProgress?: (done: number, total: number) => void;
  /** Works on so many threads of its own, instead of those that all calls share. */
  threads?: number;
}

/** Why a call gave nothing. */
export class KorrigoError extends Error {
  constructor(failure: { code: Code; message: string } & Partial<Omit<Failure, 'code' | 'message'>> & { refusal?: unknown }, options?: { cause?: unknown });
  /** The same in every language. */
  readonly code: Code;
  /** Which rule of several with this code. */
  readonly detail?: string;
  /** What to do about it. */
  readonly hint?: string;
  /** The page, from 0. */
  readonly page?: number;
  /** What else is wrong. */
  readonly also: Failure[];
  /** What the copy machine says beside it: where the copy stands, what was tried, what is allowed. */
  readonly refusal?: Record<string, unknown>;
}

/** What is no JSON: files go in as bytes and come out as a `Buffer`. */
export type CallItem = Uint8Array | Document | RedactedPdf | Store;

/** What a call gives: where its value holds an item, the place in `items` stands. */
export interface CallAnswer {
  value: unknown;
  items: (Buffer | CallItem)[];
}

/** The table of calls (`korrigo.calls/1`). */
export interface Description {
  format: string;
  version: string;
  codes: string[];
  operations: { name: string; about: string; work: 'short' | 'long'; input: unknown; output: unknown }[];
  types: Record<string, unknown>;
}

/** Makes a call by its name in the core, where it is asked for: for programs that choose operations while they run. */
export function callSync(name: string, input?: object, items?: readonly CallItem[]): CallAnswer;
/** Makes a call by its name in the core, off the event loop. Bytes are not copied: do not write to them meanwhile. */
export function call(name: string, input?: object, items?: readonly CallItem[], options?: CallOptions): Promise<CallAnswer>;
/** Makes a call by its name in the core, and gives its results one by one, as they are there. */
export function each(name: string, input?: object, items?: readonly CallItem[], options?: CallOptions): AsyncGenerator<CallAnswer, CallAnswer, undefined>;
/** Every operation, with the JSON schemas of what goes in and comes out. */
export function describe(): Description;
/** The version of the engine. */
export const version: string;
