"""Zones that hide a candidate, found.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass as _dataclass
from dataclasses import field as _field
from enum import StrEnum as _StrEnum
from typing import Any

from . import _korrigo as _native
from . import _run
from . import booklet as _booklet
from . import document as _document
from . import redact as _redact
from . import words as _words

__all__ = [
    "AutoOptions",
    "FoundZones",
    "Note",
    "ShowThrough",
    "of_copy",
    "of_document",
]


class ShowThrough(_StrEnum):
    """What is done about the backs of headers, where a name may show through."""

    ALWAYS = "always"
    """The place behind the name is hidden on every back."""
    NEVER = "never"
    """Nothing."""
    WHERE_SEEN = "where_seen"
    """The place behind the name is hidden where ink was seen to show through somewhere on the back. What the candidate
    wrote at that place is hidden with it.
    """
    WHERE_UNWRITTEN = "where_unwritten"
    """The same, where nobody wrote on the back. Where somebody did, an answer may stand behind the name: a person
    decides.
    """
    WHAT_SHOWS = "what_shows"
    """Every back is looked at: what shows is taken away and what was written stays. Where one cannot be told from the
    other, a back that nobody wrote on is hidden, and else the redaction is refused.
    """


@_dataclass(frozen=True, slots=True, kw_only=True)
class AutoOptions:
    """How zones are found."""

    barcodes: bool = True
    """Whether barcodes are hidden."""
    confidence: float = 0.9
    """How sure a header must be, or that there is none: 0 to 1."""
    margin: float = 8.5
    """How far a zone reaches beyond what was seen, in points."""
    show_through: ShowThrough = _field(default_factory=lambda: ShowThrough.WHAT_SHOWS)
    """What is done about the backs of headers."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"barcodes": self.barcodes, "confidence": self.confidence, "margin": self.margin, "show_through": self.show_through}

    @staticmethod
    def from_json(value: Any) -> AutoOptions:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return AutoOptions(
            barcodes=value.get("barcodes", True),
            confidence=value.get("confidence", 0.9),
            margin=value.get("margin", 8.5),
            show_through=_run.known(ShowThrough, value["show_through"]) if "show_through" in value else ShowThrough.WHAT_SHOWS,
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FoundZones:
    """What was found to hide."""

    zones: tuple[_redact.Zone, ...]
    """What is emptied."""
    backs: tuple[_redact.Back, ...]
    """Backs of headers, of which only what shows through goes."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"zones": [one.to_json() for one in self.zones], "backs": [one.to_json() for one in self.backs]}

    @staticmethod
    def from_json(value: Any) -> FoundZones:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FoundZones(
            zones=tuple([_redact.Zone.from_json(one) for one in value["zones"]]),
            backs=tuple([_redact.Back.from_json(one) for one in value["backs"]]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing on one page that is not stored as the scan stored it, or was left out."""

    page: int
    """The page of the copy, from 0."""
    id: _words.PageId
    """The page's name for ever."""
    kind: _redact.NoteKind
    """What was done."""
    cause: str | None = None
    """What stood in the way, where an error said so: its detail, such as `jpeg.unsupported`."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"page": self.page, "id": self.id, "kind": self.kind}
        if self.cause is not None:
            said["cause"] = self.cause
        return said

    @staticmethod
    def from_json(value: Any) -> Note:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Note(
            page=value["page"],
            id=value["id"],
            kind=_run.known(_redact.NoteKind, value["kind"]),
            cause=value.get("cause"),
        )


def of_copy(
    plan: _booklet.SplitPlan,
    copy: int,
    sources: Sequence[_document.Document | _run.Source],
    *,
    findings: _booklet.Findings | None = None,
    notes: Sequence[Note] | None = None,
    options: AutoOptions | None = None,
    straighten: bool | None = None,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> FoundZones:
    """The zones of a split copy, on its own pages.

    plan: The split plan.
    copy: The copy, from 0.
    sources: The plan's scans, in its order.
    findings: What was seen on them.
    notes: What splitting the copy noted.
    options: How zones are found.
    straighten: Whether the copy's pages were turned straight. Default: True.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    items: list[Any] = []
    given: dict[str, Any] = {"plan": plan.to_json(), "copy": copy, "sources": [_run.put(items, one) for one in sources]}
    if findings is not None:
        given["findings"] = findings.to_json()
    if notes is not None:
        given["notes"] = [one.to_json() for one in notes]
    if options is not None:
        given["options"] = options.to_json()
    if straighten is not None:
        given["straighten"] = straighten
    value = _run.long("redact::auto::of_copy", given, items, progress, cancel, threads)[0]
    return FoundZones.from_json(value)


def of_document(
    document: _document.Document | _run.Source,
    *,
    options: AutoOptions | None = None,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> FoundZones:
    """The zones of a file that nobody was asked about.

    document: A file of one candidate: A4 pages, or sides of A3 sheets.
    options: How zones are found.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    items: list[Any] = []
    given: dict[str, Any] = {"document": _run.put(items, document)}
    if options is not None:
        given["options"] = options.to_json()
    value = _run.long("redact::auto::of_document", given, items, progress, cancel, threads)[0]
    return FoundZones.from_json(value)
