// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport

/// A certificate as its reader would have left it.
struct SampleCertificate {
    var person: String? = "TRNNLL53H10I462M"
    var familyName = "TRENTASEI"
    var givenName = "NELLO"
    var exemption: String? = "044"
    var diagnosis: String? = "2960"
    var sender = "san-luigi"
    var senderKind = Sender.Kind.hospital
    var asl = "010203"
    var district: String?
    var fileName = "cert.pdf"
    var findings: [Finding] = []
    /// Makes of it a citizen's request with these words.
    var note: String?
    /// What that request lists.
    var attachments: [StatedAttachment] = []
    /// The folder of the request that the file is part of.
    var folder: String?
    var form = DocumentForm.pdfText
    var signatures: [SignatureVerdict] = []
    /// What else is said to be the exemption.
    var otherExemptions: [String] = []
    /// What has as good a claim to be the diagnosis.
    var otherDiagnoses: [String] = []
    /// Its codes are read with doubt.
    var isFaint = false
    /// Names its doctor by these words, and by no code.
    var physician: String?

    var extract: Extract {
        var fields: [FieldName: ExtractedField] = [
            .beneficiaryFamilyName: Self.field(familyName), .beneficiaryGivenName: Self.field(givenName),
            .physicianFiscalCode: Self.field("AAAAAA00A11D000L"),
            .structureName: ExtractedField(
                value: "OSPEDALE", confidence: .certain, source: FieldSource(.cda, xpath: "/a/b[1]")),
        ]
        fields[.beneficiaryFiscalCode] = person.map { Self.field($0) }
        fields[.exemptionCode] = exemption.map {
            ExtractedField(
                value: $0, confidence: .certain, source: FieldSource(.text, page: 1, box: Self.box),
                asWritten: "cod. \($0)", candidates: otherExemptions,
                candidateSources: otherExemptions.map { _ in FieldSource(.text, page: 1, box: Self.box) })
        }
        fields[.diagnosisCode] = diagnosis.map { Self.field($0) }
        fields[.diagnosisCode]?.candidates = otherDiagnoses
        if isFaint {
            for name in [FieldName.exemptionCode, .diagnosisCode] { fields[name]?.confidence = .doubtful }
        }
        if let physician {
            fields[.physicianFiscalCode] = nil
            fields[.physicianName] = Self.field(physician)
        }
        guard let note else {
            return Extract(
                form: form, role: .certificate, kind: .regionalCertificate, fields: fields, findings: findings,
                signatures: signatures)
        }
        let request = StatedRequest(
            submittedAt: Timestamp(seconds: 1_768_810_000),
            submitter: Submitter(kind: .citizen, fiscalCode: person.flatMap { FiscalCode($0) }), note: note,
            attachments: attachments)
        return Extract(form: .requestXML, role: .request, fields: fields, findings: findings, request: request)
    }

    /// Different certificates have different bytes.
    var sha256: ContentHash { get throws { try ContentHash.of(Array("\(self)".utf8)) } }

    /// Where the exemption stands on the first page.
    static let box = [72.0, 90.0, 130.25, 101.0]

    private static func field(_ value: String) -> ExtractedField {
        ExtractedField(value: value, confidence: .certain, source: FieldSource(.cda))
    }
}

extension TestHouse {
    /// Drops a certificate and files what its reader found; different certificates have different bytes.
    @discardableResult
    func file(_ certificate: SampleCertificate = SampleCertificate()) async throws -> Delivery {
        let hash = try certificate.sha256
        let ids = try await store.register([
            Arrival(
                sender: certificate.sender, senderKind: certificate.senderKind,
                name: "\(certificate.folder ?? "2026")/\(certificate.fileName)",
                sha256: hash, size: 1, asl: Self.asl(certificate.asl), district: certificate.district,
                request: certificate.folder)
        ])
        return try await store.file(Self.known(ids.first), as: certificate.extract)
    }

    /// Drops a certificate whose person is known, and gives the number of its practice.
    @discardableResult
    func practice(_ certificate: SampleCertificate = SampleCertificate()) async throws -> PracticeNumber {
        Self.known(try await file(certificate).practice)
    }

    /// The practice as it stands.
    func dossier(_ number: PracticeNumber) async throws -> PracticeDossier {
        Self.known(try await reader.dossier(number, for: nil))
    }
}
