// SPDX-License-Identifier: EUPL-1.2

import Domain
import Foundation
import HTTPTypes
import Storage
import Testing
import TestSupport

@testable import Review

/// Pages of documents as images, and the places of values on them (issue 3: provenance).
@Suite struct PagePictureTests {
    static func address(_ desk: TestDesk, _ certificate: SampleCertificate = SampleCertificate()) async throws -> String
    {
        let number = try await desk.house.practice(certificate)
        let documents = try await desk.house.dossier(number).documents
        return "/pratiche/\(number)/documenti/\(TestHouse.known(documents.last).sha256)"
    }

    @Test func `a page comes as an image that the browser may keep for itself`() async throws {
        let desk = try TestDesk()
        let address = try await Self.address(desk)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get("\(address)/pagine/1.png")
            #expect(page.status == .ok)
            #expect(page.headers[.contentType] == "image/png")
            #expect(page.headers[.contentLength] == "8")
            #expect(page.headers[.cacheControl] == "private, max-age=3600, immutable")
            #expect(page.headers[.eTag]?.hasSuffix("-1-120\"") == true)
        }
    }

    @Test func `what one session has seen is not shown from memory in the next, nor left behind`() async throws {
        let desk = try TestDesk()
        let address = try await Self.address(desk)
        try await desk.run(as: TestHouse.doctor) { visitor in
            #expect(try await visitor.get("\(address)/pagine/1.png").headers[.vary] == "Cookie")
            let left = try await visitor.submit("/uscita", from: "/")
            let clearing = try #require(HTTPField.Name("Clear-Site-Data"))
            #expect(left.headers[clearing] == "\"cache\"")
        }
    }

    @Test func `a page is drawn once, whoever looks`() async throws {
        let desk = try TestDesk()
        let address = try await Self.address(desk)
        try await desk.house.addAccount(TestHouse.colleague)
        try await desk.run(as: TestHouse.doctor) { visitor in
            _ = try await visitor.get("\(address)/pagine/1.png")
            var other = Visitor(client: visitor.client)
            try await other.signIn(as: TestHouse.colleague)
            #expect(try await other.get("\(address)/pagine/1.png").status == .ok)
        }
        #expect(desk.drawings.value == 1)
    }

    @Test func `a browser that has the picture gets none and nothing is drawn`() async throws {
        let desk = try TestDesk()
        let address = try await Self.address(desk)
        let hash = TestHouse.known(address.split(separator: "/").last)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get("\(address)/pagine/1.png", headers: [.ifNoneMatch: "\"\(hash)-1-120\""])
            #expect(page.status == .notModified)
        }
        #expect(desk.drawings.value == 0)
    }

    @Test(arguments: ["0", "2", "-1", "01", "1001", "x", "9223372036854775808"])
    func `a page that is not there is not found`(page: String) async throws {
        let desk = try TestDesk()
        let address = try await Self.address(desk)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let answer = try await visitor.get("\(address)/pagine/\(page).png")
            #expect(answer.status == .notFound)
            #expect(answer.words.contains("Pagina non trovata"))
        }
    }

    @Test func `XML has no pages`() async throws {
        let desk = try TestDesk()
        let address = try await Self.address(desk, SampleCertificate(form: .cdaXML))
        try await desk.run(as: TestHouse.doctor) { visitor in
            let practice = try await visitor.get(Self.practice(address))
            #expect(!practice.text.contains("<img src=\"/pratiche"))
            #expect(try await visitor.get("\(address)/pagine/1.png").status == .notFound)
        }
        #expect(desk.drawings.value == 0)
    }

    @Test(arguments: ["pagine/1.png", "valori.json"])
    func `a document is only looked at through a practice that holds it, within reach`(what: String) async throws {
        let desk = try TestDesk()
        let address = try await Self.address(desk)
        let other = try await desk.house.practice(SampleCertificate(exemption: "048", diagnosis: "000"))
        let hash = TestHouse.known(address.split(separator: "/").last)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let foreign = try await visitor.get("/pratiche/\(other)/documenti/\(hash)/\(what)")
            #expect(foreign.status == .notFound)
            let unknown = String(repeating: "0", count: 64)
            #expect(try await visitor.get("/pratiche/\(other)/documenti/\(unknown)/\(what)").status == .notFound)
        }
        try await desk.run(as: TestHouse.stranger) { visitor in
            let hidden = try await visitor.get("\(address)/\(what)")
            #expect(hidden.status == .notFound)
        }
        try await desk.run { client in
            var nobody = Visitor(client: client)
            let answer = try await nobody.get("\(address)/\(what)")
            #expect(answer.location == "/accesso")
        }
        #expect(desk.drawings.value == 0)
    }

    @Test func `when no page can be drawn at the moment the page says so, and tries again later`() async throws {
        var desk = try TestDesk()
        desk.drawing = { _ in throw TestFault() }
        let address = try await Self.address(desk)
        try await desk.run(as: TestHouse.doctor) { visitor in
            for _ in 1...2 {
                let answer = try await visitor.get("\(address)/pagine/1.png")
                #expect(answer.status == .serviceUnavailable)
                #expect(answer.words.contains("Non disponibile al momento"))
            }
            #expect(try await visitor.get(Self.practice(address)).status == .ok)
        }
        #expect(desk.drawings.value == 3)
    }

    @Test func `the practice does not wait for a document that takes long`() async throws {
        var desk = try TestDesk()
        desk.settings.drawingWait = 0
        // A stream in which nothing comes ends only when its listener is cancelled.
        let (never, hold) = AsyncStream.makeStream(of: PageImage.self)
        desk.drawing = { _ in
            for await image in never { return image }
            throw CancellationError()
        }
        let address = try await Self.address(desk)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get(Self.practice(address))
            #expect(page.text.contains("<img src=\"\(address)/pagine/1.png\""))
            #expect(!page.text.contains("<svg viewBox"))
        }
        hold.finish()
    }

    @Test func `the practice shows each page with a box a value, linked both ways`() async throws {
        let desk = try TestDesk()
        let address = try await Self.address(desk)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get(Self.practice(address))
            #expect(page.text.contains("<svg viewBox=\"0 0 595.0 842.0\""))
            #expect(page.text.contains("id=\"documento-1-exemptionCode-riquadro\" href=\"#documento-1-exemptionCode\""))
            #expect(page.text.contains("<rect x=\"70.0\" y=\"88.0\" width=\"62.3\" height=\"15.0\"/>"))
            #expect(page.text.contains("<a class=\"place\" href=\"#documento-1-exemptionCode-riquadro\">"))
            #expect(page.text.contains("id=\"documento-1-exemptionCode\""))
            #expect(!page.text.contains("style="))
            for words in [
                "Da dove vengono i valori", "testo, pagina 1", "scritto nel documento: «cod. 044»",
                "Firma digitale assente",
            ] {
                #expect(page.words.contains(words), "\(words)")
            }
        }
    }

    @Test func `the values come as JSON with their places and the sizes of the pages`() async throws {
        let desk = try TestDesk()
        let address = try await Self.address(desk)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let answer = try await visitor.get("\(address)/valori.json")
            #expect(answer.headers[.contentType] == "application/json")
            let json = try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
            let pages = try #require(json["pages"] as? [[String: Any]])
            #expect(pages.map { $0["number"] as? Int } == [1])
            #expect(pages.map { $0["picture"] as? String } == ["\(address)/pagine/1.png"])
            #expect(pages.map { $0["size"] as? [String: Double] } == [["width": 595, "height": 842]])
            let fields = try #require(json["fields"] as? [[String: Any]])
            let exemption = try #require(fields.first { $0["name"] as? String == "exemptionCode" })
            #expect(exemption["label"] as? String == "Codice esenzione")
            #expect(exemption["value"] as? String == "044")
            #expect(exemption["confidence"] as? String == "certain")
            #expect(exemption["asWritten"] as? String == "cod. 044")
            let source = try #require(exemption["source"] as? [String: Any])
            #expect(source["kind"] as? String == "text")
            #expect(source["box"] as? [Double] == SampleCertificate.box)
        }
    }

    @Test func `a document that waits for its person shows its pages to who may match it`() async throws {
        let desk = try TestDesk()
        let id = try await desk.house.file(UnmatchedPageTests.nameless).id.value
        let page = "/documenti-da-abbinare/\(id)/pagine/1.png"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let list = try await visitor.get(UnmatchedPageTests.page)
            #expect(list.text.contains("<img src=\"\(page)\""))
            #expect(try await visitor.get(page).headers[.contentType] == "image/png")
            #expect(try await visitor.get("/documenti-da-abbinare/999/pagine/1.png").status == .notFound)
        }
        try await desk.run(as: TestHouse.stranger) { visitor in
            let hidden = try await visitor.get(page)
            #expect(hidden.status == .notFound)
        }
        try await desk.run(as: TestHouse.hospitalDoctor) { visitor in
            let refused = try await visitor.get(page)
            #expect(refused.status == .forbidden)
        }
    }

    /// The page of the practice that holds the document.
    private static func practice(_ address: String) -> String {
        address.split(separator: "/").prefix(2).map { "/\($0)" }.joined()
    }
}

private struct TestFault: Error {}
