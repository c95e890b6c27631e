// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import Glibc
internal import Intake
internal import Isolation
internal import NIOPosix
internal import Outbound
internal import Pacing
internal import Review
internal import Settings
internal import Storage
internal import SystemPackage

extension Desk {
    /// The desk of this house.
    ///
    /// - Parameters:
    ///   - due: rung when papers are due.
    ///   - arrived: rung when files are to be read.
    init(
        _ house: House, due: Wake, arrived: Wake, inbox: InboxStatus, folders: FolderSurvey,
        confinement: KnownConfinement, doors: IdentityDoors
    ) {
        let templates = house.settings.folders.templates
        self.init(
            store: house.store, catalogue: house.catalogue, templates: templates.string,
            assets: templates.appending("assets").string, settings: DeskSettings(house.settings), clock: House.clock,
            document: { try house.archive.bytes(of: $0) }, picture: { try await house.picture($0) },
            words: { try await house.words($0, recognising: $1) },
            wake: { due.ring() },
            service: ServiceDoor(house, inbox: inbox, folders: folders, confinement: confinement, arrived: arrived),
            readiness: {
                await Readiness(house: house, inbox: inbox, folders: folders, confinement: confinement).checks()
            },
            doors: doors, logger: house.log)
    }
}

extension House {
    /// A page of a document, drawn in a confined child.
    ///
    /// - Throws: `StoreError`, `ReaderError`, `CancellationError`; never because of the document.
    fileprivate func picture(_ key: PageKey) async throws -> PageImage? {
        let bytes = try await NIOThreadPool.singleton.runIfActive { [archive] in try archive.bytes(of: key.sha256) }
        let picture = try await reader.picture(of: bytes, page: key.number, dotsPerInch: PageKey.dotsPerInch)
        return picture.map { PageImage(png: $0.png, size: PageSize(width: $0.width, height: $0.height)) }
    }

    /// The words of a document, read in a confined child.
    ///
    /// - Throws: as for `picture`.
    fileprivate func words(_ document: ContentHash, recognising: Bool) async throws -> DocumentWords? {
        let bytes = try await NIOThreadPool.singleton.runIfActive { [archive] in try archive.bytes(of: document) }
        return try await (recognising ? recogniser : reader).words(of: bytes)
    }
}

extension DeskSettings {
    init(_ settings: DaemonSettings) {
        self.init(
            host: settings.web.host, port: settings.web.port, secureCookie: settings.web.isSecure,
            sessionIdle: settings.web.sessionIdleMinutes * 60, sessionMax: settings.web.sessionMaxHours * 3600,
            pageSize: settings.web.pageSize, signInAttempts: settings.signIn.attempts,
            signInWindow: settings.signIn.windowMinutes * 60, replyDeadline: settings.aura.alarmAfterHours * 3600,
            drawings: settings.reader.parallel, setUpAssets: settings.folders.webAssets.string,
            owner: settings.web.owner, privacy: settings.web.privacy,
            accessibilityContact: settings.web.accessibilityContact)
        let signIn = settings.signIn
        signInAttemptsPerAddress = signIn.attemptsPerAddress
        pinAttempts = signIn.pinAttempts
        hasCredentials = signIn.credentials
        certificateAddress = signIn.certificate.address
        certificatePort = signIn.certificate.port
        gatewayStart = signIn.gateway.start
        proxies = Set(settings.web.proxies)
        maxConnections = settings.web.maxConnections
        requestsPerSecond = settings.web.requestsPerSecond
        requestSeconds = settings.web.requestSeconds
        senderNames = settings.senders.all.reduce(into: [:]) { $0[$1.name] = $1.displayName }
    }
}

/// What `/readyz` asks: 200 only when drops are being taken. Of folders that may lie on shares it knows what was seen last.
struct Readiness {
    let house: House
    let inbox: InboxStatus
    let folders: FolderSurvey
    let confinement: KnownConfinement

    func checks() async -> [ReadinessCheck] {
        let problem = inbox.problem
        let scanning = inbox.scanningReason.map { "noticed by scanning only: \($0)" }
        return [
            ReadinessCheck(name: "inbox", isReady: problem == nil, detail: problem ?? scanning),
            writable("data", house.settings.folders.data),
            await database(),
            outboxes(), readers,
            // Documents are read all the same; where that must not be, the daemon ends.
            ReadinessCheck(
                name: "confinement", isReady: true,
                detail: confinement.value.map { ConfinementText($0).english } ?? "not known yet"),
        ]
    }

    /// What is dropped would wait for them without an outcome.
    private var readers: ReadinessCheck {
        let fault = house.reader.fault ?? house.recogniser.fault
        return ReadinessCheck(name: "readers", isReady: fault == nil, detail: fault?.description)
    }

    private func writable(_ name: String, _ folder: FilePath) -> ReadinessCheck {
        let isWritable = unsafe access(folder.string, W_OK) == 0
        return ReadinessCheck(name: name, isReady: isWritable, detail: isWritable ? nil : "not writable")
    }

    /// Drops are taken and decisions go on without them.
    private func outboxes() -> ReadinessCheck {
        var told: [String] = []
        if let seconds = house.outbound.progress.stall() { told.append("no answer for \(seconds) s, papers wait") }
        let (sight, age) = folders.latest
        if let sight {
            if let away = sight.away {
                if !away.isEmpty { told += away.map(\.description) + ["papers wait"] }
            } else {
                told.append("cannot be looked at")
            }
            told.append("seen \(age) s ago")
        } else {
            told.append("not seen for \(age) s")
        }
        return ReadinessCheck(name: "outboxes", isReady: true, detail: told.joined(separator: "; "))
    }

    private func database() async -> ReadinessCheck {
        do {
            _ = try house.store.pendingDeliveries(limit: 1)
            return ReadinessCheck(name: "database", isReady: true)
        } catch {
            return ReadinessCheck(name: "database", isReady: false, detail: "cannot be read")
        }
    }
}
