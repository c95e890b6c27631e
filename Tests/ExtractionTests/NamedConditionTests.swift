// SPDX-License-Identifier: EUPL-1.2

import Domain
import Extraction
import ReadingSamples
import Testing

/// Conditions that no phrase announces are found by the name that the catalogue has for them.
struct NamedConditionTests {
    private func read(_ lines: String...) -> Extract { extract(lines: samplePerson + lines) }

    @Test func `the name behind the code of the exemption is the condition`() {
        let read = read("Si rilascia per l'esenzione per patologia 026: Iperparatiroidismo.")
        #expect(read.value(.exemptionCode) == "026")
        #expect(read.value(.diagnosisText) == "Iperparatiroidismo")
        #expect(
            read.confidence(.diagnosisText) == .doubtful, "the exemption's own name is printed whatever is certified")
    }

    @Test func `a condition that is certified elsewhere is not replaced`() {
        let read = read("Esenzione per patologia 026: Iperparatiroidismo.", "Diagnosi: adenoma delle paratiroidi")
        #expect(read.value(.diagnosisText) == "adenoma delle paratiroidi")
    }

    @Test func `a code that states exemption and diagnosis is followed by the words`() {
        let read = read("Malattia/condizione (codice nazionale DM 329/99): 026.252.0 adenoma delle paratiroidi")
        #expect(read.value(.exemptionCode) == "026" && read.value(.diagnosisCode) == "2520")
        #expect(read.value(.diagnosisText) == "adenoma delle paratiroidi")
    }

    @Test func `a sentence that certifies belongs to no heading before it`() {
        let read = read(
            "Familiarita: madre affetta da diabete; padre deceduto per altre cause, secondo quanto riferito in visita.",
            "Si conferma la diagnosi di adenoma delle paratiroidi e si invita lo sportello a registrare il codice 026.")
        #expect(read.value(.diagnosisText) == "adenoma delle paratiroidi")
    }

    @Test(arguments: [
        "Conclusioni: Malattia di Crohn ileo-colica (ICD-9-CM 555.9)", "affetto da malattia di Crohn ileo-colica",
    ])
    func `a noun that names of conditions begin with stays with its name`(_ line: String) {
        #expect(read(line).value(.diagnosisText)?.lowercased() == "malattia di crohn ileo-colica")
    }

    @Test(arguments: [
        ("diagnosi", "Diagnosi: diabete tipo 2 - cod. 250"), ("affetto", "Diagnosi: diabete tipo 2, codice 250"),
    ])
    func `the words end where a code is announced`(_ case: String, _ line: String) {
        #expect(read(line).value(.diagnosisText) == "diabete tipo 2")
    }

    @Test(arguments: [
        "La diagnosi conclusiva è: adenoma delle paratiroidi (cod. ICD9 252.0).",
        "Si dichiara che è seguita presso la nostra struttura dal 2022 per 252.0 - adenoma delle paratiroidi.",
        "È in cura presso il nostro Centro per adenoma delle paratiroidi (252.0).",
    ])
    func `verbs, houses and years before a condition are no part of it`(_ line: String) {
        let read = read(line, "Ha titolo all'esenzione ticket, codice 026.")
        #expect(read.value(.diagnosisCode) == "2520")
        #expect(read.value(.diagnosisText) == "adenoma delle paratiroidi")
    }

    @Test func `an illness that is on a list is not named by the list`() {
        let read = read(
            "Diagnosi: adenoma delle paratiroidi.", "La malattia è inserita nell'elenco delle malattie croniche.")
        #expect(read.value(.diagnosisText) == "adenoma delle paratiroidi")
    }

    @Test func `the name of the exemption between a code and its condition is not the condition`() {
        let read = read(
            "Codice esenzione: 044", "Malattia o condizione: Psicosi", "ICD-9-CM: 296.0", "Diagnosi: disturbo bipolare")
        #expect(read.value(.diagnosisText) == "disturbo bipolare" && read.value(.diagnosisCode) == "2960")
    }

    @Test func `an abbreviated word for the exemption announces its code`() {
        #expect(read("Es. 026 da attivare presso il distretto.").value(.exemptionCode) == "026")
        #expect(read("Es. ematochimici: glicemia 026 mg").value(.exemptionCode) == nil)
    }
}
