// SPDX-License-Identifier: EUPL-1.2

import SystemPackage
import Foundation
import Catalogue
import Domain
import HummingbirdTesting
import Logging
import Review
import Storage
import Synchronization
import TestSupport

/// The desk over a store of its own, reached through the router without a socket.
struct TestDesk: Sendable {
    let house: TestHouse
    let wakes = Count()
    var settings = DeskSettings(pageSize: 2)
    /// Seconds by which limits fill again; nothing for the machine's.
    var instant: (@Sendable () -> Double)?
    /// Draws the first page of every document, of the size of A4.
    var drawing: @Sendable (PageKey) async throws -> PageImage? = { $0.number == 1 ? samplePage : nil }
    let drawings = Count()
    /// What every document says; of pages without text only where pictures are recognised.
    var words: @Sendable (ContentHash, Bool) async throws -> DocumentWords? = { _, _ in nil }
    var facts = ServiceFacts(
        startedAt: Timestamp(seconds: 1_768_800_000),
        checks: [.init(label: "Acquisizione", isWell: true, words: "i file depositati sono acquisiti")],
        disks: [.init(label: "Archivio", free: 60_000_000_000, size: 100_000_000_000)],
        versions: [.init(name: "Esenzioni", number: "1")])
    var rehearsed = RetryOutlook.readable
    let releases = Count()
    var checks = [ReadinessCheck(name: "inbox", isReady: true)]

    init(papers: PaperRenderer = .plain) throws { house = try TestHouse(papers: papers) }

    /// The folder of the templates that the product ships.
    static let templates = #filePath.components(before: "/Tests/ReviewTests/") + "/templates"

    static let samplePage = PageImage(
        png: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], size: PageSize(width: 595, height: 842))

    /// How often a decision asked for its papers to go out, or a page was drawn.
    final class Count: Sendable {
        private let count = Mutex(0)
        var value: Int { count.withLock { $0 } }
        func ring() { count.withLock { $0 += 1 } }
    }

    /// Tells that all is well, and finds in every document what `rehearsed` says.
    private var service: ServiceDoor {
        ServiceDoor(
            facts: { [facts] in facts }, rehearse: { [rehearsed] _ in rehearsed },
            released: { [releases] in releases.ring() })
    }

    func desk(templates: String = templates, doors: IdentityDoors = IdentityDoors()) -> Desk {
        Desk(
            store: house.store, catalogue: TestHouse.catalogue, templates: templates,
            assets: "\(Self.templates)/assets", settings: settings, clock: { [clock = house.clock] in clock.now },
            instant: instant,
            document: { Array("the bytes of \($0)".utf8) },
            picture: { [drawings, drawing] in
                drawings.ring()
                return try await drawing($0)
            },
            words: words, wake: { [wakes] in wakes.ring() },
            service: service, readiness: { [checks] in checks }, doors: doors,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Runs `test` against the application that the daemon serves behind a listener.
    func run(
        at entrance: Entrance = .pages, _ test: @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        let application = try ReviewApplication(desk: desk()).application(
            Listener(entrance, at: .host("127.0.0.1", port: 0)))
        try await application.test(.router, test)
    }

    /// Runs `test` with a visitor who is signed in as `person`.
    func run(
        as person: Operator, at entrance: Entrance = .pages, _ test: @Sendable (inout Visitor) async throws -> Void
    ) async throws {
        try await house.addAccount(person)
        try await run(at: entrance) { client in
            var visitor = Visitor(client: client)
            try await visitor.signIn(as: person)
            try await test(&visitor)
        }
    }
}

extension String {
    fileprivate func components(before marker: String) -> String {
        guard let range = range(of: marker) else { preconditionFailure("the tests have moved") }
        return String(self[..<range.lowerBound])
    }
}
