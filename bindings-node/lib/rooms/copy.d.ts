// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />
import type { Mark, Scheme, Score, Scores } from './exam.js';
import type { ChainFault, CommandOutcome, OfflineBatch, Verified } from './store.js';
import type { PageId, SourceHash } from './words.js';

export type ActorId = string;

/** One annotation. */
export type Annotation = {
  /** Its name. */
  id: AnnotationId;
  /** The page it lies on. */
  page: PageId;
  /** Who made it. */
  author: ActorId;
  /** What is said. */
  content?: string;
  /** The question it is about, by its id in the scheme: what the question got is shown beside the first. */
  question?: string | null;
  /** Points it gives or takes. */
  score_delta?: Mark | null;
  /**
   * How often it was changed.
   * @default 0
   */
  version?: number;
} & Shape;

export namespace Annotation {
  /** Refuses what cannot be drawn. */
  function check(annotation: Annotation): void;
}

export type AnnotationId = string;

export type ChainHash = string;

/** The heads of all chains of an exam at one moment, chained themselves. */
export interface Checkpoint {
  /** Its place among the checkpoints of the exam, from 0. */
  sequence: number;
  /** When, by the store's clock. */
  at: Timestamp;
  /** Why: release, export, or because it was time. */
  reason: string;
  /** The last link of every copy that has one: its number and hash. */
  heads: { [key: string]: [number, ChainHash] };
  /** The hash of the checkpoint before; zeros for the first. */
  previous: ChainHash;
  /** The hash of all of this. */
  hash: ChainHash;
}

export namespace Checkpoint {
  /** The next checkpoint of an exam. */
  function next(options: {
    /** The host's id of the exam. */
    exam: string;
    /** When, by the store's clock. */
    at: Timestamp;
    /** Why: release, export, or because it was time. */
    reason: string;
    /** The last link of every copy that has one: its number and hash. */
    heads: { [key: string]: [number, ChainHash] };
    /** The checkpoint before; left out for the first. */
    last?: Checkpoint | null;
  }): Checkpoint;
}

/** The right to make the final PDF. */
export interface Claim {
  /** Whose marking it is. */
  marker: ActorId;
  /** The attempt, from 1. */
  attempt: number;
  /** When it began. */
  since: Timestamp;
}

/** What is asked. `token` proves the lock under which something is written; left out, it is refused. */
export type Command =
  /** Add pages at the end. */
  | { command: "staple"; pages: PageId[] }
  /** Say that the copy can be marked. */
  | { command: "validate" }
  /** Set the copy aside. */
  | { command: "quarantine"; reason: string }
  /** Take it back. */
  | { command: "leave_quarantine" }
  /** Give the copy to a marker, or to nobody. */
  | { command: "dispatch"; marker?: ActorId | null }
  /** Say whose copy it is: the host's id of the candidate, never a name. */
  | { command: "identify"; candidate?: string | null }
  /** Give the copy these tags and no others. */
  | { command: "tag"; tags: string[] }
  /** Take the lock, or extend one's own. */
  | { command: "lock"; offline?: boolean; ttl?: Ttl }
  /** Extend the lock. */
  | { command: "heartbeat"; token?: LockToken | null; ttl?: Ttl }
  /** Let the lock go. */
  | { command: "release_lock"; token?: LockToken | null }
  /** End somebody's lock. */
  | { command: "force_unlock"; reason: string }
  /** End the lock if its time is over: for whoever tidies. */
  | { command: "reap" }
  /** Save what is being typed. A window sends the next when this one was answered, so that none overtakes another. */
  | { command: "save_draft"; client_id: string; based_on: number; content: string; token?: LockToken | null }
  /** Let a rival version of the own draft go. */
  | { command: "drop_rival"; client_id: string; version: number }
  /** Let the own draft go, when it holds no rival. */
  | { command: "drop_draft"; revision: number }
  /** Make an annotation. */
  | { command: "create_annotation"; annotation: Annotation; token?: LockToken | null }
  /** Change an annotation. What is left out stays. */
  | { command: "update_annotation"; id: AnnotationId; version: number; content?: string | null; score_delta?: Mark | null; shape?: Shape | null; token?: LockToken | null }
  /** Take an annotation away. */
  | { command: "delete_annotation"; id: AnnotationId; version: number; token?: LockToken | null }
  /** Score a question, or take its score back. */
  | { command: "score"; question: string; score?: Score | null; token?: LockToken | null }
  /** Write a remark on a question, or take it back. */
  | { command: "remark"; question: string; text?: string | null; token?: LockToken | null }
  /** Write the general comment. */
  | { command: "appreciation"; text: string; token?: LockToken | null }
  /** Declare the marking done. */
  | { command: "finalize"; revision: number; scores?: Scores | null; token?: LockToken | null }
  /** Make the final PDF after a failure once more. */
  | { command: "retry" }
  /** Make the final PDF that nobody seems to be making any more. */
  | { command: "recover" }
  /** The final PDF is stored. */
  | { command: "store"; attempt: number; result: FinalResult }
  /** The final PDF could not be made. */
  | { command: "fail"; attempt: number; message: string }
  /** Open a graded copy again. */
  | { command: "reopen"; reason: string };

/** Who asks, when, and what the machine cannot know itself. */
export interface Context {
  /** Now, by the store's clock. */
  now: Timestamp;
  /** Who asks. */
  actor: ActorId;
  /** What that person or service may do. */
  role: Role;
  /** A fresh token, in case a lock is granted: 32 hexadecimal digits of 16 random bytes. */
  new_token: LockToken;
  /** The exam's marking scheme, where it has one. */
  scheme?: Scheme | null;
  /** The copy's subject, where the exam has several. */
  variant?: string | null;
}

/** A copy.In memory it holds the plain token of its lock: it is for whoever keeps copies alone. Serialised it holds the hash. */
export interface Copy {
  /** Its name. */
  id: CopyId;
  /** How many events made it what it is: what optimistic stores compare. */
  version: number;
  /** Where it stands; see `Copy::status`. */
  stage: Stage;
  /** Its pages, in order. */
  pages: PageId[];
  /** How often it was opened again. */
  revision: number;
  /** Tags. */
  tags: string[];
  /** The grant of the last lock. */
  fence: Fence;
  /** Drafts, by marker. */
  drafts: { [key: string]: Draft };
  /** Annotations. */
  annotations: { [key: string]: Annotation };
  /** Scores, remarks and general comment. */
  scores: Scores;
  /** Every final PDF, in order of revisions. */
  results: FinalResult[];
  /** The last command taken in of every device that worked offline. */
  synced: { [key: string]: number };
  /** Whose copy it is: the host's id. */
  candidate?: string | null;
  /** The last lock; it may have ended: see `Copy::lock`. */
  last_lock?: Lock | null;
  /** Whose it is to mark. */
  marker?: ActorId | null;
}

export namespace Copy {
  /**
   * The copy after these events. As JSON a copy holds the hash of its lock's token, never the token.
   * @param events What happened, in order.
   */
  function apply(copy: Copy, events: Event[]): Copy;
  /**
   * The lock that holds at a moment.
   * @param now The moment.
   */
  function lock(copy: Copy, now: Timestamp): Lock | null;
  /**
   * A new copy with these pages.
   * @param id Its name.
   * @param pages Its pages, in order.
   */
  function create(id: CopyId, pages: PageId[]): Copy;
  /**
   * Where the copy stands at a moment.
   * @param now The moment.
   */
  function status(copy: Copy, now: Timestamp): Status;
}

export type CopyId = string;

/** What was decided. */
export interface Decided {
  /** What happens, to be appended as one. */
  events: Event[];
  /** The token of the lock, when one is granted, for its owner alone: events and copies hold its hash. */
  token?: LockToken | null;
}

/** The draft of one marker for one copy. */
export interface Draft {
  /** Grows by one with every save. */
  revision: number;
  /** The window or device that saved it. */
  client_id: string;
  /** When it was saved. */
  saved: Timestamp;
  /** The lock under which it was saved. */
  fence: Fence;
  /** What the client wrote: annotation in progress, scores, remarks, appreciation. Opaque. */
  content: string;
  /** Versions that were saved on top of an older revision: kept until somebody looked at them. */
  rivals?: Rival[];
}

/** Something that happened: when, by whom, under which lock, and what. */
export type Event = {
  /** When, by the store's clock. */
  at: Timestamp;
  /** By whom. */
  actor: ActorId;
  /** Under which grant of the lock, for what is written under one. */
  fence?: Fence | null;
} & Fact;

/** What happened. */
export type Fact =
  /** The copy got pages at its end. */
  | { event: "STAPLE"; pages: PageId[]; annotations: Annotation[]; from?: CopyId | null }
  /** The copy gave all its pages to another. */
  | { event: "MERGED"; into: CopyId }
  /** Somebody looked at the copy: it can be marked. */
  | { event: "VALIDATE" }
  /** The copy is set aside. */
  | { event: "QUARANTINE"; reason: string }
  /** The copy is no longer set aside. */
  | { event: "LEAVE_QUARANTINE" }
  /** The copy was given to a marker, or to nobody. */
  | { event: "DISPATCH"; marker?: ActorId | null }
  /** Whose copy it is became known, or unknown again. The host's id of a candidate: never a name. */
  | { event: "IDENTIFY"; candidate?: string | null }
  /** The copy has these tags now. */
  | { event: "TAG"; tags: string[] }
  /** A lock was granted. */
  | { event: "LOCK"; token: SealedToken; granted: Fence; expires: Timestamp; offline: boolean }
  /** A lock lives longer. Stored, not chained. */
  | { event: "HEARTBEAT"; expires: Timestamp }
  /** A lock ended. */
  | { event: "UNLOCK"; reason: UnlockReason }
  /** An administrator ended somebody's lock. */
  | { event: "FORCE_UNLOCK"; owner: ActorId; reason: string }
  /** A draft was saved. Stored, not chained. */
  | { event: "SAVE_DRAFT"; revision: number; client_id: string; content: string }
  /** A draft was saved on top of an older revision, or after the lock was lost: both are kept. Stored, not chained. */
  | { event: "FORK_DRAFT"; based_on: number; client_id: string; content: string }
  /** Somebody looked at a rival version of the own draft and let it go. Stored, not chained. */
  | { event: "DROP_RIVAL"; client_id: string }
  /** The own draft is done with. Stored, not chained. */
  | { event: "DROP_DRAFT" }
  /** An annotation was made. */
  | { event: "CREATE_ANN"; annotation: Annotation }
  /** An annotation was changed. */
  | { event: "UPDATE_ANN"; annotation: Annotation }
  /** An annotation was taken away. */
  | { event: "DELETE_ANN"; id: AnnotationId }
  /** A question was scored, or its score taken back. */
  | { event: "SCORE"; question: string; score?: Score | null }
  /** A remark on a question was written, or taken back. */
  | { event: "REMARK"; question: string; text?: string | null }
  /** The general comment was written. */
  | { event: "APPRECIATION"; text: string }
  /** The making of the final PDF began; the lock, if there was one, ended with it. */
  | { event: "FINALIZE"; marker: ActorId; revision: number; attempt: number }
  /** The final PDF is stored. */
  | { event: "GRADED"; result: FinalResult }
  /** The final PDF could not be made. */
  | { event: "FINALIZE_FAILED"; attempt: number; message: string; alert: boolean }
  /** An administrator opened a graded copy again. The old result stays. */
  | { event: "REOPEN"; reason: string; revision: number }
  /** Commands that were given offline were taken in, up to this number. */
  | { event: "SYNCED"; client_id: string; sequence: number };

export namespace Fact {
  /** Whether it is a decision, which the audit chain holds; heartbeats and drafts are none. */
  function isDecision(fact: Fact): boolean;
}

/** A final PDF that could not be made. */
export interface Failure {
  /** Whose marking it is. */
  marker: ActorId;
  /** How often it was tried. */
  attempt: number;
  /** What went wrong last. */
  message: string;
}

/** How many locks were granted on a copy: it only grows, and is stored with every accepted write, so that a write of an earlier lock can be told from one of a later. At most 2^53 - 1. */
export type Fence = number;

export namespace Fence {
  /** The fence of the next grant. */
  function next(fence: Fence): Fence | null;
}

/** A final PDF. */
export interface FinalResult {
  /** The revision of the copy that it shows. */
  revision: number;
  /** Its SHA-256. */
  pdf: SourceHash;
  /** The hash of all that it was made of: under it the store keeps the file. */
  key: SourceHash;
}

/** What happens when two copies are joined, to be stored together or not at all. */
export interface Joined {
  /** To the copy that stays. */
  into: Event[];
  /** To the copy whose pages it gets. */
  from: Event[];
}

/** One decision about a copy. */
export interface Link {
  /** Its place in the chain, from 0. */
  sequence: number;
  /** When, by the store's clock. */
  at: Timestamp;
  /** By whom. */
  actor: ActorId;
  /** What kind of event it is, as events call it. */
  kind: string;
  /** The hash of its payload, with its salt. */
  payload: ChainHash;
  /** The hash of the link before; zeros for the first. */
  previous: ChainHash;
  /** The hash of all of this. */
  hash: ChainHash;
}

export namespace Link {
  /**
   * The next link of a copy's chain; nothing for an event that is no decision.
   * @param copy The copy.
   * @param event The event.
   * @param payload Its payload, which is stored apart.
   */
  function next(copy: CopyId, event: Event, payload: Payload, options?: {
    /** The newest link of its chain; left out for the first. */
    last?: Link | null;
  }): Link | null;
}

/** The payload of a link. */
export interface LinkPayload {
  /** The number of the link. */
  sequence: number;
  /** The payload. */
  payload: Payload;
}

/** The right to write to a copy. */
export interface Lock {
  /** Who holds it. */
  owner: ActorId;
  /** What proves it. */
  token: SealedToken;
  /** Which grant it is. */
  fence: Fence;
  /** When it ends: from this moment on it is gone, whether or not somebody tidied. */
  expires: Timestamp;
  /** Whether it was taken offline. */
  offline: boolean;
}

export namespace Lock {
  /**
   * Whether the lock still holds.
   * @param now The moment.
   */
  function isLive(lock: Lock, now: Timestamp): boolean;
}

export type LockToken = string;

export namespace LockToken {
  /** What events and logs may show of a token. */
  function hash(lockToken: LockToken): TokenHash;
}

/** What was decided, apart from the chain, so that it can be erased. */
export interface Payload {
  /** 16 random bytes in hexadecimal digits: without them, nobody finds out by trial what was erased. */
  salt: string;
  /** The event as JSON. */
  event: string;
}

export namespace Payload {
  /**
   * The payload of an event, with its salt: stored apart from the chain, so that it can be erased.
   * @param event The event.
   * @param salt 16 fresh random bytes.
   */
  function create(event: Event, salt: Salt): Payload;
}

/** A version of a draft that came too late to be the draft. */
export interface Rival {
  /** The window or device that saved it: of each, the last version is kept. */
  client_id: string;
  /** Which of the window's versions it is: the version of the copy at which it was kept. */
  version: number;
  /** The revision it was based on. */
  based_on: number;
  /** When it was saved. */
  saved: Timestamp;
  /** What the client wrote. */
  content: string;
}

/** What somebody may do. The owner of an exam acts as its administrator. */
export type Role =
  /** Everything. */
  | "administrator"
  /** Marks copies. */
  | "marker"
  /** Makes final PDFs, tidies locks. */
  | "service";

/** 16 fresh random bytes, as 32 lower-case hexadecimal digits. */
export type Salt = string;

export type SealedToken = string;

/** What is drawn, and where: in displayed, normalised coordinates of the page, origin top left, y down. */
export type Shape =
  /** A box with a remark. */
  | { kind: "COMMENT"; x: number; y: number; w: number; h: number }
  /** A translucent box. */
  | { kind: "HIGHLIGHT"; x: number; y: number; w: number; h: number }
  /** A box around a mistake. */
  | { kind: "ERROR"; x: number; y: number; w: number; h: number }
  /** A box around something that earns points. */
  | { kind: "BONUS"; x: number; y: number; w: number; h: number }
  /** Strokes of a pen. */
  | { kind: "INK"; strokes: [number, number, number][][]; color: string; width: number }
  /** A straight line. */
  | { kind: "LINE"; from: [number, number]; to: [number, number] }
  /** A line with a head at its end. */
  | { kind: "ARROW"; from: [number, number]; to: [number, number] }
  /** A sign: `check`, `cross`, `tilde`, `question`. */
  | { kind: "STAMP"; name: string; x: number; y: number; w: number; h: number }
  /** Text without a box. */
  | { kind: "TEXT"; x: number; y: number; w: number; h: number };

export namespace Shape {
  /** Refuses what cannot be drawn. */
  function check(shape: Shape): void;
}

/** Where a copy stands, with what belongs to it there. */
export type Stage =
  /** Nobody looked at it yet. */
  | { stage: "staging" }
  /** Set aside. */
  | { stage: "quarantine"; reason: string }
  /** Can be marked. */
  | { stage: "ready" }
  /** Its final PDF is being made. */
  | { stage: "grading" } & Claim
  /** Its final PDF could not be made. */
  | { stage: "failed" } & Failure
  /** Done. */
  | { stage: "graded" } & FinalResult;

/** Where a copy stands, as the wire calls it. `Locked` is a ready or failed copy that somebody holds. */
export type Status =
  /** Nobody looked at it yet. */
  | "STAGING"
  /** Set aside. */
  | "QUARANTINE"
  /** Can be marked. */
  | "READY"
  /** Somebody marks it. */
  | "LOCKED"
  /** Its final PDF is being made. */
  | "GRADING_IN_PROGRESS"
  /** Its final PDF could not be made. */
  | "GRADING_FAILED"
  /** Done. */
  | "GRADED";

/** What became of a batch. */
export interface Synced {
  /** What happened, to be appended as one. */
  events: Event[];
  /** What became of each command, in order. */
  outcomes: CommandOutcome[];
  /** The token of the lock, when one is granted, for its owner alone: events and copies hold its hash. */
  token?: LockToken | null;
}

/** A moment of the store's clock: milliseconds since 1970, UTC. */
export type Timestamp = number;

export type TokenHash = string;

export namespace TokenHash {
  /**
   * Whether it is the hash of this token, in a time that says nothing of how close it is.
   * @param token The token.
   */
  function isOf(tokenHash: TokenHash, token: LockToken): boolean;
}

/** How long a lock lives after it was granted or extended: 1 to 3600 s, or up to 72 h offline. */
export type Ttl = number;

export namespace Ttl {
  /**
   * When a lock ends that is granted now.
   * @param now From when on.
   */
  function after(ttl: Ttl, now: Timestamp): Timestamp;
  /**
   * How long a lock lives: 1 to 3600 s, offline up to 72 h.
   * @param seconds Seconds.
   */
  function fromSeconds(seconds: number): Ttl;
}

/** How a lock ended. */
export type UnlockReason =
  /** Its time was over. */
  | "expired"
  /** Its owner let it go. */
  | "released";

/**
 * Decides about a command: what happens, or why it may not. Nothing changes until the events are applied.
 * @param copy The copy.
 * @param command What is asked.
 * @param context Who asks, and when.
 */
export function decide(copy: Copy, command: Command, context: Context): Decided;

/**
 * Joins two copies of one candidate: nothing moves off its page.
 * @param into The copy that stays.
 * @param from The copy whose pages it gets.
 * @param context Who asks, and when.
 */
export function merge(into: Copy, from: Copy, context: Context): Joined;

/**
 * Takes in what was done offline; what cannot be done is kept beside the marker's draft.
 * @param copy The copy.
 * @param batch What was done offline.
 * @param context Who asks, and when.
 */
export function sync(copy: Copy, batch: OfflineBatch, context: Context): Synced;

/**
 * Looks whether the chain of a copy is whole and unchanged.
 * @param copy The copy.
 * @param links Its links, in order.
 * @param payloads The payloads that are still there.
 */
export function verify(copy: CopyId, links: Link[], payloads: LinkPayload[]): Verified;

/**
 * What is wrong with the checkpoints of an exam, or with the heads that they name.
 * @param exam The host's id of the exam.
 * @param checkpoints Its checkpoints, in order.
 * @param links The chains of its copies.
 */
export function verifyCheckpoints(exam: string, checkpoints: Checkpoint[], links: { [key: string]: Link[] }): ChainFault[];
