// SPDX-License-Identifier: EUPL-1.2

/// The lines of PEM (RFC 7468) around a signed message.
enum PEMArmour {
    /// The labels that signing programs write; the last is the oldest.
    private static let labels = ["PKCS7", "CMS", "PKCS #7 SIGNED DATA"]
    /// How far into a file the first line may stand: mail headers and explanations come before it.
    private static let reach = 4096

    /// The place of what stands between the first and the last line; to the end of the file where the last one is missing.
    static func body(in bytes: [UInt8]) -> Range<Int>? {
        let head = bytes.prefix(reach)
        for label in labels {
            guard let first = head.firstRange(of: Array("-----BEGIN \(label)-----".utf8)) else { continue }
            let rest = bytes[first.upperBound...]
            let last = rest.firstRange(of: Array("-----END \(label)-----".utf8))
            return first.upperBound..<(last?.lowerBound ?? bytes.count)
        }
        return nil
    }
}

extension Collection<UInt8> where SubSequence: Collection<UInt8>, Index == Int {
    /// The first place of `pattern`, found by its first byte.
    fileprivate func firstRange(of pattern: [UInt8]) -> Range<Int>? {
        var start = startIndex
        while let place = self[start...].firstIndex(of: pattern[0]) {
            if self[place...].starts(with: pattern) { return place..<(place + pattern.count) }
            start = place + 1
        }
        return nil
    }
}
