// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import Foundation
import ReadingSamples
import SampleWriting
import Storage
import SystemPackage
import TestSupport
import Testing
import XMLReading

/// The built program and the citizens' portal: a folder with a request and its attachments, from the drop to the receipts.
@Suite(.serialized) struct RequestWayTests {
    private let doctor = "LBRCRD53H10D205E"
    private let certificate: SampleCertificate
    private static let root = FilePath(#filePath).removingLastComponent().pushing("../..").lexicallyNormalized()

    init() throws {
        let folder = Self.root.appending("config").appending("catalogue")
        var series = SampleSeries(seed: 77, catalogue: try CatalogueLoader.load(folder: folder))
        certificate = try series.next(.regionalPDF)
    }

    private func stated(_ field: FieldName) -> String { certificate.truth.fields[field] ?? "" }

    /// A request for the person of the certificate, which alone names exemption and diagnosis.
    private func request(listing files: [(String, [UInt8])], compiler: String = "VNTRLA92B26C688M") throws -> [UInt8] {
        SampleRequest(
            compilerKind: "DELEGATO", compiler: compiler, beneficiary: stated(.beneficiaryFiscalCode),
            family: stated(.beneficiaryFamilyName), given: stated(.beneficiaryGivenName),
            birth: stated(.beneficiaryBirthDate), sex: stated(.beneficiarySex), exemption: nil, diagnosis: nil,
            asl: "010211",
            attachments: try files.map {
                .init(name: $0.0, kind: "CM", sha256: try ContentHash.of($0.1).value, issuedOn: "2026-01-12")
            }
        ).bytes
    }

    private func drop(_ bytes: [UInt8], as name: String, _ program: Program) throws {
        try program.folder.write(bytes, to: "inbox/portale/\(name)")
    }

    private func practice(_ program: Program) throws -> [String: Any]? {
        guard let line = try program.run("practices", "list", "--json").lines.first,
            let listed = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
            let number = listed["number"] as? String
        else { return nil }
        let shown = try program.run("practices", "show", number, "--json").output
        return try JSONSerialization.jsonObject(with: Data(shown.utf8)) as? [String: Any]
    }

    /// Name and outcome of every receipt of the portal; each must pass the schema.
    private func receipts(_ program: Program) throws -> [String: String] {
        let schema = try SchemaValidator(path: Self.root.pushing("config/schemas/ricevuta.xsd").string)
        var outcomes: [String: String] = [:]
        for name in try program.files("var/outbox/receipts/portale") {
            let text = try program.text(of: "var/outbox/receipts/portale/\(name)")
            #expect(try schema.faults(in: Array(text.utf8)).isEmpty)
            let tree = try XMLTree(parsing: Array(text.utf8), namespaces: ["r": "urn:esenzioni:ricevuta:1"])
            outcomes[name] = tree.root?.first("r:esito")?.text
        }
        return outcomes
    }

    private func receipts(_ program: Program, count: Int) async throws -> [String: String]? {
        try await eventually {
            let found = try receipts(program)
            return found.count == count ? found : nil
        }
    }

    @Test func `a folder dropped while the daemon runs is one practice, and its sender cancels it`() async throws {
        let program = try Program()
        try program.serve()
        let scan = Array("%PDF-1.4 una cartella illeggibile".utf8)
        try drop(certificate.bytes, as: "r 1/certificato è.pdf", program)
        try drop(
            try request(listing: [("certificato è.pdf", certificate.bytes), ("cartella.pdf", scan)]),
            as: "r 1/richiesta.xml", program)
        #expect(try await eventually { try program.files("inbox").isEmpty ? true : nil } == true)
        #expect(try practice(program) == nil)
        program.kill()
        try program.serve()
        try drop(scan, as: "r 1/cartella.pdf", program)

        let shown = try #require(try await eventually { try practice(program) })
        let number = try #require(shown["number"] as? String)
        #expect(shown["asl"] as? String == "010211")
        #expect((shown["compiler"] as? [String: Any])?["kind"] as? String == "DELEGATO")
        #expect((shown["exemption"] as? [String: Any])?["code"] as? String == stated(.exemptionCode))
        let documents = try #require(shown["documents"] as? [[String: Any]])
        #expect(documents.compactMap { $0["role"] as? String }.sorted() == ["attachment", "attachment", "request"])
        let findings = try #require(shown["findings"] as? [[String: Any]]).compactMap { $0["code"] as? String }
        #expect(findings.contains("attachment-unreadable"))
        #expect(!findings.contains("asl-assumed"))
        let acquired = try #require(try await receipts(program, count: 3))
        #expect(Set(acquired.values) == ["ACQUISITO"])

        let cancellation = """
            <annullamento xmlns="urn:esenzioni:annullamento:1"><numeroPratica>\(number)</numeroPratica>\
            <codiceFiscaleRichiedente>VNTRLA92B26C688M</codiceFiscaleRichiedente></annullamento>
            """
        try drop(Array(cancellation.utf8), as: "annullamento.xml", program)
        let cancelled = try #require(try await receipts(program, count: 8))
        #expect(cancelled["annullamento.xml.1.ricevuta.xml"] == "ACQUISITO")
        #expect(cancelled["annullamento.xml.2.ricevuta.xml"] == "ANNULLATA")
        #expect(cancelled["richiesta.xml.2.ricevuta.xml"] == "ANNULLATA")
        #expect(try practice(program)?["state"] as? String == "ANNULLATA")
        #expect(try program.files("var/outbox/aura").isEmpty)
        #expect(program.stop() == 0)
    }

    @Test func `an incomplete request is told and completed by the file that it lacks`() async throws {
        let program = try Program(requestWait: 0, incomplete: 0)
        try drop(try request(listing: [("certificato.pdf", certificate.bytes)]), as: "r1/richiesta.xml", program)
        try drop(certificate.bytes.dropLast(200).map(\.self), as: "r1/certificato.pdf", program)
        let first = try program.run("ingest", "--json")
        #expect(first.status == 1)
        #expect(first.lines.count == 2)
        #expect(first.lines.allSatisfy { $0.contains("\"outcome\":\"SCARTATO\"") })
        let told = try program.text(of: "var/outbox/receipts/portale/richiesta.xml.1.ricevuta.xml")
        #expect(told.contains("request-incomplete"))
        #expect(told.contains("attachment-altered"))
        #expect(told.contains("(certificato.pdf)"))
        #expect(try program.run("quarantine", "list").lines.count == 1)

        try drop(certificate.bytes, as: "r1/certificato.pdf", program)
        #expect(try program.run("ingest").status == 0)
        #expect(try practice(program)?["state"] as? String == "INVIATA")
        #expect(try receipts(program)["richiesta.xml.2.ricevuta.xml"] == "ACQUISITO")
        #expect(try program.run("quarantine", "list").lines.isEmpty)
    }

    @Test func `a request that its schema refuses is answered with the line`() async throws {
        let program = try Program()
        try drop(try request(listing: [], compiler: "NESSUNO"), as: "r1/richiesta.xml", program)
        #expect(try program.run("ingest").status == 1)
        let told = try program.text(of: "var/outbox/receipts/portale/richiesta.xml.1.ricevuta.xml")
        #expect(told.contains("request-invalid"))
        #expect(told.contains("riga 4"))
        #expect(try receipts(program).count == 1)
    }

    @Test func `a folder given to the command is a request`() async throws {
        let program = try Program()
        let folder = try program.folder.makeFolder("consegna")
        try program.folder.write(certificate.bytes, to: "consegna/certificato.pdf")
        try program.folder.write(
            try request(listing: [("certificato.pdf", certificate.bytes)]), to: "consegna/richiesta.xml")
        let given = try program.run("ingest", "--json", "--sender", "portale", folder.string)
        #expect(given.status == 0)
        #expect(given.lines.count == 2)
        #expect(given.lines.allSatisfy { $0.contains("\"outcome\":\"ACQUISITO\"") })
    }

    @Test(arguments: ["scan.part", "~$scan.pdf"])
    func `a listed file is taken though its name is one to be ignored, once its hash proves it`(name: String) throws {
        let program = try Program()
        try drop(try request(listing: [(name, certificate.bytes)]), as: "r1/richiesta.xml", program)
        let half = certificate.bytes.prefix(certificate.bytes.count / 2)
        try program.folder.write(Array(half), to: "inbox/portale/r1/\(name)")
        try program.run("ingest")
        #expect(try practice(program) == nil)
        let listed = try program.run("quarantine", "list")
        #expect(listed.lines.count == 1)
        #expect(listed.output.contains("in attesa dal 20") && listed.output.contains(" fino al 20"))
        #expect(listed.output.contains(name))
        let object = try program.run("quarantine", "list", "--json").output
        #expect(object.contains("\"state\":\"in attesa\"") && object.contains("\"code\":\"waiting-attachments\""))
        try program.folder.write(certificate.bytes, to: "inbox/portale/r1/\(name)")
        try program.run("ingest")
        #expect(try practice(program)?["state"] as? String == "INVIATA")
        #expect(try program.run("quarantine", "list").lines.isEmpty)
    }

    @Test func `what is read again and waits again is told`() throws {
        let program = try Program(requestWait: 0)
        try drop(try request(listing: [("manca.pdf", certificate.bytes)]), as: "r1/richiesta.xml", program)
        #expect(try program.run("ingest").status == 1)
        #expect(try program.run("quarantine", "list", "--json").output.contains("\"state\":\"in quarantena\""))
        let long = program.folder.path.appending("esenzioni.yml")
        try program.folder.write(
            Array(try program.text(of: "esenzioni.yml").replacing("wait_minutes: 0", with: "wait_minutes: 60").utf8),
            to: long.lastComponent?.string ?? "")
        let again = try program.run("quarantine", "retry", "--all")
        #expect(again.status == 0)
        #expect(again.messages.contains("1 file attendono di nuovo"))
        #expect(try program.run("quarantine", "list").output.contains("in attesa"))
    }
}
