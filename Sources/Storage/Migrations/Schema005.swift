// SPDX-License-Identifier: EUPL-1.2

/// 005: practices that came from another system, with what that system keeps of them.
///
/// Never edited after a release. `content` is the fingerprint of what was imported, so that the same line is known again
/// after a doctor decided here; `lines` is how many lines of the history came with it: only later ones owe a notice.
enum Schema005 {
    static let name = "005-imported-practices"

    static let statements = """
        CREATE TABLE importedPractice (
            practice TEXT NOT NULL PRIMARY KEY REFERENCES practice (number),
            content TEXT NOT NULL CHECK (length(content) = 64),
            lines INTEGER NOT NULL CHECK (lines >= 1),
            elsewhere TEXT NOT NULL,
            importedAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
