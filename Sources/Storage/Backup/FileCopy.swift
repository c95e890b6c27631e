// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Foundation
internal import Glibc
internal import SystemPackage

/// Copies files between the archive and a backup. Never a link: what happens to one side must not reach the other.
enum FileCopy {
    /// Copies and hashes in one go, durable only after the file system is synced.
    ///
    /// - Returns: hash and size of what was copied; nothing where there is no such file.
    static func copy(
        _ source: FilePath, to target: FilePath, permissions: FilePermissions = .ownerRead
    ) throws -> DocumentArchive.Kept? {
        try FileDescriptor.openExisting(source) { source in
            try write(to: target, permissions) { try source.pour(into: $0) }
        }
    }

    /// Creates the file, which must not exist, and lends it.
    static func write<Result>(
        to target: FilePath, _ permissions: FilePermissions = .ownerReadWrite,
        _ body: (FileDescriptor) throws -> Result
    ) throws -> Result {
        let descriptor = try FileDescriptor.open(
            target, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
            permissions: permissions)
        defer { _ = Glibc.close(descriptor.rawValue) }
        return try body(descriptor)
    }

    /// Takes away what a failed work made. Where even that fails, the fault that stopped the work is the one to be told, and
    /// what is left has a name that nobody takes for a whole.
    static func discard(_ path: FilePath) {
        do { try remove(path) } catch {}
    }

    /// Removes a file or a folder with all that is in it; one that is not there is as good.
    static func remove(_ path: FilePath) throws {
        guard path.isThere else { return }
        if String(validating: path) != nil { return try FileManager.default.removeItem(atPath: path.string) }
        let name = try ReadableName(of: path)
        try withExtendedLifetime(name) {
            for inner in try FolderListing.names(in: name.path) { try remove(name.path.appending(inner)) }
        }
        guard unsafe path.withPlatformString({ unsafe rmdir($0) }) == 0 else { throw Errno(rawValue: errno) }
    }
}
