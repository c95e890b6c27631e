// SPDX-License-Identifier: EUPL-1.2

/// The templates that the desk needs, by their path below the folder of templates and without suffix.
enum PageTemplate: String, CaseIterable, Sendable {
    case layout
    case signIn = "pages/accesso"
    case secrets = "pages/accesso-cambio"
    case landing = "pages/accesso-riuscito"
    case notAdmitted = "pages/accesso-negato"
    case sessions = "pages/sessioni"
    case resume = "pages/ripresa"
    case desk = "pages/pratiche"
    case practice = "pages/pratica"
    case history = "pages/cronologia"
    case confirmation = "pages/conferma"
    case stale = "pages/modificata"
    case unmatched = "pages/abbinare"
    case dismissal = "pages/non-pertinente"
    case refusal = "pages/errore"
    case fieldPart = "parts/campo"
    case optionPart = "parts/opzioni"
    case historyPart = "parts/cronologia"
    case decisionPart = "parts/decisione"
    case documentPart = "parts/documento"
    case signaturesPart = "parts/firme"
    case pagePart = "parts/pagina"
    case notesPart = "parts/note"
    case noticePart = "parts/avvisi"
    case errorsPart = "parts/errori"
}
