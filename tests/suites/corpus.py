"""A collection of odd PDFs with manifests, behind KORRIGO_CORPUS: opened, and split, one process a file.

Each file has ten seconds and 600 MB. What three other tools agree on is the truth: the right number of pages
for every sound file and for 99 % of the repairable ones, the right code for the rest. A panic is always a fault.
"""
import collections
import concurrent.futures
import csv
import json
import os
import pathlib
import re
import subprocess
import tempfile
import threading
import time

from . import Failure, Suite

SECONDS, MEGABYTES = 10, 600
REPAIRABLE = 0.99
CLASSES = ("annotations", "redaction", "robustness", "scan", "exams", "exams_submitty")
# Files that three tools refuse and our second reader opens, as repaired: more is read, nothing is wrong.
READ_ALL_THE_SAME = {
    "formatcorpus__T04_014_trailer-root-indirect-reference-to-wrong-object.pdf",  # the trailer's Root is the page tree
    "qpdf__issue-99b.pdf",  # the page is there, the trailer is not
    "pdfjs__issue19484_2.pdf",  # the empty password opens it; poppler says so too
}
REJECTED = {"corrupted_pdf", "empty_pdf", "invalid_mime_type", "empty_file", "resource_limit", "encrypted_pdf"}


class Ran:
    """One run of the command: what it said, how long it took, what it held."""

    def __init__(self, *command):
        start = time.monotonic()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen([str(c) for c in command], stdin=subprocess.DEVNULL, stdout=out, stderr=err)
            timer = threading.Timer(3 * SECONDS, process.kill)
            timer.start()
            _, status, usage = os.wait4(process.pid, 0)
            timer.cancel()
            process.returncode = os.waitstatus_to_exitcode(status)
            self.status, self.seconds = process.returncode, time.monotonic() - start
            self.megabytes = usage.ru_maxrss / 1024
            out.seek(0)
            err.seek(0)
            self.out, self.err = out.read(), err.read().decode(errors="replace")

    def fault(self) -> str | None:
        if self.status < 0 or "panicked" in self.err:
            return f"crashed ({self.status}): {self.err.strip()[:200]}"
        if self.seconds > SECONDS:
            return f"took {self.seconds:.0f} s"
        if self.megabytes > MEGABYTES:
            return f"held {self.megabytes:.0f} MB"
        return None

    def code(self) -> str:
        try:
            return json.loads(self.err.strip().splitlines()[-1])["error"]["code"]
        except (ValueError, KeyError, IndexError):
            return "none"


def truth(row) -> tuple:
    """What the manifest's word means: (kind, numbers of pages that are right: several where the tools differ)."""
    expected = row["expected"]
    if expected.startswith("must be rejected"):
        return "rejected", None
    if expected.startswith("encrypted: user password"):
        return "locked", None
    if expected.startswith(("disputed", "damaged", "resource-bomb")):
        return "disputed", None
    counts = {int(row[tool].split(":")[1]) for tool in ("pikepdf", "pymupdf", "pypdfium2")
              if re.fullmatch(r"ok:\d+", row[tool] or "")}
    return ("repairable" if expected.startswith("repairable") else "sound"), counts or {int(row["pages"] or 0)}


def judge(korrigo, path, row) -> tuple:
    """The kind of file, whether it was right, and the faults."""
    kind, pages = truth(row)
    faults = []
    inspected = Ran(korrigo, "inspect", path, "--json")
    fault = inspected.fault()
    if fault:
        faults.append(f"inspect {path.name}: {fault}")
    right = True
    if kind in ("sound", "repairable"):
        count = json.loads(inspected.out)["page_count"] if inspected.status == 0 else inspected.code()
        right = count in pages
        if not right:
            wanted = " or ".join(map(str, sorted(pages)))
            faults.append(f"inspect {path.name} ({kind}): {count} instead of {wanted} pages")
    elif path.name in READ_ALL_THE_SAME:
        right = inspected.status == 0
    elif kind == "locked":
        right = inspected.code() == "encrypted_pdf"
    elif kind == "rejected":
        right = inspected.code() in REJECTED
    if kind in ("locked", "rejected") and not right:
        faults.append(f"inspect {path.name} ({kind}): exit {inspected.status}, {inspected.code()}")
    if inspected.status == 0:
        with tempfile.TemporaryDirectory() as folder:
            processed = Ran(korrigo, "process", path, "-o", pathlib.Path(folder) / "out", "--json")
        if processed.status not in (0, 1, 3) or processed.fault():
            faults.append(f"process {path.name}: {processed.fault() or processed.status}")
        elif processed.status == 1:
            print(f"process refuses {path.name}: {processed.code()}: {processed.err.strip()[:160]}")
    if path.parent.name == "redaction":
        faults += audited(korrigo, path, row)
    return kind, right, faults


# What the manifest's tags promise that an audit finds.
PROMISED = {
    "X:thumb": "thumbnail", "X:embedded": "embedded_file", "X:pieceinfo": "private_data", "X:xmp+info": "metadata",
    "X:exif-in-jpeg": "image_metadata", "X:prior-revision": "earlier_revision", "X:redact-annot": "pending_redaction",
    "X:hidden-text": "invisible_text", "X:actualtext": "structure_text", "R:JS": "active_content",
    "R:action:Launch": "active_content",
}
# Bad redactions of real documents, and what gives them away; others of that family hide no more than a label.
BAD = {
    "xray__bad_cross_hatched_redactions.pdf": "covered_text", "xray__hidden_text_on_visible_text.pdf": "covered_text",
    "xray__rectangles_yes.pdf": "white_text", "xray__rectangles_yes_2.pdf": "white_text",
}
LABEL_LETTERS = 10
# Tagged by a pattern in their bytes, and nothing is there: a comment of 3 Tr; an empty ActualText.
NOTHING_THERE = {("pdfjs__Type3WordSpacing.pdf", "X:hidden-text"), ("verapdf__7.18.5-t01-pass-a.pdf", "X:actualtext")}


def audited(korrigo, path, row) -> list:
    """The faults of auditing one file of the redaction class."""
    ran = Ran(korrigo, "audit", path, "--json")
    if ran.fault():
        return [f"audit {path.name}: {ran.fault()}"]
    if ran.status not in (0, 3):
        locked = truth(row)[0] == "locked" and ran.code() == "encrypted_pdf"
        return [] if locked else [f"audit {path.name}: exit {ran.status}, {ran.code()}"]
    findings = json.loads(ran.out)["findings"]
    kinds = {finding["kind"] for finding in findings}
    promised = {tag: PROMISED[tag] for tag in row.get("tags", "").split()
                if tag in PROMISED and (path.name, tag) not in NOTHING_THERE}
    faults = [f"audit {path.name}: {tag} without {kind}" for tag, kind in promised.items() if kind not in kinds]
    if path.name in BAD and BAD[path.name] not in kinds:
        faults.append(f"audit {path.name}: no {BAD[path.name]}")
    if path.name.startswith("xray__") and path.name not in BAD:
        hidden = sum(int(finding["where"].split()[0]) for finding in findings
                     if finding["kind"] in ("covered_text", "white_text"))
        if hidden > LABEL_LETTERS:
            faults.append(f"audit {path.name}: {hidden} hidden letters")
    return faults


def corpus(context) -> tuple:
    root = os.environ.get("KORRIGO_CORPUS")
    if not root:
        raise Failure("KORRIGO_CORPUS does not name the collection")
    context.build()
    korrigo = context.target.resolve() / "release" / "korrigo"
    files = []
    for name in CLASSES:
        folder = pathlib.Path(root) / name
        manifest = folder / "manifest.csv"
        rows = list(csv.DictReader(manifest.open())) if manifest.exists() else \
            [{"file": path.name, "expected": "disputed"} for path in sorted(folder.glob("*.pdf"))]
        files += [(folder / row["file"], row) for row in rows if row["file"].endswith(".pdf")]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda item: judge(korrigo, *item), files))
    right = collections.Counter(kind for kind, ok, _ in results if ok)
    total = collections.Counter(kind for kind, _, _ in results)
    crashes = 0
    for kind, _, faults in results:
        for fault in faults:
            print("fault:", fault)
            crashes += kind != "repairable" or not fault.endswith("pages")
    for kind in sorted(total):
        print(f"{kind:12} {right[kind]} of {total[kind]} right")
    short = right["repairable"] < REPAIRABLE * total["repairable"]
    failed = crashes + short
    return len(files) - failed, failed


SUITES = [Suite("corpus", "odd PDFs behind KORRIGO_CORPUS: right pages or the right code", corpus,
                always=bool(os.environ.get("KORRIGO_CORPUS")))]
