// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import TestSupport
import Testing

struct RequestEvidenceTests {
    private let evidence = RequestEvidence(catalogue: TestHouse.catalogue.lookup)

    private func extract(
        _ role: DocumentRole, person: String? = "RSSMRA48R11B111I", family: String = "ROSSI",
        exemption: String? = nil, diagnosis: String? = nil, findings: [Finding] = []
    ) -> Extract {
        let source = FieldSource(role == .request ? .request : .cda)
        var extract = Extract(form: .other, role: role, findings: findings)
        let values: [(FieldName, String?)] = [
            (.beneficiaryFiscalCode, person), (.beneficiaryFamilyName, family), (.beneficiaryGivenName, "MARIO"),
            (.beneficiaryBirthDate, "1948-10-11"), (.exemptionCode, exemption), (.diagnosisCode, diagnosis),
        ]
        for case (let name, let value?) in values {
            extract.fields[name] = ExtractedField(value: value, confidence: .certain, source: source)
        }
        return extract
    }

    private func attached(_ extract: Extract, isListed: Bool = true) -> RequestEvidence.Attachment {
        .init(name: "cert.pdf", extract: extract, isListed: isListed)
    }

    private var bare: Extract {
        extract(.request, findings: [Finding(.exemptionMissing), Finding(.diagnosisMissing)])
    }

    @Test func `a certificate supplies the codes that the request leaves out`() {
        let joined = evidence.joined(bare, [attached(extract(.certificate, exemption: "044", diagnosis: "2960"))])
        #expect(joined.value(.exemptionCode) == "044")
        #expect(joined.value(.diagnosisCode) == "2960")
        #expect(joined.findings.isEmpty)
    }

    @Test func `a contradiction keeps the request's word and names both`() {
        let request = extract(.request, exemption: "044", diagnosis: "2960")
        let joined = evidence.joined(request, [attached(extract(.certificate, exemption: "048", diagnosis: "2960"))])
        #expect(joined.value(.exemptionCode) == "044")
        #expect(
            joined.findings == [
                Finding(.sourcesDisagree, field: .exemptionCode, detail: "richiesta 044, cert.pdf 048")
            ])
    }

    @Test func `certificates that differ supply nothing and are told`() {
        let certificates = ["044", "048"].map { attached(extract(.certificate, exemption: $0)) }
        let joined = evidence.joined(bare, certificates)
        #expect(joined.value(.exemptionCode) == nil)
        #expect(joined.findings.map(\.code) == [.exemptionMissing, .diagnosisMissing, .severalCandidates])
    }

    @Test func `agreement is silent, and 000 contradicts nothing`() {
        let request = extract(.request, exemption: "048", diagnosis: "000")
        let agreeing = attached(extract(.certificate, exemption: "048"))
        #expect(evidence.joined(request, [agreeing]).findings.isEmpty)
        let same = attached(extract(.certificate, exemption: "048", diagnosis: "000"))
        #expect(evidence.joined(request, [same]).findings.isEmpty)
    }

    @Test func `codes of different papers that do not belong together are told`() {
        let request = extract(.request, exemption: "013", findings: [Finding(.diagnosisMissing)])
        let joined = evidence.joined(request, [attached(extract(.certificate, diagnosis: "7200"))])
        #expect(joined.value(.diagnosisCode) == "7200")
        #expect(joined.findings.map(\.code) == [.diagnosisNotOfExemption])
    }

    @Test func `another person's certificate lends nothing and is told`() {
        let other = attached(extract(.certificate, person: "VNTRLA92B26C688M", exemption: "044"))
        #expect(evidence.joined(bare, [other]) == bare)
        let findings = evidence.findings(of: other, for: bare)
        #expect(findings.map(\.code) == [.pageNamesAnother])
        #expect(findings[0].detail == "cert.pdf: VNTRLA92B26C688M invece di RSSMRA48R11B111I")
    }

    @Test func `without a fiscal code the names decide`() {
        let same = attached(extract(.certificate, person: nil, family: "Rossi", exemption: "044"))
        #expect(evidence.joined(bare, [same]).value(.exemptionCode) == "044")
        let other = attached(extract(.certificate, person: nil, family: "BIANCHI", exemption: "044"))
        #expect(evidence.joined(bare, [other]).value(.exemptionCode) == nil)
        #expect(evidence.findings(of: other, for: bare).map(\.code) == [.identityMismatch])
    }

    @Test func `what nobody listed lends nothing and is told`() {
        let extra = attached(extract(.certificate, exemption: "044"), isListed: false)
        #expect(evidence.joined(bare, [extra]).value(.exemptionCode) == nil)
        #expect(evidence.findings(of: extra, for: bare).map(\.code) == [.attachmentUnlisted])
    }

    @Test func `an attachment that cannot be read is told as such`() {
        let broken = attached(.unreadable(Finding(.pdfEncrypted)))
        #expect(
            evidence.findings(of: broken, for: bare) == [
                Finding(.attachmentUnreadable, detail: "cert.pdf: \(FindingCode.pdfEncrypted.message)")
            ])
    }

    @Test func `what an attachment leaves out is no finding of the practice`() {
        let record = attached(
            extract(.certificate, findings: [Finding(.exemptionMissing), Finding(.signatureInvalid)]))
        #expect(evidence.findings(of: record, for: bare) == [Finding(.signatureInvalid)])
    }
}
