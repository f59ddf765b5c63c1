"""korrigo: the engine for marking paper exams.

Each room of the engine is a module: `korrigo.document`, `korrigo.booklet`, `korrigo.split`, `korrigo.redact`,
`korrigo.exam`, `korrigo.copy`, ... They are loaded when they are first used.
"""

import importlib
import logging
from types import ModuleType
from typing import TYPE_CHECKING

from . import errors
from ._korrigo import Cancel, __version__, image_to_pdf
from .errors import (
    Cancelled,
    Conflict,
    Defect,
    InvalidFile,
    InvalidInput,
    KorrigoError,
    LockError,
    NotFound,
    Refused,
    Unavailable,
    Unproven,
)

if TYPE_CHECKING:
    from . import (
        audit,
        auto,
        booklet,
        copy,
        dispatch,
        document,
        exam,
        exchange,
        export,
        flatten,
        geometry,
        raster,
        redact,
        roster,
        scan,
        split,
        store,
        testing,
        typeset,
        words,
        wrap,
    )

VERSION: str = __version__
"""The version of the package: the same for all languages."""

logging.getLogger("korrigo").addHandler(logging.NullHandler())

_ROOMS = frozenset(
    {
        "audit",
        "auto",
        "booklet",
        "copy",
        "dispatch",
        "document",
        "exam",
        "exchange",
        "export",
        "flatten",
        "geometry",
        "raster",
        "redact",
        "roster",
        "scan",
        "split",
        "store",
        "testing",
        "typeset",
        "words",
        "wrap",
    }
)


def __getattr__(name: str) -> ModuleType:
    if name in _ROOMS:
        return importlib.import_module(f".{name}", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "VERSION",
    "Cancel",
    "Cancelled",
    "Conflict",
    "Defect",
    "InvalidFile",
    "InvalidInput",
    "KorrigoError",
    "LockError",
    "NotFound",
    "Refused",
    "Unavailable",
    "Unproven",
    "__version__",
    "audit",
    "auto",
    "booklet",
    "copy",
    "dispatch",
    "document",
    "errors",
    "exam",
    "exchange",
    "export",
    "flatten",
    "geometry",
    "image_to_pdf",
    "raster",
    "redact",
    "roster",
    "scan",
    "split",
    "store",
    "testing",
    "typeset",
    "words",
    "wrap",
]
