"""korrigo: the engine for marking paper exams."""

from . import errors
from ._korrigo import Cancel, __version__
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

VERSION = __version__
"""The version of the package: the same for all languages."""

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
    "errors",
]
