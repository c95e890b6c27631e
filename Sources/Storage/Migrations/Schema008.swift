// SPDX-License-Identifier: EUPL-1.2

/// 008: what a doctor has typed and not decided, which forms were carried out, and which red findings were looked into.
///
/// Never edited after a release. A draft belongs to one operator and one practice; `content` is the desk's own. `takenForm`
/// knows the form that led to a decision, so that the same one sent twice is one decision; it is kept for days, since a form
/// lives no longer than its session. `acknowledgement` hangs on the line of the history that the validation wrote.
enum Schema008 {
    static let name = "008-drafts"

    static let statements = """
        CREATE TABLE draft (
            practice TEXT NOT NULL REFERENCES practice (number),
            operator TEXT NOT NULL CHECK (length(operator) = 16),
            content TEXT NOT NULL,
            savedAt INTEGER NOT NULL,
            PRIMARY KEY (practice, operator)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX draftAge ON draft (savedAt);

        CREATE TABLE takenForm (
            ticket TEXT NOT NULL PRIMARY KEY,
            practice TEXT NOT NULL REFERENCES practice (number),
            content TEXT NOT NULL CHECK (length(content) = 64),
            takenAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX takenFormAge ON takenForm (takenAt);

        CREATE TABLE acknowledgement (
            line INTEGER NOT NULL REFERENCES historyLine (id),
            finding TEXT NOT NULL,
            PRIMARY KEY (line, finding)
        ) STRICT, WITHOUT ROWID;
        """
}
