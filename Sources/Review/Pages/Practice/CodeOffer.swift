// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import Storage

/// A code that the documents state beside others: one click takes it into the doctor's entry.
struct CodeOffer: Encodable, Hashable, Sendable {
    /// The name of the button, which says of what it is the code.
    let offerField: String
    let offerCode: String
    /// By the catalogue; empty where it does not have the code.
    let offerName: String

    /// The names of the buttons that choose.
    enum Name {
        static let exemption = "scegli-esenzione"
        static let diagnosis = "scegli-diagnosi"
    }

    /// Nothing where the documents agree, for then there is nothing to choose.
    ///
    /// - Parameter typed: what the field holds already.
    static func exemptions(
        _ dossier: PracticeDossier, _ catalogue: ExemptionCatalogue, typed: ExemptionCode?
    ) -> [CodeOffer] {
        let stated = dossier.stated(.exemptionCode).compactMap { ExemptionCode($0) }.distinct
        guard stated.count > 1 else { return [] }
        return stated.filter { $0 != typed }.map {
            CodeOffer(offerField: Name.exemption, offerCode: $0.value, offerName: catalogue.name(of: $0))
        }
    }

    /// As `exemptions`; the names are those under `exemption`.
    static func diagnoses(
        _ dossier: PracticeDossier, _ catalogue: ExemptionCatalogue, typed: DiagnosisCode?,
        under exemption: ExemptionCode?
    ) -> [CodeOffer] {
        let stated = dossier.stated(.diagnosisCode).compactMap { DiagnosisCode($0) }.distinct
        guard stated.count > 1 else { return [] }
        return stated.filter { $0 != typed && !$0.isPlaceholder }.map {
            CodeOffer(
                offerField: Name.diagnosis, offerCode: $0.value,
                offerName: catalogue.name(of: $0, under: exemption))
        }
    }
}

extension PracticeDossier {
    /// Every value of a field that a document gives, chosen by the reading or not.
    fileprivate func stated(_ name: FieldName) -> [String] {
        documents.filter { $0.role == .certificate || $0.role == .request || $0.role == .attachment }
            .compactMap { $0.extract.fields[name] }
            .flatMap { [$0.value].compactMap(\.self) + $0.candidates }
    }
}

extension Array where Element: Equatable {
    fileprivate var distinct: [Element] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
