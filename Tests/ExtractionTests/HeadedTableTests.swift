// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// Tables and forms that say in heads, brackets and blanks what is what.
struct HeadedTableTests {
    fileprivate typealias Line = SamplePDF.Line

    private static let person = samplePerson.enumerated().map { Line($1, y: 60 + 14 * Double($0)) }

    private func table(_ rows: [[String]]) -> [Line] {
        rows.enumerated().flatMap { row, cells in
            zip(cells, [60.0, 130, 340]).filter { !$0.0.isEmpty }.map { Line($0, x: $1, y: 150 + 18 * Double(row)) }
        }
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
        let read = extract(
            runs: [
                Line("Cognome", x: 60, y: 60), Line("CHIABOTTO", x: 140, y: 60), Line("Nome pz", x: 360, y: 60),
                Line("ALESSIA", x: 444, y: 60), Line("C.F.", x: 60, y: 80),
                Line("CHBLSS47S65D742Z", x: 140, y: 80), Line("Diagnosi (testo)", x: 60, y: 110),
                Line("Iperparatiroidismo primario", x: 140, y: 110), Line("Esenzione", x: 60, y: 130),
                Line("026", x: 140, y: 130),
            ])
        #expect(read.value(.beneficiaryGivenName) == "ALESSIA")
        #expect(read.value(.diagnosisText) == "Iperparatiroidismo primario")
    }
}

extension HeadedTableTests {
    @Test func `what stands in the next row is no part of a name`() {
        let read = extract(
            runs: [
                Line("Cognome pz", x: 44, y: 60), Line("DEMICHELIS", x: 132, y: 60), Line("Nome", x: 321, y: 60),
                Line("MARGHERITA", x: 409, y: 60), Line("Data di nascita", x: 44, y: 78),
                Line("24/03/1968", x: 132, y: 78), Line("A", x: 321, y: 78),
                Line("REGGIO DI CALABRIA", x: 409, y: 78), Line("Codice fiscale", x: 44, y: 96),
                Line("DMCMGH68C64H224U", x: 132, y: 96), Line("Esenzione", x: 44, y: 114), Line("026", x: 132, y: 114),
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
