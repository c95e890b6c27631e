// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain

/// The catalogue as a page, to choose an exemption and its diagnosis for one practice without any script.
struct CatalogueModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.catalogue

    let frame: PageFrame
    let number: String
    /// Back to the practice.
    let back: String
    let action: String
    let chooseAction: String
    let formToken: String
    let query: String
    /// What counts now.
    let current: String
    let hasResults: Bool
    let isUnfound: Bool
    /// For which diagnosis the exemptions are listed that nobody has searched for; nothing where that is not why they are.
    let proposedFor: String?
    let exemptions: [Result]

    /// An exemption with those of its diagnoses that were found, or all of them.
    struct Result: Encodable, Hashable, Sendable {
        let code: String
        let text: String
        let diagnoses: [Diagnosis]
    }

    /// What the code 000 stands for.
    static let none = "Nessuna diagnosi specifica"

    struct Diagnosis: Encodable, Hashable, Sendable {
        let exemption: String
        let code: String
        let text: String
    }

    init(
        query: String, _ practice: Practice, _ draft: DecisionDraft?, _ catalogue: ExemptionCatalogue,
        for viewer: Operator, formToken: String, frame: PageFrame
    ) {
        let address = practice.number.address
        self.frame = frame
        number = practice.number.value
        back = "\(address)#decisione"
        action = "\(address)/catalogo"
        chooseAction = "\(address)/catalogo/scegli"
        self.formToken = formToken
        self.query = query
        let chosen = draft?.exemption.flatMap { ExemptionCode(typed: $0) } ?? practice.codes.exemption
        current = catalogue.words(for: chosen)
        let diagnosis = draft?.diagnosis.flatMap { DiagnosisCode(typed: $0) } ?? practice.codes.diagnosis
        let proposed = query.isEmpty ? Self.proposed(chosen, diagnosis, catalogue) : []
        let found =
            query.isNone
            ? Self.withoutDiagnosis(chosen, catalogue)
            : proposed.isEmpty ? Self.results(query.isEmpty ? chosen?.value ?? "" : query, catalogue) : proposed
        proposedFor = proposed.isEmpty ? nil : catalogue.words(for: diagnosis, of: chosen)
        // What the viewer could not grant is not offered.
        exemptions = found.filter { ExemptionCode($0.code).map(viewer.mayGrant) ?? true }
        hasResults = !exemptions.isEmpty
        isUnfound = exemptions.isEmpty && !query.isEmpty
    }

    /// For who looks for 000: no diagnosis under the exemption that counts now.
    private static func withoutDiagnosis(_ chosen: ExemptionCode?, _ catalogue: ExemptionCatalogue) -> [Result] {
        guard let entry = chosen.flatMap({ catalogue.exemption($0) }) else { return [] }
        let none = Diagnosis(exemption: entry.code.value, code: DiagnosisCode.noneStated.value, text: Self.none)
        return [Result(code: entry.code.value, text: entry.description, diagnoses: [none])]
    }

    /// Where no exemption counts that can be granted: those of the present diagnosis, each with what of it is in the list.
    private static func proposed(
        _ chosen: ExemptionCode?, _ diagnosis: DiagnosisCode?, _ catalogue: ExemptionCatalogue
    ) -> [Result] {
        let isGranted = chosen.flatMap { catalogue.exemption($0) }?.isCurrent ?? false
        guard !isGranted, let diagnosis else { return [] }
        return catalogue.exemptions(forDiagnosis: diagnosis).map { entry in
            Result(entry, catalogue.diagnosis(diagnosis, of: entry.code).map { [$0] } ?? [])
        }
    }

    private static func results(_ query: String, _ catalogue: ExemptionCatalogue) -> [Result] {
        let search = CatalogueSearch(query)
        guard !search.isEmpty else { return [] }
        let byName = catalogue.exemptions(search, limit: CatalogueRoutes.most)
        let byDiagnosis = Dictionary(
            grouping: catalogue.diagnoses(search, of: nil, limit: CatalogueRoutes.most), by: \.exemption)
        let named = byName.map { Result($0, catalogue.diagnoses(of: $0.code)) }
        let others = byDiagnosis.keys.sorted { $0.value < $1.value }.filter { code in
            !byName.contains { $0.code == code }
        }
        return named
            + others.compactMap { code in catalogue.exemption(code).map { Result($0, byDiagnosis[code] ?? []) } }
    }
}

extension CatalogueModel.Result {
    fileprivate init(_ entry: ExemptionEntry, _ diagnoses: [DiagnosisEntry]) {
        code = entry.code.value
        text = entry.description
        self.diagnoses = diagnoses.filter { !$0.code.isPlaceholder }.map {
            CatalogueModel.Diagnosis(
                exemption: entry.code.value, code: $0.code.value, text: $0.description)
        }
    }
}
