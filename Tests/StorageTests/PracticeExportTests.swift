// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport
import Testing

/// All practices, each once, whatever happens between one part and the next.
struct PracticeExportTests {
    private func numbers(_ export: PracticeExport, meanwhile: () async throws -> Void) async throws -> [PracticeNumber]
    {
        var numbers: [PracticeNumber] = []
        while case let part = try export.next(after: numbers.last, limit: 2), !part.isEmpty {
            numbers += part.map(\.number)
            try await meanwhile()
        }
        return numbers
    }

    @Test func `what is decided meanwhile is neither left out nor doubled`() async throws {
        let house = try TestHouse()
        var sent: [PracticeNumber] = []
        for index in 0..<7 { sent.append(try await house.dropForPractice("\(index)", exemption: nil)) }
        _ = try await house.store.decide(.of(sent[6], .reject, reason: .other))
        let open = Array(sent.prefix(6))
        let export = try house.reader.export(in: .received)
        var undecided = open
        let found = try await numbers(export) {
            if !undecided.isEmpty {
                _ = try await house.store.decide(.of(undecided.removeFirst(), .reject, reason: .other))
            }
        }
        #expect(found == open)
        #expect(try await numbers(try house.reader.export(in: .rejected)) {} == [sent[0], sent[1], sent[2], sent[6]])
    }

    @Test func `what comes meanwhile belongs to the next export`() async throws {
        let house = try TestHouse()
        for index in 0..<3 { _ = try await house.dropForPractice("\(index)", exemption: nil) }
        let export = try house.reader.export(in: nil)
        var more = 3
        let found = try await numbers(export) {
            _ = try await house.dropForPractice("\(more)", exemption: nil)
            more += 1
        }
        #expect(found.count == 3 && more == 5)
        #expect(try await numbers(try house.reader.export(in: nil)) {}.count == 5)
    }
}
