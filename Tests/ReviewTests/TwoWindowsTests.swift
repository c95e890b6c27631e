// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import HummingbirdTesting
import Storage
import Testing
import TestSupport

@testable import Review

/// Two doctors at their pages, whose clicks fall at random: whatever one of them typed is in the history or still in the form,
/// and never in both.
@Suite struct TwoWindowsTests {
    @Test(arguments: [UInt64(5), 6])
    func `what was typed is either on record or still there`(seed: UInt64) async throws {
        let desk = try TestDesk()
        for doctor in Window.doctors { try await desk.house.addAccount(doctor) }
        try await desk.run { client in
            var luck = Luck(seed)
            var windows: [Window] = []
            for doctor in Window.doctors { windows.append(try await Window(doctor, client)) }
            for round in 1...20 {
                let person = try Self.person(round + Int(seed) * 100)
                let number = try await desk.house.practice(SampleCertificate(person: person))
                for window in windows.indices { try await windows[window].open(number) }
                for step in 1...6 {
                    let window = luck.pick(2)
                    if luck.pick(4) == 0 { try await windows[window].open(number) }
                    let action = ["presa-in-carico", "valida", "respingi"][luck.pick(3)]
                    try await windows[window].click(action, number, "nota \(round)-\(step)", desk.house)
                }
            }
        }
    }

    /// Provisional codes, of which every tenth number is sound.
    private static func person(_ number: Int) throws -> String {
        try #require((0...9).map { CalendarDay.padded(number * 10 + $0, 11) }.first { FiscalCode($0) != nil })
    }
}

/// A doctor with a page open.
private struct Window {
    static let doctors = [TestHouse.doctor, TestHouse.colleague]

    let doctor: Operator
    var visitor: Visitor
    var stamp: [String: String] = [:]

    init(_ doctor: Operator, _ client: any TestClientProtocol) async throws {
        self.doctor = doctor
        visitor = Visitor(client: client)
        try await visitor.signIn(as: doctor)
    }

    mutating func open(_ number: PracticeNumber) async throws {
        stamp = visitor.stamp(of: try await visitor.get("/pratiche/\(number)"))
    }

    mutating func click(_ action: String, _ number: PracticeNumber, _ note: String, _ house: TestHouse) async throws {
        // A closed practice has no form to click in.
        guard stamp["versione"] != nil else { return }
        let before = try await house.dossier(number).history.count
        let fields = ["nota-interna": note, "conferma": "si", "motivazione": "ALTRO"]
        let answer = try await visitor.post("/pratiche/\(number)/\(action)", stamp.merging(fields) { $1 })
        let dossier = try await house.dossier(number)
        let isOnRecord = dossier.history.contains { $0.noteInternal == note }
        let kept = try await house.reader.draft(of: number, by: doctor.fiscalCode)
        switch answer.status {
        case .seeOther:
            #expect(isOnRecord)
            #expect(kept?.content.contains(note) != true)
        case .conflict:
            #expect(!isOnRecord && dossier.history.count == before)
            #expect(kept?.content.contains(note) == true)
            #expect(answer.text.contains(note))
        default:
            Issue.record("\(action) was answered with \(answer.status)")
        }
    }
}

/// The same luck every time.
private struct Luck {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func pick(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % count
    }
}
