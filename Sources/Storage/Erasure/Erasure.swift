// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// What is to be erased.
package enum ErasureScope: Hashable, Sendable, Codable {
    case practice(PracticeNumber)
    /// All practices of a person, and documents that state this person and are in none.
    case person(FiscalCode)
}

/// Why nothing was erased.
package enum ErasureRefusal: Error, Hashable, Sendable {
    case nothingFound
    /// Somebody still has to decide.
    case practiceOpen(PracticeNumber)
    /// The exemption holds today, and nobody said that it is meant all the same.
    case inForce(PracticeNumber)
    /// A notice or a receipt has yet to go out, or AURA has yet to answer.
    case papersDue(PracticeNumber)
    /// The same bytes came once more and were not answered yet, or their receipt has yet to go out.
    case documentDue(Delivery.ID)
}

/// What an erasure takes away, or would.
package struct ErasureTally: Hashable, Sendable, Codable {
    package var practices: [PracticeNumber] = []
    package var documents: [ContentHash] = []
    package var notices = 0
    package var receipts = 0
    /// Whether old pages stay in the log of the database for the time being, because something reads there.
    package var leavesTraces = false
}

/// Takes from the records what they say of a person, and leaves what makes them add up: numbers, states, times, operators,
/// message identifiers. Works inside one transaction; the bytes of documents go afterwards.
struct Erasure {
    let scope: ErasureScope
    let reason: String
    let account: String
    let now: Timestamp
    /// Whether an exemption that holds today is not to be erased.
    let sparesInForce: Bool

    /// Stands in the place of a fiscal code: the shape of a provisional one that nobody has.
    static let nobody = "00000000000"

    func run(_ database: Database, _ access: Access) throws -> ErasureTally {
        try database.execute(sql: "PRAGMA secure_delete = ON")
        var tally = ErasureTally()
        let practices = try practices(database)
        // Also what is refused tells of them.
        try access.note(practices.map { AccessSubject($0) })
        if case .person(let code) = scope, practices.isEmpty { try access.note([AccessSubject(person: code.value)]) }
        for practice in practices { try checkSettled(database, practice) }
        let documents = try documents(database, practices.map(\.number))
        guard !practices.isEmpty || !documents.isEmpty else { throw ErasureRefusal.nothingFound }
        for document in documents { try checkAnswered(database, document) }
        for practice in practices {
            tally.notices += try erase(database, practice)
            tally.practices.append(practice.number)
        }
        for document in documents {
            tally.receipts += try erase(database, document)
            tally.documents.append(document)
        }
        return tally
    }

    private func practices(_ database: Database) throws -> [Practice] {
        let condition: (String, String) =
            switch scope {
            case .practice(let number): ("number", number.value)
            case .person(let code): ("fiscalCode", code.value)
            }
        return try database.map(
            kept: "SELECT \(PracticeRow.columns) FROM practice WHERE \(condition.0) = ? ORDER BY number",
            arguments: [condition.1], PracticeRow.practice)
    }

    private func checkSettled(_ database: Database, _ practice: Practice) throws {
        if practice.state.isOpen { throw ErasureRefusal.practiceOpen(practice.number) }
        if sparesInForce, practice.isInForce(on: now.romeDay) { throw ErasureRefusal.inForce(practice.number) }
        let due = try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM notice WHERE practice = ?1 AND state IN ('DA_INVIARE', 'INVIATO'))
                    OR EXISTS (
                        SELECT 1 FROM receipt WHERE writtenAt IS NULL AND instr(bytes, CAST(?1 AS BLOB)) > 0)
                """,
            arguments: [practice.number.value])
        if due == true { throw ErasureRefusal.papersDue(practice.number) }
    }

    /// What was acknowledged and not read is owed its bytes, and its sender the receipt that was made.
    private func checkAnswered(_ database: Database, _ document: ContentHash) throws {
        let due = try Int64.fetchOne(
            database,
            sql: """
                SELECT id FROM delivery WHERE sha256 = ?1 AND (outcome IS NULL OR EXISTS (
                    SELECT 1 FROM receipt WHERE receipt.sender = delivery.sender AND receipt.base = delivery.base
                        AND writtenAt IS NULL AND instr(bytes, CAST(?1 AS BLOB)) > 0))
                ORDER BY id LIMIT 1
                """,
            arguments: [document.value])
        if let due { throw ErasureRefusal.documentDue(Delivery.ID(due)) }
    }

    /// The documents that go: those of the practices that are in no other, and, for a person, those that state the person
    /// and are in none.
    private func documents(_ database: Database, _ practices: [PracticeNumber]) throws -> [ContentHash] {
        var hashes: Set<String> = []
        for number in practices {
            hashes.formUnion(
                try String.fetchAll(
                    database, sql: "SELECT sha256 FROM practiceDocument WHERE practice = ?", arguments: [number.value]))
        }
        if case .person(let code) = scope {
            hashes.formUnion(
                try String.fetchAll(
                    database,
                    sql: """
                        SELECT sha256 FROM document
                        WHERE instr(extract, ?) > 0
                            AND NOT EXISTS (
                                SELECT 1 FROM practiceDocument
                                WHERE practiceDocument.sha256 = document.sha256 AND erased = 0)
                            AND NOT EXISTS (
                                SELECT 1 FROM delivery JOIN unmatched ON unmatched.delivery = delivery.id
                                WHERE delivery.sha256 = document.sha256 AND settledAt IS NULL)
                        """,
                    arguments: ["\"\(code.value)\""]))
        }
        let gone = Set(practices.map(\.value))
        return try hashes.sorted().filter { hash in
            let holders = try String.fetchAll(
                database, sql: "SELECT practice FROM practiceDocument WHERE sha256 = ? AND erased = 0",
                arguments: [hash])
            return gone.isSuperset(of: holders)
        }.compactMap { ContentHash($0) }
    }
}

extension Practice {
    /// Whether its exemption has not ended by then; one that has yet to begin is in force too.
    fileprivate func isInForce(on day: CalendarDay) -> Bool {
        guard state == .validated else { return false }
        guard let until = validity?.until else { return true }
        return until >= day
    }
}
