// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// The table `practice`: the only place that knows its columns.
enum PracticeRow {
    static let columns = """
        number, state, version, asl, district, fiscalCode, familyName, givenName, submitterKind, submitterCode,
        statedExemption, statedDiagnosis, enteredExemption, enteredDiagnosis, requestedAt, updatedAt,
        validFrom, validUntil, rejectionReason, chargeBy, chargeSince, reserved
        """

    static func fetch(_ database: Database, _ number: PracticeNumber) throws -> Practice? {
        try Row.fetchOne(
            database, kept: "SELECT \(columns) FROM practice WHERE number = ?", arguments: [number.value]
        ).map(practice)
    }

    static func insert(_ database: Database, _ practice: Practice) throws {
        try database.execute(
            kept: """
                INSERT INTO practice (number, state, version, asl, district, fiscalCode, familyName, givenName,
                    familyKey, givenKey, submitterKind, submitterCode, statedExemption, statedDiagnosis,
                    enteredExemption, enteredDiagnosis, requestedAt, updatedAt, validFrom, validUntil,
                    rejectionReason, chargeBy, chargeSince)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                practice.number.value, practice.state.rawValue, practice.version, practice.asl.value,
                practice.district, practice.beneficiary.fiscalCode.value, practice.beneficiary.familyName,
                practice.beneficiary.givenName, practice.beneficiary.familyName.searchKey,
                practice.beneficiary.givenName.searchKey, practice.submitter.kind.rawValue,
                practice.submitter.fiscalCode?.value, practice.stated.exemption?.value,
                practice.stated.diagnosis?.value, practice.entered.exemption?.value,
                practice.entered.diagnosis?.value, practice.requestedAt.seconds, practice.updatedAt.seconds,
                practice.validity?.from.iso, practice.validity?.until?.iso, practice.rejectionReason?.rawValue,
                practice.charge?.by.value, practice.charge?.since.seconds,
            ])
    }

    /// Notes that a document joined: a decision on what was seen before is then refused as stale.
    static func touch(_ database: Database, _ number: PracticeNumber, at now: Timestamp) throws {
        try database.execute(
            kept: "UPDATE practice SET version = version + 1, updatedAt = ? WHERE number = ?",
            arguments: [now.seconds, number.value])
    }

    /// Writes what a decision may change.
    static func update(_ database: Database, _ practice: Practice) throws {
        try database.execute(
            kept: """
                UPDATE practice SET state = ?, version = ?, enteredExemption = ?, enteredDiagnosis = ?, updatedAt = ?,
                    validFrom = ?, validUntil = ?, rejectionReason = ?, chargeBy = ?, chargeSince = ?
                WHERE number = ?
                """,
            arguments: [
                practice.state.rawValue, practice.version, practice.entered.exemption?.value,
                practice.entered.diagnosis?.value, practice.updatedAt.seconds, practice.validity?.from.iso,
                practice.validity?.until?.iso, practice.rejectionReason?.rawValue, practice.charge?.by.value,
                practice.charge?.since.seconds, practice.number.value,
            ])
    }

    static func practice(_ row: Row) throws -> Practice {
        guard let number = PracticeNumber(row["number"] as String),
            let state = PracticeState(rawValue: row["state"]),
            let asl = ASLCode(row["asl"] as String),
            let fiscalCode = FiscalCode(row["fiscalCode"] as String),
            let kind = Submitter.Kind(rawValue: row["submitterKind"])
        else { throw StoreError.damagedRow("practice") }
        return Practice(
            number: number, state: state, version: row["version"], asl: asl, district: row["district"],
            beneficiary: Beneficiary(
                fiscalCode: fiscalCode, familyName: row["familyName"], givenName: row["givenName"]),
            submitter: Submitter(kind: kind, fiscalCode: (row["submitterCode"] as String?).flatMap { FiscalCode($0) }),
            stated: pair(row["statedExemption"], row["statedDiagnosis"]),
            entered: pair(row["enteredExemption"], row["enteredDiagnosis"]),
            requestedAt: Timestamp(seconds: row["requestedAt"]), updatedAt: Timestamp(seconds: row["updatedAt"]),
            validity: validity(row), rejectionReason: (row["rejectionReason"] as String?).flatMap(RejectionReason.init),
            charge: charge(row), isReservedByDocument: row["reserved"])
    }

    private static func pair(_ exemption: String?, _ diagnosis: String?) -> CodePair {
        CodePair(
            exemption: exemption.flatMap { ExemptionCode($0) }, diagnosis: diagnosis.flatMap { DiagnosisCode($0) })
    }

    private static func validity(_ row: Row) -> Validity? {
        guard let text = row["validFrom"] as String?, let from = CalendarDay(iso: text) else { return nil }
        return Validity(from: from, until: (row["validUntil"] as String?).flatMap { CalendarDay(iso: $0) })
    }

    private static func charge(_ row: Row) -> Charge? {
        guard let code = row["chargeBy"] as String?, let by = FiscalCode(code), let since = row["chargeSince"] as Int64?
        else { return nil }
        return Charge(by: by, since: Timestamp(seconds: since))
    }
}

extension String {
    /// The form in which names are compared: plain capitals, single blanks.
    var searchKey: String { foldedToASCII.collapsed }
}
