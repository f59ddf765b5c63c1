// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />
import type { ActorId, CopyId } from './copy.js';

/** A copy, or one question of it, with its markers. */
export interface Dealt {
  /** Which copy. */
  copy: CopyId;
  /** Who marks it. The second one is blind: the host shows neither what the other gave. */
  markers: ActorId[];
  /** Whether it found too few markers: each may not, or has enough. */
  left: boolean;
  /** Which question of it; `null` for the whole copy. */
  question?: string | null;
}

/** How to deal out. */
export interface DispatchOptions {
  /** Which of all fair ways to take; kept with the answer. */
  seed: number;
  /** How many markers mark each copy without knowing of each other: 1, or 2 for double marking (`exam::Tolerance` then says where they disagree). */
  markers_per_copy: number;
}

/** Who marks what. */
export interface Dispatched {
  /** The seed it was made with. */
  seed: number;
  /** Each copy with its markers, in the order given. */
  copies: Dealt[];
  /** What every marker has now, those before included, in the order given. */
  loads: [ActorId, number][];
}

export namespace Dispatched {
  /** What found too few markers, in the order given. */
  function left(dispatched: Dispatched): Dealt[];
}

/** A marker. */
export interface Marker {
  /** Who. */
  id: ActorId;
  /**
   * Copies that the marker has already.
   * @default 0
   */
  load?: number;
  /** The questions that the marker takes, where each is marked by itself; `null` for all. */
  questions?: string[] | null;
  /** The most copies that the marker takes in all; `null` for no limit. */
  quota?: number | null;
}

/** A copy that nobody marks yet, or one question of it. */
export interface Waiting {
  /** Which. */
  copy: CopyId;
  /** Markers who may not mark it: the candidate's own teachers. */
  never?: ActorId[];
  /**
   * Higher ones are dealt out first, which matters when quotas are short.
   * @default 0
   */
  priority?: number;
  /** The question or exercise, by the id of the scheme, where each is marked by itself; `null` for the whole copy. */
  question?: string | null;
}

export namespace Waiting {
  /**
   * These copies, question by question.
   * @param copies The copies.
   * @param questions The questions, by the ids of the scheme.
   */
  function byQuestion(copies: Waiting[], questions: string[]): Waiting[];
}

/**
 * Deals copies out so that loads differ as little as they can. The same seed and input give the same answer.
 * @param copies Copies that nobody marks yet, or questions of them.
 * @param markers The markers.
 * @param options How to deal out.
 */
export function dispatch(copies: Waiting[], markers: Marker[], options: DispatchOptions): Dispatched;
