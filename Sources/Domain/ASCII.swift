// SPDX-License-Identifier: EUPL-1.2

extension UInt8 {
    /// `0` to `9`.
    package var isASCIIDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    /// `A` to `Z`.
    package var isASCIIUppercaseLetter: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }

    /// Capital of an ASCII letter; any other byte unchanged.
    package var asciiUppercased: UInt8 {
        self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") ? self - 32 : self
    }
}

extension StringProtocol {
    /// Without blanks, tabs and line ends at both ends.
    package var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }

    /// Every run of blanks and line ends as one blank, none at the ends.
    package var collapsed: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Capitals without accents, for comparing names as Italian registers write them: `D'Amicò` becomes `D'AMICO`.
    package var foldedToASCII: String {
        // Most words of a document are ASCII, and bytes are ten times as fast to go through as characters.
        if utf8.allSatisfy({ $0 < 0x80 }) {
            return String(
                decoding: utf8.map { $0 == UInt8(ascii: "`") ? UInt8(ascii: "'") : $0.asciiUppercased }, as: UTF8.self)
        }
        var folded = ""
        for character in self.uppercased() {
            folded.append(Self.unaccented[character] ?? character)
        }
        return folded
    }

    private static var unaccented: [Character: Character] { accentTable }
}

/// Accented capitals of the languages that Italian registers meet, and their plain letters.
private let accentTable: [Character: Character] = {
    let rows: [(Character, String)] = [
        ("A", "ÀÁÂÃÄÅĀĂĄ"), ("C", "ÇĆČ"), ("D", "ĎĐ"), ("E", "ÈÉÊËĒĖĘĚ"), ("G", "ĞĢ"), ("I", "ÌÍÎÏĪĮİ"), ("L", "ŁĽĻ"),
        ("N", "ÑŃŇŅ"), ("O", "ÒÓÔÕÖØŌŐ"), ("R", "ŘŔ"), ("S", "ŚŠŞȘ"), ("T", "ŤŢȚ"), ("U", "ÙÚÛÜŪŮŰŲ"), ("Y", "ÝŸ"),
        ("Z", "ŹŻŽ"), ("'", "’‘`´"),
    ]
    var table: [Character: Character] = [:]
    for (plain, accented) in rows { for letter in accented { table[letter] = plain } }
    return table
}()
