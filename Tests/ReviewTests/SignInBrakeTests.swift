// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import HummingbirdTesting
import Storage
import TestSupport
import Testing

@testable import Review

/// Nobody fills the access log by coming to the door.
@Suite struct SignInBrakeTests {
    /// How many sign-ins on record, whatever became of them.
    private func entries(_ desk: TestDesk) async throws -> Int {
        try await desk.house.reader.accessEntries().count { $0.act == AccessAct.signIn.rawValue }
    }

    /// A desk at which ten may come at once, and no more as long as the test takes.
    private func desk() throws -> TestDesk {
        var desk = try TestDesk()
        desk.settings.signInAttemptsPerAddress = 2
        desk.instant = { 0 }
        return desk
    }

    @Test(arguments: ["/accesso/gateway", "//accesso//gateway/"])
    func `a flood of an address is turned away without an entry, and the page of the sign-in stays`(
        path: String
    ) async throws {
        let desk = try desk()
        try await desk.run(at: .gateway) { client in
            var visitor = Visitor(client: client)
            var answers: [HTTPResponse.Status] = []
            for _ in 0..<60 { answers.append(try await visitor.get(path).status) }
            let heard = answers.count { $0 == .forbidden }
            #expect(heard == 10)
            #expect(answers.allSatisfy { $0 == .forbidden || $0 == .tooManyRequests })
            #expect(try await entries(desk) == heard)
            #expect(try await visitor.get("/accesso").status == .ok)
        }
    }

    @Test func `names and secrets are a way in like the others`() async throws {
        let desk = try desk()
        try await desk.run { client in
            var visitor = Visitor(client: client)
            var answers: [HTTPResponse.Status] = []
            for _ in 0..<60 {
                answers.append(try await visitor.trySignIn(String(repeating: "x", count: 200)).status)
            }
            #expect(answers.contains(.tooManyRequests))
            #expect(try await entries(desk) == answers.count { $0 == .unauthorized })
        }
    }

    @Test func `a browser that somebody has come in from still comes in`() async throws {
        let desk = try desk()
        try await desk.house.addAccount(TestHouse.doctor)
        try await desk.run(at: .gateway) { client in
            var owner = Visitor(client: client)
            try await owner.signIn(as: TestHouse.doctor)
            var stranger = Visitor(client: client)
            for _ in 0..<60 { _ = try await stranger.get("/accesso/gateway") }
            let name = TestHouse.doctor.fiscalCode.value
            #expect(try await stranger.trySignIn(name).status == .tooManyRequests)
            #expect(try await owner.trySignIn(name).status == .seeOther)
        }
    }

    @Test func `an address that a request claims is not believed`() async throws {
        let desk = try desk()
        try await desk.run { client in
            var visitor = Visitor(client: client)
            let forwarded = try #require(HTTPField.Name("X-Forwarded-For"))
            let form = try await visitor.get("/accesso")
            var answers: [HTTPResponse.Status] = []
            for place in 0..<60 {
                let fields = ["gettone": TestHouse.known(form.value(of: "gettone")), "username": ""]
                let headers: HTTPFields = [forwarded: "192.0.2.\(place)"]
                answers.append(try await visitor.post("/accesso", fields, headers: headers).status)
            }
            #expect(answers.contains(.tooManyRequests))
            let places = try await desk.house.reader.accessEntries().map(\.place)
            #expect(!places.contains { $0.contains("192.0.2.") })
        }
    }
}
