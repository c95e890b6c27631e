// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

extension Erasure {
    /// - Returns: how many notices lost their bytes.
    func erase(_ database: Database, _ practice: Practice) throws -> Int {
        let number = practice.number.value
        try database.execute(
            sql: """
                UPDATE practice SET fiscalCode = ?2, familyName = '', givenName = '', familyKey = '', givenKey = '',
                    submitterCode = CASE submitterKind WHEN 'MEDICO' THEN submitterCode END,
                    statedDiagnosis = NULL, enteredDiagnosis = NULL, version = version + 1
                WHERE number = ?1
                """,
            arguments: [number, Self.nobody])
        try database.execute(
            sql: """
                UPDATE historyLine SET noteBeneficiary = '', noteInternal = '',
                    actor = CASE WHEN role IN ('CITTADINO', 'DELEGATO') THEN 'CANCELLATO' ELSE actor END
                WHERE practice = ?
                """,
            arguments: [number])
        try database.execute(
            sql: "DELETE FROM acknowledgement WHERE line IN (SELECT id FROM historyLine WHERE practice = ?)",
            arguments: [number])
        for table in ["draft", "takenForm"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE practice = ?", arguments: [number])
        }
        try database.execute(sql: "DELETE FROM practiceFinding WHERE practice = ?", arguments: [number])
        // The same bytes may come again, and make another practice.
        try database.execute(sql: "UPDATE practiceDocument SET erased = 1 WHERE practice = ?", arguments: [number])
        try NamedPerson.erase(database, of: practice.number)
        try database.execute(
            sql: "UPDATE importedPractice SET elsewhere = '{}' WHERE practice = ?", arguments: [number])
        try database.execute(
            sql: """
                INSERT INTO erasedPractice (practice, at, account, reason) VALUES (?, ?, ?, ?)
                ON CONFLICT (practice) DO NOTHING
                """,
            arguments: [number, now.seconds, account, reason])
        try database.execute(
            sql: "UPDATE notice SET bytes = x'', sha256 = NULL, reply = NULL, refusal = NULL WHERE practice = ?",
            arguments: [number])
        return database.changesCount
    }

    /// Of a document what its reader found, the names under which it came, and its place in quarantine; the ledger keeps that
    /// something came, when and from whom.
    ///
    /// - Returns: how many receipts lost their bytes.
    func erase(_ database: Database, _ document: ContentHash) throws -> Int {
        let hash = document.value
        if let extract = try DocumentRow.extract(database, document) {
            let emptied = Extract(form: extract.form, role: extract.role, kind: extract.kind)
            try DocumentRow.save(database, document, emptied, text: try JSONText.encode(emptied), at: now)
        }
        try database.execute(
            sql: "INSERT INTO erasedDocument (sha256, at) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING",
            arguments: [hash, now.seconds])
        for table in ["quarantine", "requestAttachment"] {
            try database.execute(
                sql: "DELETE FROM \(table) WHERE delivery IN (SELECT id FROM delivery WHERE sha256 = ?)",
                arguments: [hash])
        }
        var receipts = 0
        let names = try Row.fetchAll(
            database, sql: "SELECT min(id) AS id, sender, base FROM delivery WHERE sha256 = ? GROUP BY sender, base",
            arguments: [hash])
        for row in names { receipts += try erase(database, hash, from: row["sender"], named: row["base"], row["id"]) }
        return receipts
    }

    /// A name that only this file had goes with it, in the ledger, in its receipts and in their counter; one that other files
    /// have too tells of nobody.
    ///
    /// - Parameters:
    ///   - base: the name, as much of it as the names of receipts begin with.
    ///   - first: the first delivery of the file from that sender under that name.
    private func erase(
        _ database: Database, _ hash: String, from sender: String, named base: String, _ first: Int64
    ) throws -> Int {
        try database.execute(
            sql: """
                UPDATE receipt SET bytes = x'', sha256 = NULL
                WHERE sender = ? AND base = ? AND instr(bytes, CAST(? AS BLOB)) > 0
                """,
            arguments: [sender, base, hash])
        let receipts = database.changesCount
        let isShared = try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1 FROM delivery WHERE sender = ? AND base = ? AND sha256 <> ?)",
            arguments: [sender, base, hash])
        let name = isShared == false ? "cancellato-\(first)" : base
        if name != base {
            try database.execute(
                sql: """
                    UPDATE receipt SET fileName = ?3 || substr(fileName, length(?2) + 1), base = ?3
                    WHERE sender = ?1 AND base = ?2
                    """,
                arguments: [sender, base, name])
            try database.execute(
                sql: "UPDATE counter SET scope = ? WHERE scope = ?",
                arguments: ["receipt/\(sender)/\(name)", "receipt/\(sender)/\(base)"])
        }
        try database.execute(
            sql: """
                UPDATE delivery SET name = ?4, base = ?4, origin = NULL, request = NULL, findings = '[]'
                WHERE sha256 = ?1 AND sender = ?2 AND base = ?3
                """,
            arguments: [hash, sender, base, name])
        return receipts
    }
}
