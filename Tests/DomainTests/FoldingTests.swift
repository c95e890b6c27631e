// SPDX-License-Identifier: EUPL-1.2

import Domain
import Testing

struct FoldingTests {
    @Test(arguments: [
        ("D'Amicò", "D'AMICO"), ("d`amico", "D'AMICO"), ("Müller-Łoś 3", "MULLER-LOS 3"), ("", ""),
        ("straße", "STRASSE"), ("a\r\nb", "A\r\nB"),
    ])
    func `names are compared in capitals without accents`(_ written: String, _ folded: String) {
        #expect(written.foldedToASCII == folded)
    }

    @Test func `words without accents are folded as those with them`() {
        for byte in UInt8(0)..<0x80 {
            let character = String(UnicodeScalar(byte))
            #expect("\(character)À".foldedToASCII == "\(character.foldedToASCII)A")
        }
    }
}
