"""Scans of any kind as PDFs.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass as _dataclass
from typing import Any

from . import _korrigo as _native
from . import _run
from . import words as _words

__all__ = [
    "NamedFile",
    "WrappedFile",
    "to_pdf",
]


@_dataclass(frozen=True, slots=True, kw_only=True)
class NamedFile:
    """A file with the name it came with."""

    name: str
    """The name."""
    source: _run.Source
    """The file."""

    def _pack(self, items: list[Any]) -> dict[str, Any]:
        return {"name": self.name, "source": _run.put(items, self.source)}

    @staticmethod
    def _unpack(value: Any, items: Sequence[Any]) -> NamedFile:
        return NamedFile(
            name=value["name"],
            source=items[value["source"]],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class WrappedFile:
    """A file as a PDF."""

    name: str
    """The name it came with, or that of the pile it belongs to."""
    pdf: bytes
    """The PDF."""
    density_assumed: tuple[int, ...]
    """Pages, from 0, whose density was not in the image and was assumed."""

    def _pack(self, items: list[Any]) -> dict[str, Any]:
        return {"name": self.name, "pdf": _run.put(items, self.pdf), "density_assumed": list(self.density_assumed)}

    @staticmethod
    def _unpack(value: Any, items: Sequence[Any]) -> WrappedFile:
        return WrappedFile(
            name=value["name"],
            pdf=items[value["pdf"]],
            density_assumed=tuple(value["density_assumed"]),
        )


def to_pdf(
    files: Sequence[NamedFile],
    *,
    limits: _words.Limits | None = None,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> tuple[WrappedFile, ...]:
    """Scans of any kind as PDFs: images become pages.

    files: The files, in any order: PDFs stay as they are, images become pages.
    limits: What reading them may cost.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    items: list[Any] = []
    given: dict[str, Any] = {"files": [one._pack(items) for one in files]}
    if limits is not None:
        given["limits"] = limits.to_json()
    value, made = _run.long("document::wrap::to_pdf", given, items, progress, cancel, threads)
    return tuple([WrappedFile._unpack(one, made) for one in value])
