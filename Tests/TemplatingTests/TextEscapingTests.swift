// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Templating

@Suite struct TextEscapingTests {
    private func escaped(_ text: String, _ escaping: TextEscaping) -> String {
        var bytes: [UInt8] = []
        escaping.append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `the five signs are escaped in both kinds of document`() {
        for escaping in [TextEscaping.html, .xml] {
            #expect(
                escaped(#"<a href="x" b='y'>&amp;"#, escaping) == "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;")
        }
    }

    @Test func `signs before a combining mark are escaped too`() {
        #expect(escaped("<\u{301}\"\u{301}", .html) == "&lt;\u{301}&quot;\u{301}")
    }

    @Test func `XML has no character that it cannot carry, and keeps its line ends`() {
        #expect(escaped("a\u{0}b\u{B}c\u{FFFE}\u{FFFF}\td\ne\rf\u{FEFF}", .xml) == "a�b�c��\td\ne&#13;f\u{FEFF}")
    }

    @Test func `HTML has nothing that turns the direction of what follows, and papers keep every sign`() {
        let name = "\u{202E}محمد\u{202C} \u{2067}x\u{2069}\u{200F}–"
        #expect(escaped(name, .html) == "محمد x\u{200F}–")
        #expect(escaped(name, .xml) == name)
    }

    @Test func `HTML keeps letters and line ends as they are`() {
        #expect(escaped("è 😀\r\n\t\u{FFFE}", .html) == "è 😀\r\n\t\u{FFFE}")
    }
}
