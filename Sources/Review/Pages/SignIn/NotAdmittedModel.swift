// SPDX-License-Identifier: EUPL-1.2

internal import Identity

/// The page for somebody who does not come in by a card, the gateway or the broker: what happened, and what to do.
struct NotAdmittedModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.notAdmitted

    let frame: PageFrame
    let heading: String
    let explanation: String

    init(_ reason: Reason, frame: PageFrame) {
        self.frame = frame
        heading = reason.heading
        explanation = reason.explanation
    }

    enum Reason: Hashable, Sendable {
        /// The person is known for sure, and no operator.
        case operatorUnknown
        case certificate(CertificateRefusal)
        case gateway(GatewayRefusal)
        case openID(OpenIDRefusal)

        var heading: String {
            switch self {
            case .operatorUnknown: "Utente non abilitato"
            case .certificate: "Certificato non accettato"
            case .gateway, .openID: "Accesso non riuscito"
            }
        }

        var explanation: String {
            switch self {
            case .operatorUnknown:
                "La tua identità è stata riconosciuta, ma non risulti tra gli operatori abilitati a questo servizio. "
                    + "Chiedi l'abilitazione all'amministratore della tua ASL."
            case .certificate(let refusal): refusal.explanation
            case .gateway:
                "Il gateway regionale non ha comunicato un'identità valida. Chiudi il browser e ripeti l'accesso; se il "
                    + "problema si ripete, avvisa l'assistenza."
            case .openID(let refusal): refusal.explanation
            }
        }
    }
}

extension CertificateRefusal {
    fileprivate var explanation: String {
        switch self {
        case .absent:
            "Il browser non ha presentato alcun certificato. Inserisci la carta nel lettore, accertati che il certificato sia "
                + "configurato nel browser, chiudi tutte le finestre e riprova."
        case .expired: "Il certificato è scaduto: la carta va rinnovata."
        case .notYetValid: "Il certificato non è ancora valido: controlla la data del computer o riprova più tardi."
        case .revoked: "Il certificato è stato revocato: la carta non può più essere usata."
        case .revocationUnknown, .noAuthorities:
            "In questo momento non è possibile verificare il certificato. Usa un'altra modalità di accesso e avvisa l'assistenza."
        case .authorityUnknown, .chainTooLong, .chainUnsound, .algorithmWeak, .unreadable:
            "Il certificato non è stato rilasciato da un'autorità riconosciuta da questo servizio."
        case .wrongUse:
            "Il certificato scelto non serve per l'autenticazione: sulla carta ce n'è un altro, non quello di firma."
        case .policyMissing: "Il certificato non è di una carta ammessa (CNS, TS-CNS o CIE)."
        case .codeMissing, .codeUnsound, .codeAmbiguous:
            "Il certificato non indica un codice fiscale valido del titolare."
        }
    }
}

extension OpenIDRefusal {
    fileprivate var explanation: String {
        switch self {
        case .refusedThere: "L'accesso con SPID o CIE è stato annullato o rifiutato. Puoi riprovare."
        case .stateUnknown, .browserDiffers, .expired:
            "La richiesta di accesso è scaduta o è già stata usata: ripeti l'accesso dall'inizio, nello stesso browser."
        case .levelTooLow: "Il livello di sicurezza dell'identità usata non basta per questo servizio."
        case .codeMissing, .codeUnsound: "L'identità digitale non indica un codice fiscale valido."
        case .providerUnreachable, .providerUnsound:
            "Il servizio di autenticazione non risponde. Riprova fra qualche minuto o usa un'altra modalità di accesso."
        default:
            "La risposta del servizio di autenticazione non è valida. Se il problema si ripete, avvisa l'assistenza."
        }
    }
}
