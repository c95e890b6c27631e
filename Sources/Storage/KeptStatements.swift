// SPDX-License-Identifier: EUPL-1.2

internal import GRDB

/// Statements that are kept compiled with their connection, for what is asked again with every document: compiling costs
/// more than running them.
extension Database {
    /// - Parameter kept: one statement, always the same text.
    func execute(kept sql: String, arguments: StatementArguments = []) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
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
}

extension DatabaseValueConvertible {
    /// - Parameter kept: as for `execute`.
    static func fetchOne(_ database: Database, kept sql: String, arguments: StatementArguments) throws -> Self? {
        try fetchOne(try database.cachedStatement(sql: sql), arguments: arguments)
    }
}
