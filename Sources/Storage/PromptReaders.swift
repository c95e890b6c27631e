// SPDX-License-Identifier: EUPL-1.2

internal import GRDB
internal import Synchronization

/// Connections that are read on the thread that asks, each by one reader at a time.
///
/// The library's pool is not used for them: its semaphores and its look at the schema took a fifth of the time of reading a
/// practice (decision 0016).
final class PromptReaders: Sendable {
    private let connections: [DatabaseQueue]
    /// Those that nobody uses, by their places.
    private let idle: Mutex<[Int]>

    /// - Parameter connections: of one database; at least one.
    init(_ connections: [DatabaseQueue]) {
        self.connections = connections
        idle = Mutex(Array(connections.indices))
    }

    /// Reads as of one moment. Where all connections are in use, it waits for one of them.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        guard let place = idle.withLock({ $0.popLast() }) else { return try read(connections[0], body) }
        defer { idle.withLock { $0.append(place) } }
        return try read(connections[place], body)
    }

    private func read<Value>(_ connection: DatabaseQueue, _ body: (Database) throws -> Value) throws -> Value {
        try connection.unsafeRead { database in
            try database.execute(kept: "BEGIN")
            do {
                let value = try body(database)
                try database.execute(kept: "COMMIT")
                return value
            } catch {
                // SQLite ends the transaction itself at some faults.
                if database.isInsideTransaction { try database.execute(kept: "ROLLBACK") }
                throw error
            }
        }
    }
}
