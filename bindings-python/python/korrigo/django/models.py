"""Copies as tables: what `DjangoStore` keeps. Rows are the store's own; nothing else writes them.

JSON is kept as text, byte for byte: the audit chain is over these bytes, and PostgreSQL's own JSON types refuse what
a candidate or marker may have typed. Ids are compared as they are: no collation that folds case is allowed here.
"""

from __future__ import annotations

from django.db import models


class CopyRow(models.Model):
    """One row a copy: its newest version, the token of its lock and its newest snapshot."""

    copy: models.CharField[str, str] = models.CharField(max_length=64, primary_key=True)
    version: models.BigIntegerField[int, int] = models.BigIntegerField()
    token: models.CharField[str | None, str | None] = models.CharField(max_length=32, null=True)
    """The plain token: here and nowhere else. Who may read this table may act for whoever holds a lock."""
    link: models.TextField[str | None, str | None] = models.TextField(null=True)
    """The newest link of the audit chain."""
    snapshot: models.TextField[str | None, str | None] = models.TextField(null=True)
    snapshot_version: models.BigIntegerField[int, int] = models.BigIntegerField(default=0)
    erased: models.BigIntegerField[int, int] = models.BigIntegerField(default=0)
    """How often payloads were erased: who reads meanwhile begins again."""
    gone: models.BooleanField[bool, bool] = models.BooleanField(default=False)
    """The copy was erased for good; its chain stays."""

    class Meta:
        db_table = "korrigo_copy"
        verbose_name = "copy"
        verbose_name_plural = "copies"

    def __str__(self) -> str:
        return f"copy at version {self.version}"


class RecordRow(models.Model):
    """One event of a copy."""

    copy: models.ForeignKey[CopyRow, CopyRow] = models.ForeignKey(
        CopyRow, on_delete=models.PROTECT, db_column="copy", related_name="records"
    )
    version: models.BigIntegerField[int, int] = models.BigIntegerField()
    actor: models.CharField[str | None, str | None] = models.CharField(max_length=64, null=True)
    request: models.CharField[str | None, str | None] = models.CharField(max_length=64, null=True)
    digest: models.CharField[str | None, str | None] = models.CharField(max_length=64, null=True)
    link: models.TextField[str | None, str | None] = models.TextField(null=True)
    payload: models.TextField[str | None, str | None] = models.TextField(null=True)

    class Meta:
        db_table = "korrigo_record"
        verbose_name = "record"
        constraints = (models.UniqueConstraint(fields=["copy", "version"], name="korrigo_record_version"),)
        indexes = (models.Index(fields=["copy", "actor", "request"], name="korrigo_record_request"),)

    def __str__(self) -> str:
        return f"record of version {self.version}"


class CheckpointRow(models.Model):
    """The heads of an exam's copies at one moment, chained."""

    exam: models.CharField[str, str] = models.CharField(max_length=255)
    sequence: models.BigIntegerField[int, int] = models.BigIntegerField()
    body: models.TextField[str, str] = models.TextField()

    class Meta:
        db_table = "korrigo_checkpoint"
        verbose_name = "checkpoint"
        constraints = (models.UniqueConstraint(fields=["exam", "sequence"], name="korrigo_checkpoint_sequence"),)

    def __str__(self) -> str:
        return f"checkpoint {self.sequence}"
