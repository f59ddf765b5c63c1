"""What is seen on the sides of a scan.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass as _dataclass
from enum import StrEnum as _StrEnum
from typing import Any

from . import _korrigo as _native
from . import _run
from . import booklet as _booklet
from . import document as _document
from . import geometry as _geometry
from ._korrigo import call as _call

__all__ = [
    "Barcode",
    "BarcodeKind",
    "CellRow",
    "Digits",
    "Field",
    "Fold",
    "FoldKind",
    "FoldWitness",
    "Grade",
    "HalfFindings",
    "Header",
    "HeaderKind",
    "Ink",
    "Issue",
    "IssueKind",
    "Orientation",
    "OrientationKind",
    "OrientationWitness",
    "PageBox",
    "Ruling",
    "SeenFlag",
    "SeenNumber",
    "SeenRuling",
    "Side",
    "SideFormat",
    "Thumbprint",
    "examine",
    "side",
]


class Thumbprint(str):
    """A very small picture of a side."""

    __slots__ = ()

    def lies_with(self, back: str) -> float:
        """How likely a side is the back of another, as the natural logarithm of odds; 0: nothing can be told.

        back: The back.
        """
        value: float = _call("scan::Thumbprint::lies_with", {"this": self, "back": back})[0]
        return value

    def likeness(self, other: str) -> float:
        """How alike two sides are: 0 to 1.

        other: Another.
        """
        value: float = _call("scan::Thumbprint::likeness", {"this": self, "other": other})[0]
        return value

    def shows_through(self, back: str) -> float:
        """How likely a side shows through this back, as the natural logarithm of odds; 0: nothing can be told.

        back: The back.
        """
        value: float = _call("scan::Thumbprint::shows_through", {"this": self, "back": back})[0]
        return value


class BarcodeKind(_StrEnum):
    """Which machine-readable code."""

    CODE128 = "code128"
    """Code 128."""
    DATA_MATRIX = "data_matrix"
    """Data Matrix."""
    QR = "qr"
    """QR code."""


class Field(_StrEnum):
    """What a row of cells asks for."""

    LAST_NAME = "last_name"
    """Surname."""
    FIRST_NAME = "first_name"
    """First name."""
    NUMBER = "number"
    """The candidate's number."""
    BIRTH_DATE = "birth_date"
    """Birth date."""


class FoldKind(_StrEnum):
    """What tells where the fold is."""

    CREASE = "crease"
    """The shadow of the crease."""
    GUTTER = "gutter"
    """The empty strip between the two blocks of writing."""
    SYMMETRY = "symmetry"
    """Printed frames and boxes, which stand in the middle of their page or mirror each other."""
    PAPER = "paper"
    """The middle between the paper's edges."""


class Grade(_StrEnum):
    """How good a scan is."""

    GREEN = "green"
    """Nothing to do."""
    AMBER = "amber"
    """Readable; worth a look."""
    RED = "red"
    """To be scanned again."""


class HeaderKind(_StrEnum):
    """What kind of header it is."""

    CMEN = "cmen"
    """The French answer sheet: a box a letter for surname, first name, number and birth date."""
    TABLE = "table"
    """A framed table with wide cells."""


class IssueKind(_StrEnum):
    """What can be wrong with a scan."""

    BLURRED = "blurred"
    """Letters run into each other."""
    CUT_CORNER = "cut_corner"
    """A corner of the paper is missing or folded over."""
    CUT_EDGE = "cut_edge"
    """The paper goes on where the scan ends."""
    TOO_DARK = "too_dark"
    """Thin lines are lost or paper is grey."""
    TOO_LIGHT = "too_light"
    """Writing is nearly as light as the paper."""
    LOW_RESOLUTION = "low_resolution"
    """Fewer dots per inch than handwriting needs."""
    STREAK = "streak"
    """A line of dirt along the scanner's way."""
    SPECKLED = "speckled"
    """The scan is dotted all over."""
    UNREADABLE = "unreadable"
    """The side could not be drawn at all."""


class OrientationKind(_StrEnum):
    """What tells up from down."""

    HEADER = "header"
    """The header's frame and cells stand at the top."""
    PAGE_BOX = "page_box"
    """Page-number boxes stand at the bottom."""
    ROWS = "rows"
    """Lines of writing run across, not along."""
    RULING = "ruling"
    """Ruling starts below the header and has its margin at the left."""
    TEXT = "text"
    """Letters have more above the line than below; lines begin together and end apart."""
    BARCODE = "barcode"
    """A barcode says which way up it is."""


class Ruling(_StrEnum):
    """What is printed to write on."""

    NONE = "none"
    """Nothing."""
    LINES = "lines"
    """Lines."""
    SEYES = "seyes"
    """French school ruling: lines 2 mm apart, every fourth darker, and upright lines 8 mm apart."""
    GRID = "grid"
    """Squares of about 5 mm."""
    MILLIMETRE = "millimetre"
    """Millimetre paper."""


class SideFormat(_StrEnum):
    """How many pages a side holds."""

    SINGLE = "single"
    """One page."""
    TWO_UP = "two_up"
    """Two pages beside each other, with a fold between them."""


@_dataclass(frozen=True, slots=True, kw_only=True)
class Barcode:
    """A machine-readable code."""

    kind: BarcodeKind
    """Which code."""
    text: str
    """What it says."""
    corners: tuple[_geometry.Point, ...]
    """Its corners in the order the code gives them."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": self.kind, "text": self.text, "corners": [one.to_json() for one in self.corners]}

    @staticmethod
    def from_json(value: Any) -> Barcode:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Barcode(
            kind=_run.known(BarcodeKind, value["kind"]),
            text=value["text"],
            corners=tuple([_geometry.Point.from_json(one) for one in value["corners"]]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CellRow:
    """A row of cells, one letter each."""

    cells: tuple[_geometry.NormalizedRect, ...]
    """The cells from the left."""
    written: tuple[float, ...]
    """The probability that each is written in: as many as cells, 0..=1."""
    field: Field | None = None
    """What is to be written there, where that is known."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"cells": [one.to_json() for one in self.cells], "written": list(self.written)}
        if self.field is not None:
            said["field"] = self.field
        return said

    @staticmethod
    def from_json(value: Any) -> CellRow:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CellRow(
            cells=tuple([_geometry.NormalizedRect.from_json(one) for one in value["cells"]]),
            written=tuple(value["written"]),
            field=None if value.get("field") is None else _run.known(Field, value["field"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Digits:
    """What digits seem to be written in some boxes: a probability for each reading."""

    empty: float
    """The probability that nothing is written: 0..=1."""
    readings: tuple[tuple[int, float], ...]
    """The likeliest numbers with their probabilities, the likeliest first; with `empty` at most 1. What is missing to
    1 is shared by everything else.
    """

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"empty": self.empty, "readings": [list(one) for one in self.readings]}

    @staticmethod
    def from_json(value: Any) -> Digits:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Digits(
            empty=value["empty"],
            readings=tuple([(one[0], one[1]) for one in value["readings"]]),
        )

    def likeliest(self) -> tuple[int, float] | None:
        """The likeliest number and its probability."""
        value = _call("scan::Digits::likeliest", {"this": self.to_json()})[0]
        return (None if value is None else (value[0], value[1]))

    def probability(self, number: int) -> float:
        """How likely a number is.

        number: The number.
        """
        value: float = _call("scan::Digits::probability", {"this": self.to_json(), "number": number})[0]
        return value


@_dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Where a two-up side folds."""

    cut: float
    """Normalised x at mid height of the upright side."""
    line: _geometry.CutLine
    """The line itself."""
    confidence: float
    """The probability that the line is less than 2 mm away from the fold: 0..=1."""
    witnesses: tuple[FoldWitness, ...]
    """What was asked, and what it said."""
    clear: float = 0.0
    """The probability that nothing is written or printed between the line and the fold: 0..=1. Then each page keeps
    all that is on it, even when the line is not quite where the fold is.
    """

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"cut": self.cut, "line": [list(self.line[0]), list(self.line[1])], "confidence": self.confidence, "witnesses": [one.to_json() for one in self.witnesses], "clear": self.clear}

    @staticmethod
    def from_json(value: Any) -> Fold:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Fold(
            cut=value["cut"],
            line=((value["line"][0][0], value["line"][0][1]), (value["line"][1][0], value["line"][1][1])),
            confidence=value["confidence"],
            witnesses=tuple([FoldWitness.from_json(one) for one in value["witnesses"]]),
            clear=value.get("clear", 0.0),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class FoldWitness:
    """One thing that tells where the fold is."""

    kind: FoldKind
    """What was looked at."""
    cut: float
    """Normalised x at mid height where it sees the fold."""
    confidence: float
    """How sure it is: 0..=1."""
    agrees: bool
    """Whether it agrees with what was decided."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": self.kind, "cut": self.cut, "confidence": self.confidence, "agrees": self.agrees}

    @staticmethod
    def from_json(value: Any) -> FoldWitness:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return FoldWitness(
            kind=_run.known(FoldKind, value["kind"]),
            cut=value["cut"],
            confidence=value["confidence"],
            agrees=value["agrees"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class HalfFindings:
    """What was seen on one page of a side."""

    half: _geometry.Half
    """Which part of the upright side."""
    header_probability: float
    """The probability that a header is printed here: 0..=1."""
    ruling: SeenRuling
    """What is printed to write on."""
    ink: Ink
    """How much was written."""
    blank: SeenFlag
    """Nobody wrote here: ruling, boxes, what shows through and the scanner's edge do not count."""
    header: Header | None = None
    """The header that was found, or the likeliest place of one."""
    page_box: PageBox | None = None
    """The boxes for the page's number."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"half": self.half, "header_probability": self.header_probability, "ruling": self.ruling.to_json(), "ink": self.ink.to_json(), "blank": self.blank.to_json()}
        if self.header is not None:
            said["header"] = self.header.to_json()
        if self.page_box is not None:
            said["page_box"] = self.page_box.to_json()
        return said

    @staticmethod
    def from_json(value: Any) -> HalfFindings:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return HalfFindings(
            half=_run.known(_geometry.Half, value["half"]),
            header_probability=value["header_probability"],
            ruling=SeenRuling.from_json(value["ruling"]),
            ink=Ink.from_json(value["ink"]),
            blank=SeenFlag.from_json(value["blank"]),
            header=None if value.get("header") is None else Header.from_json(value["header"]),
            page_box=None if value.get("page_box") is None else PageBox.from_json(value["page_box"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A block to write one's name in."""

    rect: _geometry.NormalizedRect
    """The whole block, everything that identifies included."""
    kind: HeaderKind
    """What kind of block."""
    filled: SeenFlag
    """Whether anything is written in its cells."""
    rows: tuple[CellRow, ...] = ()
    """Its rows of cells from the top."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"rect": self.rect.to_json(), "kind": self.kind, "filled": self.filled.to_json(), "rows": [one.to_json() for one in self.rows]}

    @staticmethod
    def from_json(value: Any) -> Header:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Header(
            rect=_geometry.NormalizedRect.from_json(value["rect"]),
            kind=_run.known(HeaderKind, value["kind"]),
            filled=SeenFlag.from_json(value["filled"]),
            rows=tuple([CellRow.from_json(one) for one in value["rows"]]) if "rows" in value else (),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """How much was written, in shares of the page and in its lines."""

    coverage: float
    """The share of the page covered by writing: 0..=1."""
    strokes: int
    """How many pieces of writing (connected strokes of more than a dot)."""
    bottom: float
    """Where the writing ends: normalised y, 0 when there is none."""
    contrast: float
    """How dark the writing is against the paper: 0..=1."""
    bleed_through: float
    """How much shows through from the other side: 0..=1 of full ink."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"coverage": self.coverage, "strokes": self.strokes, "bottom": self.bottom, "contrast": self.contrast, "bleed_through": self.bleed_through}

    @staticmethod
    def from_json(value: Any) -> Ink:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Ink(
            coverage=value["coverage"],
            strokes=value["strokes"],
            bottom=value["bottom"],
            contrast=value["contrast"],
            bleed_through=value["bleed_through"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something that makes a scan hard to read."""

    kind: IssueKind
    """What is wrong."""
    grade: Grade
    """How bad it is."""
    rect: _geometry.NormalizedRect | None = None
    """Where, on the upright side; everywhere when not given."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"kind": self.kind, "grade": self.grade}
        if self.rect is not None:
            said["rect"] = self.rect.to_json()
        return said

    @staticmethod
    def from_json(value: Any) -> Issue:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Issue(
            kind=_run.known(IssueKind, value["kind"]),
            grade=_run.known(Grade, value["grade"]),
            rect=None if value.get("rect") is None else _geometry.NormalizedRect.from_json(value["rect"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Orientation:
    """Which way up a side lies."""

    rotate: _geometry.Rotation
    """Quarter turns clockwise that make the displayed page upright."""
    confidence: float
    """The probability that `rotate` is right: 0..=1."""
    witnesses: tuple[OrientationWitness, ...] = ()
    """What spoke for it or against it."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"rotate": self.rotate, "confidence": self.confidence, "witnesses": [one.to_json() for one in self.witnesses]}

    @staticmethod
    def from_json(value: Any) -> Orientation:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Orientation(
            rotate=value["rotate"],
            confidence=value["confidence"],
            witnesses=tuple([OrientationWitness.from_json(one) for one in value["witnesses"]]) if "witnesses" in value else (),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class OrientationWitness:
    """One thing that tells up from down."""

    kind: OrientationKind
    """What was looked at."""
    rotate: _geometry.Rotation
    """The turn it speaks for."""
    weight: float
    """How strongly: natural logarithm of the odds, 0 or more."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": self.kind, "rotate": self.rotate, "weight": self.weight}

    @staticmethod
    def from_json(value: Any) -> OrientationWitness:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return OrientationWitness(
            kind=_run.known(OrientationKind, value["kind"]),
            rotate=value["rotate"],
            weight=value["weight"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class PageBox:
    """The boxes at the foot of a page for its number, often with a second pair for how many there are."""

    rect: _geometry.NormalizedRect
    """All the boxes together."""
    confidence: float
    """The probability that these are page-number boxes: 0..=1."""
    number: Digits
    """The number that seems to be written."""
    total: Digits | None = None
    """The number of pages that seems to be written."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"rect": self.rect.to_json(), "confidence": self.confidence, "number": self.number.to_json()}
        if self.total is not None:
            said["total"] = self.total.to_json()
        return said

    @staticmethod
    def from_json(value: Any) -> PageBox:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PageBox(
            rect=_geometry.NormalizedRect.from_json(value["rect"]),
            confidence=value["confidence"],
            number=Digits.from_json(value["number"]),
            total=None if value.get("total") is None else Digits.from_json(value["total"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class SeenFlag:
    """Something seen, and how sure that is."""

    value: bool
    """What was seen."""
    confidence: float
    """The probability that it is so: 0..=1. Of a hundred findings with 0.99, one is wrong."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"value": self.value, "confidence": self.confidence}

    @staticmethod
    def from_json(value: Any) -> SeenFlag:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return SeenFlag(
            value=value["value"],
            confidence=value["confidence"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class SeenNumber:
    """Something seen, and how sure that is."""

    value: float
    """What was seen."""
    confidence: float
    """The probability that it is so: 0..=1. Of a hundred findings with 0.99, one is wrong."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"value": self.value, "confidence": self.confidence}

    @staticmethod
    def from_json(value: Any) -> SeenNumber:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return SeenNumber(
            value=value["value"],
            confidence=value["confidence"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class SeenRuling:
    """Something seen, and how sure that is."""

    value: Ruling
    """What was seen."""
    confidence: float
    """The probability that it is so: 0..=1. Of a hundred findings with 0.99, one is wrong."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"value": self.value, "confidence": self.confidence}

    @staticmethod
    def from_json(value: Any) -> SeenRuling:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return SeenRuling(
            value=_run.known(Ruling, value["value"]),
            confidence=value["confidence"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of one sheet.
     *Upright* means: the displayed page turned by `orientation.rotate`. Coordinates that are not those of a half
    are normalised to the upright side: x to the right, y down, 0..=1.
    """

    width: float
    """Width of the upright side, in points of 1/72 inch."""
    height: float
    """Height of the upright side, in points of 1/72 inch."""
    format: SideFormat
    """Two pages beside each other, or one."""
    orientation: Orientation
    """Which way up it lies."""
    skew_deg: SeenNumber
    """How far the content is turned clockwise on the upright side, in degrees: -15..=15."""
    halves: tuple[HalfFindings, ...]
    """`[left, right]` of a two-up side, `[whole]` of a single page."""
    thumbprint: Thumbprint
    """How the side looks from far away: what tells doubles, and what shows through from the back."""
    barcodes: tuple[Barcode, ...] = ()
    """Machine-readable codes."""
    fold: Fold | None = None
    """The fold of a two-up side."""
    issues: tuple[Issue, ...] = ()
    """What makes the scan hard to read, the worst first."""
    paper: tuple[_geometry.Point, _geometry.Point, _geometry.Point, _geometry.Point] | None = None
    """The corners of the paper from the top left, clockwise, where its edges are seen within the scan."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"width": self.width, "height": self.height, "format": self.format, "orientation": self.orientation.to_json(), "skew_deg": self.skew_deg.to_json(), "halves": [one.to_json() for one in self.halves], "thumbprint": self.thumbprint, "barcodes": [one.to_json() for one in self.barcodes], "issues": [one.to_json() for one in self.issues]}
        if self.fold is not None:
            said["fold"] = self.fold.to_json()
        if self.paper is not None:
            said["paper"] = [self.paper[0].to_json(), self.paper[1].to_json(), self.paper[2].to_json(), self.paper[3].to_json()]
        return said

    @staticmethod
    def from_json(value: Any) -> Side:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Side(
            width=value["width"],
            height=value["height"],
            format=_run.known(SideFormat, value["format"]),
            orientation=Orientation.from_json(value["orientation"]),
            skew_deg=SeenNumber.from_json(value["skew_deg"]),
            halves=tuple([HalfFindings.from_json(one) for one in value["halves"]]),
            thumbprint=Thumbprint(value["thumbprint"]),
            barcodes=tuple([Barcode.from_json(one) for one in value["barcodes"]]) if "barcodes" in value else (),
            fold=None if value.get("fold") is None else Fold.from_json(value["fold"]),
            issues=tuple([Issue.from_json(one) for one in value["issues"]]) if "issues" in value else (),
            paper=None if value.get("paper") is None else (_geometry.Point.from_json(value["paper"][0]), _geometry.Point.from_json(value["paper"][1]), _geometry.Point.from_json(value["paper"][2]), _geometry.Point.from_json(value["paper"][3])),
        )

    def grade(self) -> Grade:
        """How well it was scanned."""
        value = _call("scan::Side::grade", {"this": self.to_json()})[0]
        return _run.known(Grade, value)


def examine(
    sources: Sequence[_booklet.NamedDocument],
    *,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> _booklet.Findings:
    """What can be seen on every side of a pile.

    sources: The scans, in the order of the pile.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    items: list[Any] = []
    value = _run.long("scan::examine", {"sources": [one._pack(items) for one in sources]}, items, progress, cancel, threads)[0]
    return _booklet.Findings.from_json(value)


def side(
    document: _document.Document | _run.Source,
    page: int,
    *,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> Side:
    """What can be seen on one side.

    document: The scan.
    page: The side, from 0.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    items: list[Any] = []
    value = _run.long("scan::side", {"document": _run.put(items, document), "page": page}, items, progress, cancel, threads)[0]
    return Side.from_json(value)
