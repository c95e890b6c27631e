// SPDX-License-Identifier: EUPL-1.2

/// The few bytes before the root element: the XML declaration and whatever stands between it and the root.
enum XMLDeclaration {
    /// The name after `encoding=` in the declaration; only blanks may stand before the declaration.
    static func encoding(in bytes: [UInt8]) -> String? {
        let start = bytes.prefix(4096).drop { $0.isXMLSpace }
        guard start.starts(with: "<?xml".utf8), let end = start.firstRange(of: Array("?>".utf8)) else { return nil }
        let declaration = start[..<end.lowerBound]
        guard let label = declaration.firstRange(of: Array("encoding".utf8)) else { return nil }
        let rest = declaration[label.upperBound...].drop { $0.isXMLSpace || $0 == UInt8(ascii: "=") }
        guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        return String(decoding: rest.dropFirst().prefix { $0 != quote }, as: UTF8.self)
    }

    /// Whether a document type declaration stands before the root element, after blanks, comments and instructions.
    static func isFollowedByDoctype(_ utf8: [UInt8]) -> Bool {
        var rest = utf8[...]
        while true {
            rest = rest.drop { $0.isXMLSpace }
            if rest.starts(with: "<!DOCTYPE".utf8) { return true }
            let closing: [UInt8]
            if rest.starts(with: "<!--".utf8) {
                closing = Array("-->".utf8)
            } else if rest.starts(with: "<?".utf8) {
                closing = Array("?>".utf8)
            } else {
                return false
            }
            guard let end = rest.firstRange(of: closing) else { return false }
            rest = rest[end.upperBound...]
        }
    }
}
