// SPDX-License-Identifier: EUPL-1.2

import Domain
import XMLReading

extension CDADocument {
    /// The kind of paper by its LOINC code, or by the template where the code is missing or wrong.
    var kind: DocumentKind {
        let code = root.first("h:code")?.attribute("code")?.trimmed ?? ""
        if let kind = Self.kinds[code] { return isRegionalCertificate(kind) ? .regionalCertificate : kind }
        for template in root.nodes("h:templateId") {
            if let kind = template.attribute("root").flatMap({ Self.kindsByTemplate[$0.trimmed] }) { return kind }
        }
        return code.isEmpty ? .unknown : .otherClinical
    }

    /// The regional certificate borrows the code of the specialist's report. No national profile of that report has the
    /// section of exemptions, so that section tells it too (documents.md §2, §7).
    private func isRegionalCertificate(_ kind: DocumentKind) -> Bool {
        guard kind == .specialistReport else { return false }
        let title = root.first("h:title")?.text.collapsed.foldedToASCII
        return title == "CERTIFICATO DI CONDIZIONE O MALATTIA"
            || root.first("h:id")?.attribute("extension")?.hasPrefix("C_C_M") ?? false
            || root.nodes("h:component//h:section").contains { section in
                section.nodes("h:code").contains { $0.attribute("code") == SectionCode.exemptions }
            }
    }

    private static let kinds: [String: DocumentKind] = [
        "11488-4": .specialistReport, "34105-7": .dischargeLetter, "59258-4": .emergencyReport,
        "68604-8": .radiologyReport, "11502-2": .laboratoryReport, "60591-5": .patientSummary,
        "82593-5": .vaccinationCertificate, "87273-9": .vaccinationRecord, "11526-1": .pathologyReport,
        "57827-8": .exemptionAttestation,
    ]

    private static let kindsByTemplate: [String: DocumentKind] = [
        "2.16.840.1.113883.2.9.10.1.9.1": .specialistReport, "2.16.840.1.113883.2.9.10.1.5": .dischargeLetter,
        "2.16.840.1.113883.2.9.10.1.6.1": .emergencyReport, "2.16.840.1.113883.2.9.10.1.7.1": .radiologyReport,
        "2.16.840.1.113883.2.9.10.1.1": .laboratoryReport, "2.16.840.1.113883.2.9.10.1.4.1.1": .patientSummary,
        "2.16.840.1.113883.2.9.10.1.11.1.2": .vaccinationCertificate,
        "2.16.840.1.113883.2.9.10.1.11.1.1": .vaccinationRecord, "2.16.840.1.113883.2.9.10.1.8.1": .pathologyReport,
        "2.16.840.1.113883.2.9.10.1.10.1": .exemptionAttestation,
    ]
}
