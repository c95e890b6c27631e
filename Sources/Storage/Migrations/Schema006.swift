// SPDX-License-Identifier: EUPL-1.2

/// 006: the access log, which only grows.
///
/// Never edited after a release. An entry's `hash` is over the entry and the hash before it; `accessHead` is the newest one,
/// signed with every commit, `accessDay` the last of each day, signed. The database itself refuses to change or remove an
/// entry; those up to an `accessAnchor` may go, and an anchor may only be the end of a signed day of two years ago.
enum Schema006 {
    static let name = "006-access-log"

    static let statements = tables + refusals

    private static let tables = """
        CREATE TABLE accessEntry (
            id INTEGER NOT NULL PRIMARY KEY CHECK (id >= 1),
            at INTEGER NOT NULL,
            act TEXT NOT NULL,
            actor TEXT NOT NULL,
            role TEXT NOT NULL,
            place TEXT NOT NULL,
            session TEXT,
            outcome TEXT NOT NULL,
            detail TEXT NOT NULL,
            hash BLOB NOT NULL CHECK (length(hash) = 32)
        ) STRICT;
        CREATE INDEX accessEntryTime ON accessEntry (at);

        CREATE TABLE accessSubject (
            entry INTEGER NOT NULL,
            place INTEGER NOT NULL CHECK (place >= 0),
            practice TEXT,
            person TEXT,
            document TEXT,
            PRIMARY KEY (entry, place)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX accessSubjectPerson ON accessSubject (person, entry) WHERE person IS NOT NULL;

        CREATE TABLE accessDay (
            day TEXT NOT NULL PRIMARY KEY,
            last INTEGER NOT NULL CHECK (last >= 1),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            signature BLOB NOT NULL,
            publicKey BLOB NOT NULL
        ) STRICT;

        CREATE TABLE accessAnchor (
            last INTEGER NOT NULL PRIMARY KEY,
            day TEXT NOT NULL REFERENCES accessDay (day),
            at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE accessHead (
            only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
            last INTEGER NOT NULL CHECK (last >= 0),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            day TEXT NOT NULL,
            signature BLOB,
            publicKey BLOB
        ) STRICT;

        CREATE TABLE accessAlarm (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            actor TEXT NOT NULL,
            period TEXT NOT NULL,
            entry INTEGER NOT NULL,
            at INTEGER NOT NULL,
            count INTEGER NOT NULL,
            UNIQUE (kind, actor, period)
        ) STRICT;
        """

    private static let refusals = """
        CREATE TRIGGER accessEntryKept BEFORE UPDATE ON accessEntry
            BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
        CREATE TRIGGER accessEntryStays BEFORE DELETE ON accessEntry
            WHEN OLD.id > coalesce((SELECT max(last) FROM accessAnchor), 0)
            BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
        CREATE TRIGGER accessSubjectKept BEFORE UPDATE ON accessSubject
            BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
        CREATE TRIGGER accessSubjectStays BEFORE DELETE ON accessSubject
            WHEN OLD.entry > coalesce((SELECT max(last) FROM accessAnchor), 0)
            BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
        CREATE TRIGGER accessDayKept BEFORE UPDATE ON accessDay
            BEGIN SELECT RAISE(ABORT, 'a signed day stays'); END;
        CREATE TRIGGER accessDayStays BEFORE DELETE ON accessDay
            BEGIN SELECT RAISE(ABORT, 'a signed day stays'); END;
        CREATE TRIGGER accessAnchorKept BEFORE UPDATE ON accessAnchor
            BEGIN SELECT RAISE(ABORT, 'an anchor stays'); END;
        CREATE TRIGGER accessAnchorStays BEFORE DELETE ON accessAnchor
            BEGIN SELECT RAISE(ABORT, 'an anchor stays'); END;
        CREATE TRIGGER accessAnchorOld BEFORE INSERT ON accessAnchor
            WHEN NOT EXISTS (
                SELECT 1 FROM accessDay, accessHead
                WHERE accessDay.day = NEW.day AND accessDay.last = NEW.last
                    AND accessDay.day <= date(accessHead.day, '-730 days'))
            BEGIN SELECT RAISE(ABORT, 'the access log is kept for two years at least'); END;
        CREATE TRIGGER accessHeadGrows BEFORE UPDATE ON accessHead WHEN NEW.last < OLD.last
            BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
        CREATE TRIGGER accessHeadStays BEFORE DELETE ON accessHead
            BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;

        INSERT INTO accessHead (only, last, hash, day) VALUES (1, 0, zeroblob(32), '');
        """
}
