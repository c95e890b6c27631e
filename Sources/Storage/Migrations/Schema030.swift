// SPDX-License-Identifier: EUPL-1.2

/// 030: whom an operator named for a document that waited for its person, and an index of the notices that AURA refused.
///
/// Never edited after a release. Of documents that were matched before, the practice still tells whose they are.
enum Schema030 {
    static let name = "030-persons-of-matched-documents"

    static let statements = """
        ALTER TABLE unmatched ADD COLUMN fiscalCode TEXT;
        ALTER TABLE unmatched ADD COLUMN familyName TEXT NOT NULL DEFAULT '';
        ALTER TABLE unmatched ADD COLUMN givenName TEXT NOT NULL DEFAULT '';
        CREATE INDEX noticeRefused ON notice (practice) WHERE state = 'SCARTATO';
        """
}
