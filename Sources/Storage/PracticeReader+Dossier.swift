// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

extension PracticeReader {
    /// The practice with all that hangs on it; nothing when there is none or `viewer` does not reach it.
    ///
    /// - Parameter viewer: nothing for the administrator's command line, which sees all.
    package func dossier(_ number: PracticeNumber, for viewer: Viewer?) async throws -> PracticeDossier? {
        try readAtOnce { database in
            try head(database, number, viewer).map { try dossier(database, $0) }
        }
    }

    /// The same together with what its page shows around it, as of one moment.
    ///
    /// - Parameters:
    ///   - filter: of the list that the viewer comes from.
    ///   - order: of that list.
    package func visit(
        _ number: PracticeNumber, for viewer: Viewer, in filter: PracticeFilter, order: PracticeOrder
    ) async throws -> (dossier: PracticeDossier, around: Surroundings)? {
        let search = SurroundingSearch(number, filter, viewer.person, order)
        return try readAtOnce { database in
            guard let head = try head(database, number, viewer) else { return nil }
            return (try dossier(database, head), try search.run(database, hasDraft: head.hasDraft))
        }
    }

    /// Nothing where the viewer does not reach the practice; otherwise it is noted as disclosed.
    private func head(_ database: Database, _ number: PracticeNumber, _ viewer: Viewer?) throws -> DossierHead? {
        guard let head = try DossierHead.fetch(database, number), try isShown(head.practice, to: viewer) else {
            return nil
        }
        return head
    }

    private func dossier(_ database: Database, _ head: DossierHead) throws -> PracticeDossier {
        let number = head.practice.number
        let found = head.hasFindings ? try PracticeDocumentRow.sourced(database, of: number) : []
        let history = try HistoryRow.fetchAll(database, of: number)
        let charged = head.practice.charge?.by
        let names = try names(database, of: charged, in: history)
        return PracticeDossier(
            practice: head.practice,
            documents: head.hasDocuments ? try documents(database, head.practice) : [],
            history: history,
            findings: found.map(\.finding),
            sources: found.reduce(into: [:]) { sources, found in
                if let document = found.document { sources[found.finding, default: []].append(document) }
            },
            notices: head.hasNotices ? try notices(database, number) : [],
            acknowledgements: head.hasAcknowledgements ? try acknowledgements(database, number) : [],
            chargedName: charged.flatMap { names[$0] },
            operatorNames: names.reduce(into: [:]) { $0[$1.key.value] = $1.value })
    }

    /// Of the one who has it in charge and of those who decided something; what nobody has touched yet costs no statement.
    private func names(
        _ database: Database, of charged: FiscalCode?, in history: [HistoryLine]
    ) throws -> [FiscalCode: String] {
        let deciders = history.filter { $0.state != .received }.compactMap { FiscalCode($0.actor.identity) }
        return try operatorNames(database, Set(deciders + [charged].compactMap(\.self)))
    }

    /// The lines of a practice's *Cronologia*, oldest first; nothing as for `dossier`.
    package func history(_ number: PracticeNumber, for viewer: Viewer?) async throws -> [HistoryLine]? {
        try await database.read { database in
            guard let practice = try PracticeRow.fetch(database, number), try isShown(practice, to: viewer) else {
                return nil
            }
            return try HistoryRow.fetchAll(database, of: number)
        }
    }

    /// Whether the viewer reaches the practice, which is then noted as disclosed.
    private func isShown(_ practice: Practice, to viewer: Viewer?) throws -> Bool {
        guard let viewer else { return true }
        guard viewer.person.reaches(practice) else { return false }
        try viewer.access.note([AccessSubject(practice)])
        return true
    }

    private func notices(_ database: Database, _ number: PracticeNumber) throws -> [NoticeStatus] {
        try Row.fetchAll(
            database, kept: "SELECT * FROM notice WHERE practice = ? ORDER BY id", arguments: [number.value]
        ).map(NoticeRow.status)
    }

    private func documents(_ database: Database, _ practice: Practice) throws -> [PracticeDocument] {
        try database.map(
            kept: """
                SELECT practiceDocument.sha256, delivery.name, delivery.sender, practiceDocument.role, document.extract,
                    \(NamedPerson.columns)
                FROM practiceDocument
                    JOIN delivery ON delivery.id = practiceDocument.delivery
                    JOIN document ON document.sha256 = practiceDocument.sha256
                    LEFT JOIN unmatched ON unmatched.delivery = practiceDocument.delivery
                WHERE practiceDocument.practice = ? ORDER BY delivery.id
                """,
            arguments: [practice.number.value]
        ) { row in
            guard let sha256 = ContentHash(row[0] as String), let role = DocumentRole(rawValue: row[3])
            else { throw StoreError.damagedRow("practiceDocument") }
            return PracticeDocument(
                sha256: sha256, name: row[1], role: role, sender: row[2],
                extract: try JSONText.decode(Extract.self, from: row[4]),
                named: NamedPerson(row, from: 5, holder: practice.beneficiary.fiscalCode))
        }
    }

    private func acknowledgements(_ database: Database, _ number: PracticeNumber) throws -> [Acknowledgement] {
        try database.map(
            kept: """
                SELECT \(HistoryRow.columns), acknowledgement.finding FROM acknowledgement
                    JOIN historyLine ON historyLine.id = acknowledgement.line
                WHERE historyLine.practice = ? ORDER BY historyLine.id
                """,
            arguments: [number.value]
        ) { row in
            let line = try HistoryRow.line(row)
            return Acknowledgement(
                finding: try JSONText.decode(Finding.self, from: row[6]), by: line.actor, at: line.at)
        }
    }
}

/// A practice's row, and which of the tables around it have anything to say about it: asking that takes a step in an index,
/// and each statement that would find nothing much more.
private struct DossierHead {
    let practice: Practice
    let hasDocuments: Bool
    let hasFindings: Bool
    let hasNotices: Bool
    let hasAcknowledgements: Bool
    /// Whether anybody has typed something about it.
    let hasDraft: Bool

    private static let statement = """
        SELECT \(PracticeRow.columns),
            EXISTS (SELECT 1 FROM practiceDocument WHERE practice = practice.number),
            EXISTS (SELECT 1 FROM practiceFinding WHERE practice = practice.number),
            EXISTS (SELECT 1 FROM notice WHERE practice = practice.number),
            EXISTS (
                SELECT 1 FROM historyLine JOIN acknowledgement ON line = historyLine.id WHERE practice = practice.number),
            EXISTS (SELECT 1 FROM draft WHERE practice = practice.number)
        FROM practice WHERE number = ?
        """

    static func fetch(_ database: Database, _ number: PracticeNumber) throws -> DossierHead? {
        try database.map(kept: statement, arguments: [number.value]) { try DossierHead($0) }.first
    }

    private init(_ row: borrowing PlacedRow) throws {
        practice = try PracticeRow.practice(row)
        let next = PracticeRow.columnCount
        hasDocuments = row[next]
        hasFindings = row[next + 1]
        hasNotices = row[next + 2]
        hasAcknowledgements = row[next + 3]
        hasDraft = row[next + 4]
    }
}
