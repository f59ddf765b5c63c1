"""What was split is what was scanned, say poppler and jpegtran; the files are sound, say qpdf, PyMuPDF and pdf.js."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import numpy
import pikepdf
import pymupdf

KORRIGO = os.environ["KORRIGO"]
CATALOGUE = os.environ["KORRIGO_CATALOGUE"]
PDFJS = os.environ["KORRIGO_PDFJS"]
# The catalogue is drawn at 72 dpi: one pixel is one point, and a render at 72 dpi resamples nothing.
DPI = 72
# JPEG in colour: chroma of the MCUs at the cut is upsampled from other neighbours.
LOSSY_EDGE = 20
OVERHEAD = 4096
# Poppler undoes the TIFF predictor wrongly at 16 bits: it draws the scan itself otherwise than PyMuPDF does.
POPPLER_MISREADS = {"flate-16-tiff"}
# JPEGs inside another filter: jpegtran does not undo it.
WRAPPED = {"jpeg-deflated", "jpeg-in-hex"}


def run(*command) -> subprocess.CompletedProcess:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120)


def array(pixmap: pymupdf.Pixmap) -> numpy.ndarray:
    return numpy.frombuffer(pixmap.samples, numpy.uint8).reshape(pixmap.height, pixmap.width, pixmap.n)[:, :, :3].astype(int)


def by_pymupdf(pdf: pathlib.Path, page: int, dpi: int) -> numpy.ndarray:
    with pymupdf.open(pdf) as document:
        return array(document[page].get_pixmap(dpi=dpi))


def by_poppler(pdf: pathlib.Path, page: int, dpi: int) -> numpy.ndarray:
    """With cairo: poppler's other renderer stretches every image by a pixel."""
    number = str(page + 1)
    png = subprocess.run(["pdftocairo", "-png", "-singlefile", "-cropbox", "-r", str(dpi), "-f", number, "-l", number,
                          pdf, "-"], capture_output=True, check=True, timeout=120).stdout
    return array(pymupdf.Pixmap(png))


def coefficients(jpeg: bytes, left: int, right: int, height: int) -> bytes:
    """Columns of a JPEG, cut at MCUs and coded anew by libjpeg-turbo: equal where the coefficients are.

    From the Huffman tables on: before them stands which quantisation table has which number.
    """
    crop = f"{right - left}x{height}+{left}+0"
    coded = subprocess.run(["jpegtran", "-copy", "none", "-optimize", "-crop", crop], input=jpeg,
                           capture_output=True, check=True, timeout=120).stdout
    return coded[coded.index(b"\xff\xc4"):]


def each_case(test):
    """Runs a test once for each scan of the catalogue, and goes on after one that failed."""
    def every(self):
        for name, (scan, copy, plan) in self.cases.items():
            with self.subTest(scan=name):
                test(self, name, scan, copy, plan)
    return every


class Catalogue(unittest.TestCase):
    """Every codec, layout and geometry, split at the middle by shape alone."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        root = pathlib.Path(cls.folder.name)
        subprocess.run([CATALOGUE, root / "in"], check=True)
        cls.cases = {}
        for scan in sorted((root / "in").glob("*.pdf")):
            out = root / "out" / scan.stem
            plan = root / f"{scan.stem}.json"
            planned = run(KORRIGO, "plan", scan, "--mode", "shape", "-o", plan)
            assert planned.returncode == 3, planned.stderr
            split = run(KORRIGO, "split", scan, "--plan", plan, "-o", out)
            assert split.returncode in (0, 3), f"{scan.stem}: {split.stderr}"
            copies = sorted(out.glob("*.pdf"))
            assert len(copies) == 1, copies
            cls.cases[scan.stem] = (scan, copies[0], json.loads(plan.read_text()))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @each_case
    def test_pixels_are_those_of_the_scan(self, name, scan, copy, plan):
        # UserUnit 2 doubles the page: at half the resolution it has the same pixels. pdftocairo does not know it.
        unit = name.endswith("-unit")
        for draw in (by_pymupdf,) if unit or name in POPPLER_MISREADS else (by_pymupdf, by_poppler):
            sheets = [draw(scan, side, DPI // 2 if unit else DPI) for side in range(2)]
            for number, page in enumerate(plan["copies"][0]["pages"]):
                sheet = sheets[page["page"]]
                middle = sheet.shape[1] // 2
                have = draw(copy, number, DPI // 2 if unit else DPI)
                self.assertLessEqual(abs(sheet.shape[1] - middle - have.shape[1]), 1)
                rows, columns = min(sheet.shape[0], have.shape[0]), min(middle, have.shape[1]) - LOSSY_EDGE
                # Compare from the outer edge, which both share, to a little before the cut.
                outer = slice(None, columns) if page["half"] == "left" else slice(-columns, None)
                difference = numpy.abs(sheet[:rows, outer] - have[:rows, outer])
                wrong = (difference > 2).mean()
                self.assertLess(wrong, 0.002, f"{draw.__name__}, page {number}: off by up to {difference.max()}")

    @each_case
    def test_coefficients_are_those_of_the_scan(self, name, scan, copy, plan):
        if not name.startswith("jpeg-") or name in WRAPPED:
            return
        with pikepdf.open(scan) as scanned, pikepdf.open(copy) as cut:
            for number, page in enumerate(plan["copies"][0]["pages"]):
                (sheet,) = scanned.pages[page["page"]].images.values()
                (half,) = cut.pages[number].images.values()
                width, height, kept = int(sheet.Width), int(sheet.Height), int(half.Width)
                # Whole MCUs that the fold does not cross, also where they have 32 columns.
                left, right = (0, width // 2 // 32 * 32) if page["half"] == "left" else (width // 2 // 32 * 32 + 32, width)
                start = 0 if page["half"] == "left" else width - kept
                self.assertEqual(coefficients(sheet.read_raw_bytes(), left, right, height),
                                 coefficients(half.read_raw_bytes(), left - start, right - start, height))

    def test_nothing_of_the_neighbour_can_be_read(self):
        scan, copy, _ = self.cases["text"]
        words = [run("pdftotext", "-f", n, "-l", n, copy, "-").stdout.split() for n in range(1, 5)]
        self.assertEqual(words, [["RIGHTWORD"], ["LEFTWORD"], ["RIGHTWORD"], ["LEFTWORD"]])
        for name in ("text", "form"):
            with pikepdf.open(self.cases[name][1]) as pdf:
                for page in pdf.pages[0::2]:
                    streams = b"".join(self.streams(page))
                    self.assertNotIn(b"LEFT", streams.replace(b"RIGHTWORD", b""), name)

    @staticmethod
    def streams(page):
        yield b"".join(stream.read_bytes() for stream in
                       (page.Contents if isinstance(page.Contents, pikepdf.Array) else [page.Contents]))
        for form in page.get("/Resources", {}).get("/XObject", {}).values():
            if form.get("/Subtype") == "/Form":
                yield form.read_bytes()

    @each_case
    def test_no_image_reaches_over_the_fold(self, name, scan, copy, plan):
        with pikepdf.open(copy) as pdf:
            for page in pdf.pages:
                for image in page.images.values():
                    # An A3 side has 1,190 columns here, a half 595; MCUs of up to 32 columns snap outward.
                    width = min(int(image.Width), int(image.Height))
                    self.assertLessEqual(width, 842, name)
                    self.assertLessEqual(int(image.Width) * int(image.Height), 640 * 850, name)

    @each_case
    def test_files_are_no_larger(self, name, scan, copy, plan):
        limit = scan.stat().st_size * 1.02 + OVERHEAD
        self.assertLessEqual(copy.stat().st_size, limit, name)

    @each_case
    def test_qpdf_finds_no_fault(self, name, scan, copy, plan):
        checked = run("qpdf", "--check", copy)
        self.assertEqual(checked.returncode, 0, f"{name}: {checked.stdout}{checked.stderr}")

    @each_case
    def test_pymupdf_opens_without_repair(self, name, scan, copy, plan):
        with pymupdf.open(copy) as pdf:
            self.assertEqual((len(pdf), pdf.is_repaired), (4, False), name)
            self.assertTrue(all(not value for key, value in pdf.metadata.items() if key != "format"), name)

    def test_pdfjs_opens(self):
        copies = [copy for _, copy, _ in self.cases.values()]
        script = pathlib.Path(__file__).with_name("pdfjs.mjs")
        shown = subprocess.run(["node", script, PDFJS, *copies], capture_output=True, text=True, timeout=300)
        self.assertEqual(shown.returncode, 0, shown.stderr)
        self.assertEqual(shown.stdout.split(), ["4"] * len(copies))

    @each_case
    def test_a_second_run_gives_the_same_bytes(self, name, scan, copy, plan):
        root = pathlib.Path(self.folder.name)
        again = root / "again" / name
        run(KORRIGO, "split", scan, "--plan", root / f"{name}.json", "-o", again)
        self.assertEqual((again / copy.name).read_bytes(), copy.read_bytes())


class Demo(unittest.TestCase):
    """The first command of the README."""

    def test_the_demo_makes_sound_copies(self):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "demo"
            done = run(KORRIGO, "demo", "--once", "-o", out)
            self.assertEqual(done.returncode, 0, done.stderr)
            copies = sorted((out / "private" / "identified").glob("*.pdf"))
            self.assertEqual(len(copies), 3)
            for copy in copies:
                self.assertEqual(run("qpdf", "--check", copy).returncode, 0)
                with pymupdf.open(copy) as pdf:
                    self.assertEqual(len(pdf), 4)
            handed = sorted((out / "copies").glob("*.pdf"))
            self.assertEqual([copy.name for copy in handed], [copy.name for copy in copies])
            for copy in handed:
                self.assertEqual(run("qpdf", "--check", copy).returncode, 0)
            self.assertEqual(len(list((out / "private" / "review").glob("*.pdf"))), 1)
            self.assertTrue((out / "private" / "report.html").exists())
            self.assertEqual((out / "private").stat().st_mode & 0o777, 0o700)


if __name__ == "__main__":
    unittest.main()
