// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
package import SystemPackage

/// The right to write to the store, held by one process at a time for as long as this value lives.
///
/// A lock of the kernel, so that a process that is killed leaves none behind.
package final class StoreLock: Sendable {
    private let descriptor: FileDescriptor

    /// In the data folder; empty, and of no use to anybody but the kernel.
    static let fileName = "esenzioni.lock"

    /// Takes the lock of `folder` without waiting.
    ///
    /// - Throws: `StoreError.inUse` when another process holds it.
    package init(folder: FilePath) throws(StoreError) {
        do {
            descriptor = try FileDescriptor.open(
                folder.appending(Self.fileName), .readWrite, options: [.create, .closeOnExec],
                permissions: .ownerReadWrite)
        } catch {
            throw .unusable("\(folder.appending(Self.fileName)): \(error)")
        }
        guard flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 else {
            _ = close(descriptor.rawValue)
            throw .inUse
        }
    }

    deinit {
        _ = close(descriptor.rawValue)
    }
}
