// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import SystemPackage
import TestSupport
import Testing

@testable import Review

/// What goes over the wire: packed, and only where packing tells nobody anything.
@Suite struct PageWeightTests {
    private static func headers(_ encoding: String, from site: String? = nil) throws -> HTTPFields {
        var headers: HTTPFields = [.acceptEncoding: encoding]
        if let site { headers[try #require(HTTPField.Name("Sec-Fetch-Site"))] = site }
        return headers
    }

    @Test(arguments: [
        ("gzip", "none", true), ("gzip", "same-origin", true), ("deflate, gzip;q=1.0, *;q=0.5", "none", true),
        ("gzip", "cross-site", false), ("gzip", "same-site", false), ("br", "none", false), ("gzip;q=0", "none", false),
    ])
    func `a page is packed for who unpacks it and asks for it itself`(encoding: String, site: String, isPacked: Bool)
        async throws
    {
        let desk = try TestDesk()
        try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get("/", headers: Self.headers(encoding, from: site))
            #expect((page.headers[.contentEncoding] == "gzip") == isPacked)
            #expect(page.headers[.vary] == "Accept-Encoding")
            #expect(page.headers[.contentLength] == "\(page.size)")
        }
    }

    @Test func `what is asked for without a word about packing comes as it is`() async throws {
        try await TestDesk().run { client in
            var visitor = Visitor(client: client)
            let page = try await visitor.get("/accesso")
            #expect(page.headers[.contentEncoding] == nil)
        }
    }

    @Test func `the assets of the set-up come before ours and lead to each other by names that change`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("@font-face{src:url(a.woff2)}".utf8), to: "bootstrap.css")
        try folder.write([1, 2, 3], to: "a.woff2")
        try folder.write(Array("free".utf8), to: "LICENCE.txt")
        let assets = try StaticAssets(folder: "\(TestDesk.templates)/assets", setUp: folder.path.string)
        #expect(assets.linked.stylesheets.first?.hasPrefix("/assets/bootstrap-") == true)
        #expect(assets.linked.stylesheets.contains { $0.hasPrefix("/assets/desk-") })
        #expect(assets.address("a.woff2").hasPrefix("/assets/a-"))
        #expect(assets.address("LICENCE.txt") == "")
    }

    @Test func `without the assets of the set-up there is our own look`() throws {
        let assets = try StaticAssets(folder: "\(TestDesk.templates)/assets", setUp: "/nowhere")
        #expect(assets.linked.stylesheets.contains { $0.hasPrefix("/assets/desk-") })
        #expect(!assets.linked.scripts.isEmpty)
    }
}
