// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// Codes of physicians, delegates and relatives, and numbers that look like codes, are not the patient's.
struct ConfusableCodeTests {
    private typealias Line = SamplePDF.Line

    private let other = "BNCNNA70A41L219H"

    @Test func `a code under the name of a physician is the physician's`() {
        let read = extract(
            lines: samplePerson + ["", "", "Prof. Carmelo Oliva", "Medico refertante", "C.F. LBRCRD53H10D205E"])
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
        #expect(read.value(.physicianFiscalCode) == "LBRCRD53H10D205E")
    }

    @Test func `a code under the word for a delegate is the delegate's`() {
        let read = extract(lines: samplePerson + ["", "Delegato al ritiro", "Codice fiscale: \(other)"])
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
    }

    @Test func `of two codes that nothing ties to the patient the one of the labelled names is`() {
        let read = extract(lines: samplePerson + ["", "Allegati", "Codice fiscale: \(other)"])
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
        let unnamed = extract(lines: "Codice fiscale: RSSMRA48R11B111I", "", "Allegati", "Codice fiscale: \(other)")
        #expect(unnamed.fields[.beneficiaryFiscalCode]?.candidates.count == 2)
    }

    @Test func `who is said to be born is no physician`() {
        let read = extract(
            lines: "Gentile Dottore, le scrivo di Rossi Mario, nato il 11/10/1948, codice fiscale RSSMRA48R11B111I.")
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I" && read.value(.physicianFiscalCode) == nil)
        #expect(read.value(.beneficiaryBirthDate) == "1948-10-11")
    }

    @Test(arguments: [
        "Padre con esenzione 048.", "La madre ha il codice esenzione 048.", "Fratello: esenzione 048",
    ])
    func `a relative's exemption is the relative's`(_ line: String) {
        let read = extract(lines: samplePerson + ["Codice esenzione: 026", line])
        #expect(read.value(.exemptionCode) == "026" && !read.codes.contains(.severalCandidates))
    }

    @Test func `a code stands before the name of its classification`() {
        let read = extract(lines: samplePerson + ["E' affetto da diabete, 250 della classificazione ICD-9-CM."])
        #expect(read.value(.diagnosisCode) == "250")
    }

    @Test func `a code in brackets is announced inside them`() {
        let read = extract(line: "Diagnosi: Iperparatiroidismo (codice 2520)")
        #expect(read.value(.diagnosisCode) == "2520" && read.value(.diagnosisText) == "Iperparatiroidismo")
    }

    @Test(arguments: ["(n. 77)", "(cod. 77)"])
    func `a note on a number is no part of a condition's name`(_ note: String) {
        #expect(extract(line: "Diagnosi: Iperparatiroidismo \(note)").value(.diagnosisText) == "Iperparatiroidismo")
    }

    @Test func `the code of an exemption is none of a diagnosis`() {
        let read = extract(lines: samplePerson + ["codice diagnosi 252.0, codice 044 di esenzione"])
        #expect(read.value(.exemptionCode) == "044" && read.value(.diagnosisCode) == "2520")
    }

    @Test func `the name of the exemption is no second condition`() {
        let read = extract(
            lines: samplePerson + [
                "Diagnosi: Melanoma della cute", "Patologia: Patologie neoplastiche maligne", "Codice esenzione: 048",
            ])
        #expect(read.value(.diagnosisText) == "Melanoma della cute")
    }

    @Test func `a year is no code`() {
        let read = extract(lines: samplePerson + ["Diagnosi: 2019 - Iperparatiroidismo"])
        #expect(read.value(.diagnosisCode) == nil)
    }

    @Test func `laws may stand between the exemption and its code`() {
        let read = extract(
            lines:
                "Ha diritto all'esenzione ai sensi del D.M. 329/1999 e del D.P.C.M. 12 gennaio 2017, allegato 8, codice 026"
        )
        #expect(read.value(.exemptionCode) == "026")
    }
}
