// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// A code that goes to AURA as the documents have it though its reading is not sure: told where it is decided, since a value that
/// may be wrong is never silent (contract §5).
struct DoubtfulCode: Encodable, Hashable, Sendable {
    /// "esenzione 048".
    let doubtWords: String
    /// The value's row on the same page.
    let doubtAnchor: String

    /// Those that the doctor has not changed.
    static func all(_ dossier: PracticeDossier, typed: CodePair) -> [DoubtfulCode] {
        let stated = dossier.practice.stated
        return [
            typed.exemption == stated.exemption ? exemption(dossier) : nil,
            typed.diagnosis == stated.diagnosis ? diagnosis(dossier) : nil,
        ].compactMap(\.self)
    }

    /// The exemption of a practice that is open, where no document states it better. What a doctor enters is kept with the decision.
    static func exemption(_ dossier: PracticeDossier) -> DoubtfulCode? {
        of(.exemptionCode, "esenzione", dossier.practice.stated.exemption?.value, dossier)
    }

    /// The same of the diagnosis. The region's internal codes are shown nowhere (domain.md §2.4).
    static func diagnosis(_ dossier: PracticeDossier) -> DoubtfulCode? {
        guard let stated = dossier.practice.stated.diagnosis, !stated.isPlaceholder else { return nil }
        return of(.diagnosisCode, "diagnosi", stated.value, dossier)
    }

    private static func of(
        _ name: FieldName, _ noun: String, _ stated: String?, _ dossier: PracticeDossier
    ) -> DoubtfulCode? {
        guard dossier.practice.state.isOpen, let stated else { return nil }
        let readings = dossier.documentsToRead.enumerated().filter { $0.element.extract.value(name) == stated }
        guard let first = readings.first,
            readings.allSatisfy({ $0.element.extract.fields[name]?.confidence == .doubtful })
        else { return nil }
        return DoubtfulCode(
            doubtWords: "\(noun) \(stated)",
            doubtAnchor: name.rowAnchor(in: DocumentCard.anchor(ofIndex: first.offset + 1)))
    }
}
