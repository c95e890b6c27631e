// SPDX-License-Identifier: EUPL-1.2

internal import GRDB
package import SystemPackage

/// Proves on the data themselves that nothing acknowledged was lost: every ledger row has its bytes, every practice its
/// documents, every decision its notice, every file its receipt, and the access log its chain and its signed heads. Only
/// reads, also beside a daemon; memory does not grow with the archive, and a fault is told as soon as it is found.
package struct Verification {
    private let folder: FilePath
    private let readsBytes: Bool
    private let log: AccessVerification
    private let texts: NoticeTexts?

    /// - Parameters:
    ///   - folder: the data folder, or that of a backup.
    ///   - readsBytes: nothing else has read the documents to their end.
    ///   - log: how the access log is proven.
    ///   - texts: reads notices, so that what they say is compared with practices and histories.
    package init(
        folder: FilePath, readsBytes: Bool = true, log: AccessVerification = AccessVerification(publicKey: nil),
        texts: NoticeTexts? = nil
    ) {
        self.texts = texts
        self.folder = folder
        self.readsBytes = readsBytes
        self.log = log
    }

    /// Tells every fault there is.
    ///
    /// - Throws: `StoreError` where the archive cannot be looked at, and what `report` throws.
    package func run(
        progress: @escaping (WorkProgress) -> Void, report: @escaping (ArchiveFault) throws -> Void
    ) throws -> VerificationSummary {
        let hasLog = try PracticeReader(folder: folder).keepsAccessLog()
        return try PracticeReader.withCurrentSchema(folder: folder) { database in
            progress(WorkProgress(phase: .database, done: 0, total: 1))
            let (practices, deliveries) = try database.read { database in
                try RecordChecks(report: report, texts: texts).run(database)
                return (try database.count("practice"), try database.count("delivery"))
            }
            let accessLog = hasLog ? try proveLog(database, progress, report) : nil
            let documents = DocumentChecks(
                database: database, tree: DocumentTree(root: folder), readsBytes: readsBytes, progress: progress,
                report: report)
            return VerificationSummary(
                practices: practices, deliveries: deliveries, documents: try documents.run(), accessLog: accessLog)
        }
    }

    private func proveLog(
        _ database: any DatabaseReader, _ progress: (WorkProgress) -> Void, _ report: (ArchiveFault) throws -> Void
    ) throws -> AccessVerification.Summary {
        try database.read { database in
            try log.run(database, progress: progress) { try report(ArchiveFault(.accessLogBroken, .accessLog($0))) }
        }
    }
}

extension Database {
    /// The number of rows of a table of ours.
    func count(_ table: String) throws -> Int {
        try Int.fetchOne(self, sql: "SELECT count(*) FROM \(table)") ?? 0
    }
}

extension PracticeReader {
    /// Whether the program that left the database kept an access log; an empty log of a later one is a fault.
    func keepsAccessLog() throws -> Bool {
        try database.read { try PracticeStore.migrator.appliedIdentifiers($0).contains(Schema006.name) }
    }

    /// Lends the database as this version of the program knows it: where an older one left it, a copy that was brought up
    /// to date and is thrown away, so that what lies there is never changed.
    ///
    /// - Throws: `StoreError.newerSchema`.
    static func withCurrentSchema<Result>(
        folder: FilePath, _ body: (any DatabaseReader) throws -> Result
    ) throws -> Result {
        let database = try PracticeReader(folder: folder).database
        try PracticeStore.migrator.checkNotNewer(database)
        if try database.read(PracticeStore.migrator.hasCompletedMigrations) { return try body(database) }
        let copy = try DatabaseQueue.temporaryFile()
        try database.backup(to: copy)
        try PracticeStore.migrator.migrate(copy)
        return try body(copy)
    }
}

extension DatabaseQueue {
    /// A database in a file that SQLite makes and removes by itself: memory does not grow with it.
    fileprivate static func temporaryFile() throws -> DatabaseQueue { try DatabaseQueue(path: "") }
}
