"""Whether anybody changed what was decided."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from korrigo.django import _engine
from korrigo.django.models import CopyRow
from korrigo.django.store import DjangoStore


class Command(BaseCommand):
    help = """
Looks whether the audit chains of copies are whole and unchanged, and hold what the checkpoints of the exam name.

  manage.py korrigo_verify_log EXAM MATH-0417 MATH-0032     these copies
  manage.py korrigo_verify_log EXAM                         all copies of the database
  manage.py korrigo_verify_log EXAM --write log.json        writes the log too, for others to verify

Ends with status 1 when a chain does not stand. Erased payloads are no fault: their links stay and are counted.
The log holds ids, times and kinds of decisions, and what was decided as far as it was not erased: keep it as you
keep marks.
"""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("exam", metavar="EXAM", help="the exam's id, as its checkpoints have it")
        parser.add_argument("copies", nargs="*", metavar="COPY", help="ids of copies; all when none is given")
        parser.add_argument("--write", metavar="FILE", type=Path, help="write the log as JSON")
        parser.add_argument("--database", default="default", help="the database with korrigo's tables")

    def handle(self, *args: Any, **options: Any) -> None:
        store = DjangoStore(options["database"])
        copies = options["copies"] or list(
            CopyRow.objects.using(options["database"]).order_by("copy").values_list("copy", flat=True)
        )
        given = {"store": 0, "exam": options["exam"], "copies": copies}
        log, _ = _engine.call("copy::store::Log::of", given, [store])
        if options["write"]:
            options["write"].write_text(json.dumps(log, ensure_ascii=False), encoding="utf-8")
        report, _ = _engine.call("copy::store::Log::verify", {"this": log})
        for copy, found in report["copies"]:
            erased = f", {found['erased']} erased" if found["erased"] else ""
            self.stdout.write(f"{'FAULT' if found['faults'] else 'ok   '}  {copy}: {found['links']} links{erased}")
        self.stdout.write(f"{len(report['copies'])} copies, {report['checkpoints']} checkpoints")
        if not report["stands"]:
            faults = sum(len(found["faults"]) for _, found in report["copies"]) + len(report["faults"])
            raise CommandError(f"{faults} faults: something was changed, is missing or stands elsewhere")
