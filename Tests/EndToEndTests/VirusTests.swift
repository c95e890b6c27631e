// SPDX-License-Identifier: EUPL-1.2

import Foundation
import SampleWriting
import Testing

/// The whole way with a real clamd.
struct VirusTests {
    private func program(_ clamd: ClamDaemon, required: Bool = true) throws -> Program {
        try Program(more: "antivirus: {socket: \(clamd.socket), required: \(required)}")
    }

    @Test func `an infected file is refused unread and not spread about, a clean one is read`() async throws {
        let clamd = try ClamDaemon()
        try await clamd.start()
        let program = try program(clamd)
        try program.drop(Array(ClamDaemon.testString.utf8), as: "virus.pdf")
        try program.drop(try SampleCertificate.several(1, seed: 7)[0].bytes, as: "certificato.pdf")
        let outcome = try program.run("ingest", "--json")
        #expect(outcome.lines.contains { $0.contains("virus.pdf") && $0.contains("virus-found") })
        #expect(outcome.lines.contains { $0.contains("certificato.pdf") && $0.contains("ACQUISITO") })
        #expect(try program.files("var/quarantine").allSatisfy { $0.hasSuffix(".motivo.txt") })
        #expect(try program.run("check").output.contains("antivirus: ClamAV"))
    }

    @Test(arguments: [false, true])
    func `what is infected is found inside a signed envelope too`(isText: Bool) async throws {
        let clamd = try ClamDaemon()
        try await clamd.start()
        let program = try program(clamd)
        let envelope = try SignedEnvelope.around(Array(ClamDaemon.testString.utf8), isText: isText)
        try program.drop(envelope, as: "virus.xml.p7m")
        let outcome = try program.run("ingest", "--json")
        #expect(outcome.lines.contains { $0.contains("virus.xml.p7m") && $0.contains("virus-found") })
        let trial = try program.run("quarantine", "retry", "--all", "--dry-run")
        #expect(trial.lines.contains { $0.contains("non cambia: virus-found") })
    }

    @Test func `without its scanner a file waits where scanning is required, and is read when the scanner is back`()
        async throws
    {
        let clamd = try ClamDaemon()
        let program = try program(clamd)
        try program.drop(try SampleCertificate.several(1, seed: 7)[0].bytes, as: "certificato.pdf")
        let first = try program.run("ingest", "--json")
        #expect(first.lines.count == 1 && !first.output.contains("ACQUISITO"))
        #expect(first.messages.contains("non ancora letti"))
        #expect(try program.files("inbox/ospedale").isEmpty)
        try await clamd.start()
        #expect(try program.run("ingest", "--json").output.contains("ACQUISITO"))
    }

    @Test func `a file that the scanner will never scan does not wait for ever, and keeps no other waiting`()
        async throws
    {
        let clamd = try ClamDaemon(longest: "1K")
        try await clamd.start()
        let program = try program(clamd)
        try program.drop(try SampleCertificate.several(1, seed: 7)[0].bytes, as: "certificato.pdf")
        try program.drop(Array("breve".utf8), as: "breve.xml")
        let lines = try program.run("ingest", "--json").lines
        #expect(lines.contains { $0.contains("certificato.pdf") && $0.contains("virus-not-scanned") })
        #expect(lines.contains { $0.contains("breve.xml") && !$0.contains("virus-not-scanned") })
        #expect(try program.run("quarantine", "list").output.contains("virus-not-scanned"))
        let trial = try program.run("quarantine", "retry", "--all", "--dry-run")
        #expect(trial.lines.contains { $0.contains("non cambia: virus-not-scanned") })
    }

    @Test func `where scanning is not required the practice says that the file was not scanned`() throws {
        let program = try program(try ClamDaemon(), required: false)
        try program.drop(try SampleCertificate.several(1, seed: 7)[0].bytes, as: "certificato.pdf")
        let outcome = try program.run("ingest", "--json")
        #expect(outcome.output.contains("ACQUISITO") && outcome.output.contains("virus-not-scanned"))
    }
}
