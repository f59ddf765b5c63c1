"""What Python costs over Rust, and what it holds in memory.

Run as `python bench.py SCAN.pdf [RUST]`: SCAN a scan of some copies, RUST the program `paired` of bindings-common's
examples, which makes the same calls without Python. Prints figures; judges nothing.
"""
import os
import subprocess
import sys
import threading
import time
import timeit
import tracemalloc
from pathlib import Path

import korrigo
from korrigo import _korrigo, booklet, copy, document, exam, flatten, redact, roster, split

CALLS = ("split", "redact", "flatten")


def best(call, rounds: int) -> float:
    """The least seconds of wall time, and so the least disturbed."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        call()
        times.append(time.perf_counter() - began)
    return min(times)


def small() -> None:
    marks, key = ["1.5", "2.25"], "42" * 32
    scheme = exam.IdScheme.create("MATH", 100)
    mark = exam.Mark("3.5")
    cases = {
        "exam.Mark.sum": lambda: exam.Mark.sum(marks),
        "exam.Mark.hundredths": mark.hundredths,
        "roster.normalise": lambda: roster.normalise("Martin-Dupont"),
        "exam.anonymous_id": lambda: exam.anonymous_id(scheme, key, 0),
        "raw exam::Mark::sum": lambda: _korrigo.call("exam::Mark::sum", {"marks": marks}),
    }
    for name, call in cases.items():
        print(f"{name}: {min(timeit.repeat(call, number=20_000, repeat=7)) / 20_000 * 1e6:.2f} µs a call")


class Pages:
    """The calls over pages, ready to be made."""

    def __init__(self, path: Path):
        self.scan = document.Document.open(path)
        named = booklet.NamedDocument(name="scan.pdf", document=self.scan)
        self.plan = booklet.plan([named], booklet.PlanModeShape())
        self.file = split.copy(self.plan, 0, [self.scan])
        self.copy = document.Document.open(self.file.pdf)
        zone = redact.Zone(page=0, x=0, y=0, w=1, h=0.25, reason=redact.ZoneReason.GIVEN)
        self.zones = redact.plan(self.copy, [zone])

        page = self.file.pages[0]
        shape = copy.ShapeComment(x=0.2, y=0.4, w=0.3, h=0.1)
        mark = copy.Annotation(id="a", page=page, author="marker", content="Bien.", version=0, shape=shape)
        self.marking = flatten.Marking(annotations=(mark,))

    def split(self) -> None:
        split.copy(self.plan, 0, [self.scan])

    def redact(self) -> None:
        redact.apply(self.copy, self.zones)

    def flatten(self) -> None:
        flatten.write(self.copy, self.file.pages, marking=self.marking)

    def split_all(self) -> None:
        split.apply(self.plan, [self.scan], threads=1)


def on_processor(process: int) -> float:
    """Seconds that a process has worked, in all threads that it has and had; to a hundredth."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def over_rust(path: Path, rust: str) -> None:
    """Rounds of Python and of Rust by turns, in processor time: that of a busy machine is no other.

    Rust is told `split 10`, and answers when it has done ten.
    """
    pages = Pages(path)
    other = subprocess.Popen([rust, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                             env={**os.environ, "RAYON_NUM_THREADS": "1"})
    for name in CALLS:
        call = getattr(pages, name)
        times = max(int(0.7 / best(call, 3)), 1)
        pairs = []
        for _ in range(10):
            began = time.process_time()
            for _ in range(times):
                call()
            ours, before = time.process_time() - began, on_processor(other.pid)
            other.stdin.write(f"{name} {times}\n")
            other.stdin.flush()
            other.stdout.readline()
            pairs.append((ours, on_processor(other.pid) - before))
        mine, rusts = (min(column) / times for column in zip(*pairs, strict=True))
        median = sorted(ours / theirs for ours, theirs in pairs)[len(pairs) // 2]
        print(f"{name}: Python {mine * 1e3:.2f} ms, Rust {rusts * 1e3:.2f} ms: {(mine / rusts - 1) * 100:+.1f} %"
              f" (median of pairs {(median - 1) * 100:+.1f} %)")
    other.stdin.close()
    other.wait()


def two_at_once(path: Path) -> None:
    """Two threads, and two processes, which share no interpreter: what the lock of the interpreter costs."""
    pages = Pages(path)

    def times(count: int) -> float:
        workers = [threading.Thread(target=work, args=(pages,)) for _ in range(count)]
        began = time.perf_counter()
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return time.perf_counter() - began

    program = [sys.executable, __file__, "--work", str(path)]
    others = [subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]

    def processes() -> float:
        began = time.perf_counter()
        for other in others:
            other.stdin.write("work\n")
            other.stdin.flush()
        for other in others:
            other.stdout.readline()
        return time.perf_counter() - began

    processes()
    rounds = [(times(1), times(2), processes()) for _ in range(6)]
    one, two, apart = (min(column) for column in zip(*rounds, strict=True))
    print(f"two threads split {2 * one / two:.2f} times as much as one, two processes {2 * one / apart:.2f} times,"
          f" on {os.cpu_count()} cores")
    for other in others:
        other.stdin.close()
        other.wait()


def work(pages: Pages) -> None:
    for _ in range(2):
        pages.split_all()


def worker(path: Path) -> None:
    """Works once a line."""
    pages = Pages(path)
    for _ in sys.stdin:
        work(pages)
        print("done", flush=True)


LARGE = """
import mmap, resource, sys, tempfile
from korrigo import document, words
head, size = open(sys.argv[1], "rb").read(), 1 << 30
file = tempfile.TemporaryFile()
file.write(head)
file.truncate(size)
file.seek(0)
data = KIND
limits = words.Limits(max_file_bytes=1 << 32)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
pages = document.inspect(data, limits=limits).page_count
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024, "MB;", pages, "pages")
"""
KINDS = {
    "bytes": "file.read()",
    "a read-only memoryview": "memoryview(file.read())",
    "a mapped file": "mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ); sum(data[::4096])",
    "a bytearray": "bytearray(size); file.readinto(data)",
}


def large(path: Path) -> None:
    """Calls on 1 GB, each in a process of its own: how much the peak of memory grows."""
    for name, made in KINDS.items():
        program = LARGE.replace("KIND", made)
        said = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True).stdout
        print(f"1 GB as {name}: the peak grows by {said.strip()}")


def leaks(path: Path) -> None:
    pages = Pages(path)
    cases = {
        "10,000 small calls": (lambda: exam.Mark.sum(["1.5", "2.25"]), 10_000),
        "200 splits": (pages.split, 200),
        "200 redactions": (pages.redact, 200),
        "200 flattenings": (pages.flatten, 200),
    }
    for name, (call, count) in cases.items():
        for _ in range(max(count // 20, 5)):
            call()
        tracemalloc.start()
        before, held = tracemalloc.get_traced_memory()[0], resident()
        for _ in range(count):
            call()
        after, now = tracemalloc.get_traced_memory()[0], resident()
        tracemalloc.stop()
        print(f"{name}: Python's own memory {(after - before) / 1024:+.1f} KB, the process {now - held:+.1f} MB")


def resident() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def main(scan: str, rust: str | None = None) -> None:
    # One thread for pages on both sides: threads that look for work are no overhead of Python.
    os.environ["RAYON_NUM_THREADS"] = "1"
    print("korrigo", korrigo.VERSION)
    small()
    if rust:
        over_rust(Path(scan), rust)
    two_at_once(Path(scan))
    large(Path(scan))
    leaks(Path(scan))


if __name__ == "__main__":
    if sys.argv[1] == "--work":
        worker(Path(sys.argv[2]))
    else:
        main(*sys.argv[1:])
