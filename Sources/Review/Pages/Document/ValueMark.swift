// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// What is wrong with a value, said plainly, and what to do about it.
struct ValueMark: Encodable, Hashable, Sendable {
    let markLabel: String
    let markStyle: String
    let advice: String

    private init(_ label: String, _ style: String, _ advice: String) {
        markLabel = label
        markStyle = style
        self.advice = advice
    }

    /// A value that the document lacks.
    ///
    /// - Parameter hasPractice: whether it is in a practice already; one that waits for its person has no doctor's entry yet.
    static func missing(_ name: FieldName, hasPractice: Bool) -> ValueMark {
        let wayOut = name.isPersonal && hasPractice ? "" : " \(name.wayOut(hasPractice))"
        return ValueMark(
            "Non trovato", "missing", "La lettura non ha trovato questo dato: cercarlo sulla pagina.\(wayOut)")
    }

    /// Nothing where there is nothing to say against the value.
    init?(_ name: FieldName, _ field: ExtractedField, _ extract: Extract, hasPractice: Bool) {
        let wayOut = name.wayOut(hasPractice)
        let codes = Set(extract.findings.filter { $0.field == name }.map(\.code))
        let others = Set(field.candidates).subtracting([field.value].compactMap(\.self))
        if codes.contains(.sourcesDisagree) {
            self.init(
                "Discordante", "contested",
                "Le fonti non dicono lo stesso valore\(Self.values(name, field, extract)): confrontarle sulla "
                    + "pagina. \(wayOut)")
        } else if field.value == nil || codes.contains(.severalCandidates) {
            self.init(
                "Più valori", "contested",
                "Il documento ne riporta più d'uno con lo stesso peso: scegliere quello giusto. \(wayOut)")
        } else if field.confidence == .doubtful {
            self.init("Lettura incerta", "doubtful", "Confrontare il valore con la pagina. \(wayOut)")
        } else if !others.isEmpty {
            self.init("Altri valori", "doubtful", "Verificare sulla pagina quale vale per questa richiesta.")
        } else {
            return nil
        }
    }
}

extension ValueMark {
    /// What each source says, where the places of the values do not tell it beside them.
    private static func values(_ name: FieldName, _ field: ExtractedField, _ extract: Extract) -> String {
        guard field.claims.count < 2 else { return "" }
        let finding = extract.findings.first { $0.code == .sourcesDisagree && $0.field == name }
        return finding?.detail.map { " (\($0.withItalianDays))" } ?? ""
    }
}

extension FieldName {
    /// What a certificate ought to state, so that its absence is said.
    static let expected: [FieldName] = [
        .beneficiaryFiscalCode, .beneficiaryFamilyName, .beneficiaryGivenName, .exemptionCode, .diagnosisCode,
        .issueDate, .physicianName, .structureName,
    ]

    fileprivate var isCode: Bool {
        switch self {
        case .exemptionCode, .diagnosisCode, .diagnosisText: true
        default: false
        }
    }

    /// Whether it tells who the person is, which is established before there is a practice.
    fileprivate var isPersonal: Bool {
        switch self {
        case .beneficiaryFiscalCode, .beneficiaryFamilyName, .beneficiaryGivenName, .beneficiaryBirthDate,
            .beneficiarySex:
            true
        default: false
        }
    }

    /// How whoever has the page before them can put the value right.
    fileprivate func wayOut(_ hasPractice: Bool) -> String {
        switch self {
        case _ where !hasPractice && isCode:
            "Si può correggere nella pratica, dopo l'abbinamento."
        case _ where !hasPractice && isPersonal:
            "Indicare l'assistito in «Assistito», in questa scheda."
        case .exemptionCode, .diagnosisCode, .diagnosisText:
            "Se va corretto, sceglierlo in «Inserito dal medico»."
        case .beneficiaryFiscalCode, .beneficiaryFamilyName, .beneficiaryGivenName, .beneficiaryBirthDate,
            .beneficiarySex:
            "Se l'assistito non è quello giusto, respingere la pratica spiegandolo nella nota."
        case .issueDate: "La data serve a capire se il certificato è recente: la validità decorre dalla validazione."
        case .pathologyNote, .physicianName, .physicianFiscalCode, .structureName, .structureCode:
            "Non impedisce la validazione."
        }
    }
}
