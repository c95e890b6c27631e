// SPDX-License-Identifier: EUPL-1.2

import Domain
import SystemPackage
import Testing

@testable import Catalogue

@Suite struct ShippedCatalogueTests {
    private let folder = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
        .appending("config/catalogue")

    @Test func `the shipped catalogue loads without a problem`() throws {
        let catalogue = try CatalogueLoader.load(folder: folder)
        #expect(catalogue.exemptions.count == 559)
        #expect(catalogue.classificationCount == 16_284)
        #expect(catalogue.asls.count == 18)
        #expect(catalogue.districts.count == 31)
        #expect(catalogue.unverifiedDistricts.count == 4)
        #expect(
            catalogue.exemptions.filter { $0.group == .rare }.allSatisfy { !catalogue.diagnoses(of: $0.code).isEmpty }
        )
    }

    @Test(arguments: [
        ("044", "2960"), ("054", "7200"), ("026", "2520"), ("048", "000"), ("RN0970", "000"), ("013", "25002"),
    ])
    func `the pairs of the manual are there`(exemption: String, diagnosis: String) throws {
        let catalogue = try CatalogueLoader.load(folder: folder)
        let exemption = try #require(ExemptionCode(exemption))
        let diagnosis = try #require(DiagnosisCode(diagnosis))
        #expect(catalogue.exemption(exemption)?.isCurrent == true)
        #expect(catalogue.diagnosis(diagnosis, of: exemption) != nil)
    }
}
