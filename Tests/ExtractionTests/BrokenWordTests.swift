// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// Words that a line, a hyphen or a narrow setting broke or glued are read as they were meant.
struct BrokenWordTests {
    private typealias Line = SamplePDF.Line

    @Test func `a name over two lines is read whole though wide blanks part the cells`() {
        let read = extract(runs: [
            Line("Si certifica che il paziente", y: 100), Line("Mario", x: 480, y: 100),
            Line("Rossi, nato il 11/10/1948,", y: 113), Line("codice fiscale RSSMRA48R11B111I", x: 300, y: 113),
        ])
        #expect(read.value(.beneficiaryFamilyName) == "Rossi" && read.value(.beneficiaryGivenName) == "Mario")
    }

    @Test(arguments: [
        ("natoil 11/10/1948", FieldName.beneficiaryBirthDate, "1948-10-11"),
        ("Codiceesenzione: 026", .exemptionCode, "026"),
        ("Diagnosi: Iperparatiroidismo ICD-9-CM252.0", .diagnosisCode, "2520"),
        ("affettodallaseguentemalattia: Iperparatiroidismo", .diagnosisText, "Iperparatiroidismo"),
        ("haDirittoAllesenzione 026", .exemptionCode, "026"),
    ])
    func `glued words are parted`(_ line: String, _ field: FieldName, _ value: String) {
        #expect(extract(line: line).value(field) == value)
    }

    @Test func `a label whose word is cut short is none that ends a sentence`() {
        #expect(extract(line: "Cod. esenz. 099").value(.exemptionCode) == "099")
    }

    @Test func `letters one by one are a short name with small letters too`() {
        #expect(extract(lines: "Cognome: Rossi", "Nome: L i a").value(.beneficiaryGivenName) == "Lia")
    }

    @Test func `three signs of a code in boxes are one code`() {
        #expect(extract(line: "Codice esenzione: E 0 1").exemptions.map(\.code) == ["E01"])
    }

    @Test(arguments: ["Vincenzo Lanza di Casalanza", "Anna Van den Berg", "Li Calzi Giuseppe"])
    func `particles are part of a physician's name`(_ name: String) {
        let read = extract(lines: samplePerson + ["Medico certificatore: Dott. \(name)"])
        #expect(read.value(.physicianName) == name)
    }
}
