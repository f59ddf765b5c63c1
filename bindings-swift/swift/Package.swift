// swift-tools-version: 6.0
import PackageDescription

// Sources/KorrigoFFI and Sources/Korrigo are written by uniffi-bindgen from the built library
// (bindings-swift/generate.sh); they are not kept in the repository.
let package = Package(
    name: "Korrigo",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [.library(name: "Korrigo", targets: ["Korrigo"])],
    targets: [
        .systemLibrary(name: "KorrigoFFI"),
        .target(name: "Korrigo", dependencies: ["KorrigoFFI"], linkerSettings: [.linkedLibrary("korrigo_ffi")]),
        .testTarget(name: "KorrigoTests", dependencies: ["Korrigo"]),
    ],
    swiftLanguageModes: [.v6]
)
