// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Settings
internal import Storage
internal import SystemPackage

/// `esenzioni verify`: proves a backup or, without one, the live data; only reads, also beside a daemon.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verifica i dati o un salvataggio: documenti, pratiche, decisioni, avvisi, ricevute, numeri.",
        discussion: """
            Una riga per problema, con il rimedio. Esce con 1 se qualcosa manca o è alterato; i documenti che nessuna \
            consegna nomina sono innocui e solo segnalati.
            """)

    @OptionGroup var options: ConfigurationOption
    @Flag(help: "Un oggetto JSON per problema.") var json = false
    @Argument(help: "La cartella di un salvataggio; se manca, i dati in uso.") var folder: String?

    func run() async throws {
        let settings = try options.load()
        let meter = WorkMeter()
        let tally = FaultTally(json: json, meter: meter)
        let summary = try CommandFault.telling {
            if let folder {
                return try BackupFolder(FilePath(absolute: folder)).verify(progress: meter.show, report: tally.tell)
            }
            _ = try options.openReader()
            return try Verification(folder: settings.folders.data).run(progress: meter.show, report: tally.tell)
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
