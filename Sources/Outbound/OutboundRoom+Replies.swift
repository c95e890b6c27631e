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
        let file = FileTrace(path)
        // It was taken before and only could not be moved.
        if let file, let fate = remarks.fate(of: file) { return try move(path, to: fate) }
        let fate: ReplyFate
        switch try whole(path) {
        case .unsettled: return
        case .tooLong:
            log.error("A file among AURA's replies is too long for one; it is kept aside")
            fate = .aside
        case .bytes(let bytes): fate = try await take(bytes, writtenAt: file?.writtenAt)
        }
        if let file { remarks.note(fate, of: file) }
        try move(path, to: fate)
    }

    /// Whatever its name, a file there is taken for a reply; hidden and temporary ones are not there yet.
    private func replyNames() throws -> [FilePath.Component] {
        let names = try FolderListing.names(in: rules.replies)
            .filter {
                !$0.string.hasPrefix(".") && !rules.isIgnored($0.string) && ReplyFate(rawValue: $0.string) == nil
            }
            .sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        let files = names.filter { rules.replies.appending($0).isRegularFile }
        let strangers = names.count - files.count
        if strangers > remarks.exchange(strangers) {
            log.warning(
                "Folders, links or other things that are no files lie among AURA's replies; they are not looked into",
                metadata: ["count": "\(strangers)"])
        }
        return files
    }

    private func take(_ bytes: [UInt8], writtenAt: Timestamp?) async throws -> ReplyFate {
        guard let reply = try await reader.readReply(bytes) else {
            log.error("A file among AURA's replies is no reply; it is kept aside")
            return .aside
        }
        switch try await store.recordReply(reply, writtenAt: writtenAt) {
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
        case .former:
            log.notice(
                "A refusal that was taken before lay among AURA's replies since before its notice was sent again; it does not count for the new sending",
                metadata: ["message": "\(reply.messageID)"])
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

    /// The name stays as it is, in whatever bytes; where another file has it, a number is put behind.
    private func move(_ path: FilePath, to fate: ReplyFate) throws {
        let folder = rules.replies.appending(fate.rawValue)
        try DurableFile.createFolder(folder, below: rules.replies)
        guard let name = path.lastComponent else { return }
        var target = folder.appending(name)
        var copies = 1
        while target.isThere {
            copies += 1
            guard let next = name.numbered(copies) else { return }
            target = folder.appending(next)
        }
        try DurableFile.move(path, to: target)
        if let file = FileTrace(target) { remarks.forget(file) }
    }
}

/// A file among the replies, as it is told from every other.
struct FileTrace: Hashable {
    private let device: UInt64
    private let inode: UInt64
    private let size: Int64
    private let modified: Int64
    /// When it was written or put there, by the clock of its file system.
    let writtenAt: Timestamp?

    static func == (one: FileTrace, other: FileTrace) -> Bool {
        (one.device, one.inode, one.size, one.modified) == (other.device, other.inode, other.size, other.modified)
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(device)
        hasher.combine(inode)
    }

    /// Nothing where it is gone.
    init?(_ path: FilePath) {
        var status = stat()
        guard unsafe path.withPlatformString({ unsafe lstat($0, &status) }) == 0 else { return nil }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
        writtenAt = Timestamp(seconds: Int64(status.st_ctim.tv_sec))
    }
}

/// What rounds over the replies leave to the next.
final class ReplyRemarks: Sendable {
    private let strangers = Mutex(0)
    private let taken = Mutex<[FileTrace: OutboundRoom.ReplyFate]>([:])

    /// How many things that are no files lie among the replies, so that they are told once.
    ///
    /// - Returns: the number before.
    func exchange(_ number: Int) -> Int {
        strangers.withLock { known in
            defer { known = number }
            return known
        }
    }

    /// What was made of a file that is still to be moved: it must not be taken twice.
    func fate(of file: FileTrace) -> OutboundRoom.ReplyFate? { taken.withLock { $0[file] } }

    func note(_ fate: OutboundRoom.ReplyFate, of file: FileTrace) { taken.withLock { $0[file] = fate } }

    func forget(_ file: FileTrace) { taken.withLock { $0[file] = nil } }
}

extension FilePath.Component {
    /// The longest name of a file, in bytes.
    private static let longest = 255

    /// The name with a number behind it, shortened where it would be too long.
    fileprivate func numbered(_ number: Int) -> FilePath.Component? {
        let end = ".\(number)".utf8
        return FilePath.Component(bytes: bytes.prefix(Self.longest - end.count) + end)
    }
}

extension FilePath {
    /// Links are none, wherever they lead.
    fileprivate var isRegularFile: Bool {
        do { return try stat(followTargetSymlink: false).type == .regular } catch { return false }
    }
}
