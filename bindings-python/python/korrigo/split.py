"""Copies' own files, without loss.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass as _dataclass
from typing import Any

from . import _korrigo as _native
from . import _run
from . import auto as _auto
from . import booklet as _booklet
from . import document as _document
from . import words as _words

__all__ = [
    "SplitFile",
    "SplitOptions",
    "apply",
    "copy",
    "review_page",
]


@_dataclass(frozen=True, slots=True, kw_only=True)
class SplitFile:
    """A copy's file."""

    index: int
    """The copy's index in the plan; for a page of the review tray, its place in the tray."""
    pdf: bytes
    """The PDF."""
    pages: tuple[_words.PageId, ...]
    """The names of its pages, in order: they stand nowhere in the file."""
    notes: tuple[_auto.Note, ...]
    """What is not stored as the scan stored it, by page."""

    def _pack(self, items: list[Any]) -> dict[str, Any]:
        return {"index": self.index, "pdf": _run.put(items, self.pdf), "pages": list(self.pages), "notes": [one.to_json() for one in self.notes]}

    @staticmethod
    def _unpack(value: Any, items: Sequence[Any]) -> SplitFile:
        return SplitFile(
            index=value["index"],
            pdf=items[value["pdf"]],
            pages=tuple(value["pages"]),
            notes=tuple([_auto.Note.from_json(one) for one in value["notes"]]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class SplitOptions:
    """How copies are written."""

    keep_uncut: bool = False
    """Keeps a page whole that holds what cannot be cut, and notes it (`NoteKind::KeptWhole`): the other half is then
    in the file too, so a person must look before anybody else gets it. Without it such a page refuses its copy.
    """
    straighten: bool = True
    """Turns skewed halves straight, by a matrix. Without it a page looks as it was scanned; it is cut along the same
    slanted line.
    """

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"keep_uncut": self.keep_uncut, "straighten": self.straighten}

    @staticmethod
    def from_json(value: Any) -> SplitOptions:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return SplitOptions(
            keep_uncut=value.get("keep_uncut", False),
            straighten=value.get("straighten", True),
        )


def apply(
    plan: _booklet.SplitPlan,
    sources: Sequence[_document.Document | _run.Source],
    *,
    options: SplitOptions | None = None,
    take: Callable[[SplitFile], object] | None = None,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> tuple[SplitFile, ...]:
    """Writes every copy of the plan. A caller that takes copies as they are written gets them in any order and an
    empty list at the end; else all are given together, in order.

    plan: The plan.
    sources: The plan's scans, in its order.
    options: How copies are written.
    take: Called with each as soon as it is there, instead of giving all at the end.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    items: list[Any] = []
    given: dict[str, Any] = {"plan": plan.to_json(), "sources": [_run.put(items, one) for one in sources]}
    if options is not None:
        given["options"] = options.to_json()
    value, made = _run.long("split::apply", given, items, progress, cancel, threads, None, _run.taker(take, SplitFile._unpack))
    return tuple([SplitFile._unpack(one, made) for one in value])


def copy(
    plan: _booklet.SplitPlan,
    index: int,
    sources: Sequence[_document.Document | _run.Source],
    *,
    options: SplitOptions | None = None,
    to: _run.StrPath | None = None,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> SplitFile:
    """Writes one copy of the plan.

    plan: The plan.
    index: The copy, or the place in the review tray, from 0.
    sources: The plan's scans, in its order.
    options: How copies are written.
    to: A path to write the file to, as a whole or not at all; the bytes are left empty then.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    items: list[Any] = []
    given: dict[str, Any] = {"plan": plan.to_json(), "index": index, "sources": [_run.put(items, one) for one in sources]}
    if options is not None:
        given["options"] = options.to_json()
    value, made = _run.long("split::copy", given, items, progress, cancel, threads, to)
    return SplitFile._unpack(value, made)


def review_page(
    plan: _booklet.SplitPlan,
    index: int,
    sources: Sequence[_document.Document | _run.Source],
    *,
    options: SplitOptions | None = None,
    to: _run.StrPath | None = None,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> SplitFile:
    """Writes one page of the review tray.

    plan: The plan.
    index: The copy, or the place in the review tray, from 0.
    sources: The plan's scans, in its order.
    options: How copies are written.
    to: A path to write the file to, as a whole or not at all; the bytes are left empty then.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    items: list[Any] = []
    given: dict[str, Any] = {"plan": plan.to_json(), "index": index, "sources": [_run.put(items, one) for one in sources]}
    if options is not None:
        given["options"] = options.to_json()
    value, made = _run.long("split::review_page", given, items, progress, cancel, threads, to)
    return SplitFile._unpack(value, made)
