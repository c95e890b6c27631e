// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
package import SystemPackage

/// Writes a file so that it is either there whole and for good, or not at all: temporary name, sync, rename, sync of the
/// folder.
package enum DurableFile {
    /// Puts `bytes` at `path`, replacing only a file of the very same bytes' earlier attempt. Errors name the folder and not
    /// the file, since senders put people's names into those of files.
    ///
    /// - Throws: `StoreError.unusable` where the folder cannot be written, `notDurable` where a sync failed.
    package static func write(_ bytes: [UInt8], to path: FilePath) throws(StoreError) {
        let folder = path.removingLastComponent()
        let temporary = folder.appending(".\(path.lastComponent?.string ?? "").tmp")
        try writeTemporary(bytes, temporary)
        try move(temporary, to: path)
    }

    private static func writeTemporary(_ bytes: [UInt8], _ path: FilePath) throws(StoreError) {
        do {
            let descriptor = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .truncate, .noFollow, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead])
            defer { _ = close(descriptor.rawValue) }
            try descriptor.writeAll(bytes)
            try sync(descriptor)
        } catch {
            throw StoreError(error, at: path.removingLastComponent())
        }
    }

    /// Renames a synced file into place and syncs the folder that now names it.
    package static func move(_ from: FilePath, to path: FilePath) throws(StoreError) {
        guard unsafe rename(from.string, path.string) == 0 else {
            throw StoreError(Errno(rawValue: errno), at: path.removingLastComponent())
        }
        try syncFolder(path.removingLastComponent())
    }

    /// Makes the names in `folder` durable.
    package static func syncFolder(_ folder: FilePath) throws(StoreError) {
        do {
            let descriptor = try FileDescriptor.open(folder, .readOnly, options: [.directory, .closeOnExec])
            defer { _ = close(descriptor.rawValue) }
            try sync(descriptor)
        } catch {
            throw StoreError(error, at: folder)
        }
    }

    /// After a failed sync the kernel may have dropped the pages: there is no second try.
    package static func sync(_ descriptor: FileDescriptor) throws(StoreError) {
        guard fsync(descriptor.rawValue) == 0 else { throw .notDurable("\(Errno(rawValue: errno))") }
    }

    /// Creates `folder` and the folders above it, for the owner alone.
    package static func createFolder(_ folder: FilePath) throws(StoreError) {
        if unsafe mkdir(folder.string, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, !folder.removingLastComponent().isEmpty else {
            throw StoreError(Errno(rawValue: errno), at: folder)
        }
        try createFolder(folder.removingLastComponent())
        guard unsafe mkdir(folder.string, 0o700) == 0 || errno == EEXIST else {
            throw StoreError(Errno(rawValue: errno), at: folder)
        }
        try syncFolder(folder.removingLastComponent())
    }
}
