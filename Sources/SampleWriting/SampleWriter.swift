// SPDX-License-Identifier: EUPL-1.2

import Domain

/// Gives facts the form of a kind, and says what a reader must find in it.
struct SampleWriter {
    let kind: SampleKind
    let facts: SampleCase

    func certificate(named name: String) throws(SampleFault) -> SampleCertificate {
        let truth = SampleTruth(
            file: name,
            sample: kind,
            form: form,
            role: isEvidence ? .certificate : .notEvidence,
            kind: documentKind,
            fields: fields
        )
        return SampleCertificate(name: name, bytes: try bytes(), truth: truth)
    }

    private func bytes() throws(SampleFault) -> [UInt8] {
        switch kind {
        case .regionalPDF, .regionalNoDiagnosis, .regionalFictitious, .regionalShortASL:
            let dataset = RegionalCertificateXML(facts: facts, hasShortASL: kind == .regionalShortASL).dataset
            return try XFADataset.adding(dataset.document, to: RegionalCertificatePage(facts: facts).pdf())
        case .regionalText: return try RegionalCertificatePage(facts: facts).pdf()
        case .regionalXML: return RegionalCertificateXML(facts: facts, hasShortASL: false).document.document
        case .plainText: return try PlainPage(facts: facts).report()
        case .attestation: return try PlainPage(facts: facts).attestation()
        case .dischargeLetter: return national(.dischargeLetter)
        case .specialistReport: return national(.specialistReport)
        case .laboratoryReport: return national(.laboratoryReport)
        }
    }

    private func national(_ profile: NationalDocumentXML.Profile) -> [UInt8] {
        NationalDocumentXML(facts: facts, profile: profile).document.document
    }

    private var isEvidence: Bool { kind != .attestation && kind != .laboratoryReport }

    private var form: DocumentForm {
        switch kind {
        case .regionalText, .plainText, .attestation: .pdfText
        case .regionalXML, .dischargeLetter, .specialistReport, .laboratoryReport: .cdaXML
        default: .pdfCDA
        }
    }

    private var documentKind: DocumentKind {
        switch kind {
        case .plainText: .specialistReport
        case .dischargeLetter: .dischargeLetter
        case .specialistReport: .specialistReport
        case .attestation: .exemptionAttestation
        case .laboratoryReport: .laboratoryReport
        default: .regionalCertificate
        }
    }

    /// What the form leaves out is no truth of the document.
    private var fields: [FieldName: String] {
        let absent: Set<FieldName> =
            switch kind {
            case .attestation: [.pathologyNote, .diagnosisText]
            // The words on a discharge diagnosis are no text on the illness that is certified.
            case .dischargeLetter: [.exemptionCode, .pathologyNote]
            case .specialistReport: [.exemptionCode]
            case .laboratoryReport: [.exemptionCode, .diagnosisCode, .diagnosisText, .pathologyNote]
            case .regionalNoDiagnosis, .regionalFictitious: [.diagnosisText]
            default: []
            }
        let all = form == .pdfText ? facts.fields : facts.codedFields
        return all.filter { !absent.contains($0.key) }
    }
}
