// SPDX-License-Identifier: EUPL-1.2

internal import Intake

extension InboxRemarks {
    /// A sentence for each thing that needs somebody's hand, with the remedy.
    var italian: [String] {
        var told = undeclared.map(Self.undeclaredWords)
        if special > 0 {
            told.append(
                "collegamenti o file speciali nella cartella di arrivo, mai acquisiti: \(special); mettere al loro posto i file o le cartelle"
            )
        }
        if own > 0 {
            told.append(
                "cartelle o file del servizio stesso nella cartella di arrivo, per un collegamento o un montaggio, mai acquisiti: \(own); toglierlo o correggere inbox, data, receipts e aura"
            )
        }
        if stuck > 0 {
            told.append(
                "file acquisiti che non si possono togliere dalla cartella di arrivo: \(stuck); dare al servizio il permesso di scrivere nella loro cartella"
            )
        }
        if oversized > 0 {
            told.append("file troppo grandi, rifiutati, che restano nella cartella di arrivo: \(oversized); toglierli")
        }
        return told
    }

    static func undeclaredWords(_ name: String) -> String {
        "il mittente «\(name)» non è dichiarato nella configurazione: i suoi file sono acquisiti come quelli senza mittente; verificare il nome della cartella o dichiararlo in senders"
    }
}

extension IntakeRoom.Round {
    /// What was left, and what needs somebody's hand.
    var messages: [String] {
        var told: [String] = []
        if unsettled > 0 {
            told.append(
                "file incompleti o ancora in scrittura, lasciati nella cartella: \(unsettled); ripetere quando sono completi"
            )
        }
        if closed > 0 {
            told.append("file o cartelle illeggibili, lasciati dove sono: \(closed); verificare i permessi e il disco")
        }
        return told + remarks.italian
    }
}

extension LeftFile {
    var italian: String {
        switch reason {
        case .missing: "\(path): non esiste"
        case .closed: "\(path): non si può leggere; verificare i permessi e il disco"
        case .special: "\(path): è un collegamento o un file speciale, non acquisito"
        case .own: "\(path): è una cartella o un file del servizio stesso, non acquisito"
        case .empty: "\(path): la cartella non contiene file da acquisire"
        }
    }
}
