// SPDX-License-Identifier: EUPL-1.2

import Domain
import GRDB
@testable import Storage
import SystemPackage
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
        #expect(try await house.reader.notices().map(\.refusal?.returnCode) == ["KO"])
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
        #expect(try await house.store.resendNotice(notice.id).map(\.messageID) == [notice.id])
        let again = try house.store.nextNotices(limit: 10)
        #expect(again.map(\.bytes) == [notice.bytes])
        #expect(again.map(\.fileName) != [notice.name])
        #expect(try await house.store.resendNotice(notice.id).isEmpty)
    }

    @Test func `a notice that somebody changed is not sent, and not sent again`() async throws {
        let house = try TestHouse()
        let notice = try await sentNotice(house)
        let queue = try DatabaseQueue(path: house.folder.path.appending(PracticeStore.fileName).string)
        try await queue.write { try $0.execute(sql: "UPDATE notice SET bytes = x'00'") }
        await #expect(throws: StoreError.paperAltered(notice.id)) { try await house.store.resendNotice(notice.id) }
        #expect(try house.store.nextNotices(limit: 10).isEmpty)
        try await queue.write { try $0.execute(sql: "UPDATE notice SET state = 'DA_INVIARE'") }
        #expect(throws: StoreError.paperAltered(notice.id)) { try house.store.nextNotices(limit: 10) }
    }

    @Test func `an altered notice keeps those of its practice waiting, and no other's`() async throws {
        let house = try TestHouse()
        for (name, person) in [("a", "RSSMRA48R11B111I"), ("b", "TRNNLL53H10I462M")] {
            let number = try await house.dropForPractice(name, person: person)
            _ = try await house.store.decide(.of(number, .validate))
            _ = try await house.store.decide(.of(number, .cancel))
        }
        let due = try house.store.nextNotices(limit: 10)
        let queue = try DatabaseQueue(path: house.folder.path.appending(PracticeStore.fileName).string)
        try await queue.write { try $0.execute(sql: "UPDATE notice SET bytes = x'00' WHERE id = 1") }
        #expect(try house.store.nextNotices(limit: 10).map(\.fileName) == due.suffix(2).map(\.fileName))
    }

    /// A practice that was validated and cancelled, all of it sent.
    private func cancelled(_ house: TestHouse) async throws -> [String] {
        let number = try await house.dropForPractice("a")
        _ = try await house.store.decide(.of(number, .validate))
        _ = try await house.store.decide(.of(number, .cancel))
        try await house.store.recordWritten(try house.store.nextNotices(limit: 10))
        return try await house.reader.notices().reversed().map(\.messageID)
    }

    private func reply(_ house: TestHouse, _ id: String, _ code: String = "OK") async throws
        -> PracticeStore.ReplyOutcome
    {
        try await house.store.recordReply(Reply(messageID: id, returnCode: code, messages: []))
    }

    @Test(arguments: [nil, "OK", "KO"])
    func `a notice sent again takes the later ones along, in their order and under later names`(
        _ answer: String?
    ) async throws {
        let house = try TestHouse()
        let messages = try await cancelled(house)
        if let answer { _ = try await reply(house, messages[1], answer) }
        #expect(try await house.store.resendNotice(messages[0]).map(\.messageID) == messages)
        let due = try house.store.nextNotices(limit: 10)
        #expect(due.map(\.kind) == messages.map { .notice(messageID: $0) })
        #expect(due.map { String($0.fileName.suffix(12)) } == ["00000003.xml", "00000004.xml"])
        #expect(!(try faults(in: house.folder.path).map(\.code)).contains(.numbersMissing))
    }

    @Test func `a notice sent again takes along what a later practice of that person and exemption told`() async throws
    {
        let house = try TestHouse()
        let messages = try await cancelled(house)
        let next = try await house.dropForPractice("b")
        _ = try await house.store.decide(.of(next, .validate))
        let other = try await house.dropForPractice("c", exemption: "013")
        _ = try await house.store.decide(.of(other, .validate))
        try await house.store.recordWritten(try house.store.nextNotices(limit: 10))
        let queued = try await house.store.resendNotice(messages[1])
        #expect(queued.map(\.kind) == [.cancellation, .validation])
        #expect(queued.last?.practice == next)
    }

    @Test func `a late answer to an earlier sending keeps no notice from going out again`() async throws {
        let house = try TestHouse()
        let messages = try await cancelled(house)
        _ = try await house.store.resendNotice(messages[0])
        #expect(try await reply(house, messages[1]) == .early)
        let due = try house.store.nextNotices(limit: 10)
        #expect(due.map(\.kind) == messages.map { .notice(messageID: $0) })
        try await house.store.recordWritten(due)
        #expect(try await house.reader.notices().reversed().map(\.state) == [.sent, .accepted])
    }

    @Test func `a refusal that was taken before does not refuse the notice that was sent again`() async throws {
        let house = try TestHouse()
        let messages = try await cancelled(house)
        let sent = try #require(try await house.reader.notices().first?.sentAt)
        let before = Timestamp(seconds: sent.seconds - 60)
        let refusal = Reply(messageID: messages[1], returnCode: "KO", messages: [])
        #expect(try await house.store.recordReply(refusal, writtenAt: before) == .recorded(.refused))
        _ = try await house.store.resendNotice(messages[1])
        #expect(try await house.store.recordReply(refusal, writtenAt: before) == .former)
        try await house.store.recordWritten(try house.store.nextNotices(limit: 10))
        #expect(try await house.store.recordReply(refusal, writtenAt: before) == .former)
        #expect(try await house.reader.notices().first?.state == .sent)
        // Another of the same words came since.
        #expect(
            try await house.store.recordReply(refusal, writtenAt: Timestamp(seconds: sent.seconds + 3600))
                == .recorded(.refused))
    }

    @Test func `an answer to a notice that was never noted as sent is told as such`() async throws {
        let house = try TestHouse()
        let number = try await house.dropForPractice("a")
        _ = try await house.store.decide(.of(number, .validate))
        let message = try #require(try await house.reader.notices().first?.messageID)
        #expect(try await reply(house, message) == .unnoted(.accepted))
    }

    @Test(arguments: [("OK", true), ("ok", true), ("O\u{212A}", false), ("OK1", false), ("KO", false)])
    func `only the two letters accept`(_ code: String, _ isAccepted: Bool) {
        #expect(Reply(messageID: "A", returnCode: code, messages: []).isAccepted == isAccepted)
    }

    @Test func `an inbox whose share is gone is not the empty folder in its place`() async throws {
        let house = try TestHouse()
        try house.folder.makeFolder("inbox")
        let inbox = house.folder.path.appending("inbox")
        try await house.store.claimInbox(inbox)
        #expect(try house.reader.foldersAway([inbox]).isEmpty)
        try await house.store.database.write { try $0.execute(sql: "UPDATE outbox SET mount = path") }
        await #expect(throws: StoreError.outboxGone(inbox.string, mount: inbox.string)) {
            try await house.store.claimInbox(inbox)
        }
        #expect(try house.reader.foldersAway([inbox]).count == 1)
    }

    @Test func `a name that is taken moves those behind it as well`() async throws {
        let house = try TestHouse()
        let number = try await house.dropForPractice("a")
        _ = try await house.store.decide(.of(number, .validate))
        _ = try await house.store.decide(.of(number, .cancel))
        try await house.store.renamePapers([try house.store.nextNotices(limit: 10)[0]])
        let names = try house.store.nextNotices(limit: 10).map { String($0.fileName.suffix(12)) }
        #expect(names == ["00000003.xml", "00000004.xml"])
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
