// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import HTTPTypes

extension DecisionRefusal {
    /// The field that the doctor has to look at.
    var target: String {
        switch self {
        case .exemptionMissing, .exemptionUnknown, .exemptionSuperseded, .openElsewhere: DecisionDraft.Name.exemption
        case .diagnosisNotOfExemption: DecisionDraft.Name.diagnosis
        case .startBeforeBirth: DecisionDraft.Name.from
        case .startFarAway: DecisionDraft.Name.startConfirmation
        case .endMissing: DecisionDraft.Name.firstEnd
        case .endBeforeStart, .dayOutOfRange: DecisionDraft.Name.until
        case .reasonMissing: DecisionDraft.Name.reason
        case .findingsOpen(let findings):
            findings.first.map { DecisionDraft.Name.acknowledged($0.formKey) } ?? "decisione"
        case .notFound, .notPermitted, .stale, .wrongState, .noticeInvalid: "decisione"
        }
    }

    /// As the page shows it, each red finding by itself.
    var errors: [FieldError] {
        guard case .findingsOpen(let findings) = self, findings.count > 1 else {
            return [FieldError(target: target, message: message)]
        }
        return findings.map {
            FieldError(
                target: DecisionDraft.Name.acknowledged($0.formKey),
                message: DecisionRefusal.findingsOpen([$0]).message, place: $0.code.message)
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .notPermitted: .forbidden
        case .stale, .wrongState: .conflict
        case .noticeInvalid: .internalServerError
        case .reasonMissing, .exemptionMissing, .exemptionUnknown, .exemptionSuperseded, .diagnosisNotOfExemption,
            .startBeforeBirth, .startFarAway, .endMissing, .endBeforeStart, .dayOutOfRange, .openElsewhere,
            .findingsOpen:
            .unprocessableContent
        }
    }
}
