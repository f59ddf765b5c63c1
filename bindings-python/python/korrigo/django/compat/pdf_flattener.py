"""`PDFFlattener`, without PyMuPDF: the pages of a copy with its annotations and what it came to.

Knows a copy by what it has: `booklets` with `pages_images`, `annotations`, `anonymous_id`, `global_appreciation`, and
where the application has them, `grading.Score` and `grading.QuestionRemark`. Texts stand whole, where the existing
application cut them at 50 characters. A page whose picture is gone is an error, unless `strict` is off.
"""

from __future__ import annotations

import json
import logging
import os
from decimal import Decimal, InvalidOperation
from typing import Any

from django.apps import apps
from django.conf import settings

from korrigo.errors import KorrigoError

from .. import _engine

__all__ = ["PDFFlattener"]

logger = logging.getLogger("korrigo.django")

_KINDS = ("COMMENT", "HIGHLIGHT", "ERROR", "BONUS")


class PDFFlattener:
    """Makes the final PDF of a copy. Changes nothing in the database."""

    strict = True
    """Whether a missing page is an error; without it the page is left out, and the log says so."""

    language = "french"

    def flatten_copy(self, copy: Any) -> bytes:
        """The final PDF."""
        images = [name for booklet in copy.booklets.all().order_by("start_page") for name in booklet.pages_images or []]
        if not images:
            logger.warning("copy %s has no pages", copy.pk)
            raise ValueError("No pages found to flatten")
        kept = [(index, path) for index, path in enumerate(map(self._path, images)) if self._there(copy, index, path)]
        if not kept:
            raise ValueError("No pages found to flatten")
        pdf = _engine.images_to_pdf([open_bytes(path) for _, path in kept])
        pages = {index: _engine.digest("page", copy.pk, index)[:32] for index, _ in kept}
        marking = self.marking(copy, pages)
        options = {"language": self.language}
        given = {"document": 0, "pages": list(pages.values()), "marking": marking, "options": options}
        said, made = _engine.call("flatten::write", given, [pdf])
        logger.info("copy %s: final PDF of %d pages", copy.pk, said["pages"] + said["added"])
        return bytes(made[said["pdf"]])

    def marking(self, copy: Any, pages: dict[int, str]) -> dict[str, Any]:
        """What is drawn over the pages of these numbers and names, and what the copy came to."""
        summary = self._summary(copy)
        # Where questions have scores, points of annotations count only when the scheme says so: else they are words.
        counted = "scheme" in summary or not summary["scores"]["scores"]
        drawn = (self._annotation(one, pages, counted) for one in self._annotations(copy) if one.page_index in pages)
        return {"annotations": list(drawn), "summary": summary}

    def _path(self, name: str) -> str:
        return os.path.join(settings.MEDIA_ROOT, name)

    def _there(self, copy: Any, index: int, path: str) -> bool:
        if os.path.exists(path):
            return True
        if self.strict:
            raise FileNotFoundError(f"copy {copy.pk}: the picture of page {index + 1} is gone")
        logger.error("copy %s: the picture of page %d is gone", copy.pk, index + 1)
        return False

    def _annotations(self, copy: Any) -> list[Any]:
        return list(copy.annotations.all().order_by("page_index", "pk"))

    def _annotation(self, one: Any, pages: dict[int, str], counted: bool) -> dict[str, Any]:
        kind = str(getattr(one.type, "value", one.type))
        drawn = {
            "id": f"a{one.pk}"[:64],
            "page": pages[one.page_index],
            "kind": kind if kind in _KINDS else "COMMENT",
            **{name: float(getattr(one, name)) for name in "xywh"},
            "content": one.content or "",
            "author": str(getattr(one, "created_by_id", None) or "marker"),
            "version": 0,
        }
        if one.score_delta is not None and counted:
            drawn["score_delta"] = str(one.score_delta)
        elif one.score_delta is not None:
            drawn["content"] = f"{one.score_delta:+} {drawn['content']}".rstrip()
        return drawn

    def _summary(self, copy: Any) -> dict[str, Any]:
        scores = {str(key): mark for key, value in self._scores(copy).items() if (mark := _mark(value)) is not None}
        written = {"scores": scores, "remarks": self._remarks(copy)}
        appreciation = getattr(copy, "global_appreciation", None)
        if appreciation and appreciation.strip():
            written["appreciation"] = appreciation.strip()
        exam = getattr(copy, "exam", None)
        summary = {"exam": str(getattr(exam, "name", "") or ""), "who": str(copy.anonymous_id), "scores": written}
        scheme = self._scheme(exam, written)
        return summary if scheme is None else {**summary, "scheme": scheme}

    def _scheme(self, exam: Any, scores: dict[str, Any]) -> Any:
        """The exam's marking scheme, when it is one and these scores are by it."""
        structure = getattr(exam, "grading_structure", None)
        if not structure or not scores["scores"]:
            return None
        try:
            read, _ = _engine.call("exam::Scheme::read", {"json": 0}, [json.dumps(structure).encode()])
            _engine.call("exam::Scheme::check", {"this": read["scheme"], "scores": scores})
        except KorrigoError as error:
            logger.warning("exam %s: the total is the plain sum of scores: %s", exam.pk, error.code)
            return None
        return read["scheme"]

    def _scores(self, copy: Any) -> dict[str, Any]:
        """Points by question."""
        found = _of_copy("Score", copy)
        return dict(found[0].scores_data or {}) if found else {}

    def _remarks(self, copy: Any) -> dict[str, str]:
        """Remarks by question."""
        return {
            str(one.question_id): one.remark.strip()
            for one in _of_copy("QuestionRemark", copy)
            if one.remark and one.remark.strip()
        }


def open_bytes(path: str) -> bytes:
    """The bytes of a file."""
    with open(path, "rb") as file:
        return file.read()


def _of_copy(model: str, copy: Any) -> list[Any]:
    try:
        return list(apps.get_model("grading", model).objects.filter(copy=copy))
    except LookupError:
        return []


def _mark(value: Any) -> str | None:
    try:
        return None if value in (None, "") else str(Decimal(str(value).replace(",", ".")))
    except InvalidOperation:
        return None
