"""The calls that every language makes: raw, and through the typed functions.

`KORRIGO_VECTORS` names the folder of the vectors, `KORRIGO_FIXTURES` the one above that of the fixtures they speak of.
"""
import base64
import hashlib
import json
import math
import os
import pathlib
import tomllib
import unittest

import calls
import korrigo
from korrigo import _korrigo

ROOT = pathlib.Path(__file__).resolve().parents[2]
VECTORS = pathlib.Path(os.environ.get("KORRIGO_VECTORS", ROOT / "tests/vectors"))
FIXTURES = pathlib.Path(os.environ.get("KORRIGO_FIXTURES", "/nowhere")) / "vectors"

# How each call of the tests for packages is made here.
TYPED = {**calls.CALLS, "testing::panic": lambda given, items, watch: (korrigo.testing.panic(), [])}


def vectors():
    for path in sorted(VECTORS.glob("*.json")):
        for number, entry in enumerate(json.loads(path.read_text(encoding="utf-8"))["vectors"]):
            yield f"{path.stem}[{number}] {entry.get('name') or entry.get('operation')}", entry.get("steps") or [entry]


class Entry:
    """One entry while its steps are made."""

    def __init__(self):
        self.values, self.items = [], []

    def input(self, value):
        if isinstance(value, dict):
            if "$step" in value:
                return self._at(self.values[value["$step"]], value.get("at", ""))
            return {key: self.input(one) for key, one in value.items()}
        return [self.input(one) for one in value] if isinstance(value, list) else value

    @staticmethod
    def _at(value, pointer):
        for part in pointer.split("/")[1:]:
            part = part.replace("~1", "/").replace("~0", "~")
            value = value[int(part)] if isinstance(value, list) else value[part]
        return value

    def item(self, said):
        if "text" in said:
            return said["text"].encode()
        if "base64" in said:
            return base64.b64decode(said["base64"])
        if "fixture" in said:
            return (FIXTURES / said["fixture"]).read_bytes()
        return self.items[said["step"]][said["item"]]

    def make(self, step, made):
        """What a step gives; `made` makes the call."""
        cancel = korrigo.Cancel()
        if step.get("cancel"):
            cancel.cancel()
        given, items = self.input(step["input"]), [self.item(one) for one in step.get("items", ())]
        try:
            value, items = made(step["operation"], given, items, {"cancel": cancel} if step.get("cancel") else {})
        except korrigo.KorrigoError as error:
            self.values.append(None)
            self.items.append([])
            return {"code": error.code}
        items = [getattr(item, "_item", item) for item in items]
        self.values.append(value)
        self.items.append(items)
        kinds = [hashlib.sha256(item).hexdigest() if isinstance(item, bytes) else type(item).__name__ for item in items]
        return {"value": value, "items": kinds} if kinds else {"value": value}


def raw(operation, given, items, watch):
    return _korrigo.call(operation, given, items, **watch)


def typed(operation, given, items, watch):
    if operation not in TYPED:
        return raw(operation, given, items, watch)
    try:
        return TYPED[operation](given, items, watch)
    except korrigo.KorrigoError:
        raise
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # What no type can hold, the engine refuses as malformed, too; and a place where no item is.
        try:
            raw(operation, given, items, watch)
        except korrigo.KorrigoError as refused:
            if refused.detail == "input.malformed" or isinstance(error, IndexError):
                raise refused from error
        raise


def relaxed(value, defaults):
    """A value without what may be left out: what is null, empty, or the default of its schema."""
    if isinstance(value, dict):
        kept = {key: relaxed(one, defaults) for key, one in value.items()}
        return {key: one for key, one in kept.items()
                if one not in (None, [], {}, "", False) and (key, json.dumps(one, sort_keys=True)) not in defaults}
    if isinstance(value, (list, tuple)):
        return [relaxed(one, defaults) for one in value]
    return str(value) if type(value) is not str and isinstance(value, str) else value


def alike(one, other):
    """Whether values are the same, numbers to one part in 10^12."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, (int, float)) and isinstance(other, (int, float)) and not isinstance(one, bool):
        return math.isclose(one, other, rel_tol=1e-12)
    return one == other


def defaults():
    """Every default that a schema has, by the name of its field."""
    found = set()

    def walk(schema):
        if isinstance(schema, dict):
            for name, part in schema.get("properties", {}).items():
                if isinstance(part, dict) and "default" in part:
                    found.add((name, json.dumps(part["default"], sort_keys=True)))
            for part in schema.values():
                walk(part)
        elif isinstance(schema, list):
            for part in schema:
                walk(part)

    walk(_korrigo.describe())
    return found


class Vectors(unittest.TestCase):
    maxDiff = 4000

    def compare(self, got, expected, expect, said):
        if "parts" in expected:
            for pointer, part in expected["parts"].items():
                self.compare({"value": Entry._at(got["value"], pointer)}, {"value": part}, expect, f"{said} {pointer}")
            got = {key: value for key, value in got.items() if key != "value"}
            expected = {key: value for key, value in expected.items() if key != "parts"}
        if not alike(expect(got), expect(expected)):
            self.assertEqual(expect(got), expect(expected), said)

    def run_all(self, made, expect):
        count = 0
        for name, steps in vectors():
            with self.subTest(name):
                entry = Entry()
                for number, step in enumerate(steps):
                    expected = dict(step["expected"])
                    got = entry.make(step, made)
                    self.compare(got, expected, expect, f"step {number}: {step['operation']}")
                    count += 1
        self.assertGreater(count, 0)

    @unittest.skipUnless(FIXTURES.is_dir(), "KORRIGO_FIXTURES names no folder")
    def test_every_call_raw(self):
        self.run_all(raw, lambda said: said)

    @unittest.skipUnless(FIXTURES.is_dir(), "KORRIGO_FIXTURES names no folder")
    def test_every_call_typed(self):
        known = defaults()

        def expect(said):
            return {**said, "value": relaxed(said["value"], known)} if "value" in said else said

        self.run_all(typed, expect)

    def test_every_operation_is_offered_and_tried(self):
        offered = {one["name"] for one in _korrigo.describe()["operations"]}
        self.assertEqual(set(TYPED), offered)
        tried = {step["operation"] for _, steps in vectors() for step in steps}
        self.assertEqual(offered - tried, set(), "no vector")
        surface = tomllib.loads((VECTORS / "surface.toml").read_text(encoding="utf-8"))
        promised = {name for name, languages in surface["operations"].items() if "python" in languages}
        self.assertEqual(promised - offered, set())
        codes = set(surface["codes"]) if "codes" in surface else set()
        self.assertLessEqual(codes, set(_korrigo.describe()["codes"]))


if __name__ == "__main__":
    unittest.main(verbosity=2)
