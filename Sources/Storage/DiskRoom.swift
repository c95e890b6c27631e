// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
package import SystemPackage

/// The room on the file system of a folder, in bytes.
package struct DiskRoom: Hashable, Sendable {
    /// What this process may still write.
    package let free: Int64
    package let size: Int64
    /// Tells file systems of this machine apart.
    package let device: UInt

    /// Nothing where the folder is not there.
    package init?(of folder: FilePath) {
        var answer = statvfs()
        guard unsafe statvfs(folder.string, &answer) == 0 else { return nil }
        let block = Int64(clamping: answer.f_frsize)
        device = answer.f_fsid
        free = Self.bytes(answer.f_bavail, of: block)
        size = Self.bytes(answer.f_blocks, of: block)
    }

    /// A share may call itself larger than any number of bytes.
    private static func bytes(_ blocks: fsblkcnt_t, of block: Int64) -> Int64 {
        let (bytes, isTooLarge) = Int64(clamping: blocks).multipliedReportingOverflow(by: block)
        return isTooLarge ? .max : bytes
    }
}
