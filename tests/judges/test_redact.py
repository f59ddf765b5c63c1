"""What was redacted is gone and the rest is as it was, say poppler, PyMuPDF and qpdf."""
import os
import pathlib
import subprocess
import tempfile
import unittest

import numpy
import pikepdf
import pymupdf

from test_split import DPI, POPPLER_MISREADS, by_poppler, by_pymupdf, each_case, run

KORRIGO = os.environ["KORRIGO"]
CATALOGUE = os.environ["KORRIGO_CATALOGUE"]
# Left, top, width and height of the zone of each side, as shares of what is shown.
ZONES = {0: (0.55, 0.06, 0.41, 0.21), 1: (0.07, 0.33, 0.3, 0.4)}
OVERHEAD = 4096
# JPEG hides whole MCUs of up to 32 pixels, and the colours of the next pixel are made of its neighbours'; of a mixed
# raster page the JPEG has half the pixels.
SNAPPED = {"jpeg": 34, "strips-jpeg": 34, "mixed-raster": 34, "soft-mask": 34, "rotate": 34}


# Inks of which black alone has all its pixels: the reader that audits misreads them, and what is not proven is refused.
UNPROVEN = {"jpeg-cmyk"}


def snapped(name: str) -> int:
    return max((size for kind, size in SNAPPED.items() if name.startswith(kind)), default=1)


class Redacted(unittest.TestCase):
    """Every codec, layout and geometry, a zone on each of two sides."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        root = pathlib.Path(cls.folder.name)
        subprocess.run([CATALOGUE, root / "in"], check=True)
        zones = [part for page, (x, y, w, h) in ZONES.items() for part in ("--zone", f"{page}:{x},{y},{w},{h}")]
        cls.cases = {}
        for scan in sorted((root / "in").glob("*.pdf")):
            out = root / f"{scan.stem}.pdf"
            done = run(KORRIGO, "redact", scan, *zones, "-o", out)
            if scan.stem in UNPROVEN:
                assert done.returncode == 1 and "redaction_unproven" in done.stderr and not out.exists(), done.stderr
                continue
            assert done.returncode in (0, 3), f"{scan.stem}: {done.stderr}"
            cls.cases[scan.stem] = (scan, out, ZONES)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @each_case
    def test_zones_hold_no_ink_and_all_else_is_as_before(self, name, scan, copy, zones):
        # UserUnit 2 doubles the page: at half the resolution it has the same pixels. pdftocairo does not know it.
        unit = name.endswith("-unit")
        dpi = DPI // 2 if unit else DPI
        for draw in (by_pymupdf,) if unit or name in POPPLER_MISREADS else (by_pymupdf, by_poppler):
            for page, (x, y, w, h) in zones.items():
                before, after = draw(scan, page, dpi), draw(copy, page, dpi)
                self.assertEqual(before.shape, after.shape)
                height, width = after.shape[:2]
                left, top, right, bottom = x * width, y * height, (x + w) * width, (y + h) * height
                inner = after[int(top) + 1:int(bottom), int(left) + 1:int(right)]
                self.assertGreaterEqual(inner.min(), 250, f"{draw.__name__}, page {page}: ink in the zone")
                slack = snapped(name)
                outside = numpy.ones(after.shape[:2], bool)
                outside[max(0, int(top) - slack):int(bottom) + slack + 1, max(0, int(left) - slack):int(right) + slack + 1] = False
                difference = numpy.abs(before - after)[outside]
                self.assertLess((difference > 2).mean(), 0.0005, f"{draw.__name__}, page {page}: off by {difference.max()}")

    @each_case
    def test_pages_are_shown_as_before(self, name, scan, copy, zones):
        with pikepdf.open(scan) as before, pikepdf.open(copy) as after:
            self.assertEqual(len(before.pages), len(after.pages))
            for old, new in zip(before.pages, after.pages):
                for key, usual in (("/Rotate", 0), ("/UserUnit", 1)):
                    self.assertEqual(float(old.get(key, usual)), float(new.get(key, usual)))
                self.assertEqual([float(n) for n in old.mediabox], [float(n) for n in new.mediabox])
                self.assertEqual([float(n) for n in old.cropbox], [float(n) for n in new.cropbox])

    @each_case
    def test_files_are_no_larger(self, name, scan, copy, zones):
        self.assertLessEqual(copy.stat().st_size, scan.stat().st_size * 1.05 + OVERHEAD, name)

    @each_case
    def test_qpdf_finds_no_fault(self, name, scan, copy, zones):
        checked = run("qpdf", "--check", copy)
        self.assertEqual(checked.returncode, 0, f"{name}: {checked.stdout}{checked.stderr}")

    @each_case
    def test_pymupdf_opens_without_repair(self, name, scan, copy, zones):
        with pymupdf.open(copy) as pdf:
            self.assertEqual((len(pdf), pdf.is_repaired), (2, False), name)
            self.assertTrue(all(not value for key, value in pdf.metadata.items() if key != "format"), name)


class Leaks(unittest.TestCase):
    """Words that a file hides wherever PDF can hide them."""

    NEEDLE = "DUPONTMARIE"

    def test_no_stream_holds_a_word_of_a_zone_or_of_the_metadata(self):
        with tempfile.TemporaryDirectory() as folder:
            scan, out, flat = (pathlib.Path(folder) / name for name in ("scan.pdf", "out.pdf", "flat.pdf"))
            self.make(scan)
            done = run(KORRIGO, "redact", scan, "--zone", "0:0,0,1,0.5", "-o", out)
            self.assertIn(done.returncode, (0, 3), done.stderr)
            run("qpdf", "--qdf", "--object-streams=disable", scan, flat)
            self.assertIn(self.NEEDLE.encode(), flat.read_bytes())
            self.assertEqual(run("qpdf", "--qdf", "--object-streams=disable", out, flat).returncode, 0)
            for data in (flat.read_bytes(), out.read_bytes()):
                self.assertNotIn(self.NEEDLE.encode(), data)
                self.assertNotIn(self.NEEDLE.encode("utf-16-be"), data)
                self.assertNotIn(self.NEEDLE.encode().hex().encode(), data.lower())
            words = run("pdftotext", out, "-").stdout.split()
            self.assertEqual(words, ["answer"])

    def make(self, path):
        """A page whose upper half names somebody, seen and unseen, and a file that does so everywhere else."""
        document = pymupdf.open()
        page = document.new_page(width=400, height=400)
        page.insert_text((40, 80), self.NEEDLE)
        page.insert_text((40, 120), self.NEEDLE, render_mode=3)
        page.insert_text((40, 300), "answer")
        page.add_text_annot((60, 60), self.NEEDLE)
        page.add_freetext_annot(pymupdf.Rect(200, 40, 390, 90), self.NEEDLE)
        document.set_metadata({"title": self.NEEDLE, "author": self.NEEDLE})
        document.set_toc([[1, self.NEEDLE, 1]])
        document.embfile_add(self.NEEDLE, self.NEEDLE.encode())
        document.save(path)
        # An earlier state of the file.
        with pymupdf.open(path) as document:
            document[0].insert_text((40, 140), self.NEEDLE)
            document.saveIncr()


if __name__ == "__main__":
    unittest.main()
