// SPDX-License-Identifier: EUPL-1.2

import Domain
import Extraction
import ReadingSamples
import Testing

/// Values that do not fit on one line are read whole, and what follows them is not taken for theirs.
struct WrappedValueTests {
    private typealias Line = SamplePDF.Line

    private let wide =
        "Il sottoscritto certifica quanto segue ai sensi della normativa vigente in materia di esenzioni sanitarie."

    /// Lines at the distance that running text has.
    private func page(_ lines: String...) -> Extract {
        extract(SamplePDF(pages: [lines.enumerated().map { Line($1, y: 100 + 13 * Double($0)) }]))
    }

    private func page(_ lines: [Line]) -> Extract { extract(SamplePDF(pages: [lines])) }

    @Test func `a full line goes on in the next`() {
        let read = page(
            wide,
            "Diagnosi: 252.0 - Iperparatiroidismo primitivo con interessamento osseo e renale in pazienti di eta",
            "avanzata",
            "Codice esenzione: 026"
        )
        let text = "Iperparatiroidismo primitivo con interessamento osseo e renale in pazienti di eta avanzata"
        #expect(read.value(.diagnosisText) == text && read.confidence(.diagnosisText) == .probable)
        #expect(read.value(.exemptionCode) == "026")
    }

    @Test func `a line with room left does not`() {
        let read = page(wide, "Diagnosi: 252.0 - Iperparatiroidismo", "in terapia")
        #expect(read.value(.diagnosisText) == "Iperparatiroidismo")
    }

    @Test func `a gap ends a value`() {
        let full = "Diagnosi: 252.0 - Iperparatiroidismo primitivo con interessamento osseo e renale in pazienti di eta"
        let read = page([Line(wide, y: 100), Line(full, y: 113), Line("avanzata", y: 150)])
        #expect(read.value(.diagnosisText)?.hasSuffix("di eta") ?? false)
    }

    @Test func `lines set far apart leave a doubt`() {
        let full = "Diagnosi: 252.0 - Iperparatiroidismo primitivo con interessamento osseo e renale in pazienti di eta"
        let read = page([Line(wide, y: 100), Line(full, y: 124), Line("avanzata", y: 148)])
        #expect(read.confidence(.diagnosisText) == .doubtful)
    }

    @Test func `an unknown label after a full line leaves a doubt`() {
        let read = page(
            wide,
            "Diagnosi: 252.0 - Iperparatiroidismo primitivo con interessamento osseo e renale in pazienti di eta",
            "Zona di provenienza: collina"
        )
        #expect(read.value(.diagnosisText)?.hasSuffix("di eta") ?? false)
        #expect(read.confidence(.diagnosisText) == .doubtful)
    }

    @Test func `a page without another full line leaves a doubt`() {
        let read = page([Line("Diagnosi: Iperparatiroidismo primitivo", y: 100), Line("in terapia", y: 112)])
        #expect(read.value(.diagnosisText) == "Iperparatiroidismo primitivo in terapia")
        #expect(read.confidence(.diagnosisText) == .doubtful)
    }

    @Test func `a cell of a table is read to its last line`() {
        let read = page([
            Line("Codice e descrizione esenzione", y: 100), Line("cod. 026", x: 230, y: 100),
            Line("IPERPARATIROIDISMO", x: 330, y: 100), Line("(ESCLUSO: SECONDARIO)", x: 330, y: 112),
            Line("Codice e descrizione diagnosi", y: 134), Line("cod. 2520", x: 230, y: 134),
            Line("IPERPARATIROIDISMO PRIMITIVO", x: 330, y: 134), Line("CON INTERESSAMENTO", x: 330, y: 146),
            Line("OSSEO", x: 330, y: 158), Line("Altro", y: 170), Line("testo", x: 330, y: 170),
        ])
        #expect(read.value(.diagnosisText) == "IPERPARATIROIDISMO PRIMITIVO CON INTERESSAMENTO OSSEO")
        #expect(read.exemptions.first?.text == "IPERPARATIROIDISMO (ESCLUSO: SECONDARIO)")
        #expect(read.fields[.diagnosisCode]?.source.box.map { $0[2] < 320 } ?? false)
    }

    @Test func `names go on below their labels in columns`() {
        let read = page([
            Line("Cognome:  BARBERIS DI CASTELNUOVO", y: 100), Line("Nome:  MARIA VITTORIA", x: 260, y: 100),
            Line("E ROCCABRUNA", y: 112), Line("ELISABETTA", x: 260, y: 112),
            Line("Nato il:  11/10/1948", y: 124), Line("Codice fiscale:  RSSMRA48R11B111I", x: 260, y: 124),
        ])
        #expect(read.value(.beneficiaryFamilyName) == "BARBERIS DI CASTELNUOVO E ROCCABRUNA")
        #expect(read.value(.beneficiaryGivenName) == "MARIA VITTORIA ELISABETTA")
        #expect(read.value(.beneficiaryBirthDate) == "1948-10-11")
    }

    @Test func `of several values in a full line only the last goes on`() {
        let read = page(
            "Cognome: BARBERIS DI CASTELNUOVO E ROCCABRUNA DELLA FONTANA Nome: FRANCESCO GIUSEPPE",
            "EDOARDO",
            wide.uppercased()
        )
        #expect(read.value(.beneficiaryFamilyName) == "BARBERIS DI CASTELNUOVO E ROCCABRUNA DELLA FONTANA")
    }

    @Test func `a sentence on the illness is a note`() {
        let read = page(wide, "Si certifica che il paziente e' affetto da: scompenso cardiaco (NYHA: II).")
        #expect(read.value(.pathologyNote) == "scompenso cardiaco (NYHA: II).")
    }

    @Test func `the structure at the head is read`() {
        let one = page("ASL TO3", "Relazione", "Codice fiscale: RSSMRA48R11B111I", "ASL CN2")
        #expect(one.value(.structureName) == "ASL TO3" && one.confidence(.structureName) == .probable)
        let two = page("Ospedale di Rivoli", "Ospedale di Susa", "Codice fiscale: RSSMRA48R11B111I")
        #expect(two.value(.structureName) == "Ospedale di Rivoli" && two.confidence(.structureName) == .doubtful)
    }

    @Test func `a date below its label is found beside another column`() {
        let read = page([
            Line("Data Emissione:", y: 400), Line("Il Medico di Medicina Generale o", x: 380, y: 400),
            Line("Medico Specialista di struttura pubblica:", x: 340, y: 413),
            Line("16/03/2026", y: 426), Line("Bianchi Anna", x: 400, y: 426),
            Line("firmato digitalmente", x: 390, y: 439),
        ])
        #expect(read.value(.issueDate) == "2026-03-16" && read.value(.physicianName) == "Bianchi Anna")
    }

    @Test func `a text goes on overleaf past what is on every page`() {
        func sheet(_ number: Int, _ lines: [Line]) -> [Line] {
            [Line("ASL TO3 - Ambulatorio", y: 40)] + lines + [Line("Pagina \(number) di 2", y: 800)]
        }
        let full = "Diagnosi: 252.0 - Iperparatiroidismo primitivo con interessamento osseo e renale in pazienti di eta"
        let read = extract(
            SamplePDF(pages: [
                sheet(1, [Line(wide, y: 100), Line(full, y: 113)]),
                sheet(2, [Line("avanzata", y: 70), Line("Codice esenzione: 026", y: 83)]),
            ])
        )
        #expect(read.value(.diagnosisText)?.hasSuffix("di eta avanzata") ?? false)
        #expect(read.value(.exemptionCode) == "026" && read.value(.structureName) == "ASL TO3")
    }

    @Test func `a copy of the page is not what is on every page`() {
        let lines = [Line("Codice fiscale: RSSMRA48R11B111I", y: 100), Line("Codice esenzione: 026", y: 120)]
        let read = extract(SamplePDF(pages: [lines, lines]))
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I" && read.value(.exemptionCode) == "026")
    }

    @Test func `a code of another classification is read as words`() {
        let read = page("Diagnosi: F20 - Schizofrenia")
        #expect(read.value(.diagnosisCode) == nil && read.value(.diagnosisText) == "F20 - Schizofrenia")
    }

    @Test func `a paper that proves nothing need not be understood`() {
        let read = page("ATTESTATO DI ESENZIONE", "Cognome: Rossi  Nome: Mario", "Codice fiscale: RSSMRA48R11B111I")
        #expect(read.role == .notEvidence && read.codes == [.documentNotEvidence])
    }
}
