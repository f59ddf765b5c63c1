"""Annotations from and to other programs.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass as _dataclass
from pathlib import Path as _Path
from typing import Any
from typing import overload as _overload

from . import _korrigo as _native
from . import _run
from . import copy as _copy
from . import document as _document
from . import geometry as _geometry
from . import words as _words
from ._korrigo import call as _call

__all__ = [
    "Annotations",
    "Other",
    "Pages",
    "PaperPage",
    "Simplified",
    "from_json",
    "from_pdf",
    "from_xfdf",
    "to_json",
    "to_xfdf",
]


@_dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """Annotations as files hold them."""

    own: tuple[_copy.Annotation, ...]
    """Those that korrigo draws."""
    others: tuple[Other, ...] = ()
    """What other programs put there and ours cannot say, as it stands."""
    simplified: tuple[Simplified, ...] = ()
    """Those of `own` that another program made, and what was left of them on the way."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"own": [one.to_json() for one in self.own], "others": [one.to_json() for one in self.others], "simplified": [one.to_json() for one in self.simplified]}

    @staticmethod
    def from_json(value: Any) -> Annotations:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Annotations(
            own=tuple([_copy.Annotation.from_json(one) for one in value["own"]]),
            others=tuple([Other.from_json(one) for one in value["others"]]) if "others" in value else (),
            simplified=tuple([Simplified.from_json(one) for one in value["simplified"]]) if "simplified" in value else (),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """An annotation of another program that ours cannot say. Its texts are never shown in `Debug`."""

    kind: str
    """Its type, as its file names it."""
    id: str | None = None
    """Its name, where it has one."""
    left_out: tuple[str, ...] = ()
    """What of it is not written back: it acts."""
    page: _words.PageId | None = None
    """The page it lies on; `None` for what belongs to the file as a whole."""
    reply_to: str | None = None
    """The name of the annotation that it answers."""
    pdf: Any = None
    """"""
    xfdf: str = ""
    """"""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"kind": self.kind, "left_out": list(self.left_out), "xfdf": self.xfdf}
        if self.id is not None:
            said["id"] = self.id
        if self.page is not None:
            said["page"] = self.page
        if self.reply_to is not None:
            said["reply_to"] = self.reply_to
        if self.pdf is not None:
            said["pdf"] = self.pdf
        return said

    @staticmethod
    def from_json(value: Any) -> Other:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Other(
            kind=value["kind"],
            id=value.get("id"),
            left_out=tuple(value["left_out"]) if "left_out" in value else (),
            page=value.get("page"),
            reply_to=value.get("reply_to"),
            pdf=value.get("pdf"),
            xfdf=value.get("xfdf", ""),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage:
    """A page of a copy, as programs that place annotations in points need it."""

    id: _words.PageId
    """Its name."""
    visible: tuple[float, float, float, float]
    """What is shown of it, in the file's own unit: left, bottom, right, top."""
    rotate: _geometry.Rotation = 0
    """Quarter turns clockwise that the file asks for, in degrees."""
    user_unit: float = 1.0
    """The size of the file's own unit in points."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"id": self.id, "visible": list(self.visible), "rotate": self.rotate, "user_unit": self.user_unit}

    @staticmethod
    def from_json(value: Any) -> PaperPage:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PaperPage(
            id=value["id"],
            visible=(value["visible"][0], value["visible"][1], value["visible"][2], value["visible"][3]),
            rotate=value.get("rotate", 0),
            user_unit=value.get("user_unit", 1.0),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Simplified:
    """An annotation of another program that became one of ours."""

    id: _copy.AnnotationId
    """Which."""
    without: tuple[str, ...]
    """The keys or attributes that said something ours cannot say."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"id": self.id, "without": list(self.without)}

    @staticmethod
    def from_json(value: Any) -> Simplified:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Simplified(
            id=value["id"],
            without=tuple(value["without"]),
        )


class Pages:
    """Calls of the engine's `Pages`."""

    __slots__ = ()

    @staticmethod
    def of(document: _document.Document | _run.Source, pages: Sequence[_words.PageId]) -> tuple[PaperPage, ...]:
        """The pages of a copy, for XFDF.

        document: The copy.
        pages: The names of its pages, in order.
        """
        items: list[Any] = []
        value = _call("flatten::exchange::Pages::of", {"document": _run.put(items, document), "pages": list(pages)}, items)[0]
        return tuple([PaperPage.from_json(one) for one in value])


def from_json(json: _run.Source, pages: Sequence[_words.PageId]) -> Annotations:
    """Reads annotations as JSON.

    json: The file.
    pages: The names of the copy's pages, in order.
    """
    items: list[Any] = []
    value = _call("flatten::exchange::from_json", {"json": _run.put(items, json), "pages": list(pages)}, items)[0]
    return Annotations.from_json(value)


def from_pdf(
    document: _document.Document | _run.Source,
    pages: Sequence[_words.PageId],
    *,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> Annotations:
    """Reads the annotations of a PDF.

    document: The copy, with annotations of any program.
    pages: The names of its pages, in order.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    items: list[Any] = []
    value = _run.long("flatten::exchange::from_pdf", {"document": _run.put(items, document), "pages": list(pages)}, items, progress, cancel, threads)[0]
    return Annotations.from_json(value)


def from_xfdf(xfdf: _run.Source, pages: Sequence[PaperPage]) -> Annotations:
    """Reads annotations as XFDF.

    xfdf: The file.
    pages: The copy's pages.
    """
    items: list[Any] = []
    value = _call("flatten::exchange::from_xfdf", {"xfdf": _run.put(items, xfdf), "pages": [one.to_json() for one in pages]}, items)[0]
    return Annotations.from_json(value)


@_overload
def to_json(annotations: Annotations, *, to: None = None) -> bytes: ...

@_overload
def to_json(annotations: Annotations, *, to: _run.StrPath) -> _Path: ...

def to_json(annotations: Annotations, *, to: _run.StrPath | None = None) -> bytes | _Path:
    """Writes annotations as JSON.

    annotations: The annotations.
    to: A path to write the file to, as a whole or not at all; it is given back instead of the bytes.
    """
    data: bytes = _call("flatten::exchange::to_json", {"annotations": annotations.to_json()}, (), to=to)[1][0]
    return data if to is None else _Path(to)


@_overload
def to_xfdf(
    annotations: Annotations,
    pages: Sequence[PaperPage],
    *,
    authors: bool | None = None,
    to: None = None,
) -> bytes: ...

@_overload
def to_xfdf(
    annotations: Annotations,
    pages: Sequence[PaperPage],
    *,
    authors: bool | None = None,
    to: _run.StrPath,
) -> _Path: ...

def to_xfdf(
    annotations: Annotations,
    pages: Sequence[PaperPage],
    *,
    authors: bool | None = None,
    to: _run.StrPath | None = None,
) -> bytes | _Path:
    """Writes annotations as XFDF.

    annotations: The annotations.
    pages: The copy's pages.
    authors: Whether the file says who made them. Default: False.
    to: A path to write the file to, as a whole or not at all; it is given back instead of the bytes.
    """
    given: dict[str, Any] = {"annotations": annotations.to_json(), "pages": [one.to_json() for one in pages]}
    if authors is not None:
        given["authors"] = authors
    data: bytes = _call("flatten::exchange::to_xfdf", given, (), to=to)[1][0]
    return data if to is None else _Path(to)
