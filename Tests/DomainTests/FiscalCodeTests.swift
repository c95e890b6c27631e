// SPDX-License-Identifier: EUPL-1.2

import Domain
import Testing

struct FiscalCodeTests {
    @Test(
        arguments: [
            "TRNNLL53H10I462M", "RSSMRA48R11B111I", "VNTRLA92B26C688M", "LBRCRD53H10D205E", "TRNBDT47C09D732S",
            "AAAAAA00A11D000L", "AAAAAA00B77B000F", "AAAAAA00A11B000J", "RSSMRA48R11B11MA", "RSSMRAQURMMBMMMP",
        ])
    func `a code of the manual or with omocodia is sound`(_ text: String) throws {
        #expect(try FiscalCode(checking: text).value == text)
    }

    @Test func `lower case and blanks are tolerated`() throws {
        #expect(try FiscalCode(checking: " rssmra48r11b111i ").value == "RSSMRA48R11B111I")
    }

    @Test(
        arguments: [
            ("TRNNLL53H101462M", FiscalCodeProblem.shape), ("RSSMRA48R11B1111", .shape),
            ("RSSMRA48R11B111A", .checkCharacter),
            ("RSSMRA48R11B111", .length(15)), ("", .empty), ("RSSMRA48G11B111I", .shape),
        ])
    func `a misread code is refused with its reason`(_ text: String, _ problem: FiscalCodeProblem) {
        #expect(throws: problem) { try FiscalCode(checking: text) }
    }

    @Test func `a single changed character never passes`() throws {
        let code = Array("TRNNLL53H10I462M")
        for place in code.indices {
            for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" where letter != code[place] {
                var changed = code
                changed[place] = letter
                #expect(FiscalCode(String(changed)) == nil, "\(String(changed))")
            }
        }
    }

    @Test func `the provisional numeric code has its own check digit`() {
        #expect(FiscalCode("00000000018")?.kind == .provisional)
        #expect(FiscalCode("00000000019") == nil)
    }

    @Test(arguments: [
        ("STP0101230000001", FiscalCode.Kind.temporarilyPresentForeigner), ("ENI0101230000001", .europeanNotEnrolled),
    ])
    func `codes of foreigners are told apart`(_ text: String, _ kind: FiscalCode.Kind) {
        #expect(FiscalCode(text)?.kind == kind)
    }

    @Test func `a woman's day of birth has forty added`() throws {
        let birth = try #require(FiscalCode("RSSMRA85M41H501U")?.decodedBirth)
        #expect(birth.sex == .female)
        #expect(birth.day == 1)
        #expect(birth.month == 8)
        let day = try #require(CalendarDay(year: 1985, month: 8, day: 1))
        #expect(birth.agrees(with: day))
    }

    @Test func `omocodia is undone before the birth is read`() throws {
        let plain = try #require(FiscalCode("RSSMRA48R11B111I")?.decodedBirth)
        #expect(FiscalCode("RSSMRAQURMMBMMMP")?.decodedBirth == plain)
    }

    @Test(
        arguments: [
            ("ROSSI", "MARIO", "RSSMRA"), ("FO", "LI", "FOXLIX"), ("D'AMICO", "GIANFRANCO", "DMCGFR"),
            ("VENTIDUE", "AUREL", "VNTRLA"),
        ])
    func `names give their six letters`(_ family: String, _ given: String, _ letters: String) {
        #expect(FiscalCode.nameLetters(familyName: family, givenName: given) == letters)
    }

    @Test(arguments: [
        ("RSSMRA48R11B111I", "1948-10-11"), ("NDEFDR70P10L219R", "1970-09-10"), ("00000000000", nil),
        ("STP1234567890123", nil),
    ])
    func `the earliest birth is in the last century where the code may be of somebody very old`(
        text: String, day: String?
    ) throws {
        let code = try #require(FiscalCode(text))
        let today = try #require(CalendarDay(iso: "2026-01-19"))
        #expect(code.earliestBirth(at: today)?.iso == day)
        // Of somebody born in 48 who may be a hundred and one, or one.
        let later = try #require(CalendarDay(iso: "2049-01-19"))
        #expect(code.earliestBirth(at: later)?.year == day.map { $0.hasPrefix("1948") ? 1948 : 1970 })
    }
}
