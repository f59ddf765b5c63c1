"""What is handed over says nothing of anybody: generated scans, to which every name, date and number is added once
more as invisible text, through `korrigo process`; looked at by `korrigo audit`, pikepdf and poppler.

    handover.py KORRIGO SET...     a SET is a folder with truth.json and scan.pdf, as KORRIGO_SCANGEN makes them

Needs pikepdf and Pillow. Ends with 1 when a copy in copies/ still tells something, when a text of a header is missing
in private/, when a header zone holds ink, or when less than half of the copies are handed over.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import pikepdf
from PIL import Image

# Darker than any paper, lighter than any ink; what a zone may hold of it: nothing.
INK = 200
DPI = 100


def birth(student) -> str:
    digits = student["dob"]
    return f"{digits[:2]}/{digits[2:4]}/{digits[4:]}"


def texts(student) -> list:
    return [f"{student['last']} {student['first']}", birth(student), student["number"]]


def with_text(folder, out) -> dict:
    """Adds the texts of every header over it, invisible as scanners write them; gives the students of each side."""
    truth = json.loads((folder / "truth.json").read_text())
    students = {student["id"]: student for student in truth["roster"]}
    told = {}
    with pikepdf.open(folder / "scan.pdf") as pdf:
        font = pdf.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding))
        for page, side in zip(pdf.pages, truth["sides"], strict=True):
            box = [float(value) for value in page.MediaBox]
            scale = (box[2] - box[0]) / side["size"][0]
            for half in side.get("halves") or []:
                if not half or not half.get("header") or side.get("student") is None:
                    continue
                student = students[side["student"]]
                x = sum(point[0] for point in half["header"]) / 4 * scale + box[0]
                y = box[3] - sum(point[1] for point in half["header"]) / 4 * scale
                shown = " ".join(f"<{text.encode('cp1252').hex()}> Tj 0 -9 Td" for text in texts(student))
                content = f"\nq BT /KorrigoOcr 7 Tf 3 Tr 1 0 0 1 {x - 60:.2f} {y + 9:.2f} Tm {shown} ET Q\n"
                page.contents_add(content.encode())
                if "/Font" not in page.Resources:
                    page.Resources.Font = pikepdf.Dictionary()
                page.Resources.Font.KorrigoOcr = font
                told.setdefault(side["student"], []).append(side["side"])
        pdf.save(out)
    return {"students": students, "told": told}


def roster(students, out) -> None:
    lines = ["Nom;Prénom;Né(e) le;N° candidat"]
    lines += [f"{one['last']};{one['first']};{birth(one)};{one['number']}" for one in students.values()]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def korrigo(binary, *arguments, codes=(0,)):
    done = subprocess.run([binary, *map(str, arguments), "--json"], capture_output=True, text=True)
    if done.returncode not in codes:
        raise SystemExit(f"korrigo {arguments[0]} ended with {done.returncode}: {done.stderr[:500]}")
    return json.loads(done.stdout)


def ink(pdf, zones, folder):
    """Zones of a file that poppler draws with anything dark in them."""
    prefix = folder / "drawn"
    subprocess.run(["pdftoppm", "-gray", "-r", str(DPI), str(pdf), str(prefix)], check=True)
    drawn = sorted(folder.glob("drawn*.pgm"))
    for zone in zones:
        with Image.open(drawn[zone["page"]]) as page:
            width, height = page.size
            # Half a pixel at the edges belongs to what is beside the zone.
            box = (zone["x"] * width + 1, zone["y"] * height + 1,
                   (zone["x"] + zone["w"]) * width - 1, (zone["y"] + zone["h"]) * height - 1)
            if page.crop(tuple(round(value) for value in box)).getextrema()[0] < INK:
                yield zone
    for path in drawn:
        path.unlink()


def extracted(folder) -> str:
    texts_ = [subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True).stdout
              for path in sorted(folder.glob("*.pdf"))]
    return "\n".join(texts_)


def judge(binary, folder):
    """Faults of one set, and its figures."""
    faults = []
    with tempfile.TemporaryDirectory() as home:
        home = pathlib.Path(home)
        scan, people, out = home / "scan.pdf", home / "roster.csv", home / "exam"
        known = with_text(folder, scan)
        roster(known["students"], people)
        outcome = korrigo(binary, "process", scan, "--roster", people, "--exam", "Judge", "-o", out, codes=(0, 3))
        safe = [copy for copy in outcome["copies"] if "handover" in copy]
        if safe:
            audit = korrigo(binary, "audit", out / "copies", "--roster", people, codes=(0, 3))
            faults += [f"{found['kind']} in {pathlib.Path(found['file']).name}" for found in audit["findings"]]
        private = extracted(out / "private" / "identified") + extracted(out / "private" / "review")
        for student in known["told"]:
            faults += ["a text of a header is not in private/" for text in texts(known["students"][student])
                       if text not in private]
        handed = extracted(out / "copies")
        for student in known["students"].values():
            faults += ["a text of the roster in copies/" for text in texts(student) if text in handed]
        for copy in safe:
            record = json.loads((out / copy["handover"]["record"]).read_text())
            headers = [zone for zone in record["receipt"]["zones"] if zone["reason"] == "header"]
            faults += [f"ink in a header zone of {copy['anonymous_id']}"
                       for _ in ink(out / copy["handover"]["file"], headers, home)]
        if 2 * len(safe) < len(outcome["copies"]):
            faults.append(f"only {len(safe)} of {len(outcome['copies'])} copies are handed over")
        withheld = sorted(copy["withheld"].get("detail") or copy["withheld"]["code"]
                          for copy in outcome["copies"] if "withheld" in copy)
        print(f"{folder.name}: {len(safe)} of {len(outcome['copies'])} copies handed over, "
              f"{outcome['needles']} needles, {len(known['told'])} candidates; withheld: {', '.join(withheld) or 'none'}")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("korrigo")
    parser.add_argument("sets", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    faults = [f"{folder.name}: {fault}" for folder in arguments.sets for fault in judge(arguments.korrigo, folder)]
    for fault in sorted(set(faults)):
        print(f"fault: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
