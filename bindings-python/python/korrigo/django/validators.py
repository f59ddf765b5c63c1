"""Uploads that are refused with a stable code and a reason, in the words of the existing application.

    from korrigo.django.validators import PdfValidator

    PdfValidator(max_pages=200)(upload)  # ValidationError: "PDF trop volumineux: …", code="too_many_pages"

| code | when |
|---|---|
| `empty_file` | no byte |
| `file_too_large` | more bytes than allowed |
| `invalid_extension` | another ending than `.pdf` (Django's own validator) |
| `invalid_mime_type` | no PDF by its content, whatever it is called |
| `corrupted_pdf` | cannot be read, or only after a repair where that is not accepted |
| `encrypted_pdf` | needs a password |
| `empty_pdf` | no page |
| `too_many_pages` | more pages than allowed; exactly the limit passes |
| `resource_limit` | costs more to read than is allowed |

All checks that fail and can be known are reported together. Messages hold numbers, no name and nothing of a page.
The four functions are those of the existing application; their limits are the settings of `korrigo.django.conf`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db.models.fields.files import FieldFile
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

from korrigo.errors import KorrigoError

from . import _engine
from .conf import setting

__all__ = [
    "PdfValidator",
    "validate_pdf",
    "validate_pdf_extension",
    "validate_pdf_integrity",
    "validate_pdf_mime_type",
    "validate_pdf_not_empty",
    "validate_pdf_size",
]

_MIB = 1024 * 1024
# A file with more pages than this is refused without counting them.
_COUNTED = 20
_MESSAGES = {
    "empty_file": _("Le fichier PDF est vide (0 bytes)"),
    "file_too_large": _("Fichier trop volumineux. Taille maximale: %(limit)s MB. Taille actuelle: %(size)s MB"),
    "invalid_mime_type": _("Type MIME invalide: %(mime)s. Attendu: application/pdf"),
    "corrupted_pdf": _("PDF corrompu ou invalide: %(reason)s"),
    "encrypted_pdf": _("PDF protégé par un mot de passe"),
    "empty_pdf": _("PDF vide (0 pages)"),
    "too_many_pages": _("PDF trop volumineux: %(pages)s pages. Maximum: %(limit)s pages"),
    "resource_limit": _("PDF trop complexe pour être traité"),
}
_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"PK\x03\x04", "application/zip"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"\x7fELF", "application/x-executable"),
    (b"MZ", "application/x-dosexec"),
)

validate_pdf_extension = FileExtensionValidator(allowed_extensions=["pdf"])


@deconstructible
class PdfValidator:
    """Refuses what is no PDF that can be worked on. What is left out is as in the settings."""

    def __init__(
        self,
        max_bytes: int | None = None,
        max_pages: int | None = None,
        accept_repaired: bool | None = None,
    ) -> None:
        self.max_bytes = max_bytes
        self.max_pages = max_pages
        self.accept_repaired = accept_repaired

    def __call__(self, value: Any) -> None:
        errors: list[ValidationError] = []
        checks = (self.check_not_empty, self.check_size, self.check_mime_type, self.check_integrity)
        for place, check in enumerate(checks):
            # An empty file, one that is too large, or no PDF: what is in it is not asked.
            if place < 2 or not errors:
                _collect(errors, check, value)
        if len(errors) == 1:
            raise errors[0]
        if errors:
            raise ValidationError(errors)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PdfValidator) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((self.max_bytes, self.max_pages, self.accept_repaired))

    def check_not_empty(self, value: Any) -> None:
        """Refuses a file without a byte."""
        if _size(value) == 0:
            raise _error("empty_file")

    def check_size(self, value: Any) -> None:
        """Refuses a file that is too large."""
        limit, size = self._limit("max_bytes", "MAX_FILE_BYTES"), _size(value)
        if size > limit:
            raise _error("file_too_large", limit=f"{limit / _MIB:g}", size=f"{size / _MIB:.1f}")

    def check_mime_type(self, value: Any) -> None:
        """Refuses what is no PDF by its content: `%PDF-` stands within the first 1024 bytes."""
        head = _read(value, 1024)
        if b"%PDF-" not in head:
            raise _error("invalid_mime_type", mime=_sniff(head))

    def check_integrity(self, value: Any) -> None:
        """Refuses what cannot be opened, has no page or too many."""
        limit = self._limit("max_pages", "MAX_PAGES")
        try:
            limits = {"max_file_bytes": max(_size(value), 1), "max_pages": limit * _COUNTED}
            document = _engine.open_pdf(_source(value), limits=limits)
        except KorrigoError as error:
            raise _refusal(error, limit) from None
        pages = _engine.page_count(document)
        if pages > limit:
            raise _error("too_many_pages", pages=pages, limit=limit)
        accepts = setting("ACCEPT_REPAIRED") if self.accept_repaired is None else self.accept_repaired
        if not accepts and _engine.is_repaired(document):
            raise _error("corrupted_pdf", reason="repaired")

    def _limit(self, name: str, named: str) -> int:
        own = getattr(self, name)
        return int(setting(named) if own is None else own)


validate_pdf = PdfValidator()


def validate_pdf_size(value: Any) -> None:
    """Refuses a file that is larger than the setting `MAX_FILE_BYTES`."""
    validate_pdf.check_size(value)


def validate_pdf_not_empty(value: Any) -> None:
    """Refuses a file without a byte."""
    validate_pdf.check_not_empty(value)


def validate_pdf_mime_type(value: Any) -> None:
    """Refuses what is no PDF by its content."""
    validate_pdf.check_mime_type(value)


def validate_pdf_integrity(value: Any) -> None:
    """Refuses what cannot be opened, has no page, or more than the setting `MAX_PAGES`."""
    validate_pdf.check_integrity(value)


def _collect(errors: list[ValidationError], check: Callable[[Any], None], value: Any) -> None:
    try:
        check(value)
    except ValidationError as error:
        errors.append(error)


def _error(code: str, **params: Any) -> ValidationError:
    return ValidationError(_MESSAGES[code], code=code, params=params)


def _refusal(error: KorrigoError, limit: int) -> ValidationError:
    said = [error, *error.also]
    errors = []
    for one in said:
        code = one.code if one.code in _MESSAGES else "corrupted_pdf"
        params = {"reason": one.detail or one.message, "pages": f"> {limit}", "limit": limit, "mime": "?", "size": "?"}
        errors.append(_error(code, **params))
    return errors[0] if len(errors) == 1 else ValidationError(errors)


def _file(value: Any) -> Any:
    return value.file if isinstance(value, FieldFile) else value


def _source(value: Any) -> Any:
    """The file as the engine takes it: its path, where it lies on this machine, else its bytes."""
    file = _file(value)
    if hasattr(file, "temporary_file_path"):
        return str(file.temporary_file_path())
    return _read(value)


def _size(value: Any) -> int:
    size = getattr(value, "size", None)
    return len(value) if size is None else int(size)


def _read(value: Any, most: int = -1) -> bytes:
    if isinstance(value, (bytes, bytearray)):
        return bytes(value if most < 0 else value[:most])
    file = _file(value)
    file.seek(0)
    try:
        return bytes(file.read(most))
    finally:
        file.seek(0)


def _sniff(head: bytes) -> str:
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    try:
        text = head.decode("utf-8", "strict") if len(head) < 1024 else head[:1000].decode("utf-8", "ignore")
    except UnicodeDecodeError:
        return "application/octet-stream"
    return (
        "text/plain"
        if text.isprintable() or not any(char < " " and char not in "\t\n\r\f" for char in text)
        else ("application/octet-stream")
    )
