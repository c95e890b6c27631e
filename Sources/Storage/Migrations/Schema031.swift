// SPDX-License-Identifier: EUPL-1.2

/// 031: in which stretches of the access log a person occurs, instead of an index of every occurrence.
///
/// A look at the list discloses a page of persons, and each of them had a place of its own in that index: one page of the
/// database for each line shown, written with every look. Who is looked at again and again is now written once a stretch;
/// whoever asks who looked at somebody reads the stretches that name them (`AccessStretch`).
///
/// Never edited after a release, the length of a stretch included. `verify` proves that no person is left out.
enum Schema031 {
    static let name = "031-persons-by-stretch"

    /// A stretch is 2 to this power entries.
    static let stretchBits = 14

    static let statements = """
        CREATE TABLE accessPerson (
            person TEXT NOT NULL,
            stretch INTEGER NOT NULL CHECK (stretch >= 0),
            PRIMARY KEY (person, stretch)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO accessPerson
            SELECT DISTINCT person, entry >> \(stretchBits) FROM accessSubject WHERE person IS NOT NULL ORDER BY 1, 2;
        DROP INDEX accessSubjectPerson;
        CREATE TRIGGER accessPersonKept BEFORE UPDATE ON accessPerson
            BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
        CREATE TRIGGER accessPersonStays BEFORE DELETE ON accessPerson
            WHEN (OLD.stretch + 1) << \(stretchBits) > coalesce((SELECT max(last) FROM accessAnchor), 0) + 1
            BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
        """
}
