"""What the migration guide names is there."""

import importlib
import pathlib
import re
import unittest

GUIDE = pathlib.Path(__file__).parent.parent / "docs" / "migrating.md"


class GuideTests(unittest.TestCase):
    def test_every_name_is_there(self):
        names = sorted(set(re.findall(r"`(korrigo(?:\.\w+)+)`", GUIDE.read_text(encoding="utf-8"))))
        self.assertGreater(len(names), 40)
        for name in names:
            with self.subTest(name):
                self.assertTrue(there(name), f"{name} is not there")


class StarTests(unittest.TestCase):
    def test_one_line_keeps_each_module_of_the_application(self):
        rows = re.findall(r"\| `processing/services/\w+\.py` \| `(from [\w.]+ import \*)` \|", GUIDE.read_text())
        self.assertEqual(len(rows), 4)
        for row, names in zip(
            rows, (["PDFSplitter"], ["PDFFlattener"], ["A3Splitter", "cv2"], ["HeaderDetector", "cv2"]), strict=True
        ):
            module: dict = {}
            exec(row, module)
            self.assertLessEqual(set(names), set(module), row)


def there(name: str) -> bool:
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            if part in getattr(found, "__dataclass_fields__", {}):
                return True
            if not hasattr(found, part):
                return False
            found = getattr(found, part)
        return True
    return False
