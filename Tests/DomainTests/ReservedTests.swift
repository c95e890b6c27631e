// SPDX-License-Identifier: EUPL-1.2

import Domain
import Testing

struct ReservedTests {
    private static let source = FieldSource(.text)

    private static func stating(_ exemptions: String...) -> Extract {
        Extract(
            form: .cdaXML, role: .certificate,
            exemptions: exemptions.map { StatedExemption(code: $0, status: "inactive", source: source) })
    }

    @Test(arguments: ["048", "048.174", "048.1", " 048.2961", "048-174", "048174"])
    func `a document that states 048 speaks of it, whatever stands behind the code`(code: String) {
        #expect(Self.stating("013.250", code).namesReserved)
        for value in [code, nil] {
            let field = ExtractedField(
                value: value, confidence: .doubtful, source: Self.source, candidates: value == nil ? ["013", code] : [])
            let extract = Extract(form: .pdfText, role: .certificate, fields: [.exemptionCode: field])
            #expect(extract.namesReserved)
        }
    }

    @Test(arguments: ["013", "013.250", "0A31", "RN0480", "044.048", ""])
    func `other codes are not the reserved one`(code: String) {
        #expect(!Self.stating(code).namesReserved)
    }

    @Test func `a finding about the exemption, and the words of the document, name it as well`() {
        for detail in ["048.174", "richiesta 044, cert.pdf 048.174", "2960, 048"] {
            let code: FindingCode = detail.hasPrefix("2960") ? .diagnosisNotOfExemption : .exemptionNotActive
            #expect(Finding(code, detail: detail).namesReserved)
        }
        #expect(!Finding(.exemptionNotActive, detail: "013.250, 044").namesReserved)
        #expect(!Finding(.attachmentMissing, detail: "048.pdf").namesReserved)
        let field = ExtractedField(
            value: nil, confidence: .doubtful, source: Self.source, asWritten: "esenzione cod.048.174 scaduta")
        #expect(Extract(form: .pdfText, role: .certificate, fields: [.exemptionCode: field]).namesReserved)
    }
}
