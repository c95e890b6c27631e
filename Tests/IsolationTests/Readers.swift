// SPDX-License-Identifier: EUPL-1.2

import Domain
import Foundation
import Isolation
import SystemPackage

/// Readers whose children do what their document says; `MisbehavingReader` has the list.
enum Readers {
    static func misbehaving(
        wall: Duration = .seconds(20), processorSeconds: Int = 10, megabytes: Int = 256, share: Int = 8
    ) -> DocumentReader {
        DocumentReader(
            executable: product("misbehaving-reader"), arguments: ["\(megabytes)", "\(processorSeconds)", "\(share)"],
            limits: ReaderLimits(
                wallTime: wall, processorSeconds: processorSeconds, memory: megabytes << 20, documentsPerChild: share))
    }

    /// Limits for a program that no document reaches.
    static let limits = ReaderLimits(wallTime: .seconds(5), processorSeconds: 1, memory: 1 << 24, documentsPerChild: 8)

    /// Where the products of this build are: beside the test bundle.
    private static func product(_ name: String) -> FilePath {
        FilePath(CommandLine.arguments[0]).removingLastComponent().appending(name)
    }
}

extension DocumentReader {
    /// What became of each document: what its child said, or the code of its finding.
    func outcomes(_ documents: [String]) async throws -> [String] {
        var outcomes: [String] = []
        try await read(documents, load: { Array($0.utf8) }, each: { outcomes.append($1.said) })
        return outcomes
    }
}

extension DocumentReading {
    /// What a child said, or the code of the finding that was made of its silence.
    var said: String {
        switch self {
        case .read(let extract): extract.findings.map { $0.detail ?? $0.code.rawValue }.joined(separator: " ")
        case .needsRecognition: "needs recognition"
        }
    }
}
