"""Changes what the code says, one place at a time, and asks the room's own tests whether they notice.

  tests/all mutants                     a seeded sample of 150 changes each of the rooms `exam` and `copy`: about an hour
  KORRIGO_MUTANTS=exam:40 tests/all mutants        fewer, of one room
  KORRIGO_SEED=2 tests/all mutants      another sample

A room is copied into a crate of its own, so that a change builds in seconds and the sources stay as they are.
"""
import json
import os
import pathlib
import random
import re
import shutil
import subprocess

from . import Failure, Suite

SAMPLE = 150
AT_LEAST = 0.9
# Rooms, and of other rooms what they need.
ROOMS = {"exam": ("exam",), "copy": ("copy", "exam")}
WORDS = ("error.rs", "geometry", "geometry.rs", "id.rs", "limits.rs")
DEPENDENCIES = ("hmac", "serde", "serde_json", "sha2", "unicode-normalization")
FOR_TESTS = ("num-bigint", "num-rational", "num-traits", "proptest")
# Random tests show in small what they show in large; the walk through all states is left to the suite `rust`.
QUICKLY = {"KORRIGO_SEQUENCES": "2000"}
LEFT_OUT = {"copy/tests/mod.rs": "mod everything;\n"}
LIB = """#![allow(missing_docs, unused)]
pub mod error;
pub mod geometry;
pub mod id;
pub mod limits;
pub mod roster {{
    mod name;
    pub use name::normalise;
}}
{rooms}
pub use error::{{Code, Error, Result}};
pub use limits::Limits;
"""


def crate(context, room: str) -> pathlib.Path:
    home = context.cache / "mutants" / room
    sources = context.root / "korrigo-core" / "src"
    shutil.rmtree(home / "src", ignore_errors=True)
    (home / "src" / "roster").mkdir(parents=True)
    for name in (*WORDS, *ROOMS[room], "roster/name.rs"):
        copy = shutil.copytree if (sources / name).is_dir() else shutil.copy
        copy(sources / name, home / "src" / name)
    (home / "src" / "lib.rs").write_text(LIB.format(rooms="\n".join(f"pub mod {name};" for name in ROOMS[room])))
    for name, line in LEFT_OUT.items():
        if (file := home / "src" / name).exists():
            file.write_text(file.read_text().replace(line, ""))
    shutil.copy(context.root / "Cargo.lock", home)
    manifest = (context.root / "Cargo.toml").read_text()
    line = {name: re.search(rf"^{name} = .*$", manifest, re.M)[0] for name in (*DEPENDENCIES, *FOR_TESTS)}
    (home / "Cargo.toml").write_text("\n".join([
        "[package]", 'name = "korrigo-core"', 'edition = "2024"', "[lib]", "doctest = false",
        "[dependencies]", *(line[name] for name in DEPENDENCIES),
        "[dev-dependencies]", *(line[name] for name in FOR_TESTS),
        "[profile.dev]", "debug = 0", "opt-level = 1", '[profile.dev.package."*"]', "opt-level = 2", "[workspace]", ""]))
    return home


def try_room(context, room: str, sample: int, seed: int) -> tuple:
    home, tool = crate(context, room), context.cache / "tools" / "bin" / "cargo-mutants"
    if not tool.exists():
        context.run("cargo", "install", "--locked", "--root", context.cache / "tools", "cargo-mutants")
    env = QUICKLY | {"CARGO_TARGET_DIR": str(home / "target")}
    mutants = [tool, "mutants", "--file", f"src/{room}/**"]
    listed = subprocess.check_output([*mutants, "--no-config", "--list"], cwd=home, text=True)
    changes = sorted(listed.splitlines())
    chosen = random.Random(seed).sample(changes, min(sample, len(changes)))
    # In the syntax of Rust's expressions a space stands for itself alone.
    names = [f"^{re.escape(name)}$".replace("\\ ", " ") for name in chosen]
    (home / ".cargo").mkdir(exist_ok=True)
    (home / ".cargo" / "mutants.toml").write_text(f"examine_re = {json.dumps(names)}\n")
    context.run(*mutants, "--in-place", "--timeout", "120", "--no-times", "--output", home, "--", "--lib", f"{room}::",
                cwd=home, env=env, check=False)
    outcome = json.loads((home / "mutants.out" / "outcomes.json").read_text())
    caught, missed = outcome["caught"] + outcome["timeout"], outcome["missed"]
    if caught + missed == 0:
        raise Failure(f"no change of {room} was tried")
    context.figures.append(f"{room}: {caught} of {caught + missed} changes noticed ({outcome['unviable']} more did not build)")
    print(context.figures[-1])
    print((home / "mutants.out" / "missed.txt").read_text(), flush=True)
    return (1, 0) if caught >= AT_LEAST * (caught + missed) else (0, 1)


def mutants(context) -> tuple:
    seed = int(os.environ.get("KORRIGO_SEED", "1"))
    asked = os.environ.get("KORRIGO_MUTANTS", ",".join(f"{room}:{SAMPLE}" for room in ROOMS))
    results = []
    for part in asked.split(","):
        room, sample = part.split(":")
        results.append(try_room(context, room, int(sample), seed))
    return sum(passed for passed, _ in results), sum(failed for _, failed in results)


SUITES = [Suite("mutants", "a sample of changes to copy and exam: at least nine in ten are noticed", mutants,
                ("cargo-mutants, from crates.io, in the cache folder",), always=False)]
