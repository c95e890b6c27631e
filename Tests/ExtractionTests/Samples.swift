// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import Extraction
import ReadingSamples

/// Reads a sample with the small catalogue.
func extract(_ bytes: [UInt8]) -> Extract {
    Extractor(catalogue: SampleCatalogue.small, wording: SampleWording.project).extract(bytes)
}

func extract(_ text: String) -> Extract { extract(Array(text.utf8)) }

func extract(_ sample: SampleCDA) -> Extract { extract(sample.bytes) }

func extract(_ sample: SamplePDF) -> Extract { extract(sample.bytes) }

extension Extract {
    /// What was found, but for the signature, which few samples have.
    var codes: Set<FindingCode> { Set(findings.map(\.code)).subtracting([.signatureAbsent]) }

    func confidence(_ name: FieldName) -> Confidence? { fields[name]?.confidence }

    /// Role and code of everything stated, for comparing.
    var stated: [String] { diagnoses.map { "\($0.role.rawValue) \($0.code ?? "-")" } }
}

extension SampleCDA {
    /// The regional certificate, with its known faults (domain.md §4.3).
    static func regional(diagnosis: String = "7200", exemption: String = "054") -> SampleCDA {
        var sample = SampleCDA(sections: [
            section("62387-6", text: "Malattie croniche"),
            section("47045-0", text: "Spondilite con interessamento assiale"),
            section(
                "29548-5",
                text: "cod. \(diagnosis)",
                """
                <entry typeCode="DRIV"><observation classCode="OBS" moodCode="EVN"><code code="\(diagnosis)" \
                codeSystem="\(loinc)" displayName="SPONDILITE ANCHILOSANT"/></observation></entry>
                """
            ),
            section(
                "57827-8",
                text: "cod. \(exemption)",
                """
                <entry><act classCode="ACT" moodCode="EVN"><code code="\(exemption)" \
                codeSystem="\(nationalExemptions)" displayName="SPONDILITE"/></act></entry>
                """
            ),
        ])
        sample.title = "Certificato di condizione o malattia"
        sample.id = "<id root=\"2.16.840.1.113883.2.9.2.10.4.4.10.301\" extension=\"C_C_M.1.1\"/>"
        sample.custodian = sample.custodian.replacing("010301", with: "301")
        return sample
    }
}

extension SamplePDF {
    /// The regional certificate's page (domain.md §4.4).
    static func regional(
        exemption: String = "cod. 054",
        diagnosis: String = "cod. 7200",
        code: String = "RSSMRA48R11B111I",
        family: String = "Rossi"
    ) -> SamplePDF {
        SamplePDF(pages: [
            [
                Line("ASL Città di Torino", x: 400, y: 40, size: 6),
                Line("Sede legale: Via San Secondo 29", x: 400, y: 48, size: 6),
                Line("PEC: protocollo@pec.it - Codice Fiscale/Partita Iva: 11632570013", x: 300, y: 56, size: 6),
                Line("Certificato di condizione o malattia", x: 160, y: 100, size: 16),
                Line("L'assistito", y: 140), Line("Cognome:  \(family)", y: 160), Line("Nome:  Mario", x: 250, y: 160),
                Line("Nato il:  11/10/1948", y: 180), Line("Codice fiscale:  \(code)", x: 250, y: 180),
                Line("è affetto dalla seguente patologia/malattia rara/invalidità:", y: 210),
                Line("Spondilite con interessamento assiale", y: 226),
                Line("Pertanto, si certifica il diritto del cittadino sopraindicato a beneficiare", y: 250),
                Line("Codice e descrizione esenzione", y: 290), Line(exemption, x: 230, y: 290),
                Line("SPONDILITE ANCHILOSANTE", x: 320, y: 290), Line("Codice e descrizione diagnosi", y: 310),
                Line(diagnosis, x: 230, y: 310), Line("SPONDILITE ANCHILOSANT", x: 320, y: 310),
                Line("Data Emissione:", y: 400), Line("16/03/2026", y: 414),
                Line("Il Medico di Medicina Generale o", x: 300, y: 388),
                Line("Medico Specialista di struttura pubblica:", x: 300, y: 400), Line("Bianchi Anna", x: 300, y: 414),
            ]
        ])
    }
}
