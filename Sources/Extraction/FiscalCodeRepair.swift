// SPDX-License-Identifier: EUPL-1.2

import Domain

/// Undoes the misreadings of print: I for 1, O for 0 and the like, each only where its place demands it (domain.md §5).
enum FiscalCodeRepair {
    /// More doubtful places than this are no misreading but another text.
    private static let mostPlaces = 6

    /// Every sound code that the text may have been: characters of the wrong kind for their place are changed, those that
    /// are of the right kind and resemble another are tried both ways. The check character must agree, and whoever uses the
    /// result must say that it was repaired.
    static func readings(of text: [UInt8]) -> [FiscalCode] {
        switch text.count {
        case 15: return withCheckCharacter(text)
        case 16: return sixteen(text)
        // One sign that was read as two.
        case 17:
            let shorter = text.indices.map { Array(text[..<$0] + text[($0 + 1)...]) }
            return Array(Set(shorter)).flatMap { code in
                [FiscalCode(String(decoding: code, as: UTF8.self))].compactMap(\.self)
            }
        default: return []
        }
    }

    /// The last letter is lost: the others tell which it was.
    private static func withCheckCharacter(_ text: [UInt8]) -> [FiscalCode] {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).compactMap { FiscalCode(String(decoding: text + [$0], as: UTF8.self)) }
    }

    private static func sixteen(_ text: [UInt8]) -> [FiscalCode] {
        var variants: [[UInt8]] = [[]]
        var doubtful = 0
        for place in text.indices {
            let choices = choices(text[place], at: place)
            if choices.count > 1 { doubtful += 1 }
            guard !choices.isEmpty, doubtful <= mostPlaces else { return [] }
            variants = variants.flatMap { head in choices.map { head + [$0] } }
        }
        return variants.filter { $0 != text }.compactMap { FiscalCode(String(decoding: $0, as: UTF8.self)) }
    }

    private static func choices(_ byte: UInt8, at place: Int) -> [UInt8] {
        guard FiscalCodeShape.digitPlaces.contains(place) else { return letters[byte] ?? [byte] }
        if byte.isASCIIDigit { return [byte] }
        // A letter that stands for a digit by decree may also be a misread digit.
        let asDigit = digits[byte] ?? []
        return omocodia.contains(byte) ? [byte] + asDigit : asDigit
    }

    private static let letters: [UInt8: [UInt8]] = [
        UInt8(ascii: "0"): Array("ODQ".utf8), UInt8(ascii: "1"): Array("ILJ".utf8), UInt8(ascii: "2"): Array("Z".utf8),
        UInt8(ascii: "5"): Array("S".utf8), UInt8(ascii: "6"): Array("G".utf8), UInt8(ascii: "8"): Array("B".utf8),
        UInt8(ascii: "4"): Array("A".utf8), UInt8(ascii: "7"): Array("T".utf8), UInt8(ascii: "3"): [],
        UInt8(ascii: "9"): [],
    ]

    private static let digits: [UInt8: [UInt8]] = [
        UInt8(ascii: "O"): Array("0".utf8), UInt8(ascii: "D"): Array("0".utf8), UInt8(ascii: "Q"): Array("0".utf8),
        UInt8(ascii: "I"): Array("1".utf8), UInt8(ascii: "L"): Array("1".utf8), UInt8(ascii: "Z"): Array("2".utf8),
        UInt8(ascii: "A"): Array("4".utf8), UInt8(ascii: "S"): Array("5".utf8), UInt8(ascii: "G"): Array("6".utf8),
        UInt8(ascii: "T"): Array("7".utf8), UInt8(ascii: "B"): Array("8".utf8),
    ]

    private static let omocodia = Set("LMNPQRSTUV".utf8)
}
