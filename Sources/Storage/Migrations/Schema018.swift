// SPDX-License-Identifier: EUPL-1.2

/// 018: what the sender of a file was last told, while it is read again: the same is not told twice.
///
/// Never edited after a release.
enum Schema018 {
    static let name = "018-retries"

    static let statements = """
        ALTER TABLE delivery ADD COLUMN toldBefore TEXT;
        """
}
