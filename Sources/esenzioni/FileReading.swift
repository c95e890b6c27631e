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
        let path: FilePath
        let sha256: ContentHash
        let extract: Extract
    }

    /// What came of one file.
    enum Outcome: Sendable {
        case document(Document)
        /// There are no bytes to read, for this reason.
        case unread(FilePath, String)
    }

    init(_ settings: DaemonSettings) {
        reader = DocumentReader(settings)
        recogniser = DocumentReader(recognising: settings)
        limit = settings.intake.maxFileMB * 1_000_000
    }

    /// How many files one child reads at most.
    var share: Int { reader.share }

    /// What each file says, in order; one that is not there or is too large keeps no other from being read.
    func read(_ paths: [FilePath]) async throws -> [Outcome] {
        var outcomes: [Int: Outcome] = [:]
        for (place, path) in paths.enumerated() { outcomes[place] = obstacle(path) }
        var hashes: [Int: ContentHash] = [:]
        try await reader.read(
            paths.indices.filter { outcomes[$0] == nil },
            load: { place in
                let bytes = try paths[place].bytes(limit: limit)
                hashes[place] = try ContentHash.of(bytes)
                return bytes
            },
            each: { place, reading in
                let extract =
                    switch reading {
                    case .read(let extract): extract
                    case .needsRecognition: try await recognise(try paths[place].bytes(limit: limit))
                    }
                guard let hash = hashes[place] else { return }
                outcomes[place] = .document(Document(path: paths[place], sha256: hash, extract: extract))
            })
        return paths.indices.compactMap { outcomes[$0] }
    }

    /// Nothing where a file can be read.
    private func obstacle(_ path: FilePath) -> Outcome? {
        do {
            let file = try FileDescriptor.open(path, .readOnly, options: [.nonBlocking, .closeOnExec])
            return try file.closeAfter {
                guard let size = try file.sizeOfRegularFile() else { return .unread(path, "non è un file") }
                return size <= limit ? nil : .unread(path, "supera la dimensione ammessa (intake.max_file_mb)")
            }
        } catch Errno.noSuchFileOrDirectory, Errno.notDirectory {
            return .unread(path, "non esiste")
        } catch Errno.noSuchAddressOrDevice {
            return .unread(path, "non è un file")
        } catch {
            return .unread(path, "non si può leggere; verificare i permessi e il disco")
        }
    }

    private func recognise(_ bytes: [UInt8]) async throws -> Extract {
        guard case .read(let extract) = try await recogniser.read(bytes) else {
            return .unreadable(Finding(.readerFailed))
        }
        return extract
    }
}
