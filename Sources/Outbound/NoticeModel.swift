// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// The values of `templates/aura/avviso.mustache`, under the names of their elements and ready to print; what is absent
/// is left out of the message.
struct NoticeModel: Encodable {
    let idMessaggio: String
    let tipo: String
    let numeroPratica: String
    let dataOra: String
    let codiceAsl: String
    let esenzionePatologia: ExemptionModel?
    let respingimento: RejectionModel?

    struct ExemptionModel: Encodable {
        let codiceFiscaleChiamante: String
        let codiceFiscaleAssistito: String
        let codiceEsenzione: String
        let dataInizioValidita: String
        let dataFineValidita: String?
        let dataAnnullamento: String?
        let listaDiagnosi: String
    }

    struct RejectionModel: Encodable {
        let codiceFiscaleAssistito: String
        let codiceEsenzione: String?
        let listaDiagnosi: String
        let dataRespingimento: String
    }

    init(_ notice: Notice) {
        idMessaggio = notice.messageID
        tipo = notice.content.kind.rawValue
        numeroPratica = notice.practice.value
        dataOra = notice.at.iso
        codiceAsl = notice.asl.value
        switch notice.content {
        case .exemption(let record, _):
            esenzionePatologia = ExemptionModel(record)
            respingimento = nil
        case .rejection(let record):
            esenzionePatologia = nil
            respingimento = RejectionModel(record)
        }
    }
}

extension NoticeModel.ExemptionModel {
    fileprivate init(_ record: ExemptionRecord) {
        codiceFiscaleChiamante = record.callerFiscalCode.value
        codiceFiscaleAssistito = record.beneficiaryFiscalCode.value
        codiceEsenzione = record.exemption.value
        dataInizioValidita = record.from.italian
        dataFineValidita = record.until?.italian
        dataAnnullamento = record.cancelledOn?.italian
        listaDiagnosi = record.diagnosis.value
    }
}

extension NoticeModel.RejectionModel {
    fileprivate init(_ record: RejectionRecord) {
        codiceFiscaleAssistito = record.beneficiaryFiscalCode.value
        codiceEsenzione = record.exemption?.value
        listaDiagnosi = record.diagnosis.value
        dataRespingimento = record.on.italian
    }
}
