#!/usr/bin/env bash
# Writes the Swift and Kotlin sources from the built library: generate.sh OUT [--built]
#   OUT/swift    a Swift package with its tests and the static library in OUT/swift/lib
#   OUT/kotlin   the Kotlin source
#   --built      take the library and uniffi-bindgen that lie in the target folder already
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(realpath -m "$1")
target=${CARGO_TARGET_DIR:-$here/../target}
cd "$here/.."
if [ "${2:-}" != --built ]; then
  cargo build --release -p korrigo-ffi --lib
  cargo build --release -p korrigo-ffi --features bindgen --bin uniffi-bindgen
fi
bindgen() { (cd "$here" && "$target/release/uniffi-bindgen" generate --no-format "$@"); }
target=$(realpath "$target")
library=$target/release/libkorrigo_ffi.so
rm -rf "$out/swift" "$out/kotlin" "$out/.swift"
mkdir -p "$out"
bindgen --language swift --out-dir "$out/.swift" "$library"
bindgen --language kotlin --out-dir "$out/kotlin" "$library"
cp -r "$here/swift" "$out/swift"
mkdir -p "$out/swift/Sources/KorrigoFFI" "$out/swift/Sources/Korrigo" "$out/swift/lib"
mv "$out/.swift/KorrigoFFI.h" "$out/swift/Sources/KorrigoFFI/"
mv "$out/.swift/KorrigoFFI.modulemap" "$out/swift/Sources/KorrigoFFI/module.modulemap"
mv "$out/.swift/Korrigo.swift" "$out/swift/Sources/Korrigo/"
cp "$target/release/libkorrigo_ffi.a" "$out/swift/lib/"
rm -rf "$out/.swift"
