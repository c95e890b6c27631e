// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// What a decision leaves beside the practice and its history, in the decision's own transaction: the form is known as taken,
/// the doctor's draft is gone, the red findings are noted as looked into.
struct DecisionTrace {
    let request: DecisionRequest
    /// All that stand at the practice.
    let findings: [Finding]
    let now: Timestamp

    /// Seconds for which a form that was carried out is known again: longer than any session lives.
    private static let memory: Int64 = 7 * 86_400

    /// - Parameter line: of the history, the last that the decision wrote.
    func write(_ database: Database, line: Int64) throws {
        try DraftRow.delete(database, of: request.number, by: request.actor.fiscalCode)
        try rememberForm(database)
        for finding in acknowledged {
            try database.execute(
                kept: "INSERT OR IGNORE INTO acknowledgement (line, finding) VALUES (?, ?)",
                arguments: [line, try JSONText.encode(finding)])
        }
    }

    /// Only what stands there in red: a form may claim whatever it likes.
    private var acknowledged: [Finding] {
        guard request.action == .validate else { return [] }
        return findings.filter { $0.mustBeAcknowledged && request.acknowledged.contains($0) }
    }

    private func rememberForm(_ database: Database) throws {
        guard let ticket = request.ticket else { return }
        try database.execute(
            kept: "DELETE FROM takenForm WHERE takenAt < ?", arguments: [now.seconds - Self.memory])
        try database.execute(
            kept: "INSERT OR REPLACE INTO takenForm (ticket, practice, content, takenAt) VALUES (?, ?, ?, ?)",
            arguments: [ticket, request.number.value, try request.fingerprint, now.seconds])
    }
}

extension DecisionRequest {
    /// What was asked for, whoever's page it was: the same only where nothing would be lost by taking one for the other.
    fileprivate var fingerprint: String {
        get throws { try ContentHash.of(Array(JSONText.encode(sortedForm).utf8)).value }
    }

    /// A set has no order of its own.
    private var sortedForm: [String] {
        get throws {
            let asked = DecisionRequest(
                number: number, action: action, seenVersion: seenVersion, actor: actor, reason: reason,
                noteBeneficiary: noteBeneficiary, noteInternal: noteInternal, entry: entry)
            return [try JSONText.encode(asked)] + (try acknowledged.map { try JSONText.encode($0) }.sorted())
        }
    }
}

extension PracticeReader {
    /// Whether this very request, form and content, has been carried out before: the first of two clicks did it.
    package func isCarriedOut(_ request: DecisionRequest) async throws -> Bool {
        guard let ticket = request.ticket else { return try await isLastLine(request) }
        let fingerprint = try request.fingerprint
        return try await database.read { database in
            try String.fetchOne(
                database, kept: "SELECT content FROM takenForm WHERE ticket = ? AND practice = ?",
                arguments: [ticket, request.number.value]) == fingerprint
        }
    }

    /// Of a form without a name only the history tells: its last line is this person's, to the same effect and with the same
    /// notes.
    private func isLastLine(_ request: DecisionRequest) async throws -> Bool {
        let last = try await database.read { try HistoryRow.last($0, of: request.number) }
        return last.actor == request.actor.actor && last.state == request.action.result
            && last.noteBeneficiary == request.noteBeneficiary && last.noteInternal == request.noteInternal
    }
}
