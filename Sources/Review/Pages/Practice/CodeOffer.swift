// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import Storage

/// A code that the documents state beside others, or that took the place of one of theirs: one click takes it into the doctor's
/// entry.
struct CodeOffer: Encodable, Hashable, Sendable {
    /// The name of the button, which says of what it is the code.
    let offerField: String
    let offerCode: String
    /// By the catalogue; empty where it does not have the code.
    let offerName: String
    /// The documents that state it; nothing where there is only one document.
    let offerSource: String?

    /// The names of the buttons that choose.
    enum Name {
        static let exemption = "scegli-esenzione"
        static let diagnosis = "scegli-diagnosi"
    }

    /// What took the place of a superseded code, then what the documents state beside the one that is typed. Of these nothing
    /// where they agree, for then there is nothing to choose, and of either none that the viewer could not grant.
    ///
    /// - Parameter typed: what the field holds already.
    static func exemptions(
        _ dossier: PracticeDossier, _ setting: PracticeModel.Setting, typed: ExemptionCode?
    ) -> [CodeOffer] {
        let heirs = successors(of: typed, setting)
        let stated = dossier.stated(.exemptionCode) { ExemptionCode($0) }
        guard stated.count > 1 else { return heirs }
        let known = heirs.map(\.offerCode)
        return heirs
            + stated.filter { !known.contains($0.code.value) && $0.code != typed && setting.viewer.mayGrant($0.code) }
            .map {
                CodeOffer(
                    offerField: Name.exemption, offerCode: $0.code.value,
                    offerName: setting.catalogue.name(of: $0.code),
                    offerSource: $0.words(among: dossier))
            }
    }

    /// What took the place of a code that is no longer granted.
    private static func successors(of code: ExemptionCode?, _ setting: PracticeModel.Setting) -> [CodeOffer] {
        let successors = code.map { setting.catalogue.replacements(of: $0) } ?? []
        return successors.filter { setting.viewer.mayGrant($0) }.map {
            CodeOffer(
                offerField: Name.exemption, offerCode: $0.value, offerName: setting.catalogue.name(of: $0),
                offerSource: nil)
        }
    }

    /// As `exemptions`; the names are those under `exemption`.
    static func diagnoses(
        _ dossier: PracticeDossier, _ catalogue: ExemptionCatalogue, typed: DiagnosisCode?,
        under exemption: ExemptionCode?
    ) -> [CodeOffer] {
        let stated = dossier.stated(.diagnosisCode) { DiagnosisCode($0) }
        guard stated.count > 1 else { return [] }
        return stated.filter { $0.code != typed && !$0.code.isPlaceholder }.map {
            CodeOffer(
                offerField: Name.diagnosis, offerCode: $0.code.value,
                offerName: catalogue.name(of: $0.code, under: exemption), offerSource: $0.words(among: dossier))
        }
    }
}

/// A code and the documents that state it.
private struct StatedCode<Code: Hashable> {
    let code: Code
    var documents: [String]

    func words(among dossier: PracticeDossier) -> String? {
        dossier.documents.count > 1 ? "da \(documents.joined(separator: ", "))" : nil
    }
}

extension PracticeDossier {
    /// Every value of a field that a document gives, chosen by the reading or not. Papers that may be another person's give none.
    fileprivate func stated<Code: Hashable>(_ name: FieldName, _ read: (String) -> Code?) -> [StatedCode<Code>] {
        let foreign = sources.filter { $0.key.code == .pageNamesAnother }.flatMap(\.value)
        let papers = documents.filter {
            [.certificate, .request, .attachment].contains($0.role) && !foreign.contains($0.sha256)
        }
        return papers.reduce(into: []) { stated, paper in
            guard let field = paper.extract.fields[name] else { return }
            let values = [field.value].compactMap(\.self) + field.candidates
            for code in values.compactMap(read) {
                guard let known = stated.firstIndex(where: { $0.code == code }) else {
                    stated.append(StatedCode(code: code, documents: [paper.name.lastComponent]))
                    continue
                }
                let isListed = stated[known].documents.contains(paper.name.lastComponent)
                if !isListed { stated[known].documents.append(paper.name.lastComponent) }
            }
        }
    }
}
