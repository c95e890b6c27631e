// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Storage
import Testing
import TestSupport

@testable import Review

/// What a document says, for who cannot look at its pages or wants to know what stands around a value.
@Suite struct PageTextTests {
    private static func desk() throws -> TestDesk {
        var desk = try TestDesk()
        desk.words = { _, recognising in
            DocumentWords(
                pageCount: 2, pages: ["prima riga\nseconda <b> riga", recognising ? "letto dal disegno" : ""],
                sections: [ClinicalSection(path: "/a", title: "Quesito", lines: ["Si certifica <i>"])])
        }
        return desk
    }

    @Test func `each page has its text, recognised where it is only a picture`() async throws {
        let desk = try Self.desk()
        let number = try await desk.house.practice()
        let hash = TestHouse.known(try await desk.house.dossier(number).documents.first).sha256
        let address = "/pratiche/\(number)/documenti/\(hash)/pagine"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let practice = try await visitor.get("/pratiche/\(number)")
            #expect(practice.text.contains("href=\"\(address)/1/testo\""))
            #expect(practice.text.contains("src=\"\(address)/2.png\""))
            let first = try await visitor.get("\(address)/1/testo")
            #expect(first.words.contains("pagina 1 di 2"))
            #expect(first.text.contains("<p>seconda &lt;b&gt; riga</p>"))
            #expect(!first.words.contains("riconosciuto"))
            for _ in 1...2 {
                let second = try await visitor.get("\(address)/2/testo").words
                #expect(second.contains("letto dal disegno"))
                #expect(second.contains("Il testo è stato riconosciuto dall'immagine"))
            }
            for wrong in ["0", "3", "x"] {
                #expect(try await visitor.get("\(address)/\(wrong)/testo").status == .notFound)
            }
        }
        try await desk.run(as: TestHouse.stranger) { visitor in
            let hidden = try await visitor.get("\(address)/1/testo")
            #expect(hidden.status == .notFound)
        }
    }

    @Test func `a value of the structured data leads to its section, and the section back`() async throws {
        let desk = try Self.desk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get("/pratiche/\(number)")
            #expect(page.words.contains("dati strutturati, sezione «Quesito»"))
            #expect(page.text.contains("<a class=\"place\" href=\"#documento-1-sezione-1\">"))
            #expect(page.text.contains("id=\"documento-1-sezione-1\""))
            #expect(page.text.contains("<p>Si certifica &lt;i&gt;</p>"))
            #expect(page.text.contains("href=\"#documento-1-structureName\">Struttura: OSPEDALE</a>"))
        }
    }

    @Test func `a document whose words cannot be had is shown without them`() async throws {
        var desk = try TestDesk()
        desk.words = { _, _ in throw CancellationError() }
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get("/pratiche/\(number)")
            #expect(page.status == .ok)
            #expect(!page.text.contains("/testo\""))
        }
    }

    @Test func `what a certificate lacks is said, with what to do`() {
        let rows = ValueRow.all(Extract(form: .pdfText, role: .certificate), anchor: "d")
        #expect(rows.map(\.name) == FieldName.allCases.filter { FieldName.expected.contains($0) })
        #expect(rows.allSatisfy { $0.mark?.markLabel == "Non trovato" && $0.boxLink == nil && $0.section == nil })
        #expect(rows.first { $0.name == .exemptionCode }?.mark?.advice.contains("«Inserito dal medico»") == true)
        #expect(ValueRow.all(Extract(form: .pdfText, role: .attachment), anchor: "d") == [])
    }

    @Test(arguments: [
        (Finding(.sourcesDisagree, field: .exemptionCode), "Discordante"),
        (Finding(.severalCandidates, field: .exemptionCode), "Più valori"),
        (Finding(.signatureAbsent), nil),
    ])
    func `what the sources contradict each other about is said plainly`(finding: Finding, label: String?) {
        let field = ExtractedField(value: "048", confidence: .probable, source: FieldSource(.text, page: 1))
        let extract = Extract(
            form: .pdfText, role: .certificate, fields: [.exemptionCode: field], findings: [finding])
        #expect(ValueRow.rows(extract, anchor: "d").map { $0.mark?.markLabel } == [label])
    }
}
