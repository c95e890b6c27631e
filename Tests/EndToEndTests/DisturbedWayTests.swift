// SPDX-License-Identifier: EUPL-1.2

import Foundation
import SampleWriting
import SystemPackage
import TestSupport
import Testing

/// The built program where something around it is not as it should be.
@Suite(.serialized) struct DisturbedWayTests {
    @Test func `what an interrupted restore left starts no archive, and every command says so`() throws {
        let program = try Program()
        try program.folder.write([1], to: "var/.ripristino/esenzioni.sqlite")
        for outcome in [
            try program.run("serve"), try program.run("ingest"), try program.run("verify"),
            try program.run("practices", "list"), try program.run("check"),
        ] {
            #expect(outcome.status == 1)
            #expect((outcome.messages + outcome.output).contains("/var/.ripristino"))
        }
        #expect(!FileManager.default.fileExists(atPath: program.folder.path.pushing("var/esenzioni.sqlite").string))
    }

    @Test(arguments: [["check"], ["verify"], ["audit", "verify"], ["practices", "list", "--json"]])
    func `a command whose output does not get where it is to go has failed`(_ command: [String]) throws {
        let program = try Program()
        try program.drop(try SampleCertificate.several(1, seed: 5)[0].bytes, as: "a.pdf")
        #expect(try program.run("ingest").status == 0)
        let process = Process()
        process.executableURL = Program.product("esenzioni")
        process.arguments = command + ["--config", program.folder.path.appending("esenzioni.yml").string]
        process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
        let messages = Pipe()
        process.standardError = messages
        try process.run()
        let said = try messages.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
        #expect(String(decoding: said, as: UTF8.self).contains("non è stato scritto per intero"))
    }

    @Test func `signals that ask for no end do not end the daemon`() async throws {
        let program = try Program()
        try program.serve()
        let socket = program.folder.path.pushing("var/control/socket").string
        _ = try await eventually { FileManager.default.fileExists(atPath: socket) ? true : nil }
        for signal in [SIGHUP, SIGUSR1, SIGUSR2, SIGALRM] { program.send(signal) }
        try program.drop(try SampleCertificate.several(1, seed: 5)[0].bytes, as: "a.pdf")
        let receipt = try await eventually {
            try program.files("var/outbox/receipts/ospedale").first { $0.hasPrefix("a.pdf") }
        }
        #expect(receipt != nil)
        #expect(program.stop() == 0)
    }

    @Test func `a second daemon does not take from the inbox of the first`() async throws {
        let first = try Program()
        try first.serve()
        let socket = first.folder.path.pushing("var/control/socket").string
        _ = try await eventually { FileManager.default.fileExists(atPath: socket) ? true : nil }
        let second = try Program()
        let settings = try second.text(of: "esenzioni.yml").replacing(
            "inbox: \(second.folder.path.string)/inbox", with: "inbox: \(first.folder.path.string)/inbox")
        try second.folder.write(Array(settings.utf8), to: "esenzioni.yml")
        try second.serve()
        _ = try await eventually { second.hasEnded ? true : nil }
        #expect(second.stop() == 1)
        #expect(first.stop() == 0)
    }
}
