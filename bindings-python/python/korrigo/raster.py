"""Pages as pixels.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass as _dataclass
from dataclasses import field as _field
from enum import StrEnum as _StrEnum
from typing import Any

from . import _korrigo as _native
from . import _run
from . import document as _document
from . import geometry as _geometry

__all__ = [
    "Colour",
    "Picture",
    "PictureFormat",
    "PictureFormatJpeg",
    "PictureFormatPixels",
    "PictureFormatPng",
    "PictureFormatUnknown",
    "PictureFormatWebp",
    "PictureOptions",
    "page",
    "thumbnail",
]


class Colour(_StrEnum):
    """What a pixel is made of."""

    GREY = "grey"
    """One byte: 0 is black, 255 is white. From colour by the weights of Rec. 601, as JPEG's Y."""
    RGB = "rgb"
    """Three bytes: red, green, blue, as sRGB."""


class PictureFormat:
    """How a picture is stored.

    One of `PictureFormatPng`, `PictureFormatJpeg`, `PictureFormatWebp`, `PictureFormatPixels`, or
    `PictureFormatUnknown` of a newer korrigo.
    """

    __slots__ = ()

    def to_json(self) -> Any:
        """This as the value that JSON has for it."""
        raise NotImplementedError

    @staticmethod
    def from_json(value: Any) -> PictureFormat:
        """Reads what `to_json` or the engine gave."""
        kind = _PICTURE_FORMAT.get(value["kind"])
        return PictureFormatUnknown(json=value) if kind is None else kind.from_json(value)



@_dataclass(frozen=True, slots=True, kw_only=True)
class PictureFormatPng(PictureFormat):
    """PNG, without loss."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "png"}

    @staticmethod
    def from_json(value: Any) -> PictureFormatPng:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PictureFormatPng()


@_dataclass(frozen=True, slots=True, kw_only=True)
class PictureFormatJpeg(PictureFormat):
    """JPEG."""

    quality: int
    """1 to 100."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "jpeg", "quality": self.quality}

    @staticmethod
    def from_json(value: Any) -> PictureFormatJpeg:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PictureFormatJpeg(
            quality=value["quality"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class PictureFormatWebp(PictureFormat):
    """WebP, without loss."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "webp"}

    @staticmethod
    def from_json(value: Any) -> PictureFormatWebp:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PictureFormatWebp()


@_dataclass(frozen=True, slots=True, kw_only=True)
class PictureFormatPixels(PictureFormat):
    """The pixels themselves, row by row from the top: a byte each for grey, three for colour."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"kind": "pixels"}

    @staticmethod
    def from_json(value: Any) -> PictureFormatPixels:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PictureFormatPixels()


@_dataclass(frozen=True, slots=True, kw_only=True)
class PictureFormatUnknown(PictureFormat):
    """What a newer korrigo knows: kept as it is."""

    json: Any

    def to_json(self) -> Any:
        """This as it was read."""
        return self.json

    @staticmethod
    def from_json(value: Any) -> PictureFormatUnknown:
        """Keeps what is not known."""
        return PictureFormatUnknown(json=value)


_PICTURE_FORMAT: dict[Any, type[PictureFormat]] = {
    "png": PictureFormatPng,
    "jpeg": PictureFormatJpeg,
    "webp": PictureFormatWebp,
    "pixels": PictureFormatPixels,
}


@_dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture."""

    width: int
    """Columns."""
    height: int
    """Rows."""
    colour: Colour
    """Grey or colour."""
    dpi: float
    """Dots an inch."""
    image: bytes
    """The picture, as it was asked for."""

    def _pack(self, items: list[Any]) -> dict[str, Any]:
        return {"width": self.width, "height": self.height, "colour": self.colour, "dpi": self.dpi, "image": _run.put(items, self.image)}

    @staticmethod
    def _unpack(value: Any, items: Sequence[Any]) -> Picture:
        return Picture(
            width=value["width"],
            height=value["height"],
            colour=_run.known(Colour, value["colour"]),
            dpi=value["dpi"],
            image=items[value["image"]],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class PictureOptions:
    """How a picture is made."""

    clip: _geometry.NormalizedRect | None = None
    """The part of the page that is shown, in displayed, normalised coordinates of the turned page."""
    colour: Colour = _field(default_factory=lambda: Colour.GREY)
    """Grey or colour."""
    format: PictureFormat | None = None
    """How the picture is stored."""
    rotate: _geometry.Rotation = 0
    """Quarter turns clockwise, in degrees."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"colour": self.colour, "rotate": self.rotate}
        if self.clip is not None:
            said["clip"] = self.clip.to_json()
        if self.format is not None:
            said["format"] = self.format.to_json()
        return said

    @staticmethod
    def from_json(value: Any) -> PictureOptions:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PictureOptions(
            clip=None if value.get("clip") is None else _geometry.NormalizedRect.from_json(value["clip"]),
            colour=_run.known(Colour, value["colour"]) if "colour" in value else Colour.GREY,
            format=None if value.get("format") is None else PictureFormat.from_json(value["format"]),
            rotate=value.get("rotate", 0),
        )


def page(
    document: _document.Document | _run.Source,
    page: int,
    dpi: float,
    *,
    options: PictureOptions | None = None,
    to: _run.StrPath | None = None,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> Picture:
    """A page as a picture.

    document: The document.
    page: The page, from 0.
    dpi: Dots an inch.
    options: How the picture is made.
    to: A path to write the file to, as a whole or not at all; the bytes are left empty then.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    items: list[Any] = []
    given: dict[str, Any] = {"document": _run.put(items, document), "page": page, "dpi": dpi}
    if options is not None:
        given["options"] = options.to_json()
    value, made = _run.long("raster::page", given, items, progress, cancel, threads, to)
    return Picture._unpack(value, made)


def thumbnail(
    document: _document.Document | _run.Source,
    page: int,
    width: int,
    height: int,
    *,
    options: PictureOptions | None = None,
    to: _run.StrPath | None = None,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> Picture:
    """A page as large as fits.

    document: The document.
    page: The page, from 0.
    width: The most columns.
    height: The most rows.
    options: How the picture is made.
    to: A path to write the file to, as a whole or not at all; the bytes are left empty then.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    items: list[Any] = []
    given: dict[str, Any] = {"document": _run.put(items, document), "page": page, "width": width, "height": height}
    if options is not None:
        given["options"] = options.to_json()
    value, made = _run.long("raster::thumbnail", given, items, progress, cancel, threads, to)
    return Picture._unpack(value, made)
