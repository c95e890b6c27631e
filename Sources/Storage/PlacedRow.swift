// SPDX-License-Identifier: EUPL-1.2

internal import GRDB
internal import GRDBSQLite

/// A row as long as its statement stands at it, whose columns are read by their places. It is only lent, so that nobody can keep
/// it longer.
///
/// GRDB's own row makes a dictionary of its columns' names each time a statement is run; for the one row that most statements of
/// a page find, that takes longer than finding it.
@safe
struct PlacedRow: ~Copyable {
    private let statement: SQLiteStatement

    fileprivate init(_ statement: SQLiteStatement) { unsafe self.statement = statement }

    /// - Parameter place: from 0.
    /// - Precondition: `Value` is an optional where the column can be without a value, as for GRDB's own row.
    subscript<Value: StatementColumnConvertible>(place: Int) -> Value {
        guard let value = unsafe Value.fromStatement(statement, atUncheckedIndex: CInt(place)) else {
            preconditionFailure("column \(place) has no value that could be read as \(Value.self)")
        }
        return value
    }
}

extension Statement {
    /// What `read` makes of each row.
    ///
    /// - Parameters:
    ///   - arguments: as many as the statement has places for.
    ///   - read: asks the database for nothing itself.
    /// - Throws: `DatabaseError`, and what `read` throws.
    func map<Value>(_ arguments: [any StatementBinding], _ read: (borrowing PlacedRow) throws -> Value) throws
        -> [Value]
    {
        var values: [Value] = []
        try forEach(arguments) { values.append(try read($0)) }
        return values
    }

    /// The same for many rows, of which nothing is kept.
    func forEach(_ arguments: [any StatementBinding], _ visit: (borrowing PlacedRow) throws -> Void) throws {
        let statement = unsafe sqliteStatement
        // What it answers has been said by the step that failed.
        defer { _ = unsafe sqlite3_reset(statement) }
        try bind(arguments)
        while true {
            switch unsafe sqlite3_step(statement) {
            case SQLITE_ROW: try visit(unsafe PlacedRow(statement))
            case SQLITE_DONE: return
            case let code: throw fault(code)
            }
        }
    }

    private func bind(_ arguments: [any StatementBinding]) throws {
        guard unsafe sqlite3_bind_parameter_count(sqliteStatement) == arguments.count else {
            throw fault(SQLITE_MISUSE)
        }
        for (place, argument) in zip(CInt(1)..., arguments) {
            let code = unsafe argument.bind(to: sqliteStatement, at: place)
            guard code == SQLITE_OK else { throw fault(code) }
        }
    }

    private func fault(_ code: CInt) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: unsafe String(cString: sqlite3_errmsg(sqlite3_db_handle(sqliteStatement))), sql: sql)
    }
}
