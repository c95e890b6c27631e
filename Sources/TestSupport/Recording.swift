// SPDX-License-Identifier: EUPL-1.2

package import Domain
package import Storage

/// Verbs and questions without a page around them, for tests that are not about the access log.
extension Access {
    /// An act of a test, by somebody who is nobody in particular.
    package static func ofTest(_ act: AccessAct = .detail, account: String = "prova") -> Access {
        Access(actor: account, role: "prova", origin: .command(account: account), act: act)
    }
}

extension Viewer {
    /// Somebody who looks in a test.
    package init(_ person: Operator, doing act: AccessAct = .detail) {
        self.init(person, access: Access(of: person, origin: .page(address: "192.0.2.1", session: nil), act: act))
    }
}

extension PracticeReader {
    package func practices(
        _ filter: PracticeFilter, for viewer: Operator, page: Int, size: Int, order: PracticeOrder = .byNumber
    ) async throws -> PracticePage {
        try await practices(filter, for: Viewer(viewer, doing: .search), page: page, size: size, order: order)
    }

    package func dossier(_ number: PracticeNumber, for viewer: Operator) async throws -> PracticeDossier? {
        try await dossier(number, for: Viewer(viewer))
    }

    package func history(_ number: PracticeNumber, for viewer: Operator) async throws -> [HistoryLine]? {
        try await history(number, for: Viewer(viewer, doing: .history))
    }

    package func unmatchedDocuments(for viewer: Operator) async throws -> [UnmatchedDocument] {
        try await unmatchedDocuments(for: Viewer(viewer, doing: .unmatchedList)).documents
    }
}

extension PracticeStore {
    package func decide(_ request: DecisionRequest, systemAccount: String? = nil) async throws -> Practice {
        let origin: AccessOrigin =
            systemAccount.map { .command(account: $0) } ?? .page(address: "192.0.2.1", session: nil)
        return try await decide(
            request, recording: Access(of: request.actor, origin: origin, act: request.action.accessAct))
    }

    package func match(
        _ id: Delivery.ID, to person: Beneficiary, by viewer: Operator
    ) async throws -> PracticeNumber {
        try await match(id, to: person, by: Viewer(viewer, doing: .match))
    }

    package func setAsNotPertinent(_ id: Delivery.ID, by viewer: Operator) async throws {
        try await setAsNotPertinent(id, by: Viewer(viewer, doing: .dismiss))
    }

    package func addOperator(_ account: OperatorAccount) async throws {
        try await addOperator(account, recording: .ofTest(.operatorAdded))
    }

    package func setOperator(_ fiscalCode: FiscalCode, disabled: Bool) async throws {
        try await setOperator(fiscalCode, disabled: disabled, recording: .ofTest(.operatorChanged))
    }

    package func resetSecrets(
        of fiscalCode: FiscalCode, password: SecretHash, pin: SecretHash, mustChange: Bool = false
    ) async throws {
        try await resetSecrets(
            of: fiscalCode, password: password, pin: pin, mustChange: mustChange,
            recording: .ofTest(.operatorSecrets))
    }

    package func changeSecrets(of fiscalCode: FiscalCode, password: SecretHash, pin: SecretHash) async throws {
        try await changeSecrets(of: fiscalCode, password: password, pin: pin, recording: .ofTest(.ownAccount))
    }

    package func retryQuarantined(_ id: Delivery.ID) async throws -> Bool {
        try await retryQuarantined(id, recording: .ofTest(.quarantine))
    }

    package func retryQuarantined(for reason: FindingCode?) async throws -> Int {
        try await retryQuarantined(for: reason, recording: .ofTest(.quarantine))
    }

    @discardableResult
    package func resendNotice(_ messageID: String) async throws -> [NoticeStatus] {
        try await resendNotice(messageID, recording: .ofTest(.resend))
    }

    package func importPractices(
        _ practices: [ImportedPractice], isTrial: Bool = false
    ) async throws -> [ImportOutcome] {
        try await importPractices(practices, isTrial: isTrial, recording: .ofTest(.importing))
    }
}
