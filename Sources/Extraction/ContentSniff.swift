// SPDX-License-Identifier: EUPL-1.2

import Domain

/// What bytes are, by their first ones: never by a name or a suffix.
enum ContentSniff {
    case xml, pdf, unrecognised

    init(_ bytes: [UInt8]) {
        if Self.isHTML(bytes) {
            self = .unrecognised
        } else if Self.isXML(bytes) {
            self = .xml
        } else if Self.isPDF(bytes) {
            self = .pdf
        } else {
            self = .unrecognised
        }
    }

    /// An opening bracket after a byte order mark and blanks, in one byte or in two.
    private static func isXML(_ bytes: [UInt8]) -> Bool {
        bytes.prefix(4096).first { byte in
            switch byte {
            case 0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x00, 0x20, 0x09, 0x0A, 0x0D: false
            default: true
            }
        } == UInt8(ascii: "<")
    }

    /// A page of the web, such as the error that a download left behind.
    private static func isHTML(_ bytes: [UInt8]) -> Bool {
        let start = bytes.prefix(64).drop { $0 <= 0x20 || $0 >= 0x80 }.map(\.asciiUppercased)
        return start.starts(with: "<HTML".utf8) || start.starts(with: "<!DOCTYPE HTML".utf8)
    }

    /// `%PDF-` at the start or after a little junk. Text before it is no junk but another format that carries a PDF, such as
    /// the dump of an HTTP request (documents.md §6), and such a thing is nobody's document.
    private static func isPDF(_ bytes: [UInt8]) -> Bool {
        let head = Array(bytes.prefix(1024))
        guard let start = head.firstPlace(of: Array("%PDF-".utf8)) else { return false }
        return !head[..<start].contains { $0.isASCIIDigit || $0.asciiUppercased.isASCIIUppercaseLetter }
    }
}
