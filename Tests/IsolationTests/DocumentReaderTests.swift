// SPDX-License-Identifier: EUPL-1.2

import Domain
import Isolation
import SystemPackage
import Testing

/// The parent's half against children that misbehave, played by small shell programs.
struct DocumentReaderTests {
    private func reader(_ program: String, wall: Duration = .seconds(5), share: Int = 8) -> DocumentReader {
        DocumentReader(
            executable: "/bin/sh", arguments: ["-c", program],
            limits: ReaderLimits(wallTime: wall, processorSeconds: 1, memory: 1 << 24, documentsPerChild: share))
    }

    private func codes(_ reader: DocumentReader, _ documents: [String]) async throws -> [FindingCode] {
        var codes: [FindingCode] = []
        try await reader.read(documents, load: { Array($0.utf8) }, each: { codes += $1.findings.map(\.code) })
        return codes
    }

    @Test func `a child that never answers is killed in time`() async throws {
        let found = try await codes(reader("exec sleep 600", wall: .milliseconds(100)), ["a"])
        #expect(found == [.readerTimeout])
    }

    @Test func `a child that ends without a word is the document's finding`() async throws {
        #expect(try await codes(reader("exit 3"), ["a", "b", "c"]) == [.readerFailed, .readerFailed, .readerFailed])
    }

    @Test func `a child that talks nonsense is not believed`() async throws {
        #expect(try await codes(reader("printf 'ciao ciao ciao'; exec sleep 600"), ["a"]) == [.readerFailed])
        #expect(
            try await codes(reader("printf '\\001\\000\\000\\000\\002{}'; exec sleep 600"), ["a"]) == [.readerFailed])
    }

    @Test func `a child that floods its parent is ended`() async throws {
        #expect(try await codes(reader("exec yes"), ["a"]) == [.readerFailed])
    }
}
