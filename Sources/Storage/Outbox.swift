// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB
internal import Glibc
package import SystemPackage

/// A folder in which this house meets others: that of notices, of replies, of receipts, the inbox. Such a folder is often on a share, and
/// while that is away its place looks like an empty folder, or like none.
enum OutboxState: Hashable, Sendable {
    /// The folder in which papers were put before, or one that an administrator made for a house that has put none anywhere.
    case present
    /// There is none, and none was ever used: it may be made.
    case fresh
    /// Papers were put there, and now there is no such folder.
    case missing
    /// It is there, but no longer on what was mounted at this place.
    case unmounted(FilePath)
    /// Something else has its name.
    case noFolder
}

/// What the archive knows of the folders it used.
struct KnownOutboxes {
    /// The point at which the file system of each was mounted, by path.
    private let mounts: [String: String]

    init(_ database: Database) throws {
        let rows = try Row.fetchAll(database, kept: "SELECT path, mount FROM outbox", arguments: [])
        mounts = Dictionary(rows.map { ($0["path"], $0["mount"]) }, uniquingKeysWith: { first, _ in first })
    }

    func knows(_ path: FilePath) -> Bool { mounts[path.string] != nil }

    func state(of path: FilePath) -> OutboxState {
        guard unsafe access(path.string, F_OK) == 0 else { return mayBeUsed(path) ? .missing : .fresh }
        guard isFolder(path) else { return .noFolder }
        guard let mount = mounts[path.string].map({ FilePath($0) }), let now = path.mountPoint, now != mount,
            mount.starts(with: now)
        else { return .present }
        return .unmounted(mount)
    }

    /// Whether papers were put there, or where is not known any more.
    private func mayBeUsed(_ path: FilePath) -> Bool { knows(path) || mounts[""] != nil }
}

extension FilePath {
    /// The highest folder on the same file system, which is where that is mounted; nothing where it cannot be looked at.
    var mountPoint: FilePath? {
        var highest = self
        guard let device = deviceNumber(of: highest) else { return nil }
        while true {
            let above = highest.removingLastComponent()
            guard !above.isEmpty, above != highest, deviceNumber(of: above) == device else { return highest }
            highest = above
        }
    }
}

/// An administrator may have put a link in its place.
private func isFolder(_ path: FilePath) -> Bool {
    var status = stat()
    return unsafe stat(path.string, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// The number of the file system that holds a path; nothing where it cannot be looked at.
private func deviceNumber(of path: FilePath) -> UInt64? {
    var status = stat()
    return unsafe stat(path.string, &status) == 0 ? UInt64(status.st_dev) : nil
}

extension PracticeReader {
    /// Those of some folders of papers that were used and are away now, as faults with their remedy.
    package func foldersAway(_ folders: [FilePath]) throws -> [StoreError] {
        let known = try readAtOnce { try KnownOutboxes($0) }
        return folders.compactMap { folder in
            switch known.state(of: folder) {
            case .present, .fresh, .noFolder: nil
            case .missing: .outboxGone(folder.string, mount: nil)
            case .unmounted(let mount): .outboxGone(folder.string, mount: mount.string)
            }
        }
    }
}

extension PracticeStore {
    /// Makes sure that a folder of papers is the one that was used before, or becomes the one that is used from now on.
    ///
    /// - Throws: `StoreError.outboxGone` where it is away; then it is not made, since papers in it would reach nobody.
    package func claimOutbox(_ path: FilePath) async throws {
        let known = try reader.readAtOnce { try KnownOutboxes($0) }
        switch known.state(of: path) {
        case .present: break
        case .fresh: try DurableFile.createFolder(path, isShared: true)
        case .missing: throw StoreError.outboxGone(path.string, mount: nil)
        case .unmounted(let mount): throw StoreError.outboxGone(path.string, mount: mount.string)
        case .noFolder: throw StoreError(Errno.notDirectory, at: path)
        }
        try await remember(path, known)
    }

    /// Makes sure that the inbox is on the file system where files were taken before, or on which they are from now on.
    ///
    /// - Throws: `StoreError.outboxGone` where nothing is mounted there any more: an empty folder in the place of a share would
    ///   pass for an inbox into which nobody puts anything.
    package func claimInbox(_ path: FilePath) async throws {
        let known = try reader.readAtOnce { try KnownOutboxes($0) }
        if case .unmounted(let mount) = known.state(of: path) {
            throw StoreError.outboxGone(path.string, mount: mount.string)
        }
        try await remember(path, known)
    }

    private func remember(_ path: FilePath, _ known: KnownOutboxes) async throws {
        guard !known.knows(path), let mount = path.mountPoint else { return }
        let now = clock()
        try await transaction { database in
            try database.execute(
                kept: "INSERT OR IGNORE INTO outbox (path, mount, since) VALUES (?, ?, ?)",
                arguments: [path.string, mount.string, now.seconds])
        }
    }
}
