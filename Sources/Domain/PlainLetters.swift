// SPDX-License-Identifier: EUPL-1.2

extension Unicode.Scalar {
    /// The capitals and digits that the character stands for when texts are compared: none for signs, one for a letter
    /// with or without accent, two or three for a ligature.
    package var plainLetters: PlainLetters {
        let value = value
        if value < 0x80 {
            let byte = UInt8(truncatingIfNeeded: value).asciiUppercased
            return byte.isASCIIUppercaseLetter || byte.isASCIIDigit ? PlainLetters(byte) : PlainLetters()
        }
        if value < 0x180 { return PlainLetters(plainLatin[Int(value) - 0x80]) }
        return switch value {
        case 0x218, 0x219: PlainLetters(UInt8(ascii: "S"))
        case 0x21A, 0x21B: PlainLetters(UInt8(ascii: "T"))
        case 0xFB00...0xFB06: PlainLetters(ligature: Int(value) - 0xFB00)
        default: PlainLetters()
        }
    }
}

/// Up to three bytes, capitals and digits.
package struct PlainLetters {
    private let first: UInt8
    private let second: UInt8
    private let third: UInt8

    fileprivate init() { (first, second, third) = (0, 0, 0) }

    fileprivate init(_ byte: UInt8) { (first, second, third) = (byte, 0, 0) }

    fileprivate init(ligature index: Int) {
        let letters = [UInt8](["FF", "FI", "FL", "FFI", "FFL", "ST", "ST"][index].utf8)
        (first, second, third) = (letters[0], letters[1], letters.count > 2 ? letters[2] : 0)
    }

    /// Whether there is no letter at all.
    package var isEmpty: Bool { first == 0 }

    /// The letters that there are.
    package var bytes: [UInt8] { [first, second, third].filter { $0 != 0 } }

    /// Adds the letters to a key, without an array of their own.
    package func append(to key: inout [UInt8]) {
        guard first != 0 else { return }
        key.append(first)
        guard second != 0 else { return }
        key.append(second)
        if third != 0 { key.append(third) }
    }
}

/// U+0080 to U+017F: Latin-1 and Latin Extended-A, 0 for signs.
private let plainLatin: [UInt8] = {
    let rows: [(Character, String)] = [
        ("A", "ÀÁÂÃÄÅĀĂĄàáâãäåāăą"), ("C", "ÇĆĈĊČçćĉċč"), ("D", "ĎĐďđÐð"), ("E", "ÈÉÊËĒĔĖĘĚèéêëēĕėęě"),
        ("G", "ĜĞĠĢĝğġģ"), ("H", "ĤĦĥħ"), ("I", "ÌÍÎÏĨĪĬĮİìíîïĩīĭįı"), ("J", "Ĵĵ"), ("K", "Ķķ"), ("L", "ĹĻĽĿŁĺļľŀł"),
        ("N", "ÑŃŅŇñńņň"), ("O", "ÒÓÔÕÖØŌŎŐòóôõöøōŏő"), ("R", "ŔŖŘŕŗř"), ("S", "ŚŜŞŠśŝşšß"), ("T", "ŢŤŦţťŧ"),
        ("U", "ÙÚÛÜŨŪŬŮŰŲùúûüũūŭůűų"), ("W", "Ŵŵ"), ("Y", "ÝŶŸýŷÿ"), ("Z", "ŹŻŽźżž"),
    ]
    var table = [UInt8](repeating: 0, count: 0x100)
    for (plain, accented) in rows {
        for scalar in accented.unicodeScalars { table[Int(scalar.value) - 0x80] = plain.asciiValue ?? 0 }
    }
    return table
}()

extension Unicode.Scalar {
    /// A small letter; for ASCII the tables of Unicode need not be asked.
    package var isLowercase: Bool { isASCII ? (0x61...0x7A).contains(value) : properties.isLowercase }

    /// A capital.
    package var isUppercase: Bool { isASCII ? (0x41...0x5A).contains(value) : properties.isUppercase }

    /// A ligature or a soft hyphen.
    fileprivate var isChangedInPrint: Bool { value == 0xAD || (0xFB00...0xFB06).contains(value) }
}

extension StringProtocol {
    /// The text with ligatures written out and soft hyphens left out; most texts have neither.
    package var withoutLigatures: String {
        guard unicodeScalars.contains(where: \.isChangedInPrint) else { return String(self) }
        var plain = String.UnicodeScalarView()
        for scalar in unicodeScalars where scalar.value != 0xAD {
            guard (0xFB00...0xFB06).contains(scalar.value) else {
                plain.append(scalar)
                continue
            }
            for byte in scalar.plainLetters.bytes { plain.append(Unicode.Scalar(byte | 0x20)) }
        }
        return String(plain)
    }
}

extension String {
    /// The Unicode scalars, ligatures written out and soft hyphens left out as in `withoutLigatures`.
    package var scalarsWithoutLigatures: [Unicode.Scalar] {
        let needsChange = utf8.contains { $0 >= 0x80 } && unicodeScalars.contains(where: \.isChangedInPrint)
        return needsChange ? withoutLigatures.scalars : scalars
    }

    /// The Unicode scalars, for asking them by their places.
    package var scalars: [Unicode.Scalar] {
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(utf8.count)
        for scalar in unicodeScalars { scalars.append(scalar) }
        return scalars
    }
}
