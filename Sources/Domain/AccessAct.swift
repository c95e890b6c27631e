// SPDX-License-Identifier: EUPL-1.2

/// What somebody did, as the access log keeps it; raw values are those of the database and of the report.
///
/// The list follows what the Garante asks of systems with health data (provision of 4 June 2015 on the *dossier
/// sanitario*, annex 2: also mere consultation is traced) and the columns of domain.md §7.
package enum AccessAct: String, Codable, Hashable, Sendable, CaseIterable {
    case signIn = "ACCESSO"
    case signOut = "USCITA"
    /// Own account: sessions, secrets, keys of the keyboard.
    case ownAccount = "PROFILO"

    case search = "RICERCA"
    case detail = "DETTAGLIO"
    case history = "CRONOLOGIA"
    case confirmation = "RICHIESTA_CONFERMA"
    case pageImage = "IMMAGINE_PAGINA"
    case pageText = "TESTO_PAGINA"
    case values = "VALORI_DOCUMENTO"
    case download = "SCARICO_DOCUMENTO"
    case export = "ESPORTAZIONE"

    case unmatchedList = "DOCUMENTI_DA_ABBINARE"
    case match = "ABBINAMENTO"
    case dismiss = "NON_PERTINENTE"
    /// Before a document is filed under somebody: whose code is it, and is that person known.
    case personChecked = "VERIFICA_PERSONA"

    case draft = "BOZZA"
    case takeCharge = "PRESA_IN_CARICO"
    case validate = "VALIDAZIONE"
    case reject = "RESPINGIMENTO"
    case cancel = "ANNULLAMENTO"
    case resend = "REINVIO_AVVISO"

    case status = "STATO_SERVIZIO"
    case quarantine = "QUARANTENA"
    case operatorAdded = "OPERATORE_AGGIUNTO"
    case operatorChanged = "OPERATORE_MODIFICATO"
    case operatorSecrets = "OPERATORE_CREDENZIALI"
    case ingest = "ACQUISIZIONE"
    case importing = "IMPORTAZIONE"
    case restore = "RIPRISTINO"
    case erase = "CANCELLAZIONE"
    case accessReport = "CONSULTAZIONE_REGISTRO"

    /// The log about itself.
    case keyChanged = "CHIAVE_CAMBIATA"
    case sealBroken = "SIGILLO_NON_VALIDO"
    case entriesExpired = "VOCI_SCADUTE_TOLTE"
}

extension AccessAct {
    /// What happened, in the words of the page for the citizen.
    package var label: String {
        switch self {
        case .signIn: "Accesso al sistema"
        case .signOut: "Uscita dal sistema"
        case .ownAccount: "Gestione del proprio profilo"
        case .search: "Elenco delle pratiche: compariva la tua"
        case .detail: "Ha aperto la pratica"
        case .history: "Ha letto la cronologia della pratica"
        case .confirmation: "Ha aperto la richiesta di conferma di una decisione"
        case .pageImage: "Ha guardato una pagina di un documento"
        case .pageText: "Ha letto il testo di una pagina di un documento"
        case .values: "Ha letto i valori di un documento"
        case .download: "Ha scaricato un documento"
        case .export: "Ha esportato i dati della pratica"
        case .unmatchedList: "Elenco dei documenti da abbinare: compariva il tuo"
        case .match: "Ha abbinato un documento alla persona"
        case .personChecked: "Ha cercato a chi appartiene un documento"
        case .dismiss: "Ha segnato un documento come non pertinente"
        case .draft: "Ha scritto una bozza nella pratica"
        case .takeCharge: "Ha preso in carico la pratica"
        case .validate: "Ha validato la pratica"
        case .reject: "Ha respinto la pratica"
        case .cancel: "Ha annullato la pratica"
        case .resend: "Ha inviato di nuovo l'avviso ad AURA"
        case .status: "Stato del servizio"
        case .quarantine: "File in quarantena"
        case .operatorAdded: "Operatore aggiunto"
        case .operatorChanged: "Operatore modificato"
        case .operatorSecrets: "Credenziali di un operatore sostituite"
        case .ingest: "Acquisizione di documenti"
        case .importing: "Importazione di pratiche"
        case .restore: "Ripristino di un salvataggio"
        case .erase: "Cancellazione di dati"
        case .accessReport: "Ha consultato il registro degli accessi"
        case .keyChanged: "Nuova chiave del registro"
        case .sealBroken: "Il registro non corrispondeva al suo sigillo"
        case .entriesExpired: "Tolte le voci oltre il termine di conservazione"
        }
    }

    /// Whether it opens somebody's data, where a list only names them; what the alarm for many people counts.
    package var opensOnePerson: Bool {
        switch self {
        case .detail, .history, .confirmation, .pageImage, .pageText, .values, .download, .draft, .takeCharge,
            .validate, .reject, .cancel, .resend:
            true
        default: false
        }
    }
}

extension DecisionAction {
    /// The entry that carrying it out makes.
    package var accessAct: AccessAct {
        switch self {
        case .takeCharge: .takeCharge
        case .validate: .validate
        case .reject: .reject
        case .cancel: .cancel
        }
    }
}

/// How an act ended.
package enum AccessOutcome: String, Codable, Hashable, Sendable, CaseIterable {
    case done = "ESEGUITO"
    /// The rules, the rights or a stale page stood against it.
    case refused = "RIFIUTATO"
    /// There is no such thing, or none within reach.
    case notFound = "NON_TROVATO"
    case failed = "ERRORE"
}
