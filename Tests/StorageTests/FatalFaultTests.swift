// SPDX-License-Identifier: EUPL-1.2

import Domain
import GRDB
import Storage
import Testing

/// What must end the daemon, and what another try may mend.
@Suite struct FatalFaultTests {
    @Test(arguments: [
        (ResultCode.SQLITE_BUSY, nil), (.SQLITE_IOERR, nil), (.SQLITE_NOMEM, nil), (.SQLITE_CANTOPEN, nil),
        (.SQLITE_CORRUPT, StoreError.damagedDatabase), (.SQLITE_NOTADB, .damagedDatabase),
    ])
    func `a fault that passes is no reason to end`(_ code: ResultCode, _ fatal: StoreError?) {
        #expect(StoreError.fatal(DatabaseError(resultCode: code)) == fatal)
    }

    @Test func `the store's own faults are judged as they say, and all others pass`() {
        #expect(StoreError.fatal(StoreError.notDurable("x")) == .notDurable("x"))
        #expect(StoreError.fatal(StoreError.noSpace) == nil)
        #expect(StoreError.fatal(CancellationError()) == nil)
    }
}
