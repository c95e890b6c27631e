// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB
internal import Glibc
package import SystemPackage

/// Takes a backup of database and documents, also beside a daemon: first a snapshot of the database, then the documents
/// that it names. They are never changed once they are there, so both belong together whatever goes on meanwhile.
package struct Backup {
    private let data: FilePath
    private let program: String
    private let clock: () -> Timestamp
    private let progress: (WorkProgress) -> Void

    /// - Parameters:
    ///   - data: the data folder.
    ///   - program: name and version of this program, for the head.
    package init(
        data: FilePath, program: String, clock: @escaping () -> Timestamp,
        progress: @escaping (WorkProgress) -> Void = { _ in }
    ) {
        self.data = data
        self.program = program
        self.clock = clock
        self.progress = progress
    }

    /// Writes the backup under a temporary name and renames it when it is whole and durable.
    ///
    /// - Parameters:
    ///   - target: a folder that is empty or not there yet.
    ///   - forbidden: folders in which no backup may lie.
    /// - Returns: the head, and what is wrong with the archive itself: a wounded archive is saved as it is, and told.
    /// - Throws: `BackupRefusal`, `StoreError`; nothing is then left behind.
    package func take(
        into target: FilePath, outside forbidden: [FilePath]
    ) throws -> (head: BackupHead, faults: [ArchiveFault]) {
        guard !forbidden.contains(where: target.starts(with:)) else { throw BackupRefusal.targetInside }
        guard data.appending(PracticeStore.fileName).allows(R_OK) else {
            throw BackupRefusal.noArchive
        }
        // What is there already may be a mount point, which nothing can be renamed to.
        let isThere = target.isThere
        let temporary =
            isThere
            ? target.appending(Self.unfinished)
            : try Self.unfinished(beside: target)
        if isThere, temporary.isThere { throw BackupRefusal.unfinished(temporary.string) }
        guard try target.isVacant else { throw BackupRefusal.targetNotEmpty }
        try DurableFile.createFolder(isThere ? target : target.removingLastComponent())
        guard temporary.makeFolder(0o700) == 0 else {
            if errno == EEXIST { throw BackupRefusal.unfinished(temporary.string) }
            throw StoreError.unusable("\(temporary): \(Errno(rawValue: errno))")
        }
        do {
            let name = try ReadableName(of: temporary)
            let result = try withExtendedLifetime(name) { try fill(name.path) }
            try DurableFile.syncFileSystem(of: temporary)
            if isThere { try empty(temporary, into: target) } else { try DurableFile.move(temporary, to: target) }
            return result
        } catch {
            FileCopy.discard(temporary)
            throw (error as? DatabaseError).flatMap { StoreError($0) } ?? error
        }
    }

    private static let unfinished = ".incompleto"

    /// The name of the folder while it is filled, in the bytes of its own.
    private static func unfinished(beside target: FilePath) throws(StoreError) -> FilePath {
        guard let name = target.lastComponent, let longer = FilePath.Component(bytes: name.bytes + unfinished.utf8)
        else { throw .unusable("\(target): not the name of a folder") }
        return target.removingLastComponent().appending(longer)
    }

    /// The head last: a folder without one is no backup.
    private func empty(_ folder: FilePath, into target: FilePath) throws {
        let names = try FolderListing.names(in: folder)
        let (head, others) = (
            names.filter { $0.string == BackupHead.fileName }, names.filter { $0.string != BackupHead.fileName }
        )
        do {
            for name in others { try DurableFile.move(folder.appending(name), to: target.appending(name)) }
            for name in head { try DurableFile.move(folder.appending(name), to: target.appending(name)) }
        } catch {
            for name in names { FileCopy.discard(target.appending(name)) }
            throw error
        }
        FileCopy.discard(folder)
        try DurableFile.syncFolder(target)
    }

    private func fill(_ folder: FilePath) throws -> (head: BackupHead, faults: [ArchiveFault]) {
        let moment = clock()
        try snapshot(to: folder)
        let database = try PracticeReader(folder: folder).database
        var contents = BackupContents(from: DocumentTree(root: data), to: folder, progress: progress)
        let manifest = try FileCopy.write(to: folder.appending(Manifest.fileName)) { file in
            var manifest = Manifest.Writer(file: file)
            try contents.addDatabase(to: &manifest)
            try contents.addDocuments(of: database, to: &manifest)
            return try manifest.finish()
        }
        let head = try database.read { database in
            let problems = try String.fetchAll(database, sql: "PRAGMA quick_check").filter { $0 != "ok" }
            contents.faults += problems.map { ArchiveFault(.databaseDamaged, .database($0)) }
            return try BackupHead(
                format: BackupHead.currentFormat, program: program,
                schema: try PracticeStore.migrator.appliedIdentifiers(database).sorted(), takenAt: moment.iso,
                counts: try contents.counts(database), manifest: manifest)
        }
        try FileCopy.write(to: folder.appending(BackupHead.fileName)) {
            _ = try $0.writeAll(Array(try JSONText.encode(head).utf8) + [UInt8(ascii: "\n")])
        }
        return (head, contents.faults)
    }

    /// Copies the database page by page out of one read transaction. The copy has no log of its own, so that it is one file
    /// and can be looked at where nothing can be written.
    private func snapshot(to folder: FilePath) throws {
        let source = try PracticeReader(folder: data).database
        let copy = try DatabaseQueue(path: folder.appending(PracticeStore.fileName).string)
        try source.read { source in
            // From the first question on, the transaction sees one moment, whatever a daemon writes.
            _ = try source.count("sqlite_master")
            try copy.writeWithoutTransaction { copy in
                try source.backup(to: copy, pagesPerStep: 4096) {
                    progress(WorkProgress(phase: .database, done: $0.completedPageCount, total: $0.totalPageCount))
                }
                try copy.execute(sql: "PRAGMA journal_mode = DELETE")
            }
        }
        try copy.close()
    }
}

extension FilePath {
    /// What a file system keeps for itself at the root of a disk.
    static let rootOfDisk = "lost+found"

    /// Whether there is no such folder, or nothing in it but what the root of a new disk has.
    var isVacant: Bool {
        get throws(StoreError) {
            guard isThere else { return true }
            return isFolder ? try FolderListing.names(in: self).allSatisfy { $0.string == Self.rootOfDisk } : false
        }
    }
}
