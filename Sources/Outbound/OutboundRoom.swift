// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Glibc
package import Isolation
package import Logging
package import Storage
internal import SystemPackage

/// Puts what is due into the outboxes, and takes AURA's replies in.
package struct OutboundRoom: Sendable {
    let rules: OutboundRules
    let store: PracticeStore
    let reader: DocumentReader
    let log: Logger

    private static let group = 128

    package init(rules: OutboundRules, store: PracticeStore, reader: DocumentReader, log: Logger) {
        self.rules = rules
        self.store = store
        self.reader = reader
        self.log = log
    }

    /// Writes every notice and receipt that is due. A folder that cannot be written keeps only its own files waiting.
    ///
    /// - Throws: the first fault, after everything else was written.
    package func writeDue() async throws {
        var fault: (any Error)?
        do { try await writeNotices() } catch { fault = error }
        try await writeReceipts()
        if let fault { throw fault }
    }

    private func writeNotices() async throws {
        while true {
            let due = try await store.nextNotices(limit: Self.group)
            guard !due.isEmpty else { return }
            try DurableFile.createFolder(rules.notices)
            try DurableFile.write(due.map { ($0.bytes, rules.notices.appending($0.fileName)) })
            try await store.recordWritten(due)
        }
    }

    private func writeReceipts() async throws {
        while true {
            let due = try await store.nextReceipts(limit: Self.group)
            guard !due.isEmpty else { return }
            try DurableFile.write(try due.compactMap(receipt))
            try await store.recordWritten(due)
        }
    }

    private func receipt(_ file: OutboundFile) throws -> (bytes: [UInt8], path: FilePath)? {
        guard case .receipt(_, let sender) = file.kind else { return nil }
        let folder = rules.receipts.appending(sender)
        try DurableFile.createFolder(folder)
        return (file.bytes, folder.appending(file.fileName))
    }
}

extension OutboundRoom {
    /// What was done with one file in the folder of replies.
    package enum ReplyFate: String, Sendable {
        /// Tied to its notice, or one more copy of an answer already known.
        case processed = "elaborati"
        /// No reply, or one to a message that was never sent: kept aside for a person to look at.
        case aside = "scartati"
    }

    /// Reads the replies that lie in their folder and moves each to `elaborati/` or `scartati/` below it.
    package func takeReplies() async throws {
        try DurableFile.createFolder(rules.replies)
        for name in try FolderListing.names(in: rules.replies).sorted(by: { $0.string < $1.string }) {
            let path = rules.replies.appending(name)
            guard name.string.lowercased().hasSuffix(".xml"), !name.string.hasPrefix("."), let bytes = try whole(path)
            else { continue }
            let fate = try await take(bytes)
            try move(path, to: fate)
        }
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
        case .repeated:
            return .processed
        }
    }

    /// The bytes of a regular file that nobody is writing any more; nothing otherwise.
    private func whole(_ path: FilePath) throws -> [UInt8]? {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(path, .readOnly, options: [.noFollow, .nonBlocking, .closeOnExec])
        } catch {
            return nil
        }
        return try file.closeAfter {
            guard SettledFile(file).isSettled else { return nil }
            return try file.readAll(limit: 1 << 20)
        }
    }

    private func move(_ path: FilePath, to fate: ReplyFate) throws {
        let folder = rules.replies.appending(fate.rawValue)
        try DurableFile.createFolder(folder)
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
