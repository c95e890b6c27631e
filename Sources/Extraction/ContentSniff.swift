// SPDX-License-Identifier: EUPL-1.2

import Domain

/// What bytes are, by their first ones: never by a name or a suffix.
enum ContentSniff {
    case xml, pdf, unrecognised

    init(_ bytes: [UInt8]) {
        if Self.isXML(bytes) {
            self = .xml
        } else if Self.isPDF(bytes) {
            self = .pdf
        } else {
            self = .unrecognised
        }
    }

    /// An opening bracket after a byte order mark and blanks, in one byte or in two.
    private static func isXML(_ bytes: [UInt8]) -> Bool {
        let marks: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x00, 0x20, 0x09, 0x0A, 0x0D]
        return bytes.prefix(4096).first { !marks.contains($0) } == UInt8(ascii: "<")
    }

    /// `%PDF-` at the start or after a little junk. Text before it is no junk but another format that carries a PDF, such as
    /// the dump of an HTTP request (documents.md §6), and such a thing is nobody's document.
    private static func isPDF(_ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(1024)
        guard let start = head.firstRange(of: Array("%PDF-".utf8)) else { return false }
        return !head[..<start.lowerBound].contains { $0.isASCIIDigit || $0.asciiUppercased.isASCIIUppercaseLetter }
    }
}

/// Whether a PDF was received to its end: `%%EOF` must be the last thing that is written, up to a few stray bytes.
enum PDFCompleteness {
    static func isTruncated(_ bytes: [UInt8]) -> Bool {
        let mark = Array("%%EOF".utf8)
        var index = bytes.count - mark.count
        while index >= 0, !(bytes[index] == mark[0] && bytes[index...].starts(with: mark)) { index -= 1 }
        guard index >= 0 else { return true }
        // An object after the last mark: an update was begun and its end is missing, so an older state would be read.
        return bytes[index...].firstRange(of: Array(" obj".utf8)) != nil
    }
}
