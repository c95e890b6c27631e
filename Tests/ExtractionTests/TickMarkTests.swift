// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// Of a list with a box before each entry what is ticked is claimed and nothing else.
struct TickMarkTests {
    private func list(_ heading: [String], tick: String, box: String) -> Extract {
        extract(
            lines: samplePerson + heading + [
                "\(box) 013 Diabete mellito", "\(tick) 026 Iperparatiroidismo", "\(box) 048 Patologie neoplastiche",
            ])
    }

    @Test(arguments: ["[X]", "[x]", "(X)", "[ X ]", "[*]"])
    func `the ticked code of a list is claimed`(_ tick: String) {
        let read = list(["Esenzione richiesta"], tick: tick, box: "[ ]")
        #expect(read.value(.exemptionCode) == "026" && read.exemptions.map(\.code) == ["026"])
    }

    @Test(arguments: ["[ ]", "[]", "( )", "[_]", "[.]"])
    func `an empty box claims nothing`(_ box: String) {
        let read = list(["Esenzione richiesta"], tick: "[X]", box: box)
        #expect(read.value(.exemptionCode) == "026" && read.exemptions.map(\.code) == ["026"])
    }

    @Test func `a list needs no word for exemptions above it`() {
        let read = list(["Il medico certifica per la condizione:"], tick: "[X]", box: "[ ]")
        #expect(read.value(.exemptionCode) == "026")
    }

    @Test func `a list in which nothing is ticked claims nothing`() {
        let read = list(["Esenzione richiesta"], tick: "[ ]", box: "[ ]")
        #expect(read.value(.exemptionCode) == nil && read.exemptions.isEmpty)
    }

    @Test func `the ticked letter answers for the sex`() {
        let read = extract(lines: "Cognome: Rossi", "Nome: Ariel", "Sesso: [ ] M [X] F")
        #expect(read.value(.beneficiarySex) == "F")
    }
}
