// swift-tools-version: 6.2
// SPDX-License-Identifier: EUPL-1.2
//
// The rooms of the house, sorted by layer: a target may only depend on targets of the layers above it in this file.
// Sources/esenzioni/Documentation.docc/Architecture.md draws the same table, and a test compares the two.

import PackageDescription

/// Whether the parsers are built for fuzzing (`make fuzz`): with counters of what was reached, and a program that drives them.
let isFuzzing = Context.environment["ESENZIONI_FUZZING"] != nil
let counters: [SwiftSetting] = isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer,address"])] : []

let cautious: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ] + counters
/// For every target that holds no C pointer.
let strict: [SwiftSetting] = cautious + [.strictMemorySafety()]

let package = Package(
    name: "Esenzioni",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        // The types of a connection's requests, for the handler that gives up slow ones; hummingbird brings it.
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.24.0"),
        // TLS, with certificates of browsers and proxies; hummingbird brings it.
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        // The judge of our own filling of templates, in tests only.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        // Asks the OpenID broker, over TLS that is verified; hummingbird's test client brings it.
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: [
        // The C libraries of the system: a module map and a shim each, no logic.
        .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CPoppler", pkgConfig: "poppler-glib", providers: [.apt(["libpoppler-glib-dev"])]),
        .systemLibrary(name: "CQPDF", pkgConfig: "libqpdf", providers: [.apt(["libqpdf-dev"])]),
        .systemLibrary(name: "CSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // No pkg-config: it would link libcurl and libarchive, which nothing of ours calls.
        .systemLibrary(name: "CTesseract", providers: [.apt(["libtesseract-dev", "libleptonica-dev"])]),
        // Our own C: what Swift cannot call, such as variadic functions and resource limits.
        .target(name: "CPlatform", dependencies: ["CSeccomp"], linkerSettings: [.linkedLibrary("sqlite3")]),

        // Layer 0: the language all rooms speak.
        .target(name: "Domain", swiftSettings: strict),

        // Layer 1: what is read once at the door, and the readers of formats.
        .target(
            name: "Catalogue",
            dependencies: ["Domain", .product(name: "SystemPackage", package: "swift-system")],
            swiftSettings: strict),
        .target(name: "Compressing", dependencies: ["CZlib"], swiftSettings: cautious),
        .target(
            name: "EnvelopeReading",
            dependencies: ["COpenSSL", "Domain", .product(name: "SystemPackage", package: "swift-system")],
            swiftSettings: cautious),
        .target(
            name: "Identity",
            dependencies: [
                "COpenSSL", "Domain",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: cautious),
        .target(name: "PDFReading", dependencies: ["CCairo", "CPoppler", "CQPDF"], swiftSettings: cautious),
        .target(
            name: "Pacing",
            dependencies: [.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")],
            swiftSettings: strict),
        .target(
            name: "Settings",
            dependencies: [
                "Domain",
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),
        .target(name: "Templating", swiftSettings: strict),
        .target(
            name: "VirusScanning",
            dependencies: [.product(name: "SystemPackage", package: "swift-system")],
            swiftSettings: strict),
        .target(name: "TextRecognition", dependencies: ["CTesseract"], swiftSettings: cautious),
        .target(name: "XMLReading", dependencies: ["CLibXML2"], swiftSettings: cautious),

        // Layer 2: what a document says, and what is kept.
        .target(
            name: "Extraction",
            dependencies: [
                "Catalogue", "Domain", "EnvelopeReading", "PDFReading", "TextRecognition", "XMLReading",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),
        .target(
            name: "Storage",
            dependencies: [
                "CPlatform", "Domain",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),

        // Layer 3: the rooms that do things; Intake, Outbound and Review meet only at the store.
        .target(
            name: "Isolation",
            dependencies: [
                "CPlatform", "Domain", .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),
        .target(
            name: "Intake",
            dependencies: [
                "CPlatform", "Domain", "Isolation", "Pacing", "Storage", "VirusScanning",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),
        .target(
            name: "Outbound",
            dependencies: [
                "CPlatform", "Domain", "Isolation", "Pacing", "Storage", "Templating", "XMLReading",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),

        .target(
            name: "Review",
            dependencies: [
                "Catalogue", "Compressing", "Domain", "Identity", "Storage", "Templating",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict),

        // Layer 4: the program, where the rooms are joined.
        .executableTarget(
            name: "esenzioni",
            dependencies: [
                "Catalogue", "Domain", "EnvelopeReading", "Extraction", "Identity", "Intake", "Isolation", "Outbound",
                "Pacing", "PDFReading", "Review", "Settings", "Storage", "TextRecognition", "VirusScanning",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
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

        // Tests, one target a room.
        .target(
            name: "TestSupport",
            dependencies: [
                "Catalogue", "Domain", "Storage", .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: cautious),
        .testTarget(
            name: "CatalogueTests",
            dependencies: ["Catalogue", "Domain", .product(name: "SystemPackage", package: "swift-system")],
            swiftSettings: cautious),
        .testTarget(name: "CompressingTests", dependencies: ["Compressing"], swiftSettings: cautious),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "Catalogue", "Domain", "ReadingSamples", "SampleWriting", "Storage", "TestSupport", "VirusScanning",
                "XMLReading", "esenzioni",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: cautious),
        .testTarget(
            name: "EnvelopeReadingTests", dependencies: ["Domain", "EnvelopeReading"], swiftSettings: cautious),
        .testTarget(
            name: "IdentityTests",
            dependencies: [
                "Domain", "Identity",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: cautious),
        .testTarget(
            name: "IntakeTests",
            dependencies: [
                "Domain", "Intake", "Isolation", "Pacing", "Storage", "TestSupport", "misbehaving-reader",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: cautious),
        .testTarget(
            name: "IsolationTests",
            dependencies: [
                "CEscape", "Domain", "Isolation", "misbehaving-reader",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: cautious),
        .target(name: "CEscape", path: "Tests/CEscape"),
        .executableTarget(
            name: "misbehaving-reader", dependencies: ["CEscape", "Domain", "Isolation"],
            path: "Tests/MisbehavingReader", swiftSettings: cautious),
        .testTarget(
            name: "OutboundTests",
            dependencies: [
                "Domain", "Isolation", "Outbound", "Pacing", "Storage", "TestSupport", "XMLReading",
                "misbehaving-reader",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: cautious),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "Catalogue", "Domain", "Storage", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: cautious),
        .testTarget(
            name: "SettingsTests",
            dependencies: ["Domain", "Settings", .product(name: "SystemPackage", package: "swift-system")],
            swiftSettings: cautious),
        .testTarget(
            name: "DomainTests", dependencies: ["Catalogue", "Domain", "TestSupport"], swiftSettings: cautious),
        .target(name: "ReadingSamples", path: "Tests/ReadingSamples", swiftSettings: strict),
        .testTarget(
            name: "ExtractionTests",
            dependencies: [
                "Catalogue", "Domain", "Extraction", "PDFReading", "ReadingSamples", "SampleWriting",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: cautious),
        .testTarget(
            name: "SampleWritingTests",
            dependencies: [
                "Catalogue", "Domain", "SampleWriting", .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: cautious),
        .testTarget(name: "PDFReadingTests", dependencies: ["PDFReading", "ReadingSamples"], swiftSettings: cautious),
        .testTarget(
            name: "ReviewTests",
            dependencies: [
                "Catalogue", "Domain", "Identity", "Review", "Storage", "Templating", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: cautious),
        .testTarget(
            name: "TemplatingTests",
            dependencies: ["Templating", .product(name: "Mustache", package: "swift-mustache")],
            swiftSettings: cautious),
        .testTarget(
            name: "TextRecognitionTests",
            dependencies: ["PDFReading", "ReadingSamples", "TextRecognition"],
            swiftSettings: cautious),
        .testTarget(
            name: "VirusScanningTests",
            dependencies: [
                "TestSupport", "VirusScanning", .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: cautious),
        .testTarget(name: "XMLReadingTests", dependencies: ["XMLReading"], swiftSettings: cautious),
    ]
)

/// The entries of the parsers: a test target that reads the inputs that are kept, or the program that looks for more.
let fuzzed: [Target.Dependency] = [
    "Catalogue", "Domain", "EnvelopeReading", "Extraction", "Identity", "Isolation", "PDFReading", "Review",
    "Templating",
    "TextRecognition", "VirusScanning",
    .product(name: "SystemPackage", package: "swift-system"),
]
package.targets +=
    isFuzzing
    ? [
        .systemLibrary(name: "CFuzzer", path: "Tests/CFuzzer"),
        .executableTarget(
            name: "fuzz-readers", dependencies: fuzzed + ["CFuzzer"], path: "Tests/Fuzzing",
            exclude: ["CorpusTests.swift", "corpus", "leaks.supp"], swiftSettings: cautious),
    ]
    : [
        .testTarget(
            name: "FuzzingTests", dependencies: fuzzed, path: "Tests/Fuzzing",
            exclude: ["FuzzReaders.swift", "corpus", "leaks.supp"], swiftSettings: cautious)
    ]
