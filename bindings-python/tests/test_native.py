"""The one way into the engine: values, files of every kind, callbacks, errors, stores."""
import copy
import io
import pathlib
import pickle
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from decimal import Decimal

import korrigo
from korrigo import _korrigo, errors
from korrigo.testing import check_store
from support import DictStore, grey, pdf

try:
    import numpy
except ImportError:
    numpy = None


def pages(source, **options) -> int:
    value, _ = _korrigo.call("document::inspect", {"source": 0}, [source], **options)
    return value["page_count"]


class Values(unittest.TestCase):
    def test_what_json_knows_goes_in_and_comes_out(self):
        value, items = _korrigo.call("exam::Mark::sum", {"marks": ("1.5", "2.25")})
        self.assertEqual((value, items), ("3.75", []))

    def test_what_json_does_not_know_is_a_type_error_that_repeats_nothing(self):
        for wrong in (object(), {1, 2}, {1: 2}, Decimal("1"), b"x"):
            with self.assertRaises(TypeError) as raised:
                _korrigo.call("exam::Mark::sum", {"marks": wrong})
            self.assertNotIn("Decimal('1')", str(raised.exception))
        deep = []
        for _ in range(1000):
            deep = [deep]
        with self.assertRaises(ValueError):
            _korrigo.call("exam::Mark::sum", {"marks": deep})
        with self.assertRaises(UnicodeEncodeError):
            _korrigo.call("exam::Mark::sum", {"marks": ["\ud800"]})

    def test_numbers_that_no_mark_is_are_refused_by_code(self):
        for wrong in (10**30, 2**64 - 1, float("nan"), float("inf"), True, None, "x", [], {}):
            with self.assertRaises(korrigo.InvalidInput) as raised:
                _korrigo.call("exam::Mark::sum", {"marks": [wrong]})
            self.assertEqual(raised.exception.code, "mark_invalid")

    def test_no_operation_of_a_name(self):
        with self.assertRaises(korrigo.NotFound):
            _korrigo.call("exam::nothing", {})


class Files(unittest.TestCase):
    def test_every_way_to_hold_a_file(self):
        data = pdf(3)
        doubled = b"".join(bytes((byte, 0)) for byte in data)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "scan.pdf"
            path.write_bytes(data)
            sources = [data, bytearray(data), memoryview(data), memoryview(bytearray(data)), path, str(path),
                       io.BytesIO(data), memoryview(data + data)[: len(data)], memoryview(doubled)[::2]]
            if numpy is not None:
                array = numpy.frombuffer(data, dtype=numpy.uint8)
                sources += [array, array.copy()]
            with path.open("rb") as opened:
                for source in [*sources, opened]:
                    self.assertEqual(pages(source), 3, type(source))

    def test_what_is_no_file_is_a_type_error(self):
        for source in (7, None, 1.5, True, [], io.StringIO("text")):
            with self.assertRaises(TypeError, msg=repr(source)):
                pages(source)

    def test_a_path_without_a_file_is_what_open_raises(self):
        with self.assertRaises(FileNotFoundError) as raised:
            pages("nowhere.pdf")
        self.assertEqual(raised.exception.filename, "nowhere.pdf")
        with self.assertRaises(IsADirectoryError):
            pages(tempfile.gettempdir())

    def test_an_input_is_let_go(self):
        data = pdf(1)
        before = sys.getrefcount(data)
        pages(data)
        self.assertEqual(sys.getrefcount(data), before)
        buffer = bytearray(data)
        pages(buffer)
        buffer.append(0)  # would be a BufferError while somebody looks at it

    def test_an_open_document_is_a_file_too(self):
        _, (document,) = _korrigo.call("document::Document::open", {"source": 0}, [pdf(2)])
        self.assertIsInstance(document, _korrigo.Document)
        value, _ = _korrigo.call("document::Document::page_count", {"this": 0}, [document])
        self.assertEqual(value, 2)
        with self.assertRaises(TypeError):
            pickle.dumps(document)
        with self.assertRaises(TypeError):
            _korrigo.Document()

    def test_images_in_memory_become_pages(self):
        image = grey(100, 50)
        colour = memoryview(bytes(100 * 50 * 3)).cast("B", (50, 100, 3))
        for source in (image, colour):
            value, _ = _korrigo.call("document::inspect", {"source": 0}, [source])
            self.assertEqual(value["page_count"], 1)
            self.assertAlmostEqual(value["pages"][0]["width_pt"], 24, places=1)
        page = _korrigo.call("document::inspect", {"source": 0}, [_korrigo.image_to_pdf(image, dpi=72)])[0]["pages"][0]
        self.assertAlmostEqual(page["width_pt"], 100, delta=0.1)
        with self.assertRaises(TypeError):
            _korrigo.image_to_pdf(b"grey")
        with self.assertRaises(korrigo.InvalidFile):
            pages(memoryview(bytes(4)).cast("B", (2, 2))[0:0])

    @unittest.skipIf(numpy is None, "NumPy is not installed")
    def test_numpy_images(self):
        written = numpy.zeros((40, 60, 3), dtype=numpy.uint8)
        turned = numpy.zeros((60, 40), dtype=numpy.uint8).T
        alpha = numpy.zeros((40, 60, 4), dtype=numpy.uint8)
        for image in (written, written[:, ::-1], turned, alpha, written[:, :, 0]):
            self.assertEqual(pages(image), 1, image.shape)
            frozen = image.copy()
            frozen.setflags(write=False)
            self.assertEqual(pages(frozen), 1)
        with self.assertRaises(korrigo.InvalidFile):
            pages(numpy.zeros((40, 60), dtype=numpy.float64))

    def test_a_result_is_written_as_a_whole_or_not_at_all(self):
        with tempfile.TemporaryDirectory() as folder:
            to = pathlib.Path(folder) / "wrapped.pdf"
            call = ("document::wrap::to_pdf", {"files": [{"name": "a.png", "source": 0}]}, [grey(30, 30)])
            _, (left,) = _korrigo.call(*call, to=to)
            self.assertEqual(left, b"")
            self.assertEqual(pages(to), 1)
            self.assertEqual([entry.name for entry in pathlib.Path(folder).iterdir()], ["wrapped.pdf"])
            with self.assertRaises(NotADirectoryError):
                _korrigo.call(*call, to=to / "below" / "x.pdf")

    def test_a_file_that_stays_as_it_is_is_the_same_object(self):
        data = pdf(1)
        _, (same,) = _korrigo.call("document::wrap::to_pdf", {"files": [{"name": "a.pdf", "source": 0}]}, [data])
        self.assertIs(same, data)



class Errors(unittest.TestCase):
    def test_a_code_a_class_and_what_to_do(self):
        for data, code in ((b"", "empty_file"), (b"hello", "invalid_mime_type"), (pdf(0), "empty_pdf")):
            with self.assertRaises(korrigo.InvalidFile) as raised:
                pages(data)
            error = raised.exception
            self.assertEqual(error.code, code)
            self.assertIsInstance(error, (korrigo.KorrigoError, ValueError))
            self.assertTrue(str(error).startswith(code + ": "))

    def test_errors_are_values(self):
        said = {"code": "plan_invalid", "message": "m", "detail": "d", "hint": "h", "page": 3,
                "also": [{"code": "not_found", "message": "n"}], "refusal": {"status": "LOCKED"}}
        error = errors._of_failure(said)
        for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
            self.assertIs(type(again), korrigo.InvalidInput)
            self.assertEqual(str(again), str(error))
            self.assertEqual(again.also[0].code, "not_found")
            self.assertEqual(again.refusal, {"status": "LOCKED"})
            self.assertEqual((again.detail, again.hint, again.page), ("d", "h", 3))

    def test_every_code_has_its_class_and_a_newer_one_is_no_defect(self):
        for code in _korrigo.describe()["codes"]:
            kind = type(errors._of_failure({"code": code, "message": ""}))
            self.assertIsNot(kind, korrigo.KorrigoError, code)
        self.assertIs(type(errors._of_failure({"code": "of_next_year", "message": ""})), korrigo.KorrigoError)
        self.assertEqual(set(errors._OF_CODE), set(_korrigo.describe()["codes"]))

    def test_a_defect_crosses_as_an_error(self):
        for _ in range(3):
            with self.assertRaises(korrigo.Defect) as raised:
                _korrigo.call("testing::panic", {})
            self.assertEqual(raised.exception.code, "internal")


class Callbacks(unittest.TestCase):
    def test_progress_comes_on_the_thread_that_called(self):
        heard, threads = [], set()

        def progress(done, total):
            heard.append((done, total))
            threads.add(threading.get_ident())

        pages(pdf(40), progress=progress)
        self.assertEqual(heard[-1], (40, 40))
        self.assertEqual(heard, sorted(heard))
        self.assertEqual(threads, {threading.get_ident()})

    def test_what_a_callback_raises_arrives_as_itself(self):
        class Mine(Exception):
            pass

        raised = Mine("x")

        def progress(_done, _total):
            raise raised

        with self.assertRaises(Mine) as caught:
            pages(pdf(40), progress=progress)
        self.assertIs(caught.exception, raised)
        self.assertEqual(pages(pdf(2)), 2)

    def test_what_is_cancelled_does_nothing(self):
        cancel = korrigo.Cancel()
        self.assertFalse(cancel.cancelled)
        cancel.cancel()
        self.assertTrue(cancel.cancelled)
        with self.assertRaises(korrigo.Cancelled) as raised:
            pages(pdf(400), cancel=cancel)
        self.assertEqual(raised.exception.code, "cancelled")

    def test_threads_are_asked_for_where_pages_are_worked_on(self):
        self.assertEqual(pages(pdf(4), threads=1), 4)
        self.assertEqual(pages(pdf(4), threads=2), 4)
        with self.assertRaises(TypeError):
            _korrigo.call("exam::Mark::sum", {"marks": []}, threads=1)

    def test_the_interpreter_goes_on_meanwhile(self):
        data, counted, going = pdf(3000), [0], threading.Event()

        def count():
            while not going.is_set():
                counted[0] += 1
                time.sleep(0.0005)

        other = threading.Thread(target=count)
        other.start()
        # Within one call: between calls, the other thread would get its turn anyway.
        most = 0
        for _ in range(40):
            before = counted[0]
            pages(data)
            most = max(most, counted[0] - before)
            if most > 3:
                break
        going.set()
        other.join()
        self.assertGreater(most, 3)

    def test_ctrl_c_ends_a_long_call(self):
        program = (
            "import sys; sys.path.insert(0, HERE)\n"
            "from support import pdf\nfrom korrigo import _korrigo\nimport threading, os, signal\n"
            # Who runs in the background ignores interruptions, and so do its children.
            "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()\n"
            "data = pdf(2000)\n"
            "try:\n"
            "    while True: _korrigo.call('document::inspect', {'source': 0}, [data])\n"
            "except KeyboardInterrupt: print('interrupted')\n"
        ).replace("HERE", repr(str(pathlib.Path(__file__).parent)))
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.stdout.strip(), "interrupted", done.stderr)
        self.assertEqual(done.returncode, 0)


class Stores(unittest.TestCase):
    def test_a_store_in_python_keeps_every_promise(self):
        report = check_store(DictStore)
        self.assertTrue(report.passed, f"\n{report}")
        self.assertGreater(len(report.cases), 5)

    def test_a_store_that_breaks_one_is_found_out(self):
        class Forgetful(DictStore):
            def history(self, copy):
                return []

        report = check_store(Forgetful)
        self.assertFalse(report.passed)
        self.assertIn("BROKEN", str(report))

    def test_what_a_store_raises_arrives_as_itself(self):
        class Broken(DictStore):
            def load(self, copy, asked):
                raise ConnectionError("the database is gone")

        class Away(DictStore):
            def load(self, copy, asked):
                raise korrigo.Unavailable("try later", code="busy")

        class Mute(DictStore):
            def load(self, copy, asked):
                return {"now": "soon"}

        with self.assertRaises(ConnectionError):
            check_store(Broken)
        with self.assertRaises(TypeError) as raised:
            check_store(Mute)
        self.assertIn("load()", str(raised.exception))
        self.assertFalse(check_store(Away).passed)
        with self.assertRaises(ZeroDivisionError):
            check_store(lambda: 1 / 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
