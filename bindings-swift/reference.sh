#!/usr/bin/env bash
# Writes the API reference of both languages: reference.sh OUT [PACKAGES]
#   OUT/swift.doccarchive   by DocC, of the Swift package that generate.sh put together in PACKAGES/swift
#   OUT/kotlin.md           every public declaration with its KDoc
# On Linux the Swift toolchain is that of tests/toolchains/swift.sh; KORRIGO_CACHE names its cache.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(realpath -m "$1")
mkdir -p "$out"
python3 -B "$here/kotlin/reference.py" "$here/kotlin/src/main/kotlin/org/korrigo" >"$out/kotlin.md"
packages=${2:-}
[ -n "$packages" ] || { echo "without PACKAGES only Kotlin's reference is written"; exit 0; }
"$here/../tests/toolchains/swift.sh" "${KORRIGO_CACHE:-$HOME/.cache/korrigo}" "$packages/swift" sh -euc '
  swift package --scratch-path build -Xlinker -Llib dump-symbol-graph --minimum-access-level public >/dev/null
  graphs=$(dirname "$(find build -name Korrigo.symbols.json | head -1)")
  mkdir -p reference/graphs Korrigo.docc
  cp "$graphs/Korrigo.symbols.json" reference/graphs/
  docc convert Korrigo.docc --fallback-display-name Korrigo --fallback-bundle-identifier org.korrigo \
    --additional-symbol-graph-dir reference/graphs --output-path reference/swift.doccarchive'
rm -rf "$out/swift.doccarchive"
mv "$packages/swift/reference/swift.doccarchive" "$out/"
