// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport
import Testing

@testable import Review

/// What is kept in memory has a bound in bytes, however much one document says.
@Suite struct RecentlyUsedTests {
    @Test func `what was not used for longest makes room for what is heavy`() {
        var shelf = RecentlyUsed<String, Int>(capacity: 10)
        shelf.keep(1, of: "a", weighing: 4)
        shelf.keep(2, of: "b", weighing: 4)
        #expect(shelf.value(of: "a") == 1)
        shelf.keep(3, of: "c", weighing: 4)
        #expect(shelf.value(of: "b") == nil)
        #expect(shelf.value(of: "a") == 1)
        shelf.keep(4, of: "a", weighing: 1)
        shelf.keep(5, of: "d", weighing: 5)
        #expect(shelf.value(of: "a") == 4 && shelf.value(of: "c") == 3 && shelf.value(of: "d") == 5)
        shelf.keep(6, of: "e", weighing: 11)
        #expect(shelf.value(of: "e") == nil && shelf.value(of: "d") == 5)
    }

    @Test func `the words of long documents do not all stay in memory`() async throws {
        var desk = try TestDesk()
        let reads = TestDesk.Count()
        // Six million bytes each: two find room, three do not.
        let page = String(repeating: "parola ", count: 6_000_000 / 7)
        desk.words = { _, _ in
            reads.ring()
            return DocumentWords(pageCount: 1, pages: [page])
        }
        let shelf = WordShelf(desk: desk.desk())
        let documents = try (1...3).map { try ContentHash.of([$0]) }
        for document in documents { _ = try await shelf.words(document) }
        #expect(reads.value == 3)
        _ = try await shelf.words(documents[2])
        #expect(reads.value == 3)
        _ = try await shelf.words(documents[0])
        #expect(reads.value == 4)
    }
}
