"""The classes of the existing application: same names, same results, same refusals."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
from unittest import mock

from django.conf import settings
from django.core.files.base import ContentFile
from django.test import SimpleTestCase, TestCase
from korrigo.django import _engine, compat
from korrigo.django.compat import images, splitter, vision
from korrigo.django.compat.pdf_flattener import PDFFlattener
from korrigo.django.compat.pdf_splitter import PDFSplitter
from paper import pdf, png
from school.models import Copy, Exam


class FunctionTests(SimpleTestCase):
    def test_what_a_file_is(self):
        info = compat.pdf_info(pdf(2, size=(1191, 842)))
        self.assertEqual((info["page_count"], info["encrypted"], info["repaired"]), (2, False, False))
        self.assertEqual(info["pages"][1], {"width_pt": 1191.0, "height_pt": 842.0, "rotation": 0})
        self.assertTrue(compat.is_a3(pdf(1, size=(1191, 842))))
        self.assertFalse(compat.is_a3(pdf(1)))
        self.assertFalse(compat.is_a3(b"no PDF"))

    def test_no_page_is_left_out(self):
        self.assertEqual(compat.split_booklets(9), [(1, 4), (5, 8), (9, 9)])
        self.assertEqual(compat.split_booklets(0), [])
        self.assertEqual(compat.reorder_a3(2), [[(0, "R"), (1, "L"), (1, "R"), (0, "L")]])
        for sides in range(9):
            halves = [half for sheet in compat.reorder_a3(sides) for half in sheet]
            self.assertEqual(sorted(halves), sorted((side, half) for side in range(sides) for half in "LR"))

    def test_pages_as_pictures_know_their_density(self):
        with tempfile.TemporaryDirectory() as folder:
            written = compat.render_pages(pdf(3), folder, "p%03d.png", scale=2, first=0)
            self.assertEqual([pathlib.Path(path).name for path in written], ["p000.png", "p001.png", "p002.png"])
            self.assertEqual(compat.image_size(written[0]), (1190, 1684))
            self.assertEqual(
                sorted(path.name for path in pathlib.Path(folder).iterdir()), ["p000.png", "p001.png", "p002.png"]
            )
            page = compat.pdf_info(_engine.images_to_pdf([pathlib.Path(written[0]).read_bytes()]))["pages"][0]
        self.assertAlmostEqual(page["width_pt"], 595, delta=1)
        self.assertTrue(compat.header_crop(pdf(1)).startswith(b"\xff\xd8"))


class ImageTests(SimpleTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.path = str(self.folder / "scan.png")
        pathlib.Path(self.path).write_bytes(png(600, 400, 50, [(0, 0, 30, 40), (500, 300, 520, 310)]))

    def test_a_scan_is_cut_in_two_and_nothing_lost(self):
        halves = splitter.A3Splitter(smart=False).process_scan(self.path)
        self.assertEqual((halves["width"], halves["height"]), (600, 400))
        left, right = halves["left"], halves["right"]
        self.assertEqual((left.shape, right.shape), ((400, 300, 3), (400, 300, 3)))
        self.assertEqual(left.data[:3], b"\0\0\0")
        self.assertEqual(right.crop(200, 300, 1, 1).data, b"\0\0\0")
        smart = splitter.A3Splitter().process_scan(self.path)
        self.assertEqual(smart["left"].width + smart["right"].width, 600)

    def test_colours_stay(self):
        red = self.folder / "red.png"
        red.write_bytes(png(20, 10, 72, [(0, 0, 20, 10)], b"\xff\0\0"))
        self.assertEqual(images.read(red).data, b"\xff\0\0" * 200)
        again = compat.render_page(_engine.images_to_pdf([red.read_bytes()]), 0, dpi=72)
        red.write_bytes(again)
        self.assertEqual(images.read(red).crop(5, 5, 1, 1).data, b"\xff\0\0")

    def test_what_cannot_be_read_is_refused_as_before(self):
        with self.assertRaisesMessage(ValueError, "Impossible de lire l'image : nowhere.png"):
            splitter.A3Splitter().process_scan("nowhere.png")
        detector = vision.HeaderDetector()
        with self.assertLogs("korrigo.django", "ERROR") as logs:
            self.assertIs(detector.detect_header("martin.png"), False)
            self.assertEqual(detector.extract_header_crop("martin.png"), b"")
        self.assertNotIn("martin", str(logs.output))

    def test_tests_may_patch_how_images_are_read(self):
        with mock.patch("korrigo.django.compat.splitter.cv2.imread") as imread:
            imread.return_value = None
            with self.assertRaises(ValueError):
                splitter.A3Splitter().process_scan(self.path)

    def test_recto_and_verso_make_a_booklet(self):
        class Detector:
            answers = iter([True, False])

            def detect_header(self, path):
                return next(self.answers)

        cut = splitter.A3Splitter()
        cut.detector = Detector()
        image, temporary = images.read(self.path), str(self.folder / "right.png")
        recto = cut.determine_scan_type_and_order("P4", image, temporary)
        verso = cut.determine_scan_type_and_order("P2", image, temporary)
        self.assertEqual((recto["type"], verso["type"]), ("RECTO", "VERSO"))
        self.assertEqual(cut.reconstruct_booklet(recto, verso), [image, "P2", image, "P4"])
        self.assertEqual(images.read(temporary).data, image.data)

    def test_a_blank_page_has_no_header_and_its_top_is_a_picture(self):
        self.assertIs(vision.HeaderDetector().detect_header(self.path), False)
        self.assertTrue(vision.HeaderDetector().extract_header_crop(self.path).startswith(b"\xff\xd8"))


@unittest.skipUnless(os.environ.get("KORRIGO_FIXTURES"), "KORRIGO_FIXTURES names a folder of korrigo-fixtures")
class ScanTests(SimpleTestCase):
    def test_a_folded_sheet_is_recognised_and_put_in_order(self):
        scan = pathlib.Path(os.environ["KORRIGO_FIXTURES"], "demo.pdf")
        self.assertTrue(compat.is_a3(scan))
        with tempfile.TemporaryDirectory() as folder:
            cut, found = splitter.A3Splitter(), []
            for path in compat.render_pages(scan, folder, dpi=100, pages=range(2)):
                halves = cut.process_scan(path)
                right = str(pathlib.Path(folder, "right.png"))
                found.append(cut.determine_scan_type_and_order(halves["left"], halves["right"], right))
        self.assertEqual([one["type"] for one in found], ["RECTO", "VERSO"])
        self.assertEqual(len(cut.reconstruct_booklet(*found)), 4)


class ExamTests(TestCase):
    def setUp(self):
        self.exam = Exam.objects.create(name="Maths")
        self.exam.pdf_source.save("pile.pdf", ContentFile(pdf(6)))

    def test_an_exam_is_split_once(self):
        made = PDFSplitter().split_exam(self.exam)
        self.assertEqual([(one.start_page, one.end_page) for one in made], [(1, 4), (5, 6)])
        self.assertEqual([one.student_name_guess for one in made], ["Booklet 1", "Booklet 2"])
        folder = f"booklets/{self.exam.pk}/{made[1].pk}"
        self.assertEqual(made[1].pages_images, [f"{folder}/page_005.png", f"{folder}/page_006.png"])
        self.assertEqual(compat.image_size(f"{settings.MEDIA_ROOT}/{folder}/page_005.png"), (1240, 1754))
        self.exam.refresh_from_db()
        self.assertTrue(self.exam.is_processed)
        self.assertEqual(PDFSplitter().split_exam(self.exam), made)
        self.assertEqual(self.exam.booklets.count(), 2)

    def test_an_exam_without_a_file_is_refused(self):
        with self.assertRaisesMessage(ValueError, "has no pdf_source"):
            PDFSplitter().split_exam(Exam.objects.create(name="empty"))

    def test_a_failure_leaves_neither_rows_nor_pictures(self):
        with mock.patch.object(PDFSplitter, "_extract_pages", side_effect=OSError), self.assertRaises(OSError):
            PDFSplitter().split_exam(self.exam)
        self.assertEqual(self.exam.booklets.count(), 0)

    def copy(self, **more) -> Copy:
        copy = Copy.objects.create(exam=self.exam, anonymous_id="MATH-0417", **more)
        copy.booklets.set(PDFSplitter().split_exam(self.exam))
        return copy

    def test_a_copy_is_flattened_with_all_of_its_pages(self):
        copy = self.copy(global_appreciation="Très bien, œuvre soignée")
        copy.annotations.create(
            page_index=5, x=0.1, y=0.1, w=0.3, h=0.1, type="BONUS", content="bien " * 30, score_delta=2
        )
        done = PDFFlattener().flatten_copy(copy)
        info = compat.pdf_info(done)
        self.assertGreaterEqual(info["page_count"], 7)
        self.assertAlmostEqual(info["pages"][0]["width_pt"], 595, delta=1)
        self.assertEqual(PDFFlattener().flatten_copy(copy), done)

    def test_the_total_is_that_of_the_existing_application(self):
        copy = self.copy()
        copy.annotations.create(page_index=0, x=0.1, y=0.1, w=0.3, h=0.1, type="BONUS", content="bien", score_delta=2)
        pages = {0: "0" * 32}
        alone = PDFFlattener().marking(copy, pages)
        self.assertEqual(alone["annotations"][0]["score_delta"], "2")

        class Scored(PDFFlattener):
            def _scores(self, copy):
                return {"1": "2,5", "2": 3, "3": None, "4": ""}

        scored = Scored().marking(copy, pages)
        self.assertEqual(scored["summary"]["scores"]["scores"], {"1": "2.5", "2": "3"})
        self.assertNotIn("score_delta", scored["annotations"][0])
        self.assertEqual(scored["annotations"][0]["content"], "+2 bien")
        questions = [{"id": "1", "label": "Q1", "points": 12}, {"id": "2", "label": "Q2", "points": 8}]
        copy.exam.grading_structure = {"items": questions}
        self.assertIn("scheme", Scored().marking(copy, pages)["summary"])
        copy.exam.grading_structure = {"items": questions[:1]}
        with self.assertLogs("korrigo.django", "WARNING"):
            self.assertNotIn("scheme", Scored().marking(copy, pages)["summary"])
        self.assertTrue(Scored().flatten_copy(copy).startswith(b"%PDF-"))

    def test_a_copy_without_pages_is_refused(self):
        empty = Copy.objects.create(exam=self.exam, anonymous_id="MATH-0001")
        with self.assertRaisesMessage(ValueError, "No pages found to flatten"):
            PDFFlattener().flatten_copy(empty)

    def test_a_missing_page_is_an_error_and_only_on_request_left_out(self):
        copy = self.copy()
        pathlib.Path(settings.MEDIA_ROOT, copy.booklets.last().pages_images[0]).unlink()
        with self.assertRaises(FileNotFoundError):
            PDFFlattener().flatten_copy(copy)
        lenient = PDFFlattener()
        lenient.strict = False
        with self.assertLogs("korrigo.django", "ERROR"):
            done = lenient.flatten_copy(copy)
        self.assertEqual(compat.pdf_info(done)["page_count"], 6)


class ImportTests(SimpleTestCase):
    def test_neither_pymupdf_nor_opencv_is_asked_for(self):
        program = (
            "import sys\n"
            "for name in ('fitz', 'pymupdf', 'cv2', 'numpy', 'PIL', 'magic'): sys.modules[name] = None\n"
            "import django; django.setup()\n"
            "import korrigo.django.compat.pdf_splitter, korrigo.django.compat.pdf_flattener\n"
            "import korrigo.django.compat.splitter, korrigo.django.compat.vision, korrigo.django.jobs\n"
            "import korrigo.django.validators, korrigo.django.store\n"
        )
        subprocess.run([sys.executable, "-c", program], check=True)
