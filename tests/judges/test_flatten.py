"""What was typed comes out again, say poppler and PyMuPDF; marks lie where they were put, and the scan is untouched."""
import hashlib
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unicodedata
import unittest

import numpy
import pikepdf
import pymupdf

KORRIGO = os.environ["KORRIGO"]
DPI = 144
# A fifth of a millimetre, and half a pixel on either side.
OFF = 0.2 / 25.4 * 72 + 72 / DPI

TEXTS = {
    "french": "Où est l'œuvre ? Ça n'est pas « fini » : à reprendre, s'il vous plaît — 3,5 €.",
    "mathematics": "œ ≤ € → ∑ π √ ∫ ∞ ≠ ½ x² a₁ ∀x∈ℝ ⇒ f(x) ≥ 0 ± × ÷ ∂",
    "greek": "Ἀρχὴ ἥμισυ παντός αβγ ΔΩ ώ",
    "cyrillic": "Привет, мир! Ёлка щука объём",
    "arabic": "مرحبا بالعالم هذا سؤال جيد",
    "mixed": "Réponse مرحبا 12 puis 34 fin",
    "marks": "ẍ̣ q̃ é ñ ṽ",
    "alike": "µ μ Ω Ω - ‑ – fi fl ffi",
}


def run(*command, check=True):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120)
    assert not check or done.returncode == 0, done.stderr
    return done


def plain(text):
    """As it was typed: NFC, any white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def by_poppler(pdf, page=1):
    # It puts marks of its own around what runs leftwards.
    return plain(re.sub("[\u202a-\u202e]", "", run("pdftotext", "-f", page, "-l", page, pdf, "-").stdout))


def by_pymupdf(pdf, page=1):
    with pymupdf.open(pdf) as document:
        return plain(document[page - 1].get_text())


class Flatten(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)

    def tearDown(self):
        self.folder.cleanup()

    def copy(self, rotate=0, unit=1, crop=None, pages=1):
        """A paper of grey squares."""
        pdf = pikepdf.new()
        for _ in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
            page = pdf.pages[-1]
            page.Contents = pdf.make_stream(b"0.9 g 50 50 100 100 re f")
            page.Rotate = rotate
            if unit != 1:
                page.UserUnit = unit
            if crop:
                page.CropBox = crop
        path = self.root / "copy.pdf"
        pdf.save(path)
        return path

    def flatten(self, copy, annotations, *more):
        marks, out = self.root / "marks.json", self.root / "out.pdf"
        marks.write_text(json.dumps({"annotations": annotations}))
        run(KORRIGO, "flatten", copy, "--annotations", marks, "-o", out, "--force", *more)
        self.assertEqual(run("qpdf", "--check", out, check=False).returncode, 0)
        return out

    def text(self, content, **place):
        return {"page": 0, "kind": "TEXT", "x": 0.05, "y": 0.1, "w": 0.9, "h": 0.05, "content": content, **place}

    def test_every_script_comes_out_as_it_was_typed(self):
        copy = self.copy()
        for name, content in TEXTS.items():
            out = self.flatten(copy, [self.text(content)])
            for read in (by_poppler, by_pymupdf):
                with self.subTest(script=name, reader=read.__name__):
                    found, typed = read(out), plain(content)
                    if name == "mixed" and read is by_poppler:
                        # Of a line in both directions it finds every letter, and orders numbers its own way.
                        found, typed = sorted(found.replace(" ", "")), sorted(typed.replace(" ", ""))
                    self.assertEqual(found, typed)

    def test_a_long_comment_is_whole(self):
        words = [f"mot{n} à reprendre," for n in range(300)]
        content = " ".join(words)[:5000].rsplit(" ", 1)[0]
        out = self.flatten(self.copy(), [{"page": 0, "kind": "COMMENT", "x": 0.1, "y": 0.1, "w": 0.3, "h": 0.1, "content": content}])
        with pymupdf.open(out) as document:
            pages = len(document)
        for read in (by_poppler, by_pymupdf):
            all_pages = " ".join(read(out, page) for page in range(1, pages + 1))
            without_numbers = re.sub(r"Page \d+ / \d+ ?", "", all_pages)
            self.assertIn(plain(content), plain(without_numbers), read.__name__)

    def test_boxes_lie_where_they_were_put_however_the_page_is_turned(self):
        x, y, w, h = 0.2, 0.3, 0.4, 0.1
        for rotate in (0, 90, 180, 270):
            for crop in (None, [30, 40, 500, 700]):
                out = self.flatten(self.copy(rotate=rotate, crop=crop), [{"page": 0, "kind": "ERROR", "x": x, "y": y, "w": w, "h": h}])
                for draw in (self.drawn_by_poppler, self.drawn_by_pymupdf):
                    picture = draw(out)
                    red = (picture[:, :, 0] > 150) & (picture[:, :, 1] < 120) & (picture[:, :, 2] < 120)
                    rows, columns = numpy.where(red.any(axis=1))[0], numpy.where(red.any(axis=0))[0]
                    height, width = picture.shape[0] * 72 / DPI, picture.shape[1] * 72 / DPI
                    found = [columns[0], rows[0], columns[-1] + 1, rows[-1] + 1]
                    expected = [x * width - 1, y * height - 1, (x + w) * width + 1, (y + h) * height + 1]
                    for have, want in zip(found, expected):
                        self.assertAlmostEqual(have * 72 / DPI, want, delta=OFF, msg=f"{rotate} {crop} {draw.__name__}")

    @staticmethod
    def drawn_by_poppler(pdf):
        png = subprocess.run(["pdftocairo", "-png", "-singlefile", "-cropbox", "-r", str(DPI), pdf, "-"], capture_output=True, check=True).stdout
        return Flatten.array(pymupdf.Pixmap(png))

    @staticmethod
    def drawn_by_pymupdf(pdf):
        with pymupdf.open(pdf) as document:
            return Flatten.array(document[0].get_pixmap(dpi=DPI))

    @staticmethod
    def array(pixmap):
        return numpy.frombuffer(pixmap.samples, numpy.uint8).reshape(pixmap.height, pixmap.width, pixmap.n)[:, :, :3].astype(int)

    def test_what_lay_under_the_marks_is_the_same_to_the_byte(self):
        copy = self.copy(pages=2)
        out = self.flatten(copy, [self.text("vu")])
        streams = lambda path: {hashlib.sha256(item.read_raw_bytes()).digest() for item in pikepdf.open(path).objects if isinstance(item, pikepdf.Stream)}
        self.assertLessEqual(streams(copy), streams(out))

    def test_fonts_are_small_and_embedded(self):
        out = self.flatten(self.copy(), [self.text(" ".join(TEXTS.values()))])
        with pikepdf.open(out) as pdf:
            files = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and "/Length1" in item]
            self.assertTrue(files)
            for item in files:
                self.assertLessEqual(len(item.read_raw_bytes()), 60 * 1024)
        fonts = run("pdffonts", out).stdout.splitlines()[2:]
        self.assertTrue(fonts and all(re.search(r" yes yes yes ", line) for line in fonts), fonts)

    def test_what_is_added_is_tagged(self):
        scores = self.root / "scores.json"
        scores.write_text(json.dumps({"scores": {"1": "3.5"}, "appreciation": "Continuez."}))
        out = self.flatten(self.copy(), [self.text("vu")], "--scores", scores, "--title", "Mathématiques")
        tree = run("pdfinfo", "-struct-text", out).stdout
        for said in ("Document", "H1", "Table", "Mathématiques", "Continuez."):
            self.assertIn(said, tree)
        self.assertIn("Tagged:          yes", run("pdfinfo", out).stdout)


if __name__ == "__main__":
    unittest.main()
