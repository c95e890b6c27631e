// SPDX-License-Identifier: EUPL-1.2

internal import Storage

/// A fault as `verify --json` prints it.
struct ArchiveFaultReport: Report {
    let code: String
    let harmless: Bool
    let place: String
    let message: String
    let remedy: String

    init(_ fault: ArchiveFault) {
        code = fault.code.rawValue
        harmless = fault.code.isHarmless
        place = fault.place.text
        message = fault.code.message
        remedy = fault.code.remedy
    }

    var line: String { "\(code): \(message) (\(place)): \(remedy)" }
}

extension ArchiveFault.Place {
    /// Where, in Italian.
    var text: String {
        switch self {
        case .practice(let number): "pratica \(number)"
        case .delivery(let id): "consegna \(id)"
        case .receipt(let id): "ricevuta \(id)"
        case .document(let hash): "documento \(hash)"
        case .file(let path): path
        case .table(let name): "tabella \(name)"
        case .sequence(let prefix, let missing):
            "anno \(prefix.prefix(4)), ASL \(prefix.dropFirst(4)), differenza \(missing)"
        case .accessLog(let fault): "\(fault.code): \(fault.message)"
        case .database(let text): text
        }
    }
}

extension ArchiveFault.Code {
    /// What is wrong, one sentence without a final stop.
    var message: String { text.message }

    /// What the administrator can do.
    var remedy: String { text.remedy }

    private static let fromBackup = "ripristinare l'ultimo salvataggio integro e avvisare l'assistenza"
    private static let askSupport = "avvisare l'assistenza, senza modificare i dati"

    private var text: (message: String, remedy: String) {
        switch self {
        case .databaseDamaged: ("L'archivio è danneggiato", Self.fromBackup)
        case .referenceBroken: ("Una riga rimanda a un'altra che manca", Self.fromBackup)
        case .rowUnreadable: ("I dati della pratica non sono leggibili", Self.fromBackup)
        case .documentMissing: ("Il documento manca dall'archivio", "rimetterlo al suo posto da un salvataggio")
        case .documentAltered:
            ("Il documento non è quello ricevuto", "sostituirlo con la copia di un salvataggio")
        case .documentOrphan:
            ("Nessuna consegna nomina questo documento", "innocuo: resto di un'interruzione, può restare")
        case .documentNotErased:
            (
                "Il documento risulta cancellato, ma i suoi byte ci sono ancora",
                "riavviare il servizio, che li toglie; se restano, verificare i permessi e il disco"
            )
        case .practiceWithoutDocument: ("La pratica non ha documenti", Self.askSupport)
        case .deliveryNotInPractice: ("Il file risulta acquisito, ma la pratica non lo contiene", Self.askSupport)
        case .documentNotAnswered:
            ("La pratica contiene un file che al mittente non risulta acquisito", Self.askSupport)
        case .replyMissing: ("Un avviso risulta accettato o scartato, ma il suo esito manca", Self.askSupport)
        case .historyBroken: ("La cronologia non è una sequenza possibile di stati", Self.askSupport)
        case .historyState: ("Lo stato non è quello dell'ultima riga della cronologia", Self.askSupport)
        case .timesBackward:
            (
                "Nella cronologia una riga è precedente a quella che la precede",
                "l'orologio è stato spostato indietro: verificare data e ora della macchina; i dati restano come sono"
            )
        case .noticeMissing: ("Manca un avviso ad AURA dovuto per una decisione", Self.askSupport)
        case .noticeUnowed: ("Un avviso ad AURA non corrisponde ad alcuna decisione", Self.askSupport)
        case .paperAltered: ("Un avviso o una ricevuta non è quella scritta a suo tempo", Self.fromBackup)
        case .noticeDiffers:
            ("Un avviso ad AURA dice altro dalla pratica e dalla sua cronologia", Self.askSupport)
        case .receiptMissing: ("Manca una ricevuta dovuta al mittente", Self.askSupport)
        case .numbersMissing: ("La sequenza dei numeri non corrisponde a ciò che è in archivio", Self.fromBackup)
        case .numberOfAnotherASL: ("Il numero della pratica è di un'altra ASL", Self.askSupport)
        case .countsWrong: ("Il numero delle pratiche annotato per gli elenchi non è quello vero", Self.askSupport)
        case .quarantineInconsistent:
            ("Il file è in quarantena, ma non risulta scartato", "rileggerlo con «esenzioni quarantine retry»")
        case .unmatchedInconsistent:
            ("Il documento da abbinare e il suo esito non concordano", Self.askSupport)
        case .accessLogBroken:
            ("Il registro degli accessi non è integro", "conservare i dati come sono e avvisare chi ne risponde")
        case .fileMissing: ("Un file del salvataggio manca", "usare un altro salvataggio")
        case .fileAltered: ("Un file del salvataggio è alterato", "usare un altro salvataggio")
        case .fileUnlisted: ("Il file non fa parte del salvataggio", "innocuo: non sarà ripristinato")
        }
    }
}
