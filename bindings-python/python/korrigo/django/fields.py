"""A field for PDFs that people upload."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.functional import cached_property

from .validators import PdfValidator, validate_pdf_extension

__all__ = ["PdfFileField"]


class PdfFileField(models.FileField):
    """A `FileField` that takes PDFs alone.

        pdf_source = PdfFileField(upload_to="exams", max_pages=200)

    Limits that are left out are those of the settings, so that no two layers have different ones. A file is looked
    at when it is uploaded; one that is stored already is not read again whenever its row is saved.
    """

    def __init__(
        self,
        *args: Any,
        max_bytes: int | None = None,
        max_pages: int | None = None,
        accept_repaired: bool | None = None,
        **kwargs: Any,
    ) -> None:
        self.limits: dict[str, Any] = {
            "max_bytes": max_bytes,
            "max_pages": max_pages,
            "accept_repaired": accept_repaired,
        }
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs |= {key: value for key, value in self.limits.items() if value is not None}
        return name, path, args, kwargs

    @cached_property
    def validators(self) -> Any:
        return [*super().validators, validate_pdf_extension, PdfValidator(**self.limits)]

    def run_validators(self, value: Any) -> None:
        if not getattr(value, "_committed", False):
            super().run_validators(value)

    def formfield(self, **kwargs: Any) -> Any:
        field = super().formfield(**kwargs)
        if field is not None and hasattr(field, "widget"):
            field.widget.attrs.setdefault("accept", "application/pdf,.pdf")
        return field
