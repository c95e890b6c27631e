// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Settings
internal import Storage
internal import SystemPackage

/// `esenzioni backup`: database and documents into a new folder, also beside a daemon.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Salva archivio e documenti in una cartella nuova, anche a servizio attivo.",
        discussion: """
            La cartella contiene esenzioni.sqlite, documents/, SHA256SUMS (verificabile con «sha256sum -c») e \
            backup.json. Ricevute e avvisi sono nell'archivio. Non sono compresi: la configurazione, il catalogo, i \
            modelli, la cartella di arrivo e i file già scritti nelle cartelle in uscita. Sono dati sanitari in chiaro: \
            custodirli come l'originale.
            """)

    @OptionGroup var options: ConfigurationOption
    @Argument(help: "La cartella, nuova o vuota: conviene una data nel nome, per esempio /salvataggi/2026-03-16.")
    var folder: String

    func run() async throws {
        let settings = try options.load()
        let meter = WorkMeter()
        let backup = Backup(
            data: settings.folders.data, program: Esenzioni.version, clock: House.clock, progress: meter.show)
        let (head, faults) = try CommandFault.telling {
            try backup.take(
                into: FilePath(absolute: folder), outside: [settings.folders.data, settings.folders.inbox])
        }
        meter.clear()
        print(
            "\(folder): \(head.counts.practices) pratiche, \(head.counts.documents) documenti, "
                + "\(head.counts.bytes) byte")
        for fault in faults { CommandFault.say(ArchiveFaultReport(fault).line) }
        if faults.isEmpty { return }
        CommandFault.say("il salvataggio è fedele, ma l'archivio è danneggiato: vedere «esenzioni verify»")
        throw CommandFault.failed
    }
}
