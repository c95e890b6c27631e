// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Storage
import Testing
import TestSupport

@testable import Review

/// A red finding is looked into before the practice is validated, and the record says by whom.
@Suite struct AcknowledgementTests {
    static let red = Finding(.exemptionUnknown, field: .exemptionCode, detail: "999")
    static let contested = Finding(.sourcesDisagree, field: .exemptionCode, detail: "044 / 048")
    static let amber = Finding(.sourcesDisagree, field: .structureName)

    @Test(arguments: [
        (red, true), (contested, true), (amber, false), (Finding(.identityMismatch), true),
        (Finding(.pageNamesAnother), true), (Finding(.severalPersons), true), (Finding(.signatureAbsent), false),
    ])
    func `what must be put right, or is contested where it counts, is red`(finding: Finding, isRed: Bool) {
        #expect(finding.mustBeAcknowledged == isRed)
    }

    @Test func `without the tick nothing is validated, with it the finding is on record`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(SampleCertificate(findings: [Self.red, Self.amber]))
        let page = "/pratiche/\(number)"
        let box = DecisionDraft.Name.acknowledged(Self.red.formKey)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let shown = try await visitor.get(page)
            #expect(shown.text.contains("name=\"\(box)\""))
            #expect(!shown.text.contains("name=\"\(DecisionDraft.Name.acknowledged(Self.amber.formKey))\""))
            let refused = try await visitor.submit("\(page)/valida", from: page, ["nota-interna": "resta"])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("href=\"#\(box)\""))
            #expect(refused.text.contains("aria-describedby=\"\(box)-errore\""))
            #expect(refused.text.contains("resta</textarea>"))
            let done = try await visitor.submit("\(page)/valida", from: page, [box: "si"])
            #expect(done.status == .seeOther)
            let after = try await visitor.get(page)
            #expect(after.words.contains("Verificata da LBRCRD53H10D205E il 19/01/2026 10:00:00"))
            #expect(!after.text.contains("name=\"\(box)\""))
        }
        let kept = try await desk.house.dossier(number).acknowledgements
        #expect(kept.map(\.finding) == [Self.red])
        #expect(kept.map(\.by) == [TestHouse.doctor.actor])
    }

    @Test func `of the same finding in several documents each message names its own`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(
            SampleCertificate(fileName: "uno.pdf", findings: [Finding(.pageNamesAnother, detail: "a")]))
        try await desk.house.practice(
            SampleCertificate(fileName: "due.pdf", findings: [Finding(.pageNamesAnother, detail: "b")]))
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let refused = try await visitor.submit("\(page)/valida", from: page)
            let message = FindingCode.pageNamesAnother.message
            for name in ["uno.pdf", "due.pdf"] {
                #expect(refused.words.contains("\(message) (\(name)): prima di validare confermare"))
            }
        }
    }

    @Test func `the line beside the buttons counts what is still to be looked into`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(SampleCertificate(findings: [Self.red, Self.contested]))
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let first = try await visitor.get(page).words
            #expect(first.contains("di cui 2 da verificare"))
            var boxes = [DecisionDraft.Name.acknowledged(Self.red.formKey): "si"]
            let half = try await visitor.submit("\(page)/bozza", from: page, boxes)
            let second = try await visitor.get(page).words
            #expect(half.status == .seeOther && second.contains("di cui 1 da verificare"))
            boxes[DecisionDraft.Name.acknowledged(Self.contested.formKey)] = "si"
            let whole = try await visitor.submit("\(page)/bozza", from: page, boxes)
            let third = try await visitor.get(page).words
            #expect(whole.status == .seeOther && third.contains("nessuna da verificare"))
        }
    }

    @Test func `rejecting and taking charge ask for no tick`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(SampleCertificate(findings: [Self.red]))
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let charged = try await visitor.submit("\(page)/presa-in-carico", from: page)
            #expect(charged.status == .seeOther)
            let fields = ["conferma": "si", "motivazione": "ALTRO"]
            let rejected = try await visitor.submit("\(page)/respingi", from: page, fields)
            #expect(rejected.status == .seeOther)
        }
        #expect(try await desk.house.dossier(number).practice.state == .rejected)
    }

    @Test func `a tick for what does not stand there leaves no record`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let done = try await visitor.submit("\(page)/valida", from: page, ["verifica-inventata": "si"])
            #expect(done.status == .seeOther)
        }
        #expect(try await desk.house.dossier(number).acknowledgements == [])
    }

    @Test func `who decides without a page is asked too`() async throws {
        let house = try TestHouse()
        let number = try await house.practice(SampleCertificate(findings: [Self.red]))
        func decide(_ acknowledged: Set<Finding>) async throws -> Practice {
            try await house.store.decide(
                DecisionRequest(
                    number: number, action: .validate, seenVersion: nil, actor: TestHouse.doctor,
                    acknowledged: acknowledged))
        }
        await #expect(throws: DecisionRefusal.findingsOpen([Self.red])) { try await decide([]) }
        #expect(try await decide([Self.red]).state == .validated)
        #expect(try await house.dossier(number).acknowledgements.map(\.finding) == [Self.red])
    }
}
