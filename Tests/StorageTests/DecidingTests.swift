// SPDX-License-Identifier: EUPL-1.2

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
