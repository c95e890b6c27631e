// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

@testable import Extraction

/// Tables and forms that say in heads, brackets and blanks what is what.
struct HeadedTableTests {
    fileprivate typealias Line = SamplePDF.Line

    private static let person = samplePerson.enumerated().map { Line($1, y: 60 + 14 * Double($0)) }

    private func table(_ rows: [[String]]) -> [Line] {
        rows.enumerated().flatMap { row, cells in
            zip(cells, [60.0, 130, 340]).filter { !$0.0.isEmpty }.map { Line($0, x: $1, y: 150 + 18 * Double(row)) }
        }
    }

    /// Rows of a label and its value, twice a row.
    private func form(_ rows: [[String]]) -> Extract {
        extract(
            runs: rows.enumerated().flatMap { row, cells in
                zip(cells, [44.0, 140, 340, 430]).map { Line($0, x: $1, y: 60 + 18 * Double(row)) }
            })
    }

    @Test(arguments: [
        (["COD.", "DIAGNOSI", "ES."], "026", "-"), (["Codice", "Problema", "Per esenzione"], "X", ""),
        (["Codice", "Diagnosi", "Oggetto della certificazione"], "sì", "no"),
    ])
    func `of the rows below such heads the one with a mark is certified`(
        _ heads: [String], _ mark: String, _ none: String
    ) {
        let rows = table([
            heads, ["454.9", "Varici degli arti inferiori", none], ["252.0", "Iperparatiroidismo primario", mark],
            ["278.00", "Obesità", none],
        ])
        let read = extract(
            runs: Self.person + [Line("Elenco dei problemi attivi", y: 130)] + rows
                + [Line("Codice esenzione: 026", y: 240)])
        #expect(read.value(.diagnosisCode) == "2520")
        #expect(read.value(.diagnosisText) == "Iperparatiroidismo primario")
        #expect(!read.codes.contains(.severalCandidates))
    }

    @Test func `where no row has a mark all of them have the same claim`() {
        let rows = table([
            ["Codice", "Problema"], ["252.0", "Iperparatiroidismo primario"], ["255.4", "Morbo di Addison"],
        ])
        #expect(extract(runs: Self.person + rows).codes.contains(.severalCandidates))
    }

    @Test func `codes of exemptions below such heads are none of a diagnosis`() {
        let rows = table([["Codice", "Patologia"], ["026", "Iperparatiroidismo"]])
        #expect(extract(runs: Self.person + rows).value(.diagnosisCode) == nil)
    }

    @Test func `labels in brackets may stand before what they name`() {
        let read = extract(lines: [
            "certifica che il/la Sig./Sig.ra (cognome) Rossi (nome) Mario",
            "codice fiscale RSSMRA48R11B111I residente in Torino", "Codice esenzione: 026",
        ])
        #expect(read.value(.beneficiaryFamilyName) == "Rossi" && read.value(.beneficiaryGivenName) == "Mario")
    }

    @Test func `a sentence that leads to a label says nothing itself`() {
        let read = extract(
            lines: samplePerson + [
                "La persona di cui sopra è affetta da:", "Diagnosi Neoplasia maligna del colon ascendente",
                "Codice ICD-9-CM 153.6", "Codice esenzione 048",
            ])
        #expect(read.value(.diagnosisText) == "Neoplasia maligna del colon ascendente")
        #expect(read.value(.diagnosisCode) == "1536")
        #expect(!read.codes.contains(.severalCandidates))
    }

    @Test(arguments: ["Deficit di GH (nanismo ipofisario)", "Sindrome di Felty"])
    func `a label without a colon is no part of the words above a code`(_ words: String) {
        let read = extract(
            lines: samplePerson + ["Diagnosi \(words)", "Codice ICD-9-CM 714.1", "Codice esenzione 006"])
        #expect(read.value(.diagnosisText) == words)
    }

    @Test func `who signed beside a code is no condition`() {
        let read = extract(
            runs: Self.person + [
                Line("Diagnosi", x: 60, y: 130), Line("Morbo di Basedow con orbitopatia", x: 130, y: 130),
                Line("ICD-9-CM", x: 60, y: 150), Line("242.00", x: 130, y: 150),
                Line("Dr Ezio Sobrero", x: 400, y: 150),
                Line("Esenzione", x: 60, y: 170), Line("035", x: 130, y: 170),
            ])
        #expect(read.value(.diagnosisText) == "Morbo di Basedow con orbitopatia")
        #expect(read.value(.diagnosisCode) == "24200")
    }

    @Test func `a code before a short name is one as well`() throws {
        let extractor = Extractor(catalogue: try SampleCatalogue.project(), wording: SampleWording.project)
        func read(_ lines: String...) -> Extract {
            let runs = (samplePerson + lines).enumerated().map { Line($1, y: 100 + 13 * Double($0)) }
            return extractor.extract(SamplePDF(pages: [runs]).bytes)
        }
        #expect(read("Diagnosi: 493 asma", "Codice esenzione: 007").value(.diagnosisCode) == "493")
        #expect(read("Diagnosi: 250 - diabete mellito", "Diagnosi: 493 asma").codes.contains(.severalCandidates))
    }

    @Test func `how far a diagnosis has come is no condition`() {
        let read = extract(
            lines: samplePerson + [
                "affetto da Sindrome di Klinefelter 47,XXY (ICD-9-CM 758.7).",
                "Diagnosi in corso di accertamenti per infertilità di coppia.", "Codice esenzione: 066",
            ])
        #expect(read.value(.diagnosisText) == "Sindrome di Klinefelter 47,XXY")
    }

    @Test func `a subject names the exemption in brackets`() {
        let read = extract(lines: [
            "OGGETTO: certificazione per esenzione ticket (026) - ROSSI MARIO, n. 11/10/1948", "Gentili colleghi,",
            "la persona in oggetto (CF RSSMRA48R11B111I) è affetta da iperparatiroidismo.",
        ])
        #expect(read.value(.exemptionCode) == "026")
    }

    @Test func `a letter alone beside the code is the sex, if the code agrees`() {
        func read(_ letter: String) -> Extract {
            extract(
                runs: [
                    Line("Rossi Mario", x: 60, y: 60), Line("11/10/1948", x: 250, y: 60),
                    Line("Via Roma 1", x: 400, y: 60), Line("RSSMRA48R11B111I", x: 60, y: 80),
                    Line(letter, x: 250, y: 80), Line("Torino", x: 400, y: 80),
                    Line("Si propone attribuzione di esenzione per patologia 026.", y: 110),
                ])
        }
        #expect(read("M").value(.beneficiarySex) == "M")
        #expect(read("F").value(.beneficiarySex) != "F")
    }

    @Test func `a year in brackets behind a title is no exemption`() {
        let read = extract(lines: ["Certificazione per esenzione ticket (2025)"] + samplePerson + ["Esenzione: 026"])
        #expect(read.value(.exemptionCode) == "026" && !read.codes.contains(.severalCandidates))
        #expect(!read.codes.contains(.exemptionUnknown))
    }

    @Test func `the day of the next visit does not put a certificate aside`() {
        let certified = extract(
            lines: samplePerson + [
                "è affetto da iperparatiroidismo (ICD-9-CM 252.0).",
                "Le confermiamo l'appuntamento del 3 marzo 2026 per il controllo.",
            ])
        #expect(certified.role == .certificate)
        let told = extract(
            lines: samplePerson + ["Gentile Signore,", "le confermiamo l'appuntamento del 3 marzo 2026 per ecografia."])
        #expect(told.role == .notEvidence)
    }

    @Test func `what somebody has had put in is not what is certified`() {
        let read = extract(
            lines: samplePerson + [
                "Cardiomiopatia dilatativa post-ischemica, FE 27 %, portatore di ICD dal 2022.",
                "Diagnosi: Insufficienza cardiaca, III classe NYHA", "ICD-9-CM: 428", "Esenzione: 021",
            ])
        #expect(read.value(.diagnosisText) == "Insufficienza cardiaca, III classe NYHA")
        #expect(read.value(.diagnosisCode) == "428" && !read.codes.contains(.severalCandidates))
    }

    @Test func `the word for the patient may belong to a label`() {
        let read = form([
            ["Cognome", "CHIABOTTO", "Nome pz", "ALESSIA"], ["C.F.", "CHBLSS47S65D742Z"],
            ["Diagnosi (testo)", "Iperparatiroidismo primario"], ["Esenzione", "026"],
        ])
        #expect(read.value(.beneficiaryGivenName) == "ALESSIA")
        #expect(read.value(.diagnosisText) == "Iperparatiroidismo primario")
    }

    @Test func `what stands in the next row is no part of a name`() {
        let read = form([
            ["Cognome pz", "DEMICHELIS", "Nome", "MARGHERITA"],
            ["Data di nascita", "24/03/1968", "A", "REGGIO DI CALABRIA"], ["Codice fiscale", "DMCMGH68C64H224U"],
            ["Esenzione", "026"],
        ])
        #expect(read.value(.beneficiaryGivenName) == "MARGHERITA")
    }

    @Test func `a day between a name and its code is the birth day, which the code may contradict`() {
        let margin = ["Rossi", "Mario", "22-06-1971 - Torino", "RSSMRA48R11B111I"]
        let read = extract(
            runs: [
                Line("Si certifica che la persona in margine presenta iperparatiroidismo", y: 60),
                Line("Ha diritto all'esenzione 026", y: 74),
            ] + margin.enumerated().map { Line($1, x: 420, y: 60 + 12 * Double($0)) })
        #expect(read.codes.contains(.identityMismatch))
    }
}
