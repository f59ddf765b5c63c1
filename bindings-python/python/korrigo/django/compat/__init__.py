"""What an existing application called of PyMuPDF and OpenCV, under its own names.

The modules have the names of its `processing.services`; to keep its import paths, each of its files becomes one line:

    # processing/services/pdf_splitter.py
    from korrigo.django.compat.pdf_splitter import *

Here are the functions for what its views, validators and commands did themselves.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .. import _engine
from ..validators import PdfValidator

__all__ = [
    "crop_image",
    "header_crop",
    "image_size",
    "is_a3",
    "pdf_info",
    "render_page",
    "render_pages",
    "reorder_a3",
    "split_booklets",
    "validate_pdf",
]


def pdf_info(source: Any) -> dict[str, Any]:
    """Pages with their displayed sizes, and whether the file was encrypted or had to be repaired."""
    document = _engine.open_pdf(source)
    pages = []
    for page in range(_engine.page_count(document)):
        facts, _ = _engine.call("document::Page::geometry", {"this": 0, "page": page}, [document])
        pages.append({"width_pt": facts["width_pt"], "height_pt": facts["height_pt"], "rotation": facts["rotate"]})
    encrypted, _ = _engine.call("document::Document::is_encrypted", {"this": 0}, [document])
    return {
        "page_count": len(pages),
        "pages": pages,
        "encrypted": encrypted,
        "repaired": _engine.is_repaired(document),
    }


def validate_pdf(
    source: Any, max_bytes: int | None = None, max_pages: int | None = None, accept_repaired: bool | None = None
) -> None:
    """Raises Django's `ValidationError`, as the validators do."""
    PdfValidator(max_bytes, max_pages, accept_repaired)(source)


def render_page(
    source: Any,
    index: int,
    dpi: float = 150.0,
    fmt: str = "png",
    clip: tuple[float, float, float, float] | None = None,
    scale: float | None = None,
) -> bytes:
    """A page as a picture: `get_pixmap(dpi=…)`, or `scale` for `Matrix(scale, scale)`.

    `fmt` is `png`, `jpeg` or `webp`; `clip` is x, y, width and height as shares of the displayed page.
    """
    form = {"kind": "jpeg", "quality": 90} if fmt in ("jpeg", "jpg") else {"kind": fmt}
    box = None if clip is None else dict(zip("xywh", clip, strict=True))
    _, picture = _engine.picture(source, index, dpi=72.0 * scale if scale else dpi, clip=box, **form)
    return picture


def render_pages(
    source: Any,
    out_dir: str | os.PathLike[str],
    pattern: str = "page_%03d.png",
    dpi: float = 150.0,
    pages: Sequence[int] | None = None,
    first: int = 1,
    scale: float | None = None,
) -> list[str]:
    """Pages as pictures in a folder; gives their paths. A file is there as a whole or not at all.

    `first` is the number that the page 0 has in `pattern`: 1, or 0 for `p%03d.png` of imported copies.
    """
    document, folder = _engine.open_pdf(source), Path(out_dir)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for index in range(_engine.page_count(document)) if pages is None else pages:
        path = folder / (pattern % (index + first))
        ending = path.suffix.lstrip(".").lower()
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(render_page(document, index, dpi, "jpeg" if ending == "jpg" else ending, scale=scale))
        part.replace(path)
        written.append(str(path))
    return written


def split_booklets(page_count: int, pages_per_booklet: int = 4) -> list[tuple[int, int]]:
    """First and last page of each booklet, from 1. The last may be shorter: no page is left out."""
    if pages_per_booklet < 1:
        raise ValueError("a booklet has at least one page")
    starts = range(1, page_count + 1, pages_per_booklet)
    return [(start, min(start + pages_per_booklet - 1, page_count)) for start in starts]


def is_a3(source: Any, threshold: float = 1.2) -> bool:
    """Whether the first page is wider than high, as displayed; `False` for what cannot be read."""
    try:
        facts, _ = _engine.call("document::Page::geometry", {"this": 0, "page": 0}, [_engine.open_pdf(source)])
    except Exception:
        return False
    return bool(facts["width_pt"] / facts["height_pt"] > threshold)


def reorder_a3(n_pages: int) -> list[list[tuple[int, str]]]:
    """In reading order, from which side and half of each A3 sheet a page comes: P1 to P4 of every candidate's sheet.

    A last side without its back is given by itself, never left out.
    """
    sheets = [[(side, "R"), (side + 1, "L"), (side + 1, "R"), (side, "L")] for side in range(0, n_pages - 1, 2)]
    return sheets + ([[(n_pages - 1, "R"), (n_pages - 1, "L")]] if n_pages % 2 else [])


def header_crop(source: Any, index: int = 0, frac: float = 0.25, dpi: float = 150.0) -> bytes:
    """The top of a page as JPEG."""
    return render_page(source, index, dpi, "jpeg", (0.0, 0.0, 1.0, frac))


def image_size(path: str | os.PathLike[str]) -> tuple[int, int]:
    """Width and height of an image in pixels."""
    from .images import read

    image = read(path)
    return image.width, image.height


def crop_image(path: str | os.PathLike[str], x: int, y: int, width: int, height: int) -> bytes:
    """A part of an image, as PNG."""
    from .images import read

    return read(path).crop(x, y, width, height).png()
