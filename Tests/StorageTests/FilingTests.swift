// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport
import Testing

struct FilingTests {
    @Test func `a certificate makes a practice with number, history, document and receipt`() async throws {
        let house = try TestHouse()
        let delivery = try await house.drop("a")
        #expect(delivery.outcome == .acquired)
        let number = try #require(delivery.practice)
        #expect(number.value == "202601020300000001")
        let dossier = try #require(try await house.reader.dossier(number, for: nil))
        #expect(dossier.practice.state == .received)
        #expect(dossier.history.map(\.state) == [.received])
        #expect(dossier.history[0].actor == Actor(identity: "AAAAAA00B77B000F", role: .hospitalSpecialist))
        #expect(dossier.documents.map(\.name) == ["a.pdf"])
        #expect(dossier.findings.map(\.code) == [.aslAssumed])
        #expect(try house.store.nextReceipts(limit: 10).map(\.fileName) == ["a.pdf.1.ricevuta.xml"])
    }

    @Test func `the same bytes never make a second practice`() async throws {
        let house = try TestHouse()
        let first = try await house.drop("a")
        let second = try await house.drop("a")
        #expect(second.outcome == .duplicate)
        #expect(second.practice == first.practice)
        #expect(try await house.reader.practices(PracticeFilter(), for: nil, page: 1, size: 10).total == 1)
        let names = try house.store.nextReceipts(limit: 10).map(\.fileName)
        #expect(names == ["a.pdf.1.ricevuta.xml", "a.pdf.2.ricevuta.xml"])
    }

    @Test func `a second document for the same person and exemption joins the open practice`() async throws {
        let house = try TestHouse()
        let first = try await house.drop("a")
        let second = try await house.drop("b")
        #expect(second.outcome == .acquired)
        #expect(second.practice == first.practice)
        #expect(second.findings.contains { $0.code == .practiceOpen })
        let number = try #require(first.practice)
        let dossier = try #require(try await house.reader.dossier(number, for: nil))
        #expect(dossier.documents.count == 2)
        #expect(dossier.practice.version == 2)
    }

    @Test func `for a valid exemption a new practice says that it exists`() async throws {
        let house = try TestHouse()
        let first = try await house.dropForPractice("a")
        _ = try await house.store.decide(.of(first, .validate))
        let second = try await house.drop("b")
        #expect(second.practice != first)
        #expect(second.findings.contains { $0.code == .alreadyExempt })
    }

    @Test func `a document without person waits to be matched`() async throws {
        let house = try TestHouse()
        let delivery = try await house.drop("a", person: nil)
        #expect(delivery.outcome == .unmatched)
        #expect(try await house.reader.unmatchedDocuments(for: TestHouse.doctor).count == 1)
        #expect(try await house.reader.unmatchedDocuments(for: TestHouse.stranger).isEmpty)
        let person = Beneficiary(
            fiscalCode: TestHouse.person("RSSMRA48R11B111I"), familyName: "ROSSI", givenName: "MARIO")
        await #expect(throws: MatchRefusal.notWaiting) {
            _ = try await house.store.match(delivery.id, to: person, by: TestHouse.stranger)
        }
        let number = try await house.store.match(delivery.id, to: person, by: TestHouse.doctor)
        #expect(try await house.reader.dossier(number, for: nil)?.practice.beneficiary == person)
        await #expect(throws: MatchRefusal.notWaiting) {
            _ = try await house.store.match(delivery.id, to: person, by: TestHouse.doctor)
        }
    }

    @Test func `what is no evidence makes no practice`() async throws {
        let house = try TestHouse()
        #expect(try await house.drop("a", role: .notEvidence).outcome == .notEvidence)
        #expect(try await house.reader.practices(PracticeFilter(), for: nil, page: 1, size: 10).total == 0)
    }

    @Test func `what cannot be read is kept aside with its reason and can be read again`() async throws {
        let house = try TestHouse()
        let delivery = try await house.drop(
            "a", role: .unreadable, findings: [Finding(.xmlMalformed, detail: "riga 3")])
        #expect(delivery.outcome == .refused)
        let aside = try await house.reader.quarantine()
        #expect(aside.map(\.reason) == [Finding(.xmlMalformed, detail: "riga 3")])
        #expect(try await house.store.retryQuarantined(delivery.id))
        #expect(try await house.reader.quarantine().isEmpty)
        #expect(try house.store.pendingDeliveries(limit: 5).map(\.id) == [delivery.id])
        #expect(try await house.store.retryQuarantined(delivery.id) == false)
    }

    @Test func `who is told the same after another try gets no further receipt, and one where it is something else`()
        async throws
    {
        let house = try TestHouse()
        let finding = Finding(.xmlMalformed, detail: "riga 3")
        let delivery = try await house.drop("a", role: .unreadable, findings: [finding])
        for (reason, receipts) in [(finding, 1), (Finding(.pdfUnreadable), 2), (Finding(.pdfUnreadable), 2)] {
            _ = try await house.store.retryQuarantined(delivery.id)
            _ = try await house.store.file(delivery.id, as: .unreadable(reason))
            #expect(try house.store.nextReceipts(limit: 10).count == receipts)
            #expect(try await house.reader.quarantine().map(\.reason.code) == [reason.code])
        }
        let found = try faults(in: house.folder.path).map(\.code)
        #expect(!found.contains(.receiptMissing) && !found.contains(.numbersMissing))
    }

    @Test func `filing a settled delivery again changes nothing`() async throws {
        let house = try TestHouse()
        let delivery = try await house.drop("a")
        let again = try await house.store.file(delivery.id, as: .unreadable(Finding(.pdfUnreadable)))
        #expect(again == delivery)
        #expect(try house.store.nextReceipts(limit: 10).count == 1)
    }

    @Test func `numbers neither skip nor repeat when many documents come at once`() async throws {
        let house = try TestHouse()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<60 { group.addTask { try await house.drop("document \(index)", exemption: nil) } }
            try await group.waitForAll()
        }
        let page = try await house.reader.practices(PracticeFilter(), for: nil, page: 1, size: 100)
        let progressives = page.practices.compactMap { Int($0.number.value.suffix(8)) }
        #expect(progressives == Array(1...60))
    }

    @Test func `the number's year is Italy's, an hour before UTC`() async throws {
        let house = try TestHouse(clock: FrozenClock(Timestamp(seconds: 1_798_758_000)))
        #expect(try await house.dropForPractice("a").value.hasPrefix("2027"))
        let earlier = try TestHouse(clock: FrozenClock(Timestamp(seconds: 1_798_757_999)))
        #expect(try await earlier.dropForPractice("a").value.hasPrefix("2026"))
    }

    @Test(arguments: ["010211", nil])
    func `a practice is of the ASL that the document says, else of the sender's`(_ told: String?) async throws {
        let house = try TestHouse()
        let arrival = Arrival(
            sender: "ospedale", senderKind: .hospital, name: "a.pdf", sha256: try ContentHash.of([1]), size: 1,
            asl: TestHouse.asl("010203"), district: "AREA M.CENTRO")
        var extract = Portal.certificate()
        extract.residence = told.map(TestHouse.asl)
        let filed = try await house.store.file(try await house.store.register([arrival])[0], as: extract)
        let number = TestHouse.known(filed.practice)
        let practice = TestHouse.known(try await house.reader.dossier(number, for: nil)).practice
        #expect(practice.asl.value == told ?? "010203" && number.asl == practice.asl)
        #expect(practice.district == (told == nil ? "AREA M.CENTRO" : nil))
        #expect(filed.findings.contains { $0.code == .aslAssumed } == (told == nil))
    }
}

extension DecisionRequest {
    static func of(
        _ number: PracticeNumber, _ action: DecisionAction, seen: Int? = nil, by actor: Operator = TestHouse.doctor,
        reason: RejectionReason? = nil, beneficiary: String = "", inside: String = "",
        entry: DoctorEntry = DoctorEntry()
    ) -> DecisionRequest {
        DecisionRequest(
            number: number, action: action, seenVersion: seen, actor: actor, reason: reason,
            noteBeneficiary: beneficiary, noteInternal: inside, entry: entry)
    }
}
