// SPDX-License-Identifier: EUPL-1.2

/// 013: until when the access log was looked through for alarms, so that a start need not look through a whole day.
///
/// Never edited after a release.
enum Schema013 {
    static let name = "013-alarm-progress"

    static let statements = """
        CREATE TABLE accessScan (
            only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
            entry INTEGER NOT NULL
        ) STRICT;
        """
}
