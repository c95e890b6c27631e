// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import HTTPTypes

extension DecisionRefusal {
    /// The field that the doctor has to look at.
    var target: String {
        switch self {
        case .exemptionMissing, .exemptionUnknown, .exemptionSuperseded, .exemptionReserved, .openElsewhere:
            DecisionDraft.Name.exemption
        case .diagnosisNotOfExemption: DecisionDraft.Name.diagnosis
        case .startBeforeBirth: DecisionDraft.Name.from
        case .startFarAway: DecisionDraft.Name.startConfirmation
        case .endFarAway: DecisionDraft.Name.endConfirmation
        case .endMissing: DecisionDraft.Name.firstEnd
        case .endBeforeStart, .dayOutOfRange: DecisionDraft.Name.until
        case .reasonMissing: DecisionDraft.Name.reason
        case .findingsOpen(let findings):
            findings.first.map { DecisionDraft.Name.acknowledged($0.formKey) } ?? "decisione"
        case .notFound, .notPermitted, .stale, .wrongState, .noticeInvalid: "decisione"
        }
    }

    /// As the page shows it, each red finding by itself, and beside its box what else can be done about it.
    var errors: [FieldError] {
        guard case .findingsOpen(let findings) = self else { return [FieldError(target: target, message: message)] }
        return findings.flatMap { finding in
            let box = FieldError(
                target: DecisionDraft.Name.acknowledged(finding.formKey),
                message: DecisionRefusal.findingsOpen([finding]).message,
                place: findings.count > 1 ? finding.code.message : nil)
            return [finding.wayOut, box].compactMap(\.self)
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .notPermitted: .forbidden
        case .stale, .wrongState: .conflict
        case .noticeInvalid: .internalServerError
        case .reasonMissing, .exemptionMissing, .exemptionUnknown, .exemptionSuperseded, .exemptionReserved,
            .diagnosisNotOfExemption, .startBeforeBirth, .startFarAway, .endMissing, .endFarAway, .endBeforeStart,
            .dayOutOfRange, .openElsewhere,
            .findingsOpen:
            .unprocessableContent
        }
    }
}

extension Finding {
    /// At the field where the cause of a red finding can be changed; nothing where there is none.
    fileprivate var wayOut: FieldError? {
        guard code == .diagnosisNotOfExemption else { return nil }
        return FieldError(target: DecisionDraft.Name.diagnosis, message: CodePair.doubtInWords(detail))
    }
}

extension CodePair {
    /// What a doctor can do about a pair of codes that is none of the list.
    static func doubtInWords(_ detail: String?) -> String {
        "La diagnosi non appartiene all'esenzione" + (detail.map { " (\($0))" } ?? "")
            + ": scegliere dal catalogo un'altra diagnosi o un'altra esenzione, scrivere 000 se non c'è una diagnosi "
            + "specifica, oppure confermare la coppia fra le segnalazioni in rosso (se non c'è ancora, appare dopo «Valida»)"
    }
}
