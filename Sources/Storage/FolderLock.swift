// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
package import SystemPackage

/// Says to other daemons that a folder is this one's, for as long as the value lives: two that take from one inbox would each make
/// its own practice of what is dropped there. Advisory, by a lock of the kernel that a killed process leaves none of.
package final class FolderLock: Sendable {
    private let descriptor: FileDescriptor

    /// What came of it.
    package enum Outcome {
        case locked(FolderLock)
        /// Another daemon has it.
        case taken
        /// The file system knows no locks, or the folder is not there to be locked.
        case unavailable(String)
    }

    private init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

    /// Locks a folder for as long as the lock is kept.
    package static func take(_ folder: FilePath) -> Outcome {
        do {
            let descriptor = try FileDescriptor.open(folder, .readOnly, options: [.directory, .closeOnExec])
            if flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 { return .locked(FolderLock(descriptor)) }
            let fault = errno
            _ = Glibc.close(descriptor.rawValue)
            return fault == EWOULDBLOCK ? .taken : .unavailable("\(Errno(rawValue: fault))")
        } catch {
            return .unavailable("\(error)")
        }
    }

    deinit { _ = Glibc.close(descriptor.rawValue) }
}
