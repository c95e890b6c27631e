// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading
import ReadingSamples
import Testing

@testable import Extraction

/// Conditions in narrow columns and cells, where they have lines before, beside and behind that of their label or code.
struct NarrowColumnTests {
    private typealias Line = SamplePDF.Line

    private func read(_ runs: [Line]) -> Extract {
        extract(runs: samplePerson.enumerated().map { Line($1, y: 60 + 14 * Double($0)) } + runs)
    }

    /// Cells as (text, x), a line for each row, 12 points apart.
    private func table(_ rows: [[(String, Double)]], from top: Double = 150) -> [Line] {
        rows.enumerated().flatMap { row, cells in
            cells.map { Line($0.0, x: $0.1, y: top + 12 * Double(row)) }
        }
    }

    @Test func `a row of a table goes on below while its code does not`() {
        let page = read(
            table([
                [("Esenzione per patologia", 54), ("Codice ICD-9-CM", 220), ("Diagnosi", 340)],
                [("035", 54), ("242.00", 220), ("ipertiroidismo da morbo di", 340)], [("Basedow", 340)],
            ]))
        #expect(page.value(.diagnosisText) == "ipertiroidismo da morbo di Basedow")
    }

    @Test func `the next row is no more of the one above`() {
        let page = read(
            table([
                [("Diagnosi", 54), ("Codice ICD-9-CM", 220), ("Codice esenzione", 340)],
                [("Ipertiroidismo", 54), ("242.00", 220), ("035", 340)],
                [("Anemia", 54), ("285.9", 220), ("nessuna", 340)],
            ]))
        #expect(page.diagnoses.map(\.text) == ["Ipertiroidismo", "Anemia"])
    }

    @Test(arguments: ["ad", "con", "da"])
    func `a line that ends in a small word goes on`(_ word: String) {
        let page = read(
            table([
                [("Cod. esenzione", 54), ("Diagnosi certificata", 240)],
                [("RF0100", 54), ("Sclerosi laterale amiotrofica \(word)", 240)], [("esordio bulbare", 240)],
            ]))
        #expect(page.value(.diagnosisText) == "Sclerosi laterale amiotrofica \(word) esordio bulbare")
    }

    @Test func `the label of three lines may stand beside the second`() {
        let page = read(
            table([
                [("Carcinoma lobulare infiltrante della mammella destra", 240)],
                [("Condizione certificata", 54), ("(pT2 pN0), trattato con quadrantectomia e radioterapia", 240)],
                [("complementare", 240)], [("Codice ICD-9-CM", 54), ("174.9", 240)],
                [("Codice esenzione", 54), ("048", 240)],
            ]))
        #expect(
            page.value(.diagnosisText)
                == "Carcinoma lobulare infiltrante della mammella destra (pT2 pN0), trattato con quadrantectomia e radioterapia complementare"
        )
    }

    @Test func `a code may stand in the middle of the lines that go with it`() {
        let words = [
            "Insufficienza respiratoria cronica", "di tipo II in esiti di tubercolosi e", "cifoscoliosi, in terapia",
            "notturna",
        ]
        let page = read(
            table([[("Cod. esenzione", 54), ("Diagnosi certificata", 180), ("Codice ICD9", 400)]])
                + words.enumerated().map { Line($1, x: 180, y: 170 + 12 * Double($0)) }
                + [Line("024", x: 54, y: 188), Line("518.81", x: 400, y: 188)])
        #expect(page.value(.diagnosisCode) == "51881")
        #expect(page.value(.diagnosisText) == words.joined(separator: " "))
    }

    @Test func `heads of two lines stand around a head of one`() {
        let page = read([
            Line("Codice esenzione", x: 54, y: 150), Line("Codice", x: 400, y: 150), Line("Diagnosi", x: 200, y: 156),
            Line("richiesto", x: 54, y: 162), Line("diagnosi", x: 400, y: 162), Line("061", x: 54, y: 180),
            Line("Glomerulonefrite cronica membranosa", x: 200, y: 180), Line("582.1", x: 400, y: 180),
        ])
        #expect(page.value(.diagnosisText) == "Glomerulonefrite cronica membranosa")
    }

    @Test func `the hyphen of a compound word stays where the line ends behind it`() {
        let texts = [
            ("con iper-", "paratiroidismo"), ("ilare post-", "cardiaco"), ("emodia-", "lisi"),
            ("insuffi-", "cienza renale"),
        ].map {
            let page = read(
                table([
                    [("Diagnosi", 54), ("Malattia \($0.0)", 240)], [($0.1, 240)],
                    [("Codice esenzione", 54), ("023", 240)],
                ]))
            return page.value(.diagnosisText)
        }
        #expect(
            texts == [
                "Malattia con iperparatiroidismo", "Malattia ilare post-cardiaco", "Malattia emodialisi",
                "Malattia insufficienza renale",
            ])
    }

    @Test func `what is past in a condition makes it no past condition`() {
        let page = read([
            Line(
                "Si dichiara che presenta un quadro di cardiopatia ischemica con pregresso infarto miocardico", y: 150),
            Line("(ICD-9-CM 414.00) e si propone l'esenzione 0A02.", y: 163),
        ])
        #expect(page.value(.diagnosisCode) == "41400")
    }

    @Test func `what the patient has besides says nothing of the code that is certified`() throws {
        let runs =
            samplePerson.enumerated().map { Line($1, y: 60 + 14 * Double($0)) } + [
                Line("Raccordo anamnestico", y: 140), Line("Portatore di lenti correttive.", y: 153),
                Line("Diagnosi certificata", x: 54, y: 190), Line("Morbo di Buerger", x: 240, y: 190),
                Line("Codice ICD-9-CM", x: 54, y: 204), Line("443.1", x: 240, y: 204),
                Line("Cod. Esenzione", x: 54, y: 218), Line("036", x: 240, y: 218),
            ]
        let page = Extractor(catalogue: try SampleCatalogue.project(), wording: SampleWording.project)
            .extract(SamplePDF(pages: [runs]).bytes)
        #expect(page.value(.diagnosisText) == "Morbo di Buerger" && page.value(.diagnosisCode) == "4431")
    }

    @Test func `an absence that is part of a name does not end it`() {
        let page = read(
            table([
                [("Diagnosi:", 54), ("trombocitopenia assenza di radio", 240)],
                [("Codice esenzione:", 54), ("RN1690", 240)],
            ]))
        #expect(page.value(.diagnosisText) == "trombocitopenia assenza di radio")
    }

    @Test func `the words of a code stand before what is said of the treatment`() {
        let page = read([
            Line(
                "Si certifica: Artrite reumatoide sieropositiva, in trattamento con metotrexato (ICD-9-CM 714.0).",
                y: 150),
            Line("Codice esenzione: 006", y: 170),
        ])
        #expect(page.value(.diagnosisText) == "Artrite reumatoide sieropositiva")
    }

    @Test func `a diagnosis behind an empty box is not certified`() {
        let page = read([
            Line("Malattia rara", x: 54, y: 150), Line("Arterite di Takayasu", x: 240, y: 150),
            Line("Codice esenzione", x: 54, y: 164), Line("RG0090", x: 240, y: 164),
            Line("[X] diagnosi confermata", y: 178), Line("[ ] diagnosi sospetta (codice provvisorio R99)", y: 192),
        ])
        #expect(page.value(.diagnosisText) == "Arterite di Takayasu")
    }

    @Test func `the code of the diagnosis may be called so at length`() {
        let page = read([
            Line("Si comunica che e affetto da carcinoma papillifero della tiroide.", y: 150),
            Line("Codice ICD-9-CM della diagnosi: 193. Si richiede l'esenzione per patologia con codice 048.", y: 163),
        ])
        #expect(page.value(.diagnosisCode) == "193" && page.value(.exemptionCode) == "048")
    }

    @Test func `a condition set in the middle of the next line is what the sentence announces`() {
        let page = read([
            Line("CERTIFICAZIONE ONCOLOGICA", y: 126),
            Line("Si attesta che il paziente e in trattamento presso", y: 142),
            Line("questa Struttura per:", y: 155), Line("carcinoma papillifero della tiroide", x: 220, y: 172),
            Line("ICD-9-CM:", x: 54, y: 195), Line("193", x: 150, y: 195), Line("Codice esenzione: 048", y: 215),
        ])
        #expect(page.value(.diagnosisText) == "carcinoma papillifero della tiroide")
    }

    @Test func `a medicine before a code is no condition`() {
        let page = read([
            Line("E seguita per carcinoma mammario.", y: 142),
            Line("Terapia in atto: Atorvastatina 20 mg la sera;", y: 160),
            Line("Pantoprazolo 20 mg la mattina; cod. diagnosi ICD9-CM: 174.9.", y: 173),
            Line("Codice esenzione: 048", y: 195),
        ])
        #expect(page.value(.diagnosisCode) == "1749" && page.value(.diagnosisText) != "Pantoprazolo 20 mg la mattina")
    }

    @Test func `a title that asks for an exemption is a certificate's, whatever it is besides`() {
        let runs =
            ["PIANO TERAPEUTICO E RICHIESTA DI ESENZIONE"] + samplePerson + [
                "Patologia: ipotiroidismo", "ICD-9-CM: 244.9", "Si richiede l'esenzione per patologia con codice 027.",
            ]
        #expect(extract(lines: runs).role == .certificate)
    }

    @Test func `the code of a rare disease may be called that of an R`() {
        let page = read([
            Line("Malattia rara:", x: 54, y: 150), Line("Sarcoidosi", x: 240, y: 150),
            Line("Codice di esenzione R:", x: 54, y: 164), Line("RH0011", x: 240, y: 164),
        ])
        #expect(page.value(.exemptionCode) == "RH0011")
    }

    @Test(arguments: ["Dott. Ugo Bo", "Il Medico"])
    func `the day of a letter may stand close before who signs`(_ signature: String) {
        let page = read([Line("Tortona, il 04/06/2025 \(signature)", y: 300)])
        #expect(page.value(.issueDate) == "2025-06-04" && page.confidence(.issueDate) == .probable)
    }

    @Test func `a name in the line below another value is not lengthened by what stands beside it`() {
        let page = extract(
            runs: [
                Line("TSTCCT50S64A072V", x: 300, y: 100), Line("TESTA", x: 54, y: 140), Line("Concetta", x: 54, y: 153),
                Line("Agliano Terme", x: 300, y: 153), Line("nata il 24/11/1950", x: 54, y: 166),
            ])
        #expect(page.value(.beneficiaryGivenName) == "Concetta")
    }
}
