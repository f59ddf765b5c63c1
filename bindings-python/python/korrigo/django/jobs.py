"""Splitting, redacting and flattening on any Django storage.

    from korrigo.django.jobs import SplitJob

    done = SplitJob(["scans/pile.pdf"], "copies/maths", mode={"kind": "fixed", "pages": 4}).run()
    for copy in done.copies:
        print(copy.name, len(copy.pages))

A job is a value: hand it to Celery, or call `run` where you stand. Its results lie in the folder under the hash of
all that goes in, and the record of them is written last: run again, by the same worker or another, it finds them and
does nothing. Nothing is half-written: a file is made under another name and then given its own. A scan that lies on
this machine is read by its path, else through `storage.open`. Names of scans, which may name candidates, go nowhere.
"""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
import secrets
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage

from korrigo import VERSION, Unproven
from korrigo.redact import RedactedPdf, RedactionReceipt

from . import _engine
from ._engine import Json, Progress
from .conf import default_storage

__all__ = [
    "FlattenJob",
    "Flattened",
    "RedactJob",
    "Redacted",
    "Split",
    "SplitJob",
    "StoredCopy",
    "open_redacted",
    "save",
    "source",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCopy:
    """A copy's own file."""

    index: int
    """Its place in the plan, from 0."""
    name: str
    """Its name in the storage."""
    sha256: str
    pages: tuple[str, ...]
    """The names of its pages, in order: they stand nowhere in the file."""
    notes: tuple[Json, ...]
    """What is not stored as the scan stored it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """What a pile was split into."""

    key: str
    plan: Json
    copies: tuple[StoredCopy, ...]
    repeated: bool
    """Whether it was there already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """A redacted file. `receipt` proves later that the bytes are those that were proven: see `open_redacted`."""

    key: str
    name: str
    sha256: str
    zones: tuple[Json, ...]
    receipt: Json
    repeated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Flattened:
    """A paper that goes back. `key` and `sha256` are what the command `store` of a copy keeps."""

    key: str
    name: str
    sha256: str
    pages: int
    added: int
    repeated: bool


@dataclass(frozen=True, slots=True)
class _Job:
    """What all jobs share: a storage, and a record that is written when everything else is."""

    def _once(self, storage: Storage, folder: str, key: str, work: Callable[[_Home], Json]) -> tuple[Json, bool]:
        home = _Home(storage, posixpath.join(folder, key))
        found = home.recorded()
        if found is not None:
            return found, True
        try:
            done = work(home)
        except BaseException:
            home.leave()
            raise
        found = home.recorded()
        if found is not None:
            # Another worker was faster; what it wrote is the same.
            home.leave()
            return found, True
        home.record(done)
        return done, False


class _Home:
    """Where a job writes: a folder of its own for every run, so that a run that fails takes nothing from another."""

    def __init__(self, storage: Storage, folder: str) -> None:
        self.storage = storage
        self.folder = folder
        self.run = secrets.token_hex(4)
        self.made: list[str] = []

    def save(self, name: str, data: bytes) -> Json:
        """Writes a file; gives the name it has got, and its hash."""
        self.made.append(save(self.storage, posixpath.join(self.folder, self.run, name), data))
        return {"name": self.made[-1], "sha256": hashlib.sha256(data).hexdigest()}

    def leave(self) -> None:
        """Takes away what this run wrote."""
        for name in self.made:
            with suppress(OSError):
                self.storage.delete(name)

    def recorded(self) -> Json | None:
        """What an earlier run did."""
        if not self.storage.exists(self._record):
            return None
        with self.storage.open(self._record, "rb") as file:
            return dict(json.loads(file.read()))

    def record(self, done: Json) -> None:
        """Says that everything is there."""
        save(self.storage, self._record, json.dumps(done, ensure_ascii=False).encode())

    @property
    def _record(self) -> str:
        return posixpath.join(self.folder, "result.json")


@dataclass(frozen=True, slots=True)
class SplitJob(_Job):
    """Splits scans into copies, without loss.

    `mode` is how pages become copies when nobody looked at the paper; a `plan` that was stored or edited comes first.
    """

    sources: Sequence[str]
    folder: str
    mode: Mapping[str, Any] = field(default_factory=lambda: {"kind": "shape"})
    plan: Mapping[str, Any] | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    storage: Storage | None = None

    def run(self, progress: Progress | None = None, cancel: Any = None) -> Split:
        """Does it, or finds it done. `progress(done, total)` counts copies; what it raises ends the job."""
        storage = self.storage or default_storage()
        documents = [_engine.open_pdf(source(storage, name)) for name in self.sources]
        plan = self._plan(documents)
        key = _key("split", [_engine.file_hash(document) for document in documents], plan, self.options)
        done, repeated = self._once(
            storage, self.folder, key, lambda home: self._write(home, plan, documents, progress, cancel)
        )
        copies = (
            StoredCopy(**{**copy, "pages": tuple(copy["pages"]), "notes": tuple(copy["notes"])})
            for copy in done["copies"]
        )
        return Split(key=key, plan=done["plan"], copies=tuple(copies), repeated=repeated)

    def _plan(self, documents: list[Any]) -> Json:
        if self.plan is not None:
            plan, _ = _engine.call("booklet::SplitPlan::new", {"plan": dict(self.plan)})
        else:
            given = {"sources": _engine.sources(documents), "mode": dict(self.mode)}
            plan, _ = _engine.call("booklet::plan", given, documents)
        return dict(plan)

    def _write(self, home: _Home, plan: Json, documents: list[Any], progress: Progress | None, cancel: Any) -> Json:
        copies: list[Json] = []

        def take(said: Json, items: list[Any]) -> None:
            # One at a time, as they are written: no pile of copies lies in memory.
            stored = home.save(f"copy-{said['index'] + 1:04}.pdf", items[said.pop("pdf")])
            copies.append({**said, **stored})

        given = {"plan": plan, "sources": list(range(len(documents))), "options": dict(self.options)}
        _engine.call("split::apply", given, documents, take=take, progress=progress, cancel=cancel)
        copies.sort(key=lambda copy: int(copy["index"]))
        return {"plan": plan, "copies": copies}


@dataclass(frozen=True, slots=True)
class RedactJob(_Job):
    """Hides zones of a file and proves it; what is not proven is not written.

    `zones` as `{"page": 0, "x": 0, "y": 0, "w": 1, "h": 0.25, "reason": "given"}`; without them the headers that are
    seen are hidden, and a file on which nobody can be sure is refused. `needles`: names and numbers that must not be
    in the file. `exam_key`: the exam's key, under which the receipt is sealed.
    """

    source: str
    folder: str
    exam_key: str = field(repr=False)
    zones: Sequence[Mapping[str, Any]] | None = None
    stamps: Sequence[Mapping[str, Any]] = ()
    needles: Sequence[str] = field(default=(), repr=False)
    storage: Storage | None = None

    def run(self, progress: Progress | None = None, cancel: Any = None) -> Redacted:
        """Does it, or finds it done."""
        storage = self.storage or default_storage()
        document = _engine.open_pdf(source(storage, self.source))
        # Needles are what a candidate is called: they stand in no key that lies in a storage.
        needles = hashlib.sha256("\0".join([self.exam_key, *self.needles]).encode()).hexdigest()
        key = _key("redact", _engine.file_hash(document), self.zones, self.stamps, needles)
        done, repeated = self._once(
            storage, self.folder, key, lambda home: self._write(home, document, progress, cancel)
        )
        return Redacted(key=key, repeated=repeated, **{**done, "zones": tuple(done["zones"])})

    def _write(self, home: _Home, document: Any, progress: Progress | None, cancel: Any) -> Json:
        zones: Json = {"zones": self.zones, "backs": []}
        if self.zones is None:
            zones, _ = _engine.call("redact::auto::of_document", {"document": 0}, [document])
        options = {"stamps": [dict(stamp) for stamp in self.stamps], "backs": zones["backs"]}
        given = {"document": 0, "zones": [dict(zone) for zone in zones["zones"]], "options": options}
        plan, _ = _engine.call("redact::plan", given, [document])
        given = {"document": 0, "plan": plan, "needles": list(self.needles)}
        place, items = _engine.call("redact::apply", given, [document], progress=progress, cancel=cancel)
        redacted = items[place]
        audit, _ = _engine.call("redact::RedactedPdf::audit", {"this": 0}, [redacted])
        if audit["needles_found"]:
            message = f"{audit['needles_found']} of {audit['needles']} needles were found outside the zones"
            raise Unproven(message, detail="handover.needles")
        receipt, _ = _engine.call("redact::RedactedPdf::receipt", {"this": 0, "key": self.exam_key}, [redacted])
        place, items = _engine.call("redact::RedactedPdf::bytes", {"this": 0}, [redacted])
        stored = home.save("redacted.pdf", items[place])
        return {**stored, "zones": plan["zones"], "receipt": receipt}


@dataclass(frozen=True, slots=True)
class FlattenJob(_Job):
    """Draws marks over a copy, whose pages stay as they are, and adds what it came to.

    `marking`: annotations, summary and so on, as `korrigo.flatten` has them.
    """

    source: str
    pages: Sequence[str]
    folder: str
    marking: Mapping[str, Any] = field(default_factory=dict, repr=False)
    options: Mapping[str, Any] = field(default_factory=dict)
    storage: Storage | None = None

    def run(self, progress: Progress | None = None, cancel: Any = None) -> Flattened:
        """Does it, or finds it done."""
        storage = self.storage or default_storage()
        document = _engine.open_pdf(source(storage, self.source))
        key = _key("flatten", _engine.file_hash(document), list(self.pages), self.marking, self.options)

        def work(home: _Home) -> Json:
            given = {"document": 0, "pages": list(self.pages), "marking": self.marking, "options": self.options}
            said, items = _engine.call("flatten::write", given, [document], progress=progress, cancel=cancel)
            stored = home.save("returned.pdf", items[said["pdf"]])
            return {**stored, "pages": said["pages"], "added": said["added"]}

        done, repeated = self._once(storage, self.folder, key, work)
        return Flattened(key=key, repeated=repeated, **done)


def open_redacted(name: str, receipt: Mapping[str, Any], exam_key: str, storage: Storage | None = None) -> RedactedPdf:
    """A redacted file with its receipt, which must belong to it: what a view gives to markers comes from here.

    What was changed, exchanged or never proven is refused.
    """
    file = source(storage or default_storage(), name)
    return RedactedPdf.from_storage(file, RedactionReceipt.from_json(receipt), exam_key)


def source(storage: Storage, name: str) -> Any:
    """A file of a storage as the engine takes it: its path, where it lies on this machine, else its bytes."""
    path = _path(storage, name)
    if path is not None:
        return path
    with storage.open(name, "rb") as file:
        return file.read()


def save(storage: Storage, name: str, data: bytes) -> str:
    """Writes a file as a whole, in place of one of the same name; gives the name it has got."""
    path = _path(storage, name)
    if path is None:
        if storage.exists(name):
            storage.delete(name)
        return str(storage.save(name, ContentFile(data)))
    folder = os.path.dirname(path)
    os.makedirs(folder, mode=getattr(storage, "directory_permissions_mode", None) or 0o777, exist_ok=True)
    handle, part = tempfile.mkstemp(prefix=".korrigo-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(part, getattr(storage, "file_permissions_mode", None) or 0o600)
        os.replace(part, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise
    return name


def _path(storage: Storage, name: str) -> str | None:
    """Where a file lies on this machine, when the storage keeps it there as it is."""
    kind = storage.__class__
    as_it_is = issubclass(kind, FileSystemStorage) and all(
        getattr(kind, own) is getattr(FileSystemStorage, own) for own in ("_open", "_save", "path")
    )
    return str(storage.path(name)) if as_it_is else None


def _key(job: str, *inputs: Any) -> str:
    # Another version may write other bytes: its results are others.
    return _engine.digest(f"korrigo.{job}/1", VERSION, *inputs)
