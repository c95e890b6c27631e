// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import Foundation
import SampleWriting
import SystemPackage
import TestSupport
import Testing

@testable import VirusScanning

/// The built program, from a dropped certificate to AURA's notice. One after the other, since each has a daemon of its own.
@Suite(.serialized) struct WholeWayTests {
    private let doctor = "LBRCRD53H10D205E"

    private func addDoctor(_ program: Program) throws {
        let added = try program.run(
            "users", "add", "--permission", "ESENZIONE_048", "--fiscal-code", doctor, "--name", "ALBERO CORRADO",
            "--role", "OPERATORE_ASL_DISTRETTO",
            "--asl", "203", "--user", "albero", input: "segretissima\n123456\n")
        #expect(added.status == 0, "\(added.messages)")
    }

    private func practices(_ program: Program) throws -> [[String: Any]] {
        try program.run("practices", "list", "--json").lines.compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }

    private func numbers(_ program: Program, count: Int) async throws -> [String]? {
        try await eventually {
            let found = try practices(program).compactMap { $0["number"] as? String }
            return found.count == count ? found : nil
        }
    }

    @Test func `drop, take charge, validate, notice; drop, reject, notice; killed in between`() async throws {
        let program = try Program()
        try addDoctor(program)
        let samples = try SampleCertificate.several(2, seed: 41)
        try program.serve()
        try program.drop(samples[0].bytes, as: "primo.pdf")
        let first = try #require(try await numbers(program, count: 1))[0]
        #expect(first.hasSuffix("01020300000001"))

        #expect(try program.run("decide", first, "take-charge", "--as", doctor).status == 0)
        program.kill()
        try program.serve()
        let until = ["--until", "unlimited"]
        let validated = try await eventually {
            let outcome = try program.run(
                "decide", first, "validate", "--as", doctor, "--note-beneficiary", "BENEFICIARIO1", "--note-internal",
                "INTERNA1", until[0], until[1])
            return outcome.status == 0 ? outcome : nil
        }
        #expect(validated?.output == "\(first) VALIDATA\n")
        program.kill()

        try program.drop(samples[1].bytes, as: "secondo.pdf")
        try program.drop(samples[0].bytes, as: "primo di nuovo.pdf")
        try program.serve()
        let second = try #require(try await numbers(program, count: 2))[1]
        let rejected = try program.run(
            "decide", second, "reject", "--as", doctor, "--reason", "DOCUMENTAZIONE_NON_CORRETTA", "--note-internal",
            "INTERNA2")
        #expect(rejected.status == 0, "\(rejected.messages)")

        let notices = try #require(try await eventually { try noticeFiles(program, 2) })
        let everything = try notices.map { try program.text(of: "var/outbox/aura/\($0)") }.joined()
        for secret in ["BENEFICIARIO1", "INTERNA1", "INTERNA2", "DOCUMENTAZIONE_NON_CORRETTA", "Documentazione"] {
            #expect(!everything.contains(secret))
        }
        for value in samples.compactMap({ $0.truth.fields[.beneficiaryFiscalCode] }) {
            #expect(everything.contains(value))
        }
        let receipts = try #require(try await eventually { try receiptFiles(program, 5) })
        #expect(receipts.filter { $0.hasPrefix("primo di nuovo.pdf") }.count == 1)
        let told = try receipts.map { try program.text(of: "var/outbox/receipts/ospedale/\($0)") }.joined()
        #expect(told.contains("<esito>DUPLICATO</esito>"))
        #expect(!told.contains("DOCUMENTAZIONE_NON_CORRETTA"))
        #expect(told.contains("INTERNA2"))
        #expect(try program.files("inbox").isEmpty)
        #expect(program.stop() == 0)
    }

    private func noticeFiles(_ program: Program, _ count: Int) throws -> [String]? {
        let files = try program.files("var/outbox/aura").filter { $0.hasSuffix(".xml") && !$0.contains("/") }
        return files.count == count ? files : nil
    }

    private func receiptFiles(_ program: Program, _ count: Int) throws -> [String]? {
        let files = try program.files("var/outbox/receipts/ospedale")
        return files.count == count ? files : nil
    }

    @Test func `AURA's reply moves the notice, and a stray one is kept aside`() async throws {
        let program = try Program()
        try addDoctor(program)
        let sample = try SampleCertificate.several(1, seed: 42)[0]
        try program.folder.write(sample.bytes, to: "inbox/ospedale/certificato.pdf")
        #expect(try program.run("ingest").status == 0)
        let number = try #require(try practices(program).first?["number"] as? String)
        #expect(try program.run("decide", number, "reject", "--as", doctor, "--reason", "ALTRO").status == 0)
        let person = try #require(sample.truth.fields[.beneficiaryFiscalCode])
        let before = try program.run("audit", "report", "--citizen", person).lines.count
        let id = try #require(try program.run("aura", "list").lines.first?.split(separator: " ").first.map(String.init))
        // Whoever lists notices has seen whose they are; and whoever asks who looked has looked too.
        #expect(before > 0)
        #expect(try program.run("audit", "report", "--citizen", person).lines.count == before + 2)
        try program.serve()
        try program.folder.write(reply(to: id, "ok"), to: "var/outbox/aura/replies/1.xml")
        try program.folder.write(reply(to: "mai-spedito", "OK"), to: "var/outbox/aura/replies/2.xml")
        try program.folder.write(Array("<esito".utf8), to: "var/outbox/aura/replies/3.xml")
        let state = try await eventually {
            try program.run("aura", "list").output.contains("ACCETTATO") ? true : nil
        }
        #expect(state == true)
        let aside = try await eventually {
            let files = try program.files("var/outbox/aura/replies/scartati")
            return files.count == 2 ? files : nil
        }
        #expect(aside == ["2.xml", "3.xml"])
        #expect(program.stop() == 0)
    }

    @Test func `a reply that cannot be put aside is taken once and keeps no other waiting`() async throws {
        let program = try Program()
        try addDoctor(program)
        let sample = try SampleCertificate.several(1, seed: 42)[0]
        try program.folder.write(sample.bytes, to: "inbox/ospedale/certificato.pdf")
        #expect(try program.run("ingest").status == 0)
        let number = try #require(try practices(program).first?["number"] as? String)
        #expect(try program.run("decide", number, "reject", "--as", doctor, "--reason", "ALTRO").status == 0)
        let id = try #require(try program.run("aura", "list").lines.first?.split(separator: " ").first.map(String.init))
        // Where the first reply would go is no folder.
        let blocked = try program.folder.write([1], to: "var/outbox/aura/replies/elaborati")
        try program.folder.write(reply(to: id, "OK"), to: "var/outbox/aura/replies/1.xml")
        try program.folder.write(Array("<esito".utf8), to: "var/outbox/aura/replies/2.xml")
        try program.serve()
        let aside = try await eventually {
            let files = try program.files("var/outbox/aura/replies/scartati")
            return files.isEmpty ? nil : files
        }
        #expect(aside == ["2.xml"])
        #expect(try program.run("aura", "list").output.contains("ACCETTATO"))
        #expect(try program.files("var/outbox/aura/replies").contains("1.xml"))
        try FileManager.default.removeItem(atPath: blocked.string)
        let done = try await eventually {
            let files = try program.files("var/outbox/aura/replies/elaborati")
            return files.isEmpty ? nil : files
        }
        #expect(done == ["1.xml"])
        #expect(program.stop() == 0)
    }

    private func reply(to id: String, _ code: String) -> [UInt8] {
        Array(
            """
            <?xml version="1.0"?><esito xmlns="urn:esenzioni:aura:esito:1"><idMessaggio>\(id)</idMessaggio>\
            <codiceRitorno>\(code)</codiceRitorno></esito>
            """.utf8)
    }

    @Test func `a command beside the daemon goes through it, and without it by itself`() async throws {
        let program = try Program()
        try addDoctor(program)
        try program.serve()
        let sample = try SampleCertificate.several(1, seed: 43)[0]
        let given = try program.folder.write(sample.bytes, to: "certificato.pdf")
        // Before the daemon listens, a command works by itself, and the daemon finds the archive taken.
        let socket = program.folder.path.pushing("var/control/socket").string
        let listens = try await eventually { FileManager.default.fileExists(atPath: socket) ? true : nil }
        #expect(listens == true)
        let ingested = try await eventually {
            let outcome = try program.run("ingest", "--json", "--sender", "ospedale", given.string)
            return outcome.status == 0 ? outcome : nil
        }
        let line = try #require(ingested?.lines.first)
        let report = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(report["outcome"] as? String == "ACQUISITO")
        #expect(report["sender"] as? String == "ospedale")
        #expect(FileManager.default.fileExists(atPath: given.string))
        #expect(program.stop() == 0)
        #expect(try program.run("ingest", "--json", "--sender", "ospedale", given.string).output.contains("DUPLICATO"))
        #expect(try program.run("users", "disable", doctor).status == 0)
        let number = try #require(report["practice"] as? String)
        #expect(try program.run("decide", number, "take-charge", "--as", doctor).status == 1)
    }

    @Test func `a command that never says what it wants keeps no other waiting, and no daemon from ending`()
        async throws
    {
        let program = try Program()
        try addDoctor(program)
        try program.serve()
        let path = program.folder.path.pushing("var/control/socket").string
        let mute = try await eventually {
            do { return try LocalConnection(path: path, timeout: .seconds(60)) } catch { return nil }
        }
        #expect(mute != nil)
        #expect(try program.run("users", "disable", doctor).status == 0)
        #expect(program.stop() == 0)
        #expect(try mute?.receive(upTo: 1) == [])
    }

    @Test func `what cannot be read is in quarantine with its reason`() async throws {
        let program = try Program(incomplete: 0)
        try program.folder.write(Array("<ClinicalDocument xmlns='urn:hl7-org:v3'>".utf8), to: "inbox/ospedale/a.xml")
        try program.folder.write(Array("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".utf8), to: "inbox/ospedale/b.xml")
        let ingested = try program.run("ingest")
        #expect(ingested.status == 1)
        let listed = try program.run("quarantine", "list", "--json").lines
        #expect(listed.count == 2)
        #expect(listed.contains { $0.contains("xml-forbidden") })
        #expect(try program.run("quarantine", "retry", "1").status == 1)
        #expect(try program.run("quarantine", "list").lines.count == 2)
        #expect(try program.files("var/outbox/receipts/ospedale").count == 2)
        #expect(
            try program.run("quarantine", "retry", "--all", "--dry-run").lines.allSatisfy { $0.contains("non cambia") })
        #expect(try program.run("quarantine", "retry", "--all").lines.count == 2)
        #expect(try program.run("quarantine", "retry", "1", "--all").status == 64)
        #expect(try program.run("quarantine", "show", "99").status == 1)
    }

    @Test func `a path that cannot be read is named and keeps no other from being read`() async throws {
        let program = try Program()
        let sound = try program.folder.write(Array("testo".utf8), to: "a.txt").string
        let pipe = program.folder.path.appending("pipe").string
        #expect(mkfifo(pipe, 0o600) == 0)
        let missing = program.folder.path.appending("manca").string
        let read = try program.run("extract", "--json", pipe, sound, missing)
        #expect(read.status == 1)
        #expect(read.lines.count == 1)
        #expect(read.messages.contains("\(pipe): non è un file") && read.messages.contains("\(missing): non esiste"))
        let taken = try program.run("ingest", "--json", "--sender", "ospedale", pipe, sound, missing)
        #expect(taken.lines.count == 1)
        #expect(taken.messages.contains(pipe) && taken.messages.contains("\(missing): non esiste"))
        for unknown in ["nessuno", "../aura"] {
            let refused = try program.run("ingest", "--sender", unknown, sound)
            #expect(refused.status == 64)
            #expect(refused.messages.contains("quelli dichiarati: default, ospedale, portale"))
        }
        #expect(try program.run("ingest", "--sender", "ospedale").status == 64)
        #expect(try program.files("var/outbox/aura").isEmpty)
    }

    @Test func `a folder of heads that is not there is named`() async throws {
        let program = try Program()
        #expect(try program.run("ingest").status == 0)
        let verified = try program.run("audit", "verify", "--heads", "/manca")
        #expect(verified.status == 1)
        #expect(verified.messages.contains("/manca"))
        #expect(!verified.messages.contains("NSCocoa"))
    }

    @Test func `places that the catalogue does not know are a fault of the configuration`() async throws {
        let program = try Program(more: "  altrove: {kind: hospital, name: Altrove, asl: 010999}")
        for command in [["check"], ["serve"], ["ingest"]] {
            let outcome = try program.run(command[0])
            #expect(outcome.status == 78)
            #expect(
                (outcome.output + outcome.messages).contains(": senders.altrove.asl: l'ASL 010999 non è in asl.csv"))
        }
        let sound = try Program()
        #expect(
            try sound.run("decide", "202601020300000001", "cancel", "--as", doctor, "--reason", "ALTRO").status == 64)
        let added = try sound.run(
            "users", "add", "--fiscal-code", doctor, "--name", "ALBERO CORRADO", "--role", "OPERATORE_ASL_DISTRETTO",
            "--asl", "203", "--district", "PIPPO", input: "segretissima\n123456\n")
        #expect(added.status == 1)
        #expect(added.messages.contains("PIPPO"))
    }

    @Test(arguments: [
        (["frobnicate"], 64), (["decide", "1", "validate"], 64), (["check", "--config", "manca.yml"], 78),
    ])
    func `bad usage and bad configuration have their exit codes`(_ arguments: [String], _ status: Int) throws {
        let process = Process()
        process.executableURL = Program.product("esenzioni")
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == Int32(status))
    }
}
