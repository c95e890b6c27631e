// SPDX-License-Identifier: EUPL-1.2

import Domain
import Storage
import TestSupport

extension FullModels {
    /// A notice that AURA refuses.
    static func refuseNotice(_ house: TestHouse) async throws {
        let number = try await house.practice(
            SampleCertificate(person: "RSSMRA48R11B111I", familyName: "ROSSI", givenName: "MARIO"))
        _ = try await house.store.decide(
            DecisionRequest(number: number, action: .validate, seenVersion: nil, actor: TestHouse.doctor))
        try await house.store.recordWritten(try house.store.nextNotices(limit: 10))
        let messageID = TestHouse.known(try await house.dossier(number).notices.first).messageID
        _ = try await house.store.recordReply(Reply(messageID: messageID, returnCode: "KO", messages: []))
    }
}
