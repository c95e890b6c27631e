// SPDX-License-Identifier: EUPL-1.2

/// How much a finding weighs.
package enum Severity: String, Codable, Hashable, Sendable, Comparable {
    case info, warning, blocking

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .blocking: 2
        }
    }
}

/// Something that a reader of the document or of the practice must know, told by a code of a closed list.
package struct Finding: Codable, Hashable, Sendable {
    package let code: FindingCode
    /// The value it is about, if it is about one.
    package let field: FieldName?
    /// What exactly: the two values that disagree, the code that is unknown. Italian, for the person who decides; it may
    /// hold health data and is therefore never logged.
    package let detail: String?

    package init(_ code: FindingCode, field: FieldName? = nil, detail: String? = nil) {
        self.code = code
        self.field = field ?? code.usualField
        self.detail = detail
    }

    /// How much the finding weighs, which its code alone decides.
    package var severity: Severity { code.severity }

    /// Whether it is shown in red and nobody may validate on the page without saying to have looked into it: what must be put
    /// right, what the document's own sources contradict each other about where a wrong choice would grant the wrong exemption,
    /// a pair of codes that is none of the list, an exemption that the person holds already, a file that was changed after it was
    /// signed, and whatever says that the person may be another. Apart from the severity, which weighs the reading of the document.
    package var mustBeAcknowledged: Bool {
        switch code {
        case .identityMismatch, .pageNamesAnother, .severalPersons: return true
        case .diagnosisNotOfExemption, .alreadyExempt, .signatureInvalid: return true
        case .sourcesDisagree:
            let decides: Set<FieldName?> = [.beneficiaryFiscalCode, .exemptionCode, .diagnosisCode]
            return decides.contains(field)
        default: return severity == .blocking
        }
    }

    /// The Italian sentence of the code, with the detail where there is one.
    package var message: String {
        guard let detail else { return code.message }
        return "\(code.message) (\(detail))"
    }
}

/// The values that a document yields (contract §5); raw values are the keys of the JSON.
package enum FieldName: String, Codable, CodingKeyRepresentable, Hashable, Sendable, CaseIterable {
    case beneficiaryFiscalCode, beneficiaryFamilyName, beneficiaryGivenName, beneficiaryBirthDate, beneficiarySex
    case exemptionCode, diagnosisCode, diagnosisText, pathologyNote, issueDate
    case physicianName, physicianFiscalCode, structureName, structureCode
}
