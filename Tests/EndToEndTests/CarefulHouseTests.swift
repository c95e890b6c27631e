// SPDX-License-Identifier: EUPL-1.2

import Foundation
import SystemPackage
import TestSupport
import Testing

/// Mistakes of an administrator, as the program meets them before it touches anything.
struct CarefulHouseTests {
    /// The program with other lines of the configuration.
    private func house(_ changes: [(String, String)], more: String = "") throws -> Program {
        let program = try Program(more: more)
        var text = try program.text(of: "esenzioni.yml")
        for (old, new) in changes { text = text.replacing(old, with: new) }
        try program.folder.write(Array(text.utf8), to: "esenzioni.yml")
        return program
    }

    @Test func `an inbox that leads to the daemon's own state is refused before anything is touched`() throws {
        let program = try Program()
        let path = program.folder.path.string
        try program.run("ingest")
        let before = Set(try program.folder.files(under: "var"))
        try FileManager.default.createSymbolicLink(atPath: "\(path)/lnk", withDestinationPath: "var")
        let text = try program.text(of: "esenzioni.yml").replacing("inbox: \(path)/inbox", with: "inbox: \(path)/lnk")
        try program.folder.write(Array(text.utf8), to: "esenzioni.yml")
        for command in ["check", "serve", "ingest"] {
            let outcome = try program.run(command)
            #expect(outcome.status == 78, "\(command): \(outcome.messages)")
            let told = outcome.output + outcome.messages
            #expect(told.contains("esenzioni.yml:3: data: è la stessa cartella di inbox"), "\(command): \(told)")
        }
        // Whoever reads a database in WAL mode makes the files beside it.
        let added = Set(try program.folder.files(under: "var")).subtracting(before)
            .subtracting(["esenzioni.sqlite-shm", "esenzioni.sqlite-wal"])
        #expect(added.isEmpty, "\(added)")
    }

    @Test(arguments: [
        ("[cognome]\ncodice fiscale\n[codice fiscale assistito]\ncodice fiscale\n", 4), ("[boh]\nx\n", 1),
    ])
    func `a mistake in the wording is found at the start, with its line`(wording: String, line: Int) throws {
        let program = try Program()
        let file = try program.folder.write(Array(wording.utf8), to: "diciture.conf")
        let text = "wording: \(file.string)\n" + (try program.text(of: "esenzioni.yml"))
        try program.folder.write(Array(text.utf8), to: "esenzioni.yml")
        let document = try program.folder.write(Array("testo".utf8), to: "a.txt").string
        for command in [["serve"], ["ingest"], ["ingest", document], ["extract", document]] {
            let outcome = try program.run(command)
            #expect(outcome.status == 78, "\(command): \(outcome.messages)")
            #expect(outcome.messages.contains("diciture.conf:\(line): ["), "\(command): \(outcome.messages)")
        }
        let checked = try program.run("check").output
        #expect(checked.contains("diciture.conf:\(line): ["))
        #expect(!checked.contains("memory_mb o"))
    }

    /// Runs the program with a last argument of any bytes, which only a shell can hand over.
    private func run(_ program: Program, _ command: String, _ quoted: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.currentDirectoryURL = URL(filePath: program.folder.path.string)
        process.arguments = [
            "-c", "exec '\(Program.product("esenzioni").path())' \(command) --config esenzioni.yml $'\(quoted)'",
        ]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test func `a backup is where it was asked for, and is proven and restored there, whatever the bytes of its name`()
        throws
    {
        let program = try Program()
        try program.drop(Array("testo".utf8), as: "a.txt")
        try program.run("ingest")
        let name = "bk\\xe8"
        #expect(try run(program, "backup", name) == 0)
        let lost = program.folder.path.appending("bk\u{FFFD}").string
        #expect(!FileManager.default.fileExists(atPath: lost))
        #expect(try run(program, "verify", name) == 0)
        #expect(try run(program, "backup", name) == 1)
        try FileManager.default.removeItem(atPath: program.folder.path.appending("var").string)
        #expect(try run(program, "restore --nothing-lost", name) == 0)
        #expect(try program.run("quarantine", "list").lines.count == 1)
        #expect(try run(program, "import", "manca\\xe8") == 1)
        try program.folder.write([], to: "vuoto")
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/bash")
        shell.arguments = ["-c", "mv '\(program.folder.path.string)/vuoto' $'\(program.folder.path.string)/esp\\xe8'"]
        try shell.run()
        shell.waitUntilExit()
        #expect(try run(program, "import", "esp\\xe8") == 0)
    }

    @Test func `a refused restore leaves no folder behind`() throws {
        let program = try Program()
        try program.run("ingest")
        let backup = program.folder.path.appending("bk").string
        #expect(try program.run("backup", backup).status == 0)
        try Data([0]).write(to: URL(filePath: backup + "/esenzioni.sqlite"))
        let data = program.folder.path.appending("var").string
        try FileManager.default.removeItem(atPath: data)
        #expect(try program.run("restore", backup).status == 1)
        #expect(!FileManager.default.fileExists(atPath: data))
    }
}
