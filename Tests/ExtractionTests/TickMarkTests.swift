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

    /// A form whose squares are drawn with lines, which its text does not tell of.
    ///
    /// - Parameter ticked: the places of the crossed squares: two for the sex, then one for each exemption.
    private func drawn(_ ticked: Set<Int>) -> Extract {
        let codes = ["013", "026", "044", "048"]
        let places = [(130.0, 160.0), (190, 160)] + codes.indices.map { (50 + 80 * Double($0), 220) }
        var page = samplePerson.enumerated().map { SamplePDF.Line($1, y: 100 + 13 * Double($0)) }
        page += [
            SamplePDF.Line("Sesso", y: 160), SamplePDF.Line("M", x: 145, y: 160), SamplePDF.Line("F", x: 205, y: 160),
            SamplePDF.Line("Esenzione richiesta (barrare la casella)", y: 200),
        ]
        page += codes.enumerated().map { SamplePDF.Line($1, x: 65 + 80 * Double($0), y: 220) }
        var pdf = SamplePDF(pages: [page])
        pdf.drawing = places.enumerated().map { place, corner in
            let (left, foot) = (corner.0, 842 - corner.1)
            let square = "0.8 w \(left) \(foot - 1) 9 9 re S\n"
            guard ticked.contains(place) else { return square }
            return square
                + "1.2 w \(left) \(foot - 1) m \(left + 9) \(foot + 8) l S \(left) \(foot + 8) m \(left + 9) \(foot - 1) l S\n"
        }.joined()
        return extract(pdf)
    }

    @Test func `squares drawn with lines choose among the words beside them`() {
        let read = drawn([0, 3])
        #expect(read.value(.exemptionCode) == "026" && read.exemptions.map(\.code) == ["026"])
        #expect(read.value(.beneficiarySex) == "M")
    }

    @Test func `two crossed squares stay a choice for a person`() {
        let read = drawn([3, 5])
        #expect(read.fields[.exemptionCode]?.candidates == ["026", "048"])
    }

    @Test func `drawn squares of which none is crossed claim nothing`() {
        #expect(drawn([]).exemptions.isEmpty)
    }
}
