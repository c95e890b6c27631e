// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// A document whose person could not be established (*documenti da abbinare*).
package struct UnmatchedDocument: Hashable, Sendable {
    package let delivery: Delivery
    package let extract: Extract
    package let since: Timestamp
}

/// A part of the documents that wait.
package struct UnmatchedPage: Hashable, Sendable {
    package let documents: [UnmatchedDocument]
    /// From 1.
    package let page: Int
    package let total: Int
}

/// A document that waits no longer.
package struct SettledDocument: Hashable, Sendable {
    /// Nothing where it was declared not pertinent.
    package let practice: PracticeNumber?
    package let person: FiscalCode?
}

/// Why a document could not be given its person.
package enum MatchRefusal: String, Error, Hashable, Sendable {
    /// Somebody else settled it, or there is none within the operator's reach.
    case notWaiting
    case notPermitted
}

extension PracticeReader {
    /// One page of the documents that wait for their person within the operator's reach, oldest first; only those that are
    /// on it are noted as disclosed.
    ///
    /// - Parameters:
    ///   - page: from 1; the last one where there are fewer.
    ///   - id: asks for the page on which this document is, where it still waits.
    package func unmatchedDocuments(
        for viewer: Viewer?, page: Int = 1, size: Int = .max, with id: Delivery.ID? = nil
    ) async throws -> UnmatchedPage {
        let waiting = WaitingDocuments(for: viewer?.person)
        let found = try await database.read { database in
            let total = try waiting.count(database)
            var page = page
            if let id, try waiting.document(database, id) != nil {
                page = try waiting.count(database, before: id) / max(size, 1) + 1
            }
            let part = ListPart(page: page, size: size, of: total)
            return UnmatchedPage(documents: try waiting.part(database, part), page: part.page, total: total)
        }
        try viewer?.access.note(found.documents.map { AccessSubject($0) })
        return found
    }

    /// One of them; nothing where it does not wait, or not within the operator's reach.
    package func unmatchedDocument(_ id: Delivery.ID, for viewer: Viewer?) async throws -> UnmatchedDocument? {
        let waiting = WaitingDocuments(for: viewer?.person)
        let document = try await database.read { try waiting.document($0, id) }
        try viewer?.access.note([document].compactMap(\.self).map { AccessSubject($0) })
        return document
    }

    /// What became of a document that this operator has settled; nothing for what another has, or nobody.
    package func settled(_ id: Delivery.ID, by viewer: Operator) async throws -> SettledDocument? {
        try await database.read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT delivery.practice, practice.fiscalCode FROM unmatched
                        JOIN delivery ON delivery.id = unmatched.delivery
                        LEFT JOIN practice ON practice.number = delivery.practice
                    WHERE unmatched.delivery = ? AND unmatched.settledBy = ?
                    """,
                arguments: [id.value, viewer.fiscalCode.value])
            return row.map { row in
                SettledDocument(
                    practice: (row["practice"] as String?).flatMap { PracticeNumber($0) },
                    person: (row["fiscalCode"] as String?).flatMap { FiscalCode($0) })
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
        _ id: Delivery.ID, to person: Beneficiary, by viewer: Viewer
    ) async throws -> PracticeNumber {
        let now = clock()
        return try await transaction(recording: viewer.access) { database in
            let (delivery, extract) = try waiting(database, id, viewer.person)
            try close(database, id, viewer.person, now)
            try NamedPerson.write(database, person, for: id)
            let number = try open(database, (delivery, extract), for: person, now)
            try viewer.access.note([
                AccessSubject(practice: number.value, person: person.fiscalCode.value, document: "\(id.value)")
            ])
            return number
        }
    }

    private func open(
        _ database: Database, _ document: (delivery: Delivery, extract: Extract), for person: Beneficiary,
        _ now: Timestamp
    ) throws -> PracticeNumber {
        let (delivery, extract) = document
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

    /// Says of a waiting document that no practice follows from it.
    package func setAsNotPertinent(_ id: Delivery.ID, by viewer: Viewer) async throws {
        let now = clock()
        try await transaction(recording: viewer.access) { database in
            let (delivery, extract) = try waiting(database, id, viewer.person)
            try viewer.access.note([
                AccessSubject(UnmatchedDocument(delivery: delivery, extract: extract, since: now))
            ])
            try close(database, id, viewer.person, now)
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
        guard let document = try WaitingDocuments(for: viewer).document(database, id) else {
            throw MatchRefusal.notWaiting
        }
        return (document.delivery, document.extract)
    }

    /// The files that wait with a request; nothing where the document is no request.
    private func files(
        _ database: Database, of delivery: Delivery, _ extract: Extract
    ) throws -> (folder: RequestFolder, members: [RequestFolder.Member])? {
        guard extract.request != nil, let folder = delivery.arrival.requestFolder else { return nil }
        let request = RequestFolder.Member(delivery: delivery, extract: extract)
        let listed = try folder.listed(by: request, database)
        return (folder, try folder.files(for: request, listed, .unmatched, database))
    }

    /// Takes a document out of those that wait.
    private func close(_ database: Database, _ id: Delivery.ID, _ viewer: Operator, _ now: Timestamp) throws {
        try database.execute(
            sql: "UPDATE unmatched SET settledAt = ?, settledBy = ? WHERE delivery = ?",
            arguments: [now.seconds, viewer.fiscalCode.value, id.value])
    }
}
