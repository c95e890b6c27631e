// SPDX-License-Identifier: EUPL-1.2

/// The three things AURA is told; raw values are those of the message and of its file name (contract §7).
package enum NoticeKind: String, Codable, Hashable, Sendable, CaseIterable {
    case validation = "VALIDAZIONE"
    case rejection = "RESPINGIMENTO"
    case cancellation = "ANNULLAMENTO"
}

/// Where a notice stands on its way (contract §7).
package enum NoticeState: String, Codable, Hashable, Sendable, CaseIterable {
    case due = "DA_INVIARE"
    case sent = "INVIATO"
    case accepted = "ACCETTATO"
    case refused = "SCARTATO"
}

/// What a decision tells AURA. By construction it holds neither note nor reason of rejection.
package enum NoticeContent: Hashable, Sendable {
    /// A new exemption, or the end of one that was valid.
    case exemption(ExemptionRecord, NoticeKind)
    case rejection(RejectionRecord)

    /// What the content is a notice of.
    package var kind: NoticeKind {
        switch self {
        case .exemption(_, let kind): kind
        case .rejection: .rejection
        }
    }
}

/// The seven children of AURA's `esenzionePatologia`, in their order (domain.md §2.3).
package struct ExemptionRecord: Hashable, Sendable {
    package let callerFiscalCode: FiscalCode
    package let beneficiaryFiscalCode: FiscalCode
    package let exemption: ExemptionCode
    package let from: CalendarDay
    /// Nothing when the exemption has no end.
    package let until: CalendarDay?
    /// Only to cancel.
    package let cancelledOn: CalendarDay?
    package let diagnosis: DiagnosisCode
}

/// The product's own message of a rejection: AURA's service has none (domain.md §2.3).
package struct RejectionRecord: Hashable, Sendable {
    package let beneficiaryFiscalCode: FiscalCode
    /// Nothing where the practice never had a code.
    package let exemption: ExemptionCode?
    package let diagnosis: DiagnosisCode
    package let on: CalendarDay
}

extension NoticeContent {
    /// The notice that a transition owes, or nothing: taking charge and cancelling what was never valid tell AURA nothing.
    package init?(_ request: DecisionRequest, before: Practice, after: Practice, at now: Timestamp) {
        let diagnosis = after.codes.diagnosis?.forAURA ?? .noneStated
        switch (before.state, after.state) {
        case (_, .rejected):
            self = .rejection(
                RejectionRecord(
                    beneficiaryFiscalCode: after.beneficiary.fiscalCode, exemption: after.codes.exemption,
                    diagnosis: diagnosis, on: now.romeDay))
        case (_, .validated):
            guard let exemption = after.codes.exemption, let validity = after.validity else { return nil }
            self = .exemption(
                ExemptionRecord(
                    callerFiscalCode: request.actor.fiscalCode, beneficiaryFiscalCode: after.beneficiary.fiscalCode,
                    exemption: exemption, from: validity.from, until: validity.until, cancelledOn: nil,
                    diagnosis: diagnosis),
                .validation)
        case (.validated, .cancelled):
            guard let exemption = after.codes.exemption, let validity = after.validity else { return nil }
            self = .exemption(
                ExemptionRecord(
                    callerFiscalCode: request.actor.fiscalCode, beneficiaryFiscalCode: after.beneficiary.fiscalCode,
                    exemption: exemption, from: validity.from, until: validity.end(cancelledOn: now.romeDay),
                    cancelledOn: now.romeDay, diagnosis: diagnosis),
                .cancellation)
        default:
            return nil
        }
    }
}

extension DiagnosisCode {
    /// `000` in place of the codes that mean nothing outside the region (domain.md §2.3).
    package var forAURA: DiagnosisCode { isPlaceholder ? .noneStated : self }
}

/// A notice with its address: everything that its message holds.
package struct Notice: Hashable, Sendable {
    package let practice: PracticeNumber
    /// The version that the decision gave the practice: with the number and the kind it names the message for ever.
    package let version: Int
    package let asl: ASLCode
    package let at: Timestamp
    package let content: NoticeContent

    package init(practice: PracticeNumber, version: Int, asl: ASLCode, at: Timestamp, content: NoticeContent) {
        self.practice = practice
        self.version = version
        self.asl = asl
        self.at = at
        self.content = content
    }

    /// `idMessaggio`: the same for ever, however often the notice is sent.
    package var messageID: String { "\(practice)-\(content.kind.rawValue)-\(version)" }

    /// The name of one file with this notice (contract §7).
    ///
    /// - Parameter progressive: one for every file this installation ever puts out; a notice sent again gets a new one,
    ///   so that no name is used twice.
    package static func fileName(practice: PracticeNumber, kind: NoticeKind, progressive: Int) -> String {
        "AURA_\(practice)_\(kind.rawValue)_\(CalendarDay.padded(progressive, 8)).xml"
    }
}

/// AURA's answer to a notice (`urn:esenzioni:aura:esito:1`).
package struct Reply: Hashable, Sendable, Codable {
    package struct Message: Hashable, Sendable, Codable {
        package let code: String
        package let description: String
        package let note: String

        package init(code: String, description: String, note: String) {
            self.code = code
            self.description = description
            self.note = note
        }
    }

    package let messageID: String
    package let returnCode: String
    package let messages: [Message]

    package init(messageID: String, returnCode: String, messages: [Message]) {
        self.messageID = messageID
        self.returnCode = returnCode
        self.messages = messages
    }

    /// Only `OK`, in any case of letters, is acceptance (contract §7); a sign that Unicode holds for the same letter is another.
    package var isAccepted: Bool {
        returnCode.utf8.count == 2 && returnCode.utf8.allSatisfy { $0 < 0x80 } && returnCode.uppercased() == "OK"
    }
}
