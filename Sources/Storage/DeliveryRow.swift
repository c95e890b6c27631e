// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// The table `delivery`: the ledger of every file ever taken in.
enum DeliveryRow {
    /// In the order in which `delivery` reads them; what a statement asks besides stands behind them.
    static let columns = """
        delivery.id, delivery.audience, delivery.sha256, delivery.asl, delivery.sender, delivery.name, delivery.size,
        delivery.district, delivery.origin, delivery.request, delivery.receivedAt, delivery.outcome, delivery.heldSince,
        delivery.practice, delivery.findings
        """

    /// - Returns: the new row, or nothing when the very same file is in the ledger already.
    static func insert(_ database: Database, _ arrival: Arrival, at now: Timestamp) throws -> Delivery.ID? {
        try database.execute(
            kept: """
                INSERT INTO delivery (sender, audience, name, base, sha256, size, asl, district, origin, request, receivedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (origin) DO NOTHING
                """,
            arguments: [
                arrival.sender, arrival.senderKind.rawValue, arrival.name, arrival.baseName.fittedName,
                arrival.sha256.value,
                arrival.size, arrival.asl.value, arrival.district, arrival.origin, arrival.request, now.seconds,
            ])
        return database.changesCount == 1 ? Delivery.ID(database.lastInsertedRowID) : nil
    }

    static func fetch(_ database: Database, _ id: Delivery.ID) throws -> Delivery? {
        try Row.fetchOne(database, kept: "SELECT \(columns) FROM delivery WHERE id = ?", arguments: [id.value]).map(
            delivery)
    }

    /// An earlier delivery of the same bytes that made or joined a practice, or waits for its person. What was erased answers
    /// nobody any more: the same bytes are then a document like any other.
    static func settledTwin(_ database: Database, of delivery: Delivery) throws -> Delivery? {
        try Row.fetchOne(
            database,
            kept: """
                SELECT \(columns) FROM delivery
                WHERE sha256 = ? AND id <> ? AND outcome IN ('ACQUISITO', 'DA_ABBINARE')
                    AND NOT EXISTS (SELECT 1 FROM erasedPractice WHERE erasedPractice.practice = delivery.practice)
                ORDER BY id LIMIT 1
                """,
            arguments: [delivery.arrival.sha256.value, delivery.id.value]
        ).map(Self.delivery)
    }

    /// Notes that a file was read and waits for the other files of its request, or that a request does.
    static func hold(
        _ database: Database, _ id: Delivery.ID, _ request: StatedRequest?, in folder: RequestFolder, at now: Timestamp
    ) throws {
        try database.execute(
            kept: "UPDATE delivery SET request = ?, heldSince = ?, holds = ?, isFresh = 1 WHERE id = ?",
            arguments: [folder.path, now.seconds, request == nil ? "file" : "request", id.value])
        guard let request else { return }
        try database.execute(
            kept: "DELETE FROM requestAttachment WHERE delivery = ?", arguments: [id.value])
        for (place, listed) in request.attachments.enumerated() {
            try database.execute(
                kept: "INSERT INTO requestAttachment VALUES (?, ?, ?, ?, ?, ?, 'held')",
                arguments: [
                    id.value, place, folder.sender, folder.path, listed.sha256.value, listed.name.fittedName,
                ])
        }
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

    /// Whether the answer that was just settled is the very one that the sender had before the file was read again.
    static func isToldAlready(_ database: Database, _ id: Delivery.ID) throws -> Bool {
        let row = try Row.fetchOne(
            database,
            kept:
                "SELECT toldBefore = outcome || findings AS same FROM delivery WHERE id = ? AND toldBefore IS NOT NULL",
            arguments: [id.value])
        guard let row else { return false }
        try database.execute(kept: "UPDATE delivery SET toldBefore = NULL WHERE id = ?", arguments: [id.value])
        return row["same"]
    }

    /// - Parameter row: begins with `columns`, which are read by their places: looking them up by name would take longer than
    ///   SQLite does.
    static func delivery(_ row: Row) throws -> Delivery {
        guard let kind = Sender.Kind(rawValue: row[1]), let sha256 = ContentHash(row[2] as String),
            let asl = ASLCode(row[3] as String)
        else { throw StoreError.damagedRow("delivery") }
        return Delivery(
            id: Delivery.ID(row[0]),
            arrival: Arrival(
                sender: row[4], senderKind: kind, name: row[5], sha256: sha256, size: row[6], asl: asl,
                district: row[7], origin: row[8], request: row[9]),
            receivedAt: Timestamp(seconds: row[10]), outcome: (row[11] as String?).flatMap(ReceiptOutcome.init),
            isHeld: (row[12] as Int64?) != nil, practice: (row[13] as String?).flatMap { PracticeNumber($0) },
            findings: try findings(row[14]))
    }

    /// Most deliveries have none, and have none yet when they are looked at most.
    private static func findings(_ text: String) throws -> [Finding] {
        text == "[]" ? [] : try JSONText.decode([Finding].self, from: text)
    }
}
