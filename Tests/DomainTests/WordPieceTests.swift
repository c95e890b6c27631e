// SPDX-License-Identifier: EUPL-1.2

import Domain
import Testing

struct WordPieceTests {
    private func pieces(_ word: String) -> [String] {
        WordPieces.pieces(of: word.scalars).map { piece in
            "\(piece.range.lowerBound)-\(piece.range.upperBound) \(String(decoding: piece.key, as: UTF8.self))"
        }
    }

    @Test(arguments: [
        ("Cognome:", ["0-7 COGNOME"]), ("(perché)", ["1-7 PERCHE"]), ("ﬁbrosi,", ["0-6 FIBROSI"]), ("…", []), ("", []),
        ("-013-", ["1-4 013"]),
    ])
    func `signs at the ends of a word belong to no piece`(_ word: String, _ expected: [String]) {
        #expect(pieces(word) == expected)
    }

    @Test(arguments: [
        ("cod.013", ["0-3 COD", "4-7 013"]), ("nato/a", ["0-6 NATO"]), ("D'Amicò", ["0-7 DAMICO"]),
        ("dell'età", ["0-4 DELL", "5-8 ETA"]), ("250.00-Diabete", ["0-6 25000", "7-14 DIABETE"]),
        ("pazienteMARIO,", ["0-8 PAZIENTE", "8-13 MARIO"]), ("DeMartini", ["0-9 DEMARTINI"]),
        ("052.V42.0", ["0-9 052V420"]), ("52.V42.0", ["0-2 52", "3-8 V420"]), ("013.Vedi", ["0-3 013", "4-8 VEDI"]),
    ])
    func `signs inside a word part what they part`(_ word: String, _ expected: [String]) {
        #expect(pieces(word) == expected)
    }
}
