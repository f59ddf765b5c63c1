"""What the school keeps beside korrigo's own tables: exams, and where each paper's files are."""

import os
import secrets

import korrigo.exam
from django.conf import settings
from django.db import models
from korrigo.django.fields import PdfFileField


class Exam(models.Model):
    name = models.CharField(max_length=100)
    pdf_source = PdfFileField("scan", upload_to="scans")

    def key(self) -> str:
        """The exam's key: made once, kept in a file that nobody else may read."""
        path = settings.KEYS_ROOT / f"{self.pk}.key"
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(korrigo.exam.ExamKey.create(secrets.token_hex(32)))
        return path.read_text()


class Paper(models.Model):
    """A candidate's paper. `name` is its anonymous id, and its id in korrigo's store."""

    name = models.CharField(max_length=64, primary_key=True)
    exam = models.ForeignKey(Exam, models.PROTECT, related_name="papers")
    pages = models.JSONField()
    """The names of its pages, which annotations refer to."""
    identified = models.CharField(max_length=255)
    """The paper as it was split, for administrators."""
    redacted = models.CharField(max_length=255)
    """The paper without its header, for markers."""
    receipt = models.JSONField()
    """What proves that the redacted file is the one that was proven."""
    final = models.CharField(max_length=255, blank=True)
