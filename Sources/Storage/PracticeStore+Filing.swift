// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

extension PracticeStore {
    /// Files what the reading of a delivery yielded: a practice is made or joined, or the document is set aside, and the
    /// receipt is written, all in one transaction. Filing a settled delivery again changes nothing.
    ///
    /// - Returns: the delivery with its outcome.
    /// - Throws: `StoreError`; nothing is then changed and the delivery still waits.
    package func file(_ id: Delivery.ID, as extract: Extract) async throws -> Delivery {
        let filing = Filing(extract: extract, rules: rules, papers: papers, now: clock())
        return try await database.write { try filing.run($0, id) }
    }
}

/// The steps of filing one document, inside one transaction.
struct Filing {
    let extract: Extract
    let rules: DecisionRules
    let papers: PaperRenderer
    let now: Timestamp

    func run(_ database: Database, _ id: Delivery.ID) throws -> Delivery {
        guard let delivery = try DeliveryRow.fetch(database, id) else { throw StoreError.unknownDelivery }
        guard delivery.outcome == nil else { return delivery }
        let result = try settle(database, delivery)
        try DeliveryRow.settle(database, id, result.outcome, practice: result.practice, findings: result.findings)
        try ReceiptRow.insert(
            database, papers, for: delivery, at: now, outcome: result.outcome, practice: result.practice,
            kind: extract.kind, findings: result.findings)
        guard let settled = try DeliveryRow.fetch(database, id) else { throw StoreError.unknownDelivery }
        return settled
    }

    /// What became of the document.
    struct Outcome {
        let outcome: ReceiptOutcome
        var practice: PracticeNumber?
        var findings: [Finding]
    }

    private func settle(_ database: Database, _ delivery: Delivery) throws -> Outcome {
        if let twin = try DeliveryRow.settledTwin(database, of: delivery) {
            return Outcome(outcome: .duplicate, practice: twin.practice, findings: [])
        }
        try DocumentRow.save(database, delivery.arrival.sha256, extract, at: now)
        switch extract.role {
        case .certificate: return try fileCertificate(database, delivery)
        case .notEvidence: return Outcome(outcome: .notEvidence, findings: extract.findings)
        case .unreadable, .request, .attachment, .cancellation: return try setAside(database, delivery)
        }
    }

    private func fileCertificate(_ database: Database, _ delivery: Delivery) throws -> Outcome {
        guard let person = extract.establishedPerson else {
            try database.execute(
                sql: "INSERT INTO unmatched (delivery, since) VALUES (?, ?)",
                arguments: [delivery.id.value, now.seconds])
            return Outcome(outcome: .unmatched, findings: extract.findings)
        }
        let opening = PracticeOpening(delivery: delivery, extract: extract, beneficiary: person, now: now)
        let opened = try opening.run(database)
        return Outcome(outcome: .acquired, practice: opened.practice, findings: opened.findings)
    }

    private func setAside(_ database: Database, _ delivery: Delivery) throws -> Outcome {
        let reason =
            extract.findings.first { $0.severity == .blocking }
            ?? Finding(extract.role == .unreadable ? .contentUnrecognised : .requestInvalid)
        try database.execute(
            sql: "INSERT OR REPLACE INTO quarantine (delivery, code, since) VALUES (?, ?, ?)",
            arguments: [delivery.id.value, reason.code.rawValue, now.seconds])
        let findings = extract.findings.contains(reason) ? extract.findings : extract.findings + [reason]
        return Outcome(outcome: .refused, findings: findings)
    }
}

extension Extract {
    /// The person, when the document leaves no doubt who it is: a sound code that is not contested.
    fileprivate var establishedPerson: Beneficiary? {
        guard let field = fields[.beneficiaryFiscalCode], field.confidence != .doubtful, let text = field.value,
            let code = FiscalCode(text), !findings.contains(where: { $0.code == .severalPersons })
        else { return nil }
        return Beneficiary(
            fiscalCode: code, familyName: value(.beneficiaryFamilyName) ?? "",
            givenName: value(.beneficiaryGivenName) ?? "")
    }
}
