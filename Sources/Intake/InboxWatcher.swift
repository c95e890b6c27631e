// SPDX-License-Identifier: EUPL-1.2

internal import Dispatch
internal import Glibc
internal import Pacing
internal import Storage
internal import Synchronization
internal import SystemPackage

/// Tells at once what happens in the inbox, where the file system reports events. It only makes things sooner: whatever
/// it misses, the scan finds.
final class InboxWatcher: Sendable {
    /// What was noticed since the last look.
    struct Notices {
        var renamed: Set<FilePath> = []
    }

    private let descriptor: FileDescriptor
    private let watched = Mutex<[Int32: FilePath]>([:])
    private let source: Mutex<any DispatchSourceRead>
    private let notices = Mutex(Notices())

    private static let mask = UInt32(IN_MOVED_TO | IN_CLOSE_WRITE | IN_CREATE | IN_DELETE_SELF | IN_ONLYDIR)

    /// Nothing where the kernel grants no more watchers.
    ///
    /// - Parameter wake: rung whenever there is something to look at.
    init?(wake: Wake) {
        let raw = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard raw >= 0 else { return nil }
        descriptor = FileDescriptor(rawValue: raw)
        source = Mutex(DispatchSource.makeReadSource(fileDescriptor: raw, queue: DispatchQueue(label: "inbox")))
        source.withLock { source in
            source.setEventHandler { [weak self] in
                self?.collect()
                wake.ring()
            }
            source.setCancelHandler { _ = close(raw) }
            source.activate()
        }
    }

    /// What was noticed since the last call.
    func take() -> Notices {
        notices.withLock { notices in
            defer { notices = Notices() }
            return notices
        }
    }

    deinit { source.withLock { $0.cancel() } }

    /// Watches folders that are not watched yet; those that are gone drop out by themselves.
    ///
    /// - Returns: whether there were new ones, in which files may have appeared before the watch began.
    func watch(_ folders: [FilePath]) -> Bool {
        watched.withLock { watched in
            let known = watched.count
            for folder in folders {
                let id = unsafe folder.withPlatformString {
                    unsafe inotify_add_watch(descriptor.rawValue, $0, Self.mask)
                }
                if id >= 0 { watched[id] = folder }
            }
            return watched.count > known
        }
    }

    private func collect() {
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while let count = readOnce(&buffer), count > 0 {
            let renamed = renames(in: buffer[..<count])
            notices.withLock { $0.renamed.formUnion(renamed) }
        }
    }

    /// Nothing when no event is left to read.
    private func readOnce(_ buffer: inout [UInt8]) -> Int? {
        do {
            return try unsafe buffer.withUnsafeMutableBytes { unsafe try descriptor.read(into: $0) }
        } catch {
            return nil
        }
    }

    /// The files that were renamed into a watched folder. Events are a head of 16 bytes (watch, mask, cookie, length of the
    /// name) and the name, padded with zeros.
    private func renames(in bytes: ArraySlice<UInt8>) -> [FilePath] {
        var renames: [FilePath] = []
        var rest = bytes
        while rest.count >= 16 {
            let length = Int(rest.word(at: 12))
            let name = rest.dropFirst(16).prefix(length).prefix { $0 != 0 }
            let mask = rest.word(at: 4)
            if mask & UInt32(IN_MOVED_TO) != 0, mask & UInt32(IN_ISDIR) == 0,
                let folder = watched.withLock({ $0[Int32(bitPattern: rest.word(at: 0))] }),
                let component = FilePath.Component(bytes: Array(name))
            {
                renames.append(folder.appending(component))
            }
            rest = rest.dropFirst(16 + length)
        }
        return renames
    }
}

extension ArraySlice<UInt8> {
    /// Four bytes in the machine's order, which on every machine this runs on is little-endian.
    fileprivate func word(at offset: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(self[startIndex + offset + $1]) << UInt32(8 * $1) }
    }
}
