// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Foundation
internal import GRDB
package import SystemPackage

/// A backup that lies in a folder: its head was read and fits its manifest; the files may still be anything.
package struct BackupFolder {
    package let path: FilePath
    package let head: BackupHead
    /// Keeps `path` good.
    private let name: ReadableName

    /// - Throws: `BackupRefusal` where the folder is no backup, or one that this program cannot read; `StoreError`.
    package init(_ path: FilePath) throws {
        do { name = try ReadableName(of: path) } catch { throw BackupRefusal.noBackup }
        let path = name.path
        self.path = path
        let text = try FileDescriptor.openExisting(path.appending(BackupHead.fileName)) {
            try $0.readAll(limit: 1 << 20)
        }
        guard let text else { throw BackupRefusal.noBackup }
        do {
            head = try JSONDecoder().decode(BackupHead.self, from: Data(text))
        } catch {
            throw BackupRefusal.unknownFormat
        }
        guard head.format == BackupHead.currentFormat else { throw BackupRefusal.unknownFormat }
        guard Set(head.schema).isSubset(of: PracticeStore.migrator.migrations) else { throw BackupRefusal.newerSchema }
        guard try head.isSound() else {
            throw BackupRefusal.damaged(ArchiveFault(.fileAltered, .file(BackupHead.fileName)))
        }
        let manifest = try FileDescriptor.hash(of: path.appending(Manifest.fileName))
        guard manifest?.sha256 == head.manifest else {
            throw BackupRefusal.damaged(
                ArchiveFault(manifest == nil ? .fileMissing : .fileAltered, .file(Manifest.fileName)))
        }
    }

    /// Lends every entry of the manifest.
    func forEachEntry(_ body: (ManifestEntry) throws -> Void) throws {
        _ = try FileDescriptor.openExisting(path.appending(Manifest.fileName)) { file in
            try Manifest.forEachEntry(file, body)
        }
    }

    /// Reads every file of the backup to its end and compares it with the manifest, then proves on its records what
    /// `Verification` proves on live ones.
    ///
    /// - Parameters:
    ///   - log: how the access log in it is proven.
    ///   - texts: reads notices.
    /// - Throws: `StoreError`, and what `report` throws.
    package func verify(
        log: AccessVerification = AccessVerification(publicKey: nil), texts: NoticeTexts? = nil,
        progress: @escaping (WorkProgress) -> Void, report: @escaping (ArchiveFault) throws -> Void
    ) throws -> VerificationSummary? {
        var files = 0
        var isDatabaseWhole = false
        try forEachEntry { entry in
            let file = path.pushing(FilePath(entry.path))
            // What a link leads to is not in the backup.
            let isLink = try file.isLink
            let read = isLink ? nil : try FileDescriptor.hash(of: file)
            if read?.sha256 == entry.sha256 {
                isDatabaseWhole = isDatabaseWhole || entry.document == nil
                if let document = entry.document, document != entry.sha256 {
                    try report(ArchiveFault(.documentAltered, .document(document)))
                }
            } else {
                try report(ArchiveFault(read == nil && !isLink ? .fileMissing : .fileAltered, .file(entry.path)))
            }
            files += 1
            progress(WorkProgress(phase: .documents, done: files, total: max(files, head.counts.documents + 1)))
        }
        try checkStrangers(report)
        // A database that is not the one which was saved can say nothing of the rest.
        guard isDatabaseWhole else { return nil }
        return try Verification(folder: path, readsBytes: false, log: log, texts: texts).run(
            progress: progress, report: report)
    }

    /// Files beside those of the manifest; documents that it does not name are told as such by the records.
    private func checkStrangers(_ report: (ArchiveFault) throws -> Void) throws {
        let ours: Set = [
            BackupHead.fileName, Manifest.fileName, PracticeStore.fileName, "documents", FilePath.rootOfDisk,
        ]
        for name in try FolderListing.names(in: path) where !ours.contains(name.string) {
            try report(ArchiveFault(.fileUnlisted, .file(name.string)))
        }
    }
}
