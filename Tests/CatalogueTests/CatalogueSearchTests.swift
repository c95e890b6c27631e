// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import Testing

/// Looking for a code by its beginning or by the beginnings of its words.
@Suite struct CatalogueSearchTests {
    private static let catalogue = ExemptionCatalogue(
        exemptions: [
            exemption("044", "Psicosi"), exemption("048", "Soggetti affetti da patologie neoplastiche"),
            exemption("054", "Spondilite anchilosante"), exemption("013", "Diabete mellito"),
            exemption("002", "Affezioni del sistema circolatorio", isCurrent: false),
        ].compactMap(\.self),
        diagnoses: [
            diagnosis("2960", "044", "DIS MANIACALE, MONOEPIS"), diagnosis("7200", "054", "SPONDILITE ANCHILOSANT"),
            diagnosis("250", "013", "DIABETE MELLITO"), diagnosis("000", "048", "-"),
        ].compactMap(\.self),
        classification: [
            "250": "Diabete mellito", "2500": "senza complicazioni", "25002": "non insulinodipendente, scompensato",
            "2960": "Mania", "403": "Nefropatia ipertensiva",
        ])

    private static func exemption(_ code: String, _ text: String, isCurrent: Bool = true) -> ExemptionEntry? {
        ExemptionCode(code).map {
            ExemptionEntry(code: $0, group: .chronic, description: text, duration: nil, isCurrent: isCurrent)
        }
    }

    private static func diagnosis(_ code: String, _ exemption: String, _ text: String) -> DiagnosisEntry? {
        guard let code = DiagnosisCode(code), let exemption = ExemptionCode(exemption) else { return nil }
        return DiagnosisEntry(code: code, exemption: exemption, description: text, duration: nil)
    }

    @Test(arguments: [
        ("44", ["044"]), ("13", ["013"]), ("04", ["044", "048"]), ("044", ["044"]), ("psicosi", ["044"]),
        ("PSI", ["044"]), ("neoplast sogg", ["048"]),
        ("diabète", ["013"]), ("002", []), ("circolatorio", []), ("osi", []), ("mellito psicosi", []),
    ])
    func `exemptions in use are found by code and by words`(text: String, codes: [String]) {
        let found = Self.catalogue.exemptions(CatalogueSearch(text), limit: 10)
        #expect(found.map(\.code.value) == codes)
    }

    @Test(arguments: [
        ("mani", "044", ["2960"]), ("296.0", "044", ["2960"]), ("296,0", "044", ["2960"]),
        ("250", "013", ["250", "2500", "25002"]), ("250.02", "013", ["25002"]), ("250.0", "054", []),
        ("403", "013", []),
        ("72", "054", ["7200"]), ("7200", "044", []), ("000", "048", []),
    ])
    func `diagnoses are found under their exemption`(text: String, exemption: String, codes: [String]) {
        let found = Self.catalogue.diagnoses(
            CatalogueSearch(text), of: ExemptionCode(exemption), limit: 10)
        #expect(found.map(\.code.value) == codes)
    }

    @Test func `without an exemption all are looked through, and no more are told than asked for`() {
        #expect(Self.catalogue.diagnoses(CatalogueSearch("d"), of: nil, limit: 10).count == 2)
        #expect(Self.catalogue.exemptions(CatalogueSearch(""), limit: 2).count == 2)
    }
}
