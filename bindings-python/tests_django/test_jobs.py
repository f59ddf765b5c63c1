"""Jobs on storages: whole files or none, done once, nothing said of anybody."""

import hashlib
import io
import os
import pathlib
import shutil
import tempfile
from unittest import mock

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage
from django.test import SimpleTestCase
from korrigo import KorrigoError
from korrigo.django import _engine, jobs
from korrigo.django.jobs import FlattenJob, RedactJob, SplitJob, open_redacted
from paper import pdf

FOUR = {"kind": "fixed", "pages": 4}
HEADER = {"page": 0, "x": 0, "y": 0, "w": 1, "h": 0.25, "reason": "given"}
KEY = _engine.call("exam::ExamKey::new", {"random": "11" * 32})[0]


class JobTests(SimpleTestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.disk = FileSystemStorage(location=self.folder)
        self.memory = InMemoryStorage()
        for storage in (self.disk, self.memory):
            storage.save("scans/pile.pdf", ContentFile(pdf(9)))

    def split(self, storage, **more):
        return SplitJob(["scans/pile.pdf"], "copies", mode=FOUR, storage=storage, **more)

    def test_a_pile_becomes_copies_on_any_storage_and_the_same_bytes(self):
        done = [self.split(storage).run() for storage in (self.disk, self.memory)]
        one, other = ([(copy.index, copy.sha256, copy.pages) for copy in split.copies] for split in done)
        self.assertEqual((done[0].key, done[0].plan, one), (done[1].key, done[1].plan, other))
        self.assertEqual([len(copy.pages) for copy in done[0].copies], [4, 4, 1])
        for storage, split in zip((self.disk, self.memory), done, strict=True):
            for copy in split.copies:
                data = storage.open(copy.name).read()
                self.assertEqual(hashlib.sha256(data).hexdigest(), copy.sha256)
                self.assertEqual(_engine.page_count(data), len(copy.pages))

    def test_asked_again_it_does_nothing(self):
        for storage in (self.disk, self.memory):
            first = self.split(storage).run()
            calls = []
            again = self.split(storage).run(progress=lambda *counts, calls=calls: calls.append(counts))
            self.assertTrue(again.repeated and not first.repeated)
            self.assertEqual((again.copies, calls), (first.copies, []))
        other = SplitJob(["scans/pile.pdf"], "copies", mode={"kind": "fixed", "pages": 3}, storage=self.disk).run()
        self.assertFalse(other.repeated)

    def test_a_stored_plan_that_a_person_edited_is_what_is_done(self):
        plan = self.split(self.disk).run().plan
        plan, _ = _engine.call("booklet::SplitPlan::merge_copies", {"this": plan, "first": 0, "second": 1})
        done = self.split(self.disk, plan=plan).run()
        self.assertEqual([len(copy.pages) for copy in done.copies], [8, 1])

    def test_a_job_that_is_stopped_leaves_nothing(self):
        class Stop(Exception):
            pass

        def stop(done, total):
            if done:
                raise Stop

        for storage in (self.disk, self.memory):
            with self.assertRaises(Stop):
                self.split(storage).run(progress=stop)
        left = [name for _, _, names in os.walk(self.folder) for name in names]
        self.assertEqual(left, ["pile.pdf"])
        # And the next one begins as if nothing had been.
        self.assertEqual(len(self.split(self.disk).run().copies), 3)

    def test_of_two_who_do_it_at_once_neither_takes_from_the_other(self):
        faster = self.split(self.disk).run()
        first, recorded = iter([None]), jobs._Home.recorded
        # When the slower one looked, the faster one was not done.
        with mock.patch.object(jobs._Home, "recorded", lambda home: recorded(home) if next(first, True) else None):
            slower = self.split(self.disk).run()
        self.assertTrue(slower.repeated)
        self.assertEqual(slower.copies, faster.copies)
        self.assertTrue(all(self.disk.exists(copy.name) for copy in slower.copies))
        left = [name for _, _, names in os.walk(self.folder) for name in names]
        self.assertEqual(len(left), 1 + 3 + 1)

    def test_what_is_redacted_is_gone_and_the_receipt_proves_it(self):
        copy = self.split(self.disk).run().copies[0]
        job = RedactJob(copy.name, "redacted", KEY, zones=[HEADER], storage=self.disk)
        done = job.run()
        self.assertTrue(job.run().repeated)
        redacted = open_redacted(done.name, done.receipt, KEY, self.disk)
        self.assertNotEqual(self.texts(self.disk.open(copy.name).read()), [])
        self.assertEqual(len(self.texts(redacted.to_bytes())), 0)
        with open(self.folder / done.name, "ab") as file:
            file.write(b"\n")
        with self.assertRaises(KorrigoError):
            open_redacted(done.name, done.receipt, KEY, self.disk)

    def test_what_cannot_be_proven_is_not_written(self):
        job = RedactJob("scans/pile.pdf", "redacted", KEY, zones=[HEADER], needles=["Zoe Martin"], storage=self.disk)
        with self.assertRaises(KorrigoError) as raised:
            job.run()
        self.assertEqual(raised.exception.code, "redaction_unproven")
        self.assertNotIn("Martin", str(raised.exception))
        self.assertFalse((self.folder / "redacted").exists())
        self.assertNotIn("Martin", repr(job))

    def test_a_marked_paper_is_kept_under_the_hash_of_what_went_in(self):
        copy = self.split(self.memory).run().copies[0]
        marking = {
            "annotations": [
                {
                    "id": "a",
                    "page": copy.pages[1],
                    "kind": "COMMENT",
                    "x": 0.2,
                    "y": 0.2,
                    "w": 0.3,
                    "h": 0.1,
                    "content": "œuvre ≤ 3",
                    "author": "7",
                    "version": 0,
                }
            ],
            "summary": {"exam": "Maths", "who": "MATH-0417", "scores": {"scores": {"1": "2.5"}}},
        }
        job = FlattenJob(copy.name, copy.pages, "returned", marking, storage=self.memory)
        done = job.run()
        self.assertEqual(
            job.run(), type(done)(**{**{name: getattr(done, name) for name in done.__slots__}, "repeated": True})
        )
        self.assertEqual(done.pages, 4)
        self.assertGreaterEqual(done.added, 1)
        with self.memory.open(done.name) as file:
            self.assertEqual(_engine.page_count(file.read()), done.pages + done.added)
        with self.assertRaises(KorrigoError):
            FlattenJob(copy.name, copy.pages[1:], "returned", marking, storage=self.memory).run()

    def texts(self, data: bytes) -> list:
        audit, _ = _engine.call(
            "redact::audit::audit", {"pdf": 0, "needles": ["Zoe Martin"], "zones": [HEADER]}, [io.BytesIO(data)]
        )
        return [found for found in audit["audit"]["findings"] if found.get("page") == 0]
