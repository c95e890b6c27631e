// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Glibc
internal import Logging
internal import Storage
internal import SystemPackage

/// One round over the inbox: what is settled is archived, entered into the ledger, and only then removed.
struct IntakePass {
    let rules: InboxRules
    let store: PracticeStore
    let archive: DocumentArchive
    let log: Logger

    /// Files of one transaction.
    private static let group = 64

    struct Result {
        var taken: [Delivery.ID] = []
        var folders: [FilePath] = []
        /// Files that were seen and stay where they are for now.
        var waiting = 0
    }

    /// - Parameter settled: which of the files seen may be taken.
    /// - Throws: `StoreError`; what was entered stays entered, the rest stays in the inbox.
    func run(_ settled: ([InboxEntry]) -> [InboxEntry], inUse: (FilePath) -> Void) async throws -> Result {
        let scan = InboxScan(rules).run()
        for path in scan.closed {
            log.error("A folder of the inbox cannot be read", metadata: ["depth": "\(path.components.count)"])
        }
        let ready = settled(scan.entries)
        var result = Result(folders: scan.folders, waiting: scan.entries.count - ready.count)
        for start in stride(from: 0, to: ready.count, by: Self.group) {
            let group = ready[start..<min(start + Self.group, ready.count)]
            result.taken += try await take(Array(group), inUse: inUse, waiting: &result.waiting)
        }
        return result
    }

    private func take(
        _ entries: [InboxEntry], inUse: (FilePath) -> Void, waiting: inout Int
    ) async throws -> [Delivery.ID] {
        var kept: [(entry: InboxEntry, arrival: Arrival)] = []
        for entry in entries {
            switch try TakeIn(archive: archive, rules: rules).run(entry) {
            case .kept(let arrival): kept.append((entry, arrival))
            case .inUse:
                inUse(entry.path)
                waiting += 1
            case .vanished: continue
            }
        }
        guard !kept.isEmpty else { return [] }
        let deliveries = try await store.register(kept.map(\.arrival))
        for (entry, _) in kept { remove(entry) }
        return deliveries
    }

    /// Removes the file if it is still the one that was taken; another under the same name has come since and stays.
    private func remove(_ entry: InboxEntry) {
        guard FileStatus(at: entry.path)?.facts == entry.facts else { return }
        guard unsafe entry.path.withPlatformString({ unsafe unlink($0) }) != 0 else { return }
        log.error(
            "A file was taken in but cannot be removed from the inbox; grant the daemon write access to its folder",
            metadata: ["sender": "\(entry.sender)", "errno": "\(errno)"])
    }
}
