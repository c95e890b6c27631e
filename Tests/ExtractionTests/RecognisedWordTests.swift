// SPDX-License-Identifier: EUPL-1.2

import Domain
import Testing

@testable import Extraction

/// What words mean that were recognised in a picture, with other readings or faintly.
struct RecognisedWordTests {
    private let person = ["Cognome: Rossi", "Nome: Mario"]
    private let label = "Codice fiscale: RSSMRA48R11B1111"
    private let code = "RSSMRA48R11B111I"

    private func read(_ lines: [String], _ doubts: [String: RecognisedPage.Doubt] = [:]) -> SourceReading {
        RecognisedPage(lines, doubts: doubts).reading()
    }

    @Test func `another reading of a code that the names bear out is the code`() {
        let read = read(person + [label], ["RSSMRA48R11B1111": .init(alternatives: ["XSSMRA48R11B111I", code])])
        #expect(read.fields[.beneficiaryFiscalCode]?.value == code && read.told.isEmpty)
        #expect(read.fields[.beneficiaryFiscalCode]?.confidence == .probable)
        #expect(read.fields[.beneficiaryFiscalCode]?.source.kind == .ocr)
    }

    @Test func `another reading that nothing bears out is told and doubtful`() {
        let read = read([label], ["RSSMRA48R11B1111": .init(alternatives: [code])])
        #expect(read.fields[.beneficiaryFiscalCode]?.value == code && read.told == ["fiscal-code-repaired"])
        #expect(read.fields[.beneficiaryFiscalCode]?.confidence == .doubtful)
    }

    @Test func `of two sound readings the names choose and it is told`() {
        let doubt = RecognisedPage.Doubt(alternatives: ["BNCNNA70A41L219H", code])
        let read = read(person + [label], ["RSSMRA48R11B1111": doubt])
        #expect(read.fields[.beneficiaryFiscalCode]?.value == code && read.told == ["fiscal-code-repaired"])
    }

    @Test(arguments: ["ICDICM", "1CD-9-CM", "ICD9CM"])
    func `the name of the classification is known by its misreadings`(_ name: String) {
        let read = read(person + ["Diagnosi: iperparatiroidismo [\(name) 252.0]"], [name: .init()])
        #expect(read.diagnoses.map(\.code) == ["2520"] && read.diagnoses.first?.text == "iperparatiroidismo")
    }

    @Test(arguments: [
        ("A.0.U.", "A.O.U."), ("A.0.", "A.O."), ("S.0.C.", "S.O.C."), ("U.0./Ambulatorio:", "U.O./Ambulatorio:"),
        ("1.0.2", "1.0.2"), ("0.5", "0.5"),
        ("V.00", "V.00"),
        ("S.C.", "S.C."),
    ])
    func `between the stops of initials a nought is a letter`(_ read: String, _ meant: String) {
        #expect(read.withInitials == meant)
    }

    @Test(arguments: [(90.0, Confidence.probable), (45, .doubtful)])
    func `names of physicians and houses that were read faintly are doubtful`(
        _ certainty: Double, _ confidence: Confidence
    ) {
        let faint = RecognisedPage.Doubt(certainty: certainty)
        let read = read(
            ["Ospedale Cardinal Massaia"] + person + ["Il medico: Dott. Luigi Verdi"],
            ["Massaia": faint, "Verdi": faint])
        #expect(read.fields[.physicianName]?.confidence == confidence)
        #expect(read.fields[.structureName]?.confidence == confidence)
    }

    @Test func `a label that lost its blank is no word of the name above it`() {
        let read = read([
            "COGNOME E NOME: BIANCO GIOVANNI BATTISTA", "GENEREM", "COD. FISCALE: BNCGNN80D02D086L",
            "Si certifica quanto segue in base alla documentazione clinica che la persona ha portato con sé.",
        ])
        #expect(read.fields[.beneficiaryGivenName]?.value == "GIOVANNI BATTISTA")
    }

    @Test func `a sound code is not read otherwise`() {
        let doubt = RecognisedPage.Doubt(alternatives: ["BNCNNA70A41L219H"])
        let read = read(person + ["Codice fiscale: \(code)"], [code: doubt])
        #expect(read.fields[.beneficiaryFiscalCode]?.value == code && read.told.isEmpty)
    }

    @Test func `a name that resembles a word for relatives makes nobody a relative`() {
        let read = read(["Si certifica che il Sig. ROSSI MARIO, nato il 11/10/1948, C.F. \(code), ha la gotta."])
        #expect(read.fields[.beneficiaryFiscalCode]?.value == code)
        #expect(read.fields[.beneficiaryBirthDate]?.value == "1948-10-11")
    }

    @Test func `the sex of a picture is doubtful where no code tells it as well`() {
        #expect(read(person + ["Sesso: F"]).unsure.contains(.beneficiarySex))
        #expect(!read(person + ["Codice fiscale: \(code)", "Sesso: M"]).unsure.contains(.beneficiarySex))
    }

    @Test func `two dots over a vowel are doubtful where they were taken for two letters`() {
        let read = read(["Cognome: Miiller", "Nome: Mario", "Codice fiscale: MLLMRA48R11B111A"])
        #expect(read.unsure.contains(.beneficiaryFamilyName) && !read.unsure.contains(.beneficiaryGivenName))
    }

    @Test func `a faint name is doubtful though the code agrees`() {
        let lines = ["Cognome: Rossi", "Nome: Mario ea", "Codice fiscale: \(code)"]
        #expect(read(lines, ["ea": .init(certainty: 20)]).unsure.contains(.beneficiaryGivenName))
    }

    @Test func `a colon that was recognised as a digit stands below the others`() {
        let read = read([
            "Paziente : Rossi Mario", "Telefono : 011 5081", "Diagnosi : adenoma delle paratiroidi",
            "ICD-9-CM 1 252.0",
        ])
        #expect(read.diagnoses.map(\.code) == ["2520"])
    }

    @Test func `a name that begins with the letter that looks like a capital is doubted`() {
        let read = read(["Cognome: Rossi", "Nome: lole", "Codice fiscale: RSSLIO48R51B111X"])
        #expect(read.fields[.beneficiaryGivenName].map { $0.confidence == .doubtful } ?? true)
    }

    @Test(arguments: [("tipo Il", "tipo II"), ("tipo l", "tipo I"), ("stadio IIl,", "stadio III,")])
    func `strokes behind a kind or a stage are Roman figures`(_ read: String, _ meant: String) {
        let page = RecognisedPage(
            samplePerson + ["Diagnosi: Diabete mellito \(read) con retinopatia", "Codice esenzione: 013"])
        #expect(page.reading().diagnoses.compactMap(\.text) == ["Diabete mellito \(meant) con retinopatia"])
    }

    @Test func `a blank behind the dot of a code is none`() {
        let page = RecognisedPage(["Diagnosi: iperparatiroidismo (codice ICD-9-CM 252. 0) e nulla d'altro"])
        #expect(page.reading().diagnoses.map(\.code) == ["2520"])
        let other = RecognisedPage(["Diagnosi: iperparatiroidismo, codice ICD-9-CM 250. 7 controlli"])
        #expect(other.reading().diagnoses.map(\.code) == ["250"])
    }

    @Test func `a semicolon behind a label at the beginning of its line is a colon`() {
        #expect(RecognisedPage(["Esenzione (codice); OA02"]).reading().exemptions.map(\.code) == ["0A02"])
        #expect(
            RecognisedPage(["Il paziente ha chiesto una esenzione; OA02 era la stanza"]).reading().exemptions.isEmpty)
    }

    @Test(arguments: [("☒ M FF", "RSSMRA48R11B111I", "M"), ("☐ MEF", "RSSMRA48R51B111M", "F")])
    func `the mark of one square tells the sex where the code agrees`(_ shown: String, _ code: String, _ sex: String) {
        let agreed = RecognisedPage(["Codice fiscale: \(code)", "Sesso: \(shown)"]).reading()
        #expect(agreed.fields[.beneficiarySex]?.value == sex)
        let other = code == "RSSMRA48R11B111I" ? "RSSMRA48R51B111M" : "RSSMRA48R11B111I"
        let contradicted = RecognisedPage(["Codice fiscale: \(other)", "Sesso: \(shown)"]).reading()
        #expect(contradicted.fields[.beneficiarySex]?.value == nil)
    }
}
