// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport
import Testing

struct ImportTests {
    private func imported(
        _ number: String, _ states: [PracticeState] = [.received], person: String = "RSSMRA48R11B111I",
        exemption: String = "044", version: Int? = nil
    ) -> ImportedPractice {
        let start: Int64 = 1_742_115_412
        let history = states.enumerated().map { place, state in
            HistoryLine(
                at: Timestamp(seconds: start + Int64(place)),
                actor: Actor(identity: "LBRCRD53H10D205E", role: .districtOperator), state: state)
        }
        let number = TestHouse.known(PracticeNumber(number))
        let day = TestHouse.known(CalendarDay(iso: "2025-03-16"))
        return ImportedPractice(
            practice: Practice(
                number: number, state: states.last ?? .received, version: version ?? states.count,
                asl: TestHouse.known(number.asl), district: nil,
                beneficiary: Beneficiary(fiscalCode: TestHouse.person(person), familyName: "ROSSI", givenName: "MARIO"),
                submitter: Submitter(kind: .physician, fiscalCode: nil),
                stated: CodePair(exemption: ExemptionCode(exemption), diagnosis: DiagnosisCode("2960")),
                requestedAt: Timestamp(seconds: start), updatedAt: Timestamp(seconds: start + 9),
                validity: states.contains(.validated) ? Validity(from: day, until: nil) : nil,
                rejectionReason: states.last == .rejected ? .other : nil),
            history: history, findings: [Finding(.aslAssumed)], elsewhere: .none)
    }

    private let validated: [PracticeState] = [.received, .inProgress, .validated]

    @Test func `an imported practice keeps number, state, version, dates, history and says where it comes from`()
        async throws
    {
        let house = try TestHouse()
        let practice = imported("202501020300000007", validated)
        #expect(try await house.store.importPractices([practice]) == [.added])
        let dossier = try #require(try await house.reader.dossier(practice.practice.number, for: nil))
        #expect(dossier.practice == practice.practice)
        #expect(dossier.history == practice.history)
        #expect(dossier.findings.map(\.code) == [.aslAssumed, .practiceImported])
        #expect(dossier.documents.isEmpty)
        #expect(dossier.notices.isEmpty)
        #expect(try house.store.nextNotices(limit: 9).isEmpty)
        #expect(try house.store.nextReceipts(limit: 9).isEmpty)
        #expect(try faults(in: house.folder.path) == [])
    }

    @Test func `a practice whose findings tell of 048 is reserved, though its documents stay elsewhere`() async throws {
        let house = try TestHouse()
        let plain = imported("202501020300000007", validated)
        let reserved = ImportedPractice(
            practice: imported("202501020300000008", validated).practice, history: plain.history,
            findings: [Finding(.exemptionNotActive, detail: "048.174")], elsewhere: .none)
        #expect(try await house.store.importPractices([plain, reserved]) == [.added, .added])
        let viewer = Operator(
            fiscalCode: TestHouse.doctor.fiscalCode, name: "", role: .districtOperator, asls: TestHouse.doctor.asls,
            districts: [], permissions: [])
        let seen = try await house.reader.practices(PracticeFilter(), for: viewer, page: 1, size: 9)
        #expect(seen.practices.map(\.number) == [plain.practice.number])
    }

    @Test func `the same again is known, also after a decision here; another content is a conflict`() async throws {
        let house = try TestHouse()
        let practice = imported("202501020300000007", [.received, .inProgress])
        #expect(try await house.store.importPractices([practice, practice]) == [.added, .known])
        _ = try await house.store.decide(.of(practice.practice.number, .validate))
        #expect(try await house.store.importPractices([practice]) == [.known])
        let other = imported("202501020300000007", [.received, .inProgress], version: 5)
        #expect(try await house.store.importPractices([other]) == [.refused(.conflict)])
        #expect(try await house.reader.notices().count == 1)
        #expect(try faults(in: house.folder.path) == [])
    }

    @Test func `a practice of this house is known by its content`() async throws {
        let safe = try SafeHouse()
        let number = TestHouse.known(try await safe.drop("a").practice)
        let dossier = try #require(try await safe.house.reader.dossier(number, for: nil))
        func again(_ practice: Practice) -> ImportedPractice {
            ImportedPractice(practice: practice, history: dossier.history, findings: [], elsewhere: .none)
        }
        var changed = dossier.practice
        changed.version += 1
        let outcomes = try await safe.house.store.importPractices([again(dossier.practice), again(changed)])
        #expect(outcomes == [.known, .refused(.conflict)])
        #expect(try faults(in: safe.data) == [])
    }

    @Test func `own numbers go on behind imported ones, and none is missed`() async throws {
        let safe = try SafeHouse()
        try await safe.drop("a")
        let imports = [
            imported("202601020300000050", validated), imported("202601020300000020", validated),
            imported("202601021100000009", validated),
        ]
        #expect(try await safe.house.store.importPractices(imports) == [.added, .added, .added])
        let next = try await safe.drop("b", person: "VNTRLA92B26C688M")
        #expect(next.practice?.value == "202601020300000051")
        #expect(try faults(in: safe.data) == [])
        try await safe.damage("DELETE FROM practice WHERE number = '202601020300000051'")
        #expect(try faults(in: safe.data).map(\.code).contains(.numbersMissing))
    }

    @Test func `a second open practice for a person and an exemption is refused, and a document joins the first`()
        async throws
    {
        let safe = try SafeHouse()
        let open = imported("202501020300000001")
        let outcomes = try await safe.house.store.importPractices([open, imported("202501020300000002")])
        #expect(outcomes == [.added, .refused(.openElsewhere(open.practice.number))])
        #expect(try await safe.drop("a").practice == open.practice.number)
        #expect(try faults(in: safe.data) == [])
    }

    @Test func `what is decided here of an imported practice owes its notice`() async throws {
        let safe = try SafeHouse()
        let valid = imported("202501020300000001", validated)
        _ = try await safe.house.store.importPractices([valid])
        _ = try await safe.house.store.decide(.of(valid.practice.number, .cancel))
        #expect(try safe.house.store.nextNotices(limit: 9).count == 1)
        #expect(try faults(in: safe.data) == [])
        try await safe.damage("DELETE FROM notice")
        #expect(try faults(in: safe.data).map(\.code).contains(.noticeMissing))
    }

    @Test func `a trial says what would become of each and changes nothing`() async throws {
        let house = try TestHouse()
        let practice = imported("202601020300000007", validated)
        #expect(try await house.store.importPractices([practice, practice], isTrial: true) == [.added, .known])
        #expect(try await house.reader.dossier(practice.practice.number, for: nil) == nil)
        #expect(try await house.dropForPractice("a").value == "202601020300000001")
    }

    @Test func `after a restore imported practices are known still`() async throws {
        let safe = try SafeHouse()
        let practice = imported("202501020300000007", validated)
        _ = try await safe.house.store.importPractices([practice])
        _ = try safe.backUp()
        let (folder, _) = try safe.restore()
        let store = try safe.store(in: folder)
        #expect(try await store.importPractices([practice]) == [.known])
        #expect(try faults(in: folder.path) == [])
    }
}
