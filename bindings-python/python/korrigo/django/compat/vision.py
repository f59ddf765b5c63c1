"""`HeaderDetector`, without OpenCV: the engine's model of a printed header instead of any rectangle.

What cannot be read has no header: `False` and `b""`, as the existing application has it, with a line in the log that
names no file.
"""

from __future__ import annotations

import logging
from typing import Any

from .. import _engine
from .images import cv2, document_of

__all__ = ["HeaderDetector", "cv2"]

logger = logging.getLogger("korrigo.django")


class HeaderDetector:
    """Whether there is a header at the top of a page, and its picture."""

    crop = 0.23
    """How much of the page's height a picture of the header shows."""

    likely = 0.5
    """From which probability on there is a header."""

    def detect_header(self, image_path: str) -> bool:
        """Whether a header is printed on the page."""
        try:
            return self.header_probability(self._read(image_path)) >= self.likely
        except Exception as error:
            logger.error("detect_header: %s", type(error).__name__)
            return False

    def extract_header_crop(self, image_path: str) -> bytes:
        """The top of the page as JPEG."""
        try:
            box = {"x": 0.0, "y": 0.0, "w": 1.0, "h": self.crop}
            document = document_of(self._read(image_path))
            return _engine.picture(document, 0, dpi=150.0, clip=box, kind="jpeg", quality=90)[1]
        except Exception as error:
            logger.error("extract_header_crop: %s", type(error).__name__)
            return b""

    def header_probability(self, image: Any) -> float:
        """How likely a header is printed on an image, 0 to 1."""
        side, _ = _engine.call("scan::side", {"document": 0, "page": 0}, [document_of(image)])
        return max((float(half["header_probability"]) for half in side["halves"]), default=0.0)

    def _read(self, image_path: str) -> Any:
        image = cv2.imread(image_path)
        if image is None:
            raise ValueError("the image cannot be read")
        return image
