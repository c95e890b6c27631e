// SPDX-License-Identifier: EUPL-1.2

import SystemPackage
import TestSupport
import Testing
import VirusScanning

/// Verdicts as clamd words them; the real clamd is asked by the end-to-end tests.
struct VirusScannerTests {
    @Test func `an answer of clamd is a verdict`() {
        #expect(VirusVerdict(reply: "stream: OK") == .clean)
        #expect(VirusVerdict(reply: "stream: Eicar-Test-Signature FOUND") == .infected(name: "Eicar-Test-Signature"))
        #expect(VirusVerdict(reply: "stream: A.UNOFFICIAL (x) FOUND") == .infected(name: "A.UNOFFICIAL (x)"))
    }

    @Test func `a scanner that says nothing was not asked`() {
        #expect(VirusVerdict(reply: "") == .unavailable(reason: "no answer"))
    }

    @Test(arguments: [
        "stream:", "INSTREAM size limit exceeded. ERROR", "stream: FOUND", "OK", "stream: OK OK", "/etc/passwd: OK",
    ])
    func `whatever else it answers is no verdict of cleanness`(_ reply: String) {
        guard case .notScanned = VirusVerdict(reply: reply) else {
            Issue.record("\(reply) passes for a verdict")
            return
        }
    }

    @Test func `a scanner that is not there has scanned nothing`() async throws {
        let folder = try TemporaryFolder()
        let scanner = VirusScanner(socket: folder.path.appending("none").string, timeout: .seconds(1))
        guard case .unavailable = await scanner.verdict(of: [1, 2, 3]) else {
            Issue.record("nobody answered, and there is a verdict")
            return
        }
        await #expect(throws: (any Error).self) { try await scanner.version() }
    }

    @Test func `a path that is too long for a socket is refused, not cut`() async throws {
        let scanner = VirusScanner(socket: "/" + String(repeating: "x", count: 200), timeout: .seconds(1))
        await #expect(throws: (any Error).self) { try await scanner.version() }
    }
}
