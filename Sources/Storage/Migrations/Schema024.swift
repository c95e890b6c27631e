// SPDX-License-Identifier: EUPL-1.2

/// 024: what machines and pages count is counted in rows that are few, and documents that wait are found without those that do not.
///
/// Never edited after a release. `noticeCount` is kept by triggers, as `practiceCount` is.
enum Schema024 {
    static let name = "024-counts-at-hand"

    static let statements = """
        CREATE TABLE noticeCount (
            state TEXT NOT NULL PRIMARY KEY,
            count INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO noticeCount SELECT state, count(*) FROM notice GROUP BY state;
        CREATE TRIGGER noticeCountedIn AFTER INSERT ON notice BEGIN
            \(added("NEW", 1))
        END;
        CREATE TRIGGER noticeCountedOver AFTER UPDATE OF state ON notice WHEN OLD.state <> NEW.state BEGIN
            \(added("OLD", -1))
            \(added("NEW", 1))
        END;
        CREATE TRIGGER noticeCountedOut AFTER DELETE ON notice BEGIN
            \(added("OLD", -1))
        END;
        CREATE INDEX practiceWaiting ON practice (requestedAt, number) WHERE isOpen = 1;
        CREATE INDEX unmatchedWaiting ON unmatched (delivery) WHERE settledAt IS NULL;
        """

    private static func added(_ row: String, _ number: Int) -> String {
        """
        INSERT INTO noticeCount SELECT \(row).state, 0
            WHERE NOT EXISTS (SELECT 1 FROM noticeCount WHERE state = \(row).state);
        UPDATE noticeCount SET count = count + (\(number)) WHERE state = \(row).state;
        """
    }
}
