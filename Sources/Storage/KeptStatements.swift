// SPDX-License-Identifier: EUPL-1.2

internal import GRDB
internal import Synchronization

/// Statements that are kept compiled with their connection, for what is asked again with every document: compiling costs
/// more than running them.
extension Database {
    /// - Parameter kept: one statement, always the same text.
    func execute(kept sql: String, arguments: StatementArguments? = nil) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// The same for a statement that every page runs: its values are bound as they are, and no observer is told. Not for the
    /// table of accounts, whose changes are observed (`AccountShelf`).
    ///
    /// - Parameter values: as many as the statement has places for.
    func run(kept sql: String, _ values: [any StatementBinding]) throws {
        try cachedStatement(sql: sql).forEach(values) { _ in }
    }
}

extension Database {
    /// What `read` makes of each row.
    ///
    /// - Parameters:
    ///   - kept: as for `execute`.
    ///   - read: asks the database for nothing itself.
    func map<Value>(
        kept sql: String, arguments: [any StatementBinding], _ read: (borrowing PlacedRow) throws -> Value
    ) throws -> [Value] {
        try cachedStatement(sql: sql).map(arguments, read)
    }

    /// The same for many rows, of which nothing is kept.
    func forEach(
        kept sql: String, arguments: [any StatementBinding], _ visit: (borrowing PlacedRow) throws -> Void
    ) throws {
        try cachedStatement(sql: sql).forEach(arguments, visit)
    }

    /// - Parameter search: a statement that is put together from what was asked, one of many.
    func map<Value>(
        search sql: String, arguments: [any StatementBinding], _ read: (borrowing PlacedRow) throws -> Value
    ) throws -> [Value] {
        try statement(ofSearch: sql).map(arguments, read)
    }
}

extension Row {
    /// - Parameter kept: as for `execute`.
    static func fetchOne(_ database: Database, kept sql: String, arguments: StatementArguments) throws -> Row? {
        try fetchOne(try database.cachedStatement(sql: sql), arguments: arguments)
    }

    static func fetchAll(_ database: Database, kept sql: String, arguments: StatementArguments) throws -> [Row] {
        try fetchAll(try database.cachedStatement(sql: sql), arguments: arguments)
    }

    /// - Parameter search: as for `Database.map`.
    static func fetchAll(_ database: Database, search sql: String, arguments: StatementArguments) throws -> [Row] {
        try fetchAll(try database.statement(ofSearch: sql), arguments: arguments)
    }
}

extension DatabaseValueConvertible {
    /// - Parameter kept: as for `execute`.
    static func fetchOne(_ database: Database, kept sql: String, arguments: StatementArguments) throws -> Self? {
        try fetchOne(try database.cachedStatement(sql: sql), arguments: arguments)
    }

    static func fetchAll(_ database: Database, kept sql: String, arguments: StatementArguments) throws -> [Self] {
        try fetchAll(try database.cachedStatement(sql: sql), arguments: arguments)
    }

    /// - Parameter search: as for `Database.map`.
    static func fetchOne(_ database: Database, search sql: String, arguments: StatementArguments) throws -> Self? {
        try fetchOne(try database.statement(ofSearch: sql), arguments: arguments)
    }
}

extension Database {
    /// The searches that are kept compiled: those that were made first, which are the usual ones. Somebody who asks in all
    /// possible ways has the others compiled each time, and does not fill the memory.
    private static let keptSearches = Mutex<Set<String>>([])
    private static let mostSearches = 256

    fileprivate func statement(ofSearch sql: String) throws -> Statement {
        let isKept = Self.keptSearches.withLock { kept in
            if kept.contains(sql) { return true }
            guard kept.count < Self.mostSearches else { return false }
            kept.insert(sql)
            return true
        }
        return isKept ? try cachedStatement(sql: sql) : try makeStatement(sql: sql)
    }
}
