"""Sheets seen and booklets rebuilt: on generated scans behind KORRIGO_SCANGEN, on real ones behind KORRIGO_CORPUS.

The truth of the real ones was written down by eye (tests/judges/real_scans.json, by the file's hash): none of
them has a header with a name in cells, and every text of a barcode is what another reader reads.
"""
import hashlib
import json
import os
import pathlib
import subprocess
import sys

from . import Failure, Suite

# Small sets that nothing was tuned on; `benches/compare scan` runs the large ones.
SETS = [("typical", 901), ("hard", 902)]
SHEETS = 12
GENERATOR = ("img2pdf", "pikepdf")


def generated(context, folder, suites=SETS, sheets=SHEETS) -> list:
    """Makes the sets that are missing in the cache; gives their folders."""
    generator = pathlib.Path(folder)
    python = context.venv("scangen", "-r", str(generator / "requirements.txt"), *GENERATOR)
    made = []
    for suite, seed in suites:
        home = context.cache / "scangen" / f"{suite}-{seed}-{sheets}"
        if not (home / "scan.pdf").exists():
            context.run(python, generator / "scangen.py", "--suite", suite, "--sheets", sheets, "--seed", seed,
                        "--set", "class_size=[5,9]", "--jobs", os.cpu_count(), "--out", home)
            context.run(python, generator / "make_pdf.py", home, home / "scan.pdf.part")
            (home / "scan.pdf.part").rename(home / "scan.pdf")
        made.append(home)
    return made


def scangen(context) -> tuple:
    folder = os.environ.get("KORRIGO_SCANGEN")
    if not folder:
        raise Failure("KORRIGO_SCANGEN does not name the generator")
    korrigo = built(context)
    sets = generated(context, folder)
    _, status = context.run(sys.executable, "-B", context.root / "tests" / "judges" / "seeing.py", korrigo, *sets,
                            check=False)
    return (0, 1) if status else (1, 0)


def handover(context) -> tuple:
    """What is handed over of generated scans says nothing of anybody."""
    folder = os.environ.get("KORRIGO_SCANGEN")
    if not folder:
        raise Failure("KORRIGO_SCANGEN does not name the generator")
    korrigo = built(context)
    sets = generated(context, folder)
    python = context.venv("scangen", "-r", str(pathlib.Path(folder) / "requirements.txt"), *GENERATOR)
    judge = context.root / "tests" / "judges" / "handover.py"
    _, status = context.run(python, "-B", judge, korrigo, *sets, check=False)
    return (0, 1) if status else (1, 0)


def real(context) -> tuple:
    root = os.environ.get("KORRIGO_CORPUS")
    if not root:
        raise Failure("KORRIGO_CORPUS does not name the collection")
    korrigo = built(context)
    truth = json.loads((context.root / "tests" / "judges" / "real_scans.json").read_text())
    passed, failed = 0, 0
    for path in sorted(pathlib.Path(root).glob("exams*/*")):
        known = truth.get(hashlib.sha256(path.read_bytes()).hexdigest()) if path.is_file() else None
        if not known:
            continue
        faults = list(wrong(korrigo, path, known))
        for fault in faults:
            print(f"fault: {path.name}: {fault}")
        passed, failed = passed + (not faults), failed + bool(faults)
    return passed, failed


def wrong(korrigo, path, known):
    """What was seen that is not there, and what should have been seen."""
    done = subprocess.run([korrigo, "scan", path, "--json"], capture_output=True, text=True)
    if done.returncode not in (0, 3):
        yield f"exit {done.returncode}: {done.stderr.strip()[:200]}"
        return
    for page, side in enumerate(json.loads(done.stdout)["sources"][0]["sides"]):
        turn = side["orientation"]
        if turn["rotate"] != known["rotate"] and turn["confidence"] > 0.95:
            yield f"page {page}: turned by {turn['rotate']} with confidence {turn['confidence']:.3f}"
        for half in side["halves"]:
            if not known["header"] and half["header_probability"] > 0.9:
                yield f"page {page}: a header with {half['header_probability']:.3f} that is none"
        read, there = {code["text"] for code in side["barcodes"]}, set(known.get("codes", {}).get(str(page), []))
        if read != there:
            yield f"page {page}: {len(there - read)} codes not read, {len(read - there)} texts that nobody else reads"


def built(context) -> pathlib.Path:
    context.build()
    return context.target.resolve() / "release" / "korrigo"


SUITES = [
    Suite("scangen", "sheets seen and booklets rebuilt, on scans made by KORRIGO_SCANGEN", scangen,
          ("what the generator of bad scans needs, from PyPI, in an environment of its own",),
          always=bool(os.environ.get("KORRIGO_SCANGEN"))),
    Suite("handover", "names hidden in the bytes, on scans made by KORRIGO_SCANGEN with every name added as text",
          handover, ("what the generator of bad scans needs, from PyPI, in an environment of its own", "poppler-utils"),
          always=bool(os.environ.get("KORRIGO_SCANGEN"))),
    Suite("real", "real scans behind KORRIGO_CORPUS: right way up, codes read, no false header", real,
          always=bool(os.environ.get("KORRIGO_CORPUS"))),
]
