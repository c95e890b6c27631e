// SPDX-License-Identifier: EUPL-1.2

internal import Storage

extension BackupRefusal {
    /// A stable code for machines.
    var code: String {
        switch self {
        case .targetNotEmpty: "backup-target-not-empty"
        case .targetInside: "backup-target-inside-data"
        case .unfinished: "backup-unfinished"
        case .noArchive: "archive-missing"
        case .noBackup: "no-backup"
        case .unknownFormat: "backup-format-unknown"
        case .newerSchema: "newer-schema"
        case .damaged(let fault): fault.code.rawValue
        case .dataNotEmpty: "data-not-empty"
        case .inUse: "data-in-use"
        }
    }

    /// What is wrong and what to do, in Italian.
    var message: String {
        switch self {
        case .targetNotEmpty: "la cartella non è vuota: indicarne una nuova, per esempio con la data nel nome"
        case .targetInside: "un salvataggio non può stare nella cartella dei dati o di arrivo: indicarne un'altra"
        case .unfinished(let path):
            "\(path): un altro salvataggio è in corso o è stato interrotto; se nessuno è in corso, eliminare la cartella"
        case .noArchive: "l'archivio non esiste ancora: nasce con «esenzioni serve» o «esenzioni ingest»"
        case .noBackup: "la cartella non contiene un salvataggio completo (manca backup.json)"
        case .unknownFormat: "il formato del salvataggio non è noto: usare la versione del programma che lo ha scritto"
        case .newerSchema: "i dati sono di una versione più recente del programma: aggiornare il programma"
        case .damaged(let fault):
            "\(fault.code.message) (\(fault.place.text)): \(fault.code.remedy)"
        case .dataNotEmpty: "la cartella dei dati non è vuota: spostarne altrove il contenuto, senza eliminarlo"
        case .inUse: "la cartella dei dati è in uso da un altro processo: fermare prima il servizio"
        }
    }
}

extension CommandFault {
    /// Does the work of a command; what refuses it is said on standard error.
    static func telling<Result>(_ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch let refusal as BackupRefusal {
            say("\(FaultText(refusal))")
            throw failed
        } catch StoreError.newerSchema {
            say("\(BackupRefusal.newerSchema.code): \(BackupRefusal.newerSchema.message)")
            throw failed
        } catch let error as StoreError {
            say("\(FaultText(error))")
            throw failed
        }
    }
}
