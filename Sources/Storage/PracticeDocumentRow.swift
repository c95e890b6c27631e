// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// The tables `practiceDocument` and `practiceFinding`: which documents are in a practice, as what, and what they gave cause
/// to say.
enum PracticeDocumentRow {
    static func insert(
        _ database: Database, _ delivery: Delivery, in practice: PracticeNumber, as role: DocumentRole,
        findings: [Finding]
    ) throws {
        let sha256 = delivery.arrival.sha256.value
        try database.execute(
            kept: "INSERT INTO practiceDocument (practice, delivery, sha256, role) VALUES (?, ?, ?, ?)",
            arguments: [practice.value, delivery.id.value, sha256, role.rawValue])
        for finding in findings {
            try database.execute(
                kept: "INSERT INTO practiceFinding (practice, sha256, finding) VALUES (?, ?, ?)",
                arguments: [practice.value, sha256, try JSONText.encode(finding)])
        }
    }

    static func contains(_ database: Database, _ sha256: ContentHash, in practice: PracticeNumber) throws -> Bool {
        try Bool.fetchOne(
            database, kept: "SELECT EXISTS (SELECT 1 FROM practiceDocument WHERE practice = ? AND sha256 = ?)",
            arguments: [practice.value, sha256.value]) ?? false
    }

    /// What is to be known about a practice, in the order in which it was found.
    static func findings(_ database: Database, of practice: PracticeNumber) throws -> [Finding] {
        try sourced(database, of: practice).map(\.finding)
    }

    /// The same with the document that gave cause to each.
    static func sourced(_ database: Database, of practice: PracticeNumber) throws -> [SourcedFinding] {
        try database.map(
            kept: "SELECT finding, sha256 FROM practiceFinding WHERE practice = ? ORDER BY id",
            arguments: [practice.value]
        ) { row in
            let text: String = row[0]
            return SourcedFinding(
                finding: try bare[text] ?? JSONText.decode(Finding.self, from: text),
                document: (row[1] as String?).flatMap { ContentHash($0) })
        }
    }

    /// Keeps what followed from the doctor's entry and from no document.
    static func insert(_ database: Database, _ findings: [Finding], of practice: PracticeNumber) throws {
        for finding in findings {
            try database.execute(
                kept: "INSERT INTO practiceFinding (practice, finding) VALUES (?, ?)",
                arguments: [practice.value, try JSONText.encode(finding)])
        }
    }

    /// The findings that say nothing but their code, by their JSON: reading that takes longer than finding the row.
    private static let bare = Dictionary(
        uniqueKeysWithValues: FindingCode.allCases.filter { $0.usualField == nil }.map {
            ("{\"code\":\"\($0.rawValue)\"}", Finding($0))
        })

    /// The deliveries whose senders are told of a decision, oldest first (contract §8): those that brought the documents of a
    /// practice, and of each other sender who was answered that a document was there already the first that brought it.
    static func answered(_ database: Database, of practice: PracticeNumber) throws -> [Delivery] {
        try Row.fetchAll(
            database,
            kept: """
                SELECT \(DeliveryRow.columns) FROM practiceDocument
                    JOIN delivery ON delivery.sha256 = practiceDocument.sha256
                    JOIN delivery AS original ON original.id = practiceDocument.delivery
                WHERE practiceDocument.practice = ?1 AND (delivery.id = original.id
                    OR (delivery.sender <> original.sender AND delivery.id =
                        (SELECT min(copy.id) FROM delivery AS copy
                        WHERE copy.sha256 = delivery.sha256 AND copy.sender = delivery.sender
                            AND copy.outcome = 'DUPLICATO' AND coalesce(copy.practice, ?1) = ?1)))
                ORDER BY delivery.id
                """,
            arguments: [practice.value]
        ).map(DeliveryRow.delivery)
    }

    /// Whether a practice is the sender's: the request that opened it came from there, or all of its documents did. Who only
    /// joined what a doctor's certificate had opened cannot take the certificate away.
    static func isPractice(_ database: Database, _ practice: PracticeNumber, of sender: String) throws -> Bool {
        let row = try Row.fetchOne(
            database,
            kept: """
                SELECT count(*) AS documents, total(delivery.sender = ?1) AS own,
                    total(delivery.sender = ?1 AND practiceDocument.role = 'request'
                        AND practice.submitterKind <> 'MEDICO') AS requests
                FROM practiceDocument JOIN delivery ON delivery.id = practiceDocument.delivery
                    JOIN practice ON practice.number = practiceDocument.practice
                WHERE practiceDocument.practice = ?2
                """,
            arguments: [sender, practice.value])
        guard let row else { return false }
        let documents: Int = row["documents"]
        return row["requests"] > 0 || (documents > 0 && row["own"] == documents)
    }
}
