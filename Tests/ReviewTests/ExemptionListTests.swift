// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import TestSupport
import Testing

@testable import Review

@Suite struct ExemptionListTests {
    private let list = ExemptionList(TestHouse.catalogue)

    @Test(arguments: [
        ("044", ["044"]), ("044 Psicosi", ["044"]), ("psic", ["044"]), ("PSICOSI", ["044"]),
        ("diabete mell", ["013"]), ("mellito diabete", ["013"]), ("0", ["002", "013", "044", "048", "054"]),
        ("patologie", ["048"]), ("  spondilite  ", ["054"]),
    ])
    func `an exemption is found by its code or by words of its name`(typed: String, codes: [String]) {
        #expect(list.find(typed).codes.map(\.value) == codes)
    }

    @Test(arguments: ["", "TUTTE", "tutte"])
    func `nothing typed asks for all`(typed: String) { #expect(list.find(typed) == .all) }

    @Test(arguments: ["nessuna", "%", "044 diabete?x", "'"])
    func `words of no exemption are no silent empty list`(typed: String) {
        let answer = list.find(typed)
        #expect(answer == .none || typed.hasPrefix("044"))
    }

    @Test func `a sound code that the catalogue lacks is asked for as it is`() {
        #expect(list.find("RN0970") == .unlisted(TestHouse.code("RN0970")))
    }

    @Test func `browsers get the list as JSON that another program reads`() throws {
        let catalogue = ExemptionCatalogue(
            exemptions: [
                ExemptionEntry(
                    code: TestHouse.code("044"), group: .chronic, description: "a \"b\" \\ c\nd", duration: nil,
                    isCurrent: true)
            ], diagnoses: [])
        let text = String(decoding: ExemptionList.json(catalogue), as: UTF8.self)
        #expect(text == #"[["044","a \"b\" \\ c d"]]"#)
    }
}

@Suite struct WaitingTests {
    @Test(arguments: [
        (0, "da oggi", "fresh"), (1, "da ieri", "fresh"), (3, "da 3 giorni", "fresh"), (7, "da 7 giorni", "fresh"),
        (8, "da 8 giorni", "slow"), (30, "da 30 giorni", "slow"), (31, "da 31 giorni, oltre il termine", "late"),
        (45, "da 45 giorni, oltre il termine", "late"), (-1, "da oggi", "fresh"),
    ])
    func `days of waiting are said in words, and the colour repeats them`(days: Int, words: String, style: String)
        throws
    {
        let today = try #require(CalendarDay(year: 2026, month: 3, day: 1))
        let waiting = Waiting(since: today.adding(days: -days), today: today)
        #expect(waiting.words == words)
        #expect(waiting.style == style)
    }
}
