// SPDX-License-Identifier: EUPL-1.2

/// 015: a notice that is sent again is written whatever AURA answers to its earlier sending meanwhile.
///
/// Never edited after a release.
enum Schema015 {
    static let name = "015-sent-again"

    static let statements = """
        ALTER TABLE notice ADD COLUMN isAgain INTEGER NOT NULL DEFAULT 0 CHECK (isAgain IN (0, 1));
        UPDATE notice SET isAgain = 1 WHERE state = 'DA_INVIARE' AND timesSent > 0;
        """
}
