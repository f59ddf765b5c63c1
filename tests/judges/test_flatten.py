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
PDFJS = pathlib.Path(os.environ["KORRIGO_PDFJS"])
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
                for draw in (self.drawn_by_poppler, self.drawn_by_pymupdf, self.drawn_by_pdfjs):
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
    def drawn_by_pdfjs(pdf):
        png = pdf.with_suffix(".png")
        run("node", pathlib.Path(__file__).with_name("pdfjs.mjs"), PDFJS, "--draw", DPI, pdf, png)
        return Flatten.array(pymupdf.Pixmap(str(png)))

    @staticmethod
    def drawn_by_pymupdf(pdf):
        with pymupdf.open(pdf) as document:
            return Flatten.array(document[0].get_pixmap(dpi=DPI))

    @staticmethod
    def array(pixmap):
        return numpy.frombuffer(pixmap.samples, numpy.uint8).reshape(pixmap.height, pixmap.width, pixmap.n)[:, :, :3].astype(int)

    KINDS = [
        {"id": "c", "kind": "COMMENT", "x": 0.1, "y": 0.1, "w": 0.3, "h": 0.05, "content": "Où est la preuve ?"},
        {"id": "h", "kind": "HIGHLIGHT", "x": 0.1, "y": 0.3, "w": 0.3, "h": 0.05},
        {"id": "b", "kind": "BONUS", "x": 0.1, "y": 0.5, "w": 0.3, "h": 0.05, "score_delta": "1"},
        {"id": "i", "kind": "INK", "strokes": [[[0.1, 0.7, 0.2], [0.2, 0.72, 0.9], [0.3, 0.7, 0.4]]], "color": "#0000c0", "width": 0.004},
        {"id": "l", "kind": "LINE", "from": [0.1, 0.8], "to": [0.4, 0.8]},
        {"id": "a", "kind": "ARROW", "from": [0.5, 0.8], "to": [0.8, 0.7], "content": "d'ici"},
        {"id": "s", "kind": "STAMP", "name": "check", "x": 0.8, "y": 0.1, "w": 0.05, "h": 0.04},
        {"id": "t", "kind": "TEXT", "x": 0.1, "y": 0.9, "w": 0.4, "h": 0.03, "content": "vu"},
    ]
    TYPES = {"c": "Square", "h": "Highlight", "b": "Square", "i": "Ink", "l": "Line", "a": "Line", "s": "Stamp", "t": "FreeText"}

    def kinds(self):
        return [{"page": 0, **one} for one in self.KINDS]

    def test_editable_annotations_are_listed_and_lie_where_they_were_put(self):
        x, y, w, h = 0.2, 0.3, 0.4, 0.1
        for rotate in (0, 90, 180, 270):
            for unit, crop in ((1, None), (1, [30, 40, 500, 700]), (2, None)):
                box = {"page": 0, "kind": "ERROR", "x": x, "y": y, "w": w, "h": h}
                out = self.flatten(self.copy(rotate=rotate, unit=unit, crop=crop), [box], "--editable")
                for draw in (self.drawn_by_poppler, self.drawn_by_pymupdf):
                    picture = draw(out)
                    red = (picture[:, :, 0] > 150) & (picture[:, :, 1] < 120) & (picture[:, :, 2] < 120)
                    rows, columns = numpy.where(red.any(axis=1))[0], numpy.where(red.any(axis=0))[0]
                    height, width = picture.shape[0], picture.shape[1]
                    inch = 72 / DPI
                    # A reader that knows nothing of user units draws the page, and the line, half as large.
                    line = 1 if unit == 1 or max(width, height) * inch > 1000 else 1 / unit
                    found = [columns[0], rows[0], columns[-1] + 1, rows[-1] + 1]
                    expected = [x * width * inch - line, y * height * inch - line, (x + w) * width * inch + line, (y + h) * height * inch + line]
                    for have, want in zip(found, expected):
                        self.assertAlmostEqual(have * inch, want, delta=OFF, msg=f"{rotate} {unit} {crop} {draw.__name__}")
        out = self.flatten(self.copy(), self.kinds(), "--editable")
        with pymupdf.open(out) as document:
            found = {mark.info["id"]: mark.type[1] for mark in document[0].annots() if mark.type[1] != "Popup"}
            contents = {mark.info["id"]: mark.info["content"] for mark in document[0].annots()}
        self.assertEqual(found, self.TYPES)
        self.assertEqual(contents["c"], "Où est la preuve ?")

    def test_editable_annotations_look_as_those_that_are_drawn(self):
        for rotate in (0, 90):
            flat = self.flatten(self.copy(rotate=rotate), self.kinds())
            pictures = [(self.drawn_by_poppler(flat), self.drawn_by_pymupdf(flat))]
            editable = self.flatten(self.copy(rotate=rotate), self.kinds(), "--editable")
            pictures.append((self.drawn_by_poppler(editable), self.drawn_by_pymupdf(editable)))
            for one, other in zip(*pictures):
                marked = (one < 200).any(axis=2).sum()
                off = (numpy.abs(one - other) > 60).any(axis=2).sum()
                self.assertLess(off, marked / 100, rotate)

    def test_the_page_under_editable_annotations_is_the_same(self):
        copy = self.copy(pages=2)
        out = self.flatten(copy, self.kinds(), "--editable")
        with pikepdf.open(copy) as before, pikepdf.open(out) as after:
            for one, other in zip(before.pages, after.pages):
                content = lambda page: [part.read_raw_bytes() for part in (page.Contents if isinstance(page.Contents, pikepdf.Array) else [page.Contents])]
                self.assertEqual(content(one), content(other))
            for mark in after.pages[0].Annots:
                self.assertNotIn("/T", mark)
                self.assertTrue(mark.F & 4)

    def back(self, copy, source, code=0):
        out = self.root / "back.json"
        done = run(KORRIGO, "annotations", "import", copy, "--from", source, "-o", out, "--force", "--json", check=False)
        self.assertEqual(done.returncode, code, done.stderr)
        return json.loads(out.read_text())

    def test_what_other_programs_saved_comes_back(self):
        copy = self.copy(rotate=90)
        out = self.flatten(copy, self.kinds(), "--editable")
        plain_json = self.back(copy, out)
        for save in (self.saved_by_pymupdf, self.saved_by_pikepdf):
            self.assertEqual(self.back(copy, save(out)), plain_json, save.__name__)

    def saved_by_pymupdf(self, pdf):
        with pymupdf.open(pdf) as document:
            document.save(self.root / "saved.pdf", garbage=4, deflate=True)
        return self.root / "saved.pdf"

    def saved_by_pikepdf(self, pdf):
        with pikepdf.open(pdf) as document:
            document.save(self.root / "saved.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return self.root / "saved.pdf"

    def test_what_another_program_moves_or_writes_is_read(self):
        copy = self.copy()
        out = self.flatten(copy, self.kinds(), "--editable")
        with pymupdf.open(out) as document:
            for mark in document[0].annots():
                if mark.info["id"] == "s":
                    mark.set_rect(mark.rect + (-59.5, 84.2, -59.5, 84.2))
                if mark.info["id"] == "l":
                    mark.set_info(content="ajouté")
            document.save(self.root / "moved.pdf")
        read = {one["id"]: one for one in self.back(copy, self.root / "moved.pdf")["annotations"]}
        self.assertAlmostEqual(read["s"]["x"], 0.7, places=4)
        self.assertAlmostEqual(read["s"]["y"], 0.2, places=4)
        self.assertEqual(read["l"]["content"], "ajouté")
        self.assertEqual(read["b"]["score_delta"], "1")

    def test_annotations_of_other_programs_are_read_kept_and_written_back(self):
        copy = self.copy()
        with pymupdf.open(copy) as document:
            page = document[0]
            page.add_rect_annot((100, 100, 200, 150)).set_info(content="boîte")
            page.add_highlight_annot((100, 200, 200, 220))
            page.add_ink_annot([[(100, 300), (120, 320), (140, 300)]])
            page.add_line_annot((100, 400), (200, 400))
            page.add_freetext_annot((100, 500, 200, 520), "libre")
            page.add_text_annot((300, 300), "note")
            page.add_circle_annot((300, 400, 350, 450)).set_info(content="rond")
            page.add_polygon_annot([(300, 500), (350, 500), (330, 550)])
            page.add_underline_annot((300, 600, 400, 620))
            page.add_file_annot((400, 100), b"data", "a.txt")
            document.save(self.root / "foreign.pdf")
        read = self.back(copy, self.root / "foreign.pdf", code=3)
        self.assertEqual([one["kind"] for one in read["annotations"]], ["COMMENT", "HIGHLIGHT", "INK", "LINE", "TEXT", "COMMENT"])
        self.assertEqual([one["kind"] for one in read["others"]], ["Circle", "Polygon", "Underline", "FileAttachment"])
        box = read["annotations"][0]
        self.assertEqual((box["content"], round(box["x"] * 595), round(box["y"] * 842)), ("boîte", 100, 100))
        marks, out = self.root / "back.json", self.root / "again.pdf"
        run(KORRIGO, "flatten", copy, "--annotations", marks, "--editable", "-o", out)
        self.assertEqual(run("qpdf", "--check", out, check=False).returncode, 0)
        with pymupdf.open(out) as document:
            found = [(mark.type[1], mark.info["content"]) for mark in document[0].annots() if mark.type[1] != "Popup"]
        self.assertEqual(found[-3:], [("Circle", "rond"), ("Polygon", ""), ("Underline", "")])
        self.assertEqual([(one["kind"], one.get("pdf")) for one in self.back(copy, out, code=3)["others"]], [(one["kind"], one.get("pdf")) for one in read["others"]])

    def test_what_lay_under_the_marks_is_the_same_to_the_byte(self):
        copy = self.copy(pages=2)
        out = self.flatten(copy, [self.text("vu")])
        streams = lambda path: {hashlib.sha256(item.read_raw_bytes()).digest() for item in pikepdf.open(path).objects if isinstance(item, pikepdf.Stream)}
        self.assertLessEqual(streams(copy), streams(out))

    def layers(self):
        """A paper with a red square that its file hides, and a green one that it shows."""
        pdf = pikepdf.new()
        pdf.add_blank_page(page_size=(595, 842))
        group = lambda name: pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=name))
        hidden, shown = group("hidden"), group("shown")
        page = pdf.pages[-1]
        page.Resources = pikepdf.Dictionary(Properties=pikepdf.Dictionary(A=hidden, B=shown))
        page.Contents = pdf.make_stream(b"/OC /A BDC 1 0 0 rg 50 50 99 99 re f EMC /OC /B BDC 0 1 0 rg 250 50 99 99 re f EMC")
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[hidden, shown], D=pikepdf.Dictionary(OFF=[hidden]))
        path = self.root / "copy.pdf"
        pdf.save(path)
        return path

    def test_what_a_file_hides_stays_hidden(self):
        copy = self.layers()
        out = self.flatten(copy, [self.text("vu")])
        for draw in (self.drawn_by_poppler, self.drawn_by_pymupdf, self.drawn_by_pdfjs):
            below = [draw(path)[1200:] for path in (copy, out)]
            self.assertLess(abs(below[0] - below[1]).max(), 8, draw.__name__)
            self.assertTrue((below[1][:, :, 1] > below[1][:, :, 0] + 100).any(), "something is shown")

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
