// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import SystemPackage

/// Catalogues for tests: a handful of rows, or the project's data files in `config/catalogue`.
enum SampleCatalogue {
    static let small = ExemptionCatalogue(
        exemptions: [
            exemption("002", "AFFEZIONI DEL SISTEMA CIRCOLATORIO", isCurrent: false),
            exemption("0A02", "MALATTIE CARDIACHE"), exemption("013", "DIABETE MELLITO"),
            exemption("026", "IPERPARATIROIDISMO"), exemption("044", "PSICOSI"),
            exemption("048", "PATOLOGIE NEOPLASTICHE MALIGNE"), exemption("054", "SPONDILITE ANCHILOSANTE"),
        ].compactMap(\.self),
        diagnoses: [
            diagnosis("394", "0A02"), diagnosis("250", "013"), diagnosis("2520", "026"), diagnosis("296", "044"),
            diagnosis("000", "048"), diagnosis("7200", "054"),
        ].compactMap(\.self),
        classification: ["25000": "DIABETE", "2520": "IPERPARATIROIDISMO", "4280": "SCOMPENSO CARDIACO"]
    )

    private static func exemption(_ code: String, _ text: String, isCurrent: Bool = true) -> ExemptionEntry? {
        ExemptionCode(code).map {
            ExemptionEntry(code: $0, group: .chronic, description: text, duration: .unlimited, isCurrent: isCurrent)
        }
    }

    private static func diagnosis(_ code: String, _ exemption: String) -> DiagnosisEntry? {
        guard let code = DiagnosisCode(code), let exemption = ExemptionCode(exemption) else { return nil }
        return DiagnosisEntry(code: code, exemption: exemption, description: "", duration: nil)
    }

    /// The project's own data files.
    static func project() throws -> ExemptionCatalogue {
        let folder = FilePath(#filePath).removingLastComponent().pushing("../../config/catalogue")
        return try CatalogueLoader.load(folder: folder.lexicallyNormalized())
    }
}
