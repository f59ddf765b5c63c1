"""korrigo for Python: one way into the engine for all typed modules."""

from collections.abc import Callable, Iterable
from os import PathLike
from typing import Any, final

__all__ = [
    "Cancel",
    "Document",
    "RedactedPdf",
    "Store",
    "__version__",
    "call",
    "check_store",
    "describe",
    "image_to_pdf",
]

__version__: str

@final
class Cancel:
    """Ends calls that it was given to: `cancel()` from any thread."""

    def __new__(cls) -> Cancel: ...
    def cancel(self) -> None:
        """Ends the calls; they raise `Cancelled` and leave nothing behind."""

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""

@final
class Document:
    """A PDF that was opened. Calls of the package take it wherever they take a document."""

@final
class RedactedPdf:
    """A redacted PDF: only the engine makes them, from what was proven."""

@final
class Store:
    """A store that the engine keeps."""

def call(
    name: str,
    input: dict[str, Any],
    items: Iterable[Any] | None = None,
    *,
    progress: Callable[[int, int], object] | None = None,
    cancel: Cancel | None = None,
    take: Callable[[Any, list[Any]], object] | None = None,
    threads: int | None = None,
    to: str | PathLike[str] | None = None,
) -> tuple[Any, list[Any]]:
    """Makes one call: `(value, items)`.

    `input` holds the parameters by name; where one is a file, a document or a store, its place in `items` stands.
    Callbacks run on the thread that called. With `to` the first file that was made is written there, and stands empty
    among the items.
    """

def check_store(make: Callable[[], object]) -> dict[str, Any]:
    """Tries a store against every promise of stores; `make` gives an empty one for each case."""

def describe() -> dict[str, Any]:
    """All operations, and the JSON schema of everything that goes in and comes out."""

def image_to_pdf(image: object, *, dpi: float | None = None) -> bytes:
    """An image in memory as a PDF of one page: rows of grey, RGB or RGBA samples of 8 bits. Without `dpi`, 300."""
