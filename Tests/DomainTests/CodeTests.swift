// SPDX-License-Identifier: EUPL-1.2

import Domain
import Testing

struct CodeTests {
    @Test(arguments: [
        "003", "048", "0A02", "0B02", "0C02", "0A31", "0031", "RB0010", "RNG094", "R99", "C01", "D03", "TDL01",
    ])
    func `exemption codes of every group have their shape`(_ text: String) {
        #expect(ExemptionCode(text)?.value == text)
    }

    @Test(arguments: ["", "48", "0D02", "RZ0010", "0-48", "OCO2", "048.1", "12345678"])
    func `what is no exemption code is refused`(_ text: String) {
        #expect(ExemptionCode(text) == nil)
    }

    @Test(arguments: [("296.0", "2960"), ("V42.5", "V425"), ("070.32", "07032"), ("000", "000"), ("e950.1", "E9501")])
    func `a diagnosis loses its dot and keeps its zeros`(_ text: String, _ code: String) {
        #expect(DiagnosisCode(text)?.value == code)
    }

    @Test func `the company's three digits are Piemonte's`() {
        #expect(ASLCode("203") == ASLCode("010203"))
        #expect(ASLCode("20") == nil)
    }

    @Test func `a practice number has eighteen digits`() throws {
        let asl = try #require(ASLCode("010203"))
        #expect(PracticeNumber(year: 2025, asl: asl, progressive: 1)?.value == "202501020300000001")
        #expect(PracticeNumber("20250103010000007") == nil)
        #expect(PracticeNumber(year: 2025, asl: asl, progressive: 100_000_000) == nil)
    }
}
