// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Review

/// A pair of codes that is none of the catalogue, half the doctor's and half the document's, is never granted unseen.
@Suite struct CodePairTests {
    private static let doubt = Finding(.diagnosisNotOfExemption, detail: "2960, 013")
    private static let box = DecisionDraft.Name.acknowledged(doubt.formKey)
    private static let changed = ["esenzione": "013", "esenzione-mostrata": "044", "durata": "illimitata"]

    @Test func `who changes the exemption alone is asked about the diagnosis of the document`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let refused = try await visitor.submit("\(page)/valida", from: page, Self.changed)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("href=\"#diagnosi\"") && refused.text.contains("href=\"#\(Self.box)\""))
            #expect(
                refused.words.contains("La diagnosi non appartiene all'esenzione (2960, 013): scegliere dal catalogo"))
            #expect(refused.text.contains("name=\"\(Self.box)\""))
            let seen = Self.changed.merging([Self.box: "si"]) { first, _ in first }
            #expect(try await visitor.submit("\(page)/valida", from: page, seen).status == .seeOther)
            #expect(try await visitor.get(page).words.contains("Verificata da LBRCRD53H10D205E"))
        }
        let dossier = try await desk.house.dossier(number)
        #expect(dossier.practice.state == .validated)
        #expect(dossier.acknowledgements.map(\.finding) == [Self.doubt])
        #expect(dossier.findings.contains(Self.doubt))
    }

    @Test func `without a specific diagnosis there is nothing to ask`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let none = Self.changed.merging(["diagnosi": "000", "diagnosi-mostrata": "2960"]) { first, _ in first }
            let done = try await visitor.submit("\(page)/valida", from: page, none)
            #expect(done.status == .seeOther)
        }
        #expect(try await desk.house.dossier(number).practice.entered.diagnosis == .noneStated)
    }

    @Test func `a kept draft shows the doubt before anybody validates`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            #expect(try await !visitor.get(page).text.contains(Self.box))
            #expect(try await visitor.submit("\(page)/bozza", from: page, Self.changed).status == .seeOther)
            let shown = try await visitor.get(page)
            #expect(shown.text.contains("name=\"\(Self.box)\""))
            #expect(shown.words.contains("oppure confermare la coppia fra le segnalazioni in rosso"))
            let told = try await visitor.get("/catalogo/validita.json?esenzione=013&diagnosi=2960").text
            #expect(told.contains("scrivere 000"))
            let sound = try await visitor.get("/catalogo/validita.json?esenzione=044&diagnosi=2960").text
            #expect(sound.contains("\"doubt\":\"\""))
        }
    }

    @Test func `what a document had wrong is settled by the right code, and a list without diagnoses contradicts none`()
        async throws
    {
        let desk = try TestDesk()
        let stored = Finding(.diagnosisNotOfExemption, detail: "2960")
        let number = try await desk.house.practice(SampleCertificate(exemption: "013", findings: [stored]))
        let other = try await desk.house.practice(SampleCertificate(exemption: "054", diagnosis: "7200"))
        let key = DecisionDraft.Name.acknowledged(stored.formKey)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = "/pratiche/\(number)"
            let shown = try await visitor.get(page)
            #expect(shown.text.contains("name=\"\(key)\""))
            let mended = ["esenzione": "044", "esenzione-mostrata": "013"]
            #expect(try await visitor.submit("\(page)/valida", from: page, mended).status == .seeOther)
            let reserved = ["esenzione": "048", "esenzione-mostrata": "054"]
            let second = "/pratiche/\(other)"
            #expect(try await visitor.submit("\(second)/valida", from: second, reserved).status == .seeOther)
        }
    }

    @Test func `who decides without a page is asked about such a pair as well`() async throws {
        let house = try TestHouse()
        let number = try await house.practice()
        func order(_ diagnosis: DiagnosisCode?, _ acknowledged: Set<Finding> = []) -> DecisionRequest {
            DecisionRequest(
                number: number, action: .validate, seenVersion: nil, actor: TestHouse.doctor,
                entry: DoctorEntry(exemption: TestHouse.code("013"), diagnosis: diagnosis, until: .unlimited),
                acknowledged: acknowledged)
        }
        let doubt = Finding(.diagnosisNotOfExemption, detail: "2960, 013")
        await #expect(throws: DecisionRefusal.findingsOpen([doubt])) { try await house.store.decide(order(nil)) }
        #expect(try await house.store.decide(order(nil, [doubt])).state == .validated)
    }
}

/// An exemption that the person holds already is not granted once more unseen.
@Suite struct AlreadyExemptTests {
    @Test func `a second practice that becomes one for a valid exemption is asked about`() async throws {
        let desk = try TestDesk()
        let first = try await desk.house.practice()
        _ = try await desk.house.store.decide(
            DecisionRequest(number: first, action: .validate, seenVersion: nil, actor: TestHouse.doctor))
        let second = try await desk.house.practice(SampleCertificate(exemption: "013", diagnosis: "250"))
        let page = "/pratiche/\(second)"
        let finding = Finding(.alreadyExempt, detail: first.value)
        let box = DecisionDraft.Name.acknowledged(finding.formKey)
        let changed = [
            "esenzione": "044", "esenzione-mostrata": "013", "diagnosi": "2960", "diagnosi-mostrata": "250",
        ]
        try await desk.run(as: TestHouse.doctor) { visitor in
            #expect(try await !visitor.get(page).text.contains(box))
            let refused = try await visitor.submit("\(page)/valida", from: page, changed)
            #expect(refused.status == .unprocessableContent && refused.text.contains("href=\"#\(box)\""))
            #expect(refused.text.contains("<a href=\"/pratiche/\(first)\">Apri la pratica"))
            let seen = changed.merging([box: "si"]) { first, _ in first }
            #expect(try await visitor.submit("\(page)/valida", from: page, seen).status == .seeOther)
        }
        #expect(try await desk.house.dossier(second).findings.contains(finding))
    }

    @Test func `what was found at intake is settled by another exemption, and by the end of the first`() async throws {
        let desk = try TestDesk()
        let first = try await desk.house.practice()
        _ = try await desk.house.store.decide(
            DecisionRequest(number: first, action: .validate, seenVersion: nil, actor: TestHouse.doctor))
        let second = try await desk.house.practice(SampleCertificate(fileName: "rinnovo.pdf"))
        let page = "/pratiche/\(second)"
        let box = DecisionDraft.Name.acknowledged(Finding(.alreadyExempt, detail: first.value).formKey)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let shown = try await visitor.get(page)
            #expect(shown.text.contains("name=\"\(box)\""))
            let other = [
                "esenzione": "013", "esenzione-mostrata": "044", "diagnosi": "250", "diagnosi-mostrata": "2960",
            ]
            #expect(try await visitor.submit("\(page)/bozza", from: page, other).status == .seeOther)
            #expect(try await !visitor.get(page).text.contains(box))
        }
        _ = try await desk.house.store.decide(
            DecisionRequest(
                number: first, action: .cancel, seenVersion: nil, actor: Standing.person(.administrator, .noASL)))
        try await desk.run(as: TestHouse.colleague) { visitor in
            let shown = try await visitor.get(page)
            #expect(!shown.text.contains(box))
        }
    }
}

/// The reserved exemption is kept from those without the permission, and what they typed is kept all the same.
@Suite struct ReservedExemptionTests {
    private static let plain = Standing.person(.districtOperator, .withoutPermission)

    @Test func `it is neither offered nor granted, and no word is lost`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(SampleCertificate(exemption: nil, diagnosis: nil))
        let page = "/pratiche/\(number)"
        let typed = ["esenzione": "048", "esenzione-mostrata": "", "durata": "catalogo", "nota-interna": "resta qui"]
        try await desk.run(as: Self.plain) { visitor in
            #expect(try await visitor.get("/catalogo/esenzioni.json?cerca=048").text == "[]")
            #expect(try await !visitor.get("\(page)/catalogo?cerca=048").text.contains("Scegli"))
            let refused = try await visitor.submit("\(page)/valida", from: page, typed)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.words.contains("L'esenzione 048 è riservata a chi ne ha il permesso"))
            #expect(refused.text.contains("resta qui</textarea>"))
            let kept = try await visitor.get(page)
            #expect(kept.text.contains("resta qui</textarea>") && kept.words.contains("L'esenzione 048 è riservata"))
        }
        try await desk.run(as: TestHouse.colleague) { visitor in
            let offered = try await visitor.get("/catalogo/esenzioni.json?cerca=048")
            #expect(offered.text.contains("048"))
        }
    }
}

/// A last day that is over, or further away than any duration of the list, is most often a slip of the keys.
@Suite struct FarEndTests {
    @Test(arguments: ["01/01/2199", "01/01/2026"])
    func `it is taken when it is confirmed`(day: String) async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        let end = [
            "durata": "giorno", "valida-al": day, "valida-dal": "01/12/2025", "valida-dal-mostrata": "19/01/2026",
        ]
        try await desk.run(as: TestHouse.doctor) { visitor in
            let asked = try await visitor.submit("\(page)/valida", from: page, end)
            #expect(asked.status == .unprocessableContent)
            #expect(asked.text.contains("name=\"conferma-fine\" value=\"\(day)\""))
            let meant = end.merging(["conferma-fine": day]) { first, _ in first }
            #expect(try await visitor.submit("\(page)/valida", from: page, meant).status == .seeOther)
        }
    }
}
