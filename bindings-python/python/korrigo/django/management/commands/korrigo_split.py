"""A pile of scans into copies, from the command line."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from korrigo.django.jobs import SplitJob
from korrigo.errors import KorrigoError


class Command(BaseCommand):
    help = """
Splits scans that lie in the storage into one PDF a copy, without loss.

  manage.py korrigo_split scans/pile.pdf --to copies/maths              as the shape of the pages tells
  manage.py korrigo_split scans/pile.pdf --to copies/maths --pages 4    four pages a copy
  manage.py korrigo_split scans/a.pdf scans/b.pdf --to copies/maths --single   every file is one copy

Prints the names of the files that it wrote. Asked again it finds them and writes nothing. A shorter last copy is
kept and said. Nothing is read of what candidates wrote.
"""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("scans", nargs="+", metavar="SCAN", help="a PDF in the storage, in the order of the pile")
        parser.add_argument("--to", required=True, metavar="FOLDER", help="the folder of the storage for the copies")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--pages", type=int, metavar="N", help="so many pages a copy")
        how.add_argument("--single", action="store_true", help="every file is one copy")

    def handle(self, *args: Any, **options: Any) -> None:
        mode: dict[str, Any] = {"kind": "shape"}
        if options["pages"] is not None:
            mode = {"kind": "fixed", "pages": options["pages"]}
        elif options["single"]:
            mode = {"kind": "single"}
        try:
            done = SplitJob(options["scans"], options["to"], mode=mode).run()
        except KorrigoError as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"a scan cannot be read: {error.strerror or type(error).__name__}") from None
        for copy in done.copies:
            self.stdout.write(f"{copy.name}  {len(copy.pages)} pages")
        if done.repeated:
            self.stderr.write("They were there already.")
        most = max((len(copy.pages) for copy in done.copies), default=0)
        short = sum(len(copy.pages) < most for copy in done.copies) if options["pages"] else 0
        if short:
            self.stderr.write(f"{short} has fewer than {most} pages: look whether a sheet is missing.")
