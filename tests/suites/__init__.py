"""The suites of tests/all, in the order they run: the cheapest complaint first."""
import dataclasses
import os
import pathlib
import re
import subprocess
import sys
from collections.abc import Callable


# The generator of the Swift and Kotlin sources is built with everything else.
FEATURES = ("--features", "korrigo-ffi/bindgen")

# Lines in which tests say how much they looked at, and how well it went.
FIGURES = r"^\d+ states of a copy.*|^\d+ sequences: .*|^.*\bauto_wrong: .*"


class Failure(Exception):
    """A suite that could not run, or whose commands failed in a way that counts no tests."""


@dataclasses.dataclass(frozen=True)
class Suite:
    name: str
    about: str
    run: Callable
    installs: tuple = ()
    always: bool = True


class Context:
    """Where things are, and how commands are run."""

    def __init__(self, root: pathlib.Path):
        self.root = root
        self.cache = pathlib.Path(os.environ.get("KORRIGO_CACHE", pathlib.Path.home() / ".cache" / "korrigo"))
        self.cache.mkdir(parents=True, exist_ok=True)
        self.target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", root / "target"))
        # What suites measured on the way, for the end of the table.
        self.figures = []

    def run(self, *command, cwd=None, env=None, check=True) -> str:
        """Runs a command, shows what it prints as it comes, and gives that text."""
        print("$", " ".join(str(part) for part in command), flush=True)
        process = subprocess.Popen(
            [str(part) for part in command], cwd=cwd or self.root, env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
        lines = []
        for line in process.stdout:
            sys.stdout.write(line)
            lines.append(line)
        sys.stdout.flush()
        if process.wait() and check:
            raise Failure(f"{command[0]} ended with {process.returncode}")
        return "".join(lines) if check else ("".join(lines), process.returncode)

    def cargo_test(self, *arguments, env=None) -> tuple:
        """Runs cargo test in the one profile; counts what libtest reports, and keeps the figures that tests print."""
        text, status = self.run("cargo", "test", "--release", "--no-fail-fast", *arguments, "--", "--show-output",
                                env=env, check=False)
        self.figures += re.findall(FIGURES, text, re.M)
        return counted(text, status, r"test result: \w+\. (\d+) passed; (\d+) failed")

    def build(self) -> None:
        """Builds every crate as cargo_test("--workspace", *FEATURES) does, so that what is there is used again:
        cargo compiles what crates share once for each set of features, and other selections have other sets."""
        self.run("cargo", "build", "--release", "--workspace", "--lib", "--bins", "--examples", *FEATURES)

    def fixtures(self) -> pathlib.Path:
        """The folder of the files that tests of the packages work on, written by what was built."""
        folder = self.cache / "fixtures"
        for example in ("write", "vectors"):
            self.run(self.target / "release" / "examples" / example, folder / example)
        return folder

    def apt(self, *packages) -> None:
        """Installs the Debian packages that are missing."""
        query = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Status}\n", *packages],
                               capture_output=True, text=True)
        missing = [p for p in packages if f"{p} install ok installed" not in query.stdout]
        if missing:
            self.run("apt-get", "update", "-q")
            self.run("apt-get", "install", "-y", "-q", "--no-install-recommends", *missing,
                     env={"DEBIAN_FRONTEND": "noninteractive"})

    def venv(self, name: str, *requirements) -> pathlib.Path:
        """A virtual environment with these packages, kept in the cache; gives its python."""
        home = self.cache / "venv" / name
        python, stamp = home / "bin" / "python", home / "requirements"
        wanted = "\n".join(requirements)
        if not stamp.exists() or stamp.read_text() != wanted:
            self.run(sys.executable, "-m", "venv", "--clear", home)
            self.run(python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *requirements)
            stamp.write_text(wanted)
        return python


def counted(text: str, status: int, pattern: str) -> tuple:
    """Sums what a test runner reports; a runner that fails without a failed test counts as one."""
    pairs = [(int(p), int(f)) for p, f in re.findall(pattern, text)]
    passed, failed = sum(p for p, _ in pairs), sum(f for _, f in pairs)
    return passed, failed + (1 if status and not failed else 0)


from . import bindings, corpus, judges, mutants, rust, seeing, words  # noqa: E402

SUITES = [*words.SUITES, *rust.SUITES, *judges.SUITES, *bindings.SUITES, *corpus.SUITES, *seeing.SUITES,
          *rust.LONG, *mutants.SUITES]
