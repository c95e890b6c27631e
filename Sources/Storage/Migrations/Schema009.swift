// SPDX-License-Identifier: EUPL-1.2

/// 009: tries to sign in are counted by what was wrong and by address; browsers are known again; given secrets are changed.
///
/// Never edited after a release. `pool` says which allowance a try used up: that of everybody, or the one that is kept for
/// browsers from which the operator has come in before. `wrongPINs` counts in a row; at the limit `lockedAt` is set. Of a known
/// browser only the digest of its cookie is kept.
enum Schema009 {
    static let name = "009-sign-in"

    static let statements = """
        ALTER TABLE operator ADD COLUMN mustChange INTEGER NOT NULL DEFAULT 0 CHECK (mustChange IN (0, 1));
        ALTER TABLE operator ADD COLUMN wrongPINs INTEGER NOT NULL DEFAULT 0 CHECK (wrongPINs >= 0);
        ALTER TABLE operator ADD COLUMN lockedAt INTEGER;
        ALTER TABLE signInFailure ADD COLUMN factor TEXT NOT NULL DEFAULT 'password'
            CHECK (factor IN ('password', 'pin'));
        ALTER TABLE signInFailure ADD COLUMN pool TEXT NOT NULL DEFAULT 'all' CHECK (pool IN ('all', 'known'));
        ALTER TABLE signInFailure ADD COLUMN address TEXT NOT NULL DEFAULT '';
        CREATE INDEX signInFailureAddress ON signInFailure (address, at);
        CREATE INDEX signInFailureOld ON signInFailure (at);
        CREATE TABLE knownBrowser (
            token TEXT NOT NULL CHECK (length(token) = 64),
            operator TEXT NOT NULL REFERENCES operator (fiscalCode),
            lastAt INTEGER NOT NULL,
            PRIMARY KEY (token, operator)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX knownBrowserOperator ON knownBrowser (operator, lastAt);
        """
}
