// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Catalogue
internal import Domain
internal import Foundation
internal import Intake
internal import Logging
internal import NIOCore
internal import Outbound
internal import Pacing
internal import Review
internal import ServiceLifecycle
internal import Settings
internal import Storage
internal import SystemPackage
internal import UnixSignals

/// `esenzioni serve`: the daemon.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Il servizio: acquisisce, mostra le pagine, scrive avvisi e ricevute, legge gli esiti.")

    @OptionGroup var options: ConfigurationOption
    @Flag(help: "Se non c'è alcun operatore ne crea uno dimostrativo e ne mostra le credenziali.")
    var demoOperator = false

    func run() async throws {
        SignalService.ignoreStrangers()
        let settings = try options.load()
        FolderCheck.problems(in: settings).forEach { CommandFault.say($0.description) }
        guard FolderCheck.obstacles(in: settings).isEmpty else { throw CommandFault.configuration }
        let house = try await open(settings)
        let locks = try await lock(house)
        defer { withExtendedLifetime(locks) {} }
        await finishErasures(house)
        await checkClock(house)
        if demoOperator { try await DemoOperator(house: house).addIfNone() }
        let doors = try doors(house)
        let web = settings.web
        CommandFault.tell("Pagina: \(web.tlsCertificate == nil ? "http" : "https")://\(web.host):\(web.port)/")
        do {
            try await services(house, doors.identity, doors.listeners).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            CommandFault.say(
                "la porta \(web.port), o un altro indirizzo di ascolto, è già in uso: fermare chi la usa o cambiare web.port"
            )
            throw CommandFault.failed
        }
    }

    /// A command that works by itself at this moment is waited for; another daemon is not.
    private func open(_ settings: DaemonSettings) async throws -> House {
        let catalogue = try settings.loadCatalogue()
        try settings.checkWording()
        for _ in 0..<50 {
            do {
                return try House(settings, catalogue)
            } catch StoreError.inUse {
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        CommandFault.say("l'archivio è già in uso da un altro processo: fermarlo prima di avviare il servizio")
        throw CommandFault.failed
    }

    /// Keeps other daemons from the folders that only one may take from and write to.
    private func lock(_ house: House) async throws -> [FolderLock] {
        // Those of a new house are made first; what hinders it is said by the service of papers.
        do { try await house.outbound.claimFolders() } catch let error as StoreError where !error.isFatal {}
        let settings = house.settings
        return try [("inbox", settings.folders.inbox), ("aura.outbox", settings.aura.outbox)].compactMap {
            key, folder in
            switch FolderLock.take(folder) {
            case .locked(let lock): return lock
            case .taken:
                CommandFault.say(
                    "\(key): la cartella \(folder) è di un altro servizio in funzione, che prenderebbe gli stessi file: fermarlo o indicarne un'altra"
                )
                throw CommandFault.failed
            case .unavailable(let reason):
                house.log.warning(
                    "A folder cannot be locked; see that no other daemon uses it",
                    metadata: ["key": "\(key)", "reason": "\(reason)"])
                return nil
            }
        }
    }

    /// Some seconds of difference are any clock's.
    private func checkClock(_ house: House) async {
        do {
            let now = House.clock()
            guard let last = try await house.store.reader.lastEntry(), now.seconds + 60 < last.seconds else { return }
            house.log.warning(
                "The clock is before the newest entry of the archive: what is decided now gets times before it; see that the clock is right",
                metadata: ["now": "\(now.iso)", "newest": "\(last.iso)"])
        } catch {
            house.log.warning("The clock cannot be compared with the archive", metadata: ["reason": "\(error)"])
        }
    }

    /// Removes the bytes of what was erased and is still there, because a process was killed or a disk was away.
    private func finishErasures(_ house: House) async {
        do { try await house.store.removeErased(from: house.archive) } catch {
            house.log.error(
                "Documents that were erased are still in the archive; look with esenzioni verify",
                metadata: ["reason": "\(error)"])
        }
    }

    /// The ways in and the listeners; what cannot be used is told and ends the start.
    private func doors(_ house: House) throws -> (identity: IdentityDoors, listeners: [Listener]) {
        do {
            let identity = try IdentityDoors(house.settings.signIn)
            return (identity, try Listener.all(house.settings, authorities: identity.authorities))
        } catch let fault as DoorFault {
            CommandFault.say("\(FaultText(fault))")
            throw CommandFault.configuration
        }
    }

    /// In the order of dependence; shutdown runs the other way.
    private func services(
        _ house: House, _ doors: IdentityDoors, _ listeners: [Listener]
    ) async throws -> ServiceGroup {
        let arrived = Wake()
        let scans = Wake()
        let due = Wake()
        let status = InboxStatus()
        let folders = FolderSurvey()
        let reading = { queue, arrived in
            ReadingService(room: house.intake, queue: queue, arrived: arrived, filed: due, deferred: scans)
        }
        let confinement = KnownConfinement()
        let review = try ReviewApplication(
            desk: Desk(
                house, due: due, arrived: arrived, inbox: status, folders: folders, confinement: confinement,
                doors: doors))
        let services: [(String, any Service)] =
            [
                ("signals", SignalService(log: house.log)),
                ("faults", FaultWatch(faults: house.faults, log: house.log)),
                (
                    "confinement",
                    ConfinementService(
                        reader: house.reader, known: confinement,
                        isRequired: house.settings.reader.requireFullConfinement, log: house.log)
                ),
                ("integrity", IntegrityService(house: house)),
                ("folders", FolderSurveyService(house: house, survey: folders)),
                ("stalls", StallWatch(house: house, survey: folders)),
                ("outbound", OutboundService(room: house.outbound, due: due, clock: House.clock)),
                ("recognition", reading(.recognition, scans)), ("reading", reading(.quick, arrived)),
                ("inbox", InboxService(room: house.intake, arrived: arrived, status: status)),
                ("audit", AuditService(house: house)),
                ("control", ControlService(operations: Operations(house: house))),
            ] + listeners.map { ("pages", review.application($0)) }
        return ServiceGroup(configuration: Self.configuration(services, house))
    }

    /// A service that fails ends the others as a signal would: cancelled in the middle of an answer, the network's library brings
    /// the process down.
    private static func configuration(
        _ services: [(String, any Service)], _ house: House
    ) -> ServiceGroupConfiguration {
        var configuration = ServiceGroupConfiguration(
            services: services.map {
                .init(service: NamedService($0, $1), failureTerminationBehavior: .gracefullyShutdownGroup)
            }, gracefulShutdownSignals: [.sigterm, .sigint], logger: house.log)
        configuration.maximumGracefulShutdownDuration = patience
        return configuration
    }

    /// How long the services may take over their end; longer than any request, and shorter than init systems wait.
    private static let patience = Duration.seconds(80)
}
