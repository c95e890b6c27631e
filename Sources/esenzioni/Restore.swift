// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Domain
internal import Settings
internal import Storage
internal import SystemPackage

/// `esenzioni restore`: a backup into an empty data folder.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ripristina un salvataggio nella cartella dei dati, che deve essere vuota.",
        discussion: """
            Solo i dati: la configurazione non è nel salvataggio. Ciò che è accaduto dopo il salvataggio non vi è \
            compreso, ma può essere già uscito: numeri di pratica, nomi di file e versioni proseguono perciò dopo un salto, \
            tanto più alto quanto più tardi si ripristina, e gli avvisi senza esito si inviano di nuovo, con gli stessi byte e un nome nuovo, e dopo ciascuno tutti \
            i successivi della stessa persona ed esenzione, perché AURA resti all'ultima decisione.
            """)

    @OptionGroup var options: ConfigurationOption
    @Flag(
        help: """
            Nulla è accaduto dopo il salvataggio (trasloco a servizio fermo, mai più riavviato): nessun salto e nessun \
            reinvio.
            """)
    var nothingLost = false
    @Option(
        help: """
            Rimette nelle cartelle dei mittenti, con lo stesso nome, le ricevute scritte da questo giorno in poi \
            (AAAA-MM-GG).
            """)
    var receiptsSince: CalendarDay?
    @Argument(help: "La cartella del salvataggio.") var folder: String

    func run() async throws {
        let settings = try options.load()
        let meter = WorkMeter()
        let course = Restoration.Course(
            restoredAt: House.clock(), followsLoss: !nothingLost, receiptsSince: receiptsSince?.romeStart)
        let (head, restored) = try CommandFault.telling {
            let backup = try BackupFolder(FilePath(absolute: folder))
            let restoration = Restoration(
                of: backup, course: course, beside: [settings.folders.webAssets], progress: meter.show)
            return (backup.head, try restoration.run(into: settings.folders.data))
        }
        meter.clear()
        // The first entry of the restored archive, before anybody looks at it.
        try await WriteDoor(settings).record(
            CommandLook(act: .restore, detail: "salvataggio del \(head.takenAt)"))
        print(
            "\(settings.folders.data): \(head.counts.practices) pratiche, \(head.counts.documents) documenti, "
                + "salvati il \(head.takenAt)")
        CommandFault.say(
            "da inviare di nuovo al prossimo avvio: \(restored.notices) avvisi, \(restored.receipts) ricevute")
    }
}
