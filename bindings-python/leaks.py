"""Whether any call leaves memory behind: each operation 10,000 times, those that work on pages 200 times.

Run as `python leaks.py [PART]`, with `KORRIGO_FIXTURES` as for the tests; PART of the name of the operations to try.
Every operation is made as its first vector that succeeds makes it, raw and typed. Prints what the process holds more
after the second half of the calls than after the first, and how much of it is Python's own; ends with 1 when any
operation keeps more than a byte a call of Python's, or more than 4 MB.
"""
import contextlib
import gc
import os
import sys
import tracemalloc
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "tests"))

import test_vectors as vectors
from korrigo import KorrigoError, _korrigo

MOST = 4 << 20


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def samples():
    """For each operation a step that succeeds, with what it is given."""
    found = {}
    for _, steps in vectors.vectors():
        entry = vectors.Entry()
        for step in steps:
            name = step["operation"]
            if name not in found and "code" not in step["expected"]:
                given = entry.input(step["input"]), [entry.item(one) for one in step.get("items", ())]
                found[name] = given
            if "code" in entry.make(step, vectors.raw):
                break
    return found


def kept(call, times: int) -> tuple[int, int]:
    """Bytes of Python, and of the process, that the second half of the calls leaves."""
    for _ in range(times // 2):
        call()
    gc.collect()
    own, held = tracemalloc.get_traced_memory()[0], resident()
    for _ in range(times // 2):
        call()
    gc.collect()
    return tracemalloc.get_traced_memory()[0] - own, resident() - held


def main(part: str = "") -> int:
    long = {one["name"] for one in _korrigo.describe()["operations"] if one["work"] == "long"}
    worst, count = 0, 0
    tracemalloc.start()
    for name, (given, items) in sorted(samples().items()):
        if part not in name:
            continue
        times = 200 if name in long else 10_000
        for way in (vectors.raw, vectors.typed):
            try:
                way(name, given, items, {})
            except KorrigoError as error:
                # A store remembers what it was told: the second time is another story.
                print(f"{name}: {error.code} the second time")

            def call(way=way, name=name, given=given, items=items):
                with contextlib.suppress(KorrigoError):
                    way(name, given, items, {})

            own, held = kept(call, times)
            count += 1
            if own > times or held > MOST:
                worst += 1
                print(f"{name} {way.__name__}: {own:+} bytes of Python, {held:+} of the process, in {times // 2} calls")
    print(f"{count} ways tried, {worst} keep memory")
    return int(worst > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
