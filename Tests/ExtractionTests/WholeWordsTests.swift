// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// The words of a condition as the paper has them, neither cut to the catalogue's nor taken from what only resembles them.
struct WholeWordsTests {
    private func words(_ lines: String...) -> String? { extract(lines: samplePerson + lines).value(.diagnosisText) }

    @Test(arguments: [
        "IPT (iperparatiroidismo)",
        "portatore di iperparatiroidismo",
    ])
    func `the value of a label is whole, whatever part of it the catalogue has`(_ text: String) {
        #expect(words("Diagnosi: \(text)", "Codice ICD-9-CM: 252.0", "Codice esenzione: 026") == text)
    }

    @Test func `a code behind a dash ends the words`() {
        let read = extract(
            lines: samplePerson + ["Diagnosi certificata / cod. ICD9: iperparatiroidismo primario - 2520"])
        #expect(read.value(.diagnosisCode) == "2520")
        #expect(read.value(.diagnosisText) == "iperparatiroidismo primario")
    }

    @Test func `words that a verb of an instruction leads to are none`() {
        let read = words(
            "Malattia: iperparatiroidismo", "La domanda si presenta allo sportello del distretto di residenza.")
        #expect(read == "iperparatiroidismo")
    }

    @Test func `the heading of a section has no value of its own`() {
        #expect(words("CONDIZIONE CERTIFICATA", "Patologia: iperparatiroidismo") == "iperparatiroidismo")
    }

    @Test func `what is healed is past`() {
        let read = extract(
            lines: samplePerson + [
                "Codice ICD-9-CM: 252.0", "Frattura di polso nel 2010 (ICD-9-CM 813.41), guarita.",
            ])
        #expect(read.value(.diagnosisCode) == "2520")
    }

    @Test func `the number of a law is no exemption`() {
        let read = extract(
            lines: ["Certificato ad uso esenzione ticket", "(D.M. 28/05/1999 n. 329 e s.m.i.)"] + samplePerson
                + ["Codice esenzione: 026"])
        #expect(read.value(.exemptionCode) == "026" && !read.codes.contains(.exemptionNotOfPathology))
    }
}
