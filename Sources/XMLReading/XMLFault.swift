// SPDX-License-Identifier: EUPL-1.2

import CLibXML2

/// One complaint of the XML parser or of the schema validator, in the library's own words.
package struct XMLFault: Hashable, Sendable, CustomStringConvertible {
    /// From 1; 0 where the library does not tell.
    package let line: Int
    package let message: String

    package init(line: Int, message: String) {
        self.line = line
        self.message = message
    }

    package var description: String { "line \(line): \(message)" }
}

extension XMLFault {
    init(_ error: xmlError) {
        let text = error.message.map { String(cString: $0) } ?? "unnamed fault \(error.code)"
        let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? text.startIndex
        self.init(line: Int(error.line), message: String(text[..<end]))
    }
}
