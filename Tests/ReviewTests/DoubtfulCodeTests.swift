// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Review

/// A code that may be misread is told where it is decided, not only in the table of what was read.
@Suite struct DoubtfulCodeTests {
    private static let faint = SampleCertificate(isFaint: true)

    @Test func `a code that is not surely read is told in the summary and beside the buttons`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(Self.faint)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get("/pratiche/\(number)")
            let words = page.words
            #expect(
                words.contains("Lettura incerta: esenzione 044") && words.contains("Lettura incerta: diagnosi 2960"))
            #expect(words.contains("044 Psicosi lettura incerta"))
            let row = FieldName.diagnosisCode.rowAnchor(in: "documento-1")
            #expect(page.text.contains("href=\"#\(row)\"") && page.text.contains("id=\"\(row)\""))
            let address = "/pratiche/\(number)"
            let kept = try await visitor.submit("\(address)/bozza", from: address, ["diagnosi": "2962"])
            let changed = try await visitor.get(address).words
            // What the doctor types instead is no reading.
            #expect(kept.status == .seeOther && !changed.contains("Lettura incerta: diagnosi"))
            #expect(changed.contains("Lettura incerta: esenzione 044") && changed.contains("diagnosi 2962"))
        }
    }

    @Test func `nothing is told of what is surely read, by this document or by another`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(Self.faint)
        try await desk.house.practice(SampleCertificate(fileName: "chiaro.pdf"))
        let dossier = try await desk.house.dossier(number)
        #expect(dossier.documents.count == 2)
        #expect(DoubtfulCode.exemption(dossier) == nil && DoubtfulCode.diagnosis(dossier) == nil)
    }

    @Test func `once a practice is decided nothing is to be looked into any more`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(Self.faint)
        _ = try await desk.house.store.decide(
            DecisionRequest(number: number, action: .takeCharge, seenVersion: 1, actor: TestHouse.doctor))
        var dossier = try await desk.house.dossier(number)
        #expect(DoubtfulCode.diagnosis(dossier)?.doubtWords == "diagnosi 2960")
        _ = try await desk.house.store.decide(
            DecisionRequest(number: number, action: .validate, seenVersion: 2, actor: TestHouse.doctor))
        dossier = try await desk.house.dossier(number)
        #expect(DoubtfulCode.diagnosis(dossier) == nil)
    }

    @Test func `the region's internal codes are not named`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(SampleCertificate(diagnosis: "F440", isFaint: true))
        #expect(DoubtfulCode.diagnosis(try await desk.house.dossier(number)) == nil)
    }
}
