"""Marking schemes, exact marks, statistics, anonymous ids, comments.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass as _dataclass
from dataclasses import field as _field
from decimal import Decimal as _Decimal
from typing import Any
from typing import Literal as _Literal
from typing import TypeAlias as _TypeAlias

from . import _run
from . import words as _words
from ._korrigo import call as _call
from .errors import InvalidInput as _InvalidInput

__all__ = [
    "AnonymousId",
    "BankChanged",
    "Bin",
    "Comment",
    "CommentBank",
    "CopyMarks",
    "Disagreement",
    "DisagreementQuestion",
    "DisagreementTotal",
    "DisagreementUnknown",
    "Distribution",
    "ExamKey",
    "IdScheme",
    "Item",
    "Mark",
    "MarkedPaper",
    "MarkerStatistics",
    "PaperMarks",
    "PaperRead",
    "Question",
    "QuestionStatistics",
    "Rescored",
    "Scheme",
    "SchemeRead",
    "SchemeWarning",
    "SchemeWarningPartsDiffer",
    "SchemeWarningTotalDiffers",
    "SchemeWarningUnknown",
    "Score",
    "Scores",
    "Statistics",
    "Tolerance",
    "Total",
    "anonymous_id",
    "histogram",
]


class AnonymousId(str):
    """A text of its own kind."""

    __slots__ = ()

    @staticmethod
    def read(text: str) -> str:
        """An id as it is written, from what somebody typed.

        text: What somebody typed.
        """
        value: str = _call("exam::AnonymousId::as_str", {"text": text})[0]
        return value


class Mark(_Decimal):
    """Points, exact to the hundredth: a decimal like any other, with what the engine does to marks."""

    __slots__ = ()

    def to_json(self) -> str:
        """This as the text that JSON has for it."""
        return format(self, "f")

    @staticmethod
    def from_hundredths(hundredths: int) -> Mark:
        """A mark from hundredths of a point.

        hundredths: Hundredths of a point.
        """
        value = _call("exam::Mark::from_hundredths", {"hundredths": hundredths})[0]
        return read_mark(value)

    def hundredths(self) -> int:
        """The mark in hundredths of a point."""
        value: int = _call("exam::Mark::hundredths", {"this": _run.mark(self)})[0]
        return value

    def is_multiple_of(self, step: _run.AnyMark) -> bool:
        """Whether it is a whole number of steps.

        step: The step; 0 has no multiples but 0.
        """
        value: bool = _call("exam::Mark::is_multiple_of", {"this": _run.mark(self), "step": _run.mark(step)})[0]
        return value

    def scaled(self, numerator: _run.AnyMark, denominator: _run.AnyMark) -> Mark:
        """The mark times numerator, by denominator, rounded half up.

        numerator: What is reached of the denominator.
        denominator: What it is scaled from.
        """
        value = _call("exam::Mark::scaled", {"this": _run.mark(self), "numerator": _run.mark(numerator), "denominator": _run.mark(denominator)})[0]
        return read_mark(value)

    @staticmethod
    def sum(marks: Sequence[_run.AnyMark]) -> Mark:
        """The sum of marks, exactly.

        marks: The marks.
        """
        value = _call("exam::Mark::sum", {"marks": [_run.mark(one) for one in marks]})[0]
        return read_mark(value)



def read_mark(value: Any) -> Mark:
    """The mark of a JSON value."""
    try:
        return Mark(value)
    except (ArithmeticError, TypeError, ValueError):
        raise _InvalidInput("a mark is no decimal", code="mark_invalid") from None


Score: _TypeAlias = Mark | _Literal["not_answered"]
"""What a question got: points, or that the candidate wrote nothing."""


def read_score(value: Any) -> Score:
    """The score of a JSON value."""
    return "not_answered" if value == "not_answered" else read_mark(value)


class Disagreement:
    """Where two markers are too far apart.

    One of `DisagreementQuestion`, `DisagreementTotal`, or `DisagreementUnknown` of a newer korrigo.
    """

    __slots__ = ()

    def to_json(self) -> Any:
        """This as the value that JSON has for it."""
        raise NotImplementedError

    @staticmethod
    def from_json(value: Any) -> Disagreement:
        """Reads what `to_json` or the engine gave."""
        kind = _DISAGREEMENT.get(value["kind"])
        return DisagreementUnknown(json=value) if kind is None else kind.from_json(value)



@_dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementQuestion(Disagreement):
    """One question."""

    question: str
    """Its id."""
    tolerance: Mark
    """What was allowed."""
    first: Score | None = None
    """What the first gave; `None` for no score."""
    second: Score | None = None
    """What the second gave."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"kind": "question", "question": self.question, "tolerance": _run.mark(self.tolerance)}
        if self.first is not None:
            said["first"] = _run.mark(self.first)
        if self.second is not None:
            said["second"] = _run.mark(self.second)
        return said

    @staticmethod
    def from_json(value: Any) -> DisagreementQuestion:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return DisagreementQuestion(
            question=value["question"],
            tolerance=read_mark(value["tolerance"]),
            first=None if value.get("first") is None else read_score(value["first"]),
            second=None if value.get("second") is None else read_score(value["second"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementTotal(Disagreement):
    """All in all."""

    first: Mark
    """What the first comes to."""
    second: Mark
    """What the second comes to."""
    tolerance: Mark
    """What was allowed."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "total", "first": _run.mark(self.first), "second": _run.mark(self.second), "tolerance": _run.mark(self.tolerance)}

    @staticmethod
    def from_json(value: Any) -> DisagreementTotal:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return DisagreementTotal(
            first=read_mark(value["first"]),
            second=read_mark(value["second"]),
            tolerance=read_mark(value["tolerance"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementUnknown(Disagreement):
    """What a newer korrigo knows: kept as it is."""

    json: Any

    def to_json(self) -> Any:
        """This as it was read."""
        return self.json

    @staticmethod
    def from_json(value: Any) -> DisagreementUnknown:
        """Keeps what is not known."""
        return DisagreementUnknown(json=value)


_DISAGREEMENT: dict[Any, type[Disagreement]] = {
    "question": DisagreementQuestion,
    "total": DisagreementTotal,
}


class SchemeWarning:
    """What is seldom meant in a scheme.

    One of `SchemeWarningPartsDiffer`, `SchemeWarningTotalDiffers`, or `SchemeWarningUnknown` of a newer korrigo.
    """

    __slots__ = ()

    def to_json(self) -> Any:
        """This as the value that JSON has for it."""
        raise NotImplementedError

    @staticmethod
    def from_json(value: Any) -> SchemeWarning:
        """Reads what `to_json` or the engine gave."""
        kind = _SCHEME_WARNING.get(value["kind"])
        return SchemeWarningUnknown(json=value) if kind is None else kind.from_json(value)



@_dataclass(frozen=True, slots=True, kw_only=True)
class SchemeWarningPartsDiffer(SchemeWarning):
    """An item says other points than its parts have; the parts count."""

    id: str
    """The item."""
    declared: Mark
    """What it says."""
    sum: Mark
    """What its parts have."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "parts_differ", "id": self.id, "declared": _run.mark(self.declared), "sum": _run.mark(self.sum)}

    @staticmethod
    def from_json(value: Any) -> SchemeWarningPartsDiffer:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return SchemeWarningPartsDiffer(
            id=value["id"],
            declared=read_mark(value["declared"]),
            sum=read_mark(value["sum"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class SchemeWarningTotalDiffers(SchemeWarning):
    """The points are not the scale: totals will be scaled."""

    sum: Mark
    """What its questions are worth together, without bonus."""
    scale: Mark
    """The declared scale."""
    variant: str | None = None
    """The subject, where there are several."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"kind": "total_differs", "sum": _run.mark(self.sum), "scale": _run.mark(self.scale)}
        if self.variant is not None:
            said["variant"] = self.variant
        return said

    @staticmethod
    def from_json(value: Any) -> SchemeWarningTotalDiffers:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return SchemeWarningTotalDiffers(
            sum=read_mark(value["sum"]),
            scale=read_mark(value["scale"]),
            variant=value.get("variant"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class SchemeWarningUnknown(SchemeWarning):
    """What a newer korrigo knows: kept as it is."""

    json: Any

    def to_json(self) -> Any:
        """This as it was read."""
        return self.json

    @staticmethod
    def from_json(value: Any) -> SchemeWarningUnknown:
        """Keeps what is not known."""
        return SchemeWarningUnknown(json=value)


_SCHEME_WARNING: dict[Any, type[SchemeWarning]] = {
    "parts_differ": SchemeWarningPartsDiffer,
    "total_differs": SchemeWarningTotalDiffers,
}


@_dataclass(frozen=True, slots=True, kw_only=True)
class BankChanged:
    """A bank of comments after a change."""

    bank: CommentBank
    """The bank."""
    changed: bool
    """Whether anything changed."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"bank": self.bank.to_json(), "changed": self.changed}

    @staticmethod
    def from_json(value: Any) -> BankChanged:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return BankChanged(
            bank=CommentBank.from_json(value["bank"]),
            changed=value["changed"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """A bar of a histogram: marks from `from`, up to but without `to`; the last bar has its end, too."""

    from_: Mark
    """Its lower end."""
    to: Mark
    """Its upper end."""
    count: int
    """How many marks it holds."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"from": _run.mark(self.from_), "to": _run.mark(self.to), "count": self.count}

    @staticmethod
    def from_json(value: Any) -> Bin:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Bin(
            from_=read_mark(value["from"]),
            to=read_mark(value["to"]),
            count=value["count"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A ready comment. Its text is never shown in `Debug`."""

    text: str
    """What is written."""
    last_use: int = 0
    """When this marker last took it: a number that grows with every use of the bank."""
    official: bool = False
    """Whether the exam gives it to all markers; else it is the marker's own."""
    question: str | None = None
    """The question it belongs to, by the id of the scheme; `None` for all."""
    score_delta: Mark | None = None
    """The points that go with it."""
    uses: int = 0
    """How often this marker took it."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"text": self.text, "last_use": self.last_use, "official": self.official, "uses": self.uses}
        if self.question is not None:
            said["question"] = self.question
        if self.score_delta is not None:
            said["score_delta"] = _run.mark(self.score_delta)
        return said

    @staticmethod
    def from_json(value: Any) -> Comment:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Comment(
            text=value["text"],
            last_use=value.get("last_use", 0),
            official=value.get("official", False),
            question=value.get("question"),
            score_delta=None if value.get("score_delta") is None else read_mark(value["score_delta"]),
            uses=value.get("uses", 0),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class CommentBank:
    """The comments that one marker may take."""

    comments: tuple[Comment, ...]
    """"""
    uses: int = 0
    """"""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"comments": [one.to_json() for one in self.comments], "uses": self.uses}

    @staticmethod
    def from_json(value: Any) -> CommentBank:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CommentBank(
            comments=tuple([Comment.from_json(one) for one in value["comments"]]),
            uses=value.get("uses", 0),
        )

    def forget(self, text: str, *, question: str | None = None) -> BankChanged:
        """The bank without a personal comment.

        text: The comment.
        question: The question that it belongs to.
        """
        given: dict[str, Any] = {"this": self.to_json(), "text": text}
        if question is not None:
            given["question"] = question
        value = _call("exam::CommentBank::forget", given)[0]
        return BankChanged.from_json(value)

    @staticmethod
    def create(official: Sequence[Comment]) -> CommentBank:
        """A bank of comments that begins with the official ones.

        official: The comments that everybody gets.
        """
        value = _call("exam::CommentBank::new", {"official": [one.to_json() for one in official]})[0]
        return CommentBank.from_json(value)

    def suggest(self, most: int, *, question: str | None = None, typed: str | None = None) -> tuple[Comment, ...]:
        """Comments that fit, best first.

        most: At most so many.
        question: The question that is marked.
        typed: What was typed so far.
        """
        given: dict[str, Any] = {"this": self.to_json(), "most": most}
        if question is not None:
            given["question"] = question
        if typed is not None:
            given["typed"] = typed
        value = _call("exam::CommentBank::suggest", given)[0]
        return tuple([Comment.from_json(one) for one in value])

    def take(self, text: str, *, question: str | None = None, score_delta: _run.AnyMark | None = None) -> CommentBank:
        """The bank after a comment was used.

        text: The comment.
        question: The question that it belongs to.
        score_delta: The points that go with it.
        """
        given: dict[str, Any] = {"this": self.to_json(), "text": text}
        if question is not None:
            given["question"] = question
        if score_delta is not None:
            given["score_delta"] = _run.mark(score_delta)
        value = _call("exam::CommentBank::take", given)[0]
        return CommentBank.from_json(value)


@_dataclass(frozen=True, slots=True, kw_only=True)
class CopyMarks:
    """What one copy got, for statistics."""

    scores: Scores
    """What was scored."""
    total: Total
    """What it came to."""
    marker: int
    """Who marked it: a number of the caller."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"scores": self.scores.to_json(), "total": self.total.to_json(), "marker": self.marker}

    @staticmethod
    def from_json(value: Any) -> CopyMarks:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return CopyMarks(
            scores=Scores.from_json(value["scores"]),
            total=Total.from_json(value["total"]),
            marker=value["marker"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """How marks are spread."""

    count: int
    """How many there are: at least 1."""
    mean: Mark
    """The mean."""
    median: Mark
    """The middle one, or the mean of the two in the middle."""
    deviation: float
    """The standard deviation of these marks (divided by their count): points."""
    min: Mark
    """The lowest."""
    max: Mark
    """The highest."""
    quartiles: tuple[Mark, Mark]
    """The first and the third quartile, between neighbours where they fall between two (definition 7 of Hyndman and
    Fan, The American Statistician 50, 1996: as in spreadsheets, R and NumPy).
    """

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"count": self.count, "mean": _run.mark(self.mean), "median": _run.mark(self.median), "deviation": self.deviation, "min": _run.mark(self.min), "max": _run.mark(self.max), "quartiles": [_run.mark(self.quartiles[0]), _run.mark(self.quartiles[1])]}

    @staticmethod
    def from_json(value: Any) -> Distribution:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Distribution(
            count=value["count"],
            mean=read_mark(value["mean"]),
            median=read_mark(value["median"]),
            deviation=value["deviation"],
            min=read_mark(value["min"]),
            max=read_mark(value["max"]),
            quartiles=(read_mark(value["quartiles"][0]), read_mark(value["quartiles"][1])),
        )

    @staticmethod
    def of(marks: Sequence[_run.AnyMark]) -> Distribution | None:
        """What marks look like together; nothing for none.

        marks: The marks.
        """
        value = _call("exam::Distribution::of", {"marks": [_run.mark(one) for one in marks]})[0]
        return (None if value is None else Distribution.from_json(value))


@_dataclass(frozen=True, slots=True, kw_only=True)
class IdScheme:
    """How the ids of one exam look. Fixed when the exam is created; kept with it."""

    exam: str
    """"""
    prefix: str
    """"""
    digits: int
    """"""
    check: bool
    """"""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"exam": self.exam, "prefix": self.prefix, "digits": self.digits, "check": self.check}

    @staticmethod
    def from_json(value: Any) -> IdScheme:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return IdScheme(
            exam=value["exam"],
            prefix=value["prefix"],
            digits=value["digits"],
            check=value["check"],
        )

    def capacity(self) -> int:
        """How many ids there are."""
        value: int = _call("exam::IdScheme::capacity", {"this": self.to_json()})[0]
        return value

    def index_of(self, key: str, id: str) -> int:
        """Which copy an id belongs to.

        key: The exam's key, as text.
        id: The id.
        """
        value: int = _call("exam::IdScheme::index_of", {"this": self.to_json(), "key": key, "id": id})[0]
        return value

    @staticmethod
    def create(
        exam: str,
        copies: int,
        *,
        check: bool | None = None,
        digits: int | None = None,
        prefix: str | None = None,
    ) -> IdScheme:
        """How the anonymous ids of an exam look.

        exam: The exam's id.
        copies: How many copies it may have.
        check: Whether a check character follows.
        digits: Digits of the number, instead of as many as needed.
        prefix: Letters in front, instead of the exam's own.
        """
        given: dict[str, Any] = {"exam": exam, "copies": copies}
        if check is not None:
            given["check"] = check
        if digits is not None:
            given["digits"] = digits
        if prefix is not None:
            given["prefix"] = prefix
        value = _call("exam::IdScheme::new", given)[0]
        return IdScheme.from_json(value)

    def get_prefix(self) -> str:
        """The letters in front."""
        value: str = _call("exam::IdScheme::prefix", {"this": self.to_json()})[0]
        return value


@_dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An exercise, a question or a sub-question."""

    id: str
    """Stable and unique in the scheme: scores are kept under it."""
    label: str
    """What people read."""
    bonus: bool = False
    """Points beyond the scheme's sum: they count, but nobody must have them."""
    items: tuple[Item, ...] = ()
    """Its parts."""
    points: Mark | None = None
    """What a leaf is worth; `None` for an item that has parts."""
    variant: str | None = None
    """The subject it belongs to, where an exam has several (`A`, `B`); `None` is for all."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"id": self.id, "label": self.label, "bonus": self.bonus, "items": [one.to_json() for one in self.items]}
        if self.points is not None:
            said["points"] = _run.mark(self.points)
        if self.variant is not None:
            said["variant"] = self.variant
        return said

    @staticmethod
    def from_json(value: Any) -> Item:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Item(
            id=value["id"],
            label=value["label"],
            bonus=value.get("bonus", False),
            items=tuple([Item.from_json(one) for one in value["items"]]) if "items" in value else (),
            points=None if value.get("points") is None else read_mark(value["points"]),
            variant=value.get("variant"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class MarkerStatistics:
    """The marks of one marker beside everybody's."""

    marker: int
    """Which marker, as the caller counts them."""
    marks: Distribution
    """The marks that the marker gave."""
    drift: Mark | None = None
    """How far their mean lies above the mean of all others; `None` when nobody else marked."""
    drift_errors: float | None = None
    """The drift in standard errors (Welch); beyond ±3 it is hardly chance, if copies were dealt out by chance. `None`
    when it cannot be told.
    """

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"marker": self.marker, "marks": self.marks.to_json()}
        if self.drift is not None:
            said["drift"] = _run.mark(self.drift)
        if self.drift_errors is not None:
            said["drift_errors"] = self.drift_errors
        return said

    @staticmethod
    def from_json(value: Any) -> MarkerStatistics:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return MarkerStatistics(
            marker=value["marker"],
            marks=Distribution.from_json(value["marks"]),
            drift=None if value.get("drift") is None else read_mark(value["drift"]),
            drift_errors=value.get("drift_errors"),
        )

    @staticmethod
    def of(copies: Sequence[CopyMarks]) -> tuple[MarkerStatistics, ...]:
        """Each marker's marks, and how far they drift.

        copies: The copies.
        """
        value = _call("exam::MarkerStatistics::of", {"copies": [one.to_json() for one in copies]})[0]
        return tuple([MarkerStatistics.from_json(one) for one in value])


@_dataclass(frozen=True, slots=True, kw_only=True)
class PaperMarks:
    """What one paper got, for scoring it again."""

    scores: Scores
    """What was scored."""
    deltas: Sequence[_run.AnyMark] = ()
    """Points that annotations add or take away."""
    variant: str | None = None
    """The subject, where the exam has several."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"scores": self.scores.to_json(), "deltas": [_run.mark(one) for one in self.deltas]}
        if self.variant is not None:
            said["variant"] = self.variant
        return said

    @staticmethod
    def from_json(value: Any) -> PaperMarks:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PaperMarks(
            scores=Scores.from_json(value["scores"]),
            deltas=tuple([read_mark(one) for one in value["deltas"]]) if "deltas" in value else (),
            variant=value.get("variant"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class PaperRead:
    """A paper as another program marked it."""

    copy: str
    """What the file calls the copy."""
    deltas: tuple[Mark, ...]
    """Points that annotations add or take away."""
    scores: Scores
    """What was scored."""
    marker: str | None = None
    """Who marked it."""
    variant: str | None = None
    """The subject, where the exam has several."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"copy": self.copy, "deltas": [_run.mark(one) for one in self.deltas], "scores": self.scores.to_json()}
        if self.marker is not None:
            said["marker"] = self.marker
        if self.variant is not None:
            said["variant"] = self.variant
        return said

    @staticmethod
    def from_json(value: Any) -> PaperRead:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PaperRead(
            copy=value["copy"],
            deltas=tuple([read_mark(one) for one in value["deltas"]]),
            scores=Scores.from_json(value["scores"]),
            marker=value.get("marker"),
            variant=value.get("variant"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of a scheme."""

    id: str
    """Its id."""
    label: str
    """What people call it."""
    points: Mark
    """The most points."""
    bonus: bool
    """Whether its points come on top."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"id": self.id, "label": self.label, "points": _run.mark(self.points), "bonus": self.bonus}

    @staticmethod
    def from_json(value: Any) -> Question:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Question(
            id=value["id"],
            label=value["label"],
            points=read_mark(value["points"]),
            bonus=value["bonus"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class QuestionStatistics:
    """One question over all copies."""

    id: str
    """Its id."""
    points: Mark
    """What it is worth."""
    scored: int
    """Copies that have a score for it."""
    not_answered: int
    """Of these, copies whose candidate wrote nothing."""
    mean: Mark
    """The mean of its scores; an answer that is missing counts 0."""
    success: float
    """The mean as a share of its points: 0..=1."""
    discrimination: float | None = None
    """How well it tells good copies from poor ones: the correlation of its scores with the points of all other
    questions, -1..=1; `None` when either is the same everywhere.
    """

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"id": self.id, "points": _run.mark(self.points), "scored": self.scored, "not_answered": self.not_answered, "mean": _run.mark(self.mean), "success": self.success}
        if self.discrimination is not None:
            said["discrimination"] = self.discrimination
        return said

    @staticmethod
    def from_json(value: Any) -> QuestionStatistics:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return QuestionStatistics(
            id=value["id"],
            points=read_mark(value["points"]),
            scored=value["scored"],
            not_answered=value["not_answered"],
            mean=read_mark(value["mean"]),
            success=value["success"],
            discrimination=value.get("discrimination"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Rescored:
    """A copy whose total a change of the scheme changes."""

    copy: int
    """Its place among those given."""
    after: Total | None = None
    """Its total now; `None` when its scores are not allowed any more."""
    before: Total | None = None
    """Its total before; `None` when its scores were not allowed."""
    refused: _words.Error | None = None
    """Why they are not."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"copy": self.copy}
        if self.after is not None:
            said["after"] = self.after.to_json()
        if self.before is not None:
            said["before"] = self.before.to_json()
        if self.refused is not None:
            said["refused"] = self.refused.to_json()
        return said

    @staticmethod
    def from_json(value: Any) -> Rescored:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Rescored(
            copy=value["copy"],
            after=None if value.get("after") is None else Total.from_json(value["after"]),
            before=None if value.get("before") is None else Total.from_json(value["before"]),
            refused=None if value.get("refused") is None else _words.Error.from_json(value["refused"]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """What an exam is marked by.
     Ids are unique, at most `MAX_LEVELS` levels, points above 0 at every leaf and nowhere else.
    """

    format: str
    """"""
    scale: Mark
    """"""
    items: tuple[Item, ...]
    """"""
    deltas: bool = False
    """"""
    step: Mark | None = None
    """"""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"format": self.format, "scale": _run.mark(self.scale), "items": [one.to_json() for one in self.items], "deltas": self.deltas}
        if self.step is not None:
            said["step"] = _run.mark(self.step)
        return said

    @staticmethod
    def from_json(value: Any) -> Scheme:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Scheme(
            format=value["format"],
            scale=read_mark(value["scale"]),
            items=tuple([Item.from_json(one) for one in value["items"]]),
            deltas=value.get("deltas", False),
            step=None if value.get("step") is None else read_mark(value["step"]),
        )

    def check(
        self,
        scores: Scores,
        *,
        deltas: Sequence[_run.AnyMark] | None = None,
        variant: str | None = None,
    ) -> None:
        """Refuses scores that the scheme does not allow.

        scores: What was scored.
        deltas: Points that annotations add or take away.
        variant: The subject, where the exam has several.
        """
        given: dict[str, Any] = {"this": self.to_json(), "scores": scores.to_json()}
        if deltas is not None:
            given["deltas"] = [_run.mark(one) for one in deltas]
        if variant is not None:
            given["variant"] = variant
        _call("exam::Scheme::check", given)

    def complete_total(
        self,
        scores: Scores,
        *,
        deltas: Sequence[_run.AnyMark] | None = None,
        variant: str | None = None,
    ) -> Total:
        """What a paper came to, when every question has a score.

        scores: What was scored.
        deltas: Points that annotations add or take away.
        variant: The subject, where the exam has several.
        """
        given: dict[str, Any] = {"this": self.to_json(), "scores": scores.to_json()}
        if deltas is not None:
            given["deltas"] = [_run.mark(one) for one in deltas]
        if variant is not None:
            given["variant"] = variant
        value = _call("exam::Scheme::complete_total", given)[0]
        return Total.from_json(value)

    def get_items(self) -> tuple[Item, ...]:
        """The items of the scheme, as a tree."""
        value = _call("exam::Scheme::items", {"this": self.to_json()})[0]
        return tuple([Item.from_json(one) for one in value])

    def missing(
        self,
        scores: Scores,
        *,
        deltas: Sequence[_run.AnyMark] | None = None,
        variant: str | None = None,
    ) -> tuple[str, ...]:
        """The questions without a score.

        scores: What was scored.
        deltas: Points that annotations add or take away.
        variant: The subject, where the exam has several.
        """
        given: dict[str, Any] = {"this": self.to_json(), "scores": scores.to_json()}
        if deltas is not None:
            given["deltas"] = [_run.mark(one) for one in deltas]
        if variant is not None:
            given["variant"] = variant
        value = _call("exam::Scheme::missing", given)[0]
        return tuple(value)

    def out_of(self, *, variant: str | None = None) -> Mark:
        """The most points of a subject.

        variant: The subject, where the exam has several.
        """
        given: dict[str, Any] = {"this": self.to_json()}
        if variant is not None:
            given["variant"] = variant
        value = _call("exam::Scheme::out_of", given)[0]
        return read_mark(value)

    def questions(self, *, variant: str | None = None) -> tuple[Question, ...]:
        """The questions of a subject, in order.

        variant: The subject, where the exam has several.
        """
        given: dict[str, Any] = {"this": self.to_json()}
        if variant is not None:
            given["variant"] = variant
        value = _call("exam::Scheme::questions", given)[0]
        return tuple([Question.from_json(one) for one in value])

    @staticmethod
    def read(json: _run.Source) -> SchemeRead:
        """Reads a marking scheme in any of the known shapes, with warnings.

        json: The file: bytes of JSON.
        """
        items: list[Any] = []
        value = _call("exam::Scheme::read", {"json": _run.put(items, json)}, items)[0]
        return SchemeRead.from_json(value)

    def rescore(self, new: Scheme, copies: Sequence[PaperMarks]) -> tuple[Rescored, ...]:
        """What becomes of papers when the points of the scheme change: those whose total changes.

        new: The scheme as it is now.
        copies: The copies.
        """
        value = _call("exam::Scheme::rescore", {"this": self.to_json(), "new": new.to_json(), "copies": [one.to_json() for one in copies]})[0]
        return tuple([Rescored.from_json(one) for one in value])

    def total(
        self,
        scores: Scores,
        *,
        deltas: Sequence[_run.AnyMark] | None = None,
        variant: str | None = None,
    ) -> Total:
        """What a paper came to so far.

        scores: What was scored.
        deltas: Points that annotations add or take away.
        variant: The subject, where the exam has several.
        """
        given: dict[str, Any] = {"this": self.to_json(), "scores": scores.to_json()}
        if deltas is not None:
            given["deltas"] = [_run.mark(one) for one in deltas]
        if variant is not None:
            given["variant"] = variant
        value = _call("exam::Scheme::total", given)[0]
        return Total.from_json(value)

    def variants(self) -> tuple[str | None, ...]:
        """The subjects of the scheme."""
        value = _call("exam::Scheme::variants", {"this": self.to_json()})[0]
        return tuple(value)


@_dataclass(frozen=True, slots=True, kw_only=True)
class SchemeRead:
    """A scheme that was read, and what a person should know of it."""

    scheme: Scheme
    """The scheme."""
    warnings: tuple[SchemeWarning, ...]
    """What does not stop anybody, but is seldom meant."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"scheme": self.scheme.to_json(), "warnings": [one.to_json() for one in self.warnings]}

    @staticmethod
    def from_json(value: Any) -> SchemeRead:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return SchemeRead(
            scheme=Scheme.from_json(value["scheme"]),
            warnings=tuple([SchemeWarning.from_json(one) for one in value["warnings"]]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """All that a marker wrote about a copy beside the annotations. Remarks are never shown in `Debug`."""

    appreciation: str = ""
    """The general comment."""
    remarks: Mapping[str, str] = _field(default_factory=dict)
    """By the id of the question."""
    scores: Mapping[str, Score] = _field(default_factory=dict)
    """By the id of the question; free keys in an exam without a scheme."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"appreciation": self.appreciation, "remarks": dict(self.remarks), "scores": {key: _run.mark(one) for key, one in self.scores.items()}}

    @staticmethod
    def from_json(value: Any) -> Scores:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Scores(
            appreciation=value.get("appreciation", ""),
            remarks=value.get("remarks", {}),
            scores={key: read_score(one) for key, one in value["scores"].items()} if "scores" in value else {},
        )

    @staticmethod
    def read(json: _run.Source) -> Scores:
        """Reads scores, remarks and appreciation.

        json: The file: bytes of JSON.
        """
        items: list[Any] = []
        value = _call("exam::Scores::read", {"json": _run.put(items, json)}, items)[0]
        return Scores.from_json(value)

    def sum(self, *, deltas: Sequence[_run.AnyMark] | None = None) -> Mark:
        """The sum of all scores and deltas.

        deltas: Points that annotations add or take away.
        """
        given: dict[str, Any] = {"this": self.to_json()}
        if deltas is not None:
            given["deltas"] = [_run.mark(one) for one in deltas]
        value = _call("exam::Scores::sum", given)[0]
        return read_mark(value)


@_dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """An exam, once it is marked."""

    questions: tuple[QuestionStatistics, ...]
    """Each question, in the order of the scheme."""
    markers: tuple[MarkerStatistics, ...]
    """Each marker."""
    alpha: float | None = None
    """How far the questions measure one thing (Cronbach, Psychometrika 16, 1951): at most 1; `None` with fewer than
    two questions or two copies that differ.
    """
    totals: Distribution | None = None
    """The totals in the scale of the exam; `None` when no copy is marked."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"questions": [one.to_json() for one in self.questions], "markers": [one.to_json() for one in self.markers]}
        if self.alpha is not None:
            said["alpha"] = self.alpha
        if self.totals is not None:
            said["totals"] = self.totals.to_json()
        return said

    @staticmethod
    def from_json(value: Any) -> Statistics:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Statistics(
            questions=tuple([QuestionStatistics.from_json(one) for one in value["questions"]]),
            markers=tuple([MarkerStatistics.from_json(one) for one in value["markers"]]),
            alpha=value.get("alpha"),
            totals=None if value.get("totals") is None else Distribution.from_json(value["totals"]),
        )

    @staticmethod
    def of(scheme: Scheme, copies: Sequence[CopyMarks], *, variant: str | None = None) -> Statistics:
        """Statistics of an exam: totals, questions, reliability.

        scheme: The scheme.
        copies: The copies.
        variant: The subject, where the exam has several.
        """
        given: dict[str, Any] = {"scheme": scheme.to_json(), "copies": [one.to_json() for one in copies]}
        if variant is not None:
            given["variant"] = variant
        value = _call("exam::Statistics::of", given)[0]
        return Statistics.from_json(value)


@_dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """How far two markers of one copy may be apart: points, at most."""

    question: _run.AnyMark = _field(default_factory=lambda: Mark("0"))
    """For a question that has none of its own."""
    questions: Mapping[str, _run.AnyMark] = _field(default_factory=dict)
    """By the id of the question."""
    total: _run.AnyMark | None = None
    """For the total, in the scale of the exam; `None` where only questions count."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"question": _run.mark(self.question), "questions": {key: _run.mark(one) for key, one in self.questions.items()}}
        if self.total is not None:
            said["total"] = _run.mark(self.total)
        return said

    @staticmethod
    def from_json(value: Any) -> Tolerance:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Tolerance(
            question=read_mark(value["question"]) if "question" in value else Mark("0"),
            questions={key: read_mark(one) for key, one in value["questions"].items()} if "questions" in value else {},
            total=None if value.get("total") is None else read_mark(value["total"]),
        )

    def disagreements(self, scheme: Scheme, first: Scores, second: Scores, *, variant: str | None = None) -> tuple[Disagreement, ...]:
        """Where two markers are further apart than allowed.

        scheme: The scheme.
        first: What the first marker gave.
        second: What the second marker gave.
        variant: The subject, where the exam has several.
        """
        given: dict[str, Any] = {"this": self.to_json(), "scheme": scheme.to_json(), "first": first.to_json(), "second": second.to_json()}
        if variant is not None:
            given["variant"] = variant
        value = _call("exam::Tolerance::disagreements", given)[0]
        return tuple([Disagreement.from_json(one) for one in value])


@_dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What a copy comes to."""

    points: Mark
    """The sum of the scores, and of the points of annotations where they count."""
    out_of: Mark
    """What all questions of the subject are worth, without bonus."""
    value: Mark
    """The points in the scale of the exam, rounded half up to hundredths."""
    scale: Mark
    """The scale."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"points": _run.mark(self.points), "out_of": _run.mark(self.out_of), "value": _run.mark(self.value), "scale": _run.mark(self.scale)}

    @staticmethod
    def from_json(value: Any) -> Total:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Total(
            points=read_mark(value["points"]),
            out_of=read_mark(value["out_of"]),
            value=read_mark(value["value"]),
            scale=read_mark(value["scale"]),
        )


class ExamKey:
    """Calls of the engine's `ExamKey`."""

    __slots__ = ()

    @staticmethod
    def derived(key: str, purpose: str) -> str:
        """A key for another purpose, in hexadecimal digits.

        key: The exam's key, as text.
        purpose: What the derived key is for.
        """
        value: str = _call("exam::ExamKey::derived", {"key": key, "purpose": purpose})[0]
        return value

    @staticmethod
    def create(random: str) -> str:
        """An exam's key from random bytes.

        random: 64 hexadecimal digits of 32 random bytes.
        """
        value: str = _call("exam::ExamKey::new", {"random": random})[0]
        return value

    @staticmethod
    def to_text(key: str) -> str:
        """The key as it is kept, if it is one.

        key: The exam's key, as text.
        """
        value: str = _call("exam::ExamKey::to_text", {"key": key})[0]
        return value


class MarkedPaper:
    """Calls of the engine's `MarkedPaper`."""

    __slots__ = ()

    @staticmethod
    def read_all(json: _run.Source) -> tuple[PaperRead, ...]:
        """Reads papers that another program marked.

        json: The file: bytes of JSON.
        """
        items: list[Any] = []
        value = _call("exam::MarkedPaper::read_all", {"json": _run.put(items, json)}, items)[0]
        return tuple([PaperRead.from_json(one) for one in value])


def anonymous_id(scheme: IdScheme, key: str, index: int) -> AnonymousId:
    """The anonymous id of a copy.

    scheme: How ids look.
    key: The exam's key, as text.
    index: The copy, from 0.
    """
    value = _call("exam::anonymous_id", {"scheme": scheme.to_json(), "key": key, "index": index})[0]
    return AnonymousId(value)


def histogram(marks: Sequence[_run.AnyMark], scale: _run.AnyMark, width: _run.AnyMark) -> tuple[Bin, ...]:
    """How many marks lie in each bin of a width.

    marks: The marks.
    scale: The best mark.
    width: How wide a bin is.
    """
    value = _call("exam::histogram", {"marks": [_run.mark(one) for one in marks], "scale": _run.mark(scale), "width": _run.mark(width)})[0]
    return tuple([Bin.from_json(one) for one in value])
