// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

extension PracticeStore {
    /// Files what the reading of a delivery yielded: a practice is made or joined, or the document is set aside, and the
    /// receipt is written, all in one transaction. A file of a citizen's request waits for the others of its folder, and the
    /// one that makes it complete files them all. Filing a settled delivery again changes nothing.
    ///
    /// - Returns: the delivery with its outcome, none while it waits.
    /// - Throws: `StoreError`; nothing is then changed and the delivery still waits.
    package func file(_ id: Delivery.ID, as extract: Extract) async throws -> Delivery {
        let filing = try filing(of: extract)
        return try await transaction { try filing.run($0, id) }
    }

    /// Files several in one transaction, so that one sync serves them all. Where that fails each is filed by itself, and one
    /// that cannot be filed for a reason of its own is put into quarantine, so that it keeps no other waiting.
    ///
    /// - Returns: the deliveries as they now stand, in order.
    /// - Throws: the first fault that is not of one document; what was filed before stays filed.
    package func file(_ read: [(id: Delivery.ID, extract: Extract)]) async throws -> [FiledDelivery] {
        let filings = try read.map { ($0.id, try filing(of: $0.extract)) }
        do {
            return try await transaction { database in
                try filings.map { FiledDelivery(delivery: try $0.1.run(database, $0.0), fault: nil) }
            }
        } catch {
            let isOver = (error as? StoreError)?.isFatal == true || error is CancellationError
            guard !isOver, read.count > 1 || isFaultOfOneDocument(error) else { throw error }
        }
        var settled: [FiledDelivery] = []
        var fault: (any Error)?
        for (id, filing) in filings {
            do { settled.append(try await fileAlone(id, filing)) } catch { fault = fault ?? error }
        }
        if let fault { throw fault }
        return settled
    }

    private func fileAlone(_ id: Delivery.ID, _ filing: Filing) async throws -> FiledDelivery {
        do {
            return FiledDelivery(delivery: try await transaction { try filing.run($0, id) }, fault: nil)
        } catch {
            guard isFaultOfOneDocument(error) else { throw error }
            try await setAsideUnfiled([id])
            guard let delivery = try await reader.delivery(id) else { throw StoreError.unknownDelivery }
            return FiledDelivery(delivery: delivery, fault: error)
        }
    }

    private func filing(of extract: Extract) throws -> Filing {
        Filing(extract: extract, text: try JSONText.encode(extract), rules: rules, papers: papers, now: clock())
    }
}

/// The steps of filing one document, inside one transaction.
struct Filing {
    let extract: Extract
    let text: String
    let rules: DecisionRules
    let papers: PaperRenderer
    let now: Timestamp

    func run(_ database: Database, _ id: Delivery.ID) throws -> Delivery {
        guard let delivery = try DeliveryRow.fetch(database, id) else { throw StoreError.unknownDelivery }
        guard delivery.outcome == nil, !delivery.isHeld else { return delivery }
        let folder = delivery.requestFolder(of: extract)
        if let folder {
            try DocumentRow.save(database, delivery.arrival.sha256, extract, text: text, at: now)
            try DeliveryRow.hold(database, id, extract.request, in: folder, at: now)
        } else {
            try settle(database, delivery)
        }
        // A file that is no part of a request may have been the last that its folder's request waited for.
        if let folder = folder ?? delivery.arrival.requestFolder {
            try RequestFiling(folder: folder, rules: rules, papers: papers, now: now).run(database)
        }
        guard let settled = try DeliveryRow.fetch(database, id) else { throw StoreError.unknownDelivery }
        return settled
    }

    private func settle(_ database: Database, _ delivery: Delivery) throws {
        if let twin = try DeliveryRow.settledTwin(database, of: delivery) {
            return try give(Answer(outcome: .duplicate, practice: twin.practice), to: delivery, database)
        }
        try DocumentRow.save(database, delivery.arrival.sha256, extract, text: text, at: now)
        switch extract.role {
        case .certificate: try fileCertificate(database, delivery)
        case .notEvidence: try give(Answer(outcome: .notEvidence, findings: extract.findings), to: delivery, database)
        case .cancellation: try fileCancellation(database, delivery)
        case .unreadable, .request, .attachment: try setAside(database, delivery)
        }
    }

    private func fileCertificate(_ database: Database, _ delivery: Delivery) throws {
        guard let person = extract.establishedPerson else {
            try database.execute(
                kept: "INSERT INTO unmatched (delivery, since) VALUES (?, ?)",
                arguments: [delivery.id.value, now.seconds])
            return try give(Answer(outcome: .unmatched, findings: extract.findings), to: delivery, database)
        }
        let opening = PracticeOpening(delivery: delivery, extract: extract, beneficiary: person, now: now)
        let (practice, findings) = try opening.run(database)
        try give(Answer(outcome: .acquired, practice: practice, findings: findings), to: delivery, database)
    }

    /// A withdrawal that is granted joins the practice as a document and cancels it. One that is refused is answered and
    /// needs nobody at the ASL: there is nothing to mend in it, and its sender is told where to turn. The answer is the
    /// same whether the practice is decided, another sender's or none at all.
    private func fileCancellation(_ database: Database, _ delivery: Delivery) throws {
        guard let cancellation = extract.cancellation else { return try setAside(database, delivery) }
        let sender = delivery.arrival.sender
        let withdrawal = Withdrawal(
            cancellation: cancellation, sender: sender,
            isOfSender: try PracticeDocumentRow.isPractice(database, cancellation.practice, of: sender))
        guard let practice = try PracticeRow.fetch(database, cancellation.practice),
            let decision = withdrawal.decision(on: practice, at: now)
        else {
            let refusal = Answer(outcome: .refused, findings: [Finding(.cancellationRefused)])
            return try give(refusal, to: delivery, database)
        }
        try PracticeDocumentRow.insert(database, delivery, in: practice.number, as: .cancellation, findings: [])
        try give(Answer(outcome: .acquired, practice: practice.number), to: delivery, database)
        try PracticeRow.update(database, decision.practice)
        for line in decision.history { try HistoryRow.insert(database, line, of: practice.number) }
        try ReceiptRow.insert(database, papers, of: decision, at: now)
    }

    private func setAside(_ database: Database, _ delivery: Delivery) throws {
        let reason = extract.refusal
        let findings = extract.findings.contains(reason) ? extract.findings : extract.findings + [reason]
        try give(
            Answer(outcome: .refused, findings: findings, quarantine: reason.code), to: delivery, database)
    }

    private func give(_ answer: Answer, to delivery: Delivery, _ database: Database) throws {
        var answer = answer
        answer.kind = extract.kind
        try answer.give(database, to: delivery, papers, at: now)
    }
}

extension Delivery {
    /// Where the file waits for the rest of a citizen's request; nothing for what is answered by itself: whatever a hospital
    /// sends, a cancellation, a request that nobody could read.
    fileprivate func requestFolder(of extract: Extract) -> RequestFolder? {
        guard arrival.senderKind == .portal else { return nil }
        switch extract.role {
        case .cancellation: return nil
        case .request:
            guard extract.request != nil else { return nil }
            // A request outside any folder is a folder of its own: it is complete if it lists nothing.
            return arrival.requestFolder ?? RequestFolder(sender: arrival.sender, path: arrival.name)
        case .unreadable where arrival.baseName.lowercased() == "richiesta.xml": return nil
        case .certificate, .attachment, .notEvidence, .unreadable: return arrival.requestFolder
        }
    }
}

extension Arrival {
    var requestFolder: RequestFolder? { request.map { RequestFolder(sender: sender, path: $0) } }
}

extension Extract {
    /// The person, when the document leaves no doubt who it is: a sound code that is not contested.
    var establishedPerson: Beneficiary? {
        guard let field = fields[.beneficiaryFiscalCode], field.confidence != .doubtful, let text = field.value,
            let code = FiscalCode(text), !findings.contains(where: { $0.code == .severalPersons })
        else { return nil }
        return Beneficiary(
            fiscalCode: code, familyName: value(.beneficiaryFamilyName) ?? "",
            givenName: value(.beneficiaryGivenName) ?? "")
    }
}
