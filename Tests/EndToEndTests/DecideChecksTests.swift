// SPDX-License-Identifier: EUPL-1.2

import Domain
import SampleWriting
import SystemPackage
import TestSupport
import Testing

/// A decision by command over what the page shows in red.
@Suite(.serialized) struct DecideChecksTests {
    private let doctor = "LBRCRD53H10D205E"

    /// A house with one practice that came from elsewhere with a red finding, and a doctor who may decide it.
    private func house() throws -> (program: Program, number: String) {
        let first = try Program()
        try first.drop(try SampleCertificate.several(1, seed: 5)[0].bytes, as: "a.pdf")
        try #require(try first.run("ingest").status == 0)
        let number = String(try #require(try first.run("practices", "list").lines.first).prefix(18))
        let line = try first.run("practices", "show", "--json", number).output
        let program = try Program()
        let red = #""findings":[{"code":"identity-mismatch","message":"Identità","severity":"blocking"}"#
        try program.folder.write(
            Array(
                line.replacing(#""findings":[{"#, with: red + ",{").replacing(#""findings":[]"#, with: red + "]").utf8),
            to: "pratica.ndjson")
        let imported = try program.run("import", program.folder.path.appending("pratica.ndjson").string)
        try #require(imported.status == 0, "\(imported.messages)")
        let added = try program.run(
            "users", "add", "--fiscal-code", doctor, "--name", "ALBERO CORRADO", "--role", "OPERATORE_ASL_DISTRETTO",
            "--asl", String(number.dropFirst(4).prefix(6)), input: "una password lunga\n90210\n")
        try #require(added.status == 0, "\(added.messages)")
        return (program, number)
    }

    @Test func `a red finding is looked into by who decides by command too`() throws {
        let (program, number) = try house()
        let validate = ["decide", number, "validate", "--as", doctor, "--until", "unlimited"]
        let refused = try program.run(validate)
        #expect(refused.status == 1)
        #expect(refused.messages.contains("findings-open"))
        #expect(refused.messages.contains("--acknowledge identity-mismatch"))
        #expect(try program.run(validate + ["--acknowledge", "asl-assumed"]).status == 1)
        #expect(try program.run(validate + ["--acknowledge", "identity-mismatch"]).status == 0)
        #expect(try program.run("verify").status == 0)
    }

    @Test func `a start far from today is confirmed by who decides by command too`() throws {
        let (program, number) = try house()
        let validate = [
            "decide", number, "validate", "--as", doctor, "--until", "unlimited", "--acknowledge", "identity-mismatch",
            "--from", "2019-01-01",
        ]
        let refused = try program.run(validate)
        #expect(refused.status == 1)
        #expect(refused.messages.contains("start-far-away") && refused.messages.contains("--confirm-start"))
        #expect(try program.run(validate + ["--confirm-start"]).status == 0)
    }

    @Test func `only a validation is acknowledged`() throws {
        let program = try Program()
        let outcome = try program.run(
            "decide", "202601020300000001", "reject", "--as", doctor, "--reason", "ALTRO", "--confirm-start")
        #expect(outcome.status == 64)
    }
}
