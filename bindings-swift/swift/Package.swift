// swift-tools-version: 6.0
import PackageDescription

// Sources/KorrigoFFI and Sources/KorrigoNative are written by uniffi-bindgen from the built library
// (bindings-swift/generate.sh); they are not kept in the repository. On Apple's platforms the library is the
// XCFramework that bindings-swift/xcframework.sh makes.
let package = Package(
    name: "Korrigo",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [.library(name: "Korrigo", targets: ["Korrigo"])],
    targets: [
        .systemLibrary(name: "KorrigoFFI"),
        .target(
            name: "KorrigoNative", dependencies: ["KorrigoFFI"],
            linkerSettings: [.linkedLibrary("korrigo_ffi")]),
        .target(name: "Korrigo", dependencies: ["KorrigoNative"]),
        .executableTarget(name: "OfflineMarking", dependencies: ["Korrigo"], path: "Examples/OfflineMarking"),
        .executableTarget(name: "Paired", dependencies: ["Korrigo"], path: "Examples/Paired"),
        .executableTarget(name: "TenLines", dependencies: ["Korrigo"], path: "Examples/TenLines"),
        .testTarget(name: "KorrigoTests", dependencies: ["Korrigo", "KorrigoNative", "OfflineMarking"]),
    ],
    swiftLanguageModes: [.v6]
)
