// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Review

/// What is said of one of several documents says of which.
@Suite struct SeveralPapersTests {
    private static let whole = SampleCertificate(fileName: "primo.pdf")
    private static let unsigned = SampleCertificate(
        fileName: "secondo.pdf", findings: [Finding(.encodingRepaired)], otherDiagnoses: ["1749"])

    @Test func `a finding names its document, and the one that joined this practice names no other`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(Self.whole)
        try await desk.house.practice(Self.unsigned)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get("/pratiche/\(number)")
            #expect(page.words.contains("Riguarda: secondo.pdf"))
            #expect(page.text.contains("href=\"#documento-2\">secondo.pdf</a>"))
            #expect(page.words.contains("Il documento si è aggiunto a questa pratica, che era già aperta"))
            #expect(page.words.contains("Usa 1749 (da secondo.pdf)"))
        }
    }

    @Test func `the certificate stands before the request, whichever came first`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(
            SampleCertificate(sender: "portale", senderKind: .portal, fileName: "richiesta.xml", note: "Grazie"))
        try await desk.house.practice(Self.whole)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let text = try await visitor.get("/pratiche/\(number)").text
            #expect(text.contains("href=\"#documento-1-pagine\">Certificato di condizione o malattia <span"))
            #expect(text.contains("href=\"#documento-2-pagine\">Richiesta del cittadino <span"))
        }
    }

    @Test func `of a single document nothing needs to be said`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(Self.unsigned)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get("/pratiche/\(number)")
            #expect(!page.words.contains("Riguarda:") && page.words.contains("Usa 1749"))
            #expect(!page.words.contains("(da secondo.pdf)"))
        }
    }

    @Test func `no code is offered from a paper that may be another person's`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(Self.whole)
        var foreign = Self.unsigned
        foreign.findings = [
            Finding(.pageNamesAnother, detail: "secondo.pdf: VRDNNA80A41L219X invece di TRNNLL53H10I462M")
        ]
        try await desk.house.practice(foreign)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let words = try await visitor.get("/pratiche/\(number)").words
            #expect(!words.contains("Usa 1749"))
        }
    }

    @Test(arguments: [
        (StatedAttachment.Kind.certificate, "Allegato: certificato medico primo.pdf"),
        (
            .invalidityReport,
            "Allegato: verbale di invalidità dal contenuto sembra: certificato di condizione o malattia primo.pdf"
        ),
    ])
    func `an attachment is called what the request says that it is`(
        kind: StatedAttachment.Kind, heading: String
    ) async throws {
        let desk = try TestDesk()
        var paper = Self.whole
        (paper.senderKind, paper.folder) = (.portal, "r1")
        try await desk.house.file(paper)
        let listed = StatedAttachment(name: paper.fileName, kind: kind, sha256: try paper.sha256)
        let number = try await desk.house.practice(
            SampleCertificate(
                senderKind: .portal, fileName: "richiesta.xml", note: "n", attachments: [listed], folder: "r1"))
        try await desk.run(as: TestHouse.doctor) { visitor in
            let words = try await visitor.get("/pratiche/\(number)").words
            #expect(words.contains(heading), "\(words)")
        }
    }

    @Test func `inside a practice nobody is told that there is none`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(SampleCertificate(findings: [Finding(.documentNotEvidence)]))
        try await desk.run(as: TestHouse.doctor) { visitor in
            let words = try await visitor.get("/pratiche/\(number)").words
            #expect(!words.contains("Nessuna pratica è stata creata"))
            #expect(words.contains("Valutare la pratica dagli altri documenti"))
        }
    }
}

/// What an operator says of a document's person stays beside what the document says.
@Suite struct NamedPersonTests {
    private static let list = "/documenti-da-abbinare"

    @Test func `who named the person, when and how is on the practice, and asks for nothing more`() async throws {
        let desk = try TestDesk()
        let nameless = SampleCertificate(person: nil, findings: [Finding(.fiscalCodeMissing)])
        let id = try await desk.house.file(nameless).id.value
        try await desk.run(as: TestHouse.doctor) { visitor in
            let named = ["codice-fiscale-\(id)": "RSSMRA48R11B111I", "cognome-\(id)": "Rossi", "nome-\(id)": "Mario"]
            let page = try #require(
                try await visitor.submit("\(Self.list)/\(id)/abbina", from: Self.list, named).location)
            let shown = try await visitor.get(page)
            #expect(
                shown.words.contains(
                    "Assistito TRENTASEI NELLO RSSMRA48R11B111I ROSSI MARIO, indicato da LBRCRD53H10D205E il 19/01/2026 10:00:00"
                ))
            #expect(!shown.words.contains("Nel documento non si è trovato il codice fiscale dell'assistito"))
            #expect(try await visitor.submit("\(page)/valida", from: page).status == .seeOther)
        }
    }

    @Test func `a code that was misread is corrected, not typed anew`() async throws {
        let desk = try TestDesk()
        let id = try await desk.house.file(
            SampleCertificate(person: "RSSMRA48R11B111A", findings: [Finding(.fiscalCodeInvalid)])
        ).id.value
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get(Self.list)
            #expect(page.text.contains("name=\"codice-fiscale-\(id)\" type=\"text\" value=\"RSSMRA48R11B111A\""))
            #expect(page.words.contains("Verificare il codice sul documento e indicarlo qui sotto"))
            #expect(!page.words.contains("Inserito dal medico") && !page.words.contains("respingere la pratica"))
        }
    }
}
