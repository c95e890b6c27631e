// SPDX-License-Identifier: EUPL-1.2

/// 017: that the term of the access log is not applied for the time being, because the clock may be wrong.
///
/// Never edited after a release. At most one row; `ran` is how many seconds daemons have run since.
enum Schema017 {
    static let name = "017-access-term"

    static let statements = """
        CREATE TABLE accessTermHeld (
            only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
            since INTEGER NOT NULL,
            ran INTEGER NOT NULL CHECK (ran >= 0)
        ) STRICT;
        """
}
