"""The Rust crates: form, lints, tests, and fuzzing on request."""
import os
import re
import shutil

from . import FEATURES, Failure, Suite

FUZZ_SECONDS = 60
# Targets whose inputs are made of the words of PDF.
FILES = ("content", "inspect", "raster", "split")


def form(context) -> tuple:
    _, status = context.run("cargo", "fmt", "--all", "--check", check=False)
    return (0, 1) if status else (1, 0)


def lints(context) -> tuple:
    _, status = context.run("cargo", "clippy", "--release", "--workspace", "--all-targets", "--quiet", "--",
                            "-D", "warnings", check=False)
    return (0, 1) if status else (1, 0)


def rust(context) -> tuple:
    # One command for all crates: cargo then compiles what they share once, with one set of features.
    return context.cargo_test("--workspace", *FEATURES)


def core(context) -> tuple:
    return context.cargo_test("-p", "korrigo-core", "-p", "korrigo-fixtures")


def server(context) -> tuple:
    return context.cargo_test("-p", "korrigo-server")


def fuzz(context) -> tuple:
    tools = context.cache / "tools"
    path = f"{tools / 'bin'}:{os.environ['PATH']}"
    if not shutil.which("cargo-fuzz", path=path):
        context.run("cargo", "install", "--locked", "--root", tools, "cargo-fuzz")
    # Coverage and the address sanitizer are unstable options: of a nightly compiler, or of any that is told so.
    installed = context.run("rustup", "toolchain", "list") if shutil.which("rustup") else ""
    cargo, env = (["cargo", "+nightly"], {}) if "nightly" in installed else (["cargo"], {"RUSTC_BOOTSTRAP": "1"})
    folder = context.root / "fuzz"
    env |= {"PATH": path, "CARGO_TARGET_DIR": str(context.target / "fuzz")}
    targets = re.findall(r'^name = "(fuzz_\w+)"', (folder / "Cargo.toml").read_text(), re.M)
    if not targets:
        raise Failure("fuzz/Cargo.toml names no target")
    context.build()
    context.run(*cargo, "fuzz", "build", "--features", "libfuzzer", env=env)
    passed = failed = 0
    for target in targets:
        name = target.removeprefix("fuzz_")
        seconds = os.environ.get("KORRIGO_FUZZ_SECONDS", str(FUZZ_SECONDS))
        corpus, found = context.cache / "fuzz" / name, folder / "regressions" / name
        context.run(context.target.resolve() / "release" / "examples" / "seeds", name, corpus)
        words = [f"-dict={folder / 'pdf.dict'}"] if name in FILES else []
        _, status = context.run(
            *cargo, "fuzz", "run", "--features", "libfuzzer", target, corpus, *([found] if found.exists() else []),
            "--", *words, f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048", "-max_len=65536",
            "-verbosity=0", "-print_final_stats=1", env=env, check=False)
        passed, failed = (passed, failed + 1) if status else (passed + 1, failed)
    return passed, failed


SUITES = [
    Suite("form", "cargo fmt changes nothing", form),
    Suite("lints", "clippy finds nothing", lints),
    Suite("rust", "every crate: units, properties, public interfaces, the command line, fuzz seeds, examples", rust),
    Suite("core", "korrigo-core alone", core, always=False),
    Suite("server", "the command line alone, by running it", server, always=False),
]
LONG = [Suite("fuzz", "a minute of fuzzing for each target", fuzz, ("cargo-fuzz, from crates.io, in the cache folder",), always=False)]
