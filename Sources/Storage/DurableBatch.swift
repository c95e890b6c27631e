// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
package import SystemPackage

/// Files that are made durable together: written under temporary names, synced, renamed, and their names synced. For many
/// files on a disk of this machine one sync of the file system is far less work than two for each file.
package struct DurableBatch {
    private var moves: [(temporary: FilePath, path: FilePath)] = []

    /// From so many files on the whole file system is synced.
    private static let many = 8

    /// Never made, since it may be away.
    private let root: FilePath?

    /// - Parameter root: a folder that is not made where it is missing.
    package init(below root: FilePath? = nil) { self.root = root }

    /// - Parameters:
    ///   - temporary: a file that is written and closed, on the same file system.
    ///   - path: its name for good; the folder is made where it is missing.
    package mutating func add(_ temporary: FilePath, to path: FilePath) { moves.append((temporary, path)) }

    /// Puts the files in their places, durable when this returns.
    ///
    /// - Parameters:
    ///   - inOrder: whether none may be in its place before those added earlier are.
    ///   - isFresh: whether what lies in the place of a file stays (`DurableFile.write`).
    /// - Returns: the fault of each file that is not in its place, in the order in which they were added.
    /// - Throws: `StoreError.notDurable`; then nothing is known of any.
    package func settle(inOrder: Bool = false, isFresh: Bool = false) throws(StoreError) -> [StoreError?] {
        guard let first = moves.first?.temporary else { return [] }
        // A share may not say that a sync of everything failed.
        guard moves.count >= Self.many, !FileSystem(of: first).hidesChanges else {
            return try settleEach(inOrder, isFresh)
        }
        try DurableFile.syncFileSystem(of: first)
        let faults = try each(inOrder) { temporary, path throws(StoreError) in
            try DurableFile.createFolder(path.removingLastComponent(), below: root, isSynced: false)
            try isFresh ? DurableFile.renameFresh(temporary, to: path) : DurableFile.rename(temporary, to: path)
        }
        if let placed = zip(moves, faults).first(where: { $0.1 == nil })?.0.path {
            try DurableFile.syncFileSystem(of: placed)
        }
        return faults
    }

    /// Removes what was written and is not in its place.
    package func discard() {
        for (temporary, _) in moves { temporary.unlinked() }
    }

    /// Removes the file that was added last, of which it turned out that it is not to be kept.
    package mutating func discardLast() { moves.popLast()?.temporary.unlinked() }

    private func settleEach(_ inOrder: Bool, _ isFresh: Bool) throws(StoreError) -> [StoreError?] {
        try each(inOrder) { temporary, path throws(StoreError) in
            try DurableFile.openFile(temporary) { file throws(StoreError) in try DurableFile.sync(file) }
            try DurableFile.createFolder(path.removingLastComponent(), below: root)
            try isFresh ? DurableFile.renameFresh(temporary, to: path) : DurableFile.rename(temporary, to: path)
            try DurableFile.syncFolder(path.removingLastComponent())
        }
    }

    /// Does the same for each file; one that fails keeps none of the others from its place.
    private func each(
        _ inOrder: Bool, _ work: (_ temporary: FilePath, _ path: FilePath) throws(StoreError) -> Void
    ) throws(StoreError) -> [StoreError?] {
        var faults: [StoreError?] = []
        for (temporary, path) in moves {
            if inOrder, case let fault?? = faults.last {
                faults.append(fault)
                continue
            }
            do {
                try work(temporary, path)
                faults.append(nil)
            } catch {
                if error.isFatal { throw error }
                faults.append(error)
            }
        }
        return faults
    }
}
