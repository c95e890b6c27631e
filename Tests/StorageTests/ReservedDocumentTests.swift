// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import GRDB
import SystemPackage
import TestSupport
import Testing

@testable import Storage

/// A document that says 048 with a diagnosis behind it exists only for those who may know.
struct ReservedDocumentTests {
    private static let plain = Operator(
        fiscalCode: TestHouse.person("VNTRLA92B26C688M"), name: "", role: .districtOperator,
        asls: [TestHouse.asl("010203")], districts: [], permissions: [])

    /// Of diabetes, beside which an exemption that is over is stated.
    private static func extract(person: String? = "RSSMRA48R11B111I", _ other: String = "048.174") -> Extract {
        var extract = Portal.certificate(exemption: "013", diagnosis: "250", person: person ?? "RSSMRA48R11B111I")
        if person == nil { extract.fields[.beneficiaryFiscalCode] = nil }
        extract.exemptions = [
            StatedExemption(code: "013.250", status: "active", source: FieldSource(.cda)),
            StatedExemption(code: other, status: "completed", source: FieldSource(.cda)),
        ]
        return extract
    }

    private func drop(_ house: TestHouse, _ content: String, _ extract: Extract) async throws -> Delivery {
        let arrival = Arrival(
            sender: "ospedale", senderKind: .hospital, name: "\(content).xml",
            sha256: try ContentHash.of(Array(content.utf8)), size: 1, asl: TestHouse.asl("010203"), district: nil)
        return try await house.store.file(try await house.store.register([arrival])[0], as: extract)
    }

    @Test(arguments: ["048", "048.174"])
    func `its practice, also one that it joins, is gone for those who may not know`(code: String) async throws {
        let house = try TestHouse()
        let first = try await drop(house, "a", Self.extract("044.2960"))
        let number = TestHouse.known(first.practice)
        #expect(try await house.reader.dossier(number, for: Self.plain) != nil)
        #expect(try await drop(house, "b", Self.extract(code)).practice == number)
        #expect(try await house.reader.dossier(number, for: Self.plain) == nil)
        #expect(try await house.reader.practices(PracticeFilter(), for: Self.plain, page: 1, size: 9).total == 0)
        #expect(try await house.reader.dossier(number, for: TestHouse.doctor)?.practice.isReserved == true)
    }

    @Test func `among those that wait it is for those who may know, and so is their number`() async throws {
        let house = try TestHouse()
        let hidden = try await drop(house, "a", Self.extract(person: nil))
        let shown = try await drop(house, "b", Self.extract(person: nil, "044.2960"))
        #expect(try await house.reader.unmatchedDocuments(for: Self.plain).map(\.delivery.id) == [shown.id])
        #expect(
            try await house.reader.unmatchedDocuments(for: TestHouse.doctor).map(\.delivery.id) == [
                hidden.id, shown.id,
            ])
        #expect(try await house.reader.unmatchedDocument(hidden.id, for: Viewer(Self.plain)) == nil)
        let person = Beneficiary(
            fiscalCode: TestHouse.person("RSSMRA48R11B111I"), familyName: "ROSSI", givenName: "MARIO")
        await #expect(throws: MatchRefusal.notWaiting) {
            try await house.store.match(hidden.id, to: person, by: Self.plain)
        }
    }

    @Test func `a document that was read anew marks the practice in which it is`() async throws {
        let house = try TestHouse()
        let delivery = try await drop(house, "a", Self.extract("044"))
        let extract = Self.extract()
        let text = try JSONText.encode(extract)
        try await house.store.transaction { database in
            try DocumentRow.save(
                database, delivery.arrival.sha256, extract, text: text, at: Timestamp(seconds: 9))
        }
        #expect(try await house.reader.dossier(TestHouse.known(delivery.practice), for: Self.plain) == nil)
    }

    /// The rows as the version before kept them: nobody had looked for what stands behind a dot.
    @Test func `practices and documents of an earlier version are marked by the update`() async throws {
        let folder = try TemporaryFolder()
        let queue = try DatabaseQueue(path: folder.path.appending(PracticeStore.fileName).string)
        try PracticeStore.migrator.migrate(queue, upTo: Schema019.name)
        let extracts = [
            try JSONText.encode(Self.extract("044")), try JSONText.encode(Self.extract()),
            try JSONText.encode(Self.extract(person: nil)), "{048",
        ]
        try await queue.write { database in
            for (index, extract) in extracts.enumerated() {
                let hash = String(repeating: "\(index)", count: 64)
                let number = "20260102030000000\(index)"
                try database.execute(
                    sql: "INSERT INTO document VALUES (?, 'cda-xml', 'certificate', 'unknown', ?, 1)",
                    arguments: [hash, extract])
                try database.execute(
                    sql: """
                        INSERT INTO practice (number, state, version, asl, fiscalCode, familyName, givenName, familyKey,
                            givenKey, submitterKind, statedExemption, requestedAt, updatedAt)
                        VALUES (?, 'INVIATA', 1, '010203', 'RSSMRA48R11B111I', 'ROSSI', 'MARIO', 'ROSSI', 'MARIO', 'MEDICO',
                            NULL, 1, 1);
                        """, arguments: [number])
                try database.execute(
                    sql: """
                        INSERT INTO delivery (sender, audience, name, sha256, size, asl, receivedAt, outcome, practice)
                        VALUES ('ospedale', 'hospital', 'x', ?, 1, '010203', 1, 'ACQUISITO', ?)
                        """, arguments: [hash, number])
                if index != 2 {
                    try database.execute(
                        sql: "INSERT INTO practiceDocument VALUES (?, ?, ?, 'certificate')",
                        arguments: [number, index + 1, hash])
                }
            }
            try database.execute(
                sql: "INSERT INTO practiceFinding (practice, finding) VALUES ('202601020300000002', ?)",
                arguments: [try JSONText.encode(Finding(.exemptionNotActive, detail: "048.174"))])
        }
        try PracticeStore.migrator.migrate(queue)
        let (documents, practices, counted) = try await queue.read { database in
            (
                try Int.fetchAll(database, sql: "SELECT reserved FROM document ORDER BY sha256"),
                try Int.fetchAll(database, sql: "SELECT reserved FROM practice ORDER BY number"),
                try Int.fetchOne(database, sql: "SELECT sum(count) FROM practiceCount WHERE reserved = 1")
            )
        }
        #expect(documents == [0, 1, 1, 1])
        #expect(practices == [0, 1, 1, 1])
        #expect(counted == 3)
    }
}
