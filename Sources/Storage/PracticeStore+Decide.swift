// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

extension PracticeStore {
    /// Carries out a decision: state, history, notice and receipts in one transaction, or nothing at all.
    ///
    /// - Parameter access: the act as the access log keeps it, part of the same transaction.
    /// - Returns: the practice as it now stands.
    /// - Throws: `DecisionRefusal` when the rules refuse it, `StoreError` when the work could not be done.
    package func decide(_ request: DecisionRequest, recording access: Access) async throws -> Practice {
        let now = clock()
        return try await transaction(recording: access) { database in
            guard let practice = try PracticeRow.fetch(database, request.number) else { throw DecisionRefusal.notFound }
            if request.actor.reaches(practice) { try access.note([AccessSubject(practice)]) }
            let last = try HistoryRow.last(database, of: practice.number)
            let decision = try rules.decide(request, on: practice, last: last, at: now)
            if request.action == .validate { try refuseOpenElsewhere(database, decision.practice, request.actor) }
            let stored = try PracticeDocumentRow.findings(database, of: practice.number)
            let findings = try rules.standing(
                database, stored, on: practice.corrected(by: request.entry), for: request.actor, at: now)
            try request.checkAcknowledged(findings)
            if request.action == .validate {
                let new = findings.filter { !stored.contains($0) }
                try PracticeDocumentRow.insert(database, new, of: practice.number)
            }
            try PracticeRow.update(database, decision.practice)
            var lastLine: Int64 = 0
            for line in decision.history {
                lastLine = try HistoryRow.insert(
                    database, line, of: practice.number, systemAccount: access.origin.account)
            }
            try DecisionTrace(request: request, findings: findings, now: now).write(database, line: lastLine)
            if let content = decision.notice { try writeNotice(database, content, decision.practice, now) }
            try ReceiptRow.insert(database, papers, of: decision, at: now)
            return decision.practice
        }
    }

    /// One open or valid practice for a person and an exemption: the doctor's own choice of code must not break it. The other
    /// is named only to who reaches it.
    private func refuseOpenElsewhere(_ database: Database, _ practice: Practice, _ actor: Operator) throws {
        let other = try String.fetchOne(
            database,
            kept: """
                SELECT number FROM practice WHERE fiscalCode = ? AND exemption = ? AND isOpen = 1 AND number <> ?
                """,
            arguments: [
                practice.beneficiary.fiscalCode.value, practice.codes.exemption?.value, practice.number.value,
            ])
        guard let other, let number = PracticeNumber(other) else { return }
        let isReached = try PracticeRow.fetch(database, number).map(actor.reaches) ?? false
        throw DecisionRefusal.openElsewhere(isReached ? number : nil)
    }

    private func writeNotice(
        _ database: Database, _ content: NoticeContent, _ practice: Practice, _ now: Timestamp
    ) throws {
        let notice = Notice(
            practice: practice.number, version: practice.version, asl: practice.asl, at: now, content: content)
        do {
            try NoticeRow.insert(database, notice, bytes: try papers.notice(notice))
        } catch let refused as PaperRefused {
            throw DecisionRefusal.noticeInvalid(refused.reason)
        }
    }
}
