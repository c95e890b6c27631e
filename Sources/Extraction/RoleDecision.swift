// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

extension SourceReading {
    /// What the paper is to a practice, by its kind and, for a patient summary, by what it lists.
    func role(_ catalogue: ExemptionCatalogue) -> DocumentRole {
        if kind.isNeverEvidence || certifiesNothing { return .notEvidence }
        return switch kind {
        case .patientSummary: listsOnlyOtherExemptions(catalogue) ? .notEvidence : .certificate
        case .otherClinical: statesCondition(catalogue) ? .certificate : .notEvidence
        // A paper of unknown kind waits for a person; it is never put aside for not having been understood.
        default: .certificate
        }
    }

    /// A summary with exemptions of which none is for an illness: for income, unemployment and the like. The illnesses that
    /// it lists beside them change nothing, since nobody certifies them for an exemption (contract §4). A code of the shape
    /// of an illness's that the catalogue does not have waits for a person: such codes are never dropped (domain.md §11).
    private func listsOnlyOtherExemptions(_ catalogue: ExemptionCatalogue) -> Bool {
        !exemptions.isEmpty && !exemptions.contains { $0.isKnown(to: catalogue) || $0.hasShapeOfPathology }
    }

    private func statesCondition(_ catalogue: ExemptionCatalogue) -> Bool {
        hasCountingCode || exemptions.contains { $0.isKnown(to: catalogue) }
    }

    private var hasCountingCode: Bool {
        diagnoses.contains { $0.role.counts && $0.code != nil && ($0.codeSystem == OID.icd9 || $0.source.kind != .cda) }
    }
}

extension DocumentKind {
    /// Papers that prove no illness for an exemption, whatever they state (contract §4).
    var isNeverEvidence: Bool {
        switch self {
        case .laboratoryReport, .radiologyReport, .pathologyReport, .vaccinationRecord, .vaccinationCertificate,
            .exemptionAttestation, .exemptionReminder, .incomeCertificate, .otherPaper:
            true
        case .regionalCertificate, .specialistReport, .specialistCertificate, .dischargeLetter, .emergencyReport,
            .patientSummary, .otherClinical, .unknown:
            false
        }
    }
}
