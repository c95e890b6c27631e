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

    @Test func `a family name of two goes on behind a hyphen at the end of the line`() {
        let read = extract(runs: [
            Line("Cognome:", y: 100), Line("ROSSI-", x: 150, y: 100), Line("FERRERO", x: 150, y: 113),
            Line("Nome:", y: 130), Line("MARIO", x: 150, y: 130),
        ])
        #expect(read.value(.beneficiaryFamilyName)?.hasSuffix("FERRERO") == true)
    }

    @Test(arguments: [
        ("codicefiscale: RSSMRA48R11B111I", FieldName.beneficiaryFiscalCode, "RSSMRA48R11B111I"),
        ("natoil 11/10/1948", .beneficiaryBirthDate, "1948-10-11"),
        ("Codiceesenzione: 026", .exemptionCode, "026"),
        ("Diagnosi: Iperparatiroidismo ICD-9-CM252.0", .diagnosisCode, "2520"),
        ("affettodallaseguentemalattia: Iperparatiroidismo", .diagnosisText, "Iperparatiroidismo"),
        ("haDirittoAllesenzione 026", .exemptionCode, "026"),
        ("affettodaIperparatiroidismo (ICD-9-CM 252.0)", .diagnosisCode, "2520"),
    ])
    func `glued words are parted`(_ line: String, _ field: FieldName, _ value: String) {
        #expect(extract(line: line).value(field) == value)
    }

    @Test func `a phrase whose word a hyphen breaks at the end of a line is read`() {
        let read = extract(lines: "Si rilascia il presente certificato per il codice esen-", "zione 026")
        #expect(read.value(.exemptionCode) == "026")
    }

    @Test func `a label whose word is cut short is none that ends a sentence`() {
        #expect(extract(line: "Cod. esenz. 099").value(.exemptionCode) == "099")
    }

    @Test(arguments: ["L i a", "M a r i o"])
    func `letters one by one are a name with small letters too`(_ name: String) {
        let read = extract(lines: "Cognome: Rossi", "Nome: \(name)")
        #expect(read.value(.beneficiaryGivenName) == name.filter { $0 != " " })
    }

    @Test(arguments: [("0 2 6", "026"), ("0 A 0 2", "0A02")])
    func `signs of a code in boxes are one code`(_ boxed: String, _ code: String) {
        #expect(extract(line: "Codice esenzione: \(boxed)").value(.exemptionCode) == code)
    }

    @Test(arguments: ["Vincenzo Lanza di Casalanza", "Anna Van den Berg", "Li Calzi Giuseppe"])
    func `particles are part of a physician's name`(_ name: String) {
        let read = extract(lines: samplePerson + ["Medico certificatore: Dott. \(name)"])
        #expect(read.value(.physicianName) == name)
    }

    @Test func `a name of two words behind one label stands in the label's order`() {
        let first = extract(line: "Nome e cognome: Mario Rossi")
        #expect(first.value(.beneficiaryFamilyName) == "Rossi" && first.value(.beneficiaryGivenName) == "Mario")
        let second = extract(line: "Cognome e nome: Rossi Mario")
        #expect(second.value(.beneficiaryFamilyName) == "Rossi" && second.value(.beneficiaryGivenName) == "Mario")
    }
}
