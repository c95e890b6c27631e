// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Review
internal import Settings
internal import Storage
internal import SystemPackage

/// `esenzioni audit`: the access log (contract §2).
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Il registro degli accessi: chi ha guardato o fatto che cosa, e se il registro è integro.",
        subcommands: [VerifyLog.self, ReportLog.self, Alarms.self])

    struct VerifyLog: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Verifica che nessuna voce sia stata tolta, cambiata, spostata o aggiunta.",
            discussion: """
                Una riga per anello rotto, dal primo. Con --heads confronta anche le teste firmate conservate altrove, che \
                provano il registro contro chi possiede la chiave. Esce con 1 se qualcosa non torna.
                """)

        @OptionGroup var options: ConfigurationOption
        @Option(help: "Una cartella con le teste firmate dei giorni (AAAA-MM-GG.testa.json), conservate altrove.")
        var heads: String?
        @Option(help: "La chiave pubblica con cui il registro deve essere firmato, in esadecimale.")
        var publicKey: String?
        @Flag(help: "Un oggetto JSON per problema.") var json = false
        @Argument(help: "La cartella di un salvataggio; se manca, i dati in uso.") var folder: String?

        func run() async throws {
            let settings = try options.load()
            if folder == nil { _ = try options.openReader() }
            let meter = WorkMeter()
            var faults = 0
            let verification = AccessVerification(publicKey: try key(settings), carried: try carried())
            let summary = try verification.run(
                folder: folder.map { FilePath(absolute: $0) } ?? settings.folders.data, progress: meter.show
            ) { fault in
                faults += 1
                meter.clear()
                let report = AccessFaultReport(code: fault.code, message: fault.message)
                print(json ? try report.json() : "\(report.code): \(report.message)")
            }
            meter.clear()
            guard faults == 0 else {
                CommandFault.say("anelli rotti: \(faults)")
                throw CommandFault.failed
            }
            guard !json else { return }
            print(
                "in ordine: \(summary.entries) voci fino alla \(summary.last), \(summary.signedDays) giorni firmati; "
                    + "testa \(summary.headHash)")
        }

        private func key(_ settings: DaemonSettings) throws -> [UInt8]? {
            guard let publicKey else { return try AccessKey.publicKey(at: settings.audit.keyFile) }
            guard let key = [UInt8](hexadecimal: publicKey), key.count == 32 else {
                throw ValidationError("la chiave pubblica ha 64 cifre esadecimali")
            }
            return key
        }

        private func carried() throws -> [AccessVerification.CarriedHead] {
            guard let heads else { return [] }
            let files = try CommandFault.telling { try HeadFiles(folder: FilePath(absolute: heads)).read() }
            return try files.map { name, signed in
                guard signed.isSound else {
                    CommandFault.say("\(name): la firma non è valida: il file è stato alterato")
                    throw CommandFault.failed
                }
                return AccessVerification.CarriedHead(name: name, head: signed.head)
            }
        }
    }

    struct Alarms: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Elenca gli allarmi: molte persone in un'ora, di notte, i propri dati, lo stesso cognome.")

        @OptionGroup var options: ConfigurationOption
        @Flag(help: "Un oggetto JSON per allarme.") var json = false

        func run() async throws {
            for alarm in try await options.openReader().alarms() {
                let report = AlarmReport(alarm)
                print(
                    json
                        ? try report.json()
                        : "\(report.id) \(report.kind) \(report.operator) \(report.period) persone: \(report.people), "
                            + "ultima voce \(report.entry)")
            }
        }
    }
}

/// A fault as `audit verify --json` prints it.
struct AccessFaultReport: Report {
    let code: String
    let message: String
}

/// An alarm as `audit alarms` prints it.
struct AlarmReport: Report {
    let id: Int64
    let kind: String
    let `operator`: String
    let period: String
    let people: Int
    let entry: Int64
    let raisedAt: String

    init(_ alarm: AccessAlarm) {
        id = alarm.id
        kind = alarm.kind.rawValue
        `operator` = alarm.actor
        period = alarm.period
        people = alarm.count
        entry = alarm.entry
        raisedAt = alarm.raisedAt.iso
    }
}
