// SPDX-License-Identifier: EUPL-1.2

/// What the first bytes of a file say about how it is wrapped.
enum Wrapping: Hashable {
    /// A CMS message in DER or BER.
    case message(CMSKind)
    /// The place of the base64 between the lines of PEM, leading and trailing text left out.
    case pem(Range<Int>)
    /// The place of base64 without armour: all of the file but a byte order mark.
    case base64(Range<Int>)

    /// How `Envelope.layers` calls it.
    var layer: String {
        switch self {
        case .message: "p7m"
        case .pem: "pem"
        case .base64: "base64"
        }
    }

    /// Nothing where the bytes are no envelope.
    ///
    /// Base64 is told from other text by what it stands for: its beginning must decode to an envelope, a PDF or XML. A page of
    /// prose without punctuation is base64 by its letters alone.
    init?(of bytes: [UInt8]) { self.init(bytes, depth: 0) }

    private init?(_ bytes: [UInt8], depth: Int) {
        if let kind = CMSKind(of: bytes) {
            self = .message(kind)
            return
        }
        let start = bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
        // Nothing that is not text in its first bytes is text later on.
        guard !bytes.isPDF, !bytes.isMarkup, bytes[start...].prefix(64).allSatisfy(\.isText) else { return nil }
        if let body = PEMArmour.body(in: bytes) {
            self = .pem(body)
        } else if Self.beginsDocument(Base64Text.beginning(of: bytes[start...]), depth: depth) {
            self = .base64(start..<bytes.count)
        } else {
            return nil
        }
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private static func beginsDocument(_ decoded: [UInt8], depth: Int) -> Bool {
        guard !decoded.isEmpty, depth < 4 else { return false }
        return decoded.isPDF || decoded.isMarkup || Wrapping(decoded, depth: depth + 1) != nil
    }
}

extension [UInt8] {
    /// Whether it begins as a PDF does.
    fileprivate var isPDF: Bool { starts(with: "%PDF-".utf8) }

    /// Whether it begins as XML does, in UTF-8 or UTF-16, with blanks or a byte order mark before.
    fileprivate var isMarkup: Bool {
        let significant = prefix(64).drop { [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0].contains($0) || $0.isBlank }
        guard significant.first == UInt8(ascii: "<"), let next = significant.dropFirst().first(where: { $0 != 0 })
        else { return false }
        return next == UInt8(ascii: "?") || next == UInt8(ascii: "!") || next.isNameStart
    }
}

extension UInt8 {
    /// A blank, a tab or a line end.
    var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

    /// Something that stands in a text of ASCII or an extension of it.
    fileprivate var isText: Bool { self >= 0x20 && self != 0x7F || isBlank }

    /// A letter or an underscore, or a byte of a letter beyond ASCII.
    fileprivate var isNameStart: Bool {
        let lower = self | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z") || self == UInt8(ascii: "_") || self >= 0x80
    }
}
