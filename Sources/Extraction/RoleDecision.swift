// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

extension SourceReading {
    /// What the paper is to a practice, by its kind and, for a patient summary, by what it lists.
    func role(_ catalogue: ExemptionCatalogue) -> DocumentRole {
        switch kind {
        // A paper of unknown kind waits for a person; it is never put aside for not having been understood.
        case .regionalCertificate, .specialistReport, .dischargeLetter, .emergencyReport, .unknown: .certificate
        case .patientSummary: listsOnlyOtherExemptions(catalogue) ? .notEvidence : .certificate
        case .laboratoryReport, .radiologyReport, .pathologyReport, .vaccinationRecord, .vaccinationCertificate,
            .exemptionAttestation, .exemptionReminder, .incomeCertificate:
            .notEvidence
        case .otherClinical: statesCondition(catalogue) ? .certificate : .notEvidence
        }
    }

    /// A summary with exemptions of which none is for an illness, and with no coded illness either.
    private func listsOnlyOtherExemptions(_ catalogue: ExemptionCatalogue) -> Bool {
        !exemptions.isEmpty && !exemptions.contains { $0.isKnown(to: catalogue) } && !hasCountingCode
    }

    private func statesCondition(_ catalogue: ExemptionCatalogue) -> Bool {
        hasCountingCode || exemptions.contains { $0.isKnown(to: catalogue) }
    }

    private var hasCountingCode: Bool {
        diagnoses.contains { $0.role.counts && $0.code != nil && ($0.codeSystem == OID.icd9 || $0.source.kind != .cda) }
    }
}
