// SPDX-License-Identifier: EUPL-1.2

/// What reading one document yielded (contract §5): every value with its place of origin, and what is doubtful about it.
package struct Extract: Codable, Hashable, Sendable {
    package var form: DocumentForm
    package var role: DocumentRole
    /// The kind of clinical or administrative paper, as far as the document tells.
    package var kind: DocumentKind
    /// Signed wrappers that were taken off, outermost first.
    package var envelopes: [String]
    package var fields: [FieldName: ExtractedField]
    package var diagnoses: [StatedDiagnosis]
    package var exemptions: [StatedExemption]
    package var findings: [Finding]
    /// One verdict a signature, outermost envelope first, then those inside a PDF; empty where there is none.
    package var signatures: [SignatureVerdict]
    /// The ASL that the document says the person belongs to; absent where it says none, or several.
    package var residence: ASLCode?
    /// What a sound `richiesta.xml` states; absent for every other document.
    package var request: StatedRequest?
    /// What a sound `annullamento.xml` states; absent for every other document.
    package var cancellation: StatedCancellation?

    package init(
        form: DocumentForm,
        role: DocumentRole,
        kind: DocumentKind = .unknown,
        envelopes: [String] = [],
        fields: [FieldName: ExtractedField] = [:],
        diagnoses: [StatedDiagnosis] = [],
        exemptions: [StatedExemption] = [],
        findings: [Finding] = [],
        signatures: [SignatureVerdict] = [],
        residence: ASLCode? = nil,
        request: StatedRequest? = nil,
        cancellation: StatedCancellation? = nil
    ) {
        self.form = form
        self.role = role
        self.kind = kind
        self.envelopes = envelopes
        self.fields = fields
        self.diagnoses = diagnoses
        self.exemptions = exemptions
        self.findings = findings
        self.signatures = signatures
        self.residence = residence
        self.request = request
        self.cancellation = cancellation
    }

    /// A document of which nothing could be read, and why.
    package static func unreadable(_ finding: Finding, form: DocumentForm = .other) -> Extract {
        Extract(form: form, role: .unreadable, findings: [finding])
    }

    /// The value of a field, if there is one and it is not contested.
    package func value(_ name: FieldName) -> String? { fields[name]?.value }
}

/// The carrier of the document (contract §5).
package enum DocumentForm: String, Codable, Hashable, Sendable {
    case cdaXML = "cda-xml"
    case pdfCDA = "pdf-cda"
    case pdfText = "pdf-text"
    case pdfForm = "pdf-form"
    case pdfScan = "pdf-scan"
    case requestXML = "request-xml"
    case cancellationXML = "cancellation-xml"
    case other
}

/// What the document is to a practice (contract §5).
package enum DocumentRole: String, Codable, Hashable, Sendable {
    case certificate, request, attachment, cancellation
    case notEvidence = "not-evidence"
    case unreadable
}

/// The kind of paper, with the name that a receipt gives it.
package enum DocumentKind: String, Codable, Hashable, Sendable {
    /// The regional *certificato di condizione o malattia*.
    case regionalCertificate
    case specialistReport
    /// A specialist's paper that calls itself a certificate.
    case specialistCertificate
    case dischargeLetter, emergencyReport, patientSummary
    case laboratoryReport, radiologyReport, pathologyReport, vaccinationRecord, vaccinationCertificate
    /// *Attestato di esenzione*: the proof issued after validation, no evidence for it.
    case exemptionAttestation
    case exemptionReminder, incomeCertificate, otherClinical
    /// A prescription, a consent form, an invoice and the like.
    case otherPaper
    case unknown

    /// What people call it.
    package var italianName: String {
        switch self {
        case .regionalCertificate: "Certificato di condizione o malattia"
        case .specialistReport: "Referto di specialistica ambulatoriale"
        case .specialistCertificate: "Certificato specialistico"
        case .dischargeLetter: "Lettera di dimissione ospedaliera"
        case .emergencyReport: "Verbale di pronto soccorso"
        case .patientSummary: "Profilo sanitario sintetico"
        case .laboratoryReport: "Referto di laboratorio"
        case .radiologyReport: "Referto di radiologia"
        case .pathologyReport: "Referto di anatomia patologica"
        case .vaccinationRecord: "Scheda della singola vaccinazione"
        case .vaccinationCertificate: "Certificato vaccinale"
        case .exemptionAttestation: "Attestato di esenzione"
        case .exemptionReminder: "Promemoria di esenzione"
        case .incomeCertificate: "Certificato di esenzione per reddito"
        case .otherClinical: "Documento clinico di altro tipo"
        case .otherPaper: "Documento di altra natura"
        case .unknown: "Documento di tipo non riconosciuto"
        }
    }
}

/// One value with its confidence, its place and the words as they stand there.
package struct ExtractedField: Codable, Hashable, Sendable {
    /// Absent where several values have an equal claim: they are then in `candidates`.
    package var value: String?
    package var confidence: Confidence
    package var source: FieldSource
    /// Exactly what stands in the document at that place.
    package var asWritten: String?
    package var candidates: [String]
    /// Where each of the candidates stands, in their order; absent where they do not stand apart.
    package var candidateSources: [FieldSource]?

    package init(
        value: String?, confidence: Confidence, source: FieldSource, asWritten: String? = nil,
        candidates: [String] = [],
        candidateSources: [FieldSource]? = nil
    ) {
        self.value = value
        self.confidence = confidence
        self.source = source
        self.asWritten = asWritten
        self.candidates = candidates
        self.candidateSources = candidateSources
    }

    /// One among several values that a document states with the same right.
    package struct Claim: Hashable, Sendable {
        package let value: String
        package let source: FieldSource

        package init(_ value: String, _ source: FieldSource) {
            self.value = value
            self.source = source
        }
    }

    /// The candidates with their places; none where the places are not told.
    package var claims: [Claim] {
        guard let candidateSources, candidateSources.count == candidates.count else { return [] }
        return zip(candidates, candidateSources).map { Claim($0, $1) }
    }
}

/// How far a value may be trusted; `certain` is a promise (contract §5).
package enum Confidence: String, Codable, Hashable, Sendable {
    case certain, probable, doubtful
}

/// Where a value stands.
package struct FieldSource: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, Hashable, Sendable {
        case cda, text, form, ocr, request, catalogue
    }

    package var kind: Kind
    /// From 1.
    package var page: Int?
    /// Left, top, right, bottom in PDF points from the top left of the page as shown.
    package var box: [Double]?
    package var xpath: String?
    /// The full name of the form field, for `form`.
    package var formField: String?

    package init(
        _ kind: Kind, page: Int? = nil, box: [Double]? = nil, xpath: String? = nil, formField: String? = nil
    ) {
        self.kind = kind
        self.page = page
        self.box = box
        self.xpath = xpath
        self.formField = formField
    }
}

/// A diagnosis that the document states, whatever its part in the story.
package struct StatedDiagnosis: Codable, Hashable, Sendable {
    /// What a stated diagnosis is to the patient; the place in the document decides (documents.md §2).
    package enum Role: String, Codable, Hashable, Sendable {
        case diagnosis
        case dischargeDiagnosis = "discharge_diagnosis"
        case admissionDiagnosis = "admission_diagnosis"
        case problem, reason, history
        case familyHistory = "family_history"
        case complication, allergy, vaccination, procedure
        case procedureReason = "procedure_reason"
        case other

        /// Whether the patient has it now by a doctor's word: the roles an exemption may rest on.
        package var counts: Bool { isCertified || self == .problem }

        /// Whether the document is written to say so, and does not only list it beside what it certifies.
        package var isCertified: Bool { self == .diagnosis || self == .dischargeDiagnosis }
    }

    /// As stated, without the dot; absent where only words are given.
    package var code: String?
    package var text: String?
    package var role: Role
    package var codeSystem: String?
    package var source: FieldSource
    /// Where the words stand, when that is not where the code does.
    package var textSource: FieldSource?

    package init(code: String?, text: String?, role: Role, codeSystem: String? = nil, source: FieldSource) {
        self.code = code
        self.text = text
        self.role = role
        self.codeSystem = codeSystem
        self.source = source
    }
}

/// An exemption that the document states, of any kind and state.
package struct StatedExemption: Codable, Hashable, Sendable {
    /// As stated, sub-code included (`013.250`).
    package var code: String
    package var codeSystem: String?
    package var status: String?
    package var from: CalendarDay?
    package var until: CalendarDay?
    package var text: String?
    package var source: FieldSource

    package init(
        code: String, codeSystem: String? = nil, status: String? = nil, from: CalendarDay? = nil,
        until: CalendarDay? = nil, text: String? = nil, source: FieldSource
    ) {
        self.code = code
        self.codeSystem = codeSystem
        self.status = status
        self.from = from
        self.until = until
        self.text = text
        self.source = source
    }
}
