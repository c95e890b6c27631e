// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// Labels and their values stand in many ways beside, above and behind each other.
struct LabelPlaceTests {
    private typealias Line = SamplePDF.Line

    @Test func `a note in brackets belongs to its label`() {
        #expect(extract(line: "Codice esenzione (come risulta dal tabulato) 099").value(.exemptionCode) == "099")
    }

    @Test(arguments: [
        ("Rossi (cognome) Mario (nome)", FieldName.beneficiaryFamilyName, "Rossi"),
        ("Rossi (cognome) Mario (nome)", .beneficiaryGivenName, "Mario"),
        ("11/10/1948 (data di nascita)", .beneficiaryBirthDate, "1948-10-11"),
        ("026 (codice di esenzione proposto)", .exemptionCode, "026"),
        ("maschile (sesso)", .beneficiarySex, "M"),
    ])
    func `a label in brackets stands behind its value`(_ line: String, _ field: FieldName, _ value: String) {
        #expect(extract(line: line).value(field) == value)
    }

    @Test(arguments: [
        ("Cognome / Familienname: Rossi", FieldName.beneficiaryFamilyName, "Rossi"),
        ("Cognome - Familienname: Rossi", .beneficiaryFamilyName, "Rossi"),
        ("Struttura / Facility: Mauriziano", .structureName, "Mauriziano"),
        ("Diagnosi / Disease: Iperparatiroidismo", .diagnosisText, "Iperparatiroidismo"),
    ])
    func `a label in two languages is one label`(_ line: String, _ field: FieldName, _ value: String) {
        #expect(extract(line: line).value(field) == value)
    }

    @Test func `a label of two lines has the value level with the gap between them, beside another row`() {
        let read = extract(runs: [
            Line("Codice di esenzione", x: 330, y: 100), Line("ICD-9-CM", y: 105), Line("252.0", x: 200, y: 105),
            Line("026", x: 480, y: 105), Line("spettante", x: 330, y: 110),
        ])
        #expect(read.value(.exemptionCode) == "026" && read.value(.diagnosisCode) == "2520")
    }

    @Test(arguments: [
        ("Cognome / Zuname: Rossi", FieldName.beneficiaryFamilyName, "Rossi"),
        ("Befreiungskodex: 026", .exemptionCode, "026"), ("Geschlecht: F", .beneficiarySex, "F"),
        ("Geboren am: 11.10.1948", .beneficiaryBirthDate, "1948-10-11"),
    ])
    func `labels of South Tyrol are read as the Italian ones`(_ line: String, _ field: FieldName, _ value: String) {
        #expect(extract(line: line).value(field) == value)
    }

    @Test(arguments: [
        "Si certifica che è portatore di patologia esente (026) ai sensi del DPCM 12/1/2017: iperparatiroidismo [252.0].",
        "Si certifica che è portatore di patologia esente (026) ai sensi del D.M. 329/99: 252.0 - iperparatiroidismo.",
    ])
    func `the illness stands behind the colon of the sentence that names the exemption`(_ sentence: String) {
        let read = extract(lines: samplePerson + [sentence])
        #expect(read.value(.exemptionCode) == "026" && read.value(.diagnosisCode) == "2520")
        #expect(read.value(.diagnosisText) == "iperparatiroidismo")
    }

    @Test func `a code right behind that colon needs no dot`() {
        let sentence =
            "Si certifica che è portatore di patologia esente (045) ai sensi del D.M. 329/1999: 6961 psoriasi."
        let read = extract(lines: samplePerson + [sentence])
        #expect(read.value(.exemptionCode) == "045" && read.value(.diagnosisCode) == "6961")
    }

    @Test func `the address beside a name is no part of it`() {
        let read = extract(runs: [
            Line("S.C. di Psichiatria", y: 100), Line("BOTTINO DOMENICO", x: 350, y: 100),
            Line("Corso Alessandria, 83 - 14100 Asti (AT)", y: 112), Line("03/06/1969 M CATANIA", x: 350, y: 112),
            Line("BTTDNC69H03C351Q", x: 350, y: 124), Line("Codice esenzione: 026", y: 200),
        ])
        #expect(read.value(.beneficiaryFamilyName) == "BOTTINO" && read.value(.beneficiaryGivenName) == "DOMENICO")
    }

    @Test func `names in two cells whose captions were lost are those that the code proves`() {
        let read = extract(runs: [
            Line("SANTORO", y: 100), Line("NICOLA", x: 350, y: 100), Line("SNTNCL86T07G535D", y: 140),
            Line("codice fiscale", y: 155), Line("Codice esenzione: 026", y: 200),
        ])
        #expect(read.value(.beneficiaryFamilyName) == "SANTORO" && read.value(.beneficiaryGivenName) == "NICOLA")
    }

    @Test func `a province is no copy for somebody else`() {
        let read = extract(line: "Assistito: SANTORO NICOLA nato a: 07/12/1986 (Piacenza (PC)) C.F.: SNTNCL86T07G535D")
        #expect(read.value(.beneficiaryFiscalCode) == "SNTNCL86T07G535D")
    }

    @Test func `a code without a dot before its name is one, in the plural too`() {
        let read = extract(lines: samplePerson + ["soffre di 2520 iperparatiroidismi, esenzione codice 026"])
        #expect(read.value(.diagnosisCode) == "2520")
    }

    @Test func `a manager signs only where nobody else does`() {
        let alone = samplePerson + ["Codice esenzione: 026", "Dirigente Dott.ssa Anna Bianchi"]
        #expect(extract(lines: alone).value(.physicianName) == "Anna Bianchi")
        let both =
            samplePerson + [
                "Codice esenzione: 026", "Dott. Carlo Verdi", "Prelievo del 3/2 - Dirigente Prof. Aldo Neri",
            ]
        #expect(extract(lines: both).value(.physicianName) == "Carlo Verdi")
    }

    @Test func `a family name in capitals below two given names is part of the name`() {
        let read = extract(runs: [
            Line("Codice esenzione: 026", y: 100), Line("Medico", y: 120),
            Line("Dott.ssa Maria Teresa", x: 200, y: 120),
            Line("NOVARESE", x: 200, y: 132),
        ])
        #expect(read.value(.physicianName) == "Maria Teresa NOVARESE")
    }

    @Test func `who signs for another is no physician`() {
        let read = extract(lines: [
            "Il sottoscritto Verdi Anna C.F. VRDNNA80A41L219X in qualità di familiare", "delegato",
            "CHIEDE per l'assistito", "Cognome ROSSI Nome MARIO", "C.F. RSSMRA48R11B111I", "Codice esenzione 026",
            "Medico Dott.ssa Anna Bo",
        ])
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
        #expect(read.value(.beneficiaryFamilyName) == "ROSSI" && read.value(.physicianName) == "Anna Bo")
        #expect(read.value(.physicianFiscalCode) == nil)
    }

    @Test func `the branch under a name is no part of it`() {
        let read = extract(runs: [
            Line("Codice esenzione: 026", y: 100), Line("Dott. Sergio Luca", x: 300, y: 300),
            Line("Malattie del Ricambio", x: 300, y: 315),
        ])
        #expect(read.value(.physicianName) == "Sergio Luca")
    }

    @Test func `marks of footnotes are no part of labels`() {
        let read = extract(runs: [
            Line("Cognome(1)", y: 100), Line("Rossi", x: 200, y: 100),
            Line("Nome(2)", y: 120), Line("Mario", x: 200, y: 120),
        ])
        #expect(read.value(.beneficiaryFamilyName) == "Rossi" && read.value(.beneficiaryGivenName) == "Mario")
    }

    @Test func `a label goes on to the end of its cell`() {
        let read = extract(runs: [
            Line("Codice esenzione tabellato regionale", y: 100), Line("099", x: 300, y: 100),
        ])
        #expect(read.value(.exemptionCode) == "099")
    }

    @Test func `after one label for a name the word for another is one too`() {
        let read = extract(line: "Cognome __ Rossi __ Nome __ Mario __")
        #expect(read.value(.beneficiaryFamilyName) == "Rossi" && read.value(.beneficiaryGivenName) == "Mario")
    }

    @Test func `every row of a table is under its heads`() {
        let read = extract(runs: [
            Line("Codice esenzione", y: 100), Line("Condizione", x: 200, y: 100), Line("Note", x: 400, y: 100),
            Line("026", y: 120), Line("iperparatiroidismo", x: 200, y: 120), Line("nulla", x: 400, y: 120),
            Line("048", y: 140), Line("neoplasia", x: 200, y: 140), Line("nulla", x: 400, y: 140),
        ])
        #expect(read.exemptions.map(\.code) == ["026", "048"])
    }

    @Test func `heads that stand close have their values below them`() {
        let read = extract(runs: [
            Line("Cognome e nome", y: 100), Line("Data di nascita", x: 134, y: 100),
            Line("Rossi Mario", y: 114), Line("11/10/1948", x: 134, y: 114),
        ])
        #expect(read.value(.beneficiaryFamilyName) == "Rossi" && read.value(.beneficiaryGivenName) == "Mario")
        #expect(read.value(.beneficiaryBirthDate) == "1948-10-11")
    }

    @Test func `a label stands level with the gap of two lines`() {
        let read = extract(runs: [
            Line("Iperparatiroidismo primitivo", x: 200, y: 100), Line("Diagnosi:", y: 106),
            Line("con interessamento osseo", x: 200, y: 112),
        ])
        #expect(read.value(.diagnosisText) == "Iperparatiroidismo primitivo con interessamento osseo")
    }

    @Test func `a value stands level with the gap of its label's two lines`() {
        let read = extract(runs: [
            Line("Codice", y: 100), Line("esenzione", y: 112), Line("099", x: 200, y: 106),
        ])
        #expect(read.value(.exemptionCode) == "099")
    }

    @Test func `the year since when stands inside a phrase`() {
        let read = extract(line: "La paziente è affetta dal 2019 da Iperparatiroidismo.")
        #expect(read.value(.diagnosisText) == "Iperparatiroidismo")
    }

    @Test func `a row that is answered no is no diagnosis`() {
        let read = extract(runs: [
            Line("Diagnosi", y: 100), Line("ICD-9-CM", x: 250, y: 100), Line("Presente", x: 400, y: 100),
            Line("Diabete", y: 120), Line("250.00", x: 250, y: 120), Line("NO", x: 400, y: 120),
            Line("Iperparatiroidismo", y: 140), Line("252.0", x: 250, y: 140), Line("SI", x: 400, y: 140),
        ])
        #expect(read.value(.diagnosisCode) == "2520")
    }

    @Test func `a row of labels stands over a row of values`() {
        let read = extract(runs: [
            Line("Codice di esenzione richiesto", x: 60, y: 100), Line("Richiesta", x: 320, y: 100),
            Line("026", x: 60, y: 114), Line("nuovo rilascio", x: 320, y: 114),
        ])
        #expect(read.value(.exemptionCode) == "026")
    }

    @Test func `the names of a patient are not those of the column beside`() {
        let read = extract(runs: [
            Line("Dirigenti medici", x: 50, y: 100),
            Line("Si certifica che per gli usi di legge la minore Maria", x: 170, y: 100),
            Line("Guido Ravera", x: 50, y: 113),
            Line("Rossi, C.F. RSSMRA48R51B111M, è affetta da iperparatiroidismo e chiede", x: 170, y: 113),
        ])
        #expect(read.value(.beneficiaryFamilyName) == "Rossi" && read.value(.beneficiaryGivenName) == "Maria")
    }

    @Test func `names that the page has with more words elsewhere are doubted`() {
        let read = extract(lines: [
            "Cognome: Rossi", "Nome: Giovanni", "Codice fiscale: RSSGNN48R11B111B", "Il presente riguarda il Sig.",
            "Rossi Giovanni Battista, nato il 11/10/1948.",
        ])
        #expect(read.value(.beneficiaryGivenName) != nil)
        #expect(read.value(.beneficiaryGivenName) != "Giovanni" || read.confidence(.beneficiaryGivenName) == .doubtful)
    }

    @Test(arguments: ["presenta la patologia di seguito specificata:", "è in cura presso questo Istituto per:"])
    func `behind a colon the condition may stand apart`(_ phrase: String) {
        let read = extract(
            runs: samplePerson.enumerated().map { Line($1, y: 100 + 13 * Double($0)) } + [
                Line("Si certifica che la persona indicata \(phrase)", y: 160),
                Line("Iperparatiroidismo primitivo", y: 184),
                Line("Codice esenzione: 026 (malattie delle ghiandole)", y: 208),
            ])
        #expect(read.value(.diagnosisText) == "Iperparatiroidismo primitivo")
    }

    @Test func `the name under the label for a family doctor is not who certifies`() {
        let read = extract(
            runs: samplePerson.enumerated().map { Line($1, y: 100 + 13 * Double($0)) } + [
                Line("MMG", y: 200), Line("dr. Michele Paolucci", y: 211), Line("N. pratica", y: 226),
                Line("Medico certificatore", x: 300, y: 260), Line("LOCATELLI FRANCESCO", x: 300, y: 271),
            ])
        #expect(read.value(.physicianName) == "LOCATELLI FRANCESCO")
    }

    @Test func `whoever acts in any quality but a physician's is not the patient`() {
        let delegate = "Io sottoscritta Noemi Oddone, nata il 28/11/1984, C.F. DDNNMO84S68L781P, in qualità di parente"
        let read = extract(
            lines: [delegate, "con delega, chiedo l'esenzione per la seguente persona assistita:"] + samplePerson)
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
        #expect(!read.codes.contains(.severalPersons))
    }

    @Test(arguments: ["cardiologo", "medico specialista", "direttrice della struttura"])
    func `whoever certifies in a physician's quality leaves the patient who he is`(_ quality: String) {
        let read = extract(
            line:
                "La sottoscritta Anna Bo, in qualità di \(quality), certifica che il sig. Rossi Mario, C.F. RSSMRA48R11B111I, "
                + "è affetto da diabete.")
        #expect(
            read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I" && read.value(.beneficiaryFamilyName) == "Rossi")
        #expect(read.value(.physicianName) == "Anna Bo")
    }

    @Test func `the heading of a form's part says whose the names in it are`() {
        let read = extract(lines: [
            "QUADRO A - Richiedente (se diverso dall'assistito)", "Nominativo: Pietro Ruggeri  C.F. RGGPTR79M26F952Q",
            "QUADRO B - Assistito", "Cognome e nome: Rossi Mario", "Codice fiscale: RSSMRA48R11B111I",
            "QUADRO C - Certificazione specialistica", "Esenzione: 026",
        ])
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
        #expect(read.value(.beneficiaryFamilyName) == "Rossi" && !read.codes.contains(.severalPersons))
    }

    @Test func `a day behind the code and a place with its province is that of birth, and may contradict the code`() {
        let read = extract(
            line: "Il sig. Mario Rossi (CF RSSMRA48R11B111I; Belluno (BL), 09/12/1984) risulta affetto da diabete.")
        #expect(read.value(.beneficiaryBirthDate) == "1984-12-09" && read.codes.contains(.identityMismatch))
    }

    @Test func `the label of the next row is no end of a condition's name`() {
        let read = extract(
            runs: samplePerson.enumerated().map { Line($1, y: 100 + 13 * Double($0)) } + [
                Line("Diagnosi", y: 160), Line("GLAUCOMA PSEUDOESFOLIATIVO", x: 160, y: 160),
                Line("Tipo", x: 160, y: 172),
                Line("Codice esenzione: 026", y: 200),
            ])
        #expect(read.value(.diagnosisText) == "GLAUCOMA PSEUDOESFOLIATIVO")
    }
}
