#!/usr/bin/env bash
# Builds Korrigo.xcframework and the Swift package around it, on a Mac with Xcode and rustup: xcframework.sh OUT
# Not run by the tests, which run on Linux.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$1
mkdir -p "$out"
out=$(cd "$out" && pwd)
target=${CARGO_TARGET_DIR:-$here/../target}
cd "$here/.."
slices=(aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin)
rustup target add "${slices[@]}"
for slice in "${slices[@]}"; do
  cargo build --profile dist -p korrigo-ffi --lib --target "$slice"
done
# The sources come from a library with its symbols; the profile `dist` strips them.
cargo build --release -p korrigo-ffi --features bindgen
(cd "$here" && "$target/release/uniffi-bindgen" generate --no-format --language swift \
  --out-dir "$out/generated" "$target/release/libkorrigo_ffi.dylib")
lib() { echo "$target/$1/dist/libkorrigo_ffi.a"; }
mkdir -p "$out/simulator" "$out/macos" "$out/headers"
lipo -create "$(lib aarch64-apple-ios-sim)" "$(lib x86_64-apple-ios)" -output "$out/simulator/libkorrigo_ffi.a"
lipo -create "$(lib aarch64-apple-darwin)" "$(lib x86_64-apple-darwin)" -output "$out/macos/libkorrigo_ffi.a"
cp "$out/generated/KorrigoFFI.h" "$out/headers/"
cp "$out/generated/KorrigoFFI.modulemap" "$out/headers/module.modulemap"
rm -rf "$out/KorrigoFFI.xcframework"
xcodebuild -create-xcframework -output "$out/KorrigoFFI.xcframework" \
  -library "$(lib aarch64-apple-ios)" -headers "$out/headers" \
  -library "$out/simulator/libkorrigo_ffi.a" -headers "$out/headers" \
  -library "$out/macos/libkorrigo_ffi.a" -headers "$out/headers"
mkdir -p "$out/Korrigo/Sources/KorrigoNative"
cp -R "$here/swift/Sources/Korrigo" "$out/Korrigo/Sources/"
cp "$out/generated/KorrigoNative.swift" "$out/Korrigo/Sources/KorrigoNative/"
cp -R "$out/KorrigoFFI.xcframework" "$out/Korrigo/"
cat >"$out/Korrigo/Package.swift" <<'SWIFT'
// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "Korrigo",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [.library(name: "Korrigo", targets: ["Korrigo"])],
    targets: [
        .binaryTarget(name: "KorrigoFFI", path: "KorrigoFFI.xcframework"),
        .target(name: "KorrigoNative", dependencies: ["KorrigoFFI"]),
        .target(name: "Korrigo", dependencies: ["KorrigoNative"]),
    ],
    swiftLanguageModes: [.v6]
)
SWIFT
echo "$out/Korrigo"
