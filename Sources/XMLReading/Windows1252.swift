// SPDX-License-Identifier: EUPL-1.2

/// The single-byte encoding of western Windows, a superset of what Latin-1 is used for.
enum Windows1252 {
    /// The letters of 0x80 to 0x9F; zero where the encoding has none.
    private static let upperControls: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]

    /// Nothing where a byte stands for no character.
    static func utf8(_ bytes: [UInt8]) -> [UInt8]? {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 16)
        for byte in bytes {
            let unit = (0x80...0x9F).contains(byte) ? upperControls[Int(byte) - 0x80] : UInt16(byte)
            guard unit != 0 || byte == 0 else { return nil }
            append(unit, to: &text)
        }
        return text
    }

    /// Whether the same bytes read alike as ISO-8859-1.
    static func isLatin1(_ bytes: [UInt8]) -> Bool { !bytes.contains { (0x80...0x9F).contains($0) } }

    private static func append(_ unit: UInt16, to text: inout [UInt8]) {
        switch unit {
        case ..<0x80:
            text.append(UInt8(unit))
        case ..<0x800:
            text.append(UInt8(0xC0 | unit >> 6))
            text.append(UInt8(0x80 | unit & 0x3F))
        default:
            text.append(UInt8(0xE0 | unit >> 12))
            text.append(UInt8(0x80 | unit >> 6 & 0x3F))
            text.append(UInt8(0x80 | unit & 0x3F))
        }
    }
}
