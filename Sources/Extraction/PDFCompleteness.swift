// SPDX-License-Identifier: EUPL-1.2

import Domain

/// Whether a PDF was received to its end: `%%EOF` must be the last thing that is written, up to a few stray bytes.
enum PDFCompleteness {
    static func isTruncated(_ bytes: [UInt8]) -> Bool {
        let mark = Array("%%EOF".utf8)
        var index = bytes.count - mark.count
        while index >= 0, !(bytes[index] == mark[0] && bytes[index...].starts(with: mark)) { index -= 1 }
        guard index >= 0 else { return true }
        // An object after the last mark: an update was begun and its end is missing, so an older state would be read.
        return Array(bytes[index...]).firstPlace(of: Array(" obj".utf8)) != nil
    }
}
