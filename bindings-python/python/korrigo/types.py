"""The shapes of what korrigo tells, as plain dictionaries."""

from typing import NotRequired, TypedDict


class Layer(TypedDict):
    """One image drawn on a page."""

    codec: str
    width: int
    height: int
    bits: int | None


class Page(TypedDict):
    """One page, as displayed; lengths in points of 1/72 inch."""

    width_pt: float
    height_pt: float
    rotate: int
    user_unit: float
    dpi: float | None
    layers: list[Layer]


Active = TypedDict("Active", {"kind": str, "where": str, "page": NotRequired[int], "count": int})


class Inspection(TypedDict):
    """What is in a PDF."""

    page_count: int
    pages: list[Page]
    encrypted: bool
    repaired: bool
    readers: dict[str, int | None]
    active_content: list[Active]
