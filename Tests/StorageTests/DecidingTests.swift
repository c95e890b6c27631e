// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import Storage
import TestSupport
import Testing

struct DecidingTests {
    @Test func `a validation, its notice and its receipts are one transaction`() async throws {
        let house = try TestHouse()
        let number = try await house.dropForPractice("a")
        try await house.drop("b")
        let practice = try await house.store.decide(.of(number, .validate, beneficiary: "sì", inside: "no"))
        #expect(practice.state == .validated)
        let notices = try house.store.nextNotices(limit: 10)
        #expect(notices.map(\.fileName) == ["AURA_\(number)_VALIDAZIONE_00000001.xml"])
        let receipts = try house.store.nextReceipts(limit: 10).map(\.fileName)
        #expect(receipts.suffix(2) == ["a.pdf.2.ricevuta.xml", "b.pdf.2.ricevuta.xml"])
    }

    @Test func `a notice that its schema refuses undoes the decision`() async throws {
        let refusing = PaperRenderer(
            notice: { _ in throw PaperRefused(reason: "line 1") }, receipt: { Array("\($0)".utf8) })
        let house = try TestHouse(papers: refusing)
        let number = try await house.dropForPractice("a")
        await #expect(throws: DecisionRefusal.noticeInvalid("line 1")) {
            try await house.store.decide(.of(number, .validate))
        }
        let dossier = try #require(try await house.reader.dossier(number, for: nil))
        #expect(dossier.practice.state == .received)
        #expect(dossier.history.count == 1)
        #expect(try house.store.nextReceipts(limit: 10).count == 1)
    }

    @Test func `each sender of a document hears of the decision once, whoever brought it first`() async throws {
        let house = try TestHouse()
        let practice = try await house.dropForPractice("a")
        for sender in ["ospedale", "clinica", "clinica"] { try await house.drop("a", from: sender) }
        let before = try house.store.nextReceipts(limit: 20).count
        _ = try await house.store.decide(.of(practice, .validate))
        let told = try house.store.nextReceipts(limit: 20).dropFirst(before).map(\.place)
        #expect(told == ["ospedale/a.pdf.3.ricevuta.xml", "clinica/a.pdf.3.ricevuta.xml"])
    }

    @Test func `who brought a document while it waited for its person hears of the decision as well`() async throws {
        let house = try TestHouse()
        let waiting = try await house.drop("a", person: nil)
        try await house.drop("a", person: nil, from: "clinica")
        let person = Beneficiary(
            fiscalCode: TestHouse.person("RSSMRA48R11B111I"), familyName: "ROSSI", givenName: "MARIO")
        let practice = try await house.store.match(waiting.id, to: person, by: TestHouse.doctor)
        let before = try house.store.nextReceipts(limit: 20).count
        _ = try await house.store.decide(.of(practice, .validate))
        let told = try house.store.nextReceipts(limit: 20).dropFirst(before).map(\.place)
        #expect(told == ["ospedale/a.pdf.3.ricevuta.xml", "clinica/a.pdf.2.ricevuta.xml"])
    }

    @Test(arguments: [("ROSSI", "MARIO", false), ("BENVEGNU", "SALVATORE", true)])
    func `a person who was named against the code is told to whoever decides`(
        _ family: String, _ given: String, _ isTold: Bool
    ) async throws {
        let house = try TestHouse()
        let waiting = try await house.drop("a", person: nil)
        let person = Beneficiary(
            fiscalCode: TestHouse.person("RSSMRA48R11B111I"), familyName: family, givenName: given)
        let number = try await house.store.match(waiting.id, to: person, by: TestHouse.doctor)
        let dossier = try #require(try await house.reader.dossier(number, for: nil))
        let standing = try house.reader.dossier(
            dossier, with: DoctorEntry(), for: TestHouse.doctor,
            by: DecisionRules(catalogue: TestHouse.catalogue.lookup),
            at: house.clock.now)
        #expect(standing.findings.contains { $0.code == .identityMismatch } == isTold)
    }

    @Test func `neither note nor reason is in what AURA is sent, and no reason in a receipt`() async throws {
        let house = try TestHouse()
        let number = try await house.dropForPractice("a")
        _ = try await house.store.decide(
            .of(number, .reject, reason: .documentsNotCorrect, beneficiary: "PERILCITTADINO", inside: "PERILMEDICO"))
        let notice = String(decoding: try house.store.nextNotices(limit: 1)[0].bytes, as: UTF8.self)
        let receipt = String(decoding: try house.store.nextReceipts(limit: 5)[1].bytes, as: UTF8.self)
        for word in ["PERILCITTADINO", "PERILMEDICO", "documentsNotCorrect", "DOCUMENTAZIONE"] {
            #expect(!notice.contains(word))
        }
        #expect(receipt.contains("PERILCITTADINO"))
        #expect(receipt.contains("PERILMEDICO"))
        #expect(!receipt.contains("documentsNotCorrect"))
    }

    @Test func `the portal's receipt never carries the internal note`() async throws {
        let house = try TestHouse()
        let delivery = try await house.drop("a", sender: .portal)
        let number = try #require(delivery.practice)
        _ = try await house.store.decide(
            .of(number, .reject, reason: .other, beneficiary: "PERILCITTADINO", inside: "PERILMEDICO"))
        let receipt = String(decoding: try house.store.nextReceipts(limit: 5)[1].bytes, as: UTF8.self)
        #expect(receipt.contains("PERILCITTADINO"))
        #expect(!receipt.contains("PERILMEDICO"))
    }

    @Test func `of many doctors who act at once on one view exactly one wins`() async throws {
        let house = try TestHouse()
        for round in 0..<20 {
            let number = try await house.dropForPractice("round \(round)", exemption: nil)
            let winners = await withTaskGroup(of: Bool.self) { group in
                for index in 0..<8 {
                    let actor = index.isMultiple(of: 2) ? TestHouse.doctor : TestHouse.colleague
                    group.addTask {
                        do {
                            _ = try await house.store.decide(.of(number, .takeCharge, seen: 1, by: actor))
                            return true
                        } catch let refusal as DecisionRefusal {
                            guard case .stale(let change) = refusal else { return true }
                            return change.state != .inProgress
                        } catch {
                            return true
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(winners == 1)
            #expect(try await house.reader.history(number, for: nil)?.count == 2)
        }
    }

    @Test func `a doctor's choice cannot break the rule of one open practice`() async throws {
        let house = try TestHouse()
        let open = try await house.dropForPractice("a", exemption: "044")
        let other = try await house.dropForPractice("b", exemption: "013")
        await #expect(throws: DecisionRefusal.openElsewhere(open)) {
            try await house.store.decide(
                .of(other, .validate, entry: DoctorEntry(exemption: TestHouse.code("044"))))
        }
    }

    @Test func `the command's system account is kept in the log`() async throws {
        let house = try TestHouse()
        let number = try await house.dropForPractice("a")
        _ = try await house.store.decide(.of(number, .takeCharge), systemAccount: "amministratore")
        #expect(try await house.reader.history(number, for: nil)?.count == 2)
    }
}

extension OutboundFile {
    /// The folder of the sender and the name in it.
    fileprivate var place: String {
        guard case .receipt(_, let sender) = kind else { return fileName }
        return "\(sender)/\(fileName)"
    }
}
