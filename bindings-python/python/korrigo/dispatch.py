"""Who marks what.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass as _dataclass
from typing import Any

from . import copy as _copy
from ._korrigo import call as _call

__all__ = [
    "Dealt",
    "DispatchOptions",
    "Dispatched",
    "Marker",
    "Waiting",
    "dispatch",
]


@_dataclass(frozen=True, slots=True, kw_only=True)
class Dealt:
    """A copy, or one question of it, with its markers."""

    copy: _copy.CopyId
    """Which copy."""
    markers: tuple[_copy.ActorId, ...]
    """Who marks it. The second one is blind: the host shows neither what the other gave."""
    left: bool
    """Whether it found too few markers: each may not, or has enough."""
    question: str | None = None
    """Which question of it; `None` for the whole copy."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"copy": self.copy, "markers": list(self.markers), "left": self.left}
        if self.question is not None:
            said["question"] = self.question
        return said

    @staticmethod
    def from_json(value: Any) -> Dealt:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Dealt(
            copy=value["copy"],
            markers=tuple(value["markers"]),
            left=value["left"],
            question=value.get("question"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class DispatchOptions:
    """How to deal out."""

    seed: int
    """Which of all fair ways to take; kept with the answer."""
    markers_per_copy: int
    """How many markers mark each copy without knowing of each other: 1, or 2 for double marking (`exam::Tolerance`
    then says where they disagree).
    """

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"seed": self.seed, "markers_per_copy": self.markers_per_copy}

    @staticmethod
    def from_json(value: Any) -> DispatchOptions:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return DispatchOptions(
            seed=value["seed"],
            markers_per_copy=value["markers_per_copy"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Dispatched:
    """Who marks what."""

    seed: int
    """The seed it was made with."""
    copies: tuple[Dealt, ...]
    """Each copy with its markers, in the order given."""
    loads: tuple[tuple[_copy.ActorId, int], ...]
    """What every marker has now, those before included, in the order given."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"seed": self.seed, "copies": [one.to_json() for one in self.copies], "loads": [list(one) for one in self.loads]}

    @staticmethod
    def from_json(value: Any) -> Dispatched:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Dispatched(
            seed=value["seed"],
            copies=tuple([Dealt.from_json(one) for one in value["copies"]]),
            loads=tuple([(one[0], one[1]) for one in value["loads"]]),
        )

    def left(self) -> tuple[Dealt, ...]:
        """What found too few markers, in the order given."""
        value = _call("dispatch::Dispatched::left", {"this": self.to_json()})[0]
        return tuple([Dealt.from_json(one) for one in value])


@_dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A marker."""

    id: _copy.ActorId
    """Who."""
    load: int = 0
    """Copies that the marker has already."""
    questions: Sequence[str] | None = None
    """The questions that the marker takes, where each is marked by itself; `None` for all."""
    quota: int | None = None
    """The most copies that the marker takes in all; `None` for no limit."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"id": self.id, "load": self.load}
        if self.questions is not None:
            said["questions"] = list(self.questions)
        if self.quota is not None:
            said["quota"] = self.quota
        return said

    @staticmethod
    def from_json(value: Any) -> Marker:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Marker(
            id=value["id"],
            load=value.get("load", 0),
            questions=None if value.get("questions") is None else tuple(value["questions"]),
            quota=value.get("quota"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A copy that nobody marks yet, or one question of it."""

    copy: _copy.CopyId
    """Which."""
    never: tuple[_copy.ActorId, ...] = ()
    """Markers who may not mark it: the candidate's own teachers."""
    priority: int = 0
    """Higher ones are dealt out first, which matters when quotas are short."""
    question: str | None = None
    """The question or exercise, by the id of the scheme, where each is marked by itself; `None` for the whole copy.
    """

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"copy": self.copy, "never": list(self.never), "priority": self.priority}
        if self.question is not None:
            said["question"] = self.question
        return said

    @staticmethod
    def from_json(value: Any) -> Waiting:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Waiting(
            copy=value["copy"],
            never=tuple(value["never"]) if "never" in value else (),
            priority=value.get("priority", 0),
            question=value.get("question"),
        )

    @staticmethod
    def by_question(copies: Sequence[Waiting], questions: Sequence[str]) -> tuple[Waiting, ...]:
        """These copies, question by question.

        copies: The copies.
        questions: The questions, by the ids of the scheme.
        """
        value = _call("dispatch::Waiting::by_question", {"copies": [one.to_json() for one in copies], "questions": list(questions)})[0]
        return tuple([Waiting.from_json(one) for one in value])


def dispatch(copies: Sequence[Waiting], markers: Sequence[Marker], options: DispatchOptions) -> Dispatched:
    """Deals copies out so that loads differ as little as they can. The same seed and input give the same answer.

    copies: Copies that nobody marks yet, or questions of them.
    markers: The markers.
    options: How to deal out.
    """
    value = _call("dispatch::dispatch", {"copies": [one.to_json() for one in copies], "markers": [one.to_json() for one in markers], "options": options.to_json()})[0]
    return Dispatched.from_json(value)
