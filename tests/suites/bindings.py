"""The four languages: built as their users build them, tested from outside."""
import os
import re
import shutil
import zipfile

from . import Failure, Suite, counted

MATURIN = "maturin==1.16.0"
MYPY = "mypy==2.4.1"
# Bundles a Kotlin compiler; used for tests alone.
KOTLIN = "kotlin-jupyter-kernel==0.19.0.944"


def python(context) -> tuple:
    tools = context.venv("build", MATURIN)
    wheels = context.cache / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    context.run(tools.with_name("maturin"), "build", "--release", "--out", wheels,
                cwd=context.root / "bindings-python", env={"PATH": f"{tools.parent}:{os.environ['PATH']}"})
    wheel = next(wheels.glob("*.whl"), None)
    if wheel is None:
        raise Failure("maturin built no wheel")
    python = context.venv("python-tests", MYPY, "typing_extensions")
    context.run(python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--force-reinstall",
                "--no-deps", wheel)
    tests = context.root / "bindings-python" / "tests"
    text, status = context.run(python, "-B", "-m", "unittest", "discover", "-v", "-s", tests,
                               cwd=context.cache, check=False)
    ran = int((re.search(r"^Ran (\d+) test", text, re.M) or [0, 0])[1])
    failed = sum(int(n) for n in re.findall(r"(?:failures|errors)=(\d+)", text))
    if status and not failed:
        failed = 1
    _, stubs = context.run(python, "-m", "mypy.stubtest", "korrigo", cwd=context.cache, check=False)
    return ran - failed + (not stubs), failed + bool(stubs)


def built_node(context):
    """The folder of the npm package, with the native module that was built with everything else."""
    folder = context.root / "bindings-node"
    context.build()
    context.run("node", "build.mjs", "--built", cwd=folder, env={"CARGO_TARGET_DIR": str(context.target)})
    for example in ("write", "vectors"):
        context.run(context.target / "release" / "examples" / example, context.cache / "fixtures" / example)
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


def generated(context):
    out = context.cache / "uniffi"
    context.build()
    context.run(context.root / "bindings-swift" / "generate.sh", out, "--built")
    return out


def swift(context) -> tuple:
    out = generated(context)
    package = out / "swift"
    text, status = context.run(
        context.root / "tests/toolchains/swift.sh", context.cache, package,
        "swift", "test", "--scratch-path", "build", "-Xlinker", "-Llib", check=False)
    return counted_xctest(text, status)


def counted_xctest(text: str, status: int) -> tuple:
    found = re.findall(r"Executed (\d+) tests?, with (\d+) failures?", text)
    if not found:
        raise Failure("swift test ran no test")
    ran, failed = max((int(r), int(f)) for r, f in found)
    return ran - failed, failed or int(status != 0)


def kotlin(context) -> tuple:
    out = generated(context)
    context.apt("libjna-java", "libjna-jni")
    jars = kotlin_jars(context)
    compiler = next(jars.glob("kotlin-jupyter-kernel-*-all.jar"))
    standard = next(jars.glob("kotlin-stdlib-*.jar"))
    path = f"{standard}:{compiler}:/usr/share/java/jna.jar"
    sources = sorted((out / "kotlin").rglob("*.kt")) + sorted((context.root / "bindings-swift/kotlin/test").glob("*.kt"))
    jar = out / "korrigo-tests.jar"
    context.run("java", "-Xmx1g", "-cp", compiler, "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler", "-no-stdlib",
                "-no-reflect", "-nowarn", "-jvm-target", "17", "-cp", path, "-d", jar, *sources)
    text, status = context.run("java", "-cp", f"{jar}:{path}", f"-Djna.library.path={context.target / 'release'}",
                               "InspectTestKt", check=False)
    return counted(text, status, r"(\d+) passed, (\d+) failed")


def kotlin_jars(context):
    home = context.cache / "kotlin" / KOTLIN.split("==")[1]
    jars = home / "run_kotlin_kernel" / "jars"
    if not jars.exists():
        python = context.venv("build", MATURIN)
        download = context.cache / "kotlin" / "download"
        context.run(python, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps", "-d", download,
                    KOTLIN)
        with zipfile.ZipFile(next(download.glob("kotlin_jupyter_kernel-*.whl"))) as wheel:
            wheel.extractall(home)
    return jars


SUITES = [
    Suite("python", "the wheel, installed into an empty environment", python,
          ("maturin and mypy, from PyPI, in environments of their own",)),
    Suite("node", "the npm package", node,
          ("typescript, publint, attw and fastify, from npm, in bindings-node",)),
    Suite("package-node", "the npm package as a tarball, in an empty folder", package_node, always=False),
    Suite("swift", "the Swift package, on Linux", swift,
          ("mmdebstrap, from Debian", "a Swift 6 toolchain of 1.8 GB, from Debian, in the cache folder")),
    Suite("kotlin", "the Kotlin library, on the JVM", kotlin,
          ("libjna-java and libjna-jni, from Debian", "a Kotlin compiler of 80 MB, from PyPI, in the cache folder")),
]
