"""korrigo: the engine for marking paper exams."""

from ._korrigo import KorrigoError, __version__, inspect

__all__ = ["KorrigoError", "__version__", "inspect"]
