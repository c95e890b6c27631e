// SPDX-License-Identifier: EUPL-1.2

import Domain

/// Undoes the misreadings of print: I for 1, O for 0 and the like, each only where its place demands it (domain.md §5).
enum FiscalCodeRepair {
    /// The code with every character of the kind that its place asks for, if that makes it sound. The check character must
    /// agree, and whoever uses the result must say that it was repaired.
    static func repaired(_ text: String) -> FiscalCode? {
        let bytes = Array(text.utf8)
        guard bytes.count == 16 else { return nil }
        let changed = bytes.indices.map { place in
            digitPlaces.contains(place) ? digits[bytes[place]] ?? bytes[place] : letters[bytes[place]] ?? bytes[place]
        }
        guard changed != bytes else { return nil }
        return FiscalCode(String(decoding: changed, as: UTF8.self))
    }

    private static let digitPlaces: Set<Int> = [6, 7, 9, 10, 12, 13, 14]

    private static let letters: [UInt8: UInt8] = [
        UInt8(ascii: "0"): UInt8(ascii: "O"), UInt8(ascii: "1"): UInt8(ascii: "I"),
        UInt8(ascii: "2"): UInt8(ascii: "Z"),
        UInt8(ascii: "5"): UInt8(ascii: "S"), UInt8(ascii: "8"): UInt8(ascii: "B"),
    ]

    /// Letters that stand for digits where two persons would share a code (L, M, N, P to V) stay as they are.
    private static let digits: [UInt8: UInt8] = [
        UInt8(ascii: "O"): UInt8(ascii: "0"), UInt8(ascii: "I"): UInt8(ascii: "1"),
        UInt8(ascii: "Z"): UInt8(ascii: "2"),
        UInt8(ascii: "B"): UInt8(ascii: "8"),
    ]
}
