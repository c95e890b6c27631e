// SPDX-License-Identifier: EUPL-1.2

import Domain
import Extraction
import ReadingSamples
import Testing

/// Words that do not fit into the narrow columns of a table are broken there between two letters.
struct BrokenCellTests {
    private typealias Line = SamplePDF.Line

    private let foot = "Il presente foglio si rilascia in carta libera per gli usi consentiti dalla legge vigente."

    private func table(_ rows: [[String]]) -> Extract {
        let places = [50.0, 130, 200, 330]
        let heads = ["Cognome", "Nome", "Codice fiscale", "Nato/a il"]
        let runs = ([heads] + rows).enumerated().flatMap { row, cells in
            zip(cells, places).filter { !$0.0.isEmpty }.map { Line($0.0, x: $0.1, y: 100 + 12 * Double(row)) }
        }
        return extract(runs: runs + [Line(foot, y: 170)])
    }

    @Test func `names, code and day are put together`() {
        let read = table([["ROSS", "MARI", "RSSMRA48R11B111", "11/10/194"], ["I", "O", "I", "8"]])
        #expect(read.value(.beneficiaryFamilyName) == "ROSSI" && read.value(.beneficiaryGivenName) == "MARIO")
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
        #expect(read.value(.beneficiaryBirthDate) == "1948-10-11")
        #expect(read.fields[.beneficiaryFamilyName]?.source.box.map { $0[3] - $0[1] > 15 } ?? false)
    }

    @Test func `values below each other are left apart`() {
        let read = table([["ROSSI", "MARIO", "RSSMRA48R11B111I", "11/10/1948"], ["", "", "", ""]])
        #expect(read.value(.beneficiaryFamilyName) == "ROSSI" && read.value(.beneficiaryGivenName) == "MARIO")
        let letters = extract(runs: [
            Line("Cognome", y: 100), Line("Nome", x: 130, y: 100), Line("Sesso", x: 200, y: 100), Line("ROSSI", y: 112),
            Line("MARIO", x: 130, y: 112), Line("M", x: 200, y: 112),
            Line("Codice fiscale: RSSMRA48R11B111I", y: 124), Line(foot, y: 170),
        ])
        #expect(letters.value(.beneficiaryFamilyName) == "ROSSI" && letters.value(.beneficiarySex) == "M")
    }

    @Test func `small letters alone at the end of a cell belong to the word above`() {
        let read = table([["ROSSI", "Carmel", "RSSCML48R51B111X", "11/10/1948"], ["", "a", "", ""]])
        #expect(read.value(.beneficiaryGivenName) == "Carmela")
    }

    @Test func `a name goes on below cells of fewer lines that are centred beside it`() {
        let read = extract(runs: [
            Line("Cognome", y: 100), Line("Nome", x: 150, y: 100), Line("Nato il", x: 260, y: 100),
            Line("C.F.", x: 340, y: 100), Line("ROSSI", y: 120), Line("GIOVANNI", x: 150, y: 120),
            Line("11/10/1948", x: 260, y: 126), Line("RSSGNN48R11B111B", x: 340, y: 126), Line("BIANCHI", y: 132),
            Line("BATTISTA", x: 150, y: 132), Line(foot, y: 180),
        ])
        #expect(read.value(.beneficiaryFamilyName) == "ROSSI BIANCHI")
        #expect(read.value(.beneficiaryGivenName) == "GIOVANNI BATTISTA")
    }

    @Test func `heads that stand close are parted where their columns begin`() {
        let read = extract(runs: [
            Line("Cognome", y: 100), Line("Nome", x: 99, y: 100), Line("Codice fiscale", x: 150, y: 100),
            Line("ROSSI", y: 114), Line("MARIO", x: 99, y: 114), Line("RSSMRA48R11B111I", x: 150, y: 114),
            Line(foot, y: 180),
        ])
        #expect(read.value(.beneficiaryFamilyName) == "ROSSI" && read.value(.beneficiaryGivenName) == "MARIO")
    }
}
