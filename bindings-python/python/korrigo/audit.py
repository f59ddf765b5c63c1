"""What could still tell who wrote a PDF.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass as _dataclass
from enum import StrEnum as _StrEnum
from typing import Any

from . import _korrigo as _native
from . import _run
from . import geometry as _geometry
from . import redact as _redact
from . import words as _words

__all__ = [
    "Audit",
    "AuditFinding",
    "Audited",
    "Expected",
    "FindingKind",
    "audit",
]


class FindingKind(_StrEnum):
    """What kind of thing an audit found."""

    ACTIVE_CONTENT = "active_content"
    """Something that acts or leads out of the file: a script, a link to the network, a form that sends."""
    ANNOTATION_IN_ZONE = "annotation_in_zone"
    """An annotation whose rectangle touches a zone."""
    COVERED_IMAGE = "covered_image"
    """A picture that something opaque is drawn over."""
    COVERED_TEXT = "covered_text"
    """Text that something opaque is drawn over: a filled path or an image."""
    EARLIER_REVISION = "earlier_revision"
    """Objects of an earlier state of the file, or of no state that a reader shows."""
    EMBEDDED_FILE = "embedded_file"
    """A file inside the file."""
    HIDDEN_LAYER = "hidden_layer"
    """Optional content that is off, or an annotation that is not shown."""
    IMAGE_METADATA = "image_metadata"
    """What a camera, a scanner or a program wrote into an image beside its pixels."""
    INK_IN_ZONE = "ink_in_zone"
    """Pixels of an image layer that differ within a zone, or what is seen of the page does."""
    INVISIBLE_TEXT = "invisible_text"
    """Text that is drawn with no ink: rendering mode 3 or 7, as scanners lay it over a page."""
    METADATA = "metadata"
    """A metadata packet, or a document information entry that says more than a program's name."""
    NEEDLE = "needle"
    """One of the needles."""
    OFF_PAGE = "off_page"
    """Content beyond what the page shows."""
    PENDING_REDACTION = "pending_redaction"
    """A redaction that is marked and was never done."""
    PRIVATE_DATA = "private_data"
    """A program's private data."""
    STRUCTURE_TEXT = "structure_text"
    """Text for those who do not see the page: alternate and actual text, titles of structure elements."""
    TEXT_IN_ZONE = "text_in_zone"
    """Text in a zone, in whatever way it is drawn or not drawn."""
    THUMBNAIL = "thumbnail"
    """A small picture of a page."""
    TRAILING_DATA = "trailing_data"
    """Bytes that belong to no object: after the end, or between objects."""
    UNREAD = "unread"
    """Something that could not be looked at: damaged, in a form nobody here reads, or past a limit."""
    UNREFERENCED_OBJECT = "unreferenced_object"
    """An object that nothing leads to, with text or pixels in it."""
    VECTOR_IN_ZONE = "vector_in_zone"
    """Paths or shadings in a zone, other than an even fill."""
    WHITE_TEXT = "white_text"
    """Text in the colour of what is under it."""


@_dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What an audit of one file found."""

    format: str
    """`korrigo.audit/1`."""
    pages: int
    """How many pages were looked at."""
    needles: int
    """How many needles were looked for."""
    findings: tuple[AuditFinding, ...]
    """Everything found, by page, then kind, then place."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"format": self.format, "pages": self.pages, "needles": self.needles, "findings": [one.to_json() for one in self.findings]}

    @staticmethod
    def from_json(value: Any) -> Audit:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Audit(
            format=value["format"],
            pages=value["pages"],
            needles=value["needles"],
            findings=tuple([AuditFinding.from_json(one) for one in value["findings"]]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class AuditFinding:
    """One thing that could still identify someone."""

    kind: FindingKind
    """What kind of thing it is."""
    where: str
    """Where it is, for people: an object's number and the part of it. Never what stands there."""
    sure: float
    """How sure it is that this is what the kind says, 0..=1."""
    needle: int | None = None
    """Which needle, as counted by `Needles`, where it is one."""
    page: int | None = None
    """On which page, from 0, where it is on one."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"kind": self.kind, "where": self.where, "sure": self.sure}
        if self.needle is not None:
            said["needle"] = self.needle
        if self.page is not None:
            said["page"] = self.page
        return said

    @staticmethod
    def from_json(value: Any) -> AuditFinding:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return AuditFinding(
            kind=_run.known(FindingKind, value["kind"]),
            where=value["where"],
            sure=value["sure"],
            needle=value.get("needle"),
            page=value.get("page"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """What an audit said."""

    audit: Audit
    """All that was found."""
    is_clean: bool
    """Whether nothing was."""
    needles_found: int
    """How many needles were found."""
    left_in_zones: int
    """How many findings say that something is left in a zone."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"audit": self.audit.to_json(), "is_clean": self.is_clean, "needles_found": self.needles_found, "left_in_zones": self.left_in_zones}

    @staticmethod
    def from_json(value: Any) -> Audited:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Audited(
            audit=Audit.from_json(value["audit"]),
            is_clean=value["is_clean"],
            needles_found=value["needles_found"],
            left_in_zones=value["left_in_zones"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A text that may stand in a zone: exactly this text, within this rectangle."""

    page: int
    """The page, from 0."""
    rect: _geometry.NormalizedRect
    """Where it may stand, in displayed, normalised coordinates."""
    text: str
    """What it may say."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"page": self.page, "rect": self.rect.to_json(), "text": self.text}

    @staticmethod
    def from_json(value: Any) -> Expected:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Expected(
            page=value["page"],
            rect=_geometry.NormalizedRect.from_json(value["rect"]),
            text=value["text"],
        )


def audit(
    pdf: _run.Source,
    *,
    expected: Sequence[Expected] | None = None,
    limits: _words.Limits | None = None,
    needles: Sequence[str] | None = None,
    password: str | None = None,
    zones: Sequence[_redact.Zone] | None = None,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> Audited:
    """What in a file could still identify someone.

    pdf: The file.
    expected: Texts that may stand in a zone.
    limits: What reading it may cost.
    needles: Names, numbers, dates that must not be in it.
    password: The password of an encrypted file.
    zones: Where nothing may be left.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    items: list[Any] = []
    given: dict[str, Any] = {"pdf": _run.put(items, pdf)}
    if expected is not None:
        given["expected"] = [one.to_json() for one in expected]
    if limits is not None:
        given["limits"] = limits.to_json()
    if needles is not None:
        given["needles"] = list(needles)
    if password is not None:
        given["password"] = password
    if zones is not None:
        given["zones"] = [one.to_json() for one in zones]
    value = _run.long("redact::audit::audit", given, items, progress, cancel, threads)[0]
    return Audited.from_json(value)
