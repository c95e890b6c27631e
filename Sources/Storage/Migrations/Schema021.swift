// SPDX-License-Identifier: EUPL-1.2

/// 021: what was erased may come again, and is then a document like any other.
///
/// Never edited after a release. The row of `erasedDocument` stands only as long as nobody has brought the same bytes again; those
/// that somebody brought before this version lose it here. The documents of an erased practice stay with it by their hash, and
/// no longer keep the same bytes from making another.
enum Schema021 {
    static let name = "021-erased-and-come-again"

    static let statements = """
        ALTER TABLE practiceDocument ADD COLUMN erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1));
        UPDATE practiceDocument SET erased = 1 WHERE practice IN (SELECT practice FROM erasedPractice);
        DROP INDEX practiceDocumentOnce;
        CREATE UNIQUE INDEX practiceDocumentOnce ON practiceDocument (sha256)
            WHERE role <> 'attachment' AND erased = 0;
        DELETE FROM erasedDocument WHERE EXISTS (
            SELECT 1 FROM delivery WHERE delivery.sha256 = erasedDocument.sha256
                AND delivery.receivedAt >= erasedDocument.at AND delivery.name NOT LIKE 'cancellato-%');
        """
}
