// SPDX-License-Identifier: EUPL-1.2

import Domain
import Outbound
import Storage
import SystemPackage
import TestSupport
import Testing
import XMLReading

struct PaperWriterTests {
    private let writer: PaperWriter
    private static let now = Timestamp(seconds: 1_768_813_200)

    init() throws {
        writer = try PaperWriter(
            templates: Self.root.appending("templates"), schemas: Self.root.appending("config").appending("schemas"))
    }

    private static let root = FilePath(#filePath).removingLastComponent().pushing("../..").lexicallyNormalized()

    private func practice(_ state: PracticeState, diagnosis: String?, until: CalendarDay?) throws -> Practice {
        let number = try #require(PracticeNumber("202601020300000001"))
        return Practice(
            number: number, state: state, version: 2,
            asl: TestHouse.asl("010203"), district: nil,
            beneficiary: Beneficiary(
                fiscalCode: TestHouse.person("RSSMRA48R11B111I"), familyName: "ROSSI", givenName: "MARIO"),
            submitter: Submitter(kind: .physician, fiscalCode: nil),
            stated: CodePair(exemption: TestHouse.code("044"), diagnosis: diagnosis.flatMap { DiagnosisCode($0) }),
            requestedAt: Self.now, updatedAt: Self.now, validity: Validity(from: Self.now.romeDay, until: until))
    }

    private func notice(
        from: PracticeState, to: PracticeState, diagnosis: String? = "2960", until: CalendarDay? = nil
    ) throws -> XMLNode {
        let after = try practice(to, diagnosis: diagnosis, until: until)
        let request = DecisionRequest(
            number: after.number, action: .validate, seenVersion: nil, actor: TestHouse.doctor)
        let before = try practice(from, diagnosis: diagnosis, until: until)
        let content = try #require(NoticeContent(request, before: before, after: after, at: Self.now))
        let bytes = try writer.bytes(
            of: Notice(practice: after.number, version: 2, asl: after.asl, at: Self.now, content: content))
        let tree = try XMLTree(
            parsing: bytes,
            namespaces: [
                "a": "urn:esenzioni:aura:avviso:1",
                "e": "http://EsenzionePatologia.central.services.auraws.aura.csi.it",
            ])
        return try #require(tree.root)
    }

    @Test func `a validation carries AURA's own element with its children in order`() throws {
        let root = try notice(from: .inProgress, to: .validated, until: CalendarDay(iso: "2031-01-19"))
        #expect(
            root.nodes("e:esenzionePatologia/*").map(\.name) == [
                "codiceFiscaleChiamante", "codiceFiscaleAssistito", "codiceEsenzione", "dataInizioValidita",
                "dataFineValidita", "listaDiagnosi",
            ])
        #expect(
            root.nodes("e:esenzionePatologia/*").map(\.text) == [
                "LBRCRD53H10D205E", "RSSMRA48R11B111I", "044", "19/01/2026", "19/01/2031", "2960",
            ])
        #expect(root.first("a:testata/a:tipo")?.text == "VALIDAZIONE")
        #expect(root.first("a:testata/a:dataOra")?.text == "2026-01-19T10:00:00+01:00")
    }

    @Test func `without end there is no element for the end`() throws {
        let root = try notice(from: .inProgress, to: .validated)
        #expect(root.first("e:esenzionePatologia/e:dataFineValidita") == nil)
    }

    @Test func `a cancellation ends the validity today and says so`() throws {
        let root = try notice(from: .validated, to: .cancelled)
        #expect(root.first("e:esenzionePatologia/e:dataAnnullamento")?.text == "19/01/2026")
        #expect(root.first("e:esenzionePatologia/e:dataFineValidita")?.text == "19/01/2026")
    }

    @Test func `a rejection is a message of its own kind`() throws {
        let root = try notice(from: .received, to: .rejected, diagnosis: nil)
        #expect(root.first("e:esenzionePatologia") == nil)
        #expect(root.first("a:respingimento/a:listaDiagnosi")?.text == "000")
        #expect(root.first("a:respingimento/a:dataRespingimento")?.text == "19/01/2026")
    }

    @Test(arguments: ReceiptOutcome.allCases)
    func `every receipt passes its schema whatever its texts hold`(_ outcome: ReceiptOutcome) throws {
        let line = HistoryLine(
            at: Self.now, actor: TestHouse.doctor.actor, state: .rejected,
            noteBeneficiary: "<script>&\"'\u{1}]]>", noteInternal: "riga 1\nriga 2 \u{FFFE}")
        let receipt = Receipt(
            sender: "ospedale", file: "sub/<a>&\u{7}.pdf", progressive: 1,
            sha256: try ContentHash.of([1]), at: Self.now, outcome: outcome,
            practice: outcome == .acquired ? PracticeNumber("202601020300000001") : nil,
            documentKind: .laboratoryReport,
            findings: [Finding(.xmlMalformed), Finding(.aslAssumed)], line: line, audience: .sendingDoctor)
        let bytes = try writer.bytes(of: receipt)
        let tree = try XMLTree(parsing: bytes, namespaces: ["r": "urn:esenzioni:ricevuta:1"])
        let root = try #require(tree.root)
        #expect(root.first("r:esito")?.text == outcome.rawValue)
        #expect(root.first("r:notaBeneficiario")?.text == "<script>&\"'\u{FFFD}]]>")
    }

    @Test func `a receipt names the sender's own files, and no other detail`() throws {
        let receipt = Receipt(
            sender: "portale", file: "r1/richiesta.xml", progressive: 1, sha256: try ContentHash.of([1]), at: Self.now,
            outcome: .refused, practice: nil,
            findings: [
                Finding(.attachmentMissing, detail: "<a>&.pdf"), Finding(.pageNamesAnother, detail: "RSSMRA48R11B111I"),
            ])
        let tree = try XMLTree(
            parsing: try writer.bytes(of: receipt), namespaces: ["r": "urn:esenzioni:ricevuta:1"])
        let told = try #require(tree.root).nodes("r:errore/r:descrizione").map(\.text)
        #expect(
            told == [
                "\(FindingCode.attachmentMissing.message) (<a>&.pdf)", FindingCode.pageNamesAnother.message,
            ])
    }

    @Test(arguments: [
        (" ", "\u{2420}"), ("\t\r\n", "\u{2409}\u{240D}\u{240A}"), ("", "\u{2400}"), ("a b", "a b"),
    ])
    func `a name that is only white space is told by its pictures`(_ name: String, _ told: String) throws {
        let line = HistoryLine(
            at: Self.now, actor: TestHouse.doctor.actor, state: .rejected, noteBeneficiary: " \n", noteInternal: "\t")
        let receipt = Receipt(
            sender: name, file: name, progressive: 1, sha256: try ContentHash.of([1]), at: Self.now, outcome: .rejected,
            practice: nil, line: line, audience: .sendingDoctor)
        let tree = try XMLTree(
            parsing: try writer.bytes(of: receipt), namespaces: ["r": "urn:esenzioni:ricevuta:1"])
        let root = try #require(tree.root)
        #expect(root.first("r:file")?.text == told)
        #expect(root.first("r:mittente")?.text == told)
        #expect(root.first("r:notaBeneficiario") == nil)
    }

    @Test(arguments: [
        ("aura/avviso", "{{codiceAsl}}", ""), ("ricevute/ricevuta", "{{sha256}}", ""),
        // What is no XML at all, and what nothing answers, are faults of the paper too.
        ("aura/avviso", "{{codiceAsl}}", "<"), ("ricevute/ricevuta", "{{sha256}}", "{{nulla}}"),
    ])
    func `a template that writes what its schema refuses is told before anything is written`(
        _ name: String, _ tag: String, _ instead: String
    ) throws {
        let folder = try TemporaryFolder()
        let templates = Self.root.appending("templates")
        for other in ["aura/avviso", "ricevute/ricevuta"] {
            let file = try FileDescriptor.open(templates.pushing(FilePath("\(other).mustache")), .readOnly)
            let text = String(decoding: try file.closeAfter { try file.readAll(limit: 1 << 20) }, as: UTF8.self)
            let written = other == name ? text.replacing(tag, with: instead) : text
            try folder.write(Array(written.utf8), to: "\(other).mustache")
        }
        #expect(throws: PaperRefused.self) {
            try PaperWriter(templates: folder.path, schemas: Self.root.appending("config").appending("schemas"))
        }
    }

    @Test func `a notice that the schema refuses is not written`() throws {
        let number = try #require(PracticeNumber("202601020300000001"))
        let request = DecisionRequest(number: number, action: .reject, seenVersion: nil, actor: TestHouse.doctor)
        let before = try practice(.received, diagnosis: nil, until: nil)
        let after = try practice(.rejected, diagnosis: nil, until: nil)
        let content = try #require(NoticeContent(request, before: before, after: after, at: Self.now))
        let longAgo = Timestamp(seconds: -99_999_999_999_999)
        let notice = Notice(practice: number, version: 2, asl: TestHouse.asl("010203"), at: longAgo, content: content)
        #expect(throws: PaperRefused.self) { try writer.bytes(of: notice) }
    }
}
