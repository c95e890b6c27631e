// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Foundation
import SampleWriting
import SystemPackage
import TestSupport
import Testing

/// Backup, verification and restore of the built program, as an administrator does them.
@Suite(.serialized) struct BackupWayTests {
    private let doctor = "LBRCRD53H10D205E"

    private func furnish(_ program: Program, certificates count: Int) throws {
        let root = FilePath(#filePath).removingLastComponent().pushing("../../config/catalogue").lexicallyNormalized()
        var series = SampleSeries(seed: 51, catalogue: try CatalogueLoader.load(folder: root))
        for number in 1...count {
            try program.folder.write(try series.next(.regionalPDF).bytes, to: "inbox/ospedale/\(number).pdf")
        }
        #expect(try program.run("ingest").status == 0)
        let added = try program.run(
            "users", "add", "--permission", "ESENZIONE_048", "--fiscal-code", doctor, "--name", "ALBERO CORRADO",
            "--role", "OPERATORE_ASL_DISTRETTO",
            "--asl", "203", "--user", "albero", input: "segretissima\n123456\n")
        #expect(added.status == 0, "\(added.messages)")
    }

    private func numbers(_ program: Program) throws -> [String] {
        try program.run("practices", "list").lines.compactMap { $0.split(separator: " ").first.map(String.init) }
    }

    /// Does to the database what its owner can, with a program that is not ours.
    private func damage(_ program: Program, _ sql: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [
            "-c", "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])",
            program.folder.path.pushing("var/esenzioni.sqlite").string, sql,
        ]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    private func sha256sum(in folder: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/sha256sum")
        process.arguments = ["--check", "--strict", "--quiet", "SHA256SUMS"]
        process.currentDirectoryURL = URL(filePath: folder)
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test func `a backup beside the daemon is restored elsewhere, and a daemon goes on from it`() async throws {
        let program = try Program()
        try furnish(program, certificates: 3)
        let decided = try numbers(program)[0]
        #expect(try program.run("decide", decided, "reject", "--as", doctor, "--reason", "ALTRO").status == 0)
        try program.serve()
        let socket = program.folder.path.pushing("var/control/socket").string
        _ = try await eventually { FileManager.default.fileExists(atPath: socket) ? true : nil }

        let target = program.folder.path.pushing("salvataggi/2026-03-16").string
        let saved = try program.run("backup", target)
        #expect(saved.status == 0, "\(saved.messages)")
        #expect(saved.output.contains("3 pratiche, 3 documenti"))
        #expect(try sha256sum(in: target) == 0)
        #expect(try program.run("verify", target).status == 0)
        let proven = try program.run("verify").lines
        #expect(proven.first == "in ordine: 3 pratiche, 3 file ricevuti, 3 documenti")
        #expect(proven.last?.hasPrefix("registro degli accessi integro: ") == true && proven.count == 2)
        let again = try program.run("backup", target)
        #expect(again.status == 1)
        #expect(again.messages.hasPrefix("backup-target-not-empty: "))
        let refused = try program.run("restore", target)
        #expect(refused.status == 1)
        #expect(refused.messages.hasPrefix("data-in-use: "))
        #expect(program.stop() == 0)
        #expect(try program.run("restore", target).messages.hasPrefix("data-not-empty: "))

        let other = try Program()
        let restored = try other.run("restore", target)
        #expect(restored.status == 0, "\(restored.messages)")
        #expect(try other.run("verify").status == 0)
        #expect(try numbers(other) == numbers(program))
        try other.serve()
        // The rejection had no reply yet, so it goes out once more: the same bytes, under a name never used before.
        let files = try await eventually {
            let files = try other.files("var/outbox/aura").filter { $0.hasSuffix(".xml") }
            return files.isEmpty ? nil : files
        }
        let name = try #require(files?.count == 1 ? files?[0] : nil)
        let number = name.dropLast(4).split(separator: "_").last.flatMap { Int($0) }
        #expect(name.hasPrefix("AURA_\(decided)_RESPINGIMENTO_") && (number ?? 0) > 100_000)
        let first = try program.text(of: "var/outbox/aura/AURA_\(decided)_RESPINGIMENTO_00000001.xml")
        #expect(try other.text(of: "var/outbox/aura/\(files?.first ?? "")") == first)
        #expect(other.stop() == 0)
    }

    @Test func `verify tells each problem on a line, for people and for machines`() throws {
        let program = try Program()
        try furnish(program, certificates: 2)
        let documents = try program.files("var/documents")
        try FileManager.default.removeItem(
            atPath: program.folder.path.pushing(FilePath("var/documents/\(documents[0])")).string)
        let told = try program.run("verify")
        #expect(told.status == 1)
        #expect(told.lines.count == 1)
        #expect(told.output.hasPrefix("document-missing: Il documento manca dall'archivio (documento "))
        let line = try #require(try program.run("verify", "--json").lines.first)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(Set(object.keys) == ["code", "harmless", "message", "place", "remedy"])
        #expect(object["code"] as? String == "document-missing")
        let saved = try program.run("backup", program.folder.path.pushing("salvataggio").string)
        #expect(saved.status == 1)
        #expect(saved.messages.contains("document-missing"))
    }

    @Test func `verify fails where a link of the access log is broken, and names it`() throws {
        let program = try Program()
        try furnish(program, certificates: 1)
        let target = program.folder.path.pushing("salvataggio").string
        try damage(program, "DROP TRIGGER accessEntryKept; UPDATE accessEntry SET actor = 'altri' WHERE id = 1")
        let told = try program.run("verify")
        #expect(told.status == 1)
        #expect(
            told.output.hasPrefix(
                "access-log-broken: Il registro degli accessi non è integro (entry-altered: la voce 1 "))
        #expect(told.messages.contains("problemi trovati: 1"))
        #expect(try program.run("backup", target).status == 0)
        let saved = try program.run("verify", target)
        #expect(saved.status == 1 && saved.output == told.output)
    }

    @Test func `without an archive or a backup, and with bad usage, the commands say so`() throws {
        let program = try Program()
        let nothing = program.folder.path.pushing("nulla").string
        #expect(try program.run("verify").status == 1)
        #expect(try program.run("backup", nothing).messages.hasPrefix("archive-missing: "))
        #expect(try program.run("verify", nothing).messages.hasPrefix("no-backup: "))
        #expect(try program.run("restore", nothing).messages.hasPrefix("no-backup: "))
        #expect(try program.run("backup").status == 64)
        #expect(try program.run("restore", nothing, "--receipts-since", "ieri").status == 64)
    }
}
