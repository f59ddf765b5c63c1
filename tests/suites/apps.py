"""The languages of apps, Swift and Kotlin: built as their users build them, tested from outside."""
import os
import re
import shutil
import subprocess
import sys
import zipfile

from . import Failure, Suite

# Bundles a Kotlin compiler; used for tests alone.
KOTLIN = "kotlin-jupyter-kernel==0.19.0.944"


def generated(context):
    """The folder with both packages, put together from what was built; vectors and fixtures lie beside them."""
    out = context.cache / "uniffi"
    context.build()
    fixtures = context.fixtures()
    context.run(context.root / "bindings-swift" / "generate.sh", out, "--built")
    for name, source in (("vectors", context.root / "tests/vectors"), ("fixtures", fixtures)):
        shutil.rmtree(out / "swift" / name, ignore_errors=True)
        shutil.copytree(source, out / "swift" / name)
    return out


def unchanged(context) -> tuple:
    """Whether the typed code is what the table of calls gives."""
    out = context.cache / "uniffi" / "again"
    shutil.rmtree(out, ignore_errors=True)
    described = context.cache / "uniffi" / "calls.json"
    described.write_bytes(subprocess.check_output([context.target / "release" / "examples" / "describe"]))
    faults = 0
    for language, ending in (("swift", "*.swift"), ("kotlin", "*.kt")):
        context.run(sys.executable, "-B", context.root / f"bindings-common/generate/{language}.py", described, out)
        for path in sorted(out.rglob(ending)):
            kept = context.root / path.relative_to(out)
            if not kept.exists() or kept.read_text() != path.read_text():
                print(f"fault: {kept.relative_to(context.root)} is not what generate/{language}.py writes")
                faults += 1
    return int(faults == 0), faults


def quoted(context, language: str, example: str) -> tuple:
    """Whether the README shows the lines of the example that is run."""
    readme = (context.root / "bindings-swift/README.md").read_text()
    block = re.search(rf"```{language}\n(.*?)```", readme, re.S)
    source = (context.root / "bindings-swift" / example).read_text()
    missing = [line for line in block[1].splitlines() if line.strip() and line.strip() not in source] if block else [""]
    for line in missing:
        print(f"fault: {example} has no line {line!r} of the README")
    return int(not missing), len(missing)


def expected(text: str, status: int, pattern: str) -> tuple:
    """One check: a program ended well and said this."""
    fine = status == 0 and re.search(pattern, text) is not None
    if not fine:
        print(f"fault: expected {pattern!r}")
    return int(fine), int(not fine)


def total(*parts) -> tuple:
    return sum(part[0] for part in parts), sum(part[1] for part in parts)


TEN_LINES = r"4 pages, MATH-\w+"


# Swift

def swift_run(context, folder, *command, check=True):
    return context.run(context.root / "tests/toolchains/swift.sh", context.cache, folder, *command, check=check)


def swift(context) -> tuple:
    package = generated(context) / "swift"
    text, status = swift_run(context, package, "swift", "test", "--scratch-path", "build", "-Xlinker", "-Llib",
                             check=False)
    built = "build/debug"
    shutil.rmtree(package / "journey", ignore_errors=True)
    swift_run(context, package, f"{built}/OfflineMarking", "take", "journey")
    _, killed = swift_run(context, package, f"{built}/OfflineMarking", "mark", "journey", check=False)
    journey = swift_run(context, package, f"{built}/OfflineMarking", "sync", "journey", check=False)
    ten = swift_run(context, package, f"{built}/TenLines", "fixtures/write/demo.pdf", "redacted.pdf", check=False)
    return total(counted_xctest(text, status), unchanged(context), (int(killed != 0), int(killed == 0)),
                 expected(*journey, "synced: 3 commands"), expected(*ten, TEN_LINES),
                 quoted(context, "swift", "swift/Examples/TenLines/main.swift"))


def counted_xctest(text: str, status: int) -> tuple:
    found = re.findall(r"Executed (\d+) tests?, with (\d+) failures?", text)
    if not found:
        raise Failure("swift test ran no test")
    ran, failed = max((int(r), int(f)) for r, f in found)
    vectors = sum(int(n) for n in re.findall(r"^vectors: (\d+) passed", text, re.M))
    return max(ran - failed, 0) + vectors, failed or int(status != 0)


def package_swift(context) -> tuple:
    """The package without its tests, as a dependency of another one in an empty folder."""
    source = generated(context) / "swift"
    home = context.cache / "package-swift"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(source / "Sources", home / "korrigo" / "Sources")
    manifest = re.sub(r"\n *\.(executable|test)Target\([^\n]*\),", "", (source / "Package.swift").read_text())
    (home / "korrigo" / "Package.swift").write_text(manifest)
    shutil.copytree(source / "lib", home / "lib")
    shutil.copytree(source / "Examples" / "TenLines", home / "Sources" / "TenLines")
    (home / "Package.swift").write_text(
        "// swift-tools-version: 6.0\nimport PackageDescription\n\n"
        'let package = Package(name: "TenLines", platforms: [.macOS(.v12)], '
        'dependencies: [.package(path: "korrigo")], targets: [.executableTarget(name: "TenLines", '
        'dependencies: [.product(name: "Korrigo", package: "korrigo")])])\n')
    shutil.copy(context.cache / "fixtures/write/demo.pdf", home / "scan.pdf")
    ran = swift_run(context, home, "swift", "run", "--scratch-path", "build", "-Xlinker", "-Llib", "TenLines",
                    "scan.pdf", "redacted.pdf", check=False)
    return expected(*ran, TEN_LINES)


# Kotlin

class Kotlin:
    """The compiler and what it needs on the class path."""

    def __init__(self, context):
        self.context = context
        context.apt("libjna-java", "libjna-jni")
        jars = kotlin_jars(context)
        self.compiler = next(jars.glob("kotlin-jupyter-kernel-*-all.jar"))
        serialization = sorted(jars.glob("kotlinx-serialization-*-jvm-*.jar"))
        parts = [next(jars.glob("kotlin-stdlib-*.jar")), self.compiler, *serialization, "/usr/share/java/jna.jar"]
        self.path = ":".join(str(part) for part in parts)

    def compile(self, jar, sources, path="", *options) -> None:
        self.context.run(
            "java", "-Xmx2g", "-cp", self.compiler, "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler", "-no-stdlib",
            "-no-reflect", "-nowarn", "-jvm-target", "17", *options, "-cp", f"{path}{self.path}", "-d", jar, *sources)

    def run(self, jars, main, *arguments):
        path = ":".join(str(jar) for jar in jars)
        # A heap that is there from the beginning: what grows then is a leak.
        heap = ("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch")
        return self.context.run("java", *heap, "-cp", f"{path}:{self.path}", main, *arguments, check=False)


def kotlin_library(context, kotlin, out):
    """The jar of the library; it holds the native library, where JNA looks for it."""
    jar = out / "korrigo.jar"
    kotlin.compile(jar, sorted((out / "kotlin/src/main").rglob("*.kt")), "", "-module-name", "korrigo")
    stripped = out / "libkorrigo_ffi.so"
    context.run("strip", "-o", stripped, context.target / "release" / "libkorrigo_ffi.so")
    with zipfile.ZipFile(jar, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.write(stripped, f"linux-{'aarch64' if os.uname().machine == 'aarch64' else 'x86-64'}/libkorrigo_ffi.so")
    return jar


def kotlin(context) -> tuple:
    out = generated(context)
    tools = Kotlin(context)
    library = kotlin_library(context, tools, out)
    tests = out / "korrigo-tests.jar"
    sources = [path for folder in ("src/test", "examples") for path in sorted((out / "kotlin" / folder).rglob("*.kt"))]
    # Tests see what is internal; examples are compiled by package-kotlin, too, as a user would.
    tools.compile(tests, sources, f"{library}:", "-module-name", "tests", f"-Xfriend-paths={library}")
    jars = (tests, library)
    fixtures = context.cache / "fixtures"
    text, status = tools.run(jars, "org.korrigo.TestsKt", context.root / "tests/vectors", fixtures / "vectors",
                             fixtures / "write")
    numbers = [int(number) for number in (re.findall(r"^(\d+) passed, (\d+) failed", text, re.M) or [(0, 1)])[-1]]
    journey = out / "journey"
    shutil.rmtree(journey, ignore_errors=True)
    example = "org.korrigo.example.OfflineMarkingKt"
    tools.run(jars, example, "take", journey)
    _, killed = tools.run(jars, example, "mark", journey)
    synced = tools.run(jars, example, "sync", journey)
    ten = tools.run(jars, "org.korrigo.example.TenLinesKt", fixtures / "write/demo.pdf", out / "redacted.pdf")
    return total((numbers[0], numbers[1] or int(status != 0)), unchanged(context), (int(killed != 0), int(killed == 0)),
                 expected(*synced, "synced: 3 commands"), expected(*ten, TEN_LINES),
                 quoted(context, "kotlin", "kotlin/examples/TenLines.kt"))


def package_kotlin(context) -> tuple:
    """The jar, used from an empty folder."""
    out = generated(context)
    tools = Kotlin(context)
    home = context.cache / "package-kotlin"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    library = shutil.copy(kotlin_library(context, tools, out), home)
    source = shutil.copy(out / "kotlin/examples/TenLines.kt", home)
    tools.compile(home / "ten.jar", [source], f"{library}:")
    ran = tools.run((home / "ten.jar", library), "org.korrigo.example.TenLinesKt",
                    context.cache / "fixtures/write/demo.pdf", home / "redacted.pdf")
    return expected(*ran, TEN_LINES)


def kotlin_jars(context):
    home = context.cache / "kotlin" / KOTLIN.split("==")[1]
    jars = home / "run_kotlin_kernel" / "jars"
    if not jars.exists():
        download = context.cache / "kotlin" / "download"
        context.run(sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps", "-d", download,
                    KOTLIN)
        with zipfile.ZipFile(next(download.glob("kotlin_jupyter_kernel-*.whl"))) as wheel:
            wheel.extractall(home)
    return jars


SWIFT_NEEDS = ("mmdebstrap, from Debian", "a Swift 6 toolchain of 1.8 GB, from Debian, in the cache folder")
KOTLIN_NEEDS = ("libjna-java and libjna-jni, from Debian", "a Kotlin compiler of 80 MB, from PyPI, in the cache folder")
SUITES = [
    Suite("swift", "the Swift package, on Linux", swift, SWIFT_NEEDS),
    Suite("package-swift", "the Swift package, as a dependency in an empty folder", package_swift, SWIFT_NEEDS,
          always=False),
    Suite("kotlin", "the Kotlin library, on the JVM", kotlin, KOTLIN_NEEDS),
    Suite("package-kotlin", "the Kotlin library as a jar, in an empty folder", package_kotlin, KOTLIN_NEEDS,
          always=False),
]
