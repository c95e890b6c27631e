// SPDX-License-Identifier: EUPL-1.2

internal import Storage

extension StoreError {
    /// What happened and what to do, for the person at the terminal.
    var italian: String {
        switch self {
        case .inUse: "l'archivio è in uso da un altro processo"
        case .newerSchema: "i dati sono di una versione più recente del programma: aggiornare il programma"
        case .unusable(let text):
            "l'archivio o una cartella non si può usare (\(text)): verificare i permessi e il disco"
        case .onShare(let name):
            "la cartella dei dati è su una condivisione (\(name)), dove un archivio non è al sicuro: indicare in data una cartella di questa macchina"
        case .unreadableSource: "un file non si può leggere: verificare i permessi e il disco"
        case .noSpace: "il disco è pieno: liberare spazio e ripetere"
        case .damagedDatabase: "l'archivio è danneggiato: ripristinarlo da un salvataggio"
        case .numbersExhausted: "i numeri di pratica di questa ASL per quest'anno sono esauriti: avvisare l'assistenza"
        case .unknownDelivery: "nessuna consegna ha questo numero"
        case .userNameTaken: "il nome utente è già di un altro operatore: sceglierne un altro con --user"
        case .operatorExists: "un operatore con questo codice fiscale c'è già: vedere «esenzioni users list»"
        case .operatorUnknown: "nessun operatore ha questo codice fiscale: vedere «esenzioni users list»"
        case .damagedRow(let table): "una riga della tabella \(table) è danneggiata: vedere «esenzioni verify»"
        case .notDurable(let text): "il disco non ha conservato ciò che è stato scritto (\(text)): verificare il disco"
        case .tooLarge(let limit): "il file supera \(limit) byte"
        case .occupied: "un altro file ha già questo nome"
        case .restoreUnfinished(let path):
            "un ripristino è in corso o è stato interrotto (\(path)): ripetere «esenzioni restore», che ne toglie i resti; se invece l'archivio presente è quello giusto, togliere quella cartella"
        case .paperAltered(let message):
            "l'avviso \(message) non è più quello scritto con la decisione e non si invia: vedere «esenzioni verify» e ripristinare un salvataggio integro"
        case .outboxGone(let path, let mount?):
            "la cartella \(path) non è quella di prima, perché su \(mount) non è montato nulla: montare la condivisione, o indicare una cartella nuova"
        case .outboxGone(let path, nil):
            "la cartella \(path), già usata, non c'è più: rimontare la condivisione o, se è stata tolta apposta, ricrearla"
        case .erasedMeanwhile:
            "un file è stato cancellato nel momento in cui arrivava di nuovo: ripetere l'acquisizione"
        case .unrecorded:
            "un'operazione che il registro degli accessi non può nominare è stata fermata: avvisare l'assistenza"
        }
    }
}
