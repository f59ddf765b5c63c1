"""Places on pages.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from dataclasses import dataclass as _dataclass
from enum import StrEnum as _StrEnum
from typing import Any
from typing import TypeAlias as _TypeAlias


__all__ = [
    "CutLine",
    "Half",
    "NormalizedRect",
    "Point",
    "Rotation",
]


Rotation: _TypeAlias = int
"""Quarter turns clockwise, in degrees."""


CutLine: _TypeAlias = tuple[tuple[float, float], tuple[float, float]]
"""The fold: a line through two points of the upright, displayed, normalised page."""


class Half(_StrEnum):
    """Which part of an upright sheet side is a page."""

    LEFT = "left"
    """Left of the fold."""
    RIGHT = "right"
    """Right of the fold."""
    WHOLE = "whole"
    """A single page: there is no fold."""


@_dataclass(frozen=True, slots=True, kw_only=True)
class NormalizedRect:
    """A rectangle on a displayed page: origin top left, y down, sides of the page are 1.
     `0 <= x`, `0 <= y`, `w > 0`, `h > 0`, `x + w <= 1`, `y + h <= 1` (tolerance 1e-9); finite numbers only.
    """

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
        return {"x": self.x, "y": self.y, "w": self.w, "h": self.h}

    @staticmethod
    def from_json(value: Any) -> NormalizedRect:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return NormalizedRect(
            x=value["x"],
            y=value["y"],
            w=value["w"],
            h=value["h"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point. The unit and the direction of y are those of the space it is said to be in."""

    x: float
    """To the right."""
    y: float
    """Up in PDF user space, down in displayed space and in pixels."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"x": self.x, "y": self.y}

    @staticmethod
    def from_json(value: Any) -> Point:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Point(
            x=value["x"],
            y=value["y"],
        )
