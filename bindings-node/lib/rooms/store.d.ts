// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />
import type { ActorId, Annotation, ChainHash, Checkpoint, Command, Copy, CopyId, Event, Fence, FinalResult, Link, LockToken, Payload, Role, Salt, Status, Timestamp } from './copy.js';
import type { Scheme } from './exam.js';
import type { Error, Limits, PageId } from './words.js';

/** Where copies are kept: a store in memory. */
export class Store {
  private constructor();
  /** A store that forgets everything at the end; its clock stands until it is set. */
  static create(options?: {
    /**
     * The time of its clock.
     * @default 0
     */
    now?: Timestamp;
  }): Store;
  /**
   * Sets the clock of the store.
   * @param now The time.
   */
  setNow(now: Timestamp): void;
  /**
   * Chains the heads of these copies, which should be all of the exam.
   * @param exam The host's id of the exam.
   * @param copies All copies of the exam.
   * @param reason Why: release, export, or because it is time.
   */
  checkpoint(exam: string, copies: CopyId[], reason: string): Checkpoint;
  /**
   * Makes a copy of these pages.
   * @param copy The name of the copy.
   * @param pages Its pages, in order.
   * @param request Who asks.
   */
  create(copy: CopyId, pages: PageId[], request: Request): Answer;
  /**
   * Erases what was ever written about a copy; what it is now stays, and its chain still verifies.
   * @param copy The copy.
   */
  eraseHistory(copy: CopyId): void;
  /**
   * Erases a copy and what was ever written about it. Its chain stays, and still verifies.
   * @param copy The copy.
   */
  forget(copy: CopyId): void;
  /**
   * Carries a command out. Asked again under its id, it does nothing and answers as before.
   * @param copy The copy.
   * @param command What is asked.
   * @param request Who asks.
   */
  handle(copy: CopyId, command: Command, request: Request): Answer;
  /**
   * Joins two copies, both or neither.
   * @param into The copy that stays.
   * @param from The copy whose pages it gets.
   * @param request Who asks.
   */
  merge(into: CopyId, from: CopyId, request: Request): StoreMerged;
  /**
   * Takes in what was done offline, and says what became of each command.
   * @param copy The copy.
   * @param batch What was done offline.
   * @param request Who asks.
   */
  sync(copy: CopyId, batch: OfflineBatch, request: Request): StoreSynced;
}

/** What was done. */
export interface Answer {
  /** The copy as it is now. It holds the hash of its lock's token, never the token. */
  copy: Copy;
  /** The time of the store. */
  now: Timestamp;
  /** What the request made happen: now, or when it came first. */
  events: Event[];
  /** Whether it had been answered before, and nothing happened now. */
  repeated: boolean;
  /** The token of the lock, for who asked, when the lock is theirs. */
  token?: LockToken | null;
}

/** Records to append to one copy. */
export interface Append {
  /** The copy. */
  copy: CopyId;
  /** The version that was loaded; 0 for a copy that is new. */
  expected: number;
  /** At least one, of the versions that follow. */
  records: Record[];
  /** The token of the copy's lock from now on: it replaces the one that is kept. Nowhere else is a token kept. */
  token?: LockToken | null;
}

/** What these events make of a copy. */
export interface AppendedCopy {
  /** What has to be appended for it, token included. */
  append: Append;
  /** The copy after it. It holds the hash of its lock's token, never the token. */
  copy: Copy;
}

/** What is wrong with a chain. */
export type ChainFault =
  /** Links are missing, doubled or in another order: another number was expected at this place. */
  | { fault: "order"; place: number }
  /** A link is not what it was. */
  | { fault: "changed"; sequence: number }
  /** A link does not follow from the one before. */
  | { fault: "broken"; sequence: number }
  /** A payload is not what the link says. */
  | { fault: "payload"; sequence: number }
  /** A payload that belongs to no link. */
  | { fault: "stray"; sequence: number }
  /** Records of a copy are missing, doubled or in another order: this version was expected. */
  | { fault: "version"; version: number }
  /** A checkpoint names a head that the chain of this copy does not have: its end was cut off or rewritten. */
  | { fault: "head"; checkpoint: number; copy: CopyId }
  /** A checkpoint is not what it was, or not in its place. */
  | { fault: "checkpoint"; place: number };

/** What became of one command of a batch. */
export interface CommandOutcome {
  /** Its number. */
  sequence: number;
  /** What became of it. */
  outcome: Outcome;
  /** Why it could not be done. */
  refusal?: Refusal | null;
}

/** What a command collided with. */
export type Conflict =
  /** Somebody else's lock. */
  | { conflict: "lock"; owner: ActorId; until: Timestamp }
  /** An annotation as it is now. */
  | { conflict: "annotation"; current: Annotation }
  /** A final PDF that is there. */
  | { conflict: "result"; result: FinalResult };

/** The log of a copy. */
export interface CopyLog {
  /** The copy. */
  copy: CopyId;
  /** What happened to it. */
  records: Record[];
}

/**
 * The log of an exam.
 * JSON: `{"format":"korrigo.log/1","exam":"…","copies":[{"copy":"…","records":[…]}],"checkpoints":[…]}`.
 */
export interface Log {
  format: string;
  /** The host's id of the exam. */
  exam: string;
  /** Its copies. */
  copies: CopyLog[];
  /** Its checkpoints. */
  checkpoints?: Checkpoint[];
}

export namespace Log {
  /**
   * What was decided about the copies of an exam, as one document that anybody can verify.
   * @param store The store.
   * @param exam The host's id of the exam.
   * @param copies Its copies.
   */
  function of(store: Store, exam: string, copies: CopyId[]): Log;
  /**
   * Reads a log.
   * @param json The file: bytes of JSON.
   */
  function read(json: Uint8Array, options?: {
    /** What reading it may cost. */
    limits?: Limits;
  }): Log;
  /** Looks whether every chain is whole and unchanged, and holds what the checkpoints name. */
  function verify(log: Log): LogReport;
}

/** What a look at a log found, and whether everything stands. */
export interface LogReport {
  /** What was found about each copy, in their order. */
  copies: [CopyId, Verified][];
  /** How many checkpoints there are. */
  checkpoints: number;
  /** What is wrong with them, or with the heads they name. */
  faults: ChainFault[];
  /** Whether everything stands. */
  stands: boolean;
}

/** What a device did offline, in order. */
export interface OfflineBatch {
  /** The device: 1 to 64 bytes. */
  client_id: string;
  /** The grant under which it was done. */
  fence: Fence;
  /** The commands. */
  commands: OfflineCommand[];
}

/** One command with its number on the device, from 1. */
export interface OfflineCommand {
  /** Its number. */
  sequence: number;
  /** The command. */
  command: Command;
}

/** A copy that can be decided about. */
export interface Opened {
  /** The copy. It holds the hash of its lock's token, never the token. */
  copy: Copy;
  /** The time of the store. */
  now: Timestamp;
  /** The newest link of its chain. */
  link?: Link | null;
  /** The token of its lock, as the store kept it: nobody but the owner of the lock may see it. */
  token?: LockToken | null;
}

export namespace Opened {
  /**
   * What these events make of the copy, and what has to be appended for it.
   * @param events What happens to it.
   * @param salt 16 fresh random bytes.
   */
  function append(opened: Opened, events: Event[], salt: Salt, options?: {
    /** The token that was given beside the events, when one was: the store keeps it. */
    token?: LockToken | null;
  }): AppendedCopy;
}

/** What became of a command that was given offline. */
export type Outcome =
  /** It was done. */
  | "done"
  /** It was taken in before. */
  | "known"
  /** It could not be done; it is kept as a rival of the marker's draft. */
  | "kept";

/** What has to be done for a request. */
export interface Prepared {
  /** The answer, when that is done. */
  answer: Answer;
  /** What to append first, token included. After a conflict, load and prepare again. Nothing when the answer stands already. */
  append?: Append | null;
}

/** One event as it is kept. */
export interface Record {
  /** The version of the copy after it: from 1, without a gap. */
  version: number;
  /** Its link in the audit chain, when it is a decision. */
  link?: Link | null;
  /** The event; `null` once it was erased. */
  payload?: Payload | null;
  /** The request that it answers; `null` for what is repeated in another way (offline batches). */
  request?: RequestKey | null;
}

/** Why something was not done. Nothing changed. */
export interface Refusal {
  /** The code, a sentence, and what to do. */
  error: Error;
  /** Where the copy stands. */
  from: Status;
  /** What was tried. */
  attempted: string;
  /** What could be tried from there, by whom it is for: the holder of the lock, administrators, services. What everybody may tidy up at any time is not told: drafts of one's own, locks whose time is over. */
  allowed: string[];
  /** What it collided with, so that nobody has to ask again. */
  conflict?: Conflict | null;
}

/** Who asks, and what the machine cannot know itself; the time comes from the store. */
export interface Request {
  /** Its name: the same when it is asked again because no answer came. Best a random UUID. */
  id: RequestId;
  /** Who asks. */
  actor: ActorId;
  /** What that person or service may do. */
  role: Role;
  /** A fresh token, in case a lock is granted: 32 hexadecimal digits of 16 random bytes. */
  new_token: LockToken;
  /** 16 fresh random bytes for the payloads of the audit chain, as 32 hexadecimal digits. */
  salt: Salt;
  /** The exam's marking scheme, where it has one. */
  scheme?: Scheme | null;
  /** The copy's subject, where the exam has several. */
  variant?: string | null;
}

export type RequestId = string;

/** A request that was answered. Of another actor the same id is another request. */
export interface RequestKey {
  /** Who asked. */
  actor: ActorId;
  /** The id that was given. */
  id: RequestId;
  /** What was asked, as a hash with the salt of the payload: nobody finds out by trial what was erased. */
  digest: ChainHash;
}

/** A copy at one version. JSON: `{"format":"korrigo.copy/1","copy":{…}}`, without the token of its lock. */
export interface Snapshot {
  copy?: Copy;
  format?: string;
}

export namespace Snapshot {
  /**
   * The snapshot of a copy.
   * @param copy The copy.
   */
  function create(copy: Copy): Snapshot;
}

/** Two copies that were joined. */
export interface StoreMerged {
  /** The copy that stays. */
  into: Answer;
  /** The copy whose pages it got. */
  from: Answer;
}

/** What was taken in of a batch. */
export interface StoreSynced {
  /** What was done. */
  answer: Answer;
  /** What became of each command, in order. */
  outcomes: CommandOutcome[];
}

/** A copy as its store gives it. */
export interface Stored {
  /** The time of the store. */
  now: Timestamp;
  /** All records after it, in order; all there are when there is none. */
  records: Record[];
  /** The records of the request that was asked for, in order, before or after the snapshot. */
  answered: Record[];
  /** The newest link, wherever it is. */
  link?: Link | null;
  /** The newest snapshot. */
  snapshot?: Snapshot | null;
  /** The token that was kept last. */
  token?: LockToken | null;
}

export namespace Stored {
  /**
   * The copy: the snapshot and what happened since.
   * @param copy The copy.
   */
  function open(stored: Stored, copy: CopyId): Opened;
}

/** What a look at a chain found. */
export interface Verified {
  /** Links. */
  links: number;
  /** Links whose payload was erased. */
  erased: number;
  /** What is wrong; nothing when the chain stands. */
  faults: ChainFault[];
}

/** Decides about a command to a copy that was loaded: for hosts that load and append in their own way. */
export function prepare(options: {
  /** The copy as its store gives it. */
  stored: Stored;
  /** The copy. */
  copy: CopyId;
  /** What is asked. */
  command: Command;
  /** Who asks. */
  request: Request;
}): Prepared;
