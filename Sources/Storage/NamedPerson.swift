// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// Whom an operator named for a document that waited for its person: the operator's own entry beside what the document says.
package struct NamedPerson: Hashable, Sendable {
    package let person: Beneficiary
    package let by: FiscalCode
    package let at: Timestamp
}

extension NamedPerson {
    static let columns = """
        unmatched.settledBy, unmatched.settledAt, unmatched.fiscalCode, unmatched.familyName, unmatched.givenName
        """

    /// - Parameters:
    ///   - row: with `columns` from `first` on, of a document that need not have waited.
    ///   - holder: whose practice it is, for what was matched before the entry was kept.
    init?(_ row: borrowing PlacedRow, from first: Int, holder: FiscalCode) {
        guard let by = (row[first] as String?).flatMap({ FiscalCode($0) }), let at = row[first + 1] as Int64? else {
            return nil
        }
        let code = (row[first + 2] as String?).flatMap { FiscalCode($0) }
        person = Beneficiary(
            fiscalCode: code ?? holder, familyName: row[first + 3] ?? "", givenName: row[first + 4] ?? "")
        self.by = by
        self.at = Timestamp(seconds: at)
    }

    static func write(_ database: Database, _ person: Beneficiary, for id: Delivery.ID) throws {
        try database.execute(
            sql: "UPDATE unmatched SET fiscalCode = ?, familyName = ?, givenName = ? WHERE delivery = ?",
            arguments: [person.fiscalCode.value, person.familyName, person.givenName, id.value])
    }

    static func erase(_ database: Database, of practice: PracticeNumber) throws {
        try database.execute(
            sql: """
                UPDATE unmatched SET fiscalCode = NULL, familyName = '', givenName = ''
                WHERE delivery IN (SELECT delivery FROM practiceDocument WHERE practice = ?)
                """,
            arguments: [practice.value])
    }

    /// Whoever named the person insisted on a code that the names do not make: whoever decides has to know. Nothing where the two
    /// agree, or where documents say both.
    static func contradiction(_ database: Database, in practice: Practice) throws -> Finding? {
        guard !practice.beneficiary.agreesWithCode else { return nil }
        let isNamed = try Bool.fetchOne(
            database,
            kept: """
                SELECT EXISTS (SELECT * FROM practiceDocument
                    JOIN unmatched ON unmatched.delivery = practiceDocument.delivery
                    WHERE practiceDocument.practice = ? AND unmatched.fiscalCode IS NOT NULL)
                """,
            arguments: [practice.number.value])
        guard isNamed ?? false else { return nil }
        return Finding(
            .identityMismatch, field: .beneficiaryFiscalCode, detail: practice.beneficiary.fiscalCode.value)
    }

    /// What was found about the person of a document, and was settled when an operator named the person.
    static func settled(_ database: Database, of practice: PracticeNumber) throws -> Set<Finding> {
        let named = Set(
            try String.fetchAll(
                database,
                kept: """
                    SELECT practiceDocument.sha256 FROM practiceDocument
                        JOIN unmatched ON unmatched.delivery = practiceDocument.delivery
                    WHERE practiceDocument.practice = ? AND unmatched.settledAt IS NOT NULL
                    """,
                arguments: [practice.value]))
        guard !named.isEmpty else { return [] }
        let found = try PracticeDocumentRow.sourced(database, of: practice).filter { $0.finding.code.isOfNamedPerson }
        let open = found.filter { finding in !(finding.document.map { named.contains($0.value) } ?? false) }
        return Set(found.map(\.finding)).subtracting(open.map(\.finding))
    }
}

extension FindingCode {
    /// Whether it says that nobody knows whose the document is, which naming the person settles.
    var isOfNamedPerson: Bool {
        switch self {
        case .fiscalCodeMissing, .fiscalCodeInvalid, .severalPersons: true
        default: false
        }
    }
}
