// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading
import ReadingSamples
import Testing

@testable import Extraction

/// Forms and letters that few houses use, each as plain to a reader as any other.
struct UnusualFormTests {
    private typealias Line = SamplePDF.Line

    @Test(arguments: [
        ("Torino, lì 12/III/2025", "2025-03-12"), ("Data del certificato: 23-VIII-2024", "2024-08-23"),
        ("Data rilascio: 5.XII.2024", "2024-12-05"), ("Data rilascio: 10 - XI - 2024", "2024-11-10"),
    ])
    func `a month may be written in Roman figures`(_ line: String, _ day: String) {
        #expect(extract(lines: samplePerson + [line]).value(.issueDate) == day)
    }

    @Test func `letters without a sign between are no month`() {
        #expect(extract(lines: samplePerson + ["Data rilascio: classe 3 III 2024"]).value(.issueDate) == nil)
    }

    /// Two columns of heads in small print, each with room below it to write in.
    private func roomy(_ rows: [[(label: String, value: String)]]) -> [Line] {
        rows.enumerated().flatMap { row, fields in
            fields.enumerated().flatMap { column, field in
                let (x, y) = (60 + 240 * Double(column), 150 + 44 * Double(row))
                return [Line(field.label, x: x, y: y, size: 7), Line(field.value, x: x, y: y + 29, size: 10)]
            }
        }
    }

    @Test func `a head may stand far above what is written under it`() {
        let read = extract(
            runs: roomy([
                [("1. Cognome", "Rossi"), ("2. Nome", "Mario")],
                [("3. Data di nascita", "11/10/1948"), ("4. Codice fiscale", "RSSMRA48R11B111I")],
                [("5. Diagnosi", "Glaucoma cronico semplice bilaterale"), ("6. Codice ICD-9-CM", "365.11")],
                [("7. Codice esenzione", "019"), ("8. Sesso", "M")],
            ]))
        #expect(read.value(.beneficiaryFamilyName) == "Rossi" && read.value(.beneficiaryGivenName) == "Mario")
        #expect(read.value(.diagnosisCode) == "36511" && read.value(.exemptionCode) == "019")
        #expect(read.value(.diagnosisText) == "Glaucoma cronico semplice bilaterale")
        #expect(read.value(.beneficiarySex) == "M")
    }

    /// Values at the left of blanks, with small captions under the middle of each.
    private func captioned(_ rows: [[(value: String, caption: String, x: Double, middle: Double)]]) -> [Line] {
        rows.enumerated().flatMap { row, fields in
            fields.flatMap { field in
                let y = 150 + 36 * Double(row)
                return [
                    Line(field.value, x: field.x, y: y, size: 10),
                    Line(field.caption, x: field.middle, y: y + 10, size: 6),
                ]
            }
        }
    }

    @Test func `a caption may stand under the middle of its blank, away from the value`() {
        let read = extract(
            runs: captioned([
                [("Rossi", "cognome", 54, 155), ("Mario", "nome", 300, 408)],
                [("Torino", "luogo di nascita", 54, 148), ("11/10/1948", "data di nascita", 306, 325)],
                [
                    ("RSSMRA48R11B111I", "codice fiscale", 54, 100), ("0A31", "codice esenzione", 279, 312),
                    ("401.9", "cod. ICD-9-CM", 414, 450),
                ],
                [("Ipertensione arteriosa essenziale", "diagnosi", 54, 290)],
            ]))
        #expect(read.value(.beneficiaryFamilyName) == "Rossi" && read.value(.beneficiaryGivenName) == "Mario")
        #expect(read.value(.exemptionCode) == "0A31" && read.value(.diagnosisCode) == "4019")
        #expect(read.value(.diagnosisText) == "Ipertensione arteriosa essenziale")
    }

    @Test func `the example in a footnote is nobody's exemption`() {
        let read = extract(
            runs: samplePerson.enumerated().map { Line($1, y: 100 + 13 * Double($0)) } + [
                Line("Codice di esenzione richiesto (4)", y: 150), Line("006", x: 280, y: 150),
                Line("(4) Es. 013 per il diabete mellito.", y: 300, size: 7),
            ])
        #expect(read.value(.exemptionCode) == "006" && read.exemptions.map(\.code) == ["006"])
    }

    @Test(arguments: [
        ("Cognome: Rossi cgt. Bianchi", "Rossi"),
        ("Cognome: Rossi coniugata Bianchi", "Rossi"), ("Cognome: Rossi, identificata da documento", "Rossi"),
        ("Cognome: ROSSI IN BIANCHI", "ROSSI"),
    ])
    func `a husband's name is no part of hers`(_ line: String, _ name: String) {
        let read = extract(lines: line, "Nome: Maria", "Codice fiscale: RSSMRA48R51B111M", "Codice esenzione: 026")
        #expect(read.value(.beneficiaryFamilyName) == name)
    }

    @Test(arguments: [true, false])
    func `of two persons side by side each has the heading of their column`(_ isPatientFirst: Bool) {
        let patient = [
            "Cognome: Rossi", "Nome: Mario", "Codice fiscale: RSSMRA48R11B111I", "Data di nascita: 11/10/1948",
        ]
        let guardian = [
            "Cognome: Verdi", "Nome: Anna", "Codice fiscale: VRDNNA70A41L219Y", "Data di nascita: 01/01/1970",
        ]
        let columns = isPatientFirst ? [patient, guardian] : [guardian, patient]
        let heads = isPatientFirst ? ["Assistito", "Tutore"] : ["Tutore", "Assistito"]
        let lines = zip([54.0, 306.0], zip(heads, columns)).flatMap { x, column in
            [Line(column.0, x: x, y: 120)] + column.1.enumerated().map { Line($1, x: x + 20, y: 150 + 16 * Double($0)) }
        }
        let read = extract(runs: lines + [Line("Codice esenzione: 026", y: 260)])
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
        #expect(read.value(.beneficiaryBirthDate) == "1948-10-11")
        #expect(!read.findings.contains { $0.code == .severalCandidates })
    }

    @Test func `whose quality is told is not the patient`() {
        let read = extract(
            lines: "Il/la richiedente Verdi Anna, nata il 01/01/1970 a Torino, C.F. VRDNNA70A41L219Y, in qualità di",
            "genitore dell'assistito sotto indicato,", "Assistito - cognome: Rossi", "nome: Mario",
            "il: 11/10/1948", "codice fiscale: RSSMRA48R11B111I", "Codice esenzione: 026")
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
        #expect(!read.findings.contains { $0.code == .severalCandidates })
    }

    @Test func `the name of a street is no day of the paper`() {
        let read = extract(lines: samplePerson + ["Torino, Via 25 Aprile 37"])
        #expect(read.value(.issueDate) == nil && read.fields[.issueDate]?.candidates == nil)
    }

    @Test func `a soft hyphen between figures is a hyphen`() {
        let words = ["Torino,", "2026\u{AD}01\u{AD}20"].enumerated().map { place, text in
            let letters = text.unicodeScalars.indices.enumerated().map { letter, _ in
                PDFBox(
                    left: 70 + 60 * Double(place) + 5 * Double(letter), top: 100,
                    right: 75 + 60 * Double(place) + 5 * Double(letter), bottom: 110)
            }
            return PDFWord(
                text: text, box: letters.dropFirst().reduce(letters[0]) { $0.union($1) }, letters: letters)
        }
        let page = PDFPage(number: 1, width: 595, height: 842, text: "", words: words)
        let text = PageText(
            pages: [page], vocabulary: Vocabulary(SampleWording.project), catalogue: SampleCatalogue.small)
        #expect(text.reading?.fields[.issueDate]?.value == "2026-01-20")
    }

    @Test func `a house may stand above its address at the foot of the page`() {
        let read = extract(
            lines: ["Certificato specialistico"] + samplePerson + [
                "Codice esenzione: 026", "Ospedale Santa Croce - A.S.O. S. Croce e Carle Cuneo",
                "Via Michele Coppino 26, 12100 Cuneo",
            ])
        #expect(read.value(.structureName) == "Ospedale Santa Croce")
    }

    @Test func `an exemption is asked for though the attestation before it is over`() {
        let read = extract(
            lines: samplePerson + [
                "Si richiede il rinnovo dell'esenzione codice 014, il cui precedente attestato risulta scaduto."
            ])
        #expect(read.value(.exemptionCode) == "014")
    }

    @Test func `what stands under a heading for other illnesses is certified of nobody`() {
        let read = extract(
            lines: samplePerson + [
                "Altre patologie in anamnesi (non oggetto di certificazione)", "Ernia iatale (553.3)",
                "Patologia oggetto della certificazione", "Il paziente risulta affetto da Glaucoma (365.11).",
                "Codice esenzione: 019",
            ])
        #expect(read.value(.diagnosisCode) == "36511")
        #expect(read.value(.diagnosisText) == "Glaucoma")
    }

    /// Codes in one line of which the physician marks one.
    private func options(_ person: [String]) -> Extract {
        extract(
            runs: person.enumerated().map { Line($1, y: 100 + 13 * Double($0)) } + [
                Line("Diagnosi:", y: 180), Line("Data di rilascio:", y: 200), Line("Codice di esenzione", y: 220),
                Line("013", x: 200, y: 220), Line("026", x: 300, y: 220), Line("048", x: 400, y: 220),
            ])
    }

    @Test func `of codes in a line none is taken where no mark is seen`() {
        let read = options(samplePerson)
        #expect(read.value(.exemptionCode) == nil)
        #expect(read.fields[.exemptionCode]?.candidates == ["013", "026", "048"])
    }

    @Test func `a form with codes to choose from that nobody filled in is no evidence`() {
        #expect(options(["Cognome:", "Nome:", "Codice fiscale:", "Data di nascita:"]).role == .notEvidence)
    }

    @Test func `an identity card is no evidence`() {
        let read = extract(
            lines: "REPUBBLICA ITALIANA", "TESSERA SANITARIA", "COGNOME", "ROSSI", "NOME", "MARIO", "CODICE FISCALE",
            "RSSMRA48R11B111I", "SESSO", "M")
        #expect(read.role == .notEvidence)
    }

    @Test func `an abbreviation behind a dash ends the name of a house`() {
        let read = extract(lines: ["Istituto di Candiolo - FPO", "Oncologia"] + samplePerson)
        #expect(read.value(.structureName) == "Istituto di Candiolo - FPO")
    }

    @Test func `each of several exemptions has its place`() throws {
        let read = extract(
            lines: samplePerson + ["Si chiede l'esenzione codice 026.", "Esenzione da registrare: 013"])
        let field = try #require(read.fields[.exemptionCode])
        #expect(field.candidates == ["026", "013"])
        let tops = field.claims.compactMap { $0.source.box?[1] }
        #expect(tops.count == 2 && tops[0] < tops[1])
    }
}
