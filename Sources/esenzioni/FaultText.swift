// SPDX-License-Identifier: EUPL-1.2

internal import Isolation
internal import Storage
internal import SystemPackage

/// What the person at the terminal is told of a fault: a code that does not change, what happened and what to do, in Italian.
struct FaultText: CustomStringConvertible {
    let code: String
    let message: String

    var description: String { "\(code): \(message)" }

    /// - Parameter fault: whatever a command or the daemon met; of what nobody expected only the kind is told, since its own words
    ///   may hold anything.
    init(_ fault: any Error) {
        switch fault {
        case let fault as StoreError: self.init(fault.code, fault.italian)
        case let fault as ErasureRefusal: self.init(fault.code, fault.message)
        case let fault as BackupRefusal: self.init(fault.code, fault.message)
        case let fault as DoorFault: self.init(DoorFault.code, "\(fault.key): \(fault.message)")
        case let fault as ReaderError: self.init("reader-unavailable", fault.italian)
        case let fault as PaperRefused:
            self.init(
                "paper-refused",
                "un modello o uno schema di avvisi e ricevute non va (\(fault.reason)): ripristinare i file forniti con il programma"
            )
        case let fault as Errno:
            self.init(
                "file-unusable",
                "un file o una cartella non si può usare (\(fault)): verificare il percorso e i permessi")
        default:
            self.init(
                "unexpected-fault",
                "l'operazione non è riuscita per una ragione imprevista (\(type(of: fault))): ripetere, vedere il registro e avvisare l'assistenza"
            )
        }
    }

    init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension StoreError {
    /// A stable code for machines.
    var code: String {
        switch self {
        case .inUse: "archive-in-use"
        case .newerSchema: "newer-schema"
        case .unusable: "archive-unusable"
        case .onShare: "data-on-share"
        case .unreadableSource: "file-unreadable"
        case .noSpace: "no-space"
        case .damagedDatabase: "database-damaged"
        case .numbersExhausted: "numbers-exhausted"
        case .unknownDelivery: "delivery-unknown"
        case .userNameTaken: "user-name-taken"
        case .operatorExists: "operator-exists"
        case .operatorUnknown: "operator-unknown"
        case .damagedRow: "row-damaged"
        case .notDurable: "not-durable"
        case .tooLarge: "file-too-large"
        case .occupied: "name-occupied"
        case .restoreUnfinished: "restore-unfinished"
        case .paperAltered: "notice-altered"
        case .outboxGone: "outbox-gone"
        case .erasedMeanwhile: "document-erased"
        case .unrecorded: "act-unrecorded"
        }
    }
}

extension ErasureRefusal {
    /// A stable code for machines.
    var code: String {
        switch self {
        case .nothingFound: "erasure-nothing-found"
        case .practiceOpen: "erasure-practice-open"
        case .inForce: "erasure-in-force"
        case .papersDue: "erasure-papers-due"
        case .documentDue: "erasure-document-due"
        }
    }
}

extension ReaderError {
    fileprivate var italian: String {
        switch self {
        case .cannotPrepare(.brokenPipe):
            "il processo che legge i documenti termina prima di essere pronto: «esenzioni check» dice se è per diciture, catalogo, schemi o isolamento; altrimenti verificare i limiti del servizio"
        case .cannotPrepare(.noMemory):
            "il processo che legge i documenti non parte per mancanza di memoria: liberarne o aumentare quella del servizio"
        case .cannotPrepare(let errno):
            "il processo che legge i documenti non parte (\(errno)): verificare i limiti del servizio e il carico della macchina"
        case .cannotFork(let errno):
            "non nascono processi per leggere i documenti (\(errno)): verificare quanti ne ammette il sistema"
        }
    }
}
