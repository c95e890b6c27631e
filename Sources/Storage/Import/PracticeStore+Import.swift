// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

extension PracticeStore {
    /// What became of the practices of one group, in their order.
    package enum ImportOutcome: Hashable, Sendable {
        case added
        /// It is there already, with the same content.
        case known
        case refused(ImportProblem)
    }

    /// Keeps practices of another system under their own numbers, in one transaction: each whole or not at all, and none
    /// twice. Nobody is told of them: no notice, no receipt.
    ///
    /// - Parameter isTrial: says what would become of them, and changes nothing.
    package func importPractices(
        _ practices: [ImportedPractice], isTrial: Bool = false, recording access: Access
    ) async throws -> [ImportOutcome] {
        let steps = PracticeImport(now: clock(), origin: try JSONText.encode(Finding(.practiceImported)))
        do {
            return try await transaction(recording: access) { database in
                let outcomes = try steps.run(practices, database)
                if isTrial { throw Trial(outcomes: outcomes) }
                return outcomes
            }
        } catch let trial as Trial {
            return trial.outcomes
        }
    }

    /// Undoes what was only tried.
    private struct Trial: Error {
        let outcomes: [ImportOutcome]
    }
}

/// The steps of importing a group, inside one transaction.
private struct PracticeImport {
    let now: Timestamp
    /// The finding that each of them gets.
    let origin: String

    func run(
        _ practices: [ImportedPractice], _ database: Database
    ) throws -> [PracticeStore.ImportOutcome] {
        var highest: [Counter: Int] = [:]
        var outcomes: [PracticeStore.ImportOutcome] = []
        for imported in practices {
            let outcome = try add(imported, database)
            outcomes.append(outcome)
            let practice = imported.practice
            guard outcome == .added else { continue }
            let counter = Counter.practice(year: practice.number.year, asl: practice.asl)
            highest[counter] = max(highest[counter] ?? 0, practice.number.progressive)
        }
        for (counter, number) in highest { try counter.passOver(database, to: number) }
        return outcomes
    }

    private func add(_ imported: ImportedPractice, _ database: Database) throws -> PracticeStore.ImportOutcome {
        let practice = imported.practice
        let content = try practice.fingerprint(imported.history)
        if try isThere(practice.number, database), let there = try PracticeRow.fetch(database, practice.number) {
            return try isSame(there, content, database) ? .known : .refused(.conflict)
        }
        if practice.state.isOpen, let open = try openPractice(like: practice, database) {
            return .refused(.openElsewhere(open))
        }
        try PracticeRow.insert(database, practice)
        for line in imported.history { try HistoryRow.insert(database, line, of: practice.number) }
        for finding in try imported.findings.map(JSONText.encode) + [origin] {
            try database.cachedStatement(sql: "INSERT INTO practiceFinding (practice, finding) VALUES (?, ?)")
                .execute(arguments: [practice.number.value, finding])
        }
        // Its documents stay elsewhere: what is known of them is what was found in them.
        if imported.findings.contains(where: \.namesReserved) {
            try database.execute(
                kept: "UPDATE practice SET reserved = 1 WHERE number = ?", arguments: [practice.number.value])
        }
        try database.cachedStatement(
            sql: """
                INSERT INTO importedPractice (practice, content, lines, elsewhere, importedAt) VALUES (?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            practice.number.value, content.value, imported.history.count, try JSONText.encode(imported.elsewhere),
            now.seconds,
        ])
        return .added
    }

    private func isThere(_ number: PracticeNumber, _ database: Database) throws -> Bool {
        try Int.fetchOne(
            try database.cachedStatement(sql: "SELECT 1 FROM practice WHERE number = ?"),
            arguments: [number.value]) != nil
    }

    /// Whether the practice is what is to be imported, as it stands now or as it was when it was imported.
    private func isSame(_ there: Practice, _ content: ContentHash, _ database: Database) throws -> Bool {
        let imported = try String.fetchOne(
            database, kept: "SELECT content FROM importedPractice WHERE practice = ?", arguments: [there.number.value])
        if imported == content.value { return true }
        return try there.fingerprint(try HistoryRow.fetchAll(database, of: there.number)) == content
    }

    private func openPractice(like practice: Practice, _ database: Database) throws -> PracticeNumber? {
        guard let exemption = practice.codes.exemption else { return nil }
        return try String.fetchOne(
            try database.cachedStatement(
                sql: "SELECT number FROM practice WHERE fiscalCode = ? AND exemption = ? AND isOpen = 1"),
            arguments: [practice.beneficiary.fiscalCode.value, exemption.value]
        ).flatMap { PracticeNumber($0) }
    }
}

extension Practice {
    /// The hash of all that a practice says and of its history; documents, findings and notices aside, which two systems
    /// need not share.
    fileprivate func fingerprint(_ history: [HistoryLine]) throws(StoreError) -> ContentHash {
        var parts: [String?] = [
            number.value, state.rawValue, "\(version)", asl.value, district, beneficiary.fiscalCode.value,
            beneficiary.familyName, beneficiary.givenName, submitter.kind.rawValue, submitter.fiscalCode?.value,
            codes.exemption?.value, codes.diagnosis?.value, "\(requestedAt.seconds)", "\(updatedAt.seconds)",
            validity?.from.iso, validity?.until?.iso, rejectionReason?.rawValue,
        ]
        for line in history {
            parts += [
                "\(line.at.seconds)", line.actor.identity, line.actor.role.rawValue, line.state.rawValue,
                line.noteBeneficiary, line.noteInternal,
            ]
        }
        // Each part with its length before it, so that no two lists of parts give the same bytes.
        return try ContentHash.of(
            parts.reduce(into: [UInt8]()) { bytes, part in
                bytes += Array("\(part.map(\.utf8.count) ?? -1):".utf8)
                if let part { bytes += Array(part.utf8) }
            })
    }
}
