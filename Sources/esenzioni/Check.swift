// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Catalogue
internal import Domain
internal import EnvelopeReading
internal import Foundation
internal import Identity
internal import Intake
internal import Isolation
internal import Outbound
internal import Review
internal import Settings
internal import Storage
internal import SystemPackage
internal import VirusScanning

/// `esenzioni check`: a line for each thing that must be right, with the remedy where it is not.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Controlla configurazione, cartelle, archivio, catalogo, modelli e schemi.")

    @OptionGroup var options: ConfigurationOption

    func run() async throws {
        let settings = try options.load()
        print("configurazione: in ordine")
        for entry in settings.explained() {
            print("  \(entry.key): \(entry.value)\(entry.isDefault ? "" : " (impostato)")")
        }
        let prepared = [catalogue(settings), wording(settings)]
        let results =
            prepared + [
                folders(settings), disks(settings), papers(settings),
                authorities(settings),
                ways(settings),
                await database(settings),
                // Readers without catalogue or wording fail, and nothing more can be learned from it.
                prepared.contains(false) ? true : await reading(settings),
                await antivirus(settings),
            ]
        if hasStrangePlaces(settings) || !FolderCheck.overlaps(in: settings).isEmpty {
            throw CommandFault.configuration
        }
        if results.contains(false) { throw CommandFault.failed }
    }

    private func report(_ subject: String, _ problems: [String]) -> Bool {
        if problems.isEmpty { print("\(subject): in ordine") }
        for problem in problems { print("\(subject): \(problem)") }
        return problems.isEmpty
    }

    private func folders(_ settings: DaemonSettings) -> Bool {
        for remark in InboxRemarks(of: InboxRules(settings)).italian { print("cartella di arrivo: \(remark)") }
        return report("cartelle", FolderCheck.problems(in: settings).map(\.description))
    }

    /// Where documents are kept one of the largest size must find room, elsewhere some papers.
    private func disks(_ settings: DaemonSettings) -> Bool {
        let megabyte: Int64 = 1_000_000
        return Disk.all(settings).map { disk in
            print("\(disk.label): \(disk.room.free / megabyte) MB liberi su \(disk.room.size / megabyte) MB")
            let needed = disk.keepsDocuments ? settings.intake.maxFileMB : 1
            let isShort = disk.room.free < Int64(needed) * megabyte
            return report(disk.label, isShort ? ["lo spazio non basta, ne servono \(needed) MB: liberarne"] : [])
        }.allSatisfy(\.self)
    }

    private func catalogue(_ settings: DaemonSettings) -> Bool {
        do {
            let catalogue = try CatalogueLoader.load(folder: settings.folders.catalogue)
            print("catalogo: \(catalogue.exemptions.count) esenzioni, \(catalogue.asls.count) aziende, in ordine")
            for district in catalogue.unverifiedDistricts {
                print(
                    "catalogo: il distretto \(district.name) (ASL \(district.asl)) non è verificato: confrontarlo con l'ASL"
                )
            }
            return report(
                "mittenti", KnownPlaces(catalogue: catalogue).problems(in: settings).map(\.description))
        } catch {
            return report("catalogo", error.problems.map(\.description))
        }
    }

    private func hasStrangePlaces(_ settings: DaemonSettings) -> Bool {
        do {
            let catalogue = try CatalogueLoader.load(folder: settings.folders.catalogue)
            return !KnownPlaces(catalogue: catalogue).problems(in: settings).isEmpty
        } catch {
            return false
        }
    }

    private func wording(_ settings: DaemonSettings) -> Bool {
        do {
            let wording = try WordingLoader.load(file: settings.folders.wording)
            print("diciture: \(wording.phrases.count), in ordine")
            return true
        } catch {
            return report("diciture", error.problems.map(\.description))
        }
    }

    private func papers(_ settings: DaemonSettings) -> Bool {
        do {
            _ = try PaperWriter(templates: settings.folders.templates, schemas: settings.folders.schemas)
            return report("modelli e schemi", [])
        } catch {
            return report("modelli e schemi", ["\(FaultText(error))"])
        }
    }

    private func authorities(_ settings: DaemonSettings) -> Bool {
        let trust = TrustStore(folder: settings.folders.trust)
        print("autorità di certificazione: \(trust.authorities) caricate")
        if trust.authorities == 0 {
            print("autorità di certificazione: senza, nessuna firma è verificabile: vedere il README della cartella")
        }
        return report("autorità di certificazione", trust.problems.map(\.description))
    }

    private func ways(_ settings: DaemonSettings) -> Bool {
        do {
            let doors = try IdentityDoors(settings.signIn)
            let listeners = try Listener.all(settings, authorities: doors.authorities)
            print(
                "modalità di accesso: \(settings.signIn.ways.joined(separator: ", ")); porte e socket: \(listeners.count)"
            )
            guard let authorities = doors.authorities else { return true }
            print("carte: \(authorities.authorities) autorità, \(authorities.lists) liste di revoca")
            return report("carte", authorities.problems.map(\.description))
        } catch {
            return report("modalità di accesso", ["\(FaultText(error))"])
        }
    }

    private func database(_ settings: DaemonSettings) async -> Bool {
        if let fault = PracticeReader.unfinishedRestore(in: settings.folders.data) {
            return report("archivio", [fault.italian])
        }
        guard FileManager.default.fileExists(atPath: settings.folders.database.string) else {
            print("archivio: non ancora creato, nascerà al primo avvio")
            return true
        }
        do {
            let reader = try PracticeReader(folder: settings.folders.data)
            let away = try reader.foldersAway([
                settings.folders.inbox, settings.folders.receipts, settings.aura.outbox, settings.aura.replies,
            ])
            let areThere = report("cartelle di scambio", away.map(\.italian))
            if let held = try reader.heldAccessTerm() {
                print(
                    "registro degli accessi: la scadenza non si applica dal \(held.heldSince.iso), perché l'orologio è lontano dall'ultima voce: verificare data e ora; riprende dopo tre giorni di servizio"
                )
            }
            return report(
                "archivio", try await reader.integrityProblems().map { "\($0): ripristinare da un salvataggio" })
                && areThere
        } catch {
            return report("archivio", ["\(FaultText(error)); verificare permessi e spazio di \(settings.folders.data)"])
        }
    }

    private func antivirus(_ settings: DaemonSettings) async -> Bool {
        guard let scanner = VirusScanner(settings) else {
            print("antivirus: nessuno (antivirus.socket è vuoto)")
            return true
        }
        do {
            print("antivirus: \(try await scanner.version())")
            return report("antivirus", [])
        } catch {
            let consequence =
                settings.antivirus.isRequired ? "i documenti aspettano" : "i documenti sono letti senza controllo"
            return report("antivirus", ["clamd non risponde: \(error); \(consequence): avviarlo"])
        }
    }

    private func reading(_ settings: DaemonSettings) async -> Bool {
        do {
            let reading = try await DocumentReader(settings).read(Array("nulla".utf8))
            let confinement = try await DocumentReader(settings).confinement()
            print("isolamento: \(ConfinementText(confinement).italian)")
            let isAlive = reading == .read(.unreadable(Finding(.contentUnrecognised)))
            return report(
                "lettura isolata",
                isAlive
                    ? []
                    : [
                        "il processo di lettura finisce prima di rispondere: se reader.memory_mb o reader.cpu_seconds sono stati ridotti, aumentarli"
                    ]
            )
        } catch {
            return report("lettura isolata", ["\(FaultText(error))"])
        }
    }
}
