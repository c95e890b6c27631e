// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Isolation
internal import Settings
internal import Storage
internal import SystemPackage

/// Reads files as the daemon would read documents, without keeping anything.
struct FileReading: Sendable {
    private let reader: DocumentReader
    private let recogniser: DocumentReader
    private let limit: Int

    struct Document: Sendable {
        let path: String
        let sha256: ContentHash
        let extract: Domain.Extract
    }

    init(_ settings: DaemonSettings) {
        reader = DocumentReader(settings)
        recogniser = DocumentReader(recognising: settings)
        limit = settings.intake.maxFileMB * 1_000_000
    }

    /// How many files one child reads at most.
    var share: Int { reader.share }

    /// What each file says, in order.
    func read(_ paths: [String]) async throws -> [Document] {
        var hashes: [String: ContentHash] = [:]
        var documents: [Document] = []
        try await reader.read(
            paths,
            load: { path in
                let bytes = try FilePath(path).bytes(limit: limit)
                hashes[path] = try ContentHash.of(bytes)
                return bytes
            },
            each: { path, reading in
                let extract =
                    switch reading {
                    case .read(let extract): extract
                    case .needsRecognition: try await recognise(try FilePath(path).bytes(limit: limit))
                    }
                guard let hash = hashes[path] else { return }
                documents.append(Document(path: path, sha256: hash, extract: extract))
            })
        return documents
    }

    private func recognise(_ bytes: [UInt8]) async throws -> Domain.Extract {
        guard case .read(let extract) = try await recogniser.read(bytes) else {
            return .unreadable(Finding(.readerFailed))
        }
        return extract
    }
}
