"""`A3Splitter`, without OpenCV: cut where the fold is, not at half the width.

For images that are there already. A pile is better split as a whole, by `korrigo.django.jobs.SplitJob`: without
rendering, with every sheet's order weighed against its neighbours.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from .. import _engine
from .images import cv2, document_of, halves
from .vision import HeaderDetector

__all__ = ["A3Splitter", "HeaderDetector", "cv2"]


class A3Splitter:
    """Cuts A3 scans into pages and puts them in reading order."""

    def __init__(self, smart: bool = True) -> None:
        self.detector = HeaderDetector()
        self.smart = smart
        """Whether the fold is looked for; otherwise the cut is at half the width."""

    def process_scan(self, image_path: str) -> dict[str, Any]:
        """The halves of a scan: `{"left", "right", "width", "height"}`."""
        image = cv2.imread(image_path)
        if image is None:
            raise ValueError(str(_("Impossible de lire l'image : ")) + str(image_path))
        height, width = image.shape[:2]
        left, right = halves(image, self.find_cut(image))
        return {"left": left, "right": right, "width": width, "height": height}

    def find_cut(self, image: Any) -> int:
        """The column between the two pages."""
        width = int(image.shape[1])
        if self.smart:
            try:
                side, _made = _engine.call("scan::side", {"document": 0, "page": 0}, [document_of(image)])
            except Exception:
                return width // 2
            fold = side.get("fold")
            # Upside down, the fold is given as the page will be read.
            if fold and side["orientation"]["rotate"] in (0, 180):
                cut = fold["cut"] if side["orientation"]["rotate"] == 0 else 1.0 - fold["cut"]
                return min(max(round(float(cut) * width), 1), width - 1)
        return width // 2

    def determine_scan_type_and_order(self, left_img: Any, right_img: Any, temp_right_path: str) -> dict[str, Any]:
        """`RECTO` with p1 and p4 when the right page has a header, else `VERSO` with p2 and p3."""
        cv2.imwrite(temp_right_path, right_img)
        if self.detector.detect_header(temp_right_path):
            return {"type": "RECTO", "pages": {"p1": right_img, "p4": left_img}}
        return {"type": "VERSO", "pages": {"p2": left_img, "p3": right_img}}

    def reconstruct_booklet(self, recto_data: dict[str, Any], verso_data: dict[str, Any]) -> list[Any]:
        """The pages in reading order."""
        recto, verso = recto_data["pages"], verso_data["pages"]
        return [recto["p1"], verso["p2"], verso["p3"], recto["p4"]]
