// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

extension PracticeStore {
    /// Enters files whose bytes are durable into the ledger, all in one transaction; from here on each is owed an outcome.
    ///
    /// - Returns: the new entries; a file that is in the ledger already, by its origin, makes none.
    /// - Throws: `StoreError.erasedMeanwhile` where the bytes of one were taken away as erased before they were entered here:
    ///   nothing is then entered, and they must be kept anew.
    package func register(_ arrivals: [Arrival]) async throws -> [Delivery.ID] {
        let now = clock()
        return try await transaction { database in
            try arrivals.compactMap { arrival in
                try holdAgain(database, arrival.sha256)
                return try DeliveryRow.insert(database, arrival, at: now)
            }
        }
    }

    /// What was erased and comes again is kept like anything else. Erased bytes are removed inside a transaction too, so that from
    /// here on nobody removes them any more.
    private func holdAgain(_ database: Database, _ hash: ContentHash) throws {
        try database.execute(kept: "DELETE FROM erasedDocument WHERE sha256 = ?", arguments: [hash.value])
        guard database.changesCount > 0, !tree.holds(hash) else { return }
        throw StoreError.erasedMeanwhile
    }

    /// The deliveries that wait in `queue` to be read, oldest first: also those that a killed process left behind, but none
    /// that could not be filed.
    package func pendingDeliveries(in queue: ReadingQueue = .quick, limit: Int) throws -> [Delivery] {
        try reader.readAtOnce { database in
            try Row.fetchAll(
                database,
                kept: """
                    SELECT \(DeliveryRow.columns) FROM delivery WHERE outcome IS NULL AND heldSince IS NULL
                        AND needsRecognition = \(queue.rawValue) AND NOT \(UnfiledRow.isUnfiled)
                    ORDER BY id LIMIT ?
                    """,
                arguments: [limit]
            ).map(DeliveryRow.delivery)
        }
    }

    /// Moves a delivery that must be recognised from its picture into the queue for that; a settled one stays settled.
    package func deferToRecognition(_ id: Delivery.ID) async throws {
        try await transaction { database in
            try database.execute(
                kept: "UPDATE delivery SET needsRecognition = 1 WHERE id = ? AND outcome IS NULL", arguments: [id.value]
            )
        }
    }
}

/// Where a delivery waits to be read. Raw values are those of the column `needsRecognition`.
package enum ReadingQueue: Int, Hashable, Sendable {
    /// For everything, at first: text is read a thousand times as fast as pictures.
    case quick = 0
    /// For what turned out to be pictures.
    case recognition = 1
}

extension PracticeReader {
    /// The hashes under which requests that wait in a folder of a sender list a file of that name.
    package func listedHashes(of name: String, in folder: String, of sender: String) async throws -> Set<ContentHash> {
        try await database.read { database in
            Set(
                try String.fetchAll(
                    database,
                    kept: """
                        SELECT sha256 FROM requestAttachment
                        WHERE sender = ? AND folder = ? AND base = ? AND stage = 'held'
                        """,
                    arguments: [sender, folder, name.baseName.fittedName]
                ).compactMap { ContentHash($0) })
        }
    }

    /// One delivery with its outcome.
    package func delivery(_ id: Delivery.ID) async throws -> Delivery? {
        try await database.read { try DeliveryRow.fetch($0, id) }
    }

    /// Deliveries as they now stand, oldest first.
    package func deliveries(_ ids: Set<Delivery.ID>) async throws -> [Delivery] {
        try await database.read { database in
            try ids.sorted { $0.value < $1.value }.compactMap { try DeliveryRow.fetch(database, $0) }
        }
    }
}
