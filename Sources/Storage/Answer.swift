// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// What a sender is told of one file: written into the ledger and onto a receipt together.
struct Answer {
    let outcome: ReceiptOutcome
    var practice: PracticeNumber?
    var kind: DocumentKind?
    var findings: [Finding] = []
    /// A request may still claim the file, which then gets a further answer.
    var staysHeld = false
    /// Why somebody must look at the file; nothing where the answer needs nobody.
    var quarantine: FindingCode?

    /// Notes and sends the answer; what lay in quarantine before lies there only if this answer says so.
    func give(_ database: Database, to delivery: Delivery, _ papers: PaperRenderer, at now: Timestamp) throws {
        try DeliveryRow.settle(
            database, delivery.id, outcome, practice: practice, findings: findings, staysHeld: staysHeld)
        try database.execute(kept: "DELETE FROM quarantine WHERE delivery = ?", arguments: [delivery.id.value])
        if let quarantine {
            try database.execute(
                kept: "INSERT INTO quarantine (delivery, code, since) VALUES (?, ?, ?)",
                arguments: [delivery.id.value, quarantine.rawValue, now.seconds])
        }
        guard try !DeliveryRow.isToldAlready(database, delivery.id) else { return }
        try ReceiptRow.insert(
            database, papers, for: delivery, at: now, outcome: outcome, practice: practice, kind: kind,
            findings: findings)
    }
}
