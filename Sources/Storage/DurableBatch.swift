// SPDX-License-Identifier: EUPL-1.2

internal import CPlatform
internal import Glibc
package import SystemPackage

/// Files that are made durable together: written under temporary names, synced, renamed, and their names synced. For many
/// files on a disk of this machine one sync of the file system is far less work than two for each file.
package struct DurableBatch {
    private var moves: [(temporary: FilePath, path: FilePath)] = []

    /// From so many files on the whole file system is synced.
    private static let many = 8

    package init() {}

    /// - Parameters:
    ///   - temporary: a file that is written and closed, on the same file system.
    ///   - path: its name for good; the folder is made where it is missing.
    package mutating func add(_ temporary: FilePath, to path: FilePath) { moves.append((temporary, path)) }

    /// Puts all files in their places, durable when this returns.
    ///
    /// - Throws: `StoreError`; then some may be in place, and the same may be done again.
    package func settle() throws(StoreError) {
        guard let first = moves.first?.temporary else { return }
        // A share may not say that a sync of everything failed.
        guard moves.count >= Self.many, !FileSystem(of: first).hidesChanges else { return try settleEach() }
        try Self.syncEverything(on: first)
        for (temporary, path) in moves {
            try DurableFile.createFolder(path.removingLastComponent(), isSynced: false)
            try DurableFile.rename(temporary, to: path)
        }
        guard let last = moves.last?.path else { return }
        try Self.syncEverything(on: last)
    }

    /// Removes what was written and is not in its place.
    package func discard() {
        for (temporary, _) in moves { unsafe _ = unlink(temporary.string) }
    }

    private func settleEach() throws(StoreError) {
        for (temporary, path) in moves {
            try DurableFile.openFile(temporary) { file throws(StoreError) in try DurableFile.sync(file) }
            try DurableFile.createFolder(path.removingLastComponent())
            try DurableFile.move(temporary, to: path)
        }
    }

    private static func syncEverything(on path: FilePath) throws(StoreError) {
        try DurableFile.openFile(path) { file throws(StoreError) in
            let failure = platform_sync_file_system(file.rawValue)
            guard failure == 0 else { throw .notDurable("\(Errno(rawValue: failure))") }
        }
    }
}
