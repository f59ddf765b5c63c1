"""The one place of this application that calls the engine by the names of its calls."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from korrigo import _korrigo

Json = dict[str, Any]
Progress = Callable[[int, int], None]


def call(name: str, given: Mapping[str, Any], items: Iterable[Any] = (), **how: Any) -> tuple[Any, list[Any]]:
    """Makes a call; `items` are the files and stores whose places stand in `given`."""
    how = {key: value for key, value in how.items() if value is not None}
    value, made = _korrigo.call(name, dict(given), list(items), **how)
    return value, made


def open_pdf(source: Any, *, name: str | None = None, limits: Mapping[str, int] | None = None) -> Any:
    """An opened document: calls take it wherever they take a file. One that is open stays as it is."""
    source = getattr(source, "_item", source)
    if isinstance(source, _korrigo.Document):
        return source
    given: Json = {"source": 0, "limits": dict(limits or {})}
    if name is not None:
        given["name"] = name
    place, made = call("document::Document::open", given, [source])
    return made[place]


def page_count(document: Any) -> int:
    """How many pages a document has."""
    return int(call("document::Document::page_count", {"this": 0}, [document])[0])


def is_repaired(document: Any) -> bool:
    """Whether it had to be repaired."""
    return bool(call("document::Document::is_repaired", {"this": 0}, [document])[0])


def file_hash(document: Any) -> str:
    """The SHA-256 of the file it was opened from."""
    return str(call("document::Document::hash", {"this": 0}, [document])[0])


def sources(documents: Sequence[Any]) -> list[Json]:
    """Scans as plans know them: by their number in the pile, as names of files may name candidates."""
    return [{"name": f"scan-{place + 1}.pdf", "document": place} for place in range(len(documents))]


def picture(
    document: Any, page: int, *, dpi: float = 150.0, clip: Json | None = None, **form: Any
) -> tuple[Json, bytes]:
    """A page as a picture in colour, and what it is: `form` says how it is stored, PNG when left out."""
    options: Json = {"format": form or {"kind": "png"}, "colour": "rgb"}
    if clip is not None:
        options["clip"] = clip
    said, made = call("raster::page", {"document": 0, "page": page, "dpi": dpi, "options": options}, [document])
    return said, made[said["image"]]


def images_to_pdf(images: Sequence[bytes]) -> bytes:
    """Images, each a page, as one PDF."""
    # Neighbours in an archive are what the engine takes for one pile.
    pile = io.BytesIO()
    with zipfile.ZipFile(pile, "w", zipfile.ZIP_STORED) as archive:
        for place, image in enumerate(images):
            archive.writestr(f"page_{place + 1:05}", image)
    wrapped, made = call("document::wrap::to_pdf", {"files": [{"name": "pages.zip", "source": 0}]}, [pile.getvalue()])
    return bytes(made[wrapped[0]["pdf"]])


def image_document(image: Any, dpi: float) -> Any:
    """An image in memory, rows of samples, as a document of one page."""
    return open_pdf(_korrigo.image_to_pdf(image, dpi=dpi))


def digest(*parts: Any) -> str:
    """SHA-256 over values, written as JSON in one way."""
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def token() -> str:
    """A fresh token, or salt: 32 hexadecimal digits."""
    return os.urandom(16).hex()
