// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// The table `practice`: the only place that knows its columns.
enum PracticeRow {
    /// In the order in which `practice` reads them.
    static let columns = """
        number, state, version, asl, district, fiscalCode, familyName, givenName, submitterKind, submitterCode,
        statedExemption, statedDiagnosis, enteredExemption, enteredDiagnosis, requestedAt, updatedAt,
        validFrom, validUntil, rejectionReason, chargeBy, chargeSince, reserved
        """
    static let columnCount = columns.split(separator: ",").count

    static func fetch(_ database: Database, _ number: PracticeNumber) throws -> Practice? {
        try database.map(
            kept: "SELECT \(columns) FROM practice WHERE number = ?", arguments: [number.value], practice
        ).first
    }

    static func insert(_ database: Database, _ practice: Practice) throws {
        try database.execute(
            kept: """
                INSERT INTO practice (number, state, version, asl, district, fiscalCode, familyName, givenName,
                    familyKey, givenKey, submitterKind, submitterCode, statedExemption, statedDiagnosis,
                    enteredExemption, enteredDiagnosis, requestedAt, updatedAt, validFrom, validUntil,
                    rejectionReason, chargeBy, chargeSince, isOpen, exemption)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
                practice.charge?.by.value, practice.charge?.since.seconds, practice.state.isOpen,
                practice.codes.exemption?.value,
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
                    validFrom = ?, validUntil = ?, rejectionReason = ?, chargeBy = ?, chargeSince = ?, isOpen = ?,
                    exemption = ?
                WHERE number = ?
                """,
            arguments: [
                practice.state.rawValue, practice.version, practice.entered.exemption?.value,
                practice.entered.diagnosis?.value, practice.updatedAt.seconds, practice.validity?.from.iso,
                practice.validity?.until?.iso, practice.rejectionReason?.rawValue, practice.charge?.by.value,
                practice.charge?.since.seconds, practice.state.isOpen, practice.codes.exemption?.value,
                practice.number.value,
            ])
    }

    /// - Parameter row: of `columns`, by their places: looking columns up by name would take longer than SQLite does.
    static func practice(_ row: borrowing PlacedRow) throws -> Practice {
        guard let number = PracticeNumber(row[0] as String), let state = PracticeState(rawValue: row[1]),
            let asl = ASLCode(row[3] as String), let fiscalCode = FiscalCode(row[5] as String),
            let kind = Submitter.Kind(rawValue: row[8])
        else { throw StoreError.damagedRow("practice") }
        return Practice(
            number: number, state: state, version: row[2], asl: asl, district: row[4],
            beneficiary: Beneficiary(fiscalCode: fiscalCode, familyName: row[6], givenName: row[7]),
            submitter: Submitter(kind: kind, fiscalCode: (row[9] as String?).flatMap { FiscalCode($0) }),
            stated: pair(row[10], row[11]), entered: pair(row[12], row[13]),
            requestedAt: Timestamp(seconds: row[14]), updatedAt: Timestamp(seconds: row[15]),
            validity: validity(from: row[16], until: row[17]),
            rejectionReason: (row[18] as String?).flatMap(RejectionReason.init),
            charge: charge(by: row[19], since: row[20]), isReservedByDocument: row[21])
    }

    private static func pair(_ exemption: String?, _ diagnosis: String?) -> CodePair {
        CodePair(
            exemption: exemption.flatMap { ExemptionCode($0) }, diagnosis: diagnosis.flatMap { DiagnosisCode($0) })
    }

    private static func validity(from: String?, until: String?) -> Validity? {
        guard let from, let day = CalendarDay(iso: from) else { return nil }
        return Validity(from: day, until: until.flatMap { CalendarDay(iso: $0) })
    }

    private static func charge(by code: String?, since: Int64?) -> Charge? {
        guard let code, let by = FiscalCode(code), let since else { return nil }
        return Charge(by: by, since: Timestamp(seconds: since))
    }
}

extension String {
    /// The form in which names and codes are looked for: letters as plain capitals, and digits. Blanks, hyphens and apostrophes are
    /// left out, since nobody can know which of `D'ANGELO`, `D’Angelo`, `D ANGELO` and `DANGELO` somebody else has written; a final
    /// apostrophe may stand for an accent.
    var searchKey: String { foldedToASCII.filter { $0.isLetter || $0.isNumber } }

    /// The keys of its first word, of its first two, and so on: a family name of several words is one of them.
    var leadingKeys: [String] {
        var key = ""
        return split(whereSeparator: \.isWhitespace).map { word in
            key += String(word).searchKey
            return key
        }
    }
}
