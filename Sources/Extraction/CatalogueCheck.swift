// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

extension SourceReading {
    /// Puts the two codes together: do they belong to each other, and can the one that is missing be proposed?
    mutating func checkCodes(_ catalogue: ExemptionCatalogue) {
        let diagnosis = fields[.diagnosisCode]
        if fields[.exemptionCode] == nil {
            proposeExemption(for: diagnosis, catalogue)
        } else {
            checkPair(catalogue)
        }
        if fields[.exemptionCode] == nil { note(.exemptionMissing) }
        // 048 and the rare diseases go with `000` by rule; alone it says nothing.
        let isStated = diagnosis.map { !$0.isPlaceholderDiagnosis || fields[.exemptionCode] != nil } ?? false
        if !isStated { note(.diagnosisMissing) }
    }

    /// Where a certain diagnosis belongs to one exemption only, that is proposed: as the catalogue's word, not the document's.
    private mutating func proposeExemption(for diagnosis: ExtractedField?, _ catalogue: ExemptionCatalogue) {
        guard let diagnosis, diagnosis.confidence == .certain, let code = diagnosis.value.flatMap({ DiagnosisCode($0) })
        else { return }
        let entries = catalogue.exemptions(forDiagnosis: code)
        guard entries.count == 1, let only = entries.first else { return }
        fields[.exemptionCode] = ExtractedField(
            value: only.code.value,
            confidence: .probable,
            source: FieldSource(.catalogue)
        )
        note(.exemptionProposed, detail: "\(only.code.value) per la diagnosi \(code.value)")
    }

    /// The internal codes that begin with F may stand beside any exemption; `000` beside those that the catalogue lists
    /// it with, and beside every rare disease.
    private mutating func checkPair(_ catalogue: ExemptionCatalogue) {
        guard let exemption = fields[.exemptionCode]?.value.flatMap({ ExemptionCode($0) }),
            let diagnosis = fields[.diagnosisCode]?.value.flatMap({ DiagnosisCode($0) }),
            !diagnosis.isPlaceholder || diagnosis == .noneStated,
            diagnosis != .noneStated || catalogue.exemption(exemption)?.group != .rare,
            // Many exemptions have no diagnosis of their own in the list: nothing can contradict those.
            catalogue.diagnoses(of: exemption).contains(where: { !$0.code.isPlaceholder }),
            catalogue.diagnosis(diagnosis, of: exemption) == nil
        else { return }
        note(.diagnosisNotOfExemption, detail: "\(diagnosis.value), \(exemption.value)")
        // Of two that contradict each other either may have been misread in a picture.
        for name in [FieldName.exemptionCode, .diagnosisCode] where fields[name]?.source.kind == .ocr {
            lower([name], to: .doubtful)
        }
    }
}

extension ExtractedField {
    /// `000` or an internal code, which name no illness.
    fileprivate var isPlaceholderDiagnosis: Bool { value.flatMap { DiagnosisCode($0) }?.isPlaceholder ?? false }
}
