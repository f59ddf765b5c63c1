"""Marked papers: annotations and results drawn over pages that stay as they are.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass as _dataclass
from dataclasses import field as _field
from typing import Any

from . import _korrigo as _native
from . import _run
from . import copy as _copy
from . import document as _document
from . import exam as _exam
from . import exchange as _exchange
from . import redact as _redact
from . import words as _words

__all__ = [
    "FlattenOptions",
    "FlattenedFile",
    "Marking",
    "PaperVerified",
    "Summary",
    "VerifiedPaper",
    "verify",
    "write",
    "write_for_marker",
]


@_dataclass(frozen=True, slots=True, kw_only=True)
class FlattenOptions:
    """How a copy is given back."""

    archive: bool = False
    """Whether the file keeps to PDF/A-2b, or 3b when something is attached. Data compressed by LZW are then compressed
    anew; everything else that an archive may not hold refuses the file.
    """
    attach: bool = False
    """Whether a record of marks and scan is attached, for `verify` and for programs. It holds what the file says of
    whose paper it is, and nothing more.
    """
    authors: bool = False
    """Whether annotations of the PDF name their authors."""
    editable: bool = False
    """Whether marks are annotations of the PDF, which other programs list and change, instead of drawn over it. They
    look alike; nothing of the copy's pages but their list of annotations changes, and annotations that other
    programs put there stay.
    """
    language: _words.Language = _field(default_factory=lambda: _words.Language.FRENCH)
    """The language of our own words."""
    marks_only: bool = False
    """Whether the pages under the marks are left empty, for printing onto the paper itself."""
    summary_first: bool = False
    """Whether the summary stands in front of the copy instead of behind it."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"archive": self.archive, "attach": self.attach, "authors": self.authors, "editable": self.editable, "language": self.language, "marks_only": self.marks_only, "summary_first": self.summary_first}

    @staticmethod
    def from_json(value: Any) -> FlattenOptions:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FlattenOptions(
            archive=value.get("archive", False),
            attach=value.get("attach", False),
            authors=value.get("authors", False),
            editable=value.get("editable", False),
            language=_run.known(_words.Language, value["language"]) if "language" in value else _words.Language.FRENCH,
            marks_only=value.get("marks_only", False),
            summary_first=value.get("summary_first", False),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FlattenedFile:
    """A paper that goes back."""

    pdf: bytes
    """The PDF."""
    pages: int
    """Pages of the copy."""
    added: int
    """Pages of ours: summary and notes."""

    def _pack(self, items: list[Any]) -> dict[str, Any]:
        return {"pdf": _run.put(items, self.pdf), "pages": self.pages, "added": self.added}

    @staticmethod
    def _unpack(value: Any, items: Sequence[Any]) -> FlattenedFile:
        return FlattenedFile(
            pdf=items[value["pdf"]],
            pages=value["pages"],
            added=value["added"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """What is drawn over a copy."""

    annotations: Sequence[_copy.Annotation] = ()
    """The annotations, in any order."""
    events: _copy.ChainHash | None = None
    """The last link of the copy's chain, for an attached record."""
    others: Sequence[_exchange.Other] = ()
    """What other programs put on the pages, for an editable file."""
    summary: Summary | None = None
    """What the paper came to; without it no page is added for it."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"annotations": [one.to_json() for one in self.annotations], "others": [one.to_json() for one in self.others]}
        if self.events is not None:
            said["events"] = self.events
        if self.summary is not None:
            said["summary"] = self.summary.to_json()
        return said

    @staticmethod
    def from_json(value: Any) -> Marking:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Marking(
            annotations=tuple([_copy.Annotation.from_json(one) for one in value["annotations"]]) if "annotations" in value else (),
            events=value.get("events"),
            others=tuple([_exchange.Other.from_json(one) for one in value["others"]]) if "others" in value else (),
            summary=None if value.get("summary") is None else Summary.from_json(value["summary"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class PaperVerified:
    """What was compared, and what came out."""

    seal: bool
    """The record is as it was sealed."""
    scan: bool
    """The copy's pages show, byte for byte, what was marked."""
    drawn: bool
    """Drawn again, the file is the same to the last byte. (Another version of korrigo may draw otherwise, and so do
    other fonts.)
    """
    events: _copy.ChainHash | None = None
    """The last link of the copy's chain when the paper was drawn."""
    recomputed: _exam.Total | None = None
    """The total that the scores come to."""
    total: bool | None = None
    """The scores come to the total that the record tells; `None` when it tells none."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"seal": self.seal, "scan": self.scan, "drawn": self.drawn}
        if self.events is not None:
            said["events"] = self.events
        if self.recomputed is not None:
            said["recomputed"] = self.recomputed.to_json()
        if self.total is not None:
            said["total"] = self.total
        return said

    @staticmethod
    def from_json(value: Any) -> PaperVerified:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PaperVerified(
            seal=value["seal"],
            scan=value["scan"],
            drawn=value["drawn"],
            events=value.get("events"),
            recomputed=None if value.get("recomputed") is None else _exam.Total.from_json(value["recomputed"]),
            total=value.get("total"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a paper came to."""

    scores: _exam.Scores
    """What was scored."""
    exam: str = ""
    """What the exam is called."""
    marker: str | None = None
    """Who marked it, as the reader may know it."""
    scheme: _exam.Scheme | None = None
    """The marking scheme."""
    variant: str | None = None
    """The subject, where the exam has several."""
    who: str = ""
    """Whose paper it is, as the reader may know it."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"scores": self.scores.to_json(), "exam": self.exam, "who": self.who}
        if self.marker is not None:
            said["marker"] = self.marker
        if self.scheme is not None:
            said["scheme"] = self.scheme.to_json()
        if self.variant is not None:
            said["variant"] = self.variant
        return said

    @staticmethod
    def from_json(value: Any) -> Summary:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Summary(
            scores=_exam.Scores.from_json(value["scores"]),
            exam=value.get("exam", ""),
            marker=value.get("marker"),
            scheme=None if value.get("scheme") is None else _exam.Scheme.from_json(value["scheme"]),
            variant=value.get("variant"),
            who=value.get("who", ""),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedPaper:
    """Whether a paper is genuine."""

    verified: PaperVerified
    """What was checked."""
    is_sound: bool
    """Whether all of it holds."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"verified": self.verified.to_json(), "is_sound": self.is_sound}

    @staticmethod
    def from_json(value: Any) -> VerifiedPaper:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return VerifiedPaper(
            verified=PaperVerified.from_json(value["verified"]),
            is_sound=value["is_sound"],
        )


def verify(
    document: _document.Document | _run.Source,
    *,
    fonts: Sequence[_run.Source] | None = None,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> VerifiedPaper:
    """Whether a paper's scan, marks and total are those it was made of.

    document: The paper.
    fonts: The fonts that it was made with, beside the standard one.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    items: list[Any] = []
    given: dict[str, Any] = {"document": _run.put(items, document)}
    if fonts is not None:
        given["fonts"] = [_run.put(items, one) for one in fonts]
    value = _run.long("flatten::verify", given, items, progress, cancel, threads)[0]
    return VerifiedPaper.from_json(value)


def write(
    document: _document.Document | _run.Source,
    pages: Sequence[_words.PageId],
    *,
    fonts: Sequence[_run.Source] | None = None,
    marking: Marking | None = None,
    options: FlattenOptions | None = None,
    to: _run.StrPath | None = None,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> FlattenedFile:
    """The copy with its marks drawn over it, and what it came to.

    document: The copy as it was split.
    pages: The names of its pages, in order.
    fonts: Fonts for characters that the standard one lacks.
    marking: What is drawn over it.
    options: How it is given back.
    to: A path to write the file to, as a whole or not at all; the bytes are left empty then.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    items: list[Any] = []
    given: dict[str, Any] = {"document": _run.put(items, document), "pages": list(pages)}
    if fonts is not None:
        given["fonts"] = [_run.put(items, one) for one in fonts]
    if marking is not None:
        given["marking"] = marking.to_json()
    if options is not None:
        given["options"] = options.to_json()
    value, made = _run.long("flatten::write", given, items, progress, cancel, threads, to)
    return FlattenedFile._unpack(value, made)


def write_for_marker(
    copy: _redact.RedactedPdf,
    id: str,
    pages: Sequence[_words.PageId],
    *,
    fonts: Sequence[_run.Source] | None = None,
    marking: Marking | None = None,
    options: FlattenOptions | None = None,
    to: _run.StrPath | None = None,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> FlattenedFile:
    """The same over a redacted copy: nothing says whose it is.

    copy: The redacted copy.
    id: Its anonymous id.
    pages: The names of its pages, in order.
    fonts: Fonts for characters that the standard one lacks.
    marking: What is drawn over it.
    options: How it is given back.
    to: A path to write the file to, as a whole or not at all; the bytes are left empty then.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    items: list[Any] = []
    given: dict[str, Any] = {"copy": _run.put(items, copy), "id": id, "pages": list(pages)}
    if fonts is not None:
        given["fonts"] = [_run.put(items, one) for one in fonts]
    if marking is not None:
        given["marking"] = marking.to_json()
    if options is not None:
        given["options"] = options.to_json()
    value, made = _run.long("flatten::write_for_marker", given, items, progress, cancel, threads, to)
    return FlattenedFile._unpack(value, made)
