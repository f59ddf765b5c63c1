"""What leaves korrigo is what Python's csv, zipfile and XML readers, PyMuPDF and qpdf find in it."""
import csv
import decimal
import io
import json
import os
import pathlib
import random
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree
import zipfile

import pikepdf
import pymupdf

KORRIGO = os.environ["KORRIGO"]
CATALOGUE = os.environ["KORRIGO_CATALOGUE"]
CLASSES = 1000
HEAD = ["NOM", "PRENOM", "DATE_NAISSANCE", "MATIERE", "NOTE", "COEFF", "COMMENTAIRE"]
FORMULA = "=+-@\t\r＝＋－＠"
ABSENT = {"absent": "Abs", "excused": "Disp", "handed_in_nothing": "N.Rdu", "suspected_fraud": "N.Not"}
NAMES = ["BEN SALAH", "D'ALMEÏDA", "Ç;ELIK", '"QUOTE"', "=CMD", "+33", "-LI", "@SUM(A1)", "LE  GOFF", "Ольга", "王", "O\u2028X",
         "\tTAB", "\r\nLINE", " SPACE ", "𝒜", "a" * 300]
WORDS = ["Bon travail", "à revoir ;", '"oui"', "-2 pour l'orthographe", "=1+1", "ligne\r\nsuivante", "\tœuvre ≤ 3", "@", "…", ",", "'"]


def run(*command) -> subprocess.CompletedProcess:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=300)


def cell(text: str) -> str:
    """The one line that a text is, an apostrophe before what begins as a formula."""
    line, gap = "", False
    for letter in text.replace("\ufeff", ""):
        if ord(letter) < 32 or 127 <= ord(letter) < 160 or letter in "\u2028\u2029":
            gap = True
            continue
        line, gap = line + (" " if gap else "") + letter, False
    line = line.strip()
    return "'" + line if line[:1] and line[0] in FORMULA else line


def a_class(draw: random.Random, number: int) -> tuple[dict, list[list[str]], int]:
    """Results of a class, the lines they should become, and how many candidates are left out."""
    scale, points = draw.choice([20, 20, 10, 40]), draw.choice([20, 30, 40, 15])
    scheme = {"scale": str(scale), "items": [{"id": "1", "points": str(points - 5)}, {"id": "2", "points": "5"}]}
    subject = draw.choice(["Mathématiques", "Histoire-Géo ; EMC", "=sciences", "straße"])
    coefficient = draw.choice(["0.5", "1", "2.5", "10"])
    results, lines, left_out = [], [], 0
    for place in range(draw.randint(1, 8)):
        candidate = {"last_name": f"{draw.choice(NAMES)} {number} {place}", "first_name": draw.choice(NAMES)}
        date = ""
        if draw.random() < 0.9:
            year, month, day = draw.randint(1990, 2012), draw.randint(1, 12), draw.randint(1, 28)
            candidate["birth_date"], date = f"{year}-{month:02}-{day:02}", f"{day:02}/{month:02}/{year}"
        comment = " ".join(draw.choices(WORDS, k=draw.choice([0, 1, 3, 80])))
        row = {"candidate": candidate, "appreciation": comment}
        # The first copy is always graded: without one there is nothing to hand on.
        what = "present" if place == 0 else draw.choices(["present", "waiting", *ABSENT], [6, 1, 1, 1, 1, 1])[0]
        scores = [decimal.Decimal(draw.randint(0, most * 100)) / 100 for most in (points - 5, 5)]
        graded = {"status": "GRADED", "scores": {"1": str(scores[0]), "2": float(scores[1])}}
        if what == "waiting":
            results.append(row | {"status": draw.choice(["READY", "LOCKED"])})
            left_out += 1
            continue
        if what == "present":
            results.append(row | graded)
            mark = (sum(scores) * 20 / points).quantize(decimal.Decimal("0.01"), decimal.ROUND_HALF_UP)
            note = f"{min(mark, decimal.Decimal(20)):.2f}".replace(".", ",")
        else:
            results.append(row | {"attendance": what} | (graded if what == "suspected_fraud" else {}))
            note = ABSENT[what]
        comment = cell(comment)
        comment = comment if len(comment) <= 500 else comment[:497] + "..."
        tenths = f"{decimal.Decimal(coefficient):.1f}".replace(".", ",")
        lines.append([cell(candidate["last_name"]), cell(candidate["first_name"]), date, cell(subject.upper()), note, tenths, comment])
    book = {"format": "korrigo.results/1", "subject": subject, "coefficient": coefficient, "scheme": scheme, "results": results}
    return book, lines, left_out


class Tables(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)

    def written(self, book: dict, what: str, name: str) -> pathlib.Path:
        (self.root / "results.json").write_text(json.dumps(book))
        out = self.root / name
        done = run(KORRIGO, "export", what, self.root / "results.json", "-o", out, "--force", "--json", "--lang", "fr")
        self.assertIn(done.returncode, (0, 3), done.stderr)
        self.said = json.loads(done.stdout)
        return out

    def test_the_csv_module_reads_a_thousand_classes(self):
        draw = random.Random(9)
        for number in range(CLASSES):
            book, lines, left_out = a_class(draw, number)
            data = self.written(book, "pronote", "pronote.csv").read_bytes()
            self.assertTrue(data.startswith(b"\xef\xbb\xbfNOM;") and data.count(b"\xef\xbb\xbf") == 1)
            read = list(csv.reader(io.StringIO(data[3:].decode(), newline=""), delimiter=";", strict=True))
            self.assertEqual(read, [HEAD, *lines], f"class {number}")
            self.assertFalse([text for line in read for text in line if text and text[0] in FORMULA])
            # The same bytes as Python's own minimal quoting.
            again = io.StringIO(newline="")
            csv.writer(again, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL).writerows(read)
            self.assertEqual(again.getvalue().encode(), data[3:])
            counts = {remark["kind"]: remark["count"] for remark in self.said["remarks"]}
            self.assertEqual(counts.get("not_graded", 0), left_out)
            self.assertEqual(self.said["candidates"], len(lines))

    def test_a_workbook_says_what_the_csv_says(self):
        draw = random.Random(10)
        for number in range(20):
            book, _, _ = a_class(draw, number)
            for what in ("results", "statistics"):
                table = self.written(book, what, f"{what}.csv").read_bytes()[3:].decode()
                lines = csv.reader(io.StringIO(table, newline=""), delimiter=";", strict=True)
                said = [text for line in lines for text in line if text]
                titles, cells = workbook(self.written(book, what, f"{what}.xlsx"))
                self.assertTrue(all(kind in ("s", "n") for kind, _ in cells), "texts and numbers, no formula")
                texts = {text for kind, text in cells if kind == "s"} | set(titles)
                for text in said:
                    plain = text[1:] if text[:1] == "'" and text[1:2] in FORMULA else text
                    is_figure = text.replace(",", "").replace("-", "").replace("/", "").isdigit()
                    self.assertTrue(plain in texts or text in texts or is_figure, repr(text))


def workbook(path: pathlib.Path) -> tuple[list[str], list[tuple[str, str]]]:
    """The titles of the sheets and, of every cell, its kind and what it says."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(path) as parts:
        assert parts.testzip() is None
        parsed = {name: xml.etree.ElementTree.fromstring(parts.read(name)) for name in parts.namelist()}
    shared = ["".join(item.itertext()) for item in parsed["xl/sharedStrings.xml"]]
    titles = [sheet.get("name") for sheet in parsed["xl/workbook.xml"].iter(f"{space}sheet")]
    cells = []
    for name, sheet in parsed.items():
        if name.startswith("xl/worksheets/"):
            assert not list(sheet.iter(f"{space}f")), "a formula"
            for entry in sheet.iter(f"{space}c"):
                value, kind = entry.find(f"{space}v").text, entry.get("t", "n")
                cells.append((kind, shared[int(value)] if kind == "s" else value))
    return titles, cells


class Papers(unittest.TestCase):
    """All scans of the catalogue as papers."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        subprocess.run([CATALOGUE, cls.root / "in"], check=True)
        cls.scans = sorted((cls.root / "in").glob("*.pdf"))
        # By anonymous ids, in an order that is not that of the names.
        cls.papers = cls.root / "papers"
        cls.papers.mkdir()
        results = []
        for number, scan in enumerate(cls.scans):
            name = f"MATH-{9000 - number:04}"
            (cls.papers / f"{name}.pdf").write_bytes(scan.read_bytes())
            candidate = {"last_name": "../É;MILE", "first_name": scan.stem}
            results.append({"candidate": candidate, "anonymous_id": name, "status": "GRADED", "total": "12"})
        cls.book = cls.root / "results.json"
        cls.book.write_text(json.dumps({"format": "korrigo.results/1", "results": results}))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def export(self, *arguments) -> dict:
        done = run(KORRIGO, "export", *arguments, "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_zipfile_gets_every_paper_back(self):
        out = self.root / "papers.zip"
        said = self.export("zip", self.papers, "--marks", self.book, "--names", "-o", out)
        with zipfile.ZipFile(out) as archive:
            self.assertIsNone(archive.testzip())
            self.assertEqual(archive.namelist(), said["papers"])
            self.assertEqual(len({name.lower() for name in archive.namelist()}), len(self.scans))
            for entry, scan in zip(archive.infolist(), self.scans, strict=True):
                self.assertTrue(entry.filename.startswith("E-MILE_") and "/" not in entry.filename, entry.filename)
                self.assertEqual(entry.date_time, (1980, 1, 1, 0, 0, 0))
                self.assertEqual(archive.read(entry), scan.read_bytes())
        again = self.root / "again.zip"
        self.export("zip", self.papers, "--marks", self.book, "--names", "-o", again)
        self.assertEqual(out.read_bytes(), again.read_bytes())

    def test_readers_find_every_page_and_the_outline(self):
        out = self.root / "papers.pdf"
        said = self.export("merged", self.papers, "--marks", self.book, "--names", "-o", out)
        check = run("qpdf", "--check", out)
        self.assertEqual(check.returncode, 0, check.stdout + check.stderr)
        first, titles = 1, []
        with pymupdf.open(out) as merged:
            for level, title, page in merged.get_toc():
                self.assertEqual((level, page), (1, first), title)
                scan = self.scans[len(titles)]
                with pymupdf.open(scan) as source:
                    for number, each in enumerate(source):
                        page = merged[first - 1 + number]
                        self.assertEqual(page.rect, each.rect, scan.stem)
                        self.assertEqual(page.get_text(), each.get_text(), scan.stem)
                        same = page.get_pixmap(dpi=36).samples == each.get_pixmap(dpi=36).samples
                        self.assertTrue(same, f"{scan.stem}: page {number} looks otherwise")
                    first += source.page_count
                titles.append(title)
            self.assertEqual(merged.page_count, first - 1)
            self.assertFalse(any(merged.metadata.get(key) for key in ("title", "author", "creationDate")))
        self.assertEqual(titles, said["papers"])
        self.assertEqual(titles[0], f"../É;MILE {self.scans[0].stem} (MATH-9000)")

    def test_images_are_byte_for_byte_those_of_the_papers(self):
        out = self.root / "plain.pdf"
        self.export("merged", self.papers, "--marks", self.book, "-o", out)
        with pikepdf.open(out) as merged:
            kept = {raw(entry) for entry in merged.objects if is_image(entry)}
        for scan in self.scans:
            with pikepdf.open(scan) as source:
                named = [entry for page in source.pages for _, entry in page.resources.get("/XObject", {}).items()]
                used = {raw(entry) for entry in named if is_image(entry)}
                self.assertLessEqual(used, kept, scan.stem)


def is_image(entry) -> bool:
    return isinstance(entry, pikepdf.Stream) and entry.get("/Subtype") == "/Image"


def raw(image) -> bytes:
    return bytes(image.read_raw_bytes())


if __name__ == "__main__":
    unittest.main()
