"""How well sheets are seen and booklets rebuilt, against generated scans whose truth is known.

    seeing.py KORRIGO SET...     a SET is a folder with truth.json and scan.pdf, as KORRIGO_SCANGEN makes them

Prints the figures of all sets together, then how often findings of each confidence were right: of a hundred
findings with 0.99, one may be wrong. Ends with 1 when a certain copy was wrong or a half was lost.
"""
import argparse
import collections
import contextlib
import importlib.util
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile

BINS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 1.01)
HALVES = {"left": 0, "right": 1}


class Tally:
    """Figures of several sets together."""

    def __init__(self):
        self.counts = collections.Counter()
        self.fold, self.skew = [], []
        self.bins = collections.defaultdict(lambda: [[0, 0, 0.0] for _ in BINS[1:]])

    def claim(self, kind, confidence, right):
        """A finding of this confidence was right, or wrong."""
        for (low, high), cell in zip(zip(BINS, BINS[1:]), self.bins[kind]):
            if low <= confidence < high:
                cell[0] += 1
                cell[1] += bool(right)
                cell[2] += confidence

    def table(self) -> list:
        """(name, figure) of everything asked for."""
        c = self.counts
        share = lambda part, whole: c[part] / max(1, c[whole])
        return [
            ("sheets", c["sheets"]), ("sides", c["sides"]),
            ("silent errors", c["silent_errors"]),
            ("copies exact", share("copies_exact", "copies_expected")),
            ("copies certain", share("certain", "copies_in_plan")),
            ("halves lost", c["halves_lost"]), ("halves twice", c["halves_twice"]),
            ("fold mm, median", quantile(self.fold, 0.5)), ("fold mm, 99 %", quantile(self.fold, 0.99)),
            ("skew degrees, median", quantile(self.skew, 0.5)), ("skew degrees, 99 %", quantile(self.skew, 0.99)),
            ("written called blank", c["written_called_blank"]), ("blank called written", c["blank_called_written"]),
            ("blank pages", c["pages_blank"]),
            ("orientation wrong", c["orientation_wrong"]),
            ("orientation wrong, in a certain copy", c["orientation_silent"]),
            ("header: found of printed", share("header_found", "header_printed")),
            ("header: false with > 0.9", c["header_false"]),
            ("page number: read of written", share("number_right", "number_written")),
            ("page number: wrong with > 0.99", c["number_wrong"]),
        ]


def quantile(values, q):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(q * len(ordered)))] if ordered else float("nan")


def judge(korrigo, folder, tally) -> None:
    """Looks at one set and adds what is found to the tally."""
    folder = pathlib.Path(folder)
    truth = json.loads((folder / "truth.json").read_text())
    scan = folder / "scan.pdf"
    findings = json.loads(run(korrigo, "scan", scan, "--json"))
    for side, seen in zip(truth["sides"], findings["sources"][0]["sides"], strict=True):
        tally.counts["sides"] += 1
        judge_side(side, seen, tally)
    tally.counts["sheets"] += len({side["sheet_id"] for side in truth["sides"]})
    with tempfile.NamedTemporaryFile(suffix=".json") as plan:
        run(korrigo, "plan", scan, "-o", plan.name, "--force")
        judge_plan(folder, truth, plan.name, tally)


def judge_side(side, seen, tally) -> None:
    counts = tally.counts
    upright = (360 - side["rotation"]) % 360
    turned = seen["orientation"]
    tally.claim("orientation", turned["confidence"], turned["rotate"] == upright)
    if turned["rotate"] != upright:
        counts["orientation_wrong"] += 1
        return
    error = abs(seen["skew_deg"]["value"] - side["skew_deg"])
    tally.skew.append(error)
    tally.claim("skew within 0.15 degrees", seen["skew_deg"]["confidence"], error <= 0.15)
    if "fold_line" in side and seen.get("fold"):
        width, _ = upright_size(side)
        error = abs(seen["fold"]["cut"] - fold(side)) * width * 25.4 / side["dpi"]
        tally.fold.append(error)
        tally.claim("fold within 2 mm", seen["fold"]["confidence"], error <= 2.0)
    for true, half in zip(side["halves"], seen["halves"], strict=True):
        judge_half(side, true, half, tally)


def judge_half(side, true, half, tally) -> None:
    counts = tally.counts
    printed = bool(true.get("header"))
    probability = half["header_probability"]
    tally.claim("header", max(probability, 1 - probability), (probability > 0.5) == printed)
    counts["header_printed"] += printed
    counts["header_found"] += printed and probability > 0.5
    counts["header_false"] += not printed and probability > 0.9
    if printed and half.get("header"):
        filled = half["header"]["filled"]
        tally.claim("header filled", filled["confidence"], filled["value"] != side["header_empty"])
    blank = half["blank"]
    tally.claim("blank", blank["confidence"], blank["value"] == true["blank"])
    written = (true.get("pagebox") or {}).get("written")
    boxes = half.get("page_box")
    if not boxes:
        counts["number_written"] += written is not None
        return
    number = boxes["number"]
    readings = number["readings"]
    best, confidence = readings[0] if readings and readings[0][1] > number["empty"] else (None, number["empty"])
    tally.claim("page number", confidence, best == written)
    counts["number_written"] += written is not None
    counts["number_right"] += written is not None and best == written
    counts["number_wrong"] += confidence > 0.99 and best != written


def judge_plan(folder, truth, plan, tally) -> None:
    """Scores the plan as the generator's own scorer does."""
    scorer = importlib.util.spec_from_file_location("evaluate", generator() / "evaluate.py")
    module = importlib.util.module_from_spec(scorer)
    scorer.loader.exec_module(module)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        figures = module.main(str(folder), plan)
    for line in said.getvalue().splitlines():
        if line.startswith("silent error"):
            print(f"{folder.name}: {line}")
    for name in ("copies_expected", "copies_in_plan", "copies_exact", "certain", "silent_errors", "halves_lost",
                 "halves_twice", "written_called_blank", "blank_called_written", "pages_blank"):
        tally.counts[name] += figures[name]
    for copy in json.loads(pathlib.Path(plan).read_text())["copies"]:
        wrong = sum(page["rotate"] != (360 - truth["sides"][page["page"]]["rotation"]) % 360 for page in copy["pages"])
        tally.counts["orientation_silent"] += wrong if copy["status"] == "certain" else 0
        for name in copy["reasons"]:
            tally.counts[f"reason {name}"] += 1


def fold(side) -> float:
    """The fold's x at mid height of the upright side, normalised."""
    width, height = side["size"]
    points = [(x / width, y / height) for x, y in side["fold_line"]]
    turn = {0: lambda x, y: (x, y), 90: lambda x, y: (y, 1 - x), 180: lambda x, y: (1 - x, 1 - y),
            270: lambda x, y: (1 - y, x)}[side["rotation"]]
    (ax, ay), (bx, by) = (turn(*point) for point in points)
    return ax + (bx - ax) * (0.5 - ay) / (by - ay)


def upright_size(side) -> tuple:
    width, height = side["size"]
    return (height, width) if side["rotation"] in (90, 270) else (width, height)


def generator() -> pathlib.Path:
    folder = os.environ.get("KORRIGO_SCANGEN")
    if not folder:
        sys.exit("KORRIGO_SCANGEN must name the folder of the generator of bad scans")
    return pathlib.Path(folder)


def run(*command) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode not in (0, 3):
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}: {done.stderr[:500]}")
    return done.stdout


def show(tally) -> None:
    for name, figure in tally.table():
        print(f"{name:40}{figure:>12.4f}" if isinstance(figure, float) else f"{name:40}{figure:>12}")
    reasons = {name: count for name, count in tally.counts.items() if name.startswith("reason ")}
    for name, count in sorted(reasons.items(), key=lambda item: -item[1]):
        print(f"{name:40}{count:>12}")
    print("\nof findings with a confidence of", "".join(f"{low:>16}" for low in BINS[:-1]))
    for kind, cells in sorted(tally.bins.items()):
        told = (f"{right / count:.3f} of {count}" if count else "-" for count, right, _ in cells)
        print(f"{kind:32}" + "".join(f"{text:>16}" for text in told))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("korrigo", type=pathlib.Path)
    parser.add_argument("sets", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    tally = Tally()
    for folder in options.sets:
        judge(options.korrigo, folder, tally)
    show(tally)
    counts = tally.counts
    sys.exit(1 if counts["silent_errors"] or counts["halves_lost"] or counts["halves_twice"] else 0)


if __name__ == "__main__":
    main()
