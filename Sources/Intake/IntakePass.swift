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
        /// Files that are in the ledger but could not be removed.
        var stuck: Set<FileFacts> = []
        /// Folders that could not be listed, and files that could not be read.
        var closed: [FilePath] = []
    }

    /// - Parameters:
    ///   - patience: decides which of the files seen may be taken, and is told of those that cannot.
    ///   - entered: told after each transaction, so that reading need not wait for all that lies there.
    /// - Throws: `StoreError`; what was entered stays entered, the rest stays in the inbox.
    func run(_ patience: inout some Patience, entered: () -> Void = {}) async throws -> Result {
        let scan = InboxScan(rules).run()
        let ready = patience.settled(scan.entries)
        var result = Result(folders: scan.folders, waiting: scan.entries.count - ready.count, closed: scan.closed)
        for start in stride(from: 0, to: ready.count, by: Self.group) {
            let group = ready[start..<min(start + Self.group, ready.count)]
            try await take(Array(group), &patience, &result)
            if !result.taken.isEmpty { entered() }
        }
        return result
    }

    private func take(
        _ entries: [InboxEntry], _ patience: inout some Patience, _ result: inout Result
    ) async throws {
        var batch = DurableBatch()
        let copied = try copy(entries, &patience, into: &batch, &result)
        try archive.settle(batch)
        guard !copied.isEmpty else { return }
        result.taken += try await store.register(copied.map(\.arrival))
        for (entry, _) in copied where !isRemoved(entry) { result.stuck.insert(entry.facts) }
    }

    /// Copies those files that may be taken after all.
    ///
    /// - Throws: `StoreError`; nothing is then left of the copies.
    private func copy(
        _ entries: [InboxEntry], _ patience: inout some Patience, into batch: inout DurableBatch,
        _ result: inout Result
    ) throws(StoreError) -> [(entry: InboxEntry, arrival: Arrival)] {
        var copied: [(entry: InboxEntry, arrival: Arrival)] = []
        for entry in entries {
            let isLastCall = patience.isLastCall(entry.path)
            let outcome: TakeIn.Outcome
            do {
                outcome = try TakeIn(archive: archive, rules: rules).run(entry, isLastCall: isLastCall, into: &batch)
            } catch {
                batch.discard()
                throw error
            }
            switch outcome {
            case .copied(let arrival): copied.append((entry, arrival))
            case .inUse:
                patience.noteInUse(entry.path)
                result.waiting += 1
            case .cutOff:
                patience.noteCutOff(entry.path)
                result.waiting += 1
            case .closed: result.closed.append(entry.path)
            case .vanished: continue
            }
        }
        return copied
    }

    /// Removes the file if it is still the one that was taken; another under the same name has come since and stays.
    ///
    /// - Returns: whether the file is out of the way.
    private func isRemoved(_ entry: InboxEntry) -> Bool {
        guard FileStatus(at: entry.path)?.facts == entry.facts else { return true }
        guard unsafe entry.path.withPlatformString({ unsafe unlink($0) }) != 0 else { return true }
        log.error(
            "A file was taken in but cannot be removed from the inbox; grant the daemon write access to its folder",
            metadata: ["sender": "\(entry.sender)", "errno": "\(errno)"])
        return false
    }
}
