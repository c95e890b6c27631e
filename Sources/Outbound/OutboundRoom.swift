// SPDX-License-Identifier: EUPL-1.2

internal import Domain
package import Isolation
package import Logging
package import Pacing
package import Storage
internal import SystemPackage

/// Puts what is due into the outboxes, and takes AURA's replies in.
package struct OutboundRoom: Sendable {
    let rules: OutboundRules
    let store: PracticeStore
    let reader: DocumentReader
    let log: Logger
    /// The daemon's rounds and a command's may begin at once.
    private let gate = Gate()
    let remarks = ReplyRemarks()
    /// Of the daemon's rounds: whether the outboxes and the folder of replies answer.
    package let progress = RoundWatch()

    private static let group = 128

    package init(rules: OutboundRules, store: PracticeStore, reader: DocumentReader, log: Logger) {
        self.rules = rules
        self.store = store
        self.reader = reader
        self.log = log
    }

    /// Makes the folders of papers where none were ever used.
    ///
    /// - Throws: the first fault of one that cannot be made or is away, after all were tried.
    package func claimFolders() async throws {
        var fault: StoreError?
        for folder in folders {
            do { try await store.claimOutbox(folder) } catch let error as StoreError where !error.isFatal {
                fault = fault ?? error
            }
        }
        if let fault { throw fault }
    }

    /// The folders that were used and are away now; decisions go on without them.
    package var foldersAway: [StoreError] {
        get throws { try store.reader.foldersAway(folders) }
    }

    private var folders: [FilePath] { [rules.receipts, rules.notices, rules.replies] }

    /// Writes every notice and receipt that is due. What cannot be written waits, and keeps nothing else waiting but the later
    /// notices, whose order counts.
    ///
    /// - Throws: the first fault, after everything else was written.
    package func writeDue() async throws { try await gate.pass { try await writeAll() } }

    /// The same for a command, which does not wait for ever where the daemon's own round waits for a folder that does not answer.
    ///
    /// - Returns: whether its turn came.
    package func writeDue(within patience: Duration) async throws -> Bool {
        try await gate.pass(within: patience) { try await writeAll() } != nil
    }

    /// Does a whole round of the daemon: where it stands still at a folder, whoever came in behind it would stand there too.
    func inTurn(_ round: () async throws -> Void) async rethrows { try await gate.pass(round) }

    /// As `writeDue`, for who is inside.
    func writeAll() async throws {
        var fault: (any Error)?
        do { try await writeNotices() } catch { fault = error }
        try await writeReceipts()
        if let fault { throw fault }
    }

    private func writeNotices() async throws {
        while true {
            let due = try store.nextNotices(limit: Self.group)
            guard !due.isEmpty else { return }
            progress.advance()
            try await store.claimOutbox(rules.notices)
            _ = try await write(due, below: rules.notices, inOrder: true) { rules.notices.appending($0.fileName) }
        }
    }

    private func writeReceipts() async throws {
        var last: Int64 = 0
        var fault: (any Error)?
        var wereRenamed = false
        while true {
            let due = try store.nextReceipts(after: last, limit: Self.group)
            guard case .receipt(let id, _) = due.last?.kind else {
                guard wereRenamed else { break }
                (last, wereRenamed) = (0, false)
                continue
            }
            last = id
            progress.advance()
            try await store.claimOutbox(rules.receipts)
            do {
                if try await write(due, below: rules.receipts, to: { receiptPath($0) }) { wereRenamed = true }
            } catch let error as StoreError where !error.isFatal {
                fault = fault ?? error
            }
        }
        if let fault { throw fault }
    }

    /// Writes files, and notes those that are out. A name that another's file has is that file's: ours gets the next one.
    ///
    /// - Returns: whether files got another name and are still to be written.
    /// - Throws: the first fault, after that.
    private func write(
        _ files: [OutboundFile], below root: FilePath, inOrder: Bool = false, to path: (OutboundFile) -> FilePath
    ) async throws -> Bool {
        let faults = try DurableFile.write(
            files.map { ($0.bytes, path($0)) }, below: root, inOrder: inOrder, isFresh: true)
        try await store.recordWritten(zip(files, faults).filter { $0.1 == nil }.map(\.0))
        // In order, the faults of those behind are only that of the first.
        let occupied = zip(files, faults).filter { $0.1 == .occupied }.map(\.0).prefix(inOrder ? 1 : .max)
        if !occupied.isEmpty {
            try await store.renamePapers(Array(occupied))
            log.warning(
                "An outbox holds files that the service did not write, under names of its own; they stay, and papers take the next names",
                metadata: ["count": "\(occupied.count)"])
        }
        for case (let file, let fault?) in zip(files, faults) where fault != .occupied { throw named(fault, of: file) }
        return !occupied.isEmpty
    }

    /// A fault as it may be told: the folder of a sender whom nobody declared may bear a patient's name or code.
    private func named(_ fault: StoreError, of file: OutboundFile) -> StoreError {
        guard case .receipt(_, let sender) = file.kind, case .unusable(let text) = fault,
            !rules.senders.contains(sender)
        else { return fault }
        return .unusable(text.replacing("/\(sender)", with: "/(undeclared)"))
    }

    private func receiptPath(_ file: OutboundFile) -> FilePath {
        // A name that is none of a folder would lead out of that of the receipts.
        guard case .receipt(_, let sender) = file.kind, let folder = FilePath.Component(sender), folder.kind == .regular
        else { return rules.receipts.appending(file.fileName) }
        return rules.receipts.appending(folder).appending(file.fileName)
    }
}
