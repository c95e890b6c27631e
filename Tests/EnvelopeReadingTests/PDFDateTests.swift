// SPDX-License-Identifier: EUPL-1.2

import Domain
import Testing

@testable import EnvelopeReading

@Suite struct PDFDateTests {
    @Test(arguments: [
        ("D:20260301120000+01'00'", "2026-03-01T12:00:00+01:00"),
        ("D:20260301120000+01'00", "2026-03-01T12:00:00+01:00"),
        ("D:20260301110000Z", "2026-03-01T12:00:00+01:00"), ("D:20260301110000Z00'00'", "2026-03-01T12:00:00+01:00"),
        ("D:20260301110000", "2026-03-01T12:00:00+01:00"), ("20260301110000", "2026-03-01T12:00:00+01:00"),
        ("D:20260301060000-0500", "2026-03-01T12:00:00+01:00"), ("D:2026030111", "2026-03-01T12:00:00+01:00"),
        ("D:20260301", "2026-03-01T01:00:00+01:00"), ("D:2026", "2026-01-01T01:00:00+01:00"),
    ])
    func `a date may lack parts from the right`(text: String, time: String) {
        #expect(Timestamp(pdfDate: text)?.iso == time)
    }

    @Test(arguments: [
        "", "D:", "ieri", "D:202", "D:20261301", "D:20260230", "D:20260301240000", "D:20260301116000",
        "D:2026030111000099",
        "D:20260301110000+", "D:20260301110000*01'00'", "D:2026-03-01",
    ])
    func `what is no date is none`(text: String) {
        #expect(Timestamp(pdfDate: text) == nil)
    }
}
