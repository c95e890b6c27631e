// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport

@testable import Review

/// Those of the administrator's pages.
extension FullModels {
    static let quarantined = QuarantinedFile(
        delivery: Delivery(
            id: Delivery.ID(1),
            arrival: Arrival(
                sender: "s", senderKind: .hospital, name: "n",
                sha256: TestHouse.known(ContentHash(String(repeating: "0", count: 64))), size: 1,
                asl: TestHouse.asl("010203"), district: nil),
            receivedAt: Timestamp(seconds: 0), outcome: .refused, practice: nil, findings: []),
        reason: Finding(.pdfUnreadable), since: Timestamp(seconds: 0))

    static let quarantine = QuarantineModel(
        QuarantineSearch(page: 2), QuarantinePage(files: [quarantined], page: 2, total: 150),
        reasons: [.pdfUnreadable: 150],
        flash: "f", formToken: "t", frame: frame)

    static func service(_ house: TestHouse) async throws -> ServiceModel {
        try await refuseNotice(house)
        let now = house.clock.now
        let facts = ServiceFacts(
            startedAt: now, checks: [.init(label: "l", isWell: false, words: "w")],
            disks: [.init(label: "d", free: 1, size: 100)], versions: [.init(name: "n", number: "1")])
        return ServiceModel(
            ServiceReading(
                now: now, counts: try await house.reader.counts(),
                traffic: try await house.reader.traffic(until: now.romeDay, days: 2),
                waiting: try await house.reader.waitingPractices(before: [now, now, now]),
                reached: Set(
                    try await house.reader.practices(PracticeFilter(), for: nil, page: 1, size: 100).practices.map(
                        \.number)),
                reasons: [.pdfUnreadable: 1],
                silent: [
                    SilentNotice(
                        practice: TestHouse.known(PracticeNumber("202601020300000001")), kind: .validation, sentAt: now)
                ],
                silentTotal: 1, facts: facts),
            flash: "f", frame: frame)
    }
}
