// SPDX-License-Identifier: EUPL-1.2

import Domain
import GRDB
import TestSupport
import Testing

@testable import Storage

struct FindingRowTests {
    @Test func `every finding is read as it was kept`() async throws {
        let house = try TestHouse()
        let findings = FindingCode.allCases.flatMap { code in
            [
                Finding(code), Finding(code, detail: "250.147"), Finding(code, field: .issueDate),
                Finding(code, field: .diagnosisText, detail: "«\"»"),
            ]
        }
        let number = try await house.dropForPractice("a")
        let before = try await house.reader.dossier(number, for: nil)?.findings ?? []
        try await house.store.transaction { database in
            for finding in findings {
                try database.execute(
                    sql: "INSERT INTO practiceFinding (practice, finding) VALUES (?, ?)",
                    arguments: [number.value, try JSONText.encode(finding)])
            }
        }
        #expect(try await house.reader.dossier(number, for: nil)?.findings == before + findings)
    }
}
