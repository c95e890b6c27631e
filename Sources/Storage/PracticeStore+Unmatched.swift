// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// A document whose person could not be established (*documenti da abbinare*).
package struct UnmatchedDocument: Hashable, Sendable {
    package let delivery: Delivery
    package let extract: Extract
    package let since: Timestamp
}

/// Why a document could not be given its person.
package enum MatchRefusal: String, Error, Hashable, Sendable {
    /// Somebody else settled it, or there is none within the operator's reach.
    case notWaiting
    case notPermitted
}

extension PracticeReader {
    /// The documents that wait for their person within the operator's reach, oldest first.
    package func unmatchedDocuments(for viewer: Operator?) async throws -> [UnmatchedDocument] {
        try await database.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT delivery.*, unmatched.since FROM unmatched
                        JOIN delivery ON delivery.id = unmatched.delivery
                    WHERE unmatched.settledAt IS NULL ORDER BY delivery.id
                    """
            ).compactMap { row in
                let delivery = try DeliveryRow.delivery(row)
                guard viewer?.reaches(delivery) ?? true,
                    let extract = try DocumentRow.extract(database, delivery.arrival.sha256)
                else { return nil }
                return UnmatchedDocument(
                    delivery: delivery, extract: extract, since: Timestamp(seconds: row["since"]))
            }
        }
    }
}

extension PracticeStore {
    /// Gives a waiting document its person; a practice is made or joined as if the document had named it.
    ///
    /// - Returns: the practice.
    /// - Throws: `MatchRefusal` or `StoreError`.
    package func match(
        _ id: Delivery.ID, to person: Beneficiary, by viewer: Operator
    ) async throws -> PracticeNumber {
        let now = clock()
        return try await transaction { database in
            let (delivery, extract) = try waiting(database, id, viewer)
            try close(database, id, viewer, now)
            if let files = try files(database, of: delivery, extract) {
                let filing = RequestFiling(folder: files.folder, rules: rules, papers: papers, now: now)
                let request = RequestFolder.Member(delivery: delivery, extract: extract)
                return try filing.open(request, for: person, files.members, database)
            }
            let opening = PracticeOpening(
                delivery: delivery, extract: extract, beneficiary: person, now: now)
            let (practice, findings) = try opening.run(database)
            let answer = Answer(outcome: .acquired, practice: practice, findings: findings)
            try answer.give(database, to: delivery, papers, at: now)
            return practice
        }
    }

    /// Says of a waiting document that no practice follows from it.
    package func setAsNotPertinent(_ id: Delivery.ID, by viewer: Operator) async throws {
        let now = clock()
        try await transaction { database in
            let (delivery, extract) = try waiting(database, id, viewer)
            try close(database, id, viewer, now)
            let files = try files(database, of: delivery, extract)?.members.filter(\.needsAnswer) ?? []
            let answer = Answer(outcome: .notEvidence, findings: extract.findings)
            try answer.give(database, to: delivery, papers, at: now)
            for file in files {
                try Answer(outcome: .notEvidence).give(database, to: file.delivery, papers, at: now)
            }
        }
    }

    private func waiting(
        _ database: Database, _ id: Delivery.ID, _ viewer: Operator
    ) throws -> (Delivery, Extract) {
        guard viewer.role.has(.matchDocuments) else { throw MatchRefusal.notPermitted }
        let isWaiting = try Bool.fetchOne(
            database, sql: "SELECT settledAt IS NULL FROM unmatched WHERE delivery = ?", arguments: [id.value])
        guard isWaiting == true, let delivery = try DeliveryRow.fetch(database, id), viewer.reaches(delivery),
            let extract = try DocumentRow.extract(database, delivery.arrival.sha256)
        else { throw MatchRefusal.notWaiting }
        return (delivery, extract)
    }

    /// The files that wait with a request; nothing where the document is no request.
    private func files(
        _ database: Database, of delivery: Delivery, _ extract: Extract
    ) throws -> (folder: RequestFolder, members: [RequestFolder.Member])? {
        guard extract.request != nil, let folder = delivery.arrival.requestFolder else { return nil }
        let request = RequestFolder.Member(delivery: delivery, extract: extract)
        return (folder, try folder.files(for: request, database) { $0.delivery.outcome == .unmatched })
    }

    /// Takes a document out of those that wait.
    private func close(_ database: Database, _ id: Delivery.ID, _ viewer: Operator, _ now: Timestamp) throws {
        try database.execute(
            sql: "UPDATE unmatched SET settledAt = ?, settledBy = ? WHERE delivery = ?",
            arguments: [now.seconds, viewer.fiscalCode.value, id.value])
    }
}

extension Operator {
    fileprivate func reaches(_ delivery: Delivery) -> Bool {
        role.has(.view) && covers(asl: delivery.arrival.asl, district: delivery.arrival.district)
    }
}
