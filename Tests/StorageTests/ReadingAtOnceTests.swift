// SPDX-License-Identifier: EUPL-1.2

import Domain
import TestSupport
import Testing

@testable import Storage

struct ReadingAtOnceTests {
    @Test(.timeLimit(.minutes(20))) func `reads of both kinds beside each other all come back`() async throws {
        let house = try TestHouse()
        let number = try await house.dropForPractice("a")
        let reader = house.reader
        let found = try await withThrowingTaskGroup(of: Bool.self) { group in
            for place in 0..<2000 {
                group.addTask {
                    place.isMultiple(of: 2)
                        ? try await reader.history(number, for: nil) != nil
                        : try await reader.dossier(number, for: nil) != nil
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(found == 2000)
    }

    @Test func `what was just committed is seen by both kinds`() async throws {
        let house = try TestHouse()
        for name in ["a", "b", "c"] {
            let number = try await house.dropForPractice(name)
            #expect(try await house.reader.dossier(number, for: nil) != nil)
            #expect(try await house.reader.history(number, for: nil) != nil)
        }
    }
}
