// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import CPlatform
internal import GRDB
package import SystemPackage

/// The archive in the middle of the house: every fact about files, practices and papers, behind verbs of the domain.
///
/// One process has it open for writing, with one connection that writes and checkpoints; pages read through connections
/// of their own. Each verb is one transaction, and returns when it is on the disk (`synchronous=FULL`).
package struct PracticeStore: Sendable {
    let database: any DatabaseWriter
    /// Connections of their own for `PracticeReader.readAtOnce`: an asynchronous read gives its connection back only when its task
    /// goes on, which takes one of the very threads that would stand waiting for it.
    let prompt: PromptReaders
    /// Where the bytes of documents lie.
    let tree: DocumentTree
    let rules: DecisionRules
    let papers: PaperRenderer
    let faults: StoreFaults
    let clock: @Sendable () -> Timestamp
    let chain: AccessChain
    let commits: GroupCommit
    let accounts = AccountShelf()

    /// Opens or creates `esenzioni.sqlite` in `folder` and brings its tables up to date. The caller holds the `StoreLock`.
    ///
    /// - Parameters:
    ///   - accessKey: signs the access log; by default the one in `folder`.
    ///   - faults: told of what ends the daemon.
    ///   - clock: the present moment; tests freeze it.
    package init(
        folder: FilePath, catalogue: CatalogueLookup, papers: PaperRenderer, accessKey: AccessKey? = nil,
        faults: StoreFaults = StoreFaults(), clock: @escaping @Sendable () -> Timestamp
    ) throws(StoreError) {
        try Restoration.checkFinished(in: folder)
        let fileSystem = FileSystem(of: folder)
        if fileSystem.isUnsafeForDatabase { throw .onShare(fileSystem.networkName ?? "") }
        let key =
            if let accessKey { accessKey } else { try AccessKey(at: folder.appending(AccessKey.fileName)) }
        let chain = AccessChain(key: key, clock: clock)
        platform_count_no_database_memory()
        do {
            let pool = try Self.pool(in: folder)
            try Self.migrator.checkNotNewer(pool)
            let isNew = try pool.read { try !Self.migrator.appliedIdentifiers($0).contains(Schema006.name) }
            try Self.migrator.migrate(pool)
            try pool.write { database in
                // Before this process adds entries of its own.
                try AccessTerm.check(database, at: clock())
                try chain.open(database, isNew: isNew)
            }
            database = pool
            prompt = PromptReaders(
                try (0..<Self.readers).map { _ in
                    try DatabaseQueue(path: folder.appending(Self.fileName).string, configuration: Self.reading)
                })
            commits = GroupCommit(pool, chain: chain, faults: faults)
            pool.add(transactionObserver: accounts, extent: .databaseLifetime)
        } catch let error as StoreError {
            throw error
        } catch {
            throw .unusable("\(error)")
        }
        tree = DocumentTree(root: folder)
        rules = DecisionRules(catalogue: catalogue)
        self.papers = papers
        self.chain = chain
        self.faults = faults
        self.clock = clock
    }

    package static let fileName = "esenzioni.sqlite"

    /// The connection that writes, and those that read beside it.
    private static func pool(in folder: FilePath) throws -> DatabasePool {
        let path = folder.appending(fileName)
        // Made for its owner alone; what SQLite makes beside it has the same rights.
        try FileDescriptor.open(
            path, .readWrite, options: [.create, .closeOnExec], permissions: .ownerReadWrite
        ).close()
        let pool = try DatabasePool(path: path.string, configuration: writing)
        // Only now: opening the pool sets a weaker one, under which a commit may be lost with the power.
        try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try keepLog(database)
        }
        return pool
    }

    /// At once, of each of the two kinds.
    private static let readers = 4

    /// How long another process is waited for.
    static let busySeconds = 5

    private static var writing: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = readers
        configuration.busyMode = .timeout(Double(busySeconds))
        return configuration
    }

    /// After 64 MB and not SQLite's 4: a page that every document or every look at a practice changes is then brought from the
    /// log to its place a sixteenth as often. The log does not grow beyond that by more than what one transaction adds, unless
    /// readers hold on to it. Up to there it is lengthened ahead of what is written (decision 0013).
    private static let framesOfLog: UInt32 = 16_000

    private static func keepLog(_ database: Database) throws {
        let pageBytes = try UInt32.fetchOne(database, sql: "PRAGMA page_size") ?? 0
        unsafe platform_keep_log(UnsafeMutableRawPointer(database.sqliteConnection), framesOfLog, pageBytes)
    }

    private static var reading: Configuration {
        var configuration = writing
        configuration.readonly = true
        return configuration
    }

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration(Schema001.name) { database in
            for statement in Schema001.statements { try database.execute(sql: statement) }
        }
        migrator.registerMigration(Schema002.name) { database in
            for statement in Schema002.statements { try database.execute(sql: statement) }
        }
        migrator.registerMigration(Schema003.name) { try $0.execute(sql: Schema003.statements) }
        migrator.registerMigration(Schema004.name) { try $0.execute(sql: Schema004.statements) }
        migrator.registerMigration(Schema005.name) { try $0.execute(sql: Schema005.statements) }
        migrator.registerMigration(Schema006.name) { try $0.execute(sql: Schema006.statements) }
        migrator.registerMigration(Schema007.name) { try $0.execute(sql: Schema007.statements) }
        migrator.registerMigration(Schema008.name) { try $0.execute(sql: Schema008.statements) }
        migrator.registerMigration(Schema009.name) { try $0.execute(sql: Schema009.statements) }
        migrator.registerMigration(Schema010.name) { try $0.execute(sql: Schema010.statements) }
        migrator.registerMigration(Schema011.name) { try $0.execute(sql: Schema011.statements) }
        migrator.registerMigration(Schema012.name) { try $0.execute(sql: Schema012.statements) }
        migrator.registerMigration(Schema013.name) { try $0.execute(sql: Schema013.statements) }
        migrator.registerMigration(Schema014.name) { try $0.execute(sql: Schema014.statements) }
        migrator.registerMigration(Schema015.name) { try $0.execute(sql: Schema015.statements) }
        migrator.registerMigration(Schema016.name) { try $0.execute(sql: Schema016.statements) }
        migrator.registerMigration(Schema017.name) { try $0.execute(sql: Schema017.statements) }
        migrator.registerMigration(Schema018.name) { try $0.execute(sql: Schema018.statements) }
        migrator.registerMigration(Schema019.name) { try Schema019.migrate($0) }
        migrator.registerMigration(Schema020.name) { try $0.execute(sql: Schema020.statements) }
        migrator.registerMigration(Schema021.name) { try $0.execute(sql: Schema021.statements) }
        migrator.registerMigration(Schema022.name) { try Schema022.migrate($0) }
        migrator.registerMigration(Schema023.name) { database in
            database.add(function: Schema022.ofDelivery)
            try database.execute(sql: Schema023.statements)
        }
        migrator.registerMigration(Schema024.name) { try $0.execute(sql: Schema024.statements) }
        migrator.registerMigration(Schema030.name) { try $0.execute(sql: Schema030.statements) }
        migrator.registerMigration(Schema031.name) { try $0.execute(sql: Schema031.statements) }
        migrator.registerMigration(Schema032.name) { try Schema032.migrate($0) }
        migrator.registerMigration(Schema033.name) { try $0.execute(sql: Schema033.statements) }
        migrator.registerMigration(Schema034.name) { try Schema034.migrate($0) }
        return migrator
    }
}

extension DatabaseMigrator {
    /// An older program must not touch a newer database.
    func checkNotNewer(_ reader: any DatabaseReader) throws {
        guard try reader.read(hasBeenSuperseded) else { return }
        throw StoreError.newerSchema
    }
}
