// SPDX-License-Identifier: EUPL-1.2

/// How a value becomes text between the tags of its document, or between the quotes of an attribute.
package enum TextEscaping: Hashable, Sendable {
    /// HTML 5 §13.1: the five signs that could end a text or an attribute. The signs that turn the direction of a text
    /// (UAX #9 §2) are left out: a name from a document could otherwise be shown as another, and turn what stands beside it.
    case html
    /// XML 1.0 §2.2 and §2.11: what cannot stand in XML at all, such as a control character somebody pasted into a note,
    /// becomes the replacement character rather than an invalid file, and a carriage return survives its reader.
    case xml

    /// Appends `text` to `bytes`, as UTF-8.
    func append(_ text: String, to bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        guard bytes[start...].contains(where: isSpecial) else { return }
        bytes.removeSubrange(start...)
        for scalar in text.unicodeScalars { append(scalar, to: &bytes) }
    }

    /// Whether a byte could belong to something that is not written as it is.
    private func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        // 0xEF begins U+FFFE and U+FFFF.
        case ..<0x20, 0xEF: self == .xml
        // 0xE2 begins the signs of direction.
        case 0xE2: self == .html
        default: false
        }
    }

    private func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        switch scalar {
        case "&": bytes.append(contentsOf: "&amp;".utf8)
        case "<": bytes.append(contentsOf: "&lt;".utf8)
        case ">": bytes.append(contentsOf: "&gt;".utf8)
        case "\"": bytes.append(contentsOf: "&quot;".utf8)
        case "'": bytes.append(contentsOf: "&#39;".utf8)
        case _ where self == .html && Self.turnsDirection(scalar): break
        case "\r" where self == .xml: bytes.append(contentsOf: "&#13;".utf8)
        case _ where self == .xml && !Self.canStandInXML(scalar): bytes.append(contentsOf: "\u{FFFD}".utf8)
        default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }

    /// Embeddings, overrides and isolates; the marks, which turn nothing but themselves, are part of written Arabic and Hebrew.
    private static func turnsDirection(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }

    private static func canStandInXML(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\t" || scalar == "\n" || (scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF)
    }
}
