"""Zones of pages emptied, and proven empty.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass as _dataclass
from dataclasses import field as _field
from enum import StrEnum as _StrEnum
from pathlib import Path as _Path
from typing import Any
from typing import overload as _overload

from . import _korrigo as _native
from . import _run
from . import document as _document
from . import geometry as _geometry
from . import words as _words
from ._korrigo import call as _call

__all__ = [
    "AuditSummary",
    "Back",
    "Fill",
    "NoteKind",
    "RedactedPdf",
    "RedactionNote",
    "RedactionOptions",
    "RedactionPlan",
    "RedactionReceipt",
    "Stamp",
    "UnseenText",
    "Wiped",
    "Zone",
    "ZoneReason",
    "apply",
    "plan",
]


class Fill(_StrEnum):
    """What a zone looks like when it is empty."""

    WHITE = "white"
    """White."""
    GREY = "grey"
    """A light grey, so that everybody sees that something is hidden."""
    PAPER = "paper"
    """The paper's own colour around the zones of the page."""


class NoteKind(_StrEnum):
    """What was done."""

    JPX_STORED_AS_FLATE = "jpx_stored_as_flate"
    """A JPEG 2000 image was cut and is now stored without loss as Flate."""
    JBIG2_STORED_AS_CCITT = "jbig2_stored_as_ccitt"
    """A JBIG2 image was cut and is now stored without loss as CCITT Group 4."""
    JBIG2_STORED_AS_GENERIC = "jbig2_stored_as_generic"
    """A JBIG2 image was cut and is now stored without loss as one generic region."""
    DAMAGED_IMAGE_STORED_AS_FLATE = "damaged_image_stored_as_flate"
    """An image's data is damaged: what can be shown of it was decoded and is stored as Flate."""
    DAMAGED_CONTENT_LEFT_OUT = "damaged_content_left_out"
    """A part of what the page draws could not be decoded and is not on it; readers leave it out too."""
    ANNOTATION_WITHOUT_APPEARANCE = "annotation_without_appearance"
    """A note or mark that had no appearance of its own is not on the page."""
    FIELD_WITHOUT_APPEARANCE = "field_without_appearance"
    """A form field has a value and no appearance of its own: the value is not on the page."""
    KEPT_WHOLE = "kept_whole"
    """The page holds what cannot be cut: all of it is here, the other half included."""


class UnseenText(_StrEnum):
    """What becomes of text outside the zones that is drawn with no ink: what a scanner has read off the page."""

    DROP = "drop"
    """It goes, on every page: nobody sees where in it a name stands."""
    KEEP = "keep"
    """It stays."""


class ZoneReason(_StrEnum):
    """Why a zone is hidden."""

    BARCODE = "barcode"
    """A barcode that says who the candidate is."""
    GIVEN = "given"
    """A person or a program asked for it."""
    HEADER = "header"
    """The header that the candidate filled in."""
    SHOW_THROUGH = "show_through"
    """The back of a header, where ink may show through."""


@_dataclass(frozen=True, slots=True, kw_only=True)
class AuditSummary:
    """What the audit of a redacted file said. (Of its zones it said nothing, or there were no file.)"""

    needles: int
    """How many needles were looked for."""
    needles_found: int
    """How many of them were found, outside every zone."""
    findings: int
    """How many findings there were in all."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"needles": self.needles, "needles_found": self.needles_found, "findings": self.findings}

    @staticmethod
    def from_json(value: Any) -> AuditSummary:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return AuditSummary(
            needles=value["needles"],
            needles_found=value["needles_found"],
            findings=value["findings"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """A place on whose other side a header stands: what shows through is taken away, what was written there stays.
     Both rectangles cover the same spot of the paper, the second mirrored, to 6 mm.
    """

    page: int
    """The page, from 0."""
    x: float
    """"""
    y: float
    """"""
    w: float
    """"""
    h: float
    """"""
    front: int
    """The page with the header, from 0."""
    header: _geometry.NormalizedRect
    """The same part, in coordinates of that page."""
    written: bool
    """Whether somebody may have written there: where ink of both sides cannot be told apart, a place that is not
    written on is emptied, and one that is refuses the redaction.
    """

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"page": self.page, "x": self.x, "y": self.y, "w": self.w, "h": self.h, "front": self.front, "header": self.header.to_json(), "written": self.written}

    @staticmethod
    def from_json(value: Any) -> Back:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Back(
            page=value["page"],
            x=value["x"],
            y=value["y"],
            w=value["w"],
            h=value["h"],
            front=value["front"],
            header=_geometry.NormalizedRect.from_json(value["header"]),
            written=value["written"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class RedactionNote:
    """One thing on one page that is not stored as in the source, or was left out."""

    page: int
    """The page, from 0."""
    kind: NoteKind
    """What was done."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"page": self.page, "kind": self.kind}

    @staticmethod
    def from_json(value: Any) -> RedactionNote:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return RedactionNote(
            page=value["page"],
            kind=_run.known(NoteKind, value["kind"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class RedactionOptions:
    """How zones are hidden."""

    backs: Sequence[Back] = ()
    """Backs of headers, of which only what shows through goes."""
    fill: Fill = _field(default_factory=lambda: Fill.WHITE)
    """What zones are filled with."""
    stamps: Sequence[Stamp] = ()
    """Texts that are written into zones: anonymous ids."""
    unseen_text: UnseenText = _field(default_factory=lambda: UnseenText.KEEP)
    """What becomes of text that nobody sees."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"backs": [one.to_json() for one in self.backs], "fill": self.fill, "stamps": [one.to_json() for one in self.stamps], "unseen_text": self.unseen_text}

    @staticmethod
    def from_json(value: Any) -> RedactionOptions:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return RedactionOptions(
            backs=tuple([Back.from_json(one) for one in value["backs"]]) if "backs" in value else (),
            fill=_run.known(Fill, value["fill"]) if "fill" in value else Fill.WHITE,
            stamps=tuple([Stamp.from_json(one) for one in value["stamps"]]) if "stamps" in value else (),
            unseen_text=_run.known(UnseenText, value["unseen_text"]) if "unseen_text" in value else UnseenText.KEEP,
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class RedactionPlan:
    """A legal plan of a redaction. Read one with serde, or make one with `plan`."""

    format: str
    """Always `korrigo.redaction/1`."""
    sha256: _words.SourceHash
    """The hash of the file that the plan is for."""
    pages: int
    """How many pages it has."""
    zones: tuple[Zone, ...]
    """What is hidden."""
    backs: tuple[Back, ...] = ()
    """Where headers may show through: what does is taken away."""
    fill: Fill = _field(default_factory=lambda: Fill.WHITE)
    """What zones look like."""
    stamps: tuple[Stamp, ...] = ()
    """What is written into zones."""
    unseen_text: UnseenText | None = None
    """What becomes of invisible text outside the zones."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"format": self.format, "sha256": self.sha256, "pages": self.pages, "zones": [one.to_json() for one in self.zones], "backs": [one.to_json() for one in self.backs], "fill": self.fill, "stamps": [one.to_json() for one in self.stamps]}
        if self.unseen_text is not None:
            said["unseen_text"] = self.unseen_text
        return said

    @staticmethod
    def from_json(value: Any) -> RedactionPlan:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return RedactionPlan(
            format=value["format"],
            sha256=value["sha256"],
            pages=value["pages"],
            zones=tuple([Zone.from_json(one) for one in value["zones"]]),
            backs=tuple([Back.from_json(one) for one in value["backs"]]) if "backs" in value else (),
            fill=_run.known(Fill, value["fill"]) if "fill" in value else Fill.WHITE,
            stamps=tuple([Stamp.from_json(one) for one in value["stamps"]]) if "stamps" in value else (),
            unseen_text=None if value.get("unseen_text") is None else _run.known(UnseenText, value["unseen_text"]),
        )

    @staticmethod
    def create(plan: RedactionPlan) -> RedactionPlan:
        """A plan as it was stored or edited, checked.

        plan: The plan, as it was stored or edited.
        """
        value = _call("redact::RedactionPlan::new", {"plan": plan.to_json()})[0]
        return RedactionPlan.from_json(value)


@_dataclass(frozen=True, slots=True, kw_only=True)
class RedactionReceipt:
    """What a store keeps beside a redacted file: which bytes they were, what was hidden, and a seal."""

    format: str
    """Always `korrigo.receipt/1`."""
    sha256: _words.SourceHash
    """The hash of the redacted file."""
    pages: int
    """How many pages it has."""
    zones: tuple[Zone, ...]
    """What was hidden."""
    audit: AuditSummary
    """What the audit said."""
    seal: str
    """HMAC-SHA-256 over all of this by the store's key, in lower-case hexadecimal digits."""
    notes: tuple[RedactionNote, ...] = ()
    """What is not stored as in the source."""
    wiped: tuple[Wiped, ...] = ()
    """Where what shows through was wiped."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"format": self.format, "sha256": self.sha256, "pages": self.pages, "zones": [one.to_json() for one in self.zones], "audit": self.audit.to_json(), "seal": self.seal, "notes": [one.to_json() for one in self.notes], "wiped": [one.to_json() for one in self.wiped]}

    @staticmethod
    def from_json(value: Any) -> RedactionReceipt:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return RedactionReceipt(
            format=value["format"],
            sha256=value["sha256"],
            pages=value["pages"],
            zones=tuple([Zone.from_json(one) for one in value["zones"]]),
            audit=AuditSummary.from_json(value["audit"]),
            seal=value["seal"],
            notes=tuple([RedactionNote.from_json(one) for one in value["notes"]]) if "notes" in value else (),
            wiped=tuple([Wiped.from_json(one) for one in value["wiped"]]) if "wiped" in value else (),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A text that is written into a zone: an anonymous id."""

    page: int
    """The page, from 0."""
    x: float
    """"""
    y: float
    """"""
    w: float
    """"""
    h: float
    """"""
    text: str
    """Capital letters, digits, spaces and `- . / _`; at least one, at most 64."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"page": self.page, "x": self.x, "y": self.y, "w": self.w, "h": self.h, "text": self.text}

    @staticmethod
    def from_json(value: Any) -> Stamp:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Stamp(
            page=value["page"],
            x=value["x"],
            y=value["y"],
            w=value["w"],
            h=value["h"],
            text=value["text"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Wiped:
    """The back of a header of which what showed through was wiped, pixel by pixel, and what was written there stayed.
     (A back that was hidden as a whole is a zone, by `ZoneReason::ShowThrough`.)
    """

    page: int
    """The page, from 0."""
    x: float
    """"""
    y: float
    """"""
    w: float
    """"""
    h: float
    """"""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"page": self.page, "x": self.x, "y": self.y, "w": self.w, "h": self.h}

    @staticmethod
    def from_json(value: Any) -> Wiped:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Wiped(
            page=value["page"],
            x=value["x"],
            y=value["y"],
            w=value["w"],
            h=value["h"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A part of a page of which nothing may be left."""

    page: int
    """The page, from 0."""
    x: float
    """"""
    y: float
    """"""
    w: float
    """"""
    h: float
    """"""
    reason: ZoneReason
    """Why it is hidden."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"page": self.page, "x": self.x, "y": self.y, "w": self.w, "h": self.h, "reason": self.reason}

    @staticmethod
    def from_json(value: Any) -> Zone:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Zone(
            page=value["page"],
            x=value["x"],
            y=value["y"],
            w=value["w"],
            h=value["h"],
            reason=_run.known(ZoneReason, value["reason"]),
        )


class RedactedPdf:
    """A redacted PDF that was proven: the one kind of file that markers may get."""

    __slots__ = ("_item",)
    _item: _native.RedactedPdf

    def __init__(self) -> None:
        raise TypeError("korrigo alone makes a RedactedPdf")

    @staticmethod
    def _of(item: Any) -> RedactedPdf:
        if isinstance(item, RedactedPdf):
            return item
        made = object.__new__(RedactedPdf)
        made._item = item
        return made

    def audit(self) -> AuditSummary:
        """What its audit said."""
        items: list[Any] = []
        value = _call("redact::RedactedPdf::audit", {"this": _run.put(items, self)}, items)[0]
        return AuditSummary.from_json(value)

    @_overload
    def to_bytes(self, *, to: None = None) -> bytes: ...

    @_overload
    def to_bytes(self, *, to: _run.StrPath) -> _Path: ...

    def to_bytes(self, *, to: _run.StrPath | None = None) -> bytes | _Path:
        """The file, for markers.
        to: A path to write the file to, as a whole or not at all; it is given back instead of the bytes.
        """
        items: list[Any] = []
        data: bytes = _call("redact::RedactedPdf::bytes", {"this": _run.put(items, self)}, items, to=to)[1][0]
        return data if to is None else _Path(to)

    @staticmethod
    def from_storage(
        pdf: _run.Source,
        receipt: RedactionReceipt,
        key: str,
        *,
        progress: _run.Progress | None = None,
        cancel: _native.Cancel | None = None,
        threads: int | None = None,
    ) -> RedactedPdf:
        """A stored file with its receipt, which must belong to it.

        pdf: The redacted file's bytes.
        receipt: The receipt that was given for it.
        key: The exam's key, as text.
        progress: Called with how much is done and how much there is, on this thread.
        cancel: Ends the call from another thread.
        threads: So many threads work on pages, instead of one a core.
        """
        items: list[Any] = []
        value, made = _run.long("redact::RedactedPdf::from_storage", {"pdf": _run.put(items, pdf), "receipt": receipt.to_json(), "key": key}, items, progress, cancel, threads)
        return RedactedPdf._of(made[value])

    def notes(self) -> tuple[RedactionNote, ...]:
        """What is not stored as in the source."""
        items: list[Any] = []
        value = _call("redact::RedactedPdf::notes", {"this": _run.put(items, self)}, items)[0]
        return tuple([RedactionNote.from_json(one) for one in value])

    def page_count(self) -> int:
        """How many pages it has."""
        items: list[Any] = []
        value: int = _call("redact::RedactedPdf::page_count", {"this": _run.put(items, self)}, items)[0]
        return value

    def receipt(
        self,
        key: str,
        *,
        progress: _run.Progress | None = None,
        cancel: _native.Cancel | None = None,
        threads: int | None = None,
    ) -> RedactionReceipt:
        """What belongs into the store beside the file.

        key: The exam's key, as text: the receipt is sealed under one derived from it.
        progress: Called with how much is done and how much there is, on this thread.
        cancel: Ends the call from another thread.
        threads: So many threads work on pages, instead of one a core.
        """
        items: list[Any] = []
        value = _run.long("redact::RedactedPdf::receipt", {"this": _run.put(items, self), "key": key}, items, progress, cancel, threads)[0]
        return RedactionReceipt.from_json(value)

    def wiped(self) -> tuple[Wiped, ...]:
        """Backs of which what showed through was wiped."""
        items: list[Any] = []
        value = _call("redact::RedactedPdf::wiped", {"this": _run.put(items, self)}, items)[0]
        return tuple([Wiped.from_json(one) for one in value])

    def zones(self) -> tuple[Zone, ...]:
        """What was hidden."""
        items: list[Any] = []
        value = _call("redact::RedactedPdf::zones", {"this": _run.put(items, self)}, items)[0]
        return tuple([Zone.from_json(one) for one in value])


def apply(
    document: _document.Document | _run.Source,
    plan: RedactionPlan,
    *,
    needles: Sequence[str] | None = None,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> RedactedPdf:
    """Hides what the plan says and proves it; gives no file that is not proven.

    document: The file.
    plan: Its plan.
    needles: What must not be in the file: names, numbers, dates.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    items: list[Any] = []
    given: dict[str, Any] = {"document": _run.put(items, document), "plan": plan.to_json()}
    if needles is not None:
        given["needles"] = list(needles)
    value, made = _run.long("redact::apply", given, items, progress, cancel, threads)
    return RedactedPdf._of(made[value])


def plan(
    document: _document.Document | _run.Source,
    zones: Sequence[Zone],
    *,
    options: RedactionOptions | None = None,
) -> RedactionPlan:
    """A plan to hide zones of a file.

    document: The file.
    zones: What is hidden.
    options: How it is hidden.
    """
    items: list[Any] = []
    given: dict[str, Any] = {"document": _run.put(items, document), "zones": [one.to_json() for one in zones]}
    if options is not None:
        given["options"] = options.to_json()
    value = _call("redact::plan", given, items)[0]
    return RedactionPlan.from_json(value)
