"""Whether this installation can work."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from korrigo import VERSION
from korrigo.django import _engine, conf
from korrigo.django.jobs import save
from korrigo.django.store import DjangoStore


class Command(BaseCommand):
    help = """
Looks whether korrigo can work here: settings, storage, database, engine.

  manage.py korrigo_check

Each line begins with "ok" or "FAILED"; a failure ends with status 1 and says what to do. Run it when you deploy, and
as a readiness probe. It writes one small file into the storage and deletes it again; nothing else changes.
"""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database", default="default", help="the database with korrigo's tables")

    def handle(self, *args: Any, **options: Any) -> None:
        failed = 0
        for name, check in (
            ("settings", self.settings),
            ("engine", self.engine),
            ("storage", self.storage),
            ("database", lambda: self.database(options["database"])),
        ):
            try:
                self.stdout.write(f"ok      {name}: {check()}")
            except Exception as error:
                failed += 1
                # What a database or storage says could hold a secret of its address.
                said = str(error) if isinstance(error, (CommandError, _Said)) else type(error).__name__
                self.stdout.write(f"FAILED  {name}: {said}")
        if failed:
            raise CommandError(f"{failed} of 4 checks failed")

    def settings(self) -> str:
        from django.core.exceptions import ImproperlyConfigured

        try:
            return ", ".join(f"{name}={conf.setting(name)}" for name in conf.DEFAULTS)
        except ImproperlyConfigured as error:
            raise _Said(str(error)) from None

    def engine(self) -> str:
        from importlib.metadata import PackageNotFoundError, version

        exam = _engine.call("exam::IdScheme::new", {"exam": "MATH", "copies": 1})[0]
        try:
            installed = version("korrigo")
        except PackageNotFoundError:
            installed = VERSION
        if installed != VERSION:
            raise _Said(f"the package is {installed} and its engine {VERSION}: install it again")
        return f"korrigo {VERSION}, ids as {exam['prefix']}-"

    def storage(self) -> str:
        storage = conf.default_storage()
        name = f"korrigo-check-{secrets.token_hex(8)}"
        kept = save(storage, name, b"korrigo")
        try:
            with storage.open(kept, "rb") as file:
                if file.read() != b"korrigo":
                    raise _Said("what is written does not come back")
        finally:
            storage.delete(kept)
        return f"{type(storage).__name__} can be written and read"

    def database(self, using: str) -> str:
        executor = MigrationExecutor(connections[using])
        missing = executor.migration_plan([key for key in executor.loader.graph.leaf_nodes() if key[0] == "korrigo"])
        if missing:
            raise _Said(f"{len(missing)} migrations are missing: manage.py migrate korrigo")
        DjangoStore(using).now()
        return f"{connections[using].vendor}, tables and clock are there"


class _Said(Exception):
    """A reason that holds no secret."""
