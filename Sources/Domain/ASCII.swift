// SPDX-License-Identifier: EUPL-1.2

extension UInt8 {
    /// `0` to `9`.
    package var isASCIIDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    /// `A` to `Z`.
    package var isASCIIUppercaseLetter: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }

    /// A blank, tab or line end of any kind.
    fileprivate var isASCIIBlank: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }

    /// A character of ASCII that leaves ink: neither blank nor control character.
    fileprivate var isASCIIVisible: Bool { self > 0x20 && self < 0x7F }

    /// Capital of an ASCII letter; any other byte unchanged.
    package var asciiUppercased: UInt8 {
        self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") ? self - 32 : self
    }
}

extension StringProtocol {
    /// Without blanks, tabs and line ends at both ends.
    package var trimmed: String { String(self).cut }

    /// Every run of blanks and line ends as one blank, none at the ends.
    package var collapsed: String { String(self).withSingleBlanks }

    /// Capitals without accents, for comparing names as Italian registers write them: `D'Amicò` becomes `D'AMICO`.
    package var foldedToASCII: String { String(self).folded }
}

extension String {
    /// Without blanks, tabs and line ends at both ends.
    package var trimmed: String { cut }

    /// Every run of blanks and line ends as one blank, none at the ends.
    package var collapsed: String { withSingleBlanks }

    /// Capitals without accents, for comparing names as Italian registers write them: `D'Amicò` becomes `D'AMICO`.
    package var foldedToASCII: String { folded }

    /// Whether nothing in it has a capital that it is not.
    package var isUppercase: Bool {
        var isASCII = true
        for byte in utf8 {
            if byte >= 0x80 { isASCII = false } else if byte.asciiUppercased != byte { return false }
        }
        return isASCII || self == uppercased()
    }
}

extension [UInt8] {
    /// Adds a character in UTF-8.
    package mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
            append(contentsOf: Array(UTF8.encode(scalar) ?? .init()))
        }
    }

    /// Where `sought` stands first; nothing sought is nowhere.
    package func firstPlace(of sought: [UInt8]) -> Int? {
        guard let first = sought.first, count >= sought.count else { return nil }
        return (0...(count - sought.count)).first { self[$0] == first && self[$0...].starts(with: sought) }
    }
}

/// The same for the one type that is compiled for its own: most words of a document are ASCII, and bytes are ten times as
/// fast to go through as characters. Most have nothing to be changed either, and then need no copy.
extension String {
    private var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }

    /// Whether both ends are visible ASCII characters, which no blank hides behind.
    private var hasSolidEnds: Bool {
        guard let first = utf8.first, let last = utf8.last else { return true }
        return first.isASCIIVisible && last.isASCIIVisible
    }

    fileprivate var cut: String {
        if hasSolidEnds { return self }
        if isASCII {
            guard let first = utf8.firstIndex(where: { !$0.isASCIIBlank }),
                let last = utf8.lastIndex(where: { !$0.isASCIIBlank })
            else { return "" }
            return String(self[first...last])
        }
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }

    /// Whether all is ASCII with single blanks between visible characters.
    private var isSinglyBlanked: Bool {
        var last: UInt8 = 0x20
        for byte in utf8 {
            guard byte.isASCIIVisible || (byte == 0x20 && last != 0x20) else { return false }
            last = byte
        }
        return last != 0x20 || utf8.isEmpty
    }

    /// Whether all is ASCII, letters of Latin-1 and the signs of print, so that every character is one scalar and no blanks
    /// are there but those of ASCII.
    private var isPlainLatin: Bool {
        unicodeScalars.allSatisfy {
            $0.isASCII || (0xA1...0xFF).contains($0.value) || (0x2010...0x2027).contains($0.value)
        }
    }

    fileprivate var withSingleBlanks: String {
        if isSinglyBlanked { return self }
        guard isPlainLatin else { return split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        for byte in utf8 {
            if !byte.isASCIIBlank {
                bytes.append(byte)
            } else if let last = bytes.last, last != 0x20 {
                bytes.append(0x20)
            }
        }
        if bytes.last == 0x20 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    fileprivate var folded: String {
        if utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "`") && $0.asciiUppercased == $0 }) { return self }
        if isASCII {
            let plain = utf8.map { $0 == UInt8(ascii: "`") ? UInt8(ascii: "'") : $0.asciiUppercased }
            return String(decoding: plain, as: UTF8.self)
        }
        var folded = ""
        for character in uppercased() { folded.append(accentTable[character] ?? character) }
        return folded
    }
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
