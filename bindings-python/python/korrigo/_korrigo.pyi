import os

from typing_extensions import Buffer

from .types import Inspection

__all__ = ["KorrigoError", "__version__", "inspect"]

__version__: str

class KorrigoError(Exception):
    """A refusal: `code` is the same string in every language, `also` the codes of other failed checks."""

    code: str
    also: list[str]

def inspect(
    source: bytes | Buffer | os.PathLike[str], *, password: str | None = None, name: str | None = None
) -> Inspection:
    """What is in a PDF: pages, sizes, image layers, encryption, active content. Releases the GIL."""
