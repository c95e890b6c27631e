// SPDX-License-Identifier: EUPL-1.2

import Pacing
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

    @Test func `a round that a share keeps waiting is told though it never ends`() {
        let status = InboxStatus()
        status.succeeded()
        status.progress.begin()
        #expect(status.problem(at: .now + .seconds(100)) == nil)
        #expect(status.problem(at: .now + .seconds(130))?.contains("has not answered") == true)
        // What gets on, however slowly, is no hang; and outside a round there is nothing to wait for.
        status.succeeded()
        #expect(status.problem(at: .now + .seconds(1000)) == nil)
        status.progress.advance()
        #expect(status.problem(at: .now + .seconds(1000)) == nil)
    }
}
