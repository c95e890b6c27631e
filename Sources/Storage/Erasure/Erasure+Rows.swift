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

    /// Of a document what its reader found, and the names under which it came; the ledger keeps that something came, when and
    /// from whom.
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
        var receipts = 0
        let deliveries = try Row.fetchAll(
            database, sql: "SELECT id, sender, name FROM delivery WHERE sha256 = ?", arguments: [hash])
        for row in deliveries {
            receipts += try erase(database, row["id"], of: row["sender"], named: row["name"], hash)
        }
        return receipts
    }

    /// A name that only this file had goes with it, in the ledger, in its receipts and in their counter; one that other files
    /// have too tells of nobody.
    private func erase(
        _ database: Database, _ id: Int64, of sender: String, named name: String, _ hash: String
    ) throws -> Int {
        let base = name.baseName
        let pattern = "\(base)."
        try database.execute(
            sql: """
                UPDATE receipt SET bytes = x'', sha256 = NULL
                WHERE sender = ?1 AND substr(fileName, 1, length(?2)) = ?2 AND instr(bytes, CAST(?3 AS BLOB)) > 0
                """,
            arguments: [sender, pattern, hash])
        let receipts = database.changesCount
        let others = try String.fetchAll(
            database, sql: "SELECT name FROM delivery WHERE sender = ? AND sha256 <> ?", arguments: [sender, hash]
        ).contains { $0.baseName == base }
        let blank = "cancellato-\(id)"
        if !others {
            try database.execute(
                sql: """
                    UPDATE receipt SET fileName = ?3 || substr(fileName, length(?2))
                    WHERE sender = ?1 AND substr(fileName, 1, length(?2)) = ?2
                    """,
                arguments: [sender, pattern, blank])
            try database.execute(
                sql: "UPDATE counter SET scope = ? WHERE scope = ?",
                arguments: ["receipt/\(sender)/\(blank)", "receipt/\(sender)/\(base)"])
        }
        try database.execute(
            sql: "UPDATE delivery SET name = ?, origin = NULL, request = NULL, findings = '[]' WHERE id = ?",
            arguments: [others ? base : blank, id])
        return receipts
    }
}
