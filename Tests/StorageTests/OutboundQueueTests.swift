// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport
import Testing

struct OutboundQueueTests {
    private func sentNotice(_ house: TestHouse) async throws -> (id: String, bytes: [UInt8], name: String) {
        let number = try await house.dropForPractice("a")
        _ = try await house.store.decide(.of(number, .validate))
        let due = try house.store.nextNotices(limit: 10)
        try await house.store.recordWritten(due)
        guard case .notice(let id) = due[0].kind else { throw StoreError.unknownDelivery }
        return (id, due[0].bytes, due[0].fileName)
    }

    @Test(arguments: [
        ("OK", NoticeState.accepted), ("ok", .accepted), ("Ok", .accepted), ("KO", .refused), ("OKAY", .refused),
    ])
    func `only OK in any case of letters is acceptance`(_ code: String, _ state: NoticeState) async throws {
        let house = try TestHouse()
        let notice = try await sentNotice(house)
        let outcome = try await house.store.recordReply(Reply(messageID: notice.id, returnCode: code, messages: []))
        #expect(outcome == .recorded(state))
        #expect(try await house.reader.notices().map(\.state) == [state])
    }

    @Test func `an accepted notice stays accepted whatever comes later`() async throws {
        let house = try TestHouse()
        let notice = try await sentNotice(house)
        _ = try await house.store.recordReply(Reply(messageID: notice.id, returnCode: "OK", messages: []))
        let later = try await house.store.recordReply(Reply(messageID: notice.id, returnCode: "KO", messages: []))
        #expect(later == .contradicted)
        #expect(try await house.reader.notices().map(\.state) == [.accepted])
    }

    @Test func `a refused notice may be accepted later`() async throws {
        let house = try TestHouse()
        let notice = try await sentNotice(house)
        for (code, state) in [("KO", NoticeState.refused), ("OK", .accepted)] {
            let outcome = try await house.store.recordReply(
                Reply(messageID: notice.id, returnCode: code, messages: []))
            #expect(outcome == .recorded(state))
        }
        let again = try await house.store.recordReply(Reply(messageID: notice.id, returnCode: "ok", messages: []))
        #expect(again == .repeated)
    }

    @Test func `a reply to a message that was never sent changes nothing`() async throws {
        let house = try TestHouse()
        _ = try await sentNotice(house)
        let outcome = try await house.store.recordReply(Reply(messageID: "ignoto", returnCode: "OK", messages: []))
        #expect(outcome == .unknownMessage)
    }

    @Test func `a notice sent again has the same bytes under a new name`() async throws {
        let house = try TestHouse()
        let notice = try await sentNotice(house)
        #expect(try await house.store.resendNotice(notice.id))
        let again = try house.store.nextNotices(limit: 10)
        #expect(again.map(\.bytes) == [notice.bytes])
        #expect(again.map(\.fileName) != [notice.name])
        #expect(try await house.store.resendNotice(notice.id) == false)
    }

    @Test func `a paper whose name is taken gets the next, and no number is missed`() async throws {
        let house = try TestHouse()
        let number = try await house.dropForPractice("a.b")
        _ = try await house.store.decide(.of(number, .validate))
        let before = try house.store.nextNotices(limit: 10) + house.store.nextReceipts(limit: 10)
        try await house.store.renamePapers([before[0], before[1]])
        let after = try house.store.nextNotices(limit: 10) + house.store.nextReceipts(limit: 10)
        #expect(after.map(\.bytes) == before.map(\.bytes))
        #expect(after[0].fileName == "AURA_\(number.value)_VALIDAZIONE_00000002.xml")
        #expect(after.dropFirst().map(\.fileName) == ["a.b.pdf.3.ricevuta.xml", "a.b.pdf.2.ricevuta.xml"])
        let found = try faults(in: house.folder.path).map(\.code)
        #expect(!found.contains(.receiptMissing) && !found.contains(.numbersMissing))
    }

    @Test func `a notice without reply for too long is counted`() async throws {
        let house = try TestHouse()
        _ = try await sentNotice(house)
        let sentAt = house.clock.now
        #expect(try await house.reader.noticesWithoutReply(since: Timestamp(seconds: sentAt.seconds - 1)) == 0)
        #expect(try await house.reader.noticesWithoutReply(since: sentAt) == 1)
    }
}
