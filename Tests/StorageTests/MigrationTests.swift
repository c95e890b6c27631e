// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import GRDB
import SystemPackage
import TestSupport
import Testing

@testable import Storage

struct MigrationTests {
    /// A database as version 001 left it, with one certificate in one practice and one file unread.
    private func firstVersion(in folder: TemporaryFolder) async throws {
        var migrator = DatabaseMigrator()
        migrator.registerMigration(Schema001.name) { database in
            for statement in Schema001.statements { try database.execute(sql: statement) }
        }
        let queue = try DatabaseQueue(path: folder.path.appending(PracticeStore.fileName).string)
        try migrator.migrate(queue)
        let hashes = ["a", "b"].map { String(repeating: $0, count: 64) }
        try await queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO practice (number, state, version, asl, fiscalCode, familyName, givenName, familyKey,
                        givenKey, submitterKind, statedExemption, requestedAt, updatedAt)
                    VALUES ('202601020300000001', 'INVIATA', 1, '010203', 'RSSMRA48R11B111I', 'ROSSI', 'MARIO', 'ROSSI',
                        'MARIO', 'MEDICO', '044', 1, 1);
                    INSERT INTO delivery (sender, audience, name, sha256, size, asl, receivedAt, outcome, practice)
                    VALUES ('ospedale', 'hospital', 'a.pdf', '\(hashes[0])', 1, '010203', 1, 'ACQUISITO',
                        '202601020300000001');
                    INSERT INTO delivery (sender, audience, name, sha256, size, asl, receivedAt)
                    VALUES ('ospedale', 'hospital', 'b.pdf', '\(hashes[1])', 1, '010203', 2);
                    INSERT INTO historyLine (practice, at, actor, role, state, noteBeneficiary, noteInternal)
                    VALUES ('202601020300000001', 1, 'ospedale', 'MITTENTE', 'INVIATA', '', '');
                    """)
            try database.execute(
                sql: "INSERT INTO document (sha256, form, role, kind, extract, readAt) VALUES (?, ?, ?, ?, ?, 1)",
                arguments: [
                    hashes[0], "pdf-text", "certificate", "unknown",
                    try JSONText.encode(Extract(form: .pdfText, role: .certificate)),
                ])
            try database.execute(
                sql: "INSERT INTO practiceDocument VALUES ('202601020300000001', 1, ?, 'certificate')",
                arguments: [hashes[0]])
        }
    }

    @Test func `what an earlier version left is there after the update`() async throws {
        let folder = try TemporaryFolder()
        try await firstVersion(in: folder)
        let store = try PracticeStore(
            folder: folder.path, catalogue: TestHouse.catalogue.lookup, papers: .plain,
            clock: { Timestamp(seconds: 3) })
        let pending = try store.pendingDeliveries(limit: 10)
        #expect(pending.map(\.arrival.name) == ["b.pdf"])
        #expect(pending.allSatisfy { !$0.isHeld && $0.arrival.request == nil })
        let number = TestHouse.known(PracticeNumber("202601020300000001"))
        let dossier = try #require(try await store.reader.dossier(number, for: nil))
        #expect(dossier.documents.map(\.role) == [.certificate])
        #expect(try await store.answerOverdueRequests(patience: 0).isEmpty)
    }

    @Test func `names are found by letters alone after the update`() async throws {
        let folder = try TemporaryFolder()
        let queue = try DatabaseQueue(path: folder.path.appending(PracticeStore.fileName).string)
        try PracticeStore.migrator.migrate(queue, upTo: Schema033.name)
        try await queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO practice (number, state, version, asl, fiscalCode, familyName, givenName, familyKey,
                        givenKey, submitterKind, statedExemption, exemption, isOpen, requestedAt, updatedAt)
                    VALUES ('202601020300000001', 'INVIATA', 1, '010203', 'RSSMRA48R11B111I', 'D''ANGELO', 'ANNA MARÌA',
                        'D''ANGELO', 'ANNA MARIA', 'MEDICO', '044', '044', 1, 1, 1),
                        ('202601020300000002', 'INVIATA', 1, '010203', 'TRNNLL53H10I462M', '李', 'MARIO', '李',
                        'MARIO', 'MEDICO', '044', '044', 1, 1, 1);
                    """)
        }
        try PracticeStore.migrator.migrate(queue)
        let keys = try await queue.read { database in
            try Row.fetchAll(database, sql: "SELECT familyKey, givenKey FROM practice ORDER BY number")
                .map { ["\($0["familyKey"] as String)", "\($0["givenKey"] as String)"] }
        }
        #expect(keys == [["DANGELO", "ANNAMARIA"], ["李", "MARIO"]])
    }

    @Test func `what was reckoned from a practice is written, checked and covered after the update`() async throws {
        let folder = try TemporaryFolder()
        let queue = try DatabaseQueue(path: folder.path.appending(PracticeStore.fileName).string)
        try PracticeStore.migrator.migrate(queue, upTo: Schema031.name)
        try await queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO practice (number, state, version, asl, fiscalCode, familyName, givenName, familyKey,
                        givenKey, submitterKind, statedExemption, enteredExemption, requestedAt, updatedAt, validFrom)
                    VALUES ('202601020300000001', 'INVIATA', 1, '010203', 'RSSMRA48R11B111I', 'ROSSI', 'MARIO', 'ROSSI',
                        'MARIO', 'MEDICO', '044', '048', 1, 1, NULL),
                        ('202601020300000002', 'VALIDATA', 1, '010203', 'RSSMRA48R11B111I', 'ROSSI', 'MARIO', 'ROSSI',
                        'MARIO', 'MEDICO', '013', NULL, 1, 1, '2026-01-01'),
                        ('202601020300000003', 'ANNULLATA', 1, '010203', 'RSSMRA48R11B111I', 'ROSSI', 'MARIO', 'ROSSI',
                        'MARIO', 'MEDICO', NULL, NULL, 1, 1, NULL);
                    """)
        }
        try queue.close()
        let store = try PracticeStore(
            folder: folder.path, catalogue: TestHouse.catalogue.lookup, papers: .plain,
            clock: { Timestamp(seconds: 3) })
        #expect(try await store.reader.integrityProblems().isEmpty)
        try await store.database.write { database in
            let rows = try Row.fetchAll(database, sql: "SELECT isOpen, exemption FROM practice ORDER BY number")
            #expect(rows.map { $0["isOpen"] as Int } == [1, 0, 0])
            #expect(rows.map { $0["exemption"] as String? } == ["048", "013", nil])
            let plan = try Row.fetchAll(
                database, sql: "EXPLAIN QUERY PLAN SELECT max(number) FROM practice WHERE asl = '010203' AND isOpen = 0"
            )
            #expect(plan.allSatisfy { ($0["detail"] as String).contains("USING COVERING INDEX") })
            for wrong in ["isOpen = 1 - isOpen", "exemption = '011'", "exemption = NULL", "state = 'ANNULLATA'"] {
                #expect(throws: DatabaseError.self, "\(wrong)") {
                    try database.execute(sql: "UPDATE practice SET \(wrong) WHERE number = '202601020300000001'")
                }
            }
        }
    }
}
