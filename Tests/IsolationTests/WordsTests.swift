// SPDX-License-Identifier: EUPL-1.2

import Domain
import Testing

@testable import Isolation

/// The words of a document come out of the cage as they went in, or not at all.
@Suite struct WordsTests {
    static let words = DocumentWords(
        pageCount: 3, pages: ["una pagina\nè qui", ""],
        sections: [ClinicalSection(path: "/h:a/h:b[2]", title: "Quesito", lines: ["uno", "due"])])

    @Test func `words are the same on both sides`() throws {
        var writer = CompactWriter()
        writer.write(Self.words)
        #expect(try CompactReader.words(writer.bytes) == Self.words)
    }

    @Test func `bytes that are cut short or go on are no words`() throws {
        var writer = CompactWriter()
        writer.write(Self.words)
        for length in 0..<writer.bytes.count {
            #expect(throws: CompactReader.Malformed.self) {
                try CompactReader.words(Array(writer.bytes.prefix(length)))
            }
        }
        #expect(throws: CompactReader.Malformed.self) { try CompactReader.words(writer.bytes + [0]) }
    }

    @Test(arguments: [("ciao", "ciao"), ("die", nil), ("exit", nil)])
    func `a child that dies over a document tells no words of it`(order: String, page: String?) async throws {
        let words = try await Readers.misbehaving().words(of: Array(order.utf8))
        #expect(words?.pages.first == page)
    }
}
