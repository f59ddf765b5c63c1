"""Mark books, results and statistics as files; papers as one file.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass as _dataclass
from dataclasses import field as _field
from pathlib import Path as _Path
from typing import Any
from typing import overload as _overload

from . import _korrigo as _native
from . import _run
from . import copy as _copy
from . import document as _document
from . import exam as _exam
from . import roster as _roster
from . import words as _words
from ._korrigo import call as _call

__all__ = [
    "Archive",
    "Entry",
    "FileNames",
    "MarkBook",
    "MarkBookRow",
    "Packed",
    "Pronote",
    "PronoteRemark",
    "PronoteRemarkCommentCut",
    "PronoteRemarkMarkClamped",
    "PronoteRemarkNoBirthDate",
    "PronoteRemarkNotGraded",
    "PronoteRemarkUnknown",
    "SheetFiles",
    "TitledPaper",
    "Wanted",
    "merge",
    "outline_title",
    "paper_name",
    "pronote",
    "results",
    "statistics",
]


class PronoteRemark:
    """What is not in the file as it is in the results, and for how many candidates.

    One of `PronoteRemarkCommentCut`, `PronoteRemarkMarkClamped`, `PronoteRemarkNoBirthDate`,
    `PronoteRemarkNotGraded`, or `PronoteRemarkUnknown` of a newer korrigo.
    """

    __slots__ = ()

    def to_json(self) -> Any:
        """This as the value that JSON has for it."""
        raise NotImplementedError

    @staticmethod
    def from_json(value: Any) -> PronoteRemark:
        """Reads what `to_json` or the engine gave."""
        kind = _PRONOTE_REMARK.get(value["kind"])
        return PronoteRemarkUnknown(json=value) if kind is None else kind.from_json(value)



@_dataclass(frozen=True, slots=True, kw_only=True)
class PronoteRemarkCommentCut(PronoteRemark):
    """Comments of more than 500 characters were cut."""

    count: int
    """How many."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "comment_cut", "count": self.count}

    @staticmethod
    def from_json(value: Any) -> PronoteRemarkCommentCut:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PronoteRemarkCommentCut(
            count=value["count"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class PronoteRemarkMarkClamped(PronoteRemark):
    """Marks below 0 or above 20 were moved to the end of the scale."""

    count: int
    """How many."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "mark_clamped", "count": self.count}

    @staticmethod
    def from_json(value: Any) -> PronoteRemarkMarkClamped:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PronoteRemarkMarkClamped(
            count=value["count"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class PronoteRemarkNoBirthDate(PronoteRemark):
    """No birth date is known: Pronote tells homonyms apart by it."""

    count: int
    """How many."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "no_birth_date", "count": self.count}

    @staticmethod
    def from_json(value: Any) -> PronoteRemarkNoBirthDate:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PronoteRemarkNoBirthDate(
            count=value["count"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class PronoteRemarkNotGraded(PronoteRemark):
    """Candidates are left out: they were there, and no graded copy of theirs is."""

    count: int
    """How many."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "not_graded", "count": self.count}

    @staticmethod
    def from_json(value: Any) -> PronoteRemarkNotGraded:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PronoteRemarkNotGraded(
            count=value["count"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class PronoteRemarkUnknown(PronoteRemark):
    """What a newer korrigo knows: kept as it is."""

    json: Any

    def to_json(self) -> Any:
        """This as it was read."""
        return self.json

    @staticmethod
    def from_json(value: Any) -> PronoteRemarkUnknown:
        """Keeps what is not known."""
        return PronoteRemarkUnknown(json=value)


_PRONOTE_REMARK: dict[Any, type[PronoteRemark]] = {
    "comment_cut": PronoteRemarkCommentCut,
    "mark_clamped": PronoteRemarkMarkClamped,
    "no_birth_date": PronoteRemarkNoBirthDate,
    "not_graded": PronoteRemarkNotGraded,
}


@_dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file of an archive."""

    name: str
    """The name that somebody would like for it, without an ending."""
    ending: str
    """The ending, without a full stop."""
    file: _run.Source
    """The file."""

    def _pack(self, items: list[Any]) -> dict[str, Any]:
        return {"name": self.name, "ending": self.ending, "file": _run.put(items, self.file)}

    @staticmethod
    def _unpack(value: Any, items: Sequence[Any]) -> Entry:
        return Entry(
            name=value["name"],
            ending=value["ending"],
            file=items[value["file"]],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class MarkBook:
    """The results of an exam, as they are stored (`korrigo.results/1`)."""

    format: str
    """`korrigo.results/1`."""
    results: tuple[MarkBookRow, ...]
    """Candidates and copies, in the order in which they will stand in tables."""
    coefficient: _exam.Mark | None = None
    """What the mark counts in an average: one decimal, 1 when nobody says otherwise."""
    exam: str = ""
    """What the exam is called."""
    scale: _exam.Mark | None = None
    """What totals are given in: the scheme's scale, or 20, when nobody says otherwise."""
    scheme: _exam.Scheme | None = None
    """What the exam was marked by, where there is one."""
    subject: str = ""
    """The subject, as the mark book calls it."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"format": self.format, "results": [one.to_json() for one in self.results], "exam": self.exam, "subject": self.subject}
        if self.coefficient is not None:
            said["coefficient"] = _run.mark(self.coefficient)
        if self.scale is not None:
            said["scale"] = _run.mark(self.scale)
        if self.scheme is not None:
            said["scheme"] = self.scheme.to_json()
        return said

    @staticmethod
    def from_json(value: Any) -> MarkBook:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return MarkBook(
            format=value["format"],
            results=tuple([MarkBookRow.from_json(one) for one in value["results"]]),
            coefficient=None if value.get("coefficient") is None else _exam.read_mark(value["coefficient"]),
            exam=value.get("exam", ""),
            scale=None if value.get("scale") is None else _exam.read_mark(value["scale"]),
            scheme=None if value.get("scheme") is None else _exam.Scheme.from_json(value["scheme"]),
            subject=value.get("subject", ""),
        )

    @staticmethod
    def create(subject: str, rows: Sequence[MarkBookRow]) -> MarkBook:
        """A mark book in the scale of 20, with the coefficient 1 and no scheme.

        subject: The subject, as the mark book calls it.
        rows: Candidates and copies, in the order in which they will stand in tables.
        """
        value = _call("export::MarkBook::new", {"subject": subject, "rows": [one.to_json() for one in rows]})[0]
        return MarkBook.from_json(value)

    @staticmethod
    def read(json: _run.Source, *, limits: _words.Limits | None = None) -> MarkBook:
        """Reads the results of an exam.

        json: The file: bytes of JSON.
        limits: What reading it may cost.
        """
        items: list[Any] = []
        given: dict[str, Any] = {"json": _run.put(items, json)}
        if limits is not None:
            given["limits"] = limits.to_json()
        value = _call("export::MarkBook::read", given, items)[0]
        return MarkBook.from_json(value)


@_dataclass(frozen=True, slots=True, kw_only=True)
class MarkBookRow:
    """A candidate, a copy, or both."""

    anonymous_id: _exam.AnonymousId | None = None
    """What the copy is called without a name."""
    appreciation: str = ""
    """The general comment."""
    attendance: _roster.Attendance = _field(default_factory=lambda: _roster.Attendance.PRESENT)
    """Whether the candidate was there."""
    candidate: _roster.Candidate | None = None
    """Who; nobody for a copy that nobody is known for."""
    deltas: tuple[_exam.Mark, ...] = ()
    """The points of the annotations."""
    marker: str | None = None
    """Who marked it."""
    remarks: Mapping[str, str] = _field(default_factory=dict)
    """What the marker wrote, by question."""
    scores: Mapping[str, _exam.Score] = _field(default_factory=dict)
    """What the marker gave, by question."""
    status: _copy.Status | None = None
    """Where the copy stands; nothing where there is no copy."""
    total: _exam.Mark | None = None
    """What it comes to; it follows from the scores where there are any."""
    variant: str | None = None
    """The subject of the copy, where the scheme has several."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"appreciation": self.appreciation, "attendance": self.attendance, "deltas": [_run.mark(one) for one in self.deltas], "remarks": dict(self.remarks), "scores": {key: _run.mark(one) for key, one in self.scores.items()}}
        if self.anonymous_id is not None:
            said["anonymous_id"] = self.anonymous_id
        if self.candidate is not None:
            said["candidate"] = self.candidate.to_json()
        if self.marker is not None:
            said["marker"] = self.marker
        if self.status is not None:
            said["status"] = self.status
        if self.total is not None:
            said["total"] = _run.mark(self.total)
        if self.variant is not None:
            said["variant"] = self.variant
        return said

    @staticmethod
    def from_json(value: Any) -> MarkBookRow:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return MarkBookRow(
            anonymous_id=None if value.get("anonymous_id") is None else _exam.AnonymousId(value["anonymous_id"]),
            appreciation=value.get("appreciation", ""),
            attendance=_run.known(_roster.Attendance, value["attendance"]) if "attendance" in value else _roster.Attendance.PRESENT,
            candidate=None if value.get("candidate") is None else _roster.Candidate.from_json(value["candidate"]),
            deltas=tuple([_exam.read_mark(one) for one in value["deltas"]]) if "deltas" in value else (),
            marker=value.get("marker"),
            remarks=value.get("remarks", {}),
            scores={key: _exam.read_score(one) for key, one in value["scores"].items()} if "scores" in value else {},
            status=None if value.get("status") is None else _run.known(_copy.Status, value["status"]),
            total=None if value.get("total") is None else _exam.read_mark(value["total"]),
            variant=value.get("variant"),
        )

    def is_graded(self) -> bool:
        """Whether there is a copy and it is marked."""
        value: bool = _call("export::MarkBookRow::is_graded", {"this": self.to_json()})[0]
        return value


@_dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A ZIP archive."""

    zip: bytes
    """The archive."""
    names: tuple[str, ...]
    """The names of its files, in order."""

    def _pack(self, items: list[Any]) -> dict[str, Any]:
        return {"zip": _run.put(items, self.zip), "names": list(self.names)}

    @staticmethod
    def _unpack(value: Any, items: Sequence[Any]) -> Packed:
        return Packed(
            zip=items[value["zip"]],
            names=tuple(value["names"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Pronote:
    """A mark book for Pronote."""

    csv: bytes
    """The file: UTF-8 with a byte order mark."""
    candidates: int
    """How many candidates stand in it."""
    marks: int
    """Of these, how many with a mark."""
    remarks: tuple[PronoteRemark, ...]
    """What a person should know; each kind once."""

    def _pack(self, items: list[Any]) -> dict[str, Any]:
        return {"csv": _run.put(items, self.csv), "candidates": self.candidates, "marks": self.marks, "remarks": [one.to_json() for one in self.remarks]}

    @staticmethod
    def _unpack(value: Any, items: Sequence[Any]) -> Pronote:
        return Pronote(
            csv=items[value["csv"]],
            candidates=value["candidates"],
            marks=value["marks"],
            remarks=tuple([PronoteRemark.from_json(one) for one in value["remarks"]]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class SheetFiles:
    """One or more tables, in two spellings."""

    rows: int
    """How many rows there are in all tables, without heads."""
    csv: bytes
    """As CSV: UTF-8 with a byte order mark."""
    workbook: bytes
    """As a workbook (XLSX), a sheet a table."""

    def _pack(self, items: list[Any]) -> dict[str, Any]:
        return {"rows": self.rows, "csv": _run.put(items, self.csv), "workbook": _run.put(items, self.workbook)}

    @staticmethod
    def _unpack(value: Any, items: Sequence[Any]) -> SheetFiles:
        return SheetFiles(
            rows=value["rows"],
            csv=items[value["csv"]],
            workbook=items[value["workbook"]],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class TitledPaper:
    """One of the papers of a merged PDF."""

    title: str
    """What the outline calls it."""
    document: _document.Document | _run.Source
    """The paper."""

    def _pack(self, items: list[Any]) -> dict[str, Any]:
        return {"title": self.title, "document": _run.put(items, self.document)}

    @staticmethod
    def _unpack(value: Any, items: Sequence[Any]) -> TitledPaper:
        return TitledPaper(
            title=value["title"],
            document=_document.Document._of(items[value["document"]]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody would like to call a file."""

    name: str
    """The name, without an ending."""
    ending: str
    """The ending, without a full stop."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"name": self.name, "ending": self.ending}

    @staticmethod
    def from_json(value: Any) -> Wanted:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Wanted(
            name=value["name"],
            ending=value["ending"],
        )


class Archive:
    """Calls of the engine's `Archive`."""

    __slots__ = ()

    @staticmethod
    def finish(
        entries: Sequence[Entry],
        *,
        to: _run.StrPath | None = None,
        progress: _run.Progress | None = None,
        cancel: _native.Cancel | None = None,
        threads: int | None = None,
    ) -> Packed:
        """Many files as one ZIP, each under a safe name. The same files give the same bytes.

        entries: The files.
        to: A path to write the file to, as a whole or not at all; the bytes are left empty then.
        progress: Called with how much is done and how much there is, on this thread.
        cancel: Ends the call from another thread.
        threads: So many threads work on pages, instead of one a core.
        """
        items: list[Any] = []
        value, made = _run.long("export::Archive::finish", {"entries": [one._pack(items) for one in entries]}, items, progress, cancel, threads, to)
        return Packed._unpack(value, made)


class FileNames:
    """Calls of the engine's `FileNames`."""

    __slots__ = ()

    @staticmethod
    def take(wanted: Sequence[Wanted]) -> tuple[str, ...]:
        """Names of files in one folder, made safe, each once.

        wanted: What somebody would like to call each file.
        """
        value = _call("export::FileNames::take", {"wanted": [one.to_json() for one in wanted]})[0]
        return tuple(value)


@_overload
def merge(
    papers: Sequence[TitledPaper],
    *,
    to: None = None,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> bytes: ...

@_overload
def merge(
    papers: Sequence[TitledPaper],
    *,
    to: _run.StrPath,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> _Path: ...

def merge(
    papers: Sequence[TitledPaper],
    *,
    to: _run.StrPath | None = None,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> bytes | _Path:
    """Many papers as one PDF, with an outline that leads to each.

    papers: The papers, in order.
    to: A path to write the file to, as a whole or not at all; it is given back instead of the bytes.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    items: list[Any] = []
    data: bytes = _run.long("export::merge", {"papers": [one._pack(items) for one in papers]}, items, progress, cancel, threads, to)[1][0]
    return data if to is None else _Path(to)


def outline_title(row: MarkBookRow, names: bool) -> str | None:
    """What an outline calls a copy: its anonymous id, or the candidate's name.

    row: The entry of the copy.
    names: Whether to name the candidate.
    """
    value: str | None = _call("export::outline_title", {"row": row.to_json(), "names": names})[0]
    return value


def paper_name(row: MarkBookRow, names: bool) -> str | None:
    """The name of a copy's file, without its ending: its anonymous id, or the candidate's name.

    row: The entry of the copy.
    names: Whether to name the candidate.
    """
    value: str | None = _call("export::paper_name", {"row": row.to_json(), "names": names})[0]
    return value


def pronote(book: MarkBook) -> Pronote:
    """Writes the mark book that schools import into Pronote.

    book: The results.
    """
    value, made = _call("export::pronote", {"book": book.to_json()})
    return Pronote._unpack(value, made)


def results(book: MarkBook, *, language: _words.Language | None = None) -> SheetFiles:
    """The results as a table for people: a row for every entry.

    book: The results.
    language: The language of heads and words. Default: english.
    """
    given: dict[str, Any] = {"book": book.to_json()}
    if language is not None:
        given["language"] = language
    value, made = _call("export::results", given)
    return SheetFiles._unpack(value, made)


def statistics(book: MarkBook, *, language: _words.Language | None = None) -> SheetFiles:
    """The statistics of an exam as tables for people.

    book: The results.
    language: The language of heads and words. Default: english.
    """
    given: dict[str, Any] = {"book": book.to_json()}
    if language is not None:
        given["language"] = language
    value, made = _call("export::statistics", given)
    return SheetFiles._unpack(value, made)
