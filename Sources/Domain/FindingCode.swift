// SPDX-License-Identifier: EUPL-1.2

/// The closed list of findings; raw values are the codes of the JSON (contract §5).
package enum FindingCode: String, Codable, Hashable, Sendable, CaseIterable {
    case fiscalCodeMissing = "fiscal-code-missing"
    case fiscalCodeInvalid = "fiscal-code-invalid"
    case fiscalCodeRepaired = "fiscal-code-repaired"
    case fiscalCodeWrongRoot = "fiscal-code-wrong-root"
    case nameMissing = "name-missing"
    case birthDateInvalid = "birth-date-invalid"
    case identityMismatch = "identity-mismatch"
    case severalPersons = "several-persons"
    case pageNamesAnother = "page-names-another"
    case exemptionMissing = "exemption-missing"
    case exemptionUnknown = "exemption-unknown"
    case exemptionSuperseded = "exemption-superseded"
    case exemptionProposed = "exemption-proposed"
    case exemptionNotOfPathology = "exemption-not-of-pathology"
    case exemptionNotActive = "exemption-not-active"
    case diagnosisMissing = "diagnosis-missing"
    case diagnosisUnknown = "diagnosis-unknown"
    case diagnosisNotOfExemption = "diagnosis-not-of-exemption"
    case issueDateInvalid = "issue-date-invalid"
    case issueDateUncertain = "issue-date-uncertain"
    case sourcesDisagree = "sources-disagree"
    case severalCandidates = "several-candidates"
    case severalDocuments = "several-documents"
    case encodingRepaired = "encoding-repaired"
    case trailingContent = "trailing-content"
    case xmlMalformed = "xml-malformed"
    case xmlForbidden = "xml-forbidden"
    case contentUnrecognised = "content-unrecognised"
    case contentTruncated = "content-truncated"
    case contentTooLarge = "content-too-large"
    case contentNotKept = "content-not-kept"
    case pdfUnreadable = "pdf-unreadable"
    case pdfEncrypted = "pdf-encrypted"
    case textMissing = "text-missing"
    case textGarbled = "text-garbled"
    case layoutUnknown = "layout-unknown"
    case recognitionUncertain = "recognition-uncertain"
    case recognitionUnavailable = "recognition-unavailable"
    case documentNotEvidence = "document-not-evidence"
    case readerFailed = "reader-failed"
    case readerTimeout = "reader-timeout"
    case filingFailed = "filing-failed"
    case signatureInvalid = "signature-invalid"
    case signatureUnverifiable = "signature-unverifiable"
    case signatureAbsent = "signature-absent"
    case signatureIncomplete = "signature-incomplete"
    case signerNotPhysician = "signer-not-physician"
    case virusFound = "virus-found"
    case virusNotScanned = "virus-not-scanned"
    case envelopeDamaged = "envelope-damaged"
    case requestInvalid = "request-invalid"
    case requestIncomplete = "request-incomplete"
    case requestMissing = "request-missing"
    case requestDateOdd = "request-date-odd"
    case attachmentMissing = "attachment-missing"
    case attachmentAltered = "attachment-altered"
    case attachmentUnlisted = "attachment-unlisted"
    case attachmentUnreadable = "attachment-unreadable"
    case cancellationRefused = "cancellation-refused"
    case alreadyExempt = "already-exempt"
    case practiceOpen = "practice-open"
    case aslAssumed = "asl-assumed"
    case districtUnknown = "district-unknown"
    case practiceImported = "practice-imported"
}

extension FindingCode {
    /// The field that the finding is about when the place that raises it names none.
    package var usualField: FieldName? {
        switch self {
        case .fiscalCodeMissing, .fiscalCodeInvalid, .fiscalCodeRepaired, .fiscalCodeWrongRoot, .identityMismatch,
            .severalPersons, .pageNamesAnother:
            .beneficiaryFiscalCode
        case .nameMissing: .beneficiaryFamilyName
        case .birthDateInvalid: .beneficiaryBirthDate
        case .exemptionMissing, .exemptionUnknown, .exemptionSuperseded, .exemptionProposed, .exemptionNotOfPathology,
            .exemptionNotActive, .alreadyExempt:
            .exemptionCode
        case .diagnosisMissing, .diagnosisUnknown, .diagnosisNotOfExemption: .diagnosisCode
        case .issueDateInvalid, .issueDateUncertain: .issueDate
        default: nil
        }
    }

    /// `blocking` where a practice must not be validated before somebody has put it right.
    package var severity: Severity {
        switch self {
        case .fiscalCodeMissing, .fiscalCodeInvalid, .severalPersons, .exemptionMissing, .exemptionUnknown,
            .xmlMalformed, .xmlForbidden, .contentUnrecognised, .contentTruncated, .contentTooLarge, .pdfUnreadable,
            .pdfEncrypted, .readerFailed, .readerTimeout, .filingFailed, .virusFound, .envelopeDamaged,
            .requestInvalid, .requestIncomplete, .requestMissing, .cancellationRefused:
            .blocking
        case .exemptionProposed, .practiceOpen, .documentNotEvidence, .signatureAbsent, .diagnosisMissing, .aslAssumed,
            .districtUnknown, .attachmentUnreadable, .practiceImported:
            .info
        default: .warning
        }
    }
}

extension FindingCode {
    /// Whether the detail speaks only of the sender's own files, by name, line or element: then the receipt repeats it,
    /// since nobody can put right what is not named.
    package var detailIsForSender: Bool {
        switch self {
        case .requestInvalid, .requestIncomplete, .requestDateOdd, .attachmentMissing, .attachmentAltered,
            .attachmentUnlisted:
            true
        default: false
        }
    }
}
