// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB
internal import SystemPackage

/// Fills a backup's folder and its manifest, and counts.
struct BackupContents {
    private let source: DocumentTree
    private let target: DocumentTree
    private let progress: (WorkProgress) -> Void
    private var documents = 0
    private var bytes = 0
    /// What is wrong with the archive that is being saved.
    var faults: [ArchiveFault] = []

    init(from source: DocumentTree, to folder: FilePath, progress: @escaping (WorkProgress) -> Void) {
        self.source = source
        self.progress = progress
        target = DocumentTree(root: folder)
    }

    /// The database is already there.
    mutating func addDatabase(to manifest: inout Manifest.Writer) throws {
        guard let read = try FileDescriptor.hash(of: target.root.appending(PracticeStore.fileName)) else {
            throw BackupRefusal.damaged(ArchiveFault(.fileMissing, .file(PracticeStore.fileName)))
        }
        bytes += read.size
        try manifest.add(ManifestEntry(sha256: read.sha256, path: PracticeStore.fileName))
    }

    mutating func addDocuments(of database: any DatabaseReader, to manifest: inout Manifest.Writer) throws {
        let total = try database.read { try Int.fetchOne($0, sql: "SELECT count(DISTINCT sha256) FROM delivery") ?? 0 }
        let ledger = LedgerDocuments(database: database)
        var last: ContentHash?
        while let hashes = try ledger.page(after: last) {
            for hash in hashes { try add(hash, to: &manifest) }
            last = hashes.last
            progress(WorkProgress(phase: .documents, done: documents, total: max(documents, total)))
        }
    }

    /// A document that is missing or altered is a fault of the archive; what there is of it is saved.
    private mutating func add(_ hash: ContentHash, to manifest: inout Manifest.Writer) throws {
        try DurableFile.createFolder(target.folder(of: hash))
        guard let copied = try FileCopy.copy(source.path(of: hash), to: target.path(of: hash)) else {
            faults.append(ArchiveFault(.documentMissing, .document(hash)))
            return
        }
        if copied.sha256 != hash { faults.append(ArchiveFault(.documentAltered, .document(hash))) }
        documents += 1
        bytes += copied.size
        try manifest.add(ManifestEntry(sha256: copied.sha256, path: DocumentTree.relativePath(of: hash)))
    }

    func counts(_ database: Database) throws -> BackupHead.Counts {
        BackupHead.Counts(
            practices: try database.count("practice"), deliveries: try database.count("delivery"),
            notices: try database.count("notice"), receipts: try database.count("receipt"), documents: documents,
            bytes: bytes)
    }
}

/// The documents that the ledger names, each once, by their hash, a page at a time.
struct LedgerDocuments {
    let database: any DatabaseReader

    private static let size = 500

    /// - Returns: the next ones; nothing at the end.
    func page(after last: ContentHash?) throws -> [ContentHash]? {
        let texts = try database.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT sha256 FROM delivery
                    WHERE sha256 > ? AND sha256 NOT IN (SELECT sha256 FROM erasedDocument) ORDER BY sha256 LIMIT ?
                    """,
                arguments: [last?.value ?? "", Self.size])
        }
        if texts.isEmpty { return nil }
        return try texts.map { text in
            guard let hash = ContentHash(text) else { throw StoreError.damagedRow("delivery") }
            return hash
        }
    }
}
