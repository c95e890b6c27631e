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
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Libraries of the system.
        .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
        .systemLibrary(name: "CQPDF", pkgConfig: "libqpdf", providers: [.apt(["libqpdf-dev"])]),

        // Layer 0: the language all rooms speak.
        .target(name: "Domain", swiftSettings: strict),

        // Layer 1: what is read once at the door, and the readers of formats.
        .target(
            name: "Catalogue",
            dependencies: ["Domain", .product(name: "SystemPackage", package: "swift-system")],
            swiftSettings: strict),
        .target(
            name: "Settings",
            dependencies: [
                "Domain",
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),

        // Tools for trying out and testing, no part of the daemon.
        .target(
            name: "SampleWriting",
            dependencies: ["CCairo", "CQPDF", "Catalogue", "Domain"],
            swiftSettings: cautious),
        .executableTarget(
            name: "esenzioni-samples",
            dependencies: [
                "Catalogue", "SampleWriting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),

        .testTarget(
            name: "CatalogueTests",
            dependencies: ["Catalogue", "Domain", .product(name: "SystemPackage", package: "swift-system")],
            swiftSettings: strict),
        .testTarget(
            name: "SampleWritingTests",
            dependencies: [
                "Catalogue", "Domain", "SampleWriting", .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: cautious),
        .testTarget(
            name: "SettingsTests",
            dependencies: ["Settings", "Domain", .product(name: "SystemPackage", package: "swift-system")],
            swiftSettings: strict),
    ]
)
