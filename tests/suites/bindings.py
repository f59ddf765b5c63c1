"""The four languages: built as their users build them, tested from outside."""
import os
import re
import shutil
import sys

from . import Suite, apps

MATURIN = "maturin==1.16.0"
MYPY = "mypy==2.4.1"
RUFF = "ruff==0.17.5"
PDOC = "pdoc==16.0.0"
NUMPY = "numpy==2.4.6"
TWINE = "twine==7.0.0"
ABI3AUDIT = "abi3audit==0.0.26"
DJANGO = ("Django>=5.2,<6", "psycopg[binary]>=3.2,<4", "django-stubs>=6,<7")


def built_python(context):
    """A folder that holds the Python package, with the native module that was built with everything else."""
    context.build()
    home = context.cache / "python"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(context.root / "bindings-python" / "python", home,
                    ignore=shutil.ignore_patterns("*.so", "__pycache__"))
    shutil.copy(context.target / "release" / "lib_korrigo.so", home / "korrigo" / "_korrigo.abi3.so")
    return home


def python(context) -> tuple:
    home = built_python(context)
    folder = context.root / "bindings-python"
    python = context.venv("python-tests", MYPY, RUFF, PDOC, NUMPY)
    env = {"PYTHONPATH": str(home), "KORRIGO_FIXTURES": str(context.fixtures()), "MYPYPATH": str(home)}
    text, status = context.run(python, "-B", "-m", "unittest", "discover", "-v", "-s", folder / "tests",
                               cwd=context.cache, env=env, check=False)
    ran = int((re.search(r"^Ran (\d+) test", text, re.M) or [0, 0])[1])
    failed = sum(int(n) for n in re.findall(r"(?:failures|errors)=(\d+)", text))
    failed = failed or int(status != 0)
    # What needs Django is looked at where Django is.
    checks = [("mypy.stubtest", "korrigo._korrigo"),
              ("mypy", "--strict", "--exclude", "korrigo/django/", home / "korrigo", folder / "examples/mark_a_class.py"),
              ("ruff", "check", "--no-cache", "--exclude", "django", folder / "python", folder / "tests",
               folder / "examples/mark_a_class.py", folder / "bench.py"),
              ("pdoc", "--no-show-source", "korrigo", "!korrigo.django", "-o", context.cache / "reference" / "python")]
    broken = sum(bool(context.run(python, "-B", "-m", *check, cwd=context.cache, env=env, check=False)[1])
                 for check in checks)
    return max(ran - failed, 0) + len(checks) - broken, failed + broken


def package_python(context) -> tuple:
    """The source distribution becomes a wheel, which runs the example of its README in an empty environment."""
    tools = context.venv("python-package", MATURIN, TWINE, ABI3AUDIT)
    out = context.cache / "python-package"
    shutil.rmtree(out, ignore_errors=True)
    env = {"PATH": f"{tools.parent}:{os.environ['PATH']}", "CARGO_TARGET_DIR": str(context.cache / "sdist-target")}
    context.run(tools.with_name("maturin"), "sdist", "--out", out, cwd=context.root / "bindings-python", env=env)
    sdist = next(out.glob("*.tar.gz"))
    context.run(tools, "-m", "pip", "wheel", "-q", "--disable-pip-version-check", "--no-deps",
                "--no-build-isolation", "-w", out, sdist, env=env)
    wheel = next(out.glob("*.whl"))
    checks = [("twine", "check", "--strict", sdist, wheel), ("abi3audit", "--strict", wheel)]
    broken = sum(bool(context.run(tools, "-m", *check, cwd=out, check=False)[1]) for check in checks)
    empty = out / "empty"
    context.run(sys.executable, "-m", "venv", empty)
    context.run(empty / "bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-index", wheel)
    context.build()
    shutil.copy(context.fixtures() / "write" / "demo.pdf", out / "scan.pdf")
    readme = (context.root / "bindings-python" / "README.md").read_text(encoding="utf-8")
    (out / "example.py").write_text(re.search(r"```python\n(.*?)```", readme, re.S)[1], encoding="utf-8")
    said = context.run(empty / "bin/python", "-I", "example.py", cwd=out)
    worked = re.fullmatch(r"4 pages of MATH-\d+\n", said) and (out / "hidden.pdf").read_bytes().startswith(b"%PDF-")
    broken += not worked
    return len(checks) + 1 - broken, broken


def django(context) -> tuple:
    """korrigo.django and its example project, on SQLite and on a PostgreSQL of the tests' own."""
    return django_from(context, built_python(context), context.fixtures() / "write")


def django_from(context, home, scans) -> tuple:
    python = context.venv("django-tests", *DJANGO, MYPY, RUFF)
    context.apt("postgresql")
    folder = context.root / "bindings-python"
    tests, example = folder / "tests_django", folder / "examples" / "django_app"
    path = {"PYTHONPATH": str(home), "MYPYPATH": str(home)}
    of_tests = {**path, "DJANGO_SETTINGS_MODULE": "settings"}
    runs = [
        (tests, ("-m", "django", "test"), {**of_tests, "KORRIGO_FIXTURES": str(scans)}),
        (tests, ("-m", "django", "test", "test_store"), {**of_tests, "KORRIGO_TEST_DATABASE": "postgresql"}),
        (example, ("manage.py", "test"), {**path, "SCHOOL_HOME": str(context.cache / "school")}),
    ]
    passed = failed = 0
    for where, command, env in runs:
        text, status = context.run(python, "-B", *command, cwd=where, env=env, check=False)
        ran = int((re.search(r"^Ran (\d+) test", text, re.M) or [0, 0])[1])
        skipped = int((re.search(r"skipped=(\d+)", text) or [0, 0])[1])
        wrong = sum(int(n) for n in re.findall(r"(?:failures|errors)=(\d+)", text)) or int(status != 0 or not ran)
        passed, failed = passed + max(ran - skipped - wrong, 0), failed + wrong
    checks = [("mypy", "--strict", "-p", "korrigo.django"),
              ("ruff", "check", "--no-cache", folder / "python" / "korrigo" / "django", tests, example)]
    broken = sum(bool(context.run(python, "-B", "-m", *check, cwd=context.cache, env=path, check=False)[1])
                 for check in checks)
    return passed + len(checks) - broken, failed + broken


def built_node(context):
    """The folder of the npm package, with the native module that was built with everything else."""
    folder = context.root / "bindings-node"
    context.build()
    context.run("node", "build.mjs", "--built", cwd=folder, env={"CARGO_TARGET_DIR": str(context.target)})
    context.fixtures()
    return folder


def node(context) -> tuple:
    folder = built_node(context)
    context.run("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", cwd=folder)
    tests = sorted([*folder.glob("test/*.test.mjs"), *folder.glob("examples/*/*.test.mjs")])
    text, status = context.run("node", "--test", "--test-reporter=tap", *tests, cwd=folder, check=False,
                               env={"KORRIGO_FIXTURES": str(context.cache / "fixtures")})
    passed = int((re.search(r"^# pass (\d+)", text, re.M) or [0, 0])[1])
    failed = int((re.search(r"^# fail (\d+)", text, re.M) or [0, 0])[1])
    return passed, failed or int(status != 0)


def package_node(context) -> tuple:
    """The tarball, installed into an empty folder without the network, runs the example of its README."""
    folder = built_node(context)
    out = context.cache / "npm-package"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    context.run("npm", "pack", "--pack-destination", out, cwd=folder)
    tarball = next(out.glob("korrigo-*.tgz"))
    empty = out / "empty"
    empty.mkdir()
    (empty / "package.json").write_text("{}")
    context.run("npm", "install", "--offline", "--no-audit", "--no-fund", tarball, cwd=empty)
    readme = (empty / "node_modules" / "korrigo" / "README.md").read_text()
    (empty / "example.mjs").write_text(re.search(r"```js\n(.*?)```", readme, re.S)[1])
    shutil.copy(context.cache / "fixtures" / "write" / "demo.pdf", empty / "scan.pdf")
    said = context.run("node", "example.mjs", cwd=empty)
    worked = re.fullmatch(r"4 pages of MATH-\d+\n", said) and (empty / "hidden.pdf").read_bytes().startswith(b"%PDF-")
    return int(bool(worked)), int(not worked)


SUITES = [
    Suite("python", "the Python package, its types, its style, its reference", python,
          ("mypy, ruff, pdoc and numpy, from PyPI, in an environment of their own",)),
    Suite("package-python", "the sdist, made into a wheel, in an empty environment", package_python,
          ("maturin, twine and abi3audit, from PyPI, in an environment of their own",), always=False),
    Suite("django", "korrigo.django and its example project, without PyMuPDF and OpenCV", django,
          ("Django, psycopg, mypy and ruff, from PyPI", "postgresql, from Debian")),
    Suite("node", "the npm package", node,
          ("typescript, publint, attw and fastify, from npm, in bindings-node",)),
    Suite("package-node", "the npm package as a tarball, in an empty folder", package_node, always=False),
    *apps.SUITES,
]
