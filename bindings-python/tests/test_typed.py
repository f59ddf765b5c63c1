"""What a user of the typed modules relies on."""
import copy as copying
import dataclasses
import datetime
import json
import logging
import os
import pathlib
import pickle
import re
import subprocess
import sys
import tempfile
import threading
import unittest
from decimal import Decimal

import korrigo
from korrigo import _korrigo, booklet, copy, document, exam, export, raster, redact, roster, split, store, wrap
from support import DictStore, grey, pdf

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FIXTURES = pathlib.Path(os.environ.get("KORRIGO_FIXTURES", "/nowhere"))


def scheme():
    items = (exam.Item(id="1", label="Un", points=exam.Mark("12")), exam.Item(id="2", label="Deux", points=Decimal(8)))
    return exam.Scheme(format="korrigo.scheme/1", scale=exam.Mark(20), items=items)


class Values(unittest.TestCase):
    def test_marks_are_decimals(self):
        total = exam.Mark.sum(["1.5", Decimal("2.25"), 3, exam.Mark("0.25")])
        self.assertEqual(total, Decimal("7"))
        self.assertIsInstance(total, exam.Mark)
        self.assertEqual(total.hundredths(), 700)
        self.assertEqual(exam.Mark.sum([Decimal("1E+1")]), 10)
        self.assertEqual(type(copying.deepcopy(pickle.loads(pickle.dumps(total)))), exam.Mark)
        for wrong in ("x", Decimal("NaN"), Decimal("0.001"), 10**9):
            with self.assertRaises(korrigo.InvalidInput) as raised:
                exam.Mark.sum([wrong])
            self.assertEqual(raised.exception.code, "mark_invalid")

    def test_records_are_frozen_values(self):
        one = scheme()
        for again in (pickle.loads(pickle.dumps(one)), copying.copy(one), copying.deepcopy(one),
                      exam.Scheme.from_json(json.loads(json.dumps(one.to_json())))):
            self.assertEqual(again, one)
            self.assertEqual(hash(again), hash(one))
        with self.assertRaises(dataclasses.FrozenInstanceError):
            one.scale = exam.Mark(10)
        self.assertEqual(dataclasses.replace(one, scale=exam.Mark(10)).scale, 10)
        with self.assertRaises(TypeError):
            exam.Item("1", "Un")

    def test_methods_and_totals(self):
        scores = exam.Scores(scores={"1": exam.Mark("10.5"), "2": "not_answered"})
        self.assertEqual(scheme().complete_total(scores).value, Decimal("10.5"))
        self.assertEqual(scheme().missing(exam.Scores(scores={})), ("1", "2"))
        with self.assertRaises(korrigo.Refused) as raised:
            scheme().complete_total(exam.Scores(scores={}))
        self.assertEqual(raised.exception.code, "scores_incomplete")

    def test_unions_say_which(self):
        shape = copy.Shape.from_json({"kind": "LINE", "from": [0.1, 0.2], "to": [0.3, 0.4]})
        self.assertEqual(shape, copy.ShapeLine(from_=(0.1, 0.2), to=(0.3, 0.4)))
        match shape:
            case copy.ShapeLine(from_=(x, _)):
                self.assertEqual(x, 0.1)
            case _:
                self.fail()
        self.assertEqual(pickle.loads(pickle.dumps(shape)), shape)

    def test_what_a_newer_korrigo_knows_is_kept(self):
        said = {"kind": "HOLOGRAM", "depth": 3}
        shape = copy.Shape.from_json(said)
        self.assertIsInstance(shape, copy.ShapeUnknown)
        self.assertEqual(shape.to_json(), said)
        row = scheme().to_json()
        row["items"][0]["colour"] = "green"
        self.assertEqual(exam.Scheme.from_json(row), scheme())

    def test_words_are_texts(self):
        self.assertEqual(booklet.PlanStatus.CERTAIN, "certain")
        self.assertEqual(json.dumps(booklet.PlanStatus.CERTAIN), '"certain"')

    def test_dates_of_birth(self):
        born = roster.BirthDate.create(2007, 11, 2)
        self.assertEqual(datetime.date.fromisoformat(born), datetime.date(2007, 11, 2))
        self.assertIsNone(roster.BirthDate.create(2007, 2, 30))


class Work(unittest.TestCase):
    def setUp(self):
        self.scan = document.Document.open(pdf(8))
        self.plan = booklet.plan([booklet.NamedDocument(name="scan.pdf", document=self.scan)],
                                 booklet.PlanModeFixed(pages=4))

    def test_from_a_scan_to_copies(self):
        self.assertEqual(self.scan.page_count(), 8)
        files = split.apply(self.plan, [self.scan], threads=1)
        self.assertEqual([file.index for file in files], list(range(len(self.plan.copies))))
        taken = []
        self.assertEqual(split.apply(self.plan, [self.scan], take=taken.append), ())
        self.assertEqual(sorted(taken, key=lambda file: file.index), list(files))
        self.assertEqual(split.copy(self.plan, 0, [pdf(8)]).pdf, files[0].pdf)

    def test_what_takes_results_may_call(self):
        zone = redact.Zone(page=0, x=0, y=0, w=1, h=0.25, reason=redact.ZoneReason.GIVEN)
        hidden = []

        def take(file):
            hidden.append(redact.apply(file.pdf, redact.plan(file.pdf, [zone])).page_count())
            again = split.apply(self.plan, [self.scan])
            split.apply(self.plan, [self.scan], take=lambda other: self.assertEqual(other, again[other.index]))

        split.apply(self.plan, [self.scan], take=take)
        self.assertEqual(hidden, [4, 4])

    def test_a_call_is_cancelled_on_its_way(self):
        scans = [booklet.NamedDocument(name="scan.pdf", document=self.scan)]
        plan = booklet.plan(scans, booklet.PlanModeFixed(pages=1))
        cancel, taken = korrigo.Cancel(), []

        def take(file):
            taken.append(file)
            cancel.cancel()

        with self.assertRaises(korrigo.Cancelled):
            split.apply(plan, [self.scan], take=take, cancel=cancel, threads=1)
        self.assertLess(len(taken), len(plan.copies))

    def test_what_takes_results_may_raise(self):
        def take(_file):
            raise KeyError("mine")

        with self.assertRaises(KeyError):
            split.apply(self.plan, [self.scan], take=take)

    def test_plans_are_edited_as_values(self):
        moved = self.plan.swap_pages(self.plan.copies[0].pages[0].id, self.plan.copies[0].pages[1].id)
        self.assertNotEqual(moved, self.plan)
        self.assertEqual(booklet.diff(self.plan, self.plan).pages, ())
        self.assertTrue(booklet.diff(self.plan, moved).pages)

    def test_results_are_written_to_paths(self):
        with tempfile.TemporaryDirectory() as folder:
            to = pathlib.Path(folder) / "copy.pdf"
            file = split.copy(self.plan, 0, [self.scan], to=to)
            self.assertEqual(file.pdf, b"")
            self.assertEqual(to.read_bytes(), split.copy(self.plan, 0, [self.scan]).pdf)
            merged = export.merge([export.TitledPaper(title="A", document=to)], to=str(to))
            self.assertEqual(merged, to)
            self.assertEqual([path.name for path in to.parent.iterdir()], ["copy.pdf"])

    def test_a_zone_is_hidden_from_an_image(self):
        wrapped = wrap.to_pdf([wrap.NamedFile(name="a.png", source=grey(400, 300))])
        zone = redact.Zone(page=0, x=0, y=0, w=1, h=0.25, reason=redact.ZoneReason.GIVEN)
        hidden = redact.apply(wrapped[0].pdf, redact.plan(wrapped[0].pdf, [zone]))
        self.assertEqual(hidden.zones(), (zone,))
        picture = raster.page(hidden.to_bytes(), 0, 72.0)
        self.assertTrue(picture.image.startswith(b"\x89PNG"))
        with self.assertRaises(TypeError):
            redact.RedactedPdf()

    def test_threads_share_a_document(self):
        found, wrong = [], []

        def work():
            try:
                for _ in range(20):
                    found.append(split.copy(self.plan, 0, [self.scan], threads=1).pdf)
            except BaseException as error:
                wrong.append(error)

        workers = [threading.Thread(target=work) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        self.assertEqual((wrong, len(found), len(set(found))), ([], 80, 1))

    def test_long_calls_tell_the_log_and_no_names(self):
        with self.assertLogs("korrigo", logging.DEBUG) as logged:
            document.inspect(pdf(1), name="MARTIN.pdf")
            with self.assertRaises(korrigo.InvalidFile):
                document.inspect(b"")
        self.assertIn("document::inspect", logged.output[0])
        self.assertIn("empty_file", logged.output[1])
        self.assertNotIn("MARTIN", "".join(logged.output))


class Machine(unittest.TestCase):
    def request(self, number, role=copy.Role.ADMINISTRATOR):
        return store.Request(id=f"r{number}", actor="1", role=role, new_token=f"{number:032x}", salt="0" * 32)

    def story(self, kept):
        page = _korrigo.call("booklet::plan", {"sources": [{"name": "a", "document": 0}], "mode":
                             {"kind": "single"}}, [pdf(1)])[0]["copies"][0]["pages"][0]["id"]
        store.create(kept, "A-1", [page], self.request(1))
        answer = store.handle(kept, "A-1", copy.CommandValidate(), self.request(2))
        self.assertEqual(answer.copy.status(0), copy.Status.READY)
        again = store.handle(kept, "A-1", copy.CommandValidate(), self.request(2))
        self.assertTrue(again.repeated)
        with self.assertRaises(korrigo.Refused) as raised:
            store.handle(kept, "A-1", copy.CommandValidate(), self.request(3))
        self.assertEqual(raised.exception.code, "invalid_transition")
        self.assertIn("allowed", raised.exception.refusal)
        return [event.to_json() for event in answer.events]

    def test_a_store_in_python_is_as_good_as_the_engine_s(self):
        self.assertEqual(self.story(DictStore()), self.story(store.MemoryStore.create()))

    def test_what_a_store_raises_arrives_as_itself(self):
        class Broken(DictStore):
            def append(self, appends):
                raise ConnectionError("the database is gone")

        with self.assertRaises(ConnectionError):
            store.create(Broken(), "A-1", ["0" * 32], self.request(1))


class Package(unittest.TestCase):
    def test_one_version(self):
        cargo = (ROOT / "Cargo.toml").read_text(encoding="utf-8")
        self.assertEqual(korrigo.VERSION, re.search(r'^version = "(.*)"', cargo, re.M)[1])
        self.assertEqual(korrigo.VERSION, korrigo.__version__)

    def test_the_modules_are_what_the_generator_writes(self):
        with tempfile.TemporaryDirectory() as folder:
            described = pathlib.Path(folder) / "calls.json"
            described.write_text(json.dumps(_korrigo.describe()), encoding="utf-8")
            script = ROOT / "bindings-common/generate/python.py"
            subprocess.run([sys.executable, "-B", script, described, folder], check=True)
            written = pathlib.Path(folder) / "bindings-python"
            for path in sorted(written.rglob("*.py")):
                there = ROOT / "bindings-python" / path.relative_to(written)
                self.assertEqual(path.read_text(encoding="utf-8"), there.read_text(encoding="utf-8"), there)

    def test_a_defect_is_an_error(self):
        with self.assertRaises(korrigo.Defect):
            korrigo.testing.panic()

    @unittest.skipUnless((FIXTURES / "write").is_dir(), "KORRIGO_FIXTURES names no folder")
    def test_the_example_of_the_readme(self):
        readme = (ROOT / "bindings-python/README.md").read_text(encoding="utf-8")
        blocks = re.findall(r"```python\n(.*?)```", readme, re.S)
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "scan.pdf").write_bytes((FIXTURES / "write/demo.pdf").read_bytes())
            said = subprocess.run([sys.executable, "-c", "\n".join(blocks)], cwd=folder, check=True,
                                  capture_output=True, text=True).stdout
            self.assertRegex(said.splitlines()[0], r"^4 pages of MATH-\d+$")
            self.assertTrue((pathlib.Path(folder) / "hidden.pdf").read_bytes().startswith(b"%PDF-"))

    @unittest.skipUnless((FIXTURES / "write").is_dir(), "KORRIGO_FIXTURES names no folder")
    def test_the_example_program(self):
        with tempfile.TemporaryDirectory() as folder:
            program = ROOT / "bindings-python/examples/mark_a_class.py"
            said = subprocess.run([sys.executable, program, FIXTURES / "write/demo.pdf", folder], check=True,
                                  capture_output=True, text=True).stdout
            self.assertIn("13.5", said)
            self.assertEqual(document.Document.open(pathlib.Path(folder) / "marked.pdf").page_count() >= 5, True)


if __name__ == "__main__":
    unittest.main(verbosity=2)
