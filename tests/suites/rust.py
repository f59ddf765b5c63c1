"""The Rust crates: form, lints, tests, and fuzzing on request."""
import os
import re
import shutil

from . import Failure, Suite

FUZZ_SECONDS = 60


def form(context) -> tuple:
    _, status = context.run("cargo", "fmt", "--all", "--check", check=False)
    return (0, 1) if status else (1, 0)


def lints(context) -> tuple:
    _, status = context.run("cargo", "clippy", "--release", "--workspace", "--all-targets", "--quiet", "--",
                            "-D", "warnings", check=False)
    return (0, 1) if status else (1, 0)


def rust(context) -> tuple:
    # One command for all crates: cargo then compiles what they share once, with one set of features.
    return context.cargo_test("--workspace")


def core(context) -> tuple:
    return context.cargo_test("-p", "korrigo-core", "-p", "korrigo-fixtures")


def server(context) -> tuple:
    return context.cargo_test("-p", "korrigo-server")


def fuzz(context) -> tuple:
    if not shutil.which("cargo-fuzz"):
        context.run("cargo", "install", "--locked", "cargo-fuzz")
    nightly = "nightly" in context.run("rustup", "toolchain", "list") if shutil.which("rustup") else False
    cargo, env = (["cargo", "+nightly"], {}) if nightly else (["cargo"], {"RUSTC_BOOTSTRAP": "1"})
    targets = re.findall(r'^name = "(fuzz_\w+)"', (context.root / "fuzz/Cargo.toml").read_text(), re.M)
    if not targets:
        raise Failure("fuzz/Cargo.toml names no target")
    passed = failed = 0
    for target in targets:
        seconds = os.environ.get("KORRIGO_FUZZ_SECONDS", str(FUZZ_SECONDS))
        corpus = context.cache / "fuzz" / target
        context.run("cargo", "run", "-q", "--release", "-p", "korrigo-fuzz", "--example", "seeds", "--",
                    target.removeprefix("fuzz_"), corpus)
        _, status = context.run(
            *cargo, "fuzz", "run", "--features", "libfuzzer", target, corpus, "--",
            f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048", "-max_len=65536", env=env, check=False)
        passed, failed = (passed, failed + 1) if status else (passed + 1, failed)
    return passed, failed


SUITES = [
    Suite("form", "cargo fmt changes nothing", form),
    Suite("lints", "clippy finds nothing", lints),
    Suite("rust", "every crate: units, properties, public interfaces, the command line, fuzz seeds, examples", rust),
    Suite("core", "korrigo-core alone", core, always=False),
    Suite("server", "the command line alone, by running it", server, always=False),
]
LONG = [Suite("fuzz", "a minute of fuzzing for each target", fuzz, ("cargo-fuzz, from crates.io",), always=False)]
