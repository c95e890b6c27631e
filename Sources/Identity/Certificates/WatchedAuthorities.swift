// SPDX-License-Identifier: EUPL-1.2

import Dispatch
package import Domain
import FoundationEssentials
import Synchronization
package import SystemPackage

/// The authorities of a folder as it is now: revocation lists are replaced there every day while the daemon runs.
package final class WatchedAuthorities: Sendable {
    private struct Known {
        let stamp: [FileStamp]
        let authorities: ClientAuthorities
    }

    private let folder: FilePath
    private let rules: ClientAuthorities.Rules
    private let known: Mutex<Known>
    /// Looking at the folder and at a chain may block.
    private let queue = DispatchQueue(label: "esenzioni.certificates")

    /// - Throws: what the file system says where the folder cannot be read.
    package init(folder: FilePath, rules: ClientAuthorities.Rules) throws {
        self.folder = folder
        self.rules = rules
        let stamp = try FileStamp.all(in: folder)
        known = Mutex(
            Known(stamp: stamp, authorities: ClientAuthorities(try AuthorityFiles(folder: folder), rules: rules)))
    }

    /// What was read last.
    package var current: ClientAuthorities { known.withLock { $0.authorities } }

    /// As `ClientAuthorities.fiscalCode`, by what lies in the folder at this moment.
    package func fiscalCode(of chain: [[UInt8]], at now: Timestamp) async throws -> FiscalCode {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(with: Result { try self.upToDate().fiscalCode(of: chain, at: now) })
            }
        }
    }

    private func upToDate() throws -> ClientAuthorities {
        let stamp = try FileStamp.all(in: folder)
        if let same = known.withLock({ $0.stamp == stamp ? $0.authorities : nil }) { return same }
        let fresh = ClientAuthorities(try AuthorityFiles(folder: folder), rules: rules)
        known.withLock { $0 = Known(stamp: stamp, authorities: fresh) }
        return fresh
    }
}

/// By what a changed file is known.
private struct FileStamp: Hashable {
    let name: String
    let size: UInt64
    /// Another file under the same name has another.
    let number: UInt64
    let changed: Date?

    static func all(in folder: FilePath) throws -> [FileStamp] {
        let files = FileManager.default
        return try files.contentsOfDirectory(atPath: folder.string).sorted().map { name in
            let facts = try files.attributesOfItem(atPath: folder.appending(name).string)
            return FileStamp(
                name: name, size: facts[.size] as? UInt64 ?? 0,
                number: facts[.systemFileNumber] as? UInt64 ?? 0, changed: facts[.modificationDate] as? Date)
        }
    }
}
