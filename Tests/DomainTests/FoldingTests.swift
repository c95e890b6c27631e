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

    @Test(arguments: ["", " ", "a", "  a\r\n\tb  ", "a\u{0B}\u{0C}b", "a\u{1C}b", "a \u{85} b", "\u{A0}à  è\u{2003}"])
    func `blanks are cut and collapsed the same with and without accents`(_ text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        #expect(text.collapsed == words.joined(separator: " "))
        #expect("à \(text) è".collapsed == (["à"] + words + ["è"]).joined(separator: " "))
        #expect(text.trimmed.first?.isWhitespace != true && text.trimmed.last?.isWhitespace != true)
        #expect(text.trimmed.collapsed == text.collapsed)
    }
}
