// SPDX-License-Identifier: EUPL-1.2

import Domain
import Extraction
import Foundation
import ReadingSamples
import Testing

struct ExtractReportTests {
    private func object(_ extract: Extract) throws -> [String: Any] {
        let hash = try #require(ContentHash(String(repeating: "a", count: 64)))
        let json = try ExtractReport(extract, file: "x/y.xml", sha256: hash).json()
        return try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    @Test func `the keys are those of the contract`() throws {
        let report = try object(extract(SampleCDA.regional()))
        #expect(
            Set(report.keys) == [
                "file", "sha256", "form", "envelopes", "role", "fields", "diagnoses", "exemptions", "findings",
            ]
        )
        #expect(report["file"] as? String == "x/y.xml" && report["form"] as? String == "cda-xml")
        let fields = try #require(report["fields"] as? [String: [String: Any]])
        #expect(fields["exemptionCode"]?["value"] as? String == "054")
        #expect(fields["exemptionCode"]?["confidence"] as? String == "certain")
        #expect((fields["exemptionCode"]?["source"] as? [String: Any])?["kind"] as? String == "cda")
        let diagnoses = try #require(report["diagnoses"] as? [[String: Any]])
        #expect(diagnoses.first.map { Set($0.keys) } == ["code", "text", "role", "source"])
        let exemptions = try #require(report["exemptions"] as? [[String: Any]])
        #expect(exemptions.first.map { Set($0.keys) } == ["code", "codeSystem", "source"])
    }

    @Test func `a finding tells its weight and its field`() throws {
        var sample = SampleCDA()
        sample.patientIDs = ""
        let findings = try #require(try object(extract(sample))["findings"] as? [[String: Any]])
        let missing = try #require(findings.first { $0["code"] as? String == "fiscal-code-missing" })
        #expect(missing["severity"] as? String == "blocking" && missing["field"] as? String == "beneficiaryFiscalCode")
        #expect((missing["message"] as? String)?.isEmpty == false)
    }

    @Test func `a contested field has candidates and no value`() throws {
        let sample = SampleCDA(sections: [SampleCDA.diagnosis("252.0"), SampleCDA.diagnosis("428.0")])
        let fields = try #require(try object(extract(sample))["fields"] as? [String: [String: Any]])
        #expect(fields["diagnosisCode"]?["value"] == nil)
        #expect(fields["diagnosisCode"]?["candidates"] as? [String] == ["2520", "4280"])
    }
}
