// SPDX-License-Identifier: EUPL-1.2

internal import HTTPTypes

/// The page for what cannot be shown or done.
struct RefusalModel: PageModel, Sendable {
    static let template = PageTemplate.refusal

    let frame: PageFrame
    let heading: String
    let explanation: String

    init(status: HTTPResponse.Status, frame: (String) -> PageFrame) {
        let words = Self.words(status)
        heading = words.heading
        explanation = words.explanation
        self.frame = frame(words.heading)
    }

    private static func words(_ status: HTTPResponse.Status) -> (heading: String, explanation: String) {
        switch status {
        case .notFound:
            ("Pagina non trovata", "La pagina o la pratica non esiste, oppure non è di competenza della tua ASL.")
        case .forbidden:
            (
                "Operazione non consentita",
                "Il tuo profilo non consente questa operazione, oppure la pagina è rimasta aperta troppo a lungo: "
                    + "torna all'elenco e riprova."
            )
        case .badRequest:
            ("Richiesta non valida", "I dati inviati non sono completi: torna alla pagina precedente e riprova.")
        case .contentTooLarge:
            ("Testo troppo lungo", "Le note superano la lunghezza ammessa: torna alla pagina precedente e accorciale.")
        case .tooManyRequests:
            ("Troppe richieste", "Aspetta qualche secondo e riprova.")
        case .internalServerError:
            (
                "Servizio non disponibile",
                "Nulla è stato salvato. Riprova fra qualche minuto; se il problema si ripete, avvisa l'assistenza."
            )
        case .serviceUnavailable:
            ("Non disponibile al momento", "Riprova fra qualche minuto; se il problema si ripete, avvisa l'assistenza.")
        default:
            ("Richiesta non riuscita", "Torna all'elenco delle pratiche e riprova.")
        }
    }
}
