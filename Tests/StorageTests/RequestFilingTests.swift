// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import Storage
import TestSupport
import Testing

struct RequestFilingTests {
    private let house: TestHouse
    private let portal: Portal

    init() throws {
        house = try TestHouse()
        portal = Portal(house: house)
    }

    @Test(
        arguments: [(-400 * 86_400, true), (-30 * 86_400, false), (0, false), (40 * 86_400, true)] as [(Int64, Bool)])
    func `a day that the portal cannot mean is told`(_ shift: Int64, isOdd: Bool) async throws {
        var asked = Portal.request()
        let stated = try #require(asked.request)
        asked.request = StatedRequest(
            submittedAt: Timestamp(seconds: house.clock.now.seconds + shift), submitter: stated.submitter)
        let request = try await portal.ask("richiesta", asked)
        let dossier = try #require(try await portal.dossier(request))
        #expect(dossier.findings.contains { $0.code == .requestDateOdd } == isOdd)
    }

    @Test(arguments: [[0, 1, 2], [2, 1, 0], [1, 0, 2], [1, 2, 0]])
    func `a complete request is one practice with its attachments, in whatever order its files come`(
        _ order: [Int]
    ) async throws {
        var dropped: [Int: Delivery] = [:]
        for step in order {
            switch step {
            case 0: dropped[0] = try await portal.ask(listing: [("a.pdf", "a.pdf"), ("b.pdf", "b.pdf")])
            case 1: dropped[1] = try await portal.attach("a.pdf")
            default: dropped[2] = try await portal.attach("b.pdf")
            }
            let isLast = step == order.last
            #expect(dropped[step]?.outcome == (isLast ? .acquired : nil))
        }
        for delivery in dropped.values {
            let settled = try await portal.now(delivery)
            #expect(settled.outcome == .acquired)
            #expect(!settled.isHeld)
        }
        let request = try #require(dropped[0])
        let dossier = try #require(try await portal.dossier(request))
        #expect(Set(dossier.documents.map(\.role)) == [.request, .attachment])
        #expect(dossier.documents.count == 3)
        #expect(dossier.practice.submitter == Submitter(kind: .citizen, fiscalCode: FiscalCode(Portal.citizen)))
        #expect(dossier.history.map(\.actor) == [Actor(identity: Portal.citizen, role: .citizen)])
        #expect(dossier.findings.map(\.code) == [.aslAssumed])
        #expect(try house.store.nextReceipts(limit: 10).count == 3)
        #expect(try house.store.pendingDeliveries(limit: 10).isEmpty)
    }

    @Test func `nothing is concluded while a file of the folder is unread`() async throws {
        let unread = try await portal.register("in più", as: "in più.pdf", in: "r1")
        let request = try await portal.ask()
        #expect(request.outcome == nil)
        _ = try await house.store.file(unread[0], as: .unreadable(Finding(.contentUnrecognised)))
        #expect(try await portal.now(request).outcome == .acquired)
    }

    @Test func `what was held before a restart is completed after it`() async throws {
        let request = try await portal.ask(listing: [("a.pdf", "a.pdf")])
        let unread = try await portal.register("a.pdf", as: "a.pdf", in: "r1")
        let restarted = try PracticeStore(
            folder: house.folder.path, catalogue: TestHouse.catalogue.lookup, papers: .plain,
            clock: { [clock = house.clock] in clock.now })
        #expect(try restarted.pendingDeliveries(limit: 5).map(\.id) == unread)
        let last = try await restarted.file(unread[0], as: Portal.certificate())
        #expect(last.outcome == .acquired)
        #expect(try await portal.now(request).practice == last.practice)
        #expect(try await restarted.file(unread[0], as: Portal.certificate()) == last)
        #expect(try restarted.nextReceipts(limit: 10).count == 2)
    }

    @Test func `a delegate's request names the delegate and takes the stated ASL`() async throws {
        let asked = Portal.request(by: .delegate, asl: TestHouse.asl("010211"))
        let dossier = try #require(try await portal.dossier(try await portal.ask("richiesta", asked)))
        #expect(dossier.practice.asl == TestHouse.asl("010211"))
        #expect(dossier.practice.district == "ALBA")
        #expect(dossier.practice.number.value.hasPrefix("2026010211"))
        #expect(dossier.practice.submitter.kind == .delegate)
        #expect(dossier.history.map(\.actor) == [Actor(identity: Portal.delegate, role: .delegate)])
        #expect(dossier.findings.isEmpty)
    }

    @Test func `an attached certificate supplies the codes and its contradictions are told`() async throws {
        let supplied = try await portal.ask(
            listing: [("a.pdf", "a.pdf")], Portal.request(exemption: nil, diagnosis: nil))
        try await portal.attach("a.pdf", Portal.certificate(exemption: "054", diagnosis: "7200"))
        let first = try #require(try await portal.dossier(supplied))
        #expect(first.practice.stated == CodePair(exemption: TestHouse.code("054"), diagnosis: DiagnosisCode("7200")))
        #expect(first.findings.map(\.code) == [.aslAssumed])

        let contested = try await portal.ask("altra", listing: [("b.pdf", "b.pdf")], in: "r2")
        try await portal.attach("b.pdf", in: "r2", Portal.certificate(exemption: "048"))
        let second = try #require(try await portal.dossier(contested))
        #expect(second.practice.stated.exemption == TestHouse.code("044"))
        #expect(second.findings.map(\.code) == [.sourcesDisagree, .aslAssumed])
    }

    @Test func `a certificate of somebody else and one that cannot be read are attached and told`() async throws {
        let request = try await portal.ask(listing: [("a.pdf", "a.pdf"), ("b.pdf", "b.pdf")])
        try await portal.attach("a.pdf", Portal.certificate(person: Portal.delegate))
        try await portal.attach("b.pdf", .unreadable(Finding(.pdfEncrypted)))
        let dossier = try #require(try await portal.dossier(request))
        #expect(dossier.documents.count == 3)
        #expect(dossier.findings.map(\.code) == [.aslAssumed, .pageNamesAnother, .attachmentUnreadable])
    }

    @Test func `a file that the request does not list is attached and told`() async throws {
        let extra = try await portal.attach("extra.pdf", Portal.certificate(exemption: "048"))
        let request = try await portal.ask()
        let dossier = try #require(try await portal.dossier(request))
        #expect(dossier.documents.map(\.name) == ["r1/extra.pdf", "r1/richiesta.xml"])
        #expect(dossier.findings.map(\.code) == [.aslAssumed, .attachmentUnlisted])
        #expect(try await portal.now(extra).outcome == .acquired)
    }

    @Test func `a request whose person is not established waits with its attachments to be matched`() async throws {
        let request = try await portal.ask(listing: [("a.pdf", "a.pdf")], Portal.request(person: "RSSMRA48R11B111A"))
        let attachment = try await portal.attach("a.pdf")
        #expect(try await portal.now(request).outcome == .unmatched)
        #expect(try await portal.now(attachment).outcome == .unmatched)
        #expect(try await house.reader.unmatchedDocuments(for: TestHouse.doctor).map(\.delivery.id) == [request.id])
        let person = Beneficiary(
            fiscalCode: TestHouse.person(Portal.citizen), familyName: "ROSSI", givenName: "MARIO")
        let number = try await house.store.match(request.id, to: person, by: TestHouse.doctor)
        let dossier = try #require(try await house.reader.dossier(number, for: nil))
        #expect(dossier.practice.beneficiary == person)
        #expect(dossier.documents.count == 2)
        #expect(try await portal.now(attachment).practice == number)
        #expect(try await house.reader.unmatchedDocuments(for: TestHouse.doctor).isEmpty)
    }

    @Test func `what is said not to be pertinent is so with all its attachments`() async throws {
        let request = try await portal.ask(listing: [("a.pdf", "a.pdf")], Portal.request(person: "RSSMRA48R11B111A"))
        let attachment = try await portal.attach("a.pdf")
        try await house.store.setAsNotPertinent(request.id, by: TestHouse.doctor)
        #expect(try await portal.now(request).outcome == .notEvidence)
        #expect(try await portal.now(attachment).outcome == .notEvidence)
    }

    @Test func `a request joins the open practice of that person and exemption`() async throws {
        let practice = try await house.dropForPractice("certificato")
        let request = try await portal.ask(listing: [("a.pdf", "a.pdf")])
        let attachment = try await portal.attach("a.pdf")
        #expect(try await portal.now(request).practice == practice)
        #expect(try await portal.now(attachment).practice == practice)
        #expect(try await portal.now(request).findings.contains { $0.code == .practiceOpen })
    }

    @Test func `a folder dropped again is a duplicate, file by file`() async throws {
        try await portal.ask(listing: [("a.pdf", "a.pdf")])
        let first = try await portal.attach("a.pdf")
        let practice = try await portal.now(first).practice
        for folder in ["r1", "r2"] {
            let attachment = try await portal.attach("a.pdf", in: folder)
            let request = try await portal.ask(listing: [("a.pdf", "a.pdf")], in: folder)
            for delivery in [request, attachment] {
                #expect(try await portal.now(delivery).outcome == .duplicate)
                #expect(try await portal.now(delivery).practice == practice)
            }
        }
        #expect(try await house.reader.practices(PracticeFilter(), for: nil, page: 1, size: 10).total == 1)
    }

    @Test func `one certificate may serve two requests`() async throws {
        let first = try await portal.ask("prima", listing: [("a.pdf", "a.pdf")])
        try await portal.attach("a.pdf")
        let rejected = try #require(try await portal.now(first).practice)
        _ = try await house.store.decide(.of(rejected, .reject, reason: .documentsNotSufficient))
        let second = try await portal.ask("seconda", listing: [("a.pdf", "a.pdf")], in: "r2")
        let again = try await portal.attach("a.pdf", in: "r2")
        let dossier = try #require(try await portal.dossier(second))
        #expect(dossier.practice.number != rejected)
        #expect(dossier.documents.map(\.role) == [.request, .attachment])
        #expect(try await portal.now(again).outcome == .acquired)
    }

    @Test func `two requests in one folder keep their files apart`() async throws {
        let first = try await portal.ask("prima", listing: [("a.pdf", "a.pdf")])
        let second = try await portal.ask(
            "seconda", listing: [("b.pdf", "b.pdf")], Portal.request(exemption: "054", diagnosis: "7200"))
        try await portal.attach("b.pdf", Portal.certificate(exemption: "054", diagnosis: "7200"))
        #expect(try await portal.now(first).outcome == nil)
        #expect(try await portal.dossier(second)?.documents.count == 2)
        try await portal.attach("a.pdf")
        #expect(try await portal.dossier(first)?.documents.map(\.name) == ["r1/richiesta.xml", "r1/a.pdf"])
    }

    @Test func `a request outside any folder stands alone`() async throws {
        #expect(try await portal.ask(in: nil).outcome == .acquired)
        #expect(try await portal.attach("a.pdf", in: nil).outcome == .acquired)
    }

    @Test func `a request that nobody could read is set aside at once, and so is a hospital's`() async throws {
        let invalid = Extract(form: .requestXML, role: .request, findings: [Finding(.requestInvalid, detail: "riga 3")])
        #expect(try await portal.drop("x", as: "richiesta.xml", invalid).outcome == .refused)
        let broken = Extract.unreadable(Finding(.xmlMalformed))
        #expect(try await portal.drop("y", as: "richiesta.xml", broken).outcome == .refused)
        let hospital = Portal(house: house, sender: "ospedale", kind: .hospital)
        #expect(try await hospital.ask("z", in: nil).findings.map(\.code) == [.requestInvalid])
        #expect(
            try await house.reader.quarantine().map(\.reason.code) == [.requestInvalid, .xmlMalformed, .requestInvalid])
    }
}
