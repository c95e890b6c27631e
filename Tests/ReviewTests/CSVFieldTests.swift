// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Review

/// A field of the table about a citizen, as RFC 4180 wants it.
@Suite struct CSVFieldTests {
    @Test(arguments: [
        ("ROSSI", "ROSSI"), ("a;b", "\"a;b\""), ("detto \"il\"", "\"detto \"\"il\"\"\""), ("a\nb", "\"a\nb\""),
        // One `Character` each: a line end of two signs, and a quotation mark with an accent.
        ("a\r\nb", "\"a\r\nb\""), ("a\"\u{301}b", "\"a\"\"\u{301}b\""),
        ("=1", "'=1"), ("=\u{301}1", "'=\u{301}1"), ("\r\n", "\"'\r\n\""), ("", ""),
    ])
    func `a field is quoted sign by sign`(_ text: String, _ field: String) {
        #expect(Array(text.csvField.unicodeScalars) == Array(field.unicodeScalars))
    }
}
