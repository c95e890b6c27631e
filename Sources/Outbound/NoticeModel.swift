// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// The values of `templates/aura/avviso.mustache`, each ready to print; absent elements are absent values.
struct NoticeModel {
    let messageID: String
    let kind: String
    let practice: String
    let at: String
    let asl: String
    let exemption: ExemptionModel?
    let rejection: RejectionModel?

    struct ExemptionModel {
        let caller: String
        let beneficiary: String
        let exemption: String
        let from: String
        let until: String?
        let cancelledOn: String?
        let diagnosis: String
    }

    struct RejectionModel {
        let beneficiary: String
        let exemption: String?
        let diagnosis: String
        let on: String
    }

    init(_ notice: Notice) {
        messageID = notice.messageID
        kind = notice.content.kind.rawValue
        practice = notice.practice.value
        at = notice.at.iso
        asl = notice.asl.value
        switch notice.content {
        case .exemption(let record, _):
            exemption = ExemptionModel(record)
            rejection = nil
        case .rejection(let record):
            exemption = nil
            rejection = RejectionModel(record)
        }
    }
}

extension NoticeModel.ExemptionModel {
    fileprivate init(_ record: ExemptionRecord) {
        caller = record.callerFiscalCode.value
        beneficiary = record.beneficiaryFiscalCode.value
        exemption = record.exemption.value
        from = record.from.italian
        until = record.until?.italian
        cancelledOn = record.cancelledOn?.italian
        diagnosis = record.diagnosis.value
    }
}

extension NoticeModel.RejectionModel {
    fileprivate init(_ record: RejectionRecord) {
        beneficiary = record.beneficiaryFiscalCode.value
        exemption = record.exemption?.value
        diagnosis = record.diagnosis.value
        on = record.on.italian
    }
}
