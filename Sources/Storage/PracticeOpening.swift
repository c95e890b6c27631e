// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// Brings a certificate or a request of a known person into a practice: the open one for the same exemption, or a new one
/// (contract §6).
struct PracticeOpening {
    let delivery: Delivery
    /// Of a request, with what its attachments supply.
    let extract: Extract
    let beneficiary: Beneficiary
    let now: Timestamp

    /// - Returns: the practice, and what the sender and the doctor must know.
    func run(_ database: Database) throws -> (practice: PracticeNumber, findings: [Finding]) {
        let findings = extract.findings + oddDate
        if let open = try openPractice(database) {
            let joined = findings + [Finding(.practiceOpen, detail: open.value)]
            try join(database, open, joined)
            return (open, joined)
        }
        var all = findings
        let valid = try ValidPractice.find(database, beneficiary.fiscalCode, stated.exemption, on: now.romeDay)
        if let valid { all.append(Finding(.alreadyExempt, detail: valid.value)) }
        if extract.request?.asl == nil, extract.residence == nil, !all.contains(where: { $0.code == .aslAssumed }) {
            all.append(Finding(.aslAssumed))
        }
        return (try create(database, all), all)
    }

    /// Where the day on which the portal says to have taken a request cannot be believed.
    private var oddDate: [Finding] {
        guard let day = extract.request?.submittedAt.romeDay else { return [] }
        let received = delivery.receivedAt.romeDay
        // Clocks of two houses may differ around midnight.
        let isOdd = day > received.adding(days: 1) || day < received.adding(months: -12)
        return isOdd ? [Finding(.requestDateOdd, detail: day.italian)] : []
    }

    private var stated: CodePair {
        CodePair(
            exemption: extract.value(.exemptionCode).flatMap { ExemptionCode($0) },
            diagnosis: extract.value(.diagnosisCode).flatMap { DiagnosisCode($0) })
    }

    private func openPractice(_ database: Database) throws -> PracticeNumber? {
        guard let exemption = stated.exemption else { return nil }
        return try String.fetchOne(
            database,
            kept: "SELECT number FROM practice WHERE fiscalCode = ? AND exemption = ? AND isOpen = 1",
            arguments: [beneficiary.fiscalCode.value, exemption.value]
        ).flatMap { PracticeNumber($0) }
    }

    private func join(_ database: Database, _ number: PracticeNumber, _ findings: [Finding]) throws {
        try PracticeRow.touch(database, number, at: now)
        try attach(database, to: number, findings)
    }

    private func create(_ database: Database, _ findings: [Finding]) throws -> PracticeNumber {
        let year = now.romeDay.year
        let (asl, district) = place
        let progressive = try Counter.practice(year: year, asl: asl).next(database)
        guard let number = PracticeNumber(year: year, asl: asl, progressive: progressive) else {
            throw StoreError.numbersExhausted
        }
        let practice = Practice(
            number: number, state: .received, version: 1, asl: asl, district: district,
            beneficiary: beneficiary, submitter: submitter, stated: stated, requestedAt: now, updatedAt: now)
        try PracticeRow.insert(database, practice)
        try HistoryRow.insert(database, HistoryLine(at: now, actor: sendingActor, state: .received), of: number)
        try attach(database, to: number, findings)
        return number
    }

    private func attach(_ database: Database, to number: PracticeNumber, _ findings: [Finding]) throws {
        try PracticeDocumentRow.insert(database, delivery, in: number, as: extract.role, findings: findings)
    }

    /// The ASL of the request where it states one, else that of the document, else the sender's; a district counts only with its
    /// ASL.
    private var place: (asl: ASLCode, district: String?) {
        if let asl = extract.request?.asl { return (asl, extract.request?.district) }
        if let asl = extract.residence, asl != delivery.arrival.asl { return (asl, nil) }
        return (delivery.arrival.asl, delivery.arrival.district)
    }

    /// Whoever filled in the request; of a document by itself, its doctor or, from the portal, the citizen.
    private var submitter: Submitter {
        if let request = extract.request { return request.submitter }
        if delivery.arrival.senderKind == .portal {
            return Submitter(kind: .citizen, fiscalCode: beneficiary.fiscalCode)
        }
        return Submitter(
            kind: .physician, fiscalCode: extract.value(.physicianFiscalCode).flatMap { FiscalCode($0) })
    }

    private var sendingActor: Actor {
        guard let code = submitter.fiscalCode else { return Actor(identity: delivery.arrival.sender, role: .sender) }
        return Actor(identity: code.value, role: submitter.kind.actorRole)
    }
}
