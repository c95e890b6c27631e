// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// By which practice a person holds an exemption already.
enum ValidPractice {
    /// The newest one whose validity is not over.
    ///
    /// - Parameter other: a practice that does not count: the one that is asked about.
    static func find(
        _ database: Database, _ person: FiscalCode, _ exemption: ExemptionCode?, besides other: PracticeNumber? = nil,
        on day: CalendarDay
    ) throws -> PracticeNumber? {
        guard let exemption else { return nil }
        return try database.map(
            kept: """
                SELECT number FROM practice
                WHERE fiscalCode = ?1 AND exemption = ?2 AND state = 'VALIDATA'
                    AND (validUntil IS NULL OR validUntil >= ?3) AND number IS NOT ?4
                ORDER BY number DESC LIMIT 1
                """,
            arguments: [person.value, exemption.value, day.iso, other?.value]
        ) { PracticeNumber($0[0] as String) }.first ?? nil
    }

    /// That the person holds the exemption of `practice` by another one, which is named only to who reaches it.
    static func finding(
        _ database: Database, _ practice: Practice, for actor: Operator, at now: Timestamp
    ) throws -> Finding? {
        let other = try find(
            database, practice.beneficiary.fiscalCode, practice.codes.exemption, besides: practice.number,
            on: now.romeDay)
        guard let other else { return nil }
        let isReached = try PracticeRow.fetch(database, other).map(actor.reaches) ?? false
        return Finding(.alreadyExempt, detail: isReached ? other.value : nil)
    }
}

extension DecisionRules {
    /// `standing`, with what the other practices of the person say, and without what naming the person has settled.
    ///
    /// - Parameter practice: with the doctor's entry.
    func standing(
        _ database: Database, _ findings: [Finding], on practice: Practice, for actor: Operator, at now: Timestamp
    ) throws -> [Finding] {
        let isSettling = findings.contains { $0.code.isOfNamedPerson }
        let settled = isSettling ? try NamedPerson.settled(database, of: practice.number) : []
        var unsettled = findings.filter { !settled.contains($0) }
        guard practice.state.isOpen else { return unsettled }
        if !unsettled.contains(where: { $0.code == .identityMismatch }),
            let contradiction = try NamedPerson.contradiction(database, in: practice)
        {
            unsettled.append(contradiction)
        }
        return standing(
            unsettled, on: practice, exempt: try ValidPractice.finding(database, practice, for: actor, at: now))
    }
}

extension PracticeReader {
    /// The same practice with the findings that stand where the doctor's entry counts.
    package func dossier(
        _ dossier: PracticeDossier, with entry: DoctorEntry, for actor: Operator, by rules: DecisionRules,
        at now: Timestamp
    ) throws -> PracticeDossier {
        guard dossier.practice.state.isOpen || !dossier.findings.isEmpty else { return dossier }
        var standing = dossier
        standing.findings = try readAtOnce { database in
            try rules.standing(
                database, dossier.findings, on: dossier.practice.corrected(by: entry), for: actor, at: now)
        }
        return standing
    }
}
