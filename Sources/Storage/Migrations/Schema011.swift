// SPDX-License-Identifier: EUPL-1.2

/// 011: what was erased at the end of its retention, or by a person's right.
///
/// Never edited after a release. The rows of a practice stay, so that numbers, notices and histories still add up; what
/// they say of a person is gone, and this says that it is.
enum Schema011 {
    static let name = "011-erasure"

    static let statements = """
        CREATE TABLE erasedPractice (
            practice TEXT NOT NULL PRIMARY KEY REFERENCES practice (number),
            at INTEGER NOT NULL,
            account TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE erasedDocument (
            sha256 TEXT NOT NULL PRIMARY KEY,
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
