// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// A table of conditions, a row for each, of which the physician marks one.
struct ConditionRowTests {
    private typealias Line = SamplePDF.Line

    private static let usualRows = [
        ["013", "Diabete mellito", "250.0", "Diabete mellito non complicato"],
        ["026", "Iperparatiroidismo, ipoparatiroidismo", "252.1", "Ipoparatiroidismo"],
        ["044", "Psicosi", "296.0", "Disturbo bipolare"],
    ]
    private static let usualHeads = zip(
        [70.0, 110, 320, 380], ["Cod. es.", "Malattia o condizione", "ICD-9-CM", "Diagnosi"]
    ).map { Line($1, x: $0, y: 200) }

    /// - Parameter marks: what stands before the code of each row.
    private func table(
        _ marks: [String], _ more: String..., rows: [[String]] = usualRows, heads: [Line] = usualHeads
    ) -> Extract {
        let cells = zip(rows, marks).enumerated().flatMap { place, row in
            let y = 216 + 16 * Double(place)
            return (row.1.isEmpty ? [] : [Line(row.1, x: 50, y: y)])
                + zip([70.0, 110, 320, 380], row.0).map { Line($1, x: $0, y: y) }
        }
        let person = samplePerson + ["Si certifica che è affetto dalla patologia contrassegnata nella tabella:"]
        return extract(
            runs: person.enumerated().map { Line($1, y: 100 + 13 * Double($0)) } + heads + cells
                + more.enumerated().map { Line($1, y: 300 + 13 * Double($0)) })
    }

    @Test(arguments: ["X", "[X]", "(x)"])
    func `the marked row is certified and the others are not`(_ mark: String) {
        let read = table(["", mark, ""])
        #expect(read.value(.exemptionCode) == "026" && read.exemptions.map(\.code) == ["026"])
        #expect(read.value(.diagnosisCode) == "2521" && read.value(.diagnosisText) == "Ipoparatiroidismo")
    }

    @Test func `empty boxes beside a mark change nothing`() {
        let read = table(["[ ]", "[ ]", "[X]"])
        #expect(read.value(.exemptionCode) == "044" && read.value(.diagnosisCode) == "2960")
    }

    @Test func `without a mark every row has the same claim`() {
        let read = table(["", "", ""])
        #expect(read.value(.exemptionCode) == nil && read.value(.diagnosisCode) == nil)
        #expect(read.fields[.exemptionCode]?.candidates == ["013", "026", "044"])
        #expect(read.fields[.diagnosisCode]?.candidates == ["2500", "2521", "2960"])
    }

    @Test func `what is asked for below contradicts the marked row`() {
        let read = table(["", "X", ""], "Si chiede il rilascio dell'esenzione con codice 044.")
        #expect(read.fields[.exemptionCode]?.candidates == ["026", "044"])
    }

    @Test func `the code of the marked row is known by its shape where the head of its column is broken over lines`() {
        let heads = [
            Line("Cod. es.", x: 70, y: 200), Line("Malattia o condizione", x: 110, y: 200),
            Line("ICD-", x: 320, y: 195), Line("9-CM", x: 320, y: 205), Line("Diagnosi", x: 380, y: 200),
        ]
        let rows = [
            Self.usualRows[0],
            ["026", "Iperparatiroidismo (con valori di creatinina", "252.0", "Adenoma delle paratiroidi"],
            Self.usualRows[2],
        ]
        let read = table(["", "X", ""], rows: rows, heads: heads)
        #expect(read.value(.diagnosisCode) == "2520" && read.value(.diagnosisText) == "Adenoma delle paratiroidi")
    }

    @Test func `a row whose diagnosis has a code like an exemption's is a row like others`() {
        let rows = Self.usualRows.dropLast() + [["016", "Epatite cronica (attiva)", "070.54", "Epatite cronica C"]]
        let read = table(["", "X", ""], rows: Array(rows))
        #expect(read.value(.exemptionCode) == "026" && read.value(.diagnosisCode) == "2521")
    }

    /// - Parameter marks: what stands before the code of each disease.
    private func diseases(_ marks: [String]) -> Extract {
        let rows = [
            ("250.0", "Diabete mellito"), ("4280", "Scompenso cardiaco"), ("185", "Adenocarcinoma della prostata"),
        ]
        let cells = zip(rows, marks).enumerated().flatMap { place, row in
            let y = 216 + 16 * Double(place)
            return (row.1.isEmpty ? [] : [Line(row.1, x: 50, y: y)])
                + [Line(row.0.0, x: 70, y: y), Line(row.0.1, x: 130, y: y)]
        }
        let head = samplePerson + ["Diagnosi certificata (barrare una sola riga con X)"]
        return extract(
            runs: head.enumerated().map { Line($1, y: 100 + 13 * Double($0)) } + cells
                + [Line("Si richiede il rilascio dell'esenzione cod. 048", y: 300)])
    }

    @Test func `of a list of diseases the marked one is certified`() {
        let read = diseases(["", "X", ""])
        #expect(read.value(.diagnosisCode) == "4280" && read.value(.diagnosisText) == "Scompenso cardiaco")
        #expect(read.diagnoses.count == 1)
    }

    @Test func `a list of exemptions with boxes in two columns is none of diseases`() {
        let rows = [("[ ] 006", "[ ] 035"), ("[ ] 007", "[X] 044"), ("[ ] 008", "[ ] 048")]
        let cells = rows.enumerated().flatMap { place, row in
            [
                Line(row.0 + " Malattia", x: 50, y: 216 + 16 * Double(place)),
                Line(row.1 + " Condizione", x: 300, y: 216 + 16 * Double(place)),
            ]
        }
        let read = extract(
            runs: samplePerson.enumerated().map { Line($1, y: 100 + 13 * Double($0)) } + cells
                + [Line("Diagnosi accertata: Disturbo bipolare [ICD IX 2960].", y: 300)])
        #expect(read.value(.diagnosisCode) == "2960" && read.value(.exemptionCode) == "044")
    }

    @Test func `how a list is to be marked is no condition`() {
        #expect(diseases(["", "", ""]).value(.diagnosisText) != "barrare una sola riga con X")
    }
}
