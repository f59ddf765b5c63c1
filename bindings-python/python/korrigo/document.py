"""Opening PDFs that nobody vouches for, and what is in them.

Written by bindings-common/generate/python.py; not by hand.
"""

from __future__ import annotations

from dataclasses import dataclass as _dataclass
from enum import StrEnum as _StrEnum
from typing import Any

from . import _korrigo as _native
from . import _run
from . import geometry as _geometry
from . import words as _words
from ._korrigo import call as _call

__all__ = [
    "ActiveContent",
    "ActiveKind",
    "ActivePlace",
    "Document",
    "Inspection",
    "LayerInspection",
    "Page",
    "PageFacts",
    "PageInspection",
    "Readers",
    "inspect",
]


class ActiveKind(_StrEnum):
    """What kind of thing it is."""

    JAVASCRIPT = "javascript"
    """A script."""
    LAUNCH = "launch"
    """An action that starts a program or opens a file."""
    EMBEDDED_FILE = "embedded_file"
    """A file inside the file."""
    URI = "uri"
    """A link to the network."""
    SUBMIT_FORM = "submit_form"
    """A form that sends what was typed."""
    IMPORT_DATA = "import_data"
    """A form that fills itself from a file."""
    REMOTE_FILE = "remote_file"
    """A link into another file."""
    RICH_MEDIA = "rich_media"
    """A sound, a film, a model in three dimensions or other rich media."""
    XFA = "xfa"
    """A form of the XML kind, with scripts of its own."""
    OPEN_ACTION = "open_action"
    """Something that happens when the file is opened."""


class ActivePlace(_StrEnum):
    """Where it is."""

    CATALOG = "catalog"
    """The catalogue: when the file is opened, saved or printed."""
    NAMES = "names"
    """The name trees."""
    FORM = "form"
    """The form."""
    OUTLINE = "outline"
    """The outline."""
    PAGE = "page"
    """A page: when it is shown or left."""
    ANNOTATION = "annotation"
    """An annotation: a link, a button, an attachment."""
    OBJECT = "object"
    """An object that nothing above leads to."""


@_dataclass(frozen=True, slots=True, kw_only=True)
class ActiveContent:
    """Active content of one kind in one place."""

    kind: ActiveKind
    """What kind of thing it is."""
    where: ActivePlace
    """Where it is."""
    count: int
    """How many of them."""
    page: int | None = None
    """On which page, from 0, where it is on one."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"kind": self.kind, "where": self.where, "count": self.count}
        if self.page is not None:
            said["page"] = self.page
        return said

    @staticmethod
    def from_json(value: Any) -> ActiveContent:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return ActiveContent(
            kind=_run.known(ActiveKind, value["kind"]),
            where=_run.known(ActivePlace, value["where"]),
            count=value["count"],
            page=value.get("page"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """All that `korrigo inspect` tells."""

    page_count: int
    """How many pages."""
    pages: tuple[PageInspection, ...]
    """The pages, in order."""
    encrypted: bool
    """Whether the file is encrypted."""
    repaired: bool
    """Whether something was not where the file says and had to be looked for or left out."""
    readers: Readers
    """What the two readers count."""
    active_content: tuple[ActiveContent, ...]
    """What does something, or leads out of the file."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"page_count": self.page_count, "pages": [one.to_json() for one in self.pages], "encrypted": self.encrypted, "repaired": self.repaired, "readers": self.readers.to_json(), "active_content": [one.to_json() for one in self.active_content]}

    @staticmethod
    def from_json(value: Any) -> Inspection:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Inspection(
            page_count=value["page_count"],
            pages=tuple([PageInspection.from_json(one) for one in value["pages"]]),
            encrypted=value["encrypted"],
            repaired=value["repaired"],
            readers=Readers.from_json(value["readers"]),
            active_content=tuple([ActiveContent.from_json(one) for one in value["active_content"]]),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class LayerInspection:
    """What is told of one image."""

    codec: str
    """`jpeg`, `ccitt`, `jbig2`, `jpx`, `flate`, `lzw`, `run_length`, `raw` or `unknown`."""
    width: int
    """Columns, as its dictionary says."""
    height: int
    """Rows, as its dictionary says."""
    bits: int | None = None
    """Bits a sample, as its dictionary says; `None` where only the data say (JPX)."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"codec": self.codec, "width": self.width, "height": self.height}
        if self.bits is not None:
            said["bits"] = self.bits
        return said

    @staticmethod
    def from_json(value: Any) -> LayerInspection:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return LayerInspection(
            codec=value["codec"],
            width=value["width"],
            height=value["height"],
            bits=value.get("bits"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """A page's size and turn, as displayed."""

    width_pt: float
    """Width in points of 1/72 inch, as displayed."""
    height_pt: float
    """Height in points of 1/72 inch, as displayed."""
    rotate: _geometry.Rotation
    """Quarter turns clockwise that the file asks for, in degrees."""
    user_unit: float
    """The size of the file's own unit in points."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        return {"width_pt": self.width_pt, "height_pt": self.height_pt, "rotate": self.rotate, "user_unit": self.user_unit}

    @staticmethod
    def from_json(value: Any) -> PageFacts:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PageFacts(
            width_pt=value["width_pt"],
            height_pt=value["height_pt"],
            rotate=value["rotate"],
            user_unit=value["user_unit"],
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class PageInspection:
    """What is told of one page."""

    width_pt: float
    """Width as shown, in points of 1/72 inch."""
    height_pt: float
    """Height as shown, in points of 1/72 inch."""
    rotate: _geometry.Rotation
    """How far the page is turned clockwise to be shown."""
    user_unit: float
    """Size of one unit of user space, in points."""
    layers: tuple[LayerInspection, ...]
    """The images, in the order they are drawn."""
    dpi: float | None = None
    """Pixels an inch of the largest image, as it is drawn; `None` where there is none."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {"width_pt": self.width_pt, "height_pt": self.height_pt, "rotate": self.rotate, "user_unit": self.user_unit, "layers": [one.to_json() for one in self.layers]}
        if self.dpi is not None:
            said["dpi"] = self.dpi
        return said

    @staticmethod
    def from_json(value: Any) -> PageInspection:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return PageInspection(
            width_pt=value["width_pt"],
            height_pt=value["height_pt"],
            rotate=value["rotate"],
            user_unit=value["user_unit"],
            layers=tuple([LayerInspection.from_json(one) for one in value["layers"]]),
            dpi=value.get("dpi"),
        )


@_dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """The number of pages that each reader counts; `None` where it cannot read the file."""

    hayro: int | None = None
    """By hayro, which renders."""
    lopdf: int | None = None
    """In lopdf's objects, which everything here works on."""

    def to_json(self) -> dict[str, Any]:
        """This as the object that JSON has for it."""
        said: dict[str, Any] = {}
        if self.hayro is not None:
            said["hayro"] = self.hayro
        if self.lopdf is not None:
            said["lopdf"] = self.lopdf
        return said

    @staticmethod
    def from_json(value: Any) -> Readers:
        """Reads what `to_json` or the engine gave; raises KeyError where something is missing."""
        return Readers(
            hayro=value.get("hayro"),
            lopdf=value.get("lopdf"),
        )


class Document:
    """A PDF that was opened: checked, within its limits, its pages found."""

    __slots__ = ("_item",)
    _item: _native.Document

    def __init__(self) -> None:
        raise TypeError("korrigo alone makes a Document")

    @staticmethod
    def _of(item: Any) -> Document:
        if isinstance(item, Document):
            return item
        made = object.__new__(Document)
        made._item = item
        return made

    def hash(
        self,
        *,
        progress: _run.Progress | None = None,
        cancel: _native.Cancel | None = None,
        threads: int | None = None,
    ) -> _words.SourceHash:
        """The SHA-256 of the file.
        progress: Called with how much is done and how much there is, on this thread.
        cancel: Ends the call from another thread.
        threads: So many threads work on pages, instead of one a core.
        """
        items: list[Any] = []
        value: _words.SourceHash = _run.long("document::Document::hash", {"this": _run.put(items, self)}, items, progress, cancel, threads)[0]
        return value

    def inspect(
        self,
        *,
        progress: _run.Progress | None = None,
        cancel: _native.Cancel | None = None,
        threads: int | None = None,
    ) -> Inspection:
        """What is in the document: pages, sizes, layers, active content.
        progress: Called with how much is done and how much there is, on this thread.
        cancel: Ends the call from another thread.
        threads: So many threads work on pages, instead of one a core.
        """
        items: list[Any] = []
        value = _run.long("document::Document::inspect", {"this": _run.put(items, self)}, items, progress, cancel, threads)[0]
        return Inspection.from_json(value)

    def is_encrypted(self) -> bool:
        """Whether it was encrypted."""
        items: list[Any] = []
        value: bool = _call("document::Document::is_encrypted", {"this": _run.put(items, self)}, items)[0]
        return value

    def is_repaired(self) -> bool:
        """Whether it had to be repaired."""
        items: list[Any] = []
        value: bool = _call("document::Document::is_repaired", {"this": _run.put(items, self)}, items)[0]
        return value

    @staticmethod
    def open(
        source: _run.Source,
        *,
        limits: _words.Limits | None = None,
        name: str | None = None,
        password: str | None = None,
        progress: _run.Progress | None = None,
        cancel: _native.Cancel | None = None,
        threads: int | None = None,
    ) -> Document:
        """Opens a PDF that nobody vouches for.

        source: The file.
        limits: What reading it may cost.
        name: The name it came with; its ending is checked.
        password: The password of an encrypted file.
        progress: Called with how much is done and how much there is, on this thread.
        cancel: Ends the call from another thread.
        threads: So many threads work on pages, instead of one a core.
        """
        items: list[Any] = []
        given: dict[str, Any] = {"source": _run.put(items, source)}
        if limits is not None:
            given["limits"] = limits.to_json()
        if name is not None:
            given["name"] = name
        if password is not None:
            given["password"] = password
        value, made = _run.long("document::Document::open", given, items, progress, cancel, threads)
        return Document._of(made[value])

    def page_count(self) -> int:
        """How many pages it has."""
        items: list[Any] = []
        value: int = _call("document::Document::page_count", {"this": _run.put(items, self)}, items)[0]
        return value

    def readers(self) -> Readers:
        """How many pages each reader found."""
        items: list[Any] = []
        value = _call("document::Document::readers", {"this": _run.put(items, self)}, items)[0]
        return Readers.from_json(value)

    def readers_disagree(self) -> bool:
        """Whether the readers found different pages."""
        items: list[Any] = []
        value: bool = _call("document::Document::readers_disagree", {"this": _run.put(items, self)}, items)[0]
        return value

    def resolution(self, page: int) -> float | None:
        """Pixels an inch of a page's main image.

        page: The page, from 0.
        """
        items: list[Any] = []
        value: float | None = _call("document::Document::resolution", {"this": _run.put(items, self), "page": page}, items)[0]
        return value


class Page:
    """Calls of the engine's `Page`."""

    __slots__ = ()

    @staticmethod
    def geometry(document: Document | _run.Source, page: int) -> PageFacts:
        """A page's size and turn, as displayed.

        document: The document.
        page: The page, from 0.
        """
        items: list[Any] = []
        value = _call("document::Page::geometry", {"this": _run.put(items, document), "page": page}, items)[0]
        return PageFacts.from_json(value)


def inspect(
    source: _run.Source,
    *,
    limits: _words.Limits | None = None,
    name: str | None = None,
    password: str | None = None,
    progress: _run.Progress | None = None,
    cancel: _native.Cancel | None = None,
    threads: int | None = None,
) -> Inspection:
    """What is in a PDF: pages, sizes, layers, active content.

    source: The file.
    limits: What reading it may cost.
    name: The name it came with; its ending is checked.
    password: The password of an encrypted file.
    progress: Called with how much is done and how much there is, on this thread.
    cancel: Ends the call from another thread.
    threads: So many threads work on pages, instead of one a core.
    """
    items: list[Any] = []
    given: dict[str, Any] = {"source": _run.put(items, source)}
    if limits is not None:
        given["limits"] = limits.to_json()
    if name is not None:
        given["name"] = name
    if password is not None:
        given["password"] = password
    value = _run.long("document::inspect", given, items, progress, cancel, threads)[0]
    return Inspection.from_json(value)
