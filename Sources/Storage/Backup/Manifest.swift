// SPDX-License-Identifier: EUPL-1.2

internal import Crypto
internal import Domain
internal import Glibc
internal import SystemPackage

/// A line of a manifest: a file of the backup and the hash of its bytes.
struct ManifestEntry: Hashable {
    let sha256: ContentHash
    let path: String

    /// The form of `sha256sum`, so that an administrator can check a backup with that tool alone.
    var line: String { "\(sha256)  \(path)\n" }

    init(sha256: ContentHash, path: String) {
        self.sha256 = sha256
        self.path = path
    }

    /// Nothing where it is no line of ours: only the database and documents under their own names are ever in a backup, so
    /// that no manifest can lead a restore elsewhere.
    init?(line: some StringProtocol) {
        guard let sha256 = ContentHash(line.prefix(64)), line.dropFirst(64).hasPrefix("  ") else { return nil }
        self.init(sha256: sha256, path: String(line.dropFirst(66)))
        guard path == PracticeStore.fileName || document != nil else { return nil }
    }

    /// The document that lies under the path; nothing for the database.
    var document: ContentHash? {
        guard let name = path.split(separator: "/").last, let hash = ContentHash(name),
            DocumentTree.relativePath(of: hash) == path
        else { return nil }
        return hash
    }
}

/// `SHA256SUMS`, one line a file: written while files are copied, read a piece at a time.
enum Manifest {
    static let fileName = "SHA256SUMS"

    /// Grows a manifest.
    struct Writer {
        private let file: FileDescriptor
        private var hasher = SHA256()
        private var waiting: [UInt8] = []

        /// - Parameter file: open for writing, the caller's to sync and to close.
        init(file: FileDescriptor) { self.file = file }

        mutating func add(_ entry: ManifestEntry) throws {
            waiting += Array(entry.line.utf8)
            if waiting.count > 64 * 1024 { try flush() }
        }

        /// Writes what waits.
        ///
        /// - Returns: the hash of the whole manifest.
        mutating func finish() throws -> ContentHash {
            try flush()
            return try ContentHash(digest: hasher.finalize())
        }

        private mutating func flush() throws {
            hasher.update(data: waiting)
            try file.writeAll(waiting)
            waiting = []
        }
    }

    /// Reads a manifest line by line.
    ///
    /// - Throws: `BackupRefusal.damaged` at a line that is none.
    static func forEachEntry(_ file: FileDescriptor, _ body: (ManifestEntry) throws -> Void) throws {
        var rest: [UInt8] = []
        while true {
            let piece = try file.readSome(256 * 1024)
            if piece.isEmpty { break }
            rest += piece
            let lines = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            for line in lines.dropLast() { try body(try entry(line)) }
            rest = Array(lines.last ?? [])
        }
        if !rest.isEmpty { try body(try entry(rest[...])) }
    }

    private static func entry(_ line: ArraySlice<UInt8>) throws(BackupRefusal) -> ManifestEntry {
        guard let entry = ManifestEntry(line: String(decoding: line, as: UTF8.self)) else {
            throw .damaged(ArchiveFault(.fileAltered, .file(fileName)))
        }
        return entry
    }
}
