"""What fonts can draw.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import _run
from ._korrigo import call as _call

__all__ = [
    "Fonts",
]


class Fonts:
    """Calls of the engine's `Fonts`."""

    __slots__ = ()

    @staticmethod
    def missing(text: str, *, fonts: Sequence[_run.Source] | None = None) -> tuple[str, ...]:
        """The characters of a text that no font has.

        text: The text.
        fonts: Fonts beside the standard one.
        """
        items: list[Any] = []
        given: dict[str, Any] = {"text": text}
        if fonts is not None:
            given["fonts"] = [_run.put(items, one) for one in fonts]
        value = _call("typeset::Fonts::missing", given, items)[0]
        return tuple(value)
