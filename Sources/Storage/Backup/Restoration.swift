// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB
internal import Glibc
package import SystemPackage

/// Puts a backup back into an empty data folder, whole or not at all.
package struct Restoration {
    private let backup: BackupFolder
    private let course: Course
    private let neighbours: [FilePath]
    private let progress: (WorkProgress) -> Void

    /// What the restored archive does about the time after its backup.
    package struct Course: Hashable, Sendable {
        /// The moment of the restore, behind which no number is known to be free.
        package var restoredAt: Timestamp
        /// Whether papers, numbers and decisions may have been made after the backup that it does not know. Then numbers and
        /// versions go on behind a gap, so that none is given twice, and notices without a reply are sent once more.
        package var followsLoss: Bool
        /// Receipts that were written at or after this moment are put into their folders again; nothing for none.
        package var receiptsSince: Timestamp?

        package init(restoredAt: Timestamp, followsLoss: Bool = true, receiptsSince: Timestamp? = nil) {
            self.restoredAt = restoredAt
            self.followsLoss = followsLoss
            self.receiptsSince = receiptsSince
        }
    }

    /// - Parameter neighbours: folders that the program itself may have been set up with in the data folder.
    package init(
        of backup: BackupFolder, course: Course, beside neighbours: [FilePath] = [],
        progress: @escaping (WorkProgress) -> Void = { _ in }
    ) {
        self.backup = backup
        self.course = course
        self.neighbours = neighbours
        self.progress = progress
    }

    private static let workshop = ".ripristino"

    /// A folder in which a restore stopped before its end must not be taken for a new archive: numbers that it gave would be given
    /// again. What a restore leaves that was killed behind its last step is an empty workshop.
    ///
    /// - Throws: `StoreError.restoreUnfinished`.
    static func checkFinished(in data: FilePath) throws(StoreError) {
        let workshop = data.appending(Self.workshop)
        let database = data.appending(PracticeStore.fileName)
        guard workshop.isThere else { return }
        if database.isThere, try workshop.isVacant { return }
        throw .restoreUnfinished(workshop.string)
    }

    /// Copies every file while comparing it with the manifest, prepares the database, and only then gives both their names:
    /// the database last, since a daemon takes a folder without one for a new archive.
    ///
    /// - Parameter data: the data folder, empty or not there yet.
    /// - Returns: how many notices and receipts will go out again.
    /// - Throws: `BackupRefusal`, `StoreError`; the folder then holds nothing.
    package func run(into data: FilePath) throws -> RestoredArchive {
        let wasThere = data.isThere
        do {
            return try fill(empty: data)
        } catch {
            if !wasThere, error as? BackupRefusal != .inUse { discardEmpty(data) }
            throw error
        }
    }

    /// A folder that was made for nothing would look like an archive that was begun. Somebody else may have made it meanwhile:
    /// one that holds more than the lock stays.
    private func discardEmpty(_ data: FilePath) {
        do {
            guard try FolderListing.names(in: data).allSatisfy({ $0.string == StoreLock.fileName }) else { return }
        } catch {
            return
        }
        data.appending(StoreLock.fileName).unlinked()
        unsafe _ = data.withPlatformString { unsafe rmdir($0) }
    }

    private func fill(empty data: FilePath) throws -> RestoredArchive {
        try DurableFile.createFolder(data)
        let lock: StoreLock
        do { lock = try StoreLock(folder: data) } catch StoreError.inUse { throw BackupRefusal.inUse }
        return try withExtendedLifetime(lock) {
            try checkVacant(data)
            let workshop = data.appending(Self.workshop)
            let documents = data.appending("documents")
            let database = data.appending(PracticeStore.fileName)
            try FileCopy.remove(documents)
            try FileCopy.remove(workshop)
            do {
                let restored = try fill(workshop: workshop)
                try DurableFile.move(workshop.appending("documents"), to: documents)
                try DurableFile.move(workshop.appending(PracticeStore.fileName), to: database)
                FileCopy.discard(workshop)
                return restored
            } catch {
                // The database first: without one, a folder is no archive.
                FileCopy.discard(database)
                FileCopy.discard(documents)
                FileCopy.discard(workshop)
                throw error
            }
        }
    }

    /// What a killed restore left is ours, its documents included while its workshop stands; all else is somebody's data.
    private func checkVacant(_ data: FilePath) throws {
        let names = Set(try FolderListing.names(in: data).map(\.string))
        var ours: Set = [StoreLock.fileName, Self.workshop, AccessKey.fileName]
        if names.contains(Self.workshop) { ours.insert("documents") }
        for neighbour in neighbours {
            var rest = neighbour
            guard rest.removePrefix(data), let name = rest.components.first else { continue }
            ours.insert(name.string)
        }
        guard names.isSubset(of: ours) else { throw BackupRefusal.dataNotEmpty }
    }

    private func fill(workshop: FilePath) throws -> RestoredArchive {
        let tree = DocumentTree(root: workshop)
        try DurableFile.createFolder(workshop.appending("documents"))
        var files = 0
        try backup.forEachEntry { entry in
            let target: FilePath
            if let document = entry.document {
                target = tree.path(of: document)
                try DurableFile.createFolder(tree.folder(of: document))
            } else {
                target = workshop.appending(PracticeStore.fileName)
            }
            let copied = try FileCopy.copy(
                backup.path.pushing(FilePath(entry.path)), to: target,
                permissions: entry.document == nil ? .ownerReadWrite : .ownerRead)
            guard copied?.sha256 == entry.sha256 else {
                throw BackupRefusal.damaged(
                    ArchiveFault(copied == nil ? .fileMissing : .fileAltered, .file(entry.path)))
            }
            files += 1
            progress(WorkProgress(phase: .documents, done: files, total: max(files, backup.head.counts.documents + 1)))
        }
        let restored = try prepare(workshop.appending(PracticeStore.fileName))
        try DurableFile.syncFileSystem(of: workshop)
        return restored
    }

    /// Brings the database up to date and lets it go on after what it cannot know.
    private func prepare(_ path: FilePath) throws -> RestoredArchive {
        progress(WorkProgress(phase: .database, done: 0, total: 1))
        guard path.allows(R_OK) else {
            throw BackupRefusal.damaged(ArchiveFault(.fileMissing, .file(PracticeStore.fileName)))
        }
        let queue = try DatabaseQueue(path: path.string)
        guard try !queue.read(PracticeStore.migrator.hasBeenSuperseded) else { throw BackupRefusal.newerSchema }
        try PracticeStore.migrator.migrate(queue)
        let restored = try queue.write { try RestoredArchive($0, course) }
        try queue.close()
        return restored
    }
}

/// What goes out again from a restored archive.
package struct RestoredArchive: Hashable, Sendable {
    package let notices: Int
    package let receipts: Int

    init(_ database: Database, _ course: Restoration.Course) throws {
        // Another machine may have none of them yet.
        try database.execute(sql: "DELETE FROM outbox")
        if course.followsLoss {
            // A page that was open before the loss must not decide on what it never showed either.
            try NumberGap(moment: course.restoredAt).leave(database)
            notices = try NoticeRow.requeueUnanswered(database)
        } else {
            notices = 0
        }
        if let since = course.receiptsSince {
            try database.execute(
                sql: "UPDATE receipt SET writtenAt = NULL WHERE writtenAt >= ?", arguments: [since.seconds])
            receipts = database.changesCount
        } else {
            receipts = 0
        }
    }
}
