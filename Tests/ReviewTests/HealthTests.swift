// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Testing
import TestSupport

@testable import Review

/// The addresses for machines, and the headers that all answers carry.
@Suite struct HealthTests {
    @Test(arguments: [(true, HTTPResponse.Status.ok), (false, .serviceUnavailable)])
    func `ready only when all checks are`(isReady: Bool, status: HTTPResponse.Status) async throws {
        var desk = try TestDesk()
        desk.checks = [
            ReadinessCheck(name: "data", isReady: true),
            ReadinessCheck(name: "inbox", isReady: isReady, detail: isReady ? nil : "not writable"),
        ]
        try await desk.run { client in
            var visitor = Visitor(client: client)
            let page = try await visitor.get("/readyz")
            #expect(page.status == status)
            #expect(page.headers[.contentType] == "application/json")
            #expect(page.text.contains("\"ready\":\(isReady)"))
            #expect(page.text.contains("not writable") != isReady)
            #expect(try await visitor.get("/livez").status == .ok)
        }
    }

    @Test func `the metrics count and name nobody`() async throws {
        let desk = try TestDesk()
        try await desk.house.practice()
        try await desk.house.file(SampleCertificate(person: nil))
        try await desk.run { client in
            var visitor = Visitor(client: client)
            let text = try await visitor.get("/metrics").text
            #expect(text.contains("esenzioni_practices{state=\"INVIATA\"} 1\n"))
            #expect(text.contains("esenzioni_practices{state=\"VALIDATA\"} 0\n"))
            #expect(text.contains("esenzioni_documents_unmatched 1\n"))
            #expect(text.contains("esenzioni_receipts_pending 2\n"))
            #expect(!text.contains("TRENTASEI"))
            #expect(!text.contains("TRNNLL"))
        }
    }

    @Test func `the metrics are counted once in some seconds, however often they are asked for`() async throws {
        let desk = try TestDesk()
        try await desk.run { client in
            var visitor = Visitor(client: client)
            let empty = try await visitor.get("/metrics").text
            try await desk.house.practice()
            #expect(try await visitor.get("/metrics").text == empty)
            desk.house.clock.advance(seconds: 2)
            #expect(try await visitor.get("/metrics").text.contains("esenzioni_practices{state=\"INVIATA\"} 1\n"))
        }
    }

    @Test func `a failed count is not kept, and the clock may be set back`() async throws {
        struct Failed: Error {}
        let shelf = MetricsShelf()
        let now = Timestamp(seconds: 100)
        await #expect(throws: Failed.self) { try await shelf.text(at: now) { throw Failed() } }
        #expect(try await shelf.text(at: now) { "uno" } == "uno")
        #expect(try await shelf.text(at: Timestamp(seconds: 101)) { "due" } == "uno")
        #expect(try await shelf.text(at: Timestamp(seconds: 50)) { "tre" } == "tre")
    }

    @Test(arguments: ["/accesso", "/livez", "/nulla", "/"])
    func `every answer keeps the browser narrow`(path: String) async throws {
        try await TestDesk().run { client in
            var visitor = Visitor(client: client)
            let headers = try await visitor.get(path).headers
            #expect(headers[.contentSecurityPolicy] == SecurityHeaders.policy)
            #expect(headers[.xContentTypeOptions] == "nosniff")
            #expect(headers[.cacheControl] == "no-store")
            #expect(headers[try #require(HTTPField.Name("Referrer-Policy"))] == "no-referrer")
        }
    }

    @Test func `the stylesheet is kept by the browser until it changes, and comes packed to who unpacks`() async throws
    {
        try await TestDesk().run { client in
            var visitor = Visitor(client: client)
            let page = try await visitor.get("/accesso")
            let address = try #require(
                page.text.split(separator: "\"").first { $0.hasPrefix("/assets/desk-") }.map(String.init))
            let sheet = try await visitor.get(address)
            #expect(sheet.headers[.contentType] == "text/css; charset=utf-8")
            #expect(sheet.headers[.cacheControl]?.contains("immutable") == true)
            let tag = try #require(sheet.headers[.eTag])
            #expect(try await visitor.get(address, headers: [.ifNoneMatch: tag]).status == .notModified)
            let packed = try await visitor.get(address, headers: [.acceptEncoding: "br, gzip;q=0.5"])
            #expect(packed.headers[.contentEncoding] == "gzip")
            #expect(packed.headers[.vary] == "Accept-Encoding")
            #expect(packed.text.utf8.count < sheet.text.utf8.count / 2)
            let refusing = try await visitor.get(address, headers: [.acceptEncoding: "gzip;q=0, identity"])
            #expect(refusing.headers[.contentEncoding] == nil)
            #expect(try await visitor.get("/assets/desk.css").status == .notFound)
            #expect(try await visitor.get("/assets/..%2Flayout.mustache").status == .notFound)
        }
    }

    @Test func `a form beyond the limit is refused`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let answer = try await visitor.submit(
                "/pratiche/\(number)/presa-in-carico", from: "/pratiche/\(number)",
                ["nota-interna": String(repeating: "a", count: FormReading.limit)])
            #expect(answer.status == .contentTooLarge)
            #expect(answer.words.contains("Testo troppo lungo"))
        }
    }
}
