// SPDX-License-Identifier: EUPL-1.2

import Domain
import GRDB
import TestSupport
import Testing

@testable import Storage

/// A portal that drops all of its requests into one folder: each costs what it lists, and none falls out.
struct SharedFolderTests {
    private let house: TestHouse
    private let portal: Portal

    init() throws {
        house = try TestHouse()
        portal = Portal(house: house)
    }

    /// Drops a request of one folder, under a name and with bytes of its own, that lists two files.
    private func ask(_ index: Int) async throws -> Delivery {
        var asked = Portal.request(exemption: nil, diagnosis: nil)
        asked.request?.attachments = try ["a", "b"].map {
            StatedAttachment(
                name: "\(index)-\($0).pdf", kind: .certificate, sha256: try Portal.hash("\(index)-\($0).pdf"))
        }
        return try await portal.drop("richiesta \(index)", as: "\(index).xml", asked)
    }

    private static let many = 1000

    @Test func `a thousand that wait make the next no dearer, and the oldest is still completed`() async throws {
        var first: Delivery?
        var costs: [Duration] = []
        for index in 0..<Self.many {
            let start = ContinuousClock.now
            let request = try await ask(index)
            try await portal.attach("\(index)-a.pdf", Portal.certificate(exemption: "044", diagnosis: nil))
            costs.append(ContinuousClock.now - start)
            first = first ?? request
        }
        // More than this used to be seen at once.
        for index in 0..<50 { try await portal.attach("altro-\(index).pdf") }
        let early = costs[50..<150].reduce(.zero, +)
        let late = costs[(Self.many - 100)...].reduce(.zero, +)
        print("shared folder: 100 requests at first \(early), at last \(late)")
        #expect(late < early * 4, "\(early) became \(late)")
        try await portal.attach("0-b.pdf")
        let settled = try await portal.now(TestHouse.known(first))
        #expect(settled.outcome == .acquired)
        #expect(try await portal.dossier(settled)?.documents.count == 53)
    }

    @Test func `what came while others were unread is filed once all are read`() async throws {
        let request = try await ask(1)
        let unread = try await portal.register("2-a.pdf", as: "2-a.pdf", in: "r1")
        for name in ["1-a.pdf", "1-b.pdf"] { try await portal.attach(name) }
        #expect(try await portal.now(request).outcome == nil)
        _ = try await house.store.file(unread[0], as: Portal.certificate())
        #expect(try await portal.now(request).outcome == .acquired)
    }

    @Test func `each of many that wait too long is told once what it lacks`() async throws {
        for index in 0..<3 {
            _ = try await ask(index)
            try await portal.attach("\(index)-a.pdf")
        }
        let answered = try await portal.giveUp()
        #expect(answered.count == 6)
        #expect(
            answered.flatMap(\.findings).filter { $0.code == .attachmentMissing }.map(\.detail) == [
                "0-b.pdf", "1-b.pdf", "2-b.pdf",
            ])
        #expect(try await portal.giveUp().isEmpty)
        try await portal.attach("1-b.pdf")
        #expect(try await house.reader.quarantine().count == 2)
    }

    @Test func `a request that was filed from another folder is answered as the same`() async throws {
        let list = [("a.pdf", "a.pdf")]
        let here = try await portal.ask(listing: list, in: "r1")
        let there = try await portal.ask(listing: list, in: "r2")
        try await portal.attach("a.pdf", in: "r2")
        #expect(try await portal.now(there).outcome == .acquired)
        #expect(try await portal.giveUp().map(\.id) == [here.id])
        #expect(try await portal.now(here).outcome == .duplicate)
    }

    @Test func `a file that came before its repeated request is answered with it`() async throws {
        let list = [("a.pdf", "a.pdf")]
        try await portal.ask(listing: list, in: "r1")
        try await portal.attach("a.pdf", in: "r1")
        let file = try await portal.attach("a.pdf", in: "r2")
        #expect(try await portal.now(file).outcome == nil)
        try await portal.ask(listing: list, in: "r2")
        #expect(try await portal.now(file).outcome == .duplicate)
    }

    /// As the version before kept them: nothing said what a request lists.
    @Test func `a request that waited before the update is completed after it`() async throws {
        let request = try await portal.ask(listing: [("a.pdf", "a.pdf"), ("b.pdf", "b.pdf")])
        try await portal.attach("a.pdf")
        try await house.store.transaction { database in
            try database.execute(
                sql: """
                    DROP TRIGGER requestAttachmentStaged; DROP TABLE requestAttachment; DROP INDEX deliveryFresh;
                    DROP INDEX deliveryWaits; DROP INDEX deliveryUnmatched; ALTER TABLE delivery DROP COLUMN isFresh;
                    ALTER TABLE delivery DROP COLUMN holds;
                    """)
            database.add(function: Schema022.ofDelivery)
            try database.execute(sql: Schema023.statements)
        }
        try await portal.attach("b.pdf")
        #expect(try await portal.now(request).outcome == .acquired)
    }
}
