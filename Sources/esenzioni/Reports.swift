// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import Foundation
internal import Storage

/// Something that is printed as one line of JSON with sorted keys.
protocol Report: Encodable {}

extension Report {
    /// One line, for machines.
    func json() throws -> String { try text([.sortedKeys, .withoutEscapingSlashes]) }

    /// The same over several lines, for people.
    func indented() throws -> String { try text([.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]) }

    private func text(_ form: JSONEncoder.OutputFormatting) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = form
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

/// A finding as commands print it.
struct FindingReport: Encodable {
    let code: String
    let severity: Severity
    let field: FieldName?
    let message: String

    init(_ finding: Finding) {
        code = finding.code.rawValue
        severity = finding.severity
        field = finding.field
        message = finding.message
    }
}

/// A document as `ingest --json` prints it (contract §2).
struct DeliveryReport: Report {
    let file: String
    let sha256: ContentHash
    let sender: String
    let outcome: ReceiptOutcome?
    let practice: PracticeNumber?
    let findings: [FindingReport]

    init(_ delivery: Delivery) {
        file = delivery.arrival.name
        sha256 = delivery.arrival.sha256
        sender = delivery.arrival.sender
        outcome = delivery.outcome
        practice = delivery.practice
        findings = delivery.findings.map(FindingReport.init)
    }

    var line: String {
        let reasons = findings.filter { $0.severity == .blocking }.map(\.message)
        return
            (["\(sender)/\(file): \(outcome?.rawValue ?? "in attesa")", practice?.value].compactMap { $0 } + reasons)
            .joined(separator: " ")
    }
}

/// A file in quarantine as `quarantine --json` prints it.
struct QuarantineReport: Report {
    let id: Int64
    let state = "in quarantena"
    let file: String
    let sender: String
    let sha256: ContentHash
    let since: String
    let code: String
    let message: String
    let remedy: String

    init(_ quarantined: QuarantinedFile) {
        id = quarantined.delivery.id.value
        file = quarantined.delivery.arrival.name
        sender = quarantined.delivery.arrival.sender
        sha256 = quarantined.delivery.arrival.sha256
        since = quarantined.since.iso
        code = quarantined.reason.code.rawValue
        message = quarantined.reason.message
        remedy = quarantined.reason.code.remedy
    }
}

/// A notice as `aura list --json` prints it.
struct NoticeReport: Report {
    let id: String
    let practice: PracticeNumber
    let kind: NoticeKind
    let state: NoticeState
    let file: String
    let createdAt: String
    let sentAt: String?
    let timesSent: Int
    let repliedAt: String?
    let returnCode: String?
    let messages: [Reply.Message]
    /// AURA's last refusal, also where the notice was sent again or accepted since, or before.
    let refusedAt: String?
    let refusalCode: String?
    let refusalMessages: [Reply.Message]

    init(_ notice: NoticeStatus) {
        refusedAt = notice.refusedAt?.iso
        refusalCode = notice.refusal?.returnCode
        refusalMessages = notice.refusal?.messages ?? []
        id = notice.messageID
        practice = notice.practice
        kind = notice.kind
        state = notice.state
        file = notice.fileName
        createdAt = notice.createdAt.iso
        sentAt = notice.sentAt?.iso
        timesSent = notice.timesSent
        repliedAt = notice.repliedAt?.iso
        returnCode = notice.reply?.returnCode
        messages = notice.reply?.messages ?? []
    }
}
