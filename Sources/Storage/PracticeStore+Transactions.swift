// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

extension PracticeStore {
    /// Does `work` in one transaction, which is on the disk when this returns, or not done at all. Others may share it, and
    /// `work` may be run more than once.
    ///
    /// - Throws: what `work` throws; `StoreError` where the database itself failed.
    func transaction<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await commits.perform(work)
    }

    /// The same for an act of somebody: its entry in the access log is part of the transaction.
    func transaction<Value: Sendable>(
        recording access: Access, _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        do {
            let (value, revision) = try await transaction { [chain] database in
                let value = try work(database)
                return (value, try chain.append(access, database))
            }
            access.confirm(revision)
            return value
        } catch {
            // Whoever catches this and shows a page instead: its entry says that nothing was done.
            access.conclude(error is StoreError ? .failed : .refused)
            throw error
        }
    }
}

extension StoreError {
    /// The fault after which the process must not go on, whichever library told it; nothing where another try may succeed.
    package static func fatal(_ error: any Error) -> StoreError? {
        let fault = error as? StoreError ?? (error as? DatabaseError).flatMap { StoreError($0) }
        return fault.flatMap { $0.isFatal ? $0 : nil }
    }

    /// What a failure of the database means for the daemon; nothing for a fault of what was asked of it.
    init?(_ error: DatabaseError) {
        switch error.extendedResultCode {
        case .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC: self = .notDurable("the database: \(error.resultCode)")
        default:
            switch error.resultCode {
            case .SQLITE_FULL: self = .noSpace
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damagedDatabase
            case .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_READONLY:
                self = .unusable("the database: \(error.resultCode)")
            default: return nil
            }
        }
    }
}
