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

    @Test(arguments: [
        "perché\u{20}\u{20}sì", "a\u{A0}\u{A0}ñ", "«à»  “b”–c", "e\u{301}  f", "a \u{301} b", "à\u{2028}b", "😀  à",
        "\u{200D} à  b",
    ])
    func `blanks beside signs outside ASCII are those that Unicode knows`(_ text: String) {
        #expect(text.collapsed == text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }

    @Test(arguments: [
        ("", true), ("ROSSI 3", true), ("Rossi", false), ("À", true), ("à", false), ("Àb", false), ("STRAßE", false),
    ])
    func `capitals are capitals with accents too`(_ text: String, _ isUppercase: Bool) {
        #expect(text.isUppercase == isUppercase)
        #expect(text.isUppercase == (text == text.uppercased()))
    }

    @Test(arguments: ["abc", "ﬁbrosi", "è\u{AD}ﬄ", "ĳ 😀", ""])
    func `letters of a word are those of its plain text`(_ text: String) {
        #expect(text.scalarsWithoutLigatures == Array(text.withoutLigatures.unicodeScalars))
        #expect(text.scalars == Array(text.unicodeScalars))
    }

    @Test func `letters know their case as Unicode does`() {
        for value in UInt32(0)..<0x250 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            #expect(scalar.isLowercase == scalar.properties.isLowercase)
            #expect(scalar.isUppercase == scalar.properties.isUppercase)
        }
    }
}

struct ByteSearchTests {
    @Test(arguments: [
        ("abcabd", "abd", 3), ("aab", "ab", 1), ("ab", "ab", 0), ("ab", "abc", nil), ("", "a", nil), ("a", "", nil),
    ])
    func `bytes are found where they stand first`(_ text: String, _ sought: String, _ place: Int?) {
        #expect(Array(text.utf8).firstPlace(of: Array(sought.utf8)) == place)
    }

    @Test func `characters are added in UTF-8`() {
        var bytes: [UInt8] = []
        for scalar in "aè€😀".unicodeScalars { bytes.append(scalar) }
        #expect(bytes == Array("aè€😀".utf8))
    }
}
