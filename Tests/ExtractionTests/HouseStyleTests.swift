// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

@testable import Extraction

/// What houses do in their own way: labels with whose value it is, ticked lists, stamps, notes without labels.
struct HouseStyleTests {
    private typealias Line = SamplePDF.Line

    @Test(arguments: [
        ("Cognome assistito/a: Rossi", FieldName.beneficiaryFamilyName, "Rossi"),
        ("Nome dell'utente: Mario", .beneficiaryGivenName, "Mario"),
        ("Sesso dell'interessato: M", .beneficiarySex, "M"),
        ("Data di nascita utente: 11/10/1948", .beneficiaryBirthDate, "1948-10-11"),
    ])
    func `whose value it is belongs to a label`(_ line: String, _ field: FieldName, _ value: String) {
        #expect(extract(line: line).value(field) == value)
    }

    @Test func `the place of birth is no second name`() {
        let read = extract(runs: [
            Line("Cognome", y: 100), Line("Rossi", x: 160, y: 100), Line("Nome", y: 114), Line("Mario", x: 160, y: 114),
            Line("Luogo nascita", y: 128), Line("Marocco", x: 160, y: 128),
            Line("Codice fiscale", y: 142), Line("RSSMRA48R11B111I", x: 160, y: 142),
        ])
        #expect(read.value(.beneficiaryGivenName) == "Mario")
    }

    @Test(arguments: [
        "Patologia per cui si richiede l'esenzione", "Malattia per la quale si propone esenzione",
        "Diagnosi per la nuova richiesta", "Motivazione clinica",
    ])
    func `a label tells what the condition is stated for`(_ label: String) {
        let read = extract(lines: samplePerson + ["\(label): iperparatiroidismo", "Codice esenzione: 026"])
        #expect(read.value(.diagnosisText) == "iperparatiroidismo")
    }

    @Test func `of rows in one cell only the crossed one counts`() {
        let read = extract(
            runs: samplePerson.enumerated().map { Line($1, y: 60 + 14 * Double($0)) } + [
                Line("ha diritto alla seguente esenzione:", y: 120), Line("013 Diabete mellito", x: 70, y: 134),
                Line("X", x: 54, y: 148), Line("026 Iperparatiroidismo", x: 70, y: 148),
                Line("0A02 Malattie cardiache", x: 70, y: 162),
            ])
        #expect(read.value(.exemptionCode) == "026")
    }

    @Test func `without a cross lines that begin with codes are no list`() {
        let read = extract(lines: samplePerson + ["Codice esenzione:", "026 Iperparatiroidismo"])
        #expect(read.value(.exemptionCode) == "026")
    }

    @Test func `answers that were not crossed are no labels`() {
        let read = extract(
            runs: samplePerson.enumerated().map { Line($1, y: 60 + 14 * Double($0)) } + [
                Line("Tipologia:", y: 110), Line("X", x: 54, y: 124),
                Line("Malattia cronica e invalidante", x: 70, y: 124), Line("Malattia rara", x: 70, y: 138),
                Line("Invalidità", x: 70, y: 152), Line("Diagnosi: iperparatiroidismo", y: 166),
                Line("Codice esenzione: 026", y: 180),
            ])
        #expect(read.value(.diagnosisText) == "iperparatiroidismo")
    }

    @Test func `the number of the next question is no part of an answer`() {
        let read = extract(
            lines: samplePerson + [
                "4. Il paziente è affetto da: anoressia nervosa, restrittiva",
                "5. Codice di esenzione: 044",
            ])
        #expect(read.value(.diagnosisText) == "anoressia nervosa, restrittiva")
    }

    @Test func `a column says which condition is the first, another what it is`() {
        let rows: [[(String, Double)]] = [
            [("Diagnosi", 54), ("ICD-9-CM", 160), ("Descrizione", 260)],
            [("Principale", 54), ("2520", 160), ("Iperparatiroidismo primario", 260)],
            [("Secondaria", 54), ("4280", 160), ("Scompenso", 260)],
        ]
        let read = extract(
            runs: samplePerson.enumerated().map { Line($1, y: 60 + 14 * Double($0)) }
                + rows.enumerated().flatMap { row, cells in
                    cells.map { Line($0.0, x: $0.1, y: 130 + 14 * Double(row)) }
                } + [Line("Codice esenzione: 026", y: 190)])
        #expect(read.value(.diagnosisCode) == "2520")
        #expect(read.value(.diagnosisText) == "Iperparatiroidismo primario")
        #expect(!read.codes.contains(.severalCandidates))
    }

    @Test func `whoever stamped the paper did not write it`() {
        let read = extract(
            runs: [
                Line("ASL AT Prot. n. 13059 del 06/06/2026 - ARRIVO", x: 300, y: 30),
                Line("A.O.U. San Luigi Gonzaga", x: 200, y: 60),
            ] + samplePerson.enumerated().map { Line($1, y: 100 + 14 * Double($0)) })
        #expect(read.value(.structureName) == "A.O.U. San Luigi Gonzaga")
    }

    @Test(arguments: [
        ("Policlinico di Monza - Clinica Eporediese", "Policlinico di Monza - Clinica Eporediese"),
        ("Fondazione per l'Oncologia - IRCCS Candiolo", "Fondazione per l'Oncologia - IRCCS Candiolo"),
        ("Policlinico San Marco - Clinica Oculistica", "Policlinico San Marco"),
    ])
    func `a house may have the names of two`(_ line: String, _ name: String) {
        #expect(extract(lines: [line] + samplePerson).value(.structureName) == name)
    }

    @Test func `a notice before the certificate has no house of its own`() {
        let pages = [
            [
                Line("Trasmissione certificato - Ufficio Cartelle", y: 40),
                Line("Si trasmette quanto in oggetto.", y: 80),
            ],
            [Line("Ospedale di Susa", y: 40)] + samplePerson.enumerated().map { Line($1, y: 90 + 14 * Double($0)) },
        ]
        #expect(extract(SamplePDF(pages: pages)).value(.structureName) == "Ospedale di Susa")
    }

    @Test func `a note without labels is dated by its last line`() {
        let read = extract(runs: [
            Line("Ospedale di Susa", y: 40), Line("Dott. Paolo Bianchi - Endocrinologo", y: 54),
            Line("ROSSI MARIO, 11/10/1948, RSSMRA48R11B111I", y: 90),
            Line("iperparatiroidismo primario (codice ICD-9-CM: 252.0)", y: 104),
            Line("Esenzione spettante: 026.", y: 118), Line("13 dicembre 2025", y: 150),
        ])
        #expect(read.value(.issueDate) == "2025-12-13" && read.confidence(.issueDate) == .probable)
        #expect(read.value(.diagnosisText) == "iperparatiroidismo primario")
    }

    @Test func `a day stands below its place`() {
        let read = extract(
            runs: samplePerson.enumerated().map { Line($1, y: 60 + 14 * Double($0)) } + [
                Line("Codice esenzione: 026", y: 120), Line("Savigliano,", y: 160), Line("06/07/2026", y: 172),
                Line("Il medico specialista", x: 300, y: 160),
            ])
        #expect(read.value(.issueDate) == "2026-07-06" && read.confidence(.issueDate) == .probable)
    }

    @Test func `a day is read though its blanks are lost`() {
        #expect(extract(lines: samplePerson + ["Natoil: 11ottobre1948"]).value(.beneficiaryBirthDate) == "1948-10-11")
    }

    @Test func `captions far below their values are known by what is above them`() {
        let rows: [[(String, Double, Double)]] = [
            [("ROSSI", 50, 10), ("MARIO", 250, 10)], [("Cognome", 50, 7), ("Nome", 250, 7)],
            [("11/10/1948", 50, 10), ("M", 250, 10)], [("Data nascita", 50, 7), ("Sesso", 250, 7)],
            [("RSSMRA48R11B111I", 50, 10)], [("Codice fiscale", 50, 7)], [("026", 50, 10)],
            [("Codice esenzione", 50, 7)],
        ]
        let read = extract(
            runs: rows.enumerated().flatMap { row, cells in
                cells.map { Line($0.0, x: $0.1, y: 100 + 41.5 * Double(row / 2) + 26 * Double(row % 2), size: $0.2) }
            })
        #expect(read.value(.beneficiaryFamilyName) == "ROSSI" && read.value(.beneficiaryGivenName) == "MARIO")
        #expect(read.value(.exemptionCode) == "026")
    }

    @Test func `the code under a physician's name is the physician's, whatever heads the page`() {
        let read = extract(
            runs: [Line("PAZIENTE", y: 50), Line("Paziente: ROSSI Mario", y: 64)] + [
                Line("Codice fiscale assistito: RSSMRA48R11B111I", y: 78), Line("Codice esenzione: 026", y: 92),
                Line("Dott.ssa Rita Verdi", x: 300, y: 140), Line("C.F. VRDRTI64E66H727J", x: 300, y: 160),
            ])
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
    }

    @Test func `a bearer of something is the value of its label`() {
        let read = extract(
            runs: samplePerson.enumerated().map { Line($1, x: 50, y: 74 + 14 * Double($0)) } + [
                Line("Assistito", y: 60), Line("Certificazione", x: 300, y: 60),
                Line("Diagnosi clinica", x: 300, y: 74),
                Line("Portatore di pacemaker bicamerale", x: 300, y: 88), Line("Codice esenzione", x: 300, y: 102),
                Line("0A02", x: 300, y: 116),
            ])
        #expect(read.value(.diagnosisText) == "Portatore di pacemaker bicamerale")
    }

    @Test func `a condition stands in the middle of the line below its sentence`() {
        let read = extract(
            runs: [
                Line(
                    "Si dichiara che il paziente Rossi Mario, nato l'11/10/1948, CF RSSMRA48R11B111I, presenta la",
                    y: 100),
                Line("seguente patologia:", y: 114), Line("Iperparatiroidismo primario", x: 240, y: 128),
                Line("Il paziente ha diritto all'esenzione per patologia (codice 026).", y: 142),
            ])
        #expect(read.value(.diagnosisText) == "Iperparatiroidismo primario")
    }

    @Test func `a street named after a day is no day under a caption`() {
        let rows: [[(String, Double)]] = [
            [("GANDOLFO", 50), ("SILVIA", 300)], [("Cognome del paziente", 50), ("Nome del paziente", 300)],
            [("30-set-1970", 50), ("GNDSLV70P70A859V", 300)], [("Data nascita", 50), ("CF", 300)],
            [("Via XX Settembre 39, Torino", 50), ("399 4676989", 300)], [("Residente in", 50), ("Telefono", 300)],
            [("Portatore di protesi valvolare", 50)], [("Diagnosi", 50)], [("0A02", 50)], [("Codice esenzione", 50)],
        ]
        let read = extract(
            runs: rows.enumerated().flatMap { row, cells in
                cells.map { Line($0.0, x: $0.1, y: 100 + 13.4 * Double(row), size: row % 2 == 0 ? 10 : 7) }
            })
        #expect(read.value(.beneficiaryFamilyName) == "GANDOLFO" && read.value(.exemptionCode) == "0A02")
    }

    @Test func `three figures below the word for a diagnosis may be an exemption`() {
        let read = extract(
            runs: samplePerson.enumerated().map { Line($1, y: 60 + 14 * Double($0)) } + [
                Line("iperparatiroidismo", y: 120), Line("Diagnosi", y: 133, size: 7), Line("026", y: 147),
                Line("Esenzione", y: 160, size: 7),
            ])
        #expect(read.value(.diagnosisCode) != "026")
    }

    @Test func `a head goes on in small letters below`() {
        let rows: [[(String, Double)]] = [
            [("Codice di esenzione", 54), ("Diagnosi clinica", 220), ("ICD9", 400)], [("attribuibile", 54)],
            [("026", 54), ("Iperparatiroidismo", 220), ("252.0", 400)],
        ]
        let heights = [150.0, 162, 182]
        let read = extract(
            runs: samplePerson.enumerated().map { Line($1, y: 60 + 14 * Double($0)) }
                + zip(heights, rows).flatMap { y, cells in cells.map { Line($0.0, x: $0.1, y: y) } })
        #expect(read.value(.exemptionCode) == "026")
    }

    @Test func `the code under a wide signature is the physician's`() {
        let read = extract(
            runs: [
                Line("PAZIENTE", y: 50), Line("Cognome", y: 64), Line("Rossi", x: 160, y: 64), Line("Nome", y: 78),
                Line("Mario", x: 160, y: 78), Line("Codice fiscale", y: 92), Line("RSSMRA48R11B111I", x: 160, y: 92),
                Line("Documento firmato digitalmente da Dott.ssa Rita Verdi in data 22/03/2026", x: 200, y: 160),
                Line("C.F. VRDRTI64E66H727J", x: 440, y: 182),
            ])
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
    }

    @Test func `a grade goes on behind its figure`() {
        let read = extract(
            lines: samplePerson + [
                "Diagnosi: Portatore di pacemaker per BAV di III", "grado", "Codice esenzione: 0A02",
            ])
        #expect(read.value(.diagnosisText) == "Portatore di pacemaker per BAV di III grado")
    }

    @Test func `the noun belongs to the words that describe it`() {
        let read = extract(
            lines: samplePerson + ["Il paziente è affetto da malattia renale cronica in stadio IIIb (ICD-9-CM 585)."])
        #expect(read.value(.diagnosisText) == "malattia renale cronica in stadio IIIb")
    }
}
