"""What tests of hosts need: the conformance suite for stores."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import _korrigo

__all__ = ["Case", "Report", "check_store", "panic"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What became of one case of the suite."""

    name: str
    promise: str
    """What a store promises."""
    fault: str | None
    """How this store breaks it; `None` when it keeps it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of the suite."""

    cases: tuple[Case, ...]

    @property
    def passed(self) -> bool:
        """Whether the store keeps all promises."""
        return all(case.fault is None for case in self.cases)

    def __str__(self) -> str:
        lines = []
        for case in self.cases:
            lines.append(f"{'BROKEN ' if case.fault else 'ok     '} {case.name}: {case.promise}")
            if case.fault:
                lines.append(f"        {case.fault}")
        return "\n".join(lines)


def check_store(make_store: Callable[[], Any]) -> Report:
    """Tries a store against every promise of stores, in some thousand calls.

    `make_store` gives an empty store for each case; two of them must not share what they keep. What a store raises,
    other than a `KorrigoError`, is raised.
    """
    cases = _korrigo.check_store(make_store)["cases"]
    return Report(cases=tuple(Case(name=c["name"], promise=c["promise"], fault=c.get("fault")) for c in cases))


def panic() -> None:
    """Meets a defect of the engine on purpose: raises `Defect`, and nothing aborts."""
    _korrigo.call("testing::panic", {})
