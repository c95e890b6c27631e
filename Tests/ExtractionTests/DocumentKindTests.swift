// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

struct DocumentKindTests {
    @Test(arguments: [
        ("11488-4", DocumentKind.specialistReport, DocumentRole.certificate),
        ("34105-7", .dischargeLetter, .certificate),
        ("59258-4", .emergencyReport, .certificate), ("60591-5", .patientSummary, .certificate),
        ("68604-8", .radiologyReport, .notEvidence), ("11502-2", .laboratoryReport, .notEvidence),
        ("11526-1", .pathologyReport, .notEvidence), ("82593-5", .vaccinationCertificate, .notEvidence),
        ("87273-9", .vaccinationRecord, .notEvidence), ("57827-8", .exemptionAttestation, .notEvidence),
        ("57833-6", .otherClinical, .notEvidence), ("", .unknown, .certificate),
    ])
    func `the LOINC code tells the kind and the kind the role`(
        _ code: String,
        _ kind: DocumentKind,
        _ role: DocumentRole
    ) {
        var sample = SampleCDA()
        sample.code = code
        let read = extract(sample)
        #expect(read.kind == kind && read.role == role)
        #expect(read.codes.contains(.documentNotEvidence) == (role == .notEvidence))
        #expect(read.codes.contains(.exemptionMissing) == (role == .certificate))
    }

    @Test func `the template tells the kind where the code is wrong`() {
        var sample = SampleCDA()
        sample.code = "99999-9"
        sample.id = "<templateId root=\"2.16.840.1.113883.2.9.10.1.5\"/>" + sample.id
        #expect(extract(sample).kind == .dischargeLetter)
    }

    @Test func `a report with the section of exemptions is the regional certificate`() {
        let read = extract(SampleCDA(sections: [SampleCDA.exemptions(SampleCDA.exemption("048"))]))
        #expect(read.kind == .regionalCertificate)
    }

    @Test func `the attestation puts its codes under LOINC's number`() {
        var sample = SampleCDA(sections: [SampleCDA.exemptions(SampleCDA.exemption("048", system: SampleCDA.loinc))])
        sample.code = "57827-8"
        let read = extract(sample)
        #expect(
            read.kind == .exemptionAttestation && read.exemptions.map(\.code) == ["048"] && read.role == .notEvidence
        )
    }

    @Test func `another document with an illness in it goes to a person`() {
        var sample = SampleCDA(sections: [SampleCDA.diagnosis("428.0")])
        sample.code = "99999-9"
        #expect(extract(sample).role == .certificate)
    }
}
