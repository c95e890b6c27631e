// SPDX-License-Identifier: EUPL-1.2

internal import GRDB

extension PracticeStore {
    /// Does `work` in one transaction, which is on the disk when this returns, or not done at all.
    ///
    /// - Throws: what `work` throws; `StoreError` where the database itself failed.
    func transaction<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try faults.refuseAfterFault()
        do {
            return try await database.write(work)
        } catch let error as DatabaseError {
            guard let fault = StoreError(error) else { throw error }
            faults.note(fault)
            throw fault
        }
    }
}

extension StoreError {
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
