// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Review

/// A practice that does not exist for somebody is not named to them by the way either.
@Suite struct HiddenPracticeTests {
    private static let plain = Standing.person(.districtOperator, .withoutPermission)
    /// Of 044, beside which a document says 048.
    private static let hidden = SampleCertificate(fileName: "nascosta.pdf", otherExemptions: ["048.174"])

    @Test(arguments: [Standing.withoutPermission, .otherASL, .ownASL])
    func `the state of the service counts all practices and names those within reach`(
        standing: Standing
    ) async throws {
        let desk = try TestDesk()
        var certificate = Self.hidden
        certificate.district = "PINEROLESE"
        let sent = try await desk.house.practice(certificate)
        _ = try await desk.house.store.decide(
            DecisionRequest(
                number: sent, action: .validate, seenVersion: nil, actor: TestHouse.doctor,
                entry: DoctorEntry(exemption: TestHouse.code("044"))))
        try await desk.house.store.recordWritten(try desk.house.store.nextNotices(limit: 1))
        certificate.exemption = "013"
        certificate.diagnosis = "250"
        let oldest = try await desk.house.practice(certificate)
        desk.house.clock.advance(seconds: Int64(desk.settings.replyDeadline) + 1)
        try await desk.run(as: Standing.person(.administrator, standing)) { visitor in
            let words = try await visitor.get("/stato").words
            #expect(words.contains("Un avviso inviato ad AURA attende risposta da troppo tempo"))
            #expect(words.contains(oldest.value) == (standing == .ownASL))
            #expect(words.contains("\(sent) Validazione") == (standing == .ownASL))
        }
    }

    @Test func `who matches a document with a hidden practice is not told its number`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(Self.hidden)
        let id = try await desk.house.file(SampleCertificate(person: nil, findings: [Finding(.fiscalCodeMissing)])).id
        try await desk.run(as: Self.plain) { visitor in
            let list = "/documenti-da-abbinare"
            let answer = try await visitor.submit(
                "\(list)/\(id.value)/abbina", from: list, ["codice-fiscale-\(id.value)": "TRNNLL53H10I462M"])
            #expect(answer.status == .seeOther && answer.location == list)
            let page = try await visitor.get(list)
            #expect(page.words.contains("Documento abbinato") && !page.text.contains(number.value))
        }
        #expect(try await desk.house.dossier(number).documents.count == 2)
    }

    @Test func `who may not open a second practice is told of the first only within reach`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(Self.hidden)
        let other = try await desk.house.practice(SampleCertificate(exemption: "013", diagnosis: "250"))
        func request(_ actor: Operator) -> DecisionRequest {
            DecisionRequest(
                number: other, action: .validate, seenVersion: nil, actor: actor,
                entry: DoctorEntry(exemption: TestHouse.code("044"), diagnosis: DiagnosisCode("2960")))
        }
        await #expect(throws: DecisionRefusal.openElsewhere(nil)) {
            try await desk.house.store.decide(request(Self.plain))
        }
        await #expect(throws: DecisionRefusal.openElsewhere(number)) {
            try await desk.house.store.decide(request(TestHouse.doctor))
        }
        #expect(!DecisionRefusal.openElsewhere(nil).message.contains(":"))
    }
}
