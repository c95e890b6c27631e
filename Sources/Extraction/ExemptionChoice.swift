// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

extension SourceReading {
    /// Fills `exemptionCode` with the one exemption for an illness that the document states as in force, if it is one.
    mutating func chooseExemption(_ catalogue: ExemptionCatalogue) {
        let day = fields[.issueDate]?.value.flatMap { CalendarDay(iso: $0) }
        let active = exemptions.filter { $0.isActive(on: day) }
        let known = active.filter { $0.isKnown(to: catalogue) }.beyondInvalidity(catalogue)
        let others = active.filter { !$0.isKnown(to: catalogue) }
        let foreign = others.filter { WrittenExemption.isNotOfPathology($0.code) }
        let unknown = others.filter { !WrittenExemption.isNotOfPathology($0.code) }
        // A page that certifies an exemption for an illness may well mention that the patient has another for income.
        let told = foreign.filter { known.isEmpty || $0.source.kind == .cda }
        if !told.isEmpty { note(.exemptionNotOfPathology, detail: Self.list(told)) }
        if known.isEmpty, unknown.isEmpty, exemptions.count > active.count {
            note(.exemptionNotActive, detail: Self.list(exemptions))
        }
        if known.isEmpty { take(unknown, catalogue) } else { take(known, catalogue, beside: unknown) }
    }

    private static func list(_ exemptions: [StatedExemption]) -> String {
        Set(exemptions.map(\.code)).sorted().joined(separator: ", ")
    }

    /// `others` are codes that the catalogue does not have, stated beside known ones.
    private mutating func take(
        _ claimants: [StatedExemption],
        _ catalogue: ExemptionCatalogue,
        beside others: [StatedExemption] = []
    ) {
        guard let first = claimants.first else { return }
        let claims = claimants.map { ExtractedField.Claim($0.written.code?.value ?? $0.code, $0.source) }
        let codes = Set(claims.map(\.value))
        guard codes.count == 1, let code = codes.first else { return contest(.exemptionCode, among: claims) }
        fields[.exemptionCode] = ExtractedField(
            value: code,
            confidence: first.source.kind == .cda || agreed.contains(first.code) ? .certain : .probable,
            source: first.source,
            asWritten: first.code
        )
        if !others.isEmpty {
            note(.exemptionNotOfPathology, detail: Self.list(others))
            lower([.exemptionCode], to: .probable)
        }
        check(first, catalogue)
    }

    private mutating func check(_ stated: StatedExemption, _ catalogue: ExemptionCatalogue) {
        guard let code = stated.written.code, let entry = catalogue.exemption(code) else {
            note(.exemptionUnknown, detail: stated.code)
            lower([.exemptionCode], to: .doubtful)
            return
        }
        guard !entry.isCurrent else { return }
        note(.exemptionSuperseded, detail: stated.code)
        // The diagnosis in the old code may tell which of the new ones took its place.
        let heirs = stated.written.diagnosis.map { catalogue.exemptions(forDiagnosis: $0) } ?? []
        fields[.exemptionCode]?.candidates = heirs.map(\.code.value)
    }
}

extension [StatedExemption] {
    /// A page that certifies an exemption for an illness may well mention one that follows from a recognised invalidity, which no
    /// specialist certifies.
    fileprivate func beyondInvalidity(_ catalogue: ExemptionCatalogue) -> [StatedExemption] {
        let others = filter { $0.written.code.flatMap { catalogue.exemption($0) }?.group != .invalidity }
        return others.isEmpty ? self : others
    }
}
