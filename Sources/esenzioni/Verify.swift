// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Foundation
internal import Outbound
internal import Settings
internal import Storage
internal import SystemPackage

/// `esenzioni verify`: proves a backup or, without one, the live data; only reads, also beside a daemon.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Verifica i dati o un salvataggio: documenti, pratiche, decisioni, avvisi, ricevute, numeri, accessi.",
        discussion: """
            Una riga per problema, con il rimedio. Esce con 1 se qualcosa manca o è alterato; i documenti che nessuna \
            consegna nomina sono innocui e solo segnalati. Del registro degli accessi prova la catena, il sigillo e i \
            giorni firmati, come «audit verify».
            """)

    @OptionGroup var options: ConfigurationOption
    @Flag(help: "Un oggetto JSON per problema.") var json = false
    @Argument(help: "La cartella di un salvataggio; se manca, i dati in uso.") var folder: String?

    func run() async throws {
        let settings = try options.load()
        let meter = WorkMeter()
        let tally = FaultTally(json: json, meter: meter)
        let key = try AccessKey.publicKey(at: settings.audit.keyFile)
        let former = try await formerKeys(settings)
        let summary = try CommandFault.telling {
            let log = AccessVerification(publicKey: key, formerKeys: former)
            if let folder {
                return try BackupFolder(FilePath(absolute: folder)).verify(
                    log: log, texts: NoticeText.values, progress: meter.show, report: tally.tell)
            }
            _ = try options.openReader()
            return try Verification(folder: settings.folders.data, log: log, texts: NoticeText.values).run(
                progress: meter.show, report: tally.tell)
        }
        meter.clear()
        if tally.harmful > 0 {
            CommandFault.say("problemi trovati: \(tally.harmful)")
            throw CommandFault.failed
        }
        guard let summary, !json else { return }
        print(
            "in ordine: \(summary.practices) pratiche, \(summary.deliveries) file ricevuti, "
                + "\(summary.documents) documenti")
        print(
            summary.accessLog?.words
                ?? "registro degli accessi: non c'è ancora, l'archivio è di una versione precedente")
    }

    /// A backup may have been taken before the key was changed, which the log in use knows; live data must have the key of now.
    private func formerKeys(_ settings: DaemonSettings) async throws -> Set<[UInt8]> {
        guard folder != nil, FileManager.default.fileExists(atPath: settings.folders.database.string) else { return [] }
        return try await options.openReader().formerAccessKeys()
    }
}

extension AccessVerification.Summary {
    /// What was proven, in Italian.
    fileprivate var words: String {
        "registro degli accessi integro: \(entries) voci fino alla \(last), catena e sigillo validi, "
            + "giorni firmati: \(signedDays); testa \(headHash)"
    }
}

/// Prints faults as they come and counts those that matter.
private final class FaultTally {
    private let json: Bool
    private let meter: WorkMeter
    private(set) var harmful = 0

    init(json: Bool, meter: WorkMeter) {
        self.json = json
        self.meter = meter
    }

    func tell(_ fault: ArchiveFault) throws {
        if !fault.code.isHarmless { harmful += 1 }
        let report = ArchiveFaultReport(fault)
        meter.clear()
        print(json ? try report.json() : report.line)
    }
}
