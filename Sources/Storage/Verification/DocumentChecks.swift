// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// Compares the ledger with the bytes in the archive, in both directions. Asks the database a page at a time, so that a
/// daemon beside it can go on putting its log in order while gigabytes are read.
struct DocumentChecks {
    let database: any DatabaseReader
    let tree: DocumentTree
    /// Whether each document is read to its end; otherwise it is enough that it is there.
    let readsBytes: Bool
    let progress: (WorkProgress) -> Void
    let report: (ArchiveFault) throws -> Void

    /// - Returns: how many documents the ledger names.
    func run() throws -> Int {
        try checkOrphans()
        try checkErased()
        let total = try database.read { try Int.fetchOne($0, sql: "SELECT count(DISTINCT sha256) FROM delivery") ?? 0 }
        var done = 0
        var last: ContentHash?
        let ledger = LedgerDocuments(database: database)
        while let hashes = try ledger.page(after: last) {
            for hash in hashes { try check(hash) }
            last = hashes.last
            done += hashes.count
            progress(WorkProgress(phase: .documents, done: done, total: max(done, total)))
        }
        return done
    }

    private func check(_ hash: ContentHash) throws {
        guard readsBytes else {
            if !tree.holds(hash) { try report(ArchiveFault(.documentMissing, .document(hash))) }
            return
        }
        switch try tree.examine(hash) {
        case .whole: break
        case .missing: try report(ArchiveFault(.documentMissing, .document(hash)))
        case .altered: try report(ArchiveFault(.documentAltered, .document(hash)))
        }
    }

    private func checkErased() throws {
        let erased = try database.read { database in
            try String.fetchAll(database, sql: "SELECT sha256 FROM erasedDocument").compactMap { ContentHash($0) }
        }
        for hash in erased where tree.holds(hash) {
            // A daemon may be taking in the same bytes again.
            let isErased = try database.read { database in
                try Bool.fetchOne(
                    database, sql: "SELECT EXISTS (SELECT 1 FROM erasedDocument WHERE sha256 = ?)",
                    arguments: [hash.value])
            }
            if isErased == true { try report(ArchiveFault(.documentNotErased, .document(hash))) }
        }
    }

    /// The folder is looked at before the ledger, so that a document which a daemon takes in meanwhile is no orphan.
    private func checkOrphans() throws {
        try tree.forEachFolder { paths in
            let strangers = try database.read { database in
                try paths.filter { path in
                    let known = try Int.fetchOne(
                        database, sql: "SELECT 1 FROM delivery WHERE sha256 = ? LIMIT 1",
                        arguments: [path.split(separator: "/").last.map(String.init)])
                    return known == nil
                }
            }
            for path in strangers { try report(ArchiveFault(.documentOrphan, .file(path))) }
        }
    }
}
