// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// The certificate of the region's own software, with the faults it is known for (domain.md §4.3).
struct RegionalCertificateTests {
    @Test func `its wrapped XML is read with its faults`() {
        let read = extract(SampleCDA.regional().datasets)
        #expect(read.form == .cdaXML && read.kind == .regionalCertificate && read.role == .certificate)
        #expect(read.value(.exemptionCode) == "054" && read.value(.diagnosisCode) == "7200")
        #expect(read.value(.diagnosisText) == "SPONDILITE ANCHILOSANT")
        #expect(read.value(.pathologyNote) == "Spondilite con interessamento assiale")
        #expect(read.value(.structureCode) == "010301" && read.fields[.structureCode]?.asWritten == "301")
        #expect(read.codes.isEmpty)
        #expect(read.confidence(.exemptionCode) == .certain && read.confidence(.diagnosisCode) == .certain)
    }

    @Test(arguments: [("F0012", "048"), ("F008", "054"), ("000", "048")])
    func `codes that name no illness are given as stated`(_ code: String, _ exemption: String) {
        let read = extract(
            SampleCDA.regional(diagnosis: code, exemption: exemption).text.replacing(
                "SPONDILITE ANCHILOSANT", with: "-")
        )
        #expect(read.value(.diagnosisCode) == code && read.confidence(.diagnosisCode) == .certain)
        #expect(read.value(.diagnosisText) == nil && read.diagnoses.map(\.text) == [nil])
        #expect(read.codes.isEmpty)
    }

    @Test func `no diagnosis beside an exemption that has its own is told`() {
        let read = extract(SampleCDA.regional(diagnosis: "000", exemption: "054"))
        #expect(read.value(.diagnosisCode) == "000" && read.codes == [.diagnosisNotOfExemption])
    }

    @Test func `no diagnosis and no exemption is a missing diagnosis`() {
        let read = extract(SampleCDA.regional(diagnosis: "000", exemption: "NE"))
        #expect(read.codes == [.exemptionMissing, .diagnosisMissing])
    }

    @Test func `a dash is no diagnosis`() {
        let read = extract(SampleCDA.regional(diagnosis: "-", exemption: "048"))
        #expect(read.diagnoses.isEmpty && read.value(.diagnosisCode) == nil && read.codes == [.diagnosisMissing])
    }

    @Test(arguments: [("20251230", true), ("20260102", true), ("20260316", false)])
    func `its year is uncertain around New Year`(_ day: String, _ isUncertain: Bool) {
        var sample = SampleCDA.regional()
        sample.effectiveTime = day + "095652"
        let read = extract(sample)
        #expect(read.codes.contains(.issueDateUncertain) == isUncertain)
        #expect(read.confidence(.issueDate) == (isUncertain ? .probable : .certain))
        sample = SampleCDA()
        sample.effectiveTime = day
        #expect(!extract(sample).codes.contains(.issueDateUncertain))
    }

    @Test func `its page is read where there is no XML`() {
        let read = extract(SamplePDF.regional())
        #expect(read.form == .pdfText && read.kind == .regionalCertificate && read.role == .certificate)
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
        #expect(read.value(.beneficiaryFamilyName) == "Rossi" && read.value(.beneficiaryGivenName) == "Mario")
        #expect(read.value(.beneficiaryBirthDate) == "1948-10-11" && read.value(.issueDate) == "2026-03-16")
        #expect(read.value(.exemptionCode) == "054" && read.value(.diagnosisCode) == "7200")
        #expect(read.fields[.exemptionCode]?.asWritten == "054" && read.value(.physicianName) == "Bianchi Anna")
        #expect(read.value(.pathologyNote) == "Spondilite con interessamento assiale")
        #expect(
            read.value(.structureName) == "ASL Città di Torino"
                && read.value(.diagnosisText) == "SPONDILITE ANCHILOSANT"
        )
        #expect(
            read.fields.values.allSatisfy {
                $0.confidence == .probable && $0.source.page == 1 && $0.source.box?.count == 4
            }
        )
        #expect(read.codes.isEmpty)
    }

    @Test func `page and XML together are certain where they agree`() {
        var pdf = SamplePDF.regional()
        pdf.attachments = [(.xfaResources, "datasets", SampleCDA.regional().datasets)]
        let read = extract(pdf)
        #expect(read.form == .pdfCDA && read.codes.isEmpty && read.confidence(.exemptionCode) == .certain)
    }

    @Test func `a value of the XML that the page shows too has both its places`() {
        var pdf = SamplePDF.regional(family: "Verdi")
        pdf.attachments = [(.xfaResources, "datasets", SampleCDA.regional().datasets)]
        let read = extract(pdf)
        for name in [FieldName.exemptionCode, .beneficiaryFiscalCode] {
            let source = read.fields[name]?.source
            #expect(source?.kind == .cda && source?.xpath != nil && source?.page == 1 && source?.box?.count == 4)
        }
        // What the page says otherwise is no place of this value.
        #expect(read.fields[.beneficiaryFamilyName]?.source.page == nil)
    }

    @Test func `what the page says otherwise is told`() {
        var pdf = SamplePDF.regional(exemption: "cod. 026", family: "Verdi")
        pdf.attachments = [(.xfaResources, "datasets", SampleCDA.regional().datasets)]
        let read = extract(pdf)
        let disputed = read.findings.filter { $0.code == .sourcesDisagree }.compactMap(\.field)
        #expect(Set(disputed) == [.exemptionCode, .beneficiaryFamilyName])
        #expect(read.value(.exemptionCode) == "054" && read.confidence(.exemptionCode) == .probable)
        // Both have their places, to be looked at and chosen from.
        let claims = read.fields[.exemptionCode]?.claims ?? []
        #expect(claims.map(\.value) == ["054", "026"])
        #expect(claims.last?.source.box?.count == 4 && claims.last?.source.page == 1)
    }

    @Test func `a dash on the page is no diagnosis`() {
        let read = extract(SamplePDF.regional(exemption: "cod. 048", diagnosis: "-"))
        #expect(read.value(.diagnosisCode) == nil && read.value(.exemptionCode) == "048")
        #expect(read.codes.contains(.diagnosisMissing))
    }
}
