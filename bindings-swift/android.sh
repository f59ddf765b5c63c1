#!/usr/bin/env bash
# Builds the native library for Android and lays out what an AAR needs: android.sh OUT
# Needs the Android NDK (ANDROID_NDK_HOME), rustup and cargo-ndk. Not run by the tests.
#   OUT/jniLibs/ABI/libkorrigo_ffi.so    arm64-v8a, armeabi-v7a, x86_64 (emulators)
#   OUT/kotlin                           the sources, for a library module of Gradle's com.android.library, which makes
#                                        the AAR; there JNA is net.java.dev.jna:jna:5.17.0@aar
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
out=$(cd "$1" && pwd)
rustup target add aarch64-linux-android armv7-linux-androideabi x86_64-linux-android
cd "$here/.."
cargo ndk -t arm64-v8a -t armeabi-v7a -t x86_64 --platform 24 -o "$out/jniLibs" build --profile dist -p korrigo-ffi --lib
"$here/generate.sh" "$out"
