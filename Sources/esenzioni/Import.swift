// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Settings
internal import Storage
internal import SystemPackage

/// `esenzioni import`: practices of another system, by itself or through a daemon.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Importa pratiche di un altro sistema, un oggetto JSON per riga come in «practices show --json».",
        discussion: """
            Ogni riga è controllata ed entra intera o per nulla, con il suo numero, stato, versione, date e cronologia; le \
            righe errate sono elencate con numero e motivo, le altre entrano. Ripetere l'importazione non duplica nulla. \
            Documenti e avvisi restano all'altro sistema: qui non se ne invia alcuno.
            """)

    @OptionGroup var options: ConfigurationOption
    @Flag(
        help: """
            Controlla soltanto, senza importare; due righe lontane fra loro con lo stesso numero si scoprono solo importando.
            """)
    var check = false
    @Argument(help: "Il file, un oggetto JSON per riga.") var file: String

    func run() async throws {
        let settings = try options.load()
        let path = FilePath(absolute: file)
        let descriptor: FileDescriptor
        do {
            descriptor = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        } catch {
            CommandFault.say("\(path): \(error)")
            throw CommandFault.failed
        }
        do {
            try await run(ImportFile(descriptor), try await WriteDoor(settings).open(), size: try descriptor.size())
            try descriptor.close()
        } catch {
            try descriptor.close()
            throw error
        }
    }

    private func run(_ lines: ImportFile, _ door: OpenDoor, size: Int) async throws {
        var lines = lines
        var tally = ImportTally()
        let meter = WorkMeter()
        while let group = try lines.next() {
            let answer = await door.send(.importPractices(group, isTrial: check))
            meter.clear()
            answer.messages.forEach { CommandFault.say($0) }
            guard let part = answer.tally else {
                CommandFault.say("interrotto prima della riga \(group.first?.number ?? 1): ripetere l'importazione")
                throw CommandFault.failed
            }
            tally += part
            meter.show(WorkProgress(phase: .lines, done: lines.position, total: max(size, lines.position)))
        }
        meter.clear()
        print(
            "\(check ? "importabili" : "importate") \(tally.added), già presenti \(tally.known), "
                + "rifiutate \(tally.refused)")
        if !tally.unknownKeys.isEmpty {
            let names = tally.unknownKeys.sorted().map { "«\($0.prefix(60))»" }.joined(separator: ", ")
            CommandFault.say("chiavi non note, il cui contenuto non è importato: \(names)")
        }
        if tally.refused > 0 { throw CommandFault.failed }
    }
}

extension FileDescriptor {
    /// In bytes; nothing to go by where the file is no regular one.
    fileprivate func size() throws -> Int { Int(try stat().size) }
}
