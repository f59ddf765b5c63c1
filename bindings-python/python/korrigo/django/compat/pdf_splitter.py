"""`PDFSplitter`, without PyMuPDF: booklets of a fixed number of pages, each page as a PNG.

Knows an exam by what it has: `pdf_source`, `booklets`, `is_processed`. Two differences: the last booklet may be
shorter, where the existing application left its pages out; and rows and pictures come together or not at all.
"""

from __future__ import annotations

import logging
import os
import posixpath
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from .. import _engine
from . import render_pages, split_booklets

__all__ = ["PDFSplitter"]

logger = logging.getLogger("korrigo.django")


class PDFSplitter:
    """Splits the PDF of an exam into booklets."""

    def __init__(self, pages_per_booklet: int = 4, dpi: int = 150) -> None:
        self.pages_per_booklet = pages_per_booklet
        self.dpi = dpi

    def split_exam(self, exam: Any, force: bool = False) -> list[Any]:
        """Makes the booklets of an exam and their pictures; gives those that are there unless `force`."""
        if not force and exam.booklets.exists():
            logger.info("exam %s has booklets already", exam.pk)
            return list(exam.booklets.all())
        if not exam.pdf_source:
            raise ValueError(f"Exam {exam.pk} has no pdf_source")
        if not os.path.exists(exam.pdf_source.path):
            raise FileNotFoundError(f"PDF not found: exam {exam.pk}")
        document = _engine.open_pdf(exam.pdf_source.path)
        folders: list[Path] = []
        try:
            with transaction.atomic():
                made = [
                    self._booklet(exam, document, number, bounds, folders)
                    for number, bounds in enumerate(self._bounds(document), 1)
                ]
                exam.is_processed = True
                exam.save()
        except BaseException:
            for folder in folders:
                with suppress(OSError):
                    shutil.rmtree(folder)
            raise
        logger.info("exam %s: %d booklets", exam.pk, len(made))
        return made

    def _bounds(self, document: Any) -> list[tuple[int, int]]:
        return split_booklets(_engine.page_count(document), self.pages_per_booklet)

    def _booklet(self, exam: Any, document: Any, number: int, bounds: tuple[int, int], folders: list[Path]) -> Any:
        start, end = bounds
        booklet = exam.booklets.create(start_page=start, end_page=end, student_name_guess=f"Booklet {number}")
        folders.append(self._folder(exam.pk, booklet.pk))
        booklet.pages_images = self._extract_pages(document, start, end, exam.pk, booklet.pk)
        booklet.save()
        return booklet

    def _folder(self, exam_id: Any, booklet_id: Any) -> Path:
        return Path(settings.MEDIA_ROOT) / "booklets" / str(exam_id) / str(booklet_id)

    def _extract_pages(self, doc: Any, start_page: int, end_page: int, exam_id: Any, booklet_id: Any) -> list[str]:
        """Pictures of these pages, from 1; gives their names under `MEDIA_ROOT`."""
        last = min(end_page, _engine.page_count(doc))
        folder = self._folder(exam_id, booklet_id)
        written = render_pages(doc, folder, "page_%03d.png", self.dpi, range(start_page - 1, last))
        return [posixpath.join("booklets", str(exam_id), str(booklet_id), Path(path).name) for path in written]
