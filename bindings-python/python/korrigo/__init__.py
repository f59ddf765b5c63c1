"""korrigo: the engine for marking paper exams."""

from ._korrigo import KorrigoError, __version__, inspect
from .types import Inspection

__all__ = ["Inspection", "KorrigoError", "__version__", "inspect"]
