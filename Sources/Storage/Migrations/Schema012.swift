// SPDX-License-Identifier: EUPL-1.2

/// 012: how many practices a list has, without counting them.
///
/// Never edited after a release. `practiceCount` is kept by triggers, so that *Risultati trovati* of a whole tab, or of a state
/// in it, is the sum of a few rows. The two filters that leave many practices over, exemption and family name, have an index
/// that holds all that else can be asked, so that counting never leads to the rows themselves.
enum Schema012 {
    static let name = "012-counting"

    static let statements = """
        CREATE TABLE practiceCount (
            asl TEXT NOT NULL,
            isOpen INTEGER NOT NULL,
            state TEXT NOT NULL,
            district TEXT,
            reserved INTEGER NOT NULL,
            count INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX practiceCountKey ON practiceCount (asl, isOpen, state, reserved, coalesce(district, ''));
        INSERT INTO practiceCount
            SELECT asl, isOpen, state, nullif(district, ''), reserved, count(*) FROM practice
            GROUP BY asl, isOpen, state, coalesce(district, ''), reserved;

        CREATE TRIGGER practiceCountedIn AFTER INSERT ON practice BEGIN
            \(added("NEW", 1))
        END;
        CREATE TRIGGER practiceCountedOver AFTER UPDATE ON practice
        WHEN OLD.asl <> NEW.asl OR OLD.state <> NEW.state OR OLD.reserved <> NEW.reserved
            OR OLD.district IS NOT NEW.district
        BEGIN
            \(added("OLD", -1))
            \(added("NEW", 1))
        END;
        CREATE TRIGGER practiceCountedOut AFTER DELETE ON practice BEGIN
            \(added("OLD", -1))
        END;

        DROP INDEX practiceExemption;
        CREATE INDEX practiceExemption ON practice
            (asl, isOpen, exemption, number, state, requestedAt, district, reserved, familyKey);
        DROP INDEX practiceFamily;
        CREATE INDEX practiceFamily ON practice
            (asl, isOpen, familyKey, givenKey, number, state, exemption, requestedAt, district, reserved);
        """

    private static func added(_ row: String, _ number: Int) -> String {
        """
        INSERT OR IGNORE INTO practiceCount
            VALUES (\(row).asl, \(row).isOpen, \(row).state, nullif(\(row).district, ''), \(row).reserved, 0);
        UPDATE practiceCount SET count = count + (\(number))
            WHERE asl = \(row).asl AND isOpen = \(row).isOpen AND state = \(row).state AND reserved = \(row).reserved
            AND coalesce(district, '') = coalesce(\(row).district, '');
        """
    }
}
