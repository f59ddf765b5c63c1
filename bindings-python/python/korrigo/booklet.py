"""Which side belongs to which copy: plans, and their edits.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass as _dataclass
from enum import StrEnum as _StrEnum
from typing import Any

from . import _korrigo as _native
from . import _run
from . import document as _document
from . import geometry as _geometry
from . import roster as _roster
from . import scan as _scan
from . import words as _words
from ._korrigo import call as _call

__all__ = [
    "Alternative",
    "BlankPage",
    "CopyChange",
    "CopyPlan",
    "Evidence",
    "EvidenceKind",
    "Findings",
    "MoveTarget",
    "MoveTargetBlank",
    "MoveTargetCopy",
    "MoveTargetNewCopy",
    "MoveTargetUnknown",
    "NamedDocument",
    "PageChange",
    "PageReading",
    "PlanDiff",
    "PlanMode",
    "PlanModeFixed",
    "PlanModeShape",
    "PlanModeSingle",
    "PlanModeUnknown",
    "PlanStatus",
    "PlannedCandidate",
    "PlannedPage",
    "Reason",
    "ReviewPage",
    "SourceFindings",
    "SourceRef",
    "SplitPlan",
    "Spot",
    "SpotBlank",
    "SpotCopy",
    "SpotReview",
    "SpotUnknown",
    "assign",
    "diff",
    "plan",
]


class EvidenceKind(_StrEnum):
    """What kind of thing was seen."""

    FOLD = "fold"
    """The fold was found."""
    HEADER = "header"
    """A header was found."""
    LIKENESS = "likeness"
    """The header looks as if the candidate of the header before filled it in."""
    MODE = "mode"
    """The user said so."""
    ORDER = "order"
    """The copy as a whole: the probability that it is exactly as planned."""
    ORIENTATION = "orientation"
    """The way up was found."""
    PAGE_NUMBER = "page_number"
    """The number in the boxes is the page's."""
    SHAPE = "shape"
    """The shape of the page and its place in the pile."""
    SHEET = "sheet"
    """The two sides of the sheet go together: by slant and by what shows through."""


class PlanStatus(_StrEnum):
    """Whether a decision stands."""

    CERTAIN = "certain"
    """Every page is where the plan says: never wrong. What its reasons name is to be done or known besides, such as a
    page to be scanned again.
    """
    REVIEW = "review"
    """A person decides."""


class Reason(_StrEnum):
    """Why a copy or a page needs a person."""

    NOT_EXAMINED = "not_examined"
    """The pages were cut and ordered by their shape alone; nobody has looked at the paper."""
    NO_HEADER = "no_header"
    """No header was found where one was expected."""
    HEADER_UNCERTAIN = "header_uncertain"
    """There may be a header here, but it cannot be told for sure."""
    HEADER_EMPTY = "header_empty"
    """The header is there, but nothing is written in it."""
    MISSING_SIDE = "missing_side"
    """One side of a sheet is missing from the scan."""
    MISSING_SHEET = "missing_sheet"
    """A whole sheet seems to be missing."""
    SURPLUS_SHEET = "surplus_sheet"
    """There is a sheet more than the copy should have."""
    DOUBLED_SHEET = "doubled_sheet"
    """The same sheet seems to have been scanned twice."""
    SIDE_ORDER_UNCERTAIN = "side_order_uncertain"
    """It cannot be told for sure which side of the sheet is the front."""
    ORIENTATION_UNCERTAIN = "orientation_uncertain"
    """It cannot be told for sure which way up the page is."""
    FOLD_UNCERTAIN = "fold_uncertain"
    """The fold was not found for sure."""
    PAGE_COUNT_UNUSUAL = "page_count_unusual"
    """The copy has an unusual number of pages."""
    PAGE_NUMBER_CONFLICT = "page_number_conflict"
    """The page numbers on the paper contradict the order of the pages."""
    BLANK_UNCERTAIN = "blank_uncertain"
    """It cannot be told for sure whether somebody wrote on the page."""
    QUALITY_RED = "quality_red"
    """The scan is too poor to be marked; scan the page again."""
    MIXED_FORMATS = "mixed_formats"
    """A single page lies among folded sheets; it is not known whose it is."""
    READERS_DISAGREE = "readers_disagree"
    """Two independent readers count different numbers of pages in the file."""
    CANDIDATE_CONFLICT = "candidate_conflict"
    """Two copies claim the same candidate."""
    ODD_TAIL = "odd_tail"
    """The last copy of the scan has fewer pages than the others."""


class MoveTarget:
    """Where a page goes.

    One of `MoveTargetCopy`, `MoveTargetNewCopy`, `MoveTargetBlank`, or `MoveTargetUnknown` of a newer korrigo.
    """

    __slots__ = ()

    def to_json(self) -> Any:
        """This as the value that JSON has for it."""
        raise NotImplementedError

    @staticmethod
    def from_json(value: Any) -> MoveTarget:
        """Reads what `to_json` or the engine gave."""
        kind = _MOVE_TARGET.get(value["kind"])
        return MoveTargetUnknown(json=value) if kind is None else kind.from_json(value)



@_dataclass(frozen=True, slots=True, kw_only=True)
class MoveTargetCopy(MoveTarget):
    """Into a copy."""

    copy: int
    """The copy, from 0."""
    before: int
    """The page it stands in front of, from 0; past the last, it stands at the end."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "copy", "copy": self.copy, "before": self.before}

    @staticmethod
    def from_json(value: Any) -> MoveTargetCopy:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return MoveTargetCopy(
            copy=value["copy"],
            before=value["before"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class MoveTargetNewCopy(MoveTarget):
    """Into a copy of its own."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "new_copy"}

    @staticmethod
    def from_json(value: Any) -> MoveTargetNewCopy:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return MoveTargetNewCopy()


@_dataclass(frozen=True, slots=True, kw_only=True)
class MoveTargetBlank(MoveTarget):
    """To the blank pages that belong to nobody."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "blank"}

    @staticmethod
    def from_json(value: Any) -> MoveTargetBlank:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return MoveTargetBlank()


@_dataclass(frozen=True, slots=True, kw_only=True)
class MoveTargetUnknown(MoveTarget):
    """What a newer korrigo knows: kept as it is."""

    json: Any

    def to_json(self) -> Any:
        """This as it was read."""
        return self.json

    @staticmethod
    def from_json(value: Any) -> MoveTargetUnknown:
        """Keeps what is not known."""
        return MoveTargetUnknown(json=value)


_MOVE_TARGET: dict[Any, type[MoveTarget]] = {
    "copy": MoveTargetCopy,
    "new_copy": MoveTargetNewCopy,
    "blank": MoveTargetBlank,
}


class PlanMode:
    """How pages become copies when nobody looks at the paper.

    One of `PlanModeFixed`, `PlanModeShape`, `PlanModeSingle`, or `PlanModeUnknown` of a newer korrigo.
    """

    __slots__ = ()

    def to_json(self) -> Any:
        """This as the value that JSON has for it."""
        raise NotImplementedError

    @staticmethod
    def from_json(value: Any) -> PlanMode:
        """Reads what `to_json` or the engine gave."""
        kind = _PLAN_MODE.get(value["kind"])
        return PlanModeUnknown(json=value) if kind is None else kind.from_json(value)



@_dataclass(frozen=True, slots=True, kw_only=True)
class PlanModeFixed(PlanMode):
    """Copies of so many pages each."""

    pages: int
    """How many pages."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "fixed", "pages": self.pages}

    @staticmethod
    def from_json(value: Any) -> PlanModeFixed:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PlanModeFixed(
            pages=value["pages"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class PlanModeShape(PlanMode):
    """Booklets as the shape of the pages tells: two-up sides are folded sheets."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "shape"}

    @staticmethod
    def from_json(value: Any) -> PlanModeShape:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PlanModeShape()


@_dataclass(frozen=True, slots=True, kw_only=True)
class PlanModeSingle(PlanMode):
    """Every file is one copy."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "single"}

    @staticmethod
    def from_json(value: Any) -> PlanModeSingle:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PlanModeSingle()


@_dataclass(frozen=True, slots=True, kw_only=True)
class PlanModeUnknown(PlanMode):
    """What a newer korrigo knows: kept as it is."""

    json: Any

    def to_json(self) -> Any:
        """This as it was read."""
        return self.json

    @staticmethod
    def from_json(value: Any) -> PlanModeUnknown:
        """Keeps what is not known."""
        return PlanModeUnknown(json=value)


_PLAN_MODE: dict[Any, type[PlanMode]] = {
    "fixed": PlanModeFixed,
    "shape": PlanModeShape,
    "single": PlanModeSingle,
}


class Spot:
    """Where a half stands in a plan.

    One of `SpotCopy`, `SpotReview`, `SpotBlank`, or `SpotUnknown` of a newer korrigo.
    """

    __slots__ = ()

    def to_json(self) -> Any:
        """This as the value that JSON has for it."""
        raise NotImplementedError

    @staticmethod
    def from_json(value: Any) -> Spot:
        """Reads what `to_json` or the engine gave."""
        name = value if isinstance(value, str) else next(iter(value), None)
        kind = _SPOT.get(name)
        return SpotUnknown(json=value) if kind is None else kind.from_json(value)



@_dataclass(frozen=True, slots=True, kw_only=True)
class SpotCopy(Spot):
    """In a copy."""

    copy: int
    """Which."""
    place: int
    """Its place among the pages, from 0."""
    number: int | None = None
    """Its number, from 1."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"copy": self.copy, "place": self.place}
        if self.number is not None:
            said["number"] = self.number
        return {"copy": said}

    @staticmethod
    def from_json(value: Any) -> SpotCopy:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        value = value["copy"]
        return SpotCopy(
            copy=value["copy"],
            place=value["place"],
            number=value.get("number"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class SpotReview(Spot):
    """In the review tray."""

    def to_json(self) -> Any:
        """This as the value that JSON has for it."""
        return "review"

    @staticmethod
    def from_json(value: Any) -> SpotReview:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return SpotReview()


@_dataclass(frozen=True, slots=True, kw_only=True)
class SpotBlank(Spot):
    """Among the blank pages of no copy."""

    def to_json(self) -> Any:
        """This as the value that JSON has for it."""
        return "blank"

    @staticmethod
    def from_json(value: Any) -> SpotBlank:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return SpotBlank()


@_dataclass(frozen=True, slots=True, kw_only=True)
class SpotUnknown(Spot):
    """What a newer korrigo knows: kept as it is."""

    json: Any

    def to_json(self) -> Any:
        """This as it was read."""
        return self.json

    @staticmethod
    def from_json(value: Any) -> SpotUnknown:
        """Keeps what is not known."""
        return SpotUnknown(json=value)


_SPOT: dict[Any, type[Spot]] = {
    "copy": SpotCopy,
    "review": SpotReview,
    "blank": SpotBlank,
}


@_dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A place that a half might have had."""

    copy: int
    """Which copy."""
    score: float
    """How likely: 0..=1."""
    number: int | None = None
    """Which page of it, from 1."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"copy": self.copy, "score": self.score}
        if self.number is not None:
            said["number"] = self.number
        return said

    @staticmethod
    def from_json(value: Any) -> Alternative:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Alternative(
            copy=value["copy"],
            score=value["score"],
            number=value.get("number"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class BlankPage:
    """A blank half that belongs to no copy."""

    id: _words.PageId
    """The page's name for ever."""
    source: int
    """Which scan, from 0."""
    page: int
    """Which of its pages, from 0."""
    half: _geometry.Half
    """Which half of the upright side."""
    cut: float = 0.5
    """The fold: normalised x at mid height of the upright page. Means nothing for a whole page."""
    cut_line: _geometry.CutLine | None = None
    """The cut as two points of the upright, normalised page; overrides `cut` and the skew's slant."""
    rotate: _geometry.Rotation = 0
    """Quarter turns clockwise that make the displayed page upright."""
    skew_deg: float = 0.0
    """How far the content is turned clockwise on the upright page, in degrees."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"id": self.id, "source": self.source, "page": self.page, "half": self.half, "cut": self.cut, "rotate": self.rotate, "skew_deg": self.skew_deg}
        if self.cut_line is not None:
            said["cut_line"] = [list(self.cut_line[0]), list(self.cut_line[1])]
        return said

    @staticmethod
    def from_json(value: Any) -> BlankPage:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return BlankPage(
            id=value["id"],
            source=value["source"],
            page=value["page"],
            half=_run.known(_geometry.Half, value["half"]),
            cut=value.get("cut", 0.5),
            cut_line=None if value.get("cut_line") is None else ((value["cut_line"][0][0], value["cut_line"][0][1]), (value["cut_line"][1][0], value["cut_line"][1][1])),
            rotate=value.get("rotate", 0),
            skew_deg=value.get("skew_deg", 0.0),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CopyChange:
    """A copy of both plans that is told otherwise."""

    before: int
    """Its index in the first plan."""
    after: int
    """Its index in the second plan."""
    status: tuple[PlanStatus, PlanStatus]
    """Its status in both."""
    reasons_added: tuple[Reason, ...]
    """Reasons that are new."""
    reasons_removed: tuple[Reason, ...]
    """Reasons that are gone."""
    candidate: bool
    """Whether it is another candidate's, or nobody's now."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"before": self.before, "after": self.after, "status": list(self.status), "reasons_added": list(self.reasons_added), "reasons_removed": list(self.reasons_removed), "candidate": self.candidate}

    @staticmethod
    def from_json(value: Any) -> CopyChange:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CopyChange(
            before=value["before"],
            after=value["after"],
            status=(_run.known(PlanStatus, value["status"][0]), _run.known(PlanStatus, value["status"][1])),
            reasons_added=tuple([_run.known(Reason, one) for one in value["reasons_added"]]),
            reasons_removed=tuple([_run.known(Reason, one) for one in value["reasons_removed"]]),
            candidate=value["candidate"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CopyPlan:
    """One candidate's pages, in reading order."""

    index: int
    """Position in `copies`, from 0."""
    status: PlanStatus
    """Whether a person should look."""
    pages: tuple[PlannedPage, ...]
    """The pages, in reading order; at least one."""
    candidate: PlannedCandidate | None = None
    """Whose copy it is, where that is known."""
    reasons: tuple[Reason, ...] = ()
    """Why a person should look."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"index": self.index, "status": self.status, "pages": [one.to_json() for one in self.pages], "reasons": list(self.reasons)}
        if self.candidate is not None:
            said["candidate"] = self.candidate.to_json()
        return said

    @staticmethod
    def from_json(value: Any) -> CopyPlan:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CopyPlan(
            index=value["index"],
            status=_run.known(PlanStatus, value["status"]),
            pages=tuple([PlannedPage.from_json(one) for one in value["pages"]]),
            candidate=None if value.get("candidate") is None else PlannedCandidate.from_json(value["candidate"]),
            reasons=tuple([_run.known(Reason, one) for one in value["reasons"]]) if "reasons" in value else (),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One thing that speaks for a decision."""

    kind: EvidenceKind
    """What was seen."""
    score: float
    """How strongly it speaks: 0..=1."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": self.kind, "score": self.score}

    @staticmethod
    def from_json(value: Any) -> Evidence:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Evidence(
            kind=_run.known(EvidenceKind, value["kind"]),
            score=value["score"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was seen on every side of some scans."""

    format: str
    """Always `korrigo.findings/1`."""
    sources: tuple[SourceFindings, ...]
    """The scans, in the order they were given."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"format": self.format, "sources": [one.to_json() for one in self.sources]}

    @staticmethod
    def from_json(value: Any) -> Findings:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Findings(
            format=value["format"],
            sources=tuple([SourceFindings.from_json(one) for one in value["sources"]]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class NamedDocument:
    """A scan with the name it came with."""

    name: str
    """The name."""
    document: _document.Document | _run.Source
    """The scan."""

    def _pack(self, items: list[Any]) -> dict[str, Any]:
        return {"name": self.name, "document": _run.put(items, self.document)}

    @staticmethod
    def _unpack(value: Any, items: Sequence[Any]) -> NamedDocument:
        return NamedDocument(
            name=value["name"],
            document=_document.Document._of(items[value["document"]]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class PageChange:
    """A half that stands elsewhere or lies otherwise."""

    id: _words.PageId
    """Its name in the second plan."""
    source: int
    """Which scan."""
    page: int
    """Which of its pages."""
    half: _geometry.Half
    """Which half, in the second plan."""
    blank: bool | None = None
    """Whether it is blank now, when that changed."""
    cut: tuple[float, float] | None = None
    """The cut in both, normalised to the side of the second plan, when it moved."""
    moved: tuple[Spot, Spot] | None = None
    """Where it stood and stands, when that changed."""
    rotated: _geometry.Rotation | None = None
    """How far it was turned clockwise, when it was."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"id": self.id, "source": self.source, "page": self.page, "half": self.half}
        if self.blank is not None:
            said["blank"] = self.blank
        if self.cut is not None:
            said["cut"] = list(self.cut)
        if self.moved is not None:
            said["moved"] = [self.moved[0].to_json(), self.moved[1].to_json()]
        if self.rotated is not None:
            said["rotated"] = self.rotated
        return said

    @staticmethod
    def from_json(value: Any) -> PageChange:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PageChange(
            id=value["id"],
            source=value["source"],
            page=value["page"],
            half=_run.known(_geometry.Half, value["half"]),
            blank=value.get("blank"),
            cut=None if value.get("cut") is None else (value["cut"][0], value["cut"][1]),
            moved=None if value.get("moved") is None else (Spot.from_json(value["moved"][0]), Spot.from_json(value["moved"][1])),
            rotated=value.get("rotated"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """What was read in the header of one half of a page."""

    source: int
    """Which scan, from 0."""
    page: int
    """Which of its pages, from 0."""
    half: _geometry.Half
    """Which half."""
    birth_date: str | None = None
    """Birth date; in JSON a text that is none counts as not read."""
    confidence: float = 1.0
    """How likely each of them is right: 0..=1; anything else counts as 0. In JSON 1 where nothing is said."""
    first_name: str | None = None
    """First name."""
    last_name: str | None = None
    """Surname."""
    number: str | None = None
    """Candidate number."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"source": self.source, "page": self.page, "half": self.half, "confidence": self.confidence}
        if self.birth_date is not None:
            said["birth_date"] = self.birth_date
        if self.first_name is not None:
            said["first_name"] = self.first_name
        if self.last_name is not None:
            said["last_name"] = self.last_name
        if self.number is not None:
            said["number"] = self.number
        return said

    @staticmethod
    def from_json(value: Any) -> PageReading:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PageReading(
            source=value["source"],
            page=value["page"],
            half=_run.known(_geometry.Half, value["half"]),
            birth_date=None if value.get("birth_date") is None else _roster.DateRead(value["birth_date"]),
            confidence=value.get("confidence", 1.0),
            first_name=value.get("first_name"),
            last_name=value.get("last_name"),
            number=value.get("number"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class PlanDiff:
    """What changed between two plans of the same scans. Empty when nothing did."""

    added: tuple[int, ...]
    """Copies of the second plan that the first has not, by their index in the second."""
    removed: tuple[int, ...]
    """Copies of the first plan that the second has not, by their index in the first."""
    copies: tuple[CopyChange, ...]
    """Copies of both with another status, other reasons or another candidate."""
    pages: tuple[PageChange, ...]
    """Halves that stand elsewhere or lie otherwise."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"added": list(self.added), "removed": list(self.removed), "copies": [one.to_json() for one in self.copies], "pages": [one.to_json() for one in self.pages]}

    @staticmethod
    def from_json(value: Any) -> PlanDiff:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PlanDiff(
            added=tuple(value["added"]),
            removed=tuple(value["removed"]),
            copies=tuple([CopyChange.from_json(one) for one in value["copies"]]),
            pages=tuple([PageChange.from_json(one) for one in value["pages"]]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCandidate:
    """Whose copy it is."""

    last_name: str
    """Surname."""
    first_name: str
    """First name."""
    birth_date: str | None = None
    """ISO date."""
    number: str | None = None
    """The candidate's number."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"last_name": self.last_name, "first_name": self.first_name}
        if self.birth_date is not None:
            said["birth_date"] = self.birth_date
        if self.number is not None:
            said["number"] = self.number
        return said

    @staticmethod
    def from_json(value: Any) -> PlannedCandidate:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PlannedCandidate(
            last_name=value["last_name"],
            first_name=value["first_name"],
            birth_date=value.get("birth_date"),
            number=value.get("number"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPage:
    """A page of a copy."""

    id: _words.PageId
    """The page's name for ever."""
    source: int
    """Which scan, from 0."""
    page: int
    """Which of its pages, from 0."""
    half: _geometry.Half
    """Which half of the upright side."""
    confidence: float
    """How sure the decision is: 0..=1."""
    alternatives: tuple[Alternative, ...] = ()
    """Where else it may belong, the likeliest first."""
    blank: bool = False
    """Whether nobody wrote on it. A blank page of a booklet stays in its copy."""
    cut: float = 0.5
    """The fold: normalised x at mid height of the upright page. Means nothing for a whole page."""
    cut_line: _geometry.CutLine | None = None
    """The cut as two points of the upright, normalised page; overrides `cut` and the skew's slant."""
    evidence: tuple[Evidence, ...] = ()
    """What speaks for the decision."""
    header: _geometry.NormalizedRect | None = None
    """The header, normalised to this half."""
    number: int | None = None
    """Its number in the copy, from 1, where that is known."""
    rotate: _geometry.Rotation = 0
    """Quarter turns clockwise that make the displayed page upright."""
    skew_deg: float = 0.0
    """How far the content is turned clockwise on the upright page, in degrees."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"id": self.id, "source": self.source, "page": self.page, "half": self.half, "confidence": self.confidence, "alternatives": [one.to_json() for one in self.alternatives], "blank": self.blank, "cut": self.cut, "evidence": [one.to_json() for one in self.evidence], "rotate": self.rotate, "skew_deg": self.skew_deg}
        if self.cut_line is not None:
            said["cut_line"] = [list(self.cut_line[0]), list(self.cut_line[1])]
        if self.header is not None:
            said["header"] = self.header.to_json()
        if self.number is not None:
            said["number"] = self.number
        return said

    @staticmethod
    def from_json(value: Any) -> PlannedPage:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PlannedPage(
            id=value["id"],
            source=value["source"],
            page=value["page"],
            half=_run.known(_geometry.Half, value["half"]),
            confidence=value["confidence"],
            alternatives=tuple([Alternative.from_json(one) for one in value["alternatives"]]) if "alternatives" in value else (),
            blank=value.get("blank", False),
            cut=value.get("cut", 0.5),
            cut_line=None if value.get("cut_line") is None else ((value["cut_line"][0][0], value["cut_line"][0][1]), (value["cut_line"][1][0], value["cut_line"][1][1])),
            evidence=tuple([Evidence.from_json(one) for one in value["evidence"]]) if "evidence" in value else (),
            header=None if value.get("header") is None else _geometry.NormalizedRect.from_json(value["header"]),
            number=value.get("number"),
            rotate=value.get("rotate", 0),
            skew_deg=value.get("skew_deg", 0.0),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """A half that a person must place."""

    id: _words.PageId
    """The page's name for ever."""
    source: int
    """Which scan, from 0."""
    page: int
    """Which of its pages, from 0."""
    half: _geometry.Half
    """Which half of the upright side."""
    reason: Reason
    """Why it was not placed."""
    alternatives: tuple[Alternative, ...] = ()
    """What was nearly decided, the likeliest first."""
    cut: float = 0.5
    """The fold: normalised x at mid height of the upright page. Means nothing for a whole page."""
    cut_line: _geometry.CutLine | None = None
    """The cut as two points of the upright, normalised page; overrides `cut` and the skew's slant."""
    rotate: _geometry.Rotation = 0
    """Quarter turns clockwise that make the displayed page upright."""
    skew_deg: float = 0.0
    """How far the content is turned clockwise on the upright page, in degrees."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"id": self.id, "source": self.source, "page": self.page, "half": self.half, "reason": self.reason, "alternatives": [one.to_json() for one in self.alternatives], "cut": self.cut, "rotate": self.rotate, "skew_deg": self.skew_deg}
        if self.cut_line is not None:
            said["cut_line"] = [list(self.cut_line[0]), list(self.cut_line[1])]
        return said

    @staticmethod
    def from_json(value: Any) -> ReviewPage:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ReviewPage(
            id=value["id"],
            source=value["source"],
            page=value["page"],
            half=_run.known(_geometry.Half, value["half"]),
            reason=_run.known(Reason, value["reason"]),
            alternatives=tuple([Alternative.from_json(one) for one in value["alternatives"]]) if "alternatives" in value else (),
            cut=value.get("cut", 0.5),
            cut_line=None if value.get("cut_line") is None else ((value["cut_line"][0][0], value["cut_line"][0][1]), (value["cut_line"][1][0], value["cut_line"][1][1])),
            rotate=value.get("rotate", 0),
            skew_deg=value.get("skew_deg", 0.0),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class SourceFindings:
    """What was seen on every side of one scan."""

    name: str
    """What the user calls it; for people only."""
    sha256: _words.SourceHash
    """Its content's hash: what makes page ids and a second import recognisable."""
    pages: int
    """How many pages it has."""
    sides: tuple[_scan.Side, ...]
    """Its pages in order: as many as `source.pages`."""
    readers_disagree: bool = False
    """Two independent readers count different numbers of pages in the file."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"name": self.name, "sha256": self.sha256, "pages": self.pages, "sides": [one.to_json() for one in self.sides], "readers_disagree": self.readers_disagree}

    @staticmethod
    def from_json(value: Any) -> SourceFindings:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return SourceFindings(
            name=value["name"],
            sha256=value["sha256"],
            pages=value["pages"],
            sides=tuple([_scan.Side.from_json(one) for one in value["sides"]]),
            readers_disagree=value.get("readers_disagree", False),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class SourceRef:
    """One scan."""

    name: str
    """What the user calls it; for people only."""
    sha256: _words.SourceHash
    """Its content's hash: what makes page ids and a second import recognisable."""
    pages: int
    """How many pages it has."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"name": self.name, "sha256": self.sha256, "pages": self.pages}

    @staticmethod
    def from_json(value: Any) -> SourceRef:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return SourceRef(
            name=value["name"],
            sha256=value["sha256"],
            pages=value["pages"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class SplitPlan:
    """A legal plan: every half of every page of every source stands in exactly one place.
     Read one with serde or make one from `PlanParts`; both refuse what breaks the rules with `plan_invalid`, naming
    every broken rule.
    """

    format: str
    """Always `korrigo.plan/1`."""
    sources: tuple[SourceRef, ...]
    """The scans, in the order `source` counts them."""
    copies: tuple[CopyPlan, ...]
    """The copies, in the order of the pile."""
    blank: tuple[BlankPage, ...] = ()
    """Blank halves that belong to no copy."""
    review: tuple[ReviewPage, ...] = ()
    """Halves that a person must place."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"format": self.format, "sources": [one.to_json() for one in self.sources], "copies": [one.to_json() for one in self.copies], "blank": [one.to_json() for one in self.blank], "review": [one.to_json() for one in self.review]}

    @staticmethod
    def from_json(value: Any) -> SplitPlan:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return SplitPlan(
            format=value["format"],
            sources=tuple([SourceRef.from_json(one) for one in value["sources"]]),
            copies=tuple([CopyPlan.from_json(one) for one in value["copies"]]),
            blank=tuple([BlankPage.from_json(one) for one in value["blank"]]) if "blank" in value else (),
            review=tuple([ReviewPage.from_json(one) for one in value["review"]]) if "review" in value else (),
        )

    def accept_copy(self, copy: int) -> SplitPlan:
        """The plan after a person found a copy right.

        copy: The copy, from 0.
        """
        value = _call("booklet::SplitPlan::accept_copy", {"this": self.to_json(), "copy": copy})[0]
        return SplitPlan.from_json(value)

    def mark_blank(self, page: _words.PageId, blank: bool) -> SplitPlan:
        """The plan with a page marked as blank or written.

        page: The page.
        blank: Whether nobody wrote on it.
        """
        value = _call("booklet::SplitPlan::mark_blank", {"this": self.to_json(), "page": page, "blank": blank})[0]
        return SplitPlan.from_json(value)

    def merge_copies(self, first: int, second: int) -> SplitPlan:
        """The plan with two copies as one.

        first: The copy that stays.
        second: The copy whose pages follow; it is gone then.
        """
        value = _call("booklet::SplitPlan::merge_copies", {"this": self.to_json(), "first": first, "second": second})[0]
        return SplitPlan.from_json(value)

    def move_page(self, page: _words.PageId, target: MoveTarget, *, number: int | None = None) -> SplitPlan:
        """The plan with a page elsewhere.

        page: The page.
        target: Where it goes.
        number: Its number from then on.
        """
        given: dict[str, Any] = {"this": self.to_json(), "page": page, "target": target.to_json()}
        if number is not None:
            given["number"] = number
        value = _call("booklet::SplitPlan::move_page", given)[0]
        return SplitPlan.from_json(value)

    def needs_review(self) -> bool:
        """Whether a person must look."""
        value: bool = _call("booklet::SplitPlan::needs_review", {"this": self.to_json()})[0]
        return value

    @staticmethod
    def create(plan: SplitPlan) -> SplitPlan:
        """A plan as it was stored or edited, checked.

        plan: The plan, as it was stored or edited.
        """
        value = _call("booklet::SplitPlan::new", {"plan": plan.to_json()})[0]
        return SplitPlan.from_json(value)

    def rotate_side(self, page: _words.PageId, by: _geometry.Rotation) -> SplitPlan:
        """The plan with a side turned.

        page: A page of the side.
        by: Quarter turns clockwise, in degrees.
        """
        value = _call("booklet::SplitPlan::rotate_side", {"this": self.to_json(), "page": page, "by": by})[0]
        return SplitPlan.from_json(value)

    def set_candidate(self, copy: int, *, candidate: PlannedCandidate | None = None) -> SplitPlan:
        """The plan with a copy given to a candidate.

        copy: The copy, from 0.
        candidate: Whose it is; nobody's when left out.
        """
        given: dict[str, Any] = {"this": self.to_json(), "copy": copy}
        if candidate is not None:
            given["candidate"] = candidate.to_json()
        value = _call("booklet::SplitPlan::set_candidate", given)[0]
        return SplitPlan.from_json(value)

    def split_copy(self, copy: int, before: int) -> SplitPlan:
        """The plan with a copy cut in two.

        copy: The copy, from 0.
        before: The page that begins the new copy, from 0 in its own.
        """
        value = _call("booklet::SplitPlan::split_copy", {"this": self.to_json(), "copy": copy, "before": before})[0]
        return SplitPlan.from_json(value)

    def swap_pages(self, one: _words.PageId, other: _words.PageId) -> SplitPlan:
        """The plan with two pages exchanged.

        one: A page.
        other: Another.
        """
        value = _call("booklet::SplitPlan::swap_pages", {"this": self.to_json(), "one": one, "other": other})[0]
        return SplitPlan.from_json(value)


def assign(
    findings: Findings,
    *,
    certain: float | None = None,
    readings: Sequence[PageReading] | None = None,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> SplitPlan:
    """A plan that explains best what was seen, with what was read.

    findings: What was seen on the scans.
    certain: How sure a copy must be to be certain: 0 to 1.
    readings: What somebody read on the headers.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    given: dict[str, Any] = {"findings": findings.to_json()}
    if certain is not None:
        given["certain"] = certain
    if readings is not None:
        given["readings"] = [one.to_json() for one in readings]
    value = _run.long("booklet::assign", given, (), progress, cancel, threads)[0]
    return SplitPlan.from_json(value)


def diff(before: SplitPlan, after: SplitPlan) -> PlanDiff:
    """What differs between two plans of the same scans.

    before: The plan as it was.
    after: The plan as it is.
    """
    value = _call("booklet::diff", {"before": before.to_json(), "after": after.to_json()})[0]
    return PlanDiff.from_json(value)


def plan(
    sources: Sequence[NamedDocument],
    mode: PlanMode,
    *,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> SplitPlan:
    """A plan by the shape of the pages alone.

    sources: The scans, in the order of the pile.
    mode: How pages become copies.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    items: list[Any] = []
    value = _run.long("booklet::plan", {"sources": [one._pack(items) for one in sources], "mode": mode.to_json()}, items, progress, cancel, threads)[0]
    return SplitPlan.from_json(value)
