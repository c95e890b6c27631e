// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// Everything the data files under `config/catalogue/` say, loaded once and asked by value.
package struct ExemptionCatalogue: Sendable {
    private let exemptionsByCode: [ExemptionCode: ExemptionEntry]
    private let diagnosesByExemption: [ExemptionCode: [DiagnosisEntry]]
    private let exemptionsByDiagnosis: [DiagnosisCode: [ExemptionCode]]
    private let servicesByExemption: [ExemptionCode: [ServiceEntry]]
    private let classification: Classification
    private let successors: [ExemptionCode: [ExemptionCode]]

    /// All exemptions, superseded ones included, in the order of their codes.
    package let exemptions: [ExemptionEntry]
    package let asls: [ASLEntry]
    package let districts: [DistrictEntry]
    /// Those of `districts` whose name nobody has seen in a document yet: the administrator should check them.
    package let unverifiedDistricts: [DistrictEntry]

    /// Entries in any order; `replacements` holds the codes that took the place of a superseded one, and
    /// `unverifiedDistricts` some of `districts`.
    package init(
        exemptions: [ExemptionEntry],
        diagnoses: [DiagnosisEntry],
        services: [ServiceEntry] = [],
        classification: Classification = [:],
        asls: [ASLEntry] = [],
        districts: [DistrictEntry] = [],
        replacements: [ExemptionCode: [ExemptionCode]] = [:],
        unverifiedDistricts: [DistrictEntry] = []
    ) {
        self.exemptions = exemptions.sorted { $0.code.value < $1.code.value }
        self.asls = asls
        self.districts = districts
        self.unverifiedDistricts = unverifiedDistricts
        successors = replacements
        self.classification = classification
        exemptionsByCode = Dictionary(exemptions.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        diagnosesByExemption = Dictionary(grouping: diagnoses, by: \.exemption)
        servicesByExemption = Dictionary(grouping: services, by: \.exemption)
        exemptionsByDiagnosis = Dictionary(grouping: diagnoses, by: \.code).mapValues { $0.map(\.exemption) }
    }
}

extension ExemptionCatalogue {
    /// The row of a code, current or superseded.
    package func exemption(_ code: ExemptionCode) -> ExemptionEntry? { exemptionsByCode[code] }

    /// The codes that took the place of a superseded one, as far as they are known: 031 became 0A31 and 0031.
    package func replacements(of code: ExemptionCode) -> [ExemptionCode] { successors[code] ?? [] }

    /// The diagnoses under an exemption, in the order of the data file.
    package func diagnoses(of exemption: ExemptionCode) -> [DiagnosisEntry] { diagnosesByExemption[exemption] ?? [] }

    /// The services that go with an exemption, in the order of the data file.
    package func services(of exemption: ExemptionCode) -> [ServiceEntry] { servicesByExemption[exemption] ?? [] }

    /// The entry of `diagnosis` under `exemption`: its own, or that of the nearest category above it, since the national
    /// list pairs exemptions with categories (250) as well as with single codes (2960).
    package func diagnosis(_ diagnosis: DiagnosisCode, of exemption: ExemptionCode) -> DiagnosisEntry? {
        let entries = diagnoses(of: exemption)
        for code in diagnosis.withCategories {
            if let entry = entries.first(where: { $0.code == code }) { return entry }
        }
        return nil
    }

    /// The current exemptions that the list gives for a diagnosis, by the most precise category that has any.
    package func exemptions(forDiagnosis diagnosis: DiagnosisCode) -> [ExemptionEntry] {
        guard !diagnosis.isPlaceholder else { return [] }
        for code in diagnosis.withCategories {
            let found = (exemptionsByDiagnosis[code] ?? []).compactMap { exemptionsByCode[$0] }.filter(\.isCurrent)
            if !found.isEmpty { return found }
        }
        return []
    }

    /// How many ICD-9-CM codes the classification holds.
    package var classificationCount: Int { classification.count }

    /// The name of an ICD-9-CM code, or nothing when the classification has no such code.
    package func classificationName(of diagnosis: DiagnosisCode) -> String? { classification.name(of: diagnosis.value) }

    /// Whether ICD-9-CM has finer codes under one without dot.
    package func isDivided(_ code: String) -> Bool { classification.entries(beginning: code).count > 1 }

    /// Whether names of ICD-9-CM have this word, in capitals, its ending apart.
    package func namesUse(word capitals: [UInt8]) -> Bool { classification.hasWord(capitals) }

    /// The codes of the classification that begin like `start`, with their names.
    func classificationEntries(beginning start: String) -> [(code: String, name: String)] {
        classification.entries(beginning: start)
    }

    /// Whether ICD-9-CM has the code, or the lists of exemptions name it: a code that only begins like one of a list, such as
    /// 428.77, is an error of typing. Where no classification is given, the beginning must do.
    package func isKnown(_ diagnosis: DiagnosisCode) -> Bool {
        if classification.contains(diagnosis.value) || exemptionsByDiagnosis[diagnosis] != nil { return true }
        return classification.count == 0 && !exemptions(forDiagnosis: diagnosis).isEmpty
    }

    /// The name of an ASL as the desk shows it.
    package func aslName(_ code: ASLCode) -> String? { asls.first { $0.code == code }?.name }

    /// The answers that the rules of a practice need.
    package var lookup: CatalogueLookup {
        CatalogueLookup(
            exemption: { exemption($0) },
            diagnosis: { diagnosis($0, of: $1) },
            listsDiagnoses: { diagnoses(of: $0).contains { !$0.code.isPlaceholder } },
            replacements: { replacements(of: $0) }
        )
    }
}

extension DiagnosisCode {
    /// The code and the shorter ones above it, most precise first: 25002, 2500, 250.
    fileprivate var withCategories: [DiagnosisCode] {
        let shortest = value.hasPrefix("E") ? 4 : 3
        guard value.utf8.count > shortest else { return [self] }
        return stride(from: value.utf8.count, through: shortest, by: -1).compactMap { DiagnosisCode(value.prefix($0)) }
    }
}
