// SPDX-License-Identifier: EUPL-1.2

import Domain
import TestSupport
import Testing

struct RequestContentsTests {
    private static func hash(_ digit: Character) -> ContentHash {
        TestHouse.known(ContentHash(String(repeating: digit, count: 64)))
    }

    private let listed = [
        StatedAttachment(name: "certificato.pdf", kind: .certificate, sha256: hash("a")),
        StatedAttachment(name: "cartella.pdf", kind: .clinicalRecord, sha256: hash("b")),
    ]

    private func contents(_ files: [(String, Character)]) -> RequestContents {
        RequestContents(listed: listed, files: files.map { .init(name: $0.0, sha256: Self.hash($0.1)) })
    }

    @Test func `a request is complete when all that it lists is there, under any name`() {
        let whole = contents([("certificato.pdf", "a"), ("altro nome", "b"), ("in più.pdf", "c")])
        #expect(whole.isComplete)
        #expect(whole.findings.isEmpty)
        #expect(whole.place(of: .init(name: "altro nome", sha256: Self.hash("b"))) == .listed(listed[1]))
        #expect(whole.place(of: .init(name: "in più.pdf", sha256: Self.hash("c"))) == .unlisted)
    }

    @Test func `what is missing and what was altered is named`() {
        let partial = contents([("certificato.pdf", "c")])
        #expect(!partial.isComplete)
        #expect(
            partial.findings == [
                Finding(.requestIncomplete, detail: "cartella.pdf, certificato.pdf"),
                Finding(.attachmentMissing, detail: "cartella.pdf"),
                Finding(.attachmentAltered, detail: "certificato.pdf"),
            ])
        #expect(partial.place(of: .init(name: "certificato.pdf", sha256: Self.hash("c"))) == .altered)
    }

    @Test func `a request that lists nothing is complete by itself`() {
        #expect(RequestContents(listed: [], files: []).isComplete)
    }
}
