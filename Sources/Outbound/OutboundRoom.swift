// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Glibc
package import Isolation
package import Logging
internal import Pacing
package import Storage
internal import Synchronization
internal import SystemPackage

/// Puts what is due into the outboxes, and takes AURA's replies in.
package struct OutboundRoom: Sendable {
    let rules: OutboundRules
    let store: PracticeStore
    let reader: DocumentReader
    let log: Logger
    /// The daemon's rounds and a command's may begin at once.
    private let gate = Gate()
    private let remarks = Remarks()

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
    package func writeDue() async throws {
        try await gate.pass {
            var fault: (any Error)?
            do { try await writeNotices() } catch { fault = error }
            try await writeReceipts()
            if let fault { throw fault }
        }
    }

    private func writeNotices() async throws {
        while true {
            let due = try store.nextNotices(limit: Self.group)
            guard !due.isEmpty else { return }
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

/// How many things that are no files lay among the replies, so that they are told once.
private final class Remarks: Sendable {
    private let strangers = Mutex(0)

    /// - Returns: the number before.
    func exchange(_ number: Int) -> Int {
        strangers.withLock { known in
            defer { known = number }
            return known
        }
    }
}

extension FilePath {
    /// Links are none, wherever they lead.
    fileprivate var isRegularFile: Bool {
        do { return try stat(followTargetSymlink: false).type == .regular } catch { return false }
    }
}

extension OutboundRoom {
    /// What was done with one file in the folder of replies.
    package enum ReplyFate: String, Sendable {
        /// Tied to its notice, or one more copy of an answer already known.
        case processed = "elaborati"
        /// No reply, one to a message that was never sent, or one that takes back an acceptance: kept aside for a person to
        /// look at.
        case aside = "scartati"
    }

    /// Reads the replies that lie in their folder and moves each to `elaborati/` or `scartati/` below it.
    package func takeReplies() async throws {
        try await store.claimOutbox(rules.replies)
        for name in try replyNames() {
            let path = rules.replies.appending(name)
            switch try whole(path) {
            case .unsettled: continue
            case .tooLong:
                log.error("A file among AURA's replies is too long for one; it is kept aside")
                try move(path, to: .aside)
            case .bytes(let bytes): try move(path, to: try await take(bytes))
            }
        }
    }

    /// Whatever its name, a file there is taken for a reply; hidden and temporary ones are not there yet.
    private func replyNames() throws -> [FilePath.Component] {
        let names = try FolderListing.names(in: rules.replies)
            .filter {
                !$0.string.hasPrefix(".") && !rules.isIgnored($0.string) && ReplyFate(rawValue: $0.string) == nil
            }
            .sorted { $0.string < $1.string }
        let files = names.filter { rules.replies.appending($0).isRegularFile }
        let strangers = names.count - files.count
        if strangers > remarks.exchange(strangers) {
            log.warning(
                "Folders, links or other things that are no files lie among AURA's replies; they are not looked into",
                metadata: ["count": "\(strangers)"])
        }
        return files
    }

    private func take(_ bytes: [UInt8]) async throws -> ReplyFate {
        guard let reply = try await reader.readReply(bytes) else {
            log.error("A file among AURA's replies is no reply; it is kept aside")
            return .aside
        }
        switch try await store.recordReply(reply) {
        case .unknownMessage:
            log.error("AURA replied to a message that was never sent; the reply is kept aside")
            return .aside
        case .recorded(let state):
            log.info("AURA replied", metadata: ["message": "\(reply.messageID)", "state": "\(state.rawValue)"])
            return .processed
        case .unnoted(let state):
            log.warning(
                "AURA replied to a notice that was not noted as sent, as after a crash or a restore; it is taken for sent",
                metadata: ["message": "\(reply.messageID)", "state": "\(state.rawValue)"])
            return .processed
        case .early:
            log.notice(
                "AURA replied to an earlier sending of a notice that waits to be sent again; it is sent all the same",
                metadata: ["message": "\(reply.messageID)"])
            return .processed
        case .repeated:
            return .processed
        case .contradicted:
            log.error(
                "AURA refused a notice that it had accepted; the notice stays accepted and the reply is kept aside",
                metadata: ["message": "\(reply.messageID)"])
            return .aside
        }
    }

    /// How many replies lie aside for a person to look at; nil where their folder cannot be looked into.
    package var repliesAside: Int? {
        let folder = rules.replies.appending(ReplyFate.aside.rawValue)
        do {
            _ = try folder.stat(followTargetSymlink: false)
            return try FolderListing.names(in: folder).count
        } catch Errno.noSuchFileOrDirectory {
            // It is made with the first of them.
            return 0
        } catch {
            return nil
        }
    }

    private enum Content {
        case bytes([UInt8])
        /// Somebody still writes it, or it is no file that can be read.
        case unsettled
        case tooLong
    }

    private static let longestReply = 1 << 20

    private func whole(_ path: FilePath) throws -> Content {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(path, .readOnly, options: [.noFollow, .nonBlocking, .closeOnExec])
        } catch {
            return .unsettled
        }
        return try file.closeAfter {
            guard SettledFile(file, cutOffPatience: rules.cutOffPatience).isSettled else { return .unsettled }
            do { return .bytes(try file.readAll(limit: Self.longestReply)) } catch StoreError.tooLarge {
                return .tooLong
            }
        }
    }

    private func move(_ path: FilePath, to fate: ReplyFate) throws {
        let folder = rules.replies.appending(fate.rawValue)
        try DurableFile.createFolder(folder, below: rules.replies)
        let base = path.lastComponent?.string ?? "reply.xml"
        var target = folder.appending(base)
        var copies = 1
        while unsafe access(target.string, F_OK) == 0 {
            copies += 1
            target = folder.appending("\(base).\(copies)")
        }
        try DurableFile.move(path, to: target)
    }
}
