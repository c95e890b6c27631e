// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

extension SourceReading {
    /// Takes back the doubt about codes that were faintly recognised in a picture, where what else is printed proves them: an
    /// exemption and a diagnosis that belong together, or a code and the catalogue's name for it. No misreading makes either.
    mutating func proveCodes(_ catalogue: ExemptionCatalogue) {
        let standing = exemptions.filter { $0.status == nil }.compactMap(\.written.code)
        let certified = diagnoses.filter(\.role.counts)
        let evidence = CodeEvidence(exemptions: standing, diagnoses: certified, catalogue: catalogue)
        findings.removeAll { finding in
            guard finding.code == .recognitionUncertain, let code = finding.detail else { return false }
            switch finding.field {
            case .exemptionCode: return WrittenExemption(code).code.map(evidence.proves) ?? false
            case .diagnosisCode: return DiagnosisCode(code).map(evidence.proves) ?? false
            default: return false
            }
        }
        for field in [FieldName.exemptionCode, .diagnosisCode] {
            let isDoubted = findings.contains { $0.code == .recognitionUncertain && $0.field == field }
            if !isDoubted { unsure.remove(field) }
        }
        if certified.contains(where: { $0.mayBeCut(catalogue) }) { unsure.insert(.diagnosisCode) }
    }
}

extension StatedDiagnosis {
    /// `244`, recognised in a picture, where the classification has finer codes: what stood behind the dot of `244.0` may be lost.
    /// An exemption of the whole category proves nothing against that.
    fileprivate func mayBeCut(_ catalogue: ExemptionCatalogue) -> Bool {
        guard source.kind == .ocr, let code, code.utf8.count == 3 else { return false }
        return catalogue.isDivided(code)
    }
}

/// What a document states beside a code.
private struct CodeEvidence {
    let exemptions: [ExemptionCode]
    let diagnoses: [StatedDiagnosis]
    let catalogue: ExemptionCatalogue

    func proves(_ exemption: ExemptionCode) -> Bool {
        let hasDiagnosis = diagnoses.contains { stated in
            stated.code.flatMap { DiagnosisCode($0) }.flatMap { catalogue.diagnosis($0, of: exemption) } != nil
        }
        return hasDiagnosis || isNamed(catalogue.names(under: exemption))
    }

    func proves(_ diagnosis: DiagnosisCode) -> Bool {
        exemptions.contains { catalogue.diagnosis(diagnosis, of: $0) != nil } || isNamed(catalogue.names(of: diagnosis))
    }

    /// Whether the words of a condition are a name of the catalogue, letter by letter.
    private func isNamed(_ names: [String]) -> Bool {
        let printed = Set(diagnoses.compactMap(\.text).map { ConditionNames.letters(of: $0) })
        return names.contains { printed.contains(ConditionNames.letters(of: $0)) }
    }
}
