// SPDX-License-Identifier: EUPL-1.2

import Domain

extension SourceReading {
    /// Compares birth date, sex and names with what the fiscal code says of them (codes.md §1).
    ///
    /// Test persons, old records and married names break the rule honestly, so a difference is told and lowers the trust in
    /// the person's values; it never drops one.
    mutating func checkIdentity() {
        guard let code = fields[.beneficiaryFiscalCode]?.value.flatMap({ FiscalCode($0) }),
            let decoded = code.decodedBirth
        else { return }
        var differences: [String] = []
        if let day = fields[.beneficiaryBirthDate]?.value.flatMap({ CalendarDay(iso: $0) }), !decoded.agrees(with: day)
        {
            differences.append("data di nascita \(day.italian)")
        }
        if let sex = fields[.beneficiarySex]?.value, let known = Sex(rawValue: sex), known != .undetermined,
            known != decoded.sex
        {
            differences.append("sesso \(sex)")
        }
        if let family = fields[.beneficiaryFamilyName]?.value, let given = fields[.beneficiaryGivenName]?.value,
            FiscalCode.nameLetters(familyName: family, givenName: given) != code.value.prefix(6)
        {
            differences.append("nome \(family) \(given)")
        }
        guard !differences.isEmpty else { return }
        note(.identityMismatch, detail: "\(code.value): \(differences.joined(separator: ", "))")
        lower(FieldName.identity, to: .probable)
    }

    /// Nobody is certified before being born, and nothing has been written or born tomorrow.
    ///
    /// - Parameter today: in Italy; where it is not known nothing is in the future.
    mutating func checkDays(today: CalendarDay?) {
        let born = fields[.beneficiaryBirthDate]?.value.flatMap { CalendarDay(iso: $0) }
        let issued = fields[.issueDate]?.value.flatMap { CalendarDay(iso: $0) }
        if let born, [issued, today].contains(where: { $0.map { $0 < born } ?? false }) {
            note(.birthDateInvalid, detail: born.italian)
            lower([.beneficiaryBirthDate], to: .doubtful)
        }
        if let issued, let today, today < issued {
            note(.issueDateInvalid, detail: issued.italian)
            lower([.issueDate], to: .doubtful)
        }
    }
}
