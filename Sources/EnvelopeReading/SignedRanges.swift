// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// The two parts of a PDF that its signature is over: all before the signature's own bytes, and all after.
struct SignedRanges {
    private let before: Range<Int>
    private let after: Range<Int>

    /// Nothing where `byteRange` does not name two parts in their order within the file (ISO 32000-1, 12.8.1).
    ///
    /// Places count from the line `%PDF-`, before which a file may have some bytes of junk.
    init?(_ byteRange: [Int], in bytes: [UInt8]) {
        guard byteRange.count == 4, byteRange.allSatisfy({ $0 >= 0 && $0 <= bytes.count }) else { return nil }
        let start = Self.start(of: bytes)
        let before = (start + byteRange[0])..<(start + byteRange[0] + byteRange[1])
        let after = (start + byteRange[2])..<(start + byteRange[2] + byteRange[3])
        guard before.upperBound <= after.lowerBound, after.upperBound <= bytes.count, !before.isEmpty else {
            return nil
        }
        self.before = before
        self.after = after
    }

    private static func start(of bytes: [UInt8]) -> Int {
        let mark = Array("%PDF-".utf8)
        return bytes.prefix(1024).indices.first { bytes[$0...].starts(with: mark) } ?? 0
    }

    /// The signed bytes.
    func content(of bytes: [UInt8]) -> [UInt8] { Array(bytes[before] + bytes[after]) }

    /// Whether the signature is over everything but the string that holds `contents`, and blanks at the end.
    ///
    /// What lies between the parts is unsigned: were it more than that string, a reader could be shown what nobody signed.
    func coverWholeFile(but contents: [UInt8], in bytes: [UInt8]) -> Bool {
        guard before.lowerBound == 0, bytes[after.upperBound...].allSatisfy({ $0.isBlank || $0 == 0 }) else {
            return false
        }
        let gap = bytes[before.upperBound..<after.lowerBound].filter { !$0.isBlank }
        guard gap.count == contents.count * 2 + 2 || gap.count == contents.count * 2 + 1,
            gap.first == UInt8(ascii: "<"), gap.last == UInt8(ascii: ">")
        else { return false }
        let digits = gap[1..<(gap.count - 1)]
        return contents.indices.allSatisfy { place in
            let high = digits[1 + place * 2].hexadecimalDigit
            let low = place * 2 + 2 < gap.count - 1 ? digits[2 + place * 2].hexadecimalDigit : 0
            return high.map { $0 << 4 | (low ?? 0xFF) } == contents[place]
        }
    }
}
