// SPDX-License-Identifier: EUPL-1.2

import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

/// Two doctors at one practice, their steps interleaved at random and some of them at the very same time: each decision has
/// exactly one winner, none is lost, no note is lost, and whoever came too late keeps what was typed.
///
/// `INTERLEAVINGS` sets how many rounds there are; 10,000 take some minutes in a debug build.
@Suite struct TwoDoctorsTests {
    static let rounds = ProcessInfo.processInfo.environment["INTERLEAVINGS"].flatMap { Int($0) } ?? 600

    @Test(arguments: [UInt64(1), 2, 3, 4])
    func `exactly one wins, and nothing that anybody wrote is lost`(seed: UInt64) async throws {
        var luck = SeededGenerator(seed: seed)
        let house = try TestHouse()
        var outcomes: Set<PracticeState> = []
        var refusals = 0
        for round in 1...max(1, Self.rounds / 4) {
            let number = try await house.dropForPractice("\(seed)-\(round)", person: try Self.person(round))
            var game = Game(house: house, number: number)
            for _ in 1...Int.random(in: 3...7, using: &luck) { try await game.play(&luck) }
            try await game.check("seed \(seed), round \(round)")
            outcomes.insert(try await game.dossier().practice.state)
            refusals += game.lost.count
        }
        // The game is worth playing only if all of this happens.
        #expect(outcomes.isSuperset(of: [.validated, .rejected]))
        #expect(refusals > 0)
    }

    /// Another person each round, since the same one would join the open practice: provisional codes, of which every tenth
    /// number has the right check digit.
    private static func person(_ round: Int) throws -> String {
        let candidates = (0...9).map { CalendarDay.padded(round * 10 + $0, 11) }
        return try #require(candidates.first { FiscalCode($0) != nil })
    }
}

/// One practice, two doctors with a page each.
private struct Game {
    let house: TestHouse
    let number: PracticeNumber
    /// The version on the page that each has before them.
    private var seen = [1, 1]
    private var steps = 0
    private var won: [DecisionRequest] = []
    private(set) var lost: [DecisionRequest] = []
    /// What each has on the shelf.
    private var drafts: [String?] = [nil, nil]

    private static let doctors = [TestHouse.doctor, TestHouse.colleague]

    init(house: TestHouse, number: PracticeNumber) {
        self.house = house
        self.number = number
    }

    mutating func play(_ luck: inout SeededGenerator) async throws {
        let doctor = Int.random(in: 0...1, using: &luck)
        switch Int.random(in: 0...9, using: &luck) {
        case 0...1: seen[doctor] = try await dossier().practice.version
        case 2: try await type(doctor)
        case 3: try await house.drop("\(number)-\(steps)", person: try await beneficiary())
        case 4...6: try await decide([request(of: doctor, &luck)])
        default: try await decide([request(of: 0, &luck), request(of: 1, &luck)])
        }
        steps += 1
    }

    func dossier() async throws -> PracticeDossier {
        TestHouse.known(try await house.reader.dossier(number, for: nil))
    }

    private func beneficiary() async throws -> String {
        try await dossier().practice.beneficiary.fiscalCode.value
    }

    private mutating func type(_ doctor: Int) async throws {
        let text = "bozza \(steps) di \(doctor)"
        let author = Self.doctors[doctor].fiscalCode
        let outcome = try await house.store.saveDraft(
            text, of: number, by: author, ticket: nil, recording: .ofTest(.draft))
        if outcome == .kept { drafts[doctor] = text }
    }

    private mutating func request(of doctor: Int, _ luck: inout SeededGenerator) -> DecisionRequest {
        steps += 1
        let action = DecisionAction.allCases.randomElement(using: &luck) ?? .validate
        return DecisionRequest(
            number: number, action: action, seenVersion: seen[doctor], actor: Self.doctors[doctor], reason: .other,
            noteInternal: "nota \(steps) di \(doctor)", acknowledged: [], ticket: "\(number)-\(steps)")
    }

    /// All at the same time; each is told at once whether it was done.
    private mutating func decide(_ requests: [DecisionRequest]) async throws {
        let store = house.store
        let done = try await withThrowingTaskGroup(of: (Int, Practice?).self) { group in
            for (index, request) in requests.enumerated() {
                group.addTask {
                    do { return (index, try await store.decide(request)) } catch is DecisionRefusal {
                        return (index, nil)
                    }
                }
            }
            return try await group.reduce(into: [(Int, Practice?)]()) { $0.append($1) }
        }
        let sameView = requests.count == 2 && requests[0].seenVersion == requests[1].seenVersion
        if sameView { #expect(done.count { $0.1 != nil } <= 1) }
        for (index, practice) in done {
            let doctor = requests[index].actor == Self.doctors[0] ? 0 : 1
            guard let practice else {
                lost.append(requests[index])
                continue
            }
            won.append(requests[index])
            drafts[doctor] = nil
            seen[doctor] = practice.version
        }
    }

    /// What the archive says is what the doctors were told.
    func check(_ place: Comment) async throws {
        let dossier = try await dossier()
        let notes = dossier.history.map(\.noteInternal).filter { !$0.isEmpty }
        #expect(notes.sorted() == won.map(\.noteInternal).sorted(), place)
        #expect(dossier.practice.version == 1 + won.count + dossier.documents.count - 1, place)
        let closing = won.filter { $0.action != .takeCharge }
        #expect(closing.count { $0.action == .validate } + closing.count { $0.action == .reject } <= 1, place)
        #expect(dossier.notices.count == dossier.history.owedNotices, place)
        #expect(dossier.history.last.map(\.state) == dossier.practice.state, place)
        for request in won { #expect(try await house.reader.isCarriedOut(request), place) }
        for request in lost { #expect(try await !house.reader.isCarriedOut(request), place) }
        for (doctor, draft) in zip(Self.doctors, drafts) {
            let kept = try await house.reader.draft(of: number, by: doctor.fiscalCode)
            #expect(kept?.content == draft, place)
        }
    }
}

extension [HistoryLine] {
    /// AURA is told of what was validated, rejected, and cancelled after having been valid.
    fileprivate var owedNotices: Int {
        let states = map(\.state)
        let told = states.count { $0 == .validated || $0 == .rejected }
        return told + (states.contains(.validated) && states.last == .cancelled ? 1 : 0)
    }
}

/// The same luck every time (splitmix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
