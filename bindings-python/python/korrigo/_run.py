"""What all typed modules share: how values become JSON, and how a call over pages is made and logged."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, Protocol, TypeAlias, TypeVar, cast

from . import _korrigo
from .errors import KorrigoError

_LOG = logging.getLogger("korrigo")

StrPath: TypeAlias = str | os.PathLike[str]
"""A path."""

Progress: TypeAlias = Callable[[int, int], object]
"""Called with how much is done and how much there is."""

AnyMark: TypeAlias = Decimal | int | str
"""A mark: `Decimal("1.5")`, `2`, `"1.5"`."""

AnyScore: TypeAlias = AnyMark | Literal["not_answered"]
"""A mark, or that the candidate wrote nothing."""

Source: TypeAlias = Any
"""A file: `bytes`, any other buffer, a path, an image in memory (rows of 8-bit grey, RGB or RGBA samples, as NumPy has
them), or a file that was opened for reading. Read-only buffers are not copied; nobody may write to them meanwhile."""


class StoreLike(Protocol):
    """A store of copies, written in Python. Values are what `json.loads` gives.

    Every method is one transaction; what it raises arrives where the call was made. `korrigo.testing.check_store`
    tries all that is promised here. Ids are compared character by character.
    """

    def now(self) -> int:
        """The store's time: milliseconds since 1970."""

    def load(self, copy: str, asked: Sequence[str] | None) -> Mapping[str, Any] | None:
        """What is needed to decide about a copy (a `Stored`); `None` without a record.

        `asked`: whose request of which id may have been answered before.
        """

    def append(self, appends: Sequence[Mapping[str, Any]]) -> str:
        """Keeps all of these (each an `Append`) and says "done", or nothing and says "conflict"."""

    def save_snapshot(self, snapshot: Mapping[str, Any]) -> None:
        """Keeps a `Snapshot`, unless a newer one of its copy is there."""

    def history(self, copy: str) -> Sequence[Mapping[str, Any]]:
        """All records of a copy, in order."""

    def erase(self, copy: str, version: int, left: Mapping[str, Any] | None) -> str:
        """Takes away the payloads of a copy and its snapshots; keeps `left`, or nothing and takes no more records."""

    def heads(self, copies: Sequence[str]) -> Mapping[str, Sequence[Any]]:
        """Number and hash of the last link of each copy that has one."""

    def checkpoints(self, exam: str) -> Sequence[Mapping[str, Any]]:
        """The checkpoints of an exam, in order."""

    def append_checkpoint(self, exam: str, checkpoint: Mapping[str, Any]) -> str:
        """Keeps the next checkpoint and says "done"; or "conflict" when its number is not that of the next."""


_Word = TypeVar("_Word", bound=StrEnum)


def known(kind: type[_Word], value: str) -> _Word:
    """The member of an enum; a word of a newer korrigo stays the text that it is."""
    return cast(_Word, kind._value2member_map_.get(value, value))


def mark(value: Any) -> str:
    """A mark as JSON has it."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def put(items: list[Any], item: Any) -> int:
    """Lays an item beside a call; its place."""
    items.append(item)
    return len(items) - 1


def taker(
    take: Callable[[Any], object] | None, unpack: Callable[[Any, Sequence[Any]], Any]
) -> Callable[[Any, Sequence[Any]], object] | None:
    """What takes results one by one, typed."""
    return None if take is None else lambda value, items: take(unpack(value, items))


def long(
    name: str,
    given: dict[str, Any],
    items: Sequence[Any] = (),
    progress: Progress | None = None,
    cancel: _korrigo.Cancel | None = None,
    threads: int | None = None,
    to: StrPath | None = None,
    take: Callable[[Any, Sequence[Any]], object] | None = None,
) -> tuple[Any, list[Any]]:
    """Makes a call over pages, and tells the log how long it took and how it ended. Logs hold no names."""
    began = time.perf_counter()
    try:
        answer = _korrigo.call(
            name, given, items, progress=progress, cancel=cancel, take=take, threads=threads, to=to
        )
    except KorrigoError as error:
        _LOG.info("%s: %s after %.3f s", name, error.code, time.perf_counter() - began)
        raise
    _LOG.debug("%s: %.3f s", name, time.perf_counter() - began)
    return answer
