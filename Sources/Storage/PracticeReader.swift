// SPDX-License-Identifier: EUPL-1.2

internal import GRDB
package import SystemPackage

/// A view of the store that can only be looked at: what a command opens beside a live daemon.
package struct PracticeReader: Sendable {
    let database: any DatabaseReader
    /// The connections of `readAtOnce`.
    private let prompt: PromptReaders
    /// Nothing beside a daemon, whose changes cannot be noticed.
    let accounts: AccountShelf?

    /// Opens an existing database read-only.
    package init(folder: FilePath) throws(StoreError) {
        try Restoration.checkFinished(in: folder)
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        do {
            let queue = try DatabaseQueue(
                path: folder.appending(PracticeStore.fileName).string, configuration: configuration)
            self.init(database: queue, prompt: PromptReaders([queue]))
        } catch {
            throw .unusable("\(error)")
        }
    }

    /// What a restore that did not end has left in a data folder, which may hold no database yet.
    package static func unfinishedRestore(in folder: FilePath) -> StoreError? {
        do {
            try Restoration.checkFinished(in: folder)
            return nil
        } catch { return error }
    }

    init(database: any DatabaseReader, prompt: PromptReaders, accounts: AccountShelf? = nil) {
        self.database = database
        self.prompt = prompt
        self.accounts = accounts
    }

    /// Reads on the thread that asks, for the few rows of a page that an index leads to: reading them takes a fraction of the time
    /// of the two changes of thread that an asynchronous read makes. What may look through many rows is read asynchronously.
    func readAtOnce<Value>(_ body: (Database) throws -> Value) throws -> Value { try prompt.read(body) }

    /// How large the database is, in bytes, without what its log still holds.
    package func databaseSize() async throws -> Int {
        try await database.read { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            return pages * (try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
        }
    }

    /// What SQLite finds wrong with the file; nothing when it is whole.
    package func integrityProblems() async throws -> [String] {
        try await database.read { database in
            try String.fetchAll(database, sql: "PRAGMA quick_check").filter { $0 != "ok" }
        }
    }
}

extension PracticeStore {
    /// The same questions, asked inside the daemon.
    package var reader: PracticeReader { PracticeReader(database: database, prompt: prompt, accounts: accounts) }
}
