// swift-tools-version: 6.2
// SPDX-License-Identifier: EUPL-1.2
//
// The rooms of the house, sorted by layer: a target may only depend on targets of the layers above it in this file.
// Sources/esenzioni/Documentation.docc/Architecture.md draws the same table, and a test compares the two.

import PackageDescription

let cautious: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]
/// For every target that holds no C pointer.
let strict: [SwiftSetting] = cautious + [.strictMemorySafety()]

let package = Package(
    name: "Esenzioni",
    targets: [
        // The C libraries of the system: a module map and a shim each, no logic.
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CPoppler", pkgConfig: "poppler-glib", providers: [.apt(["libpoppler-glib-dev"])]),
        .systemLibrary(name: "CQPDF", pkgConfig: "libqpdf", providers: [.apt(["libqpdf-dev"])]),

        // Layer 0: the language all rooms speak.
        .target(name: "Domain", swiftSettings: strict),

        // Layer 1: what is read once at the door, and the readers of formats.
        .target(name: "Catalogue", dependencies: ["Domain"], swiftSettings: strict),
        .target(name: "PDFReading", dependencies: ["CPoppler", "CQPDF"], swiftSettings: cautious),
        .target(name: "XMLReading", dependencies: ["CLibXML2"], swiftSettings: cautious),

        // Layer 2: bytes to values.
        .target(
            name: "Extraction",
            dependencies: ["Catalogue", "Domain", "PDFReading", "XMLReading"],
            swiftSettings: strict),

        // Tests, one target a room, and the documents that several of them build.
        .target(name: "ReadingSamples", path: "Tests/ReadingSamples", swiftSettings: strict),
        .testTarget(
            name: "ExtractionTests",
            dependencies: ["Catalogue", "Domain", "Extraction", "PDFReading", "ReadingSamples"],
            swiftSettings: cautious),
        .testTarget(name: "PDFReadingTests", dependencies: ["PDFReading", "ReadingSamples"], swiftSettings: cautious),
        .testTarget(name: "XMLReadingTests", dependencies: ["XMLReading"], swiftSettings: cautious),
    ]
)
