// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// The table `delivery`: the ledger of every file ever taken in.
enum DeliveryRow {
    /// - Returns: the new row, or nothing when the very same file is in the ledger already.
    static func insert(_ database: Database, _ arrival: Arrival, at now: Timestamp) throws -> Delivery.ID? {
        try database.execute(
            kept: """
                INSERT INTO delivery (sender, audience, name, sha256, size, asl, district, origin, request, receivedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (origin) DO NOTHING
                """,
            arguments: [
                arrival.sender, arrival.senderKind.rawValue, arrival.name, arrival.sha256.value, arrival.size,
                arrival.asl.value, arrival.district, arrival.origin, arrival.request, now.seconds,
            ])
        return database.changesCount == 1 ? Delivery.ID(database.lastInsertedRowID) : nil
    }

    static func fetch(_ database: Database, _ id: Delivery.ID) throws -> Delivery? {
        try Row.fetchOne(database, kept: "SELECT * FROM delivery WHERE id = ?", arguments: [id.value]).map(delivery)
    }

    /// An earlier delivery of the same bytes that made or joined a practice, or waits for its person.
    static func settledTwin(_ database: Database, of delivery: Delivery) throws -> Delivery? {
        try Row.fetchOne(
            database,
            kept: """
                SELECT * FROM delivery
                WHERE sha256 = ? AND id <> ? AND outcome IN ('ACQUISITO', 'DA_ABBINARE')
                ORDER BY id LIMIT 1
                """,
            arguments: [delivery.arrival.sha256.value, delivery.id.value]
        ).map(Self.delivery)
    }

    /// Notes that a file was read and waits for the other files of its request.
    static func hold(_ database: Database, _ id: Delivery.ID, in folder: RequestFolder, at now: Timestamp) throws {
        try database.execute(
            kept: "UPDATE delivery SET request = ?, heldSince = ? WHERE id = ?",
            arguments: [folder.path, now.seconds, id.value])
    }

    /// - Parameter staysHeld: whether a request may still claim the file.
    static func settle(
        _ database: Database, _ id: Delivery.ID, _ outcome: ReceiptOutcome, practice: PracticeNumber?,
        findings: [Finding], staysHeld: Bool = false
    ) throws {
        try database.execute(
            kept: """
                UPDATE delivery SET outcome = ?, practice = ?, findings = ?, heldSince = iif(?, heldSince, NULL)
                WHERE id = ?
                """,
            arguments: [outcome.rawValue, practice?.value, try JSONText.encode(findings), staysHeld, id.value])
    }

    static func delivery(_ row: Row) throws -> Delivery {
        guard let kind = Sender.Kind(rawValue: row["audience"]),
            let sha256 = ContentHash(row["sha256"] as String), let asl = ASLCode(row["asl"] as String)
        else { throw StoreError.damagedRow("delivery") }
        return Delivery(
            id: Delivery.ID(row["id"]),
            arrival: Arrival(
                sender: row["sender"], senderKind: kind, name: row["name"], sha256: sha256, size: row["size"],
                asl: asl, district: row["district"], origin: row["origin"], request: row["request"]),
            receivedAt: Timestamp(seconds: row["receivedAt"]),
            outcome: (row["outcome"] as String?).flatMap(ReceiptOutcome.init),
            isHeld: (row["heldSince"] as Int64?) != nil,
            practice: (row["practice"] as String?).flatMap { PracticeNumber($0) },
            findings: try JSONText.decode([Finding].self, from: row["findings"]))
    }
}
