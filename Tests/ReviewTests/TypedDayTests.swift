// SPDX-License-Identifier: EUPL-1.2

import Domain
import Testing

@testable import Review

@Suite struct TypedDayTests {
    @Test(arguments: [
        ("16/03/2026", "2026-03-16"), ("3/2/26", "2026-02-03"), ("3.2.26", "2026-02-03"), ("3/2/2026", "2026-02-03"),
        ("3-2-2026", "2026-02-03"),
        ("2026-02-03", "2026-02-03"), ("27112026", "2026-11-27"), ("8 marzo 2027", "2027-03-08"),
        ("1° Gen. 27", "2027-01-01"), ("08 MAR 2027", "2027-03-08"),
    ])
    func `a day is read as people and browsers write it`(text: String, iso: String) {
        #expect(TypedDay(text).day?.iso == iso)
    }

    @Test(arguments: [
        "3/2/6", "31/02/26", "26-02-03-1", "a/b/cc", "31/02/2026", "oggi", "2026/02/03", "16/03/0226", "1/1/2200",
        "32132026",
        "8 ma 2027", "8 brumaio 2027", "271126",
    ])
    func `what is no day is not guessed`(text: String) {
        #expect(TypedDay(text) == .unreadable)
    }

    @Test func `an empty field is no day and no error`() { #expect(TypedDay("") == .none) }
}
