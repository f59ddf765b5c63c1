"""What korrigo raises: one exception with a stable code, and a class for each family of codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

__all__ = [
    "Cancelled",
    "Conflict",
    "Defect",
    "InvalidFile",
    "InvalidInput",
    "KorrigoError",
    "LockError",
    "NotFound",
    "Refused",
    "Unavailable",
    "Unproven",
]


class KorrigoError(Exception):
    """A refusal: the same `code` in every language.

    `message` says what was found, `hint` what to do about it; neither holds a name or anything of a paper, so both
    may be logged and shown. `detail` is a finer stable name of the cause, `page` the page of the source from 0,
    `also` the other checks that failed, `refusal` what the copy machine says beside it: where the copy stands, what
    was tried, what is allowed.
    """

    default_code: ClassVar[str] = "internal"
    """The code of an exception that is made without one."""

    code: str
    message: str
    detail: str | None
    hint: str | None
    page: int | None
    also: tuple[KorrigoError, ...]
    refusal: Mapping[str, Any] | None

    def __init__(
        self,
        message: str = "",
        *,
        code: str | None = None,
        detail: str | None = None,
        hint: str | None = None,
        page: int | None = None,
        also: Sequence[KorrigoError] = (),
        refusal: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = self.default_code if code is None else code
        self.message = message
        self.detail = detail
        self.hint = hint
        self.page = page
        self.also = tuple(also)
        self.refusal = refusal

    def __str__(self) -> str:
        page = "" if self.page is None else f", page {self.page + 1}"
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.code}{page}: {self.message}{hint}"

    def __reduce__(self) -> tuple[Any, ...]:
        said = {name: getattr(self, name) for name in _SAID}
        return _again, (type(self), self.message, said), {**self.__dict__, **said}


_SAID = ("code", "detail", "hint", "page", "also", "refusal")


def _again(kind: type[KorrigoError], message: str, said: dict[str, Any]) -> KorrigoError:
    return kind(message, **said)


class InvalidFile(KorrigoError, ValueError):
    """A file that cannot be read, or costs more to read than is allowed."""

    default_code = "corrupted_pdf"


class InvalidInput(KorrigoError, ValueError):
    """A plan, zone, annotation, mark, scheme or roster that breaks its rules."""

    default_code = "plan_invalid"


class Refused(KorrigoError):
    """What was asked is not allowed now, or not for this person. `refusal` says what would be."""

    default_code = "invalid_transition"


class LockError(Refused):
    """Somebody else holds the lock, it has ended, or its token is wrong."""

    default_code = "lock_conflict"


class Conflict(Refused):
    """Somebody was faster: what was read has changed since."""

    default_code = "version_conflict"


class NotFound(KorrigoError, LookupError):
    """There is no such thing, or no such page."""

    default_code = "not_found"


class Cancelled(KorrigoError):
    """The caller cancelled; nothing was kept of the work."""

    default_code = "cancelled"


class Unavailable(KorrigoError):
    """Try again later. Stores raise it, too."""

    default_code = "store_unavailable"


class Unproven(KorrigoError):
    """A redaction whose result failed its own audit: there is no file."""

    default_code = "redaction_unproven"


class Defect(KorrigoError):
    """A defect of korrigo. Please report what was asked."""

    default_code = "internal"


_FAMILIES: Mapping[type[KorrigoError], str] = {
    InvalidFile: "empty_file file_too_large invalid_mime_type invalid_extension corrupted_pdf encrypted_pdf empty_pdf"
    " too_many_pages resource_limit",
    InvalidInput: "plan_invalid zone_invalid annotation_invalid mark_invalid scheme_invalid roster_invalid"
    " missing_glyph not_archivable",
    Refused: "invalid_transition scores_incomplete already_graded forbidden",
    LockError: "lock_conflict lock_lost lock_token_invalid",
    Conflict: "version_conflict draft_conflict identity_conflict",
    NotFound: "not_found page_not_found not_offered",
    Cancelled: "cancelled",
    Unavailable: "rate_limited store_unavailable busy",
    Unproven: "redaction_unproven",
    Defect: "internal",
}
_OF_CODE = {code: kind for kind, codes in _FAMILIES.items() for code in codes.split()}


def _of_failure(said: Mapping[str, Any]) -> KorrigoError:
    """The exception of what the engine said. A code of a newer engine is a plain KorrigoError."""
    kind = _OF_CODE.get(said["code"], KorrigoError)
    return kind(
        said["message"],
        code=said["code"],
        detail=said.get("detail"),
        hint=said.get("hint"),
        page=said.get("page"),
        also=tuple(_of_failure(other) for other in said.get("also", ())),
        refusal=said.get("refusal"),
    )
