// SPDX-License-Identifier: EUPL-1.2

/// 016: where papers were put, so that the folder of a share that is away is not taken for an empty one.
///
/// Never edited after a release. The row without a path says that papers were written before paths were kept.
enum Schema016 {
    static let name = "016-outboxes"

    static let statements = """
        CREATE TABLE outbox (
            path TEXT NOT NULL PRIMARY KEY,
            mount TEXT NOT NULL,
            since INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO outbox
            SELECT '', '', 0 WHERE EXISTS (SELECT 1 FROM notice WHERE timesSent > 0)
                OR EXISTS (SELECT 1 FROM receipt WHERE writtenAt IS NOT NULL);
        """
}
