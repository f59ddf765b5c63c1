"""Images in memory, for code that was written for OpenCV's arrays.

An `Image` is rows of RGB samples. `numpy.asarray(image)` looks at them without a copy; NumPy itself is not needed.
Arrays of the caller (`shape`, slices) are taken wherever an `Image` is.
"""

from __future__ import annotations

import os
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from .. import _engine

__all__ = ["Image", "document_of", "halves", "imread", "imwrite", "read"]

DPI = 150.0
"""The density of pages whose image does not say its own, as the existing application rendered them."""


@dataclass(frozen=True, slots=True)
class Image:
    """Pixels: red, green and blue by row from the top."""

    width: int
    height: int
    data: bytes
    dpi: float = DPI

    @property
    def shape(self) -> tuple[int, int, int]:
        """Rows, columns, samples."""
        return self.height, self.width, 3

    @property
    def __array_interface__(self) -> dict[str, Any]:
        return {"shape": self.shape, "typestr": "|u1", "data": self.data, "version": 3}

    def crop(self, x: int, y: int, width: int, height: int) -> Image:
        """A part of it."""
        if not (0 <= x < x + width <= self.width and 0 <= y < y + height <= self.height):
            raise ValueError("the part does not lie in the image")
        rows = (
            self.data[(row * self.width + x) * 3 : (row * self.width + x + width) * 3] for row in range(y, y + height)
        )
        return Image(width, height, b"".join(rows), self.dpi)

    def png(self) -> bytes:
        """As a PNG that says its density."""
        return _png(self.width, self.height, self.data, self.dpi)

    def __repr__(self) -> str:
        return f"Image({self.width} x {self.height})"


def read(path: str | os.PathLike[str]) -> Image:
    """The image of a file. Raises what is wrong with it."""
    document = _engine.open_pdf(_engine.images_to_pdf([Path(path).read_bytes()]))
    dpi, _ = _engine.call("document::Document::resolution", {"this": 0, "page": 0}, [document])
    said, pixels = _engine.picture(document, 0, dpi=dpi or DPI, kind="pixels")
    return Image(said["width"], said["height"], pixels, said["dpi"])


def imread(path: str | os.PathLike[str], *_: Any) -> Image | None:
    """As `cv2.imread`: `None` for what cannot be read."""
    try:
        return read(path)
    except Exception:
        return None


def imwrite(path: str | os.PathLike[str], image: Any, *_: Any) -> bool:
    """As `cv2.imwrite`, for PNG: the file is there as a whole or not at all."""
    target = Path(path)
    part = target.with_name(f".{target.name}.part")
    part.write_bytes(image.png() if isinstance(image, Image) else _array_png(image))
    part.replace(target)
    return True


cv2 = SimpleNamespace(imread=imread, imwrite=imwrite)
"""What the modules here look images up in, where tests of the existing application patch it."""


def document_of(image: Any) -> Any:
    """An image as an opened document of one page. Of an array the order of its colours does not matter here."""
    if isinstance(image, Image):
        rows = memoryview(image.data).cast("B", (image.height, image.width, 3))
        return _engine.image_document(rows, image.dpi)
    return _engine.image_document(image, DPI)


def halves(image: Any, cut: int) -> tuple[Any, Any]:
    """What lies left and right of a column."""
    if isinstance(image, Image):
        return image.crop(0, 0, cut, image.height), image.crop(cut, 0, image.width - cut, image.height)
    return image[:, :cut], image[:, cut:]


def _array_png(array: Any) -> bytes:
    """An array of grey, or blue, green and red, as OpenCV has it."""
    height, width = array.shape[:2]
    view = memoryview(array)
    flat = view.tobytes()
    samples = len(flat) // max(width * height, 1)
    if samples not in (1, 3):
        raise ValueError("an image has one or three samples of 8 bits in each pixel")
    if samples == 3:
        turned = bytearray(flat)
        turned[0::3], turned[2::3] = flat[2::3], flat[0::3]
        flat = bytes(turned)
    return _png(width, height, flat, DPI)


def _png(width: int, height: int, data: bytes, dpi: float) -> bytes:
    samples = len(data) // (width * height)
    row = width * samples
    dots = round(dpi / 0.0254)
    lines = b"".join(b"\0" + data[start : start + row] for start in range(0, len(data), row))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2 if samples == 3 else 0, 0, 0, 0)),
        (b"pHYs", struct.pack(">IIB", dots, dots, 1)),
        (b"IDAT", zlib.compress(lines, 1)),
        (b"IEND", b""),
    )
    written = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)
