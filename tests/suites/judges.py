"""Strangers judge what korrigo wrote: poppler, qpdf, jpegtran, PyMuPDF and pdf.js."""
import re

from . import Failure, Suite

REQUIREMENTS = ("pymupdf==2.0", "pikepdf==10.17.0", "numpy==2.4.6")
PDFJS = "pdfjs-dist@5.4.394"


def judges(context) -> tuple:
    context.apt("qpdf", "poppler-utils", "libjpeg-turbo-progs")
    python = context.venv("judges", *REQUIREMENTS)
    npm = context.cache / "npm-judges"
    if not (npm / "node_modules" / "pdfjs-dist").exists():
        npm.mkdir(parents=True, exist_ok=True)
        context.run("npm", "install", "--no-audit", "--no-fund", "--prefix", npm, PDFJS)
    context.build()
    release = context.target.resolve() / "release"
    text, status = context.run(
        python, "-B", "-m", "unittest", "discover", "-v", "-s", context.root / "tests" / "judges",
        env={"KORRIGO": str(release / "korrigo"), "KORRIGO_CATALOGUE": str(release / "examples" / "catalogue"),
             "KORRIGO_PDFJS": str(npm / "node_modules" / "pdfjs-dist")}, check=False)
    ran = int((re.search(r"^Ran (\d+) test", text, re.M) or [0, 0])[1])
    failed = sum(int(n) for n in re.findall(r"(?:failures|errors)=(\d+)", text))
    if not ran:
        raise Failure("the judges ran no test")
    return ran - failed, failed or int(status != 0)


SUITES = [
    Suite("judges", "poppler, qpdf, PyMuPDF and pdf.js read what korrigo wrote", judges,
          ("qpdf, poppler-utils and libjpeg-turbo-progs, from Debian", "PyMuPDF, pikepdf and NumPy, from PyPI, in an environment of their own",
           "pdf.js, from npm, in the cache folder")),
]
