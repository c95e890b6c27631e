// SPDX-License-Identifier: EUPL-1.2

/// 004: a counter may leave numbers out on purpose, and tells how many.
///
/// Never edited after a release. After a restore the numbers go on where no earlier life of the archive can have been.
/// `last - skipped` is how many numbers of a scope were given, so that a lost one can still be told from a skipped one.
enum Schema004 {
    static let name = "004-skipped-numbers"

    static let statements = """
        ALTER TABLE counter ADD COLUMN skipped INTEGER NOT NULL DEFAULT 0 CHECK (skipped BETWEEN 0 AND last);
        """
}
