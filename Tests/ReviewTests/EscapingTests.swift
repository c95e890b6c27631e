// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import Storage
import Domain
import Testing
import TestSupport

@testable import Review

/// Nothing that a document or a person says becomes markup.
@Suite struct EscapingTests {
    static let attack = "<script>alert(\"1\")</script>'&"

    @Test func `names, file names and notes are shown as they are`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(
            SampleCertificate(
                familyName: Self.attack, givenName: Self.attack, fileName: "<script>.pdf",
                findings: [Finding(.sourcesDisagree, detail: Self.attack)]))
        try await desk.house.file(SampleCertificate(person: nil, familyName: Self.attack, fileName: "<script>2.pdf"))
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let notes = ["nota-beneficiario": Self.attack, "nota-interna": "</textarea>\(Self.attack)"]
            _ = try await visitor.submit("\(page)/respingi", from: page, notes)
            for path in ["/respingi", ""] { try await expectHarmless(&visitor, page + path) }
            _ = try await visitor.submit("\(page)/presa-in-carico", from: page, notes)
            for path in [
                page, "\(page)/cronologia", "/", "/documenti-da-abbinare",
                "/?cognome=%3Cscript%3E%22&dal=%22%3E%3Cscript%3E", "/%3Cscript%3E",
            ] {
                try await expectHarmless(&visitor, path)
            }
            let stale = try await visitor.submit("\(page)/valida", from: page, notes.merging(["versione": "1"]) { $1 })
            #expect(stale.status == .conflict)
            #expect(!stale.withoutOurScripts.contains("<script"))
        }
    }

    private func expectHarmless(_ visitor: inout Visitor, _ path: String) async throws {
        let page = try await visitor.get(path)
        #expect(!page.withoutOurScripts.contains("<script"), "\(path)")
        #expect(!page.text.contains("alert(\"1\")"), "\(path)")
        if !path.hasPrefix("/?") && !path.hasPrefix("/%") { #expect(page.text.contains("&lt;script"), "\(path)") }
    }
}

extension ShownPage {
    /// The page without the scripts that it links; one that stands in the page itself is left.
    fileprivate var withoutOurScripts: String {
        text.replacing(#/<script src="/assets/[a-z]+-[0-9a-f]{16}\.js" defer></script>/#, with: "")
    }
}
