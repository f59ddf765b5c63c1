import os
from typing import NotRequired, TypedDict

from typing_extensions import Buffer

__all__ = ["KorrigoError", "__version__", "inspect"]

__version__: str

class Layer(TypedDict):
    codec: str
    width: int
    height: int
    bits: int | None

class Page(TypedDict):
    width_pt: float
    height_pt: float
    rotate: int
    user_unit: float
    dpi: float | None
    layers: list[Layer]

Active = TypedDict("Active", {"kind": str, "where": str, "page": NotRequired[int], "count": int})

class Inspection(TypedDict):
    page_count: int
    pages: list[Page]
    encrypted: bool
    repaired: bool
    readers: dict[str, int | None]
    active_content: list[Active]

class KorrigoError(Exception):
    """A refusal: `code` is the same string in every language, `also` the codes of other failed checks."""

    code: str
    also: list[str]

def inspect(
    source: bytes | Buffer | os.PathLike[str], *, password: str | None = None, name: str | None = None
) -> Inspection:
    """What is in a PDF: pages, sizes, image layers, encryption, active content. Releases the GIL."""
