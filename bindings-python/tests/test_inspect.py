"""What a Python user relies on; run with the installed wheel."""
import pathlib
import pickle
import sys
import tempfile
import unittest

import korrigo


def pdf(pages: int) -> bytes:
    """A small PDF with so many landscape A3 pages."""
    kids = " ".join(f"{3 + n} 0 R" for n in range(pages))
    bodies = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}/MediaBox[0 0 1191 842]>>"]
    bodies += ["<</Type/Page/Parent 2 0 R>>"] * pages
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(bodies) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + tail.encode()


class Inspect(unittest.TestCase):
    def test_pages_of_every_kind_of_input(self):
        data = pdf(3)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "scan.pdf"
            path.write_bytes(data)
            for source in (data, bytearray(data), memoryview(data), path, str(path)):
                found = korrigo.inspect(source)
                self.assertEqual(found["page_count"], 3)
                self.assertEqual(found["pages"][0]["width_pt"], 1191)
                self.assertFalse(found["repaired"])

    def test_refusals_have_codes(self):
        for data, code in ((b"", "empty_file"), (b"hello", "invalid_mime_type"), (pdf(0), "empty_pdf")):
            with self.assertRaises(korrigo.KorrigoError) as raised:
                korrigo.inspect(data)
            self.assertEqual(raised.exception.code, code)
            self.assertEqual(pickle.loads(pickle.dumps(raised.exception)).code, code)

    def test_what_is_no_source_is_a_type_error(self):
        for source in (7, None, 1.5):
            with self.assertRaises(TypeError):
                korrigo.inspect(source)
        with self.assertRaises(FileNotFoundError):
            korrigo.inspect(pathlib.Path("nowhere.pdf"))

    def test_an_input_is_let_go(self):
        data = pdf(1)
        before = sys.getrefcount(data)
        korrigo.inspect(data)
        self.assertEqual(sys.getrefcount(data), before)


if __name__ == "__main__":
    unittest.main(verbosity=2)
