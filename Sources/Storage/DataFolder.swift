// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
package import SystemPackage

/// Who may look into the data folder: its owner alone, but for the folders of papers that lie in it, which are for others. Those
/// keep the rights that an administrator gives them; the folder itself lets through whoever knows their names.
package struct DataFolder {
    private let path: FilePath
    /// What others fetch or bring, and what is no secret.
    private let shared: [FilePath]
    private let isPassage: Bool

    /// - Parameters:
    ///   - papers: the folders of notices, replies and receipts.
    ///   - others: what is not to be touched besides.
    package init(_ path: FilePath, papers: [FilePath], others: [FilePath] = []) {
        self.path = path
        shared = papers + others
        isPassage = papers.contains { $0 != path && $0.starts(with: path) }
    }

    /// Takes the rights of others away from all that is private.
    ///
    /// - Returns: whether anybody could look into it.
    package func close() throws(StoreError) -> Bool {
        let mode = try status(of: path).st_mode & 0o777
        let wanted = mode & 0o700 | (isPassage ? 0o011 : 0)
        if mode != wanted { try set(wanted, on: path) }
        var wasOpen = mode & 0o066 != 0
        for name in try FolderListing.names(in: path) {
            let entry = path.appending(name)
            guard !shared.contains(where: { $0.starts(with: entry) }), try close(entry) else { continue }
            wasOpen = wasOpen || mode & 0o011 != 0
        }
        return wasOpen
    }

    /// Of what belongs to somebody else, or leads elsewhere, the rights are not the daemon's to take.
    private func close(_ entry: FilePath) throws(StoreError) -> Bool {
        let status = try status(of: entry)
        guard status.st_mode & S_IFMT != S_IFLNK, status.st_uid == geteuid(), status.st_mode & 0o077 != 0 else {
            return false
        }
        try set(status.st_mode & 0o700, on: entry)
        return true
    }

    private func status(of entry: FilePath) throws(StoreError) -> stat {
        var status = stat()
        let outcome = unsafe entry.withPlatformString { unsafe lstat($0, &status) }
        guard outcome == 0 || entry != path && errno == ENOENT else {
            throw StoreError(Errno(rawValue: errno), at: path)
        }
        return status
    }

    private func set(_ mode: mode_t, on entry: FilePath) throws(StoreError) {
        let outcome = unsafe entry.withPlatformString { unsafe chmod($0, mode) }
        guard outcome == 0 || errno == ENOENT else { throw StoreError(Errno(rawValue: errno), at: path) }
    }
}
