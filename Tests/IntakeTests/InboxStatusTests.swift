// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Intake

@Suite struct `Whether drops are taken` {
    @Test func `nothing is known before the first round has taken a file or ended`() {
        let status = InboxStatus()
        #expect(status.problem != nil)
        status.succeeded()
        #expect(status.problem == nil)
    }

    @Test func `the first files say so while the first round goes on`() {
        let status = InboxStatus()
        status.tookFiles()
        #expect(status.problem == nil)
    }

    @Test func `what a round found at its end stays until the next one ends`() {
        let status = InboxStatus()
        status.tookFiles()
        status.failed("1 folder(s) or file(s) cannot be read")
        status.tookFiles()
        #expect(status.problem == "1 folder(s) or file(s) cannot be read")
        status.succeeded()
        #expect(status.problem == nil)
    }
}
