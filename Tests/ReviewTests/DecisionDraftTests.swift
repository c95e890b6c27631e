// SPDX-License-Identifier: EUPL-1.2

import Domain
import Testing
import TestSupport

@testable import Review

@Suite struct DecisionDraftTests {
    private func draft(_ text: String) throws -> DecisionDraft {
        let number = TestHouse.known(PracticeNumber("202601020300000001"))
        return try #require(DecisionDraft(FormFields(urlEncoded: "versione=1&" + text), of: number))
    }

    @Test func `what is left as shown is no entry`() throws {
        let typed = try draft(
            "esenzione=044&esenzione-mostrata=044&diagnosi=&diagnosi-mostrata=&valida-dal=19/01/2026"
                + "&valida-dal-mostrata=19/01/2026&durata=catalogo")
        #expect(try typed.entry() == DoctorEntry())
    }

    @Test func `an emptied diagnosis says that there is none`() throws {
        #expect(try draft("diagnosi=&diagnosi-mostrata=2960").entry().diagnosis == .noneStated)
    }

    @Test(arguments: [
        ("durata=giorno&valida-al=1/2/2027", "2027-02-01"), ("durata=illimitata", nil),
    ])
    func `the end is the one that was chosen`(text: String, iso: String?) throws {
        let expected = iso.flatMap { CalendarDay(iso: $0) }.map { DoctorEntry.End.day($0) } ?? .unlimited
        #expect(try draft(text).entry().until == expected)
    }

    @Test(arguments: [
        ("durata=giorno", "valida-al"), ("durata=giorno&valida-al=31/2/2027", "valida-al"),
        ("durata=catalogo&valida-al=1/2/2027", "valida-al"), ("valida-al=1/2/2027", "valida-al"),
        ("durata=illimitata&valida-al=domani", "valida-al"), ("valida-dal=ieri", "valida-dal"),
        ("valida-dal=&valida-dal-mostrata=19/01/2026", "valida-dal"), ("diagnosi=ABC", "diagnosi"),
        ("esenzione=tutte", "esenzione"),
    ])
    func `what cannot be read is an error at its field`(text: String, field: String) throws {
        let typed = try draft(text)
        let problems = #expect(throws: DraftProblems.self) { try typed.entry() }
        #expect(problems?.errors.map(\.target) == [field])
    }

    @Test func `all errors are told at once`() throws {
        let typed = try draft("diagnosi=ABC&valida-dal=ieri&durata=giorno")
        let problems = #expect(throws: DraftProblems.self) { try typed.entry() }
        #expect(problems?.errors.count == 3)
    }

    @Test func `a form without its version is no draft`() {
        let number = TestHouse.known(PracticeNumber("202601020300000001"))
        #expect(DecisionDraft(.empty, of: number) == nil)
    }
}
