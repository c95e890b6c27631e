// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
internal import SystemPackage

/// Kind and facts of a file, links not followed.
struct FileStatus {
    enum Kind {
        case regular, folder, other
    }

    let kind: Kind
    let facts: FileFacts
    /// It is open and has no name any more.
    let isRemoved: Bool

    /// Nothing when there is no such file any more.
    init?(at path: FilePath) {
        var raw = stat()
        guard unsafe path.withPlatformString({ unsafe lstat($0, &raw) }) == 0 else { return nil }
        self.init(raw)
    }

    /// The same of what a link leads to.
    init?(following path: FilePath) {
        var raw = stat()
        guard unsafe path.withPlatformString({ unsafe stat($0, &raw) }) == 0 else { return nil }
        self.init(raw)
    }

    init?(of descriptor: FileDescriptor) {
        var raw = stat()
        guard unsafe fstat(descriptor.rawValue, &raw) == 0 else { return nil }
        self.init(raw)
    }

    private init(_ raw: stat) {
        switch raw.st_mode & S_IFMT {
        case S_IFREG: kind = .regular
        case S_IFDIR: kind = .folder
        default: kind = .other
        }
        isRemoved = raw.st_nlink == 0
        facts = FileFacts(
            device: UInt64(raw.st_dev), inode: UInt64(raw.st_ino), size: Int64(raw.st_size),
            changed: Self.nanoseconds(raw.st_ctim))
    }

    /// Since 1970. A share may tell a time that no such number holds: it is then some number that is told for no other time.
    static func nanoseconds(_ time: timespec) -> Int64 { Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec) }
}
