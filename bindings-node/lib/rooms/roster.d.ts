// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />
import type { Limits } from './words.js';
import type { CallOptions } from '../runtime.js';

/** How a birth date or a number agrees with what was read. */
export type Agreement =
  /** Every digit. */
  | "exact"
  /** All but one. */
  | "near"
  /** It is another one. */
  | "differs"
  /** The list has none, or none was read. */
  | "missing";

/** One copy of the class. */
export interface Assignment {
  /** Which copy. */
  copy: number;
  /** How far its candidate is known. */
  mode: MatchMode;
  /** How far its candidate's score lies above that of the best other one on the list; below 0 when the best one has another copy. Without a candidate: how far the two best are apart. */
  margin: number;
  /** Who else it could be: at most `PROPOSALS`, its candidate first, then by score. */
  proposals: Proposal[];
  /** Why a person should look; empty with `MatchMode::Auto`. */
  reasons: MatchReason[];
  /** Whose it is; with `MatchMode::Semi` the one whom the whole class leaves for it, until a person says so. */
  candidate?: Candidate | null;
}

/** Whether a candidate was there, and handed in a paper. An absence is never a zero: see `Attendance::code`. */
export type Attendance =
  /** Not there. */
  | "absent"
  /** Not there, and need not be. */
  | "excused"
  /** There, and handed in no paper. */
  | "handed_in_nothing"
  /** There, with a paper. */
  | "present"
  /** There, and suspected of fraud: the paper counts when a person says so. */
  | "suspected_fraud";

export namespace Attendance {
  /** What stands where a mark would, for whoever has none. */
  function code(attendance: Attendance): string | null;
  /** Whether a paper is expected of such a candidate. */
  function expectsPaper(attendance: Attendance): boolean;
}

export type BirthDate = string;

export namespace BirthDate {
  /**
   * The day, if the calendar has it.
   * @param year The year: 1900 to 2100.
   * @param month The month, from 1.
   * @param day The day of the month, from 1.
   */
  function create(year: number, month: number, day: number): BirthDate | null;
}

/** Somebody who was expected to hand in a paper. */
export interface Candidate {
  /** Surname, as the list writes it; never empty. */
  last_name: string;
  /** Other texts that the list gives for this person alone: a second surname, further numbers, a login. */
  also?: string[];
  /** Birth date. */
  birth_date?: BirthDate | null;
  /** Class. */
  class?: string | null;
  /** E-mail address. */
  email?: string | null;
  /**
   * First name, as the list writes it; empty where the list gives none.
   * @default ""
   */
  first_name?: string;
  /** Groups, courses and options, each once as the list names it. */
  groups?: string[];
  /** The line of the list, from 1; the header is line 1. 0 where nobody was read from a list. */
  line?: number;
  /** The candidate's number: the national one where the list has several. */
  number?: string | null;
}

export namespace Candidate {
  /** Every text by which the candidate could be recognised. */
  function needles(candidate: Candidate): string[];
}

/** What was read of one copy: once for each header of it, if there are several. */
export interface CopyReading {
  /** Which copy, from 0. */
  copy: number;
  /** Birth date; in JSON a text that is none counts as not read. */
  birth_date?: DateRead | null;
  /**
   * How likely each of them is right: 0..=1; anything else counts as 0. In JSON 1 where nothing is said.
   * @default 1
   */
  confidence?: number;
  /** First name. */
  first_name?: string | null;
  /** Surname. */
  last_name?: string | null;
  /** Candidate number. */
  number?: string | null;
}

/** One candidate of the counting sheet. */
export interface Counted {
  /** Who. */
  candidate: Candidate;
  /** Whether there. */
  attendance: Attendance;
  /** Whether a person said so; else the pile does. */
  said: boolean;
  /** The candidate's copies: those matched, and those that claim the same candidate. */
  copies: number[];
  /** What a person must settle; `null` where paper and attendance agree. */
  open?: Unsettled | null;
}

/** The counting sheet, and whether it can be agreed. */
export interface CountedSheet {
  /** Every candidate, in the order of the list. */
  candidates: Counted[];
  /** By class, in the order of their names; candidates without a class stand under an empty one. */
  classes: { [key: string]: Papers };
  /** All classes, and the copies that are nobody's. */
  total: Papers;
  /** Copies without a candidate. */
  nobody_s: number[];
  /** Whether nothing is open: every paper is somebody's, and whoever has none has a reason. */
  is_settled: boolean;
}

export type DateRead = string;

export namespace DateRead {
  /** The day that was read, if the calendar has it. */
  function date(dateRead: DateRead): BirthDate | null;
  /**
   * How many of the eight digits are not those of this day.
   * @param date The day.
   */
  function wrongDigits(dateRead: DateRead, date: BirthDate): number;
}

/** How far a copy's candidate is known. */
export type MatchMode =
  /** Beyond doubt: nobody need look. */
  | "AUTO"
  /** A person chooses among proposals. */
  | "SEMI"
  /** A person reads the paper. */
  | "MANUAL";

/** Why a copy is not `AUTO`. */
export type MatchReason =
  /** Nothing was read that could tell a candidate. */
  | "nothing_read"
  /** Nobody on the list fits. */
  | "nobody_fits"
  /** More candidates fit equally well than a person would look at. */
  | "too_many"
  /** Another copy claims the same candidate. */
  | "claimed_twice"
  /** The candidate who fits best has another copy. */
  | "taken"
  /** Somebody on the list has the same name, and the same birth date or none. */
  | "namesake"
  /** No birth date was read. */
  | "birth_date_missing"
  /** One digit of the birth date is another. */
  | "birth_date_near"
  /** The birth date is another. */
  | "birth_date_differs"
  /** The list gives no birth date, and the number is not exactly the candidate's. */
  | "number_not_exact"
  /** No first name was read, and others on the list have such a surname. */
  | "surname_shared"
  /** The name is too unlike the candidate's. */
  | "name_unlike"
  /** All in all it fits too poorly. */
  | "fits_poorly"
  /** Somebody else fits nearly as well. */
  | "second_too_near";

/** A class, matched. */
export interface Matching {
  /** Every copy, by number. */
  assignments: Assignment[];
  /** Candidates whom several copies claim, in the order of the list. */
  conflicts: MatchingConflict[];
  /** Candidates without a copy, in the order of the list. */
  missing: Candidate[];
  /** Copies without a candidate. */
  surplus: number[];
}

/** Copies that claim one candidate: a second script, the two halves of one, or a wrong reading. A person decides; `copy::merge` joins. */
export interface MatchingConflict {
  /** The candidate. */
  candidate: Candidate;
  /** The copies, at least two. */
  copies: number[];
}

/** The papers of a class, or of all. */
export interface Papers {
  /** Candidates. */
  candidates: number;
  /** How many candidates there are of each kind. */
  attendance: { [key: string]: number };
  /** Papers that should be there: one of every candidate of whom nobody said otherwise. */
  expected: number;
  /** Candidates of whom a paper is found. */
  found: number;
  /** Papers that should be there, and are not. */
  missing: number;
  /** Papers that are there, and should not be: second copies, and of candidates who were not there. */
  surplus: number;
}

/** A candidate who could have written a copy. */
export interface Proposal {
  /** Who. */
  candidate: Candidate;
  /** How well what was read fits: 0..=1. */
  score: number;
  /** How alike the names are: 0..=1. */
  name: number;
  /** The birth date. */
  birth_date: Agreement;
  /** The candidate number. */
  number: Agreement;
  /** Another copy that this candidate has. */
  other_copy?: number | null;
}

/** What was read in one header. What could not be read is left out. */
export interface Reading {
  /** Birth date; in JSON a text that is none counts as not read. */
  birth_date?: DateRead | null;
  /**
   * How likely each of them is right: 0..=1; anything else counts as 0. In JSON 1 where nothing is said.
   * @default 1
   */
  confidence?: number;
  /** First name. */
  first_name?: string | null;
  /** Surname. */
  last_name?: string | null;
  /** Candidate number. */
  number?: string | null;
}

export namespace Reading {
  /**
   * How much more likely one candidate wrote both headers than two did: a natural logarithm of odds.
   * @param other What was read in another.
   */
  function sameCandidate(reading: Reading, other: Reading): number;
}

/** The candidates of an exam, in the order of the list. */
export interface Roster {
  candidates: Candidate[];
  remarks: RosterRemark[];
}

export namespace Roster {
  /** Every text by which one of the candidates could be recognised, each once. */
  function needles(roster: Roster): string[];
  /**
   * Reads the list of candidates as a school exports it: taken whole, or refused naming every bad line.
   * @param csv The file: CSV in UTF-8, UTF-16 or Windows-1252.
   */
  function read(csv: Uint8Array, options?: {
    /** What reading it may cost. */
    limits?: Limits;
  }): Roster;
}

/** What a person should know of a roster that was taken; lines only, nobody's name. */
export type RosterRemark =
  /** The line has the candidate number, the e-mail address, or the name and birth date of an earlier line. */
  | { kind: "duplicate"; line: number; first: number; same: Same }
  /** Nothing tells the surname from the first name: the first word was taken for the surname. */
  | { kind: "name_guessed"; line: number };

/** What a person said of a candidate. */
export interface Said {
  /** The candidate's line of the list. */
  line: number;
  /** Whether the candidate was there. */
  attendance: Attendance;
}

/** What two lines of a roster share. */
export type Same =
  /** The e-mail address. */
  | "email"
  /** Names and birth date. */
  | "name_and_birth_date"
  /** The candidate number. */
  | "number";

/** What keeps a counting sheet from being agreed. */
export type Unsettled =
  /** No paper is there, and nobody said why. */
  | "no_paper"
  /** Said to be there, and no paper is found. */
  | "paper_missing"
  /** Said not to be there, or to have handed in nothing, and a paper is found. */
  | "paper_surplus"
  /** More than one copy. */
  | "several_copies";

export namespace CountingSheet {
  /**
   * Counts papers found, expected, missing and surplus.
   * @param roster Who was expected.
   * @param matching Whose copy is whose.
   */
  function of(roster: Roster, matching: Matching, options?: {
    /** What a person said of candidates. */
    said?: Said[];
  }): CountedSheet;
}

/**
 * Finds whose copy is whose, for the whole class at once.
 * @param roster Who was expected.
 * @param readings What was read of each copy.
 */
export function matchCopies(roster: Roster, readings: CopyReading[], options?: {
  /** Copies that are there beside the ones that were read. */
  copies?: number[];
} & CallOptions): Promise<Matching>;

/**
 * A name as names are compared.
 * @param name The name.
 */
export function normalise(name: string): string;
