// SPDX-License-Identifier: EUPL-1.2

import EnvelopeReading
import Testing

@Suite struct EnvelopeTests {
    @Test func `an envelope keeps what it is given`() {
        #expect(Envelope(layers: ["p7m"], content: [1], verdicts: []).content == [1])
    }
}
