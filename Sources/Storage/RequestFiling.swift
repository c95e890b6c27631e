// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// Files the requests of one folder, inside one transaction (contract §4.2): a request is filed when all that it lists is
/// there; until then its files wait, and after a while their sender is told what is missing.
///
/// Each request of a folder stands for itself, so that a portal may correct one or reuse a folder. Everything follows from
/// what the ledger holds, whatever came first and however often the work was interrupted.
struct RequestFiling {
    let folder: RequestFolder
    let rules: DecisionRules
    let papers: PaperRenderer
    let now: Timestamp

    /// Files what is complete, unless files of the folder still have to be read. What costs is what has come since the last
    /// time, and not what the folder holds.
    func run(_ database: Database) throws {
        guard try !folder.hasUnread(database) else { return }
        let files = try folder.freshFiles(database)
        let requests = try folder.freshRequests(database)
        for request in requests { try file(request, database) }
        try answerRepeated(files, requests, database)
        try folder.settleFresh(database)
    }

    /// Files one request if all that it lists is there.
    func file(_ request: RequestFolder.Member, _ database: Database) throws {
        if let twin = try DeliveryRow.settledTwin(database, of: request.delivery) {
            return try give(Answer(outcome: .duplicate, practice: twin.practice), to: request, database)
        }
        let listed = try folder.listed(by: request, database)
        guard request.contents(listed).isComplete else { return }
        let files = try folder.files(for: request, listed, .held, database)
        guard let person = request.extract.establishedPerson else { return try letMatch(request, files, database) }
        try open(request, for: person, files, database)
    }

    /// The person is not established: the request waits to be matched, and its files with it.
    private func letMatch(
        _ request: RequestFolder.Member, _ files: [RequestFolder.Member], _ database: Database
    ) throws {
        try database.execute(
            sql: "INSERT INTO unmatched (delivery, since) VALUES (?, ?)",
            arguments: [request.delivery.id.value, now.seconds])
        try give(Answer(outcome: .unmatched, findings: request.extract.findings), to: request, database)
        for file in files where file.isHeld { try give(Answer(outcome: .unmatched), to: file, database) }
    }

    /// Makes or joins the practice of a complete request, with its attachments.
    ///
    /// - Returns: the practice.
    @discardableResult
    func open(
        _ request: RequestFolder.Member, for person: Beneficiary, _ files: [RequestFolder.Member],
        _ database: Database
    ) throws -> PracticeNumber {
        let contents = request.contents(files)
        let evidence = RequestEvidence(catalogue: rules.catalogue)
        let asked = request.extract.about(person)
        let attached = files.filter { contents.place(of: $0.file) != .altered }
        let attachments = attached.map { $0.attachment(contents) }
        let opening = PracticeOpening(
            delivery: request.delivery, extract: evidence.joined(asked, attachments), beneficiary: person, now: now)
        let (practice, findings) = try opening.run(database)
        try give(Answer(outcome: .acquired, practice: practice, findings: findings), to: request, database)
        for (file, attachment) in zip(attached, attachments) {
            try attach(file, to: practice, evidence.findings(of: attachment, for: asked), database)
        }
        for file in files where file.needsAnswer && contents.place(of: file.file) == .altered {
            let told = [Finding(.attachmentAltered, detail: file.name)]
            try give(Answer(outcome: .refused, findings: told), to: file, database)
        }
        return practice
    }

    /// Puts a file into a practice, once. One that was answered before, with another request, gets no second answer.
    func attach(
        _ file: RequestFolder.Member, to practice: PracticeNumber, _ findings: [Finding], _ database: Database
    ) throws {
        let isThere = try PracticeDocumentRow.contains(database, file.sha256, in: practice)
        if !isThere {
            try PracticeDocumentRow.insert(database, file.delivery, in: practice, as: .attachment, findings: findings)
        }
        guard file.needsAnswer else { return }
        let outcome: ReceiptOutcome = isThere ? .duplicate : .acquired
        try give(Answer(outcome: outcome, practice: practice, findings: findings), to: file, database)
    }

    /// A folder that was dropped again: what its requests list has been filed already.
    ///
    /// - Parameters:
    ///   - files: those that came since.
    ///   - requests: those of which something was concluded; what they list may have come long before.
    private func answerRepeated(
        _ files: [RequestFolder.Member], _ requests: [RequestFolder.Member], _ database: Database
    ) throws {
        let listed = try requests.flatMap { try folder.listed(by: $0, database) }
        let seen = Dictionary((files + listed).map { ($0.delivery.id, $0) }, uniquingKeysWith: { first, _ in first })
        for (id, file) in seen.sorted(by: { $0.key.value < $1.key.value }) {
            guard let now = try DeliveryRow.fetch(database, id), now.isHeld, now.outcome == nil,
                try folder.wasFiled(file, database), let twin = try DeliveryRow.settledTwin(database, of: now)
            else { continue }
            try give(Answer(outcome: .duplicate, practice: twin.practice), to: file, database)
        }
    }

    func give(_ answer: Answer, to member: RequestFolder.Member, _ database: Database) throws {
        var answer = answer
        answer.kind = member.extract.kind
        try answer.give(database, to: member.delivery, papers, at: now)
    }
}

extension RequestFolder.Member {
    fileprivate func attachment(_ contents: RequestContents) -> RequestEvidence.Attachment {
        RequestEvidence.Attachment(name: name, extract: extract, isListed: contents.place(of: file) != .unlisted)
    }
}

extension Extract {
    /// The same with the person whom an operator, or the request itself, established.
    fileprivate func about(_ person: Beneficiary) -> Extract {
        var extract = self
        let source = fields[.beneficiaryFiscalCode]?.source ?? FieldSource(.request)
        extract.fields[.beneficiaryFiscalCode] = ExtractedField(
            value: person.fiscalCode.value, confidence: .certain, source: source)
        return extract
    }
}
