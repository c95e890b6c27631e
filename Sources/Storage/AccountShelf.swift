// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB
internal import Synchronization

/// The accounts as they stand in the table `operator`, at hand for every page that asks whether its operator may still see it.
///
/// Whatever changes the table, by whichever statement, empties the shelf before anybody is told that it is done.
final class AccountShelf: Sendable {
    private struct State {
        var accounts: [FiscalCode: OperatorAccount] = [:]
        /// Grows with every change that was committed.
        var revision = 0
        /// Whether the open transaction has changed the table.
        var isChanging = false
    }

    private let state = Mutex(State())

    /// What is at hand, as it stands now.
    func known(_ code: FiscalCode) -> OperatorAccount? { state.withLock { $0.accounts[code] } }

    /// - Parameter read: asks the database; what it returns is kept unless the table changed meanwhile.
    func account(of code: FiscalCode, read: () throws -> OperatorAccount?) rethrows -> OperatorAccount? {
        let (known, revision) = state.withLock { ($0.accounts[code], $0.revision) }
        if let known { return known }
        guard let found = try read() else { return nil }
        state.withLock { state in
            if state.revision == revision { state.accounts[code] = found }
        }
        return found
    }
}

extension AccountShelf: TransactionObserver {
    func observes(eventsOfKind kind: DatabaseEventKind) -> Bool { kind.tableName == "operator" }

    func databaseDidChange(with event: DatabaseEvent) { state.withLock { $0.isChanging = true } }

    func databaseDidCommit(_ database: Database) {
        state.withLock { state in
            guard state.isChanging else { return }
            state = State(revision: state.revision + 1)
        }
    }

    func databaseDidRollback(_ database: Database) { state.withLock { $0.isChanging = false } }
}
