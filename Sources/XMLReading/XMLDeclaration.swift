// SPDX-License-Identifier: EUPL-1.2

/// The few bytes before the root element: the XML declaration and whatever stands between it and the root.
enum XMLDeclaration {
    /// The name after `encoding=` in the declaration; only blanks may stand before the declaration.
    static func encoding(in bytes: [UInt8]) -> String? {
        let start = bytes.prefix(4096).drop { $0.isXMLSpace }
        guard start.starts(with: "<?xml".utf8), let end = start.place(of: "?>") else { return nil }
        let declaration = start[..<end.lowerBound]
        guard let label = declaration.place(of: "encoding") else { return nil }
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
            let closing: String
            if rest.starts(with: "<!--".utf8) {
                closing = "-->"
            } else if rest.starts(with: "<?".utf8) {
                closing = "?>"
            } else {
                return false
            }
            guard let end = rest.place(of: closing) else { return false }
            rest = rest[end.upperBound...]
        }
    }
}

extension ArraySlice<UInt8> {
    /// Where `text` stands first; not empty.
    fileprivate func place(of text: String) -> Range<Int>? {
        let sought = Array(text.utf8)
        guard count >= sought.count else { return nil }
        for start in startIndex...(endIndex - sought.count) where self[start] == sought[0] {
            if self[start...].starts(with: sought) { return start..<(start + sought.count) }
        }
        return nil
    }
}
