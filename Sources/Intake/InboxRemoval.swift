// SPDX-License-Identifier: EUPL-1.2

internal import CPlatform
internal import Glibc
internal import SystemPackage

/// Takes a file that is in the ledger out of the inbox, and no other that came under its name meanwhile.
///
/// Between a look at a path and its removal a sender may put a newer file there. So the file is first moved aside, under a name
/// to which nobody else writes, and looked at there. One that turns out to be newer gets its name back, or is taken from where
/// it is: the scan knows such names, also after a kill. Some shares cannot rename without replacing; there the look must do.
struct InboxRemoval {
    let entry: InboxEntry
    /// Done between the look and the move: what a sender might do in that moment, for tests.
    var between: () -> Void = {}

    /// - Returns: the error number where the file is still there.
    func run() -> Int32? {
        guard let seen = FileStatus(at: entry.path), seen.facts == entry.facts else { return nil }
        between()
        guard let aside = entry.path.parting else { return Self.unlink(entry.path) }
        switch Self.move(entry.path, to: aside) {
        case 0: break
        case ENOENT: return nil
        case EINVAL, ENOSYS, EOPNOTSUPP: return Self.unlink(entry.path)
        case let fault: return fault
        }
        guard let moved = FileStatus(at: aside) else { return nil }
        if moved.isSame(as: seen) { return Self.unlink(aside) }
        // Where the name is in use again, it is taken from where it is.
        _ = Self.move(aside, to: entry.path)
        return nil
    }

    private static func unlink(_ path: FilePath) -> Int32? {
        unsafe path.withPlatformString { unsafe Glibc.unlink($0) } == 0 ? nil : errno
    }

    private static func move(_ path: FilePath, to other: FilePath) -> Int32 {
        unsafe path.withPlatformString { from in
            unsafe other.withPlatformString { to in unsafe platform_rename_only_fresh(from, to) }
        }
    }
}

extension FilePath {
    /// Where the file stands in the moment before it is removed; nothing where there is no such name for it.
    var parting: FilePath? {
        guard let component = lastComponent, !component.isParting,
            let aside = FilePath.Component(bytes: [Component.dot] + component.bytes + Component.partingEnd),
            aside.bytes.count <= Component.longest
        else { return nil }
        return removingLastComponent().appending(aside)
    }
}

extension FilePath.Component {
    fileprivate static let dot = UInt8(ascii: ".")
    fileprivate static let partingEnd = Array(".esenzioni-preso".utf8)
    /// Bytes that every file system allows in a name.
    fileprivate static let longest = 255

    /// Whether a file has this name only because it was about to be removed.
    var isParting: Bool { departed != nil }

    /// The name that such a file had before.
    var departed: FilePath.Component? {
        let bytes = bytes
        guard bytes.first == Self.dot, bytes.count > Self.partingEnd.count + 1,
            bytes.suffix(Self.partingEnd.count) == Self.partingEnd[...]
        else { return nil }
        return FilePath.Component(bytes: Array(bytes.dropFirst().dropLast(Self.partingEnd.count)))
    }

    /// The name as the file system has it.
    fileprivate var bytes: [UInt8] {
        unsafe withPlatformString { name in
            unsafe UnsafeBufferPointer(start: name, count: strlen(name)).map { UInt8(bitPattern: $0) }
        }
    }

    /// A name in any bytes.
    init?(bytes: [UInt8]) {
        let characters = bytes.map { CInterop.PlatformChar(bitPattern: $0) } + [0]
        let component = unsafe characters.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.flatMap { unsafe FilePath.Component(platformString: $0) }
        }
        guard let component else { return nil }
        self = component
    }
}
