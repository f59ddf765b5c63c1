"""What administrators type."""

import io
import json
import pathlib
import tempfile

from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.test import TestCase, override_settings
from korrigo.django import _engine, conf
from korrigo.django.models import RecordRow
from korrigo.django.store import DjangoStore
from paper import pdf


def run(*arguments) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out, stderr=out)
    return out.getvalue()


class CommandTests(TestCase):
    def copy(self, name: str) -> None:
        request = {
            "id": f"make-{name}",
            "actor": "1",
            "role": "administrator",
            "new_token": _engine.token(),
            "salt": _engine.token(),
        }
        given = {"store": 0, "copy": name, "pages": ["0" * 31 + "1"], "request": request}
        _engine.call("copy::store::create", given, [DjangoStore()])

    def test_each_command_teaches_itself(self):
        ours = [name for name, app in get_commands().items() if app == "korrigo.django"]
        self.assertEqual(sorted(ours), ["korrigo_check", "korrigo_split", "korrigo_verify_log"])
        for name in ours:
            text = load_command_class("korrigo.django", name).create_parser("manage.py", name).format_help()
            self.assertIn(f"manage.py {name}", text)

    def test_check_says_what_is_in_order(self):
        said = run("korrigo_check")
        self.assertEqual([line.split()[0] for line in said.splitlines()], ["ok"] * 4)
        self.assertEqual([name for name in conf.default_storage().listdir("")[1] if "check" in name], [])

    def test_check_fails_with_a_reason(self):
        out = io.StringIO()
        with override_settings(KORRIGO={"MAX_PAGE": 3}), self.assertRaises(CommandError):
            call_command("korrigo_check", stdout=out)
        self.assertIn("FAILED  settings: KORRIGO has no setting MAX_PAGE", out.getvalue())

    def test_a_wrong_setting_stops_the_project_before_it_starts(self):
        run("check")
        with override_settings(KORRIGO={"MAX_PAGE": 3}), self.assertRaisesMessage(CommandError, "korrigo.E001"):
            run("check")

    def test_split_writes_copies_and_says_which_is_short(self):
        conf.default_storage().save("scans/command.pdf", ContentFile(pdf(5)))
        said = run("korrigo_split", "scans/command.pdf", "--to", "copies/command", "--pages", "4")
        self.assertIn("copy-0001.pdf  4 pages", said)
        self.assertIn("1 has fewer than 4 pages", said)
        self.assertIn("already", run("korrigo_split", "scans/command.pdf", "--to", "copies/command", "--pages", "4"))
        with self.assertRaises(CommandError):
            run("korrigo_split", "scans/nowhere.pdf", "--to", "copies/command")

    def test_verify_log_finds_what_was_changed(self):
        self.copy("MATH-0001")
        self.copy("MATH-0002")
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "log.json")
            said = run("korrigo_verify_log", "maths", "--write", str(path))
            self.assertEqual(len(json.loads(path.read_bytes())["copies"]), 2)
        self.assertIn("ok     MATH-0001: 1 links", said)
        row = RecordRow.objects.get(copy="MATH-0002")
        row.payload = row.payload.replace("0001", "0002")
        row.save()
        with self.assertRaises(CommandError):
            run("korrigo_verify_log", "maths")
        self.assertIn("1 copies", run("korrigo_verify_log", "maths", "MATH-0001"))
