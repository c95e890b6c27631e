// SPDX-License-Identifier: EUPL-1.2

import Domain
import GRDB
import Outbound
import Storage
import SystemPackage
import TestSupport
import Testing

/// Notices as they are really written, compared with the records that they were made from.
struct NoticeComparisonTests {
    private let house: TestHouse

    init() async throws {
        let root = FilePath(#filePath).removingLastComponent().pushing("../..").lexicallyNormalized()
        let papers = try PaperWriter(
            templates: root.appending("templates"), schemas: root.appending("config").appending("schemas"))
        house = try TestHouse(papers: papers.renderer)
        let until = try #require(CalendarDay(iso: "2031-01-19"))
        for (name, actions) in [
            ("a", [DecisionAction.validate]), ("b", [.validate, .cancel]), ("c", [.reject]),
        ] {
            let number = try await house.dropForPractice(name, exemption: name == "a" ? "048" : "044")
            for action in actions {
                let entry = name == "a" ? DoctorEntry(until: .day(until)) : DoctorEntry()
                _ = try await house.store.decide(
                    DecisionRequest(
                        number: number, action: action, seenVersion: nil, actor: TestHouse.doctor,
                        reason: action == .reject ? .other : nil, entry: entry))
            }
        }
    }

    private func faults() throws -> [ArchiveFault.Code] {
        var found: [ArchiveFault.Code] = []
        _ = try Verification(folder: house.folder.path, texts: NoticeText.values).run(
            progress: { _ in }, report: { found.append($0.code) })
        return found.filter { $0 != .documentMissing }
    }

    @Test func `what was decided is what was written`() throws { #expect(try faults() == []) }

    @Test(arguments: [
        "UPDATE practice SET fiscalCode = 'VNTRLA92B26C688M' WHERE state = 'VALIDATA'",
        "UPDATE practice SET statedExemption = '013', enteredExemption = '013', exemption = '013' WHERE state = 'VALIDATA'",
        "UPDATE practice SET statedDiagnosis = '250', enteredDiagnosis = '250' WHERE state = 'ANNULLATA'",
        "UPDATE practice SET validFrom = '2026-01-18' WHERE state = 'VALIDATA'",
        "UPDATE practice SET validUntil = NULL WHERE state = 'VALIDATA'",
        "UPDATE practice SET validUntil = '2032-01-01' WHERE state = 'ANNULLATA'",
        "UPDATE historyLine SET actor = 'VNTRLA92B26C688M' WHERE state = 'VALIDATA'",
        "UPDATE historyLine SET at = at + 60 WHERE state = 'RESPINTA'",
        "UPDATE notice SET state = 'SCARTATO', reply = '{\"messageID\":\"x\",\"returnCode\":\"OK\",\"messages\":[]}'",
    ])
    func `a value that was changed since is told`(_ damage: String) async throws {
        let queue = try DatabaseQueue(path: house.folder.path.appending(PracticeStore.fileName).string)
        try await queue.write { try $0.execute(sql: damage) }
        #expect(try faults().contains(.noticeDiffers))
    }
}
