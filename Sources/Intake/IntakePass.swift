// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Glibc
internal import Logging
internal import Pacing
internal import Storage
internal import SystemPackage

/// One round over the inbox: what is settled is archived, entered into the ledger, and only then removed.
struct IntakePass {
    let rules: InboxRules
    let store: PracticeStore
    let archive: DocumentArchive
    let progress: RoundWatch?
    let log: Logger

    /// Files of one transaction.
    private static let group = 64

    struct Result {
        var taken: [Delivery.ID] = []
        var folders: [FilePath] = []
        /// Files of an ignored name that a request may list.
        var ignored = 0
        /// Files that were seen and stay where they are for now.
        var waiting = 0
        /// What needs somebody's hand.
        var remarks = InboxRemarks()
        /// Folders that could not be listed, and files that could not be read.
        var closed: [FilePath] = []
    }

    /// - Parameters:
    ///   - memory: decides which of the files seen may be taken, and is told of those that cannot.
    ///   - entered: told after each transaction, so that reading need not wait for all that lies there.
    /// - Throws: `StoreError`; what was entered stays entered, the rest stays in the inbox.
    func run(_ memory: inout InboxMemory, entered: () -> Void = {}) async throws -> Result {
        let scan = InboxScan(rules, progress).run()
        let entries = scan.entries + (try await listed(scan.ignored, &memory))
        let ready = memory.settled(entries)
        let taken = entries.filter { memory.isTaken($0) }
        // Somebody may have given access since.
        for entry in taken where memory.isStuck(entry) { _ = removal(of: entry) }
        let spent = removeSpent(&memory, scan.empty)
        var result = Result(
            folders: scan.folders.filter { !spent.contains($0) }, ignored: scan.ignored.count,
            waiting: entries.count - ready.count - taken.count,
            remarks: InboxRemarks(scan, rules), closed: scan.closed)
        for start in stride(from: 0, to: ready.count, by: Self.group) {
            let group = ready[start..<min(start + Self.group, ready.count)]
            try await take(Array(group), &memory, &result)
            if !result.taken.isEmpty { entered() }
        }
        result.remarks.stuck = memory.stuck.count
        result.remarks.oversized = memory.oversized.count
        return result
    }

    /// Those of some files with ignored names that a request in their folder lists by name and hash: they are whole, and would
    /// be said to be missing.
    private func listed(_ ignored: [InboxEntry], _ memory: inout InboxMemory) async throws -> [InboxEntry] {
        let known = memory.hashes
        memory.hashes = [:]
        var listed: [InboxEntry] = []
        for entry in ignored {
            guard let sender = rules.sender(ofFolder: entry.sender), let folder = entry.requestFolder(of: sender)
            else { continue }
            let hashes = try await store.reader.listedHashes(of: entry.name, in: folder, of: sender.name)
            guard !hashes.isEmpty, let hash = known[entry.facts] ?? hash(of: entry) else { continue }
            memory.hashes[entry.facts] = hash
            if hashes.contains(hash) { listed.append(entry) }
        }
        return listed
    }

    /// Nothing where the file cannot be read, or is no longer the one that was seen.
    private func hash(of entry: InboxEntry) -> ContentHash? {
        progress?.advance()
        do {
            let file = try FileDescriptor.open(entry.path, .readOnly, options: [.noFollow, .nonBlocking, .closeOnExec])
            return try file.closeAfter {
                guard FileStatus(of: file)?.facts == entry.facts else { return nil }
                return try file.contentHash(upTo: Int(entry.facts.size))
            }
        } catch {
            return nil
        }
    }

    private func take(
        _ entries: [InboxEntry], _ memory: inout InboxMemory, _ result: inout Result
    ) async throws {
        var batch = DurableBatch()
        let copied = try copy(entries, &memory, into: &batch, &result)
        try archive.settle(batch)
        guard !copied.isEmpty else { return }
        do {
            result.taken += try await store.register(copied.map(\.arrival))
        } catch StoreError.erasedMeanwhile {
            // They still lie in the inbox, and the next round keeps them anew.
            result.waiting += copied.count
            return
        }
        for copy in copied { clear(copy, &memory) }
    }

    private struct Copy {
        let entry: InboxEntry
        let arrival: Arrival
        let isWhole: Bool
    }

    /// Takes a file that is in the ledger out of the inbox. One of which only the beginning was kept is not lost: it stays.
    private func clear(_ copy: Copy, _ memory: inout InboxMemory) {
        let sender: Logger.Metadata = ["sender": "\(rules.loggedName(of: copy.entry.sender))"]
        guard copy.isWhole else {
            memory.noteOversized(copy.entry)
            return log.error(
                "A file is too large to be kept; it was refused and stays in the inbox, to be taken away",
                metadata: sender)
        }
        if let fault = removal(of: copy.entry) {
            memory.noteStuck(copy.entry)
            log.error(
                "A file was taken in but cannot be removed from the inbox; grant the daemon write access to its folder",
                metadata: sender.merging(["errno": "\(fault)"]) { $1 })
        }
    }

    /// Copies those files that may be taken after all.
    ///
    /// - Throws: `StoreError`; nothing is then left of the copies.
    private func copy(
        _ entries: [InboxEntry], _ memory: inout InboxMemory, into batch: inout DurableBatch,
        _ result: inout Result
    ) throws(StoreError) -> [Copy] {
        var copied: [Copy] = []
        for entry in entries {
            progress?.advance()
            let isLastCall = memory.isLastCall(entry.path)
            let outcome: TakeIn.Outcome
            do {
                outcome = try TakeIn(archive: archive, rules: rules).run(entry, isLastCall: isLastCall, into: &batch)
            } catch {
                batch.discard()
                throw error
            }
            switch outcome {
            case .copied(let arrival, let isWhole):
                copied.append(Copy(entry: entry, arrival: arrival, isWhole: isWhole))
            case .inUse:
                memory.noteInUse(entry.path)
                result.waiting += 1
            case .cutOff:
                memory.noteCutOff(entry.path)
                result.waiting += 1
            case .closed: result.closed.append(entry.path)
            case .vanished: continue
            }
        }
        return copied
    }

    /// - Returns: the folders that are gone. One in which something lies by now, or that is not ours to remove, stays.
    private func removeSpent(_ memory: inout InboxMemory, _ empty: [FilePath: FileFacts]) -> Set<FilePath> {
        guard !empty.isEmpty else { return [] }
        return Set(
            memory.spentFolders(empty).filter { folder in unsafe folder.withPlatformString { unsafe rmdir($0) } == 0 })
    }

    /// Removes the file if it is still the one that was taken; another under the same name has come since and stays.
    ///
    /// - Returns: the error number where it is still there.
    private func removal(of entry: InboxEntry) -> Int32? {
        guard FileStatus(at: entry.path)?.facts == entry.facts else { return nil }
        guard unsafe entry.path.withPlatformString({ unsafe unlink($0) }) != 0 else { return nil }
        // Somebody else who took it in, such as the daemon beside a command, was first.
        return errno == ENOENT ? nil : errno
    }
}
