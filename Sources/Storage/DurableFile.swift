// SPDX-License-Identifier: EUPL-1.2

internal import CPlatform
internal import Domain
internal import Glibc
package import SystemPackage

/// Writes a file so that it is either there whole and for good, or not at all: temporary name, sync, rename, sync of the
/// folder.
package enum DurableFile {
    /// Puts `bytes` at `path`, replacing only a file of the very same bytes' earlier attempt. Errors name the folder and not
    /// the file, since senders put people's names into those of files.
    ///
    /// - Throws: `StoreError.unusable` where the folder cannot be written, `notDurable` where a sync failed.
    package static func write(
        _ bytes: [UInt8], to path: FilePath, permissions: FilePermissions = readable
    ) throws(StoreError) {
        for case let fault? in try write([(bytes, path)], permissions: permissions) { throw fault }
    }

    /// For the owner, and for the group that fetches papers.
    package static let readable: FilePermissions = [.ownerReadWrite, .groupRead]

    /// The same for several files, made durable together. One that cannot be written keeps none of the others waiting, unless
    /// they must be there `inOrder`.
    ///
    /// - Parameters:
    ///   - root: a folder that is never made, only those in it are: it may be away.
    ///   - isFresh: whether what lies there under the name of a file stays: the same bytes are the file itself, which
    ///     an earlier attempt wrote; any others are the fault `StoreError.occupied`.
    /// - Returns: the fault of each file that was not written, in order.
    /// - Throws: `StoreError.notDurable`; then nothing is known of any.
    package static func write(
        _ files: [(bytes: [UInt8], path: FilePath)], below root: FilePath? = nil, inOrder: Bool = false,
        isFresh: Bool = false,
        permissions: FilePermissions = readable
    ) throws(StoreError) -> [StoreError?] {
        var batch = DurableBatch(below: root)
        var faults: [StoreError?] = []
        for (bytes, path) in files {
            let temporary = temporaryPath(for: path)
            if inOrder, case let fault?? = faults.last {
                faults.append(fault)
                continue
            }
            do {
                try createFolder(path.removingLastComponent(), below: root)
                try writeTemporary(bytes, temporary, permissions, isExact: root != nil)
                batch.add(temporary, to: path)
                faults.append(nil)
            } catch {
                if error.isFatal { throw error }
                faults.append(error)
            }
        }
        var outcomes = try batch.settle(inOrder: inOrder, isFresh: isFresh).makeIterator()
        return faults.map { fault in fault ?? outcomes.next().flatMap(\.self) }
    }

    /// Beside the file, the same for each attempt at it, and no longer than any name may be.
    private static func temporaryPath(for path: FilePath) -> FilePath {
        path.removingLastComponent().appending(".\(path.lastComponent?.string.shortName ?? "0").tmp")
    }

    private static func writeTemporary(
        _ bytes: [UInt8], _ path: FilePath, _ permissions: FilePermissions, isExact: Bool
    ) throws(StoreError) {
        do {
            let descriptor = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .truncate, .noFollow, .closeOnExec],
                permissions: permissions)
            defer { _ = close(descriptor.rawValue) }
            // What others fetch they must be able to read, whatever mask the daemon was started with.
            if isExact, fchmod(descriptor.rawValue, permissions.rawValue) != 0 { throw Errno(rawValue: errno) }
            try descriptor.writeAll(bytes)
        } catch {
            throw StoreError(error, at: path.removingLastComponent())
        }
    }

    /// Renames a synced file into place and syncs the folder that now names it.
    package static func move(_ from: FilePath, to path: FilePath) throws(StoreError) {
        try rename(from, to: path)
        try syncFolder(path.removingLastComponent())
    }

    static func rename(_ from: FilePath, to path: FilePath) throws(StoreError) {
        guard unsafe from.withNames(path, { unsafe Glibc.rename($0, $1) }) == 0 else {
            throw StoreError(Errno(rawValue: errno), at: path.removingLastComponent())
        }
    }

    /// Renames a file unless there is one of that name, in one step where the file system can.
    ///
    /// - Throws: `StoreError.occupied` where there is, of other bytes; the file then has no name any more.
    static func renameFresh(_ from: FilePath, to path: FilePath) throws(StoreError) {
        switch unsafe from.withNames(path, { unsafe platform_rename_fresh($0, $1) }) {
        case 0: return
        case EEXIST:
            let isSame = haveSameBytes(from, path)
            from.unlinked()
            if !isSame { throw .occupied }
        case let fault: throw StoreError(Errno(rawValue: fault), at: path.removingLastComponent())
        }
    }

    /// Whether both are regular files of the same bytes; nobody's link is followed.
    private static func haveSameBytes(_ one: FilePath, _ other: FilePath) -> Bool {
        do {
            let contents = try [one, other].map { path in
                let file = try FileDescriptor.open(path, .readOnly, options: [.noFollow, .nonBlocking, .closeOnExec])
                return try file.closeAfter { try file.readAll(limit: 1 << 24) }
            }
            return contents[0] == contents[1]
        } catch {
            return false
        }
    }

    /// Makes the names in `folder` durable; an administrator may have put a link in its place.
    package static func syncFolder(_ folder: FilePath) throws(StoreError) {
        try openFile(folder, options: .closeOnExec) { folder throws(StoreError) in try sync(folder) }
    }

    /// Lends a file or folder, opened for reading.
    static func openFile(
        _ path: FilePath, options: FileDescriptor.OpenOptions = [.noFollow, .closeOnExec],
        _ body: (FileDescriptor) throws(StoreError) -> Void
    ) throws(StoreError) {
        let descriptor: FileDescriptor
        do {
            descriptor = try FileDescriptor.open(path, .readOnly, options: options)
        } catch {
            throw StoreError(error, at: path.removingLastComponent())
        }
        defer { _ = close(descriptor.rawValue) }
        try body(descriptor)
    }

    /// After a failed sync the kernel may have dropped the pages: there is no second try.
    package static func sync(_ descriptor: FileDescriptor) throws(StoreError) {
        guard fsync(descriptor.rawValue) == 0 else { throw .notDurable("\(Errno(rawValue: errno))") }
    }

    /// Makes everything durable on the file system that holds `path`: for many small files far less than one by one.
    static func syncFileSystem(of path: FilePath) throws(StoreError) {
        try openFile(path) { file throws(StoreError) in
            let failure = platform_sync_file_system(file.rawValue)
            guard failure == 0 else { throw .notDurable("\(Errno(rawValue: failure))") }
        }
    }

    /// Creates `folder` and the folders above it, for the owner alone.
    ///
    /// - Parameters:
    ///   - root: a folder that is not created, nor is anything above it; those in it get its own rights and group.
    ///   - isShared: whether the group may look into it.
    ///   - isSynced: whether the new names are durable when this returns; else the caller syncs the file system.
    package static func createFolder(
        _ folder: FilePath, below root: FilePath? = nil, isShared: Bool = false, isSynced: Bool = true
    ) throws(StoreError) {
        guard folder != root else { return }
        let parent = folder.removingLastComponent()
        let mode: mode_t = isShared ? 0o750 : 0o700
        if folder.makeFolder(mode) != 0 {
            if errno == EEXIST { return }
            guard errno == ENOENT, !parent.isEmpty else { throw StoreError(Errno(rawValue: errno), at: folder) }
            guard parent != root else { throw StoreError(Errno.noSuchFileOrDirectory, at: parent) }
            try createFolder(parent, below: root, isShared: isShared, isSynced: isSynced)
            guard folder.makeFolder(mode) == 0 || errno == EEXIST else {
                throw StoreError(Errno(rawValue: errno), at: folder)
            }
        }
        if let root { try giveRights(of: root, to: folder) }
        if isSynced, !parent.isEmpty { try syncFolder(parent) }
    }

    /// Creates a folder for the owner alone, or takes away the rights that others have to one that is there. What is made in it is
    /// closed to them whatever mask the process has.
    package static func createPrivateFolder(_ folder: FilePath) throws(StoreError) {
        try createFolder(folder)
        guard folder.setMode(0o700) == 0 else { throw StoreError(Errno(rawValue: errno), at: folder) }
    }

    /// Whoever may fetch papers from a folder may do so from those that the daemon makes in it.
    private static func giveRights(of root: FilePath, to folder: FilePath) throws(StoreError) {
        var status = stat()
        guard unsafe root.withPlatformString({ unsafe stat($0, &status) }) == 0,
            folder.setMode(status.st_mode & 0o2777) == 0
        else {
            throw StoreError(Errno(rawValue: errno), at: root)
        }
    }
}
