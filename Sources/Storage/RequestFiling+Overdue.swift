// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// What becomes of files that have waited long enough: their sender is told what is missing. They stay held, so that the
/// missing file completes the request whenever it comes.
extension RequestFiling {
    func giveUpWaiting(_ database: Database) throws {
        try run(database)
        guard try !folder.hasUnread(database) else { return }
        let members = try folder.members(database)
        let waiting = members.filter { $0.isHeld && $0.request != nil }
        let files = members.filter { $0.request == nil }
        for request in waiting where request.isUnanswered {
            let findings = request.contents(files).findings
            try give(.incomplete(findings, needsPerson: true), to: request, database)
        }
        for file in files where file.isUnanswered {
            if let request = waiting.first(where: { $0.listsOrNames(file) }) {
                let findings = request.contents(files).findings.filter { $0.isAbout(file) }
                try give(.incomplete(findings, needsPerson: false), to: file, database)
            } else {
                try answerUnlisted(file, members, database)
            }
        }
    }

    /// A file that no waiting request lists: it joins the practice that was made from its folder, where that is still open
    /// and there is no doubt which. An ASL wants to see all that a citizen sent, but never in somebody else's practice.
    private func answerUnlisted(
        _ file: RequestFolder.Member, _ members: [RequestFolder.Member], _ database: Database
    ) throws {
        let requests = members.filter { $0.request != nil }
        let practices = Set(requests.compactMap(\.delivery.practice))
        if let only = practices.first, practices.count == 1, requests.allSatisfy({ !$0.isHeld }),
            let request = requests.first, let practice = try PracticeRow.fetch(database, only), practice.state.isOpen
        {
            let attachment = RequestEvidence.Attachment(name: file.name, extract: file.extract, isListed: false)
            let evidence = RequestEvidence(catalogue: rules.catalogue)
            try PracticeRow.touch(database, only, at: now)
            try attach(file, to: only, evidence.findings(of: attachment, for: request.extract), database)
        } else {
            let code: FindingCode = requests.isEmpty ? .requestMissing : .attachmentUnlisted
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
        let before = try folder.members(database).filter(\.isUnanswered)
        let filing = RequestFiling(folder: folder, rules: rules, papers: papers, now: now)
        try filing.giveUpWaiting(database)
        return try before.compactMap { try DeliveryRow.fetch(database, $0.delivery.id) }
            .filter { $0.outcome != nil }.map { FiledDelivery(delivery: $0, fault: nil) }
    }

    private func answerAlone(_ folder: RequestFolder, _ now: Timestamp) async throws -> [FiledDelivery] {
        do {
            return try await transaction { try answer(folder, $0, now) }
        } catch {
            guard isFaultOfOneDocument(error) else { throw error }
            let unanswered = try await transaction { try folder.members($0).filter(\.isUnanswered).map(\.delivery) }
            try await setAsideUnfiled(unanswered.map(\.id))
            return unanswered.map { FiledDelivery(delivery: $0, fault: error) }
        }
    }
}
