"""The life of copies, kept by Django's ORM: PostgreSQL and SQLite.

    from korrigo.django.store import DjangoStore

    answer = korrigo.store.handle(DjangoStore(), copy, command, request_by(user.pk, "marker"))

Knows rows and transactions, decides nothing: that is the engine's. Optimistic: of two who loaded one version, the
second to append is told, by an update that names the version it expects and by a unique constraint.
"""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import DatabaseError, IntegrityError, InterfaceError, NotSupportedError, connections, transaction
from django.db.models import BigIntegerField, F
from django.db.models.expressions import RawSQL

from korrigo.errors import Unavailable
from korrigo.store import Request

from . import _engine
from .models import CheckpointRow, CopyRow, RecordRow

__all__ = ["DjangoStore", "request_by"]

logger = logging.getLogger("korrigo.django")

Json = dict[str, Any]
T = TypeVar("T")

# Milliseconds since 1970, by the clock of the database: one for all servers, whenever their transactions began.
CLOCKS = {
    "postgresql": "(EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::bigint",
    "sqlite": "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)",
}
_DONE, _CONFLICT = "done", "conflict"
# As many ids as any database takes in one question.
_AT_ONCE = 500
_TRIES = 8


class _Stale(Exception):
    """Somebody was faster."""


class DjangoStore:
    """A store of copies on a database of the project: every call is one transaction.

    Inside a transaction of the caller (`ATOMIC_REQUESTS`, `transaction.atomic`) a call takes part in it: what the
    host changes and the decision that belongs to it are kept together, or neither. What a database says about its
    failures may hold what was typed; so it is neither raised nor logged, only its class.
    """

    def __init__(self, using: str = "default") -> None:
        self.using = using

    def now(self) -> int:
        """The time of the database, in milliseconds since 1970."""
        with self._failures("now"), connections[self.using].cursor() as cursor:
            cursor.execute(f"SELECT {self._clock()}")
            return int(cursor.fetchone()[0])

    def load(self, copy: str, asked: Sequence[str] | None = None) -> Json | None:
        """What is needed to decide about a copy; `asked` names an actor and a request that may have been answered."""
        with self._failures("load"):
            return self._again(lambda: self._load(copy, asked))

    def append(self, appends: Sequence[Json]) -> str:
        """Appends to all copies, or to none: `done` or `conflict`."""
        with self._failures("append"):
            try:
                with transaction.atomic(using=self.using):
                    # In one order for all, so that no two wait for each other.
                    for one in sorted(appends, key=lambda one: str(one["copy"])):
                        self._append(one)
            except (_Stale, IntegrityError):
                return _CONFLICT
            return _DONE

    def save_snapshot(self, snapshot: Json) -> None:
        """Keeps a snapshot, unless a newer one is there."""
        copy, version = snapshot["copy"]["id"], snapshot["copy"]["version"]
        with self._failures("save_snapshot"):
            rows = self._copies.filter(copy=copy, gone=False, snapshot_version__lt=version)
            rows.update(snapshot=_text(snapshot), snapshot_version=version)

    def history(self, copy: str) -> list[Json]:
        """All records of a copy, in order."""
        with self._failures("history"):
            return [_record(row) for row in self._records.filter(copy_id=copy).order_by("version")]

    def erase(self, copy: str, version: int, left: Json | None = None) -> str:
        """Takes away what was written; keeps `left`, or nothing but the chain."""
        kept: dict[str, Any] = {"snapshot": None, "snapshot_version": 0, "erased": F("erased") + 1}
        if left is None:
            kept |= {"token": None, "gone": True}
        else:
            kept |= {"snapshot": _text(left), "snapshot_version": left["copy"]["version"]}
        with self._failures("erase"), transaction.atomic(using=self.using):
            if not self._copies.filter(copy=copy, version=version).update(**kept):
                return _CONFLICT
            self._records.filter(copy_id=copy).update(payload=None)
            return _DONE

    def heads(self, copies: Sequence[str]) -> dict[str, list[Any]]:
        """Number and hash of the last link of each copy that has one."""
        with self._failures("heads"):
            heads = {}
            for start in range(0, len(copies), _AT_ONCE):
                some = self._copies.filter(copy__in=copies[start : start + _AT_ONCE], link__isnull=False)
                for copy, link in some.values_list("copy", "link"):
                    said = json.loads(link)
                    heads[copy] = [said["sequence"], said["hash"]]
            return heads

    def checkpoints(self, exam: str) -> list[Json]:
        """The checkpoints of an exam, in order."""
        with self._failures("checkpoints"):
            rows = CheckpointRow.objects.using(self.using).filter(exam=exam).order_by("sequence")
            return [json.loads(body) for body in rows.values_list("body", flat=True)]

    def append_checkpoint(self, exam: str, checkpoint: Json) -> str:
        """Appends a checkpoint; a conflict when its number is not that of the next."""
        rows, sequence = CheckpointRow.objects.using(self.using), checkpoint["sequence"]
        with self._failures("append_checkpoint"):
            try:
                with transaction.atomic(using=self.using):
                    if rows.filter(exam=exam).count() != sequence:
                        return _CONFLICT
                    rows.create(exam=exam, sequence=sequence, body=_text(checkpoint))
            except IntegrityError:
                return _CONFLICT
            return _DONE

    @property
    def _copies(self) -> Any:
        return CopyRow.objects.using(self.using)

    @property
    def _records(self) -> Any:
        return RecordRow.objects.using(self.using)

    def _clock(self) -> str:
        vendor = connections[self.using].vendor
        try:
            return CLOCKS[vendor]
        except KeyError:
            raise NotSupportedError(f"korrigo keeps copies in PostgreSQL or SQLite, not in {vendor}") from None

    def _load(self, copy: str, asked: Sequence[str] | None) -> Json | None:
        row = self._copies.filter(copy=copy).annotate(now=RawSQL(self._clock(), (), BigIntegerField())).first()
        if row is None:
            return None
        # Records never change but when they are erased: those up to the row's version belong to its moment.
        records = self._records.filter(copy_id=copy, version__lte=row.version).order_by("version")
        stored = {
            "now": row.now,
            "snapshot": _value(row.snapshot),
            "records": [_record(one) for one in records.filter(version__gt=row.snapshot_version)],
            "link": _value(row.link),
            "token": row.token,
            "answered": [_record(one) for one in records.filter(actor=asked[0], request=asked[1])] if asked else [],
        }
        if not self._copies.filter(copy=copy, erased=row.erased).exists():
            raise _Stale
        return stored

    def _append(self, one: Json) -> None:
        copy, expected, records = one["copy"], one["expected"], one["records"]
        links = [record["link"] for record in records if record.get("link")]
        change: dict[str, Any] = {"version": records[-1]["version"], "token": one.get("token")}
        if links:
            change["link"] = _text(links[-1])
        if expected == 0:
            CopyRow(copy=copy, **change).save(using=self.using, force_insert=True)
        elif not self._copies.filter(copy=copy, version=expected, gone=False).update(**change):
            raise _Stale
        self._records.bulk_create([_row(copy, record) for record in records], batch_size=_AT_ONCE)

    def _again(self, read: Callable[[], T]) -> T:
        for _ in range(_TRIES):
            try:
                return read()
            except _Stale:
                continue
        raise Unavailable("the copy is being erased again and again", code="busy")

    @contextmanager
    def _failures(self, method: str) -> Iterator[None]:
        try:
            yield
        except NotSupportedError:
            raise
        except (DatabaseError, InterfaceError) as error:
            kind = type(error.__cause__ or error).__name__
            logger.error("the store's %s failed: %s", method, kind)
            raise Unavailable(f"the database failed: {kind}") from None


def request_by(actor: object, role: str, request: str | None = None, **more: Any) -> Request:
    """Who asks, with a fresh token and salt. `request`: the id that the client gave, the same when it asks again."""
    fresh = {"new_token": _engine.token(), "salt": _engine.token()}
    return Request.from_json({"id": request or str(uuid.uuid4()), "actor": str(actor), "role": role, **fresh, **more})


def _text(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _value(text: str | None) -> Any:
    return None if text is None else json.loads(text)


def _row(copy: str, record: Json) -> RecordRow:
    asked = record.get("request") or {}
    return RecordRow(
        copy_id=copy,
        version=record["version"],
        actor=asked.get("actor"),
        request=asked.get("id"),
        digest=asked.get("digest"),
        link=_text(record["link"]) if record.get("link") else None,
        payload=_text(record["payload"]) if record.get("payload") else None,
    )


def _record(row: RecordRow) -> Json:
    asked = None if row.request is None else {"actor": row.actor, "id": row.request, "digest": row.digest}
    return {"version": row.version, "request": asked, "link": _value(row.link), "payload": _value(row.payload)}
