#!/usr/bin/env bash
# Puts the packages together from the built library and the sources here: generate.sh OUT [--built]
#   OUT/swift    the Swift package with its tests, and the static library in OUT/swift/lib
#   OUT/kotlin   the Kotlin sources: what UniFFI writes, what stands here, tests and examples
#   --built      take the library and uniffi-bindgen that lie in the target folder already
# KORRIGO_LIBRARY names the library, where it is not that of the target folder.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(realpath -m "$1")
target=${CARGO_TARGET_DIR:-$here/../target}
cd "$here/.."
if [ "${2:-}" != --built ]; then
  cargo build --release -p korrigo-ffi --features bindgen
fi
target=$(realpath "$target")
library=${KORRIGO_LIBRARY:-$target/release/libkorrigo_ffi.so}
bindgen() { (cd "$here" && "$target/release/uniffi-bindgen" generate --no-format "$@" "$library"); }
mkdir -p "$out/swift/lib"
# What was built of the package before stays, so that only what changed is compiled again.
rm -rf "$out/swift/Sources" "$out/swift/Tests" "$out/swift/Examples" "$out/kotlin" "$out/.swift"
bindgen --language swift --out-dir "$out/.swift"
cp -r --preserve=timestamps "$here/swift/." "$out/swift/"
mkdir -p "$out/swift/Sources/KorrigoFFI" "$out/swift/Sources/KorrigoNative"
mv "$out/.swift/KorrigoFFI.h" "$out/swift/Sources/KorrigoFFI/"
mv "$out/.swift/KorrigoFFI.modulemap" "$out/swift/Sources/KorrigoFFI/module.modulemap"
mv "$out/.swift/KorrigoNative.swift" "$out/swift/Sources/KorrigoNative/"
rm -rf "$out/.swift"
cp "${library%.so}.a" "$out/swift/lib/"
cp -r --preserve=timestamps "$here/kotlin" "$out/kotlin"
bindgen --language kotlin --out-dir "$out/kotlin/src/main/kotlin"
