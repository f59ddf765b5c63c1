"""Who was expected, and whose copy is whose.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass as _dataclass
from enum import StrEnum as _StrEnum
from typing import Any

from . import _korrigo as _native
from . import _run
from . import words as _words
from ._korrigo import call as _call

__all__ = [
    "Agreement",
    "Assignment",
    "Attendance",
    "BirthDate",
    "Candidate",
    "CopyReading",
    "Counted",
    "CountedSheet",
    "CountingSheet",
    "DateRead",
    "MatchMode",
    "MatchReason",
    "Matching",
    "MatchingConflict",
    "Papers",
    "Proposal",
    "Reading",
    "Roster",
    "RosterRemark",
    "RosterRemarkDuplicate",
    "RosterRemarkNameGuessed",
    "RosterRemarkUnknown",
    "Said",
    "Same",
    "Unsettled",
    "match_copies",
    "normalise",
]


class BirthDate(str):
    """A text of its own kind."""

    __slots__ = ()

    @staticmethod
    def create(year: int, month: int, day: int) -> BirthDate | None:
        """The day, if the calendar has it.

        year: The year: 1900 to 2100.
        month: The month, from 1.
        day: The day of the month, from 1.
        """
        value = _call("roster::BirthDate::new", {"year": year, "month": month, "day": day})[0]
        return (None if value is None else BirthDate(value))


class DateRead(str):
    """A text of its own kind."""

    __slots__ = ()

    def date(self) -> BirthDate | None:
        """The day that was read, if the calendar has it."""
        value = _call("roster::DateRead::date", {"this": self})[0]
        return (None if value is None else BirthDate(value))

    def wrong_digits(self, date: str) -> int:
        """How many of the eight digits are not those of this day.

        date: The day.
        """
        value: int = _call("roster::DateRead::wrong_digits", {"this": self, "date": date})[0]
        return value


class Agreement(_StrEnum):
    """How a birth date or a number agrees with what was read."""

    EXACT = "exact"
    """Every digit."""
    NEAR = "near"
    """All but one."""
    DIFFERS = "differs"
    """It is another one."""
    MISSING = "missing"
    """The list has none, or none was read."""


class Attendance(_StrEnum):
    """Whether a candidate was there, and handed in a paper. An absence is never a zero: see `Attendance::code`."""

    ABSENT = "absent"
    """Not there."""
    EXCUSED = "excused"
    """Not there, and need not be."""
    HANDED_IN_NOTHING = "handed_in_nothing"
    """There, and handed in no paper."""
    PRESENT = "present"
    """There, with a paper."""
    SUSPECTED_FRAUD = "suspected_fraud"
    """There, and suspected of fraud: the paper counts when a person says so."""

    def code(self) -> str | None:
        """What stands where a mark would, for whoever has none."""
        value: str | None = _call("roster::Attendance::code", {"this": self})[0]
        return value

    def expects_paper(self) -> bool:
        """Whether a paper is expected of such a candidate."""
        value: bool = _call("roster::Attendance::expects_paper", {"this": self})[0]
        return value


class MatchMode(_StrEnum):
    """How far a copy's candidate is known."""

    AUTO = "AUTO"
    """Beyond doubt: nobody need look."""
    SEMI = "SEMI"
    """A person chooses among proposals."""
    MANUAL = "MANUAL"
    """A person reads the paper."""


class MatchReason(_StrEnum):
    """Why a copy is not `AUTO`."""

    NOTHING_READ = "nothing_read"
    """Nothing was read that could tell a candidate."""
    NOBODY_FITS = "nobody_fits"
    """Nobody on the list fits."""
    TOO_MANY = "too_many"
    """More candidates fit equally well than a person would look at."""
    CLAIMED_TWICE = "claimed_twice"
    """Another copy claims the same candidate."""
    TAKEN = "taken"
    """The candidate who fits best has another copy."""
    NAMESAKE = "namesake"
    """Somebody on the list has the same name, and the same birth date or none."""
    BIRTH_DATE_MISSING = "birth_date_missing"
    """No birth date was read."""
    BIRTH_DATE_NEAR = "birth_date_near"
    """One digit of the birth date is another."""
    BIRTH_DATE_DIFFERS = "birth_date_differs"
    """The birth date is another."""
    NUMBER_NOT_EXACT = "number_not_exact"
    """The list gives no birth date, and the number is not exactly the candidate's."""
    SURNAME_SHARED = "surname_shared"
    """No first name was read, and others on the list have such a surname."""
    NAME_UNLIKE = "name_unlike"
    """The name is too unlike the candidate's."""
    FITS_POORLY = "fits_poorly"
    """All in all it fits too poorly."""
    SECOND_TOO_NEAR = "second_too_near"
    """Somebody else fits nearly as well."""


class Same(_StrEnum):
    """What two lines of a roster share."""

    EMAIL = "email"
    """The e-mail address."""
    NAME_AND_BIRTH_DATE = "name_and_birth_date"
    """Names and birth date."""
    NUMBER = "number"
    """The candidate number."""


class Unsettled(_StrEnum):
    """What keeps a counting sheet from being agreed."""

    NO_PAPER = "no_paper"
    """No paper is there, and nobody said why."""
    PAPER_MISSING = "paper_missing"
    """Said to be there, and no paper is found."""
    PAPER_SURPLUS = "paper_surplus"
    """Said not to be there, or to have handed in nothing, and a paper is found."""
    SEVERAL_COPIES = "several_copies"
    """More than one copy."""


class RosterRemark:
    """What a person should know of a roster that was taken; lines only, nobody's name.

    One of `RosterRemarkDuplicate`, `RosterRemarkNameGuessed`, or `RosterRemarkUnknown` of a newer korrigo.
    """

    __slots__ = ()

    def to_json(self) -> Any:
        """This as the value that JSON has for it."""
        raise NotImplementedError

    @staticmethod
    def from_json(value: Any) -> RosterRemark:
        """Reads what `to_json` or the engine gave."""
        kind = _ROSTER_REMARK.get(value["kind"])
        return RosterRemarkUnknown(json=value) if kind is None else kind.from_json(value)



@_dataclass(frozen=True, slots=True, kw_only=True)
class RosterRemarkDuplicate(RosterRemark):
    """The line has the candidate number, the e-mail address, or the name and birth date of an earlier line."""

    line: int
    """The line."""
    first: int
    """The earlier line."""
    same: Same
    """What is the same."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "duplicate", "line": self.line, "first": self.first, "same": self.same}

    @staticmethod
    def from_json(value: Any) -> RosterRemarkDuplicate:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return RosterRemarkDuplicate(
            line=value["line"],
            first=value["first"],
            same=_run.known(Same, value["same"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class RosterRemarkNameGuessed(RosterRemark):
    """Nothing tells the surname from the first name: the first word was taken for the surname."""

    line: int
    """The line."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "name_guessed", "line": self.line}

    @staticmethod
    def from_json(value: Any) -> RosterRemarkNameGuessed:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return RosterRemarkNameGuessed(
            line=value["line"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class RosterRemarkUnknown(RosterRemark):
    """What a newer korrigo knows: kept as it is."""

    json: Any

    def to_json(self) -> Any:
        """This as it was read."""
        return self.json

    @staticmethod
    def from_json(value: Any) -> RosterRemarkUnknown:
        """Keeps what is not known."""
        return RosterRemarkUnknown(json=value)


_ROSTER_REMARK: dict[Any, type[RosterRemark]] = {
    "duplicate": RosterRemarkDuplicate,
    "name_guessed": RosterRemarkNameGuessed,
}


@_dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One copy of the class."""

    copy: int
    """Which copy."""
    mode: MatchMode
    """How far its candidate is known."""
    margin: float
    """How far its candidate's score lies above that of the best other one on the list; below 0 when the best one has
    another copy. Without a candidate: how far the two best are apart.
    """
    proposals: tuple[Proposal, ...]
    """Who else it could be: at most `PROPOSALS`, its candidate first, then by score."""
    reasons: tuple[MatchReason, ...]
    """Why a person should look; empty with `MatchMode::Auto`."""
    candidate: Candidate | None = None
    """Whose it is; with `MatchMode::Semi` the one whom the whole class leaves for it, until a person says so."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"copy": self.copy, "mode": self.mode, "margin": self.margin, "proposals": [one.to_json() for one in self.proposals], "reasons": list(self.reasons)}
        if self.candidate is not None:
            said["candidate"] = self.candidate.to_json()
        return said

    @staticmethod
    def from_json(value: Any) -> Assignment:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Assignment(
            copy=value["copy"],
            mode=_run.known(MatchMode, value["mode"]),
            margin=value["margin"],
            proposals=tuple([Proposal.from_json(one) for one in value["proposals"]]),
            reasons=tuple([_run.known(MatchReason, one) for one in value["reasons"]]),
            candidate=None if value.get("candidate") is None else Candidate.from_json(value["candidate"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who was expected to hand in a paper. Never shown in `Debug`."""

    last_name: str
    """Surname, as the list writes it; never empty."""
    also: tuple[str, ...] = ()
    """Other texts that the list gives for this person alone: a second surname, further numbers, a login."""
    birth_date: BirthDate | None = None
    """Birth date."""
    class_: str | None = None
    """Class."""
    email: str | None = None
    """E-mail address."""
    first_name: str = ""
    """First name, as the list writes it; empty where the list gives none."""
    groups: tuple[str, ...] = ()
    """Groups, courses and options, each once as the list names it."""
    line: int | None = None
    """The line of the list, from 1; the header is line 1. 0 where nobody was read from a list."""
    number: str | None = None
    """The candidate's number: the national one where the list has several."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"last_name": self.last_name, "also": list(self.also), "first_name": self.first_name, "groups": list(self.groups)}
        if self.birth_date is not None:
            said["birth_date"] = self.birth_date
        if self.class_ is not None:
            said["class"] = self.class_
        if self.email is not None:
            said["email"] = self.email
        if self.line is not None:
            said["line"] = self.line
        if self.number is not None:
            said["number"] = self.number
        return said

    @staticmethod
    def from_json(value: Any) -> Candidate:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Candidate(
            last_name=value["last_name"],
            also=tuple(value["also"]) if "also" in value else (),
            birth_date=None if value.get("birth_date") is None else BirthDate(value["birth_date"]),
            class_=value.get("class"),
            email=value.get("email"),
            first_name=value.get("first_name", ""),
            groups=tuple(value["groups"]) if "groups" in value else (),
            line=value.get("line"),
            number=value.get("number"),
        )

    def needles(self) -> tuple[str, ...]:
        """Every text by which the candidate could be recognised."""
        value = _call("roster::Candidate::needles", {"this": self.to_json()})[0]
        return tuple(value)


@_dataclass(frozen=True, slots=True, kw_only=True)
class CopyReading:
    """What was read of one copy: once for each header of it, if there are several."""

    copy: int
    """Which copy, from 0."""
    birth_date: str | None = None
    """Birth date; in JSON a text that is none counts as not read."""
    confidence: float = 1.0
    """How likely each of them is right: 0..=1; anything else counts as 0. In JSON 1 where nothing is said."""
    first_name: str | None = None
    """First name."""
    last_name: str | None = None
    """Surname."""
    number: str | None = None
    """Candidate number."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"copy": self.copy, "confidence": self.confidence}
        if self.birth_date is not None:
            said["birth_date"] = self.birth_date
        if self.first_name is not None:
            said["first_name"] = self.first_name
        if self.last_name is not None:
            said["last_name"] = self.last_name
        if self.number is not None:
            said["number"] = self.number
        return said

    @staticmethod
    def from_json(value: Any) -> CopyReading:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CopyReading(
            copy=value["copy"],
            birth_date=None if value.get("birth_date") is None else DateRead(value["birth_date"]),
            confidence=value.get("confidence", 1.0),
            first_name=value.get("first_name"),
            last_name=value.get("last_name"),
            number=value.get("number"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One candidate of the counting sheet."""

    candidate: Candidate
    """Who."""
    attendance: Attendance
    """Whether there."""
    said: bool
    """Whether a person said so; else the pile does."""
    copies: tuple[int, ...]
    """The candidate's copies: those matched, and those that claim the same candidate."""
    open: Unsettled | None = None
    """What a person must settle; `None` where paper and attendance agree."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"candidate": self.candidate.to_json(), "attendance": self.attendance, "said": self.said, "copies": list(self.copies)}
        if self.open is not None:
            said["open"] = self.open
        return said

    @staticmethod
    def from_json(value: Any) -> Counted:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Counted(
            candidate=Candidate.from_json(value["candidate"]),
            attendance=_run.known(Attendance, value["attendance"]),
            said=value["said"],
            copies=tuple(value["copies"]),
            open=None if value.get("open") is None else _run.known(Unsettled, value["open"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CountedSheet:
    """The counting sheet, and whether it can be agreed."""

    candidates: tuple[Counted, ...]
    """Every candidate, in the order of the list."""
    classes: Mapping[str, Papers]
    """By class, in the order of their names; candidates without a class stand under an empty one."""
    total: Papers
    """All classes, and the copies that are nobody's."""
    nobody_s: tuple[int, ...]
    """Copies without a candidate."""
    is_settled: bool
    """Whether nothing is open: every paper is somebody's, and whoever has none has a reason."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"candidates": [one.to_json() for one in self.candidates], "classes": {key: one.to_json() for key, one in self.classes.items()}, "total": self.total.to_json(), "nobody_s": list(self.nobody_s), "is_settled": self.is_settled}

    @staticmethod
    def from_json(value: Any) -> CountedSheet:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CountedSheet(
            candidates=tuple([Counted.from_json(one) for one in value["candidates"]]),
            classes={key: Papers.from_json(one) for key, one in value["classes"].items()},
            total=Papers.from_json(value["total"]),
            nobody_s=tuple(value["nobody_s"]),
            is_settled=value["is_settled"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """A class, matched."""

    assignments: tuple[Assignment, ...]
    """Every copy, by number."""
    conflicts: tuple[MatchingConflict, ...]
    """Candidates whom several copies claim, in the order of the list."""
    missing: tuple[Candidate, ...]
    """Candidates without a copy, in the order of the list."""
    surplus: tuple[int, ...]
    """Copies without a candidate."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"assignments": [one.to_json() for one in self.assignments], "conflicts": [one.to_json() for one in self.conflicts], "missing": [one.to_json() for one in self.missing], "surplus": list(self.surplus)}

    @staticmethod
    def from_json(value: Any) -> Matching:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Matching(
            assignments=tuple([Assignment.from_json(one) for one in value["assignments"]]),
            conflicts=tuple([MatchingConflict.from_json(one) for one in value["conflicts"]]),
            missing=tuple([Candidate.from_json(one) for one in value["missing"]]),
            surplus=tuple(value["surplus"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class MatchingConflict:
    """Copies that claim one candidate: a second script, the two halves of one, or a wrong reading. A person decides;
    `copy::merge` joins.
    """

    candidate: Candidate
    """The candidate."""
    copies: tuple[int, ...]
    """The copies, at least two."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"candidate": self.candidate.to_json(), "copies": list(self.copies)}

    @staticmethod
    def from_json(value: Any) -> MatchingConflict:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return MatchingConflict(
            candidate=Candidate.from_json(value["candidate"]),
            copies=tuple(value["copies"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """The papers of a class, or of all."""

    candidates: int
    """Candidates."""
    attendance: Mapping[str, int]
    """How many candidates there are of each kind."""
    expected: int
    """Papers that should be there: one of every candidate of whom nobody said otherwise."""
    found: int
    """Candidates of whom a paper is found."""
    missing: int
    """Papers that should be there, and are not."""
    surplus: int
    """Papers that are there, and should not be: second copies, and of candidates who were not there."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"candidates": self.candidates, "attendance": dict(self.attendance), "expected": self.expected, "found": self.found, "missing": self.missing, "surplus": self.surplus}

    @staticmethod
    def from_json(value: Any) -> Papers:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Papers(
            candidates=value["candidates"],
            attendance=value["attendance"],
            expected=value["expected"],
            found=value["found"],
            missing=value["missing"],
            surplus=value["surplus"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A candidate who could have written a copy."""

    candidate: Candidate
    """Who."""
    score: float
    """How well what was read fits: 0..=1."""
    name: float
    """How alike the names are: 0..=1."""
    birth_date: Agreement
    """The birth date."""
    number: Agreement
    """The candidate number."""
    other_copy: int | None = None
    """Another copy that this candidate has."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"candidate": self.candidate.to_json(), "score": self.score, "name": self.name, "birth_date": self.birth_date, "number": self.number}
        if self.other_copy is not None:
            said["other_copy"] = self.other_copy
        return said

    @staticmethod
    def from_json(value: Any) -> Proposal:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Proposal(
            candidate=Candidate.from_json(value["candidate"]),
            score=value["score"],
            name=value["name"],
            birth_date=_run.known(Agreement, value["birth_date"]),
            number=_run.known(Agreement, value["number"]),
            other_copy=value.get("other_copy"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read in one header. What could not be read is left out. Never shown in `Debug`."""

    birth_date: str | None = None
    """Birth date; in JSON a text that is none counts as not read."""
    confidence: float = 1.0
    """How likely each of them is right: 0..=1; anything else counts as 0. In JSON 1 where nothing is said."""
    first_name: str | None = None
    """First name."""
    last_name: str | None = None
    """Surname."""
    number: str | None = None
    """Candidate number."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"confidence": self.confidence}
        if self.birth_date is not None:
            said["birth_date"] = self.birth_date
        if self.first_name is not None:
            said["first_name"] = self.first_name
        if self.last_name is not None:
            said["last_name"] = self.last_name
        if self.number is not None:
            said["number"] = self.number
        return said

    @staticmethod
    def from_json(value: Any) -> Reading:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Reading(
            birth_date=None if value.get("birth_date") is None else DateRead(value["birth_date"]),
            confidence=value.get("confidence", 1.0),
            first_name=value.get("first_name"),
            last_name=value.get("last_name"),
            number=value.get("number"),
        )

    def same_candidate(self, other: Reading) -> float:
        """How much more likely one candidate wrote both headers than two did: a natural logarithm of odds.

        other: What was read in another.
        """
        value: float = _call("roster::Reading::same_candidate", {"this": self.to_json(), "other": other.to_json()})[0]
        return value


@_dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The candidates of an exam, in the order of the list."""

    candidates: tuple[Candidate, ...]
    """"""
    remarks: tuple[RosterRemark, ...]
    """"""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"candidates": [one.to_json() for one in self.candidates], "remarks": [one.to_json() for one in self.remarks]}

    @staticmethod
    def from_json(value: Any) -> Roster:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Roster(
            candidates=tuple([Candidate.from_json(one) for one in value["candidates"]]),
            remarks=tuple([RosterRemark.from_json(one) for one in value["remarks"]]),
        )

    def needles(self) -> tuple[str, ...]:
        """Every text by which one of the candidates could be recognised, each once."""
        value = _call("roster::Roster::needles", {"this": self.to_json()})[0]
        return tuple(value)

    @staticmethod
    def read(csv: _run.Source, *, limits: _words.Limits | None = None) -> Roster:
        """Reads the list of candidates as a school exports it: taken whole, or refused naming every bad line.

        csv: The file: CSV in UTF-8, UTF-16 or Windows-1252.
        limits: What reading it may cost.
        """
        items: list[Any] = []
        given: dict[str, Any] = {"csv": _run.put(items, csv)}
        if limits is not None:
            given["limits"] = limits.to_json()
        value = _call("roster::Roster::read", given, items)[0]
        return Roster.from_json(value)


@_dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person said of a candidate."""

    line: int
    """The candidate's line of the list."""
    attendance: Attendance
    """Whether the candidate was there."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"line": self.line, "attendance": self.attendance}

    @staticmethod
    def from_json(value: Any) -> Said:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Said(
            line=value["line"],
            attendance=_run.known(Attendance, value["attendance"]),
        )


class CountingSheet:
    """Calls of the engine's `CountingSheet`."""

    __slots__ = ()

    @staticmethod
    def of(roster: Roster, matching: Matching, *, said: Sequence[Said] | None = None) -> CountedSheet:
        """Counts papers found, expected, missing and surplus.

        roster: Who was expected.
        matching: Whose copy is whose.
        said: What a person said of candidates.
        """
        given: dict[str, Any] = {"roster": roster.to_json(), "matching": matching.to_json()}
        if said is not None:
            given["said"] = [one.to_json() for one in said]
        value = _call("roster::CountingSheet::of", given)[0]
        return CountedSheet.from_json(value)


def match_copies(
    roster: Roster,
    readings: Sequence[CopyReading],
    *,
    copies: Sequence[int] | None = None,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> Matching:
    """Finds whose copy is whose, for the whole class at once.

    roster: Who was expected.
    readings: What was read of each copy.
    copies: Copies that are there beside the ones that were read.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    given: dict[str, Any] = {"roster": roster.to_json(), "readings": [one.to_json() for one in readings]}
    if copies is not None:
        given["copies"] = list(copies)
    value = _run.long("roster::match_copies", given, (), progress, cancel, threads)[0]
    return Matching.from_json(value)


def normalise(name: str) -> str:
    """A name as names are compared.

    name: The name.
    """
    value: str = _call("roster::normalise", {"name": name})[0]
    return value
