"""Refusals as answers of HTTP: the status that belongs to each code, and the middleware that gives it.

    MIDDLEWARE = [..., "korrigo.django.http.KorrigoErrorMiddleware"]

A view then lets what the engine raises pass: the client gets `{"code", "detail"}`, and of a refusal of the copy
machine where the copy stands and what is allowed. No message holds a name or anything of a paper.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse

from korrigo.errors import KorrigoError

__all__ = ["KorrigoErrorMiddleware", "error_response", "status_of"]

logger = logging.getLogger("korrigo.django")

_STATUS = {
    400: "empty_file invalid_extension corrupted_pdf encrypted_pdf empty_pdf too_many_pages",
    403: "lock_token_invalid forbidden",
    404: "not_found page_not_found",
    409: "lock_conflict lock_lost invalid_transition version_conflict draft_conflict identity_conflict"
    " scores_incomplete already_graded",
    413: "file_too_large",
    415: "invalid_mime_type",
    422: "resource_limit plan_invalid zone_invalid annotation_invalid mark_invalid scheme_invalid roster_invalid"
    " missing_glyph not_archivable",
    429: "rate_limited",
    499: "cancelled",
    501: "not_offered",
    503: "store_unavailable busy",
}
_STATUS_OF = {code: status for status, codes in _STATUS.items() for code in codes.split()}


def status_of(code: str) -> int:
    """The status of a code; 500 for a defect and for codes of a newer engine."""
    return _STATUS_OF.get(code, 500)


def error_response(error: KorrigoError) -> JsonResponse:
    """A refusal as an answer."""
    said: dict[str, Any] = {"code": error.code, "detail": error.message}
    if error.refusal is not None:
        said["refusal"] = dict(error.refusal)
    if error.also:
        said["also"] = [one.code for one in error.also]
    return JsonResponse(said, status=status_of(error.code))


class KorrigoErrorMiddleware:
    """Answers what the engine refuses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> JsonResponse | None:
        """An answer for what the engine raised; anything else is Django's."""
        if not isinstance(exception, KorrigoError):
            return None
        if status_of(exception.code) >= 500:
            logger.error("%s: %s", exception.code, exception.message)
        return error_response(exception)
