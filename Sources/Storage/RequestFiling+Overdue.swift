// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// What becomes of files that have waited long enough: their sender is told what is missing. They stay held, so that the
/// missing file completes the request whenever it comes.
extension RequestFiling {
    func giveUpWaiting(_ database: Database) throws {
        try run(database)
        guard try !folder.hasUnread(database) else { return }
        // The same request may have been filed from another folder meanwhile.
        for request in try folder.unanswered(database, areRequests: true) { try file(request, database) }
        for request in try folder.unanswered(database, areRequests: true) {
            try give(.incomplete(try findings(of: request, database), needsPerson: true), to: request, database)
        }
        for file in try folder.unanswered(database, areRequests: false) {
            if let request = try folder.request(thatWaitsFor: file, database) {
                let findings = try findings(of: request, database).filter { $0.isAbout(file) }
                try give(.incomplete(findings, needsPerson: false), to: file, database)
            } else {
                try answerUnlisted(file, database)
            }
        }
    }

    private func findings(of request: RequestFolder.Member, _ database: Database) throws -> [Finding] {
        request.contents(try folder.listedOrNamed(by: request, database)).findings
    }

    /// A file that no waiting request lists: it joins the practice that was made from its folder, where that is still open
    /// and there is no doubt which. An ASL wants to see all that a citizen sent, but never in somebody else's practice.
    private func answerUnlisted(_ file: RequestFolder.Member, _ database: Database) throws {
        let history = try folder.history(database)
        if case .one(let only, let request) = history, let practice = try PracticeRow.fetch(database, only),
            practice.state.isOpen
        {
            let attachment = RequestEvidence.Attachment(name: file.name, extract: file.extract, isListed: false)
            let evidence = RequestEvidence(catalogue: rules.catalogue)
            try PracticeRow.touch(database, only, at: now)
            try attach(file, to: only, evidence.findings(of: attachment, for: request.extract), database)
        } else {
            let code: FindingCode = if case .none = history { .requestMissing } else { .attachmentUnlisted }
            let answer = Answer(
                outcome: .refused, findings: [Finding(code, detail: file.name)], staysHeld: true, quarantine: code)
            try give(answer, to: file, database)
        }
    }
}

extension Answer {
    /// - Parameter needsPerson: whether it is shown in quarantine; a request stands there for all of its files.
    fileprivate static func incomplete(_ findings: [Finding], needsPerson: Bool) -> Answer {
        Answer(
            outcome: .refused, findings: findings, staysHeld: true,
            quarantine: needsPerson ? .requestIncomplete : nil)
    }
}

extension Finding {
    /// Whether the sender must be told it of that file: that its request is incomplete, or that it was itself altered.
    fileprivate func isAbout(_ file: RequestFolder.Member) -> Bool {
        code == .requestIncomplete || (code == .attachmentAltered && detail == file.name)
    }
}

extension PracticeStore {
    /// Tells the senders of incomplete requests what is missing, each once.
    ///
    /// - Parameter patience: how long the files of a folder wait after the last of them came, in seconds.
    /// - Returns: the deliveries that were answered; they stay in the ledger, and the missing file completes them later. Those
    ///   whose answer cannot be written carry the fault, and lie in quarantine.
    package func answerOverdueRequests(patience: Int64) async throws -> [FiledDelivery] {
        let now = clock()
        let limit = Timestamp(seconds: now.seconds - patience)
        do {
            return try await transaction { database in
                try RequestFolder.waiting(database, since: limit).flatMap { try answer($0, database, now) }
            }
        } catch {
            guard isFaultOfOneDocument(error) else { throw error }
        }
        var answered: [FiledDelivery] = []
        for folder in try await transaction({ try RequestFolder.waiting($0, since: limit) }) {
            answered += try await answerAlone(folder, now)
        }
        return answered
    }

    private func answer(_ folder: RequestFolder, _ database: Database, _ now: Timestamp) throws -> [FiledDelivery] {
        let before = try unanswered(folder, database)
        let filing = RequestFiling(folder: folder, rules: rules, papers: papers, now: now)
        try filing.giveUpWaiting(database)
        return try before.compactMap { try DeliveryRow.fetch(database, $0.id) }
            .filter { $0.outcome != nil }.map { FiledDelivery(delivery: $0, fault: nil) }
    }

    private func unanswered(_ folder: RequestFolder, _ database: Database) throws -> [Delivery] {
        try [true, false].flatMap { try folder.unanswered(database, areRequests: $0) }.map(\.delivery)
            .sorted { $0.id.value < $1.id.value }
    }

    private func answerAlone(_ folder: RequestFolder, _ now: Timestamp) async throws -> [FiledDelivery] {
        do {
            return try await transaction { try answer(folder, $0, now) }
        } catch {
            guard isFaultOfOneDocument(error) else { throw error }
            let left = try await transaction { try unanswered(folder, $0) }
            try await setAsideUnfiled(left.map(\.id))
            return left.map { FiledDelivery(delivery: $0, fault: error) }
        }
    }
}
