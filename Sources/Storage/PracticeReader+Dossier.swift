// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

extension PracticeReader {
    /// The practice with all that hangs on it; nothing when there is none or `viewer` does not reach it.
    ///
    /// - Parameter viewer: nothing for the administrator's command line, which sees all.
    package func dossier(_ number: PracticeNumber, for viewer: Viewer?) async throws -> PracticeDossier? {
        try readAtOnce { try dossier($0, number, viewer) }
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
            guard let dossier = try dossier(database, number, viewer) else { return nil }
            return (dossier, try search.run(database))
        }
    }

    private func dossier(_ database: Database, _ number: PracticeNumber, _ viewer: Viewer?) throws -> PracticeDossier? {
        guard let practice = try practice(database, number, viewer) else { return nil }
        return PracticeDossier(
            practice: practice,
            documents: try documents(database, number),
            history: try HistoryRow.fetchAll(database, of: number),
            findings: try PracticeDocumentRow.findings(database, of: number),
            notices: try database.map(
                kept: "SELECT * FROM notice WHERE practice = ? ORDER BY id", arguments: [number.value], NoticeRow.status
            ),
            acknowledgements: try acknowledgements(database, number),
            chargedName: try practice.charge.flatMap { charge in
                try String.fetchOne(
                    database, kept: "SELECT name FROM operator WHERE fiscalCode = ?", arguments: [charge.by.value])
            })
    }

    /// The lines of a practice's *Cronologia*, oldest first; nothing as for `dossier`.
    package func history(_ number: PracticeNumber, for viewer: Viewer?) async throws -> [HistoryLine]? {
        try await database.read { database in
            guard try practice(database, number, viewer) != nil else { return nil }
            return try HistoryRow.fetchAll(database, of: number)
        }
    }

    /// The practice, noted as disclosed; nothing where the viewer does not reach it.
    private func practice(_ database: Database, _ number: PracticeNumber, _ viewer: Viewer?) throws -> Practice? {
        let practice = try PracticeRow.fetch(database, number)
        guard let viewer, let practice else { return practice }
        guard viewer.person.reaches(practice) else { return nil }
        try viewer.access.note([AccessSubject(practice)])
        return practice
    }

    private func documents(_ database: Database, _ number: PracticeNumber) throws -> [PracticeDocument] {
        try database.map(
            kept: """
                SELECT practiceDocument.sha256, delivery.name, delivery.sender, practiceDocument.role, document.extract
                FROM practiceDocument
                    JOIN delivery ON delivery.id = practiceDocument.delivery
                    JOIN document ON document.sha256 = practiceDocument.sha256
                WHERE practiceDocument.practice = ? ORDER BY delivery.id
                """,
            arguments: [number.value]
        ) { row in
            guard let sha256 = ContentHash(row[0] as String), let role = DocumentRole(rawValue: row[3])
            else { throw StoreError.damagedRow("practiceDocument") }
            return PracticeDocument(
                sha256: sha256, name: row[1], role: role, sender: row[2],
                extract: try JSONText.decode(Extract.self, from: row[4]))
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
