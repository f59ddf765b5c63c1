"""Words that all rooms use.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from dataclasses import dataclass as _dataclass
from enum import StrEnum as _StrEnum
from typing import Any
from typing import TypeAlias as _TypeAlias


__all__ = [
    "Code",
    "Error",
    "Language",
    "Limits",
    "PageId",
    "SourceHash",
]


Code: _TypeAlias = str
"""A text of its own kind."""


PageId: _TypeAlias = str
"""A text of its own kind."""


SourceHash: _TypeAlias = str
"""A text of its own kind."""


class Language(_StrEnum):
    """A language of reports and messages."""

    ENGLISH = "english"
    """English."""
    FRENCH = "french"
    """French."""


@_dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """A value."""

    code: Code
    """"""
    message: str
    """"""
    also: tuple[Error, ...] = ()
    """"""
    detail: str | None = None
    """"""
    hint: str | None = None
    """"""
    page: int | None = None
    """"""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"code": self.code, "message": self.message, "also": [one.to_json() for one in self.also]}
        if self.detail is not None:
            said["detail"] = self.detail
        if self.hint is not None:
            said["hint"] = self.hint
        if self.page is not None:
            said["page"] = self.page
        return said

    @staticmethod
    def from_json(value: Any) -> Error:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Error(
            code=value["code"],
            message=value["message"],
            also=tuple([Error.from_json(one) for one in value["also"]]) if "also" in value else (),
            detail=value.get("detail"),
            hint=value.get("hint"),
            page=value.get("page"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that a call may read, decode and do; what is left out is as for a school."""

    max_candidates: int | None = None
    """Candidates of one roster."""
    max_decoded_bytes: int | None = None
    """Bytes that one page may decode to."""
    max_depth: int | None = None
    """Nesting of objects."""
    max_file_bytes: int | None = None
    """Bytes of one input file."""
    max_image_pixels: int | None = None
    """Pixels of one image."""
    max_objects: int | None = None
    """Objects of one file."""
    max_pages: int | None = None
    """Pages of one input file."""
    max_work: int | None = None
    """Steps of work on one page."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {}
        if self.max_candidates is not None:
            said["max_candidates"] = self.max_candidates
        if self.max_decoded_bytes is not None:
            said["max_decoded_bytes"] = self.max_decoded_bytes
        if self.max_depth is not None:
            said["max_depth"] = self.max_depth
        if self.max_file_bytes is not None:
            said["max_file_bytes"] = self.max_file_bytes
        if self.max_image_pixels is not None:
            said["max_image_pixels"] = self.max_image_pixels
        if self.max_objects is not None:
            said["max_objects"] = self.max_objects
        if self.max_pages is not None:
            said["max_pages"] = self.max_pages
        if self.max_work is not None:
            said["max_work"] = self.max_work
        return said

    @staticmethod
    def from_json(value: Any) -> Limits:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Limits(
            max_candidates=value.get("max_candidates"),
            max_decoded_bytes=value.get("max_decoded_bytes"),
            max_depth=value.get("max_depth"),
            max_file_bytes=value.get("max_file_bytes"),
            max_image_pixels=value.get("max_image_pixels"),
            max_objects=value.get("max_objects"),
            max_pages=value.get("max_pages"),
            max_work=value.get("max_work"),
        )
