"""What the texts promise: names that exist, permissive licences, files of a readable size."""
import json
import re
import subprocess

from . import Failure, Suite

# MPL-2.0 is allowed for UniFFI alone, inside the Swift and Kotlin bindings (deny.toml says why).
PERMISSIVE = {"MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Zlib",
              "0BSD", "Unicode-3.0", "CC0-1.0", "BSL-1.0", "Unlicense", "MIT-0", "IJG"}
MOST_LINES = 600


def permissive(licence: str, name: str) -> bool:
    if name.startswith("uniffi") and licence == "MPL-2.0":
        return True
    text = licence.replace("/", " OR ")
    if " OR " in text and " AND " not in text:
        return any(part.strip(" ()") in PERMISSIVE for part in text.split(" OR "))
    return all(permissive(part.strip(" ()"), name) if " OR " in part else part.strip(" ()") in PERMISSIVE
               for part in text.split(" AND "))


def licences(context) -> tuple:
    metadata = json.loads(subprocess.run(["cargo", "metadata", "--format-version", "1", "--locked"], cwd=context.root,
                                         capture_output=True, text=True, check=True).stdout)
    bad = [f"{p['name']} {p['version']}: {p['license']}" for p in metadata["packages"]
           if not permissive(p["license"] or "none", p["name"])]
    for line in bad:
        print("not a permissive licence:", line)
    return len(metadata["packages"]) - len(bad), len(bad)


def tracked(context) -> list:
    names = subprocess.run(["git", "ls-files"], cwd=context.root, capture_output=True, text=True, check=True).stdout
    return [context.root / name for name in names.splitlines()]


def words(context) -> tuple:
    passed, faults = 0, []
    files = [path for path in tracked(context) if path.is_file()]
    sources = [path for path in files if path.suffix == ".rs"]
    for path in sources:
        code = path.read_text().split("#[cfg(test)]\nmod tests")[0]
        lines = code.count("\n")
        if lines > MOST_LINES and "/tests/" not in str(path):
            faults.append(f"{path.relative_to(context.root)} has {lines} lines without its tests")
        else:
            passed += 1
    manifests = [path for path in files if path.suffix == ".toml"]
    everything = "\n".join(path.read_text() for path in sources + manifests) + "\n".join(str(path) for path in files)
    for page in ("ARCHITECTURE.md", "README.md"):
        for name in re.findall(r"`([A-Za-z_][A-Za-z_:/.-]*)`", (context.root / page).read_text()):
            last = re.split(r"::|/", name.rstrip("/"))[-1]
            if last in everything or (context.root / name).exists():
                passed += 1
            else:
                faults.append(f"{page} names {name}, which is not there")
    for path in files:
        if path.suffix in (".md", ".rs", ".py", ".toml", ".sh", ".ts", ".swift", ".kt", "") and path.stat().st_size < 1 << 20:
            text = path.read_text(errors="replace")
            if re.search(r"(?<![\w.])/(work|tmp/wt|root)/", text):
                faults.append(f"{path.relative_to(context.root)} holds a path of one machine")
    for fault in faults:
        print("fault:", fault)
    if not sources:
        raise Failure("git lists no source")
    return passed, len(faults)


SUITES = [
    Suite("words", "names in the texts exist, files have a readable size", words),
    Suite("licences", "every dependency has a permissive licence", licences),
]
