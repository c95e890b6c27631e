// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import HTTPTypes

extension DecisionRefusal {
    /// The field that the doctor has to look at.
    var target: String {
        switch self {
        case .exemptionMissing, .exemptionUnknown, .exemptionSuperseded, .openElsewhere: DecisionDraft.Name.exemption
        case .diagnosisNotOfExemption: DecisionDraft.Name.diagnosis
        case .endMissing, .endBeforeStart, .dayOutOfRange: DecisionDraft.Name.until
        case .reasonMissing: DecisionDraft.Name.reason
        case .findingsOpen(let findings):
            findings.first.map { DecisionDraft.Name.acknowledged($0.formKey) } ?? "decisione"
        case .notFound, .notPermitted, .stale, .wrongState, .noticeInvalid: "decisione"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .notPermitted: .forbidden
        case .stale, .wrongState: .conflict
        case .noticeInvalid: .internalServerError
        case .reasonMissing, .exemptionMissing, .exemptionUnknown, .exemptionSuperseded, .diagnosisNotOfExemption,
            .endMissing, .endBeforeStart, .dayOutOfRange, .openElsewhere, .findingsOpen:
            .unprocessableContent
        }
    }
}
