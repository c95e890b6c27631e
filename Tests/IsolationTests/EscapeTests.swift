// SPDX-License-Identifier: EUPL-1.2

import CEscape
import Isolation
import Testing

/// What a document that has taken over its reader can reach.
struct EscapeTests {
    static let names: [String] = Array(
        sequence(first: Int32(0)) { $0 + 1 }.lazy.map { escape_name($0) }.prefix { $0 != nil }
            .compactMap { $0.map { String(cString: $0) } })

    /// One nursery for all: each attempt has a child of its own.
    private static let reader = Readers.misbehaving()

    @Test func `readers are confined as far as this program can confine them`() async throws {
        #expect(try await Self.reader.confinement() == .full)
    }

    /// Refused with an error, or ended for trying.
    @Test(arguments: names) func `no reader can`(_ name: String) async throws {
        let outcome = try #require(try await Self.reader.outcomes(["escape \(name)", "next"]).first)
        let isNothingThere = name == "write to a descriptor" && outcome == "nothing there"
        #expect(outcome == "refused" || outcome == "reader-failed" || isNothingThere)
    }

    /// The attempts are real: outside, where this test runs, some of them succeed.
    @Test(arguments: [
        "read the accounts", "see whether a file is there", "get a local socket", "get a pair of sockets",
    ])
    func `outside a reader anybody can`(_ name: String) {
        #expect(escape_attempt(name) == 0)
    }

    @Test func `after an attempt that ends its reader the next document is read`() async throws {
        #expect(
            try await Self.reader.outcomes(["a", "escape run a program", "b"]) == ["a", "reader-failed", "b"])
    }

    @Test func `what is lacking is named`() {
        #expect(Confinement.full.missing.isEmpty)
        #expect(Confinement.privileges.missing == ["Landlock", "seccomp"])
    }
}
