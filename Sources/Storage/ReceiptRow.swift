// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// The table `receipt`: the bytes of each receipt, made once, until they are on disk and after.
enum ReceiptRow {
    /// Renders and stores the receipt that `delivery` is owed.
    ///
    /// - Parameter line: the history line whose notes the receipt carries, as far as its reader may see them.
    static func insert(
        _ database: Database, _ papers: PaperRenderer, for delivery: Delivery, at now: Timestamp,
        outcome: ReceiptOutcome, practice: PracticeNumber?, kind: DocumentKind? = nil, findings: [Finding] = [],
        line: HistoryLine? = nil
    ) throws {
        let arrival = delivery.arrival
        let base = arrival.baseName.fittedName
        let receipt = Receipt(
            sender: arrival.sender, file: arrival.name,
            progressive: try Counter.receipt(sender: arrival.sender, file: base).next(database),
            sha256: arrival.sha256, at: now, outcome: outcome, practice: practice, documentKind: kind,
            findings: findings, line: line, audience: arrival.senderKind.audience)
        let bytes = try papers.receipt(receipt)
        try database.execute(
            kept: "INSERT INTO receipt (sender, fileName, base, bytes, createdAt, sha256) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [receipt.sender, receipt.fileName, base, bytes.blob, now.seconds, try PaperHash.of(bytes)])
    }

    /// Gives a receipt that waits for its sender's folder another name.
    static func rename(_ database: Database, _ id: Int64, sender: String, from name: String) throws {
        let base = Receipt.baseName(ofFileName: name)
        let number = try Counter.receipt(sender: sender, file: base).another(database)
        try database.execute(
            kept: "UPDATE receipt SET fileName = ? WHERE id = ? AND writtenAt IS NULL",
            arguments: [Receipt.fileName(of: base, progressive: number), id])
    }

    /// One receipt for each file that is in the practice, to its own sender, and one to each other sender of the same bytes.
    static func insert(_ database: Database, _ papers: PaperRenderer, of decision: Decision, at now: Timestamp) throws {
        let practice = decision.practice
        guard let outcome = ReceiptOutcome(practice.state), let line = decision.history.last else { return }
        for delivery in try PracticeDocumentRow.answered(database, of: practice.number) {
            try insert(
                database, papers, for: delivery, at: now, outcome: outcome, practice: practice.number, line: line)
        }
    }
}
