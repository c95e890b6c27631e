// SPDX-License-Identifier: EUPL-1.2

/// The characters of an XML document, whatever encoding its bytes are in and whatever encoding it claims.
///
/// Real documents lie about their encoding (documents.md §5): Latin-1 bytes under a UTF-8 declaration (138 of 6,832), UTF-8
/// under a UTF-16 declaration (12). The parser therefore is only ever given UTF-8 that was decoded here, and it is said
/// aloud when the declaration did not hold.
package struct XMLText: Sendable {
    /// UTF-8 without byte order mark.
    package let utf8: [UInt8]
    /// The declaration was wrong, so that letters outside ASCII are a good guess and not a certainty.
    package let wasRepaired: Bool

    /// - Throws: `XMLReadError.encoding` when no rule below yields text.
    package init(decoding bytes: [UInt8]) throws(XMLReadError) {
        if let order = UTF16Decoding.byteOrder(of: bytes) {
            guard let text = UTF16Decoding.utf8(bytes, order) else {
                throw .encoding("the bytes begin as UTF-16 but are not UTF-16")
            }
            self.init(text, repaired: false)
            return
        }
        let body = bytes.starts(with: Self.utf8Mark) ? Array(bytes.dropFirst(3)) : bytes
        try self.init(body, declared: XMLDeclaration.encoding(in: body) ?? "UTF-8")
    }

    private static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Text of an encoding that keeps ASCII as it is.
    ///
    /// Bytes that are sound UTF-8 are UTF-8 under any declaration: a text of Latin-1 with letters outside ASCII is never
    /// sound UTF-8 by chance. The other way round, what is not UTF-8 is read as windows-1252, of which Latin-1 is a part.
    private init(_ bytes: [UInt8], declared: String) throws(XMLReadError) {
        let isASCII = bytes.allSatisfy { $0 < 0x80 }
        let family = Family(declared)
        if isASCII || bytes.isUTF8 {
            self.init(bytes, repaired: family != .utf8 && !(isASCII && family == .singleByte))
        } else if let text = Windows1252.utf8(bytes) {
            let asDeclared = family == .singleByte && Windows1252.isLatin1(bytes)
            self.init(text, repaired: !asDeclared)
        } else {
            throw .encoding("the bytes are neither \(declared) nor UTF-8 nor windows-1252")
        }
    }

    private init(_ utf8: [UInt8], repaired: Bool) {
        self.utf8 = Self.withoutLeadingBlanks(utf8)
        wasRepaired = repaired
    }

    /// Blank lines before an XML declaration are no XML, but dropping them loses nothing.
    private static func withoutLeadingBlanks(_ utf8: [UInt8]) -> [UInt8] {
        guard let first = utf8.first, first.isXMLSpace else { return utf8 }
        return Array(utf8.drop { $0.isXMLSpace })
    }

    /// What a declared name promises about the bytes.
    private enum Family {
        case utf8, singleByte, other

        init(_ name: String) {
            switch name.uppercased() {
            case "UTF-8", "UTF8": self = .utf8
            case "ISO-8859-1", "LATIN1", "ISO_8859-1", "WINDOWS-1252", "CP1252", "US-ASCII", "ASCII":
                self = .singleByte
            default: self = .other
            }
        }
    }
}

extension [UInt8] {
    /// Whether the bytes are sound UTF-8.
    fileprivate var isUTF8: Bool {
        do {
            _ = try UTF8Span(validating: span)
            return true
        } catch {
            return false
        }
    }
}

extension UInt8 {
    /// Blank, tab, line feed or carriage return.
    var isXMLSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
