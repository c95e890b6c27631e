// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Glibc
internal import Isolation
internal import Logging
internal import Pacing
internal import Storage
internal import Synchronization
internal import SystemPackage

extension OutboundRoom {
    /// What was done with one file in the folder of replies.
    package enum ReplyFate: String, Sendable {
        /// Tied to its notice, or one more copy of an answer already known.
        case processed = "elaborati"
        /// No reply, one to a message that was never sent, or one that takes back an acceptance: kept aside for a person to
        /// look at.
        case aside = "scartati"
    }

    /// Reads the replies that lie in their folder and moves each to `elaborati/` or `scartati/` below it. One that cannot be read
    /// or moved stays, and keeps none of the others waiting.
    ///
    /// - Throws: the first fault, after the others were taken.
    package func takeReplies() async throws {
        try await store.claimOutbox(rules.replies)
        var fault: (any Error)?
        for name in try replyNames() {
            progress.advance()
            do { try await takeReply(rules.replies.appending(name)) } catch {
                if Task.isCancelled || StoreError.fatal(error) != nil { throw error }
                fault = fault ?? error
            }
        }
        if let fault { throw fault }
    }

    private func takeReply(_ path: FilePath) async throws {
        switch try whole(path) {
        case .unsettled: return
        case .tooLong:
            log.error("A file among AURA's replies is too long for one; it is kept aside")
            try move(path, to: .aside)
        case .bytes(let bytes): try move(path, to: try await take(bytes))
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

/// How many things that are no files lay among the replies, so that they are told once.
final class ReplyRemarks: Sendable {
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
